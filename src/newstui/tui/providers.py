"""The palette: every action of the table by name, so that none can be missing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Provider

from newstui.text.clean import clean_line
from newstui.tui.actions import actions_of
from newstui.tui.screens.main import MainScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.command import Hits

    from newstui.model.text import SafeText

_ABOUT_STARTERS = "Subscribe to these suggested feeds ({undo} undoes)."


class Palette(CommandPalette):
    """Textual's palette, on screens of any size."""

    def __init__(self) -> None:
        super().__init__(providers=[ActionProvider], placeholder="Find a command")

    def _action_command_list(self, action: str) -> None:
        """Move in the list; a page of no height is none, which Textual does not expect."""
        if action.startswith("page_") and not self.query_one(CommandList).size.height:
            return
        super()._action_command_list(action)


class ActionProvider(Provider):
    """Commands of the table of actions."""

    def _commands(self) -> Iterator[tuple[SafeText, SafeText, Callable[[], None]]]:
        """List label, help and what to do."""
        screen = self.screen
        if not isinstance(screen, MainScreen):
            return
        pane, keymap = screen.moving.at, screen.keymap
        for action in actions_of(pane):
            if action.palette:
                key = next(iter(keymap.keys_of(action.name, pane)), "")
                label = clean_line(f"{action.label} ({key})" if key else action.label)
                about = clean_line(keymap.explain(action, pane))
                yield label, about, partial(screen.carry_out, action.name)
        about = clean_line(keymap.fill(_ABOUT_STARTERS, pane))
        for name in screen.subscribing.starters():
            label = clean_line(f"starter list: {name}")
            yield label, about, partial(screen.subscribing.add_starter, name)

    async def discover(self) -> Hits:
        """List every command."""
        for label, text, run in self._commands():
            yield DiscoveryHit(label, run, help=text)

    async def search(self, query: str) -> Hits:
        """List the commands that match what is typed."""
        matcher = self.matcher(query)
        for label, text, run in self._commands():
            score = matcher.match(label)
            if score > 0:
                yield Hit(score, matcher.highlight(label), run, help=text)
