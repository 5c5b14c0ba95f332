"""Whether an archive file can be used, told in well under a millisecond.

A full check reads all of the file (`is_sound`); opening looks at the header, the schema and both
ends of every table, which finds the damage that kills and interruption do.
"""

from __future__ import annotations

import errno
import sqlite3
import stat
from contextlib import closing
from typing import TYPE_CHECKING

from newstui.errors import DamagedError, NewerError, StoreError
from newstui.store.failures import FAILURES, explain, name_of
from newstui.store.schema import APPLICATION_ID, MIGRATIONS, TABLES
from newstui.store.values import decode_text

if TYPE_CHECKING:
    from pathlib import Path

    from newstui.store.archive import Archive


def check_file(path: Path) -> None:
    """Look at the file from outside.

    It is never opened here: closing any descriptor of a file drops all locks this process holds on
    it (POSIX), those of its SQLite connections included, and then another process may take the
    write-ahead log away (https://www.sqlite.org/howtocorrupt.html, section 2.2).

    Raises:
        DamagedError: If it is empty.
        OSError: If there is none, or a folder in its place.
    """
    state = path.stat()
    if stat.S_ISDIR(state.st_mode):
        raise IsADirectoryError(errno.EISDIR, "is a directory", str(path))
    if state.st_size == 0:
        raise DamagedError(name_of(path), "the archive is empty")


def check_size(connection: sqlite3.Connection, path: Path) -> None:
    """Compare the file's size with what its database says, unless the log holds newer pages.

    Raises:
        DamagedError: If the end of the file is missing.
    """
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        return
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    (page_bytes,) = connection.execute("PRAGMA page_size").fetchone()
    if path.stat().st_size < pages * page_bytes:
        raise DamagedError(name_of(path), "the archive is cut")


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
    except FAILURES as error:
        raise explain(error, origin) from error
    return int(version)


def is_intact(archive: Archive) -> bool:
    """Read all of an open archive, and say whether it can be trusted."""
    try:
        rows = archive.read("PRAGMA quick_check(1)")
    except StoreError:
        return False
    return [str(row[0]) for row in rows] == ["ok"]


def is_sound(path: Path) -> bool:
    """Read all of an archive nobody has open, such as a backup, and say whether it is whole."""
    try:
        check_whole(path)
    except StoreError:
        return False
    return True


def check_whole(path: Path) -> None:
    """Read all of an archive nobody has open, such as a backup.

    Raises:
        DamagedError: If it is not an archive or parts of it are missing.
        NewerError: If a newer newstui wrote it.
        StoreError: If it cannot be read.
    """
    origin = name_of(path)
    try:
        check_file(path)
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as connection:
            connection.text_factory = decode_text
            check_schema(connection, origin)
            check_size(connection, path)
            rows = connection.execute("PRAGMA quick_check(1)").fetchall()
    except (*FAILURES, OSError) as error:
        raise explain(error, origin) from error
    if [str(row[0]) for row in rows] != ["ok"]:
        raise DamagedError(origin, "the archive is damaged")


def _touch(connection: sqlite3.Connection, table: str) -> None:
    connection.execute(f"SELECT * FROM {table} LIMIT 1").fetchone()  # noqa: S608 - our own names
