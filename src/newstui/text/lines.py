"""The lines of a text and where they stand."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_SENTENCE_END: Final = re.compile(r"[.!?…][\"”’'»)\]]{0,4}$")
_QUOTE_END: Final = '"”’»'


class Line(NamedTuple):
    """A line that is not blank."""

    text: str
    """Without the white space around it."""
    start: int
    """Offset of its first visible character."""
    paragraph: int
    """Number of its paragraph, from 0."""

    @property
    def end(self) -> int:
        """Offset after its last visible character."""
        return self.start + len(self.text)


def read_lines(text: str) -> list[Line]:
    """Read the lines that are not blank, each with its paragraph."""
    lines: list[Line] = []
    paragraph, blank, position = 0, False, 0
    for raw in text.split("\n"):
        bare = raw.strip()
        if bare:
            paragraph += blank and bool(lines)
            lines.append(Line(bare, position + raw.index(bare[0]), paragraph))
        blank = not bare
        position += len(raw) + 1
    return lines


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does, or with a quotation."""
    bare = text[-12:].rstrip()
    return bool(_SENTENCE_END.search(bare)) or bare[-1:] in _QUOTE_END[:2]
