"""How the rows of the sources pane are drawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from rich.cells import cell_len

from newstui.model.kinds import SURE_FROM, TYPE_WORDS
from newstui.text.clean import NOTHING, clean_block, clean_line
from newstui.tui.strips import cut_words, line_strip, spaced, wrapped

if TYPE_CHECKING:
    from rich.style import Style
    from textual.strip import Strip

    from newstui.model.attribution import Attribution
    from newstui.model.text import Offsets, SafeText
    from newstui.newsroom.sources import SourceNode
    from newstui.tui.glyphs import GlyphSet
    from newstui.tui.keymap import Keymap
    from newstui.tui.strips import Part
    from newstui.tui.themes import Look

_PASSAGE_LINES = 2
_ROLE_LINES = 2


class Host(Protocol):
    """The pane, as far as its rows need it."""

    look: Look
    glyphs: GlyphSet
    keymap: Keymap

    @property
    def cells(self) -> int:
        """Width of a row."""

    def over(self, row: object) -> Style | None:
        """Style laid over the row the cursor is on."""

    def is_folded(self, node: SourceNode) -> bool:
        """Whether a source's passages are hidden."""


class Row:
    """One row; what it does not stand for is `None`."""

    __slots__ = ()

    @property
    def source(self) -> SourceNode | None:
        """The source it names."""
        return None

    @property
    def owner(self) -> SourceNode | None:
        """The source it names, or stands under."""
        return self.source

    @property
    def passage(self) -> int | None:
        """The attribution it stands for, by its index; a source's first."""
        return self.source.first if self.source else None

    @property
    def paragraph(self) -> Offsets | None:
        """The paragraph it shows the beginning of."""
        return None

    @property
    def is_stop(self) -> bool:
        """Whether the cursor can be on it."""
        return self.owner is not None or self.paragraph is not None

    def height(self) -> int:
        """Count its lines."""
        raise NotImplementedError

    def draw(self, line: int) -> Strip:
        """Draw one of them."""
        raise NotImplementedError


@dataclass(slots=True, eq=False)
class FactRow(Row):
    """A line of provenance; the cursor passes it by."""

    host: Host
    text: SafeText
    style: Style
    at_most: int | None = None
    """Lines it may take; `None` for as many as it needs."""
    _lines: list[SafeText] = field(default_factory=list)

    def _wrapped(self) -> list[SafeText]:
        if not self._lines:
            room, ellipsis = self.host.cells - 2, self.host.glyphs.ellipsis
            self._lines = wrapped(self.text, room, at_most=self.at_most, ellipsis=ellipsis)
        return self._lines

    def height(self) -> int:
        """Count its lines."""
        return len(self._wrapped())

    def draw(self, line: int) -> Strip:
        """Draw one of them."""
        text = clean_block(f" {self._wrapped()[line]}")
        return line_strip([(text, self.style)], self.host.cells, self.host.look.text)


@dataclass(slots=True, eq=False)
class SourceRow(Row):
    """A source: its name, type and number of passages, its role below."""

    host: Host
    node: SourceNode
    depth: int
    _lines: list[SafeText] = field(default_factory=list)
    """Its role."""

    def _role(self) -> list[SafeText]:
        if self.node.role and not self._lines:
            room, ellipsis = self.host.cells - self.depth * 2 - 5, self.host.glyphs.ellipsis
            self._lines = wrapped(self.node.role, room, at_most=_ROLE_LINES, ellipsis=ellipsis)
        return self._lines

    @property
    def source(self) -> SourceNode:
        """The source it names."""
        return self.node

    def height(self) -> int:
        """Count its lines."""
        return 1 + len(self._role())

    def draw(self, line: int) -> Strip:
        """Draw one of them."""
        look, over = self.host.look, self.host.over(self)
        indent = spaced(self.depth * 2 + (3 if line else 0))
        parts = [self._edge(over), (indent, look.text)]
        if line:
            parts.append((self._role()[line - 1], look.muted))
        else:
            parts += self._name()
        return line_strip(parts, self.host.cells, look.text, over=over)

    def _edge(self, over: Style | None) -> Part:
        return clean_block(self.host.glyphs.here if over else " "), self.host.look.accent

    def _name(self) -> list[Part]:
        node, look, glyphs = self.node, self.host.look, self.host.glyphs
        style = look.types[node.type] if node.sure and node.named else look.muted
        doubt = "" if node.sure else "? "
        word = TYPE_WORDS[node.type] if node.named else ""
        tail = clean_block(f"{doubt}{word} {node.tally} ")
        sign = glyphs.folded if self.host.is_folded(node) else glyphs.open
        room = self.host.cells - self.depth * 2 - 3 - len(tail) - 1
        name = cut_words(node.name, max(1, room), glyphs.ellipsis)
        gap = spaced(max(1, room - cell_len(name) + 1))
        return [
            (clean_block(f"{sign} "), look.muted),
            (name, style + look.strong),
            (gap, look.text),
            (tail, style),
        ]


@dataclass(slots=True, eq=False)
class PassageRow(Row):
    """What a source said."""

    host: Host
    index: int
    """Index into `Analysis.attributions`."""
    attribution: Attribution
    text: str
    depth: int
    style: Style
    node: SourceNode
    """The source it stands under."""
    mark: SafeText = NOTHING
    """What the reader corrected about it."""
    _lead: int = 0
    """Characters that tell how it was said, before what was."""
    _lines: list[SafeText] = field(default_factory=list)
    _mark_lines: list[SafeText] = field(default_factory=list)

    @property
    def owner(self) -> SourceNode:
        """The source it stands under."""
        return self.node

    @property
    def passage(self) -> int:
        """The attribution it stands for."""
        return self.index

    def _shown(self) -> list[SafeText]:
        if not self._lines:
            from newstui.text.passages import show_passage

            passage = show_passage(self.attribution, self.text)
            room = self.host.cells - self.depth * 2 - 6
            ellipsis = self.host.glyphs.ellipsis
            # What somebody else says in the rows below is but named here.
            at_most = 1 if self.index in self.node.passed_on else _PASSAGE_LINES
            self._lead = len(passage.lead)
            line = clean_line(passage.line)
            self._lines = wrapped(line, room, at_most=at_most, ellipsis=ellipsis)
            if self.mark:
                self._mark_lines = wrapped(
                    self.mark, room, at_most=_PASSAGE_LINES, ellipsis=ellipsis
                )
        return [*self._lines, *self._mark_lines]

    def height(self) -> int:
        """Count its lines."""
        return len(self._shown())

    def draw(self, line: int) -> Strip:
        """Draw one of them."""
        look, glyphs, over = self.host.look, self.host.glyphs, self.host.over(self)
        doubt = "?" if self.attribution.confidence < SURE_FROM and line == 0 else " "
        shown = self._shown()[line]
        lead = self._lead if line == 0 else 0
        parts = [
            (clean_block(glyphs.here if over else " "), look.accent),
            (clean_block(" " * (self.depth * 2 + 1) + doubt), look.muted),
            (clean_block(f"{glyphs.bar if over else glyphs.tick} "), self.style),
            (clean_block(shown[:lead]), look.muted),
            (clean_block(shown[lead:]), look.text if line < len(self._lines) else look.accent),
        ]
        return line_strip(parts, self.host.cells, look.text, over=over)


@dataclass(slots=True, eq=False)
class ParagraphRow(Row):
    """The beginning of a paragraph that cites nobody."""

    host: Host
    extent: Offsets
    text: str
    _lines: list[SafeText] = field(default_factory=list)

    @property
    def paragraph(self) -> Offsets:
        """The paragraph it shows the beginning of."""
        return self.extent

    def _shown(self) -> list[SafeText]:
        if not self._lines:
            room, ellipsis = self.host.cells - 4, self.host.glyphs.ellipsis
            start, end = self.extent
            paragraph = clean_line(self.text[start : min(end, start + room * 4)])
            self._lines = wrapped(paragraph, room, at_most=_PASSAGE_LINES, ellipsis=ellipsis)
        return self._lines

    def height(self) -> int:
        """Count its lines."""
        return len(self._shown())

    def draw(self, line: int) -> Strip:
        """Draw one of them."""
        look, glyphs, over = self.host.look, self.host.glyphs, self.host.over(self)
        parts = [
            (clean_block(glyphs.here if over else " "), look.accent),
            (clean_block(f"{glyphs.dot if line == 0 else ' '} "), look.muted),
            (self._shown()[line], look.text),
        ]
        return line_strip(parts, self.host.cells, look.text, over=over)
