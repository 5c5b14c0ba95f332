"""An archive or folder that takes no changes: told, and nothing shown as saved that is not."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from newstui.config import Settings
from newstui.store.marks import find_marks

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.conftest import Opening

    from newstui.store.archive import Archive

FULL = "database or disk is full"


def fill_up(archive: Archive, *tables: str) -> None:
    """Have every change of these tables fail."""
    with archive.transaction(durable=False) as connection:
        for table in tables:
            connection.execute(
                f"CREATE TRIGGER full_{table} BEFORE INSERT ON {table}"
                f" BEGIN SELECT RAISE(ABORT, '{FULL}'); END"
            )


def make_room(archive: Archive, *tables: str) -> None:
    with archive.transaction(durable=False) as connection:
        for table in tables:
            connection.execute(f"DROP TRIGGER full_{table}")


async def test_a_bookmark_that_cannot_be_saved_is_not_shown(
    opening: Opening, archive: Archive
) -> None:
    fill_up(archive, "bookmarks")
    async with opening() as reader:
        await reader.until_settled()
        await reader.press("b")
        await reader.until(partial(reader.is_told, FULL), "the failure is told")
        assert "★" not in reader.frame()
        assert "bookmarked as" not in reader.frame()
        make_room(archive, "bookmarks")
        await reader.press("b")
        await reader.until_shown("bookmarked as ")
        assert "★" in reader.frame()


async def test_a_bookmark_whose_file_cannot_be_written_says_so(
    opening: Opening, tmp_path: Path
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be")
    async with opening(settings=Settings(bookmarks_folder=blocked)) as reader:
        await reader.until_settled()
        await reader.press("b")
        await reader.until(lambda: "? help" not in reader.bottom(), "something is told")
        assert "blocked" in reader.bottom()
        assert blocked.read_text() == "a file where a folder should be"


async def test_read_marks_wait_for_room_and_are_kept_then(
    opening: Opening, archive: Archive
) -> None:
    fill_up(archive, "marks")
    async with opening() as reader:
        await reader.press("enter")
        await reader.until_settled()
        current = reader.screen.headlines.current_id
        assert current is not None
        reader.screen.marking.flush()
        await reader.until(partial(reader.is_told, FULL), "the failure is told")
        await reader.until_shown("The dam at Quill")
        await reader.press("k")
        reader.screen.marking.flush()
        await reader.until(partial(reader.is_told, "1 unsaved"), "it is said as long as it is so")
        assert not reader.is_told(FULL)
        make_room(archive, "marks")
        reader.screen.marking.flush()
        await reader.until(lambda: find_marks(archive, [current])[0].read, "the mark is kept")
        await reader.until(partial(reader.is_told, "saved now"), "the reader is told")
        assert not reader.is_told("unsaved")


async def test_a_toggled_mark_waits_for_room_and_is_kept_then(
    opening: Opening, archive: Archive
) -> None:
    fill_up(archive, "marks")
    async with opening(size=(200, 40)) as reader:
        await reader.until_settled()
        current = reader.screen.headlines.current_id
        assert current is not None
        await reader.press("m")
        await reader.until(partial(reader.is_told, FULL), "the failure is told")
        await reader.until(partial(reader.is_told, "1 unsaved"), "it is said as long as it is so")
        assert "5 unread" in reader.frame()
        make_room(archive, "marks")
        reader.screen.marking.flush()
        await reader.until(lambda: find_marks(archive, [current])[0].read, "the mark is kept")


async def test_marking_everything_read_in_vain_changes_no_count(
    opening: Opening, archive: Archive
) -> None:
    fill_up(archive, "marks")
    async with opening() as reader:
        await reader.until_settled()
        await reader.press("C")
        await reader.until(partial(reader.is_told, FULL), "the failure is told")
        assert "6 unread · 6" in reader.frame()


@pytest.mark.parametrize("tables", [("texts",), ("analyses",), ("texts", "analyses")])
async def test_reading_goes_on_where_nothing_can_be_kept(
    opening: Opening, archive: Archive, tables: tuple[str, ...]
) -> None:
    fill_up(archive, *tables)
    async with opening() as reader:
        await reader.press("enter")
        await reader.until_shown("The dam at Quill")
        await reader.until_analysed()
        await reader.until_shown("Ana Berl")
        await reader.press("]")
        await reader.until_shown("passage 1 of")


async def test_quitting_tells_of_marks_that_could_not_be_saved(
    opening: Opening, archive: Archive
) -> None:
    fill_up(archive, "marks")
    async with opening() as reader:
        await reader.press("enter")
        await reader.until_settled()
        problem = reader.screen.marking.save_all()
        assert problem.startswith("1 read mark could not be saved")
        assert FULL in problem
        make_room(archive, "marks")


async def test_a_theme_that_cannot_be_remembered_is_worn_all_the_same(
    opening: Opening, home: Path
) -> None:
    (home / "state").write_text("in the way")
    async with opening() as reader:
        reader.screen.carry_out("theme_light")
        await reader.until_shown("theme light")
        assert reader.app.theme == "light"
