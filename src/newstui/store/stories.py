"""Stories as published: kept a feed at a time, found by number.

A story that its feed no longer lists stays; an edited one keeps its number and its marks.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from newstui.model.story import BodyType, Entry, Story, TextKind
from newstui.store import changes
from newstui.store.archive import unknown
from newstui.store.listing import (
    arrivals,
    list_headlines,
    newest_id,
    order_rows,
    select_ids,
    unbuilt,
)
from newstui.store.storyrows import INSERTED, UPDATED, story_row
from newstui.store.subscriptions import shown_title
from newstui.store.values import (
    from_optional_seconds,
    from_seconds,
    pack,
    pack_text,
    storable,
    storable_ids,
    to_seconds,
    unpack_text,
)
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from datetime import datetime

    from newstui.model.attribution import Credit
    from newstui.model.feed import Evidence
    from newstui.model.story import ParsedFeed
    from newstui.model.text import SafeText
    from newstui.store.archive import Archive
    from newstui.store.storyrows import StoryRow

__all__ = [
    "Kept",
    "arrivals",
    "find_story",
    "keep_feed",
    "keep_unchanged",
    "list_headlines",
    "newest_id",
    "order_rows",
    "raw_entry",
    "select_ids",
    "unbuilt",
]

_BODY_TYPES: Final = {kind.value: kind for kind in BodyType}
_TEXT_KINDS: Final = {kind.value: kind for kind in TextKind}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What keeping a feed brought."""

    new: tuple[int, ...]
    """Numbers of stories never seen before, in the feed's order."""
    changed: tuple[int, ...]
    """Numbers of stories that were edited, or came back after they had been purged."""


def keep_feed(  # noqa: PLR0913 - a feed as it was read
    archive: Archive,
    feed_id: int,
    parsed: ParsedFeed,
    keys: Sequence[str],
    evidence: Evidence,
    *,
    now: datetime,
    problem: SafeText | None = None,
) -> Kept:
    """Keep a feed as it was read, all of it or nothing, and clear its error.

    Args:
        archive: Where.
        feed_id: Which.
        parsed: Its title and entries.
        keys: The identity of each entry within the feed; of doubles the first is kept.
        evidence: Its validators are only stored together with the stories they stand for.
        now: UTC.
        problem: What is wrong with parts of it, kept as its error.

    Raises:
        StoreError: If there is no such feed or it could not be saved.
    """
    rows: dict[str, StoryRow] = {}
    # Everything that takes time happens before others have to wait.
    for key, entry in zip(map(storable, keys), parsed.entries, strict=True):
        if key not in rows:
            rows[key] = story_row(entry, parsed.text_kind, to_seconds(now))
    with archive.transaction(durable=False) as connection:
        dressed = _keep_head(connection, feed_id, parsed, evidence, now=now, problem=problem)
        if dressed is None:
            raise unknown(archive, f"feed {feed_id}")
        kept = _keep_rows(connection, feed_id, rows)
        ids = (*kept.new, *kept.changed)
        if ids:
            changes.record(
                connection,
                "stories",
                now=now,
                feed_id=feed_id,
                first_id=min(ids),
                last_id=max(ids),
            )
        elif dressed:
            changes.record(connection, "feeds", now=now, feed_id=feed_id)
    return kept


def keep_unchanged(archive: Archive, feed_id: int, evidence: Evidence, *, now: datetime) -> None:
    """Note that a feed answered it has not changed; new validators replace the old.

    Raises:
        StoreError: If it could not be saved.
    """
    with archive.transaction(durable=False) as connection:
        row = connection.execute(
            "SELECT error IS NOT NULL FROM feeds WHERE id = ?", (feed_id,)
        ).fetchone()
        if row is None:
            raise unknown(archive, f"feed {feed_id}")
        connection.execute(
            "UPDATE feeds SET checked = ?, error = NULL, failing_since = NULL, fetched = ?,"
            " etag = coalesce(nullif(?, ''), etag),"
            " last_modified = coalesce(nullif(?, ''), last_modified) WHERE id = ?",
            (
                to_seconds(now),
                to_seconds(evidence.fetched),
                storable(evidence.etag),
                storable(evidence.last_modified),
                feed_id,
            ),
        )
        if row[0]:
            changes.record(connection, "feeds", now=now, feed_id=feed_id)


def find_story(archive: Archive, story_id: int, *, with_body: bool = True) -> Story | None:
    """One story, also of a removed feed; `None` when there is none of this number.

    Args:
        archive: Where.
        story_id: Its number.
        with_body: False leaves the body empty, for those who read a text made of it.
    """
    if not storable_ids([story_id]):
        return None
    rows = archive.read(
        "SELECT stories.feed_id, key, guid, stories.url, stories.title, authors, published,"
        " updated, stories.fetched, stories.language, credits, text_kind, body_type,"
        " CASE WHEN ? THEN body END, own_title, feeds.title, place"
        " FROM stories JOIN identities USING (id) JOIN feeds ON feeds.id = stories.feed_id"
        " LEFT JOIN bodies ON story_id = stories.id WHERE stories.id = ?",
        (with_body, story_id),
    )
    if not rows:
        return None
    feed_id, key, guid, url, title, authors, published, updated, fetched, *rest = rows[0]
    language, credits_, text_kind, body_type, body, own_title, feed_title, place = rest
    return Story(
        id=story_id,
        feed_id=feed_id,
        key=key,
        entry=Entry(
            guid=guid,
            url=url,
            title=clean_line(title),
            authors=_authors(authors),
            published=from_optional_seconds(published),
            updated=from_optional_seconds(updated),
            body=_body(body),
            body_type=_BODY_TYPES.get(body_type, BodyType.TEXT),
            language=language,
            credits=_credits(credits_),
        ),
        text_kind=_TEXT_KINDS.get(text_kind, TextKind.FEED),
        fetched=from_seconds(fetched),
        outlet=shown_title(own_title, feed_title, place),
    )


def raw_entry(archive: Archive, story_id: int) -> bytes:
    """The entry as published, as JSON, zlib-compressed.

    Raises:
        StoreError: If there is no such story.
    """
    from newstui.text.records import entry_record

    story = find_story(archive, story_id)
    if story is None:
        raise unknown(archive, f"story {story_id}")
    return pack(entry_record(story.entry))


def _keep_head(  # noqa: PLR0913 - a feed as it was read
    connection: sqlite3.Connection,
    feed_id: int,
    parsed: ParsedFeed,
    evidence: Evidence,
    *,
    now: datetime,
    problem: SafeText | None,
) -> bool | None:
    """Keep what a feed says of itself; return whether that shows, `None` without such a feed."""
    before = connection.execute(
        "SELECT title, error IS NOT ? OR checked IS NULL FROM feeds WHERE id = ?",
        (problem, feed_id),
    ).fetchone()
    if before is None:
        return None
    title = clean_line(parsed.title) or before[0]
    connection.execute(
        "UPDATE feeds SET title = ?, site_url = coalesce(nullif(?, ''), site_url), language = ?,"
        " checked = ?, error = ?,"
        " failing_since = CASE WHEN ? THEN coalesce(failing_since, ?) END,"
        " fetched = ?, final_url = ?, etag = ?,"
        " last_modified = ?, content_type = ? WHERE id = ?",
        (
            title,
            storable(parsed.site_url),
            storable(parsed.language),
            to_seconds(now),
            problem,
            problem is not None,
            to_seconds(now),
            to_seconds(evidence.fetched),
            storable(evidence.final_url),
            storable(evidence.etag),
            storable(evidence.last_modified),
            storable(evidence.content_type),
            feed_id,
        ),
    )
    return bool(before[1]) or title != before[0]


def _keep_rows(connection: sqlite3.Connection, feed_id: int, rows: dict[str, StoryRow]) -> Kept:
    known = _known(connection, feed_id, list(rows))
    new, changed = [], []
    # From the last to the first: of stories of the same second the first one leads the list.
    for key, row in reversed(rows.items()):
        story_id, digest = known.get(key, (0, None))
        if not story_id:
            story_id = _number(connection, feed_id, key)
            _insert(connection, story_id, feed_id, row)
            new.append(story_id)
        elif digest is None:
            _insert(connection, story_id, feed_id, row)
            changed.append(story_id)
        elif digest != row.values["digest"]:
            _update(connection, story_id, row)
            changed.append(story_id)
    return Kept(new=tuple(reversed(new)), changed=tuple(reversed(changed)))


def _known(
    connection: sqlite3.Connection, feed_id: int, keys: Sequence[str]
) -> dict[str, tuple[int, str | None]]:
    """Number of each key seen before, and the digest of its story unless that was purged."""
    known: dict[str, tuple[int, str | None]] = {}
    for key in keys:
        row = connection.execute(
            "SELECT identities.id, digest FROM identities"
            " LEFT JOIN stories ON stories.id = identities.id"
            " WHERE identities.feed_id = ? AND key = ?",
            (feed_id, key),
        ).fetchone()
        if row is not None:
            known[key] = row
    return known


def _number(connection: sqlite3.Connection, feed_id: int, key: str) -> int:
    cursor = connection.execute(
        "INSERT INTO identities (feed_id, key) VALUES (?, ?)", (feed_id, key)
    )
    return cursor.lastrowid or 0


def _insert(connection: sqlite3.Connection, story_id: int, feed_id: int, row: StoryRow) -> None:
    connection.execute(INSERTED, {**row.values, "id": story_id, "feed_id": feed_id})
    connection.execute(
        "INSERT INTO bodies (story_id, body) VALUES (?, ?)", (story_id, pack_text(row.body))
    )


def _update(connection: sqlite3.Connection, story_id: int, row: StoryRow) -> None:
    """Replace what was edited; when it was first seen stays, and so does the bound on its date."""
    same_body = connection.execute(
        "SELECT body_hash = ? AND body_type = ? AND url = ? FROM stories WHERE id = ?",
        (row.values["body_hash"], row.values["body_type"], row.values["url"], story_id),
    ).fetchone()[0]
    connection.execute(UPDATED, {**row.values, "id": story_id, "same_body": same_body})
    if not same_body:
        connection.execute(
            "UPDATE bodies SET body = ? WHERE story_id = ?", (pack_text(row.body), story_id)
        )


def _authors(text: str) -> tuple[SafeText, ...]:
    return tuple(clean_line(str(author)) for author in _listed(text))


def _credits(text: str) -> tuple[Credit, ...]:
    listed = _listed(text)
    if not listed:
        return ()
    from newstui.text.records import credit_from_record

    try:
        return tuple(credit_from_record(record) for record in listed)
    except ValueError:
        return ()


def _listed(text: str) -> list[object]:
    try:
        values = json.loads(text)
    except ValueError:
        return []
    return values if isinstance(values, list) else []


def _body(packed: bytes | None) -> str:
    """A body whose row is damaged is empty: the story keeps its title and link."""
    try:
        return unpack_text(packed) if packed else ""
    except ValueError:
        return ""
