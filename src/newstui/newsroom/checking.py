"""Checking that the library is sound: the archive, the bookmark files, the feeds."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from newstui.model.feed import FeedKind
from newstui.newsroom.adopting import take_in_files
from newstui.newsroom.bookmarking import repair_bookmarks
from newstui.newsroom.naming import tell_apart
from newstui.newsroom.troubles import describe_idleness, describe_trouble
from newstui.store.bookmarks import unknown_files
from newstui.store.health import is_intact
from newstui.store.subscriptions import list_feeds
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from newstui.model.text import SafeText
    from newstui.newsroom.adopting import TakenIn
    from newstui.paths import Paths
    from newstui.store.archive import Archive

_ENOUGH_FREE: Final = 32 << 20
"""Bytes left on a disk below which marks and stories may soon not be kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """How the library is."""

    facts: dict[str, str | int] = field(default_factory=dict)
    """Where things are and how many there are."""
    problems: list[SafeText] = field(default_factory=list)
    """What is wrong, a sentence each, naming the source."""
    taken_in: TakenIn | None = None
    """What became of bookmark files the archive knew nothing of; `None` unless asked for."""


def check_library(
    archive: Archive,
    paths: Paths,
    *,
    folder: Path,
    clock: Callable[[], datetime],
    takes_in: bool = False,
) -> Report:
    """Check everything that is kept; bookmark files are repaired on the way.

    Args:
        archive: The library's.
        paths: Where things are.
        folder: Of the bookmark files.
        clock: Tells the time.
        takes_in: Whether files the archive knows nothing of are bookmarked again.

    Raises:
        StoreError: If they cannot be.
    """
    found = take_in_files(archive, folder, clock=clock) if takes_in else None
    feeds = list_feeds(archive)
    report = Report(
        taken_in=found,
        facts={
            "settings": str(paths.settings),
            "archive": archive.origin if archive.is_memory else str(archive.path),
            "bookmarks": str(folder),
            "log": str(paths.log),
            "feeds": sum(feed.kind is not FeedKind.SAMPLES for feed in feeds),
            "stories": sum(feed.total for feed in feeds),
            "unread": sum(feed.unread for feed in feeds),
        },
    )
    report.problems.extend(_hindrances(archive, paths))
    if not is_intact(archive):
        report.problems.append(clean_line(f"{archive.origin}: the archive is damaged in places"))
    report.problems.extend(repair_bookmarks(archive, folder=folder, clock=clock))
    if found is not None:
        report.problems.extend(found.left)
    elif unknown := unknown_files(archive, folder):
        others, them = (f" and {len(unknown) - 1} more", "them") if unknown[1:] else ("", "it")
        told = f"{folder}/{unknown[0]}{others}: bookmarked with another archive; kept as it is"
        report.problems.append(clean_line(f"{told}: `newstui doctor --repair` takes {them} in"))
    now, called = clock(), tell_apart(feeds)
    for feed in feeds:
        if trouble := describe_trouble(feed, now=now):
            report.problems.append(clean_line(f"{called[feed.id]}: {trouble}"))
    report.facts["idle feeds"] = sum(bool(describe_idleness(feed, now=now)) for feed in feeds)
    return report


def _hindrances(archive: Archive, paths: Paths) -> Iterator[SafeText]:
    """Tell what keeps changes from being kept."""
    if archive.is_memory:
        yield clean_line(f"{paths.archive}: it could not be used; nothing is kept")
    elif archive.is_read_only:
        yield clean_line(f"{paths.archive}: it cannot be written; no mark is kept")
    try:
        free = shutil.disk_usage(paths.archive.parent).free
    except OSError:
        return
    if free < _ENOUGH_FREE:
        yield clean_line(f"{paths.archive.parent}: {free / 1e6:.0f} MB are left on this disk")
