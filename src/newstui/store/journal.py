"""Undo and redo: inverse operations, written in the transaction of the change itself.

An operation is reverted only where things are still as the change left them. What was undone keeps
the operations that revert the undoing, and is done again by them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from newstui.store import changes
from newstui.store.reverting import REVERTERS, Reverted
from newstui.store.values import from_runs, from_seconds, pack, storable, to_seconds, unpack
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from datetime import datetime

    from newstui.model.text import SafeText
    from newstui.store.archive import Archive
    from newstui.store.bookmarks import Shelf

KEPT: Final = 200
"""How many changes can be undone."""

Operation = dict[str, Any]
"""What `newstui.store.reverting` needs to revert one change; `op` names its kind."""


_ONCE: Final = 1
"""Marks what was undone without a way back: nothing of it, or by an older newstui.

Otherwise `undone` is a number that ascends from one undo to the next.
"""
_MAKE_OWN: Final = "CREATE TEMP TABLE IF NOT EXISTS own (id INTEGER PRIMARY KEY)"
"""Lists the changes made and undone through this connection; gone with it.

It is rolled back like any table.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A change that can be undone, or done again."""

    number: int
    label: SafeText
    is_own: bool
    """Whether it was made, or undone, through this connection."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A change as the history tells it."""

    number: int
    at: datetime
    """UTC."""
    label: SafeText
    count: int
    """How many stories, feeds and the like it changed."""
    is_undone: bool
    can_redo: bool
    """Whether it is undone and can be done again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """What an undo, or a redo, did."""

    label: SafeText
    """What was undone or redone, as it was called when it was done."""
    story_ids: tuple[int, ...]
    """Stories whose marks or sources are as before."""
    corrected_ids: tuple[int, ...]
    """Those of them whose sources are."""
    are_listed_anew: bool
    """Whether stories are hidden again, or not any more."""
    skipped: int
    """How many rows stayed because they changed since."""


def record(
    connection: sqlite3.Connection, label: str, operations: Sequence[Operation], now: datetime
) -> None:
    """Note how to undo a change, in the transaction that makes it."""
    cursor = connection.execute(
        "INSERT INTO journal (at, label, operations) VALUES (?, ?, ?)",
        (to_seconds(now), storable(label), pack(list(operations))),
    )
    connection.execute("DELETE FROM journal WHERE id <= ?", ((cursor.lastrowid or 0) - KEPT,))
    _note_own(connection, cursor.lastrowid or 0)


def _note_own(connection: sqlite3.Connection, number: int) -> None:
    connection.execute(_MAKE_OWN)
    connection.execute("INSERT OR IGNORE INTO temp.own (id) VALUES (?)", (number,))


def list_history(archive: Archive) -> tuple[Done, ...]:
    """List the changes that are remembered, the newest first, also those taken back."""
    rows = archive.read("SELECT id, at, label, undone, operations FROM journal ORDER BY id DESC")
    return tuple(
        Done(
            number=number,
            at=from_seconds(at),
            label=clean_line(label),
            count=sum(map(_size, _operations(packed))),
            is_undone=bool(undone),
            can_redo=undone > _ONCE,
        )
        for number, at, label, undone, packed in rows
    )


def _size(operation: Operation) -> int:
    """Count what an operation changed."""
    match operation.get("op"):
        case "read" | "seen":
            return sum(count for *_, runs in operation["was"] for _, count in runs)
        case "tags":
            found = [runs for _, runs in (*operation["added"], *operation["removed"])]
            return len({number for runs in found for number in from_runs(runs)})
        case "flag":
            return sum(count for _, count in operation["ids"])
        case "subscriptions" | "unsubscriptions":
            return len(operation["feeds"])
        case _:
            return 1


def find_next(archive: Archive) -> Recorded | None:
    """Find what is to be undone next: the newest own change, else anybody's.

    Raises:
        StoreError: If the archive cannot be written.
    """
    return _find(archive, "undone = 0", "journal.id")


def find_undone(archive: Archive) -> Recorded | None:
    """Find what is to be done again next: what was undone last here, else by anybody.

    Raises:
        StoreError: If the archive cannot be written.
    """
    return _find(archive, f"undone > {_ONCE}", "undone")


def _find(archive: Archive, condition: str, order: str) -> Recorded | None:
    with archive.transaction(durable=False) as connection:
        connection.execute(_MAKE_OWN)
        row = connection.execute(
            "SELECT journal.id, label, own.id IS NOT NULL FROM journal"  # noqa: S608 - own words
            " LEFT JOIN temp.own ON own.id = journal.id"
            f" WHERE {condition} ORDER BY own.id IS NULL, {order} DESC LIMIT 1"
        ).fetchone()
    if row is None:
        return None
    return Recorded(number=row[0], label=clean_line(row[1]), is_own=bool(row[2]))


def undo(
    archive: Archive, *, shelf: Shelf | None, now: datetime, number: int | None = None
) -> Undone | None:
    """Undo the newest change that was not undone yet; `None` when there is none.

    Args:
        archive: Where.
        number: Undo this one change instead, unless that was done.
        shelf: Brings the files of bookmarks along; without one they follow at its next repair.
        now: UTC.

    Raises:
        StoreError: If nothing could be undone because the archive cannot be written.
    """
    with archive.transaction(durable=True) as connection:
        row = connection.execute(
            "SELECT id, label, operations FROM journal WHERE undone = 0 AND id = coalesce(?, id)"
            " ORDER BY id DESC LIMIT 1",
            (number,),
        ).fetchone()
        if row is None:
            return None
        reverted = _revert(connection, row[2], now)
        connection.execute(
            "UPDATE journal SET operations = ?, undone = ? WHERE id = ?",
            (pack(reverted.inverse), _undo_number(connection, reverted), row[0]),
        )
        _note_own(connection, row[0])
    return _told(row[1], reverted, shelf)


def redo(
    archive: Archive, *, shelf: Shelf | None, now: datetime, number: int | None = None
) -> Undone | None:
    """Do again what was undone last; `None` when there is nothing. It is the newest change then.

    Args:
        archive: Where.
        number: Do this one change again instead, if it is undone.
        shelf: Brings the files of bookmarks along; without one they follow at its next repair.
        now: UTC.

    Raises:
        StoreError: If nothing could be done again because the archive cannot be written.
    """
    with archive.transaction(durable=True) as connection:
        row = connection.execute(
            "SELECT id, label, operations FROM journal WHERE undone > ? AND id = coalesce(?, id)"
            " ORDER BY undone DESC LIMIT 1",
            (_ONCE, number),
        ).fetchone()
        if row is None:
            return None
        redone = _revert(connection, row[2], now)
        if redone.inverse:
            connection.execute("DELETE FROM journal WHERE id = ?", (row[0],))
            record(connection, row[1], redone.inverse, now)
        else:
            connection.execute("UPDATE journal SET undone = ? WHERE id = ?", (_ONCE, row[0]))
    return _told(row[1], redone, shelf)


def _undo_number(connection: sqlite3.Connection, reverted: Reverted) -> int:
    if not reverted.inverse:
        return _ONCE
    (last,) = connection.execute("SELECT max(undone) FROM journal").fetchone()
    return max(int(last), _ONCE) + 1


def _told(label: str, reverted: Reverted, shelf: Shelf | None) -> Undone:
    """Bring the files of bookmarks along, and tell what was reverted."""
    if shelf is not None:
        for story_id in reverted.bookmark_ids:
            shelf.settle(story_id)
        shelf.tell_again([*reverted.reworded_ids, *reverted.corrected_ids])
    return Undone(
        label=clean_line(label),
        story_ids=tuple(sorted({*reverted.story_ids, *reverted.bookmark_ids})),
        corrected_ids=tuple(sorted({*reverted.corrected_ids})),
        are_listed_anew=bool(reverted.listed_ids),
        skipped=reverted.skipped,
    )


def _revert(connection: sqlite3.Connection, packed: bytes, now: datetime) -> Reverted:
    reverted = Reverted()
    for operation in _operations(packed):
        reverter = REVERTERS.get(str(operation.get("op")))
        if reverter is None:
            reverted.skipped += 1
        else:
            reverter(connection, operation, reverted)
    ids = [*reverted.story_ids, *reverted.bookmark_ids]
    if ids:
        changes.record(connection, "marks", now=now, first_id=min(ids), last_id=max(ids))
    if reverted.listed_ids:
        first, last = min(reverted.listed_ids), max(reverted.listed_ids)
        changes.record(connection, "hidden", now=now, first_id=first, last_id=last)
    if reverted.feed_ids or reverted.query_ids:
        # Saved queries stand among the feeds.
        is_one = len(reverted.feed_ids) == 1 and not reverted.query_ids
        only = reverted.feed_ids[0] if is_one else None
        changes.record(connection, "feeds", now=now, feed_id=only)
    return reverted


def _operations(packed: bytes) -> list[Operation]:
    try:
        operations = unpack(packed)
    except ValueError:
        return [{}]
    listed = operations if isinstance(operations, list) else [operations]
    return [operation if isinstance(operation, dict) else {} for operation in reversed(listed)]
