"""Bookmark files of a lost archive, taken back in: each a story, and a bookmark whose file it is.

The stories come into feeds that count as removed, one for each outlet, so that they are listed as
long as they are bookmarked. The files stay as they are.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from newstui.model.feed import FeedKind
from newstui.store import changes, journal
from newstui.store.bookmarkfiles import own_pages
from newstui.store.bookmarks import put_up
from newstui.store.keeping import find_known, insert_story, number_story
from newstui.store.notes import change_note
from newstui.store.storyrows import story_row
from newstui.store.tags import change_tags
from newstui.store.values import storable, to_seconds
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from newstui.model.story import Bookmark
    from newstui.store.archive import Archive
    from newstui.store.bookmarkreading import ReadBack


def find_linked(archive: Archive, addresses: Sequence[str]) -> dict[str, int]:
    """Find the stories of subscribed feeds that are published at these addresses."""
    rows = archive.read(
        "SELECT url, min(stories.id) FROM stories JOIN feeds ON feeds.id = feed_id"
        " WHERE removed IS NULL AND url <> '' AND url IN (SELECT value FROM json_each(?))"
        " GROUP BY url",
        (json.dumps([storable(address) for address in addresses]),),
    )
    return dict(rows)


def foreign_files(archive: Archive, folder: Path) -> tuple[str, ...]:
    """Names of Markdown files among the bookmarks that newstui did not write."""
    known = {name for (name,) in archive.read("SELECT file_name FROM bookmarks")}
    known.update(own_pages(folder))
    return tuple(sorted(path.name for path in folder.glob("*.md") if path.name not in known))


def keep_read_back(archive: Archive, folder: Path, found: ReadBack, *, now: datetime) -> int:
    """Keep the story a bookmark file holds; return its number.

    Raises:
        StoreError: If it could not be saved.
    """
    row = story_row(found.entry, found.text_kind, to_seconds(found.fetched))
    with archive.transaction(durable=False) as connection:
        feed_id = _find_outlet(connection, folder, found, now)
        number, digest = find_known(connection, feed_id, [found.key]).get(found.key, (0, None))
        if digest is None:
            number = number or number_story(connection, feed_id, found.key)
            insert_story(connection, number, feed_id, row, None)
            changes.record(
                connection, "stories", now=now, feed_id=feed_id, first_id=number, last_id=number
            )
    return number


def _find_outlet(
    connection: sqlite3.Connection, folder: Path, found: ReadBack, now: datetime
) -> int:
    """Find the feed that stands for an outlet, or make it."""
    at, place = to_seconds(now), storable(f"{folder}#{found.outlet}")
    connection.execute(
        "INSERT INTO feeds (place, kind, title, added, removed) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (place) DO NOTHING",
        (place, FeedKind.FILE.value, found.outlet, at, at),
    )
    sql = "SELECT id FROM feeds WHERE place = ?"
    return int(connection.execute(sql, (place,)).fetchone()[0])


def adopt(
    archive: Archive,
    taken: Sequence[tuple[Bookmark, ReadBack, str]],
    *,
    now: datetime,
) -> None:
    """Bookmark stories whose files are there already, as one change that can be undone.

    Args:
        archive: Where.
        taken: Each with its file's name, what the file holds, and the hash of all of it.
        now: UTC.

    Raises:
        StoreError: If they could not be saved; then none was.
    """
    with archive.transaction(durable=True) as connection:
        operations: list[journal.Operation] = []
        for bookmark, found, file_hash in taken:
            number = bookmark.story_id
            put = put_up(connection, bookmark, now, None, file_hash)
            noted = change_note(connection, number, found.note, now=now) if found.note else None
            tagged, _ids = change_tags(connection, [number], add=found.tags, now=now)
            operations += filter(None, (put, noted, tagged))
        if operations:
            files = f"{len(taken):,} bookmark file{'' if len(taken) == 1 else 's'}"
            journal.record(connection, clean_line(f"took in {files}"), operations, now)
