"""A query as it is asked of one library: with the saved queries it names put in."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from newstui.errors import QueryError
from newstui.store.query import parse_query
from newstui.store.querytree import All, Any, Not, Order, Term, leaves
from newstui.store.savedqueries import find_named
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newstui.store.archive import Archive
    from newstui.store.querytree import Node, Query

_FIELD: Final = "query"
_DEEPEST: Final = 8
"""Saved queries within saved queries."""
_MOST_PARTS: Final = 500


def read_query(archive: Archive, text: str, *, is_finished: bool = True) -> Query:
    """Read a query that may name saved ones.

    Args:
        archive: Where they are saved.
        text: As it was written.
        is_finished: False while it is being typed: then it means what is finished of it.

    Raises:
        QueryError: If it, or one it names, cannot be understood.
    """
    query = parse_query(text, is_finished=is_finished)
    if not any(_is_name(leaf) for leaf, _ in leaves(query.root)):
        return query
    reader = _Reader(archive, query, is_finished=is_finished)
    order = query.order
    if order is Order.NEWEST and isinstance(query.root, Term):
        # Named alone, a saved query stands in the order it asks for.
        order = reader.find(query.root, ()).order
    return replace(query, root=reader.put_in(query.root, ()), order=order)


def _is_name(node: Node) -> bool:
    return isinstance(node, Term) and node.field == _FIELD


class _Reader:
    """Puts saved queries in the place of their names."""

    def __init__(self, archive: Archive, query: Query, *, is_finished: bool) -> None:
        self._archive, self._text, self._is_finished = archive, query.text, is_finished
        self._parts = 0

    def put_in(self, node: Node | None, within: tuple[str, ...]) -> Node | None:
        """Write a tree without names; `None` for what means nothing yet."""
        match node:
            case None:
                return None
            case Not(part):
                inner = self.put_in(part, within)
                return Not(inner) if inner else None
            case All(parts):
                return _joined(All, [self.put_in(part, within) for part in parts])
            case Any(parts):
                return _joined(Any, [self.put_in(part, within) for part in parts])
            case Term(field, _) if field == _FIELD:
                return self._named(node, within)
            case _:
                self._parts += 1
                if self._parts > _MOST_PARTS:
                    raise self._wrong(within, f"more than {_MOST_PARTS} parts")
                return node

    def _named(self, term: Term, within: tuple[str, ...]) -> Node | None:
        inner = (*within, term.value)
        try:
            query = self.find(term, within)
        except QueryError:
            # What is being typed at this moment is not wrong yet.
            if self._is_finished or within:
                raise
            return None
        if query.root is None:
            raise self._wrong(inner, "it asks for nothing in particular")
        return self.put_in(query.root, inner)

    def find(self, term: Term, within: tuple[str, ...]) -> Query:
        """Read the saved query of a name."""
        inner = (*within, term.value)
        saved = find_named(self._archive, term.value)
        if saved is None:
            raise self._wrong(inner, "no saved query has this name")
        if len(inner) > _DEEPEST:
            raise self._wrong(inner, "it is made of itself, or of too many others")
        try:
            return parse_query(saved.query)
        except QueryError as error:
            raise self._wrong(inner, str(error)) from error

    def _wrong(self, within: Sequence[str], reason: str) -> QueryError:
        """Say what is wrong, pointing at the outermost name, which is the one that was written."""
        written = re.escape(within[0]) if within else ""
        place = re.search(rf'{_FIELD}:\s*"?\s*{written}', self._text, re.IGNORECASE)
        start, end = place.span() if place else (0, len(self._text))
        named = clean_line(within[-1] if within else "", limit=40)
        told = f"{_FIELD}:{named}: {reason}"
        return QueryError(clean_line(told), query=self._text, start=start, end=end)


def _joined(join: type[All | Any], parts: Sequence[Node | None]) -> Node | None:
    told = tuple(part for part in parts if part is not None)
    return join(told) if told[1:] else told[0] if told else None
