"""The sources: what was read, where it comes from, and who says what in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from newstui.text.clean import NOTHING
from newstui.tui.panes.flow import Flow
from newstui.tui.panes.listing import Listing
from newstui.tui.panes.source_rows import FactRow, PassageRow, SourceRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.style import Style
    from textual import events
    from textual.strip import Strip

    from newstui.model.attribution import Analysis
    from newstui.model.text import SafeText
    from newstui.newsroom.sources import SourceNode

_PROVENANCE_LINES = 2

Row = FactRow | SourceRow | PassageRow


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesPage:
    """What the pane shows of one story."""

    provenance: tuple[SafeText, ...]
    read: SafeText
    """Which text was read."""
    found: SafeText
    """In a line, what was found in it."""
    nodes: Sequence[SourceNode] = ()
    analysis: Analysis | None = None
    text: str = ""
    evidence: tuple[SafeText, ...] = ()
    """How the story came here."""


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

    def __init__(self) -> None:
        super().__init__(id="sources")
        self._page: SourcesPage | None = None
        self._flow = Flow()
        self._rows: list[Row] = []
        self._stops: list[int] = []
        self._folded: set[int] = set()

    def show(self, page: SourcesPage | None) -> None:
        """Show the sources of one story, from the top."""
        self._page = page
        self._folded = set()
        self._cursor, self._is_away = 0, False
        self._flow.top = (0, 0)
        self.forget()

    def select(self, attribution: int | None) -> None:
        """Put the cursor on one passage, unfolding its source."""
        if attribution is None:
            return
        self._folded, self._is_away = set(), False
        self.fit()
        for stop, row in enumerate(self._rows[index] for index in self._stops):
            if not isinstance(row, FactRow) and row.stands_for(attribution):
                self._cursor = stop
                self._reveal()
                break
        self.refresh()

    @property
    def current_passage(self) -> int | None:
        """The attribution under the cursor; a source stands for its first."""
        self.fit_once()
        if not self._stops:
            return None
        row = self._rows[self._stops[self._cursor]]
        if isinstance(row, PassageRow):
            return row.index
        return row.node.first if isinstance(row, SourceRow) else None

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
        return id(node) in self._folded

    def fit(self) -> None:
        """Lay out for another size, look or folding."""
        self._rows = list(self._all_rows()) if self._page else []
        self._stops = [i for i, row in enumerate(self._rows) if not isinstance(row, FactRow)]
        self._cursor = max(0, min(self._cursor, len(self._stops) - 1))
        top = self._flow.top
        self._flow = Flow(self._rows, max(1, self.inside.height))
        self._flow.go_to(top)
        # Left alone, the pane begins with where the story comes from.
        if self._stops and (self._cursor > 0 or self.is_active) and not self._is_away:
            self._reveal()

    def _all_rows(self) -> Iterator[Row]:
        page = self._page
        if page is None:
            return
        for text in page.provenance:
            yield FactRow(self, text, self.look.muted, at_most=_PROVENANCE_LINES)
        yield FactRow(self, NOTHING, self.look.muted)
        yield FactRow(self, page.read, self.look.text)
        yield FactRow(self, page.found, self.look.text)
        yield FactRow(self, NOTHING, self.look.muted)
        pending = [(node, 0) for node in page.nodes]
        while pending:
            node, depth = pending.pop(0)
            yield SourceRow(self, node, depth)
            if self.is_folded(node):
                continue
            pending[:0] = [(child, depth + 1) for child in node.children]
            for index in node.passages if page.analysis else ():
                found = page.analysis.attributions[index] if page.analysis else None
                if found is not None:
                    style = self.look.types[node.type] if node.named else self.look.muted
                    yield PassageRow(self, index, found, page.text, depth, style)
        yield FactRow(self, NOTHING, self.look.muted)
        for text in page.evidence:
            yield FactRow(self, text, self.look.muted, at_most=_PROVENANCE_LINES)

    def line(self, y: int) -> Strip:
        """Draw one line of what is on the page."""
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
        """Put the cursor on a row; beyond the ends means the ends."""
        self.fit_once()
        if not self._stops:
            self.scroll_lines(index - self._cursor)
            return
        before, self._is_away = self._cursor, False
        self._cursor = max(0, min(index, len(self._stops) - 1))
        if index < 0:
            self._flow.top, self._is_away = (0, 0), True
        else:
            self._reveal()
        self.refresh()
        if self._cursor != before and (passage := self.current_passage) is not None:
            self.post_message(self.Chosen(passage))

    def scroll_lines(self, lines: int) -> None:
        """Follow the wheel: the cursor stays on its row, and the next key comes back to it."""
        self.fit_once()
        self._is_away = self._flow.scroll(lines) or self._is_away
        self.refresh()

    def _reveal(self) -> None:
        index = self._stops[self._cursor]
        first, last = (self._owner(index), 0), (index, self._rows[index].height() - 1)
        visible = self._flow.visible()
        if not visible or first < visible[0]:
            self._flow.go_to((0, 0) if self._cursor == 0 else first)
        elif last > visible[-1]:
            self._flow.go_to(last, above=self._flow.page - 1)

    def _owner(self, index: int) -> int:
        """Find the source a passage stands under, if both fit on the page."""
        owner, used = index, self._rows[index].height()
        while isinstance(self._rows[owner], PassageRow):
            owner -= 1
            used += self._rows[owner].height()
        return owner if used <= self._flow.page else index

    def on_click(self, event: events.Click) -> None:
        """Go to the row clicked."""
        at = event.get_content_offset(self)
        visible = self._flow.visible()
        if at is None or not 0 <= at.y < len(visible):
            return
        index = visible[at.y][0]
        if index in self._stops:
            self.move_to(self._stops.index(index))
            if event.chain > 1:
                self.do_follow(None)

    def do_follow(self, _count: int | None) -> None:
        """Show the passage in the story."""
        if (passage := self.current_passage) is not None:
            self.post_message(self.Followed(passage))

    def do_fold(self, _count: int | None) -> None:
        """Hide the passages of the source under the cursor."""
        if not self._stops:
            return
        at = self._stops[self._cursor]
        owner = next(row for row in reversed(self._rows[: at + 1]) if isinstance(row, SourceRow))
        self._folded.add(id(owner.node))
        self.fit()
        nodes = [row.node if isinstance(row, SourceRow) else None for row in self._rows]
        self._cursor = self._stops.index(nodes.index(owner.node))
        self._reveal()
        self.refresh()

    def do_unfold(self, _count: int | None) -> None:
        """Show the passages of the source under the cursor."""
        if not self._stops:
            return
        row = self._rows[self._stops[self._cursor]]
        if isinstance(row, SourceRow):
            self._folded.discard(id(row.node))
            self.forget()
