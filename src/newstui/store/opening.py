"""Opening the archive whatever state it is in: the reader always gets to read.

A damaged file is never deleted, nor used: it is moved aside and the reader is told where to.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newstui.errors import DamagedError, NewerError, StoreError
from newstui.store.archive import Archive
from newstui.store.failures import name_of
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from newstui.model.text import SafeText


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An archive that can be read, and what the reader should know of it."""

    archive: Archive
    notice: SafeText | None = None
    """`None` when all is well."""


def open_archive(path: Path, *, now: datetime) -> Opened:
    """Open the archive; when that cannot be, the next best, with a notice.

    A damaged file is moved aside and the newest good backup put in its place, or an empty archive.
    Where nothing can be written, an existing archive is only read, and without one everything is
    kept in memory until the program ends.

    Raises:
        NewerError: If a newer newstui wrote it.
    """
    try:
        archive = Archive.open(path)
    except NewerError:
        raise
    except DamagedError as error:
        return _after_damage(path, error, now)
    except StoreError as error:
        return _without_writing(path, error)
    if _looks_writable(path) or _takes_changes(archive):
        return Opened(archive=archive)
    archive.close()
    return _without_writing(path, StoreError(name_of(path), "it cannot be read"))


def _after_damage(path: Path, error: DamagedError, now: datetime) -> Opened:
    from newstui.store.replacing import replace_damaged

    try:
        notice = replace_damaged(path, error, now=now)
        return Opened(archive=Archive.open(path), notice=notice)
    except NewerError:
        raise
    except StoreError as failure:
        return _in_memory(failure)


def _without_writing(path: Path, error: StoreError) -> Opened:
    # Unlike Path.exists, this takes a folder nobody may enter for one without an archive.
    if os.path.exists(path):  # noqa: PTH110
        try:
            archive = Archive.open(path, read_only=True)
            # What was opened before its first read is not necessarily readable.
            archive.read("SELECT max(seq) FROM changes")
        except NewerError:
            raise
        except StoreError:
            return _in_memory(error)
        return Opened(archive=archive, notice=_read_only_notice(path))
    return _in_memory(error)


def _in_memory(error: StoreError) -> Opened:
    notice = clean_line(f"{error}. Nothing will be kept when newstui ends")
    return Opened(archive=Archive.memory(), notice=notice)


def _looks_writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _takes_changes(archive: Archive) -> bool:
    """Whether a change is possible, which SQLite only tells when one is tried."""
    try:
        with archive.transaction(durable=False) as connection:
            connection.execute("DELETE FROM changes WHERE seq < 0")
    except StoreError:
        return False
    return True


def _read_only_notice(path: Path) -> SafeText:
    return clean_line(f"{path}: the archive cannot be written; it is only read, no mark is kept")
