"""The main screen: headlines, story and sources, and the way from a key to what it does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.containers import Container
from textual.message import Message

from newstui.config import Column, Keys, Rows
from newstui.text.clean import NOTHING, clean_line
from newstui.tui.actions import PANES
from newstui.tui.controllers.appearance import Appearance
from newstui.tui.controllers.browsing import Browsing
from newstui.tui.controllers.moving import Layout, Moving
from newstui.tui.controllers.narrowing import Narrowing
from newstui.tui.controllers.previewing import Previewing
from newstui.tui.controllers.staff import Staff
from newstui.tui.keymap import Keymap
from newstui.tui.keynames import key_name
from newstui.tui.panes.feeds import FeedsPane
from newstui.tui.panes.headlines import Headlines
from newstui.tui.panes.sources import SourcesPane
from newstui.tui.panes.story import StoryPane
from newstui.tui.screens.waiting import WaitingScreen
from newstui.tui.status import StatusLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult

    from newstui.errors import ConfigError
    from newstui.model.text import SafeText
    from newstui.newsroom.desk import Desk
    from newstui.refresh.reports import Report
    from newstui.refresh.running import RefreshRun
    from newstui.tui.glyphs import GlyphSet
    from newstui.tui.panes.pane import Pane

_FIRST_FRAME_SECONDS = 0.03
"""By then the first frame is painted."""


_LEAVING = frozenset({"quit", "back_or_quit"})


class MainScreen(Staff, WaitingScreen, inherit_bindings=False):
    """Three panes, a sidebar and a bottom line."""

    @dataclass
    class RefreshReported(Message):
        """A process that fetches told something."""

        report: Report
        run: RefreshRun

    def __init__(
        self, desk: Desk, glyphs: GlyphSet, leave: Callable[[int, SafeText], None]
    ) -> None:
        super().__init__()
        self._leave = leave
        self.desk = desk
        self.keymap, self.mistakes = _choose_keys(desk.settings.keys)
        self.browsing = Browsing(self)
        self.narrowing = Narrowing(self)
        self.moving = Moving(self)
        self.previewing = Previewing(self)
        self.appearance = Appearance(self, glyphs)
        self.feeds = FeedsPane(desk.clock)
        self.headlines = Headlines(self.browsing.book, desk.clock)
        self.story = StoryPane()
        self.sources = SourcesPane()
        self.status = StatusLine()
        for pane in (self.feeds, self.headlines, self.story, self.sources, self.status):
            pane.keymap = self.keymap
        self.status.keeps = desk.keeps
        self.story.measure = desk.settings.measure
        self.headlines.columns = desk.settings.columns
        if Column.VOICES in self.headlines.columns:
            self.headlines.count_voices(self.voicing.find)

    @property
    def current_pane(self) -> Pane:
        """Where the terminal's cursor stands."""
        return self.status if self.status.is_asking else self.moving.pane

    def compose(self) -> ComposeResult:
        """Lay out the panes above the bottom line."""
        yield Container(self.feeds, self.headlines, self.story, self.sources, id="panes")
        yield self.status

    def on_mount(self) -> None:
        """Show what there is; everything slow comes after the first frame."""
        self.appearance.start()
        self.moving.start()
        self.browsing.start()
        self.set_timer(_FIRST_FRAME_SECONDS, self._start_up)

    def _start_up(self) -> None:
        if self.is_left:
            return
        self.marking.start()
        self.refreshing.start()
        self.browsing.load_more()
        if self.moving.has_feeds:
            self.sidebar.show()
        self.preview_soon()

    def on_resize(self, event: events.Resize) -> None:
        """Choose what is shown beside what."""
        before = self.moving.layout
        self.moving.fit(event.size.width)
        narrow = self.moving.layout is Layout.NARROW
        rows = self.desk.settings.rows
        one_line = narrow if rows is Rows.AUTO else rows is Rows.ONE
        self.headlines.shape(one_line=one_line)
        self.browsing.tell_counts()
        if self.moving.layout is not before:
            # The story may have come into sight, and the cursor may have moved on meanwhile.
            self.preview_soon()

    def leave(self, status: int) -> None:
        """End newstui once everything is on disk."""
        self.narrowing.stop()
        self.refreshing.stop()
        self.paging.stop()
        self.visiting.stop()
        self.reading.close()
        left = self.subscribing.stop()
        ended = self.exporting.stop()
        last_words = [
            self.marking.save_all(),
            f"not added: {left}" if left else "",
            f"ended: {ended}" if ended else "",
        ]
        self.is_left = True
        self.desk.leave()
        self._leave(status, clean_line("; ".join(filter(None, last_words))))

    def on_key(self, event: events.Key) -> None:
        """Take one key: for the line being typed, else for the table of actions."""
        event.stop()
        if self.pass_on(event):
            return
        if self.status.is_asking:
            self.status.press(event.key, event.character)
            return
        self.status.hush()
        self.subscribing.forget_told()
        command = self.keymap.press(key_name(event), self.moving.at)
        self.tell_activity()
        if command is None or command.action.name not in _LEAVING:
            self.subscribing.stay()
        if command is not None:
            self.carry_out(command.action.name, command.count)

    def carry_out(self, name: str, count: int | None = None) -> None:
        """Do what an action's name says: the current pane's own way, else the screen's."""
        for owner in self.owners():
            method: Callable[[int | None], None] | None = getattr(owner, f"do_{name}", None)
            if method is not None:
                method(count)
                # Said at once rather than by message, so that one frame shows row and place.
                self.tell_place()
                return

    def on_paste(self, event: events.Paste) -> None:
        """Paste into the line being typed; elsewhere it would be keys nobody pressed."""
        event.stop()
        self.status.paste(event.text)

    def say(self, text: SafeText, tail: SafeText = NOTHING) -> None:
        """Tell the reader something, in the bottom line; the tail is never cut."""
        self.status.say(text, tail=tail)

    def say_error(self, text: SafeText, tail: SafeText = NOTHING) -> None:
        """Tell the reader what went wrong, in the bottom line; the tail is never cut."""
        self.status.say(text, tail=tail, is_error=True)

    def say_also(self, text: SafeText, *, is_error: bool = False) -> None:
        """Tell the reader what happened by itself, after what the bottom line tells already."""
        self.status.say_also(text, is_error=is_error)

    def tell_activity(self) -> None:
        """Show what is going on, at the right of the bottom line."""
        waiting = self.browsing.waiting
        parts = [self.keymap.pending, self.finding.activity]
        busy = (
            self.narrowing,
            self.marking,
            self.refreshing,
            self.paging,
            self.subscribing,
            self.comparing,
            self.visiting,
            self.exporting,
        )
        parts += [controller.activity for controller in busy]
        if self.narrowing.query:
            parts.append(self.matching.activity)
        if waiting:
            show = self.keymap.way("show_arrivals", self.moving.at)
            parts.append(f"{waiting:,} new: {show} shows {'it' if waiting == 1 else 'them'}")
        self.status.report(clean_line(" · ".join(part for part in parts if part)))

    def tell_place(self) -> None:
        """Show which of how many stories this is."""
        place, total = self.headlines.place
        self.status.locate(clean_line(f"{place:,}/{total:,}") if total else NOTHING)

    def on_main_screen_refresh_reported(self, event: RefreshReported) -> None:
        """Take in what the refresh process told."""
        from newstui.refresh.reports import Ruled

        if isinstance(event.report, Ruled):
            self.ruling.take(event.report)
        is_of_pages = self.paging.take(event.report, event.run)
        if not is_of_pages and event.run is self.refreshing.run:
            self.refreshing.take(event.report)

    def on_headlines_moved(self) -> None:
        """Preview the story the cursor rests on."""
        self.tell_place()
        self.preview_soon()

    def preview_soon(self) -> None:
        """Show the current story once the cursor rests."""
        self.previewing.start()

    def catch_up(self) -> None:
        """Show the story under the cursor now, unless another one is being read."""
        if self.previewing.is_held:
            return
        current = self.headlines.current_id
        if current is None:
            self.reading.show_nothing()
        else:
            self.reading.show(current)

    def on_feeds_pane_opened(self, event: FeedsPane.Opened) -> None:
        """List the stories asked for."""
        self.sidebar.list_stories(event.branch)

    def on_headlines_opened(self, event: Headlines.Opened) -> None:
        """Open the story asked for."""
        self.open_story(event.story_id)

    def open_story(self, story_id: int) -> None:
        """Show a story, mark it read, and go to its text."""
        self.narrowing.settle()
        self.reading.show(story_id, newest=True)
        self.reading.opened(story_id)
        self.moving.go_to_story()
        if self.narrowing.query:
            self.matching.enter(story_id)

    def on_story_pane_finished(self, _event: StoryPane.Finished) -> None:
        """Go on with the next unread story at the end of this one."""
        self.browsing.do_next_unread(None)

    def on_story_pane_passage_chosen(self, event: StoryPane.PassageChosen) -> None:
        """Select the passage clicked on."""
        self.sourcing.select(event.attribution)

    def on_story_pane_dragged(self) -> None:
        """Go on with what the mouse has selected."""
        self.selecting.take_dragged()

    def on_sources_pane_chosen(self, event: SourcesPane.Chosen) -> None:
        """Highlight the passage the cursor came to."""
        self.sourcing.select(event.attribution, from_sources=True)

    def on_sources_pane_followed(self, event: SourcesPane.Followed) -> None:
        """Show a passage in the story."""
        self.sourcing.select(event.attribution, from_sources=True)
        self.moving.go_to_story()

    def on_sources_pane_paragraph_chosen(self, event: SourcesPane.ParagraphChosen) -> None:
        """Highlight the paragraph the cursor came to."""
        self.sourcing.highlight(event.extent, is_followed=event.is_followed)

    def on_sources_pane_asked(self, _event: SourcesPane.Asked) -> None:
        """List the stories that cite the source under the cursor."""
        self.citing.do_cited_by(None)

    def on_pane_touched(self, event: StoryPane.Touched) -> None:
        """Make the pane clicked on the current one."""
        if event.pane_id in PANES:
            self.moving.go_to(event.pane_id)


def _choose_keys(chosen: Keys) -> tuple[Keymap, tuple[ConfigError, ...]]:
    """Make the map of keys; who has chosen none does not wait for what reads them."""
    if chosen == Keys():
        return Keymap(), ()
    from newstui.tui.remapping import read_keymap

    return read_keymap(chosen)
