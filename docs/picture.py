"""Make the picture of the screen in the README: the real program on its bundled samples."""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from newstui.config import Settings, ThemeName
from newstui.newsroom.bundled import samples_folder
from newstui.newsroom.desk import Desk
from newstui.newsroom.visiting import visit_places
from newstui.paths import find_paths
from newstui.tui.app import NewsApp
from newstui.tui.glyphs import UNICODE

PICTURE = Path(__file__).with_name("screen.svg")
SIZE = (132, 36)
KEYS = ("j", "j", "j", "j", "enter", "]", "]", "]", "]", "a")
_WEB_FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


def read_clock() -> datetime:
    """Stand still on the day of the samples."""
    return datetime(2026, 11, 22, 18, 30, tzinfo=UTC)


async def draw() -> str:
    """Open the samples, go to a passage, and draw what is to be seen."""
    visit = visit_places([str(samples_folder())], clock=read_clock)
    with tempfile.TemporaryDirectory() as home:
        desk = Desk(
            archive=visit.archive,
            paths=find_paths(Path(home)),
            settings=Settings(theme=ThemeName.DARK),
            clock=read_clock,
        )
        app = NewsApp(desk, UNICODE)
        async with app.run_test(size=SIZE) as pilot:
            for key in KEYS:
                await pilot.pause(0.1)
                await pilot.press(key)
            await pilot.pause(0.5)
            return _WEB_FONT.sub("", app.export_screenshot(title="newstui"))


def main() -> int:
    """Write the picture beside this script."""
    PICTURE.write_text(asyncio.run(draw()), encoding="utf-8")
    sys.stdout.write(f"{PICTURE.name} written\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
