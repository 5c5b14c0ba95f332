"""A picture as it can be drawn: its pixels, scaled to what the screen can show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

RGB_BYTES: Final = 3
"""Of a pixel, or of a colour of a palette."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """The room a picture is to fit into, and how it is to be drawn."""

    width: int
    """Pixels."""
    height: int
    """Pixels."""
    colours: int = 0
    """Most colours it may have, at most 256; 0 for any number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Raster:
    """A decoded picture. It may be kept and drawn, and holds no byte of its file."""

    width: int
    """Pixels."""
    height: int
    """Pixels."""
    pixels: bytes
    """Row by row from the top: red, green and blue of each; with a palette its index."""
    palette: bytes = b""
    """Red, green and blue of each colour; empty when every pixel has its own."""
    format: str
    """Which its file had, as "JPEG"."""
    full_width: int
    """Of the picture in its file, in pixels, as it is to be seen."""
    full_height: int

    def __post_init__(self) -> None:
        """Refuse what does not add up.

        Raises:
            ValueError: If there are more or fewer pixels than its size says.
        """
        count = self.width * self.height
        expected = count if self.palette else count * RGB_BYTES
        if min(self.width, self.height) < 1 or len(self.pixels) != expected:
            raise ValueError("pixels and size of a picture do not agree")
        if self.palette and max(self.pixels) * RGB_BYTES >= len(self.palette):
            raise ValueError("a pixel has no colour")
