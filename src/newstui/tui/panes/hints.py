"""Keys and what they do, side by side: whole hints only, the most important first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from newstui.text.clean import clean_block, clean_line
from newstui.tui.panes.pane import Pane
from newstui.tui.strips import line_strip

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.strip import Strip

    from newstui.model.text import SafeText
    from newstui.tui.strips import Part
    from newstui.tui.themes import Look

Hint = tuple["SafeText", "SafeText"]
"""Keys, and what they do in a word or two."""


def fitting(hints: Sequence[Hint], room: int) -> int:
    """How many of the first hints have room side by side."""
    for count, hint in enumerate(hints):
        room -= _cells(hint)
        if room < 0:
            return count
    return len(hints)


def most_important(hints: Sequence[Hint], room: int) -> list[Hint]:
    """Choose the hints that have room, the first ones first but the last one before them all."""
    chosen: list[int] = []
    for at in range(-1, len(hints) - 1):
        if (cells := _cells(hints[at])) <= room:
            chosen.append(at % len(hints))
            room -= cells
    return [hints[at] for at in sorted(chosen)]


def hint_parts(hints: Iterable[Hint], look: Look) -> list[Part]:
    """Draw hints side by side."""
    parts: list[Part] = []
    for key, label in hints:
        parts.append((clean_block(f" {key}"), look.accent))
        parts.append((clean_block(f" {label} "), look.muted))
    return parts


def _cells(hint: Hint) -> int:
    key, label = hint
    return cell_len(key) + cell_len(label) + 3


class HintLine(Pane):
    """The bottom line of a screen that does a few things only.

    Args:
        hints: Keys, as actions in braces or as they are, and what they do.
        about: The pane whose keys they are.
    """

    def __init__(self, hints: Sequence[tuple[str, str]], about: str = "") -> None:
        super().__init__(id="status")
        self._hints = hints
        self._about = about

    @property
    def hints(self) -> list[Hint]:
        """With the keys of the reader's map."""
        fill = self.keymap.fill
        return [(clean_line(fill(key, self._about)), clean_line(does)) for key, does in self._hints]

    def line(self, y: int) -> Strip:
        """Draw the line."""
        width = self.inside.width
        parts = hint_parts(most_important(self.hints, width), self.look) if y == 0 else ()
        return line_strip(parts, width, self.look.text)
