"""Pictures drawn for tests, and files that only look like some."""

from __future__ import annotations

import io
import struct
import zlib
from typing import TYPE_CHECKING, Final

from PIL import Image  # noqa: TID253 - only tests draw pictures

__all__ = [
    "BLUE",
    "GREEN",
    "RED",
    "WHITE",
    "Image",
    "chunk",
    "flag",
    "long_gif",
    "png_of_size",
    "saved",
]

if TYPE_CHECKING:
    from collections.abc import Iterator

RED: Final = (255, 0, 0)
GREEN: Final = (0, 255, 0)
BLUE: Final = (0, 0, 255)
WHITE: Final = (255, 255, 255)


def flag(size: int = 4) -> Image.Image:
    """Four fields: red and green above, blue and white below."""
    image = Image.new("RGB", (size, size))
    half = size // 2
    for corner, colour in (((0, 0), RED), ((half, 0), GREEN), ((0, half), BLUE)):
        image.paste(colour, (*corner, corner[0] + half, corner[1] + half))
    image.paste(WHITE, (half, half, size, size))
    return image


def saved(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    """Write a picture as a file."""
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def chunk(name: bytes, data: bytes) -> bytes:
    """Write one part of a PNG file."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png_of_size(width: int, height: int, data: bytes = b"") -> bytes:
    """Write a PNG file that says it is of a size."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(data))
    return b"\x89PNG\r\n\x1a\n" + head + body + chunk(b"IEND", b"")


def long_gif(frames: int) -> bytes:
    """Write a GIF file of many frames, the first of them red."""

    def each() -> Iterator[Image.Image]:
        for number in range(frames - 1):
            yield Image.new("RGB", (8, 8), (0, number % 256, number // 256))

    first = Image.new("RGB", (8, 8), RED)
    return saved(first, "GIF", save_all=True, append_images=each())
