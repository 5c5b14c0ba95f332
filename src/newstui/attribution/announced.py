"""What a sentence that ends in a colon announces: a list, or the next paragraph's quotation."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from newstui.attribution import lexicon
from newstui.attribution.phrasal import announcer
from newstui.attribution.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newstui.attribution.sentences import Reading
    from newstui.model.text import Offsets

_LINE: Final = re.compile(r"[^\n]*\S[^\n]*")
_MARK: Final = re.compile(r"\s*(?:[-*•·▪◦‣–—]|\(?\d{1,2}[.)])\s+")
"""What a list's item begins with in plain text; a page's list has left it out."""
_GOES_ON: Final = (";", ",", "; and", ", and", "; or", ", or")
"""What an item ends with that is not the last."""
_ITEMS: Final = 30
"""Items of the longest list."""


def find_announcers(reading: Reading, reports: Sequence[Report]) -> list[Report]:
    """Find who speaks a quotation after the like of "Adler sent a letter:"."""
    taken = {report.sentence for report in reports if report.awaits}
    found: list[Report] = []
    for number, sentence in enumerate(reading.sentences[:-1]):
        following = reading.sentences[number + 1]
        quoted = following.shape.lstrip("-?#(")[:1] == lexicon.QUOTE
        announces = quoted and sentence.shape[-1] == lexicon.COLON
        if not announces or not following.opens or number in taken:
            continue
        mark = len(sentence.shape) - 1
        told = announcer(sentence, mark)
        if told is not None:
            cue, source = told
            found.append(
                Report(
                    rule="introduced",
                    sentence=number,
                    cue=cue,
                    source=source,
                    front=source[0],
                    awaits=True,
                    confidence=0.6,
                )
            )
    return found


def attach_lists(reading: Reading, reports: Iterable[Report]) -> frozenset[int]:
    """Give every announced list to its speaker; return the sentences it consists of."""
    listed: set[int] = set()
    for report in reports:
        if not report.awaits:
            continue
        items = _items(reading.text, reading.sentences[report.sentence].end)
        report.more += (_without_stop(reading.text, item) for item in items)
        number = report.sentence + 1
        while report.more and number < len(reading.sentences):
            if reading.sentences[number].start >= report.more[-1][1]:
                break
            listed.add(number)
            number += 1
    return frozenset(listed)


def _items(text: str, at: int) -> list[Offsets]:
    """Return the items of the list that begins on the line after an offset, or nothing."""
    lines = list(islice(_lines(text, at), _ITEMS))
    marked: list[Offsets] = []
    for start, end in lines:
        mark = _MARK.match(text, start, end)
        if mark is None:
            break
        marked.append((mark.end(), end))
    return marked or _unmarked(text, lines)


def _without_stop(text: str, item: Offsets) -> Offsets:
    start, end = item
    return start, start + len(text[start:end].rstrip(" \t.;,"))


def _lines(text: str, at: int) -> Iterator[Offsets]:
    first = text.find("\n", at)
    if first >= 0 and not text[at:first].strip():
        yield from (line.span() for line in _LINE.finditer(text, first))


def _unmarked(text: str, lines: Sequence[Offsets]) -> list[Offsets]:
    """Return the items that begin with a small letter or end as what goes on does."""
    items: list[Offsets] = []
    for start, end in lines:
        goes_on = text.endswith(_GOES_ON, start, end)
        expected = bool(items) and text.endswith(_GOES_ON, *items[-1])
        if not (goes_on or expected or text[start:end].lstrip()[:1].islower()):
            break
        items.append((start, end))
    return items if len(items) > 1 else []
