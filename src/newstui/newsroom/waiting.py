"""Feeds that are left alone for a while, because their host asked for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newstui.errors import PlaceError
from newstui.model.feed import FeedKind
from newstui.newsroom.days import shown_moment
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from newstui.model.feed import Feed
    from newstui.model.text import SafeText
    from newstui.store.archive import Archive

_ASKING: Final = ("429", "503")
"""Answers that ask for it, as a feed's error begins."""


def find_waits(archive: Archive, feeds: Iterable[Feed], *, now: datetime) -> dict[int, datetime]:
    """Tell until when feeds are left alone, by number; those that are not are left out."""
    # The first frame needs the words below, but nothing that asks anybody.
    from newstui.store.jobs import waiting_hosts

    hosts = waiting_hosts(archive, now=now)
    waits = {feed.id: hosts.get(_host(feed)) for feed in feeds} if hosts else {}
    return {feed_id: until for feed_id, until in waits.items() if until}


def is_asked_to_wait(feed: Feed) -> bool:
    """Whether what is wrong with a feed is no more than that its host wants to be left alone."""
    return (feed.error or "").startswith(_ASKING)


def describe_wait(feed: Feed, until: datetime, *, now: datetime) -> SafeText:
    """Say until when a feed is left alone, and which answer asked for it if the feed got it."""
    answer = f" ({(feed.error or '')[:3]})" if is_asked_to_wait(feed) else ""
    return clean_line(f"waits until {shown_moment(until, now)} as its host asked{answer}")


def _host(feed: Feed) -> str:
    from newstui.places.addresses import parse_address

    try:
        return parse_address(feed.place).authority if feed.kind is FeedKind.WEB else ""
    except PlaceError:
        return ""
