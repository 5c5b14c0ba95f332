"""Showing the story the cursor rests on, without getting in the way of a held key."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from newstui.config import MarkRead
from newstui.tui.actions import SOURCES, STORY

if TYPE_CHECKING:
    from textual.timer import Timer

    from newstui.tui.screens.main import MainScreen

_PREVIEW_SECONDS = 0.03
"""The story follows a single step of the cursor after this long."""
_RUNNING_SECONDS = 0.25
"""Steps closer together than this are a run, as when a key is held."""
_REST_SECONDS = 0.12
"""The story follows a run when the cursor has rested this long: longer than between two steps."""


class Previewing:
    """The preview that is to come."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._timer: Timer | None = None
        self._last_step = 0.0
        self._held: int | None = None
        """A story that stays open though it has left the list."""

    def hold(self, story_id: int | None) -> None:
        """Leave a story open that is being read, until the reader leaves it."""
        self._held = story_id

    @property
    def is_held(self) -> bool:
        """Whether the story shown stays, whatever the cursor is on."""
        screen = self._screen
        return self._held == screen.reading.story_id and screen.moving.at in {STORY, SOURCES}

    def start(self) -> None:
        """Show the current story once the cursor rests."""
        if self._timer is not None:
            self._timer.stop()
        now = monotonic()
        is_running = now - self._last_step < _RUNNING_SECONDS
        self._last_step = now
        delay = _REST_SECONDS if is_running else _PREVIEW_SECONDS
        self._timer = self._screen.set_timer(delay, self._show)

    def _show(self) -> None:
        screen = self._screen
        if not screen.story.display or screen.moving.is_before_story or self.is_held:
            return
        screen.catch_up()
        current = screen.headlines.current_id
        if current is not None and screen.desk.settings.mark_read is MarkRead.PREVIEW:
            screen.reading.opened(current)
