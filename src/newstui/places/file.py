"""Files as places: regular files only, never waiting for one, never more than the size limit."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Final

from newstui.errors import PlaceError
from newstui.model.feed import Evidence
from newstui.places.reading import SIZE_LIMIT, Fetched, shown_size, utc_now
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newstui.model.text import SafeText
    from newstui.places.reading import Reading, Visit

_NOT_FILES: Final = (
    (stat.S_ISDIR, "is a folder"),
    (stat.S_ISLNK, "is a symbolic link"),
    (stat.S_ISFIFO, "is a named pipe, not a file"),
    (stat.S_ISSOCK, "is a socket, not a file"),
    (stat.S_ISCHR, "is a device, not a file"),
    (stat.S_ISBLK, "is a device, not a file"),
)
_ERRORS: Final = {
    errno.ENOENT: "does not exist",
    errno.ENOTDIR: "does not exist",
    errno.EACCES: "may not be read (permission denied)",
    errno.EPERM: "may not be read (permission denied)",
    errno.ELOOP: "is a symbolic link that leads nowhere",
    errno.ENAMETOOLONG: "has too long a name",
}


def read_file(visit: Visit) -> Iterator[Reading]:
    """Read one file; a symbolic link is followed, as the reader named it.

    Raises:
        PlaceError: If it is missing, not a regular file, too large or unreadable.
    """
    path = Path(visit.place)
    data = read_bytes(path)
    yield Fetched(name=shown_path(path.name), data=data, evidence=evidence_of(data, path))


def read_bytes(path: Path, *, follow: bool = True, limit: int = SIZE_LIMIT) -> bytes:
    """Read a regular file whole.

    Args:
        path: Where it is.
        follow: Whether a symbolic link may stand there.
        limit: Most bytes it may have.

    Raises:
        PlaceError: If it is missing, not a regular file, too large or unreadable.
    """
    origin = clean_line(shown_path(path))
    try:
        _require_regular(origin, path.stat(follow_symlinks=follow))
        data = _read(origin, path, follow=follow, limit=limit)
    except (OSError, ValueError) as error:
        raise PlaceError(origin, problem(error)) from error
    if len(data) > limit:
        raise PlaceError(origin, f"is larger than {shown_size(limit)}")
    return data


def evidence_of(data: bytes, path: Path | None = None) -> Evidence:
    """Note when and where a file was read, and the hash of what it held.

    Args:
        data: All of it.
        path: Where it is; `None` for standard input.
    """
    from hashlib import sha256

    return Evidence(
        fetched=utc_now(),
        final_url="" if path is None else shown_path(path),
        body_hash=sha256(data).hexdigest(),
    )


def shown_path(path: Path | str) -> str:
    """Write a path as text; bytes of a name that are not UTF-8 are escaped, so names stay apart."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def problem(error: OSError | ValueError) -> SafeText:
    """Say in words why the system would not open a path."""
    if not isinstance(error, OSError):
        return clean_line("is not a usable path")
    return clean_line(_ERRORS.get(error.errno or 0) or f"could not be read ({error.strerror})")


def _require_regular(origin: str, status: os.stat_result) -> None:
    if stat.S_ISREG(status.st_mode):
        return
    kinds = (words for is_kind, words in _NOT_FILES if is_kind(status.st_mode))
    raise PlaceError(origin, next(kinds, "is not a regular file"))


def _read(origin: str, path: Path, *, follow: bool, limit: int) -> bytes:
    """Read at most one byte more than `limit`; what stands there may have changed since asked."""
    flags = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY
    descriptor = os.open(path, flags if follow else flags | os.O_NOFOLLOW)
    with open(descriptor, "rb") as file:  # noqa: PTH123 - a descriptor, not a path
        _require_regular(origin, os.fstat(descriptor))
        return file.read(limit + 1)
