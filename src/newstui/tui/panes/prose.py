"""A story's text, block by block: wrapped when it is shown, styled line by line."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from rich.style import Style

from newstui.model.text import SpanKind
from newstui.text.clean import clean_block, clean_line
from newstui.text.direction import is_right_to_left
from newstui.text.links import openable, terminal_link
from newstui.tui.panes.lines import listing_lines, prose_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from newstui.model.text import Document, Offsets, SafeText, Span
    from newstui.tui.panes.lines import Piece, ShownLine
    from newstui.tui.strips import Part
    from newstui.tui.themes import Look

_INLINE = frozenset(
    {SpanKind.EMPHASIS, SpanKind.STRONG, SpanKind.LINK, SpanKind.CODE, SpanKind.NOTE}
)
_BESIDE = frozenset({SpanKind.QUOTE, SpanKind.ITEM, SpanKind.RULE, SpanKind.DESCRIPTION})
"""What is said of a block beside what kind of text it is."""
_KEPT_LINES = frozenset({SpanKind.PREFORMATTED, SpanKind.TABLE})


class Marked(NamedTuple):
    """A stretch of text that is drawn in its own way."""

    start: int
    end: int
    style: Style
    """Laid over the block's own."""


class Link(NamedTuple):
    """Where a story leads, and by which words."""

    address: str
    """Raw, but fit to be opened."""
    title: SafeText
    """Empty when there are none."""


class Numbered(NamedTuple):
    """A block's text with the numbers of its links put in."""

    text: str
    inserted_at: tuple[int, ...]
    """Offsets in the document after which a number was put in, ascending."""
    inserted: tuple[int, ...]
    """How many characters have been put in before the first, second, ... of these."""


class TextBlock:
    """One block of a document as it is shown; what it is, is found out when it comes into sight.

    Args:
        document: What it is a block of.
        extent: Offset of its first character, and that after its last one.
        spans: Those that touch it.
        numbers: Numbers of the addresses the document links to.
        above: The block it follows; `None` for the first.
    """

    def __init__(
        self,
        document: Document,
        extent: Offsets,
        spans: Sequence[Span],
        numbers: Mapping[str, int],
        above: TextBlock | None,
    ) -> None:
        self.start, self.end = extent
        self._document, self._spans, self._numbers = document, spans, numbers
        self._above = above

    @cached_property
    def _whole(self) -> list[Span]:
        """The spans that say what it is as a whole."""
        return [span for span in self._spans if span.kind not in _INLINE]

    def _value(self, kind: SpanKind) -> str | None:
        """Find what is told with a kind of it; `None` when it is not of that kind."""
        return next((span.value for span in reversed(self._whole) if span.kind is kind), None)

    @property
    def _inner(self) -> Span | None:
        return next((span for span in reversed(self._whole) if span.kind not in _BESIDE), None)

    @cached_property
    def kind(self) -> SpanKind | None:
        """What kind of text it is; `None` for plain prose."""
        return self._inner.kind if self._inner else None

    @property
    def value(self) -> str:
        """What is told with the kind."""
        return self._inner.value if self._inner else ""

    @property
    def quotes(self) -> int:
        """Quotations it stands in, one within the other."""
        return sum(span.kind is SpanKind.QUOTE for span in self._whole)

    @property
    def marker(self) -> str | None:
        """What stands before it in a list; `None` outside of one."""
        return self._value(SpanKind.ITEM)

    @property
    def is_ruled(self) -> bool:
        """Whether a line is drawn above it."""
        return self._value(SpanKind.RULE) is not None

    @property
    def description(self) -> SafeText:
        """What is to be seen in the picture whose caption it is."""
        return clean_line(self._value(SpanKind.DESCRIPTION) or "")

    @cached_property
    def is_turned(self) -> bool:
        """Whether it is written from the right."""
        return is_right_to_left(self._document.text, self.start, self.end)

    @property
    def turns(self) -> bool:
        """Whether it is, and the block above it is not."""
        return self.is_turned and not (self._above is not None and self._above.is_turned)

    @property
    def is_close(self) -> bool:
        """Whether it follows the block above without an empty line: as items of a list do."""
        above = self._above
        if above is None or above.marker is None or self.marker is None or self.is_ruled:
            return False
        return _KEPT_LINES.isdisjoint({above.kind, self.kind})

    @property
    def text(self) -> str:
        """What is shown: the document's characters and the numbers of links."""
        return self._numbered.text

    @cached_property
    def _numbered(self) -> Numbered:
        text, inserted_at, inserted, done = "", [], [0], self.start
        for span in sorted(self._spans, key=lambda span: span.end):
            number = self._numbers.get(span.value) if span.kind is SpanKind.LINK else None
            if number is not None and self.start < span.end <= self.end:
                label = _number_label(number)
                text += self._document.text[done : span.end] + label
                inserted_at.append(span.end)
                inserted.append(inserted[-1] + len(label))
                done = span.end
        text += self._document.text[done : self.end]
        return Numbered(text, tuple(inserted_at), tuple(inserted))

    @cached_property
    def _styled_spans(self) -> list[tuple[int, int, Span]]:
        """List emphasis, links, signs of notes and code, as offsets into `text`."""
        inline = (span for span in self._spans if span.kind in _INLINE)
        return [(self.shown_at(s.start), self._shown_end(s), s) for s in inline]

    def _shown_end(self, span: Span) -> int:
        """Find where a span ends in `text`; a link with its number."""
        number = self._numbers.get(span.value) if span.kind is SpanKind.LINK else None
        is_here = number is not None and span.end <= self.end
        return self.shown_at(span.end) + (len(_number_label(number or 0)) if is_here else 0)

    def shown_at(self, offset: int) -> int:
        """Translate an offset of the document into one of `text`."""
        text, inserted_at, inserted = self._numbered
        extra = inserted[bisect_left(inserted_at, offset)]
        return max(0, min(offset - self.start + extra, len(text)))

    def offset_at(self, shown: int) -> int:
        """Translate an offset of `text` back into one of the document, nearly."""
        low, high = self.start, self.end
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self.shown_at(middle) <= shown else (low, middle - 1)
        return low

    def wrap(self, width: int, continued: str) -> list[ShownLine]:
        """Break the shown text into lines of at most `width` cells.

        Args:
            width: Cells.
            continued: The sign before what goes on of a line of code, one cell.
        """
        if self.kind is SpanKind.PREFORMATTED:
            return listing_lines(self.text, width, continued)
        if self.kind is SpanKind.TABLE:
            from newstui.tui.panes.tables import table_lines

            return table_lines(self.text, width, has_head=self.value == "head")
        return prose_lines(self.text, width)

    def styled(
        self, line: ShownLine, look: Look, marks: Iterable[Marked], *, links_out: bool = False
    ) -> list[Part]:
        """Compose one line: the block's own style, its spans, and marks on top.

        Args:
            line: What is shown.
            look: Styles to use.
            marks: Stretches of the document to be marked.
            links_out: Whether the terminal is told where links lead.
        """
        over = [
            Marked(low, high, _span_style(span, look, links_out=links_out))
            for low, high, span in self._styled_spans
            if low < line.end and high > line.start
        ]
        over += self._code_marks(line, look)
        over += [Marked(self.shown_at(m.start), self.shown_at(m.end), m.style) for m in marks]
        parts: list[Part] = []
        for piece in line.pieces:
            parts += self._styled_piece(piece, look, over)
        return parts

    def _styled_piece(self, piece: Piece, look: Look, over: Sequence[Marked]) -> list[Part]:
        start, end = piece.start, piece.end
        parts: list[Part] = [(clean_block(piece.before), look.muted)] if piece.before else []
        if start == end:
            return parts
        base = _block_style(self.kind, look)
        if piece.is_head:
            base += look.strong
        edges = {point for m in over for point in (m.start, m.end) if start < point < end}
        for low, high in pairwise(sorted(edges | {start, end})):
            style = base
            for mark in over:
                if mark.start <= low and high <= mark.end:
                    style += mark.style
            parts.append((clean_block(self.text[low:high].replace("\u00a0", " ")), style))
        return parts

    def _code_marks(self, line: ShownLine, look: Look) -> list[Marked]:
        """Find what is coloured in a line of code."""
        if self.kind is not SpanKind.PREFORMATTED or not self.value:
            return []
        from newstui.tui.panes.listings import read_code, token_style

        tokens = read_code(self.text, self.value)
        first = bisect_left(tokens, line.start, key=lambda token: token[1])
        marks = []
        for start, end, name in tokens[first:]:
            if start >= line.end:
                break
            marks.append(Marked(start, end, token_style(name, look)))
        return marks


def _number_label(number: int) -> str:
    """Write a link's number, which stays on the line of the word before it."""
    return f"\u00a0[{number}]"


def _block_style(kind: SpanKind | None, look: Look) -> Style:
    if kind is SpanKind.HEADING:
        return look.heading
    if kind is SpanKind.PREFORMATTED:
        return look.code
    return look.muted if kind is SpanKind.IMAGE else look.text


def _span_style(span: Span, look: Look, *, links_out: bool) -> Style:
    styles: Mapping[SpanKind, Style] = {
        SpanKind.EMPHASIS: look.emphasis,
        SpanKind.STRONG: look.strong,
        SpanKind.LINK: look.link,
        SpanKind.CODE: look.code,
        SpanKind.NOTE: look.accent,
    }
    style = styles[span.kind]
    if links_out and span.kind is SpanKind.LINK and (address := terminal_link(span.value)):
        style += Style(link=address)
    return style


def number_links(document: Document) -> dict[str, int]:
    """Number the addresses a document links to, in order of appearance, from 1."""
    numbers: dict[str, int] = {}
    for span in document.spans:
        if span.kind is SpanKind.LINK and openable(span.value):
            numbers.setdefault(span.value, len(numbers) + 1)
    return numbers


def find_links(document: Document, numbers: Mapping[str, int]) -> list[Link]:
    """List the numbered addresses in order, each with the words that first lead there."""
    titles: dict[str, SafeText] = {}
    for span in document.spans:
        if span.kind is SpanKind.LINK and span.value in numbers:
            titles.setdefault(span.value, clean_line(document.text[span.start : span.end]))
    return [Link(address, titles[address]) for address in numbers]


def cut_blocks(document: Document, numbers: Mapping[str, int]) -> list[TextBlock]:
    """Cut a document at its empty lines, each block with the spans that touch it."""
    text, start = document.text, 0
    edges: list[Offsets] = []
    while start < len(text):
        end = text.find("\n\n", start)
        end = len(text) if end < 0 else end
        edges.append((start, end))
        start = end + 2
    owned = _share_out(document.spans, edges)
    blocks: list[TextBlock] = []
    above = None
    for extent, spans in zip(edges, owned, strict=True):
        if extent[0] < extent[1]:
            above = TextBlock(document, extent, spans, numbers, above)
            blocks.append(above)
    return blocks


def _share_out(spans: Iterable[Span], edges: list[Offsets]) -> list[list[Span]]:
    """Give every block the spans that touch it."""
    owned: list[list[Span]] = [[] for _edge in edges]
    starts = [start for start, _end in edges]
    for span in spans:
        index = max(0, bisect_right(starts, span.start) - 1)
        while index < len(edges) and edges[index][0] < span.end:
            owned[index].append(span)
            index += 1
    return owned
