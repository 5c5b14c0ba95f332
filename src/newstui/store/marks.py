"""What the reader did with stories: read marks, kept apart from the stories themselves."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, Final

from newstui.model.headline import Mark
from newstui.store import changes, journal
from newstui.store.editions import find_changed, see_newest
from newstui.store.subscriptions import find_feed, hidden_feed_ids
from newstui.store.values import storable_ids, to_runs
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from datetime import datetime

    from newstui.model.text import SafeText
    from newstui.store.archive import Archive

_NO_MARK: Final = Mark()


def find_marks(archive: Archive, ids: Sequence[int]) -> list[Mark]:
    """Marks in the order asked for; of an unknown story an empty one."""
    rows = archive.read(
        "SELECT story_id, read, bookmarked FROM json_each(?) CROSS JOIN marks ON story_id = value",
        (json.dumps(storable_ids(ids)),),
    )
    found = {row[0]: Mark(read=bool(row[1]), bookmarked=bool(row[2])) for row in rows}
    return [found.get(story_id, _NO_MARK) for story_id in ids]


def set_read(
    archive: Archive,
    ids: Sequence[int],
    read: bool,  # noqa: FBT001 - the mark's value
    *,
    now: datetime,
    label: SafeText | None = None,
) -> tuple[int, ...]:
    """Mark stories read or unread; return those for which that was a change, ascending.

    Args:
        archive: Where.
        ids: Numbers of stories; unknown ones are left out.
        read: The mark.
        now: UTC.
        label: What the reader did; with it the change can be undone and survives a loss of power,
            and a read story that was edited since counts as read in its newest edition.

    Raises:
        StoreError: If it could not be saved; then no mark changed.
    """
    with archive.transaction(durable=label is not None) as connection:
        rows = _to_change(connection, ids, read=read)
        edited = ids if read and label is not None else ()
        return _mark(connection, rows, edited, read=read, now=now, label=label)


def change_read(
    connection: sqlite3.Connection, ids: Sequence[int], *, read: bool, now: datetime
) -> journal.Operation | None:
    """Mark stories within a change; return how to undo that, `None` when nothing changed."""
    rows = _to_change(connection, ids, read=read)
    return _change_read(connection, rows, read=read, now=now) if rows else None


def mark_feed_read(
    archive: Archive, feed_id: int | None, *, now: datetime, up_to_id: int
) -> tuple[int, ...]:
    """Mark all of a feed read, or of all visible feeds; return the stories for which that is new.

    Args:
        archive: Where.
        feed_id: Which feed; `None` for all that are visible.
        now: UTC.
        up_to_id: Newest story the reader has seen listed: what came later stays unread.

    Raises:
        StoreError: If it could not be saved; then no mark changed.
    """
    feed = find_feed(archive, feed_id) if feed_id is not None else None
    label = clean_line(f"marked {feed.title if feed else 'everything'} read")
    chosen = None if feed_id is None else [feed_id]
    return mark_feeds_read(archive, chosen, label=label, now=now, up_to_id=up_to_id)


def mark_feeds_read(
    archive: Archive,
    feed_ids: Sequence[int] | None,
    *,
    label: SafeText,
    now: datetime,
    up_to_id: int,
) -> tuple[int, ...]:
    """Mark all of several feeds read as one change; return the stories it changed.

    Args:
        archive: Where.
        feed_ids: Which feeds; `None` for all that are visible.
        label: What the change is called when it is undone.
        now: UTC.
        up_to_id: Newest story the reader has seen listed: what came later stays unread.

    Raises:
        StoreError: If it could not be saved; then no mark changed.
    """
    chosen = None if feed_ids is None else json.dumps(storable_ids(feed_ids))
    hidden, up_to_id = json.dumps(hidden_feed_ids(archive)), min(up_to_id, 2**63 - 1)
    with archive.transaction(durable=True) as connection:
        rows = connection.execute(
            """
            SELECT stories.id, coalesce(changed, 0)
            FROM stories INDEXED BY stories_in_order LEFT JOIN marks ON story_id = stories.id
            WHERE stories.id <= ? AND coalesce(read, 0) = 0 AND NOT coalesce(hidden, 0)
                AND (? IS NULL OR feed_id IN (SELECT value FROM json_each(?)))
                AND feed_id NOT IN (SELECT value FROM json_each(?))
            ORDER BY stories.id
            """,
            (up_to_id, chosen, chosen, hidden),
        ).fetchall()
        edited = find_changed(connection, chosen, hidden, up_to_id=up_to_id)
        return _mark(connection, rows, edited, read=True, now=now, label=label)


def carry_read(
    connection: sqlite3.Connection, from_id: int, to_id: int, *, now: datetime
) -> list[journal.Operation]:
    """Mark the stories of a feed read that were read in another; return how to undo that."""
    rows = connection.execute(
        """
        SELECT theirs.id, coalesce(other.changed, 0)
        FROM identities AS own
            JOIN marks ON marks.story_id = own.id AND marks.read
            JOIN identities AS theirs ON theirs.feed_id = ? AND theirs.key = own.key
            LEFT JOIN marks AS other ON other.story_id = theirs.id
        WHERE own.feed_id = ? AND coalesce(other.read, 0) = 0 ORDER BY theirs.id
        """,
        (to_id, from_id),
    ).fetchall()
    return [_change_read(connection, rows, read=True, now=now)] if rows else []


def _to_change(
    connection: sqlite3.Connection, ids: Sequence[int], *, read: bool
) -> list[tuple[int, int]]:
    """List which of some stories are marked otherwise, with what last set their mark."""
    return connection.execute(
        """
        SELECT DISTINCT identities.id, coalesce(changed, 0)
        FROM json_each(?) CROSS JOIN identities ON identities.id = value
            LEFT JOIN marks ON story_id = identities.id
        WHERE coalesce(read, 0) <> ? ORDER BY identities.id
        """,
        (json.dumps(storable_ids(ids)), int(read)),
    ).fetchall()


def _mark(  # noqa: PLR0913 - marks, stories, and what the change is called
    connection: sqlite3.Connection,
    rows: Sequence[tuple[int, int]],
    edited: Sequence[int],
    *,
    read: bool,
    now: datetime,
    label: str | None,
) -> tuple[int, ...]:
    """Change the marks of stories, and see those in their newest edition that were edited.

    Args:
        connection: Of the archive.
        rows: Stories marked otherwise, each with the number of the change that last set it.
        edited: Stories that may be read in an earlier edition.
        read: The mark.
        now: UTC.
        label: What the change is called; without one it cannot be undone.
    """
    operation, seen = see_newest(connection, edited, now=now)
    operations = [operation] if operation else []
    if rows:
        operations.append(_change_read(connection, rows, read=read, now=now))
    if operations and label is not None:
        journal.record(connection, label, operations, now)
    marked = tuple(story_id for story_id, _ in rows)
    return tuple(sorted({*marked, *seen})) if seen else marked


def _change_read(
    connection: sqlite3.Connection,
    rows: Sequence[tuple[int, int]],
    *,
    read: bool,
    now: datetime,
) -> journal.Operation:
    """Change the marks of stories, at least one; return how to undo that."""
    ids = [story_id for story_id, _ in rows]
    seq = changes.record(connection, "marks", now=now, first_id=ids[0], last_id=ids[-1])
    connection.execute(
        "INSERT INTO marks (story_id, read, changed, seen)"
        " SELECT value, ?, ?, coalesce(revision, 1) FROM json_each(?)"
        " LEFT JOIN stories ON stories.id = value WHERE 1"
        " ON CONFLICT (story_id) DO UPDATE SET read = excluded.read, changed = excluded.changed,"
        " seen = CASE WHEN excluded.read THEN excluded.seen ELSE seen END",
        (int(read), seq, json.dumps(ids)),
    )
    return {"op": "read", "to": int(read), "seq": seq, "was": _grouped(rows)}


def _grouped(rows: Sequence[tuple[int, int]]) -> list[list[object]]:
    """Stories as runs, by the number of the change that had set their mark."""
    in_groups = sorted((before, story_id) for story_id, before in rows)
    return [
        [before, to_runs([story_id for _, story_id in group])]
        for before, group in groupby(in_groups, key=lambda row: row[0])
    ]
