"""A library nothing is subscribed to yet: the samples, and what is said of them."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.tui.adding import Gate, add, publish
from tests.tui.conftest import NOW

from newstui.newsroom.opening import samples_to_read
from newstui.paths import find_paths
from newstui.store.archive import Archive

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.faults.server import Site
    from tests.tui.conftest import Opening

SIZES = [(140, 40), (80, 24)]


@pytest.fixture(autouse=True)
def _directly(_without_proxies: None) -> None:
    """Ask every site itself."""


@pytest.fixture
def archive(home: Path) -> Iterator[Archive]:
    """An empty library, in place of the one with six stories."""
    opened = Archive.open(find_paths(home).archive)
    yield opened
    opened.close()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("is_known", [True, False])
async def test_the_samples_are_no_news(
    opening: Opening, archive: Archive, size: tuple[int, int], *, is_known: bool
) -> None:
    if is_known:
        samples_to_read(archive, clock=lambda: NOW)
    async with opening(size=size) as reader:
        await reader.until(lambda: reader.screen.headlines.row_count > 10, "the samples came")
        await reader.pilot.pause()
        assert "in the list" not in reader.bottom()
        assert "? help" in reader.bottom()


@pytest.mark.parametrize("key", ["r", "R"])
async def test_refreshing_says_that_nothing_is_subscribed(opening: Opening, key: str) -> None:
    async with opening() as reader:
        await reader.until(lambda: reader.screen.headlines.row_count > 10, "the samples came")
        await reader.until(lambda: not reader.screen.refreshing.activity, "they are all there")
        await reader.press(key)
        await reader.until(partial(reader.is_told, "+ adds a feed"), "how to add a feed")


@pytest.mark.parametrize(("size", "keys"), [(SIZES[0], "r"), (SIZES[-1], "R"), (SIZES[0], "Br")])
async def test_refreshing_while_the_first_feed_is_read_says_so(
    opening: Opening, site: Site, size: tuple[int, int], keys: str
) -> None:
    address = publish(site, "/gazette", "The Gazette", "Rain")
    gate = Gate(site, "/gazette")
    async with opening(size=size) as reader:
        await reader.until(lambda: reader.screen.headlines.row_count > 10, "the samples came")
        await reader.until(lambda: not reader.screen.refreshing.activity, "they are all there")
        await add(reader, address)
        await reader.until(lambda: gate.is_reached, "it is being read")
        await reader.press(*keys)
        told = "the first feed is still being read"
        await reader.until(lambda: reader.bottom().startswith(told), told)
        assert "reading 127.0.0.1:" in reader.bottom()
        gate.is_open = True
        await reader.until(partial(reader.is_told, "added The Gazette, 1 new story"), "it came")


@pytest.mark.parametrize("size", [*SIZES, (40, 12)])
async def test_what_is_said_of_the_samples_names_keys(
    opening: Opening, size: tuple[int, int]
) -> None:
    def told(text: str) -> bool:
        pane = reader.screen.moving.pane.region
        lines = [line[pane.x : pane.right] for line in reader.lines()[pane.y : pane.bottom]]
        return text in " ".join(" ".join(lines).replace("│", " ").split())

    async with opening(size=size) as reader:
        await reader.until(lambda: reader.screen.headlines.row_count > 10, "the samples came")
        await reader.pilot.pause()
        assert told("Samples, to look around. + adds a feed or a site")
        if size[1] > 12:
            assert told("+ adds a feed or a site, I imports a list (OPML), L shows starter lists")
            assert told("T a two-minute tour.")
        await reader.press("B")
        await reader.until(lambda: told("Nothing is subscribed yet. + adds a"), "what to press")
        assert not told("1 feed")
        await reader.press("j")
        assert told("come with newstui, until a feed is added")
        for key in "efx":
            await reader.press(key)
            await reader.until(partial(reader.is_told, "the samples stay as they are"), "they stay")
        await reader.press("y")
        await reader.until(partial(reader.is_told, "from no address"), "no path is copied")


async def test_the_keys_offered_beside_the_samples_work_and_the_offer_goes_away(
    opening: Opening, site: Site
) -> None:
    async with opening(size=(80, 24)) as reader:
        await reader.until(lambda: reader.screen.headlines.row_count > 10, "the samples came")
        await reader.press("T")
        await reader.until_shown("tour: step 1 of 8")
        await reader.press("escape")
        await reader.until_shown("13 unread of 13")
        await reader.press("I")
        await reader.until(partial(reader.is_told, "OPML file:"), "it asks for the list")
        await reader.press("escape", "L")
        await reader.until_shown("Starter lists by topic")
        await reader.until_shown("science")
        await reader.press("escape")
        await reader.until_shown("Samples, to look around.")
        await add(reader, publish(site, "/gazette", "The Gazette", "Rain"))
        await reader.until(partial(reader.is_told, "added The Gazette, 1 new story"), "it came")
        await reader.until(lambda: "Samples" not in reader.frame(), "the offer is gone")


async def test_a_starter_list_that_is_chosen_is_subscribed_to(opening: Opening) -> None:
    async with opening() as reader:
        await reader.until(lambda: reader.screen.headlines.row_count > 10, "the samples came")
        await reader.press("L")
        await reader.until_shown("Starter lists by topic")
        await reader.press("enter")
        await reader.until(partial(reader.is_told, "feeds added"), "they are added")


@pytest.mark.parametrize("folder", [".newsboat", ".config/newsboat"])
async def test_who_has_newsboat_moves_in_by_a_key(opening: Opening, folder: str) -> None:
    kept = Path.home() / folder
    kept.mkdir(parents=True)
    (kept / "urls").write_text("https://quay.example/feed World\nexec:list-them\n")
    async with opening(size=(80, 24)) as reader:
        told = "M takes over what newsboat has."
        await reader.until(lambda: told in " ".join(reader.frame().split()), told)
        await reader.press("M")
        told = "1 feed from newsboat · 1 left out: M shows what"
        await reader.until(partial(reader.is_told, told), "moved in")
        await reader.until(lambda: "Samples" not in reader.frame(), "the offer is gone")
        await reader.press("M")
        await reader.until_shown("is a command of newsboat, and newstui runs none")
        await reader.press("escape", "M")
        told = "newsboat has nothing that is not here already"
        await reader.until(partial(reader.is_told, told), "again")


async def test_without_newsboat_its_key_says_what_to_do(opening: Opening) -> None:
    async with opening(size=(80, 24)) as reader:
        await reader.until_shown("two-minute tour.")
        assert "newsboat" not in reader.frame()
        await reader.press("M")
        await reader.until(partial(reader.is_told, "newstui import --from newsboat"), "the command")
