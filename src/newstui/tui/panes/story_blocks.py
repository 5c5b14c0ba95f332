"""What a story is made of on the screen: its head, its text and its links, as blocks of lines."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from newstui.model.text import SpanKind
from newstui.text.clean import NOTHING, clean_block
from newstui.text.links import shown_address
from newstui.tui.strips import cut, line_strip, spaced, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.style import Style
    from textual.strip import Strip

    from newstui.model.text import Offsets, SafeText
    from newstui.tui.glyphs import GlyphSet
    from newstui.tui.panes.prose import Marked, TextBlock
    from newstui.tui.strips import Part
    from newstui.tui.themes import Look

MEASURE = 72
"""Widest line of prose, in cells, unless the reader says otherwise: longer ones are hard to
follow."""
_ASIDE_LINES = 4
"""Most lines of what is said of one thing that comes with a story."""
_EDGES = 2
"""Cells left of the text: the tick and a space."""


class Frame(NamedTuple):
    """Where and how a story's lines are drawn."""

    width: int
    look: Look
    glyphs: GlyphSet
    widest: int = MEASURE
    """Cells a line may take, however wide the pane."""

    @property
    def measure(self) -> int:
        """Cells for text."""
        return max(1, min(self.widest, self.width - _EDGES - 1))

    @property
    def left(self) -> int:
        """Empty cells left of the text, so that it stands in the middle."""
        return max(0, (self.width - self.measure - _EDGES) // 2)

    def draw(self, parts: Sequence[Part], *, tick: Part | None = None) -> Strip:
        """Draw one line of the story."""
        edge = [tick, (spaced(1), self.look.text)] if tick else [(spaced(_EDGES), self.look.text)]
        pad = (spaced(self.left), self.look.text)
        return line_strip([pad, *edge, *parts], self.width, self.look.text)


@dataclass(slots=True)
class WrappedLine:
    """A line of text that is wrapped as a whole and has one style."""

    text: SafeText
    style: Style
    frame: Frame
    empty_above: int = 0
    lead: Part | None = None
    """Stands before the first line; the others are indented by as much."""
    at_most: int | None = None
    """Lines it may take; `None` for as many as it needs."""
    _lines: list[SafeText] = field(default_factory=list)

    def say(self, text: SafeText) -> None:
        """Hold another text from now on, in as many lines, so that nothing below moves."""
        if not self._lines:
            self.text = text
            return
        height = len(self._lines)
        lines = self._broken(text, at_most=height)
        self.text, self._lines = text, [*lines, *[NOTHING] * (height - len(lines))]

    def _broken(self, text: SafeText, *, at_most: int | None) -> list[SafeText]:
        room = self.frame.measure - (cell_len(self.lead[0]) if self.lead else 0)
        return wrapped(text, room, at_most=at_most, ellipsis=self.frame.glyphs.ellipsis)

    def _wrapped(self) -> list[SafeText]:
        if not self._lines:
            self._lines = self._broken(self.text, at_most=self.at_most)
        return self._lines

    def height(self) -> int:
        """Count its lines."""
        return self.empty_above + len(self._wrapped())

    def draw(self, line: int) -> Strip:
        """Draw one of them."""
        if line < self.empty_above:
            return self.frame.draw(())
        line -= self.empty_above
        parts = [(self._wrapped()[line], self.style)]
        if self.lead is not None:
            lead, style = self.lead
            parts.insert(0, (lead if line == 0 else spaced(cell_len(lead)), style))
        return self.frame.draw(parts)


@dataclass(slots=True)
class Prose:
    """One block of the story's text."""

    block: TextBlock
    frame: Frame
    marks: Callable[[int, int], tuple[Part | None, Sequence[Marked]]]
    """The tick and the passages of a stretch of the document, as offsets."""
    _lines: list[Offsets] = field(default_factory=list)

    def _prefix(self, *, first: bool) -> SafeText:
        block, glyphs = self.block, self.frame.glyphs
        quote = f"{glyphs.quote} " if block.quoted else ""
        if block.kind is SpanKind.ITEM:
            marker = block.value.replace("•", glyphs.dot) + " "
            return clean_block(quote + (marker if first else " " * len(marker)))
        if block.kind is SpanKind.IMAGE:
            return clean_block(quote + (f"{glyphs.image} " if first else "  "))
        return clean_block(quote)

    def lines(self) -> list[Offsets]:
        """Break the block into lines; done when it first comes into sight."""
        if not self._lines:
            room = self.frame.measure - len(self._prefix(first=True))
            self._lines = self.block.wrap(room)
        return self._lines

    @property
    def gap(self) -> int:
        """Empty lines above it."""
        return 0 if self.block.close else 1

    def height(self) -> int:
        """Count its lines."""
        return self.gap + len(self.lines())

    def draw(self, line: int) -> Strip:
        """Draw one of them."""
        line -= self.gap
        if line < 0:
            return self.frame.draw(())
        shown = self.lines()[line]
        start, end = self.block.offset_at(shown[0]), self.block.offset_at(shown[1])
        tick, passages = self.marks(start, end)
        look = self.frame.look
        prefix = (self._prefix(first=line == 0), look.muted)
        return self.frame.draw([prefix, *self.block.styled(shown, look, passages)], tick=tick)

    def line_of(self, offset: int) -> int:
        """Find the line an offset of the document is on."""
        shown = self.block.shown_at(offset)
        lines = self.lines()
        before = [index for index, (start, _end) in enumerate(lines) if start <= shown]
        return self.gap + (before[-1] if before else 0)


@dataclass(slots=True)
class Links:
    """The numbered addresses of a story, one line each, and what comes with it, in words."""

    addresses: Sequence[str]
    asides: Sequence[SafeText]
    frame: Frame
    _lines: list[tuple[SafeText, SafeText]] = field(default_factory=list)
    """Number, or as much room, and text."""

    def lines(self) -> list[tuple[SafeText, SafeText]]:
        """Number and break what is listed; done when it first comes into sight."""
        if not self._lines:
            glyphs, first = self.frame.glyphs, len(self.addresses) + 1
            for number, address in enumerate(self.addresses, start=1):
                lead = self._lead(number)
                room = self.frame.measure - cell_len(lead)
                self._lines.append((lead, cut(shown_address(address), room, glyphs.ellipsis)))
            for number, aside in enumerate(self.asides, start=first):
                lead = self._lead(number)
                room = self.frame.measure - cell_len(lead)
                for text in wrapped(aside, room, at_most=_ASIDE_LINES, ellipsis=glyphs.ellipsis):
                    self._lines.append((lead, text))
                    lead = spaced(cell_len(lead))
        return self._lines

    def _lead(self, number: int) -> SafeText:
        return clean_block(f"{self.frame.glyphs.rule * 2} {number:>2}  ")

    def height(self) -> int:
        """Count its lines."""
        return len(self.lines()) + 1 if self.lines() else 0

    def draw(self, line: int) -> Strip:
        """Draw one of them."""
        if line == 0:
            return self.frame.draw(())
        style = self.frame.look.muted
        return self.frame.draw([(part, style) for part in self.lines()[line - 1]])
