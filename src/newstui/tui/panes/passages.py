"""Attributed passages of a text, found by where they stand, and how they are marked."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from newstui.model.kinds import SURE_FROM
from newstui.text.clean import clean_block
from newstui.tui.panes.prose import Marked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style

    from newstui.model.attribution import Analysis, Attribution
    from newstui.model.text import Offsets
    from newstui.tui.glyphs import GlyphSet
    from newstui.tui.strips import Part
    from newstui.tui.themes import Look


class Passages:
    """The attributions of one text, one of which may be selected."""

    def __init__(self, analysis: Analysis | None, text: str = "") -> None:
        self._analysis, self._text = analysis, text
        self._attributions = analysis.attributions if analysis else ()
        self._pieces = sorted(
            (start, end, index)
            for index, found in enumerate(self._attributions)
            for start, end in (*found.source, *found.cue, *found.content)
        )
        self._longest = max((end - start for start, end, _index in self._pieces), default=0)
        self.selected: int | None = None
        """Index of the selected attribution."""
        self.stretch: Offsets | None = None
        """A stretch of the text to be highlighted, whoever says it."""

    def at(self, index: int | None) -> Attribution | None:
        """Find an attribution by its index; `None` when there is none."""
        if index is None or not 0 <= index < len(self._attributions):
            return None
        return self._attributions[index]

    def touching(self, start: int, end: int) -> list[int]:
        """List the attributions with a piece in a stretch of the text; none that is no claim."""
        return [index for index in self._all_touching(start, end) if not self._is_dismissed(index)]

    def _is_dismissed(self, index: int) -> bool:
        from newstui.model.correction import CorrectionKind

        return self._attributions[index].correction is CorrectionKind.NO_CLAIM

    def _all_touching(self, start: int, end: int) -> list[int]:
        low = bisect_left(self._pieces, (start - self._longest, 0, 0))
        high = bisect_left(self._pieces, (end, 0, 0))
        return [index for _, last, index in self._pieces[low:high] if last > start]

    def marks(
        self, start: int, end: int, look: Look, glyphs: GlyphSet
    ) -> tuple[Part | None, Sequence[Marked]]:
        """Choose the tick beside a stretch of the text, and what is highlighted in it."""
        if self.stretch is not None and self.stretch[0] < end and start < self.stretch[1]:
            return (clean_block(glyphs.bar), look.accent), [Marked(*self.stretch, look.passage)]
        if self.selected is None or self.selected not in self._all_touching(start, end):
            touching = self.touching(start, end)
            if not touching:
                return None, ()
            style = self._style(touching[0], look)
            return (clean_block(glyphs.tick), style), ()
        shown = self._attributions[self.selected]
        style = self._style(self.selected, look)
        strong = style + look.passage + look.strong
        passages = [Marked(first, last, look.passage) for first, last in shown.content]
        passages += [Marked(first, last, strong) for first, last in (*shown.source, *shown.cue)]
        return (clean_block(glyphs.bar), style), passages

    def _style(self, index: int, look: Look) -> Style:
        """Choose the colour of a source's type; none for one that is not named for sure."""
        analysis, attribution = self._analysis, self._attributions[index]
        if analysis is None or attribution.confidence < SURE_FROM:
            return look.muted
        from newstui.text.speakers import names_somebody

        is_named = names_somebody(analysis, index, self._text)
        return look.types[analysis.type_of(attribution)] if is_named else look.muted
