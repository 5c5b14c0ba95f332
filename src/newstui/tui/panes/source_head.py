"""The first line of the sources pane where it stands alone: the title of the story."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newstui.text.clean import NOTHING, clean_block
from newstui.tui.strips import cut_words, line_strip

if TYPE_CHECKING:
    from textual.strip import Strip

    from newstui.model.text import SafeText
    from newstui.tui.panes.pane import Pane

_ROOM_FOR_HEAD = 5


class Head(NamedTuple):
    """A line that stays while the rows below it scroll."""

    title: SafeText = NOTHING

    def height(self, pane: Pane) -> int:
        """Count its lines: none beside the story, which says itself what it is called."""
        is_needed = bool(self.title) and not pane.is_framed
        return int(is_needed and pane.inside.height >= _ROOM_FOR_HEAD)

    def draw(self, pane: Pane) -> Strip:
        """Draw it."""
        width = pane.inside.width
        title = cut_words(clean_block(f" {self.title}"), width - 1, pane.glyphs.ellipsis)
        return line_strip([(title, pane.look.title)], width, pane.look.text)
