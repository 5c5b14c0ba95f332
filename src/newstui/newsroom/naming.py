"""What feeds are called where several are named together: no two alike."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from newstui.model.feed import FeedKind
from newstui.text.clean import clean_line
from newstui.text.links import user_name, without_credentials

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newstui.model.feed import Feed
    from newstui.model.text import SafeText


def tell_apart(feeds: Sequence[Feed]) -> dict[int, SafeText]:
    """Name feeds by their titles, with the address where a title is not enough.

    Where that is not enough either, the user name in it is shown, never a password.
    """
    names = {feed.id: feed.title for feed in feeds}
    for feed in _alike(feeds, names):
        names[feed.id] = clean_line(f"{feed.title}, {_address(feed)}")
    for feed in _alike(feeds, names):
        if feed.kind is FeedKind.WEB and (user := user_name(feed.place)):
            names[feed.id] = clean_line(f"{names[feed.id]} as {user}")
    return names


def _alike(feeds: Iterable[Feed], names: dict[int, SafeText]) -> list[Feed]:
    """List the feeds whose name another one has."""
    counts = Counter(names.values())
    return [feed for feed in feeds if counts[names[feed.id]] > 1]


def _address(feed: Feed) -> SafeText:
    return without_credentials(feed.place) if feed.kind is FeedKind.WEB else clean_line(feed.place)
