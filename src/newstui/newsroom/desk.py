"""The reader's desk: one open archive, its headlines in memory, and two threads beside the screen.

The screen's thread reads by its own connection. Everything that is written goes through one writer
thread, and long reading through one loader thread, each with a connection of its own.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from newstui.config import load_settings
from newstui.newsroom.opening import open_library
from newstui.paths import find_paths
from newstui.store.headlines import Headlines
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Future
    from pathlib import Path

    from newstui.config import Settings
    from newstui.model.text import SafeText
    from newstui.newsroom.visiting import Visit
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
        visits: bool = False,
        notices: Sequence[SafeText] = (),
        clock: Callable[[], datetime] = read_clock,
    ) -> None:
        self.archive = archive
        self.paths = paths
        self.settings = settings
        self.keeps = keeps
        """False when nothing is kept, as for `newstui read`."""
        self.visits = visits
        """Whether it shows places that were read, not a library."""
        self.notices = tuple(notices)
        """What the reader should be told at the start."""
        self.clock = clock
        self.headlines = Headlines()
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="newstui-writer")
        self._loader = ThreadPoolExecutor(1, thread_name_prefix="newstui-loader")
        self._twins: dict[str, Archive] = {}

    @property
    def bookmarks_folder(self) -> Path:
        """Where bookmarked stories are written."""
        return self.settings.bookmarks_folder or self.paths.bookmarks

    def write(self, job: Callable[[Archive], T]) -> Future[T]:
        """Have the writer thread do something, after everything asked of it before."""
        return self._writer.submit(lambda: job(self._twin("writer")))

    def load(self, job: Callable[[Archive], T]) -> Future[T]:
        """Have the loader thread read something long."""
        return self._loader.submit(lambda: job(self._twin("loader")))

    def close(self) -> None:
        """Finish what was asked of the writer, then let go of the archive."""
        self._loader.shutdown(wait=False, cancel_futures=True)
        self._writer.shutdown(wait=True)
        self.archive.close()

    def _twin(self, name: str) -> Archive:
        if name not in self._twins:
            self._twins[name] = self.archive.twin()
        return self._twins[name]


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


def open_visit(home: Path | None, visit: Visit) -> Desk:
    """Make a desk of places that were read; nothing on it is kept."""
    paths = find_paths(home)
    settings, errors = load_settings(paths.settings)
    notices = [*(clean_line(str(error)) for error in errors), *visit.failures]
    return Desk(archive=visit.archive, paths=paths, settings=settings, keeps=False, notices=notices)
