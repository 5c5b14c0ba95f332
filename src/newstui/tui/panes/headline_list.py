"""The rows of a list of headlines: how high each is, what begins above it, its lines once drawn."""

from __future__ import annotations

from array import array
from itertools import chain
from typing import TYPE_CHECKING, Protocol

from newstui.config import Column
from newstui.newsroom.days import local_day, shown_day
from newstui.text.clean import clean_line
from newstui.tui.panes.headline_rows import draw_row, draw_rule, row_height
from newstui.tui.panes.passage_rows import draw_passage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date, datetime

    from textual.strip import Strip

    from newstui.model.headline import Headline, Mark
    from newstui.model.text import SafeText
    from newstui.newsroom.searching import Passage
    from newstui.tui.panes.headline_rows import RowShape

_STRIPS_KEPT = 400
_UNDATED = clean_line("undated")


class HeadlineSource(Protocol):
    """Where rows come from."""

    def headline(self, story_id: int) -> Headline | None:
        """Find one row; `None` when the story is gone."""

    def mark(self, story_id: int) -> Mark:
        """Find what the reader did with it."""


class HeadlineList:
    """Stories in order, drawn when they come into sight."""

    def __init__(self, source: HeadlineSource, clock: Callable[[], datetime]) -> None:
        self._source = source
        self._clock = clock
        self.ids: Sequence[int] = array("q")
        """Their numbers."""
        self.has_rules = True
        """Whether what begins is named; where there is little room rows are worth more."""
        self.voices: Callable[[int], int | None] = lambda _story_id: None
        """Finds how many sources a story has; `None` while that is not known."""
        self.passages: Callable[[int], Passage | None] | None = None
        """Finds what a story says of the words looked for; `None` where none are."""
        self._strips: dict[tuple[object, ...], tuple[Strip, ...]] = {}

    def forget(self) -> None:
        """Draw every row again when it is next shown."""
        self._strips.clear()

    def place_of(self, story_id: int, otherwise: int) -> int:
        """Find the row of a story; of one that is not listed, the row nearest to another place."""
        try:
            return self.ids.index(story_id)
        except ValueError:
            return min(otherwise, max(0, len(self.ids) - 1))

    def is_read(self, index: int) -> bool:
        """Whether a row's story is read."""
        return self._source.mark(self.ids[index]).read

    def find_unread(self, start: int, step: int, *, wraps: bool) -> int | None:
        """Find the unread row nearest to one in one direction, perhaps going round at the end."""
        count = len(self.ids)
        ahead = count - start - 1 if step > 0 else start
        most = count if wraps else ahead
        places = ((start + step * distance) % count for distance in range(1, most + 1))
        return next((index for index in places if not self.is_read(index)), None)

    def unread_from(self, start: int) -> Iterator[int]:
        """Go through the unread stories from a row on and then round from the top."""
        rows = chain(range(start, len(self.ids)), range(start))
        return (self.ids[index] for index in rows if not self.is_read(index))

    def height(self, index: int, shape: RowShape) -> int:
        """Count the lines of a row and of the rule above it."""
        headline = self._source.headline(self.ids[index])
        has_passage = self.passages is not None and not shape.one_line
        return row_height(headline, shape) + (self._rule(index) is not None) + has_passage

    def _rule(self, index: int) -> SafeText | None:
        """Name what begins above a row: a day, or stories without a date; `None` for nothing."""
        headline = self._source.headline(self.ids[index]) if self.has_rules else None
        if headline is None:
            return None
        above = self._source.headline(self.ids[index - 1]) if index else None
        today = local_day(self._clock())
        day, before = _day_of(headline), _day_of(above) if above else today
        if day == before:
            return None
        return shown_day(day, today) if day else _UNDATED

    def draw(
        self, index: int, shape: RowShape, *, here: bool, is_active: bool
    ) -> tuple[Strip, ...]:
        """Draw a row and the rule above it; the same row is given the same strips again.

        Args:
            index: Which row.
            shape: Width, lines and look.
            here: Whether the cursor is on it.
            is_active: Whether keys act on the list.
        """
        story_id, rule = self.ids[index], self._rule(index)
        mark, headline = self._source.mark(story_id), self._source.headline(story_id)
        shown = headline and (headline.is_changed, headline.is_highlighted, headline.tags)
        voices = self.voices(story_id) if Column.VOICES in shape.columns else None
        has_passage = self.passages is not None and not shape.one_line
        passage = self.passages(story_id) if self.passages and has_passage else None
        key = (
            *(story_id, mark, shown, voices, here, is_active, rule),
            *(shape.width, shape.one_line, has_passage, passage),
        )
        strips = self._strips.get(key)
        if strips is None:
            if len(self._strips) >= _STRIPS_KEPT:
                self._strips.clear()
            over = (shape.look.current if is_active else shape.look.resting) if here else None
            strips = draw_row(headline, mark, shape, voices=voices, here=here, over=over)
            if has_passage:
                strips = (*strips, draw_passage(passage, shape, here=here, over=over))
            if rule is not None:
                strips = (draw_rule(rule, shape), *strips)
            self._strips[key] = strips
        return strips


def _day_of(headline: Headline) -> date | None:
    return local_day(headline.at) if headline.dated else None
