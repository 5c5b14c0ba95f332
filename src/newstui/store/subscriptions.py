"""Feeds the reader subscribed to.

A feed is never deleted: removing it hides it with its stories, and adding it again brings both
back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from newstui.model.feed import Feed, FeedKind
from newstui.model.schedule import FeedSettings
from newstui.store import changes
from newstui.store.addresses import ADDRESSES, Addresses, give_address
from newstui.store.archive import unknown
from newstui.store.sameness import ANSWERS, find_same
from newstui.store.values import (
    from_optional_seconds,
    storable,
    storable_ids,
    to_seconds,
)
from newstui.text.clean import clean_line
from newstui.text.links import login_of, without_credentials

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from datetime import datetime

    from newstui.model.text import SafeText
    from newstui.store.archive import Archive, Row

_NO_TITLE: Final = clean_line("")
_KINDS: Final = {kind.value: kind for kind in FeedKind}
FEED_COLUMNS: Final = (
    "feeds.id, place, kind, own_title, feeds.title, folders.title, site_url, total, unread,"
    " checked, error, failing_since, gone, last_new, next_check, own_interval_minutes, user_agent,"
    " full_text, pictures, added, left_out"
)
"""Of `feeds` joined with `folders`, as `feed_from_row` reads them."""
_FEEDS: Final = f"""
    SELECT {FEED_COLUMNS} FROM feeds LEFT JOIN folders ON folders.id = folder_id
"""  # noqa: S608 - made of this module's words


def add_feed(  # noqa: PLR0913 - what a subscription is
    archive: Archive,
    *,
    place: str,
    kind: FeedKind,
    final: str = "",
    title: SafeText = _NO_TITLE,
    folder: SafeText | None = None,
    label: SafeText | None = None,
    now: datetime,
) -> tuple[Feed, bool]:
    """Subscribe; return the feed and whether it was not subscribed to before.

    A feed that was removed comes back with its stories and their marks, at the address under
    which it is asked for now.

    Args:
        archive: Where.
        place: Its address in normal form, or an absolute path.
        kind: What the place is.
        final: The address it was answered from, when that is another.
        title: What it is called; empty leaves that to the publisher.
        folder: Its folder; `None` leaves it where it is.
        label: What the change is called; with it a new subscription can be undone.
        now: UTC.

    Raises:
        StoreError: If it could not be saved.
    """
    places = [storable(address) for address in (place, final) if address]
    with archive.transaction(durable=True) as connection:
        found = _find(connection, kind, places)
        was: list[Any] | None = None
        if found is None:
            feed_id = _insert(connection, places[0], kind, now)
        elif found.is_removed:
            feed_id, was = found.feed_id, _bring_back(connection, found.feed_id, found.place)
        else:
            feed_id = found.feed_id
        _dress(connection, feed_id, title, folder)
        added = found is None or found.is_removed
        if added:
            changes.record(connection, "feeds", now=now, feed_id=feed_id)
        if added and label is not None:
            left = [feed_id, *_dressed(connection, feed_id), was]
            _note_subscriptions(connection, label, [left], now)
    feed = find_feed(archive, feed_id)
    if feed is None:
        raise unknown(archive, f"feed {feed_id}")
    return feed, added


@dataclass(frozen=True, slots=True)
class _Found:
    """A feed that an address belongs to."""

    feed_id: int
    place: str
    """Under which address it was found."""
    is_removed: bool


def _find(connection: sqlite3.Connection, kind: FeedKind, places: Sequence[str]) -> _Found | None:
    if kind is not FeedKind.WEB:
        row = connection.execute(
            "SELECT id, place, removed IS NOT NULL FROM feeds WHERE place = ?", (places[0],)
        ).fetchone()
        return _Found(*row) if row else None
    addresses = Addresses(connection.execute(ADDRESSES))
    if known := addresses.subscribed(*places):
        return _Found(known, places[0], is_removed=False)
    removed = addresses.removed(*places)
    return _Found(*removed, is_removed=True) if removed else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """A web feed to subscribe to, one of several."""

    place: str
    """Its http(s) address, in normal form."""
    title: SafeText = _NO_TITLE
    folder: SafeText | None = None
    site_url: str = ""


def add_feeds(
    archive: Archive, wanted: Sequence[Subscription], *, label: str, now: datetime
) -> tuple[tuple[int, bool], ...]:
    """Subscribe to many web feeds at once, undoably; all of them, or none.

    A feed that is subscribed to already keeps its title and folder. Of a list that has no
    passwords those that are known stay.

    Args:
        archive: Where.
        wanted: What is to be subscribed to.
        label: What the change is called when it is undone.
        now: UTC.

    Returns:
        For each the feed's number, and whether it was not subscribed to before.

    Raises:
        StoreError: If it could not be saved.
    """
    done: list[tuple[int, bool]] = []
    left: list[list[Any]] = []
    with archive.transaction(durable=True) as connection:
        addresses = Addresses(connection.execute(ADDRESSES))
        for one in wanted:
            found = addresses.subscribed(one.place)
            if found is None:
                number, was = _bring(connection, one, addresses.removed(one.place), now)
                left.append([number, *_dressed(connection, number), was])
                addresses.note(one.place, number)
            done.append((found or left[-1][0], found is None))
        if left:
            _note_subscriptions(connection, label, left, now)
            changes.record(connection, "feeds", now=now)
    return tuple(done)


def _note_subscriptions(
    connection: sqlite3.Connection, label: str, left: list[list[Any]], now: datetime
) -> None:
    """Note how to undo subscriptions: of each its number, as it was left, and as it was before."""
    from newstui.store import journal

    operation = {"op": "subscriptions", "at": to_seconds(now), "feeds": left}
    journal.record(connection, label, [operation], now)


def _bring(
    connection: sqlite3.Connection,
    wanted: Subscription,
    removed: tuple[int, str] | None,
    now: datetime,
) -> tuple[int, list[Any] | None]:
    """Subscribe to one feed, new or removed once; return its number and what it was before."""
    was: list[Any] | None = None
    if removed is None:
        feed_id = _insert(connection, storable(wanted.place), FeedKind.WEB, now)
        site_url = storable(wanted.site_url)
        connection.execute("UPDATE feeds SET site_url = ? WHERE id = ?", (site_url, feed_id))
    else:
        feed_id, place = removed
        was = _bring_back(connection, feed_id, place if login_of(place) else "")
    _dress(connection, feed_id, wanted.title, wanted.folder)
    return feed_id, was


def _bring_back(connection: sqlite3.Connection, feed_id: int, place: str) -> list[Any]:
    """Subscribe again to a feed that was removed; return what undoing that needs.

    Args:
        connection: In a transaction.
        feed_id: Which.
        place: Its address from now on; empty for the one it had.
    """
    sql = "SELECT removed, own_title, folder_id, place FROM feeds WHERE id = ?"
    row = connection.execute(sql, (feed_id,)).fetchone()
    was, had = list(row[:3]), row[3]
    # Where another feed took its address once, that stands before its own number.
    place = place or had.partition("#")[0]
    connection.execute("UPDATE feeds SET removed = NULL WHERE id = ?", (feed_id,))
    if place != had:
        give_address(connection, feed_id, place)
        was += [had, place]
    return was


def _dressed(connection: sqlite3.Connection, feed_id: int) -> list[Any]:
    """Read the title and folder the reader gave a feed."""
    sql = "SELECT own_title, folder_id FROM feeds WHERE id = ?"
    return list(connection.execute(sql, (feed_id,)).fetchone())


def _insert(connection: sqlite3.Connection, place: str, kind: FeedKind, now: datetime) -> int:
    cursor = connection.execute(
        "INSERT INTO feeds (place, kind, added) VALUES (?, ?, ?)",
        (place, kind.value, to_seconds(now)),
    )
    return cursor.lastrowid or 0


def _dress(
    connection: sqlite3.Connection, feed_id: int, title: SafeText, folder: SafeText | None
) -> None:
    """Give a feed the title and folder said, leaving what was not said."""
    if title:
        connection.execute("UPDATE feeds SET own_title = ? WHERE id = ?", (title, feed_id))
    if folder:
        connection.execute(
            "INSERT INTO folders (title) VALUES (?) ON CONFLICT DO NOTHING", (folder,)
        )
        connection.execute(
            "UPDATE feeds SET folder_id = (SELECT id FROM folders WHERE title = ?) WHERE id = ?",
            (folder, feed_id),
        )


def list_feeds(archive: Archive, *, hidden: bool = False) -> tuple[Feed, ...]:
    """Feeds by folder and title; samples only while nothing else is subscribed to.

    Args:
        archive: Where.
        hidden: List also removed feeds and hidden samples.
    """
    rows = archive.read(_FEEDS if hidden else f"{_FEEDS} WHERE removed IS NULL")
    by_id = {row[0]: feed_from_row(row) for row in rows}
    for feed_id, other_id in find_same(archive.read(ANSWERS)).items():
        # Another program may have removed either meanwhile.
        if feed_id in by_id and other_id in by_id:
            by_id[feed_id] = replace(by_id[feed_id], same_as=by_id[other_id])
    feeds = list(by_id.values())
    if not hidden and any(feed.kind is not FeedKind.SAMPLES for feed in feeds):
        feeds = [feed for feed in feeds if feed.kind is not FeedKind.SAMPLES]
    return tuple(sorted(feeds, key=_place_in_list))


def find_feed(archive: Archive, feed_id: int) -> Feed | None:
    """One feed, also when it is removed; `None` when there is none of this number."""
    if not storable_ids([feed_id]):
        return None
    rows = archive.read(f"{_FEEDS} WHERE feeds.id = ?", (feed_id,))
    return feed_from_row(rows[0]) if rows else None


def hidden_feed_ids(archive: Archive) -> tuple[int, ...]:
    """Feeds whose stories are not listed: removed ones, and samples once outgrown."""
    rows = archive.read("SELECT id, kind, removed IS NOT NULL FROM feeds")
    outgrown = any(kind != FeedKind.SAMPLES.value and not removed for _, kind, removed in rows)
    return tuple(
        feed_id
        for feed_id, kind, removed in rows
        if removed or (outgrown and kind == FeedKind.SAMPLES.value)
    )


def shown_title(own_title: str, title: str, place: str) -> SafeText:
    """The reader's title if set, else the publisher's, else what the place is called."""
    return clean_line(own_title) or clean_line(title) or _shown_place(place)


def _shown_place(place: str) -> SafeText:
    """Call a file or folder by its name, a web feed by its address without credentials."""
    if place.startswith("/"):
        return clean_line(PurePath(place).name) or clean_line(place)
    return without_credentials(place)


def _place_in_list(feed: Feed) -> tuple[str, str, int]:
    return (feed.folder or "").casefold(), feed.title.casefold(), feed.id


def feed_from_row(row: Row) -> Feed:
    """Read a row of `FEED_COLUMNS`."""
    (feed_id, place, kind, own_title, title, folder, site_url, *numbers) = row
    total, unread, checked, error, failing_since, gone, last_new, next_check, *settings = numbers
    interval_minutes, user_agent, full_text, pictures, added, left_out = settings
    return Feed(
        id=feed_id,
        place=place,
        kind=_KINDS.get(kind, FeedKind.WEB),
        title=shown_title(own_title, title, place),
        folder=clean_line(folder) if folder else None,
        site_url=site_url,
        total=total,
        unread=unread,
        checked=from_optional_seconds(checked),
        error=clean_line(error) if error else None,
        left_out=clean_line(left_out) or None,
        failing_since=from_optional_seconds(failing_since),
        gone=from_optional_seconds(gone),
        last_new=from_optional_seconds(last_new),
        next_check=from_optional_seconds(next_check),
        added=from_optional_seconds(added),
        settings=FeedSettings(
            interval_minutes=interval_minutes,
            user_agent=user_agent,
            full_text=bool(full_text),
            pictures=bool(pictures),
        ),
    )
