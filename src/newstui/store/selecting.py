"""Which stories a query asks for, in its order: numbers only, however many.

Listed are the stories of visible feeds, and bookmarked ones whatever has become of their feed.
"""

from __future__ import annotations

import json
from array import array
from itertools import chain
from typing import TYPE_CHECKING, Final

from newstui.store.fulltext import full_text, needed, words_expression
from newstui.store.indexing import has_unindexed
from newstui.store.narrowing import conditions
from newstui.store.outlets import Outlets
from newstui.store.querytree import Order, wanted_words
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
    if listed is not None and (chosen := _choose(archive, query, listed, outlets)) is not None:
        return chosen
    condition, params = conditions(archive, query, outlets)
    hidden = ",".join(map(str, hidden_feed_ids(archive)))
    if hidden:
        kept = "stories.id IN (SELECT story_id FROM marks WHERE bookmarked)"
        condition = f"(feed_id NOT IN ({hidden}) OR {kept}) AND {condition}"
    source = "stories INDEXED BY stories_in_order"
    expression = needed(query.root, outlets.is_no_name)
    if expression and (few := _few_with_words(archive, expression)) is not None:
        source, params = "json_each(?) CROSS JOIN stories ON stories.id = value", (few, *params)
    elif query.order is Order.TITLE:
        source = "stories"
    found = _numbers(
        archive,
        f"SELECT stories.id AS id FROM {source} LEFT JOIN marks ON story_id = stories.id"  # noqa: S608 - made of this package's words and of question marks
        f" WHERE {condition} ORDER BY {_ORDERS[query.order]}",
        params,
    )
    return _by_rank(archive, query, expression, found) if query.order is Order.RANK else found


def _choose(
    archive: Archive, query: Query, listed: array[int], outlets: Outlets
) -> array[int] | None:
    """Choose what the index alone can tell; `None` when there is more to a query."""
    if query.root is None or query.order is not Order.NEWEST or has_unindexed(archive):
        return None
    expression = full_text(query.root, outlets.is_no_name)
    if expression is None:
        return None
    found = _numbers(archive, _WITH_WORDS, (expression,))
    return array("q", filter(set(found).__contains__, listed))


def _few_with_words(archive: Archive, expression: str) -> str | None:
    """List, as JSON, the stories that may have words in the index; `None` for many."""
    rows = archive.read(
        "SELECT rowid FROM stories_fts WHERE stories_fts MATCH ?"
        " UNION ALL SELECT id FROM stories INDEXED BY stories_to_index WHERE indexed = 0 LIMIT ?",
        (expression, _FEW + 1),
    )
    return json.dumps([number for (number,) in rows]) if len(rows) <= _FEW else None


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
