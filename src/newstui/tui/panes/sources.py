"""The sources: what was read, where it comes from, and who says what in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from newstui.tui.panes.arrangement import Arrangement, find_owner, find_stop
from newstui.tui.panes.flow import Flow
from newstui.tui.panes.listing import Listing
from newstui.tui.panes.source_foot import Foot
from newstui.tui.panes.source_head import Head

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.style import Style
    from textual import events
    from textual.strip import Strip

    from newstui.model.attribution import Entity
    from newstui.model.text import Offsets, SafeText
    from newstui.newsroom.sifting import Sieve
    from newstui.newsroom.sources import SourceNode
    from newstui.tui.panes.source_layout import SourcesPage
    from newstui.tui.panes.source_rows import Row


class SourcesPane(Listing):
    """Who says what in one story."""

    LABEL: ClassVar[str] = "3 sources"

    @dataclass
    class Chosen(Message):
        """The cursor came to a passage, or to a source with passages."""

        attribution: int

    @dataclass
    class Followed(Message):
        """The reader asked to see the passage in the story."""

        attribution: int

    class Asked(Message):
        """The reader asked who else cites the source under the cursor."""

    @dataclass
    class ParagraphChosen(Message):
        """The cursor came to a paragraph that cites nobody, or the reader asked to see it."""

        extent: Offsets
        is_followed: bool = False

    def __init__(self) -> None:
        super().__init__(id="sources")
        self.arranged = Arrangement()
        """What is shown of the story's sources."""
        self._head, self._foot = Head(), Foot()
        self._flow = Flow()
        self._rows: list[Row] = []
        self._stops: list[int] = []

    def begin(self, title: SafeText) -> None:
        """Begin with another story, of which no sources are known yet."""
        self._head = Head(title)
        self.show(None)

    def show(self, page: SourcesPage | None) -> None:
        """Show the sources of one story, from the top."""
        self.arranged, self._foot = Arrangement(page), Foot()
        self._begin()

    def learn(self, page: SourcesPage) -> None:
        """Show the same story's sources as they are now; the cursor stays with its passage."""
        source, passage = self.current_source, self.current_passage
        self.arranged.learn(page)
        self.forget()
        if passage is not None:
            self._stand_on(passage, source.key if source else None)

    def _begin(self) -> None:
        """Lay out again, from the top."""
        self._cursor, self._is_away = 0, False
        self._flow.top = (0, 0)
        self.forget()

    def sift(self, sieve: Sieve | None) -> None:
        """Show one kind of sources alone, or all."""
        self.arranged.sieve, self.arranged.lists_uncited = sieve, False
        self._begin()
        self._arrive()

    def list_uncited(self, *, on: bool) -> None:
        """Show the paragraphs that cite nobody in place of the sources, or the sources again."""
        self.arranged.lists_uncited = on
        self._begin()
        self._arrive()

    def select(self, attribution: int) -> None:
        """Put the cursor on one passage, unfolding its source and showing it if it was not."""
        self.arranged.bring_in(attribution)
        self.forget()
        self._stand_on(attribution)

    def _stand_on(self, attribution: int, source: tuple[object, ...] | None = None) -> None:
        """Put the cursor on the row of a source, if that is shown, else on a passage's."""
        self.fit_once()
        self._is_away = False
        rows = [self._rows[index] for index in self._stops]
        found = find_stop(rows, attribution, source)
        if found is not None:
            self._cursor = found
            self._reveal()
        self.refresh()

    @property
    def _current(self) -> Row | None:
        """The row under the cursor."""
        self.fit_once()
        return self._rows[self._stops[self._cursor]] if self._stops else None

    @property
    def current_passage(self) -> int | None:
        """The attribution under the cursor; a source stands for its first."""
        return row.passage if (row := self._current) else None

    @property
    def current_source(self) -> SourceNode | None:
        """The source whose row the cursor is on; `None` on any other row."""
        return row.source if (row := self._current) else None

    @property
    def current_entity(self) -> Entity | None:
        """Who the source under the cursor is, or the source of the passage under it."""
        return self.arranged.entity_of(self._current)

    def tell_others(self, words: Mapping[int, SafeText]) -> None:
        """Say this in the last line while the cursor is on a source, by its entity."""
        self._foot = Foot(words)
        self.refresh()

    @property
    def cells(self) -> int:
        """Width of a row."""
        return self.inside.width

    def over(self, row: object) -> Style | None:
        """Style laid over the row the cursor is on."""
        if not self._stops or row is not self._rows[self._stops[self._cursor]]:
            return None
        return self.look.current if self.is_active else self.look.resting

    def is_folded(self, node: SourceNode) -> bool:
        """Whether a source's passages are hidden."""
        return node.key in self.arranged.folded

    def fit(self) -> None:
        """Lay out for another size, look or folding."""
        self._rows = list(self.arranged.rows(self, lines=self._room()))
        self._stops = [i for i, row in enumerate(self._rows) if row.is_stop]
        self._cursor = max(0, min(self._cursor, len(self._stops) - 1))
        top = self._flow.top
        self._flow = Flow(self._rows, max(1, self._room() - self._foot.height(self)))
        self._flow.go_to(top)
        # Left alone, the pane begins with where the story comes from.
        if self._stops and (self._cursor > 0 or self.is_active) and not self._is_away:
            self._reveal()

    def _room(self) -> int:
        """Count the lines below the head."""
        return self.inside.height - self._head.height(self)

    def line(self, y: int) -> Strip:
        """Draw one line: the head, one of what is on the page, or one of the foot."""
        y -= self._head.height(self)
        if y < 0:
            return self._head.draw(self)
        if (at := y - self._room() + self._foot.height(self)) >= 0:
            entity = self.current_entity if self.current_source else None
            return self._foot.draw(self, entity, at)
        visible = self._flow.visible()
        if y >= len(visible):
            return self.blank()
        index, line = visible[y]
        return self._rows[index].draw(line)

    @property
    def row_count(self) -> int:
        """How many rows the cursor can be on."""
        return len(self._stops)

    @property
    def rows_on_page(self) -> int:
        """How many of them make a page."""
        return max(1, self._flow.page // 3)

    def move_to(self, index: int) -> None:
        """Put the cursor on a row; from the last one on, scroll through what comes after it."""
        self.fit_once()
        before, last = self._cursor, len(self._stops) - 1
        if not self._stops or before == last < index:
            self.scroll_lines(index - before)
            return
        self._cursor, self._is_away = max(0, min(index, last)), index < 0
        if index < 0:
            self._flow.top = (0, 0)
        else:
            self._reveal()
        self.refresh()
        if self._cursor != before:
            self._arrive()

    def _arrive(self) -> None:
        """Say which passage or paragraph the cursor came to."""
        row = self._current
        if row and row.paragraph:
            self.announce(self.ParagraphChosen(row.paragraph))
        elif (passage := self.current_passage) is not None:
            self.announce(self.Chosen(passage))

    def scroll_lines(self, lines: int) -> None:
        """Follow the wheel: the cursor stays on its row, and the next key comes back to it."""
        self.fit_once()
        self._is_away = self._flow.scroll(lines) or self._is_away
        self.refresh()

    def _reveal(self) -> None:
        if not self.inside.height:
            # Out of sight; laying out for the size it will have brings the row into sight.
            return
        index = self._stops[self._cursor]
        owner = find_owner(self._rows, index, room=self._flow.page)
        first, last = (owner, 0), (index, self._rows[index].height() - 1)
        visible = self._flow.visible()
        if not visible or first < visible[0]:
            self._flow.go_to((0, 0) if self._cursor == 0 else first)
        elif last > visible[-1]:
            self._flow.go_to(last, above=self._flow.page - 1)

    def on_click(self, event: events.Click) -> None:
        """Go to the row clicked."""
        at, visible = event.get_content_offset(self), self._flow.visible()
        y = at.y - self._head.height(self) if at else -1
        index = visible[y][0] if 0 <= y < len(visible) else -1
        if index in self._stops:
            self.move_to(self._stops.index(index))
            if event.chain > 1:
                self.do_follow(None)

    def do_follow(self, _count: int | None) -> None:
        """Show the passage or the paragraph in the story; of a source, ask who else cites it."""
        row = self._current
        if row and row.paragraph:
            self.announce(self.ParagraphChosen(row.paragraph, is_followed=True))
        elif self.current_source is not None and self.current_entity is not None:
            self.announce(self.Asked())
        elif (passage := self.current_passage) is not None:
            self.announce(self.Followed(passage))

    def do_fold(self, _count: int | None) -> None:
        """Hide the passages of the source under the cursor."""
        owner = self._current.owner if self._current else None
        if owner is None:
            return
        self.arranged.folded.add(owner.key)
        self.fit()
        self._cursor = [self._rows[stop].source for stop in self._stops].index(owner)
        self._reveal()
        self.refresh()

    def do_unfold(self, _count: int | None) -> None:
        """Show the passages of the source under the cursor."""
        node = self.current_source
        if node is not None:
            self.arranged.folded.discard(node.key)
            self.forget()
