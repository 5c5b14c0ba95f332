"""Whole stories: their pages read in full, now or ahead of going offline."""

from __future__ import annotations

from collections import Counter
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from newstui.model.story import TextKind
from newstui.newsroom.refreshing import start_reading_pages
from newstui.refresh.reports import Broken, Finished, PageFailed, PageRead
from newstui.store.listing import find_unread_pages
from newstui.text.clean import clean_line
from newstui.text.links import openable, shown_host

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newstui.model.text import SafeText
    from newstui.refresh.reports import Report
    from newstui.refresh.running import RefreshRun
    from newstui.tui.screens.main import MainScreen

_AHEAD = 200
"""Most pages that are read ahead at once."""
_LOOKED_UP = 500
"""Stories that are looked up at a time."""


class Paging:
    """The pages that are being read."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._desk = screen.desk
        self._runs: list[RefreshRun] = []
        self._stopped: list[RefreshRun] = []
        """Those that were told to end and have not yet."""
        self._wanted: set[int] = set()
        """Stories whose pages are on their way."""
        self._read = 0
        self._reasons: Counter[str] = Counter()
        """Why pages failed, and how many for each reason."""

    @property
    def activity(self) -> SafeText:
        """What is going on, for the bottom line."""
        left = len(self._wanted)
        return clean_line(f"{left:,} {'page' if left == 1 else 'pages'} to read" if left else "")

    def do_full_text(self, _count: int | None) -> None:
        """Show the page's text, reading the page if need be; show the feed's text again."""
        self._screen.catch_up()
        view = self._screen.reading.view
        if view is None:
            return
        if view.stored is not None and view.stored.kind is TextKind.PAGE:
            self._screen.reading.reload(with_page=False)
            told = "what the feed carries: {full_text} shows the page's text again"
            self._screen.say(clean_line(self._screen.keymap.fill(told)))
        elif not openable(view.story.entry.url):
            self._screen.say_error(clean_line("this story has no page to read"))
        elif self._screen.reading.reload(with_page=True):
            self._screen.say(clean_line("the full text of the page"))
        elif view.story.id in self._wanted:
            self._screen.say(clean_line("the page is being read already"))
        else:
            self._start([view.story.id])

    def do_read_ahead(self, count: int | None) -> None:
        """Read the pages of the unread stories listed, the next ones first."""
        wanted = list(islice(self._pages_ahead(), min(count or _AHEAD, _AHEAD)))
        if not wanted:
            self._screen.say(clean_line("no unread stories whose pages are still to be read"))
        elif self._start(wanted):
            stop = self._screen.keymap.way("stop_refresh")
            pages = "page" if len(wanted) == 1 else "pages"
            most = ", the most at once" if len(wanted) == _AHEAD else ""
            self._screen.say(
                clean_line(f"reading {len(wanted):,} {pages}{most}: {stop} stops that")
            )

    def _pages_ahead(self) -> Iterator[int]:
        """Go through the unread stories listed whose pages were not read before."""
        unread = self._screen.headlines.unread_from_here()
        while ids := list(islice(unread, _LOOKED_UP)):
            for story_id, address in find_unread_pages(self._desk.archive, ids).items():
                if story_id not in self._wanted and openable(address):
                    yield story_id

    def _start(self, story_ids: Sequence[int]) -> bool:
        if not self._desk.keeps:
            told = "nothing is kept here, so no page can be: {open_browser} opens it in the browser"
            self._screen.say_error(clean_line(self._screen.keymap.fill(told)))
            return False
        if not self._wanted:
            self._read = 0
            self._reasons.clear()
        run = start_reading_pages(
            self._desk.archive.path, story_ids, settings=self._desk.paths.settings
        )
        self._runs.append(run)
        self._wanted.update(story_ids)
        self._screen.run_worker(partial(self._listen, run), thread=True, group="pages")
        self._screen.tell_activity()
        return True

    def _listen(self, run: RefreshRun) -> None:
        """Pass on what the process tells; runs in a thread."""
        with run:
            for report in run.reports():
                self._screen.post_message(self._screen.RefreshReported(report, run))

    def take(self, report: Report, run: RefreshRun) -> bool:
        """Take in one report of a process started here; false when it is another's."""
        if run in self._stopped:
            if isinstance(report, Finished | Broken):
                self._stopped.remove(run)
            return True
        if run not in self._runs:
            return False
        match report:
            case PageRead():
                self._wanted.discard(report.story)
                self._read += 1
                self._show(report)
            case PageFailed():
                self._wanted.discard(report.story)
                self._reasons[report.reason] += 1
                self._tell_failed(report)
            case Finished() | Broken():
                self._end(run, report)
            case _:
                pass
        self._screen.tell_activity()
        return True

    def _show(self, report: PageRead) -> None:
        """Show a page that was asked for, unless the reader has gone on."""
        reading = self._screen.reading
        if report.story == reading.story_id and reading.reload(with_page=True):
            self._screen.say(clean_line(f"full text of the page, {report.words:,} words"))

    def _tell_failed(self, report: PageFailed) -> None:
        """Say why there is no page of the story shown, and what to do; not of others."""
        view = self._screen.reading.view
        if view is None or view.story.id != report.story:
            return
        opens = self._screen.keymap.fill("{open_browser} opens it in the browser")
        host = shown_host(view.story.entry.url)
        self._screen.say_error(clean_line(f"{host}: {report.reason}: {opens}"))

    def _end(self, run: RefreshRun, report: Finished | Broken) -> None:
        self._runs.remove(run)
        if isinstance(report, Broken) and self._wanted:
            self._wanted.clear()
            self._screen.say_error(clean_line(f"the pages could not be read: {report.reason}"))
        if not self._runs:
            self._wanted.clear()
        if self._read + self._reasons.total() > 1 and not self._wanted:
            self._screen.say(clean_line(self._outcome()))

    def _outcome(self) -> str:
        """Say how many pages came, and why most of those that did not come failed."""
        read = f"{self._read:,} {'page' if self._read == 1 else 'pages'} read"
        if not self._reasons:
            return read
        why = self._screen.keymap.fill("{full_text} on a story says why")
        [(reason, count)] = self._reasons.most_common(1)
        failed = self._reasons.total()
        others = "" if count == failed else f"; {failed - count:,} otherwise"
        return f"{read}, {failed:,} failed ({reason}{others}): {why}"

    def stop(self) -> bool:
        """End what is being read; what was kept stays. Return whether there was anything."""
        stopped, self._runs = self._runs, []
        for run in stopped:
            run.process.terminate()
        self._stopped += stopped
        self._wanted.clear()
        return bool(stopped)
