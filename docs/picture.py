"""Make the pictures in the README: the real program on its bundled samples."""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from newstui.config import Settings, ThemeName
from newstui.newsroom.reading import read_through
from newstui.newsroom.searching import Search
from newstui.newsroom.touring import open_samples
from newstui.paths import find_paths
from newstui.tui.app import NewsApp
from newstui.tui.glyphs import UNICODE

if TYPE_CHECKING:
    from textual.pilot import Pilot

_WEB_FONT: Final = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
_TEXT: Final = re.compile(r"<text[^>]*>(.*?)</text>", re.DOTALL)
_LOOKS: Final = 400
"""How often it is looked whether the screen shows what it should, before that is given up."""


class Picture(NamedTuple):
    """A picture: where it is kept, its size, the keys that lead to it."""

    name: str
    size: tuple[int, int]
    keys: tuple[str, ...]
    shown: str
    """What is to be seen when everything has come."""

    @property
    def path(self) -> Path:
        """Where it is kept."""
        return Path(__file__).with_name(self.name)


PICTURES: Final = (
    Picture(
        "screen.svg",
        (132, 36),
        ("j", "j", "j", "j", "enter", *"]]]]", "a"),
        "Enter show passage",
    ),
    Picture("narrow.svg", (80, 24), ("enter", *"]]"), "passage 2 of"),
    Picture("cited.svg", (100, 24), ("S",), "13 stories looked through"),
)


def read_clock() -> datetime:
    """Stand still on the day of the samples."""
    return datetime(2026, 11, 22, 18, 30, tzinfo=UTC)


async def draw(picture: Picture) -> str:
    """Open the samples, press the keys, and draw what is to be seen then."""
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(theme=ThemeName.DARK)
        desk = open_samples(find_paths(Path(home)), settings, clock=read_clock)
        for story_id in Search(desk.archive, "").stories():
            read_through(desk.archive, story_id, clock=read_clock)
        app = NewsApp(desk, UNICODE)
        async with app.run_test(size=picture.size) as pilot:
            await until(pilot, "1/13")
            for key in picture.keys:
                await pilot.press(key)
                await pilot.pause(0.1)
            await until(pilot, picture.shown)
            drawn = _WEB_FONT.sub("", app.export_screenshot(title="newstui"))
        desk.close()
        return drawn


async def until(pilot: Pilot[None], text: str) -> None:
    """Wait until something is to be seen, and nothing changes any more."""
    before = ""
    for _look in range(_LOOKS):
        await pilot.pause(0.05)
        shown = text_of(pilot.app.export_screenshot())
        if text in shown and shown == before:
            return
        before = shown
    raise SystemExit(f"never shown: {text}")


def text_of(drawn: str) -> str:
    """Read what a picture says, without colours and places."""
    return " ".join(unescape(" ".join(_TEXT.findall(drawn))).split())


def main() -> int:
    """Write the pictures beside this script."""
    for picture in PICTURES:
        picture.path.write_text(asyncio.run(draw(picture)), encoding="utf-8")
        sys.stdout.write(f"{picture.name} written\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
