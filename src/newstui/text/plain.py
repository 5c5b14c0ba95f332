"""Plain text to a `Document`: paragraphs, hard-wrapped lines joined, addresses as links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newstui.model.text import Span, SpanKind
from newstui.text.blocks import BREAK, make_document
from newstui.text.clean import BLOCK_LIMIT, clean_block

if TYPE_CHECKING:
    from newstui.model.text import Document

_ADDRESS: Final = re.compile(r"\bhttps?://[^\s<>\"“”«»]++")
_CLOSING: Final = ".,;:!?'’)]}"
"""Marks after an address that belong to the sentence."""
_WRAP_NARROWEST: Final = 50
_WRAP_WIDEST: Final = 100
"""Columns at which mail and text files wrap their lines."""
_WRAPPED_LINES: Final = 2
_OWN_LINE: Final = re.compile(r"\s*(?:[-*•>|#]|\d{1,3}[.)]\s)")
"""How a line begins that stands on its own: an item, a quotation, a table row."""


def text_to_document(text: str) -> Document:
    """Make a document of plain text."""
    blocks = (_join_lines(block) for block in split_blocks(clean_block(text)))
    whole = BREAK.join(block for block in blocks if block)[:BLOCK_LIMIT]
    return make_document(whole, find_addresses(whole))


def split_blocks(text: str) -> list[str]:
    """Split text at its empty lines."""
    blocks: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line.strip():
            blocks[-1].append(line.rstrip())
        elif blocks[-1]:
            blocks.append([])
    return ["\n".join(lines) for lines in blocks if lines]


def find_addresses(text: str) -> list[Span]:
    """Find the web addresses written out in a text."""
    spans: list[Span] = []
    for match in _ADDRESS.finditer(text):
        address = match[0].rstrip(_CLOSING)
        spans.append(Span(match.start(), match.start() + len(address), SpanKind.LINK, address))
    return spans


def is_wrapped(lines: list[str]) -> bool:
    """Whether the lines of a paragraph were wrapped at a fixed width."""
    wrapped = len(lines) >= _WRAPPED_LINES and all(
        _WRAP_NARROWEST <= len(line) <= _WRAP_WIDEST for line in lines[:-1]
    )
    return wrapped and not any(_OWN_LINE.match(line) for line in lines)


def _join_lines(block: str) -> str:
    """Join the lines of a paragraph that were wrapped."""
    lines = [line.strip() for line in block.split("\n")]
    return (" " if is_wrapped(lines) else "\n").join(lines)
