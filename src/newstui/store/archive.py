"""The archive: one SQLite database, several connections, short transactions.

Only this package knows SQL; everybody else calls the functions of its modules with an `Archive`.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, Final

from newstui.errors import StoreError
from newstui.store.failures import FAILURES, explain, name_of
from newstui.store.values import decode_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BUSY_SECONDS: Final = 10.0
"""How long another program's transaction is waited for."""
_IN_MEMORY: Final = Path(":memory:")
_TRIES: Final = 3
_FULL: Final = 2
_NORMAL: Final = 1

Row = tuple[Any, ...]


class Archive:
    """One connection to the archive and the lock that lets threads share it."""

    def __init__(self, connection: sqlite3.Connection, path: Path, *, read_only: bool) -> None:
        self.path = path
        self.is_read_only = read_only
        self._connection = connection
        self._lock = RLock()
        self._synchronous: int | None = None

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Archive:
        """Open the archive at `path`; create it when there is none.

        Args:
            path: Of the database file.
            read_only: Change nothing, not even to recover what a crash left in the log.

        Raises:
            DamagedError: If the file is empty, cut, or not an archive.
            NewerError: If a newer newstui wrote it.
            StoreError: If it cannot be opened for another reason.
        """
        for _ in range(_TRIES):
            try:
                return cls._open(path, read_only=read_only)
            except FileNotFoundError:
                # Another newstui has just moved it aside, and will have put one in its place.
                continue
            except sqlite3.OperationalError as error:
                # The same, between the look at the file and its opening.
                if path.exists():
                    raise explain(error, name_of(path)) from error
            except (*FAILURES, OSError) as error:
                raise explain(error, name_of(path)) from error
        raise StoreError(name_of(path), "there is no archive")

    @classmethod
    def _open(cls, path: Path, *, read_only: bool) -> Archive:
        from newstui.store import health

        if not read_only and not path.exists():
            from newstui.store.creation import create

            try:
                create(path)
            except sqlite3.Error as error:
                raise explain(error, name_of(path)) from error
        health.check_file(path)
        connection = _connect(path, read_only=read_only)
        connection.text_factory = decode_text
        try:
            version = health.check_schema(connection, name_of(path))
            health.check_size(connection, path)
            _bring_up_to_date(connection, path, version, read_only=read_only)
        except BaseException:
            connection.close()
            raise
        return cls(connection, path, read_only=read_only)

    @classmethod
    def memory(cls) -> Archive:
        """Make an archive that lives as long as this object."""
        from newstui.store.creation import migrate

        connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        migrate(connection)
        connection.text_factory = decode_text
        return cls(connection, _IN_MEMORY, read_only=False)

    @property
    def is_memory(self) -> bool:
        """Whether it is gone when the program ends."""
        return self.path is _IN_MEMORY

    @property
    def origin(self) -> str:
        """How errors name it."""
        return "the archive in memory" if self.is_memory else name_of(self.path)

    def twin(self) -> Archive:
        """Another connection to the same archive, for another thread; itself when in memory."""
        if self.is_memory:
            return self
        return Archive.open(self.path, read_only=self.is_read_only)

    def read(self, sql: str, params: Sequence[object] = ()) -> list[Row]:
        """Run one query.

        Raises:
            StoreError: If it fails; `DamagedError` when the file turns out to be damaged.
        """
        with self._lock:
            try:
                return self._connection.execute(sql, params).fetchall()
            except FAILURES as error:
                raise explain(error, self.origin) from error

    @contextmanager
    def transaction(self, *, durable: bool) -> Iterator[sqlite3.Connection]:
        """Do all of a block or none of it; when it ends without error it is committed.

        Args:
            durable: Whether it must survive a loss of power at once (synchronous FULL). Killing
                the program loses neither kind.

        Raises:
            StoreError: If anything in it could not be saved; then none of it was.
        """
        with self._lock:
            try:
                self._synchronise(_FULL if durable else _NORMAL)
                self._connection.execute("BEGIN IMMEDIATE")
            except FAILURES as error:
                raise explain(error, self.origin) from error
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except FAILURES as error:
                self._roll_back()
                raise explain(error, self.origin) from error
            except BaseException:
                self._roll_back()
                raise

    def back_up_to(self, target: sqlite3.Connection) -> None:
        """Copy a consistent state of everything into another database.

        Raises:
            StoreError: If either cannot be read or written.
        """
        with self._lock:
            try:
                self._connection.backup(target)
            except FAILURES as error:
                raise explain(error, self.origin) from error

    def data_version(self) -> int:
        """A number that changes when another connection has changed the archive."""
        return int(self.read("PRAGMA data_version")[0][0])

    def close(self) -> None:
        """End the connection; what was committed is kept."""
        with self._lock:
            self._connection.close()

    def __del__(self) -> None:
        """End the connection of an archive nobody holds any more, as files end theirs."""
        self._connection.close()

    def _synchronise(self, level: int) -> None:
        if level != self._synchronous:
            self._connection.execute(f"PRAGMA synchronous = {level}")
            self._synchronous = level

    def _roll_back(self) -> None:
        # A full disk may have ended the transaction already.
        if self._connection.in_transaction:
            try:
                self._connection.execute("ROLLBACK")
            except sqlite3.Error as error:
                raise explain(error, self.origin) from error


def unknown(archive: Archive, what: str) -> StoreError:
    """The error for something that is not there."""
    return StoreError(archive.origin, f"there is no {what}")


def _connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    # The address form never creates a file: an archive deleted this moment is an error.
    mode = _read_only_mode(path) if read_only else "mode=rw"
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?{mode}",
        uri=True,
        timeout=_BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )


def _read_only_mode(path: Path) -> str:
    # Without its shared memory a log cannot be read in a folder that may not be written.
    shared_memory = path.with_name(path.name + "-shm")
    return "mode=ro" if shared_memory.exists() else "mode=ro&immutable=1"


def _bring_up_to_date(
    connection: sqlite3.Connection, path: Path, version: int, *, read_only: bool
) -> None:
    from newstui.store.schema import MIGRATIONS

    if version < len(MIGRATIONS):
        if read_only:
            raise StoreError(name_of(path), "an older newstui wrote it and it may only be read")
        from newstui.store.creation import exclusively, migrate

        with exclusively(path):
            migrate(connection)
    if not read_only and connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        connection.execute("PRAGMA journal_mode = WAL")
