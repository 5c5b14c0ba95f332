"""Which sources the stories of the library cite: rows beside the analyses, replaced with them.

Of a story counts the text it is read in: that of its page, else the newest its feed carries. Of
its passages count those whose source is sure, as the reader has corrected them.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from newstui.model.correction import CorrectionKind
from newstui.model.kinds import SURE_FROM, SourceType
from newstui.store.narrowing import conditions
from newstui.store.sourcekeys import source_key, source_name
from newstui.store.spellings import respelled
from newstui.store.subscriptions import hidden_feed_ids
from newstui.store.told import forget_told, keep_told
from newstui.store.values import fold
from newstui.text.clean import clean_line
from newstui.text.identity import is_distinctive

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from newstui.model.attribution import Analysis, Attribution
    from newstui.model.text import SafeText
    from newstui.store.archive import Archive
    from newstui.store.querytree import Query
    from newstui.store.sourcekeys import SourceKey

_THE_TEXT: Final = """
    SELECT id FROM texts WHERE story_id = ? ORDER BY kind = 'page' DESC, revision DESC, id DESC
    LIMIT 1
"""
_LISTED: Final = "(feed_id NOT IN (SELECT value FROM json_each(?)) OR coalesce(bookmarked, 0))"
_TYPES: Final = {kind.value: kind for kind in SourceType}


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedSource:
    """A source, and how much of it there is."""

    name: SafeText
    type: SourceType
    is_named: bool
    """Whether it is the same one everywhere, not just the same words."""
    stories: int
    passages: int


def keep_citations(
    connection: sqlite3.Connection, story_id: int, text_id: int, analysis: Analysis
) -> None:
    """Put the sources of a text in the place of its story's, if it is the one that is read."""
    if not _is_read(connection, story_id, text_id):
        return
    connection.execute("DELETE FROM citations WHERE story_id = ?", (story_id,))
    keep_told(connection, story_id, analysis)
    names, counts = _cited(analysis)
    connection.executemany(
        "INSERT INTO sources (folded, type, name, is_named) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (folded, type) DO NOTHING",
        ((*key, name, is_distinctive(name, key.type)) for key, name in names.items()),
    )
    connection.executemany(
        "INSERT INTO citations (story_id, source_id, passages)"
        " SELECT ?, id, ? FROM sources WHERE folded = ? AND type = ?",
        ((story_id, count, *key) for key, count in counts.items()),
    )


def forget_citations(connection: sqlite3.Connection, story_id: int, text_id: int) -> None:
    """Forget what a story cites, as the text it is read in has become another."""
    if _is_read(connection, story_id, text_id):
        connection.execute("DELETE FROM citations WHERE story_id = ?", (story_id,))
        forget_told(connection, story_id)


def _is_read(connection: sqlite3.Connection, story_id: int, text_id: int) -> bool:
    row = connection.execute(_THE_TEXT, (story_id,)).fetchone()
    return row is not None and row[0] == text_id


def _cited(analysis: Analysis) -> tuple[dict[SourceKey, SafeText], Counter[SourceKey]]:
    """Name the sources of a text, and count the passages of each."""
    names: dict[SourceKey, SafeText] = {}
    counts: Counter[SourceKey] = Counter()
    for attribution in analysis.attributions:
        if attribution.confidence < SURE_FROM or _is_dismissed(attribution):
            continue
        for entity in analysis.entities_of(attribution):
            key = source_key(entity.canonical, entity.type)
            if key.folded:
                names.setdefault(key, source_name(entity.canonical))
                counts[key] += 1
    return names, counts


def _is_dismissed(attribution: Attribution) -> bool:
    """Whether the reader has said that nobody claims anything there."""
    return attribution.correction is CorrectionKind.NO_CLAIM


def count_citing(
    archive: Archive, keys: Iterable[SourceKey], *, besides: int
) -> dict[SourceKey, int]:
    """Count the listed stories that cite each of some sources, all but one."""
    hidden = json.dumps(hidden_feed_ids(archive))
    counts: dict[SourceKey, int] = {}
    for key in keys:
        ((counts[key],),) = archive.read(
            f"""
            SELECT count(*)
            FROM sources CROSS JOIN citations ON source_id = sources.id
                CROSS JOIN stories ON stories.id = citations.story_id
                LEFT JOIN marks ON marks.story_id = stories.id
            WHERE sources.folded = ? AND sources.type = ? AND stories.id <> ? AND {_LISTED}
            """,  # noqa: S608 - made of this package's words
            (*key, besides, hidden),
        )
    return counts


def count_versions(archive: Archive, query: Query) -> dict[tuple[int, int], int]:
    """Count the listed stories a query finds by who last prepared them: builder and engine."""
    condition, params = conditions(archive, respelled(archive, query))
    rows = archive.read(
        f"""
        SELECT builder, engine, count(*)
        FROM stories LEFT JOIN marks ON marks.story_id = stories.id
        WHERE {_LISTED} AND {condition} GROUP BY builder, engine
        """,  # noqa: S608 - made of this package's words and of question marks
        (json.dumps(hidden_feed_ids(archive)), *params),
    )
    return {(builder, engine): count for builder, engine, count in rows}


def count_not_analysed(archive: Archive, query: Query, *, builder: int, engine: int) -> int:
    """Count the stories among them that these versions prepared, but could not analyse."""
    condition, params = conditions(archive, query)
    rows = archive.read(
        f"""
        SELECT count(*)
        FROM stories LEFT JOIN marks ON marks.story_id = stories.id
        WHERE stories.id IN (SELECT story_id FROM traits WHERE NOT analysed)
            AND builder = ? AND engine = ? AND {_LISTED} AND {condition}
        """,  # noqa: S608 - made of this package's words and of question marks
        (builder, engine, json.dumps(hidden_feed_ids(archive)), *params),
    )
    return int(rows[0][0])


def most_cited(
    archive: Archive,
    query: Query,
    *,
    type: SourceType | None = None,  # noqa: A002 - the field's term
    named_like: str = "",
    limit: int,
) -> list[CitedSource]:
    """The sources that most of the listed stories cite, the most cited first.

    Args:
        archive: Where.
        query: Which stories count.
        type: Only sources of this type.
        named_like: Only sources with this in their names, in whatever case.
        limit: How many at most.
    """
    condition, params = conditions(archive, respelled(archive, query))
    chosen, values = "", []
    for part, value in _choices(type, named_like):
        chosen += f" AND {part}"
        values.append(value)
    if chosen:
        # The sign keeps SQLite from looking every chosen source up for each story.
        chosen = f" AND +source_id IN (SELECT id FROM sources WHERE 1{chosen})"  # noqa: S608 - the same
    rows = archive.read(
        f"""
        SELECT name, type, is_named, cited, told FROM (
            SELECT source_id, count(*) AS cited, sum(passages) AS told
            FROM stories INDEXED BY stories_in_order
                LEFT JOIN marks ON marks.story_id = stories.id
                CROSS JOIN citations ON citations.story_id = stories.id
            WHERE {_LISTED} AND {condition}{chosen}
            GROUP BY source_id ORDER BY cited DESC, told DESC, source_id LIMIT ?
        ) JOIN sources ON sources.id = source_id
        ORDER BY cited DESC, told DESC, sources.folded
        """,  # noqa: S608 - made of this package's words and of question marks
        (
            json.dumps(hidden_feed_ids(archive)),
            *params,
            *values,
            limit,
        ),
    )
    return [
        CitedSource(
            name=clean_line(name),
            type=_TYPES.get(kind, SourceType.UNKNOWN),
            is_named=bool(is_named),
            stories=stories,
            passages=passages,
        )
        for name, kind, is_named, stories, passages in rows
    ]


def _choices(kind: SourceType | None, named_like: str) -> Iterator[tuple[str, str]]:
    if kind is not None:
        yield "type = ?", kind.value
    if named_like.strip():
        yield "instr(folded, ?)", fold(source_name(named_like))
