"""A query as conditions in SQL that need no function of ours per row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstui.store.sourcekeys import source_condition
from newstui.store.subscriptions import list_feeds
from newstui.store.values import fold, storable, to_seconds
from newstui.text.clean import clean_line
from newstui.text.folders import folder_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newstui.model.feed import Feed
    from newstui.store.archive import Archive
    from newstui.store.query import Query


def conditions(archive: Archive, query: Query) -> tuple[str, tuple[object, ...]]:
    """Condition over `stories` left-joined with `marks`, and its parameters."""
    by_feed = query.words or query.feeds or query.folders
    feeds = list_feeds(archive, hidden=True) if by_feed else ()
    parts: list[str] = ["1"]
    params: list[object] = []
    for word in query.words:
        folded = storable(fold(word))
        named = _ids(feed for feed in feeds if folded in fold(feed.title))
        parts.append(f"(instr(folded, ?) OR feed_id IN ({named}))")
        params.append(folded)
    if query.feeds:
        asked = _ids(feed for feed in feeds if any(_is_meant(feed, name) for name in query.feeds))
        parts.append(f"feed_id IN ({asked})")
    if query.folders:
        paths = [folder_key(clean_line(name)) for name in query.folders]
        parts.append(f"feed_id IN ({_ids(feed for feed in feeds if _is_within(feed, paths))})")
    for column, wanted in (("read", query.read), ("bookmarked", query.bookmarked)):
        if wanted is not None:
            parts.append(f"coalesce(marks.{column}, 0) = {int(wanted)}")
    if query.changed:
        parts.append("marks.read AND stories.revision > marks.seen")
    if query.since is not None:
        parts.append("stories.sort_at >= ?")
        params.append(to_seconds(query.since))
    for cited in query.cites:
        chosen, values = source_condition(cited)
        sources = f"SELECT id FROM sources WHERE {chosen}"  # noqa: S608 - of this package's words
        parts.append(
            f"stories.id IN (SELECT story_id FROM citations WHERE source_id IN ({sources}))"  # noqa: S608 - the same
        )
        params += values
    return " AND ".join(parts), tuple(params)


def _ids(feeds: Iterable[Feed]) -> str:
    return ",".join(str(feed.id) for feed in feeds)


def _is_within(feed: Feed, paths: Sequence[tuple[str, ...]]) -> bool:
    own = folder_key(feed.folder) if feed.folder else ()
    return any(path == own[: len(path)] for path in paths if path)


def _is_meant(feed: Feed, name: str) -> bool:
    """A number means that feed alone; anything else a part of its title or place."""
    if name.isascii() and name.isdigit():
        return name.lstrip("0") == str(feed.id)
    folded = fold(name)
    return folded in fold(feed.title) or folded in fold(feed.place)
