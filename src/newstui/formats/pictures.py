"""Pictures: bytes -> pixels, by Pillow, which only this module knows and only the sandbox imports.

Nothing is decoded before its size is known to be bearable, and only formats that publishers use.
"""

from __future__ import annotations

import io
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from newstui.errors import FormatError
from newstui.model.raster import Raster

if TYPE_CHECKING:
    from PIL.Image import Image

    from newstui.model.raster import Box

PIXEL_LIMIT: Final = 50_000_000
"""Most pixels of a picture that is decoded."""
SIDE_LIMIT: Final = 2_048
"""Longest side of a picture that is handed back, in pixels."""
FORMATS: Final = ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "BMP")
"""What is read, by Pillow's names."""
_MULTI_PICTURE: Final = "MPO"
"""What Pillow calls a JPEG file with another picture behind the first."""
_DAMAGED: Final = "is damaged or cut off before its end"
_HEAD_BYTES: Final = 1_024
_SVG: Final = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE svg[^>]*>\s*)*<svg\b")
_PAGE: Final = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b")
_WHITE: Final = (255, 255, 255, 255)
"""What shows through a picture: drawings are made for paper."""
_DEEP: Final = ("I;16", "I;16L", "I;16B", "I;16N", "I")
_TURNED: Final = frozenset({5, 6, 7, 8})
"""Orientations in which width and height change places (Exif 2.3, tag 0x0112)."""
_ORIENTATION: Final = 0x0112
_SIGNATURES: Final = re.compile(
    rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|GIF8[79]a|RIFF.{4}WEBP|.{4}ftypavi[fs]|BM", re.DOTALL
)
"""What files of these formats begin with."""


def is_picture(data: bytes) -> bool:
    """Whether a file begins as those of a picture do; it may be damaged for all that."""
    return _SIGNATURES.match(data) is not None


def decode_picture(data: bytes, *, origin: str, box: Box) -> Raster:
    """Read a picture, the first of several, turned upright and scaled down to fit a box.

    Args:
        data: The file.
        origin: Names it in errors.
        box: The room there is; a side longer than `SIDE_LIMIT` counts as that.

    Raises:
        FormatError: If it is no picture newstui shows.
    """
    image = _open(data, origin)
    name, full = image.format or "", image.size
    if full[0] * full[1] > PIXEL_LIMIT:
        reason = f"has {full[0]:,} x {full[1]:,} pixels, more than {PIXEL_LIMIT // 10**6} million"
        raise FormatError(origin, reason)
    turn = _orientation(image)
    room = min(box.width, SIDE_LIMIT), min(box.height, SIDE_LIMIT)
    if turn in _TURNED:
        room, full = room[::-1], full[::-1]
    try:
        small = _turned(_flat(_scaled(image, room)), turn)
    except (OSError, SyntaxError, ValueError) as error:
        raise FormatError(origin, _DAMAGED) from error
    palette = b""
    if box.colours:
        small = small.quantize(min(box.colours, 256))
        palette = bytes(small.getpalette("RGB") or ())
    return Raster(
        width=small.width,
        height=small.height,
        pixels=small.tobytes(),
        palette=palette,
        format="JPEG" if name == _MULTI_PICTURE else name,
        full_width=full[0],
        full_height=full[1],
    )


def _open(data: bytes, origin: str) -> Image:
    """Read the head of a file; its pixels are not touched."""
    try:
        # Known by name before they are asked for, or Pillow loads every format it has.
        from PIL import AvifImagePlugin, Image, WebPImagePlugin  # noqa: F401 - to be registered
    except ImportError as error:
        raise FormatError(origin, "cannot be shown: the library Pillow is missing") from error
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1
    # The size is judged by ourselves, by a stricter bound and without a warning.
    Image.MAX_IMAGE_PIXELS = None
    try:
        return Image.open(io.BytesIO(data), formats=FORMATS)
    except (OSError, SyntaxError, ValueError) as error:
        raise FormatError(origin, _kind_problem(data)) from error


def _kind_problem(data: bytes) -> str:
    """Say what it is instead of a picture."""
    head = data[:_HEAD_BYTES].removeprefix(b"\xef\xbb\xbf").lower()
    if not head:
        return "is empty"
    if _SVG.match(head):
        return "is an SVG drawing, which newstui does not show"
    if _PAGE.match(head):
        return "is a web page, not a picture"
    if is_picture(data):
        return _DAMAGED
    known = ", ".join("WebP" if name == "WEBP" else name for name in FORMATS)
    return f"is not a picture newstui knows ({known})"


def _orientation(image: Image) -> int:
    """Which way up it was taken; 1 when that is not said, or not understood."""
    # Whatever nonsense stands beside a picture, the picture itself may be good.
    with suppress(Exception):
        turn = image.getexif().get(_ORIENTATION)
        return turn if isinstance(turn, int) else 1
    return 1


def _scaled(image: Image, room: tuple[int, int]) -> Image:
    """Decode it, and scale it down to fit; a small one stays as it is."""
    from PIL.Image import Resampling

    ratio = min(1.0, room[0] / image.width, room[1] / image.height)
    size = max(1, round(image.width * ratio)), max(1, round(image.height * ratio))
    # JPEG can be decoded at a fraction of its size.
    image.draft(None, size)
    image.load()
    if image.mode in _DEEP:
        image = image.point(lambda value: value * (1 / 256))
    if image.mode not in {"L", "LA", "RGB", "RGBA"}:
        is_clear = "A" in image.mode or "a" in image.mode or "transparency" in image.info
        image = image.convert("RGBA" if is_clear else "RGB")
    if size == image.size:
        return image
    return image.resize(size, Resampling.LANCZOS, reducing_gap=2.0)


def _flat(image: Image) -> Image:
    """Lay it on white where something shows through."""
    from PIL.Image import alpha_composite, new

    if image.mode in {"LA", "RGBA"} or "transparency" in image.info:
        clear = image.convert("RGBA")
        image = alpha_composite(new("RGBA", clear.size, _WHITE), clear)
    return image.convert("RGB")


def _turned(image: Image, turn: int) -> Image:
    """Turn it upright."""
    from PIL.Image import Transpose

    ways = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    way = ways.get(turn)
    return image if way is None else image.transpose(way)
