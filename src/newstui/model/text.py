"""Text that may be shown, and what is known about its parts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

SafeText = NewType("SafeText", str)
"""Text that may reach a terminal. Only `newstui.text.clean` makes it."""

Offsets = tuple[int, int]
"""Start and end of a passage, in characters of the text it belongs to; end is exclusive."""


class SpanKind(StrEnum):
    """What a stretch of a document's text is."""

    HEADING = "heading"
    """`value` is its level, "1" to "6"."""
    EMPHASIS = "emphasis"
    STRONG = "strong"
    LINK = "link"
    """`value` is the address as published, absolute; not necessarily safe to open."""
    QUOTE = "quote"
    """One or more whole blocks quoted."""
    ITEM = "item"
    """One block of a list; `value` is its marker, "•" or "3.", indented by its depth."""
    CODE = "code"
    """Code within a line."""
    PREFORMATTED = "preformatted"
    """A block whose line breaks and spaces matter; `value` is the language of its code, if told."""
    TABLE = "table"
    """A block with one row a line and cells separated by " | "; `value` is "head" when the first
    row names the columns."""
    IMAGE = "image"
    """A block that stands for a picture: its description or caption; `value` is its address."""
    DESCRIPTION = "description"
    """A picture's caption; `value` is what its publisher says is to be seen, raw."""
    NOTE = "note"
    """The sign of a footnote; `value` is its label."""
    RULE = "rule"
    """A block with a line drawn above it."""


@dataclass(frozen=True, slots=True)
class Span:
    """One stretch of a document's text and what it is."""

    start: int
    """Offset of its first character."""
    end: int
    """Offset after its last character."""
    kind: SpanKind
    value: str = ""
    """What the kind says it holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A story's text as newstui reads it: plain text, with spans laid over it.

    Blocks (paragraphs, headings, items, ...) are separated by one empty line; a single line
    break belongs to its block. Every offset anywhere in newstui refers to `text`.
    """

    text: SafeText
    spans: tuple[Span, ...] = ()
    """Ordered by start, the longer first."""
    furniture: tuple[SafeText, ...] = ()
    """Lines taken off the edges: share buttons, subscription appeals. Kept, never in `text`."""
