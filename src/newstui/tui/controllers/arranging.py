"""Feeds called otherwise, put into folders, readdressed, removed: each change can be undone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from newstui.errors import NewstuiError
from newstui.model.feed import FeedKind
from newstui.newsroom.arranging import complete_folder, read_folder
from newstui.newsroom.readdressing import NOT_MOVED, has_to_be_read, locate_anew
from newstui.newsroom.subscribing import unsubscribe
from newstui.store.editing import edit_feed, require_free
from newstui.store.querywriting import ask_for_feed
from newstui.text.clean import NOTHING, clean_block, clean_line
from newstui.text.links import LENGTH_LIMIT, without_credentials
from newstui.tui.actions import FEEDS
from newstui.tui.prompt import Prompt

if TYPE_CHECKING:
    from collections.abc import Callable

    from newstui.model.feed import Feed
    from newstui.model.text import SafeText
    from newstui.newsroom.subscribing import FoundPlace
    from newstui.store.archive import Archive
    from newstui.tui.screens.main import MainScreen

T = TypeVar("T")


class Arranging:
    """What the reader changes about the feed under the cursor."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._desk = screen.desk
        self._refused: tuple[int, str] | None = None
        """A feed's number and the address it did not get, because no feed was found there."""

    def may_change(self) -> bool:
        """Whether anything about feeds can be changed; if not, that is said."""
        if self._desk.keeps and not self._desk.archive.is_read_only:
            return True
        told = "nothing is kept here, so feeds stay as they are"
        if self._desk.archive.is_read_only:
            told = "the archive can only be read, so feeds stay as they are"
        self._screen.say_error(clean_line(told))
        return False

    def feed_to_change(self) -> Feed | None:
        """Find the feed under the cursor, if it may be changed."""
        feed = self._screen.sidebar.feed if self.may_change() else None
        if feed is None or feed.kind is not FeedKind.SAMPLES:
            return feed
        told = "the samples stay as they are; they go when the first feed is added"
        told += f" ({self._screen.keymap.way('add_feed')})"
        self._screen.say_error(clean_line(told))
        return None

    def ask(
        self,
        label: str,
        typed: SafeText,
        accepted: Callable[[SafeText], None],
        complete: Callable[[SafeText], SafeText] | None = None,
    ) -> None:
        """Have something about a feed typed."""
        self._screen.status.ask(
            Prompt(
                label=clean_line(label),
                accepted=accepted,
                typed=typed,
                complete=complete,
                limit=LENGTH_LIMIT,
            )
        )

    def change(self, job: Callable[[Archive], T], then: Callable[[T], None]) -> None:
        """Have a change made, tell of it, and take it over."""
        self._screen.marking.flush()

        def settle(done: T) -> None:
            then(done)
            self._screen.refreshing.look()

        self._screen.when_done(self._desk.write(job), settle)

    def undoes(self, told: str = "") -> SafeText:
        """Say how to take a change back, after what else there is to say."""
        return clean_block(self._screen.keymap.fill(f"{told} · {{undo}} undoes", FEEDS))

    def do_rename_feed(self, _count: int | None) -> None:
        """Call the feed something else."""
        if (feed := self.feed_to_change()) is not None:
            self.ask("title:", feed.title, partial(self._rename, feed))

    def _rename(self, feed: Feed, typed: SafeText) -> None:
        title = clean_line(typed)
        if title != feed.title:
            job = partial(edit_feed, feed_id=feed.id, title=title, now=self._desk.clock())
            self.change(job, self._tell_renamed)

    def _tell_renamed(self, feed: Feed) -> None:
        self._screen.say(clean_line(f"now called {feed.title}"), self.undoes())

    def do_move_feed(self, _count: int | None) -> None:
        """Move the feed to a folder."""
        if (feed := self.feed_to_change()) is not None:
            complete = partial(complete_folder, feeds=self._screen.browsing.book.feeds)
            self.ask("folder:", feed.folder or NOTHING, partial(self._move, feed), complete)

    def _move(self, feed: Feed, typed: SafeText) -> None:
        folder = read_folder(typed, self._screen.browsing.book.feeds)
        if folder != (feed.folder or NOTHING):
            job = partial(edit_feed, feed_id=feed.id, folder=folder, now=self._desk.clock())
            self.change(job, self._tell_moved)

    def _tell_moved(self, feed: Feed) -> None:
        where = f"in {feed.folder}" if feed.folder else "in no folder"
        self._screen.say(clean_line(f"{feed.title} is {where} now"), self.undoes())

    def do_readdress_feed(self, _count: int | None) -> None:
        """Give the feed another address, or its site's; user name and password are typed anew."""
        if (feed := self.feed_to_change()) is not None:
            shown = without_credentials(self._refused_to(feed) or feed.place)
            self.ask("address:", shown, partial(self._readdress, feed))

    def _refused_to(self, feed: Feed) -> str:
        """Tell the address that was refused to a feed last; empty when none was."""
        number, place = self._refused or (0, "")
        return place if number == feed.id else ""

    def _readdress(self, feed: Feed, typed: SafeText) -> None:
        refused, self._refused = self._refused_to(feed), None
        if typed.strip() in {"", without_credentials(feed.place)}:
            return
        if typed.strip() == without_credentials(refused):
            self._give_address(feed, refused)
            return
        try:
            place = locate_anew(feed, typed)
        except NewstuiError as error:
            if "@" not in typed:
                raise
            # What may hold a password does not stay on the screen.
            self._screen.say_error(clean_line(str(error)))
            return
        require_free(self._desk.archive, feed, place)
        if has_to_be_read(feed, place):
            take = partial(self._take_found, feed, place)
            self._screen.subscribing.find(place, take, NOT_MOVED)
        else:
            self._give_address(feed, place)

    def _take_found(self, feed: Feed, asked: str, found: FoundPlace | NewstuiError) -> None:
        if isinstance(found, NewstuiError):
            self._refused = feed.id, asked
            how = self._screen.keymap.fill("; {readdress_feed} again takes it all the same", FEEDS)
            self._screen.say_error(clean_line(str(found), limit=LENGTH_LIMIT), clean_block(how))
        else:
            self._give_address(feed, found.place)

    def _give_address(self, feed: Feed, place: str) -> None:
        job = partial(edit_feed, feed_id=feed.id, place=place, now=self._desk.clock())
        self.change(job, self._tell_readdressed)

    def _tell_readdressed(self, feed: Feed) -> None:
        where = without_credentials(feed.place)
        self._screen.say(
            clean_line(f"{feed.title} is at {where} now"),
            self.undoes("; {refresh_here} fetches it"),
        )

    def do_remove_feed(self, _count: int | None) -> None:
        """Remove the feed; its marked stories stay."""
        if (feed := self.feed_to_change()) is not None:
            self._screen.browsing.expect_gone(feed)
            job = partial(unsubscribe, feed=feed, clock=self._desk.clock)
            self.change(job, partial(self._tell_removed, feed))

    def _tell_removed(self, feed: Feed, _done: None) -> None:
        if self._screen.narrowing.query == ask_for_feed(feed.id):
            self._screen.narrowing.widen()
        self._screen.say(
            clean_line(f"removed {feed.title}"), self.undoes("; its marked stories stay")
        )
