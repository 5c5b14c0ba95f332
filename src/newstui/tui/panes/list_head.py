"""The head of a list: its name, how many stories it holds, and a remark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len

from newstui.text.clean import NOTHING, clean_block
from newstui.tui.strips import cut, line_strip, spaced, wrapped

if TYPE_CHECKING:
    from textual.strip import Strip

    from newstui.model.text import SafeText
    from newstui.tui.themes import Look
_ROOM_FOR_GAP = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class ListHead:
    """What stands above the rows."""

    title: SafeText
    counts: tuple[SafeText, ...] = ()
    """Ways to say how many stories there are, the longest first; the first that fits is shown."""
    remark: SafeText = NOTHING
    """Empty for none."""
    is_bare: bool = False
    """Whether the list stands alone, under the program's name and without an empty line."""

    def draw(self, width: int, height: int, look: Look) -> list[Strip]:
        """Draw its lines; where the list is not high, rows are worth more than they are."""
        if height <= 1:
            return []
        strips = [self._first_line(width, look)]
        room = height // 2 - 1
        if self.remark and room > 0:
            for line in wrapped(self.remark, width - 2, at_most=room):
                text = clean_block(f" {line}")
                strips.append(line_strip([(text, look.accent)], width, look.text))
        if not self.is_bare and height >= _ROOM_FOR_GAP:
            strips.append(line_strip((), width, look.text))
        return strips

    def _first_line(self, width: int, look: Look) -> Strip:
        name = clean_block(f" newstui  {self.title}" if self.is_bare else f" {self.title}")
        room = width - cell_len(name) - 2
        counts = next((text for text in self.counts if cell_len(text) <= room), NOTHING)
        gap = spaced(width - 1 - cell_len(name) - cell_len(counts))
        parts = [(cut(name, width), look.title), (gap, look.text), (counts, look.muted)]
        return line_strip(parts, width, look.text)
