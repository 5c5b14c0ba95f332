"""Pictures by cells: two pixels each, one above the other, or a sign as dark as both."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Final

from rich.color import Color
from rich.style import Style

from newstui.model.raster import RGB_BYTES
from newstui.text.clean import clean_block
from newstui.tui.strips import line_strip, spaced

if TYPE_CHECKING:
    from textual.strip import Strip

    from newstui.model.raster import Raster
    from newstui.tui.themes import Look

PIXELS_A_CELL: Final = 2
_UPPER_HALF: Final = "▀"
_RAMP: Final = " .:-=+*#%@"
"""From no ink to much."""
_MOST: Final = 255
_HALF: Final = 128
_WEIGHTS: Final = (299, 587, 114)
"""Of red, green and blue in how bright a colour looks, in thousandths (ITU-R BT.601)."""
_Pixel = tuple[int, ...]


def block_line(raster: Raster, row: int, width: int, look: Look, *, in_signs: bool) -> Strip:
    """Draw one line of a picture, in the middle of `width` cells.

    Args:
        raster: Without a palette.
        row: Of cells, from the top.
        width: Cells.
        look: Its text is drawn with when there are no colours.
        in_signs: Whether it is drawn by signs in one colour.
    """
    upper = _pixels(raster, row * PIXELS_A_CELL)
    lower = _pixels(raster, row * PIXELS_A_CELL + 1)
    left = spaced((width - raster.width) // 2)
    if in_signs:
        is_dark_ink = _is_dark_ink(look)
        below = lower or upper
        signs = (_sign(pair, is_dark_ink) for pair in zip(upper, below, strict=True))
        return line_strip(
            [(left, look.text), (clean_block("".join(signs)), look.text)], width, look.text
        )
    pairs = zip(upper, lower or [()] * len(upper), strict=True)
    parts = [(left, look.text)]
    for (above, below_it), run in groupby(pairs):
        text = clean_block(_UPPER_HALF * len(list(run)))
        parts.append((text, look.text + _style(above, below_it)))
    return line_strip(parts, width, look.text)


def _pixels(raster: Raster, y: int) -> list[_Pixel]:
    """Take one row of pixels; none below the last."""
    length = raster.width * RGB_BYTES
    row = raster.pixels[y * length : (y + 1) * length]
    return list(zip(*[iter(row)] * RGB_BYTES, strict=True))


@lru_cache(maxsize=4_096)
def _style(above: _Pixel, below: _Pixel) -> Style:
    return Style(color=Color.from_rgb(*above), bgcolor=Color.from_rgb(*below) if below else None)


def _brightness(pixel: _Pixel) -> int:
    return sum(part * weight for part, weight in zip(pixel, _WEIGHTS, strict=True)) // 1_000


def _sign(pair: tuple[_Pixel, _Pixel], is_dark_ink: bool) -> str:  # noqa: FBT001 - of one line
    bright = (_brightness(pair[0]) + _brightness(pair[1])) // 2
    ink = _MOST - bright if is_dark_ink else bright
    return _RAMP[ink * len(_RAMP) // (_MOST + 1)]


def _is_dark_ink(look: Look) -> bool:
    """Whether letters are darker than their ground; unknown ones are taken for light."""
    colour = look.text.color
    if colour is None or colour.is_default:
        return False
    return _brightness(colour.get_truecolor()) < _HALF
