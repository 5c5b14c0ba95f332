"""A story's text, block by block: wrapped when it is shown, styled line by line."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from newstui.model.text import SpanKind
from newstui.text.clean import clean_block
from newstui.text.links import openable
from newstui.text.wrap import wrap_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from rich.style import Style

    from newstui.model.text import Document, Offsets, Span
    from newstui.tui.strips import Part
    from newstui.tui.themes import Look

_INLINE = frozenset({SpanKind.EMPHASIS, SpanKind.STRONG, SpanKind.LINK, SpanKind.CODE})


class Marked(NamedTuple):
    """A stretch of text that is drawn in its own way."""

    start: int
    end: int
    style: Style
    """Laid over the block's own."""


class Numbered(NamedTuple):
    """A block's text with the numbers of its links put in."""

    text: str
    inserted_at: tuple[int, ...]
    """Offsets in the document after which a number was put in, ascending."""
    inserted: tuple[int, ...]
    """How many characters have been put in before the first, second, ... of these."""


class TextBlock:
    """One block of a document as it is shown.

    Args:
        document: What it is a block of.
        start: Offset of its first character.
        end: Offset after its last one.
        spans: Those that touch it.
        numbers: Numbers of the addresses the document links to.
    """

    def __init__(
        self,
        document: Document,
        start: int,
        end: int,
        spans: Sequence[Span],
        numbers: Mapping[str, int],
    ) -> None:
        self.start, self.end = start, end
        self._document, self._spans, self._numbers = document, spans, numbers
        whole = [span for span in spans if span.kind not in _INLINE]
        inner = next((span for span in reversed(whole) if span.kind is not SpanKind.QUOTE), None)
        self.kind = inner.kind if inner else None
        self.value = inner.value if inner else ""
        self.quoted = any(span.kind is SpanKind.QUOTE for span in whole)
        self.close = False
        """Whether it follows the block above without an empty line."""

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
                label = f" [{number}]"
                text += self._document.text[done : span.end] + label
                inserted_at.append(span.end)
                inserted.append(inserted[-1] + len(label))
                done = span.end
        text += self._document.text[done : self.end]
        return Numbered(text, tuple(inserted_at), tuple(inserted))

    @cached_property
    def _styled_spans(self) -> list[tuple[int, int, SpanKind]]:
        """List emphasis, links and code, as offsets into `text`."""
        inline = (span for span in self._spans if span.kind in _INLINE)
        return [(self.shown_at(s.start), self.shown_at(s.end), s.kind) for s in inline]

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

    def wrap(self, width: int) -> list[Offsets]:
        """Break the shown text into lines of at most `width` cells."""
        if self.kind in {SpanKind.PREFORMATTED, SpanKind.TABLE} and self.text.isascii():
            return list(_cut_lines(self.text, width))
        return wrap_lines(self.text, max(1, width), cell_len)

    def styled(self, line: Offsets, look: Look, passages: Iterable[Marked]) -> list[Part]:
        """Compose one line: the block's own style, its spans, and passages on top.

        Args:
            line: Start and end in `text`.
            look: Styles to use.
            passages: Stretches of the document to be marked.
        """
        start, end = line
        over = [
            Marked(low, high, _span_style(kind, look))
            for low, high, kind in self._styled_spans
            if low < end and high > start
        ]
        over += [Marked(self.shown_at(m.start), self.shown_at(m.end), m.style) for m in passages]
        edges = {point for m in over for point in (m.start, m.end) if start < point < end}
        parts: list[Part] = []
        for low, high in pairwise(sorted(edges | {start, end})):
            style = _block_style(self.kind, look)
            for mark in over:
                if mark.start <= low and high <= mark.end:
                    style += mark.style
            parts.append((clean_block(self.text[low:high]), style))
        return parts


def _cut_lines(text: str, width: int) -> Iterator[Offsets]:
    """Keep the lines of a table or a listing; what does not fit goes on in the next line."""
    start = 0
    for row in text.split("\n"):
        for shift in range(0, max(1, len(row)), max(1, width)):
            yield start + shift, start + min(len(row), shift + width)
        start += len(row) + 1


def _block_style(kind: SpanKind | None, look: Look) -> Style:
    if kind is SpanKind.HEADING:
        return look.heading
    if kind in {SpanKind.PREFORMATTED, SpanKind.TABLE}:
        return look.code
    return look.muted if kind is SpanKind.IMAGE else look.text


def _span_style(kind: SpanKind, look: Look) -> Style:
    styles: Mapping[SpanKind, Style] = {
        SpanKind.EMPHASIS: look.emphasis,
        SpanKind.STRONG: look.strong,
        SpanKind.LINK: look.link,
        SpanKind.CODE: look.code,
    }
    return styles[kind]


def number_links(document: Document) -> dict[str, int]:
    """Number the addresses a document links to, in order of appearance, from 1."""
    numbers: dict[str, int] = {}
    for span in document.spans:
        if span.kind is SpanKind.LINK and openable(span.value):
            numbers.setdefault(span.value, len(numbers) + 1)
    return numbers


def cut_blocks(document: Document, numbers: Mapping[str, int]) -> list[TextBlock]:
    """Cut a document at its empty lines, each block with the spans that touch it."""
    text, start = document.text, 0
    blocks: list[TextBlock] = []
    edges: list[Offsets] = []
    while start < len(text):
        end = text.find("\n\n", start)
        end = len(text) if end < 0 else end
        edges.append((start, end))
        start = end + 2
    owned = _share_out(document.spans, edges)
    for (begin, stop), spans in zip(edges, owned, strict=True):
        if begin < stop:
            blocks.append(TextBlock(document, begin, stop, spans, numbers))
    for above, below in pairwise(blocks):
        below.close = above.kind is SpanKind.ITEM and below.kind is SpanKind.ITEM
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
