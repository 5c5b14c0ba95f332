"""The most cited sources as rows, and the line of keys below them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from textual.geometry import Offset
from textual.message import Message

from newstui.model.kinds import TYPE_WORDS
from newstui.text.clean import NOTHING, clean_block, clean_line
from newstui.tui.actions import CITED, hints_of
from newstui.tui.panes.hints import HintLine
from newstui.tui.panes.listing import Listing
from newstui.tui.strips import cut, cut_words, line_strip, spaced, wrapped

if TYPE_CHECKING:
    from rich.style import Style
    from textual import events
    from textual.strip import Strip

    from newstui.model.text import SafeText
    from newstui.newsroom.citations import MostCited
    from newstui.store.citations import CitedSource
    from newstui.tui.prompt import Prompt

_ABOUT_WORDS: Final = "in quotes: words that stories use, each perhaps for somebody else"
_COUNTING: Final = clean_line("counting")
_COUNT_CELLS: Final = 8
_ROOM_FOR_WORDS: Final = 56
"""Cells from which type and words have room beside a name."""


class CitedPane(Listing):
    """A row a source, under two lines on what is listed."""

    class Chosen(Message):
        """The reader chose the source under the cursor."""

    def __init__(self) -> None:
        super().__init__(id="cited")
        self._title = self._basis = NOTHING
        self._nobody = NOTHING
        self._sources: tuple[CitedSource, ...] = ()
        self._head: list[SafeText] = []
        self._top = 0

    def show(self, title: SafeText, found: MostCited | None) -> None:
        """Show what was found, from the top; `None` while it is looked for."""
        self._title = title
        if found is not None:
            self._take(found)
            self._cursor = self._top = 0
        self.forget()

    def learn(self, found: MostCited) -> None:
        """Show what is found by now; the cursor stays with its source."""
        before = self.current
        self._take(found)
        if before is not None:
            same = (
                row
                for row, source in enumerate(self._sources)
                if (source.name, source.type) == (before.name, before.type)
            )
            self._cursor = next(same, self._cursor)
        self.move_to(self._cursor)

    def _take(self, found: MostCited) -> None:
        self._sources = found.sources
        self._nobody = clean_line(f"{found.nobody[:1].upper()}{found.nobody[1:]}")
        has_words = any(not source.is_named for source in found.sources)
        about = f" · {_ABOUT_WORDS}" if has_words else ""
        self._basis = clean_line(f"{found.basis}{about}")

    @property
    def current(self) -> CitedSource | None:
        """The source under the cursor."""
        return self._sources[self._cursor] if self._cursor < len(self._sources) else None

    @property
    def row_count(self) -> int:
        """How many sources there are."""
        return len(self._sources)

    @property
    def rows_on_page(self) -> int:
        """How many of them are shown at once."""
        return max(1, self.inside.height - len(self._head) - 2)

    def fit(self) -> None:
        """Break the head for another width, and show the row under the cursor."""
        self._head = wrapped(self._basis or _COUNTING, self.inside.width - 2, at_most=2)
        self._top = max(self._cursor - self.rows_on_page + 1, min(self._top, self._cursor))

    def move_to(self, index: int) -> None:
        """Put the cursor on a row; beyond the ends means the ends."""
        self._cursor = max(0, min(index, len(self._sources) - 1))
        self.forget()

    def scroll_lines(self, lines: int) -> None:
        """Follow the wheel."""
        self.move_to(self._cursor + lines)

    def line(self, y: int) -> Strip:
        """Draw the head, or a row."""
        row = y - len(self._head) - 2
        if y == 0:
            return self._text_line(self._title, self.look.title)
        if y <= len(self._head):
            return self._text_line(self._head[y - 1], self.look.muted)
        if row == 0 and not self._sources:
            return self._text_line(self._nobody, self.look.text)
        index = self._top + row
        if row < 0 or index >= len(self._sources):
            return self.blank()
        return self._row(self._sources[index], here=index == self._cursor)

    def _text_line(self, text: SafeText, style: Style) -> Strip:
        line = cut_words(clean_block(f" {text}"), self.inside.width, self.glyphs.ellipsis)
        return line_strip([(line, style)], self.inside.width, self.look.text)

    def _row(self, source: CitedSource, *, here: bool) -> Strip:
        look, width = self.look, self.inside.width
        style = look.types[source.type]
        word = "story" if source.stories == 1 else "stories"
        stories = f"{source.stories:>{_COUNT_CELLS},} {word:<7}"
        kind = clean_block(f"  {TYPE_WORDS[source.type]:<{_COUNT_CELLS}}")
        tail = clean_block(f"{stories} ")
        if width < _ROOM_FOR_WORDS:
            kind, tail = NOTHING, clean_block(f" {source.stories:,} ")
        room = width - 2 - cell_len(kind) - cell_len(tail)
        name = clean_block(source.name if source.is_named else f"“{source.name}”")
        name = cut_words(name, max(1, room), self.glyphs.ellipsis)
        parts = [
            (clean_block(f"{self.glyphs.here if here else ' '} "), look.accent),
            (name, style + look.strong if source.is_named else style),
            (spaced(room - cell_len(name)), look.text),
            (kind, style),
            (tail, look.text),
        ]
        return line_strip(parts, width, look.text, over=look.current if here else None)

    def on_click(self, event: events.Click) -> None:
        """Go to the row clicked; a double click lists its stories."""
        at = event.get_content_offset(self)
        row = at.y - len(self._head) - 2 if at is not None else -1
        if 0 <= row < len(self._sources) - self._top:
            self.move_to(self._top + row)
            if event.chain > 1:
                self.post_message(self.Chosen())


class CitedLine(HintLine):
    """Which keys there are, what is typed, or what went wrong."""

    def __init__(self) -> None:
        hints = [(f"{{{hint.name}}}", hint.label) for hint in hints_of(CITED)]
        super().__init__(hints, CITED)
        self.prompt: Prompt | None = None
        self.error = NOTHING

    @property
    def spot(self) -> Offset:
        """Where the terminal's cursor stands: behind what is typed."""
        if self.prompt is None:
            return Offset(0, 0)
        return Offset(
            cell_len(self.prompt.label) + 2 + cell_len(self.prompt.typed[: self.prompt.at]), 0
        )

    def line(self, y: int) -> Strip:
        """Draw the line."""
        width, look = self.inside.width, self.look
        if y > 0:
            return self.blank()
        if self.prompt is not None:
            typed, at = f"{self.prompt.typed} ", self.prompt.at
            parts = [
                (clean_block(f" {self.prompt.label} "), look.accent),
                (clean_block(typed[:at]), look.text),
                (clean_block(typed[at : at + 1]), look.text + look.cursor),
                (clean_block(typed[at + 1 :]), look.text),
            ]
        elif self.error:
            parts = [(cut(self.error, width, self.glyphs.ellipsis), look.error)]
        else:
            return super().line(y)
        return line_strip(parts, width, look.text)
