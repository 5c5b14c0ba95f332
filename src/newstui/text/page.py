"""From a page of plain text to its stories: headlines part it, its edges hold credits.

Only for files and saved pages: an entry of a feed is always one story.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from newstui.text.clean import clean_block, clean_line
from newstui.text.credits import find_credits, is_byline
from newstui.text.datelines import MONTH, find_dateline
from newstui.text.furniture import is_furniture
from newstui.text.lines import ends_sentence, read_lines
from newstui.text.photos import is_photo_line, photo_credits
from newstui.text.plain import is_wrapped

if TYPE_CHECKING:
    from newstui.model.attribution import Credit
    from newstui.model.text import SafeText

__all__ = ["PageStory", "find_credits", "find_dateline", "is_furniture", "split_page"]

_FEWEST_WORDS: Final = 3
_MOST_WORDS: Final = 18
_HEADLINE_LENGTH: Final = 160
_LEAD_WORDS: Final = 12
"""A headline stands over a paragraph of at least this many words."""
_RUN_LIMIT: Final = 3
"""A longer run of lines that look like headlines is a list of links."""
_CLOSING: Final = '”"'
_CLOSING_TOO: Final = "”\"’'»)]"
_STARTS: Final = "\"“‘'«$€£#¿¡"
_ITEM: Final = re.compile(r"(?:[-*•>|+]|\d{1,3}[.)])\s")
_DATE: Final = re.compile(
    rf"(?:(?:published|updated|posted|last (?:updated|modified)|first published|date)\b"
    rf"|(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:\d{{1,2}}(?:st|nd|rd|th)? {MONTH}"
    rf"|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?)(?:,? \d{{4}})?\b[^a-z]{{0,20}}$|\d{{1,2}}:\d\d"
    r"|\d{4}-\d\d-\d\d)",
    re.IGNORECASE,
)
_DASHES: Final = re.compile(r"[\s=*_~#·.-]+$")


@dataclass(frozen=True, slots=True)
class PageStory:
    """One story of a page."""

    title: SafeText
    """Empty when the page gives it no headline."""
    body: str
    """As it stands on the page, without headline and credits of the page."""
    credits: tuple[Credit, ...]
    """Credits of the whole page, such as photo credits below its last story; no spans."""


class _Unit(NamedTuple):
    """A line, or a paragraph whose lines are wrapped."""

    text: str
    start: int
    end: int


def split_page(text: str) -> tuple[PageStory, ...]:
    """Split a page into its stories, in order; none when it holds no words."""
    text = clean_block(text)
    units = _units(text)
    first, last, beside = _edges(units)
    if not units[first:last]:
        return ()
    starts = _headlines(units, first, last)
    if _has_brief_headline(units[first:last], is_alone=not starts):
        starts = [first, *starts]
    elif not starts and _is_shaped(units[first].text, first=True) and first + 1 < last:
        starts = [first]
    stories: list[PageStory] = []
    if not starts or starts[0] > first:
        stop = starts[0] if starts else last
        stories.extend(_story(text, "", units[first:stop], beside, only=not starts))
    for number, start in enumerate(starts):
        stop = starts[number + 1] if number + 1 < len(starts) else last
        body = units[start + 1 : stop]
        stories.extend(_story(text, units[start].text, body, beside, only=True))
    return _with_furniture(stories, units[last:])


def _units(text: str) -> list[_Unit]:
    """Read a page line by line, paragraphs of wrapped lines as one."""
    units: list[_Unit] = []
    lines = read_lines(text)
    index = 0
    while index < len(lines):
        stop = index
        while stop < len(lines) and lines[stop].paragraph == lines[index].paragraph:
            stop += 1
        group = lines[index:stop]
        if is_wrapped([line.text for line in group]):
            start, end = group[0].start, group[-1].end
            units.append(_Unit(" ".join(line.text for line in group), start, end))
        else:
            units.extend(_Unit(line.text, line.start, line.end) for line in group)
        index = stop
    return units


def _edges(units: list[_Unit]) -> tuple[int, int, tuple[Credit, ...]]:
    """Find where stories begin and end between the page's edges, and the edges' credits."""
    first, last = 0, len(units)
    while first < last and _is_edge(units[first].text):
        first += 1
    while last > first and _is_edge(units[last - 1].text):
        last -= 1
    edges = (*units[:first], *units[last:])
    found = (credit for unit in edges for credit in photo_credits(unit.text, 0))
    return first, last, tuple(replace(credit, span=None) for credit in found)


def _is_edge(line: str) -> bool:
    return is_furniture(line) or is_photo_line(line) or bool(_DASHES.match(line))


def _headlines(units: list[_Unit], first: int, last: int) -> list[int]:
    """Find the units that are headlines."""
    shaped = {
        index for index in range(first, last) if _is_shaped(units[index].text, first=index == first)
    }
    times = Counter(units[index].text.casefold() for index in shaped)
    shaped = {index for index in shaped if times[units[index].text.casefold()] == 1}
    found: list[int] = []
    index = first
    while index < last:
        if index not in shaped:
            index += 1
            continue
        lead = index
        run = 0
        while lead < last and (lead in shaped or _is_aside(units[lead].text)):
            run += lead in shaped
            lead += 1
        if lead < last and run <= _RUN_LIMIT and _is_lead(units[lead].text):
            found.append(index)
        index = lead
    return found


def _is_shaped(line: str, *, first: bool) -> bool:
    """Whether a line has the shape of a headline."""
    return len(line.split()) >= _FEWEST_WORDS and _may_be_headline(line, first=first)


def _has_brief_headline(units: list[_Unit], *, is_alone: bool) -> bool:
    """Whether the first line, of a word or two, is the headline of the text that follows.

    Further down it would be a heading within a story; above a headline it is a rubric.
    """
    line = units[0].text
    if len(line.split()) >= _FEWEST_WORDS or not _may_be_headline(line, first=True):
        return False
    below = next((unit.text for unit in units[1:] if not _is_aside(unit.text)), "")
    is_text = ends_sentence(below) if is_alone else _is_lead(below)
    return is_text and not _is_shaped(below, first=False)


def _may_be_headline(line: str, *, first: bool) -> bool:
    """Whether a line, however short, has the shape of a headline."""
    if len(line) > _HEADLINE_LENGTH or len(line.split()) > _MOST_WORDS:
        return False
    # The stop of a quotation at the end is the sentence's, too: He said: "We'll see."
    end = line.rstrip(_CLOSING_TOO)[-1:]
    asks = end == "?" or (end == "!" and line[-1] != end)
    if end in ".:;,…" or (asks and not first) or _ITEM.match(line):
        return False
    if not (line[0].isupper() or line[0].isdigit() or line[0] in _STARTS):
        return False
    is_quotation = line[-1] in _CLOSING and line[0] in _STARTS
    return not (is_quotation or _is_aside(line))


def _is_aside(line: str) -> bool:
    """Whether a line stands between headline and story: byline, date, credit, button."""
    return bool(
        is_furniture(line)
        or is_byline(line)
        or is_photo_line(line)
        or (len(line) <= _HEADLINE_LENGTH and _DATE.match(line) and not ends_sentence(line))
        or _DASHES.match(line)
    )


def _is_lead(paragraph: str) -> bool:
    return len(paragraph[:2_000].split()) >= _LEAD_WORDS and ends_sentence(paragraph)


def _story(
    text: str, title: str, units: list[_Unit], beside: tuple[Credit, ...], *, only: bool
) -> list[PageStory]:
    """Make a story of its units; words before the first headline need to be a paragraph."""
    if not units and not title:
        return []
    if not only and not any(_is_lead(unit.text) for unit in units):
        return []
    body = text[units[0].start : units[-1].end] if units else ""
    return [PageStory(clean_line(title), body, beside)]


def _with_furniture(stories: list[PageStory], below: list[_Unit]) -> tuple[PageStory, ...]:
    """Leave the furniture below the last story with it: its document puts it aside."""
    lines = [unit.text for unit in below if is_furniture(unit.text)]
    if stories and lines:
        body = "\n\n".join([stories[-1].body, *lines])
        stories[-1] = replace(stories[-1], body=body)
    return tuple(stories)
