"""Setting a document: clean text block by block, with spans measured as it is laid down.

Text is cleaned before it is measured, so every offset holds in the finished `Document`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from newstui.model.text import Document, Span
from newstui.text.clean import BLOCK_LIMIT, clean_block
from newstui.text.furniture import cut_furniture

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newstui.model.text import Offsets, SpanKind

BREAK: Final = "\n\n"
"""What separates two blocks."""
_SPACES: Final = re.compile(r"[ \n]+")
_WIDE_SPACES: Final = re.compile(r"[ \xa0]{2,}")
_INVISIBLE: Final = " \n\xa0\u200c\u200d"
"""A block of these alone is blank."""


class Blocks:
    """A document in the making: add text, end blocks, lay spans over what was added."""

    def __init__(self) -> None:
        self.end = 0
        """Offset after the last finished block."""
        self._parts: list[str] = []
        self._block: list[str] = []
        self._length = 0
        self._tail = ""
        self._spans: list[Span] = []
        self._pending: list[Span] = []
        self._open: dict[SpanKind, tuple[int, str, int]] = {}

    @property
    def start(self) -> int:
        """Offset at which the block being written starts."""
        return self.end + len(BREAK) if self._parts else 0

    @property
    def is_blank(self) -> bool:
        """Whether the block being written has no text yet."""
        return not self._length

    @property
    def ends_line(self) -> bool:
        """Whether the block being written stands at the start of a line."""
        return self._tail in {"", "\n"}

    @property
    def is_full(self) -> bool:
        """Whether no more text is taken."""
        return self.end + self._length >= BLOCK_LIMIT

    def add(self, text: str) -> None:
        """Add running text: white space is collapsed, a single no-break space stays."""
        text = _SPACES.sub(" ", clean_block(text))
        if "\xa0" in text:
            text = _WIDE_SPACES.sub(" ", text)
        if not self._tail or self._tail.isspace():
            text = text.lstrip()
        self._append(text)

    def add_lines(self, text: str) -> None:
        """Add text whose lines and spaces matter; an empty line inside keeps one space."""
        text = clean_block(text)
        if self.is_blank:
            text = text.lstrip("\n")
        if self._tail == "\n" and text.startswith("\n"):
            text = " " + text
        while BREAK in text:
            text = text.replace(BREAK, "\n \n")
        self._append(text)

    def break_line(self) -> None:
        """Break the line; a second break in a row ends the block."""
        if self.is_blank:
            return
        if self._tail == "\n":
            self.end_block()
        else:
            self._trim()
            self._append("\n")

    def open_inline(self, kind: SpanKind, value: str = "") -> None:
        """Start an inline span; inside one of its kind it only counts."""
        start, kept, depth = self._open.get(kind, (self._position, value, 0))
        self._open[kind] = (start, kept, depth + 1)

    def close_inline(self, kind: SpanKind) -> None:
        """End an inline span."""
        start, value, depth = self._open.get(kind, (0, "", 0))
        if depth > 1:
            self._open[kind] = (start, value, depth - 1)
        elif depth:
            del self._open[kind]
            self._pending.append(Span(start, self._position, kind, value))

    def end_block(self) -> Offsets | None:
        """Finish the block; returns its offsets, or `None` when it was blank."""
        start = self.start
        text, pending = "".join(self._block).rstrip(), self._pending
        text = text if text.strip(_INVISIBLE) else ""
        self._block, self._length, self._tail, self._pending = [], 0, "", []
        pending.extend(
            Span(opened, start + len(text), kind, value)
            for kind, (opened, value, _) in self._open.items()
        )
        if text:
            self._parts.append(text)
            self.end = start + len(text)
            self._spans.extend(_clamped(pending, start, self.end))
        for kind, (_, value, depth) in self._open.items():
            self._open[kind] = (self.start, value, depth)
        return (start, self.end) if text else None

    def lay(self, kind: SpanKind, start: int, value: str = "", *, end: int | None = None) -> None:
        """Lay a span from `start` over everything finished since, or up to `end`."""
        stop = self.end if end is None else end
        if stop > start:
            self._spans.append(Span(start, stop, kind, value))

    def add_block(self, text: str, kind: SpanKind | None = None, value: str = "") -> None:
        """Add a block of its own."""
        self.end_block()
        self.add(text)
        placed = self.end_block()
        if placed and kind:
            self.lay(kind, placed[0], value)

    def finish(self) -> Document:
        """Give the document, furniture taken off its edges."""
        self.end_block()
        return make_document(BREAK.join(self._parts), self._spans)

    @property
    def _position(self) -> int:
        return self.start + self._length

    def _trim(self) -> None:
        """Take back the space at the end of a line, also from what spans it."""
        if self._tail != " ":
            return
        self._block[-1] = self._block[-1][:-1]
        self._length -= 1
        index = len(self._pending)
        while index and self._pending[index - 1].end > self._position:
            index -= 1
            self._pending[index] = replace(self._pending[index], end=self._position)
        for kind, (start, value, depth) in self._open.items():
            self._open[kind] = (min(start, self._position), value, depth)

    def _append(self, text: str) -> None:
        if text and not self.is_full:
            self._block.append(text)
            self._length += len(text)
            self._tail = text[-1]


def make_document(text: str, spans: Iterable[Span]) -> Document:
    """Make a document of text and spans: clean, ordered, furniture taken off its edges."""
    cleaned = clean_block(text)
    if cleaned != text:
        spans = _realigned(text, cleaned, spans)
    kept, furniture = cut_furniture(cleaned)
    start, end = kept
    moved = _clamped(spans, start, end)
    ordered = sorted(
        {Span(span.start - start, span.end - start, span.kind, span.value) for span in moved},
        key=lambda span: (span.start, -span.end, span.kind, span.value),
    )
    body = clean_block(cleaned[start:end])
    return Document(text=body, spans=tuple(ordered), furniture=furniture)


def _clamped(spans: Iterable[Span], start: int, end: int) -> list[Span]:
    cut = (
        Span(max(span.start, start), min(span.end, end), span.kind, span.value) for span in spans
    )
    return [span for span in cut if span.start < span.end]


def _realigned(text: str, cleaned: str, spans: Iterable[Span]) -> list[Span]:
    """Move spans from `text` to `cleaned`, which is `text` with characters left out."""
    moved = [0] * (len(text) + 1)
    position = 0
    for index, char in enumerate(text):
        moved[index] = position
        position += position < len(cleaned) and cleaned[position] == char
    moved[len(text)] = position
    last = len(text)
    return [
        Span(moved[min(span.start, last)], moved[min(span.end, last)], span.kind, span.value)
        for span in spans
    ]
