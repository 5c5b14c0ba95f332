"""Bookmarks: full copies of stories, in the archive and as files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newstui.errors import StoreError
from newstui.model.story import Bookmark
from newstui.newsroom.provenance import printed_credits
from newstui.newsroom.reading import read_through
from newstui.store import stories
from newstui.store.bookmarks import Shelf
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable
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
    story, entry, now = view.story, view.story.entry, clock()
    bookmark = Bookmark(
        story_id=story_id,
        title=entry.title or clean_line("untitled"),
        url=entry.url,
        outlet=story.outlet,
        authors=entry.authors,
        published=entry.published,
        updated=entry.updated,
        fetched=story.fetched,
        saved=now,
        document=view.stored.document,
        text_kind=view.stored.kind,
        analysis=view.analysis,
        credits=printed_credits(entry, view.analysis),
        content_hash=view.stored.content_hash,
        raw=stories.raw_entry(archive, story_id),
        file_name="",
    )
    shelved = Shelf(archive, folder).add(story_id, bookmark, now)
    return _told(shelved, f"bookmarked as {shelved.bookmark.file_name}")


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
