"""Which stories a query asks for, in its order: numbers only, however many.

Listed are the stories of visible feeds, and bookmarked and tagged ones whatever has become of
their feed; hidden ones only where they are asked for.
"""

from __future__ import annotations

import json
from array import array
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Final

from newstui.store.fulltext import full_text, part_words, words_expression
from newstui.store.listing import KEPT
from newstui.store.narrowing import any_pattern, conditions
from newstui.store.outlets import Outlets
from newstui.store.querytree import Order, Term, leaves, wanted_words
from newstui.store.spellings import respelled
from newstui.store.subscriptions import hidden_feed_ids
from newstui.store.unindexed import Unindexed
from newstui.store.wordforms import has_words

if TYPE_CHECKING:
    from collections.abc import Collection

    from newstui.store.archive import Archive
    from newstui.store.interrupting import Interrupt
    from newstui.store.querytree import Node, Query

_ORDERS: Final = {
    Order.NEWEST: "sort_at DESC, stories.id DESC",
    Order.RANK: "sort_at DESC, stories.id DESC",
    Order.OLDEST: "sort_at, stories.id",
    Order.TITLE: "stories.folded, stories.id",
}
_FEW: Final = 5_000
"""Up to so many stories with the words of a query are looked up one by one, faster than all are
walked through."""
_FEW_BY_TITLE: Final = 40_000
"""The same where all would have to be sorted by their titles."""
_NOT_HIDDEN: Final = "stories.id NOT IN (SELECT marks.story_id FROM marks WHERE marks.hidden)"
"""Asked of the few that are; so nobody needs to look up the marks of all."""
_INDEXED: Final = "SELECT json_group_array(rowid) FROM stories_fts WHERE stories_fts MATCH ?"
_WEIGHTS: Final = "8, 4, 1, 8, 1"
"""What a word counts in the columns of the index: most in titles."""
_BY_RANK: Final = f"""
    SELECT rowid AS id FROM stories_fts
    WHERE stories_fts MATCH ? ORDER BY bm25(stories_fts, {_WEIGHTS}), rowid DESC
"""  # noqa: S608 - of this module's words


def select_ids(
    archive: Archive,
    query: Query,
    *,
    listed: array[int] | None = None,
    interrupt: Interrupt | None = None,
) -> array[int]:
    """The numbers of the visible stories a query asks for, in its order.

    Args:
        archive: Where.
        query: What is asked for.
        listed: All visible stories, the newest first, where somebody holds them already: where
            words are all that is asked for, choosing among these takes half the time.
        interrupt: Ends looking for patterns before its time.

    Raises:
        QueryError: If a pattern takes too long, or was interrupted.
    """
    outlets = Outlets(archive)
    query = respelled(archive, query)
    told, rest = part_words(query.root, outlets.is_no_name)
    if any_pattern(rest):
        # They are looked for only in the stories that all the rest of the query leaves.
        told, rest = None, query.root
    words = None if told is None else _with_words(archive, told, outlets)
    if words is not None and rest is None and listed and query.order is Order.NEWEST:
        return _among(words, listed)
    visible = _visible(archive, query)
    condition, params = conditions(
        archive, replace(query, root=rest), outlets, interrupt, among=visible
    )
    condition = f"{visible} AND {condition}"
    few = _FEW_BY_TITLE if query.order is Order.TITLE else _FEW
    if words is None or len(words) <= few:
        found = _find(archive, query.order, condition, params, words)
    else:
        found = _among(words, _find(archive, query.order, condition, params))
    if query.order is not Order.RANK:
        return found
    expression = None if told is None else full_text(told, outlets.is_no_name)
    return _by_rank(archive, query, expression, found)


def asks_for_hidden(query: Query) -> bool:
    """Whether hidden stories are asked for by name, so that they are among those listed."""
    hidden = Term("is", "hidden")
    return any(leaf == hidden for leaf, _ in leaves(query.root))


def _visible(archive: Archive, query: Query) -> str:
    """Write which stories there are for a query to choose from."""
    told = [] if asks_for_hidden(query) else [_NOT_HIDDEN]
    if hidden := ",".join(map(str, hidden_feed_ids(archive))):
        told.append(f"(feed_id NOT IN ({hidden}) OR {KEPT})")
    return " AND ".join(told) or "1"


def _among(words: Collection[int], listed: array[int]) -> array[int]:
    """List those that have the words."""
    having = set(words)
    if having.issuperset(listed):
        return listed[:]
    return array("q", filter(having.__contains__, listed))


def _find(
    archive: Archive,
    order: Order,
    condition: str,
    params: tuple[object, ...],
    few: Collection[int] | None = None,
) -> array[int]:
    """List stories, all or a few of them, that a condition holds for."""
    source = "stories" if order is Order.TITLE else "stories INDEXED BY stories_in_order"
    if few is not None:
        source = "json_each(?) CROSS JOIN stories ON stories.id = value"
        params = (json.dumps(list(few)), *params)
    return _numbers(
        archive,
        f"SELECT stories.id AS id FROM {source} LEFT JOIN marks ON story_id = stories.id"  # noqa: S608 - made of this package's words and of question marks
        f" WHERE {condition} ORDER BY {_ORDERS[order]}",
        params,
    )


def _with_words(archive: Archive, node: Node, outlets: Outlets) -> Collection[int]:
    """List the stories that say what the index alone tells, in no order, hidden ones too."""
    unindexed = Unindexed(archive).find(node)
    ((told,),) = archive.read(_INDEXED, (full_text(node, outlets.is_no_name),))
    indexed: list[int] = json.loads(told)
    return {*indexed, *unindexed} if unindexed else indexed


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
