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
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from newstui.model.story import Bookmark
    from newstui.model.text import SafeText
    from newstui.store.archive import Archive


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What became of a bookmark, to tell the reader."""

    text: SafeText
    is_trouble: bool = False
    """Whether its file is not as it should be; the bookmark itself is kept."""


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
    return _told(shelved.notice, f"bookmarked as {shelved.bookmark.file_name}")


def copy_stories(
    archive: Archive, story_ids: Sequence[int], *, clock: Callable[[], datetime]
) -> tuple[Bookmark, ...]:
    """Make full copies of the stories that are not bookmarked; this may take a while."""
    copies, now = [], clock()
    marked = marks.find_marks(archive, story_ids)
    for story_id, mark in zip(story_ids, marked, strict=True):
        view = None if mark.bookmarked else read_through(archive, story_id, clock=clock)
        if view is not None and view.stored is not None:
            copies.append(copy_story(archive, view.story, view.stored, view.analysis, now=now))
    return tuple(copies)


def shelve(
    archive: Archive,
    copies: Sequence[Bookmark],
    *,
    folder: Path,
    clock: Callable[[], datetime],
) -> tuple[int, ...]:
    """Keep copies as bookmarks, as one change; return those that are new, whose files are not.

    Raises:
        StoreError: If they cannot be saved.
    """
    several = f"{len(copies):,} bookmarked"
    label = clean_line(several if len(copies) != 1 else f"bookmarked {copies[0].title}")
    return Shelf(archive, folder).put_up_all(copies, label=label, now=clock())


def write_files(archive: Archive, story_ids: Sequence[int], *, folder: Path) -> list[SafeText]:
    """Write the files of bookmarks; return what to know of them."""
    shelf = Shelf(archive, folder)
    return [notice for notice in map(shelf.settle, story_ids) if notice]


def bookmark_stories(
    archive: Archive, story_ids: Sequence[int], *, folder: Path, clock: Callable[[], datetime]
) -> tuple[int, ...]:
    """Save full copies of several stories, as one change; return those that were not bookmarked.

    Raises:
        StoreError: If they cannot be saved.
    """
    copies = copy_stories(archive, story_ids, clock=clock)
    new = shelve(archive, copies, folder=folder, clock=clock)
    write_files(archive, new, folder=folder)
    return new


def bookmark_each(
    archive: Archive, story_ids: Sequence[int], *, folder: Path, clock: Callable[[], datetime]
) -> Iterator[tuple[int, Told]]:
    """Save full copies of several stories, as one change; then tell of each and of its file.

    Raises:
        StoreError: If they cannot be saved, or a story is gone by now.
    """
    shelve(archive, copy_stories(archive, story_ids, clock=clock), folder=folder, clock=clock)
    shelf = Shelf(archive, folder)
    for story_id in story_ids:
        notice, kept = shelf.settle(story_id), shelf.find(story_id)
        if kept is None and notice is None:
            raise StoreError(f"#{story_id}", "is no story of this library")
        yield story_id, _told(notice, f"bookmarked as {kept.file_name if kept else ''}")


def unbookmark_story(
    archive: Archive, story_id: int, *, folder: Path, clock: Callable[[], datetime]
) -> Told:
    """Take a bookmark off, its file into the trash; return what to tell the reader.

    Raises:
        StoreError: If that cannot be saved.
    """
    ((_, told),) = unbookmark_each(archive, [story_id], folder=folder, clock=clock)
    return told


def unbookmark_each(
    archive: Archive, story_ids: Sequence[int], *, folder: Path, clock: Callable[[], datetime]
) -> Iterator[tuple[int, Told]]:
    """Take several bookmarks off, as one change; then tell of each and of its file.

    Raises:
        StoreError: If that cannot be saved.
    """
    shelf = Shelf(archive, folder)
    removed = set(shelf.take_down_all(story_ids, clock()))
    for story_id in story_ids:
        if story_id in removed:
            told = _told(shelf.settle(story_id), "bookmark taken off, its file is in the trash")
        else:
            told = Told(text=clean_line("it was not bookmarked"))
        yield story_id, told


def _told(notice: SafeText | None, text: str) -> Told:
    return Told(text=notice or clean_line(text), is_trouble=notice is not None)


def repair_bookmarks(
    archive: Archive, *, folder: Path, clock: Callable[[], datetime]
) -> tuple[SafeText, ...]:
    """Write missing and damaged bookmark files again; return what the reader should know."""
    return Shelf(archive, folder).repair(clock())
