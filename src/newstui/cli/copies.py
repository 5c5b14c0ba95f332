"""Safety copies of the library: backup and restore."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from newstui.cli.library import opened_library
from newstui.cli.output import say
from newstui.errors import StoreError
from newstui.newsroom.desk import read_clock
from newstui.paths import find_paths
from newstui.store.backups import back_up
from newstui.store.failures import name_of
from newstui.store.replacing import restore_copy
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from argparse import Namespace


def backup(chosen: Namespace) -> int:
    """Write a checked copy of everything that is kept to a new file."""
    target = Path(chosen.file).expanduser().absolute()
    if target.exists() or target.is_symlink():
        raise StoreError(name_of(target), "is there already; it stays as it is")
    with opened_library(chosen, with_samples=False) as library:
        back_up(library.archive, target)
    say(clean_line(f"saved as {target} ({target.stat().st_size / 1e6:,.1f} MB)"))
    return 0


def restore(chosen: Namespace) -> int:
    """Put a copy in the place of the library, which is kept beside it."""
    source = Path(chosen.file).expanduser().absolute()
    aside = restore_copy(source, find_paths(chosen.home).archive, now=read_clock())
    kept = f"; what was there is kept as {aside}" if aside else ""
    say(clean_line(f"{source} is the library now{kept}"))
    return 0
