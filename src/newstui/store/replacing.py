"""Putting a sound archive in the place of another, which is kept beside."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from newstui.errors import DamagedError, StoreError
from newstui.store.archive import Archive
from newstui.store.backups import newest_good_backup
from newstui.store.creation import (
    COMPANIONS,
    draft_beside,
    exclusively,
    free_name,
    make_folder,
    put_in_place,
    set_aside_companions,
    sync,
)
from newstui.store.failures import FAILURES, explain, name_of
from newstui.store.health import check_whole
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from newstui.model.text import SafeText


def replace_damaged(path: Path, error: DamagedError, *, now: datetime) -> SafeText | None:
    """Move a damaged archive aside and restore the newest good backup, if there is one.

    Returns:
        What the reader should know; `None` when another newstui did this meanwhile.

    Raises:
        StoreError: If files cannot be moved or written; the damaged ones stay then.
    """
    try:
        with exclusively(path):
            if not _is_damaged(path):
                return None
            aside = _set_aside(path, "damaged", now)
            backup = newest_good_backup(path)
            if backup is not None:
                _restore(backup, path)
    except (*FAILURES, OSError) as failure:
        raise explain(failure, name_of(path)) from failure
    outcome = f"the backup {backup.name} was restored" if backup else "a new archive was started"
    return clean_line(f"{error}: {outcome}; the damaged file is kept as {aside.name}")


def restore_copy(source: Path, path: Path, *, now: datetime) -> Path | None:
    """Put a copy of an archive in the place of the one there, which is moved aside.

    Returns:
        Where the one that was there is kept; `None` when there was none.

    Raises:
        StoreError: If the copy is not whole, another program has the archive open, or files cannot
            be moved or written; the archive stays then.
    """
    check_whole(source)
    try:
        make_folder(path.parent)
        with exclusively(path):
            aside = None
            if path.exists():
                _take_alone(path)
                aside = _set_aside(path, "replaced", now)
            try:
                _restore(source, path)
            except (*FAILURES, OSError):
                if aside is not None:
                    aside.rename(path)
                raise
    except (*FAILURES, OSError) as failure:
        raise explain(failure, name_of(path)) from failure
    return aside


def _take_alone(path: Path) -> None:
    """Have all of an archive in its one file, which SQLite does only for who is alone with it.

    Raises:
        StoreError: If another program has it open.
    """
    with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as connection:
        try:
            connection.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.OperationalError as error:
            reason = "another newstui has it open; quit that first, nothing was changed"
            raise StoreError(name_of(path), reason) from error
        except sqlite3.DatabaseError:
            return  # Damaged, it is kept as it is.


def _is_damaged(path: Path) -> bool:
    """Look again now that nobody else can be replacing it."""
    if not path.exists():
        return False
    try:
        Archive.open(path, read_only=True).close()
    except DamagedError:
        return True
    except StoreError:
        return False
    return False


def _set_aside(path: Path, why: str, now: datetime) -> Path:
    aside = free_name(path.with_name(f"{path.name}.{why}-{now:%Y%m%dT%H%M%SZ}"))
    # The log first: without its database it can do no harm to the next one.
    for ending in COMPANIONS:
        left = path.with_name(path.name + ending)
        if os.path.lexists(left):
            left.rename(free_name(aside.with_name(aside.name + ending)))
    path.rename(aside)
    sync(path.parent)
    return aside


def _restore(backup: Path, path: Path) -> None:
    draft = draft_beside(path)
    try:
        shutil.copyfile(backup, draft)
        with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
        set_aside_companions(path)
        put_in_place(draft, path)
    finally:
        for ending in ("", *COMPANIONS):
            draft.with_name(draft.name + ending).unlink(missing_ok=True)
