"""Who else cites a source, and the most cited sources of the library."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from functools import partial
from typing import TYPE_CHECKING

import pytest
from tests.tui.adding import publish
from tests.tui.conftest import DAM, NOW, entry, keep

from newstui.attribution import attribute
from newstui.model.feed import FeedKind
from newstui.model.story import TextKind
from newstui.model.versions import BUILDER_VERSION, ENGINE_VERSION
from newstui.refresh.reports import Built, Finished, write_report
from newstui.refresh.running import RefreshRun
from newstui.store.stories import order_rows, unbuilt
from newstui.store.subscriptions import add_feed
from newstui.store.texts import keep_analysis, keep_text
from newstui.text.build import build_document

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.server import Site
    from tests.tui.conftest import Opening, Reader

    from newstui.store.archive import Archive

FERRY = "<p>The ferry will sail, said Ana Berl, an engineer. Police said two roads were closed.</p>"


def prepare(archive: Archive, story_id: int, body: str) -> None:
    """Analyse a story, as the refresh process does."""
    document = build_document(body, entry("", hours=0).body_type)
    text = keep_text(archive, story_id, TextKind.FEED, document, builder=BUILDER_VERSION, now=NOW)
    keep_analysis(archive, text.id, attribute(document.text))


@pytest.fixture
def ferries(archive: Archive) -> tuple[int, ...]:
    """Stories in which Ana Berl is cited: the newest of the library, one of today, an old one."""
    ((_, newest, _),) = order_rows(archive, limit=1)
    prepare(archive, newest, DAM)
    entries = [entry("Ferry sails", hours=6, body=FERRY), entry("Old", hours=9_000, body=FERRY)]
    numbers = keep(archive, "Northern Wire", entries)
    for number in numbers:
        prepare(archive, number, FERRY)
    return (newest, *numbers)


async def go_to_source(reader: Reader, name: str) -> None:
    """Put the cursor on a source of the story shown."""
    await reader.press("a")
    await reader.until_analysed()
    pane = reader.screen.sources
    for _ in range(20):
        entity = pane.current_entity
        if entity is not None and entity.canonical == name:
            return
        await reader.press("j")
    raise AssertionError(f"no {name} in\n{reader.frame()}")


def titles(reader: Reader) -> str:
    """Read the headlines pane."""
    region = reader.screen.headlines.region
    lines = reader.lines()[region.y : region.bottom]
    return "\n".join(line[region.x : region.right] for line in lines)


@pytest.mark.usefixtures("ferries")
@pytest.mark.parametrize("size", [(140, 40), (80, 24)])
async def test_enter_on_a_source_lists_the_stories_citing_it_and_esc_goes_back(
    opening: Opening, size: tuple[int, int]
) -> None:
    async with opening(size=size) as reader:
        await go_to_source(reader, "Ana Berl")
        await reader.until_shown("Enter: 2 more stories")
        story = reader.screen.headlines.current_id
        await reader.press("enter")
        await reader.until(lambda: "cites Ana Berl" in titles(reader), "the list is named")
        await reader.until(lambda: reader.screen.headlines.row_count == 3, "three stories")
        assert "Ferry sails" in titles(reader)
        await reader.press("j", "escape")
        await reader.until(lambda: reader.screen.headlines.row_count == 8, "all stories")
        await reader.until(lambda: reader.screen.headlines.current_id == story, "the story")
        assert reader.screen.moving.at == "sources"


@pytest.mark.usefixtures("ferries")
async def test_looking_aside_comes_back_to_what_the_list_was_narrowed_by(opening: Opening) -> None:
    async with opening() as reader:
        await reader.press("/", *"dam", "enter")
        await reader.until(lambda: reader.screen.headlines.row_count == 1, "one story")
        await go_to_source(reader, "Ana Berl")
        await reader.press("enter")
        await reader.until(lambda: reader.screen.headlines.row_count == 3, "those citing her")
        await reader.press("q")
        await reader.until(lambda: reader.screen.narrowing.query == "dam", "the query is back")
        await reader.until(lambda: reader.screen.headlines.row_count == 1, "one story")
        await reader.press("alt+1", "escape")
        await reader.until(lambda: reader.screen.headlines.row_count == 8, "all stories")


@pytest.mark.usefixtures("ferries")
async def test_from_one_source_to_the_next_it_is_as_many_steps_back(opening: Opening) -> None:
    async with opening() as reader:
        await go_to_source(reader, "Ana Berl")
        story = reader.screen.headlines.current_id
        await reader.press("enter")
        await reader.until(lambda: reader.screen.headlines.row_count == 3, "those citing her")
        await reader.press("j")
        await reader.until_settled()
        await go_to_source(reader, "Police")
        await reader.press("enter")
        await reader.until(lambda: reader.screen.headlines.row_count == 2, "those of police")
        await reader.press("escape")
        await reader.until(lambda: reader.screen.headlines.row_count == 3, "those citing her")
        assert reader.screen.moving.at == "sources"
        await reader.press("alt+1", "escape")
        await reader.until(lambda: reader.screen.headlines.row_count == 8, "all stories")
        await reader.until(lambda: reader.screen.headlines.current_id == story, "the first story")
        assert reader.screen.moving.at == "sources"


@pytest.mark.usefixtures("ferries")
async def test_what_is_no_name_is_listed_as_words(opening: Opening) -> None:
    async with opening() as reader:
        await reader.press("S")
        await reader.until_shown("“Police”")
        assert "“Ana Berl”" not in reader.frame()
        await reader.press("/", *"poli", "enter")
        await reader.until(lambda: "“army”" not in reader.frame(), "others are left out")
        await reader.until_shown("“Police”")
        await reader.press("enter")
        await reader.until_shown("stories using the words “P")
        await reader.until(lambda: reader.screen.headlines.row_count == 2, "two stories")


async def test_a_source_nobody_else_cites_says_so_and_lists_nothing(opening: Opening) -> None:
    async with opening() as reader:
        await go_to_source(reader, "Alda Courier")
        await reader.until_shown("no other story cites")
        await reader.press("enter")
        await reader.until(partial(reader.is_told, "no other story cites Alda Courier"), "told")
        assert reader.screen.moving.at == "sources"
        assert reader.screen.headlines.row_count == 6


async def test_nobody_citing_a_source_is_no_more_than_was_looked_through(
    opening: Opening, archive: Archive
) -> None:
    *_, (_, other, _) = order_rows(archive, limit=99)
    async with opening() as reader:
        await go_to_source(reader, "Alda Courier")
        await reader.press("enter")
        told = partial(reader.is_told, "cites Alda Courier so far, 5 still to be looked through")
        await reader.until(told, "told")
        prepare(archive, other, DAM)
        await reader.press("enter")
        await reader.until_shown("cites Alda Courier    ")
        await reader.until(lambda: reader.screen.headlines.row_count == 2, "both are listed")


async def test_once_all_is_looked_through_the_others_are_counted_again(
    opening: Opening, archive: Archive
) -> None:
    *_, (_, other, _) = order_rows(archive, limit=99)
    async with opening() as reader:
        await go_to_source(reader, "Alda Courier")
        await reader.until_shown("5 still to be")
        prepare(archive, other, DAM)
        reader.screen.refreshing.take(Finished(feeds=0, failed=0, new=0))
        await reader.until_shown("1 more story citing Alda")


@pytest.mark.usefixtures("ferries")
@pytest.mark.parametrize("size", [(140, 40), (80, 24), (24, 6)])
async def test_the_most_cited_are_listed_by_period_type_and_name(
    opening: Opening, size: tuple[int, int]
) -> None:
    async with opening(size=size) as reader:
        await reader.press("S")
        await reader.until_shown("Most cited")
        await reader.until_shown("Ana Berl")
        await reader.press("p", "t", "/", *"BERL", "backspace", "enter")
        if size[0] < 80:
            await reader.press("escape")
            return
        await reader.until_shown("today · type person · with “BER”")
        await reader.until_shown(" 2 stories")
        await reader.press("P", "T")
        await reader.until_shown("3 stories")
        await reader.press("p", "enter")
        await reader.until_shown("cites Ana Berl · today")
        await reader.until(lambda: reader.screen.headlines.row_count == 2, "two of today")


async def test_what_is_prepared_meanwhile_is_counted_and_nothing_jumps(
    opening: Opening, archive: Archive, ferries: tuple[int, ...]
) -> None:
    waiting = unbuilt(archive, limit=99, builder=BUILDER_VERSION, engine=ENGINE_VERSION)
    assert len(waiting) == len(order_rows(archive, limit=99)) - len(ferries)
    async with opening() as reader:
        await reader.press("S")
        await reader.until_shown(f"3 of {3 + len(waiting)} stories looked through")
        assert f"{len(waiting)} not prepared yet" in reader.frame()
        await reader.press("j")
        for number in waiting[:3]:
            prepare(archive, number, "The gate is shut, said Ivo Lenz, the gatekeeper.")
        await reader.until_shown("Ivo Lenz")
        lines = [line for line in reader.lines() if "▌" in line]
        assert ["Police" in line for line in lines] == [True]
        await reader.press("/", *"lenz", "enter")
        await reader.until_shown("with “lenz”")
        await reader.press("escape")
        await reader.until(lambda: "with" not in reader.lines()[1], "all names again")
        assert "Most cited" in reader.frame()
        await reader.press("escape")
        await reader.until(lambda: "Most cited" not in reader.frame(), "back")


async def test_names_of_sources_cannot_act_on_the_screen(
    opening: Opening, archive: Archive
) -> None:
    body = "<p>The gate is shut, said Mira [@click=app.quit]Okafor[/] \x1b[31mLenz.</p>"
    (number,) = keep(archive, "Northern Wire", [entry("Gate", hours=0, body=body)])
    prepare(archive, number, body)
    async with opening() as reader:
        await reader.press("S")
        await reader.until_shown("looked through")
        assert "\x1b" not in reader.frame()
        await reader.press("enter")
        await reader.pilot.pause()


async def test_a_new_engine_prepares_stories_again_while_the_reader_reads(
    opening: Opening, archive: Archive, ferries: tuple[int, ...]
) -> None:
    with archive.transaction(durable=False) as connection:
        connection.execute("UPDATE stories SET builder = ?, engine = 999", (BUILDER_VERSION,))
        connection.execute("UPDATE feeds SET next_check = 9999999999")
        connection.execute("DELETE FROM citations")
    assert ferries
    async with opening(refreshes=True) as reader:
        await reader.until(lambda: "preparing stories" in reader.bottom(), "it is told")
        run = reader.screen.refreshing.run
        assert run is not None
        await asyncio.to_thread(run.process.wait)
        await reader.until(lambda: not reader.screen.refreshing.activity, "prepared")
        assert not unbuilt(archive, limit=9, builder=BUILDER_VERSION, engine=ENGINE_VERSION)
        await reader.press("S")
        await reader.until_shown("3 stories")


class Endless:
    """Processes that say how many stories they have prepared, and never end by themselves."""

    def __init__(self) -> None:
        self.started: list[subprocess.Popen[bytes]] = []

    def __call__(self, _path: Path) -> RefreshRun:
        line = write_report(Built(done=120, left=3_880)).decode()
        code = f"import sys, time; sys.stdout.write({line!r}); sys.stdout.flush(); time.sleep(3600)"
        process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
        self.started.append(process)
        return RefreshRun(process)


@pytest.fixture
def endless(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> Endless:
    """Stories made by another version, no feed due, and what prepares them takes for ever."""
    with archive.transaction(durable=False) as connection:
        connection.execute("UPDATE stories SET builder = ?, engine = 999", (BUILDER_VERSION,))
        connection.execute("UPDATE feeds SET next_check = 9999999999")
    endless = Endless()
    monkeypatch.setattr("newstui.tui.controllers.refreshing.start_building", endless)
    return endless


async def test_preparing_stories_is_stopped_and_does_not_begin_again_by_itself(
    opening: Opening, endless: Endless
) -> None:
    async with opening(refreshes=True) as reader:
        await reader.until_shown("preparing stories 120 of 4,000")
        await reader.press("X")
        await reader.until(partial(reader.is_told, "stopped"), "it is told")
        await reader.until(lambda: endless.started[0].poll() is not None, "the process ended")
        await reader.until(lambda: not reader.screen.refreshing.activity, "nothing goes on")
        reader.screen.refreshing.refresh_due()
        await asyncio.wrap_future(reader.desk.load(lambda _: None))
        await reader.pilot.pause()
        assert len(endless.started) == 1


@pytest.mark.usefixtures("_without_proxies")
async def test_preparing_stories_gives_way_to_fetching(
    opening: Opening, endless: Endless, archive: Archive, site: Site
) -> None:
    address = publish(site, "/gazette", "The Gazette", "Rain")
    feed, _new = add_feed(archive, place=address, kind=FeedKind.WEB, now=NOW)
    with archive.transaction(durable=False) as connection:
        connection.execute("UPDATE feeds SET next_check = 9999999999")
    async with opening(refreshes=True) as reader:
        await reader.until_shown("preparing stories 120 of 4,000")
        reader.screen.refreshing.refresh((feed.id,))
        await reader.until(partial(reader.is_told, "1 feed refreshed, 1 new"), "it is fetched")
        await reader.until(lambda: endless.started[0].poll() is not None, "the process ended")
