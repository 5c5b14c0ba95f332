"""The index of words: a row of `searched` a story, which triggers keep in step with the index.

A story that comes is not indexed at once, which would take a quarter of the time of fetching; until
then it is found by its title and authors all the same (see `unindexed`). It is indexed with these
before any story is prepared, and again with its text, in the transaction that keeps that.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from newstui.store.values import storable, unpack_text
from newstui.store.wordforms import forms
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from newstui.store.archive import Archive

_STORY: Final = """
    SELECT coalesce(nullif(stories.title, ''), first_words), authors, stories.language,
        feeds.language, media
    FROM stories LEFT JOIN feeds ON feeds.id = feed_id WHERE stories.id = ?
"""
_PUBLISHED: Final = """
    SELECT stories.id, stories.language, feeds.language, media
    FROM json_each(?) CROSS JOIN stories ON stories.id = value LEFT JOIN feeds ON feeds.id = feed_id
    WHERE stories.language <> '' OR feeds.language <> '' OR media <> '{}'
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
    title, authors, *told = row
    text_id, spans, text = connection.execute(_TEXT, (story_id,)).fetchone() or (None, b"", "")
    named = " ".join(json.loads(authors))
    # Forms of names stand beside them, as no passage is ever shown of them.
    named = storable(f"{named} {forms(named)}".strip())
    _note_traits(connection, story_id, told, spans)
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


def note_published(connection: sqlite3.Connection, story_ids: Sequence[int]) -> None:
    """Note what else new stories may be asked for, as far as their publisher tells."""
    rows = connection.execute(_PUBLISHED, (json.dumps(story_ids),)).fetchall()
    for story_id, *told in rows:
        _note_traits(connection, story_id, told, b"")


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


def count_unindexed(archive: Archive) -> int:
    """How many stories are not found by the words of their texts yet."""
    rows = archive.read(
        "SELECT count(*) FROM stories INDEXED BY stories_to_index WHERE indexed = 0"
    )
    return int(rows[0][0])


def _note_traits(
    connection: sqlite3.Connection, story_id: int, told: Sequence[str], spans: bytes
) -> None:
    """Note what else a story may be asked for; what its analysis tells stays."""
    language, feed_language, media = told
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
