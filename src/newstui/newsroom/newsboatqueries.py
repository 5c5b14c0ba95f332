"""Newsboat's query feeds as saved queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newstui.formats.newsboatfilters import Tagged, UntranslatableError, translate
from newstui.formats.opml import Skipped
from newstui.text.clean import NOTHING, clean_line
from newstui.text.folders import folder_title

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from newstui.formats.newsboat import ListedFeed, QueryFeed
    from newstui.model.text import SafeText

    Filed = tuple[ListedFeed, str, SafeText | None]
    """A feed, its address without user name and password, and the folder it is in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedQueries:
    """What became of query feeds."""

    new: tuple[tuple[SafeText, SafeText], ...] = ()
    """Names and queries."""
    known: tuple[SafeText, ...] = ()
    """Names that were taken already; they keep their queries."""
    skipped: tuple[Skipped, ...] = ()


def read_queries(
    feeds: Iterable[QueryFeed], filed: Iterable[Filed], taken: Collection[str]
) -> SavedQueries:
    """Write query feeds as queries; those that cannot be said here are told with the reason.

    Args:
        feeds: The query feeds.
        filed: The other feeds, and where they are.
        taken: Names of queries that are saved already.
    """
    tags = _tagged(filed)
    new: dict[SafeText, SafeText] = {}
    known: list[SafeText] = []
    skipped: list[Skipped] = []
    for feed in feeds:
        if feed.title in taken:
            known.append(feed.title)
            continue
        try:
            query = translate(feed.expression, tags)
        except UntranslatableError as error:
            reason = f"the query feed {feed.expression} is not taken: {error}"
            skipped.append(Skipped(title=feed.title, address=NOTHING, reason=clean_line(reason)))
            continue
        if feed.title in new:
            reason = "another query feed has this name; the first one counts"
            skipped.append(Skipped(title=feed.title, address=NOTHING, reason=clean_line(reason)))
        else:
            new[feed.title] = clean_line(query, limit=len(query) + 1)
    return SavedQueries(new=tuple(new.items()), known=tuple(known), skipped=tuple(skipped))


def _tagged(filed: Iterable[Filed]) -> dict[str, Tagged]:
    """Find how the feeds of each tag are asked for."""
    folders: dict[str, str] = {}
    addresses: dict[str, list[str]] = {}
    for line, place, folder in filed:
        for tag in line.tags:
            inside = addresses.setdefault(tag, [])
            if folder and folder == folder_title([tag]):
                folders[tag] = folder
            else:
                inside.append(place)
    return {
        tag: Tagged(folder=folders.get(tag, ""), addresses=tuple(places))
        for tag, places in addresses.items()
    }
