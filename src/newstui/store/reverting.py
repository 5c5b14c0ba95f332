"""How each kind of operation in the journal is reverted, inside a transaction.

A new kind of operation is one function and one row of `REVERTERS`. Each notes in `Reverted.inverse`
the operation that reverts what it did, so that what was undone can be done again.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from sqlite3 import Connection
from typing import Any, Final

from newstui.store.addresses import KEEPS_ADDRESS, find_owner, give_address
from newstui.store.values import from_runs, to_runs

EDITABLE: Final = (
    "own_title",
    "folder_id",
    "own_interval_minutes",
    "user_agent",
    "full_text",
    "pictures",
)
"""Columns of a feed that the reader changes; a new one comes last."""
CORRECTION_COLUMNS: Final = "kind, value, made"
"""What a correction says."""
KEEP_CORRECTION: Final = (
    "INSERT OR REPLACE INTO corrections (text_hash, start, stop, kind, value, made)"
    " VALUES (?, ?, ?, ?, ?, ?)"
)
PUT_TAG: Final = (
    "INSERT OR IGNORE INTO tags (story_id, tag)"
    " SELECT identities.id, ? FROM json_each(?) JOIN identities ON identities.id = value"
    " RETURNING story_id"
)
TAKE_TAG: Final = (
    "DELETE FROM tags WHERE tag = ? AND story_id IN (SELECT value FROM json_each(?))"
    " RETURNING story_id"
)
QUERY_COLUMNS: Final = "id, name, query, position"
"""What a saved query is."""
QUERY_ROW: Final = f"SELECT {QUERY_COLUMNS} FROM saved_queries WHERE id = ?"  # noqa: S608 - own words

RULE_COLUMNS: Final = "id, name, query, action, value, enabled, position"
"""What a rule is."""
RULE_ROW: Final = f"SELECT {RULE_COLUMNS} FROM rules WHERE id = ?"  # noqa: S608 - own words
KEEP_RULE: Final = f"INSERT OR REPLACE INTO rules ({RULE_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - own words
NOTE_OF: Final = "SELECT note FROM notes WHERE story_id = ?"
KEEP_NOTE: Final = "INSERT OR REPLACE INTO notes (story_id, note, changed) VALUES (?, ?, ?)"
_SET_FLAG: Final = """
    INSERT INTO marks (story_id, {0})
        SELECT DISTINCT identities.id, ?1
        FROM json_each(?2) CROSS JOIN identities ON identities.id = value
            LEFT JOIN marks ON story_id = identities.id
        WHERE coalesce({0}, 0) <> ?1 {1}
    ON CONFLICT (story_id) DO UPDATE SET {0} = excluded.{0} RETURNING story_id
"""
SET_FLAG: Final = {
    "hidden": _SET_FLAG.format("hidden", "AND NOT coalesce(bookmarked, 0)"),
    "highlighted": _SET_FLAG.format("highlighted", ""),
}
"""By mark: gives it to stories that do not have it; what is bookmarked is not hidden."""


@dataclass(slots=True)
class Reverted:
    """What has been reverted so far."""

    story_ids: list[int] = field(default_factory=list)
    """Stories read or unread again, or whose sources are as they were."""
    corrected_ids: list[int] = field(default_factory=list)
    """Those of them whose sources are."""
    reworded_ids: list[int] = field(default_factory=list)
    """Those of them whose tags or note are."""
    bookmark_ids: list[int] = field(default_factory=list)
    """Stories bookmarked again, or not any more."""
    feed_ids: list[int] = field(default_factory=list)
    query_ids: list[int] = field(default_factory=list)
    """Saved queries that are as they were."""
    listed_ids: list[int] = field(default_factory=list)
    """Stories that are hidden again, or not any more."""
    inverse: list[dict[str, Any]] = field(default_factory=list)
    """Operations that revert what has been reverted, the last one first to be."""
    skipped: int = 0

    def note_swapped(self, operation: dict[str, Any]) -> None:
        """Note how to revert an operation that says what was and what is."""
        self.inverse.append({**operation, "was": operation["is"], "is": operation["was"]})


Reverter = Callable[[Connection, dict[str, Any], Reverted], None]


def revert_read(connection: Connection, operation: dict[str, Any], reverted: Reverted) -> None:
    """Give stories the read mark they had, and the number of the change that had set it."""
    was = int(not operation["to"])
    for before, runs in operation["was"]:
        ids = from_runs(runs)
        left = connection.execute(
            "SELECT story_id FROM json_each(?) CROSS JOIN marks ON story_id = value"
            " WHERE changed = ? AND read = ?",
            (json.dumps(ids), operation["seq"], 1 - was),
        ).fetchall()
        left_ids = [story_id for (story_id,) in left]
        connection.execute(
            "UPDATE marks SET read = ?, changed = ?"
            " WHERE story_id IN (SELECT value FROM json_each(?))",
            (was, before, json.dumps(left_ids)),
        )
        reverted.story_ids += left_ids
        reverted.skipped += len(ids) - len(left)
        if left_ids:
            runs_left = to_runs(sorted(left_ids))
            reverted.inverse.append(
                {"op": "read", "to": was, "seq": before, "was": [[operation["seq"], runs_left]]}
            )


def revert_seen(connection: Connection, operation: dict[str, Any], reverted: Reverted) -> None:
    """Have stories been seen as they were before, unless they were seen otherwise since."""
    for before, after, runs in operation["was"]:
        ids = from_runs(runs)
        rows = connection.execute(
            "UPDATE marks SET seen = ? WHERE seen = ?"
            " AND story_id IN (SELECT value FROM json_each(?)) RETURNING story_id",
            (before, after, json.dumps(ids)),
        ).fetchall()
        done = sorted(story_id for (story_id,) in rows)
        reverted.story_ids += done
        reverted.skipped += len(ids) - len(done)
        if done:
            reverted.inverse.append({"op": "seen", "was": [[after, before, to_runs(done)]]})


def revert_bookmark(connection: Connection, operation: dict[str, Any], reverted: Reverted) -> None:
    """Take a bookmark off the shelf again, or put it back."""
    story_id, added = operation["id"], operation["to"]
    cursor = connection.execute(
        "UPDATE bookmarks SET removed = ?, changed = ?"
        " WHERE story_id = ? AND changed = ? AND (removed IS NULL) = ?",
        (
            operation["at"] if added else None,
            operation["was"],
            story_id,
            operation["seq"],
            int(added),
        ),
    )
    if not cursor.rowcount:
        reverted.skipped += 1
        return
    connection.execute(
        "UPDATE marks SET bookmarked = ?1, hidden = hidden AND NOT ?1 WHERE story_id = ?2",
        (int(not added), story_id),
    )
    reverted.bookmark_ids.append(story_id)
    swapped = {"to": not added, "seq": operation["was"], "was": operation["seq"]}
    reverted.inverse.append({**operation, **swapped})


def revert_removal(connection: Connection, operation: dict[str, Any], reverted: Reverted) -> None:
    """Subscribe again to a feed that was removed, unless another has its address by now."""
    row = connection.execute(
        f"UPDATE feeds SET removed = NULL WHERE id = ? AND removed = ? AND {KEEPS_ADDRESS}"  # noqa: S608 - own words
        " RETURNING id, own_title, folder_id",
        (operation["id"], operation["at"]),
    ).fetchone()
    if row is None:
        reverted.skipped += 1
        return
    reverted.feed_ids.append(operation["id"])
    came = [[*row, None]]
    reverted.inverse.append({"op": "subscriptions", "at": operation["at"], "feeds": came})


def revert_subscriptions(
    connection: Connection, operation: dict[str, Any], reverted: Reverted
) -> None:
    """Hide feeds that were subscribed to together; those dressed otherwise since then stay."""
    gone = []
    for feed_id, title, folder_id, was in operation["feeds"]:
        before = was[:3] if was else (operation["at"], title, folder_id)
        cursor = connection.execute(
            "UPDATE feeds SET removed = ?, own_title = ?, folder_id = ?"
            " WHERE id = ? AND removed IS NULL AND own_title = ? AND folder_id IS ?",
            (*before, feed_id, title, folder_id),
        )
        if cursor.rowcount:
            reverted.feed_ids.append(feed_id)
            gone.append([feed_id, title, folder_id, was])
            if was and was[3:]:
                _revert_place(connection, feed_id, *was[3:])
        else:
            reverted.skipped += 1
    if gone:
        reverted.inverse.append({**operation, "op": "unsubscriptions", "feeds": gone})


def revert_unsubscriptions(
    connection: Connection, operation: dict[str, Any], reverted: Reverted
) -> None:
    """Subscribe again to feeds as they were subscribed to, unless others have their addresses."""
    come = []
    for feed_id, title, folder_id, was in operation["feeds"]:
        before = was[:3] if was else (operation["at"], title, folder_id)
        cursor = connection.execute(
            "UPDATE feeds SET removed = NULL, own_title = ?, folder_id = ?"  # noqa: S608 - own words
            " WHERE id = ? AND removed = ? AND own_title = ? AND folder_id IS ?"
            f" AND {KEEPS_ADDRESS}",
            (title, folder_id, feed_id, *before),
        )
        if cursor.rowcount:
            reverted.feed_ids.append(feed_id)
            come.append([feed_id, title, folder_id, was])
            if was and was[3:]:
                _revert_place(connection, feed_id, *reversed(was[3:]))
        else:
            reverted.skipped += 1
    if come:
        reverted.inverse.append({**operation, "op": "subscriptions", "feeds": come})


def revert_address(connection: Connection, operation: dict[str, Any], reverted: Reverted) -> None:
    """Give a feed the address it had, if no other has that by now."""
    feed_id = operation["id"]
    if _revert_place(connection, feed_id, operation["was"], operation["is"]):
        reverted.feed_ids.append(feed_id)
        reverted.note_swapped(operation)
    else:
        reverted.skipped += 1


def _revert_place(connection: Connection, feed_id: int, was: str, now_is: str) -> bool:
    """Give a feed an address back, if it still has the one given to it then."""
    row = connection.execute("SELECT place FROM feeds WHERE id = ?", (feed_id,)).fetchone()
    if row != (now_is,) or find_owner(connection, was, besides=feed_id):
        return False
    give_address(connection, feed_id, was)
    return True


def revert_feed(connection: Connection, operation: dict[str, Any], reverted: Reverted) -> None:
    """Give a feed the title, folder and settings it had, if they are as the change left them."""
    # What was changed by an older newstui is told of fewer columns.
    names = EDITABLE[: len(operation["was"])]
    assigned = ", ".join(f"{name} = ?" for name in names)
    unchanged = " AND ".join(f"{name} IS ?" for name in names)
    cursor = connection.execute(
        f"UPDATE feeds SET {assigned} WHERE id = ? AND {unchanged}",  # noqa: S608 - own words
        (*operation["was"], operation["id"], *operation["is"]),
    )
    if cursor.rowcount:
        reverted.feed_ids.append(operation["id"])
        reverted.note_swapped(operation)
    else:
        reverted.skipped += 1


def revert_correction(
    connection: Connection, operation: dict[str, Any], reverted: Reverted
) -> None:
    """Give a passage the correction it had, or none, unless it has another by now."""
    place, was = operation["place"], operation["was"]
    at = "text_hash = ? AND start = ? AND stop = ?"
    row = connection.execute(
        f"SELECT {CORRECTION_COLUMNS} FROM corrections WHERE {at}",  # noqa: S608 - own words
        place,
    ).fetchone()
    if (list(row) if row else None) != operation["is"]:
        reverted.skipped += 1
        return
    if was:
        connection.execute(KEEP_CORRECTION, (*place, *was))
    else:
        connection.execute(f"DELETE FROM corrections WHERE {at}", place)  # noqa: S608 - own words
    reverted.story_ids.append(operation["id"])
    reverted.corrected_ids.append(operation["id"])
    reverted.note_swapped(operation)


def revert_tags(connection: Connection, operation: dict[str, Any], reverted: Reverted) -> None:
    """Take off the tags that were put on, and put back those that were taken off."""
    changed: set[int] = set()
    inverse: dict[str, Any] = {"op": "tags", "added": [], "removed": []}
    for name, sql, other in (("added", TAKE_TAG, "removed"), ("removed", PUT_TAG, "added")):
        for tag, runs in operation[name]:
            ids = from_runs(runs)
            rows = connection.execute(sql, (tag, json.dumps(ids))).fetchall()
            done = sorted(story_id for (story_id,) in rows)
            changed.update(done)
            inverse[other] += [[tag, to_runs(done)]] if done else []
            reverted.skipped += len(ids) - len(rows)
    if changed:
        reverted.inverse.append(inverse)
    reverted.story_ids += sorted(changed)
    reverted.reworded_ids += sorted(changed)


def revert_query(connection: Connection, operation: dict[str, Any], reverted: Reverted) -> None:
    """Put a saved query back, or take it away again, unless it or its name changed since."""
    was, left = operation["was"], operation["is"]
    number = (was or left)[0]
    row = connection.execute(QUERY_ROW, (number,)).fetchone()
    sql = "SELECT 1 FROM saved_queries WHERE name = ? AND id <> ?"
    taken = was and connection.execute(sql, (was[1], number)).fetchone()
    if (list(row) if row else None) != left or taken:
        reverted.skipped += 1
        return
    connection.execute("DELETE FROM saved_queries WHERE id = ?", (number,))
    if was:
        connection.execute(
            f"INSERT INTO saved_queries ({QUERY_COLUMNS}) VALUES (?, ?, ?, ?)",  # noqa: S608 - own words
            was,
        )
    reverted.query_ids.append(number)
    reverted.note_swapped(operation)


def revert_note(connection: Connection, operation: dict[str, Any], reverted: Reverted) -> None:
    """Give a story the note it had, or none, unless it has another by now."""
    story_id, was = operation["id"], operation["was"]
    row = connection.execute(NOTE_OF, (story_id,)).fetchone()
    if (row[0] if row else "") != operation["is"]:
        reverted.skipped += 1
        return
    if was:
        connection.execute(KEEP_NOTE, (story_id, was, 0))
    else:
        connection.execute("DELETE FROM notes WHERE story_id = ?", (story_id,))
    reverted.story_ids.append(story_id)
    reverted.reworded_ids.append(story_id)
    reverted.note_swapped(operation)


def revert_flag(connection: Connection, operation: dict[str, Any], reverted: Reverted) -> None:
    """Take a mark off again, or set it again, where it is as the change left it."""
    ids = from_runs(operation["ids"])
    sql = SET_FLAG[operation["flag"]]
    rows = connection.execute(sql, (int(not operation["to"]), json.dumps(ids))).fetchall()
    changed = sorted(story_id for (story_id,) in rows)
    (reverted.listed_ids if operation["flag"] == "hidden" else reverted.story_ids).extend(changed)
    reverted.skipped += len(ids) - len(changed)
    if changed:
        done = {"to": int(not operation["to"]), "ids": to_runs(changed)}
        reverted.inverse.append({**operation, **done})


def revert_rule(connection: Connection, operation: dict[str, Any], reverted: Reverted) -> None:
    """Put a rule back as it was, or take it away again, unless it changed since."""
    was, left = operation["was"], operation["is"]
    number = (was or left)[0]
    row = connection.execute(RULE_ROW, (number,)).fetchone()
    if (list(row) if row else None) != left:
        reverted.skipped += 1
        return
    if was:
        connection.execute(KEEP_RULE, was)
    else:
        connection.execute("DELETE FROM rules WHERE id = ?", (number,))
    reverted.note_swapped(operation)


REVERTERS: Final[dict[str, Reverter]] = {
    "read": revert_read,
    "seen": revert_seen,
    "bookmark": revert_bookmark,
    "removal": revert_removal,
    "subscriptions": revert_subscriptions,
    "unsubscriptions": revert_unsubscriptions,
    "feed": revert_feed,
    "address": revert_address,
    "correction": revert_correction,
    "tags": revert_tags,
    "saved_query": revert_query,
    "note": revert_note,
    "flag": revert_flag,
    "rule": revert_rule,
}
