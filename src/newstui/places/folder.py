"""Folders as places: every file of a known kind below one, in a stable order.

One bad file never hurts the others: it is named and the rest is read. Hidden files, and links to
elsewhere, are not followed: a folder may come from a stranger's archive.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Final

from newstui.errors import PlaceError
from newstui.places.file import evidence_of, problem, read_bytes, shown_path
from newstui.places.reading import MEBIBYTE, Fetched, Unreadable
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newstui.places.reading import Reading, Visit

EXTENSIONS: Final = frozenset(
    {".txt", ".md", ".markdown", ".html", ".htm", ".xhtml"}
    | {".xml", ".rss", ".atom", ".rdf", ".json"}
)
"""Of the files that are read, in lower case."""
FILES_LIMIT: Final = 10_000
"""Most files of one folder that are read."""
BYTES_LIMIT: Final = 256 * MEBIBYTE
"""Most bytes of one folder that are read, give or take one file."""


def read_folder(
    visit: Visit, *, files_limit: int = FILES_LIMIT, bytes_limit: int = BYTES_LIMIT
) -> Iterator[Reading]:
    """Read every file of a known kind in a folder and the folders in it, by name.

    Raises:
        PlaceError: If the folder cannot be listed or holds no file of a known kind.
    """
    root = Path(visit.place)
    origin = clean_line(shown_path(root))
    files, left = 0, bytes_limit
    for files, (name, path) in enumerate(_walk(root, origin), start=1):
        if files > files_limit or left <= 0:
            reason = f"is too large: only its first {files - 1} files were read"
            yield Unreadable(name=".", reason=clean_line(reason))
            return
        reading = path if isinstance(path, Unreadable) else _read_one(name, path)
        left -= len(reading.data) if isinstance(reading, Fetched) else 0
        yield reading
    if not files:
        kinds = " ".join(sorted(EXTENSIONS))
        raise PlaceError(origin, f"holds no file that newstui can read ({kinds})")


def _read_one(name: str, path: Path) -> Fetched | Unreadable:
    try:
        data = read_bytes(path, follow=False)
    except PlaceError as error:
        reason = clean_line(error.reason)
        return Unreadable(name=name, reason=reason, is_left_out=_is_no_file(path))
    return Fetched(name=name, data=data, evidence=evidence_of(data, path))


def _is_no_file(path: Path) -> bool:
    try:
        return not stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def _walk(root: Path, origin: str) -> Iterator[tuple[str, Path | Unreadable]]:
    """List files depth first, without recursion: folders may be nested deeper than the stack.

    A folder that cannot be listed stands in the list as itself.
    """
    waiting = [root]
    while waiting:
        path = waiting.pop()
        if path is not root and not path.is_dir():
            yield _name(path, root), path
            continue
        try:
            waiting.extend(reversed(_listed(path)))
        except OSError as error:
            if path is root:
                raise PlaceError(origin, problem(error)) from error
            name = _name(path, root)
            yield name, Unreadable(name=name, reason=problem(error))


def _listed(folder: Path) -> list[Path]:
    """The folders and files of a known kind in one folder, by name."""
    with os.scandir(folder) as entries:
        kept = [Path(entry.path) for entry in entries if _is_wanted(entry)]
    return sorted(kept, key=lambda path: os.fsencode(path.name))


def _is_wanted(entry: os.DirEntry[str]) -> bool:
    if entry.name.startswith("."):
        return False
    if entry.is_dir():
        return not entry.is_symlink()
    return Path(entry.name).suffix.lower() in EXTENSIONS


def _name(path: Path, root: Path) -> str:
    return shown_path(path.relative_to(root))
