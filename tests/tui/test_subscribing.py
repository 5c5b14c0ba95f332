"""Adding feeds from the screen: one place, a site of several feeds, lists."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from tests.faults.answers import to
from tests.tui.adding import add, front, publish, titles
from tests.tui.conftest import NOW
from textual import events

from newstui.newsroom.importing import list_starters
from newstui.newsroom.refreshing import find_work
from newstui.store.subscriptions import list_feeds

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.server import Site
    from tests.tui.conftest import Opening

    from newstui.store.archive import Archive

SIZES = [(140, 40), (80, 24), (40, 12)]


@pytest.mark.parametrize(
    ("size", "keys"),
    [(SIZES[0], ()), (SIZES[0], ("B",)), (SIZES[1], ("enter",)), (SIZES[2], ("B",))],
)
async def test_a_feed_is_added_from_everywhere_and_undone(
    opening: Opening, archive: Archive, site: Site, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    address = publish(site, "/gazette", "The Gazette", "Rain", "Sun")
    before = titles(archive)
    async with opening(size=size) as reader:
        await reader.press(*keys)
        await add(reader, f" {address}\n")
        told = "added The Gazette, 2 new stories"
        await reader.until(partial(reader.is_told, told), told)
        assert size[0] == 40 or " · U undoes" in reader.bottom()
        await reader.until(lambda: reader.desk.headlines.total == 8, "they are listed")
        assert titles(archive) == sorted([*before, "The Gazette"])
        await reader.press("U")
        await reader.until(partial(reader.is_told, "undone: added The Gazette"), "undone")
        await reader.until(lambda: reader.desk.headlines.total == 6, "they are gone")
        assert titles(archive) == before


async def test_several_addresses_on_one_line_are_added_one_after_another(
    opening: Opening, archive: Archive, site: Site
) -> None:
    addresses = [publish(site, f"/{name}", name, "Rain") for name in ("Gazette", "Courier")]
    async with opening() as reader:
        await add(reader, " ".join(addresses))
        await reader.until(partial(reader.is_told, "added Gazette, Courier, 2 new stories"), "both")
        assert {"Gazette", "Courier"} < set(titles(archive))


async def test_a_feed_just_added_is_due_later(
    opening: Opening, archive: Archive, site: Site
) -> None:
    address = publish(site, "/gazette", "The Gazette", "Rain")
    async with opening() as reader:
        due = find_work(archive, now=NOW).due
        await add(reader, address)
        await reader.until(partial(reader.is_told, "added The Gazette"), "added")
        assert find_work(archive, now=NOW).due == due


async def test_the_sidebar_goes_to_the_feed_that_was_added(opening: Opening, site: Site) -> None:
    address = publish(site, "/gazette", "The Gazette", "Rain")
    async with opening() as reader:
        await reader.press("B")
        await add(reader, address)
        pane = reader.screen.feeds
        await reader.until(
            lambda: pane.current is not None and pane.current.title == "The Gazette", "there"
        )


async def test_a_file_is_added_by_its_path(
    opening: Opening, archive: Archive, tmp_path: Path
) -> None:
    path = tmp_path / "note.md"
    path.write_text("# A note\n\nIt rained.\n", "utf-8")
    async with opening() as reader:
        await add(reader, str(path))
        await reader.until(partial(reader.is_told, "1 new story · U undoes"), "added")
        assert str(path) in [feed.place for feed in list_feeds(archive)]
        await add(reader, str(path))
        await reader.until(partial(reader.is_told, "is subscribed already"), "told")


async def test_a_known_feed_is_recognised_behind_a_redirect_and_with_a_password(
    opening: Opening, archive: Archive, site: Site
) -> None:
    address = publish(site, "/gazette", "The Gazette", "Rain")
    site.replies["/old"] = to("/gazette", "301 Moved")
    async with opening() as reader:
        await add(reader, address)
        await reader.until(partial(reader.is_told, "added The Gazette"), "added")
        before = titles(archive)
        await add(reader, f"{site.base}/old")
        await reader.until(partial(reader.is_told, "The Gazette is subscribed already"), "known")
        await add(reader, address.replace("//", "//ann:geheim@"))
        told = "The Gazette is subscribed already; E among the feeds changes its password"
        await reader.until(partial(reader.is_told, told), told)
        assert "geheim" not in reader.frame()
        assert titles(archive) == before


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("/no/such/file", "/no/such/file: does not exist"),
        ("gopher://old.example/", "gopher://old.example/: newstui reads http and https"),
        ("-", "standard input cannot be read again"),
        ("https://ida:geheim@/x", "https:///x: is not a usable address"),
        ("ida:geheim@gazette.txt", "gazette.txt: no such file or folder, and not an address"),
    ],
)
async def test_what_cannot_be_added_is_named(
    opening: Opening, archive: Archive, place: str, told: str
) -> None:
    before = titles(archive)
    async with opening(size=(200, 40)) as reader:
        await add(reader, place)
        await reader.until(partial(reader.is_told, told), told)
        assert (reader.wrongly_typed() == [place]) is (place[0] in "/g")
        assert "geheim" not in reader.frame()
        assert titles(archive) == before
        assert reader.screen.subscribing.activity == ""


async def test_an_address_is_added_without_its_scheme(
    opening: Opening, archive: Archive, site: Site
) -> None:
    address = publish(site, "/gazette", "The Gazette", "Rain")
    async with opening() as reader:
        await add(reader, address.removeprefix("http://"))
        await reader.until(partial(reader.is_told, "added The Gazette"), "added")
        assert address in [feed.place for feed in list_feeds(archive)]


async def test_nothing_typed_adds_nothing(opening: Opening) -> None:
    async with opening() as reader:
        await reader.press("+", "space", "enter")
        await reader.until(lambda: not reader.screen.status.is_asking, "given up")
        assert reader.screen.subscribing.activity == ""


async def test_an_address_longer_than_other_lines_is_taken_whole(
    opening: Opening, site: Site
) -> None:
    address = publish(site, "/" + "x" * 1_500, "The Gazette", "Rain")
    async with opening() as reader:
        await add(reader, address)
        await reader.until(partial(reader.is_told, "added The Gazette"), "added")


@pytest.mark.parametrize(
    ("size", "keys", "added"),
    [
        (SIZES[0], ("enter",), "The Gazette"),
        (SIZES[0], ("2", "enter"), "The Courier"),
        (SIZES[0], ("q",), None),
        (SIZES[1], ("j", "enter"), "The Courier"),
        (SIZES[2], ("j", "k", "G", "g", "g", "l"), "The Gazette"),
        (SIZES[2], ("escape",), None),
    ],
)
async def test_of_a_sites_feeds_one_is_chosen(
    opening: Opening, site: Site, size: tuple[int, int], keys: tuple[str, ...], added: str | None
) -> None:
    publish(site, "/gazette", "The Gazette", "Rain")
    publish(site, "/courier", "The Courier", "Sun")
    address = front(site, ("News", "/gazette"), ("Local", "/courier"))
    async with opening(size=size) as reader:
        await add(reader, address)
        await reader.until(partial(reader.is_told, "2 feeds found at"), "found")
        await reader.until(partial(reader.is_told, "+ chooses"), "and how to choose")
        await reader.press("+")
        await reader.until_shown("The Courier")
        shown = " ".join(reader.frame().split())
        assert "has 2 feeds; choose one" in shown
        assert "The Gazette (News)" in shown
        await reader.press(*keys)
        told = f"added {added}, 1 new story" if added else "none of the 2 feeds of http://127"
        await reader.until(partial(reader.is_told, told), told)


async def test_of_a_sites_feeds_those_that_are_known_say_so(opening: Opening, site: Site) -> None:
    known = publish(site, "/gazette", "The Gazette", "Rain")
    publish(site, "/courier", "The Courier", "Sun")
    address = front(site, ("News", "/gazette"), ("Local", "/courier"))
    async with opening() as reader:
        await add(reader, known)
        await reader.until(partial(reader.is_told, "added The Gazette"), "one is known")
        await add(reader, address)
        await reader.until(partial(reader.is_told, "+ chooses"), "found")
        await reader.press("+")
        await reader.until_shown("has 2 feeds; choose one")
        assert [f"{known} · subscribed already"] == [
            line.strip(" │") for line in reader.lines() if "subscribed" in line
        ]


async def test_a_choice_waits_until_it_is_asked_for(opening: Opening, site: Site) -> None:
    publish(site, "/gazette", "The Gazette", "Rain")
    publish(site, "/courier", "The Courier", "Sun")
    address = front(site, ("News", "/gazette"), ("Local", "/courier"))
    async with opening() as reader:
        await add(reader, address)
        await reader.until(lambda: not reader.screen.subscribing.is_reading, "it was read")
        await reader.press("j", "/", *"ferry", "enter")
        assert "choose one" not in reader.frame()
        assert reader.is_told("2 feeds found: + chooses")
        await reader.press("X")
        await reader.until(partial(reader.is_told, f"stopped, not added: {address}"), "given up")
        assert not reader.is_told("chooses")


async def test_hostile_names_of_feeds_stay_in_their_lines(opening: Opening, site: Site) -> None:
    evil = "&#27;[2J[@click=app.quit]x[/]&#8238;" + "y" * 5_000
    publish(site, "/gazette", evil, "Rain")
    publish(site, "/courier", "[red]The Courier[/", "Sun")
    address = front(site, (evil, "/gazette"), ("[b", "/courier"))
    async with opening(size=(80, 24)) as reader:
        await add(reader, address)
        await reader.until(partial(reader.is_told, "2 feeds found at"), "found")
        await reader.press("+")
        await reader.until_shown("choose one")
        assert "\x1b" not in reader.frame()
        assert "\u202e" not in reader.frame()
        await reader.press("enter")
        await reader.until(partial(reader.is_told, "1 new story · U undoes"), "added")
        assert "\x1b" not in reader.frame()


# Lists


async def test_a_list_is_imported_by_its_path_and_undone(
    opening: Opening, archive: Archive, tmp_path: Path
) -> None:
    path = tmp_path / "feeds.opml"
    outlines = "".join(
        f'<outline type="rss" text="{name}" xmlUrl="https://{name}.example/feed"/>'
        for name in ("one", "two", "courts-today")
    )
    bad = '<outline text="bad" xmlUrl="exec:rm"/>'
    path.write_text(f"<opml version='2.0'><body>{outlines}{bad}</body></opml>", "utf-8")
    before = titles(archive)
    async with opening() as reader:
        await reader.press("ctrl+p", *"import opml")
        await reader.until_shown("Subscribe to every feed of a list")
        await reader.press("enter")
        await reader.until_shown("OPML file:")
        reader.app.screen.post_message(events.Paste(str(path)))
        await reader.pilot.pause()
        await reader.press("enter")
        told = "2 feeds added, 1 known already, 1 skipped (bad): I shows which · R fetches"
        await reader.until(partial(reader.is_told, told), told)
        assert titles(archive) == sorted([*before, "one", "two"])
        await reader.press("I")
        await reader.until_shown("2 entries of the list were not added")
        shown = reader.frame()
        assert "skipped: is a command of another reader, and newstui runs none  exec:rm" in shown
        assert "known already  https://courts-today.example/feed" in shown
        await reader.press("escape", "I")
        await reader.until_shown("OPML file:")
        await reader.press("escape")
        await reader.press("U")
        await reader.until(partial(reader.is_told, "undone: imported "), "undone")
        assert titles(archive) == before


@pytest.mark.parametrize(
    ("end", "told"),
    [
        ("</body></opml>", "1 feed added; list not well formed, line 1 · R"),
        ("", "1 feed added; list cut off, line 1 · R"),
    ],
)
async def test_a_list_that_had_to_be_mended_is_told(
    opening: Opening, tmp_path: Path, end: str, told: str
) -> None:
    path = tmp_path / "feeds.opml"
    path.write_text(f"<opml><body><outline text='A & B' xmlUrl='https://a.example/'/>{end}")
    async with opening(size=(80, 24)) as reader:
        reader.screen.carry_out("import_list")
        reader.app.screen.post_message(events.Paste(str(path)))
        await reader.pilot.pause()
        await reader.press("enter")
        await reader.until(partial(reader.is_told, told), told)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("/no/such.opml", "/no/such.opml"),
        ("-", "standard input is the keyboard here"),
        ("https://a.example/x.opml", "https://a.example/x.opml: an import fetches nothing"),
    ],
)
async def test_a_list_that_cannot_be_read_is_named(opening: Opening, name: str, told: str) -> None:
    async with opening() as reader:
        reader.screen.carry_out("import_list")
        await reader.press(*name, "enter")
        await reader.until(partial(reader.is_told, told), told)


async def test_an_empty_list_says_so(opening: Opening, tmp_path: Path) -> None:
    path = tmp_path / "empty.opml"
    path.write_text("<opml version='2.0'><body></body></opml>", "utf-8")
    async with opening(size=(200, 30)) as reader:
        reader.screen.carry_out("import_list")
        reader.app.screen.post_message(events.Paste(str(path)))
        await reader.pilot.pause()
        await reader.press("enter")
        await reader.until(partial(reader.is_told, "holds no feed that can be imported"), "told")


async def test_every_starter_list_is_in_the_palette(opening: Opening, archive: Archive) -> None:
    starters = list_starters()
    async with opening(size=(100, 40)) as reader:
        await reader.press("ctrl+p", *"starter list")
        for starter in starters:
            await reader.until_shown(f"starter list: {starter.name}")
        await reader.press("enter")
        await reader.until(partial(reader.is_told, "· R fetches them · U undoes"), "added")
        assert len(list_feeds(archive)) in {3 + starter.feeds for starter in starters}
        await reader.press("B")
        await reader.until(lambda: reader.screen.feeds.row_count > 4, "they are in the sidebar")
        await reader.press("U")
        await reader.until(lambda: reader.screen.feeds.row_count == 4, "they are gone again")


async def test_where_nothing_is_kept_nothing_is_added(opening: Opening) -> None:
    async with opening(keeps=False) as reader:
        for key in ("+", "B"):
            await reader.press(key)
        for name in ("add_feed", "import_list", "rename_feed"):
            reader.screen.carry_out(name)
            await reader.until(partial(reader.is_told, "nothing is kept here"), name)
            await reader.press("j")
        reader.screen.importing.add_starter("world")
        await reader.until(partial(reader.is_told, "nothing is kept here"), "the same")
