"""How many voices the stories listed have, counted beside the screen when they come into sight."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from newstui.newsroom.voices import count_voices_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newstui.tui.screens.main import MainScreen

_REST_SECONDS = 0.05
"""Rows that only pass by are not counted."""
_AT_ONCE = 20
_KEPT = 4_000


class Voicing:
    """The column that counts voices."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._voices: dict[int, int | None] = {}
        self._wanted: dict[int, None] = {}
        self._is_asking = False

    def find(self, story_id: int) -> int | None:
        """Find how many voices a story has; `None` while that is not known."""
        if story_id not in self._voices:
            self._wanted[story_id] = None
            if not self._is_asking:
                self._is_asking = True
                self._screen.set_timer(_REST_SECONDS, self._ask)
        return self._voices.get(story_id)

    def forget(self, story_ids: Iterable[int]) -> None:
        """Count again when these are next shown."""
        for story_id in story_ids:
            if self._voices.pop(story_id, None) is not None:
                self._screen.headlines.repaint_story(story_id)

    def forget_unknown(self) -> None:
        """Count those again that were not analysed before."""
        unknown = [story_id for story_id, voices in self._voices.items() if voices is None]
        for story_id in unknown:
            del self._voices[story_id]
        if unknown:
            self._screen.headlines.refresh()

    def _ask(self) -> None:
        ids = list(self._wanted)[-_AT_ONCE:]
        self._wanted.clear()
        counted = self._screen.desk.load(partial(count_voices_of, story_ids=ids))
        self._screen.when_done(counted, self._take, failed=self._give_up)

    def _take(self, counted: dict[int, int | None]) -> None:
        self._is_asking = False
        if len(self._voices) >= _KEPT:
            self._voices.clear()
        self._voices |= counted
        # Those that were left out ask again when they are drawn.
        self._screen.headlines.refresh()

    def _give_up(self) -> None:
        self._is_asking = False
