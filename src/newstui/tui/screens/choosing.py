"""A short list in place of the main screen, of which one row is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from rich.cells import cell_len
from textual.screen import Screen

from newstui.text.clean import clean_block
from newstui.tui.actions import HEADLINES
from newstui.tui.keynames import key_name
from newstui.tui.panes.hints import HintLine
from newstui.tui.panes.listing import Listing
from newstui.tui.screens.typeahead import pass_below
from newstui.tui.strips import cut, line_strip, spaced, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.strip import Strip

    from newstui.model.text import SafeText
    from newstui.tui.panes.pane import Pane

Row = tuple["SafeText", "SafeText"]
"""What is chosen, and what else is said of it."""
Result = TypeVar("Result")


class ChoicePane(Listing):
    """Rows of two lines, numbered."""

    def __init__(self, question: SafeText, rows: Sequence[Row]) -> None:
        super().__init__(id="choice")
        self._question = question
        self._rows = rows
        self._head: list[SafeText] = []
        self._top = 0

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    @property
    def rows_on_page(self) -> int:
        """How many of them are shown at once."""
        return max(1, (self.inside.height - len(self._head) - 1) // 2)

    @property
    def index(self) -> int:
        """The row under the cursor."""
        return self._cursor

    def fit(self) -> None:
        """Break the question for another width, and show the row under the cursor."""
        self._head = wrapped(self._question, self.inside.width - 2, at_most=2)
        self._top = max(self._cursor - self.rows_on_page + 1, min(self._top, self._cursor))

    def move_to(self, index: int) -> None:
        """Put the cursor on a row; beyond the ends means the ends."""
        self._cursor = max(0, min(index, len(self._rows) - 1))
        self.forget()

    def scroll_lines(self, lines: int) -> None:
        """Follow the wheel."""
        self.move_to(self._cursor + (1 if lines > 0 else -1))

    def line(self, y: int) -> Strip:
        """Draw the question, or a line of a row."""
        if y < len(self._head):
            text = clean_block(f" {self._head[y]}")
            return line_strip([(text, self.look.title)], self.inside.width, self.look.text)
        row, line = divmod(y - len(self._head) - 1, 2)
        index = self._top + row
        if row < 0 or row >= self.rows_on_page or index >= len(self._rows):
            return self.blank()
        return self._row_line(index, line)

    def _row_line(self, index: int, line: int) -> Strip:
        here = index == self._cursor
        number = clean_block(f"{self.glyphs.here if here else ' '} {index + 1:>2}  ")
        lead = spaced(cell_len(number)) if line else number
        text = cut(
            self._rows[index][line], self.inside.width - cell_len(lead), self.glyphs.ellipsis
        )
        style = self.look.muted if line else self.look.title
        over = self.look.current if here else None
        parts = [(lead, self.look.accent), (text, style)]
        return line_strip(parts, self.inside.width, self.look.text, over=over)


class RowsScreen(Screen[Result | None], inherit_bindings=False):
    """Rows above a line of keys; its result is `None` when the reader goes back.

    Args:
        question: Stands above the rows.
        rows: What is listed.
        line: Says which keys there are.
        beside: A pane whose look and keys it takes.
        index: The row that is current first.
    """

    def __init__(
        self, question: SafeText, rows: Sequence[Row], line: Pane, beside: Pane, *, index: int = 0
    ) -> None:
        super().__init__()
        self.keymap = beside.keymap
        self._choice, self._line = ChoicePane(question, rows), line
        self._index = index
        self._is_left = False
        for pane in (self._choice, self._line):
            pane.keymap = beside.keymap
            pane.restyle(beside.look, beside.glyphs)

    @property
    def current_pane(self) -> Pane:
        """Where the terminal's cursor stands."""
        return self._choice

    def compose(self) -> ComposeResult:
        """Lay out the rows above the keys."""
        yield self._choice
        yield self._line

    def on_mount(self) -> None:
        """Go to the row that is current first."""
        self._choice.move_to(self._index)

    def on_key(self, event: events.Key) -> None:
        """Take one key, unless the reader has left by the one before."""
        event.stop()
        if self._is_left:
            pass_below(self, event)
        else:
            self._press(key_name(event))

    def _press(self, key: str) -> None:
        """Do what a key asks for."""
        raise NotImplementedError

    def _leave(self, result: Result | None) -> None:
        if not self._is_left:
            self._is_left = True
            self.keymap.clear()
            self.dismiss(result)


class ChoosingScreen(RowsScreen[int], inherit_bindings=False):
    """One of several; its result is the index of the row that was chosen.

    Args:
        question: Stands above the rows.
        rows: What there is to choose from.
        beside: A pane whose look and keys it takes.
        does: What the key that opens a story does with the row, in a word.
        others: Further keys, and what they do.
        copy: Copies a row, where that can be done.
    """

    def __init__(  # noqa: PLR0913 - what a list is made of
        self,
        question: SafeText,
        rows: Sequence[Row],
        beside: Pane,
        *,
        does: str = "choose",
        others: Sequence[tuple[str, str]] = (),
        copy: Callable[[int], None] | None = None,
    ) -> None:
        copying = () if copy is None else (("{copy_link}", "copy"),)
        moving = ("{next} {previous}", "move")
        hints = (("{open_story}", does), *others, *copying, moving, ("{escape}", "back"))
        super().__init__(question, rows, HintLine(hints, HEADLINES), beside)
        self._copy = copy
        self._typed = ""

    def _press(self, key: str) -> None:
        """Move, choose, copy or go back; digits go to their row."""
        typed, self._typed = self._typed, ""
        if key == "enter":
            self._leave(self._choice.index)
        elif key in {"escape", "ctrl+c"}:
            self._leave(None)
        elif key.isascii() and key.isdigit():
            self._go_to_row(typed + key)
        elif (command := self.keymap.press(key, HEADLINES)) is not None:
            self._carry_out(command.action.name)

    def _carry_out(self, name: str) -> None:
        """Do what is done with headlines: move, open, copy, or go back."""
        move = getattr(self._choice, f"do_{name}", None)
        if name == "open_story":
            self._leave(self._choice.index)
        elif name == "copy_link" and self._copy is not None:
            self._copy(self._choice.index)
            self._leave(None)
        elif name in {"back_or_quit", "quit", "to_feeds", "escape"}:
            self._leave(None)
        elif move is not None:
            move(None)

    def _go_to_row(self, typed: str) -> None:
        """Go to the row of a number, typed digit by digit."""
        if int(typed) > self._choice.row_count:
            typed = typed[-1]
        if int(typed):
            self._typed = typed
            self._choice.move_to(int(typed) - 1)
