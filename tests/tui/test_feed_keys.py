"""The keys that work on the feed under the cursor, and taking back what they did."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from tests.tui.adding import front, publish
from tests.tui.conftest import NOW
from tests.tui.sidebar import (
    TREE,
    feed_called,
    fill,
    go_to,
    opened_at,
    rows,
    until_rows,
    without,
)

from newstui.newsroom.bookmarking import bookmark_story
from newstui.paths import find_paths
from newstui.store.subscriptions import Subscription, add_feeds
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.faults.server import Site
    from tests.tui.conftest import Opening, Reader

    from newstui.store.archive import Archive


@pytest.fixture
def archive(home: Path) -> Iterator[Archive]:
    """A library of folders, in place of the one without."""
    opened = fill(home)
    yield opened
    opened.close()


async def test_a_feed_is_renamed_and_gets_its_own_title_back(
    opening: Opening, archive: Archive
) -> None:
    async with opening() as reader:
        await opened_at(reader, "Harbour Post")
        await reader.press("e")
        await reader.until_shown("title: Harbour Post")
        await reader.press("ctrl+u", *"Ahoy", "enter")
        await reader.until(partial(reader.is_told, "now called Ahoy · U undoes"), "renamed")
        await until_rows(reader, [row.replace("Harbour Post", "Ahoy") for row in TREE])
        assert feed_called(archive, "Ahoy").folder == "World"
        await reader.press("e", "ctrl+u", "enter")
        await until_rows(reader, TREE)
        await reader.press("U")
        await until_rows(reader, [row.replace("Harbour Post", "Ahoy") for row in TREE])
        await reader.press("e", *"y", "escape")
        await reader.until(lambda: not reader.screen.status.is_asking, "given up")
        assert feed_called(archive, "Ahoy")


async def test_a_feed_is_moved_to_a_folder_that_tab_completes(
    opening: Opening, archive: Archive
) -> None:
    async with opening() as reader:
        await opened_at(reader, "Courts Today")
        await reader.press("f", *"wor", "tab")
        await reader.until_shown("folder: World")
        await reader.press(*"/Asia", "enter")
        await reader.until(
            partial(reader.is_told, "Courts Today is in World / Asia now · U undoes"), "moved"
        )
        await until_rows(
            reader,
            [
                *TREE[:4],
                "▾ World 5",
                "▾ Asia 4",
                "Courts Today 1",
                "Northern Wire 3",
                "Harbour Post 1",
            ],
        )
        current = reader.screen.feeds.current
        assert current is not None
        assert current.title == "Courts Today"
        await reader.press("f", "ctrl+u", *"Law / Civil", "enter")
        await reader.until(lambda: "▾ Civil 1" in rows(reader), "in a new folder")
        assert feed_called(archive, "Courts Today").folder == "Law / Civil"
        await reader.press("f", "ctrl+u", "enter")
        await until_rows(reader, TREE)
        await reader.press("U", "U", "U")
        await until_rows(reader, TREE)


@pytest.mark.usefixtures("_without_proxies")
async def test_a_feed_gets_another_address_and_no_password_is_shown(
    opening: Opening, archive: Archive, site: Site
) -> None:
    new = publish(site, "/new", "Harbour Post", "Rain")
    place = new.replace("//", "//ann:geheim@")
    async with opening(size=(200, 40)) as reader:
        await opened_at(reader, "Harbour Post")
        before = feed_called(archive, "Harbour Post").place
        await reader.press("E")
        await reader.until_shown(f"address: {before}")
        await reader.press("ctrl+u", *place, "enter")
        told = f"Harbour Post is at {new} now; r fetches it · U undoes"
        await reader.until(partial(reader.is_told, told), "told")
        assert feed_called(archive, "Harbour Post").place == place
        assert "geheim" not in reader.frame()
        for key in ("E", "enter"):
            await reader.press(key)
        assert feed_called(archive, "Harbour Post").place == place, "nothing was changed"
        await reader.press("E", "ctrl+u", *"ftp://ann:geheim@x.example/", "enter")
        await reader.until(partial(reader.is_told, "ftp://x.example/: newstui reads http"), "no")
        await reader.press("E", "ctrl+u", *front(site), "enter")
        told = f"{site.base}/: is a web page, and no feed was found that belongs to it; nothing"
        await reader.until(partial(reader.is_told, told), "a page is no feed")
        await reader.until(partial(reader.is_told, "; E again takes it all the same"), "insist")
        await reader.press("E", "enter")
        await reader.until(partial(reader.is_told, f"Post is at {site.base}/ now"), "taken")
        await reader.press("U")
        await reader.until(partial(reader.is_told, "undone: changed Harbour Post"), "undone")
        other = feed_called(archive, "Courts Today").place
        await reader.press("E", "ctrl+u", *other, "enter")
        await reader.until(partial(reader.is_told, "Courts Today has this address"), "taken")
        await reader.press("escape", "U")
        await reader.until(partial(reader.is_told, "undone: changed Harbour Post"), "undone")
        assert feed_called(archive, "Harbour Post").place == before


@pytest.mark.usefixtures("_without_proxies")
async def test_a_feed_moves_to_the_one_chosen_of_its_site(
    opening: Opening, archive: Archive, site: Site
) -> None:
    publish(site, "/news", "Post: news", "Rain")
    sport = publish(site, "/sport", "Post: sport", "Goal")
    place = front(site, ("News", "/news"), ("Sport", "/sport"))
    async with opening(size=(200, 40)) as reader:
        await opened_at(reader, "Harbour Post")
        await reader.press("E", "ctrl+u", *place, "enter")
        await reader.until(partial(reader.is_told, "2 feeds found: + chooses"), "a choice")
        await reader.press("+", "2", "enter")
        await reader.until(partial(reader.is_told, f"Harbour Post is at {sport} now"), "moved")
        assert feed_called(archive, "Harbour Post").place == sport


async def test_feeds_that_became_one_are_in_trouble(opening: Opening, archive: Archive) -> None:
    place = feed_called(archive, "Courts Today").place
    with archive.transaction(durable=True) as connection:
        connection.execute(
            "UPDATE feeds SET moved_to = ?, moved_seen = 2 WHERE own_title = 'Harbour Post'"
            " OR title = 'Harbour Post'",
            (place,),
        )
    async with opening(size=(140, 40)) as reader:
        await opened_at(reader, "Harbour Post")
        await reader.until_shown("by now the same feed as")
        assert "Courts Today" in " ".join(reader.frame().split())
        assert "! Harbour Post" in reader.frame()


async def test_a_feed_is_removed_without_a_question_and_comes_back(
    opening: Opening, archive: Archive, home: Path
) -> None:
    bookmark_story(archive, 4, folder=find_paths(home).bookmarks, clock=lambda: NOW)
    async with opening() as reader:
        await opened_at(reader, "Harbour Post")
        await reader.press("enter")
        await reader.until_shown("1 of 7")
        await reader.press("h", "x")
        told = "removed Harbour Post; its marked stories stay · U undoes"
        await reader.until(partial(reader.is_told, told), "removed")
        gone = [row.replace("World 4", "World 3") for row in without("Harbour Post")]
        await until_rows(reader, gone)
        assert not reader.is_told("removed elsewhere")
        assert reader.screen.narrowing.query == ""
        assert "Gulls return" in reader.frame()
        await reader.press("U")
        await reader.until(partial(reader.is_told, "undone: removed Harbour Post"), "undone")
        await until_rows(reader, TREE)


@pytest.mark.parametrize(("branch", "left"), [("World", 3), ("Northern Wire", 4)])
async def test_a_branch_is_marked_read_as_one_change(
    opening: Opening, branch: str, left: int
) -> None:
    async with opening() as reader:
        await opened_at(reader, branch)
        await reader.press("A")
        await reader.until(lambda: rows(reader)[0] == f"All stories {left}", "fewer are unread")
        await reader.until(lambda: "▾ Asia" in rows(reader), "none in Asia")
        await reader.press("U")
        await until_rows(reader, TREE)


async def test_a_site_is_opened_and_what_has_none_says_so(
    opening: Opening, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = Subscription(
        place="https://a.example/f", title=clean_line("Aaa"), site_url="https://a.example/"
    )
    add_feeds(archive, [one], label="x", now=NOW)
    opened: list[str] = []
    monkeypatch.setattr(
        "newstui.tui.controllers.sidebar.open_page",
        lambda url, _command, **_rest: opened.append(url),
    )
    async with opening() as reader:
        await opened_at(reader, "Aaa")
        await reader.press("o")
        await reader.until(partial(reader.is_told, "opened https://a.example/"), "opened")
        assert opened == ["https://a.example/"]
        await go_to(reader, "Harbour Post")
        await reader.press("o")
        await reader.until(partial(reader.is_told, "Harbour Post: names no site"), "none")


async def test_keys_for_one_feed_say_so_on_a_folder(opening: Opening) -> None:
    async with opening() as reader:
        await opened_at(reader, "World")
        for key in "Eoyi":
            await reader.press("j", "k")
            await reader.press(key)
            await reader.until(partial(reader.is_told, "the cursor is on no feed"), key)


async def test_a_folder_is_renamed_moved_and_removed(opening: Opening, archive: Archive) -> None:
    async with opening(size=(140, 40)) as reader:
        await opened_at(reader, "Asia")
        await reader.press("e")
        await reader.until_shown("name: Asia")
        await reader.press("ctrl+u", *"East", "enter")
        told = "the folder World / Asia is World / East now, with its 1 feed · U undoes"
        await reader.until(partial(reader.is_told, told), "renamed")
        await until_rows(reader, [row.replace("Asia", "East") for row in TREE])
        await reader.press("f")
        await reader.until_shown("into folder: World")
        await reader.press("ctrl+u", *"sci", "tab", "enter")
        told = "the folder World / East is Science / East now"
        await reader.until(partial(reader.is_told, told), "moved")
        assert feed_called(archive, "Northern Wire").folder == "Science / East"
        await reader.until(lambda: title_at_cursor(reader) == "East", "the cursor follows")
        await reader.press("x")
        told = "removed the folder Science / East; its 1 feed is in Science now · U undoes"
        await reader.until(partial(reader.is_told, told), "removed")
        assert feed_called(archive, "Northern Wire").folder == "Science"
        await reader.press("U", "U", "U")
        await until_rows(reader, TREE)


def title_at_cursor(reader: Reader) -> str:
    current = reader.screen.feeds.current
    return current.title if current else ""


@pytest.mark.parametrize(
    ("branch", "titles"),
    [
        ("World", {"Northern Wire", "Harbour Post"}),
        ("Courts Today", {"Courts Today"}),
        ("All stories", set()),
    ],
)
async def test_a_branch_is_refreshed(
    opening: Opening,
    archive: Archive,
    monkeypatch: pytest.MonkeyPatch,
    branch: str,
    titles: set[str],
) -> None:
    async with opening() as reader:
        asked: list[tuple[int, ...]] = []
        monkeypatch.setattr(reader.screen.refreshing, "refresh", asked.append)
        await opened_at(reader, branch)
        await reader.press("r")
        wanted = {feed_called(archive, title).id for title in titles}
        assert [set(numbers) for numbers in asked] == [wanted]


@pytest.mark.parametrize("key", ["e", "f", "x", "+"])
async def test_an_archive_that_can_only_be_read_is_left_alone(opening: Opening, key: str) -> None:
    async with opening(read_only=True) as reader:
        await opened_at(reader, "Courts Today")
        await reader.press(key)
        await reader.until(partial(reader.is_told, "the archive can only be read"), "why not")


async def test_the_mouse_goes_to_a_row_and_lists_it(opening: Opening) -> None:
    async with opening() as reader:
        await opened_at(reader, "All stories")
        y = next(y for y, line in enumerate(reader.lines()) if "Harbour Post" in line[:28])
        await reader.pilot.click(offset=(8, y))
        await reader.until(lambda: reader.screen.feeds.current is not None, "clicked")
        await reader.pilot.click(offset=(8, y), times=2)
        await reader.until_shown("1 of 7")


@pytest.mark.parametrize("size", [(140, 40), (80, 24)])
async def test_a_click_on_a_folders_sign_folds_it_and_on_its_name_does_not(
    opening: Opening, size: tuple[int, int]
) -> None:
    folded = ["▸ Asia 3" if row == "▾ Asia 3" else row for row in without("Northern Wire")]
    async with opening(size=size) as reader:
        await opened_at(reader, "All stories")
        pane = reader.screen.feeds

        async def click(text: str) -> None:
            shown = [line[: pane.region.right] for line in reader.lines()]
            y = next(y for y, line in enumerate(shown) if text in line)
            await reader.pilot.click(offset=(shown[y].index(text), y))

        await click("▾ Asia")
        await until_rows(reader, folded)
        assert pane.current is not None
        assert pane.current.title == "Asia"
        for title in ("Asia", "Science Desk", "All stories"):
            await click(title)
            assert pane.current.title == title
        assert rows(reader) == folded
        await click("▸ Asia")
        await until_rows(reader, TREE)


async def test_what_is_set_for_a_feed_is_listed_and_changed(
    opening: Opening, archive: Archive
) -> None:
    async with opening() as reader:
        await opened_at(reader, "Harbour Post")
        await reader.press("i")
        await reader.until_shown("Harbour Post: choose what to change")
        for shown in (
            "title: Harbour Post",
            "folder: World",
            "asked: at its own pace",
            "full text: off",
            "user agent: newstui",
        ):
            assert shown in reader.frame()
        await reader.press("4", "enter")
        await reader.until_shown("minutes:")
        await reader.press(*"30", "enter")
        told = "Harbour Post is asked every 30 minutes now · U undoes"
        await reader.until(partial(reader.is_told, told), "the pace is set")
        assert feed_called(archive, "Harbour Post").settings.interval_minutes == 30
        await reader.press("i", "5", "enter")
        told = "pages of Harbour Post are read as they come · U undoes"
        await reader.until(partial(reader.is_told, told), "full text is on")
        assert feed_called(archive, "Harbour Post").settings.full_text
        await reader.press("i", "6", "enter")
        told = "pictures of Harbour Post are fetched as its stories are opened · U undoes"
        await reader.until(partial(reader.is_told, told), "pictures are on")
        assert feed_called(archive, "Harbour Post").settings.pictures
        await reader.press("i", "7", "enter", *"Curl/1", "enter")
        told = "newstui calls itself Curl/1 to Harbour Post now"
        await reader.until(partial(reader.is_told, told), "another name")
        await reader.press("U")
        await reader.until(partial(reader.is_told, "undone: changed Harbour Post"), "undone")
        assert feed_called(archive, "Harbour Post").settings.user_agent == ""
        assert feed_called(archive, "Harbour Post").settings.interval_minutes == 30
        await reader.press("i")
        await reader.until_shown("asked: every 30 minutes")
        await reader.press("1", "enter")
        await reader.until_shown("title: Harbour Post")
        await reader.press("ctrl+u", *"Ahoy", "enter")
        await reader.until(partial(reader.is_told, "now called Ahoy"), "renamed")


@pytest.mark.parametrize(
    ("row", "typed", "told"),
    [
        ("4", "5", "5: no feed is asked more often than every 15 minutes"),
        ("4", "x", "x: not a whole number of minutes"),
        ("7", "Zeitung ö", "Zeitung ö: only ASCII letters, digits and signs can be sent"),
    ],
)
async def test_what_cannot_be_set_for_a_feed_is_told_and_changes_nothing(
    opening: Opening, archive: Archive, row: str, typed: str, told: str
) -> None:
    async with opening() as reader:
        await opened_at(reader, "Harbour Post")
        before = feed_called(archive, "Harbour Post").settings
        await reader.press("i", row, "enter", *typed, "enter")
        await reader.until(partial(reader.is_told, told), "it is told")
        assert feed_called(archive, "Harbour Post").settings == before


async def test_a_folder_has_no_settings_of_its_own(opening: Opening, archive: Archive) -> None:
    assert feed_called(archive, "Harbour Post")
    async with opening() as reader:
        await opened_at(reader, "World")
        await reader.press("i")
        await reader.until(partial(reader.is_told, "the cursor is on no feed"), "it is told")
