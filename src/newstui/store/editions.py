"""Which edition of a read story the reader has seen: what was edited since is changed."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING

from newstui.store import changes
from newstui.store.values import storable_ids, to_runs

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from datetime import datetime

    from newstui.store.archive import Archive
    from newstui.store.journal import Operation


def has_changed(archive: Archive, story_id: int) -> bool:
    """Whether a story was changed by its publisher since the reader read it."""
    rows = archive.read(
        "SELECT 1 FROM marks JOIN stories ON stories.id = story_id"
        " WHERE story_id = ? AND read AND seen < revision",
        (story_id,),
    )
    return bool(rows)


def see_revision(archive: Archive, story_id: int, *, now: datetime) -> bool:
    """Note that a read story was seen as it is now; return whether it had been another.

    Raises:
        StoreError: If it could not be saved.
    """
    with archive.transaction(durable=False) as connection:
        return bool(see_newest(connection, [story_id], now=now)[1])


def find_changed(
    connection: sqlite3.Connection, feed_ids: str | None, hidden: str, *, up_to_id: int
) -> list[int]:
    """List which stories were changed since they were read.

    Args:
        connection: Of the archive.
        feed_ids: Of which feeds, as a JSON list; `None` for all.
        hidden: Feeds that are left out, as a JSON list.
        up_to_id: Newest story that is meant.
    """
    rows = connection.execute(
        """
        SELECT story_id FROM marks CROSS JOIN stories ON stories.id = story_id
        WHERE read AND seen < revision AND story_id <= ? AND NOT hidden
            AND (? IS NULL OR feed_id IN (SELECT value FROM json_each(?)))
            AND feed_id NOT IN (SELECT value FROM json_each(?))
        """,
        (up_to_id, feed_ids, feed_ids, hidden),
    )
    return [story_id for (story_id,) in rows]


def see_newest(
    connection: sqlite3.Connection, ids: Sequence[int], *, now: datetime
) -> tuple[Operation | None, tuple[int, ...]]:
    """Note that read stories were seen as they are now.

    Returns:
        How to undo that, `None` when nothing changed, and the stories it changed, ascending.
    """
    rows = connection.execute(
        """
        SELECT DISTINCT seen, revision, stories.id
        FROM json_each(?) CROSS JOIN stories ON stories.id = value
            JOIN marks ON story_id = stories.id
        WHERE read AND seen < revision ORDER BY seen, revision, stories.id
        """,
        (json.dumps(storable_ids(ids)),),
    ).fetchall()
    if not rows:
        return None, ()
    changed = tuple(sorted(story_id for _, _, story_id in rows))
    connection.execute(
        "UPDATE marks SET seen = revision FROM stories"
        " WHERE stories.id = story_id AND story_id IN (SELECT value FROM json_each(?))",
        (json.dumps(changed),),
    )
    changes.record(connection, "marks", now=now, first_id=changed[0], last_id=changed[-1])
    was = [
        [*editions, to_runs([story_id for _, _, story_id in group])]
        for editions, group in groupby(rows, key=lambda row: row[:2])
    ]
    return {"op": "seen", "was": was}, changed
