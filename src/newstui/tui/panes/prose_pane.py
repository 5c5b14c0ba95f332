"""A pane that shows a text: where on the screen which part of it stands, and back."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from newstui.tui.panes.scrolled import Scrolled
from newstui.tui.panes.story_blocks import Prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newstui.model.text import Offsets
    from newstui.tui.panes.flow import Position


class ProsePane(Scrolled):
    """Blocks of a text among others; a place in it is an offset, which no resize changes."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self._prose: list[Prose] = []
        self._place = 0
        """Where in the text to begin, as long as it is not laid out."""
        self._to_reveal: Offsets | None = None
        """What is to be brought into sight once the pane has room."""

    @property
    def place(self) -> int:
        """The offset the reader is at; 0 at the top."""
        return self.offset_on_top() if self._prose else self._place

    def offset_on_top(self) -> int:
        """Find the offset of the text that is on top; 0 above the text."""
        index, line = self._flow.top
        block = self._flow.blocks[index] if index < len(self._flow.blocks) else None
        if not isinstance(block, Prose):
            return self._prose[-1].block.end if self._prose and index >= self._heads else 0
        lines = block.lines()
        return block.block.offset_at(lines[max(0, min(line - block.gap, len(lines) - 1))].start)

    @property
    def is_read_to_the_end(self) -> bool:
        """Whether the last of the text is in sight, and not its beginning."""
        if not self._prose or self._flow.top == (0, 0):
            return False
        visible = self._flow.visible()
        return bool(visible) and visible[-1] >= self._position(self._prose[-1].block.end)

    @property
    def _heads(self) -> int:
        """Blocks above the text."""
        return next(
            (at for at, block in enumerate(self._flow.blocks) if isinstance(block, Prose)), 0
        )

    def _position(self, offset: int) -> Position:
        starts = [prose.block.start for prose in self._prose]
        if not starts:
            return 0, 0
        index = max(0, bisect_right(starts, offset) - 1)
        return self._heads + index, self._prose[index].line_of(offset)

    def reveal(self, start: int, end: int) -> None:
        """Bring a stretch of the text into sight, unless it is; once the pane is shown."""
        self._to_reveal = start, end
        self.fit_once()
        self._reveal_wanted()
        self.refresh()

    def _reveal_wanted(self) -> None:
        if self._to_reveal is None or not self.size.height:
            return
        first, last = map(self._position, self._to_reveal)
        self._to_reveal = None
        visible = self._flow.visible()
        if visible and not (visible[0] <= first and last <= visible[-1]):
            self._flow.go_to(first, above=self._flow.page // 3)

    def go_to_offset(self, offset: int) -> None:
        """Put a place of the text on top; 0 is the top of everything."""
        self.fit_once()
        if offset > 0:
            self._flow.go_to(self._position(offset))
        else:
            self._flow.top = (0, 0)
        self.refresh()

    def line_beside(self, offset: int, step: int) -> Offsets | None:
        """Find what the line of an offset shows, or that of one some lines further; None beyond."""
        self.fit_once()
        index, line = self._position(offset)
        lines = self._lines_from(index, line, 1 if step >= 0 else -1)
        if step > 0:
            # What begins within the number of a link has the place of that link's end above it.
            lines = (found for found in lines if found[0] > offset)
            step -= 1
        for _step in range(abs(step)):
            next(lines, None)
        return next(lines, None)

    def _lines_from(self, index: int, line: int, step: int) -> Iterator[Offsets]:
        """List what lines show, once where several show parts of the same row of a table."""
        done: Offsets | None = None
        while 0 <= index - self._heads < len(self._prose):
            block = self._prose[index - self._heads]
            while 0 <= line < block.height():
                offsets = block.offsets_of(line)
                if offsets is not None and offsets[0] < offsets[1] and offsets != done:
                    yield offsets
                    done = offsets
                line += step
            index += step
            inside = 0 <= index - self._heads < len(self._prose)
            line = self._prose[index - self._heads].height() - 1 if step < 0 and inside else 0

    def first_line(self) -> Offsets | None:
        """Find what the first line of the text in sight shows."""
        self.fit_once()
        for index, line in self._flow.visible():
            block = self._flow.blocks[index]
            offsets = block.offsets_of(line) if isinstance(block, Prose) else None
            if offsets is not None and offsets[0] < offsets[1]:
                return offsets
        return None

    def offset_at_point(self, x: int, y: int) -> int | None:
        """Find which part of the text stands at a point of the pane; `None` where none does."""
        visible = self._flow.visible()
        if not 0 <= y < len(visible):
            return None
        index, line = visible[y]
        block = self._flow.blocks[index]
        return block.offset_in(line, x) if isinstance(block, Prose) else None
