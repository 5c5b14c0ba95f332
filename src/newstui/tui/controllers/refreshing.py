"""Fetching feeds while the reader reads, and noticing what anybody else changes on disk."""

from __future__ import annotations

from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from newstui.newsroom.following import find_news
from newstui.newsroom.naming import tell_apart
from newstui.newsroom.refreshing import find_work, start_building, start_refresh
from newstui.newsroom.starting import start_up
from newstui.refresh.reports import (
    Broken,
    Built,
    Busy,
    Fetched,
    Finished,
    Indexed,
)
from newstui.text.clean import NOTHING, clean_block, clean_line
from newstui.tui.progress import Progress, Wish

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newstui.model.text import SafeText
    from newstui.newsroom.following import News
    from newstui.newsroom.refreshing import Work
    from newstui.newsroom.starting import StartUp
    from newstui.refresh.reports import Report
    from newstui.refresh.running import RefreshRun
    from newstui.tui.screens.main import MainScreen

_POLL_SECONDS = 1.0
_DUE_SECONDS = 300.0
"""How often feeds whose time has come are looked for."""
_TELL_SECONDS = 0.25
"""Counts are told no more often than this: every line painted can hold the next key back."""
_NOTHING_SUBSCRIBED = (
    "nothing is subscribed yet: {add_feed} adds a feed, a site, a file or a folder"
)
_FIRST_IS_COMING = clean_line("the first feed is still being read")


class Refreshing:
    """The refresh that is running, if one is, and what changed on disk."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._desk = screen.desk
        self.run: RefreshRun | None = None
        """The process that is listened to; one that gave way to it ends unheard."""
        self._progress = Progress()
        self._is_unwanted = False
        """Whether the reader stopped preparing stories, so that it does not begin by itself."""
        self._wish: Wish | None = None
        """What to ask once the feeds that are being asked have answered."""
        self._told_at = 0.0
        self._version = -1
        self._is_looking = False
        self._notices: list[SafeText] = []

    def start(self) -> None:
        """Watch the archive from now on."""
        mistakes = (clean_line(str(error)) for error in self._screen.mistakes)
        self._tell((*self._desk.notices, *mistakes))
        if self._desk.visit is not None:
            self._screen.visiting.start()
            return
        self._start_up()
        if self._desk.archive.is_memory:
            return
        # The list was read a moment ago: what changed since is looked for at once.
        self.look()
        self._screen.set_interval(_POLL_SECONDS, self._poll)
        if self._desk.keeps and self._desk.settings.auto_refresh:
            self.refresh_due()
            self._screen.set_interval(_DUE_SECONDS, self.refresh_due)

    def _start_up(self) -> None:
        """Lay the samples over a library without feeds, and mend what is kept beside it."""
        job = partial(start_up, folder=self._desk.bookmarks_folder, clock=self._desk.clock)
        self._screen.when_done(self._desk.write(job), self._take_start_up)

    def refresh_due(self) -> None:
        """Fetch the feeds whose time has come, else prepare stories, without a word about it."""
        if not self._is_asking:
            work = self._desk.load(partial(find_work, now=self._desk.clock()))
            self._screen.when_done(work, self._take_work)

    def _take_work(self, work: Work) -> None:
        if work.due and not self._is_asking:
            self._begin((), quiet=True, only_due=True)
        elif work.unbuilt and self.run is None and not self._is_unwanted:
            self._progress = Progress(is_quiet=True, built=Built(done=0, left=work.unbuilt))
            self._watch(start_building(self._desk.archive.path))

    def _take_start_up(self, started: StartUp) -> None:
        self._tell(started.notices)
        if self._desk.archive.is_memory:
            self._screen.browsing.start_again()
        elif started.samples_id is not None:
            self.refresh((started.samples_id,), quiet=True)

    def _tell(self, notices: tuple[SafeText, ...]) -> None:
        """Tell the first thing the reader should know, and where to find the others."""
        if not notices:
            return
        self._notices += notices
        more = len(self._notices) - 1
        where = ", named when you quit" if self._desk.visit else ": newstui doctor"
        tail = f", and {more} more{where}" if more else ""
        self._screen.say_error(self._notices[0], clean_block(tail))

    @property
    def activity(self) -> SafeText:
        """What is going on, for the bottom line."""
        return NOTHING if self.run is None else self._progress.activity

    @property
    def _is_asking(self) -> bool:
        """Whether feeds are being asked; preparing stories gives way to that."""
        return self.run is not None and self._progress.built is None

    # The refresh process

    def do_refresh_all(self, _count: int | None) -> None:
        """Fetch every feed again."""
        self.refresh(())

    def do_refresh_feed(self, _count: int | None) -> None:
        """Fetch the feed of the story under the cursor again."""
        story_id = self._screen.headlines.current_id
        row = None if story_id is None else self._screen.browsing.book.headline(story_id)
        if row is not None:
            self.refresh((row.feed_id,))

    def refresh(self, feed_ids: tuple[int, ...], *, quiet: bool = False) -> None:
        """Start fetching, now or after what is going on; `quiet` when nobody asked for it."""
        if self._desk.archive.is_read_only:
            self._screen.say_error(clean_line("the archive can only be read: nothing is fetched"))
        elif not self._desk.keeps or self._desk.archive.is_memory:
            self._screen.say(
                clean_line("nothing is subscribed here, so there is nothing to refresh")
            )
        elif self._screen.browsing.has_only_samples and not quiet:
            is_coming = self._screen.subscribing.is_reading
            nothing = clean_line(self._screen.keymap.fill(_NOTHING_SUBSCRIBED))
            self._screen.say(_FIRST_IS_COMING if is_coming else nothing)
        elif self._is_asking:
            self._put_off(Wish(feed_ids=frozenset(feed_ids), is_quiet=quiet))
        else:
            self._begin(feed_ids, quiet=quiet)

    def _put_off(self, wish: Wish) -> None:
        """Have feeds asked next, unless they are being asked, and say what is waited for."""
        is_coming = self._progress.brings(wish)
        if not is_coming:
            self._wish = wish.beside(self._wish)
        if not wish.is_quiet:
            names = tell_apart(self._screen.browsing.book.feeds)
            how = "" if is_coming else " · yours is next"
            self._screen.say(
                self._progress.waiting(names),
                clean_block(how + self._screen.keymap.fill(" · {stop_refresh} stops")),
            )

    def _begin(self, feed_ids: Iterable[int], *, quiet: bool, only_due: bool = False) -> None:
        """Start the refresh process; one that only prepares stories gives way to it."""
        self._screen.marking.flush()
        if self.run is not None:
            self.run.process.terminate()
        feed_ids = frozenset(feed_ids)
        self._progress = Progress(is_quiet=quiet, asked=None if only_due else feed_ids)
        settings = self._desk.paths.settings
        path = self._desk.archive.path
        self._watch(start_refresh(path, feed_ids, only_due=only_due, settings=settings))

    def _watch(self, run: RefreshRun) -> None:
        self.run = run
        self._screen.run_worker(partial(self._listen, run), thread=True, group="refresh")
        self._screen.tell_activity()

    def _listen(self, run: RefreshRun) -> None:
        """Pass on what the refresh process tells; runs in a thread."""
        with run:
            for report in run.reports():
                self._screen.post_message(self._screen.RefreshReported(report, run))

    def take(self, report: Report) -> None:
        """Take in one report of the process that is listened to."""
        self._progress.note(report)
        if isinstance(report, Busy | Broken | Finished):
            self._take_end(report)
        if self._wish is not None and not self._is_asking:
            wish, self._wish = self._wish, None
            self._begin(wish.feed_ids, quiet=wish.is_quiet)
        now = monotonic()
        if isinstance(report, Fetched | Indexed | Built) and now - self._told_at < _TELL_SECONDS:
            return
        self._told_at = now
        self._screen.tell_activity()

    def _take_end(self, report: Busy | Broken | Finished) -> None:
        self.run, progress = None, self._progress
        self._screen.voicing.forget_unknown()
        self._screen.citing.count_again()
        match report:
            case Finished():
                self._tell_finished(report)
            case Broken() if progress.is_stopped:
                self.look()
            case Broken():
                self._screen.say_error(clean_line(f"the refresh stopped: {report.reason}"))
            case Busy() if not progress.built:
                self._screen.say(clean_line("another newstui is refreshing already"))

    def _tell_finished(self, report: Finished) -> None:
        self.look()
        waits = self._progress.waits
        if (report.failed or waits) and self._screen.moving.has_feeds:
            self._screen.sidebar.read_again()
        if self._progress.is_quiet:
            return
        now = self._desk.clock()
        if report.failed:
            way = self._screen.keymap.way("next_trouble")
            self._screen.say_error(*self._progress.failures(report.failed, way=way, now=now))
        elif report.feeds:
            self._screen.say(self._progress.summary(report, now=now))

    def stop(self) -> bool:
        """End the refresh that is running; what it has kept stays. Return whether one was."""
        if self.run is None:
            return False
        self._wish = None
        self._progress.is_stopped = True
        self._is_unwanted = self._progress.built is not None
        self.run.process.terminate()
        return True

    def do_stop_refresh(self, _count: int | None) -> None:
        """Stop fetching feeds and pages, and reading places."""
        is_stopped = self.stop()
        is_stopped |= self._screen.paging.stop()
        told = ["stopped; what has come stays"] if is_stopped else []
        if left := self._screen.subscribing.stop():
            told.append(f"stopped, not added: {left}")
        if left := self._screen.visiting.stop():
            told.append(f"stopped, not read: {left}")
        self._screen.tell_activity()
        self._screen.say(clean_line(" · ".join(told) or "nothing is being fetched"))

    # What changed on disk

    def _poll(self) -> None:
        self.look()
        if self.run is not None:
            # The last of many reports in a row may not have been told, and the next be far off.
            self._screen.tell_activity()

    def look(self) -> None:
        """Look whether anybody changed the archive, and take it over."""
        if self._is_looking or self._desk.archive.is_memory or self._screen.is_left:
            return
        version = self._desk.archive.data_version()
        if version == self._version:
            return
        self._version = version
        self._is_looking = True
        last = self._screen.browsing.book.last_change
        news = self._desk.load(lambda archive: find_news(archive, last))
        self._screen.when_done(news, self._take_news, failed=self._look_again)

    def _look_again(self) -> None:
        self._is_looking = False

    def _take_news(self, news: News) -> None:
        self._is_looking = False
        self._screen.browsing.book.last_change = news.last_change
        if news.feeds == ():
            self._start_up()
        if news.feeds is not None and self._screen.browsing.take_feeds(news.feeds):
            return
        self._screen.voicing.forget(news.edited)
        if self._screen.browsing.book.forget(news.edited):
            self._screen.headlines.forget()
        if news.stories_came:
            self._screen.browsing.look_for_arrivals()
        if news.marks:
            self._screen.marking.take_from_disk(news.marks, news.span)
        if news.first_hidden:
            self._screen.browsing.take_hidden(news.first_hidden)
        self._screen.reading.look(news.revised)
