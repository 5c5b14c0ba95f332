from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.tui.conftest import Opening, Reader


def column(reader: Reader, pane: str) -> str:
    """Read the inside of one pane of the wide layout."""
    widget = {"story": reader.screen.story, "sources": reader.screen.sources}[pane]
    region = widget.region
    return "\n".join(
        line[region.x + 1 : region.right - 1]
        for line in reader.lines()[region.y + 1 : region.bottom - 1]
    )


async def test_sources_stand_beside_the_story(opening: Opening) -> None:
    async with opening() as reader:
        await reader.until_analysed()
        await reader.until(lambda: "Ana Berl" in column(reader, "sources"), "a person is listed")
        sources = column(reader, "sources")
        assert "Northern Wire" in sources
        assert "PORT ALDA" in sources
        assert "chief engineer" in sources
        assert "feed" in sources
        assert "anon" in sources


async def test_a_chain_stands_under_the_outlet_that_vouches_for_it(opening: Opening) -> None:
    async with opening() as reader:
        await reader.until_analysed()
        lines = column(reader, "sources").split("\n")
        outlet = next(i for i, line in enumerate(lines) if "Alda Courier" in line)
        army = next(i for i, line in enumerate(lines) if "army" in line)
        assert army == outlet + 1
        assert lines[army].index("army") > lines[outlet].index("Alda Courier")


async def test_brackets_walk_the_passages_and_the_pane_goes_along(opening: Opening) -> None:
    async with opening() as reader:
        await reader.until_analysed()
        await reader.press("]")
        await reader.until_shown("passage 1 of ")
        assert "▌" in column(reader, "story")
        first = reader.screen.sources.current_passage
        await reader.press("]")
        await reader.until_shown("passage 2 of ")
        assert reader.screen.sources.current_passage != first
        await reader.press("[", "[")
        await reader.until_shown("this is the first passage")


@pytest.mark.parametrize("keys", [("a",), ("enter",)])
@pytest.mark.parametrize("size", [(140, 40), (100, 30), (80, 24)])
async def test_every_passage_lights_the_source_it_comes_from(
    opening: Opening, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    async with opening(size=size) as reader:
        await reader.press(*keys, "]")
        await reader.until_shown("passage 1 of ")
        await reader.until_analysed()
        analysis = reader.screen.reading.view and reader.screen.reading.view.analysis
        assert analysis
        for number, attribution in enumerate(analysis.attributions, 1):
            await reader.press("a")
            region = reader.screen.sources.region
            lines = reader.lines()[region.y : region.bottom]
            lit = next(y for y, line in enumerate(lines) if line[region.x :].lstrip("│")[0] == "▌")
            over = next(line for line in reversed(lines[: lit + 1]) if "▾" in line[region.x :])
            entity = analysis.entity_of(attribution)
            assert (entity.canonical if entity else "unattributed") in over, number
            await reader.press("q", "]")
        await reader.until_shown("this is the last passage")


async def test_passages_are_walked_from_the_headlines_before_the_story_was_shown(
    opening: Opening,
) -> None:
    async with opening(size=(80, 24)) as reader:
        await reader.press("]")
        await reader.until_shown("passage 1 of ")
        assert "▌" in reader.frame()


async def test_moving_in_the_sources_highlights_the_story(opening: Opening) -> None:
    async with opening() as reader:
        await reader.until_analysed()
        await reader.press("a", "j")
        await reader.until(lambda: "▌" in column(reader, "story"), "a passage is highlighted")
        await reader.press("enter")
        await reader.until(lambda: reader.screen.moving.at == "story", "Enter shows the passage")


async def test_folding_hides_the_passages_of_a_source(opening: Opening) -> None:
    async with opening() as reader:
        await reader.until_analysed()
        before = column(reader, "sources")
        await reader.press("a", "h")
        await reader.until(lambda: "▸" in column(reader, "sources"), "folded")
        await reader.press("l")
        await reader.until(lambda: "▸" not in column(reader, "sources"), "unfolded")
        assert column(reader, "sources").count("▏") == before.count("▏")


@pytest.mark.parametrize(("size", "drawer"), [((100, 30), True), ((80, 24), False)])
async def test_smaller_screens_show_the_sources_on_demand(
    opening: Opening, size: tuple[int, int], *, drawer: bool
) -> None:
    async with opening(size=size) as reader:
        await reader.until_shown("Dam will hold")
        await reader.press("enter")
        await reader.until_analysed()
        assert "passages: " in reader.frame()
        await reader.press("a")
        await reader.until_shown("published")
        assert ("Dam will hold, says mayor" in reader.frame()) is drawer
        await reader.press("a")
        await reader.until(lambda: "published" not in reader.frame(), "back in the story")


async def test_a_story_that_quotes_nobody_says_what_was_read(opening: Opening) -> None:
    async with opening() as reader:
        await reader.press("j")
        await reader.until(lambda: reader.screen.reading.story_id != 3, "another story")
        await reader.until_analysed()
        await reader.until_shown("no sources found in")


async def test_clicking_a_passage_selects_it(opening: Opening) -> None:
    async with opening() as reader:
        await reader.until_analysed()
        lines = reader.lines()
        row = next(y for y, line in enumerate(lines) if "We have looked" in line)
        await reader.pilot.click(offset=(lines[row].index("We have"), row))
        await reader.until(lambda: "▌" in column(reader, "story"), "the passage is highlighted")
        assert reader.screen.moving.at == "story"


async def test_the_citation_of_a_passage_is_copied(opening: Opening) -> None:
    async with opening() as reader:
        await reader.until_analysed()
        await reader.press("a", "c")
        await reader.until_shown("copied the passage with its source")
        assert "Dam will hold, says mayor" in reader.app.clipboard
        await reader.press("q", "c")
        await reader.until_shown("copied the citation")
        assert "Northern Wire, 2026-11-23" in reader.app.clipboard
