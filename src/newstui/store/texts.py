"""The texts of stories, which every offset refers to, and what was found in them.

A new revision is a change of a text, not of its markup: spans are refreshed in place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstui.model.story import StoredText, TextKind
from newstui.store import changes
from newstui.store.archive import unknown
from newstui.store.values import digest, pack, storable, storable_ids, to_seconds, unpack

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

    from newstui.model.attribution import Analysis
    from newstui.model.text import Document
    from newstui.store.archive import Archive, Row


def find_text(archive: Archive, story_id: int) -> StoredText | None:
    """The newest revision of a story's fullest text; `None` when none was made yet."""
    if not storable_ids([story_id]):
        return None
    rows = archive.read(
        "SELECT id, story_id, kind, revision, hash, spans, text FROM texts WHERE story_id = ?"
        " ORDER BY kind = 'page' DESC, revision DESC, id DESC LIMIT 1",
        (story_id,),
    )
    return _stored_text(rows[0]) if rows else None


def keep_text(  # noqa: PLR0913 - a text and where it comes from
    archive: Archive,
    story_id: int,
    kind: TextKind,
    document: Document,
    *,
    builder: int,
    now: datetime,
) -> StoredText:
    """Keep a text of a story: the same again refreshes its spans, another is a new revision.

    Args:
        archive: Where.
        story_id: Whose text.
        kind: What it was read from.
        document: The text.
        builder: Version of what built it.
        now: UTC.

    Raises:
        StoreError: If there is no such story or it could not be saved.
    """
    text = storable(document.text)
    spans, hash_ = _pack_spans(document), digest(text)
    with archive.transaction(durable=False) as connection:
        last = connection.execute(
            "SELECT id, revision, hash FROM texts WHERE story_id = ? AND kind = ?"
            " ORDER BY revision DESC LIMIT 1",
            (story_id, kind.value),
        ).fetchone()
        is_same = last is not None and last[2] == hash_
        _note_builder(connection, archive, story_id, builder, is_same=is_same)
        if is_same:
            text_id, revision = last[0], last[1]
            connection.execute(
                "UPDATE texts SET spans = ?, builder = ? WHERE id = ?", (spans, builder, text_id)
            )
        else:
            revision = last[1] + 1 if last else 1
            text_id = connection.execute(
                "INSERT INTO texts (story_id, kind, revision, builder, made, hash, spans, text)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (story_id, kind.value, revision, builder, to_seconds(now), hash_, spans, text),
            ).lastrowid
            changes.record(connection, "texts", now=now, first_id=story_id, last_id=story_id)
    return StoredText(
        id=text_id or 0,
        story_id=story_id,
        kind=kind,
        revision=revision,
        document=document,
        content_hash=hash_,
    )


def find_analysis(archive: Archive, text_id: int, *, engine: int) -> Analysis | None:
    """What this version of the engine found in a text; `None` when it has not looked yet."""
    from newstui.text.records import analysis_from_record

    rows = archive.read(
        "SELECT record FROM analyses WHERE text_id = ? AND engine = ?", (text_id, engine)
    )
    try:
        return analysis_from_record(unpack(rows[0][0])) if rows else None
    except ValueError:
        return None


def keep_analysis(archive: Archive, text_id: int, analysis: Analysis) -> None:
    """Keep what was found in a text, in place of what older engines found.

    Raises:
        StoreError: If there is no such text or it could not be saved.
    """
    from newstui.text.records import analysis_record

    record = pack(analysis_record(analysis))
    with archive.transaction(durable=False) as connection:
        row = connection.execute("SELECT story_id FROM texts WHERE id = ?", (text_id,)).fetchone()
        if row is None:
            raise unknown(archive, f"text {text_id}")
        connection.execute(
            "DELETE FROM analyses WHERE text_id = ? AND engine <= ?", (text_id, analysis.engine)
        )
        connection.execute(
            "INSERT INTO analyses (text_id, engine, record) VALUES (?, ?, ?)",
            (text_id, analysis.engine, record),
        )
        _note_engine(connection, row[0], text_id, analysis.engine)


def _note_builder(
    connection: sqlite3.Connection,
    archive: Archive,
    story_id: int,
    builder: int,
    *,
    is_same: bool,
) -> None:
    cursor = connection.execute(
        "UPDATE stories SET builder = ?, engine = CASE WHEN ? THEN engine ELSE 0 END WHERE id = ?",
        (builder, is_same, story_id),
    )
    if not cursor.rowcount:
        raise unknown(archive, f"story {story_id}")


def _note_engine(connection: sqlite3.Connection, story_id: int, text_id: int, engine: int) -> None:
    """A story is analysed when the newest revision of one of its texts is."""
    connection.execute(
        "UPDATE stories SET engine = ? WHERE id = ? AND NOT EXISTS ("
        " SELECT 1 FROM texts AS newer JOIN texts AS this USING (story_id, kind)"
        " WHERE this.id = ? AND newer.revision > this.revision)",
        (engine, story_id, text_id),
    )


def _pack_spans(document: Document) -> bytes:
    from newstui.text.records import document_record

    return pack({**document_record(document), "text": ""})


def _stored_text(row: Row) -> StoredText:
    from newstui.text.records import document_from_record

    text_id, story_id, kind, revision, hash_, spans, text = row
    try:
        record = unpack(spans)
        fields = record if isinstance(record, dict) else {}
        document = document_from_record({**fields, "text": text})
    except ValueError:
        document = document_from_record({"text": text})
    return StoredText(
        id=text_id,
        story_id=story_id,
        kind=TextKind(kind),
        revision=revision,
        document=document,
        content_hash=hash_,
    )
