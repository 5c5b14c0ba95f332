"""Which cells of the screen a picture covers."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newstui.model.raster import Raster
    from newstui.tui.drawing.ways import CellSize


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Cells of the screen."""

    x: int
    """Of its left edge, from 0."""
    y: int
    """Of its top, from 0."""
    columns: int
    rows: int

    def at(self, sequence: str) -> str:
        """Write a sequence there and put the cursor back (DECSC, CUP and DECRC)."""
        return f"\x1b7\x1b[{self.y + 1};{self.x + 1}H{sequence}\x1b8"

    def of(self, raster: Raster, cell: CellSize) -> Place:
        """Find the cells in the middle of the place that a picture covers."""
        columns = min(self.columns, ceil(raster.width / cell.width))
        rows = min(self.rows, ceil(raster.height / cell.height))
        x = self.x + (self.columns - columns) // 2
        return Place(x=x, y=self.y, columns=columns, rows=rows)
