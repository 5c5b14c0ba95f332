"""The sentences of a text, told apart well enough to be picked out and copied."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from newstui.model.text import Offsets

_BREAK: Final = "\n\n"
_CLOSING: Final = "\"'”’»)\\]"
_STOPS: Final = re.compile(rf"[.!?…]+[{_CLOSING}¹²³⁰⁴-⁹]*(?=\s)|[。！？]+[」』”]*")
_SHORT: Final = re.compile(
    r"(?:^|[\s(“\"])(?:\w|[A-Z]\.\w|Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Lt|Col|Prof|No|vs|cf|approx)$"
)
"""What ends in a full stop without ending a sentence."""
_LONGEST_SHORT: Final = 8


def sentence_beside(text: str, offset: int, step: int) -> Offsets | None:
    """Find the sentence an offset is in, or one some sentences further; `None` beyond the ends."""
    start = text.rfind(_BREAK, 0, offset) + len(_BREAK) if _BREAK in text[:offset] else 0
    sentences = _sentences(text, start)
    at = next((at for at, (_low, high) in enumerate(sentences) if offset < high), None)
    at = (len(sentences) - 1 if at is None else at) + step
    while at >= len(sentences):
        at -= len(sentences)
        start = _end(text, start) + len(_BREAK)
        if start >= len(text):
            return None
        sentences = _sentences(text, start)
    while at < 0:
        if start == 0:
            return None
        above = text.rfind(_BREAK, 0, start - len(_BREAK))
        start = above + len(_BREAK) if above >= 0 else 0
        sentences = _sentences(text, start)
        at += len(sentences)
    return sentences[at]


def _end(text: str, start: int) -> int:
    end = text.find(_BREAK, start)
    return len(text) if end < 0 else end


def _sentences(text: str, start: int) -> list[Offsets]:
    """List the sentences of the paragraph that begins at `start`; there is at least one."""
    end = _end(text, start)
    found: list[Offsets] = []
    for stop in _STOPS.finditer(text, start, end):
        before = text[max(start, stop.start() - _LONGEST_SHORT) : stop.start()]
        if not _SHORT.search(before):
            found.append((start, stop.end()))
            start = stop.end()
            while start < end and text[start].isspace():
                start += 1
    if start < end or not found:
        found.append((start, end))
    return found
