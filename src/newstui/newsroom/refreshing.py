"""Fetching feeds, by the refresh process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstui.refresh import running

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from newstui.refresh.running import RefreshRun


def start_refresh(
    archive_path: Path, feed_ids: Iterable[int] = (), *, only_due: bool = False
) -> RefreshRun:
    """Start the refresh process for some feeds, for all, or for those that are due."""
    return running.start_refresh(archive_path, feed_ids, only_due=only_due)
