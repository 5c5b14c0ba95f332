"""Going through the headlines: loading, narrowing, arrivals, the next unread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstui.model.feed import FeedKind
from newstui.newsroom.headlines import (
    HeadlineBook,
    find_arrivals,
    read_rows,
)
from newstui.store.headlines import Headlines
from newstui.store.querywriting import ask_for_feed
from newstui.text.clean import NOTHING, clean_line
from newstui.tui.actions import HEADLINES
from newstui.tui.controllers.moving import Layout
from newstui.tui.panes.list_head import ListHead

if TYPE_CHECKING:
    from newstui.model.feed import Feed
    from newstui.model.text import SafeText
    from newstui.store.listing import OrderRow
    from newstui.tui.screens.main import MainScreen

_ALL_STORIES = clean_line("All stories")
_NO_MATCH = "No story matches. {escape} shows all stories again."
_WITH_FEEDS = "No stories yet. {refresh_all} fetches every feed."
_BEING_READ = clean_line("The samples are being read.")


class Browsing:
    """The list that is shown and what is still to come into it."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._desk = screen.desk
        self.book = HeadlineBook(screen.desk)
        self._waiting = 0
        self._removed_here: set[int] = set()
        """Feeds that the reader removes, which are not gone yet."""

    # The list

    def start(self) -> None:
        """List the newest stories."""
        self.book.start()
        self._screen.headlines.show(self._desk.headlines.order)
        self.tell_counts()

    def load_more(self) -> None:
        """Read the rest beside the screen."""
        headlines = self._desk.headlines
        if len(headlines) == 0 or len(headlines) >= headlines.total:
            return
        last = (headlines.times[-1], headlines.order[-1])
        loaded = self._desk.load(lambda archive: read_rows(archive, last))
        self._screen.when_done(loaded, self._take_more)

    def _take_more(self, rows: list[OrderRow]) -> None:
        headlines = self._desk.headlines
        headlines.extend(rows)
        if not self._screen.narrowing.query:
            self._screen.headlines.grow(headlines.order)
        if rows:
            self.load_more()
        else:
            headlines.count_again()
            self.tell_counts()

    def tell_counts(self) -> None:
        """Say how many stories are listed, and how many of them are unread."""
        headlines, total = self._desk.headlines, self._desk.headlines.total
        bare = self._screen.moving.layout is Layout.NARROW
        narrowing = self._screen.narrowing
        if narrowing.query:
            found = clean_line(f"{self._screen.headlines.row_count:,}")
            counts = (clean_line(f"{found} of {total:,}"), found)
            shown, empty_text = narrowing.title, self._with_keys(_NO_MATCH)
            head = ListHead(title=shown, counts=counts, is_bare=bare)
        else:
            remark, empty_text = self._words_for_few()
            head = ListHead(
                title=_ALL_STORIES,
                counts=_counts(headlines, self.book.hidden, bare=bare),
                remark=remark,
                is_bare=bare,
            )
        self._screen.headlines.head(head, empty_text=empty_text)
        if self._screen.moving.has_feeds:
            self._screen.sidebar.follow()
        self._screen.tell_place()

    def _words_for_few(self) -> tuple[SafeText, SafeText]:
        """Say above the stories and in place of them how to begin, or what they wait for."""
        if self._desk.visit is not None:
            return NOTHING, self._screen.visiting.outlook
        if not self.has_only_samples:
            return NOTHING, self._with_keys(_WITH_FEEDS)
        if self._desk.archive.is_read_only and not self.book.feeds:
            return self._screen.welcoming.remark(has_samples=False), NOTHING
        return self._screen.welcoming.remark(has_samples=True), _BEING_READ

    def _with_keys(self, template: str) -> SafeText:
        return clean_line(self._screen.keymap.fill(template, HEADLINES))

    def repaint(self, story_ids: list[int]) -> None:
        """Draw rows again whose marks changed."""
        for story_id in story_ids:
            self._screen.headlines.repaint_story(story_id)
        self.tell_counts()

    def start_again(self) -> None:
        """Read the whole list anew: feeds came or went."""
        current = self._screen.headlines.current_id
        stays = current is not None and self._desk.headlines.is_bookmarked(current)
        self._desk.headlines = Headlines()
        self.book.forget_all()
        self._waiting = 0
        self.book.start()
        if current is not None and not stays and not self._is_listed(current):
            self._screen.previewing.hold(current)
            current = None
        self._screen.headlines.show(self._desk.headlines.order, current_id=current)
        self._screen.narrowing.again()
        self._show_feeds()
        self.tell_counts()
        self.load_more()
        self._screen.preview_soon()

    def take_feeds(self, feeds: tuple[Feed, ...]) -> bool:
        """Take over the feeds as they are now; return whether the list was made anew for it."""
        before, self.book.feeds = self.book.feeds, feeds
        ids = {feed.id for feed in feeds}
        if ids != {feed.id for feed in before}:
            self._tell_gone([feed for feed in before if feed.id not in ids])
            self.start_again()
            return True
        self.book.forget_all()
        self._screen.headlines.forget()
        self._show_feeds()
        return False

    def _is_listed(self, story_id: int) -> bool:
        """Whether a story is one of a feed that is listed, or tagged."""
        row = self.book.headline(story_id)
        ids = {feed.id for feed in self.book.feeds}
        return row is not None and (row.feed_id in ids or bool(row.tags))

    def expect_gone(self, feed: Feed) -> None:
        """Take note that the reader removes a feed, and is told so."""
        self._removed_here.add(feed.id)

    def _tell_gone(self, gone: list[Feed]) -> None:
        """Leave a list whose feed is gone, and say which feeds were not removed here."""
        queries = {ask_for_feed(feed.id) for feed in gone}
        if self._screen.narrowing.query in queries:
            self._screen.narrowing.widen()
        names = _names_of(gone, besides=self._removed_here)
        self._removed_here.difference_update(feed.id for feed in gone)
        if names:
            self._screen.say_also(clean_line(f"{', '.join(names)}: removed elsewhere"))

    def _show_feeds(self) -> None:
        if self._screen.moving.has_feeds:
            self._screen.sidebar.show()

    @property
    def has_only_samples(self) -> bool:
        """Whether nothing is subscribed yet."""
        feeds = self.book.feeds
        return self._desk.visit is None and all(feed.kind is FeedKind.SAMPLES for feed in feeds)

    # Arrivals

    def look_for_arrivals(self) -> None:
        """Count the stories that came since the list was made."""
        newest = self.book.newest_id
        found = self._desk.load(lambda archive: find_arrivals(archive, newest))
        self._screen.when_done(found, self._take_arrivals)

    def _take_arrivals(self, found: list[OrderRow]) -> None:
        # The list may have been made anew since they were looked for.
        rows = [row for row in found if row[1] > self.book.newest_id]
        if not rows:
            return
        self.book.newest_id = max(self.book.newest_id, *(row[1] for row in rows))
        self._waiting += len(rows)
        if len(self._desk.headlines) == 0 and (self.has_only_samples or self._desk.visit):
            self._list_arrivals()
        elif len(self._desk.headlines) == 0:
            self.do_show_arrivals(None)
        if self._screen.moving.has_feeds:
            self._screen.sidebar.read_again()
        self._screen.tell_activity()

    def take_hidden(self, first_id: int) -> None:
        """List the stories without those hidden since, from this number on, and with others."""
        if first_id <= self.book.listed_id:
            self.start_again()
            return
        self._waiting = self.book.count_again()
        self.tell_counts()
        self._screen.tell_activity()

    @property
    def waiting(self) -> int:
        """How many stories have arrived and are not listed yet."""
        return self._waiting

    def do_show_arrivals(self, _count: int | None) -> None:
        """Put the stories that have arrived into the list; the cursor stays on its story."""
        if not self._waiting:
            self._screen.say(clean_line("nothing new has arrived"))
            return
        count = self._list_arrivals()
        stories = "story" if count == 1 else "stories"
        where = "; those that match are listed" if self._screen.narrowing.query else " in the list"
        self._screen.say(clean_line(f"{count:,} new {stories}{where}"))

    def _list_arrivals(self) -> int:
        # Read again: their marks may have changed while they waited.
        rows = find_arrivals(self._desk.archive, self.book.listed_id)
        self._waiting = 0
        self.book.listed_id = self.book.newest_id
        current = self._screen.headlines.current_id
        self._desk.headlines.insert(rows)
        if self._screen.narrowing.query:
            self._screen.narrowing.again()
        else:
            order = self._desk.headlines.order
            self._screen.headlines.show(order, current_id=current, is_steady=True)
        self.tell_counts()
        self._screen.tell_activity()
        if current is None:
            self._screen.preview_soon()
        return len(rows)

    # The next unread

    def do_next_unread(self, _count: int | None) -> None:
        """Open the next unread story, going round at the end."""
        self._open_unread(1)

    def do_previous_unread(self, _count: int | None) -> None:
        """Open the previous unread story, going round at the top."""
        self._open_unread(-1)

    def _open_unread(self, step: int) -> None:
        pane = self._screen.headlines
        current = pane.current_id
        at_headlines = self._screen.moving.at == HEADLINES
        if at_headlines and current is not None and not self._desk.headlines.is_read(current):
            self._screen.open_story(current)
            return
        wraps = self._desk.settings.wrap
        index = pane.find_unread(step, wraps=wraps)
        if index is None:
            where = "here" if wraps else "further down" if step > 0 else "further up"
            self._screen.say(clean_line(f"no unread stories left {where}"))
            return
        pane.move_to(index)
        if pane.current_id is not None:
            self._screen.open_story(pane.current_id)

    def do_next_story(self, count: int | None) -> None:
        """Open the next story of the list."""
        self._open_beside(count or 1)

    def do_previous_story(self, count: int | None) -> None:
        """Open the previous story of the list."""
        self._open_beside(-(count or 1))

    def _open_beside(self, step: int) -> None:
        pane = self._screen.headlines
        before = pane.current_id
        pane.move_to(pane.place[0] - 1 + step)
        if pane.current_id is None or pane.current_id == before:
            self._screen.say(clean_line(f"this is the {'last' if step > 0 else 'first'} story"))
        else:
            self._screen.open_story(pane.current_id)


def _counts(headlines: Headlines, hidden: int, *, bare: bool) -> tuple[SafeText, ...]:
    """Say how many stories are unread, how many there are, and how many rules hide."""
    unread = f"{headlines.unread:,} unread"
    of_all = f"{unread}{' of ' if bare else ' · '}{headlines.total:,}"
    ways = [of_all, unread]
    if hidden:
        ways = [f"{of_all} · {hidden:,} hidden", f"{unread} · {hidden:,} hidden", *ways]
    return tuple(map(clean_line, ways))


def _names_of(gone: list[Feed], *, besides: set[int]) -> list[SafeText]:
    """Name feeds that are gone, besides those the reader is told of anyway."""
    kept = [feed for feed in gone if feed.kind is not FeedKind.SAMPLES and feed.id not in besides]
    return [feed.title for feed in kept]
