"""The library as a command uses it: opened, with samples if empty, its notices told."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from newstui.cli.output import warn
from newstui.config import load_settings
from newstui.newsroom.desk import read_clock
from newstui.newsroom.opening import open_library, samples_to_read
from newstui.newsroom.refreshing import start_refresh
from newstui.paths import find_paths
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator
    from pathlib import Path

    from newstui.config import Settings
    from newstui.paths import Paths
    from newstui.store.archive import Archive


class Library:
    """The open archive, and where things are."""

    def __init__(self, archive: Archive, paths: Paths, settings: Settings) -> None:
        self.archive = archive
        self.paths = paths
        self.settings = settings

    @property
    def bookmarks_folder(self) -> Path:
        """Where bookmarked stories are written."""
        return self.settings.bookmarks_folder or self.paths.bookmarks


@contextmanager
def opened_library(chosen: Namespace, *, with_samples: bool = True) -> Iterator[Library]:
    """Open the library a command line means, and close it again.

    Raises:
        NewstuiError: If it cannot be used.
    """
    paths = find_paths(chosen.home)
    settings, errors = load_settings(paths.settings)
    for error in errors:
        warn(clean_line(str(error)))
    opened = open_library(paths, clock=read_clock)
    if opened.notice:
        warn(opened.notice)
    archive = opened.archive
    try:
        if with_samples and not archive.is_memory:
            samples = samples_to_read(archive, clock=read_clock)
            if samples is not None:
                for _report in start_refresh(archive.path, [samples.id]).reports():
                    pass
        yield Library(archive, paths, settings)
    finally:
        archive.close()
