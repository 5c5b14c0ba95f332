"""A list of which one is chosen together with what is to be done, in place of the main screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen

from newstui.text.clean import clean_block
from newstui.tui.actions import HEADLINES
from newstui.tui.keynames import key_name
from newstui.tui.panes.pane import Pane
from newstui.tui.screens.choosing import ChoicePane
from newstui.tui.strips import line_strip, wrapped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.strip import Strip

    from newstui.model.text import SafeText
    from newstui.tui.screens.choosing import Row

Decision = tuple[str, int]
"""What is to be done, and with which row."""


class WaysLine(Pane):
    """Which keys there are, in as many lines as they need."""

    def __init__(self, text: SafeText) -> None:
        super().__init__(id="status")
        self._text = text

    def on_resize(self) -> None:
        """Take as many lines as the keys need."""
        self.styles.height = max(1, len(self._broken()))
        super().on_resize()

    def _broken(self) -> list[SafeText]:
        return wrapped(self._text, max(1, self.screen.size.width - 2))

    def line(self, y: int) -> Strip:
        """Draw one line."""
        lines = self._broken()
        text = clean_block(f" {lines[y]}" if y < len(lines) else "")
        return line_strip([(text, self.look.muted)], self.inside.width, self.look.text)


class DecidingScreen(Screen["Decision | None"], inherit_bindings=False):
    """Rows, and keys that say what is done with the current one; `None` when nothing is.

    Args:
        question: Stands above the rows.
        rows: May be none.
        ways: By key as typed: what it means in the result.
        told: Says what the keys do.
        beside: The pane whose look and keys it takes.
        index: The row that is current first.
    """

    def __init__(  # noqa: PLR0913 - what a list is made of
        self,
        question: SafeText,
        rows: Sequence[Row],
        ways: Mapping[str, str],
        told: SafeText,
        beside: Pane,
        *,
        index: int = 0,
    ) -> None:
        super().__init__()
        self._choice = ChoicePane(question, rows)
        self._ways = ways
        self._line = WaysLine(told)
        self._index = index
        self._is_left = False
        for pane in (self._choice, self._line):
            pane.keymap = beside.keymap
            pane.restyle(beside.look, beside.glyphs)

    @property
    def current_pane(self) -> Pane:
        """The pane that keys act on."""
        return self._choice

    def compose(self) -> ComposeResult:
        """Lay out the rows above the keys."""
        yield self._choice
        yield self._line

    def on_mount(self) -> None:
        """Go to the row that is current first."""
        self._choice.move_to(self._index)

    def on_key(self, event: events.Key) -> None:
        """Move, decide, or go back."""
        event.stop()
        key, pane = key_name(event), self._choice
        if key in self._ways:
            self._leave((self._ways[key], pane.index))
        elif key in {"escape", "ctrl+c"}:
            self._leave(None)
        elif (command := pane.keymap.press(key, HEADLINES)) is not None:
            self._carry_out(command.action.name)

    def _carry_out(self, name: str) -> None:
        """Do what is done with headlines: move, or go back."""
        move = getattr(self._choice, f"do_{name}", None)
        if name in {"back_or_quit", "quit", "to_feeds"}:
            self._leave(None)
        elif move is not None:
            move(None)

    def _leave(self, decision: Decision | None) -> None:
        if not self._is_left:
            self._is_left = True
            self.dismiss(decision)
