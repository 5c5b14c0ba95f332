"""What stories are called where a change of them is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newstui.model.text import SafeText
    from newstui.store.archive import Archive

_TITLE: Final = "SELECT title FROM stories WHERE id = ? AND title <> ''"


def name_change(archive: Archive, story_ids: Sequence[int], what: str) -> SafeText:
    """Say what was done with stories: with one by its title, with more by how many they are."""
    if len(story_ids) != 1:
        return clean_line(f"{len(story_ids):,} {what}")
    (number,) = story_ids
    rows = archive.read(_TITLE, (number,))
    return clean_line(f"{what}: {rows[0][0] if rows else f'#{number}'}")
