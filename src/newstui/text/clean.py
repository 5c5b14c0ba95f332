"""The only maker of `SafeText`: what leaves here cannot act on a terminal.

Removed are control characters (C0, C1, DEL), surrogates, private-use and unassigned code points,
bidirectional overrides and isolates, tag characters and other invisible format characters; runs of
combining marks are cut. Kept are the joiners that Persian, Indic scripts and emoji need.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from newstui.model.text import SafeText

LINE_LIMIT: Final = 1_000
"""Longest line of clean text, in characters: layout costs time per character."""
BLOCK_LIMIT: Final = 2_000_000
"""Longest block of clean text, in characters."""
_MARKS_IN_A_ROW: Final = 4
_KEPT: Final = "\n\u200c\u200d"
"""Line breaks, which callers decide on, and the joiners."""
_DROPPED_CATEGORIES: Final = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})
_BREAKS: Final = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACES: Final = re.compile(r"[\s\x85\u2028\u2029]+")
_MARK_RUNS: Final = re.compile(
    rf"([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
    rf"{{{_MARKS_IN_A_ROW}}})[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
    rf"\ufe20-\ufe2f]+"
)
SEQUENCES: Final = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|.)")
"""Colours, titles and the like in a terminal's input or a command's output (ECMA-48).

Cleaning takes away what makes them act; who takes them away before leaves no rest of them, either.
"""

NOTHING: Final = SafeText("")
"""The empty text."""


def clean_line(raw: str, *, limit: int = LINE_LIMIT) -> SafeText:
    """Make one line fit to show: no breaks, single spaces, at most `limit` characters."""
    if len(raw) <= limit and raw.isascii() and raw.isprintable() and "  " not in raw:
        return SafeText(raw.strip())
    line = _SPACES.sub(" ", raw[: limit * 4])
    if not line.isprintable():
        line = _without_actors(line)
    line = _MARK_RUNS.sub(r"\1", line).strip()
    if len(line) > limit:
        line = line[: limit - 1] + "…"
    return SafeText(line)


def clean_block(raw: str, *, limit: int = BLOCK_LIMIT) -> SafeText:
    r"""Make text of several lines fit to show: line breaks are "\n", tabs are spaces.

    Text that is clean already comes back as it is, so offsets into it stay true.
    """
    text = raw[:limit]
    if text.isascii() and text.replace("\n", "").isprintable():
        return SafeText(text)
    if not text.replace("\n", "").isprintable():
        text = _without_actors(_BREAKS.sub("\n", text).replace("\t", "    "))
    return SafeText(_MARK_RUNS.sub(r"\1", text))


def _without_actors(text: str) -> str:
    """Drop every character that acts instead of showing; line breaks stay."""
    actors = {ord(char): None for char in set(text) if char not in _KEPT and _acts(char)}
    return text.translate(actors) if actors else text


def _acts(char: str) -> bool:
    return unicodedata.category(char) in _DROPPED_CATEGORIES
