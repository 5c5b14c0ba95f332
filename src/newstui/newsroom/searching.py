"""Searching the library: which stories a query finds, and what they say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstui.errors import QueryError
from newstui.store.asking import read_query
from newstui.store.listing import count_never_built
from newstui.store.passages import Passage, find_passages
from newstui.store.querytree import wanted_words
from newstui.store.selecting import select_ids

if TYPE_CHECKING:
    from array import array
    from collections.abc import Sequence

    from newstui.store.archive import Archive
    from newstui.store.interrupting import Interrupt

__all__ = ["Passage", "Search", "find_fault"]


class Search:
    """A query over the library.

    Args:
        archive: Where.
        text: The query.
        is_finished: False while it is being typed: then it means what is finished of it.

    Raises:
        QueryError: If it cannot be understood.
    """

    def __init__(self, archive: Archive, text: str, *, is_finished: bool = True) -> None:
        self._archive = archive
        self._query = read_query(archive, text, is_finished=is_finished)

    @property
    def asks_for_words(self) -> bool:
        """Whether words are looked for, so that there are passages to show."""
        return bool(wanted_words(self._query))

    @property
    def known_by_title(self) -> int:
        """How many stories words are looked for in the titles of alone, as there is no text yet."""
        if all(words.column for words in wanted_words(self._query)):
            return 0
        return count_never_built(self._archive)

    def stories(
        self, *, listed: array[int] | None = None, interrupt: Interrupt | None = None
    ) -> array[int]:
        """List the ids of the stories it finds, in its order.

        Args:
            listed: All stories there are, the newest first, where somebody holds them already.
            interrupt: Ends what may take long.

        Raises:
            QueryError: If it takes too long, or was interrupted.
        """
        return select_ids(self._archive, self._query, listed=listed, interrupt=interrupt)

    def passages(self, story_ids: Sequence[int]) -> dict[int, Passage]:
        """Find, of some of these stories, the passage that says most of what is looked for."""
        return find_passages(self._archive, self._query, story_ids)


def find_fault(archive: Archive, text: str, *, is_finished: bool = True) -> QueryError | None:
    """Find out what is wrong with a query, or with what is finished of it; `None` if nothing is."""
    try:
        read_query(archive, text, is_finished=is_finished)
    except QueryError as error:
        return error
    return None
