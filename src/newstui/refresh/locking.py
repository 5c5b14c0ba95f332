"""For each archive one at a time who fetches, and one who builds, by locks that die with them.

The lock is the kernel's (flock(2)), never the existence of a file: a killed process leaves none.
"""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from newstui.errors import StoreError
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path


def lock_path(archive_path: Path) -> Path:
    """Where the lock of those who fetch is."""
    return archive_path.with_name(f"{archive_path.name}.refresh-lock")


def refresh_lock(archive_path: Path) -> AbstractContextManager[bool]:
    """Hold the lock of those who fetch for an archive; false when another process does.

    Raises:
        StoreError: If its file cannot be made.
    """
    return _lock(lock_path(archive_path))


def build_lock(archive_path: Path) -> AbstractContextManager[bool]:
    """Hold the lock of those who prepare the stories of an archive; else as `refresh_lock`.

    Raises:
        StoreError: If its file cannot be made.
    """
    return _lock(archive_path.with_name(f"{archive_path.name}.build-lock"))


@contextmanager
def _lock(path: Path) -> Iterator[bool]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        reason = f"feeds cannot be refreshed here: {error.strerror or 'it cannot be written'}"
        raise StoreError(clean_line(str(path.parent)), clean_line(reason)) from error
    try:
        yield _try_lock(descriptor)
    finally:
        os.close(descriptor)


def _try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
