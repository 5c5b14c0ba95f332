"""The palette: every action of the table by name, so that none can be missing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Provider

from newstui.text.clean import clean_line
from newstui.tui.actions import RULES, actions_of
from newstui.tui.screens.main import MainScreen
from newstui.tui.screens.rules import RulesScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.command import Hits

    from newstui.model.text import SafeText
    from newstui.tui.actions import Action
    from newstui.tui.glyphs import GlyphSet

    Command = tuple[SafeText, SafeText, Callable[[], None]]
    """Label, help, and what does it."""

_ABOUT_STARTERS = "Subscribe to these suggested feeds ({undo} undoes)."
_LEAST_LINES = 10
"""In so many, what is typed and one command are to be seen."""


class Palette(CommandPalette):
    """Textual's palette, on screens of any size."""

    def __init__(self, glyphs: GlyphSet) -> None:
        super().__init__(providers=[ActionProvider], placeholder="Find a command")
        self.set_class(glyphs.is_ascii, "-ascii")

    @staticmethod
    def has_room(lines: int) -> bool:
        """Whether a screen of so many lines is high enough for it."""
        return lines >= _LEAST_LINES

    def _action_command_list(self, action: str) -> None:
        """Move in the list; a page of no height is none, which Textual does not expect."""
        if action.startswith("page_") and not self.query_one(CommandList).size.height:
            return
        super()._action_command_list(action)


class ActionProvider(Provider):
    """Commands of the table of actions."""

    def _commands(self) -> Iterator[Command]:
        """List what can be done on the screen below."""
        screen = self.screen
        if isinstance(screen, RulesScreen):
            for action in actions_of(RULES):
                if screen.can(action.name) and action.palette:
                    yield self._command(screen, action, RULES)
        if not isinstance(screen, MainScreen):
            return
        pane = screen.moving.at
        for action in actions_of(pane):
            if action.palette:
                yield self._command(screen, action, pane)
        about = clean_line(screen.keymap.fill(_ABOUT_STARTERS, pane))
        for name in screen.importing.starters():
            label = clean_line(f"starter list: {name}")
            yield label, about, partial(screen.importing.add_starter, name)

    @staticmethod
    def _command(screen: MainScreen | RulesScreen, action: Action, pane: str) -> Command:
        key = next(iter(screen.keymap.keys_of(action.name, pane)), "")
        label = clean_line(f"{action.label} ({key})" if key else action.label)
        about = clean_line(screen.keymap.explain(action, pane))
        return label, about, partial(screen.carry_out, action.name)

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
