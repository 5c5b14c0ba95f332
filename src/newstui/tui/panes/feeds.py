"""The sidebar: saved queries, and all feeds by folder, drawn a window at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from newstui.text.clean import NOTHING, clean_block, clean_line
from newstui.tui.actions import FEEDS
from newstui.tui.panes.feed_rows import (
    BranchShape,
    BranchState,
    count_branch,
    describe_branch,
    draw_branch,
    is_on_sign,
)
from newstui.tui.panes.listing import Listing
from newstui.tui.strips import line_strip, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from datetime import datetime

    from textual import events
    from textual.strip import Strip

    from newstui.model.feed import Feed
    from newstui.model.text import SafeText
    from newstui.newsroom.arranging import Branch
    from newstui.store.savedqueries import SavedQuery

_TOLD_CELLS = 180
"""Cells for what is said of the row under the cursor, where there is room for as many."""
_ROOM_FOR_TELLING = 7
_EMPTY = (
    "Nothing is subscribed yet. {add_feed} adds a feed, a site, a file or a folder;"
    " {palette} finds imports and starter lists."
)


class FeedsPane(Listing):
    """All stories, saved queries, folders and feeds, with how many stories are unread."""

    LABEL: ClassVar[str] = "feeds"

    @dataclass
    class Opened(Message):
        """The reader asked for the stories of a branch."""

        branch: Branch

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__(id="feeds")
        self._clock = clock
        self._feeds: Sequence[Feed] = ()
        self._waits: Mapping[int, datetime] = {}
        self._branches: list[Branch] = []
        self._unread: Mapping[int, int] = {}
        self._unread_of_all = 0
        self._saved: Sequence[SavedQuery] = ()
        self._found: Mapping[int, int | SafeText] = {}
        self._folded: set[SafeText] = set()
        self._at: str = NOTHING
        """Key of the branch under the cursor."""
        self._chosen = NOTHING
        self._is_bare = False
        self._top = 0

    # What is shown

    def show(
        self,
        feeds: Sequence[Feed],
        *,
        waits: Mapping[int, datetime],
        is_bare: bool,
        saved: Sequence[SavedQuery] = (),
    ) -> None:
        """Show these feeds; the cursor stays on its branch.

        Args:
            feeds: In whatever order.
            waits: Until when feeds are left alone, by number.
            is_bare: Whether nothing is subscribed, so that it is said how to do that.
            saved: Saved queries, in their order.
        """
        self._saved = saved
        self._feeds, self._waits, self._is_bare = feeds, waits, is_bare
        self._unread = {feed.id: feed.unread for feed in feeds}
        self._arrange()

    def _arrange(self) -> None:
        from newstui.newsroom.arranging import arrange_feeds

        self._branches = arrange_feeds(self._feeds, folded=self._folded, saved=self._saved)
        keys = [branch.key for branch in self._branches]
        if self._at in keys:
            self._cursor = keys.index(self._at)
        self.forget()

    def tell(
        self, *, unread: Mapping[int, int] | None = None, of_all: int, chosen: SafeText
    ) -> None:
        """Show other counts, and which branch the headlines are narrowed to.

        Args:
            unread: How many stories are unread, by feed; `None` leaves that.
            of_all: How many there are in all.
            chosen: Query the headlines are narrowed by.
        """
        unread = self._unread if unread is None else unread
        if (unread, of_all, chosen) != (self._unread, self._unread_of_all, self._chosen):
            self._unread, self._unread_of_all, self._chosen = unread, of_all, chosen
            self.refresh()

    def tell_found(self, found: Mapping[int, int | SafeText]) -> None:
        """Show of saved queries, by number, how many stories are unread, or what is wrong."""
        if found != self._found:
            self._found = dict(found)
            self.refresh()

    def aim(self, key: str) -> None:
        """Put the cursor on a branch; one that is to come gets it when it comes."""
        self._at, self._is_away = key, False
        self._arrange()

    def reveal(self, key: str, folders: Collection[SafeText]) -> None:
        """Put the cursor on a branch, opening the folders around it, named by their queries."""
        self._folded.difference_update(folders)
        self.aim(key)

    @property
    def current(self) -> Branch | None:
        """The branch under the cursor."""
        return self._branches[self._cursor] if self._cursor < len(self._branches) else None

    # Rows

    @property
    def row_count(self) -> int:
        """How many branches are listed."""
        return len(self._branches)

    @property
    def rows_on_page(self) -> int:
        """How many of them make a page."""
        return max(1, self._page() - 1)

    def _telling(self) -> int:
        """Count the lines below the rows: a rule and what is said of one of them."""
        width, height = self.inside
        if height < _ROOM_FOR_TELLING or width <= 0:
            return 0
        return 1 + min(max(2, -(-_TOLD_CELLS // width)), height // 3)

    def _page(self) -> int:
        return max(1, self.inside.height - self._telling())

    def fit(self) -> None:
        """Find the top row for another size or other rows."""
        self._cursor = max(0, min(self._cursor, len(self._branches) - 1))
        if not self._is_away:
            self._top = max(self._cursor - self._page() + 1, min(self._top, self._cursor))
        self._top = max(0, min(self._top, len(self._branches) - self._page()))

    def move_to(self, index: int) -> None:
        """Put the cursor on a row; beyond the ends means the ends."""
        self._cursor, self._is_away = index, False
        self.fit_once()
        self.fit()
        if (branch := self.current) is not None:
            self._at = branch.key
        self.refresh()

    def scroll_lines(self, lines: int) -> None:
        """Follow the wheel: the cursor stays on its row, and the next key comes back to it."""
        self.fit_once()
        self._top, self._is_away = self._top + lines, True
        self.fit()
        self.refresh()

    # Drawing

    def line(self, y: int) -> Strip:
        """Draw a row, or a line of what is said of the current one."""
        page = self._page()
        if y < page:
            index = self._top + y
            if index < len(self._branches):
                return self._draw(index)
            return self._bare_line(index - len(self._branches) - 1)
        if y == page:
            rule = clean_block(self.glyphs.rule * self.inside.width)
            return line_strip([(rule, self.look.line)], self.inside.width, self.look.text)
        return self._told_line(y - page - 1)

    def _shape(self) -> BranchShape:
        ways = (self.keymap.way(name, FEEDS) for name in ("readdress_feed", "next_trouble"))
        return BranchShape(self.inside.width, self.look, self.glyphs, self._clock(), *ways)

    def _draw(self, index: int) -> Strip:
        branch, here = self._branches[index], index == self._cursor
        state = BranchState(
            unread=self._count(branch),
            is_faulty=bool(self._fault(branch)),
            is_folded=branch.query in self._folded,
            is_chosen=branch.query == self._chosen,
            here=here,
        )
        over = (self.look.current if self.is_active else self.look.resting) if here else None
        return draw_branch(branch, state, self._shape(), over=over)

    def _fault(self, branch: Branch) -> SafeText:
        """What is wrong with a saved query; empty for nothing."""
        found = self._found.get(branch.saved.id) if branch.saved else None
        return NOTHING if found is None or isinstance(found, int) else found

    def _count(self, branch: Branch) -> int | None:
        """Count the unread stories of a branch; `None` while that is not known."""
        if branch.saved is not None:
            found = self._found.get(branch.saved.id)
            return 0 if isinstance(found, str) else found
        return count_branch(branch, self._unread) if branch.query else self._unread_of_all

    def _bare_line(self, row: int) -> Strip:
        """Draw a line of what to do when nothing is subscribed."""
        empty = clean_line(self.keymap.fill(_EMPTY, FEEDS))
        lines = wrapped(empty, self.inside.width - 2) if self._is_bare else []
        text = clean_block(f" {lines[row]}" if 0 <= row < len(lines) else "")
        return line_strip([(text, self.look.accent)], self.inside.width, self.look.text)

    def _told_line(self, row: int) -> Strip:
        branch = self.current
        if branch is None:
            return self.blank()
        lines = self._telling() - 1
        wait = self._waits.get(branch.feed.id) if branch.feed is not None else None
        told = describe_branch(
            branch, self._count(branch), self._shape(), lines, wait=wait, fault=self._fault(branch)
        )
        return told[row] if row < len(told) else self.blank()

    # What the reader does

    def on_click(self, event: events.Click) -> None:
        """Go to the row clicked; fold a folder by its sign; a double click lists the stories."""
        at = event.get_content_offset(self)
        if at is None or not 0 <= at.y < min(self._page(), self.row_count - self._top):
            return
        self.move_to(self._top + at.y)
        branch = self._branches[self._cursor]
        if is_on_sign(branch, at.x):
            self._folded ^= {branch.query}
            self._arrange()
        elif event.chain > 1:
            self.do_list_stories(None)

    def do_list_stories(self, _count: int | None) -> None:
        """List the stories of the branch under the cursor."""
        if (branch := self.current) is not None:
            self.announce(self.Opened(branch))

    def do_unfold_folder(self, _count: int | None) -> None:
        """Show what is in the folder; where it shows, list its stories."""
        branch = self.current
        if branch is not None and branch.query in self._folded:
            self._folded.discard(branch.query)
            self._arrange()
        else:
            self.do_list_stories(None)

    def do_fold_folder(self, _count: int | None) -> None:
        """Hide what is in the folder under the cursor, or around it."""
        branch = self.current
        if branch is None or not branch.query:
            return
        if branch.folder is None or branch.query in self._folded:
            self._go_out(branch)
        else:
            self._folded.add(branch.query)
            self._arrange()

    def _go_out(self, branch: Branch) -> None:
        """Go to the folder a branch is in, if it is in one."""
        above = self._branches[: self._cursor]
        outer = [i for i, other in enumerate(above) if other.depth < branch.depth and other.query]
        if outer:
            self.move_to(outer[-1])
