"""Whole screens, kept as text: a change of the screen is a readable difference.

`NEWSTUI_WRITE_FRAMES=1` writes them anew.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from newstui.tui.glyphs import ASCII, UNICODE

if TYPE_CHECKING:
    from tests.tui.conftest import Opening

    from newstui.tui.glyphs import GlyphSet

FRAMES = Path(__file__).parent.parent / "data" / "frames"
_SCENES: dict[str, tuple[str, ...]] = {
    "start": (),
    "reading": ("enter", "]", "]"),
    "sources": ("enter", "]", "a", "j"),
    "narrowed": ("/", *"feed:northern", "enter"),
    "help": ("?",),
}
_SIZES = ((140, 40), (100, 30), (80, 24))


@pytest.mark.parametrize("scene", _SCENES)
@pytest.mark.parametrize("size", _SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_screen_is_as_it_was(opening: Opening, scene: str, size: tuple[int, int]) -> None:
    await compare(opening, f"{scene}-{size[0]}x{size[1]}", _SCENES[scene], size, UNICODE)


async def test_ascii_screen_is_as_it_was(opening: Opening) -> None:
    await compare(opening, "ascii-100x30", _SCENES["reading"], (100, 30), ASCII)


async def compare(
    opening: Opening, name: str, keys: tuple[str, ...], size: tuple[int, int], glyphs: GlyphSet
) -> None:
    path = FRAMES / f"{name}.txt"
    is_writing = bool(os.environ.get("NEWSTUI_WRITE_FRAMES"))
    kept = "" if is_writing else path.read_text("utf-8")
    async with opening(size=size, glyphs=glyphs) as reader:
        reader.screen.catch_up()
        await reader.until_analysed()
        await reader.press(*keys)
        if "/" in keys:
            await reader.until_shown("3 of 6")
        await reader.until_settled()
        if not is_writing:
            # What other threads read for the screen may still be on its way.
            with suppress(AssertionError):
                await reader.until(lambda: reader.frame() == kept, "the screen is as it was")
        shown = reader.frame()
    if is_writing:
        path.parent.mkdir(exist_ok=True)
        path.write_text(shown, "utf-8")
    else:
        assert shown == kept
