"""Tags and notes, for the screen and the command line: each function is one change, kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstui.store import notes, tags
from newstui.store.bookmarks import Shelf
from newstui.store.naming import name_change
from newstui.store.tags import split_tags
from newstui.text.clean import NOTHING, clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from newstui.model.text import SafeText
    from newstui.store.archive import Archive

__all__ = [
    "complete_tags",
    "describe_tags",
    "find_note",
    "list_tags",
    "note_story",
    "retag_story",
    "split_tags",
    "tag_stories",
]
list_tags = tags.list_tags


def tag_stories(  # noqa: PLR0913 - what is put on, what is taken off, and where files are
    archive: Archive,
    story_ids: Sequence[int],
    *,
    add: Sequence[str] = (),
    remove: Sequence[str] = (),
    folder: Path,
    clock: Callable[[], datetime],
) -> tuple[int, ...]:
    """Put tags on stories and take others off, as one change; return the stories it changed."""
    label = name_change(archive, story_ids, describe_tags(add, remove))
    changed = tags.set_tags(archive, story_ids, add=add, remove=remove, label=label, now=clock())
    Shelf(archive, folder).tell_again(changed)
    return changed


def retag_story(
    archive: Archive,
    story_id: int,
    wanted: Sequence[SafeText],
    *,
    folder: Path,
    clock: Callable[[], datetime],
) -> bool:
    """Give a story these tags and no others, undoably; return whether that was a change."""
    now = tags.find_tags(archive, [story_id]).get(story_id, ())
    add = [tag for tag in wanted if tag not in now]
    remove = [tag for tag in now if tag not in wanted]
    return bool(
        tag_stories(archive, [story_id], add=add, remove=remove, folder=folder, clock=clock)
    )


def describe_tags(add: Sequence[str], remove: Sequence[str]) -> SafeText:
    """Say which tags are put on and which are taken off."""
    done = (("tagged", add), ("untagged", remove))
    return clean_line(" · ".join(f"{verb} {', '.join(named)}" for verb, named in done if named))


def note_story(
    archive: Archive, story_id: int, text: str, *, folder: Path, clock: Callable[[], datetime]
) -> bool:
    """Write the note on a story, undoably; return whether that was a change."""
    is_change = notes.set_note(archive, story_id, text, now=clock())
    if is_change:
        Shelf(archive, folder).tell_again([story_id])
    return is_change


def find_note(archive: Archive, story_id: int) -> SafeText:
    """Find the note on a story; empty when there is none."""
    return notes.find_notes(archive, [story_id]).get(story_id, NOTHING)


def complete_tags(typed: SafeText, known: Sequence[SafeText]) -> SafeText:
    """Make more of the last of several tags: the first known one that begins so."""
    before, comma, last = typed.rpartition(",")
    begun = last.strip().casefold()
    others = {tag.casefold() for tag in split_tags(before)}
    fitting = [
        tag for tag in known if tag.casefold().startswith(begun) and tag.casefold() not in others
    ]
    if not begun or not fitting:
        return typed
    return clean_line(f"{before}{comma}{' ' if comma else ''}{fitting[0]}")
