"""Subscriptions that turned out to be one feed: one has moved to where the other is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from newstui.text.links import is_same_feed, with_login_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from newstui.model.text import SafeText
    from newstui.store.archive import Archive, Row

SIGHTINGS: Final = 2
"""How often a permanent redirect is seen before it is believed."""
ANSWERS: Final = f"""
    SELECT id, place, final_url, CASE WHEN moved_seen >= {SIGHTINGS} THEN moved_to ELSE '' END
    FROM feeds WHERE removed IS NULL AND kind = 'web'
    ORDER BY moved_seen >= {SIGHTINGS}, id
"""  # noqa: S608 - made of this module's words
"""What `find_same` judges by."""
_LOST: Final = """
    SELECT feeds.id, count(*) AS known
    FROM feeds CROSS JOIN json_each(?) AS asked
    JOIN identities ON identities.feed_id = feeds.id
        AND identities.key = json_extract(asked.value, '$[0]')
    JOIN stories ON stories.id = identities.id
        AND stories.title = json_extract(asked.value, '$[1]')
    WHERE removed IS NULL AND kind = 'web' AND (error IS NOT NULL OR gone IS NOT NULL)
    GROUP BY feeds.id HAVING known * 2 >= ? ORDER BY known DESC, feeds.id LIMIT 1
"""


def find_same(rows: Iterable[Row]) -> dict[int, int]:
    """Find the feeds that are another one by now, and which.

    They have its address, or have moved there. Only addresses that are written alike or were
    answered from one place are compared: thousands of feeds are judged in a few milliseconds.
    """
    same: dict[int, int] = {}
    by_address: dict[str, int] = {}
    by_answer: dict[str, list[tuple[int, str]]] = {}
    for feed_id, place, final, moved_to in rows:
        address = with_login_of(place, moved_to) if moved_to else place
        answered = by_answer.setdefault(final, []) if final else []
        alike = (number for number, other in answered if is_same_feed(other, address))
        other_id = by_address.get(address) or next(alike, None)
        if other_id is None:
            by_address[address] = feed_id
            answered.append((feed_id, address))
        else:
            same[feed_id] = other_id
    return same


def find_lost(archive: Archive, stories: Sequence[tuple[str, SafeText]]) -> int | None:
    """Find a web feed in trouble that has most of these stories already.

    Args:
        archive: Where.
        stories: Key and title of each. A key alone may be no more than a number.
    """
    rows = archive.read(_LOST, (json.dumps(stories), len(stories)))
    return int(rows[0][0]) if rows and stories else None


def partners(connection: sqlite3.Connection, feed_id: int) -> list[int]:
    """List the feeds that are the same as one, or that it is the same as."""
    same = find_same(connection.execute(ANSWERS))
    others = [number for number, other_id in same.items() if other_id == feed_id]
    return [same[feed_id], *others] if feed_id in same else others
