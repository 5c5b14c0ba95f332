"""The reader's desk: one open archive, its headlines in memory, and threads beside the screen.

The screen's thread reads by its own connection. What the reader changes goes through one writer
thread, long reading through a loader thread, preparing stories through a builder thread, reading
new places through a fetcher thread, bringing pictures and counting through one more each, all with
a connection of their own.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from newstui.config import load_settings
from newstui.newsroom.days import write_days_as
from newstui.newsroom.opening import open_library
from newstui.paths import find_paths
from newstui.store.headlines import Headlines
from newstui.store.visits import note_leaving
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from newstui.config import Settings
    from newstui.model.text import SafeText
    from newstui.newsroom.visiting import OpenVisit
    from newstui.paths import Paths
    from newstui.store.archive import Archive

T = TypeVar("T")


def read_clock() -> datetime:
    """Read the time, UTC."""
    return datetime.now(UTC)


class Desk:
    """What the screen works on."""

    def __init__(  # noqa: PLR0913 - everything a desk is made of, by name
        self,
        *,
        archive: Archive,
        paths: Paths,
        settings: Settings,
        keeps: bool = True,
        visit: OpenVisit | None = None,
        notices: Sequence[SafeText] = (),
        clock: Callable[[], datetime] = read_clock,
    ) -> None:
        self.archive = archive
        self.paths = paths
        self.settings = settings
        write_days_as(settings.dates, settings.clock)
        self.keeps = keeps
        """False when nothing is kept, as for `newstui read`."""
        self.visit = visit
        """The places it shows; `None` when it shows a library."""
        self._notices = tuple(notices)
        self.clock = clock
        self.headlines = Headlines()
        self._writer = _Hand(archive, "newstui-writer")
        self._loader = _Hand(archive, "newstui-loader")
        self._builder = _Hand(archive, "newstui-builder")
        self._fetcher = _Hand(archive, "newstui-fetcher")
        self._picturer = _Hand(archive, "newstui-pictures")
        self._counter = _Hand(archive, "newstui-counter")

    @property
    def notices(self) -> tuple[SafeText, ...]:
        """What the reader should be told at the start, and of places again when leaving."""
        return (*self._notices, *(self.visit.failures if self.visit else ()))

    @property
    def bookmarks_folder(self) -> Path:
        """Where bookmarked stories are written."""
        return self.settings.bookmarks_folder or self.paths.bookmarks

    def write(self, job: Callable[[Archive], T]) -> Future[T]:
        """Have the writer thread do something, after everything asked of it before."""
        return self._writer.take(job)

    def load(self, job: Callable[[Archive], T]) -> Future[T]:
        """Have the loader thread read something."""
        return self._loader.take(job)

    def build(self, job: Callable[[Archive], T]) -> Future[T]:
        """Have the builder thread prepare a story, which may take seconds."""
        return self._builder.take(job)

    def fetch(self, job: Callable[[], T]) -> Future[T]:
        """Have the fetcher thread read a place, which may take many seconds."""
        return self._fetcher.take(lambda _archive: job())

    def picture(self, job: Callable[[Archive], T]) -> Future[T]:
        """Have the picture thread bring a picture, which may take many seconds."""
        return self._picturer.take(job)

    def count(self, job: Callable[[Archive], T]) -> Future[T]:
        """Have the counter thread count something, which may take seconds."""
        return self._counter.take(job)

    def leave(self) -> None:
        """Remember which stories were there, and close."""
        if self.keeps:
            self.write(note_leaving)
        self.close()

    def close(self) -> None:
        """Finish what was asked of the writer, then let go of the archive."""
        self._counter.dismiss(wait=False)
        self._picturer.dismiss(wait=False)
        self._fetcher.dismiss(wait=False)
        self._builder.dismiss(wait=False)
        self._loader.dismiss(wait=False)
        self._writer.dismiss(wait=True)
        self.archive.close()


class _Hand:
    """A thread that does one job after another, with a connection of its own."""

    def __init__(self, archive: Archive, name: str) -> None:
        self._archive = archive
        self._twin: Archive | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=name)
        self._is_idle = False
        """Whether it does no more, not even what it was asked for before."""

    def take(self, job: Callable[[Archive], T]) -> Future[T]:
        if self._is_idle:
            undone = Future[T]()
            undone.cancel()
            return undone
        return self._thread.submit(self._carry_out, job)

    def _carry_out(self, job: Callable[[Archive], T]) -> T:
        if self._twin is None:
            self._twin = self._archive.twin()
        return job(self._twin)

    def dismiss(self, *, wait: bool) -> None:
        """Do no more, except what was asked for when waiting for it."""
        self._is_idle = not wait
        self._thread.shutdown(wait=wait, cancel_futures=not wait)
        if wait and self._twin is not None:
            self._twin.close()


def open_desk(home: Path | None) -> Desk:
    """Open the reader's library for the screen.

    Raises:
        NewstuiError: If it cannot be used.
    """
    paths = find_paths(home)
    settings, errors = load_settings(paths.settings)
    opened = open_library(paths, clock=read_clock)
    notices = [clean_line(str(error)) for error in errors]
    if opened.notice:
        notices.append(opened.notice)
    archive = opened.archive
    keeps = not (archive.is_memory or archive.is_read_only)
    return Desk(archive=archive, paths=paths, settings=settings, keeps=keeps, notices=notices)


def open_visit(home: Path | None, visit: OpenVisit) -> Desk:
    """Make a desk of places that are read; nothing on it is kept."""
    paths = find_paths(home)
    settings, errors = load_settings(paths.settings)
    return Desk(
        archive=visit.archive,
        paths=paths,
        settings=settings,
        keeps=False,
        visit=visit,
        notices=[clean_line(str(error)) for error in errors],
    )
