"""What is sent to terminals that show pixels: well-formed, and of newstui's own making."""

from __future__ import annotations

import random
import re
import zlib
from base64 import b64decode

import pytest

from newstui.config import Pictures
from newstui.model.raster import Raster
from newstui.tui.drawing import kitty
from newstui.tui.drawing.canvas import Canvas
from newstui.tui.drawing.overlay import box_for, draw_over
from newstui.tui.drawing.place import Place
from newstui.tui.drawing.sixel import draw_sixels
from newstui.tui.drawing.ways import CellSize, Way, choose_way, find_cell_size

CELL = CellSize(8, 16)
ROOM = Place(x=2, y=3, columns=20, rows=5)
_AT = r"\x1b7\x1b\[(\d+);(\d+)H"
_KITTY = re.compile(rf"{_AT}((?:\x1b_G[A-Za-z]=[\w,=]*;[A-Za-z0-9+/=]+\x1b\\)+)\x1b8")
_SIXEL = re.compile(
    rf'{_AT}\x1bP0;1;0q"1;1;(\d+);(\d+)((?:#\d+;2;\d+;\d+;\d+)+)([#!$\-0-9?-~]*)\x1b\\\x1b8'
)


def noise(width: int, height: int, colours: int = 0) -> Raster:
    chance = random.Random(width)  # noqa: S311 - nothing secret
    size = width * height
    palette = b"".join(bytes([number, 0, 255 - number]) for number in range(colours))
    pixels = bytes(chance.randrange(colours) for _ in range(size)) if colours else b""
    return Raster(
        width=width,
        height=height,
        pixels=pixels or chance.randbytes(size * 3),
        palette=palette,
        format="PNG",
        full_width=width,
        full_height=height,
    )


def drawn_by_sixels(sequence: str) -> tuple[list[tuple[int, ...]], bytes]:
    """Draw as a terminal does: the colours, in per cent, and which of them each pixel has."""
    found = _SIXEL.fullmatch(sequence)
    assert found is not None
    width, height = int(found[3]), int(found[4])
    colours = [tuple(map(int, part.split(";")[2:])) for part in found[5].split("#") if part]
    pixels = bytearray(b"\xff" * width * height)
    for band, line in enumerate(found[6].split("-")):
        for part in line.split("$"):
            of_one = re.fullmatch(r"#(\d+)((?:!\d+[?-~]|[?-~])+)", part)
            assert of_one is not None
            x = 0
            for count, sign in re.findall(r"(?:!(\d+))?([?-~])", of_one[2]):
                for _time in range(int(count or 1)):
                    for bit in range(6):
                        if (ord(sign) - 0x3F) >> bit & 1:
                            pixels[(band * 6 + bit) * width + x] = int(of_one[1])
                    x += 1
            assert x == width
    return colours, bytes(pixels)


@pytest.mark.parametrize("size", [(1, 1), (40, 40), (160, 80)])
def test_kitty_gets_the_pixels_in_parts_it_takes(size: tuple[int, int]) -> None:
    raster = noise(*size)
    found = _KITTY.fullmatch(draw_over(Way.KITTY, raster, ROOM, CELL))
    assert found is not None
    parts = [part.split(";") for part in re.findall(r"_G([^\x1b]*)\x1b", found[3])]
    assert all(len(payload) <= 4_096 for _keys, payload in parts)
    assert all(len(payload) % 4 == 0 for _keys, payload in parts)
    assert [keys.rpartition(",")[2] for keys, _payload in parts] == ["m=1"] * (len(parts) - 1) + [
        "m=0"
    ]
    assert zlib.decompress(b64decode("".join(payload for _, payload in parts))) == raster.pixels
    keys = dict(key.split("=") for key in parts[0][0].split(","))
    columns, rows = -(-size[0] // 8), -(-size[1] // 16)
    assert (keys["s"], keys["v"]) == (str(size[0]), str(size[1]))
    assert (keys["c"], keys["r"]) == (str(columns), str(rows))
    # It answers nothing, or its answers would be taken for keys; and the cursor stays.
    assert (keys["q"], keys["C"]) == ("2", "1")
    assert (int(found[1]), int(found[2])) == (4, 3 + (20 - columns) // 2)


def test_what_kitty_shows_is_taken_away_by_its_number() -> None:
    drawn = draw_over(Way.KITTY, noise(4, 4), ROOM, CELL)
    number = re.search(r",i=(\d+),", drawn)
    assert number is not None
    assert f"\x1b_Ga=d,d=I,i={number[1]},q=2\x1b\\" == kitty.CLEAR


@pytest.mark.parametrize(("size", "colours"), [((1, 1), 1), ((9, 13), 3), ((60, 24), 256)])
def test_sixels_draw_every_pixel_in_its_colour(size: tuple[int, int], colours: int) -> None:
    raster = noise(*size, colours=colours)
    shown, pixels = drawn_by_sixels(draw_over(Way.SIXEL, raster, ROOM, CELL))
    assert pixels == raster.pixels
    assert shown[0] == (0, 0, 100)
    assert len(shown) == colours


def test_stretches_of_one_colour_are_counted() -> None:
    row = Raster(
        width=500,
        height=6,
        pixels=bytes(3_000),
        palette=b"\xff\0\0",
        format="GIF",
        full_width=500,
        full_height=6,
    )
    assert draw_sixels(row, ROOM).endswith("#0;2;100;0;0#0!500~\x1b\\\x1b8")


def test_no_more_pixels_are_asked_for_than_the_room_has() -> None:
    assert box_for(Way.BLOCKS, ROOM, CELL).height == 10
    assert box_for(Way.KITTY, ROOM, CELL).width == 160
    sixel = box_for(Way.SIXEL, ROOM, CELL)
    assert (sixel.height, sixel.colours) == (80, 256)
    huge = Place(x=0, y=0, columns=1_000, rows=1_000)
    assert box_for(Way.KITTY, huge, CELL).width == 1_600


def test_what_is_drawn_is_taken_away_once() -> None:
    written: list[str] = []
    canvas = Canvas(written.append)
    canvas.clear()
    canvas.draw("one", undo="-one")
    canvas.draw("two", undo="-two")
    canvas.clear()
    canvas.clear()
    assert written == ["one", "-one", "two", "-two"]
    canvas.draw("three", undo="-three")
    assert canvas.take_undo() == "-three"
    assert canvas.take_undo() == ""


@pytest.mark.parametrize(
    ("environ", "cell", "way"),
    [
        ({"TERM": "xterm-256color"}, CELL, Way.BLOCKS),
        ({"TERM": "xterm-kitty"}, None, Way.KITTY),
        ({"TERM": "xterm-256color", "KITTY_WINDOW_ID": "1"}, CELL, Way.KITTY),
        ({"TERM": "xterm-ghostty"}, CELL, Way.KITTY),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, CELL, Way.KITTY),
        ({"TERM": "xterm-256color", "KONSOLE_VERSION": "230804"}, CELL, Way.KITTY),
        ({"TERM": "xterm-256color", "KONSOLE_VERSION": "210400"}, CELL, Way.BLOCKS),
        ({"TERM": "foot"}, CELL, Way.SIXEL),
        ({"TERM": "foot"}, None, Way.BLOCKS),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, CELL, Way.SIXEL),
        ({"TERM": "tmux-256color", "KITTY_WINDOW_ID": "1"}, CELL, Way.BLOCKS),
        ({"TERM": "screen", "KITTY_WINDOW_ID": "1"}, CELL, Way.BLOCKS),
        ({"TERM": "xterm-kitty", "TMUX": "socket,1"}, CELL, Way.BLOCKS),
        ({"TERM": "xterm-kitty", "NO_COLOR": "1"}, CELL, Way.BLOCKS),
        ({}, None, Way.BLOCKS),
    ],
)
def test_a_terminal_is_known_by_what_it_calls_itself(
    environ: dict[str, str], cell: CellSize | None, way: Way
) -> None:
    assert choose_way(Pictures.AUTO, environ, cell) is way


@pytest.mark.parametrize(
    ("setting", "way"),
    [
        (Pictures.OFF, Way.NONE),
        (Pictures.SIXEL, Way.SIXEL),
        (Pictures.KITTY, Way.KITTY),
        (Pictures.BLOCKS, Way.BLOCKS),
    ],
)
def test_a_setting_is_stronger_than_the_terminal(setting: Pictures, way: Way) -> None:
    assert choose_way(setting, {"TERM": "xterm-kitty", "TMUX": "x"}, None) is way


def test_a_terminal_that_does_not_tell_its_cells_has_none() -> None:
    assert find_cell_size(-1) is None
