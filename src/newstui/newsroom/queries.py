"""Saved queries, for the screen and the command line: checked before they are kept, and counted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newstui.errors import StoreError, UsageError
from newstui.store import savedqueries
from newstui.store.asking import read_query
from newstui.store.querytree import All, Order, Term
from newstui.store.selecting import select_ids
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from newstui.model.text import SafeText
    from newstui.store.archive import Archive
    from newstui.store.querytree import Query
    from newstui.store.savedqueries import SavedQuery

_UNREAD = Term("is", "unread")


def save_query(
    archive: Archive, *, name: str, text: str, clock: Callable[[], datetime]
) -> SafeText:
    """Save a query under a name that is free; return the name as it is kept.

    Raises:
        NewstuiError: If it asks for nothing, cannot be understood or saved, or the name is taken.
    """
    _check(archive, text)
    shown = clean_line(name, limit=savedqueries.NAME_LIMIT)
    if savedqueries.find_named(archive, shown) is not None:
        raise StoreError(shown, "another saved query has this name")
    savedqueries.add_query(archive, shown, text, now=clock())
    return shown


def edit_query(
    archive: Archive, *, saved: SavedQuery, text: str, clock: Callable[[], datetime]
) -> SafeText:
    """Have a saved query ask for something else; return its name, as it is by now.

    Raises:
        NewstuiError: If that is nothing, or cannot be understood or saved.
    """
    _check(archive, text)
    return savedqueries.edit_query(archive, saved.id, text, now=clock())


def _check(archive: Archive, text: str) -> None:
    if read_query(archive, text).root is None:
        raise UsageError("a query to save must ask for something, as is:unread does")


def count_unread(archive: Archive, text: str) -> int:
    """Count the unread stories a query finds.

    Raises:
        QueryError: If it cannot be understood, or takes too long.
    """
    query = read_query(archive, text)
    root = _UNREAD if query.root is None else All((query.root, _UNREAD))
    return _count(archive, replace(query, root=root))


def count_all(archive: Archive, text: str) -> int:
    """Count the stories a query finds.

    Raises:
        QueryError: If it cannot be understood, or takes too long.
    """
    return _count(archive, read_query(archive, text))


def _count(archive: Archive, query: Query) -> int:
    return len(select_ids(archive, replace(query, order=Order.NEWEST)))
