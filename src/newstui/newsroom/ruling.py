"""Rules: what one would do to the library, and having it done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from newstui.newsroom.bookmarking import bookmark_stories
from newstui.store.listing import list_headlines
from newstui.store.rules import RuleAction, make_wish
from newstui.store.ruling import apply_to_library, find_matching

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from newstui.model.headline import Headline
    from newstui.store.archive import Archive
    from newstui.store.rules import Wish

SHOWN: Final = 10
"""Stories that a preview names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a rule would do to the stories that are there."""

    wish: Wish
    story_ids: array[int]
    """All it is about."""
    first: tuple[Headline, ...]
    """The newest of them."""


def read_wish(query: str, deed: str, name: str = "") -> Wish:
    """Read a rule as it was typed: a query, and what is to be done, as in "tag later".

    Raises:
        QueryError: If its query cannot be understood.
        StoreError: If something is missing.
    """
    action, _, value = deed.strip().partition(" ")
    return make_wish(query, action.lower(), value, name)


def preview_rule(archive: Archive, wish: Wish) -> Preview:
    """Look which stories a rule is about; nothing changes.

    Raises:
        QueryError: If a pattern of its query takes too long.
    """
    found = find_matching(archive, wish)
    rows = list_headlines(archive, found[:SHOWN])
    return Preview(wish=wish, story_ids=found, first=tuple(row for row in rows if row))


def apply_previewed(
    archive: Archive, preview: Preview, *, folder: Path, clock: Callable[[], datetime]
) -> int:
    """Apply a rule to the stories of its preview, as one change; return how many it changed."""
    wish = preview.wish
    if wish.action is RuleAction.BOOKMARK:
        return len(bookmark_stories(archive, preview.story_ids, folder=folder, clock=clock))
    return apply_to_library(archive, wish, preview.story_ids, now=clock()).stories
