"""Documents to be heard: what a block is and where it ends is said in words, never by a sign."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from newstui.model.text import SpanKind
from newstui.text.clean import clean_line
from newstui.text.links import openable
from newstui.text.writing import TABLE_BAR

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newstui.model.text import Document

_BREAK: Final = "\n\n"
_BULLET: Final = "•"


def spoken(document: Document) -> list[str]:
    """List the blocks of a document, each in words: headings, items, quotes, tables, pictures."""
    return list(_Speaker(document).blocks())


class _Speaker:
    """A document on its way to be heard."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._starts: dict[int, dict[SpanKind, str]] = {}
        for span in document.spans:
            self._starts.setdefault(span.start, {})[span.kind] = span.value
        self._quotes = deque(span for span in document.spans if span.kind is SpanKind.QUOTE)
        links = [s for s in document.spans if s.kind is SpanKind.LINK and openable(s.value)]
        numbers: dict[str, int] = {}
        for link in links:
            numbers.setdefault(link.value, len(numbers) + 1)
        self._links = sorted((link.end, numbers[link.value]) for link in links)

    def blocks(self) -> Iterator[str]:
        """Tell block by block."""
        quoted = 0
        for start, end in _extents(self._text):
            told = self._told(start, end)
            while self._quotes and self._quotes[0].start <= start:
                span = self._quotes.popleft()
                # A quotation within a quotation is told as part of it.
                if span.start >= quoted:
                    quoted = span.end
                    told = f"Quote: {told}"
            if quoted and end >= quoted:
                quoted, told = 0, f"{told} End of quote."
            yield told

    def _told(self, start: int, end: int) -> str:
        here, text = self._starts.get(start, {}), self._linked(start, end)
        if SpanKind.HEADING in here:
            return f"Heading: {text}"
        if SpanKind.PREFORMATTED in here:
            return f"Code:\n{text}\nEnd of code."
        if SpanKind.TABLE in here:
            return _told_table(text, has_head=here[SpanKind.TABLE] == "head")
        if SpanKind.IMAGE in here:
            shows = clean_line(here.get(SpanKind.DESCRIPTION, ""))
            return f"Picture: {text}" + (f"\nIt shows: {shows}" if shows else "")
        if (marker := here.get(SpanKind.ITEM)) is not None:
            return f"{_told_marker(marker)} {text}"
        return text

    def _linked(self, start: int, end: int) -> str:
        """Put the numbers of links after their words."""
        parts, done = [], start
        most = len(self._links)
        first, last = (bisect_right(self._links, (at, most)) for at in (start, end))
        for stop, number in self._links[first:last]:
            parts += [self._text[done:stop], f" (link {number})"]
            done = stop
        return "".join([*parts, self._text[done:end]])


def _extents(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(text):
        end = text.find(_BREAK, start)
        end = len(text) if end < 0 else end
        if start < end:
            yield start, end
        start = end + len(_BREAK)


def _told_marker(marker: str) -> str:
    if marker.strip() != _BULLET:
        return marker.strip()
    return "Item within:" if marker.startswith(" ") else "Item:"


def _told_table(text: str, *, has_head: bool) -> str:
    rows = [[cell.strip() for cell in TABLE_BAR.split(row)] for row in text.split("\n")]
    names: Sequence[str] = rows[0] if has_head else ()
    count = len(rows) - has_head
    lines = [f"Table of {count} {'row' if count == 1 else 'rows'}:"]
    lines += [_told_row(names, row) for row in rows[has_head:]]
    return "\n".join([*lines, "End of table."])


def _told_row(names: Sequence[str], row: Sequence[str]) -> str:
    pairs = zip_longest(names, row, fillvalue="")
    cells = [f"{name}: {cell}" if name else cell for name, cell in pairs if cell]
    return f"{'; '.join(cells)}."
