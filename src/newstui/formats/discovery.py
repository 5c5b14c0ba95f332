"""Finding the feeds of a web page: what it links to, and where sites usually have them.

Pure: nothing here asks an address, and every address given is http or https without a password.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urldefrag, urlsplit, urlunsplit

from newstui.formats.decoding import decode
from newstui.text.clean import NOTHING, clean_line
from newstui.text.links import LENGTH_LIMIT, absolute, address_key, bare_address, openable
from newstui.text.markup import read_attributes, read_tokens, unescape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newstui.model.text import SafeText

FOUND_LIMIT: Final = 20
"""Most feeds that are found on a page."""
USUAL_LIMIT: Final = 8
"""Most addresses worth trying on a site that names no feed."""
_PAGE_LIMIT: Final = 4_000_000
"""Characters of a page that are looked at."""
_LINK_LIMIT: Final = 2_000
"""Most links of a page that are looked at closely."""
_TEXT_LIMIT: Final = 200
"""Characters of a link's text that are read."""
_TYPES: Final = {
    "application/rss+xml": "rss",
    "application/rdf+xml": "rss",
    "application/atom+xml": "atom",
    "application/feed+json": "json feed",
    "application/xml": "feed",
    "text/xml": "feed",
    "application/json": "",
}
"""Kinds by the types of links; plain JSON is a feed only when its address says so."""
_KINDS: Final = (
    (re.compile(r"(?:/|\b)feed\.json\Z|/feed/json/?\Z", re.IGNORECASE), "json feed"),
    (re.compile(r"\.atom\Z|/atom(?:\.xml)?/?\Z", re.IGNORECASE), "atom"),
    (re.compile(r"\.(?:rss|rdf)\Z|/rss(?:\.xml|2)?/?\Z|/index\.rdf\Z", re.IGNORECASE), "rss"),
    (re.compile(r"/feeds?/?\Z|\.xml\Z", re.IGNORECASE), "feed"),
)
"""Kinds by how a path ends."""
_IN_QUERY: Final = re.compile(
    r"(?:\A|&)(?:feed|format|alt|type)=(?:rss2?|atom)(?:&|\Z)", re.IGNORECASE
)
_SITE_MAP: Final = re.compile(r"/sitemap[^/]*\Z", re.IGNORECASE)
_NAMES_A_FEED: Final = re.compile(r"\b(?:rss|atom|(?:web|news|json) ?feed)\b", re.IGNORECASE)
_COMMENTS: Final = re.compile(
    r"\b(?:comments?|kommentare?|commentaires?|comentarios?|commenti)\b", re.IGNORECASE
)
_USUAL: Final = ("feed", "rss.xml", "atom.xml", "feed.xml", "index.xml", "rss", "feed.json", "atom")
_USUAL_BELOW: Final = 4
"""How many are tried below the page's own folder, if it is not the root."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFeed:
    """An address that may be a feed's."""

    address: str
    """http or https, fit to be asked; a page's own password is not in it."""
    title: SafeText = NOTHING
    """Its own; empty as long as it was not read."""
    link_title: SafeText = NOTHING
    """What the page that links to it calls it."""
    kind: str = "feed"
    """"rss", "atom" or "json feed" where that is said, else "feed"."""

    @property
    def name(self) -> SafeText:
        """What tells it from its neighbours: its own title, and the page's where that says more."""
        own, link = self.title.casefold(), self.link_title.casefold()
        if link in own:
            return self.title
        return self.link_title if own in link else clean_line(f"{self.title} ({self.link_title})")


class _Link(NamedTuple):
    """A link as a page has it."""

    href: str
    title: str
    kind: str
    """Empty when only its address or its title can tell."""
    declared: bool
    """Whether it stands in a <link>, made for programs."""


def find_feeds(data: bytes, *, base_url: str, content_type: str = "") -> tuple[FoundFeed, ...]:
    """Find the feeds a page links to, the likeliest first, those of comments last.

    Args:
        data: The page.
        base_url: Its address.
        content_type: The Content-Type header it came with.
    """
    links, base = _read_links(decode(data, content_type=content_type)[:_PAGE_LIMIT])
    page = bare_address(base_url)
    base = absolute(base, page) if base else page
    ranked: list[tuple[tuple[bool, bool, bool], FoundFeed]] = []
    for link in links:
        feed = _found(link, base)
        if feed is not None:
            ranked.append((_rank(link, feed, page), feed))
    ranked.sort(key=lambda one: one[0])
    return _distinct(feed for _, feed in ranked)


def usual_addresses(url: str) -> tuple[str, ...]:
    """List where sites have their feeds, the likeliest first; nobody looked whether one does."""
    try:
        parts = urlsplit(bare_address(url))
    except ValueError:
        return ()
    folder = parts.path.rpartition("/")[0] if "." in parts.path.rpartition("/")[2] else parts.path
    folder = folder.rstrip("/")
    below = [f"{folder}/{name}" for name in _USUAL[:_USUAL_BELOW]] if folder else []
    paths = [*below, *(f"/{name}" for name in _USUAL)]
    addresses = (urlunsplit((parts.scheme, parts.netloc, path, "", "")) for path in paths)
    return tuple(address for address in addresses if openable(address))[:USUAL_LIMIT]


def _read_links(text: str) -> tuple[list[_Link], str]:
    """Read the links of a page that may lead to feeds, and the base they count from."""
    links: list[_Link] = []
    base = ""
    for name, said, words in _read_elements(text):
        href = said.get("href", "").strip()
        if name == "base":
            base = base or href
        elif href and len(links) < _LINK_LIMIT:
            link = _declared(said, href) if name == "link" else _in_the_body(said, href, words)
            links += [link] if link else []
    return links, base


def _read_elements(text: str) -> Iterator[tuple[str, dict[str, str], str]]:
    """Cut out <base>, <link> and <a>: name, attributes, and the text that a link shows."""
    anchor: dict[str, str] | None = None
    words = ""
    for token in read_tokens(text):
        if not token.name:
            if anchor is not None and len(words) < _TEXT_LIMIT:
                words += token.data[:_TEXT_LIMIT]
            continue
        if token.name == "a":
            if anchor is not None:
                yield "a", anchor, unescape(words)
            anchor, words = (None if token.closing else read_attributes(token.data)), ""
        elif token.name in {"base", "link"} and not token.closing:
            yield token.name, read_attributes(token.data), ""
    if anchor is not None:
        yield "a", anchor, unescape(words)


def _declared(said: dict[str, str], href: str) -> _Link | None:
    """Read a <link>, which says what it leads to."""
    relations = set(said.get("rel", "").lower().split())
    kind = _TYPES.get(said.get("type", "").partition(";")[0].strip().lower())
    title = said.get("title", "")
    if relations & {"stylesheet", "icon"} or not (relations & {"alternate", "feed"}):
        return None
    if kind is None and "feed" in relations:
        kind = _kind_of(href) or "feed"
    kind = _kind_of(href) if kind == "" else kind
    return _Link(href, title, kind, declared=True) if kind else None


def _in_the_body(said: dict[str, str], href: str, words: str) -> _Link | None:
    """Take a link of the text whose address or words look like a feed's."""
    title = " ".join(words.split()) or said.get("title", "") or said.get("aria-label", "")
    kind = _kind_of(href)
    if not kind and _NAMES_A_FEED.search(title):
        kind = "feed"
    return _Link(href, title, kind, declared=False) if kind else None


def _kind_of(href: str) -> str:
    """Tell the kind of feed from an address; empty when it looks like none."""
    if len(href) > LENGTH_LIMIT:
        return ""
    path, _, query = href.partition("#")[0].partition("?")
    if _IN_QUERY.search(query):
        return "feed"
    if _SITE_MAP.search(path):
        return ""
    return next((kind for pattern, kind in _KINDS if pattern.search(path)), "")


def _found(link: _Link, base: str) -> FoundFeed | None:
    address = urldefrag(absolute(link.href, base).replace(" ", "%20"))[0]
    if not openable(address):
        return None
    return FoundFeed(address=address, link_title=clean_line(link.title), kind=link.kind)


def _rank(link: _Link, feed: FoundFeed, page: str) -> tuple[bool, bool, bool]:
    """Order feeds: those of comments last, those declared first, then those of the same host."""
    of_comments = bool(_COMMENTS.search(feed.link_title) or _COMMENTS.search(feed.address))
    return of_comments, not link.declared, urlsplit(feed.address).netloc != urlsplit(page).netloc


def _distinct(feeds: Iterable[FoundFeed]) -> tuple[FoundFeed, ...]:
    found: dict[str, FoundFeed] = {}
    for feed in feeds:
        if len(found) < FOUND_LIMIT:
            found.setdefault(address_key(feed.address), feed)
    return tuple(found.values())
