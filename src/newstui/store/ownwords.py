"""What the reader adds to bookmarks: tags, notes and corrections, kept apart from the copies."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newstui.store.corrected import find_corrections
from newstui.store.notes import find_notes
from newstui.store.tags import find_tags

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newstui.model.story import Bookmark
    from newstui.store.archive import Archive
    from newstui.store.corrected import Corrections


def with_own_words(archive: Archive, bookmarks: Sequence[Bookmark]) -> tuple[Bookmark, ...]:
    """Add the reader's own words to bookmarks, as they are now."""
    ids = [one.story_id for one in bookmarks]
    tags, notes = find_tags(archive, ids), find_notes(archive, ids)
    return tuple(
        replace(
            one,
            tags=tags.get(one.story_id, ()),
            note=notes.get(one.story_id),
            corrections=_corrections(archive, one),
        )
        for one in bookmarks
    )


def _corrections(archive: Archive, bookmark: Bookmark) -> Corrections:
    """Find what the reader corrected of a copy's analysis."""
    if bookmark.analysis is None:
        return {}
    text = bookmark.document.text
    return find_corrections(archive, bookmark.story_id, text, bookmark.analysis)
