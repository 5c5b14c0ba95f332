"""The story: its text at a comfortable measure, with a tick beside what somebody said."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.message import Message

from newstui.text.clean import NOTHING, clean_block
from newstui.text.links import openable
from newstui.tui.panes.flow import Flow
from newstui.tui.panes.overlays import Overlays
from newstui.tui.panes.passages import Passages
from newstui.tui.panes.prose import Link, cut_blocks, find_links, number_links
from newstui.tui.panes.prose_pane import ProsePane
from newstui.tui.panes.story_blocks import MEASURE, Frame, Links, Prose, WrappedLine, note_blocks
from newstui.tui.strips import cut, line_strip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.strip import Strip

    from newstui.model.text import Offsets, SafeText
    from newstui.tui.panes.flow import Block
    from newstui.tui.panes.prose import Marked
    from newstui.tui.panes.story_page import StoryPage
    from newstui.tui.strips import Part


_SOURCES_KEY = "a"
"""Opens the sources pane (see `newstui.tui.actions`)."""
_TITLE_LINES = 3
_FACT_LINES = 2


def _passages_of(page: StoryPage | None) -> Passages:
    """Find what is marked on a page."""
    if page is None or page.document is None:
        return Passages(None)
    return Passages(page.analysis, page.document.text)


def have_same_note(one: StoryPage | None, other: StoryPage | None) -> bool:
    """Whether the reader's note is the same on two pages."""
    return (one.note if one else NOTHING) == (other.note if other else NOTHING)


class StoryPane(ProsePane):
    """One story."""

    LABEL: ClassVar[str] = "2 story"

    @dataclass
    class PassageChosen(Message):
        """The reader clicked on an attributed passage."""

        attribution: int

    class Dragged(Message):
        """The reader selected a part of the text with the mouse."""

    class Finished(Message):
        """The reader paged on at the end of the story."""

    def __init__(self) -> None:
        super().__init__(id="story")
        self._page: StoryPage | None = None
        self._links: tuple[Link, ...] = ()
        self._dragged_from: int | None = None
        self._facts: WrappedLine | None = None
        self._passages = Passages(None)
        self.overlays = Overlays()
        """What the reader highlights; `refresh` shows it."""
        self.links_out = False
        """Whether the terminal is told where links lead."""
        self.turns_text = False
        """Whether the terminal turns text that is written from the right."""
        self._shows_summary = False
        self.empty_text = NOTHING
        self.measure = MEASURE
        """Widest line of text, in cells."""

    @property
    def shows_changes(self) -> bool:
        """Whether a change of the story is shown in its place."""
        return self._page is not None and self._page.shows_changes

    @property
    def links(self) -> tuple[Link, ...]:
        """The story's links, in the order of their numbers."""
        self.fit_once()
        return self._links

    def show(self, page: StoryPage | None, *, place: int = 0) -> None:
        """Show a story, with a place in its text on top; 0 for the top of everything."""
        self._place, self._prose, self._to_reveal = place, [], None
        self._page = page
        self._passages = _passages_of(page)
        text = page.document.text if page and page.document else NOTHING
        self.overlays = Overlays(text, page.words if page else ())
        self._flow = Flow()
        self.forget()

    def mark_words(self, words: Sequence[str]) -> None:
        """Highlight the words the list is narrowed by, quietly."""
        if self.overlays.mark(words):
            self.refresh()

    def learn(self, page: StoryPage | None) -> None:
        """Take over what has become known of the story shown; its text stays where it is."""
        if self.shows_changes:
            return
        before_page, lines, self._page = self._page, self._summary_lines(), page
        before, self._passages = self._passages, _passages_of(page)
        self._passages.selected, self._passages.stretch = before.selected, before.stretch
        if lines == self._summary_lines() and have_same_note(before_page, page):
            self.refresh()
        else:
            self.forget()

    def show_summary(self, *, on: bool) -> None:
        """Show the line on the sources, or not."""
        if on != self._shows_summary:
            self._shows_summary = on
            self.forget()

    def retitle(self, facts: SafeText) -> None:
        """Show other facts in the line below the title; a change has facts of its own."""
        if self._page is not None and not self._page.shows_changes:
            self._page = replace(self._page, facts=facts)
            if self._facts is not None:
                self._facts.say(facts)
            self.refresh()

    def select(self, attribution: int | None) -> None:
        """Highlight one attribution's passage and bring it into sight."""
        self._passages.selected, self._passages.stretch = attribution, None
        self.fit_once()
        found = self._passages.at(attribution)
        if found is not None:
            spans = found.content or found.source or found.cue
            self.reveal(spans[0][0], spans[-1][1])
        self.refresh()

    def highlight(self, extent: Offsets) -> None:
        """Highlight a stretch of the text, whoever says it, and bring it into sight."""
        self._passages.selected, self._passages.stretch = None, extent
        self.fit_once()
        self.reveal(*extent)
        self.refresh()

    def fit(self) -> None:
        """Lay out for another size, look or story; the text on top stays there."""
        self._place = self.place
        page = self._page
        frame = Frame(
            self.inside.width,
            self.look,
            self.glyphs,
            self.measure,
            self.links_out,
            self.turns_text,
        )
        blocks: list[Block] = []
        self._prose, self._links = [], ()
        if page is not None:
            title = WrappedLine(page.title, self.look.title, frame, at_most=_TITLE_LINES)
            self._facts = WrappedLine(page.facts, self.look.muted, frame, at_most=_FACT_LINES)
            blocks += [title, self._facts]
            blocks += note_blocks(page.note, frame)
            if page.notice:
                blocks.append(WrappedLine(page.notice, self.look.muted, frame, empty_above=1))
            if page.document is not None:
                numbers = number_links(page.document)
                cuts = cut_blocks(page.document, numbers)
                asides = [
                    aside
                    for aside in page.asides
                    if openable(aside.url) and aside.url not in numbers
                ]
                self._links = (
                    *find_links(page.document, numbers),
                    *(Link(aside.url, aside.text) for aside in asides),
                )
                self._prose = [Prose(block, frame, self._marks) for block in cuts]
                blocks += [
                    *self._prose,
                    Links(tuple(numbers), asides, frame),
                ]
        self._flow = Flow(blocks, self._lines_for_text())
        if self._place > 0 and self._prose:
            self._flow.go_to(self._position(self._place))
        self._reveal_wanted()

    def _lines_for_text(self) -> int:
        return max(1, self.inside.height - self._summary_lines())

    def _summary_lines(self) -> int:
        return 1 if self._shows_summary and self._page and self._page.summary else 0

    def _marks(self, start: int, end: int) -> tuple[Part | None, Sequence[Marked]]:
        tick, passages = self._passages.marks(start, end, self.look, self.glyphs)
        return tick, [*passages, *self.overlays.marks(start, end, self.look)]

    def line(self, y: int) -> Strip:
        """Draw one line of what is on the page."""
        if self._page is None:
            text = clean_block(f" {self.empty_text}" if y == 0 else "")
            return line_strip([(text, self.look.muted)], self.inside.width, self.look.text)
        if self._summary_lines() and y == self.inside.height - 1:
            return self._summary_line(self._page.summary)
        visible = self._flow.visible()
        if y >= len(visible):
            return self.blank()
        index, line = visible[y]
        return self._flow.blocks[index].draw(line)

    def _summary_line(self, summary: SafeText) -> Strip:
        """Say what the sources pane holds, and the key that opens it however narrow."""
        rule, width = self.glyphs.rule, self.inside.width
        key = clean_block(f" {self.glyphs.dot} {_SOURCES_KEY} ")
        room = width - cell_len(key)
        text = cut(clean_block(f"{rule * 2} {summary}"), room, self.glyphs.ellipsis)
        rest = clean_block(rule * max(0, room - cell_len(text)))
        parts = [(text, self.look.muted), (key, self.look.accent), (rest, self.look.line)]
        return line_strip(parts, width, self.look.text)

    def _offset_under(self, event: events.MouseEvent) -> int | None:
        at = event.get_content_offset_capture(self)
        return self.offset_at_point(at.x, at.y)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take note of where a selection may begin, and end the one there is."""
        if self.overlays.selection is not None:
            self.overlays.selection = None
            self.refresh()
        self._dragged_from = self._offset_under(event) if event.button == 1 else None

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select what the mouse is drawn over with its button held."""
        start = self._dragged_from
        if start is None or event.button != 1:
            return
        self.capture_mouse()
        at, last = event.get_content_offset_capture(self), self._lines_for_text() - 1
        if not 0 <= at.y <= last:
            self.scroll_lines(1 if at.y > 0 else -1)
        end = self.offset_at_point(at.x, max(0, min(at.y, last)))
        if end is not None and end != start:
            self.overlays.selection = min(start, end), max(start, end)
            self.refresh()

    def on_mouse_up(self) -> None:
        """End the selection."""
        if self._dragged_from is not None and self.app.mouse_captured is self:
            self.release_mouse()
            if self.overlays.selection is not None:
                self.post_message(self.Dragged())

    def on_click(self, event: events.Click) -> None:
        """Select the passage clicked on; what a selection ends with is no click."""
        offset = self._offset_under(event)
        if offset is None or self.overlays.selection is not None:
            return
        line = self.line_beside(offset, 0)
        touching = self._passages.touching(*line) if line else ()
        if touching:
            self.post_message(self.PassageChosen(touching[0]))

    def do_page_on(self, _count: int | None) -> None:
        """Go down a page; at the end, say so."""
        self.fit_once()
        if self._flow.at_end:
            self.announce(self.Finished())
        else:
            self.do_page_down(None)
