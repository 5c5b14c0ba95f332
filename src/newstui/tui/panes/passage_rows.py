"""How what a story says of the words looked for is drawn below its headline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from rich.style import Style

from newstui.text.clean import NOTHING, clean_block
from newstui.tui.strips import cut, line_strip, spaced

if TYPE_CHECKING:
    from textual.strip import Strip

    from newstui.model.text import Offsets, SafeText
    from newstui.newsroom.searching import Passage
    from newstui.tui.panes.headline_rows import RowShape
    from newstui.tui.strips import Part

_MARGIN: Final = 3
_BEFORE: Final = 5
"""A match that would be cut is moved into the first such part of the line."""
_MATCH: Final = Style(bold=True, underline=True)


def draw_passage(
    passage: Passage | None, shape: RowShape, *, here: bool, over: Style | None
) -> Strip:
    """Draw the line; an empty one where the text says nothing of the words, or is not read yet.

    Args:
        passage: What it says.
        shape: Width and look.
        here: Whether the cursor is on its story.
        over: Style laid over the whole line.
    """
    look = shape.look
    edge = f"{shape.glyphs.here}  " if here else " " * _MARGIN
    parts: list[Part] = [(clean_block(edge), look.accent)]
    if passage is not None:
        text, matches = _fitted(passage, shape.width - _MARGIN - 1, shape.glyphs.ellipsis)
        at = 0
        for start, end in matches:
            parts += [
                (clean_block(text[at:start]), look.muted),
                (clean_block(text[start:end]), look.text + _MATCH),
            ]
            at = end
        parts.append((clean_block(text[at:]), look.muted))
    parts.append((spaced(1), look.text))
    return line_strip(parts, shape.width, look.text, over=over)


def _fitted(passage: Passage, room: int, ellipsis: str) -> tuple[SafeText, list[Offsets]]:
    """Cut a passage so that its first match is to be seen."""
    if room <= 0 or not passage.matches:
        return NOTHING, []
    text, (first, last) = passage.text, passage.matches[0]
    begin = 0
    if cell_len(text[:last]) > room - 1:
        begin = max(0, first - room // _BEFORE)
        space = text.find(" ", begin, first)
        begin = space + 1 if space >= 0 else begin
    lead = ellipsis if begin else ""
    shown = cut(clean_block(lead + text[begin:]), room, ellipsis)
    shift = begin - len(lead)
    whole = len(shown) if shown == lead + text[begin:] else len(shown) - len(ellipsis)
    matches = [(start - shift, min(end - shift, whole)) for start, end in passage.matches]
    return shown, [(start, end) for start, end in matches if start < end]
