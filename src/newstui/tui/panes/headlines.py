"""The headlines: one list of stories, newest first, drawn a window at a time."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Protocol

from rich.cells import cell_len
from textual.geometry import Region
from textual.message import Message

from newstui.newsroom.days import local_day
from newstui.text.clean import NOTHING, clean_block
from newstui.text.wrap import wrap_lines
from newstui.tui.panes.headline_rows import RowShape, draw_row, draw_rule, row_height
from newstui.tui.panes.list_head import ListHead
from newstui.tui.panes.listing import Listing
from newstui.tui.strips import line_strip

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime

    from textual import events
    from textual.strip import Strip

    from newstui.model.headline import Headline, Mark
    from newstui.model.text import SafeText

_STRIPS_KEPT = 400


class HeadlineSource(Protocol):
    """Where rows come from."""

    def headline(self, story_id: int) -> Headline | None:
        """Find one row; `None` when the story is gone."""

    def mark(self, story_id: int) -> Mark:
        """Find what the reader did with it."""


class Headlines(Listing):
    """The stories of one list, newest first."""

    LABEL: ClassVar[str] = "1 headlines"

    @dataclass
    class Moved(Message):
        """The cursor came to another story."""

        story_id: int

    @dataclass
    class Opened(Message):
        """The reader opened the story under the cursor."""

        story_id: int

    def __init__(self, source: HeadlineSource, clock: Callable[[], datetime]) -> None:
        super().__init__(id="headlines")
        self._source = source
        self._clock = clock
        self._ids: Sequence[int] = array("q")
        self._top = 0
        self._visible: list[tuple[int, int]] | None = None
        self._strips: dict[tuple[object, ...], tuple[Strip, ...]] = {}
        self._head = ListHead(title=NOTHING)
        self._head_strips: list[Strip] = []
        self._empty_text = NOTHING
        self._one_line = False
        self._fills = True

    @property
    def row_count(self) -> int:
        """How many stories are listed."""
        return len(self._ids)

    @property
    def rows_on_page(self) -> int:
        """How many of them are shown."""
        return max(1, len({index for index, _line in self._window()}) - 1)

    @property
    def current_id(self) -> int | None:
        """The story under the cursor."""
        return self._ids[self._cursor] if self._cursor < len(self._ids) else None

    @property
    def place(self) -> tuple[int, int]:
        """Which of how many stories the cursor is on, counted from 1."""
        return min(self._cursor + 1, len(self._ids)), len(self._ids)

    def show(
        self, ids: Sequence[int], *, current_id: int | None = None, is_steady: bool = False
    ) -> None:
        """List these stories with the cursor on `current_id`.

        Args:
            ids: Numbers of the stories, in order.
            current_id: The story under the cursor; `None` for the first.
            is_steady: Keep its row where it is on the screen, even if lines below stay empty.
        """
        above = self._cursor - self._top
        self._ids = ids
        self._cursor = self._position(current_id) if current_id is not None else 0
        self._top = max(0, self._cursor - above)
        self._fills = not is_steady
        self.forget()

    def head(self, head: ListHead, *, empty_text: SafeText) -> None:
        """Show this above the rows, and `empty_text` where there are none."""
        self._empty_text = empty_text
        if head != self._head:
            is_taller = (head.remark, head.is_bare) != (self._head.remark, self._head.is_bare)
            self._head = head
            self._head_strips = head.draw(self.inside.width, self.look)
            if is_taller:
                self.forget()
        self.refresh()

    def grow(self, ids: Sequence[int]) -> None:
        """List further, older stories below; nothing shown moves."""
        self._ids = ids
        self._visible = None
        self.refresh()

    def repaint_story(self, story_id: int) -> None:
        """Draw one story's row again, as its marks changed."""
        for index, _line in self._window():
            if self._ids[index] == story_id:
                self._refresh_rows(index)
                return

    def fit(self) -> None:
        """Drop everything drawn for another size or look."""
        self._head_strips = self._head.draw(self.inside.width, self.look)
        self._strips.clear()
        self._visible = None
        self._reveal()
        if self._fills:
            self._fill()

    def _fill(self) -> None:
        """Show rows from further up where there are none left to show below."""
        room = self._page() - sum(
            self._height(index)
            for index in range(self._top, min(len(self._ids), self._top + self._page()))
        )
        while self._top > 0 and (room := room - self._height(self._top - 1)) >= 0:
            self._top -= 1

    def shape(self, *, one_line: bool) -> None:
        """Choose how much of a story a row shows."""
        if one_line != self._one_line:
            self._one_line = one_line
            self.forget()

    def _position(self, story_id: int) -> int:
        try:
            return self._ids.index(story_id)
        except ValueError:
            return min(self._cursor, max(0, len(self._ids) - 1))

    def _page(self) -> int:
        return max(1, self.inside.height - len(self._head_strips))

    def _shape(self) -> RowShape:
        return RowShape(self.inside.width, self._one_line, self.look, self.glyphs)

    def line(self, y: int) -> Strip:
        """Draw the list's name, then the rows."""
        if y < len(self._head_strips):
            return self._head_strips[y]
        if not self._ids:
            return self._empty_line(y - len(self._head_strips))
        window = self._window()
        row = y - len(self._head_strips)
        if row >= len(window):
            return self.blank()
        index, line = window[row]
        return self._rows(index)[line]

    def _empty_line(self, row: int) -> Strip:
        lines = wrap_lines(self._empty_text, max(1, self.inside.width - 2), cell_len)
        start, end = lines[row] if row < len(lines) else (0, 0)
        text = clean_block(f" {self._empty_text[start:end]}")
        return line_strip([(text, self.look.muted)], self.inside.width, self.look.text)

    def _window(self) -> list[tuple[int, int]]:
        """List what each visible line shows: an index into the list, a line of its row."""
        self.fit_once()
        if self._visible is None:
            self._visible = []
            index, page = self._top, self._page()
            while len(self._visible) < page and index < len(self._ids):
                self._visible += [(index, line) for line in range(self._height(index))]
                index += 1
            del self._visible[page:]
        return self._visible

    def _height(self, index: int) -> int:
        headline = self._source.headline(self._ids[index])
        return row_height(headline, self._shape()) + (self._new_day(index) is not None)

    def _new_day(self, index: int) -> date | None:
        """Return the day that begins above this row, if one does."""
        headline = self._source.headline(self._ids[index])
        if headline is None:
            return None
        day = local_day(headline.at)
        above = self._source.headline(self._ids[index - 1]) if index else None
        before = local_day(above.at) if above else local_day(self._clock())
        return None if day == before else day

    def _rows(self, index: int) -> tuple[Strip, ...]:
        story_id = self._ids[index]
        mark = self._source.mark(story_id)
        here = index == self._cursor
        day = self._new_day(index)
        key = (story_id, mark, here, self.is_active, day, self.inside.width, self._one_line)
        strips = self._strips.get(key)
        if strips is None:
            if len(self._strips) >= _STRIPS_KEPT:
                self._strips.clear()
            over = (self.look.current if self.is_active else self.look.resting) if here else None
            headline = self._source.headline(story_id)
            shape = self._shape()
            strips = draw_row(headline, mark, shape, here=here, over=over)
            if day is not None:
                strips = (draw_rule(day, local_day(self._clock()), shape), *strips)
            self._strips[key] = strips
        return strips

    def _refresh_rows(self, *indexes: int) -> None:
        """Draw only the lines of these rows again."""
        head, width = len(self._head_strips), self.inside.width
        window = enumerate(self._window(), start=head)
        regions = [Region(0, y, width, 1) for y, (index, _line) in window if index in indexes]
        if regions:
            self.refresh(*regions)

    def _reveal(self) -> None:
        """Scroll as little as needed to show the whole row under the cursor."""
        self._cursor = max(0, min(self._cursor, len(self._ids) - 1))
        if not self._ids or self.inside.width <= 0:
            return
        top = self._cursor
        room = self._page() - self._height(top)
        while top > self._top and (room := room - self._height(top - 1)) >= 0:
            top -= 1
        if top != self._top:
            self._top, self._visible = top, None

    def move_to(self, index: int) -> None:
        """Put the cursor on a row; beyond the ends means the ends."""
        self.fit_once()
        before, top = self._cursor, self._top
        self._cursor = index
        self._reveal()
        if self._cursor == before:
            return
        if self._top != top:
            self.refresh()
        else:
            self._refresh_rows(before, self._cursor)
        self.post_message(self.Moved(self._ids[self._cursor]))

    def find_unread(self, step: int) -> int | None:
        """Find the nearest unread row in one direction, going round at the end."""
        count = len(self._ids)
        for distance in range(1, count + 1):
            index = (self._cursor + step * distance) % count
            if not self._source.mark(self._ids[index]).read:
                return index
        return None

    def on_click(self, event: events.Click) -> None:
        """Go to the row clicked; a double click opens it."""
        row = event.get_content_offset(self)
        window = self._window()
        if row is None or not 0 <= row.y - len(self._head_strips) < len(window):
            return
        self.move_to(window[row.y - len(self._head_strips)][0])
        if event.chain > 1:
            self.do_open_story(None)

    def do_open_story(self, _count: int | None) -> None:
        """Open the story under the cursor."""
        if (story_id := self.current_id) is not None:
            self.post_message(self.Opened(story_id))
