"""What changed in the archive, one row an operation, for every program that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from newstui.store.values import to_seconds

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

    from newstui.store.archive import Archive

KEPT: Final = 10_000
"""How many changes are remembered; who missed more reads everything again."""

ChangeKind = Literal["stories", "marks", "hidden", "feeds", "texts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One operation on the archive."""

    seq: int
    """Ascending, never used twice."""
    kind: ChangeKind
    feed_id: int | None
    """`None` when it concerns several feeds or none."""
    first_id: int | None
    """Smallest number of a story concerned; `None` when it concerns none."""
    last_id: int | None
    """Largest number of a story concerned."""


def latest(archive: Archive) -> int:
    """Number of the newest change; 0 when there was none."""
    return int(archive.read("SELECT coalesce(max(seq), 0) FROM changes")[0][0])


def since(archive: Archive, seq: int) -> list[Change]:
    """Changes after number `seq`, oldest first."""
    rows = archive.read(
        "SELECT seq, kind, feed_id, first_id, last_id FROM changes WHERE seq > ? ORDER BY seq",
        (seq,),
    )
    return [
        Change(seq=number, kind=kind, feed_id=feed_id, first_id=first, last_id=last)
        for number, kind, feed_id, first, last in rows
    ]


def record(  # noqa: PLR0913 - the columns of the table
    connection: sqlite3.Connection,
    kind: ChangeKind,
    *,
    now: datetime,
    feed_id: int | None = None,
    first_id: int | None = None,
    last_id: int | None = None,
) -> int:
    """Note a change in the transaction that makes it; return its number."""
    cursor = connection.execute(
        "INSERT INTO changes (at, kind, feed_id, first_id, last_id) VALUES (?, ?, ?, ?, ?)",
        (to_seconds(now), kind, feed_id, first_id, last_id),
    )
    seq = cursor.lastrowid or 0
    connection.execute("DELETE FROM changes WHERE seq <= ?", (seq - KEPT,))
    return seq
