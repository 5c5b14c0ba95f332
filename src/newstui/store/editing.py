"""What the reader changes about a feed, undoably: its title, folder, settings and address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newstui.errors import StoreError
from newstui.store import changes, journal
from newstui.store.addresses import find_rival, give_address
from newstui.store.archive import unknown
from newstui.store.folderqueries import follow_folder
from newstui.store.reverting import EDITABLE
from newstui.store.subscriptions import find_feed
from newstui.text.clean import clean_line
from newstui.text.links import address_key, without_credentials

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from newstui.model.feed import Feed
    from newstui.model.schedule import FeedSettings
    from newstui.model.text import SafeText
    from newstui.store.archive import Archive
    from newstui.store.folderqueries import FolderChange, Followed

_READ: Final = f"SELECT {', '.join(EDITABLE)} FROM feeds WHERE id = ?"  # noqa: S608 - own words
_WRITTEN: Final = f"UPDATE feeds SET {', '.join(f'{name} = ?' for name in EDITABLE)} WHERE id = ?"  # noqa: S608


def edit_feed(  # noqa: PLR0913 - everything that can be changed, by name
    archive: Archive,
    feed_id: int,
    *,
    title: SafeText | None = None,
    folder: SafeText | None = None,
    settings: FeedSettings | None = None,
    place: str | None = None,
    now: datetime,
) -> Feed:
    """Change what is said of a feed, undoably; return it as it is now.

    Args:
        archive: Where.
        feed_id: Which.
        title: What it is called; empty for the publisher's own title, `None` leaves it.
        folder: Its folder; empty for none, `None` leaves it.
        settings: Its settings; `None` leaves them.
        place: Its address in normal form, or its absolute path; `None` leaves it. Stories and
            marks stay.
        now: UTC.

    Raises:
        StoreError: If there is no such feed, another has the address, or it could not be saved.
    """
    feed = find_feed(archive, feed_id)
    if feed is None:
        raise unknown(archive, f"feed {feed_id}")
    with archive.transaction(durable=True) as connection:
        before = connection.execute(_READ, (feed_id,)).fetchone()
        after = list(before)
        if title is not None:
            after[0] = title
        if folder is not None:
            after[1] = _folder_id(connection, folder)
        if settings is not None:
            switches = int(settings.full_text), int(settings.pictures)
            after[2:] = settings.interval_minutes, settings.user_agent, *switches
        operations: list[journal.Operation] = []
        if tuple(after) != before:
            connection.execute(_WRITTEN, (*after, feed_id))
            operations.append({"op": "feed", "id": feed_id, "was": list(before), "is": after})
        if place is not None and place != feed.place:
            require_free(archive, feed, place)
            give_address(connection, feed_id, place)
            operation = {"op": "address", "id": feed_id, "was": feed.place, "is": place}
            operations.append(operation)
        if operations:
            now_is = find_feed(archive, feed_id) or feed
            label = f"changed {feed.title}: {', '.join(_changes(feed, now_is))}"
            journal.record(connection, label, operations, now)
            changes.record(connection, "feeds", now=now, feed_id=feed_id)
    return find_feed(archive, feed_id) or feed


def _changes(was: Feed, now_is: Feed) -> Iterator[str]:
    """Say what has changed of a feed, each in a few words."""
    before, own = was.settings, now_is.settings
    if was.title != now_is.title:
        yield f"called {now_is.title}"
    if was.folder != now_is.folder:
        yield f"in {now_is.folder}" if now_is.folder else "in no folder"
    if was.place != now_is.place:
        bare = without_credentials(now_is.place)
        is_elsewhere = bare != without_credentials(was.place)
        yield f"at {bare}" if is_elsewhere else "another user name or password"
    if before.interval_minutes != own.interval_minutes:
        minutes = own.interval_minutes
        yield f"asked every {minutes} minutes" if minutes else "asked at its own pace"
    if before.user_agent != own.user_agent:
        yield f"user agent {own.user_agent}" if own.user_agent else "newstui's own user agent"
    if before.full_text != own.full_text:
        yield f"full text {'on' if own.full_text else 'off'}"
    if before.pictures != own.pictures:
        yield f"pictures {'on' if own.pictures else 'off'}"


def put_feeds(
    archive: Archive,
    folders: Mapping[int, SafeText],
    change: FolderChange,
    *,
    label: SafeText,
    now: datetime,
) -> Followed:
    """Put the feeds of a folder into others, with what names it, as one change to be undone.

    Args:
        archive: Where.
        folders: The folder of each feed from now on, by its number; empty for none.
        change: What becomes of the folder.
        label: What the change is called.
        now: UTC.

    Raises:
        StoreError: If it could not be saved.
    """
    operations: list[journal.Operation] = []
    with archive.transaction(durable=True) as connection:
        for feed_id, folder in folders.items():
            before = connection.execute(_READ, (feed_id,)).fetchone()
            after = [before[0], _folder_id(connection, folder), *before[2:]]
            connection.execute(_WRITTEN, (*after, feed_id))
            operations.append({"op": "feed", "id": feed_id, "was": list(before), "is": after})
        followed = follow_folder(connection, change)
        journal.record(connection, label, [*operations, *followed.operations], now)
        # Saved queries stand among the feeds.
        changes.record(connection, "feeds", now=now)
    return followed


def require_free(archive: Archive, feed: Feed, place: str) -> None:
    """Refuse an address for a feed that another has.

    Raises:
        StoreError: Saying which.
    """
    # With another password only, it is as much its own as it was before.
    if address_key(place) == address_key(feed.place):
        return
    owner_id = find_rival(archive, place, besides=feed.id)
    if owner_id and (owner := find_feed(archive, owner_id)):
        reason = f"{owner.title} has this address, as feed {owner.id}"
        raise StoreError(without_credentials(place), clean_line(reason))


def _folder_id(connection: sqlite3.Connection, folder: SafeText) -> int | None:
    """Find a folder's number, making it if need be; `None` for no folder."""
    if not folder:
        return None
    connection.execute("INSERT INTO folders (title) VALUES (?) ON CONFLICT DO NOTHING", (folder,))
    row = connection.execute("SELECT id FROM folders WHERE title = ?", (folder,)).fetchone()
    return int(row[0])
