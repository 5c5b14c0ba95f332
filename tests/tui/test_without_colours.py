"""Everything a colour tells is told without it, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newstui.tui.glyphs import ASCII, UNICODE

if TYPE_CHECKING:
    from tests.tui.conftest import Opening, Reader

    from newstui.tui.glyphs import GlyphSet

LABELS = ("feeds", "1 headlines", "2 story", "3 sources")


def marked(reader: Reader, glyphs: GlyphSet) -> list[str]:
    """List the panes whose frame says that keys act on them."""
    return [label for label in LABELS if f"{glyphs.here}{label} " in reader.frame()]


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
async def test_the_current_pane_row_and_passage_are_marked(
    opening: Opening, monkeypatch: pytest.MonkeyPatch, glyphs: GlyphSet
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opening(glyphs=glyphs) as reader:
        await reader.until_analysed()
        assert marked(reader, glyphs) == ["1 headlines"]
        assert f"{glyphs.here}{glyphs.unread} 11:00" in reader.frame()
        await reader.press("enter")
        await reader.until(lambda: marked(reader, glyphs) == ["2 story"], "at the story")
        await reader.press("]")
        await reader.until_shown(f"{glyphs.bar} ")
        await reader.press("a")
        await reader.until(lambda: marked(reader, glyphs) == ["3 sources"], "at the sources")
        await reader.press("B")
        await reader.until(lambda: marked(reader, glyphs) == ["feeds"], "at the feeds")


async def test_every_source_has_its_type_as_a_word(
    opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opening() as reader:
        await reader.until_analysed()
        rows = [line for line in reader.lines() if "▾" in line]
        assert len(rows) >= 4
        assert all(
            any(f" {word} " in row for word in ("person", "org", "anon", "document", "outlet"))
            for row in rows
        )
