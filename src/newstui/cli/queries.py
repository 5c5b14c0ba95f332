"""Saved queries on the command line: listed with their counts, added, removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstui.cli.library import opened_library
from newstui.cli.output import counted, say, say_record, warn
from newstui.errors import NewstuiError, UsageError
from newstui.newsroom.desk import read_clock
from newstui.newsroom.queries import count_all, count_unread, save_query
from newstui.newsroom.records import SCHEMA
from newstui.store.savedqueries import find_named, list_queries, remove_query
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from argparse import Namespace

    from newstui.model.text import SafeText
    from newstui.store.archive import Archive
    from newstui.store.savedqueries import SavedQuery


def queries(chosen: Namespace) -> int:
    """List the saved queries, or change them."""
    if chosen.change == "add":
        return _add(chosen)
    if chosen.change == "remove":
        return _remove(chosen)
    failed = False
    with opened_library(chosen) as library:
        for saved in list_queries(library.archive):
            failed |= not _tell(chosen, library.archive, saved)
    return 1 if failed else 0


def _tell(chosen: Namespace, archive: Archive, saved: SavedQuery) -> bool:
    """Print one; return whether its stories could be counted."""
    unread: int | None = None
    total: int | None = None
    fault = ""
    try:
        unread, total = count_unread(archive, saved.query), count_all(archive, saved.query)
    except NewstuiError as error:
        fault = f"{saved.name}: {error}"
    if chosen.json:
        record = {"schema": SCHEMA, "name": saved.name, "query": saved.query}
        say_record({**record, "unread": unread, "total": total})
    else:
        found = counted(total, "story", "stories") if total is not None else "not counted"
        counts = f"{unread:,} unread of {found}" if unread is not None else found
        say(clean_line(f"{saved.name} ({counts}) {saved.query}"))
    if fault:
        warn(clean_line(fault))
    return not fault


def _add(chosen: Namespace) -> int:
    text = " ".join(chosen.query)
    if not chosen.name or not text.strip():
        raise UsageError(
            "queries add: give a name and a query, as in: queries add Port 'port OR sea'"
        )
    with opened_library(chosen, with_samples=False, to_change=True) as library:
        name = save_query(library.archive, name=chosen.name, text=text, clock=read_clock)
    _tell_changed(
        chosen, name, "added", f"saved; `newstui list 'query:\"{name}\"'` lists its stories"
    )
    return 0


def _remove(chosen: Namespace) -> int:
    if not chosen.name or chosen.query:
        raise UsageError("queries remove: give the name of one saved query, in quotes if need be")
    with opened_library(chosen, with_samples=False, to_change=True) as library:
        saved = find_named(library.archive, chosen.name)
        if saved is None:
            told = f"{chosen.name}: no saved query has this name; `newstui queries` lists them"
            raise UsageError(clean_line(told))
        remove_query(library.archive, saved.id, now=read_clock())
    _tell_changed(chosen, saved.name, "removed", "removed; U in the reader takes that back")
    return 0


def _tell_changed(chosen: Namespace, name: SafeText, status: str, told: str) -> None:
    if chosen.json:
        say_record({"schema": SCHEMA, "name": name, "status": status})
    else:
        say(clean_line(f"{name}: {told}"))
