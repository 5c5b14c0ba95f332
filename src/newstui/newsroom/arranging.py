"""Saved queries and feeds as the reader arranged them: a tree of folders, drawn line by line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newstui.newsroom.troubles import is_in_trouble
from newstui.store.querywriting import ask_for_feed, ask_for_folder
from newstui.text.clean import NOTHING, clean_line
from newstui.text.folders import (
    DEPTH_LIMIT,
    folder_key,
    folder_path,
    folder_title,
    spread_slashes,
    typed_folder,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from newstui.model.feed import Feed
    from newstui.model.text import SafeText
    from newstui.store.savedqueries import SavedQuery

_ALL_STORIES = clean_line("All stories")


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """One line of the tree: all stories, a saved query, a folder, or a feed."""

    title: SafeText
    query: SafeText
    """Lists its stories; empty for all stories."""
    feeds: tuple[Feed, ...]
    """The feed itself; of a folder, those in folders within it too; of a saved query, none."""
    folder: SafeText | None = None
    """A folder's path; `None` for what is none."""
    depth: int = 0
    """How many folders it is in."""
    saved: SavedQuery | None = None
    """The saved query it is, if it is one."""

    @property
    def key(self) -> str:
        """Tells it from every other branch."""
        return f"saved {self.saved.id}" if self.saved else self.query

    @property
    def feed(self) -> Feed | None:
        """The feed it is, if it is one."""
        is_one = self.query and self.folder is None and self.saved is None
        return self.feeds[0] if is_one else None


@dataclass(slots=True)
class _Folder:
    path: tuple[SafeText, ...] = ()
    folders: dict[str, _Folder] = field(default_factory=dict)
    """By name, as names are compared."""
    feeds: list[Feed] = field(default_factory=list)

    def all_feeds(self) -> Iterator[Feed]:
        """List its feeds and those in the folders within it."""
        for folder in self.folders.values():
            yield from folder.all_feeds()
        yield from self.feeds


def arrange_feeds(
    feeds: Sequence[Feed],
    *,
    folded: Collection[SafeText] = (),
    saved: Sequence[SavedQuery] = (),
) -> list[Branch]:
    """Arrange what there is: all stories, saved queries, folders by title, feeds in none.

    Args:
        feeds: In whatever order.
        folded: Queries of folders whose contents are not listed.
        saved: In their own order.
    """
    top = _Folder()
    for feed in sorted(feeds, key=lambda feed: (feed.title.casefold(), feed.id)):
        _find_folder(top, feed.folder).feeds.append(feed)
    all_stories = Branch(title=_ALL_STORIES, query=NOTHING, feeds=tuple(feeds))
    queries = [Branch(title=one.name, query=one.query, feeds=(), saved=one) for one in saved]
    return [all_stories, *queries, *_list(top, folded)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Troubled:
    """A feed in trouble, as one of several."""

    key: str
    """Of its branch."""
    around: frozenset[SafeText]
    """Queries of the folders it is in."""
    number: int
    """Which it is, from 1."""
    of: int
    """How many there are."""


def next_in_trouble(feeds: Sequence[Feed], after: str) -> Troubled | None:
    """Find the next feed in trouble, after the last one the first; `None` when none is.

    Args:
        feeds: In whatever order.
        after: Key of a branch.
    """
    tree = arrange_feeds(feeds)
    start = next((at for at, branch in enumerate(tree) if branch.key == after), -1)
    found = [at for at, one in enumerate(tree) if one.feed and is_in_trouble(one.feed)]
    if not found:
        return None
    at = next((at for at in found if at > start), found[0])
    feed = tree[at].feeds[0]
    around = (branch.query for branch in tree if branch.folder and feed in branch.feeds)
    number = found.index(at) + 1
    return Troubled(key=tree[at].key, around=frozenset(around), number=number, of=len(found))


def _find_folder(top: _Folder, title: SafeText | None) -> _Folder:
    """Find the folder of a path, making those on the way there."""
    folder = top
    if title:
        path = folder_path(title)[:DEPTH_LIMIT]
        for depth, key in enumerate(folder_key(title)[:DEPTH_LIMIT], 1):
            folder = folder.folders.setdefault(key, _Folder(path[:depth]))
    return folder


def _list(folder: _Folder, folded: Collection[SafeText]) -> Iterator[Branch]:
    depth = len(folder.path)
    for _name, inner in sorted(folder.folders.items()):
        path = folder_title(inner.path)
        branch = Branch(
            title=inner.path[-1],
            query=ask_for_folder(path),
            feeds=tuple(inner.all_feeds()),
            folder=path,
            depth=depth,
        )
        yield branch
        if branch.query not in folded:
            yield from _list(inner, folded)
    for feed in folder.feeds:
        query = ask_for_feed(feed.id)
        yield Branch(title=feed.title, query=query, feeds=(feed,), depth=depth)


def complete_folder(typed: SafeText, feeds: Sequence[Feed]) -> SafeText:
    """Complete what is typed to the next folder there is; as it is when there is none."""
    paths = {path for feed in feeds if feed.folder for path in _ways(feed.folder)}
    begun, nested = typed.casefold(), spread_slashes(typed).casefold()
    for path in sorted(paths, key=str.casefold):
        if path.casefold().startswith((begun, nested)) and path.casefold() != begun:
            return path
    return typed


def read_folder(typed: str, feeds: Sequence[Feed]) -> SafeText:
    """Make a folder's path of what was typed: "A/B" is B within A, unless a folder is called so."""
    return typed_folder(typed, [feed.folder for feed in feeds if feed.folder])


def _ways(title: SafeText) -> Iterator[SafeText]:
    """List a folder's path and those of the folders around it."""
    path = folder_path(title)[:DEPTH_LIMIT]
    for depth in range(1, len(path) + 1):
        yield folder_title(path[:depth])
