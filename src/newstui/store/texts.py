"""The texts of stories, which every offset refers to, and what was found in them.

A revision is a change of a story's text or title by its publisher. Other markup is none, nor is
what a newer newstui makes of the same body: those take the place of what was there.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from newstui.model.story import Revision, StoredText, TextKind
from newstui.store import changes
from newstui.store.archive import unknown
from newstui.store.citations import forget_citations, keep_citations
from newstui.store.corrected import correct_analysis
from newstui.store.evidence import evidence_from_row, note_fetch
from newstui.store.indexing import index_story
from newstui.store.values import (
    digest,
    from_seconds,
    pack,
    storable,
    storable_ids,
    to_seconds,
    unpack,
)
from newstui.text.clean import clean_block, clean_line

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from datetime import datetime

    from newstui.model.attribution import Analysis
    from newstui.model.feed import Evidence
    from newstui.model.text import Document
    from newstui.store.archive import Archive, Row


class Answered(NamedTuple):
    """A text of its own, beside what its story's feed carries."""

    body_hash: str
    """Of the body it was built from."""
    place: str
    """Address asked for it."""
    evidence: Evidence


def find_text(archive: Archive, story_id: int, *, with_page: bool = True) -> StoredText | None:
    """The newest revision of a story's fullest text; `None` when none was made yet.

    Args:
        archive: Where.
        story_id: Whose.
        with_page: False leaves the text of its page aside, for what its feed carries.
    """
    if not storable_ids([story_id]):
        return None
    rows = archive.read(
        "SELECT texts.id, story_id, kind, revision, hash, spans, text, place, at, final_url, etag,"
        " last_modified, content_type, redirects, fetches.body_hash"
        " FROM texts LEFT JOIN fetches ON fetches.id = fetch_id"
        " WHERE story_id = ? AND (? OR kind <> 'page')"
        " ORDER BY kind = 'page' DESC, revision DESC, texts.id DESC LIMIT 1",
        (story_id, with_page),
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
    answer: Answered | None = None,
) -> StoredText:
    """Keep a text of a story: the same again refreshes its spans, another is a new revision.

    Args:
        archive: Where.
        story_id: Whose text.
        kind: What it was read from.
        document: The text.
        builder: Version of what built it.
        now: UTC.
        answer: What brought it; `None` for what its feed carries.

    Raises:
        StoreError: If there is no such story or it could not be saved.
    """
    text = storable(document.text)
    hash_, spans = digest(text), _pack_spans(document)
    with archive.transaction(durable=False) as connection:
        story = connection.execute(
            "SELECT title, body_hash, feed_id FROM stories WHERE id = ?", (story_id,)
        ).fetchone()
        if story is None:
            raise unknown(archive, f"story {story_id}")
        title, own_hash, feed_id = story
        source = own_hash if answer is None else answer.body_hash
        draft = _Draft(text, hash_, spans, builder, to_seconds(now), title, source)
        last = connection.execute(
            "SELECT id, revision, hash, title, body_hash FROM texts"
            " WHERE story_id = ? AND kind = ? ORDER BY revision DESC LIMIT 1",
            (story_id, kind.value),
        ).fetchone()
        # The title is told with what the feed carries: a page is not changed by another one.
        has_title = last is not None and (kind is TextKind.PAGE or last[3] == title)
        is_same = has_title and last[2] == hash_
        if kind is not TextKind.PAGE:
            _note_builder(connection, story_id, builder, is_same=is_same)
        if has_title and (is_same or last[4] == source):
            text_id, revision = last[0], last[1]
            _lay_over(connection, text_id, draft)
            if not is_same:
                connection.execute("DELETE FROM analyses WHERE text_id = ?", (text_id,))
                forget_citations(connection, story_id, text_id)
        else:
            revision = last[1] + 1 if last else 1
            text_id = _add(connection, story_id, kind, revision, draft)
            changes.record(connection, "texts", now=now, first_id=story_id, last_id=story_id)
        index_story(connection, story_id)
        if answer is not None:
            # The answer that brought the same text before is told of nowhere any more.
            connection.execute(
                "DELETE FROM fetches WHERE id = (SELECT fetch_id FROM texts WHERE id = ?)",
                (text_id,),
            )
            fetch_id = note_fetch(connection, feed_id, answer.place, answer.evidence)
            connection.execute("UPDATE texts SET fetch_id = ? WHERE id = ?", (fetch_id, text_id))
    return StoredText(
        id=text_id,
        story_id=story_id,
        kind=kind,
        revision=revision,
        document=document,
        content_hash=hash_,
        place=answer.place if answer else "",
        evidence=answer.evidence if answer else None,
    )


def list_revisions(archive: Archive, story_id: int) -> list[Revision]:
    """The revisions of all texts of a story, the newest first."""
    if not storable_ids([story_id]):
        return []
    rows = archive.read(
        "SELECT id, kind, revision, made, title, text FROM texts WHERE story_id = ?"
        " ORDER BY made DESC, id DESC",
        (story_id,),
    )
    return [
        Revision(
            text_id=text_id,
            kind=TextKind(kind),
            number=number,
            made=from_seconds(made),
            title=clean_line(title),
            text=clean_block(text),
        )
        for text_id, kind, number, made, title, text in rows
    ]


def find_revised(archive: Archive, story_ids: Sequence[int]) -> list[int]:
    """Which of these stories their publishers have changed."""
    rows = archive.read(
        "SELECT stories.id FROM json_each(?) CROSS JOIN stories ON stories.id = value"
        " WHERE revision > 1",
        (json.dumps(storable_ids(story_ids)),),
    )
    return [story_id for (story_id,) in rows]


def find_analysis(archive: Archive, text_id: int, *, engine: int | None) -> Analysis | None:
    """What this version of the engine found in a text; `None` when it has not looked yet.

    Args:
        archive: Where.
        text_id: Which text.
        engine: The version; `None` for the newest there was.
    """
    from newstui.text.records import analysis_from_record

    rows = archive.read(
        "SELECT record FROM analyses WHERE text_id = ?1 AND engine = coalesce(?2, engine)"
        " ORDER BY engine DESC LIMIT 1",
        (text_id, engine),
    )
    try:
        return analysis_from_record(unpack(rows[0][0])) if rows else None
    except ValueError:
        return None


def keep_analysis(archive: Archive, text_id: int, analysis: Analysis) -> None:
    """Keep what was found in a text and whom it cites, in place of what older engines found.

    Raises:
        StoreError: If there is no such text or it could not be saved.
    """
    from newstui.text.records import analysis_record

    record = pack(analysis_record(analysis))
    with archive.transaction(durable=False) as connection:
        row = connection.execute(
            "SELECT story_id, text FROM texts WHERE id = ?", (text_id,)
        ).fetchone()
        if row is None:
            raise unknown(archive, f"text {text_id}")
        connection.execute(
            "DELETE FROM analyses WHERE text_id = ? AND engine <= ?", (text_id, analysis.engine)
        )
        connection.execute(
            "INSERT INTO analyses (text_id, engine, record) VALUES (?, ?, ?)",
            (text_id, analysis.engine, record),
        )
        story_id, text = row
        corrected = correct_analysis(archive, story_id, text, analysis)
        keep_citations(connection, story_id, text_id, corrected)
        _note_engine(connection, story_id, text_id, analysis.engine)


def count_citations_again(archive: Archive, story_id: int) -> None:
    """Count whom a story cites after the reader's corrections, now that those have changed.

    Raises:
        StoreError: If it could not be saved.
    """
    text = find_text(archive, story_id)
    analysis = find_analysis(archive, text.id, engine=None) if text else None
    if text is None or analysis is None:
        return
    with archive.transaction(durable=False) as connection:
        corrected = correct_analysis(archive, story_id, text.document.text, analysis)
        keep_citations(connection, story_id, text.id, corrected)


class _Draft(NamedTuple):
    """A text about to be kept."""

    text: str
    hash: str
    spans: bytes
    builder: int
    made: int
    title: str
    body_hash: str


def _lay_over(connection: sqlite3.Connection, text_id: int, draft: _Draft) -> None:
    """Put what a newer builder, or other markup, makes of it in the place of a text."""
    connection.execute(
        "UPDATE texts SET text = ?, hash = ?, spans = ?, builder = ?, body_hash = ?, title = ?"
        " WHERE id = ?",
        (
            draft.text,
            draft.hash,
            draft.spans,
            draft.builder,
            draft.body_hash,
            draft.title,
            text_id,
        ),
    )


def _add(
    connection: sqlite3.Connection, story_id: int, kind: TextKind, revision: int, draft: _Draft
) -> int:
    """Add a revision; return the number of its text."""
    cursor = connection.execute(
        "INSERT INTO texts (story_id, kind, revision, builder, made, hash, spans, text, title,"
        " body_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            story_id,
            kind.value,
            revision,
            draft.builder,
            draft.made,
            draft.hash,
            draft.spans,
            draft.text,
            draft.title,
            draft.body_hash,
        ),
    )
    if revision > 1:
        connection.execute(
            "UPDATE stories SET revision = max(revision + 1, ?), revised = ? WHERE id = ?",
            (revision, draft.made, story_id),
        )
    return cursor.lastrowid or 0


def _note_builder(
    connection: sqlite3.Connection, story_id: int, builder: int, *, is_same: bool
) -> None:
    connection.execute(
        "UPDATE stories SET builder = ?, engine = CASE WHEN ? THEN engine ELSE 0 END WHERE id = ?",
        (builder, is_same, story_id),
    )


def _note_engine(connection: sqlite3.Connection, story_id: int, text_id: int, engine: int) -> None:
    """A story is analysed when the newest revision of one of its texts is."""
    connection.execute(
        "UPDATE stories SET engine = ? WHERE id = ? AND EXISTS ("
        " SELECT 1 FROM texts AS this WHERE this.id = ? AND this.kind <> 'page' AND NOT EXISTS ("
        " SELECT 1 FROM texts AS newer WHERE newer.story_id = this.story_id"
        " AND newer.kind = this.kind AND newer.revision > this.revision))",
        (engine, story_id, text_id),
    )


def _pack_spans(document: Document) -> bytes:
    from newstui.text.records import document_record

    return pack({**document_record(document), "text": ""})


def _stored_text(row: Row) -> StoredText:
    from newstui.text.records import document_from_record

    text_id, story_id, kind, revision, hash_, spans, text, place, *evidence = row
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
        place=place or "",
        evidence=evidence_from_row(tuple(evidence)),
    )
