"""What is drawn over the cells of the screen, and taken away again whatever happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Canvas:
    """Where sequences that draw pixels go, with those that undo them."""

    def __init__(self, write: Callable[[str], object]) -> None:
        self._write = write
        self._undo = ""

    def draw(self, sequence: str, *, undo: str) -> None:
        """Draw something in place of what is there.

        Args:
            sequence: Of newstui's own making.
            undo: Takes it away; empty when cells drawn over it do.
        """
        self.clear()
        self._undo = undo
        self._write(sequence)

    def clear(self) -> None:
        """Take away what is there."""
        if undo := self.take_undo():
            self._write(undo)

    def take_undo(self) -> str:
        """Say how what is there is taken away, for whoever does it now."""
        undo, self._undo = self._undo, ""
        return undo
