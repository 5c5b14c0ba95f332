"""Places read without subscribing: what is at hand is shown while the web is still asked."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING

import pytest
from tests.faults.answers import reply
from tests.tui.adding import Gate, publish
from tests.tui.conftest import NOW, Reader

from newstui.newsroom.desk import open_visit
from newstui.newsroom.visiting import begin_visit
from newstui.store.stories import find_story, order_rows
from newstui.tui.app import NewsApp
from newstui.tui.glyphs import UNICODE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.faults.server import Site

SIZES = [(140, 40), (80, 24)]
Visiting = Callable[..., AbstractAsyncContextManager[Reader]]


@pytest.fixture(autouse=True)
def _directly(_without_proxies: None) -> None:
    """Ask every site itself."""


@pytest.fixture
def gate(site: Site) -> Gate:
    """The Gazette, which answers when it is told to."""
    publish(site, "/gazette", "The Gazette", "Rain", "Hail")
    return Gate(site, "/gazette")


@pytest.fixture
def note(tmp_path: Path) -> str:
    """A file at hand."""
    path = tmp_path / "note.md"
    path.write_text("# Quay closes\n\nThe quay is closed, the mayor said.\n", "utf-8")
    return str(path)


@pytest.fixture
def visiting(home: Path) -> Visiting:
    """Open the reader on places."""

    @asynccontextmanager
    async def opened(*places: str, size: tuple[int, int] = (140, 40)) -> AsyncIterator[Reader]:
        desk = open_visit(home, begin_visit(places, clock=lambda: NOW))
        app = NewsApp(desk, UNICODE)
        async with app.run_test(size=size) as pilot:
            yield Reader(app, pilot, desk)
        if not app._exit:  # noqa: SLF001 - whether the test itself quit
            app.leave(0)

    return opened


def told_at_the_end(reader: Reader) -> list[str]:
    return [f"{line}" for line in reader.desk.notices]


def test_files_stand_in_the_order_they_were_named_in(note: str, tmp_path: Path) -> None:
    other = tmp_path / "another.txt"
    other.write_text("Rain\n\nIt rained, the mayor said.\n", "utf-8")
    for places in ([note, str(other)], [str(other), note]):
        visit = begin_visit(places, clock=lambda: NOW)
        stories = [find_story(visit.archive, row[1]) for row in order_rows(visit.archive, limit=9)]
        shown = [story.outlet for story in stories if story]
        assert shown == [name.rpartition("/")[2] for name in places]


@pytest.mark.parametrize("size", SIZES)
async def test_a_file_is_read_while_a_slow_place_is_asked_which_arrives_unobtrusively(
    visiting: Visiting, site: Site, gate: Gate, note: str, size: tuple[int, int]
) -> None:
    slow = f"{site.base}/gazette"
    async with visiting(slow, note, size=size) as reader:
        await reader.until_shown("Quay closes")
        asking = f"asking {slow.removeprefix('http://')}"
        await reader.until(partial(reader.is_told, asking), asking)
        if size[0] > 80:
            await reader.until_analysed()
        before = reader.lines()[: size[1] - 1]
        gate.is_open = True
        await reader.until(partial(reader.is_told, "2 new: . shows them"), "arrivals")
        assert "asking" not in reader.bottom()
        assert reader.lines()[: size[1] - 1] == before
        await reader.press(".", "k")
        await reader.until_shown("Hail")
        await reader.press("q")
        assert (reader.app.return_code, told_at_the_end(reader)) == (0, [])


@pytest.mark.parametrize("size", SIZES)
async def test_an_empty_list_says_what_is_waited_for_and_shows_at_once_what_comes(
    visiting: Visiting, site: Site, gate: Gate, size: tuple[int, int]
) -> None:
    slow = f"{site.base}/gazette"
    async with visiting(slow, size=size) as reader:
        await reader.until_shown("Waiting for")
        assert "Rain" not in reader.frame()
        gate.is_open = True
        await reader.until_shown("Rain")
        assert "2 unread" in reader.frame()
        await reader.press("B")
        await reader.until(lambda: "The Gazette" in reader.frame(), "its feed")


async def test_each_place_that_fails_is_told_by_name_then_and_at_the_end(
    visiting: Visiting, site: Site, gate: Gate, note: str
) -> None:
    site.replies["/gone"] = reply(status="404 Not Found")
    gone, missing = f"{site.base}/gone", "/no/such"
    failures = [f"{missing}: does not exist", f"{gone}: 404 Not Found"]
    async with visiting(gone, missing, f"{site.base}/gazette", note) as reader:
        await reader.until(partial(reader.is_told, " · ".join(failures)), "both")
        gate.is_open = True
        await reader.until(partial(reader.is_told, "2 new"), "arrivals")
        assert reader.is_told(failures[1])
        await reader.press("q")
        assert (reader.app.return_code, told_at_the_end(reader)) == (0, failures)


async def test_when_nothing_could_be_read_the_list_says_so_and_the_status_is_1(
    visiting: Visiting, site: Site
) -> None:
    site.replies["/gone"] = reply(status="404 Not Found")
    async with visiting(f"{site.base}/gone") as reader:
        await reader.until_shown("Nothing was read.")
        assert reader.is_told("404 Not Found")
        await reader.press("q")
        assert reader.app.return_code == 1


@pytest.mark.parametrize(("key", "shown"), [("q", ""), ("X", "stopped, not read: ")])
@pytest.mark.parametrize("has_note", [True, False])
async def test_a_place_that_is_given_up_is_named_and_holds_nothing_up(  # noqa: PLR0913, PLR0917 - what it stands on
    visiting: Visiting, site: Site, gate: Gate, note: str, key: str, shown: str, *, has_note: bool
) -> None:
    slow = f"{site.base}/gazette"
    async with visiting(slow, *([note] if has_note else [])) as reader:
        await reader.until(lambda: gate.is_reached, "it is asked")
        await reader.until(partial(reader.is_told, "asking "), "that is told")
        await reader.press(key)
        if shown:
            await reader.until(partial(reader.is_told, shown + slow), "stopped")
            assert "asking" not in reader.bottom()
            await reader.press("X")
            await reader.until(partial(reader.is_told, "nothing is being fetched"), "all is over")
            await reader.press("q")
        told = [f"{slow}: not read, stopped before it answered"]
        assert (reader.app.return_code, told_at_the_end(reader)) == (int(not has_note), told)
