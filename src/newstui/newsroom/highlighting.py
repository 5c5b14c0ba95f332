"""Which words of a query are highlighted in the stories it finds."""

from __future__ import annotations

from newstui.errors import QueryError
from newstui.store.query import parse_query
from newstui.store.querytree import wanted_words


def sought_words(query: str) -> tuple[str, ...]:
    """List the words and phrases a query looks for; none of one that nobody understands."""
    try:
        wanted = wanted_words(parse_query(query, is_finished=False))
    except QueryError:
        return ()
    return tuple(words.text for words in wanted if not words.column)
