"""The place in a story is kept: over other stories, resizes, and from start to start."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.tui.conftest import entry, keep

if TYPE_CHECKING:
    from tests.tui.conftest import Opening, Reader

    from newstui.store.archive import Archive

LONG = "".join(f"<p>Paragraph {n} of a long story that is about nothing.</p>" for n in range(90))


@pytest.fixture
def archive(archive: Archive) -> Archive:
    keep(archive, "Northern Wire", [entry("Newest of all", hours=0, body=LONG)])
    return archive


def top(reader: Reader) -> str:
    lines = [line for line in reader.lines() if "Paragraph" in line]
    return lines[0].strip(" │▏") if lines else ""


async def read_on(reader: Reader) -> str:
    await reader.press("enter")
    await reader.until_shown("Paragraph 0 ")
    await reader.press("pagedown", "pagedown", "j")
    await reader.pilot.pause()
    return top(reader)


async def test_going_to_another_story_and_back_keeps_the_place(opening: Opening) -> None:
    async with opening(size=(80, 24)) as reader:
        place = await read_on(reader)
        assert "Paragraph 0 " not in place
        await reader.press("J")
        await reader.until_shown("Dam will hold")
        await reader.press("K")
        await reader.until_shown("Paragraph")
        assert top(reader) == place
        await reader.until(lambda: "where you left off" in reader.bottom(), "it is told")


async def test_a_restart_in_another_size_keeps_the_place(opening: Opening) -> None:
    async with opening(size=(80, 24)) as reader:
        place = await read_on(reader)
        await reader.press("Q")
        await reader.pilot.pause()
    async with opening(size=(60, 30)) as reader:
        await reader.press("enter")
        await reader.until_shown("Paragraph")
        assert top(reader)[:12] == place[:12]
        await reader.press("g", "g")
        await reader.until_shown("Paragraph 0 ")


async def test_a_story_read_to_its_end_begins_at_its_top(opening: Opening) -> None:
    async with opening(size=(80, 24)) as reader:
        await read_on(reader)
        await reader.press("G", "J")
        await reader.until_shown("Dam will hold")
        await reader.press("K")
        await reader.until_shown("Paragraph 0 ")
