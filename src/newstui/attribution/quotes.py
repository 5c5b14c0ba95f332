"""Quotations of every style, matched paragraph by paragraph.

A quotation that is never closed goes on where the next paragraph opens one too, as print does with
speech over several paragraphs. Otherwise the closing mark was forgotten: the quotation ends before
the tag within it ("It rains, said Kern."), or, where what stands before it announces speech, with
its line. Any other mark that stays alone is taken for a slip.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final

from newstui.attribution.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newstui.model.text import Offsets

_MARKS: Final = re.compile(
    r"(?<=[\w.,!?…])'(?=''(?!'))"  # closes a quotation within one that '' closes at once
    r"|(?<=[\w.,!?…])’(?=’’(?!’))"
    r"|``|''|’’|‘‘|[“”„‟«»\"‘’']"
)
_SIGN: Final = re.compile(r"[`“”„‟«»\"‘’']")
_RUNS: Final = re.compile(r"([“”„‟«»\"‘’'`])\1{3,}")
_OPENERS: Final = frozenset({"“", "„", "‟", "«", "``", "‘‘"})
_CLOSERS: Final = frozenset({"”", "»", "’’"})
_SPACED: Final = frozenset({"«", "»"})
"""Marks that may stand apart from what they enclose, as in French print."""
_SINGLES: Final = frozenset({"‘", "’", "'"})
_BEFORE_OPENING: Final = frozenset(" \n\t\u00a0([{-–—:,/\"“‘'«„`")
_AFTER_CLOSING: Final = frozenset(" \n\t\u00a0.,;:!?)]}-–—…\"”’'»")
_ELISIONS: Final = re.compile(r"(?:\d\ds?|em|tis|twas|til|cause|n|round|cos)\b", re.IGNORECASE)
_CLIPPED: Final = words(
    "n o an th ol goin doin comin gettin tryin lookin talkin nothin somethin makin livin sayin "
    "runnin workin thinkin playin"
)
"""What an apostrophe stands after that closes nothing: "rock 'n' roll", "goin' home"."""
_LAST_WORD: Final = re.compile(r"[A-Za-z]{1,9}$")
_SENTENCE_MARKS: Final = frozenset(".,!?…;")
_SAID: Final = r"(?:said|says|told|added|adds|asked|wrote|replied|explained)"
_FORGOTTEN: Final = re.compile(
    rf"[,!?](?=\s(?:(?:s?he|they|(?:[A-Z][\w.’'-]*\s){{1,4}}?|the\s(?:[\w’'-]+\s){{1,3}}?)\s?"
    rf"{_SAID}(?=[.,:;]|\s(?:on|in|at|to|after|during|the|[A-Z])|$)|{_SAID}\s(?:(?:s?he|they|the)\b|[A-Z])))"
)
"""Where a mark was forgotten before a tag: ", said Kern", ", the mayor said on Monday"."""
_ANNOUNCES: Final = re.compile(r"[:,]\s?$|[.!?][”\"’]?\s$")
"""What stands before speech in the middle of a paragraph."""
_MIDST: Final = re.compile(r"[\w,]\s?$")
"""What stands before words that no tag follows."""
_LINE_END: Final = re.compile(r"(?<=[.!?…])\s*\n|$")


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation with its marks; `inner` are those nested directly in it."""

    start: int
    end: int
    inner: tuple[Offsets, ...] = ()
    continues: bool = False
    """Whether it goes on in the next paragraph, which opens it again."""


@dataclass(slots=True)
class _Open:
    """A quotation whose end is not found yet."""

    start: int
    single: bool
    inner: list[Offsets]


def find_quotes(text: str, paragraphs: Sequence[Offsets]) -> list[list[Quote]]:
    """Find the outer quotations of each paragraph, in order."""
    found: list[list[Quote]] = []
    for index, (start, end) in enumerate(paragraphs):
        marks = list(_marks(text, start, end))
        following = paragraphs[index + 1][0] if index + 1 < len(paragraphs) else None
        found.append(_Matcher(text, start, end, marks).match(following) if marks else [])
    return found


def _marks(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Find the marks; most of a text has none, and a set of signs tells that sooner."""
    at = start
    while (sign := _SIGN.search(text, at, end)) is not None:
        mark = _MARKS.match(text, sign.start(), end)
        at = sign.end() if mark is None else mark.end()
        if mark is not None:
            yield mark


def _opens(text: str, at: int) -> bool:
    mark = _MARKS.match(text, at)
    return mark is not None and (mark[0] in _OPENERS or mark[0] in {'"', "''", "‘"})


def _between_runs(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Find the marks outside runs of one mark, which are no quotations."""
    runs = _RUNS.finditer(text, start, end)
    edges = pairwise([start, *(edge for run in runs for edge in run.span()), end])
    for first, last in islice(edges, 0, None, 2):
        yield from _marks(text, first, last)


class _Matcher:
    """Matches the marks of one paragraph."""

    def __init__(self, text: str, start: int, end: int, marks: list[re.Match[str]]) -> None:
        self._text, self._start, self._end = text, start, end
        self._done: list[Quote] = []
        self._outer: _Open | None = None
        self._nested: _Open | None = None
        if len(marks) > 1 and _RUNS.search(text, start, end) is not None:
            marks = list(_between_runs(text, start, end))
        self._marks = [(mark.start(), mark[0]) for mark in marks]
        self._strong = [at for at, mark in self._marks if mark in _SINGLES and self._is_strong(at)]

    def match(self, following: int | None) -> list[Quote]:
        """Match them; the next paragraph begins at `following`."""
        for at, mark in self._marks:
            if mark in _SINGLES:
                self._read_single(at, mark)
            else:
                self._read_double(at, mark)
        if self._outer is not None and not self._is_apostrophe(self._outer):
            if following is not None and _opens(self._text, following):
                self._close_outer(self._end, continues=True)
            else:
                self._close_forgotten(self._outer, self._end, last=True)
        return self._done

    def _close_forgotten(self, opened: _Open, end: int, *, last: bool) -> None:
        """End a quotation whose closing mark is missing before `end`, if it surely is speech."""
        if opened.single or opened.inner:
            return
        start = opened.start
        before = self._text[max(self._start, start - 3) : start]
        tag = _FORGOTTEN.search(self._text, start, end) if not _MIDST.search(before) else None
        if tag is not None:
            self._close_outer(tag.end())
        elif last and _ANNOUNCES.search(before) and self._text[start + 1].isupper():
            line = _LINE_END.search(self._text, start, end)
            self._close_outer(end if line is None else line.start())

    def _is_apostrophe(self, opened: _Open) -> bool:
        return opened.single and self._text[opened.start] != "‘"

    def _left(self, at: int) -> str:
        return self._text[at - 1] if at > self._start else " "

    def _right(self, at: int) -> str:
        return self._text[at] if at < self._end else " "

    def _read_double(self, at: int, mark: str) -> None:
        after = at + len(mark)
        left, right = self._left(at), self._right(after)
        spaced = mark in _SPACED
        can_open = (spaced or not right.isspace()) and (left in _BEFORE_OPENING or mark in _OPENERS)
        can_close = (spaced or not left.isspace()) and (right in _AFTER_CLOSING or mark in _CLOSERS)
        if self._outer is None or (self._outer.single and self._nested is None):
            self._open_double(at, opens=can_open and not (mark in _CLOSERS and can_close))
        elif self._outer.single:
            self._close_nested(after)
        elif can_close or not can_open:
            self._close_outer(after)
        else:
            self._close_forgotten(self._outer, at, last=False)
            self._outer, self._nested = _Open(at, single=False, inner=[]), None

    def _open_double(self, at: int, *, opens: bool) -> None:
        if not opens:
            return
        opened = _Open(at, single=False, inner=[])
        if self._outer is None:
            self._outer = opened
        else:
            self._nested = opened

    def _read_single(self, at: int, mark: str) -> None:
        left, right = self._left(at), self._right(at + 1)
        if left.isalnum() and (right.isalnum() or self._is_clipped(at)):
            return
        current = self._nested or self._outer
        if current is not None and current.single:
            if mark != "‘" and not left.isspace() and self._closes(at, current.start):
                self._close_single(at + 1)
        elif mark != "’" and left in _BEFORE_OPENING and self._may_open(at, right):
            opened = _Open(at, single=True, inner=[])
            if self._outer is None:
                self._outer = opened
            else:
                self._nested = opened

    def _may_open(self, at: int, right: str) -> bool:
        if not (right.isalnum() or right in '"“«[') or _ELISIONS.match(self._text, at + 1):
            return False
        return bool(self._strong) and self._strong[-1] > at

    def _is_strong(self, at: int) -> bool:
        """Tell whether the mark surely closes: next to a mark, or at the paragraph's end."""
        left, right = self._left(at), self._right(at + 1)
        if left.isspace() or right.isalnum() or self._is_clipped(at):
            return False
        return left in _SENTENCE_MARKS or (
            right in _AFTER_CLOSING and (left.lower() != "s" or not self._is_before_word(at))
        )

    def _is_clipped(self, at: int) -> bool:
        """Tell "goin' home" and "rock 'n' roll" from a closing mark."""
        word = _LAST_WORD.search(self._text, max(self._start, at - 9), at)
        return word is not None and word[0].lower() in _CLIPPED and self._right(at + 1) == " "

    def _is_before_word(self, at: int) -> bool:
        return self._text[at + 1 : at + 2] == " " and self._text[at + 2 : at + 3].isalpha()

    def _closes(self, at: int, opened: int) -> bool:
        """Tell a closing mark from the apostrophe of a plural possessive."""
        if self._is_strong(at):
            return True
        later = bisect_right(self._strong, max(at, opened))
        return later >= len(self._strong)

    def _close_single(self, end: int) -> None:
        if self._nested is not None:
            self._close_nested(end)
        else:
            self._close_outer(end)

    def _close_nested(self, end: int) -> None:
        if self._nested is not None and self._outer is not None:
            self._outer.inner.append((self._nested.start, end))
            self._nested = None

    def _close_outer(self, end: int, *, continues: bool = False) -> None:
        if self._outer is not None:
            quote = Quote(self._outer.start, end, tuple(self._outer.inner), continues)
            self._done.append(quote)
            self._outer = self._nested = None
