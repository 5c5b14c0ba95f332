"""The application: one screen on one desk, and what happens when it must end."""

from __future__ import annotations

import asyncio
import os
import signal
import traceback
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from textual.app import App

from newstui.text.clean import NOTHING, clean_block, clean_line
from newstui.tui.screens.main import MainScreen
from newstui.tui.themes import DEFAULT_LOOK, LOOKS, textual_theme

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.driver import Driver
    from textual.geometry import Offset
    from textual.screen import Screen

    from newstui.model.text import SafeText
    from newstui.newsroom.desk import Desk
    from newstui.tui.drawing.canvas import Canvas
    from newstui.tui.glyphs import GlyphSet
    from newstui.tui.panes.pane import Pane

_ENDING_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)


class NewsApp(App[None], inherit_bindings=False):
    """newstui on the screen."""

    CSS_PATH = "styles/app.tcss"
    ENABLE_COMMAND_PALETTE = False
    TITLE = "newstui"

    def __init__(
        self,
        desk: Desk,
        glyphs: GlyphSet,
        *,
        is_tour: bool = False,
        driver_class: type[Driver] | None = None,
    ) -> None:
        if driver_class is None:
            from newstui.tui.driver import NewsDriver

            driver_class = NewsDriver
        # Told to keep the terminal's colours, Textual answers NO_COLOR by sending none, else greys.
        own_colours = True if "NO_COLOR" in os.environ else None
        super().__init__(driver_class=driver_class, ansi_color=own_colours)
        self._desk = desk
        self._is_tour = is_tour
        self._glyphs = glyphs
        for name in LOOKS:
            self.register_theme(textual_theme(name, desk.settings.colours))
        self.theme = DEFAULT_LOOK

    @property
    def cursor_position(self) -> Offset:
        """Where the terminal's cursor is put after each frame: on what is current."""
        pane: Pane | None = getattr(self.screen, "current_pane", None)
        return self._typed_at if pane is None else pane.region.offset + pane.spot

    @cursor_position.setter
    def cursor_position(self, typed_at: Offset) -> None:
        """Take note where something is typed into a widget of Textual's."""
        self._typed_at = typed_at

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Write a frame while nobody sees the terminal's cursor travel."""
        from newstui.tui.driver import NewsDriver

        if renderable is None or not isinstance(self._driver, NewsDriver):
            super()._display(screen, renderable)
            return
        with self._driver.painting():
            super()._display(screen, renderable)

    def get_default_screen(self) -> MainScreen:
        """Make the one screen everything happens on."""
        if self._is_tour:
            from newstui.tui.screens.tour import TourScreen

            return TourScreen(self._desk, self._glyphs, leave=self.leave)
        return MainScreen(self._desk, self._glyphs, leave=self.leave)

    def on_mount(self) -> None:
        """End cleanly when the system says so."""
        if self.is_headless:
            return
        loop = asyncio.get_running_loop()
        for number in _ENDING_SIGNALS:
            loop.add_signal_handler(number, partial(self._end_by, number))

    def _end_by(self, number: signal.Signals) -> None:
        """End with the status shells expect: 128 and the signal's number."""
        screen = self.screen_stack[0]
        if isinstance(screen, MainScreen):
            screen.leave(128 + number)

    def leave(self, status: int, last_words: SafeText = NOTHING) -> None:
        """End now; the desk is closed already."""
        if (visit := self._desk.visit) is not None:
            status = status or int(visit.is_empty)
            # The bottom line had room for the first notice, for a while; nobody else keeps them.
            notices = (f"newstui: {notice}" for notice in self._desk.notices)
            last_words = clean_block("\n".join(filter(None, [last_words, *notices])))
        self._give_terminal_back(status, last_words)
        self.exit(return_code=status, message=last_words or None)

    def _fatal_error(self) -> None:
        """Write an unexpected error down, and end with a sentence instead of a traceback."""
        log = self._desk.paths.log
        with suppress(OSError):
            log.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with log.open("a", encoding="utf-8") as file:
                file.write(clean_block(traceback.format_exc()) + "\n")
        sentence = clean_line(f"newstui: something went wrong; it is written down in {log}")
        self._give_terminal_back(1, sentence)
        self._close_messages_no_wait()

    @property
    def canvas(self) -> Canvas:
        """What pictures are drawn on; where there is no terminal it shows nothing."""
        from newstui.tui.drawing.canvas import Canvas
        from newstui.tui.driver import NewsDriver

        return self._driver.canvas if isinstance(self._driver, NewsDriver) else Canvas(str)

    def _give_terminal_back(self, status: int, last_words: SafeText) -> None:
        """End the process where there is a terminal; return where there is none."""
        from newstui.tui.driver import NewsDriver

        if isinstance(self._driver, NewsDriver):
            self._driver.leave(status, last_words)
