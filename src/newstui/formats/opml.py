"""Lists of subscriptions (OPML 1.0 to 2.0): read however badly they are written, and written well.

Nothing that a list declares is ever resolved, fetched or run, and only http and https addresses
are taken from it.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from newstui.errors import FormatError
from newstui.formats.detect import read_text
from newstui.formats.outlines import read_outlines
from newstui.formats.wellformed import find_flaw
from newstui.text.clean import NOTHING, clean_line
from newstui.text.folders import DEPTH_LIMIT, NAME_LIMIT
from newstui.text.links import (
    LENGTH_LIMIT,
    address_key,
    bare_address,
    openable,
    without_credentials,
    without_feed_scheme,
)
from newstui.text.markup import read_tokens, unescape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newstui.formats.outlines import Tag
    from newstui.formats.wellformed import Flaw
    from newstui.model.text import SafeText

SIZE_LIMIT: Final = 16 * 1024 * 1024
"""Largest list that is read, in bytes."""
OUTLINE_LIMIT: Final = 100_000
"""Most outlines of one list that are read."""
_HEAD: Final = 20_000
"""Characters in which a list says its title."""
_LIST: Final = re.compile(r"<(?:\w{1,40}:)?(?:opml|outline)\b", re.IGNORECASE)
_OPENED: Final = re.compile(r"<(?:\w{1,40}:)?opml\b", re.IGNORECASE)
_CLOSED: Final = re.compile(r"</(?:\w{1,40}:)?opml\s*>", re.IGNORECASE)
_BODY: Final = re.compile(r"<(?:\w{1,40}:)?body\b", re.IGNORECASE)
_FEEDS: Final = frozenset({"rss", "rss1", "rss2", "atom", "feed"})
_NO_FEEDS: Final = frozenset({"link", "include"})
"""Types of outlines, in lower case."""
_WEB: Final = re.compile(r"https?://.", re.IGNORECASE)
_COMMAND: Final = re.compile(r"\||(?:exec|filter|query):", re.IGNORECASE)
_OTHER_LIST: Final = re.compile(r"\.opml(?:[?#]|\Z)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """One feed of a list."""

    address: str
    """http or https, as written otherwise; it may hold a password."""
    title: SafeText = NOTHING
    site_url: str = ""
    """Fit to be opened, or empty."""
    folder: tuple[SafeText, ...] = ()
    """Names of the folders it is in, the outermost first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """One entry of a list that is no feed to subscribe to, and why."""

    title: SafeText
    address: SafeText
    """Without user name and password, to be shown."""
    reason: SafeText


@dataclass(frozen=True, slots=True, kw_only=True)
class OpmlList:
    """A list of subscriptions, flattened, in the order of the document."""

    title: SafeText = NOTHING
    outlines: tuple[Outline, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    flaw: Flaw | None = None
    """Why it is not well formed, so that it was read as well as can be; `None` when it is."""
    is_cut: bool = False
    """Whether it is not well formed as its end is missing, and maybe feeds with it."""


def parse_opml(data: bytes, *, origin: str, content_type: str = "") -> OpmlList:
    """Read a list of subscriptions; of two entries with one address the first counts.

    Raises:
        FormatError: If it is no such list, or larger than `SIZE_LIMIT`.
    """
    if len(data) > SIZE_LIMIT:
        raise FormatError(origin, f"is larger than {SIZE_LIMIT // 1024**2} MiB")
    text = read_text(data, origin=origin, content_type=content_type)
    if not _LIST.search(text):
        raise FormatError(origin, "is not a list of subscriptions (OPML)")
    found = _BODY.search(text)
    start = found.start() if found else 0
    listing = _Listing()
    listing.read(text[start:])
    flaw = find_flaw(text)
    return OpmlList(
        title=_list_title(text[: min(start, _HEAD)]),
        outlines=tuple(listing.outlines),
        skipped=tuple(listing.skipped),
        flaw=flaw,
        is_cut=flaw is not None and bool(_OPENED.search(text)) and not _CLOSED.search(text),
    )


def write_opml(outlines: Iterable[Outline], *, title: SafeText) -> str:
    """Write a list as OPML 2.0, in its order; user names and passwords are left out."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">', "  <head>"]
    lines += [f"    <title>{html.escape(title)}</title>", "  </head>", "  <body>"]
    path: tuple[SafeText, ...] = ()
    for outline in outlines:
        lines += _folder_steps(path, outline.folder)
        path = outline.folder
        lines.append(f"{_indent(len(path))}<outline{_feed_attributes(outline)}/>")
    lines += [*_folder_steps(path, ()), "  </body>", "</opml>", ""]
    return "\n".join(lines)


def _list_title(head: str) -> SafeText:
    tokens = read_tokens(head)
    for token in tokens:
        if token.name == "title" and not token.closing:
            inside = next(tokens, token)
            return NOTHING if inside.name else clean_line(unescape(inside.data))
    return NOTHING


class _Listing:
    """What has been read of a list."""

    def __init__(self) -> None:
        self.outlines: list[Outline] = []
        self.skipped: list[Skipped] = []
        self._keys: set[str] = set()

    def read(self, text: str) -> None:
        """Follow the folders from tag to tag, and take what is in them."""
        tags, left = _within_limit(text)
        ends = sum(tag.closing for tag in tags)
        starts = sum(not (tag.closing or tag.whole) for tag in tags)
        stack: list[tuple[SafeText, ...]] = [()]
        for tag in tags:
            if not tag.closing:
                inside = self._take(tag, stack[-1])
                # Where end tags are missing, they are those of feeds, which hold nothing.
                if not tag.whole and (inside is not None or ends >= starts):
                    stack.append(stack[-1] if inside is None else inside)
            elif len(stack) > 1:
                stack.pop()
        if left:
            self._skip(NOTHING, "", f"{left:,} entries beyond {OUTLINE_LIMIT:,} are left out")

    def _take(self, tag: Tag, path: tuple[SafeText, ...]) -> tuple[SafeText, ...] | None:
        """Keep one outline; return the path of what it holds, `None` when it is no folder."""
        said = tag.said
        title = clean_line(said.get("text", "")) or clean_line(said.get("title", ""))
        address = _feed_address(said)
        if reason := _why_no_feed(tag, address):
            self._skip(title, address or said.get("url", "") or said.get("htmlurl", ""), reason)
        elif address:
            folder = path or _category(said.get("category", ""))
            self._add(address, title, said.get("htmlurl", ""), folder)
        else:
            name = clean_line(title, limit=NAME_LIMIT)
            return (*path, name) if name and len(path) < DEPTH_LIMIT else path
        return None

    def _add(self, address: str, title: SafeText, site: str, path: tuple[SafeText, ...]) -> None:
        key = address_key(address)
        if key in self._keys:
            self._skip(title, address, "is in the list twice; the first one counts")
            return
        self._keys.add(key)
        if title in {address, without_credentials(address)}:
            title = NOTHING
        site = site if openable(site) else ""
        self.outlines.append(Outline(address=address, title=title, site_url=site, folder=path))

    def _skip(self, title: SafeText, address: str, reason: str) -> None:
        shown = without_credentials(address)
        self.skipped.append(Skipped(title=title, address=shown, reason=clean_line(reason)))


def _within_limit(text: str) -> tuple[list[Tag], int]:
    """Read the first outlines with their end tags, and count the outlines that follow."""
    tags: list[Tag] = []
    count = 0
    for tag in read_outlines(text):
        count += not tag.closing
        if tag.closing or count <= OUTLINE_LIMIT:
            tags.append(tag)
    return tags, max(0, count - OUTLINE_LIMIT)


def _category(said: str) -> tuple[SafeText, ...]:
    """Read the folder that OPML 2.0 names by the first category with a slash before it."""
    first = next((one.strip() for one in said.split(",") if one.strip().startswith("/")), "")
    names = (clean_line(name, limit=NAME_LIMIT) for name in first.split("/"))
    return tuple(name for name in names if name)[:DEPTH_LIMIT]


def _feed_address(said: dict[str, str]) -> str:
    """Read the address of a feed; empty when there is none."""
    address = said.get("xmlurl", "")
    if not address and said.get("type", "").lower() not in _NO_FEEDS:
        url = said.get("url", "")
        address = "" if _OTHER_LIST.search(url) else url
    bare = without_feed_scheme(address)
    if bare == address or _WEB.match(bare):
        return bare
    return f"http:{bare}" if bare.startswith("//") else address


def _why_no_feed(tag: Tag, address: str) -> str:
    """Say why an outline is skipped; empty when it is a feed or a folder."""
    kind, url = tag.said.get("type", "").lower(), tag.said.get("url", "")
    if address:
        return "is cut off" if tag.cut else _problem(address)
    if url and (kind == "include" or _OTHER_LIST.search(url)):
        return "leads to another list, which is not fetched"
    if url or (tag.whole and tag.said.get("htmlurl")):
        return "leads to a page, not to a feed"
    return "names no address" if tag.whole and kind in _FEEDS else ""


def _problem(address: str) -> str:
    """Say why an address is not taken; empty when it is."""
    if _WEB.match(address):
        return "has too long an address" if len(address) > LENGTH_LIMIT else ""
    if _COMMAND.match(address):
        return "is a command of another reader, and newstui runs none"
    if address.startswith("/") or address.lower().startswith("file:"):
        return "is a file; `newstui add` takes those one by one"
    return "is not an http or https address"


def _folder_steps(before: tuple[SafeText, ...], after: tuple[SafeText, ...]) -> list[str]:
    """Close the folders that end and open those that begin between two feeds."""
    shared = 0
    while shared < min(len(before), len(after)) and before[shared] == after[shared]:
        shared += 1
    closing = [f"{_indent(depth)}</outline>" for depth in range(len(before) - 1, shared - 1, -1)]
    names = enumerate(after[shared:], shared)
    return closing + [f"{_indent(depth)}<outline{_named(name)}>" for depth, name in names]


def _feed_attributes(outline: Outline) -> str:
    address = bare_address(outline.address)
    site = outline.site_url if openable(outline.site_url) else ""
    address_said = f' type="rss"{_named(outline.title)} xmlUrl="{html.escape(address)}"'
    return address_said + (f' htmlUrl="{html.escape(site)}"' if site else "")


def _named(name: SafeText) -> str:
    return f' text="{html.escape(name)}" title="{html.escape(name)}"'


def _indent(depth: int) -> str:
    return "  " * (depth + 2)
