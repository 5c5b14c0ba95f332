"""The files that newsboat and newsbeuter are told by: the list of feeds, and the settings.

Nothing that stands in them is ever run: feeds that are commands are listed as skipped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from newstui.formats.opml import Skipped
from newstui.text.clean import NOTHING, clean_line
from newstui.text.links import LENGTH_LIMIT, without_credentials

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newstui.model.text import SafeText

SIZE_LIMIT: Final = 4 * 1024 * 1024
"""Largest list that is read, in bytes."""
_TOKEN: Final = re.compile(r'[ \t\r\n\f\v]*(?:"((?:[^"\\]|\\.)*)("?)|(#)|([^ \t\r\n\f\v]+))')
_ESCAPE: Final = re.compile(r"\\(.)", re.DOTALL)
_ESCAPED: Final = {"n": "\n", "r": "\r", "t": "\t"}
_WEB: Final = re.compile(r"(?:feed:(?://)?)?https?://.", re.IGNORECASE)
_COMMAND: Final = re.compile(r"(?:exec|filter):|\|", re.IGNORECASE)
_LOCAL: Final = re.compile(r"file://", re.IGNORECASE)
_QUERY: Final = "query:"
_NAMES_FILES: Final = frozenset({"cache-file", "include"})
_RUNS: Final = "`"
"""Between two of these newsboat puts what a command writes."""
_RUNS_NONE: Final = "is a command of newsboat, and newstui runs none"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedFeed:
    """One feed of the list."""

    address: str
    """As written: newsboat's cache knows it by that. It may hold a password."""
    title: SafeText = NOTHING
    """The reader's own; empty when there is none."""
    tags: tuple[SafeText, ...] = ()
    is_hidden: bool = False
    """Whether newsboat lists its stories in query feeds only."""
    path: str = ""
    """Of a file on this machine; empty for a feed of the web."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryFeed:
    """A query with a name."""

    title: SafeText
    expression: str
    """In newsboat's language of filters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsboatList:
    """What the list holds."""

    feeds: tuple[ListedFeed, ...] = ()
    queries: tuple[QueryFeed, ...] = ()
    skipped: tuple[Skipped, ...] = ()


def parse_newsboat(data: bytes) -> NewsboatList:
    """Read the list; of two lines with one address the first counts."""
    feeds: dict[str, ListedFeed] = {}
    queries: list[QueryFeed] = []
    skipped: list[Skipped] = []
    for line in data.decode("utf-8", "replace").removeprefix("\ufeff").split("\n"):
        tokens = list(_tokens(line))
        if not tokens:
            continue
        address = tokens[0].strip()
        found = _read_line(address, tokens[1:])
        if isinstance(found, QueryFeed):
            queries.append(found)
        elif isinstance(found, ListedFeed) and address not in feeds:
            feeds[address] = found
        else:
            reason = "is in the list twice; the first line counts"
            told = found if isinstance(found, str) else reason
            skipped.append(_skipped(address, told))
    return NewsboatList(feeds=tuple(feeds.values()), queries=tuple(queries), skipped=tuple(skipped))


def parse_named_files(data: bytes) -> tuple[tuple[str, str], ...]:
    """List where a settings file names the cache, or further settings: the setting, and the path.

    Names that only a command would tell are left out.
    """
    lines = data.decode("utf-8", "replace").removeprefix("\ufeff").split("\n")
    settings = ([token.strip() for token in _tokens(line)] for line in lines)
    return tuple(
        (name, path)
        for name, path, *_rest in (words for words in settings if len(words) > 1)
        if name in _NAMES_FILES and path and _RUNS not in path
    )


def _tokens(line: str) -> Iterator[str]:
    """Split a line at blanks; what is quoted stays whole, "#" begins a comment."""
    at = 0
    while found := _TOKEN.match(line, at):
        quoted, _end, comment, bare = found.groups()
        if comment:
            return
        yield bare if quoted is None else _ESCAPE.sub(_unescaped, quoted)
        at = found.end()


def _unescaped(found: re.Match[str]) -> str:
    return _ESCAPED.get(found[1], found[1])


def _read_line(address: str, tags: list[str]) -> ListedFeed | QueryFeed | str:
    """Read one line; return why it is skipped if it is."""
    if address.startswith(_QUERY):
        title, _, expression = address.removeprefix(_QUERY).partition(":")
        shown = clean_line(title)
        if not (shown and expression.strip()):
            return "is a query without a name or without an expression"
        return QueryFeed(title=shown, expression=expression.strip())
    if _COMMAND.match(address):
        return _RUNS_NONE
    if len(address) > LENGTH_LIMIT:
        return "its address is too long"
    is_local = _LOCAL.match(address) is not None
    if not (is_local or _WEB.match(address)):
        return "is no http(s) address"
    titles = [tag[1:] for tag in tags if tag.startswith("~") and len(tag) > 1]
    named = [clean_line(tag) for tag in tags if not tag.startswith(("~", "!"))]
    return ListedFeed(
        address=address,
        title=clean_line(titles[0]) if titles else NOTHING,
        tags=tuple(dict.fromkeys(filter(None, named))),
        is_hidden=any(tag.startswith("!") for tag in tags),
        path=address[len("file://") :] if is_local else "",
    )


def _skipped(address: str, reason: str) -> Skipped:
    return Skipped(title=NOTHING, address=without_credentials(address), reason=clean_line(reason))
