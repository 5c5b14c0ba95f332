"""The reader's corrections, kept apart from what any engine finds, by where they stand in a text.

They name no analysis and no revision, so that they outlive both.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from newstui.model.correction import Correction, CorrectionKind, Place
from newstui.store import changes, journal
from newstui.store.reverting import CORRECTION_COLUMNS, KEEP_CORRECTION
from newstui.store.values import from_seconds, storable, to_seconds
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from newstui.model.text import SafeText
    from newstui.store.archive import Archive


def has_corrections(archive: Archive) -> bool:
    """Whether the reader has corrected anything at all."""
    return bool(archive.read("SELECT 1 FROM corrections LIMIT 1"))


def find_corrections(archive: Archive, text_hashes: Collection[str]) -> dict[Place, Correction]:
    """Find the corrections of some paragraphs, in the order of their places."""
    rows = archive.read(
        "SELECT text_hash, start, stop, kind, value, made FROM corrections"
        " WHERE text_hash IN (SELECT value FROM json_each(?)) ORDER BY text_hash, start, stop",
        (json.dumps(sorted(text_hashes)),),
    )
    known = {kind.value for kind in CorrectionKind}
    return {
        Place(hash_, start, stop): Correction(
            kind=CorrectionKind(kind), name=clean_line(name), made=from_seconds(made)
        )
        for hash_, start, stop, kind, name, made in rows
        if kind in known
    }


def keep_corrections(
    archive: Archive,
    story_id: int,
    wanted: Mapping[Place, Correction | None],
    *,
    label: SafeText,
    now: datetime,
) -> bool:
    """Keep corrections of one story as one change; return whether that was a change.

    Args:
        archive: Where.
        story_id: The story they are about, for whoever shows it.
        wanted: What each place is to have; `None` takes away what is there.
        label: What the reader did, for undo.
        now: UTC.

    Raises:
        StoreError: If it could not be saved; then nothing changed.
    """
    with archive.transaction(durable=True) as connection:
        operations = [
            operation
            for place, correction in wanted.items()
            if (operation := _keep(connection, story_id, place, correction))
        ]
        if operations:
            journal.record(connection, label, operations, now)
            changes.record(connection, "marks", now=now, first_id=story_id, last_id=story_id)
    return bool(operations)


def _keep(
    connection: sqlite3.Connection, story_id: int, place: Place, correction: Correction | None
) -> dict[str, Any] | None:
    """Write one; return how to undo that, or `None` when it is so already."""
    found = connection.execute(
        f"SELECT {CORRECTION_COLUMNS} FROM corrections"  # noqa: S608 - own words
        " WHERE text_hash = ? AND start = ? AND stop = ?",
        place,
    ).fetchone()
    was = list(found) if found else None
    new = _columns(correction) if correction else None
    if (was and was[:2]) == (new and new[:2]):
        return None
    if new is None:
        connection.execute(
            "DELETE FROM corrections WHERE text_hash = ? AND start = ? AND stop = ?", place
        )
    else:
        connection.execute(KEEP_CORRECTION, (*place, *new))
    return {"op": "correction", "id": story_id, "place": list(place), "was": was, "is": new}


def _columns(correction: Correction) -> list[str | int]:
    return [correction.kind.value, storable(correction.name), to_seconds(correction.made)]
