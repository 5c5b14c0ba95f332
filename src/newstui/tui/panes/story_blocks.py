"""What a story is made of on the screen: its head, its text and its links, as blocks of lines."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.style import Style

from newstui.model.text import SpanKind
from newstui.text.clean import NOTHING, clean_block, clean_line
from newstui.text.clusters import cells_at
from newstui.text.links import shown_address, terminal_link
from newstui.tui.strips import cut, line_strip, spaced, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.strip import Strip

    from newstui.model.text import Offsets, SafeText
    from newstui.text.asides import Aside
    from newstui.tui.glyphs import GlyphSet
    from newstui.tui.panes.lines import ShownLine
    from newstui.tui.panes.prose import Marked, TextBlock
    from newstui.tui.strips import Part
    from newstui.tui.themes import Look

MEASURE = 72
"""Widest line of prose, in cells, unless the reader says otherwise: longer ones are hard to
follow."""
_ASIDE_LINES = 4
"""Most lines of what is said of one thing that comes with a story."""
_SAID_LINES = 4
"""Most lines of what a publisher says is to be seen in a picture."""
_TURNED = clean_line("right-to-left text, in the order this terminal shows it:")
_RULED_GAP = 3
_RULE_CELLS = 12
_EDGES = 2
"""Cells left of the text: the tick and a space."""


class Frame(NamedTuple):
    """Where and how a story's lines are drawn."""

    width: int
    look: Look
    glyphs: GlyphSet
    widest: int = MEASURE
    """Cells a line may take, however wide the pane."""
    links_out: bool = False
    """Whether the terminal is told where links lead."""
    turns_text: bool = False
    """Whether the terminal itself turns text that is written from the right."""

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


def note_blocks(note: SafeText, frame: Frame) -> list[WrappedLine]:
    """Lay out the reader's note, a block a line."""
    lead = clean_block(f"{frame.glyphs.bar} ")
    look = frame.look
    return [
        WrappedLine(clean_block(line), look.text, frame, lead=(lead, look.star))
        for line in (note.split("\n") if note else ())
    ]


@dataclass(slots=True)
class Prose:
    """One block of the story's text."""

    block: TextBlock
    frame: Frame
    marks: Callable[[int, int], tuple[Part | None, Sequence[Marked]]]
    """The tick and the passages of a stretch of the document, as offsets."""
    _lines: Sequence[ShownLine] = ()
    _said: Sequence[SafeText] = ()
    """What is said of a picture below its caption."""

    def _prefix(self, *, first: bool) -> SafeText:
        block, glyphs = self.block, self.frame.glyphs
        prefix = f"{glyphs.quote} " * block.quotes
        if block.marker is not None:
            marker = block.marker.replace("•", glyphs.dot) + " "
            prefix += marker if first else " " * len(marker)
        if block.kind is SpanKind.IMAGE:
            prefix += f"{glyphs.image} " if first else "  "
        return clean_block(prefix)

    def lines(self) -> Sequence[ShownLine]:
        """Break the block into lines; done when it first comes into sight."""
        if not self._lines:
            room = max(1, self.frame.measure - len(self._prefix(first=True)))
            self._lines = self.block.wrap(room, self.frame.glyphs.continued)
            if self.block.description:
                said = clean_line(f"shows: {self.block.description}")
                self._said = wrapped(said, room, at_most=_SAID_LINES)
        return self._lines

    @property
    def gap(self) -> int:
        """Count the lines above it: empty, a rule between two empty ones, what is to be said."""
        empty = _RULED_GAP if self.block.is_ruled else 0 if self.block.is_close else 1
        return empty + (1 if self._is_noted else 0)

    @property
    def _is_noted(self) -> bool:
        """Whether it is to be said that the text is written from the right."""
        return self.block.turns and not self.frame.turns_text

    def height(self) -> int:
        """Count its lines."""
        return self.gap + len(self.lines()) + len(self._said)

    def draw(self, line: int) -> Strip:
        """Draw one of them."""
        line -= self.gap
        look = self.frame.look
        if self._is_noted and line == -1:
            return self.frame.draw([(cut(_TURNED, self.frame.measure), look.muted)])
        if line < 0:
            is_rule = self.block.is_ruled and line + self.gap == _RULED_GAP // 2
            rule = clean_block(self.frame.glyphs.rule * min(_RULE_CELLS, self.frame.measure))
            return self.frame.draw([(rule, look.line)] if is_rule else ())
        prefix = (self._prefix(first=line == 0), look.muted)
        if line >= len(self.lines()):
            return self.frame.draw([prefix, (self._said[line - len(self.lines())], look.muted)])
        shown = self.lines()[line]
        start, end = self.block.offset_at(shown.start), self.block.offset_at(shown.end)
        tick, marks = self.marks(start, end)
        text = self.block.styled(shown, look, marks, links_out=self.frame.links_out)
        return self.frame.draw([prefix, *text], tick=tick)

    def line_of(self, offset: int) -> int:
        """Find the line an offset of the document is on."""
        shown = self.block.shown_at(offset)
        starts = [line.start for line in self.lines()]
        index = max(0, bisect_right(starts, shown) - 1)
        # Of a row of a table, the first of its lines, not the empty one above them.
        first = bisect_left(starts, starts[index])
        return self.gap + first + (not self.lines()[first].pieces)

    def offsets_of(self, line: int) -> Offsets | None:
        """Find what of the document a line shows; `None` when it shows none of it."""
        line -= self.gap
        if not 0 <= line < len(self.lines()):
            return None
        shown = self.lines()[line]
        return self.block.offset_at(shown.start), self.block.offset_at(shown.end)

    def offset_in(self, line: int, x: int) -> int | None:
        """Find which offset of the document stands at a cell of a line."""
        line -= self.gap
        if not 0 <= line < len(self.lines()):
            return None
        shown, text = self.lines()[line], self.block.text
        x -= self.frame.left + _EDGES + cell_len(self._prefix(first=line == 0))
        for piece in shown.pieces:
            x -= cell_len(piece.before)
            for position in range(piece.start, piece.end):
                cells = cells_at(text, position, cell_len)
                if x < cells:
                    return self.block.offset_at(position)
                x -= cells
        return self.block.offset_at(shown.end)


@dataclass(slots=True)
class Links:
    """The numbered addresses of a story, one line each, and what comes with it, in words."""

    addresses: Sequence[str]
    asides: Sequence[Aside]
    frame: Frame
    _lines: list[tuple[SafeText, SafeText, Style]] = field(default_factory=list)
    """Number, or as much room, text and its style."""

    def lines(self) -> list[tuple[SafeText, SafeText, Style]]:
        """Number and break what is listed; done when it first comes into sight."""
        if not self._lines:
            from newstui.text.asides import shown_aside

            glyphs, first = self.frame.glyphs, len(self.addresses) + 1
            for number, address in enumerate(self.addresses, start=1):
                lead, style = self._lead(number), self._style(address)
                room = self.frame.measure - cell_len(lead)
                text = cut(shown_address(address), room, glyphs.ellipsis)
                self._lines.append((lead, text, style))
            for number, aside in enumerate(self.asides, start=first):
                lead, style = self._lead(number), self._style(aside.url)
                room = self.frame.measure - cell_len(lead)
                said = shown_aside(aside)
                for text in wrapped(said, room, at_most=_ASIDE_LINES, ellipsis=glyphs.ellipsis):
                    self._lines.append((lead, text, style))
                    lead = spaced(cell_len(lead))
        return self._lines

    def _lead(self, number: int) -> SafeText:
        return clean_block(f"{self.frame.glyphs.rule * 2} {number:>2}  ")

    def _style(self, address: str) -> Style:
        told = terminal_link(address) if self.frame.links_out else ""
        return self.frame.look.muted + Style(link=told or None)

    def height(self) -> int:
        """Count its lines."""
        return len(self.lines()) + 1 if self.lines() else 0

    def draw(self, line: int) -> Strip:
        """Draw one of them."""
        if line == 0:
            return self.frame.draw(())
        lead, text, style = self.lines()[line - 1]
        return self.frame.draw([(lead, self.frame.look.muted), (text, style)])
