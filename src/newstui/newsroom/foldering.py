"""Folders of feeds called otherwise, put into others, or taken away: each one undoable change.

A folder is there as long as feeds are in it, so what is changed is where these feeds are,
and what saved queries and rules call it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newstui.errors import StoreError, UsageError
from newstui.newsroom.arranging import read_folder
from newstui.newsroom.subscribing import at_place
from newstui.store.editing import put_feeds
from newstui.store.folderqueries import FolderChange
from newstui.store.subscriptions import list_feeds
from newstui.text.clean import NOTHING, clean_line
from newstui.text.folders import DEPTH_LIMIT, folder_key, folder_path, folder_title, typed_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from newstui.model.feed import Feed
    from newstui.model.text import SafeText
    from newstui.store.archive import Archive


@dataclass(frozen=True, slots=True, kw_only=True)
class Refoldered:
    """What became of a folder."""

    was: SafeText
    """Its path."""
    title: SafeText
    """The path of the folder its feeds are in now; empty for none."""
    feeds: int
    """How many are in it, and in folders within it; 0 when nothing was changed."""
    queries: int = 0
    """How many saved queries name it as it is called now."""
    rules: int = 0
    """How many rules do."""
    left: int = 0
    """How many of either name it though it is gone."""
    is_gone: bool = False
    """Whether it was taken away, and its feeds are in the folder around it."""


def named_folder(archive: Archive, name: str) -> SafeText:
    """Find the folder meant by a name with a slash at its end; empty when none is meant.

    Raises:
        StoreError: If there is no such folder, nor a feed at such a place.
    """
    feeds = list_feeds(archive)
    if not name.endswith("/") or "://" in name or at_place(feeds, name):
        return NOTHING
    title = read_folder(name, feeds)
    inside = feeds_in(feeds, title) if title else []
    if not inside:
        raise StoreError(clean_line(name), "no such folder; `newstui feeds` shows them")
    return folder_title(folder_path(inside[0].folder or NOTHING)[: len(folder_path(title))])


def feeds_in(feeds: tuple[Feed, ...], folder: SafeText) -> list[Feed]:
    """List the feeds in a folder, and in folders within it."""
    key = folder_key(folder)
    return [feed for feed in feeds if folder_key(feed.folder or NOTHING)[: len(key)] == key]


def rename_folder(
    archive: Archive, folder: SafeText, name: str, *, clock: Callable[[], datetime]
) -> Refoldered:
    """Call a folder something else; where one is called so already, they become one.

    Raises:
        UsageError: If it has no name any more, or folders are nested too deep.
        StoreError: If that cannot be kept.
    """
    title = typed_folder(name)
    if not title:
        raise UsageError(f"{folder}: a folder needs a name")
    to = (*folder_path(folder)[:-1], *folder_path(title))
    return _put(archive, folder, to, "renamed", clock)


def move_folder(
    archive: Archive, folder: SafeText, into: str, *, clock: Callable[[], datetime]
) -> Refoldered:
    """Put a folder into another one, or with an empty name into none.

    Raises:
        UsageError: If it would be in itself, or folders are nested too deep.
        StoreError: If that cannot be kept.
    """
    outer = folder_path(read_folder(into, list_feeds(archive)))
    return _put(archive, folder, (*outer, folder_path(folder)[-1]), "moved", clock)


def dissolve_folder(
    archive: Archive, folder: SafeText, *, clock: Callable[[], datetime]
) -> Refoldered:
    """Take a folder away: what is in it moves up to where it was.

    Raises:
        StoreError: If that cannot be kept.
    """
    return _put(archive, folder, folder_path(folder)[:-1], "removed", clock)


def describe_folder(done: Refoldered) -> SafeText:
    """Say what became of a folder."""
    feeds = f"{done.feeds:,} {'feed' if done.feeds == 1 else 'feeds'}"
    if done.is_gone:
        where = f"in {done.title}" if done.title else "in no folder"
        are = "is" if done.feeds == 1 else "are"
        told = f"removed the folder {done.was}; its {feeds} {are} {where} now"
    else:
        told = f"the folder {done.was} is {done.title} now, with its {feeds}"
    return clean_line("; ".join(filter(None, (told, _describe_followers(done)))))


def _describe_followers(done: Refoldered) -> str:
    """Say what names the folder as it is called now, and what names it though it is gone."""
    counts = ((done.queries, "saved query", "saved queries"), (done.rules, "rule", "rules"))
    named = [f"{count:,} {one if count == 1 else more}" for count, one, more in counts if count]
    told = [f"{' and '.join(named)} {_verb('follow', done.queries + done.rules)}"] if named else []
    if done.left:
        query = "query names" if done.left == 1 else "queries name"
        told.append(f"{done.left:,} {query} it still")
    return "; ".join(told)


def _verb(verb: str, count: int) -> str:
    return f"{verb}s" if count == 1 else verb


def _put(
    archive: Archive,
    folder: SafeText,
    to: tuple[SafeText, ...],
    verb: str,
    clock: Callable[[], datetime],
) -> Refoldered:
    key, title = folder_key(folder), folder_title(to)
    if len(folder_key(title)) > len(key) and folder_key(title)[: len(key)] == key:
        raise UsageError(f"{folder}: cannot be put into itself")
    feeds = list_feeds(archive)
    inside = feeds_in(feeds, folder)
    paths = {feed.id: (*to, *folder_path(feed.folder or NOTHING)[len(key) :]) for feed in inside}
    if any(len(path) > DEPTH_LIMIT for path in paths.values()):
        raise UsageError(f"{folder}: folders are within each other {DEPTH_LIMIT} deep at most")
    if title == folder:
        return Refoldered(was=folder, title=title, feeds=0)
    moves = {feed_id: folder_title(path) for feed_id, path in paths.items()}
    known = [feed.folder for feed in feeds if feed.folder]
    is_gone = verb == "removed"
    label = clean_line(f"{verb} the folder {folder}")
    change = FolderChange(was=folder, title=title, is_gone=is_gone, known=known)
    followed = put_feeds(archive, moves, change, label=label, now=clock())
    return Refoldered(
        was=folder,
        title=title,
        feeds=len(moves),
        is_gone=is_gone,
        queries=followed.queries,
        rules=followed.rules,
        left=followed.left,
    )
