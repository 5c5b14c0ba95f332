"""Which way a paragraph is written.

Text is shown in the order it is written in, from the left. Terminals differ: some turn
right-to-left text themselves (VTE, Konsole, Apple's, mintty), some turn single words (kitty), most
turn nothing. What was turned before it reached one that turns would be garbled, and no answer of
the terminal tells which it is. So nothing is turned here, and a paragraph that may look turned is
said to be one.
"""

from __future__ import annotations

import unicodedata
from typing import Final

_LOOKED_AT: Final = 200
"""Characters within which a paragraph shows its direction."""
_FIRST_RIGHT_TO_LEFT: Final = "\u0590"


def is_right_to_left(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether a paragraph's first letter is of a script written from the right (UAX 9, P2)."""
    stop = len(text) if end is None else end
    looked_at = text[start : min(stop, start + _LOOKED_AT)]
    if not looked_at or max(looked_at) < _FIRST_RIGHT_TO_LEFT:
        return False
    for char in looked_at:
        direction = unicodedata.bidirectional(char)
        if direction in {"R", "AL"}:
            return True
        if direction == "L":
            return False
    return False
