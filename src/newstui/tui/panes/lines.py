"""Lines of a story's text as they are shown: stretches of it, and what stands before them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from newstui.text.clusters import cells_at
from newstui.text.wrap import wrap_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

_NARROWEST = 4
"""Cells in which a sign, a space and two cells of text have room."""


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


def listing_lines(text: str, width: int, continued: str) -> list[ShownLine]:
    """Keep the lines and spaces of a listing; what does not fit goes on below, after a sign.

    A line is cut after a space where one stands in its second half, else wherever it ends.

    Args:
        text: The listing.
        width: Cells.
        continued: The sign, one cell.
    """
    start, lines = 0, list[ShownLine]()
    for row in text.split("\n"):
        end = start + len(row)
        lines.extend(_cut_row(text, start, end, max(1, width), continued))
        start = end + 1
    return lines


def one_piece(start: int, end: int) -> ShownLine:
    """Make the line that shows one stretch."""
    return ShownLine(start, end, (Piece(start, end),))


def _cut_row(text: str, start: int, end: int, width: int, continued: str) -> Iterator[ShownLine]:
    # Too narrow for a sign beside two cells of text, there is none.
    sign = f"{continued} " if width >= _NARROWEST else ""
    before, room = "", width
    while True:
        cut = _reach(text, start, end, room)
        if cut < end:
            cut = text.rfind(" ", (start + cut) // 2, cut) + 1 or cut
        yield ShownLine(start, cut, (Piece(start, cut, before),))
        if cut >= end:
            return
        start, before, room = cut, sign, width - len(sign)


def _reach(text: str, start: int, end: int, width: int) -> int:
    """Find how far a line can be shown in so many cells; one sign at least is."""
    if text[start : start + width].isascii():
        return min(end, start + width)
    used = 0
    for position in range(start, end):
        used += cells_at(text, position, cell_len)
        if used > width and position > start:
            return position
    return end
