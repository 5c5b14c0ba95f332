"""How one headline is drawn: two or three lines beside other panes, one line alone."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from newstui.newsroom.days import shown_clock
from newstui.text.clean import clean_block
from newstui.tui.strips import cut, line_strip, spaced, wrapped

if TYPE_CHECKING:
    from rich.style import Style
    from textual.strip import Strip

    from newstui.model.headline import Headline, Mark
    from newstui.model.text import SafeText
    from newstui.tui.glyphs import GlyphSet
    from newstui.tui.strips import Part
    from newstui.tui.themes import Look

_MARGIN = 3
_TITLE_LINES = 2
_OUTLET_CELLS = 16
_ROOM_FOR_OUTLET = 50
_ROOM_FOR_CLOCK = 24
_UNDATED = clean_block("--:--")


class RowShape(NamedTuple):
    """What a row's drawing depends on besides its story."""

    width: int
    one_line: bool
    look: Look
    glyphs: GlyphSet


def row_height(headline: Headline | None, shape: RowShape) -> int:
    """Count the lines a row takes."""
    if shape.one_line or headline is None:
        return 1
    return 1 + len(_title_lines(headline.title, shape.width, shape.glyphs.ellipsis))


def draw_row(
    headline: Headline | None, mark: Mark, shape: RowShape, *, here: bool, over: Style | None
) -> tuple[Strip, ...]:
    """Draw one story's row; a story that is gone leaves an empty line.

    Args:
        headline: What to draw.
        mark: Read and bookmarked as the reader left them.
        shape: Width, lines and look.
        here: Whether the cursor is on it.
        over: Style laid over the whole row.
    """
    look, width = shape.look, shape.width
    if headline is None:
        return (line_strip((), width, look.text, over=over),)
    if shape.one_line:
        lead = _lead(headline, mark, shape, here=here)
        parts = [*lead, *_facts(headline, shape), *_star(mark, shape)]
        used = sum(cell_len(text) for text, _style in parts)
        parts.append((cut(headline.title, width - used, shape.glyphs.ellipsis), _ink(mark, look)))
        return (line_strip(parts, width, look.text, over=over),)
    lines = _block_lines(headline, mark, shape, here=here)
    return tuple(line_strip(parts, width, look.text, over=over) for parts in lines)


def _block_lines(
    headline: Headline, mark: Mark, shape: RowShape, *, here: bool
) -> list[list[Part]]:
    """Compose time and outlet, and the title below them."""
    look, width = shape.look, shape.width
    lead = _lead(headline, mark, shape, here=here)
    clock = shown_clock(headline.at) if headline.dated else _UNDATED
    room = width - _MARGIN - len(clock) - 1 - (2 if mark.bookmarked else 0)
    outlet = cut(headline.outlet, room, shape.glyphs.ellipsis)
    first = [*lead, (clean_block(f"{clock} "), look.muted), (outlet, look.muted)]
    if mark.bookmarked:
        first.append((spaced(room - cell_len(outlet)), look.text))
        first += [(clean_block(shape.glyphs.bookmarked), look.star)]
    edge = (
        (clean_block(f"{shape.glyphs.here}  "), look.accent)
        if here
        else (spaced(_MARGIN), look.text)
    )
    titles = _title_lines(headline.title, shape.width, shape.glyphs.ellipsis)
    return [first, *([edge, (title, _ink(mark, look))] for title in titles)]


def draw_rule(begins: SafeText, shape: RowShape) -> Strip:
    """Draw the line that says which day begins."""
    rule, look = shape.glyphs.rule, shape.look
    name = clean_block(f" {begins} ")
    rest = clean_block(rule * max(0, shape.width - len(name) - 4))
    parts = [(clean_block(f" {rule * 2}"), look.line), (name, look.muted), (rest, look.line)]
    return line_strip(parts, shape.width, look.text)


def _lead(headline: Headline, mark: Mark, shape: RowShape, *, here: bool) -> list[Part]:
    glyphs, look = shape.glyphs, shape.look
    dot = glyphs.changed if headline.is_changed else " "
    return [
        (clean_block(glyphs.here if here else " "), look.accent),
        (clean_block(dot if mark.read else glyphs.unread), look.accent),
        (spaced(1), look.text),
    ]


def _facts(headline: Headline, shape: RowShape) -> list[Part]:
    """Draw time and outlet as columns, as far as there is room."""
    look = shape.look
    parts: list[Part] = []
    if shape.width >= _ROOM_FOR_CLOCK:
        clock = shown_clock(headline.at) if headline.dated else _UNDATED
        parts.append((clean_block(f"{clock} "), look.muted))
    if shape.width >= _ROOM_FOR_OUTLET:
        outlet = cut(headline.outlet, _OUTLET_CELLS, shape.glyphs.ellipsis)
        gap = _OUTLET_CELLS - cell_len(outlet) + 1
        parts += [(outlet, look.muted), (spaced(gap), look.text)]
    return parts


def _star(mark: Mark, shape: RowShape) -> list[Part]:
    star = shape.glyphs.bookmarked if mark.bookmarked else " "
    return [(clean_block(f"{star} "), shape.look.star)]


def _ink(mark: Mark, look: Look) -> Style:
    return look.text if mark.read else look.title


@lru_cache(maxsize=1_024)
def _title_lines(title: SafeText, width: int, ellipsis: str) -> list[SafeText]:
    return wrapped(title, width - _MARGIN - 1, at_most=_TITLE_LINES, ellipsis=ellipsis)
