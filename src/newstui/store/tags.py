"""The reader's own tags of stories: like marks, they outlive a story that is gone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from newstui.store import changes, journal
from newstui.store.reverting import PUT_TAG, TAKE_TAG
from newstui.store.values import storable, storable_ids, to_runs
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from newstui.model.text import SafeText
    from newstui.store.archive import Archive

NAME_LIMIT: Final = 60
"""Longest tag, in characters."""


def tag_name(text: str) -> SafeText:
    """Write a tag as it is kept: one line without quotation marks; empty when nothing is left."""
    return clean_line(storable(text.replace('"', "")), limit=NAME_LIMIT)


def split_tags(text: str) -> tuple[SafeText, ...]:
    """Read tags written with commas between them; each once."""
    return tuple(dict.fromkeys(filter(None, map(tag_name, text.split(",")))))


def list_tags(archive: Archive) -> tuple[tuple[SafeText, int], ...]:
    """List every tag and how many stories have it, by name."""
    rows = archive.read("SELECT tag, count(*) FROM tags GROUP BY tag ORDER BY tag")
    return tuple((clean_line(tag), count) for tag, count in rows)


def find_tags(archive: Archive, ids: Sequence[int]) -> dict[int, tuple[SafeText, ...]]:
    """Find the tags of stories, by name; stories without any are left out."""
    rows = archive.read(
        "SELECT story_id, tag FROM tags WHERE story_id IN (SELECT value FROM json_each(?))"
        " ORDER BY story_id, tag",
        (json.dumps(storable_ids(ids)),),
    )
    found: dict[int, tuple[SafeText, ...]] = {}
    for story_id, tag in rows:
        found[story_id] = (*found.get(story_id, ()), clean_line(tag))
    return found


def set_tags(  # noqa: PLR0913 - what is put on and what is taken off
    archive: Archive,
    ids: Sequence[int],
    *,
    add: Iterable[str] = (),
    remove: Iterable[str] = (),
    label: SafeText,
    now: datetime,
) -> tuple[int, ...]:
    """Put tags on stories and take others off, undoably; return the stories that changed.

    Args:
        archive: Where.
        ids: Numbers of stories; unknown ones are left out.
        add: Tags to put on.
        remove: Tags to take off.
        label: What the change is called when it is undone.
        now: UTC.

    Raises:
        StoreError: If it could not be saved; then no tag changed.
    """
    with archive.transaction(durable=True) as connection:
        operation, changed = change_tags(connection, ids, add=add, remove=remove, now=now)
        if operation:
            journal.record(connection, label, [operation], now)
    return changed


def change_tags(
    connection: sqlite3.Connection,
    ids: Sequence[int],
    *,
    add: Iterable[str] = (),
    remove: Iterable[str] = (),
    now: datetime,
) -> tuple[journal.Operation | None, tuple[int, ...]]:
    """Change tags within a change; return how to undo that, and the stories that changed."""
    chosen = storable_ids(ids)
    added = _change(connection, PUT_TAG, add, chosen)
    removed = _change(connection, TAKE_TAG, remove, chosen)
    changed = sorted({number for _tag, numbers in (*added, *removed) for number in numbers})
    if not changed:
        return None, ()
    changes.record(connection, "marks", now=now, first_id=changed[0], last_id=changed[-1])
    operation = {
        "op": "tags",
        "added": [[tag, to_runs(numbers)] for tag, numbers in added],
        "removed": [[tag, to_runs(numbers)] for tag, numbers in removed],
    }
    return operation, tuple(changed)


def _change(
    connection: sqlite3.Connection, sql: str, tags: Iterable[str], ids: list[int]
) -> list[tuple[SafeText, list[int]]]:
    """Change each tag of stories; return those for which that was a change, by tag."""
    changed = []
    for tag in filter(None, map(tag_name, tags)):
        rows = connection.execute(sql, (tag, json.dumps(ids))).fetchall()
        if rows:
            changed.append((tag, sorted(story_id for (story_id,) in rows)))
    return changed
