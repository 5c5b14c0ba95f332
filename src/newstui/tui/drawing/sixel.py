"""Pictures as sixels: bands of six rows of pixels, a colour at a time (DEC STD 070).

Written from numbers alone: "?" to "~" for six pixels, and "#", "!", "$", "-", '"', ";" and digits.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newstui.model.raster import RGB_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newstui.model.raster import Raster
    from newstui.tui.drawing.place import Place

_BAND: Final = 6
"""Rows of pixels in a band."""
_FIRST: Final = 0x3F
"""The character of six pixels none of which is set."""
_PER_CENT: Final = 100
_MOST: Final = 255
_RUN: Final = re.compile(rb"\?{4,}+|~{4,}+")
"""What is shorter when it is counted: stretches without a colour, and full of it."""
_SHIFTED: Final = bytes((_FIRST + value) & 0xFF for value in range(256))


def draw_sixels(raster: Raster, place: Place) -> str:
    """Draw a picture with its top left corner at that of a place.

    Args:
        raster: With a palette.
        place: Where.
    """
    head = f'\x1bP0;1;0q"1;1;{raster.width};{raster.height}'
    bands = "-".join(_bands(raster))
    return place.at(f"{head}{_palette(raster.palette)}{bands}\x1b\\")


def _palette(palette: bytes) -> str:
    colours = zip(*[iter(palette)] * RGB_BYTES, strict=True)
    return "".join(
        f"#{number};2;" + ";".join(str(round(part * _PER_CENT / _MOST)) for part in colour)
        for number, colour in enumerate(colours)
    )


def _bands(raster: Raster) -> Iterator[str]:
    width = raster.width
    for top in range(0, raster.height, _BAND):
        rows = [
            raster.pixels[y * width : (y + 1) * width]
            for y in range(top, min(top + _BAND, raster.height))
        ]
        # "$" goes back to the left edge for the next colour.
        yield "$".join(
            f"#{colour}{_sixels(rows, colour)}" for colour in sorted(set(b"".join(rows)))
        )


def _sixels(rows: list[bytes], colour: int) -> str:
    """Write where in a band a colour is; each row is one bit, and the first the lowest."""
    total = 0
    for bit, row in enumerate(rows):
        if colour in row:
            table = bytearray(256)
            table[colour] = 1 << bit
            total |= int.from_bytes(row.translate(table), "big")
    line = total.to_bytes(len(rows[0]), "big").translate(_SHIFTED)
    return _RUN.sub(_counted, line).decode("ascii")


def _counted(run: re.Match[bytes]) -> bytes:
    return b"!%d%b" % (len(run[0]), run[0][:1])
