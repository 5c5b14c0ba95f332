"""How the screen looks, what explains it, and leaving it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from newstui.newsroom.session import recall, remember
from newstui.text.clean import clean_line
from newstui.tui.actions import PANES
from newstui.tui.terminals import takes_links, turns_text
from newstui.tui.themes import CHOICES, COLOURLESS_LOOK, DEFAULT_LOOK, find_look

if TYPE_CHECKING:
    from newstui.tui.glyphs import GlyphSet
    from newstui.tui.screens.main import MainScreen

_THEME = "theme"


class Appearance:
    """Colours and characters, help and palette, suspending and quitting."""

    def __init__(self, screen: MainScreen, glyphs: GlyphSet) -> None:
        self._screen = screen
        self._glyphs = glyphs

    def start(self) -> None:
        """Begin with the theme of the settings, else the one last chosen."""
        screen = self._screen
        # The shell has written over the screen meanwhile.
        screen.app.app_resume_signal.subscribe(screen, lambda _app: self.do_redraw(None))
        screen.story.links_out = takes_links(os.environ)
        screen.story.turns_text = turns_text(os.environ)
        if screen.app.no_color:
            self._wear(COLOURLESS_LOOK)
            return
        chosen = screen.desk.settings.theme or recall(screen.desk.paths.session, _THEME)
        self._wear(chosen if chosen in CHOICES else DEFAULT_LOOK)

    def _wear(self, name: str) -> None:
        screen = self._screen
        screen.app.theme = name
        look = find_look(name, screen.desk.settings.colours)
        panes = (screen.feeds, screen.headlines, screen.story, screen.sources, screen.status)
        for pane in panes:
            pane.restyle(look, self._glyphs)

    def _choose(self, name: str) -> None:
        screen = self._screen
        if screen.app.no_color:
            screen.say(clean_line("NO_COLOR is set, so there are no colours to choose"))
            return
        self._wear(name)
        if screen.desk.keeps:
            remember(screen.desk.paths.session, _THEME, name)
        screen.say(clean_line(f"theme {name}"))

    def do_theme_dark(self, _count: int | None) -> None:
        """Wear light letters on a dark ground."""
        self._choose("dark")

    def do_theme_light(self, _count: int | None) -> None:
        """Wear dark letters on a light ground."""
        self._choose("light")

    def do_theme_contrast(self, _count: int | None) -> None:
        """Wear colours as far apart as can be."""
        self._choose("contrast")

    def do_theme_terminal(self, _count: int | None) -> None:
        """Wear the terminal's own colours."""
        self._choose("terminal")

    def do_help(self, _count: int | None) -> None:
        """Show the keys of the current pane."""
        self._explain(self._screen.moving.at)

    def explain_queries(self) -> None:
        """Show all that can be written in a query."""
        from newstui.tui.screens.help import QUERIES

        self._explain(QUERIES)

    def _explain(self, about: str) -> None:
        from newstui.tui.screens.help import HelpScreen

        pane = self._screen.headlines
        shown = HelpScreen(about, pane)
        self._screen.app.push_screen(shown, self._leave_help if about in PANES else None)

    def _leave_help(self, asked: str | None) -> None:
        """Go on with what was asked for in the help, if anything was."""
        if asked:
            self._screen.carry_out(asked)

    def do_palette(self, _count: int | None) -> None:
        """Find any command by name."""
        from newstui.tui.providers import Palette

        if not Palette.has_room(self._screen.size.height):
            shows = self._screen.keymap.fill("{help} shows the keys")
            self._screen.say(clean_line(f"no room for the palette in so few lines; {shows}"))
            return
        self._screen.app.push_screen(Palette(self._glyphs))

    def do_redraw(self, _count: int | None) -> None:
        """Draw the whole screen again."""
        self._screen.refresh(layout=True)
        self._screen.app.refresh(layout=True)

    def do_suspend(self, _count: int | None) -> None:
        """Stop until the shell's fg."""
        self._screen.app.action_suspend_process()

    def do_quit(self, _count: int | None) -> None:
        """Quit, everything being kept; what is not yet is told first."""
        if not self._screen.subscribing.holds_back():
            self._screen.leave(0)
