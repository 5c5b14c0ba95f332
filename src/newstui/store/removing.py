"""Unsubscribing: a feed is hidden with its stories, and nothing of it is deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstui.store import changes, journal
from newstui.store.archive import unknown
from newstui.store.marks import carry_read
from newstui.store.sameness import partners
from newstui.store.subscriptions import find_feed
from newstui.store.values import to_seconds

if TYPE_CHECKING:
    from datetime import datetime

    from newstui.store.archive import Archive


def remove_feed(archive: Archive, feed_id: int, *, now: datetime) -> None:
    """Unsubscribe, undoably; stories, marks and bookmarks stay.

    What was read of it is read in the feed that turned out to be the same, too.

    Raises:
        StoreError: If there is no such subscription or it could not be saved.
    """
    feed = find_feed(archive, feed_id)
    with archive.transaction(durable=True) as connection:
        others = partners(connection, feed_id) if feed else []
        at = to_seconds(now)
        cursor = connection.execute(
            "UPDATE feeds SET removed = ? WHERE id = ? AND removed IS NULL",
            (at, feed.id if feed else None),
        )
        if feed is None or not cursor.rowcount:
            raise unknown(archive, f"feed {feed_id}")
        operations = [{"op": "removal", "id": feed.id, "at": at}]
        for other_id in others:
            operations += carry_read(connection, feed.id, other_id, now=now)
        journal.record(connection, f"removed {feed.title}", operations, now)
        changes.record(connection, "feeds", now=now, feed_id=feed.id)
