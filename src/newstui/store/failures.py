"""What SQLite's errors mean to the reader: one sentence, naming the archive first."""

from __future__ import annotations

import errno
import sqlite3
from typing import TYPE_CHECKING, Final

from newstui.errors import DamagedError, StoreError
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from pathlib import Path

_PRIMARY_CODE: Final = 0xFF
_DAMAGED: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_DAMAGED_REASON: Final = "the archive is damaged"
_FULL_REASON: Final = "the disk is full; nothing of this was saved"
_REASONS: Final = {
    sqlite3.SQLITE_FULL: _FULL_REASON,
    # Its shared memory is a file, too, that found no room.
    sqlite3.SQLITE_IOERR_SHMSIZE: _FULL_REASON,
    sqlite3.SQLITE_IOERR: "the disk cannot be read or written, or is full",
    sqlite3.SQLITE_BUSY: "another program keeps it busy; nothing of this was saved",
    sqlite3.SQLITE_READONLY: "it may only be read; nothing of this was saved",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened",
    sqlite3.SQLITE_PERM: "it may not be opened",
    sqlite3.SQLITE_AUTH: "it may not be opened",
}
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
FAILURES: Final = (sqlite3.Error, OverflowError, UnicodeError)
"""What a statement raises for a file or a value that SQLite cannot handle."""


def explain(error: BaseException, origin: str) -> StoreError:
    """Turn an error of SQLite or of the system into one fit to show."""
    if isinstance(error, OSError):
        return explain_file(error, origin)
    if isinstance(error, UnicodeDecodeError):
        # SQLite quotes the schema in its own message about damage, bytes that are no text included.
        return DamagedError(origin, _DAMAGED_REASON)
    code = getattr(error, "sqlite_errorcode", None)
    code = code if isinstance(code, int) else sqlite3.SQLITE_OK
    primary = code & _PRIMARY_CODE
    if primary in _DAMAGED:
        return DamagedError(origin, _DAMAGED_REASON)
    reason = _REASONS.get(code) or _REASONS.get(primary)
    return StoreError(origin, reason or clean_line(str(error), limit=200) or "it cannot be used")


def explain_file(error: OSError, origin: str) -> StoreError:
    """Turn an error of the file system into one fit to show."""
    if error.errno in _FULL:
        return StoreError(origin, _FULL_REASON)
    if error.errno in {errno.EEXIST, errno.ENOTDIR}:
        return StoreError(origin, "a file stands where a folder is needed")
    reason = error.strerror or type(error).__name__
    return StoreError(origin, clean_line(reason[:1].lower() + reason[1:], limit=200))


def name_of(path: Path) -> str:
    """A path as an error names it."""
    return clean_line(str(path))
