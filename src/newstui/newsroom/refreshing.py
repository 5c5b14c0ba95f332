"""Fetching feeds and the pages of stories, by the refresh process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newstui.refresh import running
from newstui.refresh.plan import choose_jobs
from newstui.store.jobs import list_jobs
from newstui.store.listing import count_unbuilt

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    from newstui.refresh.running import RefreshRun
    from newstui.store.archive import Archive


def start_refresh(
    archive_path: Path,
    feed_ids: Iterable[int] = (),
    *,
    settings: Path,
    only_due: bool = False,
) -> RefreshRun:
    """Start the refresh process for some feeds, for all, or for those that are due.

    Args:
        archive_path: Where the archive is.
        feed_ids: Which feeds; all without any.
        settings: The settings file, which tells where passwords of web servers come from.
        only_due: Whether those that are not due are left alone.
    """
    return running.start_refresh(archive_path, feed_ids, only_due=only_due, settings=settings)


def start_reading_pages(
    archive_path: Path, story_ids: Iterable[int], *, settings: Path
) -> RefreshRun:
    """Start reading the pages of some stories in full, all of them at once."""
    return running.start_reading_pages(archive_path, story_ids, settings=settings)


def start_building(archive_path: Path) -> RefreshRun:
    """Start preparing the stories that are not prepared, or not by this version of newstui."""
    return running.start_building(archive_path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What there is to do without being asked."""

    due: int
    """Feeds whose time to be fetched has come."""
    unbuilt: int
    """Stories that are not prepared, or not by this version of newstui."""


def find_work(archive: Archive, *, now: datetime) -> Work:
    """Count what is due to be fetched, and what is to be prepared."""
    from newstui.model.versions import BUILDER_VERSION, ENGINE_VERSION

    unbuilt = count_unbuilt(archive, builder=BUILDER_VERSION, engine=ENGINE_VERSION)
    return Work(due=_count_due(archive, now=now), unbuilt=unbuilt)


def _count_due(archive: Archive, *, now: datetime) -> int:
    """Count the feeds whose time to be fetched has come."""
    return len(choose_jobs(list_jobs(archive), due_at=now))
