"""The feeds beside the headlines: what they show, list and count."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from tests.tui.conftest import HOSTILE, NOW
from tests.tui.sidebar import (
    TREE,
    at,
    fail,
    fill,
    go_to,
    inside,
    opened_at,
    rows,
    until_rows,
)
from tests.tui.test_frames import compare

from newstui.store.marks import set_read
from newstui.store.subscriptions import Subscription, add_feeds
from newstui.text.clean import clean_line
from newstui.tui.glyphs import ASCII, UNICODE
from newstui.tui.panes.feed_rows import draw_branch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rich.style import Style
    from tests.tui.conftest import Arriving, Opening
    from textual.strip import Strip

    from newstui.newsroom.arranging import Branch
    from newstui.store.archive import Archive
    from newstui.tui.panes.feed_rows import BranchShape, BranchState

SIZES = ((140, 40), (100, 30), (80, 24))


@pytest.fixture
def archive(home: Path) -> Iterator[Archive]:
    """A library of folders, in place of the one without."""
    opened = fill(home)
    yield opened
    opened.close()


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
        assert "404 Not Found (since Fri 20 Nov 12:00): if it has moved, E with its new" in told
        assert "or its site's, keeps its stories and marks" in told
        await go_to(reader, "Science")
        assert "2 feeds, 2 unread 1 in trouble: ! goes there" in " ".join(inside(reader))
        await go_to(reader, "Northern Wire")
        told = " ".join(inside(reader))
        assert "northern-wire.example/feed" in told.replace(" ", "")
        assert "3 unread of 3; last new story 11:00" in told


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
            assert drawn
            assert len(set(drawn)) <= 2 * 40, "what was in sight and what is now"
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
        await reader.until(lambda: "Science Desk" in "".join(marked()), "marked")
        assert len(marked()) == 1
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


@pytest.mark.parametrize("size", [(140, 40), (80, 24)])
async def test_a_feed_in_trouble_is_seen_and_found_in_a_closed_folder(
    opening: Opening, archive: Archive, size: tuple[int, int]
) -> None:
    fail(archive, "Northern Wire", "timed out")
    async with opening(size=size) as reader:
        for folder in ("World", "Science"):
            await opened_at(reader, folder)
            await reader.press("h", "B")
        await reader.press("B")
        wanted = ["All stories 7", "▸ Science ! 2", "▸ World ! 4", "Courts Today 1"]
        await until_rows(reader, wanted)
        await reader.press("B", "!")
        told = "1 of 2 feeds in trouble; ! goes to the next"
        await reader.until(partial(reader.is_told, told), "the first")
        assert "404 Not Found" in reader.frame()
        await reader.press("!")
        await reader.until_shown("timed out")
        await until_rows(
            reader,
            [row.replace("Northern", "! Northern") for row in TREE],
        )
        await reader.press("!")
        await reader.until(partial(reader.is_told, told), "the first again")
