"""Lines of the screen: the one door through which text becomes something Textual draws."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.strip import Strip

from newstui.text.clean import clean_block
from newstui.text.clusters import steady
from newstui.text.wrap import wrap_lines
from newstui.tui.glyphs import ASCII_TWINS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.style import Style

    from newstui.model.text import SafeText

Part = tuple["SafeText", "Style"]
"""A stretch of one line and how it looks."""


def line_strip(
    parts: Iterable[Part], width: int, base: Style, *, over: Style | None = None
) -> Strip:
    """Draw one line of exactly `width` cells, cut or filled at its end.

    Args:
        parts: What stands on the line, from the left.
        width: Cells.
        base: Style of the cells nothing stands on.
        over: Laid over all of it, as for the current row.
    """
    segments, left = [], width
    for text, style in parts:
        if left <= 0:
            break
        shown: str = text if text.isprintable() else clean_block(text).replace("\n", " ")
        shown = steady(shown)
        cells = cell_len(shown)
        if cells > left:
            shown, cells = set_cell_size(shown, left), left
        segments.append(Segment(shown, style + over if over else style))
        left -= cells
    if left > 0:
        segments.append(Segment(" " * left, base + over if over else base))
    return Strip(segments, width)


_LOOSE_MARKS: Final = " ,;:·-–—…"
"""What is left out before an ellipsis."""


def in_ascii(strip: Strip) -> Strip:
    """Draw signs as their ASCII twins, which take as many cells."""
    if strip.text.isascii():
        return strip
    segments = [Segment(text.translate(ASCII_TWINS), style) for text, style, _control in strip]
    return Strip(segments, strip.cell_length)


def cut(text: SafeText, width: int, ellipsis: str = "…") -> SafeText:
    """Shorten a line to `width` cells, showing that it was cut."""
    if cell_len(text) <= width:
        return text
    if width <= 1:
        return clean_block(ellipsis[:width])
    return clean_block(set_cell_size(text, width - 1).rstrip() + ellipsis)


def cut_words(text: SafeText, width: int, ellipsis: str = "…") -> SafeText:
    """Shorten a line as `cut` does, behind a whole word; within one that fills half of it."""
    if cell_len(text) <= width:
        return text
    _start, end = wrap_lines(text, max(1, width - 1), cell_len)[0]
    kept = text[:end].rstrip(_LOOSE_MARKS)
    if cell_len(kept) * 2 < width:
        return cut(text, width, ellipsis)
    return cut(clean_block(kept + ellipsis), width, ellipsis)


def wrapped(
    text: SafeText, width: int, *, at_most: int | None = None, ellipsis: str = "…"
) -> list[SafeText]:
    """Break a text into lines of at most `width` cells.

    Args:
        text: What is to be shown.
        width: Cells; less than 1 counts as 1.
        at_most: Lines it may take, the last one cut behind a word; `None` for as many as it needs.
        ellipsis: Shows that it was cut.
    """
    width = max(1, width)
    shown = text if at_most is None else text[: width * (at_most + 2)]
    lines = wrap_lines(shown, width, cell_len)
    broken = [clean_block(shown[start:end]) for start, end in lines[:at_most]]
    if at_most is not None and len(lines) > at_most:
        rest = clean_block(shown[lines[at_most - 1][0] :][: width * 2])
        broken[-1] = cut_words(rest, width, ellipsis)
    return broken


def spaced(cells: int) -> SafeText:
    """Make an empty stretch; none when `cells` is not positive."""
    return clean_block(" " * cells)
