"""How many unread stories saved queries find, counted one after the other beside the screen."""

from __future__ import annotations

from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from newstui.errors import NewstuiError
from newstui.newsroom.queries import count_unread
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newstui.model.text import SafeText
    from newstui.store.archive import Archive
    from newstui.store.savedqueries import SavedQuery
    from newstui.tui.screens.main import MainScreen

    _Counted = tuple[int | SafeText, float]

_REST_SECONDS = 0.3
"""Counting begins when nothing has changed for so long."""
_SHARE = 20
"""A query is not counted again before so many times the time that took has passed."""


class QueryCounts:
    """The counts beside the saved queries."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._desk = screen.desk
        self._saved: Sequence[SavedQuery] = ()
        self._found: dict[int, int | SafeText] = {}
        """By number: how many, or what is wrong."""
        self._asked: dict[int, SafeText] = {}
        """What each asked for when it was counted."""
        self._resting: dict[int, float] = {}
        """Until when each is left alone."""
        self._waiting: list[SavedQuery] = []
        self._is_counting = self._is_soon = False

    def follow(self, saved: Sequence[SavedQuery]) -> None:
        """Count these soon: they, the stories or their marks may have changed."""
        self._saved = saved
        known = {one.id for one in saved if self._asked.get(one.id) == one.query}
        self._found = {number: found for number, found in self._found.items() if number in known}
        self._screen.feeds.tell_found(self._found)
        self._soon(_REST_SECONDS)

    def _soon(self, seconds: float) -> None:
        if self._saved and not self._is_soon:
            self._is_soon = True
            self._screen.set_timer(seconds, self._begin)

    def _begin(self) -> None:
        self._is_soon = False
        if self._screen.is_left or not self._screen.moving.has_feeds:
            return
        if self._is_counting or self._screen.status.is_asking:
            # What is typed comes first, and so does what is being counted.
            self._soon(_REST_SECONDS)
            return
        now = monotonic()
        due = [one for one in self._saved if self._resting.get(one.id, 0.0) <= now]
        if due:
            self._is_counting, self._waiting = True, due
            self._screen.marking.flush()
            # The marks made so far are on disk when the writer comes to this.
            self._screen.when_done(self._desk.write(_nothing), lambda _done: self._next())
        if later := [self._resting[one.id] for one in self._saved if one not in due]:
            self._soon(min(later) - now)

    def _next(self) -> None:
        if not self._waiting or self._screen.is_left:
            self._is_counting = False
            return
        saved = self._waiting.pop(0)
        counted = self._desk.count(partial(_count, text=saved.query))
        self._screen.when_done(counted, partial(self._take, saved))

    def _take(self, saved: SavedQuery, counted: _Counted) -> None:
        found, seconds = counted
        if saved in self._saved:
            self._found[saved.id], self._asked[saved.id] = found, saved.query
            self._resting[saved.id] = monotonic() + seconds * _SHARE
            self._screen.feeds.tell_found(self._found)
        self._next()


def _nothing(_archive: Archive) -> None:
    """Do nothing, after everything asked for before."""


def _count(archive: Archive, *, text: SafeText) -> _Counted:
    """Count the unread stories of a query, or say what is wrong with it, and how long that took."""
    started = monotonic()
    found: int | SafeText
    try:
        found = count_unread(archive, text)
    except NewstuiError as error:
        found = clean_line(str(error))
    return found, monotonic() - started
