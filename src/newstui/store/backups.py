"""Safety copies of the archive: whole, checked, and never in the way of a good one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Final

from newstui.errors import StoreError
from newstui.store.archive import Archive
from newstui.store.creation import COMPANIONS, draft_beside, make_folder, sync
from newstui.store.failures import FAILURES, explain, name_of
from newstui.store.health import is_sound

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

_FOLDER: Final = "backups"
_KEPT: Final = 2
"""How many days' copies are kept: the newest, and one from before."""


def back_up(archive: Archive, target: Path) -> None:
    """Write a checked copy of the archive, in one piece, as it is at this moment.

    Raises:
        StoreError: If it cannot be written or does not come out sound; what was at `target`
            stays then.
    """
    try:
        make_folder(target.parent)
        draft = draft_beside(target)
    except OSError as error:
        raise explain(error, name_of(target)) from error
    try:
        _copy(archive, draft)
        if not is_sound(draft):
            raise StoreError(name_of(target), "the copy did not come out sound; it was not kept")
        sync(draft)
        draft.replace(target)
        sync(target.parent)
    except (*FAILURES, OSError) as error:
        raise explain(error, name_of(target)) from error
    finally:
        for ending in ("", *COMPANIONS, "-journal"):
            draft.with_name(draft.name + ending).unlink(missing_ok=True)


def keep_daily_backup(path: Path, *, now: datetime) -> Path | None:
    """Keep a copy of the archive at `path` for today, and the one before it.

    Returns:
        The new copy; `None` when today has one or there is no archive.

    Raises:
        StoreError: If it could not be made; earlier ones stay then.
    """
    target = path.parent / _FOLDER / f"{path.stem}-{now:%Y-%m-%d}{path.suffix}"
    if target.exists() or not path.exists():
        return None
    with closing(Archive.open(path)) as archive:
        back_up(archive, target)
    for old in list(backups_of(path))[_KEPT:]:
        old.unlink(missing_ok=True)
    return target


def backups_of(path: Path) -> Iterator[Path]:
    """The daily copies of an archive, newest first."""
    copies = (path.parent / _FOLDER).glob(f"{path.stem}-????-??-??{path.suffix}")
    yield from sorted(copies, reverse=True)


def newest_good_backup(path: Path) -> Path | None:
    """The newest daily copy that can be trusted; `None` when there is none."""
    return next((copy for copy in backups_of(path) if is_sound(copy)), None)


def _copy(archive: Archive, draft: Path) -> None:
    with closing(sqlite3.connect(draft, isolation_level=None)) as target:
        archive.back_up_to(target)
        # One file without a log beside it, which opening as an archive brings back.
        target.execute("PRAGMA journal_mode = DELETE")
