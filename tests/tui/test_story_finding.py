"""Finding words in the story, and the words of a query highlighted in it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from tests.tui.conftest import entry, keep

if TYPE_CHECKING:
    from rich.style import Style
    from tests.tui.conftest import Opening, Reader

    from newstui.store.archive import Archive

CAFE = "<p>A café opened.</p>" + "<p>Nothing happened.</p>" * 60 + "<p>The CAFE closed. Cafés!</p>"


def under(reader: Reader, text: str) -> list[Style]:
    """List the styles in which a text stands in the story pane."""
    pane = reader.screen.story
    lines = [pane.line(y) for y in range(pane.size.height)]
    return [style for line in lines for shown, style, _ in line if shown == text and style]


async def open_story(reader: Reader) -> None:
    """Open the story, and wait for the text to look through."""
    await reader.press("enter")
    await reader.until_shown("A café opened.")


@pytest.fixture
def archive(archive: Archive) -> Archive:
    keep(archive, "Northern Wire", [entry("Newest of all", hours=0, body=CAFE)])
    return archive


@pytest.mark.parametrize("size", [(140, 40), (80, 24), (40, 12)])
async def test_words_are_found_as_they_are_typed_whatever_case_and_accents(
    opening: Opening, size: tuple[int, int]
) -> None:
    async with opening(size=size) as reader:
        await open_story(reader)
        await reader.press("/", *"cafe")
        await reader.until(lambda: "1 of 3" in reader.bottom(), "the count is told")
        assert under(reader, "café")[0].reverse
        await reader.press("enter", "n")
        await reader.until(lambda: '"cafe" 2 of 3' in reader.bottom(), "the second match")
        await reader.until_shown("The CAFE closed.")
        assert under(reader, "CAFE")[0].reverse
        assert not under(reader, "Café")[0].reverse
        assert under(reader, "Café")[0].underline
        await reader.press("n", "n")
        await reader.until(lambda: "on from the top" in reader.bottom(), "round")
        await reader.press("N")
        await reader.until(lambda: "3 of 3" in reader.bottom(), "back round")
        await reader.press("escape")
        await reader.until(lambda: "cafe" not in reader.bottom(), "the search is over")
        assert not under(reader, "CAFE")
        assert reader.screen.moving.at == "story"
        await reader.press("escape")
        assert reader.screen.moving.at == "headlines"


async def test_n_and_m_keep_their_meaning_where_no_search_shows(opening: Opening) -> None:
    async with opening() as reader:
        await open_story(reader)
        await reader.press("/", *"cafe", "enter", "m")
        await reader.until(partial(reader.is_told, "marked unread"), "m marks")
        await reader.press("escape", "N")
        await reader.until(partial(reader.is_told, "marked read"), "N marks, too")
        await reader.press("n")
        await reader.until_shown("2/7")


async def test_esc_while_typing_goes_back_to_where_the_reader_was(opening: Opening) -> None:
    async with opening() as reader:
        await open_story(reader)
        await reader.press("/", *"the cafe")
        await reader.until_shown("The CAFE closed.")
        await reader.press("escape")
        await reader.until_shown("A café opened.")
        assert not reader.screen.finding.is_shown


async def test_what_is_not_there_is_told(opening: Opening) -> None:
    async with opening() as reader:
        await open_story(reader)
        await reader.press("/", *"cafx")
        await reader.until(lambda: 'no "cafx"' in reader.bottom(), "told while typing")
        await reader.press("enter")
        await reader.until(partial(reader.is_told, '"cafx" is not in this story'), "and after")
        await reader.press("n")
        await reader.until_shown("2/7")


async def test_another_story_ends_the_search(opening: Opening) -> None:
    async with opening() as reader:
        await open_story(reader)
        await reader.press("/", *"cafe", "enter", "J")
        await reader.until_shown("Dam will hold")
        await reader.until(lambda: "cafe" not in reader.bottom(), "no search shows")


async def test_f_narrows_from_the_story_too(opening: Opening) -> None:
    async with opening() as reader:
        await reader.press("enter", "F", *"newest", "enter")
        await reader.until_shown("1 of 7")
        assert reader.screen.moving.at == "headlines"


async def test_the_words_the_list_is_narrowed_by_are_highlighted(
    opening: Opening, archive: Archive
) -> None:
    keep(archive, "Northern Wire", [entry("Harbour news", hours=0, body="<p>The harbour.</p>")])
    async with opening() as reader:
        await reader.press("/", *"harbour", "enter")
        await reader.until_shown("1 of 8")
        await reader.until_settled()
        await reader.press("enter")
        await reader.until(lambda: under(reader, "harbour"), "the word stands out")
        assert under(reader, "harbour")[0].color == reader.screen.story.look.word.color
        # Not by colour alone, which an emoji does not take.
        assert under(reader, "harbour")[0].underline
        await reader.press("escape", "escape")
        await reader.until(lambda: not under(reader, "harbour"), "it does not any more")
