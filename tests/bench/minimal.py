"""The yardstick of start-up: the least a program on Textual can be, five panes of fixed text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.app import App
from textual.containers import Horizontal
from textual.widget import Widget

if TYPE_CHECKING:
    from textual.app import ComposeResult

READY: Final = "pane five"
_NAMES: Final = ("pane one", "pane two", "pane three", "pane four", READY)


class Text(Widget):
    """One pane."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def render(self) -> str:
        """Draw its text."""
        return self._text


class Minimal(App[None]):
    """Five panes side by side."""

    ENABLE_COMMAND_PALETTE = False
    CSS = "Text { width: 1fr; }"

    def compose(self) -> ComposeResult:
        """Lay them out."""
        yield Horizontal(*(Text(name) for name in _NAMES))


if __name__ == "__main__":
    Minimal().run()
