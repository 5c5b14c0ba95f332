"""What was done, taking it back and doing it again, on the command line: history, undo, redo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newstui.cli.library import opened_library
from newstui.cli.output import say, say_record, warn
from newstui.errors import UsageError
from newstui.newsroom.days import shown_moment
from newstui.newsroom.desk import read_clock
from newstui.newsroom.marking import redo as do_again
from newstui.newsroom.marking import undo as take_back
from newstui.newsroom.records import SCHEMA
from newstui.store.journal import list_history
from newstui.text.clean import clean_block, clean_line

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

    from newstui.newsroom.marking import Undone

_DIGITS: Final = 18
_TIME_CELLS: Final = len("Sat 21 Nov 09:12")


def history(chosen: Namespace) -> int:
    """List what was done, the newest first."""
    with opened_library(chosen, with_samples=False) as library:
        done = list_history(library.archive)
    for one in done:
        if chosen.json:
            at = one.at.isoformat().replace("+00:00", "Z")
            facts = {"number": one.number, "at": at, "label": one.label}
            state = {"undone": one.is_undone, "redoable": one.can_redo}
            say_record({"schema": SCHEMA, **facts, "count": one.count, **state})
        else:
            at = shown_moment(one.at, read_clock()).ljust(_TIME_CELLS)
            undone = " (undone)" if one.is_undone else ""
            say(clean_block(f"{one.number:>5} {at} {one.label}{undone}"))
    return 0


def undo(chosen: Namespace) -> int:
    """Take a change back."""
    return _turn(chosen, take_back, "undo", "undone already")


def redo(chosen: Namespace) -> int:
    """Do again what was taken back."""
    return _turn(chosen, do_again, "redo", "not undone, or changed since")


def _turn(chosen: Namespace, way: Callable[..., Undone | None], verb: str, unless: str) -> int:
    """Undo or redo, and tell it."""
    number = _read_number(verb, chosen.number) if chosen.number is not None else None
    with opened_library(chosen, with_samples=False, to_change=True) as library:
        turned = way(
            library.archive, folder=library.bookmarks_folder, clock=read_clock, number=number
        )
    if turned is None:
        told = f"there is nothing to {verb}"
        if number is not None:
            told = f"{number}: there is no such change, or it is {unless}"
        warn(clean_line(f"{told}; `newstui history` lists what was done"))
        return 1
    done = f"{verb[:2]}done"
    if chosen.json:
        say_record({"schema": SCHEMA, done: turned.label, "left_alone": turned.skipped})
    else:
        left = f", {turned.skipped:,} changed since and left alone" if turned.skipped else ""
        say(clean_line(f"{done}: {turned.label}{left}"))
    return 0


def _read_number(verb: str, text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= _DIGITS):
        raise UsageError(f"{verb}: {text} is no number of `newstui history`")
    return int(text)
