"""How one headline is drawn: two or three lines beside other panes, one line alone."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.style import Style

from newstui.config import Column
from newstui.newsroom.days import clock_column
from newstui.text.clean import NOTHING, clean_block
from newstui.tui.strips import cut, line_strip, spaced, wrapped

if TYPE_CHECKING:
    from textual.strip import Strip

    from newstui.model.headline import Headline, Mark
    from newstui.model.text import SafeText
    from newstui.tui.glyphs import GlyphSet
    from newstui.tui.strips import Part
    from newstui.tui.themes import Look

_MARGIN = 3
_TITLE_LINES = 2
_OUTLET_CELLS = 16
_ROOM_FOR = {Column.TIME: 24, Column.VOICES: 32, Column.OUTLET: 50}
"""Cells from which a column stands before the title on a line."""
_STAR_CELLS = 2
_MOST_VOICES = 99


class RowShape(NamedTuple):
    """What a row's drawing depends on besides its story."""

    width: int
    one_line: bool
    look: Look
    glyphs: GlyphSet
    columns: tuple[Column, ...] = (Column.TIME, Column.OUTLET)
    """What stands beside the title, in this order."""


def row_height(headline: Headline | None, shape: RowShape) -> int:
    """Count the lines a row takes."""
    if shape.one_line or headline is None:
        return 1
    return bool(shape.columns) + len(_title_lines(headline.title, shape))


def draw_row(  # noqa: PLR0913 - everything a row shows, by name
    headline: Headline | None,
    mark: Mark,
    shape: RowShape,
    *,
    voices: int | None = None,
    here: bool,
    over: Style | None,
) -> tuple[Strip, ...]:
    """Draw one story's row; a story that is gone leaves an empty line.

    Args:
        headline: What to draw.
        mark: Read and bookmarked as the reader left them.
        shape: Width, lines and look.
        voices: How many sources it has; `None` when that is not known.
        here: Whether the cursor is on it.
        over: Style laid over the whole row.
    """
    look, width = shape.look, shape.width
    if headline is None:
        return (line_strip((), width, look.text, over=over),)
    if shape.one_line:
        lead = _lead(headline, mark, shape, here=here)
        parts = [*lead, *_facts(headline, shape, voices), *_star(mark, shape)]
        used = sum(cell_len(text) for text, _style in parts)
        title = cut(headline.title, width - used, shape.glyphs.ellipsis)
        parts.append((title, _ink(headline, mark, look)))
        parts += _tags(headline, width - used - cell_len(title), look)
        return (line_strip(parts, width, look.text, over=over),)
    lines = _block_lines(headline, mark, shape, voices, here=here)
    return tuple(line_strip(parts, width, look.text, over=over) for parts in lines)


def _block_lines(
    headline: Headline, mark: Mark, shape: RowShape, voices: int | None, *, here: bool
) -> list[list[Part]]:
    """Compose the columns, and the title below them; without columns the title alone."""
    look = shape.look
    edge = (
        (clean_block(f"{shape.glyphs.here}  "), look.accent)
        if here
        else (spaced(_MARGIN), look.text)
    )
    titles: list[list[Part]] = [
        [edge, (title, _ink(headline, mark, look))] for title in _title_lines(headline.title, shape)
    ]
    lead = _lead(headline, mark, shape, here=here)
    if shape.columns:
        first = [*lead, *_flexible_facts(headline, mark, shape, voices)]
        first += _tags(headline, _room_beside(first, mark, shape), look)
        rest = titles
    else:
        first, rest = [*lead, *titles[0][1:]], titles[1:]
    if mark.bookmarked:
        used = sum(cell_len(text) for text, _style in first)
        gap = shape.width - used - _STAR_CELLS
        first += [(spaced(gap), look.text), (clean_block(shape.glyphs.bookmarked), look.star)]
    return [first, *rest]


def _room_beside(parts: list[Part], mark: Mark, shape: RowShape) -> int:
    """Count the cells left in a line, the star's not among them."""
    used = sum(cell_len(text) for text, _style in parts)
    return shape.width - used - (_STAR_CELLS if mark.bookmarked else 0)


def _flexible_facts(
    headline: Headline, mark: Mark, shape: RowShape, voices: int | None
) -> list[Part]:
    """Compose the columns so that the outlet has whatever room the others leave."""
    fixed = {column: _fixed(column, headline, voices) for column in shape.columns}
    used = sum(cell_len(text) for text in fixed.values())
    star = _STAR_CELLS if mark.bookmarked else 0
    outlet = cut(headline.outlet, shape.width - _MARGIN - used - star, shape.glyphs.ellipsis)
    if shape.columns[-1] is not Column.OUTLET:
        outlet = clean_block(f"{outlet} ")
    words = fixed | {Column.OUTLET: outlet}
    return [(words[column], shape.look.muted) for column in shape.columns]


def _fixed(column: Column, headline: Headline, voices: int | None) -> SafeText:
    """Show a column that takes as many cells in every row; nothing for another one."""
    if column is Column.TIME:
        return clean_block(f"{clock_column(headline.at if headline.dated else None)} ")
    if column is Column.VOICES:
        shown = "" if voices is None else min(voices, _MOST_VOICES)
        return clean_block(f"{shown:>2} ")
    return NOTHING


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
        (clean_block(glyphs.highlighted if headline.is_highlighted else " "), look.star),
    ]


def _facts(headline: Headline, shape: RowShape, voices: int | None) -> list[Part]:
    """Draw the columns, each as far as there is room."""
    look = shape.look
    parts: list[Part] = []
    for column in shape.columns:
        if shape.width < _ROOM_FOR[column]:
            continue
        if column is not Column.OUTLET:
            parts.append((_fixed(column, headline, voices), look.muted))
            continue
        outlet = cut(headline.outlet, _OUTLET_CELLS, shape.glyphs.ellipsis)
        gap = _OUTLET_CELLS - cell_len(outlet) + 1
        parts += [(outlet, look.muted), (spaced(gap), look.text)]
    return parts


def _star(mark: Mark, shape: RowShape) -> list[Part]:
    star = shape.glyphs.bookmarked if mark.bookmarked else " "
    return [(clean_block(f"{star} "), shape.look.star)]


def _tags(headline: Headline, room: int, look: Look) -> list[Part]:
    """Name the reader's tags where there is room for all of them."""
    text = clean_block(f" {' '.join(f'#{tag}' for tag in headline.tags)}")
    return [(text, look.muted)] if headline.tags and cell_len(text) < room else []


def _ink(headline: Headline, mark: Mark, look: Look) -> Style:
    if headline.is_highlighted:
        return look.star if mark.read else look.star + Style(bold=True)
    return look.text if mark.read else look.title


def _title_lines(title: SafeText, shape: RowShape) -> list[SafeText]:
    star = 0 if shape.columns else _STAR_CELLS
    return _broken_title(title, shape.width - star, shape.glyphs.ellipsis)


@lru_cache(maxsize=1_024)
def _broken_title(title: SafeText, width: int, ellipsis: str) -> list[SafeText]:
    return wrapped(title, width - _MARGIN - 1, at_most=_TITLE_LINES, ellipsis=ellipsis)
