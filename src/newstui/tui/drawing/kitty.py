"""Pictures by the graphics protocol of kitty, which ghostty, WezTerm and Konsole know, too.

Pixels are compressed and written in base64 here, so nothing but letters, digits, "+", "/" and "="
stands between what this module writes itself (sw.kovidgoyal.net/kitty/graphics-protocol).
"""

from __future__ import annotations

import zlib
from base64 import standard_b64encode
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from newstui.model.raster import Raster
    from newstui.tui.drawing.place import Place

_ID: Final = 0x6E_65_77
"""The number of the one picture that is shown; terminals keep those of other windows apart."""
_CHUNK: Final = 4_096
"""Most characters of a part (the protocol's own bound)."""
_LEVEL: Final = 3
"""Of compression: half as long as the pixels in most cases, and soon done."""

CLEAR: Final = f"\x1b_Ga=d,d=I,i={_ID},q=2\x1b\\"
"""Takes the picture away and lets the terminal forget it."""


def draw_kitty(raster: Raster, place: Place) -> str:
    """Draw a picture over the cells of a place; the cursor is afterwards where it was.

    Args:
        raster: Without a palette.
        place: Where.
    """
    payload = standard_b64encode(zlib.compress(raster.pixels, _LEVEL)).decode("ascii")
    parts = [payload[start : start + _CHUNK] for start in range(0, len(payload), _CHUNK)]
    about = (
        f"a=T,f=24,o=z,s={raster.width},v={raster.height},i={_ID},q=2,C=1"
        f",c={place.columns},r={place.rows}"
    )
    last = len(parts) - 1
    sequence = [
        f"\x1b_G{about if number == 0 else 'q=2'},m={int(number < last)};{part}\x1b\\"
        for number, part in enumerate(parts)
    ]
    return place.at("".join(sequence))
