"""Which tables of a page hold data, which only arrange its parts, and how data becomes text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newstui.text.elements import BLOCK, What

if TYPE_CHECKING:
    from newstui.text.blocks import Blocks
    from newstui.text.elements import Event, Markup

TABLE_PARTS: Final = frozenset({"tr", "td", "th", "tbody", "thead", "tfoot", "colgroup"})
_PARTS: Final = frozenset({"tbody", "thead", "tfoot", "tr", "td", "th", "caption", "colgroup"})
_LONGEST_CELL: Final = 400
"""Characters; what is longer is prose that a table arranges."""


class _Table:
    """What is known of a table while its events go by."""

    __slots__ = ("arranges", "cell", "cells", "rows", "start", "widest")

    def __init__(self, start: int) -> None:
        self.start = start
        self.arranges = False
        self.rows = self.cells = self.widest = self.cell = 0

    def note(self, event: Event) -> None:
        """Take one event into account."""
        if event.what is What.TEXT:
            self.cell += len(event.data)
            self.arranges = self.arranges or self.cell > _LONGEST_CELL
        elif event.name == "tr":
            self.rows += 1
            self.cells = self.cell = 0
        elif event.name in {"td", "th", "caption"}:
            self.cells += event.name != "caption"
            self.widest = max(self.widest, self.cells)
            self.cell = 0
        elif event.name in BLOCK and event.name not in _PARTS:
            self.arranges = True

    @property
    def holds_data(self) -> bool:
        return not self.arranges and self.rows > 1 and self.widest > 1


def find_data_tables(markup: Markup) -> frozenset[int]:
    """Find the start events of tables of data: several rows and columns of short cells."""
    found: set[int] = set()
    open_tables: list[_Table] = []
    for index, event in enumerate(markup.events):
        if event.what is What.END:
            if event.name == "table":
                table = open_tables.pop()
                found.update({table.start} if table.holds_data else ())
        elif event.name == "table":
            if open_tables:
                open_tables[-1].arranges = True
            open_tables.append(_Table(index))
        elif open_tables:
            open_tables[-1].note(event)
    return frozenset(found)


class TableText:
    """The table being read: one row a line, cells separated by " | "."""

    def __init__(self, blocks: Blocks) -> None:
        self.is_open = False
        """Whether what is read stands in it."""
        self.has_head = False
        """Whether its first row names the columns."""
        self._blocks = blocks
        self._was_open = False
        self._rows = self._cells = 0

    def open(self) -> None:
        """Begin."""
        self.is_open, self.has_head, self._rows = True, False, 0

    def close(self) -> None:
        """End."""
        self.is_open = False

    def pause(self) -> None:
        """Read what belongs to a table without being in it: its caption."""
        self._was_open, self.is_open = self.is_open, False

    def resume(self) -> None:
        """Go on with the table."""
        self.is_open = self._was_open

    def start(self, name: str) -> None:
        """Start a row on a new line, and part its cells."""
        if name == "tr":
            if not self._blocks.ends_line:
                self._blocks.break_line()
            self._cells = 0
            self._rows += 1
        elif name in {"td", "th"}:
            if self._cells:
                self._blocks.add(" | ")
            self._cells += 1
            if self._rows <= 1:
                self.has_head = name == "th" and (self.has_head or self._cells == 1)
