"""How an archive file comes to be: whole, or not at all.

The file is made under another name and linked into place, so no reader ever finds half of one.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from newstui.store.schema import APPLICATION_ID, MIGRATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COMPANIONS: Final = ("-wal", "-shm")
"""What SQLite keeps beside a file."""


@contextmanager
def exclusively(path: Path) -> Iterator[None]:
    """Be the only newstui that creates, migrates or replaces this archive.

    The lock is flock's, so it ends with its process however that ends.
    """
    import fcntl

    lock = os.open(
        path.with_name(path.name + ".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600
    )
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def make_folder(folder: Path) -> None:
    """Make a folder only its owner can enter; one that is there stays as it is."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def create(path: Path) -> None:
    """Make an empty archive; one that appeared meanwhile is left alone.

    Raises:
        OSError: If the folder cannot be written.
        sqlite3.Error: If the file cannot be.
    """
    make_folder(path.parent)
    with exclusively(path):
        if path.exists():
            return
        set_aside_companions(path)
        draft = draft_beside(path)
        try:
            _write_empty(draft)
            put_in_place(draft, path)
        finally:
            # On a full disk SQLite may have left its own files there.
            for ending in ("", *COMPANIONS):
                draft.with_name(draft.name + ending).unlink(missing_ok=True)


def draft_beside(path: Path) -> Path:
    """Make an empty private file in the same folder, to be renamed when it is whole."""
    draft = path.with_name(f".{path.name}.{os.getpid()}-{os.urandom(4).hex()}.part")
    os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    return draft


def write_whole(path: Path, content: bytes, *, over: bool) -> None:
    """Write a file in a folder that is there: all of it, or what was there stays.

    Raises:
        FileExistsError: If there is one and it is not to be replaced.
        OSError: If it cannot be written.
    """
    draft = draft_beside(path)
    try:
        draft.write_bytes(content)
        if over:
            sync(draft)
            draft.replace(path)
            sync(path.parent)
        else:
            put_in_place(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def put_in_place(draft: Path, path: Path) -> None:
    """Give a finished draft its name for good.

    Raises:
        FileExistsError: If the name is taken; the file there stays.
    """
    sync(draft)
    try:
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:
        # Some file systems have no links: take the name first, then rename onto it.
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
        draft.replace(path)
    sync(path.parent)


def sync(path: Path) -> None:
    """Have the disk hold a file's content, or a folder's names."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def set_aside_companions(path: Path) -> None:
    """Rename logs without their database: a new one would take them for its own."""
    for ending in COMPANIONS:
        left = path.with_name(path.name + ending)
        if left.exists():
            left.rename(free_name(left.with_name(f"{path.name}.stray{ending}")))


def free_name(path: Path) -> Path:
    """The path itself, or with the first number after it that no file has."""
    tried, number = path, 1
    while os.path.lexists(tried):
        number += 1
        tried = path.with_name(f"{path.name}.{number}")
    return tried


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the tables to the newest schema, one transaction a step."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    for number, migration in enumerate(MIGRATIONS[version:], version + 1):
        connection.executescript(
            f"BEGIN IMMEDIATE;\n{migration}\nPRAGMA user_version = {number};\n"
            f"PRAGMA application_id = {APPLICATION_ID};\nCOMMIT;"
        )


def _write_empty(draft: Path) -> None:
    connection = sqlite3.connect(draft, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        migrate(connection)
    finally:
        connection.close()
