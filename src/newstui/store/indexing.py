"""The index of words: a row of `searched` a story, which triggers keep in step with the index.

A story is indexed with its title and authors as it comes, and again with the text it is read in.
Both happen in the transaction that keeps them, so no kill can part them.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from newstui.store.values import storable, unpack_text
from newstui.store.wordforms import forms
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    import sqlite3

    from newstui.store.archive import Archive, Row

_STORY: Final = """
    SELECT coalesce(nullif(stories.title, ''), first_words), authors, stories.language,
        feeds.language, media
    FROM stories LEFT JOIN feeds ON feeds.id = feed_id WHERE stories.id = ?
"""
_TEXT: Final = """
    SELECT id, spans, text FROM texts WHERE story_id = ?
    ORDER BY kind = 'page' DESC, revision DESC, id DESC LIMIT 1
"""
_AT_ONCE: Final = 20
"""Stories indexed in one transaction, which stays well under 50 ms."""


def index_story(connection: sqlite3.Connection, story_id: int) -> None:
    """Have a story found by its words as they are now."""
    row = connection.execute(_STORY, (story_id,)).fetchone()
    if row is None:
        return
    title, authors, *_ = row
    text_id, spans, text = connection.execute(_TEXT, (story_id,)).fetchone() or (None, b"", "")
    named = " ".join(json.loads(authors))
    # Forms of names stand beside them, as no passage is ever shown of them.
    named = storable(f"{named} {forms(named)}".strip())
    _note_traits(connection, story_id, row, spans)
    held = connection.execute(
        "SELECT text_id, title, authors FROM searched WHERE story_id = ?", (story_id,)
    ).fetchone()
    if held == (text_id, title, named):
        return
    if held:
        connection.execute("DELETE FROM searched WHERE story_id = ?", (story_id,))
    connection.execute(
        "INSERT INTO searched VALUES (?, ?, ?, ?, ?, ?)",
        (story_id, text_id, title, named, forms(title), forms(text)),
    )


def index_some(archive: Archive) -> int:
    """Index some stories that are not, the newest first; return how many that were.

    Raises:
        StoreError: If it could not be saved.
    """
    with archive.transaction(durable=False) as connection:
        rows = connection.execute(
            "SELECT id FROM stories INDEXED BY stories_to_index WHERE indexed = 0"
            " ORDER BY sort_at DESC, id DESC LIMIT ?",
            (_AT_ONCE,),
        ).fetchall()
        for (story_id,) in rows:
            index_story(connection, story_id)
    return len(rows)


def has_unindexed(archive: Archive) -> bool:
    """Whether there are stories that are not found by the words of their texts yet."""
    rows = archive.read(
        "SELECT EXISTS (SELECT 1 FROM stories INDEXED BY stories_to_index WHERE indexed = 0)"
    )
    return bool(rows[0][0])


def count_unindexed(archive: Archive) -> int:
    """How many stories are not found by the words of their texts yet."""
    rows = archive.read(
        "SELECT count(*) FROM stories INDEXED BY stories_to_index WHERE indexed = 0"
    )
    return int(rows[0][0])


def _note_traits(connection: sqlite3.Connection, story_id: int, row: Row, spans: bytes) -> None:
    """Note what else a story may be asked for; what its analysis tells stays."""
    *_, language, feed_language, media = row
    published = clean_line(language or feed_language).lower()
    connection.execute(
        "INSERT INTO traits (story_id, language, images) VALUES (?, ?, ?)"
        " ON CONFLICT (story_id) DO UPDATE SET images = excluded.images,"
        " language = coalesce(nullif(excluded.language, ''), language)",
        (story_id, published, _has_images(spans, media)),
    )


def _has_images(spans: bytes, media: str) -> bool:
    if '"pictures"' in media:
        return True
    try:
        return '"image"' in unpack_text(spans)
    except ValueError:
        return False
