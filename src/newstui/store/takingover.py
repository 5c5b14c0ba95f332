"""Stories taken over from another reader: kept as their feed's own refresh would keep them.

What is known already keeps what the reader did with it here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from newstui.model.story import TextKind
from newstui.store import changes
from newstui.store.indexing import index_story
from newstui.store.keeping import find_known, insert_story, number_story
from newstui.store.moving import find_fetched
from newstui.store.reverting import PUT_TAG
from newstui.store.storyrows import story_row
from newstui.store.tags import tag_name
from newstui.store.values import storable, to_seconds
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from datetime import datetime

    from newstui.model.story import Entry
    from newstui.model.text import SafeText
    from newstui.store.archive import Archive
    from newstui.store.keeping import Known

_UNTOUCHED: Final = """
    SELECT value FROM json_each(?)
    WHERE value NOT IN (SELECT story_id FROM marks) AND value NOT IN (SELECT story_id FROM tags)
"""
_KNOWN: Final = """
    SELECT key, id FROM identities
    WHERE feed_id = ? AND key IN (SELECT value FROM json_each(?))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreign:
    """One story as another reader kept it."""

    key: str
    """Its identity within its feed."""
    entry: Entry
    is_read: bool = False
    is_deleted: bool = False
    """Whether the reader threw it away: it is only noted as read, should its feed tell it again."""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOver:
    """What became of some stories of one feed."""

    new: int = 0
    read: int = 0
    """Of the new ones."""
    tagged: int = 0
    """Of the new ones."""
    known: int = 0
    marked: int = 0
    """Of the known ones, those that took over marks, since they had none here."""
    deleted: int = 0
    ids: tuple[tuple[str, int], ...] = ()
    """Keys and numbers of all that are there; in a rehearsal of those known."""


def take_over(
    archive: Archive, feed_id: int, stories: Sequence[Foreign], *, now: datetime
) -> TakenOver:
    """Keep some stories of a feed with their marks, all of them or none.

    Args:
        archive: Where.
        feed_id: Their feed.
        stories: Of several with one key the first counts.
        now: UTC.

    Raises:
        StoreError: If they could not be kept.
    """
    wanted = _by_key(stories)
    at = to_seconds(now)
    # Everything that takes time happens before others have to wait.
    rows = {
        key: story_row(one.entry, TextKind.FEED, at)
        for key, one in wanted.items()
        if not one.is_deleted
    }
    with archive.transaction(durable=False) as connection:
        known = find_known(connection, feed_id, list(wanted))
        known |= find_fetched(connection.execute, feed_id, _links(wanted, known), known)
        fresh = [key for key in wanted if key not in known]
        numbers = {key: number_story(connection, feed_id, key) for key in reversed(fresh)}
        touched = _touchable(connection, wanted, known)
        changed = {**numbers, **touched}
        if changed:
            _mark(connection, {key: wanted[key] for key in changed}, changed, now)
        for key, number in numbers.items():
            if key in rows:
                insert_story(connection, number, feed_id, rows[key], None)
                index_story(connection, number)
        if numbers:
            _record(connection, feed_id, list(numbers.values()), now)
    known_ids = {key: story_id for key, (story_id, _digest) in known.items()}
    ids = tuple({**known_ids, **numbers}.items())
    return _count(wanted, fresh, len(known), len(touched), ids)


def rehearse(archive: Archive, feed_id: int | None, stories: Sequence[Foreign]) -> TakenOver:
    """Find out what `take_over` would do.

    Args:
        archive: Where.
        feed_id: Their feed; `None` for one that is still to be subscribed to.
        stories: The stories.

    Raises:
        StoreError: If the archive cannot be read.
    """
    wanted = _by_key(stories)
    known: Known = {}
    if feed_id is not None:
        rows = archive.read(_KNOWN, (feed_id, json.dumps(list(wanted))))
        known = {key: (story_id, None) for key, story_id in rows}
        known |= find_fetched(archive.read, feed_id, _links(wanted, known), known)
    marked = [known[key][0] for key, one in wanted.items() if key in known and _has_marks(one)]
    touchable = archive.read(_UNTOUCHED, (json.dumps(marked),)) if marked else []
    fresh = [key for key in wanted if key not in known]
    ids = tuple((key, story_id) for key, (story_id, _digest) in known.items())
    return _count(wanted, fresh, len(known), len(touchable), ids)


def name_feed(archive: Archive, feed_id: int, *, title: str, site_url: str) -> None:
    """Note what a feed is called by its publisher, as long as it was not read here.

    Raises:
        StoreError: If that could not be saved.
    """
    with archive.transaction(durable=False) as connection:
        connection.execute(
            "UPDATE feeds SET title = CASE title WHEN '' THEN ? ELSE title END,"
            " site_url = CASE site_url WHEN '' THEN ? ELSE site_url END"
            " WHERE id = ? AND fetched IS NULL",
            (clean_line(title), storable(site_url), feed_id),
        )


def bookmarked_once(archive: Archive, ids: Sequence[int]) -> set[int]:
    """Tell which stories are bookmarked, or were and are not any more."""
    sql = "SELECT story_id FROM bookmarks WHERE story_id IN (SELECT value FROM json_each(?))"
    return {story_id for (story_id,) in archive.read(sql, (json.dumps(list(ids)),))}


def _by_key(stories: Sequence[Foreign]) -> dict[str, Foreign]:
    wanted: dict[str, Foreign] = {}
    for one in stories:
        wanted.setdefault(one.key, one)
    return wanted


def _links(wanted: dict[str, Foreign], known: Known) -> dict[str, str]:
    """List the links of the stories that are not known, by key."""
    return {key: one.entry.url for key, one in wanted.items() if key not in known}


def _has_marks(one: Foreign) -> bool:
    return one.is_read or bool(one.tags)


def _touchable(
    connection: sqlite3.Connection, wanted: dict[str, Foreign], known: Known
) -> dict[str, int]:
    """Find the known stories that nothing was done with here, and something was there."""
    numbers = {key: story_id for key, (story_id, _) in known.items() if _has_marks(wanted[key])}
    if not numbers:
        return {}
    rows = connection.execute(_UNTOUCHED, (json.dumps(list(numbers.values())),))
    untouched = {story_id for (story_id,) in rows}
    return {key: number for key, number in numbers.items() if number in untouched}


def _mark(
    connection: sqlite3.Connection,
    stories: dict[str, Foreign],
    numbers: dict[str, int],
    now: datetime,
) -> None:
    """Mark stories read and tag them as they were there."""
    read = [numbers[key] for key, one in stories.items() if one.is_read or one.is_deleted]
    everything = sorted(numbers.values())
    seq = changes.record(
        connection, "marks", now=now, first_id=everything[0], last_id=everything[-1]
    )
    connection.execute(
        "INSERT INTO marks (story_id, read, changed, seen)"
        " SELECT value, 1, ?, coalesce(revision, 1) FROM json_each(?)"
        " LEFT JOIN stories ON stories.id = value WHERE true ON CONFLICT DO NOTHING",
        (seq, json.dumps(read)),
    )
    by_tag: dict[SafeText, list[int]] = {}
    for key, one in stories.items():
        for tag in filter(None, map(tag_name, one.tags)):
            by_tag.setdefault(tag, []).append(numbers[key])
    for tag, ids in by_tag.items():
        connection.execute(PUT_TAG, (tag, json.dumps(ids))).fetchall()


def _record(
    connection: sqlite3.Connection, feed_id: int, numbers: list[int], now: datetime
) -> None:
    connection.execute(
        "UPDATE feeds SET last_new = (SELECT max(sort_at) FROM stories WHERE feed_id = ?)"
        " WHERE id = ? AND last_new IS NULL",
        (feed_id, feed_id),
    )
    changes.record(
        connection,
        "stories",
        now=now,
        feed_id=feed_id,
        first_id=min(numbers),
        last_id=max(numbers),
    )


def _count(
    wanted: dict[str, Foreign],
    fresh: Sequence[str],
    known: int,
    marked: int,
    ids: tuple[tuple[str, int], ...],
) -> TakenOver:
    new = [wanted[key] for key in fresh if not wanted[key].is_deleted]
    return TakenOver(
        new=len(new),
        read=sum(one.is_read for one in new),
        tagged=sum(bool(one.tags) for one in new),
        known=known,
        marked=marked,
        deleted=len(fresh) - len(new),
        ids=ids,
    )
