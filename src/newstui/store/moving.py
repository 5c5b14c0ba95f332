"""Stories that are told under another key than before, and are the same ones.

Of a feed that moved: an identifier or link whose host changed with its feed's, and nothing else,
belongs to the story known under the old host, when exactly one has it. Of a file that was renamed:
its name stands before the headline in an identifier, and the headline tells; of one within a
folder, title, link and text do. Of an identifier that stood once in its feed and stands twice now,
or the other way round: link and title tell. Of a story taken over from another reader, which may
not have told whether an entry has an identifier, or taken in from the file of a bookmark, which
never does: the link tells.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable

    from newstui.store.archive import Row
    from newstui.store.keeping import Known
    from newstui.store.storyrows import StoryRow

    Read = Callable[[str, tuple[object, ...]], Iterable[Row]]

_OF_FEED: Final = """
    SELECT stories.id, {columns} FROM identities CROSS JOIN stories ON stories.id = identities.id
    WHERE identities.feed_id = ?
"""
"""By way of the identities, which have an index of feeds: of the stories all would be read."""
_LINKS: Final = _OF_FEED.format(columns="url, digest") + " AND fetch_id {origin}"

_WORDS: Final = ("title", "url", "body_hash", "body_type")
"""What a story says, as columns."""
_TAKEN_IN: Final = """
    SELECT stories.id, url, digest FROM bookmarks
    CROSS JOIN stories ON stories.id = bookmarks.story_id
    CROSS JOIN feeds ON feeds.id = feed_id
    WHERE fetch_id IS NULL AND feeds.fetched IS NULL AND feeds.removed IS NOT NULL
        AND feeds.id <> ?
"""
"""By way of the bookmarks, which are few or none."""
_COUNTED: Final = """
    UPDATE feeds SET total = total + :sign * shown, unread = unread + :sign * is_unread FROM (
        SELECT feed_id, NOT coalesce(hidden, 0) AS shown,
            NOT (coalesce(read, 0) OR coalesce(hidden, 0)) AS is_unread
        FROM stories LEFT JOIN marks ON marks.story_id = stories.id WHERE stories.id = :id
    ) AS found WHERE found.feed_id = feeds.id
"""


def adopt_moved(  # noqa: PLR0913 - a feed before and after
    connection: sqlite3.Connection,
    feed_id: int,
    rows: dict[str, StoryRow],
    known: Known,
    *,
    from_url: str,
    to_url: str,
) -> None:
    """Give stories that moved along with their feed the keys they have now.

    Args:
        connection: In a transaction.
        feed_id: Which feed.
        rows: Its stories as they are now, by key.
        known: Those known by these keys; the ones found are put in.
        from_url: Address that answered before; empty for a feed that was never read.
        to_url: Address that answered now.
    """
    if not from_url or _host(from_url) == _host(to_url) or len(known) == len(rows):
        return
    _adopt(connection, feed_id, rows, known, was=_place, now_is=_place)


def adopt_renamed(  # noqa: PLR0913 - a file before and after
    connection: sqlite3.Connection,
    feed_id: int,
    rows: dict[str, StoryRow],
    known: Known,
    *,
    from_path: str,
    to_path: str,
) -> None:
    """Give the stories of a file that was renamed the keys they have now.

    Args:
        connection: In a transaction.
        feed_id: Which feed.
        rows: Its stories as they are now, by key.
        known: Those known by these keys; the ones found are put in.
        from_path: Where the file was; empty for one that was never read.
        to_path: Where it is.
    """
    before, after = (f"{PurePosixPath(path).name}#" for path in (from_path, to_path))
    if from_path and before != after:
        was, now_is = partial(_after, before), partial(_after, after)
        _adopt(connection, feed_id, rows, known, was=was, now_is=now_is)


def adopt_refiled(
    connection: sqlite3.Connection, feed_id: int, rows: dict[str, StoryRow], known: Known
) -> None:
    """Find stories that stand in another file of their folder now, word for word.

    Args:
        connection: In a transaction.
        feed_id: A file or folder.
        rows: Its stories as they are, by key.
        known: Those known by these keys; the ones found are put in, to be written anew: another
            file brings them.
    """
    asked: dict[tuple[object, ...], list[str]] = {}
    for key, row in rows.items():
        if key not in known:
            asked.setdefault(tuple(row.values[name] for name in _WORDS), []).append(key)
    if not asked:
        return
    listed = {story_id for story_id, _digest in known.values()}
    same: dict[tuple[object, ...], list[int]] = {}
    sql = _OF_FEED.format(columns=", ".join(_WORDS))
    for story_id, *told in connection.execute(sql, (feed_id,)):
        if story_id not in listed and tuple(told) in asked:
            same.setdefault(tuple(told), []).append(story_id)
    for told, story_ids in same.items():
        # Of several alike, nothing tells which went where.
        if len(story_ids) == len(asked[told]) == 1:
            (story_id,), (key,) = story_ids, asked[told]
            known[key] = (story_id, "")
            connection.execute("UPDATE identities SET key = ? WHERE id = ?", (key, story_id))


def _adopt(  # noqa: PLR0913 - what tells a story, before and after
    connection: sqlite3.Connection,
    feed_id: int,
    rows: dict[str, StoryRow],
    known: Known,
    *,
    was: Callable[[str], str],
    now_is: Callable[[str], str],
) -> None:
    """Find stories not listed any more that are told alike, and alone, of those not known yet."""
    by_place: dict[str, list[tuple[int, str | None]]] = {}
    listed = {story_id for story_id, _digest in known.values()}
    sql = _OF_FEED.format(columns="guid, url, digest")
    for story_id, guid, url, digest in connection.execute(sql, (feed_id,)):
        place = was(guid or url)
        if place and story_id not in listed:
            by_place.setdefault(place, []).append((story_id, digest))
    for key, row in rows.items():
        place = now_is(str(row.values["guid"] or row.values["url"]))
        found = by_place.get(place, []) if key not in known else []
        if len(found) == 1:
            known[key] = found[0]
            connection.execute("UPDATE identities SET key = ? WHERE id = ?", (key, found[0][0]))
            del by_place[place]


def adopt_parted(
    connection: sqlite3.Connection, feed_id: int, rows: dict[str, StoryRow], known: Known
) -> None:
    """Find stories whose identifier is shared with others now, or no more, as their keys tell.

    Args:
        connection: In a transaction.
        feed_id: A feed on the web.
        rows: Its stories as they are, by key.
        known: Those known by these keys; the ones found are put in.
    """
    counts = Counter(row.values["guid"] for row in rows.values())
    asked = {
        key: row.values for key, row in rows.items() if key not in known and row.values["guid"]
    }
    if not asked:
        return
    listed = {story_id for story_id, _digest in known.values()}
    same: dict[tuple[object, ...], list[tuple[int, str | None]]] = {}
    sql = _OF_FEED.format(columns="digest, guid, url, title")
    sql += " AND guid IN (SELECT value FROM json_each(?))"
    guids = json.dumps([values["guid"] for values in asked.values()])
    for story_id, digest, *told in connection.execute(sql, (feed_id, guids)):
        if story_id not in listed:
            same.setdefault(tuple(told), []).append((story_id, digest))
    for key, values in asked.items():
        found = same.pop((values["guid"], values["url"], values["title"]), [])
        if len(found) == 1:
            known[key] = found[0]
            # A key that tells more goes before one that any of them might have.
            if counts[values["guid"]] > 1:
                connection.execute("UPDATE identities SET key = ? WHERE id = ?", (key, found[0][0]))


def adopt_taken_over(
    connection: sqlite3.Connection, feed_id: int, rows: dict[str, StoryRow], known: Known
) -> None:
    """Give stories taken over from another reader the keys that their feed's first refresh finds.

    Args:
        connection: In a transaction.
        feed_id: A feed that was never read here.
        rows: Its stories as they are, by key.
        known: Those known by these keys; the ones found are put in.
    """
    urls = {key: str(row.values["url"]) for key, row in rows.items() if key not in known}
    sql = _LINKS.format(origin="IS NULL")
    for key, found in _by_link(connection.execute(sql, (feed_id,)), urls, known).items():
        known[key] = found
        connection.execute("UPDATE identities SET key = ? WHERE id = ?", (key, found[0]))


def adopt_taken_in(
    connection: sqlite3.Connection, feed_id: int, rows: dict[str, StoryRow], known: Known
) -> None:
    """Give a feed the stories that were taken in from files of bookmarks before it was there.

    Args:
        connection: In a transaction.
        feed_id: A feed that was never read here.
        rows: Its stories as they are, by key.
        known: Those known by these keys; the ones found are put in.
    """
    urls = {key: str(row.values["url"]) for key, row in rows.items() if key not in known}
    for key, found in _by_link(connection.execute(_TAKEN_IN, (feed_id,)), urls, known).items():
        known[key], story_id = found, found[0]
        connection.execute(_COUNTED, {"sign": -1, "id": story_id})
        connection.execute(
            "UPDATE identities SET feed_id = ?, key = ? WHERE id = ?", (feed_id, key, story_id)
        )
        connection.execute("UPDATE stories SET feed_id = ? WHERE id = ?", (feed_id, story_id))
        connection.execute(_COUNTED, {"sign": 1, "id": story_id})


def find_fetched(read: Read, feed_id: int, urls: dict[str, str], known: Known) -> Known:
    """Find by their links stories that a refresh brought under other keys.

    Args:
        read: Runs a query.
        feed_id: Of which feed.
        urls: Links of stories, by the keys under which they are not known.
        known: Other stories that are known.
    """
    if not urls:
        return {}
    sql = _LINKS.format(origin="IS NOT NULL")
    return _by_link(read(sql, (feed_id,)), urls, known)


def _by_link(rows: Iterable[Row], urls: dict[str, str], known: Known) -> Known:
    """Match stories by links that one story and one key alone have."""
    listed = {story_id for story_id, _digest in known.values()}
    by_link: dict[str, list[tuple[int, str | None]]] = {}
    for story_id, url, digest in rows:
        if url and story_id not in listed:
            by_link.setdefault(url, []).append((story_id, digest))
    counts = Counter(urls.values())
    found = {key: by_link[url] for key, url in urls.items() if url in by_link and counts[url] == 1}
    return {key: stories[0] for key, stories in found.items() if len(stories) == 1}


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _after(name: str, identifier: str) -> str:
    """What follows the name of a file; empty when another begins it."""
    return identifier.removeprefix(name) if identifier.startswith(name) else ""


def _place(address: str) -> str:
    """What follows the host of an address; empty when that tells nothing."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or parts.path in {"", "/"}:
        return ""
    return f"{parts.path}?{parts.query}"
