"""One picture in its room: how many pixels it needs, and what is drawn over the cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newstui.model.raster import Box
from newstui.tui.drawing import kitty
from newstui.tui.drawing.blocks import PIXELS_A_CELL
from newstui.tui.drawing.sixel import draw_sixels
from newstui.tui.drawing.ways import SUPPOSED_CELL, Way

if TYPE_CHECKING:
    from newstui.model.raster import Raster
    from newstui.tui.drawing.place import Place
    from newstui.tui.drawing.ways import CellSize

_COLOURS: Final = 256
"""Registers a terminal with sixels has."""
_SIDES: Final = {Way.KITTY: 1_600, Way.SIXEL: 800}
"""Longest side of what is sent to a terminal, in pixels: over a slow line it takes its time."""


def box_for(way: Way, room: Place, cell: CellSize | None) -> Box:
    """Say how many pixels of how many colours fit into a room."""
    if way not in _SIDES:
        return Box(width=room.columns, height=room.rows * PIXELS_A_CELL)
    width, height = cell or SUPPOSED_CELL
    return Box(
        width=min(room.columns * width, _SIDES[way]),
        height=min(room.rows * height, _SIDES[way]),
        colours=_COLOURS if way is Way.SIXEL else 0,
    )


def draw_over(way: Way, raster: Raster, room: Place, cell: CellSize | None) -> str:
    """Write what draws a picture over the cells of a room; nothing where cells draw it."""
    place = room.of(raster, cell or SUPPOSED_CELL)
    if way is Way.KITTY:
        return kitty.draw_kitty(raster, place)
    return draw_sixels(raster, place) if way is Way.SIXEL else ""


def undo_of(way: Way) -> str:
    """Write what takes a picture away; nothing where cells drawn over it do."""
    return kitty.CLEAR if way is Way.KITTY else ""
