"""Scrolling through blocks whose heights are known only when they are reached.

A position is a block and a line within it, so a long story costs what is on the screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.strip import Strip

Position = tuple[int, int]
"""Index of a block, and of a line within it."""


class Block(Protocol):
    """Something that takes a few lines once its width is known."""

    def height(self) -> int:
        """Count its lines, the empty ones above it included."""

    def draw(self, line: int) -> Strip:
        """Draw one of its lines."""


class Flow:
    """Blocks one below the other, and the line at the top of the page."""

    def __init__(self, blocks: Sequence[Block] = (), page: int = 1) -> None:
        self.blocks = blocks
        self.page = page
        """Lines shown at once."""
        self.top: Position = (0, 0)
        self._visible: list[Position] = []
        self._visible_from: Position | None = None

    def visible(self) -> list[Position]:
        """List the positions on the page, from its top; fewer than `page` at the end."""
        if self._visible_from != self.top:
            self._visible_from = self.top
            self._visible = self._find_visible()
        return self._visible

    def _find_visible(self) -> list[Position]:
        shown: list[Position] = []
        index, line = self.top
        while index < len(self.blocks) and len(shown) < self.page:
            height = self.blocks[index].height()
            shown += [(index, at) for at in range(line, height)]
            index, line = index + 1, 0
        return shown[: self.page]

    def scroll(self, lines: int) -> bool:
        """Move the page down, or up when negative; say whether it moved."""
        before = self.top
        self.top = self._up(self.top, -lines) if lines < 0 else self._down(self.top, lines)
        if lines > 0:
            self.top = min(self.top, self._last_top())
        return self.top != before

    def go_to(self, position: Position, *, above: int = 0) -> None:
        """Put a position at the top of the page, with some lines above it."""
        self.top = min(self._up(position, above), self._last_top())

    @property
    def at_end(self) -> bool:
        """Whether the last line is on the page."""
        return self.top >= self._last_top()

    def _down(self, position: Position, lines: int) -> Position:
        index, line = position
        line += lines
        while index < len(self.blocks) and line >= (height := self.blocks[index].height()):
            index, line = index + 1, line - height
        return (index, line) if index < len(self.blocks) else self._last_top()

    def _up(self, position: Position, lines: int) -> Position:
        index, line = position
        line -= lines
        while line < 0 and index > 0:
            index -= 1
            line += self.blocks[index].height()
        return index, max(0, line)

    def _last_top(self) -> Position:
        """Find the lowest top that still fills the page."""
        index, left = len(self.blocks), self.page
        while index > 0 and left > 0:
            index -= 1
            left -= self.blocks[index].height()
        return index, max(0, -left)
