"""Tables as they are shown: in columns that fit the width, else as records, never cut."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from newstui.text.wrap import wrap_lines
from newstui.tui.panes.lines import Piece, ShownLine, prose_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newstui.model.text import Offsets

_BETWEEN: Final = 2
"""Cells between two columns."""
_NARROWEST: Final = 9
"""Cells to which a column may shrink; where more is needed the rows become records."""
_MOST_BARS: Final = 5_000
"""Cells of a table that is laid out; a larger one would hold up the screen, its rows stay."""
_INDENT: Final = 2
_BAR: Final = re.compile(r"(?:^|(?<=\s))\|(?=\s|$)")
_NUMERIC: Final = re.compile(r"[-+−~≈]?[$€£¥]?\s?\d[\d.,\s ]*\s?(?:[%‰°€$£]|bn|m|k)?")
_RULE: Final = "─"


def table_lines(text: str, width: int, *, has_head: bool) -> list[ShownLine]:
    """Lay a table out.

    Args:
        text: One row a line, cells separated by " | ".
        width: Cells.
        has_head: Whether the first row names the columns.
    """
    if text.count("|") > _MOST_BARS:
        return prose_lines(text, width)
    rows = [_cells_of(text, start, end) for start, end in _rows_of(text)]
    count = max(map(len, rows))
    if count == 1:
        return prose_lines(text, width)
    natural = [
        max((cell_len(text[slice(*row[at])]) for row in rows if at < len(row)), default=0)
        for at in range(count)
    ]
    widths = _fitting(natural, width - _BETWEEN * (count - 1))
    if widths is None:
        return list(_records(text, rows, width, has_head=has_head))
    return list(_Columns(text, rows, widths, has_head=has_head).lines())


def _rows_of(text: str) -> Iterator[Offsets]:
    start = 0
    for row in text.split("\n"):
        yield start, start + len(row)
        start += len(row) + 1


def _cells_of(text: str, start: int, end: int) -> list[Offsets]:
    """Find the cells of a row, without the space around them."""
    bars = [found.start() for found in _BAR.finditer(text[start:end])]
    edges = [-1, *bars, end - start]
    cells = []
    for low, high in pairwise(edges):
        first, last = start + low + 1, start + high
        while first < last and text[first] == " ":
            first += 1
        while last > first and text[last - 1] == " ":
            last -= 1
        cells.append((first, last))
    return cells


def _fitting(natural: Sequence[int], room: int) -> list[int] | None:
    """Shrink the widest columns until all fit; `None` when one would become too narrow."""
    if sum(natural) <= room:
        return list(natural)
    widths = list(natural)
    left, open_columns = room, sorted(range(len(natural)), key=lambda at: natural[at])
    while open_columns:
        share = left // len(open_columns)
        at = open_columns[0]
        if natural[at] > share:
            break
        left -= natural[at]
        open_columns.pop(0)
    if not open_columns or left // len(open_columns) < _NARROWEST:
        return None
    share, more = divmod(left, len(open_columns))
    for number, at in enumerate(open_columns):
        widths[at] = share + (number < more)
    return widths


class _Columns:
    """A table whose columns have found their widths."""

    def __init__(
        self, text: str, rows: list[list[Offsets]], widths: list[int], *, has_head: bool
    ) -> None:
        self._text, self._rows, self._widths, self._has_head = text, rows, widths, has_head
        body = rows[1:] if has_head else rows
        self._is_numeric = [self._has_numbers(body, at) for at in range(len(widths))]

    def _has_numbers(self, rows: list[list[Offsets]], at: int) -> bool:
        filled = [self._text[slice(*row[at])] for row in rows if at < len(row)]
        filled = [cell for cell in filled if cell]
        return bool(filled) and all(_NUMERIC.fullmatch(cell) for cell in filled)

    def lines(self) -> Iterator[ShownLine]:
        """Lay out row by row; where cells take several lines, an empty one parts the rows."""
        rows = [
            self._row_lines(row, is_head=self._is_head(at)) for at, row in enumerate(self._rows)
        ]
        is_tall = any(len(lines) > 1 for lines in rows[self._has_head :])
        for number, lines in enumerate(rows):
            if is_tall and number > self._has_head:
                yield ShownLine(lines[0].start, lines[0].start, ())
            yield from lines
            if self._is_head(number):
                end = lines[0].end
                wide = sum(self._widths) + _BETWEEN * (len(self._widths) - 1)
                yield ShownLine(lines[0].start, end, (Piece(end, end, _RULE * wide),))

    def _is_head(self, number: int) -> bool:
        return self._has_head and number == 0

    def _row_lines(self, row: list[Offsets], *, is_head: bool) -> list[ShownLine]:
        broken = [
            [(low + start, low + end) for start, end in self._wrap(low, high, width)]
            for (low, high), width in zip(row, self._widths, strict=False)
        ]
        height = max(map(len, broken))
        return [
            ShownLine(row[0][0], row[-1][1], tuple(self._pieces(broken, line, is_head=is_head)))
            for line in range(height)
        ]

    def _wrap(self, low: int, high: int, width: int) -> list[Offsets]:
        return wrap_lines(self._text[low:high], max(1, width), cell_len)

    def _pieces(self, broken: list[list[Offsets]], line: int, *, is_head: bool) -> Iterator[Piece]:
        used = column = 0
        for at, lines in enumerate(broken):
            if line < len(lines) and lines[line][0] < lines[line][1]:
                start, end = lines[line]
                cells = cell_len(self._text[start:end])
                left = self._widths[at] - cells if self._is_numeric[at] else 0
                yield Piece(start, end, " " * (column + left - used), is_head)
                used = column + left + cells
            column += self._widths[at] + _BETWEEN


def _records(
    text: str, rows: list[list[Offsets]], width: int, *, has_head: bool
) -> Iterator[ShownLine]:
    """Write every row as lines of its own: the column's name, and what stands in it."""
    head = rows[0] if has_head else []
    for number, row in enumerate(rows[has_head:]):
        if number:
            yield ShownLine(row[0][0], row[0][0], ())
        for at, (low, high) in enumerate(row):
            if low < high:
                name = head[at] if at < len(head) and head[at][0] < head[at][1] else None
                indent = _INDENT if at and not head else 0
                yield from _field(text, name, (low, high), width, indent)


def _field(
    text: str, name: Offsets | None, value: Offsets, width: int, indent: int
) -> Iterator[ShownLine]:
    low, high = value
    lead = cell_len(text[slice(*name)]) + _BETWEEN if name else indent
    if name and lead > width // 2:
        yield from (
            ShownLine(low, high, (Piece(name[0] + start, name[0] + end, is_head=True),))
            for start, end in wrap_lines(text[slice(*name)], max(1, width), cell_len)
        )
        name, lead = None, _INDENT
    for number, (start, end) in enumerate(
        wrap_lines(text[low:high], max(1, width - lead), cell_len)
    ):
        is_named = name is not None and number == 0
        names = (Piece(*name, is_head=True),) if name is not None and is_named else ()
        before = ": " if is_named else " " * lead
        yield ShownLine(low, high, (*names, Piece(low + start, low + end, before)))
