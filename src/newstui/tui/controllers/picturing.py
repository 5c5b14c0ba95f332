"""The pictures of the story: which there are, and the screen that shows them."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, cast

from newstui.config import Pictures
from newstui.store.subscriptions import find_feed
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from newstui.newsroom.reading import StoryView
    from newstui.paths import Paths
    from newstui.store.archive import Archive
    from newstui.tui.app import NewsApp
    from newstui.tui.panes.picture import PicturePane
    from newstui.tui.screens.main import MainScreen


class Picturing:
    """What shows pictures."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._desk = screen.desk
        self._ahead = 0
        """How often pictures were to be fetched ahead; those asked for earlier are given up."""

    def fetch_ahead(self, view: StoryView) -> None:
        """Fetch the pictures of a story that is opened, if its feed is set so."""
        self._ahead += 1
        if not self._desk.keeps or self._desk.settings.pictures is Pictures.OFF:
            return
        feed = find_feed(self._desk.archive, view.story.feed_id)
        if feed is not None and feed.settings.pictures:
            paths, number = self._desk.paths, self._ahead

            def is_wanted() -> bool:
                return number == self._ahead and not self._screen.is_left

            self._desk.picture(lambda archive: _fetch_ahead(archive, view, paths, is_wanted))

    def do_pictures(self, count: int | None) -> None:
        """Show the pictures of the story, beginning with the one counted."""
        from newstui.newsroom.pictures import list_pictures
        from newstui.tui.screens.pictures import PicturesScreen

        self._screen.catch_up()
        view = self._screen.reading.view
        if view is None:
            return
        pictures = list_pictures(self._desk.archive, view)
        if not pictures:
            self._screen.say(clean_line("this story has no pictures"))
        elif count is not None and count > len(pictures):
            told = f"there is no picture {count}: the last is {len(pictures)}"
            self._screen.say_error(clean_line(told))
        else:
            # What is fetched ahead is fetched now, one by one as it is wanted.
            self._ahead += 1
            beside = self._screen.headlines
            shown = PicturesScreen(
                self._desk,
                view.story,
                pictures,
                pane=self._make_pane(in_signs=beside.glyphs.is_ascii),
                beside=beside,
                first=(count or 1) - 1,
            )
            self._screen.app.push_screen(shown)

    def _make_pane(self, *, in_signs: bool) -> PicturePane:
        """Make the pane that draws as well as this terminal can."""
        from newstui.tui.drawing.ways import choose_way, find_cell_size
        from newstui.tui.panes.picture import PicturePane

        app = cast("NewsApp", self._screen.app)
        terminal = sys.__stdout__
        has_terminal = terminal is not None and not app.is_headless
        cell = find_cell_size(terminal.fileno()) if terminal is not None and has_terminal else None
        way = choose_way(self._desk.settings.pictures, os.environ, cell)
        pane = PicturePane(way, cell, app.canvas)
        pane.is_in_signs = in_signs or app.no_color
        return pane


def _fetch_ahead(
    archive: Archive, view: StoryView, paths: Paths, is_wanted: Callable[[], bool]
) -> None:
    """Fetch the pictures of a story; runs in a thread."""
    from newstui.newsroom.darkroom import Darkroom

    with Darkroom(paths, keeps=True) as darkroom:
        darkroom.fetch_ahead(archive, view, is_wanted=is_wanted)
