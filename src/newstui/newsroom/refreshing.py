"""Fetching feeds, by the refresh process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstui.refresh import running

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from newstui.refresh.running import RefreshRun


def start_refresh(archive_path: Path, feed_ids: Iterable[int] = ()) -> RefreshRun:
    """Start the refresh process for some feeds, or for all."""
    return running.start_refresh(archive_path, feed_ids)
