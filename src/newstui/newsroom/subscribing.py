"""Subscriptions: adding what can be read, but nothing twice; finding, removing."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from random import random
from typing import TYPE_CHECKING, Final

from newstui.errors import NewstuiError, PlaceError, StoreError, UsageError
from newstui.model.feed import FeedKind
from newstui.model.schedule import Schedule
from newstui.newsroom.days import shown_moment
from newstui.newsroom.naming import tell_apart
from newstui.newsroom.troubles import advise_to_add
from newstui.places import locate
from newstui.places.addresses import parse_address
from newstui.places.locating import shown_place
from newstui.places.reading import utc_now
from newstui.places.transfer import NOBODY
from newstui.refresh.finding import FoundFeeds
from newstui.refresh.reports import Failed, Warned, describe_left_out
from newstui.refresh.running import find_feeds
from newstui.refresh.schedule import after_answer, with_wishes
from newstui.refresh.streamed import STDIN_PLACE
from newstui.store import stories, subscriptions
from newstui.store.addresses import read_addresses
from newstui.store.jobs import find_job
from newstui.store.removing import remove_feed
from newstui.store.sameness import find_lost
from newstui.text.clean import NOTHING, clean_line
from newstui.text.links import is_same_feed, with_login_of, without_credentials

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newstui.formats.discovery import FoundFeed
    from newstui.model.feed import Feed
    from newstui.model.text import SafeText
    from newstui.refresh.running import Stopper
    from newstui.refresh.streamed import StreamedFeed
    from newstui.store.archive import Archive

_NOT_ADDED: Final = "it was not added"


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of a new subscription."""

    feed: Feed
    is_new: bool
    """False when it was subscribed already."""
    was: Feed | None = None
    """The feed as it was, when it was subscribed already."""
    stories: int = 0
    """How many stories came with it that were not known."""
    keeps_login: bool = False
    """Whether it was typed with another user name or password, which it did not take over."""
    warnings: tuple[SafeText, ...] = ()
    left_out: tuple[SafeText, ...] = ()
    """Which parts of it are no files, and what they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPlace:
    """A place that was read and can be subscribed to."""

    place: str
    """Its address in normal form, or its absolute path."""
    read: StreamedFeed
    warnings: tuple[SafeText, ...] = ()


class SeveralFeedsError(NewstuiError):
    """A site has several feeds, of which one has to be chosen."""

    def __init__(self, place: SafeText, found: Sequence[FoundFeed]) -> None:
        super().__init__(f"{place}: has {len(found)} feeds; choose one")
        self.place, self.found = place, tuple(found)


class StrayedError(NewstuiError):
    """What was to be added holds the stories of a feed that is in trouble."""

    def __init__(self, place: SafeText, feed: Feed) -> None:
        said = f"{place}: holds the stories of {feed.title} (feed {feed.id}), which is in trouble"
        super().__init__(f"{said}; {_NOT_ADDED}")
        self.place, self.feed = place, feed


def subscribe(  # noqa: PLR0913 - a subscription, by name
    archive: Archive,
    place: str,
    *,
    title: SafeText = NOTHING,
    folder: SafeText | None = None,
    settings: Path,
    clock: Callable[[], datetime],
) -> Added:
    """Read a place and subscribe to it; of a site's page, to the feed it names.

    What cannot be read is not subscribed to. The settings file tells where passwords come from.

    Raises:
        PlaceError: If the place cannot be read, or holds no news.
        SeveralFeedsError: If it is a site with several feeds.
        StrayedError: If it is a feed that is subscribed to where it is no more.
        UsageError: If it is standard input.
        StoreError: If the subscription cannot be kept.
    """
    known = recognise(archive, place, title=title, folder=folder, clock=clock)
    if known is not None:
        return known
    waits = None if archive.is_memory else archive.path
    found = find_place(place, settings=settings, waits=waits)
    return keep_place(archive, found, title=title, folder=folder, clock=clock)


def find_place(
    place: str,
    *,
    settings: Path,
    waits: Path | None,
    stopper: Stopper | None = None,
    otherwise: str = _NOT_ADDED,
) -> FoundPlace:
    """Read a place to subscribe to, which may take a while; of a site's page, the feed it names.

    Args:
        place: As typed.
        settings: The settings file, which tells where passwords come from.
        waits: The archive that remembers which hosts ask to be left alone; `None` for none.
        stopper: May end it; what is stopped counts as not read.
        otherwise: What is said to follow from it that the place cannot be read.

    Raises:
        PlaceError: If the place cannot be read, or holds no news.
        SeveralFeedsError: If it is a site with several feeds.
        UsageError: If it is standard input.
    """
    if place == STDIN_PLACE:
        raise UsageError("standard input cannot be read again, so it cannot be subscribed to")
    warnings: list[SafeText] = []
    for read in find_feeds(place, settings=settings, waits=waits, stopper=stopper):
        if isinstance(read, Failed):
            raise _refusal(read, otherwise)
        if isinstance(read, Warned):
            warnings.append(clean_line(f"{read.place}: {read.reason}"))
            continue
        if isinstance(read, FoundFeeds):
            raise SeveralFeedsError(shown_place(place), read.feeds)
        return FoundPlace(place=read.located, read=read, warnings=tuple(warnings))
    raise PlaceError(shown_place(place), f"could not be read; {otherwise}")


def known_addresses(archive: Archive, found: Sequence[FoundFeed]) -> frozenset[str]:
    """List the addresses of those of a site's feeds that are subscribed to already."""
    addresses = read_addresses(archive)
    return frozenset(one.address for one in found if addresses.subscribed(one.address))


def keep_place(
    archive: Archive,
    found: FoundPlace,
    *,
    title: SafeText = NOTHING,
    folder: SafeText | None = None,
    clock: Callable[[], datetime],
) -> Added:
    """Subscribe to a place that was read, undoably, and keep its stories.

    Nothing is added when it turns out to be a feed that is subscribed already.

    Raises:
        StrayedError: If it is a feed that is subscribed to where it is no more.
        StoreError: If that cannot be kept.
    """
    read, place = found.read, found.place
    final = with_login_of(place, read.evidence.final_url) if read.kind is FeedKind.WEB else ""
    known = recognise(archive, place, final, title=title, folder=folder, clock=clock)
    if known is not None:
        return replace(known, warnings=found.warnings)
    _look_for_strayed(archive, place, read)
    name = title or read.parsed.title or without_credentials(place)
    was = {feed.place: feed for feed in subscriptions.list_feeds(archive)}.get(place)
    feed, is_new = subscriptions.add_feed(
        archive,
        place=place,
        kind=read.kind,
        final=final,
        title=title,
        folder=folder,
        label=clean_line(f"added {name}"),
        now=clock(),
    )
    kept = stories.keep_feed(
        archive,
        feed.id,
        read.parsed,
        read.keys,
        read.evidence,
        now=clock(),
        plan=_planned(archive, feed, read, now=clock()),
        origins=read.origins,
        problem=read.problem,
        left_out=describe_left_out(read.left_out),
    )
    return Added(
        feed=subscriptions.find_feed(archive, feed.id) or feed,
        is_new=is_new,
        was=None if is_new else was,
        stories=len(kept.new),
        warnings=found.warnings,
        left_out=read.left_out,
    )


def _look_for_strayed(archive: Archive, place: str, read: StreamedFeed) -> None:
    titles = [entry.title for entry in read.parsed.entries]
    lost = find_lost(archive, list(zip(read.keys, titles, strict=True)))
    if lost and (feed := subscriptions.find_feed(archive, lost)):
        raise StrayedError(without_credentials(place), feed)


def _planned(
    archive: Archive, feed: Feed, read: StreamedFeed, *, now: datetime
) -> Callable[[bool], Schedule]:
    """Plan when a feed that was just read is asked next: as after any other answer of it."""
    job = find_job(archive, feed.id)
    schedule = with_wishes(job.schedule if job else Schedule(), read.parsed)
    chance = random()  # noqa: S311 - jitter
    return lambda has_news: after_answer(
        schedule, feed.settings, read.evidence, has_news=has_news, now=now, chance=chance
    )


def recognise(  # noqa: PLR0913 - a subscription, by name
    archive: Archive,
    place: str,
    final: str = "",
    *,
    title: SafeText = NOTHING,
    folder: SafeText | None = None,
    clock: Callable[[], datetime],
) -> Added | None:
    """Find the web feed that is subscribed already under an address; `None` when there is none.

    Args:
        archive: Where.
        place: The address, as typed.
        final: The address it was answered from, if it was asked.
        title: What the feed is called from now on; empty leaves that.
        folder: Its folder from now on; `None` leaves it where it is.
        clock: Tells the time.

    Raises:
        StoreError: If title or folder cannot be kept.
    """
    address = place
    with suppress(PlaceError):
        address = locate(place, cwd=Path.cwd()).place
    feed_id = read_addresses(archive).subscribed(*filter(None, (address, final)))
    feed = subscriptions.find_feed(archive, feed_id) if feed_id else None
    if feed is None or feed.kind is not FeedKind.WEB:
        return None
    was = feed
    if title or folder:
        feed, _new = subscriptions.add_feed(
            archive, place=feed.place, kind=feed.kind, title=title, folder=folder, now=clock()
        )
    keeps_login = _login(address) not in {NOBODY, _login(feed.place)}
    return Added(feed=feed, is_new=False, was=was, keeps_login=keeps_login)


def _login(place: str) -> tuple[str, str]:
    """Read user name and password in an address."""
    try:
        address = parse_address(place)
    except PlaceError:
        return NOBODY
    return address.user, address.password


def _refusal(failed: Failed, otherwise: str) -> PlaceError:
    """Say why a place is not taken, and when to try again where its host said so."""
    if not failed.retry_at:
        advice = advise_to_add(failed.reason)
        told = f"{failed.reason}; {otherwise}{': ' if advice else ''}{advice}"
        return PlaceError(failed.place, told)
    until = shown_moment(datetime.fromisoformat(failed.retry_at), utc_now())
    reason = f"its host asked us to wait until {until}, so {otherwise}; try again then"
    return PlaceError(failed.place, reason)


def choose_feed(archive: Archive, name: str) -> Feed:
    """Find the one feed meant by a number, a place, a title, or a part of a title or place.

    A whole title goes before a part: "Post" means that feed, whatever "Morning Post" there is.
    Digits alone are a number and nothing else: the number of a feed that was removed never means
    another one, because of a port or a year in its address.

    Raises:
        StoreError: If there is no such feed.
        UsageError: If several feeds are meant.
    """
    if not name.strip():
        raise UsageError("an empty name means no feed; `newstui feeds` lists them")
    feeds = subscriptions.list_feeds(archive)
    if name.strip().isdecimal():
        found = [feed for feed in feeds if str(feed.id) == name.strip()]
    else:
        found = at_place(feeds, name) or _called(feeds, name) or _named(feeds, name)
    if not found:
        raise StoreError(without_credentials(name), "no such feed; `newstui feeds` lists them")
    if len(found) > 1:
        called = tell_apart(found)
        names = ", ".join(f"{feed.id} {called[feed.id]}" for feed in found[:5])
        raise UsageError(f"{without_credentials(name)}: could be any of {names}; give its number")
    return found[0]


def at_place(feeds: Sequence[Feed], place: str) -> list[Feed]:
    """List the feeds at an address, or a path, as typed."""
    path = os.path.abspath(place)  # noqa: PTH100 - a place is a string
    return [feed for feed in feeds if feed.place == path or is_same_feed(feed.place, place)]


def _called(feeds: Sequence[Feed], title: str) -> list[Feed]:
    """List the feeds with a title."""
    folded = title.strip().casefold()
    return [feed for feed in feeds if feed.title.casefold() == folded]


def _named(feeds: Sequence[Feed], part: str) -> list[Feed]:
    """List the feeds with a part in their title, or in their place."""
    folded = part.casefold()
    return [
        feed
        for feed in feeds
        if folded in feed.title.casefold() or folded in without_credentials(feed.place).casefold()
    ]


def unsubscribe(archive: Archive, feed: Feed, *, clock: Callable[[], datetime]) -> None:
    """Remove a feed; its stories, marks and bookmarks stay and come back with it.

    Raises:
        UsageError: If it is the samples, which go by themselves.
        StoreError: If that cannot be kept.
    """
    if feed.kind is FeedKind.SAMPLES:
        raise UsageError("samples: they go by themselves when the first feed is added")
    remove_feed(archive, feed.id, now=clock())
