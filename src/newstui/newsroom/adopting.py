"""Taking bookmark files back in that the archive knows nothing of, as after it was lost."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newstui.newsroom.reading import read_through
from newstui.store.adopting import adopt, find_linked, foreign_files, keep_read_back
from newstui.store.bookmarkfiles import read_file
from newstui.store.bookmarkreading import read_back
from newstui.store.bookmarks import unknown_files
from newstui.store.copying import copy_story
from newstui.store.takingover import bookmarked_once
from newstui.store.values import digest
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from newstui.model.story import Bookmark
    from newstui.model.text import SafeText
    from newstui.store.archive import Archive
    from newstui.store.bookmarkreading import ReadBack


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """What became of the files."""

    taken: tuple[tuple[SafeText, int], ...]
    """Names of files, and the numbers of their stories."""
    left: tuple[SafeText, ...]
    """Why other files of bookmarks are not taken in, a sentence each."""
    foreign: tuple[SafeText, ...]
    """Names of Markdown files beside them that newstui did not write."""


def take_in_files(archive: Archive, folder: Path, *, clock: Callable[[], datetime]) -> TakenIn:
    """Bookmark again what files hold whose archive was lost; no file is changed.

    Raises:
        StoreError: If that cannot be saved; then nothing is bookmarked.
    """
    found: dict[str, tuple[ReadBack, str]] = {}
    left: list[SafeText] = []
    for name in unknown_files(archive, folder):
        content = read_file(folder / name) or b""
        page = read_back(content)
        if page is None:
            left.append(clean_line(f"{folder}/{name}: was changed since; it is left as it is"))
        else:
            found[name] = page, digest(content)
    linked = find_linked(archive, [page.entry.url for page, _hash in found.values()])
    taken: dict[int, tuple[Bookmark, ReadBack, str]] = {}
    for name, (page, file_hash) in found.items():
        bookmark = _copy(archive, folder, page, linked.get(page.entry.url), clock=clock)
        if bookmark is None or bookmark.story_id in taken:
            told = f"{folder}/{name}: its story is bookmarked already; it is left as it is"
            left.append(clean_line(told))
        else:
            taken[bookmark.story_id] = replace(bookmark, file_name=name), page, file_hash
    if taken:
        adopt(archive, list(taken.values()), now=clock())
    names = ((clean_line(one.file_name), number) for number, (one, *_) in taken.items())
    foreign = map(clean_line, foreign_files(archive, folder))
    return TakenIn(taken=tuple(names), left=tuple(left), foreign=tuple(foreign))


def _copy(
    archive: Archive,
    folder: Path,
    page: ReadBack,
    linked: int | None,
    *,
    clock: Callable[[], datetime],
) -> Bookmark | None:
    """Copy what a file holds; `None` when it is bookmarked, or was before it was taken off.

    Args:
        archive: Where.
        folder: Of the files.
        page: What the file holds.
        linked: The story a feed has at its address, bookmarked instead if it still reads the same.
        clock: Tells the time.
    """
    view = read_through(archive, keep_read_back(archive, folder, page, now=clock()), clock=clock)
    other = read_through(archive, linked, clock=clock) if linked is not None else None
    if other and other.stored and view and view.stored:
        view = other if other.stored.content_hash == view.stored.content_hash else view
    if view is None or view.stored is None or bookmarked_once(archive, [view.story.id]):
        return None
    copy = copy_story(archive, view.story, view.stored, view.analysis, now=clock())
    return replace(copy, outlet=page.outlet, fetched=page.fetched, saved=page.saved)
