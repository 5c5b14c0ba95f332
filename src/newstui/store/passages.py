"""Where the words of a query stand in a text, and a passage around them."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from newstui.store.fulltext import is_open
from newstui.store.querytree import wanted_words
from newstui.store.values import storable_ids
from newstui.store.wordforms import WORD, has_words, plain, split_scripts
from newstui.text.clean import clean_block

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newstui.model.text import Offsets, SafeText
    from newstui.store.archive import Archive
    from newstui.store.querytree import Query, Words

_SPACES: Final = re.compile(r"\s+")
_PASSAGE: Final = 160
"""Characters of a passage."""
_BEFORE: Final = 40
"""Characters before the first match, at most."""
_LOOKED_AT: Final = 200_000
"""Characters of a text that are looked through."""
_MOST: Final = 200
"""Matches of a text that are told."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a story's text that says what was asked for."""

    text: SafeText
    """One line."""
    matches: tuple[Offsets, ...]
    """Where in `text` the words stand."""


class _Piece(NamedTuple):
    """A word to be found, or a run of a script without spaces."""

    text: str
    is_unspaced: bool
    is_beginning: bool


def find_passages(archive: Archive, query: Query, ids: Sequence[int]) -> dict[int, Passage]:
    """A passage of each story whose text says what is asked for."""
    words = [one for one in wanted_words(query) if not one.column]
    wanted = [pieces for one in words if (pieces := _pieces(one))]
    signs = [one.text for one in words if not has_words(one.text)]
    if not wanted and not signs:
        return {}
    rows = archive.read(
        "SELECT searched.story_id, text FROM json_each(?)"
        " CROSS JOIN searched ON searched.story_id = value"
        " JOIN texts ON texts.id = text_id",
        (json.dumps(storable_ids(ids)),),
    )
    passages = ((number, _passage(text, wanted, signs)) for number, text in rows)
    return {number: passage for number, passage in passages if passage is not None}


def _pieces(words: Words) -> list[_Piece]:
    found = [
        (part, is_unspaced)
        for word in WORD.findall(words.text)
        if has_words(word)
        for part, is_unspaced in split_scripts(word)
    ]
    last = len(found) - 1
    return [
        _Piece(
            _unified(part) if is_unspaced else plain(part),
            is_unspaced,
            is_open(words) and place == last,
        )
        for place, (part, is_unspaced) in enumerate(found)
    ]


def _passage(text: str, wanted: Sequence[Sequence[_Piece]], signs: Sequence[str]) -> Passage | None:
    matches = _matches(text, wanted, signs)
    if not matches:
        return None
    first = max(matches, key=lambda match: (_within(matches, match[0]), -match[0]))[0]
    start = _word_start(text, first)
    stop = min(len(text), start + _PASSAGE)
    if stop < len(text):
        stop = max(text.rfind(" ", first, stop), text.rfind("\n", first, stop), first) or stop
        stop = stop if stop > first else min(len(text), start + _PASSAGE)
    head = "…" if start else ""
    tail = "…" if stop < len(text) else ""
    shown = clean_block(head + _one_line(text[start:stop]) + tail)
    inside = tuple(
        (len(head + _one_line(text[start:a])), len(head + _one_line(text[start : min(b, stop)])))
        for a, b in matches
        if start <= a < stop
    )
    return Passage(shown, inside)


def _one_line(text: str) -> str:
    return _SPACES.sub(" ", text)


def _within(matches: Sequence[Offsets], start: int) -> int:
    return sum(start <= match[0] < start + _PASSAGE - _BEFORE for match in matches[:_MOST])


def _word_start(text: str, first: int) -> int:
    """Where a passage begins: at a word not far before the first match, or at its paragraph."""
    low = max(0, first - _BEFORE)
    paragraph = text.rfind("\n", low, first) + 1
    if paragraph or low == 0:
        return paragraph
    space = text.find(" ", low, first)
    return space + 1 if space >= 0 else low


def _matches(text: str, wanted: Sequence[Sequence[_Piece]], signs: Sequence[str]) -> list[Offsets]:
    text = text[:_LOOKED_AT]
    found = {place for sign in signs for place in islice(_inside(0, text, sign), _MOST)}
    parts = list(_parts(text)) if wanted else []
    for place, (start, part, _) in enumerate(parts):
        for pieces in wanted:
            if pieces[0].is_unspaced and len(pieces) == 1:
                found.update(_inside(start, part, pieces[0].text))
            elif end := _follows(parts, place, pieces):
                found.add((start, end))
        if len(found) >= _MOST:
            break
    return _apart(sorted(found))


def _apart(found: list[Offsets]) -> list[Offsets]:
    """Leave out what lies within another match."""
    kept: list[Offsets] = []
    for start, end in found:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
        elif end > kept[-1][1]:
            kept[-1] = (kept[-1][0], end)
    return kept


def _parts(text: str) -> Iterator[tuple[int, str, int]]:
    """Cut a text into words and runs, each comparable, with its beginning and end."""
    for word in WORD.finditer(text):
        start, end = word.span()
        if word[0].isascii():
            yield start, word[0].lower(), end
            continue
        for part, is_unspaced in split_scripts(word[0]):
            yield start, _unified(part) if is_unspaced else plain(part), start + len(part)
            start += len(part)


def _follows(parts: Sequence[tuple[int, str, int]], place: int, pieces: Sequence[_Piece]) -> int:
    """Where a sequence that begins at a place ends; 0 when it does not stand there."""
    if place + len(pieces) > len(parts):
        return 0
    for piece, (_, part, _) in zip(pieces, parts[place:], strict=False):
        if part != piece.text and not (piece.is_beginning and part.startswith(piece.text)):
            return 0
    return parts[place + len(pieces) - 1][2]


def _inside(start: int, run: str, asked: str) -> Iterator[Offsets]:
    at = run.find(asked)
    while at >= 0:
        yield start + at, start + at + len(asked)
        at = run.find(asked, at + len(asked))


def _unified(run: str) -> str:
    """Unify compatibility forms, unless that would move what follows."""
    unified = unicodedata.normalize("NFKC", run)
    return unified if len(unified) == len(run) else run
