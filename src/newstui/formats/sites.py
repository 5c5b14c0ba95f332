"""Sites whose pages tell the address of their feed by their own address alone.

A new site is one function and one row of `_SITES`. Nothing here asks an address.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final
from urllib.parse import SplitResult, parse_qs, quote, urlsplit

from newstui.formats.discovery import FoundFeed
from newstui.text.clean import clean_line
from newstui.text.links import bare_address, openable

_NAME: Final = re.compile(r"[\w.-]{1,100}", re.ASCII)
_CHANNEL: Final = re.compile(r"UC[\w-]{22}", re.ASCII)
_LIST: Final = re.compile(r"[A-Z]{2}[\w-]{10,60}", re.ASCII)
_GITHUB_OWN: Final = frozenset(
    {"about", "explore", "features", "login", "marketplace", "orgs", "search", "settings"}
    | {"sponsors", "topics", "trending"}
)
"""Paths that are no user's."""
_NO_MASTODON: Final = ("medium.com", "threads.net", "threads.com", "tiktok.com", "substack.com")

Rule = Callable[[list[str], SplitResult], tuple[FoundFeed, ...]]


def known_sites(url: str) -> tuple[FoundFeed, ...]:
    """Tell the feeds of a page from its address alone; none for sites without a rule."""
    url = bare_address(url)
    if not openable(url):
        return ()
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("old.")
    steps = [step for step in parts.path.split("/") if step]
    return _SITES.get(host, _mastodon)(steps, parts)


def _youtube(steps: list[str], parts: SplitResult) -> tuple[FoundFeed, ...]:
    """Read a channel or a playlist; a page under a channel's name says its number inside only."""
    match steps:
        case ["channel", number, *_] if _CHANNEL.fullmatch(number):
            return (_feed(f"{_VIDEOS}?channel_id={number}", "YouTube channel", "atom"),)
        case ["user", name, *_] if _NAME.fullmatch(name):
            return (_feed(f"{_VIDEOS}?user={name}", f"YouTube: {name}", "atom"),)
        case ["playlist" | "watch"]:
            number = parse_qs(parts.query, max_num_fields=50).get("list", [""])[0]
            if _LIST.fullmatch(number):
                return (_feed(f"{_VIDEOS}?playlist_id={number}", "YouTube playlist", "atom"),)
    return ()


def _github(steps: list[str], _parts: SplitResult) -> tuple[FoundFeed, ...]:
    """Read the releases of a project, or what its page is about: tags, the commits of a branch."""
    if len(steps) < 2 or steps[0] in _GITHUB_OWN or not all(map(_NAME.fullmatch, steps[:2])):  # noqa: PLR2004 - owner and project
        return ()
    project = f"{steps[0]}/{steps[1]}"
    home = f"https://github.com/{project}"
    match steps[2:]:
        case ["tags"]:
            return (_feed(f"{home}/tags.atom", f"{project}: tags", "atom"),)
        case ["commits", *branch] if branch:
            name = quote("/".join(branch), "/%")
            return (_feed(f"{home}/commits/{name}.atom", f"{project}: commits", "atom"),)
    return (_feed(f"{home}/releases.atom", f"{project}: releases", "atom"),)


def _reddit(steps: list[str], _parts: SplitResult) -> tuple[FoundFeed, ...]:
    match steps:
        case ["r", name, *_] if _NAME.fullmatch(name):
            return (_feed(f"https://www.reddit.com/r/{name}/.rss", f"r/{name}", "atom"),)
        case ["user" | "u", name, *_] if _NAME.fullmatch(name):
            return (_feed(f"https://www.reddit.com/user/{name}/.rss", f"u/{name}", "atom"),)
    return ()


def _mastodon(steps: list[str], parts: SplitResult) -> tuple[FoundFeed, ...]:
    """Read a profile; any host may run Mastodon, and its profiles look like no other page."""
    if not steps or not steps[0].startswith("@") or (parts.hostname or "").endswith(_NO_MASTODON):
        return ()
    name = steps[0][1:]
    if not _NAME.fullmatch(name):
        return ()
    address = f"{parts.scheme}://{parts.netloc}/@{name}.rss"
    return (_feed(address, f"@{name}@{parts.netloc}", "rss"),)


def _feed(address: str, title: str, kind: str) -> FoundFeed:
    return FoundFeed(address=address, link_title=clean_line(title), kind=kind)


_VIDEOS: Final = "https://www.youtube.com/feeds/videos.xml"
_SITES: Final[dict[str, Rule]] = {
    "youtube.com": _youtube,
    "github.com": _github,
    "reddit.com": _reddit,
}
