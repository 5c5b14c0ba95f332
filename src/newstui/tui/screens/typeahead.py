"""Keys that are typed faster than screens go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.events import Key

if TYPE_CHECKING:
    from textual.screen import Screen


def pass_below(screen: Screen[Any], event: Key) -> None:
    """Give a key to what lies below a screen that is being left: it is meant for that."""
    stack = screen.app.screen_stack
    below = stack[-2] if stack[-1] is screen else stack[-1]
    below.post_message(Key(event.key, event.character))
