"""The reader's own notes on stories: like marks, they outlive a story that is gone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from newstui.store import changes, journal
from newstui.store.archive import unknown
from newstui.store.naming import name_change
from newstui.store.reverting import KEEP_NOTE, NOTE_OF
from newstui.store.values import storable, storable_ids
from newstui.text.clean import clean_block

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from datetime import datetime

    from newstui.model.text import SafeText
    from newstui.store.archive import Archive

LENGTH_LIMIT: Final = 20_000
"""Longest note, in characters."""


def note_text(text: str) -> SafeText:
    """Write a note as it is kept: without empty lines around it; empty when nothing is left."""
    lines = [line.rstrip() for line in clean_block(storable(text)).splitlines()]
    return clean_block("\n".join(lines).strip()[:LENGTH_LIMIT])


def find_notes(archive: Archive, ids: Sequence[int]) -> dict[int, SafeText]:
    """Find the notes on stories; stories without one are left out."""
    rows = archive.read(
        "SELECT story_id, note FROM notes WHERE story_id IN (SELECT value FROM json_each(?))",
        (json.dumps(storable_ids(ids)),),
    )
    return {story_id: clean_block(note) for story_id, note in rows}


def set_note(archive: Archive, story_id: int, text: str, *, now: datetime) -> bool:
    """Write the note on a story, undoably; return whether that was a change.

    Args:
        archive: Where.
        story_id: On which story.
        text: The note; empty takes it off.
        now: UTC.

    Raises:
        StoreError: If there is no such story or it could not be saved.
    """
    chosen = storable_ids([story_id])
    label = name_change(archive, chosen, "noted" if note_text(text) else "took the note off")
    with archive.transaction(durable=True) as connection:
        known = "SELECT 1 FROM identities WHERE id IN (SELECT value FROM json_each(?))"
        if connection.execute(known, (json.dumps(chosen),)).fetchone() is None:
            raise unknown(archive, f"story {story_id}")
        operation = change_note(connection, story_id, text, now=now)
        if operation:
            journal.record(connection, label, [operation], now)
    return operation is not None


def change_note(
    connection: sqlite3.Connection, story_id: int, text: str, *, now: datetime
) -> journal.Operation | None:
    """Write a note within a change; return how to undo that, `None` when it was there already."""
    note = note_text(text)
    row = connection.execute(NOTE_OF, (story_id,)).fetchone()
    was = row[0] if row else ""
    if was == note:
        return None
    seq = changes.record(connection, "marks", now=now, first_id=story_id, last_id=story_id)
    if note:
        connection.execute(KEEP_NOTE, (story_id, note, seq))
    else:
        connection.execute("DELETE FROM notes WHERE story_id = ?", (story_id,))
    return {"op": "note", "id": story_id, "was": was, "is": note}
