"""Queries the reader gave a name: listed in their own order, each change of them undoable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from newstui.errors import StoreError
from newstui.store import changes, journal
from newstui.store.archive import unknown
from newstui.store.reverting import QUERY_ROW
from newstui.store.values import fold, storable
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from datetime import datetime

    from newstui.model.text import SafeText
    from newstui.store.archive import Archive

NAME_LIMIT: Final = 120
"""Longest name, in characters."""
_QUERY_LIMIT: Final = 10_000

_ADDED: Final = """
    INSERT INTO saved_queries (name, query, position)
    SELECT ?, ?, coalesce(max(position), 0) + 1 FROM saved_queries WHERE true
    ON CONFLICT DO NOTHING RETURNING id, name, query, position
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedQuery:
    """One query with a name."""

    id: int
    name: SafeText
    query: SafeText
    """As it would be typed."""


def list_queries(archive: Archive) -> tuple[SavedQuery, ...]:
    """List the saved queries in their order."""
    rows = archive.read("SELECT id, name, query FROM saved_queries ORDER BY position, id")
    return tuple(
        SavedQuery(id=number, name=clean_line(name), query=clean_line(query, limit=_QUERY_LIMIT))
        for number, name, query in rows
    )


def add_queries(
    archive: Archive, named: Iterable[tuple[str, str]], *, label: str, now: datetime
) -> tuple[SafeText, ...]:
    """Save queries under names, as one change, after those that are there.

    Args:
        archive: Where.
        named: Names and queries; a name that is taken keeps the query it has.
        label: What the change is called when it is undone.
        now: UTC.

    Returns:
        The names that were free.

    Raises:
        StoreError: If they could not be saved; then none was.
    """
    operations: list[journal.Operation] = []
    added: list[SafeText] = []
    with archive.transaction(durable=True) as connection:
        for name, query in named:
            shown = _name(name)
            row = connection.execute(
                _ADDED,
                (shown, storable(clean_line(query, limit=_QUERY_LIMIT))),
            ).fetchone()
            if row is not None:
                added.append(shown)
                operations.append({"op": "saved_query", "was": None, "is": list(row)})
        _note(connection, operations, label, now)
    return tuple(added)


def add_query(archive: Archive, name: str, query: str, *, now: datetime) -> bool:
    """Save a query under a name; return whether the name was free.

    Raises:
        StoreError: If it could not be saved.
    """
    return bool(add_queries(archive, [(name, query)], label=f"saved {_name(name)}", now=now))


def rename_query(archive: Archive, number: int, name: str, *, now: datetime) -> None:
    """Give a saved query another name.

    Raises:
        StoreError: If there is no such query, the name is taken, or it could not be saved.
    """
    shown = _name(name)
    with archive.transaction(durable=True) as connection:
        was = _find(connection, archive, number)
        taken = connection.execute(
            "SELECT 1 FROM saved_queries WHERE name = ? AND id <> ?", (shown, number)
        ).fetchone()
        if taken:
            raise StoreError(shown, "another saved query has this name")
        change = _set(connection, was, "name", shown)
        _note(connection, [change], f"renamed {was[1]}", now)


def edit_query(archive: Archive, number: int, query: str, *, now: datetime) -> SafeText:
    """Have a saved query ask for something else; return its name, as it is by now.

    Raises:
        StoreError: If there is no such query, or it could not be saved.
    """
    with archive.transaction(durable=True) as connection:
        was = _find(connection, archive, number)
        change = _set(connection, was, "query", storable(clean_line(query, limit=_QUERY_LIMIT)))
        _note(connection, [change], f"changed {was[1]}", now)
    return clean_line(str(was[1]))


def move_query(archive: Archive, number: int, step: int, *, now: datetime) -> None:
    """Have a saved query change places with one that many places below, or above.

    Raises:
        StoreError: If there is no such query, or it could not be saved.
    """
    with archive.transaction(durable=True) as connection:
        was = _find(connection, archive, number)
        rows = connection.execute("SELECT id FROM saved_queries ORDER BY position, id").fetchall()
        order = [row[0] for row in rows]
        place = order.index(number)
        to = max(0, min(place + step, len(order) - 1))
        order.insert(to, order.pop(place))
        moved = [
            _set(connection, _find(connection, archive, one), "position", position)
            for position, one in enumerate(order, 1)
        ]
        if to != place:
            _note(connection, moved, f"moved {was[1]}", now)


def remove_query(archive: Archive, number: int, *, now: datetime) -> SafeText:
    """Forget a saved query; return the name it had.

    Raises:
        StoreError: If there is no such query, or that could not be saved.
    """
    with archive.transaction(durable=True) as connection:
        was = _find(connection, archive, number)
        connection.execute("DELETE FROM saved_queries WHERE id = ?", (number,))
        operation = {"op": "saved_query", "was": was, "is": None}
        _note(connection, [operation], f"removed {was[1]}", now)
    return clean_line(str(was[1]))


def find_named(archive: Archive, name: str) -> SavedQuery | None:
    """Find a saved query by its name, in whatever case and without quotation marks."""
    wanted = _comparable(name)
    return next((one for one in list_queries(archive) if _comparable(one.name) == wanted), None)


def _comparable(name: str) -> str:
    return fold(" ".join(name.replace('"', " ").split()))


def _set(
    connection: sqlite3.Connection, was: list[object], column: str, value: object
) -> journal.Operation:
    """Change one column of a saved query; return how to undo that."""
    number = was[0]
    connection.execute(
        f"UPDATE saved_queries SET {column} = ? WHERE id = ?",  # noqa: S608 - own words
        (value, number),
    )
    left = connection.execute(QUERY_ROW, (number,)).fetchone()
    return {"op": "saved_query", "was": was, "is": list(left)}


def _find(connection: sqlite3.Connection, archive: Archive, number: int) -> list[object]:
    row = connection.execute(QUERY_ROW, (number,)).fetchone()
    if row is None:
        raise unknown(archive, f"saved query {number}")
    return list(row)


def _note(
    connection: sqlite3.Connection,
    operations: list[journal.Operation],
    label: str,
    now: datetime,
) -> None:
    """Note how to undo it; saved queries stand among the feeds, so those are shown anew."""
    if operations:
        journal.record(connection, label, operations, now)
        changes.record(connection, "feeds", now=now)


def _name(name: str) -> SafeText:
    shown = clean_line(storable(name), limit=NAME_LIMIT)
    if not shown:
        raise StoreError("this query", "needs a name to be saved under")
    return shown
