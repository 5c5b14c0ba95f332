"""The feeds that a query means: by number, title, place, folder, or a word of their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstui.store.fulltext import is_open
from newstui.store.subscriptions import list_feeds
from newstui.store.values import fold
from newstui.store.wordforms import WORD, plain, split_scripts
from newstui.text.folders import folder_key, typed_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from newstui.model.feed import Feed
    from newstui.store.archive import Archive
    from newstui.store.querytree import Words


class Outlets:
    """All feeds, also the hidden ones, read when they are first asked for."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._held: list[tuple[Feed, str]] | None = None

    @property
    def _feeds(self) -> list[tuple[Feed, str]]:
        """Every feed, and its title as words are compared with it."""
        if self._held is None:
            feeds = list_feeds(self._archive, hidden=True)
            self._held = [(feed, _comparable(feed.title)) for feed in feeds]
        return self._held

    def is_no_name(self, words: Words) -> bool:
        """Whether no outlet is called so."""
        return not self.named(words)

    def named(self, words: Words) -> str:
        """The feeds in whose title a word begins, or a phrase stands; as numbers for SQL."""
        if words.column:
            return ""
        asked = _comparable(words.text)
        if is_open(words):
            asked = asked.removesuffix(" ")
        is_unspaced = any(unspaced for _, unspaced in split_scripts(words.text))
        wanted = asked.strip() if is_unspaced else asked
        if not wanted.strip():
            return ""
        return ",".join(str(feed.id) for feed, title in self._feeds if wanted in title)

    def meant(self, name: str) -> str:
        """The feeds of a number, or with a part of a title or place; as numbers for SQL."""
        if name.isascii() and name.isdigit():
            return self._chosen(lambda feed: name.lstrip("0") == str(feed.id))
        folded = fold(name)
        return self._chosen(lambda feed: folded in fold(feed.title) or folded in fold(feed.place))

    def within(self, folder: str) -> str:
        """The feeds in a folder and in those within it; as numbers for SQL."""
        known = [feed.folder for feed, _ in self._feeds if feed.folder]
        path = folder_key(typed_folder(folder, known))

        def is_within(feed: Feed) -> bool:
            own = folder_key(feed.folder) if feed.folder else ()
            return bool(path) and path == own[: len(path)]

        return self._chosen(is_within)

    def _chosen(self, is_meant: Callable[[Feed], bool]) -> str:
        return ",".join(str(feed.id) for feed, _ in self._feeds if is_meant(feed))


def _comparable(text: str) -> str:
    return f" {' '.join(plain(word) for word in WORD.findall(text))} "
