"""The feeds and saved queries beside the headlines: what they show, what is done with a feed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from newstui.errors import NewstuiError
from newstui.model.feed import FeedKind
from newstui.newsroom.arranging import next_in_trouble
from newstui.newsroom.browser import open_page
from newstui.newsroom.waiting import find_waits
from newstui.store.counting import count_unread
from newstui.store.savedqueries import list_queries
from newstui.store.subscriptions import list_feeds
from newstui.text.clean import clean_line
from newstui.text.links import LENGTH_LIMIT, bare_address, openable, shown_address
from newstui.tui.actions import FEEDS
from newstui.tui.controllers.querycounts import QueryCounts

if TYPE_CHECKING:
    from datetime import datetime

    from newstui.model.feed import Feed
    from newstui.newsroom.arranging import Branch
    from newstui.store.archive import Archive
    from newstui.store.savedqueries import SavedQuery
    from newstui.tui.screens.main import MainScreen

    _Read = tuple[tuple[Feed, ...], dict[int, datetime], tuple[SavedQuery, ...]]

_ON_A_FEED = clean_line("the cursor is on no feed")


class Sidebar:
    """The feeds, their counts, and the branch under the cursor."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._desk = screen.desk
        self._waits: dict[int, datetime] = {}
        """Until when feeds are left alone, by number."""
        self._is_counting = False
        self._is_outdated = False
        self.saved: tuple[SavedQuery, ...] = ()
        """The saved queries, as they were read last."""
        self._found = QueryCounts(screen)

    # What it shows

    def show(self) -> None:
        """Show the feeds as they are known, then with what has changed since."""
        self._show_known()
        self.read_again()

    def _show_known(self) -> None:
        browsing = self._screen.browsing
        feeds = browsing.book.feeds
        is_bare = not feeds or browsing.has_only_samples
        self._screen.feeds.show(feeds, waits=self._waits, is_bare=is_bare, saved=self.saved)
        self.follow()

    def read_again(self) -> None:
        """Read titles and troubles again: stories came, and more may be new about their feeds."""
        job = partial(_read_feeds, now=self._desk.clock())
        self._screen.when_done(self._desk.load(job), self._take_feeds)

    def _take_feeds(self, read: _Read) -> None:
        feeds, self._waits, self.saved = read
        book = self._screen.browsing.book
        if {feed.id for feed in feeds} == {feed.id for feed in book.feeds}:
            book.feeds = feeds
            self._show_known()

    def follow(self) -> None:
        """Show how many stories are unread now, and which feeds the headlines are narrowed to."""
        self._tell(None)
        self._is_outdated = True
        if not self._is_counting:
            self._count()
        self._found.follow(self.saved)

    def _count(self) -> None:
        """Count by the hand that saves marks, so that those before this are counted."""
        self._is_counting, self._is_outdated = True, False
        job = partial(count_unread, unsaved=self._screen.marking.on_their_way)
        self._screen.when_done(self._desk.write(job), self._take_counts, failed=self._give_up)

    def _take_counts(self, unread: dict[int, int]) -> None:
        self._is_counting = False
        self._tell(unread)
        if self._is_outdated:
            self._count()

    def _give_up(self) -> None:
        self._is_counting = False

    def _tell(self, unread: dict[int, int] | None) -> None:
        query, of_all = self._screen.narrowing.query, self._desk.headlines.unread
        self._screen.feeds.tell(unread=unread, of_all=of_all, chosen=query)

    def list_stories(self, branch: Branch) -> None:
        """List the stories of a feed or folder, or all."""
        self._screen.narrowing.narrow_to(branch.query, branch.folder or branch.title)
        self._screen.moving.go_to_headlines()

    # What is done with a branch

    @property
    def feed(self) -> Feed | None:
        """The feed under the cursor; where there is none, that is told."""
        branch = self._screen.feeds.current
        feed = branch.feed if branch is not None else None
        if feed is None:
            self._screen.say(_ON_A_FEED)
        return feed

    def do_refresh_here(self, _count: int | None) -> None:
        """Fetch the feed, or every feed of the folder, again."""
        branch = self._screen.feeds.current
        if branch is None:
            return
        # No numbers at all would mean every feed.
        if branch.feeds or not branch.query:
            numbers = tuple(feed.id for feed in branch.feeds) if branch.query else ()
            self._screen.refreshing.refresh(numbers)

    def do_next_trouble(self, _count: int | None) -> None:
        """Go to the next feed in trouble, wherever it is."""
        branch = self._screen.feeds.current if self._screen.moving.has_feeds else None
        found = next_in_trouble(self._screen.browsing.book.feeds, branch.key if branch else "")
        if found is None:
            self._screen.say(clean_line("no feed is in trouble"))
            return
        self._screen.moving.go_to(FEEDS)
        self._screen.feeds.reveal(found.key, found.around)
        told = "the only feed in trouble"
        if found.of > 1:
            way = self._screen.keymap.way("next_trouble", FEEDS)
            told = f"{found.number:,} of {found.of:,} feeds in trouble; {way} goes to the next"
        self._screen.say(clean_line(told))

    def do_mark_here_read(self, _count: int | None) -> None:
        """Mark every story of the feed or folder read."""
        branch = self._screen.feeds.current
        if branch is None or not branch.query:
            self._screen.marking.do_mark_all_read(None)
            return
        label = clean_line(f"marked {branch.folder or branch.title} read")
        self._screen.marking.mark_feeds([feed.id for feed in branch.feeds], label)

    def do_open_site(self, _count: int | None) -> None:
        """Open the feed's site in the browser."""
        feed = self.feed
        if feed is None:
            return
        if not feed.site_url:
            self._screen.say_error(clean_line(f"{feed.title}: names no site"))
            return
        try:
            failed = self._screen.say_error_later
            open_page(feed.site_url, self._desk.settings.browser, failed=failed)
        except NewstuiError as error:
            self._screen.say_error(clean_line(str(error)))
        else:
            self._screen.say(clean_line(f"opened {shown_address(feed.site_url)}"))

    def do_copy_address(self, _count: int | None) -> None:
        """Copy the feed's address, without user name and password."""
        feed = self.feed
        if feed is None:
            return
        bare = bare_address(feed.place)
        if feed.kind is FeedKind.SAMPLES:
            self._screen.say_error(clean_line("the samples come with newstui, from no address"))
        elif openable(bare) or feed.place.startswith("/"):
            self._screen.app.copy_to_clipboard(clean_line(bare, limit=LENGTH_LIMIT))
            self._screen.say(clean_line("copied the address"))
        else:
            self._screen.say_error(clean_line(f"{feed.title}: has no address to copy"))


def _read_feeds(archive: Archive, *, now: datetime) -> _Read:
    """Read the feeds, until when some of them are left alone, and the saved queries."""
    feeds = list_feeds(archive)
    return feeds, find_waits(archive, feeds, now=now), list_queries(archive)
