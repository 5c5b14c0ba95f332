"""Going from pane to pane, in every layout, and out."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from newstui.text.clean import clean_line
from newstui.tui.actions import FEEDS, HEADLINES, PANES, SOURCES, STORY

if TYPE_CHECKING:
    from newstui.tui.panes.pane import Pane
    from newstui.tui.screens.main import MainScreen

_WIDE_FROM = 110
_MEDIUM_FROM = 90
_SIDEBAR_FROM = 124
"""Cells from which the feeds stand beside the headlines; with fewer they take their place."""


class Layout(Enum):
    """Which panes stand side by side; the value is a class in the style sheet."""

    WIDE = "-wide"
    """Headlines, story and sources; the feeds too, where there is room."""
    MEDIUM = "-medium"
    """Headlines and story; the sources as a drawer below."""
    NARROW = "-narrow"
    """One at a time."""


class Moving:
    """Which pane is the current one, and which are to be seen."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self.layout = Layout.WIDE
        self.at = HEADLINES
        """Name of the current pane."""
        self._has_drawer = False
        self._is_alone = False
        self._is_beside = True
        """Whether there is room for the feeds beside the headlines."""
        self.has_feeds = False
        """Whether the sidebar is open, be it out of sight behind the headlines."""
        self._shows_feeds = False
        """Whether it is in sight where feeds and headlines share one place."""

    def start(self) -> None:
        """Begin at the headlines."""
        self.has_feeds = self._screen.desk.settings.sidebar
        self._apply()

    def fit(self, width: int) -> None:
        """Choose the layout for a width, in cells."""
        if width >= _WIDE_FROM:
            self.layout = Layout.WIDE
        else:
            self.layout = Layout.MEDIUM if width >= _MEDIUM_FROM else Layout.NARROW
        self._is_beside = width >= _SIDEBAR_FROM
        self._apply()

    @property
    def pane(self) -> Pane:
        """The current pane."""
        return self._panes()[self.at]

    @property
    def is_before_story(self) -> bool:
        """Whether the story is out of sight behind the headlines or the feeds."""
        return self.layout is Layout.NARROW and self.at in {FEEDS, HEADLINES}

    @property
    def shows_sources(self) -> bool:
        """Whether the sources pane is to be seen."""
        if self._is_alone and self.at != SOURCES:
            return False
        drawn = self.layout is Layout.MEDIUM and self._has_drawer
        return self.layout is Layout.WIDE or drawn or self.at == SOURCES

    def _panes(self) -> dict[str, Pane]:
        screen = self._screen
        panes: tuple[Pane, ...] = (screen.feeds, screen.headlines, screen.story, screen.sources)
        return dict(zip(PANES, panes, strict=True))

    def _apply(self) -> None:
        screen = self._screen
        for name, pane in self._panes().items():
            pane.activate(active=name == self.at)
        is_alone = self._is_alone and self.at == STORY
        # All at once: every change looks at the styles of the whole screen.
        screen.update_classes(
            {
                **{layout.value: layout is self.layout for layout in Layout},
                **{f"-at-{name}": name == self.at for name in PANES},
                "-drawer": self._has_drawer,
                "-feeds": self.has_feeds and self._is_beside and not is_alone,
                "-feeds-first": self._shows_feeds and not self._is_beside,
                "-alone": is_alone,
            }
        )
        screen.story.show_summary(on=not self.shows_sources)
        screen.status.hint_at(self.at)

    def go_to(self, name: str) -> None:
        """Make a pane the current one, bringing it into sight."""
        if name == SOURCES:
            self._has_drawer = True
        if name in {FEEDS, HEADLINES}:
            self._shows_feeds = name == FEEDS
            self._screen.preview_soon()
        else:
            self._screen.catch_up()
        self.at = name
        if name == FEEDS and not self.has_feeds:
            self.has_feeds = True
            self._screen.sidebar.show()
        self._apply()

    def go_to_headlines(self) -> None:
        """Go to the headlines."""
        self.go_to(HEADLINES)

    def go_to_story(self) -> None:
        """Go to the story."""
        self.go_to(STORY)

    def do_sidebar(self, _count: int | None) -> None:
        """Show the feeds and go there, or hide them."""
        if self.at == FEEDS or (self.has_feeds and self._is_beside):
            self._close_feeds()
        else:
            self.go_to(FEEDS)

    def _close_feeds(self) -> None:
        self.has_feeds = self._shows_feeds = False
        self.go_to(HEADLINES if self.at == FEEDS else self.at)

    def do_to_feeds(self, _count: int | None) -> None:
        """Go to the feeds beside the headlines."""
        if self.has_feeds:
            self.go_to(FEEDS)
        else:
            self._screen.say(clean_line(self._screen.keymap.fill("{sidebar} shows the feeds")))

    def do_pane_0(self, _count: int | None) -> None:
        """Go to the feeds."""
        self.go_to(FEEDS)

    def do_pane_1(self, _count: int | None) -> None:
        """Go to the headlines."""
        self.go_to(HEADLINES)

    def do_pane_2(self, _count: int | None) -> None:
        """Go to the story."""
        self.go_to(STORY)

    def do_pane_3(self, _count: int | None) -> None:
        """Go to the sources."""
        self.go_to(SOURCES)

    def do_next_pane(self, _count: int | None) -> None:
        """Go to the next pane, round."""
        self._step(1)

    def do_previous_pane(self, _count: int | None) -> None:
        """Go to the previous pane, round."""
        self._step(-1)

    def _step(self, step: int) -> None:
        panes = [name for name in PANES if name != FEEDS or self.has_feeds]
        self.go_to(panes[(panes.index(self.at) + step) % len(panes)])

    def do_to_sources(self, _count: int | None) -> None:
        """Go to the sources, or from there back to the story, closing the drawer."""
        if self.at == SOURCES:
            self.do_back(None)
        else:
            self.go_to(SOURCES)

    def do_back(self, _count: int | None) -> None:
        """Go one step back, towards the headlines."""
        if self.at == SOURCES:
            self._has_drawer = False
            self.go_to(STORY)
        elif self.at == STORY:
            self._is_alone = False
            self.go_to(HEADLINES)
        elif self.at == FEEDS:
            self._close_feeds()

    def do_back_or_quit(self, _count: int | None) -> None:
        """Go back; from the headlines, quit."""
        if self._is_over_feeds:
            self.go_to(FEEDS)
        elif self.at == HEADLINES and not self._screen.narrowing.query:
            self._screen.appearance.do_quit(None)
        elif self.at == HEADLINES:
            self._screen.narrowing.widen()
        else:
            self.do_back(None)

    @property
    def _is_over_feeds(self) -> bool:
        """Whether these are headlines that took the place of the feeds."""
        return self.at == HEADLINES and self.has_feeds and not self._is_beside

    def do_escape(self, _count: int | None) -> None:
        """Clear what is shown alone or highlighted, then go back, as far as there is a way."""
        if self._screen.sourcing.clear() or (self.at == STORY and self._screen.comparing.clear()):
            return
        if self._is_alone and self.at == STORY and self.layout is not Layout.NARROW:
            self.do_reading_view(None)
            return
        if self.at != HEADLINES:
            self.do_back(None)
        elif self._screen.narrowing.query:
            self._screen.narrowing.widen()
        else:
            self._screen.say(clean_line(self._screen.keymap.fill("{back_or_quit} quits")))

    def do_reading_view(self, _count: int | None) -> None:
        """Show the story alone, or all panes again."""
        self._is_alone = not self._is_alone
        self.go_to(STORY)

    def do_page_on(self, _count: int | None) -> None:
        """Open the story under the cursor."""
        self._screen.headlines.do_open_story(None)
