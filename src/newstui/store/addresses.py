"""Which feed an address belongs to, and how a feed gets another one.

A web feed is found by every address that leads to it: its own, and the one it was answered from
when it redirected.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from newstui.text.links import address_key, bare_address, user_name, with_login_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from newstui.store.archive import Archive, Row

ADDRESSES: Final = """
    SELECT id, place, redirects, removed IS NOT NULL FROM feeds WHERE kind = 'web'
    ORDER BY instr(place, '#'), id
"""
"""What `Addresses` are made of."""
KEEPS_ADDRESS: Final = "place NOT LIKE '%#' || id"
"""Whether a feed still has its address: no other has taken it while it was removed."""
_OTHERS: Final = "SELECT id, place, '', 0 FROM feeds WHERE removed IS NULL AND id <> ? ORDER BY id"
_GIVEN: Final = """
    UPDATE feeds SET place = ?, etag = '', last_modified = '', body_hash = '', error = NULL,
        failing_since = NULL, failures = 0, gone = NULL, next_check = NULL, moved_to = '',
        moved_seen = 0
    WHERE id = ?
"""
"""What was observed at the address before says nothing of the new one."""


class Addresses:
    """Web feeds by their addresses, those subscribed to apart from those removed."""

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self._subscribed, self._removed = _Shelf(), _Shelf()
        redirected: list[tuple[str, int, bool]] = []
        for feed_id, place, redirects, is_removed in rows:
            self.note(place, feed_id, is_removed=is_removed)
            if final := _answered_from(place, redirects):
                redirected.append((final, feed_id, is_removed))
        # An address of one's own counts more than one that others lead to.
        for final, feed_id, is_removed in redirected:
            self.note(final, feed_id, is_removed=is_removed)

    def note(self, place: str, feed_id: int, *, is_removed: bool = False) -> None:
        """Have a feed found by another address."""
        (self._removed if is_removed else self._subscribed).put(place, feed_id)

    def subscribed(self, *places: str) -> int | None:
        """Find the feed that is subscribed to under the first address that has one."""
        return next(filter(None, map(self._subscribed.find, places)), None)

    def removed(self, *places: str) -> tuple[int, str] | None:
        """Find the feed that was removed, and under which of the addresses."""
        found = ((self._removed.find(place), place) for place in places)
        return next(((number, place) for number, place in found if number is not None), None)


def read_addresses(archive: Archive) -> Addresses:
    """Read the addresses of every web feed."""
    return Addresses(archive.read(ADDRESSES))


def find_rival(archive: Archive, place: str, *, besides: int) -> int | None:
    """Find another feed, as `find_owner` does, outside of a change too."""
    return Addresses(archive.read(_OTHERS, (besides,))).subscribed(place)


def find_owner(connection: sqlite3.Connection, place: str, *, besides: int) -> int | None:
    """Find another feed that is subscribed to and has this address, or path, as its own."""
    return Addresses(connection.execute(_OTHERS, (besides,))).subscribed(place)


def give_address(connection: sqlite3.Connection, feed_id: int, place: str) -> None:
    """Give a feed another address, to be asked as soon as may be."""
    clear_address(connection, place, besides=feed_id)
    connection.execute(_GIVEN, (place, feed_id))


def clear_address(connection: sqlite3.Connection, place: str, *, besides: int) -> None:
    """Take an address from a removed feed, which keeps it with its number behind.

    What follows "#" is not asked for: the feed still shows whose it was, and can come back when
    the address is free again.
    """
    connection.execute(
        "UPDATE feeds SET place = place || '#' || id"
        " WHERE place = ? AND removed IS NOT NULL AND id <> ?",
        (place, besides),
    )


class _Shelf:
    """Feeds by their addresses, the first one that came to an address."""

    def __init__(self) -> None:
        self._exact: dict[str, int] = {}
        self._by_key: dict[str, int] = {}
        self._by_bare_key: dict[str, int] = {}
        """Also those with a user name, without it."""

    def put(self, place: str, feed_id: int) -> None:
        key, bare = address_key(place), bare_address(place)
        self._exact.setdefault(place, feed_id)
        self._by_key.setdefault(key, feed_id)
        self._by_bare_key.setdefault(key if bare == place else address_key(bare), feed_id)

    def find(self, place: str) -> int | None:
        """Find by what is written, else by what is meant, else whoever has no user name."""
        for found in self._places(place):
            if found is not None:
                return found
        return None

    def _places(self, place: str) -> Iterator[int | None]:
        yield self._exact.get(place)
        yield self._by_key.get(address_key(place))
        bare = address_key(bare_address(place))
        yield (self._by_key if user_name(place) else self._by_bare_key).get(bare)


def _answered_from(place: str, redirects: str) -> str:
    """Where a feed's redirects led; empty when they did not begin at the address it has now."""
    if redirects in {"", "[]"}:
        return ""
    try:
        way = json.loads(redirects)
    except ValueError:
        return ""
    match way:
        case [str(first), *_, str(last)] if address_key(first) == address_key(bare_address(place)):
            return with_login_of(place, last)
    return ""
