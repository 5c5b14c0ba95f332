"""Keeping a feed as it was read: all of it in one commit, or nothing.

A story that its feed no longer lists stays; an edited one keeps its number and its marks.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from newstui.store import changes
from newstui.store.archive import unknown
from newstui.store.evidence import evidence_values, note_fetch
from newstui.store.indexing import index_story, note_published
from newstui.store.jobs import keep_schedule
from newstui.store.moving import (
    adopt_moved,
    adopt_parted,
    adopt_refiled,
    adopt_renamed,
    adopt_taken_in,
    adopt_taken_over,
)
from newstui.store.storyrows import INSERTED, UPDATED, packed_body, story_row
from newstui.store.values import storable, to_seconds
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from newstui.model.feed import Evidence
    from newstui.model.schedule import Schedule
    from newstui.model.story import ParsedFeed
    from newstui.model.text import SafeText
    from newstui.store.archive import Archive
    from newstui.store.storyrows import StoryRow

_NEWEST: Final = """
    UPDATE feeds SET last_new = max(coalesce(last_new, 0), (
        SELECT max(sort_at) FROM json_each(?) CROSS JOIN stories ON stories.id = value
    )) WHERE id = ?
"""
"""When the newest story came: as its publisher says, of an undated one as it was fetched."""
Known = dict[str, tuple[int, str | None]]
"""By key: the number of a story seen before, and its digest unless it was purged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What keeping a feed brought."""

    new: tuple[int, ...]
    """Numbers of stories never seen before, in the feed's order."""
    changed: tuple[int, ...]
    """Numbers of stories that were edited, or came back after they had been purged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """What was known of a feed before it was read again."""

    place: str
    title: str
    final_url: str
    error: str | None
    is_new: bool
    """Whether it was never read well."""


def keep_feed(  # noqa: PLR0913 - a feed as it was read
    archive: Archive,
    feed_id: int,
    parsed: ParsedFeed,
    keys: Sequence[str],
    evidence: Evidence,
    *,
    now: datetime,
    origins: Sequence[Evidence] = (),
    problem: SafeText | None = None,
    left_out: str = "",
    plan: Callable[[bool], Schedule] | None = None,
) -> Kept:
    """Keep a feed as it was read, all of it or nothing, and clear its error.

    Args:
        archive: Where.
        feed_id: Which.
        parsed: Its title and entries.
        keys: The identity of each entry within the feed; of doubles the first is kept.
        evidence: Its validators are only stored together with the stories they stand for.
        now: UTC.
        origins: Which answer each entry came in, where there were several: the files of a folder.
        problem: What is wrong with parts of it, kept as its error.
        left_out: What of it is not read though nothing is wrong with it.
        plan: Says when it is asked next, told whether something new came; `None` leaves what was
            planned.

    Raises:
        StoreError: If there is no such feed or it could not be saved.
    """
    rows: dict[str, StoryRow] = {}
    origin_of: dict[str, Evidence] = {}
    origins = origins or [evidence] * len(parsed.entries)
    # Everything that takes time happens before others have to wait.
    for key, entry, origin in zip(map(storable, keys), parsed.entries, origins, strict=True):
        if key not in rows:
            origin_of[key] = origin
            rows[key] = story_row(entry, entry.text_kind or parsed.text_kind, to_seconds(now))
    with archive.transaction(durable=False) as connection:
        head = _find_head(connection, feed_id)
        if head is None:
            raise unknown(archive, f"feed {feed_id}")
        title = _keep_head(connection, feed_id, parsed, evidence, now=now, problem=problem)
        notes_change = _note_left_out(connection, feed_id, left_out)
        kept = _keep_rows(connection, feed_id, rows, head, evidence, origin_of=origin_of)
        if plan is not None:
            keep_schedule(connection, feed_id, plan(bool(kept.new)))
        _record(connection, feed_id, kept, now=now)
        shows = head.is_new or problem != head.error or title != head.title or notes_change
        if shows and not (kept.new or kept.changed):
            changes.record(connection, "feeds", now=now, feed_id=feed_id)
    return kept


def _record(connection: sqlite3.Connection, feed_id: int, kept: Kept, *, now: datetime) -> None:
    """Note which stories came or changed."""
    ids = (*kept.new, *kept.changed)
    if kept.new:
        connection.execute(_NEWEST, (json.dumps(kept.new), feed_id))
    if ids:
        first, last = min(ids), max(ids)
        changes.record(
            connection, "stories", now=now, feed_id=feed_id, first_id=first, last_id=last
        )


def _find_head(connection: sqlite3.Connection, feed_id: int) -> _Head | None:
    row = connection.execute(
        "SELECT place, title, final_url, error, fetched IS NULL FROM feeds WHERE id = ?",
        (feed_id,),
    ).fetchone()
    if row is None:
        return None
    place, title, final_url, error, is_new = row
    return _Head(place=place, title=title, final_url=final_url, error=error, is_new=bool(is_new))


def _keep_head(  # noqa: PLR0913 - a feed as it was read
    connection: sqlite3.Connection,
    feed_id: int,
    parsed: ParsedFeed,
    evidence: Evidence,
    *,
    now: datetime,
    problem: SafeText | None,
) -> str:
    """Keep what a feed says of itself; return its title as it is now."""
    ((title,),) = connection.execute(
        "UPDATE feeds SET title = coalesce(nullif(?, ''), title),"
        " site_url = coalesce(nullif(?, ''), site_url), language = ?, checked = ?, error = ?,"
        " failing_since = CASE WHEN ? THEN coalesce(failing_since, ?) END, fetched = ?,"
        " final_url = ?, etag = ?, last_modified = ?, content_type = ?, redirects = ?,"
        " body_hash = ? WHERE id = ? RETURNING title",
        (
            clean_line(parsed.title),
            storable(parsed.site_url),
            storable(parsed.language),
            to_seconds(now),
            problem,
            problem is not None,
            to_seconds(now),
            *evidence_values(evidence),
            feed_id,
        ),
    ).fetchall()
    return str(title)


def _note_left_out(connection: sqlite3.Connection, feed_id: int, left_out: str) -> bool:
    """Note what of a feed is not read; return whether that is another than before."""
    told = storable(left_out)
    cursor = connection.execute(
        "UPDATE feeds SET left_out = ? WHERE id = ? AND left_out <> ?", (told, feed_id, told)
    )
    return cursor.rowcount > 0


def _keep_rows(  # noqa: PLR0913 - stories as they were read
    connection: sqlite3.Connection,
    feed_id: int,
    rows: dict[str, StoryRow],
    head: _Head,
    evidence: Evidence,
    *,
    origin_of: dict[str, Evidence],
) -> Kept:
    known = find_known(connection, feed_id, list(rows))
    adopt_moved(
        connection, feed_id, rows, known, from_url=head.final_url, to_url=evidence.final_url
    )
    if head.is_new:
        adopt_taken_over(connection, feed_id, rows, known)
        adopt_taken_in(connection, feed_id, rows, known)
    elif head.place.startswith(("http:", "https:")):
        adopt_parted(connection, feed_id, rows, known)
    else:
        adopt_renamed(
            connection, feed_id, rows, known, from_path=head.final_url, to_path=evidence.final_url
        )
        adopt_refiled(connection, feed_id, rows, known)
    fetch_ids: dict[Evidence, int] = {}
    new: list[int] = []
    changed: list[int] = []
    inserted: list[int] = []
    # From the last to the first: of stories of the same second the first one leads the list.
    for key, row in reversed(rows.items()):
        story_id, digest = known.get(key, (0, None))
        if digest == row.values["digest"]:
            continue
        origin = origin_of[key]
        if origin not in fetch_ids:
            fetch_ids[origin] = note_fetch(connection, feed_id, head.place, origin)
        fetch_id = fetch_ids[origin]
        if digest is not None:
            _update(connection, story_id, row, fetch_id)
            index_story(connection, story_id)
            changed.append(story_id)
            continue
        (changed if story_id else new).append(story_id or number_story(connection, feed_id, key))
        inserted.append((changed if story_id else new)[-1])
        insert_story(connection, inserted[-1], feed_id, row, fetch_id)
    note_published(connection, inserted)
    return Kept(new=tuple(reversed(new)), changed=tuple(reversed(changed)))


def find_known(connection: sqlite3.Connection, feed_id: int, keys: Sequence[str]) -> Known:
    """Find which stories of a feed were seen before."""
    rows = connection.execute(
        "SELECT identities.key, identities.id, digest FROM json_each(?) AS asked"
        " CROSS JOIN identities ON identities.feed_id = ? AND identities.key = asked.value"
        " LEFT JOIN stories ON stories.id = identities.id",
        (json.dumps(keys), feed_id),
    )
    return {key: (story_id, digest) for key, story_id, digest in rows}


def number_story(connection: sqlite3.Connection, feed_id: int, key: str) -> int:
    """Give a story its number, once and for all."""
    cursor = connection.execute(
        "INSERT INTO identities (feed_id, key) VALUES (?, ?)", (feed_id, key)
    )
    return cursor.lastrowid or 0


def insert_story(
    connection: sqlite3.Connection, story_id: int, feed_id: int, row: StoryRow, fetch_id: int | None
) -> None:
    """Write a story that is not there under its number; it is still to be indexed.

    Args:
        connection: In a transaction.
        story_id: Its number.
        feed_id: Of its feed.
        row: The story.
        fetch_id: Which answer brought it; `None` when none did.
    """
    values = {**row.values, "id": story_id, "feed_id": feed_id, "fetch_id": fetch_id}
    connection.execute(INSERTED, values)
    connection.execute(
        "INSERT INTO bodies (story_id, body) VALUES (?, ?)", (story_id, packed_body(row.body))
    )


def _update(connection: sqlite3.Connection, story_id: int, row: StoryRow, fetch_id: int) -> None:
    """Replace what was edited; when it was first seen stays, and so does the bound on its date."""
    same_body, same_text = connection.execute(
        "SELECT body_hash = :body_hash AND body_type = :body_type AND url = :url,"
        " body_hash = :body_hash AND title = :title FROM stories WHERE id = :id",
        {**row.values, "id": story_id},
    ).fetchone()
    named = {"id": story_id, "fetch_id": fetch_id, "is_built": same_body and same_text}
    connection.execute(UPDATED, {**row.values, **named})
    if not same_body:
        connection.execute(
            "UPDATE bodies SET body = ? WHERE story_id = ?", (packed_body(row.body), story_id)
        )
