"""Finding the feeds of a site: the address itself, those its page names, those at usual places.

Runs in the refresh process, as everything that asks the web does.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Final

from newstui.errors import FormatError, NewstuiError, PlaceError
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
from newstui.text.links import without_credentials

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from newstui.places.addresses import Address
    from newstui.refresh.gathering import Gathered, Gatherer
    from newstui.refresh.web import Web

EVENT: Final = "found"


def found_record(feed: FoundFeed) -> dict[str, object]:
    """Write a feed that was found, ready for JSON."""
    return {"event": EVENT, **asdict(feed)}


def found_from(record: Mapping[str, object]) -> FoundFeed | None:
    """Read a feed that was found; `None` when it is none."""
    match record:
        case {
            "event": "found",
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
class Finder:
    """Looks for feeds on the web with one sandbox."""

    web: Web
    gatherer: Gatherer

    def find(self, url: str) -> list[FoundFeed]:
        """Find the feeds of a site, the likeliest first.

        Raises:
            PlaceError: If its page cannot be read, or what it names is left alone as its host asks.
            StoppedError: If newstui is stopping.
        """
        typed = parse_address(url)
        if found := self._try(typed, known_sites(url)):
            return found
        page = self.web.fetch(url)
        if not isinstance(page, Fetched):
            return []
        final = page.evidence.final_url
        with suppress(FormatError):
            own = self._read(page, url)
            return [FoundFeed(address=url, title=own.parsed.title, kind=own.parsed.format)]
        named = find_feeds(page.data, base_url=final, content_type=page.evidence.content_type)
        usual = (FoundFeed(address=one) for one in usual_addresses(final))
        return self._try(typed, named or usual)

    def _try(self, typed: Address, candidates: Iterable[FoundFeed]) -> list[FoundFeed]:
        """Ask addresses and keep those that really are feeds, in their order.

        What a page names may lead anywhere: away from its own host, only to public ones.

        Raises:
            PlaceError: If none is, and one was not read as its host asks to be left alone.
        """
        asked = {feed.address: feed for feed in candidates}
        requests = [self._request(typed, address) for address in asked]
        found: dict[str, FoundFeed] = {}
        waiting: PlaceError | None = None
        for request, outcome in self.web.ask_all(requests):
            if isinstance(outcome, Fetched):
                with suppress(NewstuiError):
                    gathered = self._read(outcome, request.url)
                    feed, parsed = asked[request.url], gathered.parsed
                    title = parsed.title or feed.link_title
                    feed = replace(feed, title=title, kind=parsed.format)
                    # Several addresses may lead to one feed.
                    found.setdefault(gathered.evidence.final_url, feed)
            elif isinstance(outcome, PlaceError) and wait_of(outcome):
                waiting = waiting or outcome
        if waiting and not found:
            raise waiting
        order = list(asked)
        in_order = sorted(found.values(), key=lambda feed: order.index(feed.address))
        return [replace(feed, address=_in_full(typed, feed.address)) for feed in in_order]

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


def _in_full(typed: Address, address: str) -> str:
    """Give an address of the site typed the credentials typed with it."""
    target = parse_address(address)
    if target.origin != typed.origin:
        return address
    return with_credentials(replace(target, user=typed.user, password=typed.password))
