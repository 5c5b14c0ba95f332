"""Lines of a story's text as they are shown: stretches of it, and what stands before them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from newstui.text.clusters import cells_at
from newstui.text.wrap import wrap_lines

if TYPE_CHECKING:
    from collections.abc import Iterator


class Piece(NamedTuple):
    """A stretch of the text on one line."""

    start: int
    end: int
    before: str = ""
    """Stands before it without being part of the text: space, a rule."""
    is_head: bool = False
    """Whether it names a column."""


class ShownLine(NamedTuple):
    """One line on the screen."""

    start: int
    """Offset of the first character that it, or the row it is a part of, shows."""
    end: int
    pieces: tuple[Piece, ...]


def prose_lines(text: str, width: int) -> list[ShownLine]:
    """Break running text into lines."""
    return [one_piece(start, end) for start, end in wrap_lines(text, max(1, width), cell_len)]


def listing_lines(text: str, width: int) -> list[ShownLine]:
    """Keep the lines and spaces of a listing; what does not fit goes on in the next line."""
    return list(_cut_rows(text, max(1, width)))


def one_piece(start: int, end: int) -> ShownLine:
    """Make the line that shows one stretch."""
    return ShownLine(start, end, (Piece(start, end),))


def _cut_rows(text: str, width: int) -> Iterator[ShownLine]:
    start = 0
    for row in text.split("\n"):
        end = start + len(row)
        if row.isascii():
            for shift in range(start, max(end, start + 1), width):
                yield one_piece(shift, min(end, shift + width))
        else:
            yield from _cut_measured(text, start, end, width)
        start = end + 1


def _cut_measured(text: str, start: int, end: int, width: int) -> Iterator[ShownLine]:
    used = 0
    for position in range(start, end):
        cells = cells_at(text, position, cell_len)
        if used + cells > width and position > start:
            yield one_piece(start, position)
            start, used = position, 0
        used += cells
    yield one_piece(start, end)
