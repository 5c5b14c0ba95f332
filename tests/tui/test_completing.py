"""Completing and explaining a query while it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.tui.sidebar import fill

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.tui.conftest import Opening, Reader

    from newstui.store.archive import Archive


@pytest.fixture
def archive(home: Path) -> Iterator[Archive]:
    opened = fill(home)
    yield opened
    opened.close()


async def until_typed(reader: Reader, text: str) -> None:
    await reader.until(lambda: reader.bottom().startswith(f"narrow: {text}  "), text)


@pytest.mark.parametrize("size", [(140, 40), (80, 24), (40, 12)])
async def test_tab_goes_through_fields_then_values(opening: Opening, size: tuple[int, int]) -> None:
    async with opening(size=size) as reader:
        await reader.press("/", *"fe", "tab")
        await until_typed(reader, "feed:")
        await reader.press("tab")
        titles = ["Courts Today", "Harbour Post", "Northern Wire", "Science Desk", "Silent Review"]
        for title in [*titles, titles[0]]:
            await until_typed(reader, f'feed:"{title}"')
            await reader.press("tab")
        await reader.press("shift+tab", "enter")
        await reader.until(lambda: reader.screen.headlines.row_count == 1, "its story alone")
        await reader.until_shown("Two firms shared bids")
        assert "Gulls return" not in reader.frame()


async def test_what_is_typed_chooses_and_the_others_are_named(opening: Opening) -> None:
    async with opening() as reader:
        await reader.press("F", *"is:unread -feed:wi", "tab")
        await until_typed(reader, 'is:unread -feed:"Northern Wire"')
        await reader.until(lambda: reader.is_told("there is no other"), "it is the only one")
        await reader.press("ctrl+u", *"fo", "tab", "tab")
        await until_typed(reader, "folder:Science")
        assert reader.is_told("Tab: World, World / Asia")
        await reader.press("tab", "tab")
        await until_typed(reader, 'folder:"World / Asia"')


async def test_an_empty_query_offers_every_field(opening: Opening) -> None:
    async with opening() as reader:
        await reader.press("F", "tab")
        await until_typed(reader, "feed:")
        assert reader.is_told("Right: values of feed: · Tab: folder:, tag:")
        await reader.press("tab", "right")
        await until_typed(reader, "folder:Science")


async def test_what_nothing_completes_is_told(opening: Opening) -> None:
    async with opening() as reader:
        await reader.press("/", *"tag:zzz", "tab")
        await reader.until(lambda: reader.is_told("tag: none here is called zzz"), "told")
        await reader.press("ctrl+u", *"xy", "tab")
        assert reader.is_told("no field begins with xy")


async def test_the_language_is_explained_while_it_is_typed(opening: Opening) -> None:
    async with opening(size=(80, 24)) as reader:
        await reader.press("/", *"lamp")
        assert reader.is_told("Ctrl+G explains")
        await reader.press("ctrl+g")
        await reader.until_shown("What can be looked for")
        await reader.press("G")
        await reader.until_shown("sort:rank")
        await reader.press("q", *"s", "backspace")
        await reader.until(lambda: reader.bottom().startswith("narrow: lamp"), "typing goes on")
