"""Bookmarks: full copies of stories, in the archive and as files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newstui.errors import StoreError
from newstui.newsroom.reading import read_through
from newstui.store import marks
from newstui.store.bookmarks import Shelf
from newstui.store.copying import copy_story
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from newstui.model.text import SafeText
    from newstui.store.archive import Archive
    from newstui.store.bookmarks import Shelved


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What became of a bookmark, to tell the reader."""

    text: SafeText
    is_trouble: bool = False
    """Whether its file is not as it should be; the bookmark itself is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldOfMany:
    """What became of several bookmarks."""

    new: tuple[int, ...]
    """Stories that were not bookmarked."""
    troubles: tuple[SafeText, ...]
    """What is wrong with their files."""


def bookmark_story(
    archive: Archive, story_id: int, *, folder: Path, clock: Callable[[], datetime]
) -> Told:
    """Save a full copy of a story; return what to tell the reader, once it is on disk.

    Raises:
        StoreError: If the story is gone or the copy cannot be saved.
    """
    view = read_through(archive, story_id, clock=clock)
    if view is None or view.stored is None:
        raise StoreError(f"#{story_id}", "is no story of this library")
    now = clock()
    bookmark = copy_story(archive, view.story, view.stored, view.analysis, now=now)
    shelved = Shelf(archive, folder).add(story_id, bookmark, now)
    return _told(shelved, f"bookmarked as {shelved.bookmark.file_name}")


def bookmark_stories(
    archive: Archive, story_ids: Sequence[int], *, folder: Path, clock: Callable[[], datetime]
) -> ToldOfMany:
    """Save full copies of several stories, as one change; bookmarked ones stay as they are.

    Raises:
        StoreError: If they cannot be saved.
    """
    copies, now = [], clock()
    marked = marks.find_marks(archive, story_ids)
    for story_id in [i for i, mark in zip(story_ids, marked, strict=True) if not mark.bookmarked]:
        view = read_through(archive, story_id, clock=clock)
        if view is not None and view.stored is not None:
            copies.append(copy_story(archive, view.story, view.stored, view.analysis, now=now))
    label = clean_line(f"{len(copies):,} bookmarked")
    shelved = Shelf(archive, folder).add_all(copies, label=label, now=now)
    notices = tuple(one.notice for one in shelved if one.notice)
    return ToldOfMany(new=tuple(copy.story_id for copy in copies), troubles=notices)


def unbookmark_story(
    archive: Archive, story_id: int, *, folder: Path, clock: Callable[[], datetime]
) -> Told:
    """Take a bookmark off, its file into the trash; return what to tell the reader.

    Raises:
        StoreError: If that cannot be saved.
    """
    shelved = Shelf(archive, folder).remove(story_id, clock())
    if shelved is None:
        return Told(text=clean_line("it was not bookmarked"))
    return _told(shelved, "bookmark taken off, its file is in the trash")


def _told(shelved: Shelved, text: str) -> Told:
    return Told(text=shelved.notice or clean_line(text), is_trouble=shelved.notice is not None)


def repair_bookmarks(
    archive: Archive, *, folder: Path, clock: Callable[[], datetime]
) -> tuple[SafeText, ...]:
    """Write missing and damaged bookmark files again; return what the reader should know."""
    return Shelf(archive, folder).repair(clock())
