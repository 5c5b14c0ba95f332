"""Breaking text into lines of a given width: offsets in, offsets out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newstui.text.clusters import cells_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newstui.model.text import Offsets

_ONE_CELL_EACH: Final = re.compile(r"[ -~\u00a0-\u02ff\u2010-\u2027\u2030-\u205e\u20ac]*")
"""Letters and typographic punctuation of Latin text: every one is a single cell."""

# As JIS X 4051 and the line breaking of CSS have it ("kinsoku").
_NEVER_FIRST: Final = frozenset(
    "、。，．：；！？‼⁇⁈⁉・）］｝〕〉》」』】〙〗〟｠”’»)]},.:;!?%/-\"'\u00a0％‰℃°…‥–—〜～゠"
    "ーゝゞヽヾ々〻ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
    "｡｣､･ｧｨｩｪｫｬｭｮｯｰﾞﾟ"
)
"""Marks that close, and signs that go on with the one before them."""
_NEVER_LAST: Final = frozenset("（［｛〔〈《「『【〘〖〝｟“‘«([{\"'\u00a0｢＄￥￡$¥£€#＃@＠№")
"""Marks that open, and signs that belong to the number or name after them."""


def wrap_lines(text: str, width: int, measure: Callable[[str], int]) -> list[Offsets]:
    """Break `text` into lines of at most `width` cells, at spaces where there are any.

    Line breaks in the text are kept; spaces at a break belong to no line. A word wider than a line
    is cut, and wide characters (Chinese, Japanese, Korean) break anywhere, but no sign made of
    several characters is; nor is a closing mark of theirs put first on a line, or an opening one
    last, unless nothing else stands on it. Linear in the text.

    Args:
        text: What is to be shown.
        width: At least 1; a line holds one character even if that is wider.
        measure: Width of a string in terminal cells.
    """
    lines: list[Offsets] = []
    start = 0
    while True:
        end = text.find("\n", start)
        stop = len(text) if end < 0 else end
        if _ONE_CELL_EACH.fullmatch(text, start, stop):
            lines.extend(_wrap_plain(text, start, stop, width))
        else:
            lines.extend(_wrap_measured(text, start, stop, width, measure))
        if end < 0:
            return lines
        start = end + 1


def _wrap_plain(text: str, start: int, stop: int, width: int) -> Iterator[Offsets]:
    """Wrap text in which every character is one cell."""
    while stop - start > width:
        space = text.rfind(" ", start + 1, start + width + 1)
        cut = space if space > start else start + width
        end = cut
        while end > start and text[end - 1] == " ":
            end -= 1
        yield start, end
        start = cut
        while start < stop and text[start] == " ":
            start += 1
    yield start, stop


def _wrap_measured(
    text: str, start: int, stop: int, width: int, measure: Callable[[str], int]
) -> Iterator[Offsets]:
    """Wrap text whose characters differ in width."""
    used, chance, position = 0, start, start
    was_wide = False
    while position < stop:
        char = text[position]
        cells = cells_at(text, position, measure)
        if not cells:
            position += 1
            continue
        if position > start and _may_break(text[position - 1], char, is_wide=was_wide or cells > 1):
            chance = position
        was_wide = cells > 1
        if used + cells > width and char != " " and position > start:
            cut = chance if chance > start else position
            yield start, _without_spaces(text, start, cut)
            start = chance = cut
            used = sum(cells_at(text, at, measure) for at in range(start, position))
        used += cells
        position += 1
    yield start, _without_spaces(text, start, stop) if start < stop else stop


def _may_break(before: str, char: str, *, is_wide: bool) -> bool:
    """Whether a line may end between two neighbours, one of which may be wide."""
    if before == " ":
        return True
    return is_wide and char not in _NEVER_FIRST and before not in _NEVER_LAST


def _without_spaces(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] == " ":
        end -= 1
    return end
