"""What was observed when a place was read, as columns, and as a row for what came of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from newstui.model.feed import Evidence
from newstui.store.values import from_seconds, storable, to_seconds
from newstui.text.links import without_credentials

if TYPE_CHECKING:
    import sqlite3

    from newstui.store.archive import Row


def note_fetch(connection: sqlite3.Connection, feed_id: int, place: str, evidence: Evidence) -> int:
    """Note which answer brought something; return its number.

    Args:
        connection: In a transaction.
        feed_id: Of the feed it is for.
        place: What was asked for.
        evidence: What was observed.
    """
    cursor = connection.execute(
        "INSERT INTO fetches (feed_id, place, at, final_url, etag, last_modified, content_type,"
        " redirects, body_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (feed_id, storable(without_credentials(place)), *evidence_values(evidence)),
    )
    return cursor.lastrowid or 0


def evidence_values(evidence: Evidence) -> tuple[object, ...]:
    """Evidence as the columns from `fetched` to `body_hash`."""
    return (
        to_seconds(evidence.fetched),
        storable(evidence.final_url),
        storable(evidence.etag),
        storable(evidence.last_modified),
        storable(evidence.content_type),
        json.dumps(evidence.redirects),
        evidence.body_hash,
    )


def evidence_from_row(row: Row) -> Evidence | None:
    """Read the columns from `fetched` to `body_hash`; `None` when nothing was fetched yet."""
    fetched, final_url, etag, last_modified, content_type, redirects, body_hash = row
    if fetched is None:
        return None
    return Evidence(
        fetched=from_seconds(fetched),
        final_url=final_url,
        etag=etag,
        last_modified=last_modified,
        content_type=content_type,
        redirects=tuple(str(address) for address in listed(redirects)),
        body_hash=body_hash,
    )


def listed(text: str) -> list[object]:
    """Read a list written as JSON; a damaged one is empty."""
    try:
        values = json.loads(text)
    except ValueError:
        return []
    return values if isinstance(values, list) else []
