"""Stories of a feed that moved: told again under the new address, they are the same ones.

An identifier or link whose host changed with its feed's, and nothing else, belongs to the story
known under the old host, when exactly one has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    import sqlite3

    from newstui.store.keeping import Known
    from newstui.store.storyrows import StoryRow


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
    by_place: dict[str, list[tuple[int, str | None]]] = {}
    listed = {story_id for story_id, _digest in known.values()}
    for story_id, guid, url, digest in connection.execute(
        "SELECT id, guid, url, digest FROM stories WHERE feed_id = ?", (feed_id,)
    ):
        place = _place(guid or url)
        if place and story_id not in listed:
            by_place.setdefault(place, []).append((story_id, digest))
    for key, row in rows.items():
        place = _place(str(row.values["guid"] or row.values["url"]))
        found = by_place.get(place, []) if key not in known else []
        if len(found) == 1:
            known[key] = found[0]
            connection.execute("UPDATE identities SET key = ? WHERE id = ?", (key, found[0][0]))
            del by_place[place]


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _place(address: str) -> str:
    """What follows the host of an address; empty when that tells nothing."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or parts.path in {"", "/"}:
        return ""
    return f"{parts.path}?{parts.query}"
