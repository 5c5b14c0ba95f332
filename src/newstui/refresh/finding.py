"""Finding the feeds of a site: those its address or its page names, those at usual places.

Runs in the refresh process, as everything that asks the web does.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from newstui.errors import NewstuiError, PlaceError
from newstui.formats.discovery import FoundFeed, find_feeds, usual_addresses
from newstui.formats.sites import known_sites
from newstui.model.feed import FeedKind
from newstui.places.addresses import parse_address, with_credentials
from newstui.places.http import Request
from newstui.places.reading import Fetched
from newstui.places.transfer import NOBODY
from newstui.refresh.gathering import judge
from newstui.refresh.waits import wait_of
from newstui.text.clean import clean_line
from newstui.text.fields import as_list
from newstui.text.links import without_credentials

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from newstui.places.addresses import Address
    from newstui.refresh.gathering import Gathered, Gatherer
    from newstui.refresh.web import Web

EVENT: Final = "found"


@dataclass(frozen=True, slots=True)
class FoundFeeds:
    """The feeds of a site that has several, the likeliest first."""

    feeds: tuple[FoundFeed, ...]


def found_record(found: FoundFeeds) -> dict[str, object]:
    """Write the feeds of a site, ready for JSON."""
    return {"event": EVENT, "feeds": [asdict(feed) for feed in found.feeds]}


def found_from(record: Mapping[str, object]) -> FoundFeeds | None:
    """Read the feeds of a site; `None` when they are none."""
    if record.get("event") != EVENT:
        return None
    feeds = map(_feed_from, as_list(record.get("feeds")))
    return FoundFeeds(tuple(feed for feed in feeds if feed))


def _feed_from(record: object) -> FoundFeed | None:
    match record:
        case {
            "address": str(address),
            "title": str(title),
            "link_title": str(link_title),
            "kind": str(kind),
        }:
            return FoundFeed(
                address=address,
                title=clean_line(title),
                link_title=clean_line(link_title),
                kind=kind,
            )
    return None


@dataclass(frozen=True, slots=True)
class ReadFeed:
    """A feed of a site, and what it holds."""

    feed: FoundFeed
    gathered: Gathered


@dataclass(frozen=True, slots=True)
class Finder:
    """Looks for feeds on the web with one sandbox."""

    web: Web
    gatherer: Gatherer

    def find(self, url: str, page: Fetched) -> list[ReadFeed]:
        """Find and read the feeds of a site, the likeliest first.

        Args:
            url: Its address.
            page: What is there.

        Raises:
            PlaceError: If what its page names is left alone as its host asks.
            StoppedError: If newstui is stopping.
        """
        typed = parse_address(url)
        if found := self._try(typed, known_sites(url)):
            return found
        final = page.evidence.final_url
        named = find_feeds(page.data, base_url=final, content_type=page.evidence.content_type)
        usual = (FoundFeed(address=one) for one in usual_addresses(final))
        return self._try(typed, named or usual)

    def _try(self, typed: Address, candidates: Iterable[FoundFeed]) -> list[ReadFeed]:
        """Ask addresses and keep those that really are feeds, in their order.

        What a page names may lead anywhere: away from its own host, only to public ones.

        Raises:
            PlaceError: If none is, and one was not read as its host asks to be left alone.
        """
        asked = {feed.address: feed for feed in candidates}
        requests = [self._request(typed, address) for address in asked]
        found: dict[str, tuple[int, ReadFeed]] = {}
        waiting: PlaceError | None = None
        for request, outcome in self.web.ask_all(requests):
            if isinstance(outcome, Fetched):
                with suppress(NewstuiError):
                    read = ReadFeed(asked[request.url], self._read(outcome, request.url))
                    in_turn = list(asked).index(request.url), _in_full(typed, read)
                    # Several addresses may lead to one feed.
                    found.setdefault(read.gathered.evidence.final_url, in_turn)
            elif isinstance(outcome, PlaceError) and wait_of(outcome):
                waiting = waiting or outcome
        if waiting and not found:
            raise waiting
        return [read for _, read in sorted(found.values(), key=itemgetter(0))]

    def _request(self, typed: Address, address: str) -> Request:
        with suppress(PlaceError):
            target = parse_address(address)
            credentials = _credentials(typed) if target.origin == typed.origin else NOBODY
            return Request(url=address, credentials=credentials, guarded=target.host != typed.host)
        return Request(url=address, credentials=NOBODY, guarded=True)

    def _read(self, page: Fetched, url: str) -> Gathered:
        gathered = self.gatherer.parse(page, origin=without_credentials(url))
        judge(FeedKind.WEB, url, gathered, known=None)
        return gathered


def _credentials(typed: Address) -> tuple[str, str] | None:
    """Those typed with an address; `None` when the settings may have some."""
    return (typed.user, typed.password) if typed.user or typed.password else None


def _in_full(typed: Address, read: ReadFeed) -> ReadFeed:
    """Say what was read of a feed: its name, and its address with the credentials typed."""
    feed, parsed = read.feed, read.gathered.parsed
    title = parsed.title or feed.link_title
    address, target = feed.address, parse_address(feed.address)
    if target.origin == typed.origin:
        address = with_credentials(replace(target, user=typed.user, password=typed.password))
    return replace(read, feed=replace(feed, address=address, title=title, kind=parsed.format))
