"""The feeds beside the headlines: what they show, and the keys that work on them."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from tests.tui.conftest import HOSTILE, NOW, entry, keep
from tests.tui.test_frames import compare

from newstui.model.schedule import Schedule
from newstui.newsroom.bookmarking import bookmark_story
from newstui.paths import find_paths
from newstui.store.archive import Archive
from newstui.store.editing import edit_feed
from newstui.store.jobs import Check, find_job, keep_checks
from newstui.store.marks import set_read
from newstui.store.subscriptions import Subscription, add_feeds, list_feeds
from newstui.text.clean import clean_line
from newstui.tui.glyphs import ASCII, UNICODE
from newstui.tui.panes.feed_rows import draw_branch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rich.style import Style
    from tests.tui.conftest import Arriving, Opening, Reader
    from textual.strip import Strip

    from newstui.model.feed import Feed
    from newstui.newsroom.arranging import Branch
    from newstui.tui.panes.feed_rows import BranchShape, BranchState

SIZES = ((140, 40), (100, 30), (80, 24))
FOLDERS = {
    "Northern Wire": "World / Asia",
    "Harbour Post": "World",
    "Science Desk": "Science",
    "Silent Review": "Science",
}
TREE = [
    "All stories 7",
    "▾ Science 2",
    "Science Desk 2",
    "! Silent Review",
    "▾ World 4",
    "▾ Asia 3",
    "Northern Wire 3",
    "Harbour Post 1",
    "Courts Today 1",
]
"""The rows of the sidebar, with how many stories are unread."""


@pytest.fixture
def archive(home: Path) -> Iterator[Archive]:
    """A library of seven stories in folders, one feed in trouble."""
    opened = Archive.open(find_paths(home).archive)
    titles = ("Dam will hold, says mayor", "Ferry line closes a route", "Lamp lit")
    keep(opened, "Northern Wire", [entry(title, hours=n) for n, title in enumerate(titles, 1)])
    keep(opened, "Harbour Post", [entry("Gulls return", hours=4)])
    keep(opened, "Science Desk", [entry("Ice cores", hours=5), entry("Moss grows", hours=6)])
    keep(opened, "Courts Today", [entry("Two firms shared bids", hours=7)])
    keep(opened, "Silent Review", [])
    for feed in list_feeds(opened):
        if feed.title in FOLDERS:
            folder = clean_line(FOLDERS[feed.title])
            edit_feed(opened, feed.id, folder=folder, now=NOW)
    fail(opened, "Silent Review", "404 Not Found")
    yield opened
    opened.close()


def fail(archive: Archive, title: str, reason: str) -> None:
    job = find_job(archive, feed_called(archive, title).id)
    assert job is not None
    check = Check(job=job, schedule=Schedule(), error=clean_line(reason))
    keep_checks(archive, [check], now=NOW - timedelta(days=3))


def feed_called(archive: Archive, title: str) -> Feed:
    return next(feed for feed in list_feeds(archive) if feed.title == title)


def inside(reader: Reader) -> list[str]:
    """Read the lines of the sidebar, without its frame."""
    region = reader.screen.feeds.region
    lines = [line[region.x : region.right] for line in reader.lines()[region.y : region.bottom]]
    return [line.strip("│╭╮╰╯─ ") for line in lines]


def rows(reader: Reader) -> list[str]:
    """Read its rows: sign, name and count, without the mark at the edge."""
    pane = reader.screen.feeds
    lines = [" ".join(line.strip("▌› ").split()) for line in inside(reader)]
    return [line for line in lines if line][1 if pane.inside != pane.outer_size else 0 :][
        : pane.row_count
    ]


async def opened_at(reader: Reader, title: str) -> None:
    """Open the sidebar and go to a row."""
    await reader.press("B")
    await reader.until(lambda: len(rows(reader)) > 1, "the feeds are listed")
    await go_to(reader, title)


async def go_to(reader: Reader, title: str) -> None:
    pane = reader.screen.feeds
    branches = pane._branches  # noqa: SLF001 - to count the steps
    steps = [branch.title for branch in branches].index(clean_line(title))
    await reader.press(*str(steps + 1), "G")
    assert pane.current is not None
    assert pane.current.title == title


async def until_rows(reader: Reader, wanted: list[str]) -> None:
    await reader.until(lambda: rows(reader) == wanted, f"these rows: {wanted}, not {rows(reader)}")


def without(title: str) -> list[str]:
    """Name the rows that are left when one feed is gone; counts are as they were."""
    return [row for row in TREE if title not in row]


def at(reader: Reader, pane: str) -> bool:
    return reader.screen.moving.at == pane


# What it shows


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("scene", ["feeds", "trouble"])
async def test_screen_is_as_it_was(opening: Opening, scene: str, size: tuple[int, int]) -> None:
    keys = ("B",) if scene == "feeds" else ("B", "j", "j", "j")
    await compare(opening, f"{scene}-{size[0]}x{size[1]}", keys, size, UNICODE)


async def test_ascii_screen_is_as_it_was(opening: Opening) -> None:
    await compare(opening, "ascii-feeds-140x40", ("B", "j", "enter"), (140, 40), ASCII)


@pytest.mark.parametrize("size", [*SIZES, (200, 50), (124, 20), (40, 12)])
async def test_feeds_stand_in_their_folders_with_counts(
    opening: Opening, size: tuple[int, int]
) -> None:
    async with opening(size=size) as reader:
        await reader.press("B")
        shown = TREE[: 7 if size == (40, 12) else None]
        await reader.until(lambda: rows(reader)[: len(shown)] == shown, "all feeds are listed")


@pytest.mark.parametrize(
    ("size", "has_headlines"), [((124, 30), True), ((123, 30), False), ((80, 24), False)]
)
async def test_it_takes_the_place_of_the_headlines_where_there_is_no_room(
    opening: Opening, size: tuple[int, int], *, has_headlines: bool
) -> None:
    async with opening(size=size) as reader:
        await opened_at(reader, "Courts Today")
        assert reader.screen.headlines.display is has_headlines
        await reader.press("enter")
        await reader.until(partial(at, reader, "headlines"), "its headlines")
        await reader.until_shown("Two firms shared bids")
        assert reader.screen.feeds.display is has_headlines
        await reader.press("q")
        if not has_headlines:
            await reader.until(partial(at, reader, "feeds"), "back at the feeds")
            await reader.press("q")
        await reader.until(partial(at, reader, "headlines"), "the headlines")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("key", ["B", "q", "escape"])
async def test_the_same_key_or_going_back_closes_it(
    opening: Opening, size: tuple[int, int], key: str
) -> None:
    async with opening(size=size) as reader:
        before = reader.screen.headlines.region
        await opened_at(reader, "World")
        await reader.press(key)
        await reader.until(lambda: reader.screen.headlines.region == before, "as before")
        assert at(reader, "headlines")
        assert not reader.screen.feeds.display
        await reader.press("h")
        await reader.until(partial(reader.is_told, "B shows the feeds"), "how to get there")


async def test_wide_it_is_closed_from_any_pane_and_reached_by_keys(opening: Opening) -> None:
    async with opening() as reader:
        await reader.press("B", "tab")
        await reader.until(partial(at, reader, "headlines"), "the headlines")
        await reader.press("h")
        await reader.until(partial(at, reader, "feeds"), "the feeds")
        await reader.press("shift+tab")
        await reader.until(partial(at, reader, "sources"), "the sources")
        await reader.press("alt+0", "alt+2", "B")
        await reader.until(lambda: not reader.screen.feeds.display, "closed")
        assert at(reader, "story")


async def test_a_story_read_alone_leaves_no_room_for_feeds(opening: Opening) -> None:
    async with opening() as reader:
        await reader.press("B", "tab", "enter", "z")
        await reader.until(lambda: "2 story" in reader.lines()[0], "the story")
        await reader.until(lambda: "feeds" not in reader.lines()[0], "alone")
        await reader.press("z")
        await reader.until(lambda: "feeds" in reader.lines()[0], "the feeds again")


async def test_trouble_is_told_of_the_row_under_the_cursor(opening: Opening) -> None:
    async with opening() as reader:
        await opened_at(reader, "Silent Review")
        told = " ".join(inside(reader))
        assert "404 Not Found since Fri 20 Nov 12:00: its address may have changed" in told
        assert "add its site again" in told
        await go_to(reader, "Science")
        assert "2 feeds, 2 unread 1 in trouble, marked !" in " ".join(inside(reader))
        await go_to(reader, "Northern Wire")
        told = " ".join(inside(reader))
        assert "northern-wire.example/feed" in told.replace(" ", "")
        assert "3 unread of 3; last new story 12:00" in told


async def test_a_feed_from_which_nothing_comes_any_more_is_called_idle(opening: Opening) -> None:
    async with opening(clock=lambda: NOW + timedelta(days=400)) as reader:
        await opened_at(reader, "Courts Today")
        assert "~ Courts Today 1" in rows(reader)
        assert "idle: nothing new since Mon 23 Nov 2026" in " ".join(inside(reader))


async def test_no_password_of_an_address_is_shown_or_copied(
    opening: Opening, archive: Archive
) -> None:
    secret = Subscription(place="https://ida:geheim@safe.example/feed", title=clean_line("Safe"))
    add_feeds(archive, [secret], label="x", now=NOW)
    async with opening() as reader:
        await opened_at(reader, "Safe")
        assert "https://safe.example/feed" in "".join(inside(reader))
        assert "geheim" not in reader.frame()
        await reader.press("y")
        await reader.until(partial(reader.is_told, "copied the address"), "copied")
        assert reader.app.clipboard == "https://safe.example/feed"


@pytest.mark.parametrize(
    "title",
    [HOSTILE, "[red]x[/", "x" * 10_000, "\u202e\u2066evil\x07", "漢字" * 500, "e\u0301" * 900],
)
async def test_hostile_titles_stay_in_their_row(
    opening: Opening, archive: Archive, title: str
) -> None:
    place, clean = "https://evil.example/feed", clean_line(title)
    add_feeds(archive, [Subscription(place=place, title=clean, folder=clean)], label="x", now=NOW)
    for size in ((140, 40), (40, 12)):
        async with opening(size=size) as reader:
            await opened_at(reader, "All stories")
            await reader.press("j", "j", "k")
            frame = reader.frame()
            assert not any(char in frame for char in "\x1b\x07\x9b\u202e\u2066")
            assert all(cell_len(line) <= size[0] for line in frame.splitlines())
            assert reader.app.is_running


async def test_of_thousands_of_feeds_only_those_in_sight_are_drawn(
    opening: Opening, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [
        Subscription(
            place=f"https://{number}.example/",
            title=clean_line(f"Feed {number:04}"),
            folder=clean_line(f"Folder {number % 30} / In"),
        )
        for number in range(3_000)
    ]
    add_feeds(archive, many, label="x", now=NOW)
    drawn: list[str] = []

    def noting(
        branch: Branch, state: BranchState, shape: BranchShape, *, over: Style | None
    ) -> Strip:
        drawn.append(branch.title)
        return draw_branch(branch, state, shape, over=over)

    monkeypatch.setattr("newstui.tui.panes.feeds.draw_branch", noting)
    async with opening() as reader:
        await reader.press("B")
        await reader.until(lambda: reader.screen.feeds.row_count > 3_000, "all are listed")
        await reader.pilot.pause()
        drawn.clear()
        for key in ("j", "j", "G", "pageup", "k"):
            await reader.press(key)
            await reader.pilot.pause()
            assert 0 < len(drawn) <= 2 * 40
            drawn.clear()


# Folding, listing, counts


async def test_folders_fold_and_unfold(opening: Opening) -> None:
    async with opening() as reader:
        await opened_at(reader, "Northern Wire")
        await reader.press("h", "h")
        folded = [*TREE[:5], "▸ Asia 3", *TREE[7:]]
        await until_rows(reader, folded)
        await reader.press("h", "h")
        await until_rows(reader, [*TREE[:4], "▸ World 4", TREE[-1]])
        await reader.press("l")
        await until_rows(reader, folded)
        await reader.press("j", "l")
        await until_rows(reader, TREE)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("keys", "listed"),
    [
        (("World", "enter"), ("World", 4)),
        (("World", "l"), ("World", 4)),
        (("Asia", "enter"), ("World / Asia", 3)),
        (("Northern Wire", "l"), ("Northern Wire", 3)),
        (("Science", "enter"), ("Science", 2)),
        (("Silent Review", "enter"), ("Silent Review", 0)),
    ],
)
async def test_the_stories_of_a_branch_are_listed(
    opening: Opening, size: tuple[int, int], keys: tuple[str, str], listed: tuple[str, int]
) -> None:
    (branch, key), (title, stories) = keys, listed
    async with opening(size=size) as reader:
        await opened_at(reader, branch)
        await reader.press(key)
        await reader.until(partial(at, reader, "headlines"), "the headlines")
        await reader.until(lambda: reader.screen.headlines.row_count == stories, f"{stories}")
        assert reader.screen.narrowing.title == title
        assert f" {title} " in reader.frame()


async def test_what_the_headlines_show_is_marked_and_all_stories_come_back(
    opening: Opening,
) -> None:
    def marked() -> list[str]:
        return [line for line in inside(reader) if line.startswith("›")]

    async with opening() as reader:
        await opened_at(reader, "Science")
        assert "All stories" in "".join(marked())
        await reader.press("j", "enter", "h", "k")
        await reader.until(lambda: len(marked()) == 1, "marked")
        assert "Science Desk" in marked()[0]
        await go_to(reader, "All stories")
        await reader.press("enter")
        await reader.until(lambda: reader.screen.headlines.row_count == 7, "all are listed")
        await reader.press("h", "j")
        await reader.until(lambda: "All stories" in "".join(marked()), "all are marked")


async def test_a_feeds_query_can_be_made_narrower(opening: Opening) -> None:
    async with opening() as reader:
        await opened_at(reader, "World")
        await reader.press("enter", "/", *" gulls", "enter")
        await reader.until(lambda: reader.screen.headlines.row_count == 1, "one is left")
        assert 'folder:"World" gulls' in reader.frame()


@pytest.mark.parametrize("keeps", [True, False])
async def test_counts_follow_what_is_read_here(opening: Opening, *, keeps: bool) -> None:
    async with opening(keeps=keeps) as reader:
        await opened_at(reader, "Northern Wire")
        await reader.press("tab", "g", "g", "enter", "J")
        less = [row.replace(" 3", " 1").replace("World 4", "World 2") for row in TREE]
        await until_rows(reader, ["All stories 5", *less[1:]])
        await reader.press("m")
        more = [row.replace(" 3", " 2").replace("World 4", "World 3") for row in TREE]
        await until_rows(reader, ["All stories 6", *more[1:]])


async def test_counts_follow_what_happens_elsewhere(
    opening: Opening, archive: Archive, arrive: Arriving
) -> None:
    async with opening() as reader:
        await opened_at(reader, "All stories")
        set_read(archive, [1, 2], read=True, now=NOW)
        reader.screen.refreshing.look()
        less = [row.replace(" 3", " 1").replace("World 4", "World 2") for row in TREE]
        await until_rows(reader, ["All stories 5", *less[1:]])
        arrive("Late news")
        reader.screen.refreshing.look()
        more = [row.replace(" 3", " 2").replace("World 4", "World 3") for row in TREE]
        await until_rows(reader, ["All stories 5", *more[1:]])
        fail(archive, "Harbour Post", "timed out")
        reader.screen.refreshing.look()
        await reader.until(lambda: "! Harbour Post 1" in rows(reader), "its trouble shows")


# What the keys do


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
        await reader.press("tab", "enter")
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
        "newstui.tui.controllers.sidebar.open_page", lambda url, _command: opened.append(url)
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
        for key in "efxoy":
            await reader.press("j", "k")
            await reader.press(key)
            await reader.until(partial(reader.is_told, "the cursor is on no feed"), key)


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
