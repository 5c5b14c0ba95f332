"""An archive for tests, and refreshes of it in this process."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from newstui.model.feed import FeedKind
from newstui.refresh.process import Order, refresh_archive
from newstui.refresh.stopping import Reporter, Stopping
from newstui.store.stories import find_story, order_rows
from newstui.store.subscriptions import add_feed, find_feed

if TYPE_CHECKING:
    from pathlib import Path

    from newstui.store.archive import Archive

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@dataclass
class Desk:
    """An archive, and what its refreshes told."""

    folder: Path
    path: Path
    archive: Archive

    def add(self, place: str, kind: FeedKind = FeedKind.WEB) -> int:
        return add_feed(self.archive, place=place, kind=kind, now=NOW)[0].id

    def refresh(
        self, *feed_ids: int, stopping: Stopping | None = None, only_build: bool = False
    ) -> tuple[int, list[Any]]:
        stopping = stopping or Stopping()
        out = self.folder / "told"
        descriptor = os.open(out, os.O_RDWR | os.O_CREAT | os.O_TRUNC)
        try:
            order = Order(archive=self.path, feed_ids=feed_ids, only_build=only_build)
            status = refresh_archive(order, Reporter(descriptor, stopping), stopping)
        finally:
            os.close(descriptor)
        return status, [json.loads(line) for line in out.read_bytes().splitlines()]

    def titles(self) -> list[str]:
        rows = order_rows(self.archive, limit=100)
        stories = [find_story(self.archive, story_id) for _, story_id, _ in rows]
        return sorted(story.entry.title for story in stories if story)

    def error(self, feed_id: int) -> str | None:
        feed = find_feed(self.archive, feed_id)
        assert feed is not None
        return feed.error

    def place(self, feed_id: int) -> str:
        feed = find_feed(self.archive, feed_id)
        assert feed is not None
        return feed.place


def events(told: list[Any], *names: str) -> list[Any]:
    return [report for report in told if report["event"] in names]
