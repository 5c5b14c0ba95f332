from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from newstui.config import MarkRead, Settings
from newstui.store.listing import newest_id
from newstui.store.marks import find_marks

if TYPE_CHECKING:
    from tests.tui.conftest import Arriving, Opening, Reader

    from newstui.store.archive import Archive


def read_on_disk(archive: Archive) -> int:
    ids = range(1, newest_id(archive) + 1)
    return sum(mark.read for mark in find_marks(archive, list(ids)))


async def test_moving_previews_without_marking_read(opening: Opening) -> None:
    async with opening() as reader:
        await reader.until_shown("The dam at Quill")
        await reader.press("j")
        await reader.until_shown("Science Desk · ")
        await reader.until(lambda: "2/6" in reader.bottom(), "the place is told")
        assert "6 unread" in reader.frame()


@pytest.mark.parametrize("key", ["enter", "l", "space", "n"])
async def test_opening_marks_read(opening: Opening, key: str) -> None:
    async with opening() as reader:
        await reader.until_shown("The dam at Quill")
        await reader.press(key)
        await reader.until_shown("5 unread")
        assert reader.screen.moving.at == "story"


async def test_next_story_is_opened_while_reading(opening: Opening) -> None:
    async with opening() as reader:
        await reader.press("enter", "J")
        await reader.until_shown("4 unread")
        await reader.until_shown("Science Desk · 10:00")
        await reader.press("K")
        await reader.until(lambda: "1/6" in reader.bottom(), "back at the first story")


async def test_next_unread_skips_what_was_read_and_says_when_none_is_left(
    opening: Opening,
) -> None:
    async with opening() as reader:
        await reader.press("n", "n", "n", "n", "n", "n")
        await reader.until_shown("0 unread")
        await reader.press("n")
        await reader.until_shown("no unread stories left here")


async def test_counts_and_sequences_move_the_cursor(opening: Opening) -> None:
    async with opening() as reader:
        for keys, place in ((("3", "j"), "4/6"), (("g", "g"), "1/6"), (("G",), "6/6")):
            await reader.press(*keys)
            await reader.until(partial(reader.is_told, place), place)
        await reader.press("2", "escape", "k")
        await reader.until(lambda: "5/6" in reader.bottom(), "Esc forgot the count")


async def test_space_pages_then_opens_the_next_unread(opening: Opening) -> None:
    async with opening(size=(80, 24)) as reader:
        await reader.press("G", "space")
        await reader.until_shown("A long walk through the archive")
        await reader.until_shown("Step.")
        presses = 0
        while "A long walk" in reader.frame() or "Step." in reader.frame():
            await reader.press("space")
            await reader.pilot.pause()
            presses += 1
            assert presses < 60
        assert presses > 5
        assert reader.screen.headlines.place[0] == 1


async def test_a_read_mark_is_on_disk_after_quitting(opening: Opening, archive: Archive) -> None:
    async with opening() as reader:
        await reader.press("enter", "Q")
        await reader.pilot.pause()
    assert read_on_disk(archive) == 1


@pytest.mark.parametrize(
    ("mark_read", "keys", "unread"),
    [
        (MarkRead.PREVIEW, ("j",), "4 unread"),
        (MarkRead.MANUAL, ("enter",), "6 unread"),
        (MarkRead.OPEN, ("j",), "6 unread"),
    ],
)
async def test_the_setting_says_when_a_story_counts_as_read(
    opening: Opening, mark_read: MarkRead, keys: tuple[str, ...], unread: str
) -> None:
    async with opening(settings=Settings(mark_read=mark_read)) as reader:
        await reader.until_shown("The dam at Quill")
        await reader.press(*keys)
        await reader.until_settled()
        assert unread in reader.frame()


async def test_a_toggled_mark_is_told_and_is_one_change_to_undo(
    opening: Opening, archive: Archive
) -> None:
    async with opening() as reader:
        await reader.press("C")
        await reader.until_shown("6 marked read · U undoes")
        await reader.press("m")
        await reader.until_shown("marked unread · U undoes")
        assert "1 unread" in reader.frame()
        await reader.press("U")
        await reader.until_shown("undone: marked unread: Dam will hold, says mayor")
        assert "0 unread" in reader.frame()
        await reader.press("U")
        await reader.until_shown("undone: marked everything read")
        assert "6 unread" in reader.frame()
        assert read_on_disk(archive) == 0
        await reader.press("m", "Q")
        await reader.pilot.pause()
    assert read_on_disk(archive) == 1


async def test_everything_can_be_marked_read_and_undone(opening: Opening) -> None:
    async with opening() as reader:
        await reader.press("C")
        await reader.until_shown("6 marked read · U undoes")
        assert "0 unread" in reader.frame()
        await reader.press("U")
        await reader.until_shown("undone: ")
        assert "6 unread" in reader.frame()
        await reader.press("A")
        await reader.until_shown("3 marked read · U undoes")
        await reader.press("m")
        await reader.until_shown("4 unread")


async def test_stories_that_arrive_are_counted_and_shown_on_demand(
    opening: Opening, arrive: Arriving
) -> None:
    async with opening() as reader:
        await reader.press("j")
        arrive("Late news")
        reader.screen.refreshing.look()
        await reader.until(lambda: "1 new: . shows it" in reader.bottom(), "an arrival is told")
        assert "Late news" not in reader.frame()
        await reader.press(".")
        await reader.until_shown("1 new story in the list")
        assert reader.screen.headlines.place == (3, 7)
        await reader.press("g", "g")
        await reader.until_shown("Late news")


async def test_marks_made_elsewhere_are_taken_over(opening: Opening, archive: Archive) -> None:
    from newstui.store.marks import set_read

    async with opening() as reader:
        await reader.until_shown("6 unread")
        set_read(archive, [1, 2], read=True, now=reader.desk.clock())
        reader.screen.refreshing.look()
        await reader.until_shown("4 unread")


async def test_narrowing_follows_every_key_and_escape_widens(opening: Opening) -> None:
    async with opening() as reader:
        await reader.press("/", *"ferry")
        await reader.until_shown("1 of 6")
        assert "Ice cores" not in reader.frame()
        await reader.press("enter", "escape")
        await reader.until_shown("Ice cores")
        assert "3/6" in reader.bottom()


async def test_a_story_just_read_stays_in_an_unread_list(opening: Opening) -> None:
    async with opening() as reader:
        await reader.press("/", *"is:unread", "enter")
        await reader.until_shown("6 of 6")
        await reader.press("enter", "J", "q")
        await reader.pilot.pause()
        assert "6 of 6" in reader.frame()
        assert "Dam will hold" in reader.frame()


async def test_a_query_nobody_understands_is_explained(opening: Opening) -> None:
    async with opening() as reader:
        await reader.press("/", *"is:odd dam")
        await reader.until_shown("is:unread, is:read, is:bookmarked")


async def test_nothing_is_bookmarked_where_nothing_is_kept(opening: Opening) -> None:
    async with opening(keeps=False) as reader:
        await reader.press("b")
        await reader.until_shown("nothing is kept here")


async def test_bookmark_is_a_file_and_goes_to_the_trash_and_back(opening: Opening) -> None:
    async with opening() as reader:
        folder = reader.desk.bookmarks_folder
        await reader.press("b")
        await reader.until_shown("bookmarked as 2026-11-23-dam-will-hold-says-mayor.md · U undoes")
        [file] = folder.glob("*.md")
        assert "We have looked at every stone" in file.read_text("utf-8")
        assert "★" in reader.frame()
        await reader.press("b")
        await reader.until_shown("in the trash")
        assert not list(folder.glob("*.md"))
        await reader.press("U")
        await reader.until_shown("undone")
        assert file.exists()


def place_of(reader: Reader) -> int:
    return reader.screen.headlines.place[0]


async def test_mouse_goes_to_a_row_and_a_double_click_opens_it(opening: Opening) -> None:
    async with opening() as reader:
        await reader.until_shown("Ferry line closes")
        row = next(y for y, line in enumerate(reader.lines()) if "Ferry line closes" in line)
        await reader.pilot.click(offset=(5, row))
        await reader.until(lambda: place_of(reader) == 3, "the click moved the cursor")
        await reader.pilot.click(offset=(5, row), times=2)
        await reader.until_shown("5 unread")


async def test_links_are_numbered_and_open_as_one_argument(
    opening: Opening, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("browser")
    record, script = folder / "record", folder / "browser"
    script.write_text(
        f'#!/bin/sh\nprintf "%s|" "$#" "$@" > "{record}.new"\nmv "{record}.new" "{record}"\n'
    )
    script.chmod(0o700)
    async with opening(settings=Settings(browser=(str(script), "--tab"))) as reader:
        await reader.until_shown("begin [1]")
        await reader.press("1", "u")
        await reader.until(record.exists, "the browser ran")
        assert record.read_text() == "2|--tab|https://dam.example/plan|"
        await reader.press("2", "u")
        await reader.until_shown("there is no link 2")


async def test_a_link_that_is_no_web_address_is_refused(opening: Opening) -> None:
    async with opening(settings=Settings(browser=("/bin/false",))) as reader:
        await reader.press("4", "j", "o")
        await reader.until_shown("javascript:alert(1): is not a web address")


async def test_bookmark_typed_twice_fast_is_on_and_off_again(opening: Opening) -> None:
    async with opening() as reader:
        await reader.until_settled()
        screen = reader.screen
        screen.carry_out("bookmark")
        screen.carry_out("bookmark")
        await reader.until_shown("in the trash")
        assert "★" not in reader.frame()
        screen.carry_out("bookmark")
        screen.carry_out("bookmark")
        screen.carry_out("bookmark")
        await reader.until_shown("bookmarked as")
        await reader.until_shown("★")
