"""Fetching for the plain reader: feeds, and pages of stories, with every outcome in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstui.cli.output import counted
from newstui.model.story import TextKind
from newstui.newsroom.bookmarking import repair_bookmarks
from newstui.newsroom.reading import view_story
from newstui.newsroom.refreshing import start_reading_pages, start_refresh
from newstui.refresh.reports import (
    Broken,
    Busy,
    Failed,
    Finished,
    PageFailed,
    PageRead,
    Ruled,
    Skipped,
    Started,
    Warned,
)
from newstui.text.clean import clean_block, clean_line
from newstui.text.links import openable

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from newstui.cli.library import Library
    from newstui.model.text import SafeText
    from newstui.refresh.reports import Report

_STOPPED = clean_line("Stopped; what has come stays.")


class LineFetcher:
    """What is brought by another process while the reader waits; Ctrl+C ends the waiting."""

    def __init__(
        self,
        library: Library,
        *,
        keeps: bool,
        tell: Callable[[SafeText], None],
        clock: Callable[[], datetime],
    ) -> None:
        self._library, self._keeps = library, keeps
        self._write, self._clock = tell, clock

    def _say(self, text: str) -> None:
        self._write(clean_block(text))

    def refresh(self) -> None:
        """Fetch every feed."""
        if not self._keeps:
            self._say("Nothing is kept here, so nothing is fetched again.")
            return
        path, settings = self._library.archive.path, self._library.paths.settings
        try:
            with start_refresh(path, settings=settings) as run:
                for report in run.reports():
                    self._tell(report)
        except KeyboardInterrupt:
            self._write(_STOPPED)

    def _tell(self, report: Report) -> None:
        match report:
            case Started() if report.feeds:
                self._say(f"Fetching {counted(report.feeds, 'feed', 'feeds')}.")
            case Failed() | Warned():
                self._say(f"{report.title or report.place}: {report.reason}.")
            case Skipped():
                self._say(f"{report.title}: {report.reason}.")
            case Broken():
                self._say(f"{report.reason}.")
            case Busy():
                self._say("Another newstui is refreshing this library already.")
            case Ruled():
                self._take_ruled(report)
            case Finished() if not report.feeds:
                self._say("Nothing is subscribed yet: newstui add ADDRESS does that.")
            case Finished():
                failed = f", {report.failed:,} failed" if report.failed else ""
                say_all = " Say all to hear them in the list." if report.new else ""
                new = counted(report.new, "new story", "new stories")
                self._say(f"Fetched: {new}{failed}.{say_all}")
            case _:
                pass

    def _take_ruled(self, report: Ruled) -> None:
        """Write the files of what a rule bookmarked, and tell what rules could not do."""
        if report.reason:
            self._say(f"{report.reason}.")
        if report.bookmarked:
            library = self._library
            folder = library.bookmarks_folder
            for trouble in repair_bookmarks(library.archive, folder=folder, clock=self._clock):
                self._say(f"{trouble}.")

    def read_page(self, story_id: int) -> bool:
        """Read the page of a story in full; return whether its text has come."""
        if (told := self._refusal(story_id)) is not None:
            self._say(told)
            return False
        path, settings = self._library.archive.path, self._library.paths.settings
        self._say("Reading the page.")
        is_read = False
        try:
            with start_reading_pages(path, [story_id], settings=settings) as run:
                for report in run.reports():
                    is_read = is_read or isinstance(report, PageRead)
                    if isinstance(report, PageFailed | Broken):
                        self._say(f"The page could not be read: {report.reason}.")
        except KeyboardInterrupt:
            self._write(_STOPPED)
        return is_read

    def _refusal(self, story_id: int) -> str | None:
        """Say why the page of a story is not read, if it is not."""
        view = view_story(self._library.archive, story_id)
        if view is None:
            return "This story is gone."
        if view.stored is not None and view.stored.kind is TextKind.PAGE:
            return "This is the full text of the page already."
        if not openable(view.story.entry.url):
            return "This story has no page to read."
        return (
            None if self._keeps else "Nothing is kept here, so no page is read. Browser opens it."
        )
