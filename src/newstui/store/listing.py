"""Which stories there are, in order: numbers first, headlines for the few that show.

Newest first everywhere: by time, then by number. Listed are the stories of visible feeds, and
bookmarked and tagged ones whatever has become of their feed; hidden ones never.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from newstui.model.headline import Headline
from newstui.store.subscriptions import hidden_feed_ids, shown_title
from newstui.store.values import from_seconds, storable_ids
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newstui.store.archive import Archive, Row

OrderRow = tuple[int, int, int]
"""When (seconds since 1970), number, flags: 1 is read, 2 is bookmarked."""

_THE_FUTURE: Final = (2**63 - 1, 2**63 - 1)
KEPT: Final = """
    (coalesce(bookmarked, 0) OR EXISTS (
        SELECT 1 FROM tags JOIN feeds ON feeds.id = stories.feed_id
        WHERE tags.story_id = stories.id AND coalesce(removed > added, 1)
    ))
"""
"""Whether a story stays when its feed is removed: bookmarked ones do, and tagged ones. That a feed
was subscribed to may be taken back, too: then it counts as removed when it was added."""
_SAME_SECOND: Final = f"""
    SELECT sort_at, stories.id, coalesce(read, 0) | (coalesce(bookmarked, 0) << 1)
    FROM stories INDEXED BY stories_in_order LEFT JOIN marks ON story_id = stories.id
    WHERE sort_at = ? AND stories.id < ?
        AND (feed_id NOT IN (SELECT value FROM json_each(?)) OR {KEPT})
        AND NOT coalesce(hidden, 0)
    ORDER BY stories.id DESC LIMIT ?
"""  # noqa: S608 - of this module's words
_NEXT_BUILDER: Final = """
    SELECT builder, engine FROM stories INDEXED BY stories_to_build
    WHERE builder > ? ORDER BY builder, engine LIMIT 1
"""
_NEXT_ENGINE: Final = """
    SELECT builder, engine FROM stories INDEXED BY stories_to_build
    WHERE builder = ? AND engine > ? ORDER BY engine LIMIT 1
"""
_FROM_HIDDEN: Final = f"""
    FROM (
        SELECT story_id FROM bookmarks WHERE removed IS NULL UNION SELECT story_id FROM tags
    ) AS kept CROSS JOIN stories ON stories.id = kept.story_id
        LEFT JOIN marks ON marks.story_id = stories.id
    WHERE {KEPT} AND feed_id IN (SELECT value FROM json_each(?))
"""  # noqa: S608 - of this module's words
"""The stories of hidden feeds that are listed all the same."""
_EARLIER: Final = f"""
    SELECT sort_at, stories.id, coalesce(read, 0) | (coalesce(bookmarked, 0) << 1)
    FROM stories INDEXED BY stories_in_order LEFT JOIN marks ON story_id = stories.id
    WHERE sort_at < ?
        AND (feed_id NOT IN (SELECT value FROM json_each(?)) OR {KEPT})
        AND NOT coalesce(hidden, 0)
    ORDER BY sort_at DESC, stories.id DESC LIMIT ?
"""  # noqa: S608 - of this module's words


def order_rows(
    archive: Archive, *, limit: int, before: tuple[int, int] | None = None
) -> list[OrderRow]:
    """The newest stories of visible feeds, a page at a time.

    Args:
        archive: Where.
        limit: How many at most.
        before: Only what follows this (seconds, number): the last row of the page before.
    """
    hidden = _hidden(archive)
    at, story_id = before or _THE_FUTURE
    # Compared as a pair, the index would be searched for the time alone: one read for each part.
    rows = archive.read(_SAME_SECOND, (at, story_id, hidden, limit)) if before else []
    if len(rows) < limit:
        rows += archive.read(_EARLIER, (at, hidden, limit - len(rows)))
    return rows


def arrivals(archive: Archive, *, after_id: int) -> list[OrderRow]:
    """Stories of visible feeds that came after number `after_id`."""
    return archive.read(
        f"""
        SELECT sort_at, stories.id, coalesce(read, 0) | (coalesce(bookmarked, 0) << 1)
        FROM stories LEFT JOIN marks ON story_id = stories.id
        WHERE stories.id > ?
            AND (feed_id NOT IN (SELECT value FROM json_each(?)) OR {KEPT})
            AND NOT coalesce(hidden, 0)
        ORDER BY sort_at DESC, stories.id DESC
        """,  # noqa: S608 - of this module's words
        (after_id, _hidden(archive)),
    )


def count_kept_from_hidden(archive: Archive) -> tuple[int, int]:
    """How many stories of hidden feeds are listed all the same, and how many of them are unread."""
    ((total, unread),) = archive.read(
        f"""
        SELECT count(*), coalesce(sum(NOT coalesce(read, 0)), 0) {_FROM_HIDDEN}
            AND NOT coalesce(hidden, 0)
        """,
        (_hidden(archive),),
    )
    return total, unread


def count_hidden(archive: Archive) -> int:
    """How many stories are hidden."""
    rows = archive.read(
        "SELECT count(*) FROM marks INDEXED BY marks_hidden"
        " JOIN stories ON stories.id = story_id WHERE hidden"
    )
    return int(rows[0][0])


def newest_id(archive: Archive) -> int:
    """The highest number of a story; 0 when there is none."""
    return int(archive.read("SELECT coalesce(max(id), 0) FROM stories")[0][0])


def list_headlines(archive: Archive, ids: Sequence[int]) -> list[Headline | None]:
    """Headlines in the order asked for; `None` where there is no such story."""
    rows = archive.read(
        """
        SELECT stories.id, feed_id, stories.title, first_words, sort_at, dated, own_title,
            feeds.title, place, read AND revision > seen, highlighted,
            (SELECT json_group_array(tag) FROM tags WHERE tags.story_id = stories.id)
        FROM json_each(?) AS asked CROSS JOIN stories ON stories.id = asked.value
            JOIN feeds ON feeds.id = feed_id
            LEFT JOIN marks ON marks.story_id = stories.id
        """,
        (json.dumps(storable_ids(ids)),),
    )
    found = {row[0]: _headline(row) for row in rows}
    return [found.get(story_id) for story_id in ids]


def find_addresses(archive: Archive, ids: Sequence[int]) -> dict[int, str]:
    """The links of stories, by number; raw, as published."""
    rows = archive.read(
        "SELECT stories.id, url FROM json_each(?) CROSS JOIN stories ON stories.id = value",
        (json.dumps(storable_ids(ids)),),
    )
    return dict(rows)


def find_unread_pages(archive: Archive, ids: Sequence[int]) -> dict[int, str]:
    """The links of those stories whose page was not read yet, by number in the order given."""
    rows = archive.read(
        """
        SELECT stories.id, url FROM json_each(?) CROSS JOIN stories ON stories.id = value
        WHERE NOT EXISTS (SELECT 1 FROM texts WHERE story_id = stories.id AND kind = 'page')
        """,
        (json.dumps(storable_ids(ids)),),
    )
    return dict(rows)


def unbuilt(archive: Archive, *, limit: int, builder: int, engine: int) -> list[int]:
    """Stories whose text or analysis was not made by these versions, newest first.

    Each version in use is one stretch of an index, so a finished archive answers at once.
    """
    hidden = _hidden(archive)
    rows: list[tuple[int, int]] = []
    for version in _versions(archive):
        if version != (builder, engine):
            rows += archive.read(
                """
                SELECT sort_at, id FROM stories INDEXED BY stories_to_build
                WHERE builder = ? AND engine = ?
                    AND feed_id NOT IN (SELECT value FROM json_each(?))
                ORDER BY sort_at DESC, id DESC LIMIT ?
                """,
                (*version, hidden, limit),
            )
    rows += _unbuilt_of_hidden(archive, builder=builder, engine=engine)
    return [story_id for _, story_id in sorted(rows, reverse=True)[:limit]]


def count_unbuilt(archive: Archive, *, builder: int, engine: int) -> int:
    """How many stories `unbuilt` would list without a limit."""
    hidden, count = _hidden(archive), 0
    for version in _versions(archive):
        if version != (builder, engine):
            rows = archive.read(
                "SELECT count(*) FROM stories INDEXED BY stories_to_build WHERE builder = ?"
                " AND engine = ? AND feed_id NOT IN (SELECT value FROM json_each(?))",
                (*version, hidden),
            )
            count += rows[0][0]
    return count + len(_unbuilt_of_hidden(archive, builder=builder, engine=engine))


def _unbuilt_of_hidden(archive: Archive, *, builder: int, engine: int) -> list[tuple[int, int]]:
    """Seconds and numbers of the stories to be built that are kept though their feed is hidden."""
    hidden = _hidden(archive)
    if not json.loads(hidden):
        return []
    return archive.read(
        f"""
        SELECT sort_at, stories.id {_FROM_HIDDEN} AND (builder, engine) <> (?, ?)
        """,
        (hidden, builder, engine),
    )


def count_never_built(archive: Archive) -> int:
    """How many stories no version has made a text of, so that their titles are all there is."""
    rows = archive.read(
        "SELECT count(*) FROM stories INDEXED BY stories_to_build WHERE builder = 0"
        " AND feed_id NOT IN (SELECT value FROM json_each(?))",
        (_hidden(archive),),
    )
    return int(rows[0][0])


def is_all_prepared(archive: Archive, *, builder: int, engine: int) -> bool:
    """Whether no story waits to be indexed, built by these versions, or looked at by rules."""
    ((waits,),) = archive.read(
        "SELECT EXISTS (SELECT 1 FROM stories INDEXED BY stories_to_index WHERE indexed = 0)"
        " OR EXISTS (SELECT 1 FROM unruled)"
    )
    return not waits and not unbuilt(archive, limit=1, builder=builder, engine=engine)


def never_built(archive: Archive, feed_id: int, keys: Sequence[str]) -> list[int]:
    """Stories of a feed, by their keys, whose body as it is now no version has made a text of."""
    rows = archive.read(
        "SELECT stories.id FROM json_each(?) AS asked"
        " CROSS JOIN identities ON identities.feed_id = ? AND identities.key = asked.value"
        " JOIN stories ON stories.id = identities.id AND builder = 0",
        (json.dumps(keys), feed_id),
    )
    return [story_id for (story_id,) in rows]


def _versions(archive: Archive) -> list[tuple[int, int]]:
    """The pairs of builder and engine in use, each found by one step in the index."""
    versions: list[tuple[int, int]] = []
    rows = archive.read(_NEXT_BUILDER, (-1,))
    while rows:
        builder, engine = rows[0]
        versions.append((builder, engine))
        rows = archive.read(_NEXT_ENGINE, (builder, engine)) or archive.read(
            _NEXT_BUILDER, (builder,)
        )
    return versions


def _hidden(archive: Archive) -> str:
    return json.dumps(hidden_feed_ids(archive))


def _headline(row: Row) -> Headline:
    story_id, feed_id, title, first_words, at, dated, own_title, feed_title, place, *rest = row
    changed, highlighted, tags = rest
    return Headline(
        story_id=story_id,
        feed_id=feed_id,
        outlet=shown_title(own_title, feed_title, place),
        title=clean_line(title) or clean_line(first_words) or clean_line(f"#{story_id}"),
        at=from_seconds(at),
        dated=bool(dated),
        is_changed=bool(changed),
        is_highlighted=bool(highlighted),
        tags=tuple(sorted(map(clean_line, json.loads(tags)))) if tags != "[]" else (),
    )
