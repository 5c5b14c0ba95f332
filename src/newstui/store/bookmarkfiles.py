"""The files of bookmarks in their folder: written whole, never over another, never lost.

A file that somebody edited is kept under another name before the true one is written again.
"""

from __future__ import annotations

import os
import re
import stat
from enum import Enum
from typing import TYPE_CHECKING, Final

from newstui.store.bookmarkpages import is_cut, is_own, is_page_of
from newstui.store.creation import make_folder, sync, write_whole
from newstui.store.values import digest

if TYPE_CHECKING:
    from pathlib import Path

_READ_LIMIT: Final = 64 * 1024 * 1024
_TRASH: Final = ".trash"
_ASIDE: Final = re.compile(r"\.edited(?:-\d+)?(?=\.md$)")


class State(Enum):
    """What stands under the name of a bookmark's file."""

    MISSING = "missing"
    WHOLE = "whole"
    """As it was written."""
    CUT = "cut"
    """Unfinished or damaged."""
    EDITED = "edited"
    """Somebody wrote in it."""
    FOREIGN = "foreign"
    """Another file, or not a file."""


def is_whole(path: Path, file_hash: str) -> bool:
    """Whether a file is as it was written."""
    content = read_file(path)
    return content is not None and digest(content) == file_hash


def own_pages(folder: Path) -> list[str]:
    """Names of the files in a folder that newstui once wrote as bookmarks."""
    contents = ((path.name, read_file(path)) for path in sorted(folder.glob("*.md")))
    return [name for name, content in contents if content is not None and is_own(content)]


def examine(path: Path, true: bytes, story_id: int) -> State:
    """Tell what stands under a name where `true` should.

    Raises:
        OSError: If that cannot be told.
    """
    if not os.path.lexists(path):
        return State.MISSING
    content = read_file(path)
    if content is None:
        return State.FOREIGN
    if content == true:
        return State.WHOLE
    if is_cut(content, true):
        return State.CUT
    return State.EDITED if is_page_of(content, story_id) else State.FOREIGN


def write(path: Path, content: bytes, *, over: bool = False) -> None:
    """Write a file whole.

    Args:
        path: Of the file.
        content: All of it.
        over: Whether it takes the place of one that is there.

    Raises:
        FileExistsError: If there is one and it is not to be replaced.
        OSError: If it cannot be written; what was there stays.
    """
    make_folder(path.parent)
    write_whole(path, content, over=over)


def set_aside(path: Path) -> Path:
    """Rename an edited file to a free `NAME.edited.md`; return where it is now.

    Raises:
        OSError: If it cannot be moved.
    """
    return _move(path, path.parent, f"{path.stem}.edited", path.suffix)


def name_before(name: str) -> str:
    """The name an edited file had until it was set aside; any other name as it is."""
    return _ASIDE.sub("", name)


def discard(path: Path) -> str:
    """Move a file to the trash; return its name there, empty when there was no file.

    Raises:
        OSError: If it cannot be moved.
    """
    if not os.path.lexists(path):
        return ""
    trash = path.parent / _TRASH
    make_folder(trash)
    return _move(path, trash, path.stem, path.suffix).name


def restore(path: Path, trash_name: str) -> None:
    """Move a file back from the trash, unless its name is taken or it is not there any more.

    Raises:
        OSError: If it cannot be moved.
    """
    name = os.path.basename(trash_name)  # noqa: PTH119 - a name, whatever the row says
    kept = path.parent / _TRASH / name
    if name and os.path.lexists(kept) and not os.path.lexists(path):
        _move(kept, path.parent, path.stem, path.suffix)


def _move(path: Path, folder: Path, stem: str, suffix: str) -> Path:
    """Move a file to the first free name, which nobody can take in between."""
    number = 1
    while True:
        target = folder / (f"{stem}{suffix}" if number == 1 else f"{stem}-{number}{suffix}")
        try:
            _link_or_reserve(path, target)
        except FileExistsError:
            number += 1
            continue
        sync(folder)
        return target


def _link_or_reserve(path: Path, target: Path) -> None:
    try:
        os.link(path, target, follow_symlinks=False)
    except FileExistsError:
        raise
    except OSError:
        # Some file systems have no links, and folders never: take the name, then rename onto it.
        if path.is_dir():
            raise
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
        path.replace(target)
    else:
        path.unlink()


def read_file(path: Path) -> bytes | None:
    """All of a regular file; `None` for anything else, and for what is not there."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_size > _READ_LIMIT:
            return None
        return file.read(_READ_LIMIT)
