"""The last lines of the sources pane: how many other stories cite the source under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstui.text.clean import NOTHING, clean_block
from newstui.tui.strips import line_strip, wrapped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.strip import Strip

    from newstui.model.attribution import Entity
    from newstui.model.text import SafeText
    from newstui.tui.panes.pane import Pane

_ROOM_FOR_FOOT = 8
_WIDE_FOOT = 60
"""Cells in which one line has room for most names."""


class Foot:
    """What is said of each source, by entity."""

    def __init__(self, words: Mapping[int, SafeText] | None = None) -> None:
        self._words = words or {}

    def height(self, pane: Pane) -> int:
        """Count the lines kept for it: only where keys act, and there is room."""
        if not pane.is_active or pane.inside.height < _ROOM_FOR_FOOT:
            return 0
        return 1 if pane.inside.width >= _WIDE_FOOT else 2

    def draw(self, pane: Pane, entity: Entity | None, line: int) -> Strip:
        """Draw one of its lines; what is short stands in the last."""
        width, height = pane.inside.width, self.height(pane)
        told = self._words.get(entity.id, NOTHING) if entity else NOTHING
        lines = wrapped(told, width - 2, at_most=height, ellipsis=pane.glyphs.ellipsis)
        at = line - height
        text = clean_block(f" {lines[at]}") if -at <= len(lines) else NOTHING
        return line_strip([(text, pane.look.accent)], width, pane.look.text)
