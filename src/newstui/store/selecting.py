"""Which stories a query asks for, in its order: numbers only, however many.

Listed are the stories of visible feeds, and bookmarked and tagged ones whatever has become of
their feed; hidden ones only where they are asked for.
"""

from __future__ import annotations

import json
from array import array
from itertools import chain
from typing import TYPE_CHECKING, Final

from newstui.store.fulltext import full_text, needed, words_expression
from newstui.store.indexing import has_unindexed
from newstui.store.listing import KEPT
from newstui.store.narrowing import conditions
from newstui.store.outlets import Outlets
from newstui.store.querytree import Order, Term, leaves, wanted_words
from newstui.store.subscriptions import hidden_feed_ids
from newstui.store.wordforms import has_words

if TYPE_CHECKING:
    from newstui.store.archive import Archive
    from newstui.store.querytree import Query

_ORDERS: Final = {
    Order.NEWEST: "sort_at DESC, stories.id DESC",
    Order.RANK: "sort_at DESC, stories.id DESC",
    Order.OLDEST: "sort_at, stories.id",
    Order.TITLE: "stories.folded, stories.id",
}
_NO_CONDITION: Final[tuple[str, tuple[object, ...]]] = ("1", ())
_FEW: Final = 5_000
"""Up to so many stories with the words of a query are looked up one by one, faster than all are
walked through."""
_WITH_WORDS: Final = "SELECT rowid AS id FROM stories_fts WHERE stories_fts MATCH ?"
_WEIGHTS: Final = "8, 4, 1, 8, 1"
"""What a word counts in the columns of the index: most in titles."""
_BY_RANK: Final = f"""
    SELECT rowid AS id FROM stories_fts
    WHERE stories_fts MATCH ? ORDER BY bm25(stories_fts, {_WEIGHTS}), rowid DESC
"""  # noqa: S608 - of this module's words


def select_ids(archive: Archive, query: Query, *, listed: array[int] | None = None) -> array[int]:
    """The numbers of the visible stories a query asks for, in its order.

    Args:
        archive: Where.
        query: What is asked for.
        listed: All visible stories, the newest first, where somebody holds them already: where
            words are all that is asked for, choosing among these takes half the time.

    Raises:
        QueryError: If a pattern takes too long.
    """
    outlets = Outlets(archive)
    expression = needed(query.root, outlets.is_no_name)
    few = _few_with_words(archive, expression) if expression else None
    is_told = _is_told(archive, query, expression, outlets)
    if is_told and few is None and listed is not None and query.order is Order.NEWEST:
        with_words = _numbers(archive, _WITH_WORDS, (expression,))
        return array("q", filter(set(with_words).__contains__, listed))
    condition, params = _NO_CONDITION
    if few is None or not is_told:
        condition, params = conditions(archive, query, outlets)
    if not asks_for_hidden(query):
        condition = f"NOT coalesce(hidden, 0) AND {condition}"
    found = _find(archive, query.order, condition, params, few)
    return _by_rank(archive, query, expression, found) if query.order is Order.RANK else found


def asks_for_hidden(query: Query) -> bool:
    """Whether hidden stories are asked for by name, so that they are among those listed."""
    hidden = Term("is", "hidden")
    return any(leaf == hidden for leaf, _ in leaves(query.root))


def _is_told(archive: Archive, query: Query, expression: str | None, outlets: Outlets) -> bool:
    """Whether an expression for the index is all that is asked for."""
    if query.root is None or expression is None or has_unindexed(archive):
        return False
    return full_text(query.root, outlets.is_no_name) == expression


def _find(
    archive: Archive,
    order: Order,
    condition: str,
    params: tuple[object, ...],
    few: str | None = None,
) -> array[int]:
    """List visible stories, all or a few of them, that a condition holds for."""
    hidden = ",".join(map(str, hidden_feed_ids(archive)))
    if hidden:
        condition = f"(feed_id NOT IN ({hidden}) OR {KEPT}) AND {condition}"
    source = "stories" if order is Order.TITLE else "stories INDEXED BY stories_in_order"
    if few is not None:
        source, params = "json_each(?) CROSS JOIN stories ON stories.id = value", (few, *params)
    return _numbers(
        archive,
        f"SELECT stories.id AS id FROM {source} LEFT JOIN marks ON story_id = stories.id"  # noqa: S608 - made of this package's words and of question marks
        f" WHERE {condition} ORDER BY {_ORDERS[order]}",
        params,
    )


def _few_with_words(archive: Archive, expression: str) -> str | None:
    """List, as JSON, the stories that may have words in the index; `None` for many."""
    ((count, numbers),) = archive.read(
        f"SELECT count(*), json_group_array(id) FROM ({_WITH_WORDS} UNION ALL"  # noqa: S608 - of this module's words
        " SELECT id FROM stories INDEXED BY stories_to_index WHERE indexed = 0 LIMIT ?)",
        (expression, _FEW + 1),
    )
    return str(numbers) if count <= _FEW else None


def _by_rank(
    archive: Archive, query: Query, expression: str | None, found: array[int]
) -> array[int]:
    """Put those first that the words of a query say most of; the others follow as they are."""
    words = [one for one in wanted_words(query) if has_words(one.text)]
    if not words:
        return found
    expression = expression or " OR ".join(f"({words_expression(one)})" for one in words)
    ranked = _numbers(archive, _BY_RANK, (expression,))
    return array("q", dict.fromkeys(chain(filter(set(found).__contains__, ranked), found)))


def _numbers(archive: Archive, sql: str, params: tuple[object, ...]) -> array[int]:
    """Read a column of numbers in its order: as one value, in half the time of as many rows."""
    rows = archive.read(
        f"SELECT json_group_array(id) FROM ({sql} LIMIT -1)",  # noqa: S608 - of this package's words
        params,
    )
    return array("q", json.loads(rows[0][0]))
