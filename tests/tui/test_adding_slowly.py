"""Places that take long to read while they are added: named, stopped, and not lost by quitting."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from tests.faults.answers import reply
from tests.tui.adding import Gate, add, front, publish, titles
from textual import events

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.server import Site
    from tests.tui.conftest import Opening, Reader

    from newstui.store.archive import Archive

SIZES = [(140, 40), (80, 24)]


@pytest.fixture(autouse=True)
def _directly(_without_proxies: None) -> None:
    """Ask every site itself."""


@pytest.fixture
def gate(site: Site) -> Gate:
    """The Gazette, which answers when it is told to."""
    publish(site, "/gazette", "The Gazette", "Rain")
    return Gate(site, "/gazette")


def bare(site: Site) -> str:
    return site.base.removeprefix("http://")


async def begin(reader: Reader, site: Site, gate: Gate) -> None:
    """Begin to add the Gazette."""
    await add(reader, f"{site.base}/gazette")
    await reader.until(lambda: gate.is_reached, "it is being read")


@pytest.mark.parametrize("size", SIZES)
async def test_what_goes_on_is_told_apart(
    opening: Opening, site: Site, gate: Gate, size: tuple[int, int]
) -> None:
    async with opening(size=size) as reader:
        await begin(reader, site, gate)
        await reader.press("5")
        await reader.until(partial(reader.is_told, "5 · reading 127"), "the count and the place")


@pytest.mark.parametrize("size", SIZES)
async def test_a_place_that_is_being_read_is_stopped(
    opening: Opening, archive: Archive, site: Site, gate: Gate, size: tuple[int, int]
) -> None:
    before = titles(archive)
    courier = publish(site, "/courier", "The Courier", "Sun")
    async with opening(size=size) as reader:
        await begin(reader, site, gate)
        await reader.press("X")
        told = f"stopped, not added: {site.base}/gazette"
        await reader.until(partial(reader.is_told, told), told)
        assert "reading" not in reader.bottom()
        await reader.press("X")
        await reader.until(partial(reader.is_told, "nothing is being fetched"), "all is over")
        # The next place need not wait for an answer that never comes.
        await add(reader, courier)
        await reader.until(partial(reader.is_told, "added The Courier"), "the next is read")
        assert "Gazette" not in reader.frame()
        assert titles(archive) == sorted([*before, "The Courier"])


async def test_what_waits_is_stopped_too(
    opening: Opening, archive: Archive, site: Site, gate: Gate, tmp_path: Path
) -> None:
    before = titles(archive)
    path = tmp_path / "note.md"
    path.write_text("# A note\n\nIt rained.\n", "utf-8")
    courier = publish(site, "/courier", "The Courier", "Sun")
    async with opening(size=(200, 30)) as reader:
        await begin(reader, site, gate)
        await add(reader, str(path))
        await reader.press("X")
        told = f"stopped, not added: {site.base}/gazette, {path}"
        await reader.until(partial(reader.is_told, told), told)
        await add(reader, courier)
        await reader.until(partial(reader.is_told, "added The Courier"), "the next is read")
        assert titles(archive) == sorted([*before, "The Courier"])


async def test_a_site_is_stopped_while_its_feeds_are_looked_for(
    opening: Opening, archive: Archive, site: Site, gate: Gate
) -> None:
    before = titles(archive)
    address = front(site, ("News", "/gazette"))
    async with opening() as reader:
        await add(reader, address)
        await reader.until(lambda: gate.is_reached, "its feed is asked")
        await reader.press("X")
        await reader.until(partial(reader.is_told, f"not added: {address}"), "stopped")
        gate.is_open = True
        await add(reader, publish(site, "/courier", "The Courier", "Sun"))
        await reader.until(partial(reader.is_told, "added The Courier"), "the next is read")
        assert titles(archive) == sorted([*before, "The Courier"])


@pytest.mark.parametrize("size", SIZES)
async def test_the_place_that_is_really_read_is_named_and_how_many_wait(
    opening: Opening, site: Site, gate: Gate, size: tuple[int, int]
) -> None:
    courier = publish(site, "/courier", "The Courier", "Sun")
    later = Gate(site, "/courier")
    ledger = publish(site, "/ledger", "The Ledger", "Wind")
    async with opening(size=size) as reader:
        await begin(reader, site, gate)
        await reader.until(partial(reader.is_told, f"reading {bare(site)}/gazette "), "alone")
        await add(reader, courier)
        await reader.until(partial(reader.is_told, "/gazette, 1 waits"), "one waits")
        await add(reader, ledger)
        await reader.until(partial(reader.is_told, "/gazette, 2 wait"), "two wait")
        gate.is_open = True
        await reader.until(
            partial(reader.is_told, f"reading {bare(site)}/courier, 1 waits"), "the next"
        )
        later.is_open = True
        await reader.until(lambda: "reading" not in reader.bottom(), "all are read")


async def test_a_long_address_leaves_room_for_the_keys(
    opening: Opening, site: Site, gate: Gate
) -> None:
    site.replies["/" + "x" * 900] = site.replies["/gazette"]
    async with opening(size=(80, 24)) as reader:
        await add(reader, f"{site.base}/" + "x" * 900)
        await reader.until(lambda: gate.is_reached, "it is being read")
        await reader.press("j")
        await reader.until(partial(reader.is_told, "xxx… "), "it is cut")
        assert "? help" in reader.bottom()


async def test_the_outcomes_of_several_are_all_told(
    opening: Opening, site: Site, gate: Gate
) -> None:
    courier = publish(site, "/courier", "The Courier", "Sun", "Snow")
    site.replies["/gone"] = reply(status="404 Not Found")
    async with opening(size=(240, 30)) as reader:
        await begin(reader, site, gate)
        for place in (courier, f"{site.base}/gone", courier):
            await add(reader, place)
        gate.is_open = True
        await reader.until(lambda: "reading" not in reader.bottom(), "all are read")
        for told in (
            "/gone: 404 Not Found",
            "The Courier is subscribed already",
            "added The Gazette, The Courier, 3 new stories · U undoes The Courier first",
        ):
            await reader.until(partial(reader.is_told, told), told)
        # What is added afterwards is told alone.
        await add(reader, f"{site.base}/gazette")
        alone = "The Gazette is subscribed already"
        await reader.until(lambda: reader.bottom().startswith(alone), alone)
        for undone in ("The Courier", "The Gazette"):
            await reader.press("U")
            await reader.until(partial(reader.is_told, f"undone: added {undone}"), undone)


async def test_an_outcome_that_came_while_something_is_typed_is_told_with_the_next(
    opening: Opening, site: Site, gate: Gate
) -> None:
    courier = publish(site, "/courier", "The Courier", "Sun", "Snow")
    async with opening() as reader:
        await begin(reader, site, gate)
        await reader.press("+")
        gate.is_open = True
        await reader.until(lambda: not reader.screen.subscribing.activity, "it was read")
        reader.app.screen.post_message(events.Paste(courier))
        await reader.press("enter")
        told = "added The Gazette, The Courier, 3 new stories"
        await reader.until(partial(reader.is_told, told), told)


async def test_two_sites_of_several_feeds_both_wait_for_a_choice(
    opening: Opening, site: Site, gate: Gate
) -> None:
    publish(site, "/courier", "The Courier", "Sun")
    address = front(site, ("News", "/gazette"), ("Local", "/courier"))
    async with opening() as reader:
        await add(reader, address)
        await add(reader, address)
        await reader.until(lambda: gate.is_reached, "it is being read")
        gate.is_open = True
        told = "4 feeds found at 2 sites: + chooses"
        await reader.until(partial(reader.is_told, told), told)
        for added in ("The Gazette", "The Courier"):
            await reader.press("+")
            await reader.until_shown("The Courier")
            await reader.press(*(("j",) if added == "The Courier" else ()), "enter")
            told = f"added {added}"
            await reader.until(partial(reader.is_told, told), told)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("keys", ["QQ", "qq", "qQ"])
async def test_quitting_while_a_place_is_read_is_asked_for_twice(
    opening: Opening, site: Site, gate: Gate, keys: str, size: tuple[int, int]
) -> None:
    async with opening(size=size) as reader:
        await begin(reader, site, gate)
        await reader.press(keys[0])
        await reader.until(partial(reader.is_told, "not added yet: Q again quits"), "asked")
        assert "/gazette" in reader.bottom()
        assert reader.app.return_code is None
        await reader.press(keys[1])
        await reader.until(lambda: reader.app.return_code == 0, "it ends")
        words = reader.app._exit_renderables  # noqa: SLF001 - what is left in the terminal
        assert words == [f"not added: {site.base}/gazette"]


async def test_quitting_asks_again_when_the_reader_went_on(
    opening: Opening, site: Site, gate: Gate
) -> None:
    async with opening() as reader:
        await begin(reader, site, gate)
        await reader.press("Q", "j", "Q")
        await reader.until(partial(reader.is_told, "Q again quits"), "asked again")
        await reader.pilot.pause()
        assert reader.app.return_code is None


async def test_a_place_asked_for_later_is_told_of_before_quitting(
    opening: Opening, site: Site, gate: Gate
) -> None:
    courier = publish(site, "/courier", "The Courier", "Sun")
    async with opening() as reader:
        await begin(reader, site, gate)
        await reader.press("Q")
        await add(reader, courier)
        await reader.press("Q")
        await reader.until(partial(reader.is_told, "Q again quits"), "told again")
        gate.is_open = True
        await reader.until(partial(reader.is_told, "added The Gazette, The Courier"), "added")
        await reader.press("Q")
        await reader.until(lambda: reader.app.return_code == 0, "nothing is under way any more")
        assert reader.app._exit_renderables == []  # noqa: SLF001 - what is left in the terminal


@pytest.mark.parametrize("size", [(10, 3), (1, 1), (20, 4)])
async def test_on_the_smallest_screens_it_all_works_the_same(
    opening: Opening, archive: Archive, site: Site, gate: Gate, size: tuple[int, int]
) -> None:
    before = titles(archive)
    async with opening(size=size) as reader:
        for turn in range(2):
            await reader.press("+")
            reader.app.screen.post_message(events.Paste(f"{site.base}/gazette"))
            await reader.press("enter")
            await reader.until(lambda: gate.is_reached, "it is being read")
            await reader.press("Q", *"X"[turn:], "B", "j", "h", "j")
            gate.is_open, gate.is_reached = turn > 0, False
        await reader.until(lambda: titles(archive) == sorted([*before, "The Gazette"]), "added")
        await reader.press("j", "k", "U", "X")
        assert all(len(line) == size[0] for line in reader.lines())
