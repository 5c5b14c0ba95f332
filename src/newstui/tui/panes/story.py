"""The story: its text at a comfortable measure, with a tick beside what somebody said."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.message import Message

from newstui.text.asides import shown_aside
from newstui.text.clean import NOTHING, clean_block
from newstui.text.links import openable
from newstui.tui.panes.flow import Flow
from newstui.tui.panes.pane import Pane
from newstui.tui.panes.passages import Passages
from newstui.tui.panes.prose import cut_blocks, number_links
from newstui.tui.panes.story_blocks import MEASURE, Frame, Links, Prose, WrappedLine
from newstui.tui.strips import cut, line_strip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.strip import Strip

    from newstui.model.attribution import Analysis
    from newstui.model.text import Document, Offsets, SafeText
    from newstui.text.asides import Aside
    from newstui.tui.panes.flow import Block
    from newstui.tui.panes.prose import Marked
    from newstui.tui.strips import Part


_SOURCES_KEY = "a"
"""Opens the sources pane (see `newstui.tui.actions`)."""
_TITLE_LINES = 3
_FACT_LINES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPage:
    """What the pane shows of one story."""

    title: SafeText
    facts: SafeText
    """One line: outlet, author, date, length."""
    document: Document | None = None
    """`None` while there is no text; then `notice` stands in its place."""
    notice: SafeText = NOTHING
    analysis: Analysis | None = None
    shows_changes: bool = False
    """Whether it is a change that is shown, not the story."""
    asides: tuple[Aside, ...] = ()
    """What comes with the story; what of it can be opened is numbered after its links."""
    summary: SafeText = NOTHING
    """One line on the sources, shown where the sources pane is not."""


class StoryPane(Pane):
    """One story."""

    LABEL: ClassVar[str] = "2 story"

    @dataclass
    class PassageChosen(Message):
        """The reader clicked on an attributed passage."""

        attribution: int

    @dataclass
    class Finished(Message):
        """The reader paged on at the end of the story."""

    def __init__(self) -> None:
        super().__init__(id="story")
        self._page: StoryPage | None = None
        self._flow = Flow()
        self._prose: list[Prose] = []
        self._links: tuple[str, ...] = ()
        self._place = 0
        self._facts: WrappedLine | None = None
        self._passages = Passages(None)
        self._shows_summary = False
        self.empty_text = NOTHING
        self.measure = MEASURE
        """Widest line of text, in cells."""

    @property
    def shows_changes(self) -> bool:
        """Whether a change of the story is shown in its place."""
        return self._page is not None and self._page.shows_changes

    @property
    def links(self) -> tuple[str, ...]:
        """The story's links, in the order of their numbers."""
        self.fit_once()
        return self._links

    def show(self, page: StoryPage | None, *, keep_place: bool = False) -> None:
        """Show a story from its top, or from where it was when it is the same one, completed."""
        self._place = self.offset_on_top() if keep_place else 0
        self._page = page
        self._passages = Passages(page.analysis if page else None)
        self._flow = Flow()
        self.forget()

    def learn(self, page: StoryPage | None) -> None:
        """Take over what has become known of the story shown; its text stays where it is."""
        self._page = page
        before, self._passages = self._passages, Passages(page.analysis if page else None)
        self._passages.selected, self._passages.stretch = before.selected, before.stretch
        self.refresh()

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
            self._reveal(spans[0][0], spans[-1][1])
        self.refresh()

    def highlight(self, extent: Offsets) -> None:
        """Highlight a stretch of the text, whoever says it, and bring it into sight."""
        self._passages.selected, self._passages.stretch = None, extent
        self.fit_once()
        self._reveal(*extent)
        self.refresh()

    def fit(self) -> None:
        """Lay out for another size, look or story; the text on top stays there."""
        place = self.offset_on_top() if self._flow.blocks else self._place
        page, frame = self._page, Frame(self.inside.width, self.look, self.glyphs, self.measure)
        blocks: list[Block] = []
        self._prose, self._links = [], ()
        if page is not None:
            title = WrappedLine(page.title, self.look.title, frame, at_most=_TITLE_LINES)
            self._facts = WrappedLine(page.facts, self.look.muted, frame, at_most=_FACT_LINES)
            blocks += [title, self._facts]
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
                self._links = (*numbers, *(aside.url for aside in asides))
                self._prose = [Prose(block, frame, self._marks) for block in cuts]
                blocks += [
                    *self._prose,
                    Links(tuple(numbers), [shown_aside(aside) for aside in asides], frame),
                ]
        self._flow = Flow(blocks, self._lines_for_text())
        if place > 0:
            self._flow.go_to(self._position(place))

    def _lines_for_text(self) -> int:
        return max(1, self.inside.height - self._summary_lines())

    def _summary_lines(self) -> int:
        return 1 if self._shows_summary and self._page and self._page.summary else 0

    def offset_on_top(self) -> int:
        """Find the offset of the document's text that is on top; 0 above the text."""
        index, line = self._flow.top
        block = self._flow.blocks[index] if index < len(self._flow.blocks) else None
        if not isinstance(block, Prose):
            return 0
        lines = block.lines()
        return block.block.offset_at(lines[min(line, len(lines) - 1)][0])

    def _position(self, offset: int) -> tuple[int, int]:
        starts = [prose.block.start for prose in self._prose]
        if not starts:
            return 0, 0
        index = max(0, bisect_right(starts, offset) - 1)
        heads = len(self._flow.blocks) - len(self._prose) - 1
        return heads + index, self._prose[index].line_of(offset)

    def _reveal(self, start: int, end: int) -> None:
        first, last = self._position(start), self._position(end)
        visible = self._flow.visible()
        if visible and not (visible[0] <= first and last <= visible[-1]):
            self._flow.go_to(first, above=self._flow.page // 3)

    def _marks(self, start: int, end: int) -> tuple[Part | None, Sequence[Marked]]:
        return self._passages.marks(start, end, self.look, self.glyphs)

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

    def scroll_lines(self, lines: int) -> None:
        """Move through the story."""
        self.fit_once()
        if self._flow.scroll(lines):
            self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Select the passage clicked on."""
        at = event.get_content_offset(self)
        visible = self._flow.visible()
        if at is None or not 0 <= at.y < len(visible):
            return
        index, line = visible[at.y]
        block = self._flow.blocks[index]
        if not isinstance(block, Prose) or not 0 <= line - block.gap < len(block.lines()):
            return
        start, end = block.lines()[line - block.gap]
        touching = self._passages.touching(block.block.offset_at(start), block.block.offset_at(end))
        if touching:
            self.post_message(self.PassageChosen(touching[0]))

    def do_next(self, count: int | None) -> None:
        """Go down by lines."""
        self.scroll_lines(count or 1)

    def do_previous(self, count: int | None) -> None:
        """Go up by lines."""
        self.scroll_lines(-(count or 1))

    def do_page_down(self, count: int | None) -> None:
        """Go down by pages; one line stays."""
        self.scroll_lines(max(1, self._flow.page - 1) * (count or 1))

    def do_page_up(self, count: int | None) -> None:
        """Go up by pages; one line stays."""
        self.scroll_lines(-max(1, self._flow.page - 1) * (count or 1))

    def do_half_page_down(self, count: int | None) -> None:
        """Go down by half pages."""
        self.scroll_lines(max(1, self._flow.page // 2) * (count or 1))

    def do_half_page_up(self, count: int | None) -> None:
        """Go up by half pages."""
        self.scroll_lines(-max(1, self._flow.page // 2) * (count or 1))

    def do_top(self, _count: int | None) -> None:
        """Go to the top."""
        self._flow.top = (0, 0)
        self.refresh()

    def do_bottom(self, _count: int | None) -> None:
        """Go to the end."""
        self.fit_once()
        self._flow.go_to((len(self._flow.blocks), 0))
        self.refresh()

    def show_links(self) -> None:
        """Go to the links, the first of them on top."""
        self.fit_once()
        self._flow.go_to((len(self._flow.blocks) - 1, 1))
        self.refresh()

    def do_page_on(self, _count: int | None) -> None:
        """Go down a page; at the end, say so."""
        self.fit_once()
        if self._flow.at_end:
            self.post_message(self.Finished())
        else:
            self.do_page_down(None)
