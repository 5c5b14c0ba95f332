"""Pictures as the sandbox decodes them: upright, scaled, and never more than can be borne."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import pytest
from tests.drawn import BLUE, GREEN, RED, WHITE, Image, chunk, flag, long_gif, png_of_size, saved

from newstui.errors import FormatError
from newstui.formats.pictures import FORMATS, PIXEL_LIMIT, is_picture
from newstui.model.raster import Box, Raster
from newstui.refresh.sandbox_client import Sandbox
from newstui.text.raster_records import raster_from_record, raster_record

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOM = Box(width=80, height=40)
_ORIENTATION = 0x0112


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as opened:
        yield opened


def colour_at(raster: Raster, x: int, y: int) -> tuple[int, ...]:
    start = (y * raster.width + x) * 3
    return tuple(raster.pixels[start : start + 3])


def corners(raster: Raster) -> list[tuple[int, ...]]:
    right, bottom = raster.width - 1, raster.height - 1
    return [colour_at(raster, x, y) for y in (0, bottom) for x in (0, right)]


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_is_decoded_and_named(sandbox: Sandbox, kind: str) -> None:
    options = {} if kind in {"BMP", "GIF"} else {"quality": 95}
    if kind == "WEBP":
        options = {"lossless": True}
    data = saved(flag(64), kind, **options)
    assert is_picture(data)
    raster = sandbox.decode(data, origin="x", box=ROOM)
    assert (raster.width, raster.height, raster.format) == (40, 40, kind)
    assert (raster.full_width, raster.full_height) == (64, 64)
    for found, expected in zip(corners(raster), (RED, GREEN, BLUE, WHITE), strict=True):
        assert all(abs(a - b) < 16 for a, b in zip(found, expected, strict=True))


def test_a_small_picture_is_not_enlarged(sandbox: Sandbox) -> None:
    raster = sandbox.decode(saved(flag()), origin="x", box=ROOM)
    assert raster.pixels == flag().tobytes()


def test_a_picture_taken_sideways_is_turned_upright(sandbox: Sandbox) -> None:
    exif = Image.Exif()
    exif[_ORIENTATION] = 6
    data = saved(flag(64).resize((128, 64)), "JPEG", quality=95, exif=exif)
    raster = sandbox.decode(data, origin="x", box=ROOM)
    assert (raster.full_width, raster.full_height) == (64, 128)
    assert (raster.width, raster.height) == (20, 40)
    found = [max(range(3), key=colour.__getitem__) for colour in corners(raster)[:2]]
    assert found == [2, 0]


def test_white_shows_through_what_is_clear(sandbox: Sandbox) -> None:
    data = saved(Image.new("RGBA", (2, 1), (0, 0, 0, 0)))
    assert sandbox.decode(data, origin="x", box=ROOM).pixels == bytes(WHITE * 2)
    palette = Image.new("P", (2, 1), 0)
    data = saved(palette, "PNG", transparency=0)
    assert sandbox.decode(data, origin="x", box=ROOM).pixels == bytes(WHITE * 2)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "CMYK", "I;16", "YCbCr"])
def test_pictures_of_other_kinds_of_pixels_are_seen(sandbox: Sandbox, mode: str) -> None:
    image = Image.new("L", (8, 8), 255).convert("I").point(lambda value: value * 257)
    image = image.convert("I;16") if mode == "I;16" else Image.new("L", (8, 8), 255).convert(mode)
    data = saved(image, "JPEG" if mode in {"CMYK", "YCbCr"} else "PNG")
    raster = sandbox.decode(data, origin="x", box=ROOM)
    assert min(raster.pixels) > 250


def test_a_picture_for_few_colours_comes_with_them(sandbox: Sandbox) -> None:
    raster = sandbox.decode(saved(flag(64)), origin="x", box=Box(width=64, height=64, colours=16))
    assert len(raster.pixels) == 64 * 64
    assert set(zip(*[iter(raster.palette)] * 3, strict=True)) >= {RED, GREEN, BLUE, WHITE}


def test_of_ten_thousand_frames_only_the_first_is_decoded(sandbox: Sandbox) -> None:
    raster = sandbox.decode(long_gif(10_000), origin="x", box=ROOM)
    assert (raster.width, raster.height) == (8, 8)
    assert colour_at(raster, 0, 0) == RED


def test_nonsense_beside_a_picture_does_not_hide_it(sandbox: Sandbox) -> None:
    exif = b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + b"\x12\x01\x03\0\xff\xff\xff\xff" * 8_000
    assert sandbox.decode(saved(flag(64), "JPEG", exif=exif[:65_000]), origin="x", box=ROOM)
    png = saved(flag(64))
    huge = chunk(b"eXIf", b"MM\0*" + b"\xff" * 4_000_000)
    raster = sandbox.decode(png[:33] + huge + png[33:], origin="x", box=ROOM)
    assert raster.full_width == 64


_JPEG = saved(flag(64), "JPEG")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b"Just some words.", "is not a picture newstui knows"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "is damaged or cut off"),
        (b'<?xml version="1.0"?>\n<!-- x --><svg xmlns="a">', "is an SVG drawing"),
        (b"\xef\xbb\xbf<svg>", "is an SVG drawing"),
        (b"\n<!DOCTYPE html><title>Not found", "is a web page, not a picture"),
        (saved(flag(64))[:120], "is damaged or cut off"),
        (_JPEG[: len(_JPEG) // 2], "is damaged or cut off"),
        (png_of_size(64, 64, b"\0" * 10), "is damaged or cut off"),
        (png_of_size(100_000, 100_000), "has 100,000 x 100,000 pixels, more than 50 million"),
        (png_of_size(PIXEL_LIMIT + 1, 1), "more than 50 million"),
        (struct.pack("<2sIHHIIii", b"BM", 0, 0, 0, 54, 40, 2**31 - 1, 2**31 - 1), "is damaged or"),
        (saved(flag(), "TIFF"), "is not a picture newstui knows"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "is not a picture newstui knows"),
    ],
)
def test_what_is_no_picture_is_named_for_what_it_is(
    sandbox: Sandbox, data: bytes, reason: str
) -> None:
    with pytest.raises(FormatError) as raised:
        sandbox.decode(data, origin="images.example/x", box=ROOM)
    assert raised.value.origin == "images.example/x"
    assert reason in raised.value.reason
    assert sandbox.decode(saved(flag()), origin="y", box=ROOM).width == 4


def test_no_more_is_handed_back_than_a_screen_can_show(sandbox: Sandbox) -> None:
    data = saved(Image.new("L", (5_000, 5_000)))
    raster = sandbox.decode(data, origin="x", box=Box(width=10**6, height=10**6))
    assert (raster.width, raster.height) == (2_048, 2_048)


def test_pixels_that_do_not_fit_their_size_are_refused() -> None:
    good = Raster(width=2, height=1, pixels=bytes(6), format="PNG", full_width=2, full_height=1)
    record = raster_record(good)
    assert raster_from_record(record) == good
    for wrong in (
        {"width": 3},
        {"width": 0},
        {"pixels": "AAAA"},
        {"pixels": "\x1b[2J"},
        {"pixels": None},
        {"palette": "AAAA", "pixels": "AAE="},
    ):
        with pytest.raises(ValueError, match=r"pixel|base64"):
            raster_from_record({**record, **wrong})
