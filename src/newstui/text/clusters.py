"""Signs made of several characters, and what every terminal draws them as in the same width.

Terminals disagree on how wide joined emoji, flags and variation selectors are, and a sign drawn
wider than it was counted moves all that follows on its line. So a joined emoji is shown as its
first one, without its skin tone, a flag as the letters of its country, a keycap as its digit.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_EMOJI: Final = (
    "\u2190-\u21ff\u2300-\u27bf\u2900-\u297f\u2b00-\u2bff\u3030\u303d\U0001f000-\U0001faff"
)
_TONE: Final = "\U0001f3fb-\U0001f3ff"
_SELECTORS: Final = "\ufe00-\ufe0f\u20e3"
_JOINER: Final = "\u200d"
_FIRST_DOUBTFUL: Final = _JOINER
_LETTERS: Final = {0x1F1E6 + number: ord("A") + number for number in range(26)}
_DROPPED: Final = dict.fromkeys([*range(0xFE00, 0xFE10), 0x20E3])
_FLAG_CELLS: Final = 2
_FLAGS_IN_A_ROW: Final = 64
_MARKS: Final = frozenset({"Mn", "Me"})


def steady(text: str) -> str:
    """Write a text in signs that every terminal draws as wide as they are counted."""
    if text.isascii() or max(text) < _FIRST_DOUBTFUL:
        return text
    doubtful, following, after_emoji = _patterns()
    if not doubtful.search(text):
        return text
    text = following.sub("", text).translate(_DROPPED)
    return after_emoji.sub("", text).translate(_LETTERS)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Compile what is looked for: signs in doubt, what joins on to an emoji, and what is left."""
    doubtful = re.compile(rf"[{_SELECTORS}{_JOINER}{_TONE}\U0001f1e6-\U0001f1ff]")
    following = re.compile(
        rf"(?<=[{_EMOJI}])(?:[{_SELECTORS}{_TONE}]*{_JOINER}[{_EMOJI}\u2640\u2642])+"
    )
    return doubtful, following, re.compile(rf"(?<=[{_EMOJI}])[{_TONE}{_JOINER}]+")


def continues(text: str, position: int) -> bool:
    """Whether a character belongs to the sign before it, so that no line may break there."""
    if position <= 0:
        return False
    char = text[position]
    if char.isascii():
        return False
    before = text[position - 1]
    return (
        char in "\u200c\u200d"
        or unicodedata.category(char) in _MARKS
        or "\U0001f3fb" <= char <= "\U0001f3ff"
        or (before == _JOINER and unicodedata.category(char) == "So")
        or (_is_flag(char) and _flags_before(text, position) % 2 == 1)
    )


def cells_at(text: str, position: int, measure: Callable[[str], int]) -> int:
    """Count the cells the sign beginning at `position` is shown in; 0 within one."""
    if continues(text, position):
        return 0
    return _FLAG_CELLS if _is_flag(text[position]) else measure(text[position])


def _is_flag(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _flags_before(text: str, position: int) -> int:
    """Count the flags' letters right before a position; of a long row of them, no more."""
    start = position
    while start > max(0, position - _FLAGS_IN_A_ROW) and _is_flag(text[start - 1]):
        start -= 1
    return position - start
