"""The library as a command uses it: opened, with samples if empty, its notices told."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newstui.cli.output import warn
from newstui.config import load_settings
from newstui.errors import NewstuiError, StoreError
from newstui.newsroom.bundled import samples_folder
from newstui.newsroom.days import write_days_as
from newstui.newsroom.desk import read_clock
from newstui.newsroom.opening import open_library, samples_to_read
from newstui.newsroom.refreshing import start_refresh
from newstui.newsroom.visiting import visit_into
from newstui.paths import find_paths
from newstui.refresh.reports import Broken, Failed
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator
    from pathlib import Path

    from newstui.config import Settings
    from newstui.errors import ConfigError
    from newstui.paths import Paths
    from newstui.store.archive import Archive


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """The open archive, and where things are."""

    archive: Archive
    paths: Paths
    settings: Settings
    mistakes: tuple[ConfigError, ...] = ()
    """Lines of the settings that could not be used; told already."""

    @property
    def bookmarks_folder(self) -> Path:
        """Where bookmarked stories are written."""
        return self.settings.bookmarks_folder or self.paths.bookmarks


@contextmanager
def opened_library(
    chosen: Namespace, *, with_samples: bool = True, to_change: bool = False
) -> Iterator[Library]:
    """Open the library a command line means, and close it again.

    Args:
        chosen: The command line.
        with_samples: Whether an empty library is to show the bundled samples.
        to_change: Whether something is to be kept, so that an archive in memory is of no use.

    Raises:
        NewstuiError: If it cannot be used.
    """
    paths = find_paths(chosen.home)
    settings, errors = _read_settings(paths)
    opened = open_library(paths, clock=read_clock)
    archive = opened.archive
    try:
        if opened.notice:
            warn(opened.notice)
        if to_change and archive.is_memory:
            raise StoreError(str(paths.archive), "it cannot be written, so nothing was done")
        if with_samples:
            _lay_samples(archive, paths)
        yield Library(archive=archive, paths=paths, settings=settings, mistakes=errors)
    finally:
        archive.close()


def settings_of(chosen: Namespace) -> Settings:
    """Read the settings a command line means, telling of every line that cannot be used."""
    return _read_settings(find_paths(chosen.home))[0]


def _read_settings(paths: Paths) -> tuple[Settings, tuple[ConfigError, ...]]:
    settings, errors = load_settings(paths.settings)
    for error in errors:
        warn(clean_line(str(error)))
    write_days_as(settings.dates, settings.clock)
    return settings, errors


def _lay_samples(archive: Archive, paths: Paths) -> None:
    """Read the bundled samples into an empty library; a failure is told and hurts nothing else."""
    try:
        if archive.is_memory:
            visit_into(archive, [str(samples_folder())], clock=read_clock)
        elif not archive.is_read_only and (samples := samples_to_read(archive, clock=read_clock)):
            with start_refresh(archive.path, [samples.id], settings=paths.settings) as run:
                for report in run.reports():
                    if isinstance(report, Failed | Broken):
                        warn(clean_line(f"samples: {report.reason}"))
    except NewstuiError as error:
        warn(clean_line(str(error)))
