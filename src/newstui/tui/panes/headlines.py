"""The headlines: one list of stories, newest first, drawn a window at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.geometry import Region
from textual.message import Message

from newstui.config import Settings
from newstui.text.clean import NOTHING, clean_block
from newstui.text.wrap import wrap_lines
from newstui.tui.panes.headline_list import HeadlineList
from newstui.tui.panes.headline_rows import RowShape
from newstui.tui.panes.list_head import ListHead
from newstui.tui.panes.listing import Listing
from newstui.tui.strips import line_strip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from textual import events
    from textual.strip import Strip

    from newstui.model.text import SafeText
    from newstui.newsroom.searching import Passage
    from newstui.tui.panes.headline_list import HeadlineSource
_ROOM_FOR_BLOCKS = 3
_ROOM_FOR_RULES = 4


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
        self._list = HeadlineList(source, clock)
        self._top = 0
        self._visible: list[tuple[int, int]] | None = None
        self._head = ListHead(title=NOTHING)
        self._head_strips: list[Strip] = []
        self._empty_text = NOTHING
        self.columns = Settings().columns
        """What stands beside a title."""
        self._one_line = False
        self._fills = True

    @property
    def row_count(self) -> int:
        """How many stories are listed."""
        return len(self._list.ids)

    @property
    def rows_on_page(self) -> int:
        """How many of them are shown."""
        return max(1, len({index for index, _line in self._window()}) - 1)

    @property
    def current_id(self) -> int | None:
        """The story under the cursor."""
        return self._list.ids[self._cursor] if self._cursor < len(self._list.ids) else None

    @property
    def place(self) -> tuple[int, int]:
        """Which of how many stories the cursor is on, counted from 1."""
        return min(self._cursor + 1, len(self._list.ids)), len(self._list.ids)

    @property
    def rows_above(self) -> int:
        """How many rows stand above the current one on the screen."""
        return self._cursor - self._top

    def show(
        self,
        ids: Sequence[int],
        *,
        current_id: int | None = None,
        rows_above: int | None = None,
        is_steady: bool = False,
    ) -> None:
        """List these stories with the cursor on `current_id`.

        Args:
            ids: Numbers of the stories, in order.
            current_id: The story under the cursor; `None` for the first.
            rows_above: How many rows stand above it on the screen; `None` for as many as now.
            is_steady: Keep its row where it is on the screen, even if lines below stay empty.
        """
        above = self.rows_above if rows_above is None else rows_above
        self._list.ids = ids
        self._cursor = 0 if current_id is None else self._list.place_of(current_id, self._cursor)
        self._top = max(0, self._cursor - above)
        self._fills, self._is_away = not is_steady, False
        self.forget()

    def head(self, head: ListHead, *, empty_text: SafeText) -> None:
        """Show this above the rows, and `empty_text` where there are none."""
        self._empty_text = empty_text
        if head != self._head:
            is_taller = (head.remark, head.is_bare) != (self._head.remark, self._head.is_bare)
            self._head = head
            self._head_strips = head.draw(*self.inside, self.look)
            if is_taller:
                self.forget()
        self.refresh()

    def grow(self, ids: Sequence[int]) -> None:
        """List further, older stories below; nothing shown moves."""
        self._list.ids = ids
        self._visible = None
        self.refresh()

    def repaint_story(self, story_id: int) -> None:
        """Draw one story's row again, as its marks changed."""
        for index, _line in self._window():
            if self._list.ids[index] == story_id:
                self._refresh_rows(index)
                return

    def fit(self) -> None:
        """Drop everything drawn for another size or look."""
        self._head_strips = self._head.draw(*self.inside, self.look)
        self._list.forget()
        self._list.has_rules = self._page() >= _ROOM_FOR_RULES
        self._visible = None
        if not self._is_away:
            self._reveal()
        if self._fills:
            self._fill()

    def scroll_lines(self, lines: int) -> None:
        """Follow the wheel: the cursor stays on its story, and the next key comes back to it."""
        self.fit_once()
        left = abs(lines)
        while left > 0 and 0 <= self._top + (step := 1 if lines > 0 else -1) < self.row_count:
            left -= self._height(min(self._top, self._top + step))
            self._top += step
        self._fill()
        self._is_away, self._visible = True, None
        self.refresh()

    def _fill(self) -> None:
        """Show rows from further up where there are none left to show below."""
        room = self._page() - sum(
            self._height(index)
            for index in range(self._top, min(len(self._list.ids), self._top + self._page()))
        )
        while self._top > 0 and (room := room - self._height(self._top - 1)) >= 0:
            self._top -= 1

    def shape(self, *, one_line: bool) -> None:
        """Choose how much of a story a row shows."""
        if one_line != self._one_line:
            self._one_line = one_line
            self.forget()

    def count_voices(self, find: Callable[[int], int | None]) -> None:
        """Have the voices of a story found by this; `None` is not known yet."""
        self._list.voices = find

    def show_passages(self, find: Callable[[int], Passage | None] | None) -> None:
        """Show below titles what stories say of the words looked for; `None` for no words."""
        if find != self._list.passages:
            self._list.passages = find
            self.forget()

    def _page(self) -> int:
        return max(1, self.inside.height - len(self._head_strips))

    def _shape(self) -> RowShape:
        one_line = self._one_line or self._page() < _ROOM_FOR_BLOCKS
        return RowShape(self.inside.width, one_line, self.look, self.glyphs, self.columns)

    def line(self, y: int) -> Strip:
        """Draw the list's name, then the rows."""
        if y < len(self._head_strips):
            return self._head_strips[y]
        if not self._list.ids:
            return self._empty_line(y - len(self._head_strips))
        window = self._window()
        row = y - len(self._head_strips)
        if row >= len(window):
            return self.blank()
        index, line = window[row]
        here = index == self._cursor
        strips = self._list.draw(index, self._shape(), here=here, is_active=self.is_active)
        return strips[line]

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
            while len(self._visible) < page and index < len(self._list.ids):
                self._visible += [(index, line) for line in range(self._height(index))]
                index += 1
            del self._visible[page:]
        return self._visible

    def _height(self, index: int) -> int:
        return self._list.height(index, self._shape())

    def _refresh_rows(self, *indexes: int) -> None:
        """Draw only the lines of these rows again."""
        head, width = len(self._head_strips), self.inside.width
        window = enumerate(self._window(), start=head)
        regions = [Region(0, y, width, 1) for y, (index, _line) in window if index in indexes]
        if regions:
            self.refresh(*regions)

    def _reveal(self) -> None:
        """Scroll as little as needed to show the whole row under the cursor."""
        self._cursor = max(0, min(self._cursor, len(self._list.ids) - 1))
        if not self._list.ids or self.inside.width <= 0:
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
        self._cursor, self._is_away = index, False
        self._reveal()
        if self._top != top:
            self.refresh()
        elif self._cursor != before:
            self._refresh_rows(before, self._cursor)
        if self._cursor != before:
            self.post_message(self.Moved(self._list.ids[self._cursor]))

    def find_unread(self, step: int, *, wraps: bool) -> int | None:
        """Find the nearest unread row in one direction, perhaps going round at the end."""
        return self._list.find_unread(self._cursor, step, wraps=wraps)

    def unread_from_here(self) -> Iterator[int]:
        """Go through the unread stories from the cursor on and round from the top."""
        return self._list.unread_from(self._cursor)

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
            self.announce(self.Opened(story_id))
