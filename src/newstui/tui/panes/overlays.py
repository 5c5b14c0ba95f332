"""What the reader lays over a story's text: words looked for, matches, a selection."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from newstui.tui.panes.prose import Marked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.style import Style

    from newstui.model.text import Offsets
    from newstui.text.finding import FoldedText
    from newstui.tui.themes import Look


class Overlays:
    """The highlights of one text that are the reader's own.

    Args:
        text: A document's.
        words: Highlighted quietly wherever they stand.
    """

    def __init__(self, text: str = "", words: Sequence[str] = ()) -> None:
        self.text = text
        self.matches: Sequence[Offsets] = ()
        """What is looked for, in order."""
        self.at = 0
        """Index of the match that is stepped to."""
        self.selection: Offsets | None = None
        self._words = tuple(words)
        self._words_at: Sequence[Offsets] | None = None
        """Where they stand; `None` until it is asked for."""
        self.word_at: int | None = None
        """Index of the one that is stepped to; `None` before the first step."""

    @cached_property
    def _folded(self) -> FoldedText:
        from newstui.text.finding import FoldedText

        return FoldedText(self.text)

    def mark(self, words: Sequence[str]) -> bool:
        """Highlight other words; return whether they are others."""
        before, self._words = self._words, tuple(words)
        if before == self._words:
            return False
        self._words_at = self.word_at = None
        return True

    def _find_words(self) -> Sequence[Offsets]:
        if self._words_at is None:
            self._words_at = self._folded.find_any(self._words) if self._words else ()
        return self._words_at

    @property
    def word_count(self) -> int:
        """How often the words stand in the text."""
        return len(self._find_words())

    def step_words(self, steps: int, *, after: int) -> Offsets | None:
        """Step through the words as they stand; `None`, and no step, beyond the ends.

        Args:
            steps: How many, back when negative.
            after: The offset at which the first step begins.
        """
        words = self._find_words()
        at = self.word_at
        if at is None:
            at = bisect_left(words, (after, 0)) - (steps > 0)
        if not 0 <= at + steps < len(words):
            return None
        self.word_at = at + steps
        return words[self.word_at]

    def find(self, wanted: str, *, after: int) -> Offsets | None:
        """Look for a text; returns the first match from an offset on, else from the top."""
        self.matches = self._folded.find(wanted)
        at = bisect_left(self.matches, (after, 0))
        self.at = at if at < len(self.matches) else 0
        return self.match

    @property
    def match(self) -> Offsets | None:
        """The match that is stepped to; `None` when nothing is found or looked for."""
        return self.matches[self.at] if self.matches else None

    def step(self, steps: int) -> Offsets | None:
        """Step through the matches, round."""
        self.at = (self.at + steps) % len(self.matches) if self.matches else 0
        return self.match

    def marks(self, start: int, end: int, look: Look) -> Iterator[Marked]:
        """List what is highlighted in a stretch of the text, the uppermost last."""
        words = self._find_words()
        yield from _within(words, start, end, look.word)
        if self.word_at is not None:
            yield from _within([words[self.word_at]], start, end, look.here)
        yield from _within(self.matches, start, end, look.match)
        if self.match is not None:
            yield from _within([self.match], start, end, look.here)
        if self.selection is not None:
            yield from _within([self.selection], start, end, look.selected)


def _within(places: Sequence[Offsets], start: int, end: int, style: Style) -> Iterator[Marked]:
    first = bisect_right(places, start, key=lambda place: place[1])
    for low, high in places[first:]:
        if low >= end:
            return
        yield Marked(low, high, style)
