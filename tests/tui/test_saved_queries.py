"""Saved queries on the screen: in the sidebar with counts, in a list to choose from, undoable."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from tests.tui.conftest import NOW, entry, keep
from tests.tui.sidebar import at, fill, go_to, opened_at, rows
from textual.events import Key

from newstui.store.marks import set_read
from newstui.store.savedqueries import add_queries, list_queries, rename_query

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.tui.conftest import Opening, Reader

    from newstui.store.archive import Archive

SAVED = [("Water", "ferry OR ice"), ("Unread in Asia", 'folder:"World / Asia" is:unread')]
SHOWN = ["All stories 7", "/ Water 2", "/ Unread in Asia 3", "▾ Science 2"]


@pytest.fixture
def archive(home: Path) -> Iterator[Archive]:
    opened = fill(home)
    add_queries(opened, SAVED, label="saved", now=NOW)
    yield opened
    opened.close()


def saved(archive: Archive) -> list[tuple[str, str]]:
    return [(one.name, one.query) for one in list_queries(archive)]


async def until_first_rows(reader: Reader, wanted: list[str]) -> None:
    await reader.until(
        lambda: rows(reader)[: len(wanted)] == wanted, f"{wanted}, not {rows(reader)}"
    )


async def type_in(reader: Reader, text: str) -> None:
    await reader.press("ctrl+u", *text, "enter")


@pytest.mark.parametrize("size", [(140, 40), (80, 24), (40, 12)])
async def test_they_stand_above_the_feeds_with_unread_counts(
    opening: Opening, size: tuple[int, int]
) -> None:
    async with opening(size=size) as reader:
        await reader.press("B")
        await until_first_rows(reader, SHOWN)
        await go_to(reader, "Water")
        await reader.until_shown("ferry OR ice")
        await reader.press("enter")
        await reader.until(lambda: at(reader, "headlines"), "the headlines")
        await reader.until(lambda: reader.screen.headlines.row_count == 2, "two stories")
        await reader.until_shown("2 of 7" if size[0] > 40 else "Water")
        await reader.until_shown("Ferry line")
        assert "Lamp lit" not in reader.frame()


async def test_counts_follow_marks_and_arrivals(opening: Opening, archive: Archive) -> None:
    async with opening() as reader:
        await reader.press("B")
        await until_first_rows(reader, SHOWN)
        ferry = next(
            number
            for number in range(1, 8)
            if "Ferry" in str(reader.screen.browsing.book.headline(number))
        )
        set_read(archive, [ferry], read=True, now=NOW)
        await until_first_rows(reader, ["All stories 6", "/ Water 1", "/ Unread in Asia 2"])
        keep(archive, "Northern Wire", [entry("Ice on the ferry", hours=0)])
        await until_first_rows(reader, ["All stories 6", "/ Water 2", "/ Unread in Asia 3"])


async def test_one_that_cannot_be_asked_says_why(opening: Opening, archive: Archive) -> None:
    add_queries(archive, [("Lost", "query:nobody")], label="saved", now=NOW)
    async with opening() as reader:
        await opened_at(reader, "Lost")
        await until_first_rows(reader, [*SHOWN[:3], "! Lost"])
        await reader.until_shown("query:nobody: no saved")
        assert rows(reader)[1] == "/ Water 2"


async def test_keys_of_the_sidebar_change_the_saved_query(
    opening: Opening, archive: Archive
) -> None:
    async with opening() as reader:
        await opened_at(reader, "Water")
        await until_first_rows(reader, SHOWN)
        await reader.press("J")
        await until_first_rows(reader, ["All stories 7", "/ Unread in Asia 3", "/ Water 2"])
        await reader.press("e")
        await type_in(reader, "Sea")
        await reader.until(lambda: reader.is_told("now called Sea · U undoes"), "renamed")
        await until_first_rows(reader, ["All stories 7", "/ Unread in Asia 3", "/ Sea 2"])
        await reader.press("E")
        await type_in(reader, "is:odd")
        await reader.until(lambda: reader.is_told("query: is:odd"), "it is asked for again")
        assert reader.is_told("is:odd: no such value")
        await type_in(reader, "ferry")
        await reader.until(lambda: reader.is_told("Sea asks for ferry now"), "changed")
        await until_first_rows(reader, ["All stories 7", "/ Unread in Asia 3", "/ Sea 1"])
        await reader.press("A")
        await reader.until(lambda: reader.is_told("1 marked read · U undoes"), "marked")
        await until_first_rows(reader, ["All stories 6", "/ Unread in Asia 2", "/ Sea"])
        await reader.press("x")
        await reader.until(lambda: reader.is_told("removed Sea · U undoes"), "removed")
        assert saved(archive) == SAVED[1:]
        for undone in ("removed Sea", "marked Sea read", "changed Sea", "renamed Water", "moved"):
            await reader.press("U")
            await reader.until(partial(reader.is_told, f"undone: {undone}"), undone)
        assert saved(archive) == SAVED
        await until_first_rows(reader, SHOWN)


async def test_what_is_of_feeds_is_refused_in_words(opening: Opening) -> None:
    async with opening() as reader:
        await opened_at(reader, "Water")
        for key in "froy":
            await reader.press(key)
            await reader.until(partial(reader.is_told, "this is a saved query"), key)
            await reader.press("k", "j")


async def test_f_lists_them_to_choose_from(opening: Opening, archive: Archive) -> None:
    async with opening(size=(80, 24)) as reader:
        await reader.press("f")
        await reader.until_shown('folder:"World / Asia" is:unread')
        await reader.press("enter")
        await reader.until_shown("Water")
        await reader.until_shown("2 of 7")
        await reader.press("f")
        await reader.until_shown("Saved queries")
        await reader.press("e")
        await reader.until(lambda: reader.is_told("name: Water"), "a name is asked for")
        await type_in(reader, "Lake")
        await reader.until(lambda: reader.is_told("now called Lake"), "renamed")
        assert reader.is_told("search: Lake")
        assert "Water" not in reader.frame()
        await reader.press("f")
        await reader.until_shown("Saved queries")
        for key in ("E", "ctrl+u"):
            reader.app.screen.post_message(Key(key, key[-1]))
        await reader.until(lambda: reader.is_told("query:     "), "typed ahead")
        rename_query(archive, list_queries(archive)[0].id, "Sea", now=NOW)
        await type_in(reader, "ferry")
        await reader.until(lambda: reader.is_told("Sea asks for ferry now"), "changed")
        await reader.press("f")
        await reader.until_shown("Saved queries")
        await reader.press("x")
        await reader.until(lambda: reader.is_told("removed Sea"), "removed")
        assert [name for name, _query in saved(archive)] == ["Unread in Asia"]


async def test_ctrl_s_saves_what_is_typed(opening: Opening, archive: Archive) -> None:
    async with opening() as reader:
        await reader.press("F", *"lamp", "ctrl+s")
        await reader.until(lambda: reader.is_told("save as:"), "a name is asked for")
        await reader.press(*"Light", "enter")
        await reader.until(lambda: reader.is_told("saved as Light · U undoes"), "saved")
        await reader.until_shown("1 of 7")
        assert "Light" in reader.lines()[1]
        assert saved(archive)[-1] == ("Light", "lamp")
        await reader.press("F", "ctrl+u", *"is:odd", "ctrl+s")
        await reader.until(partial(reader.is_told, "is:odd"), "told")
        # It is to be mended, not named.
        await reader.until(lambda: reader.wrongly_typed() == ["is:odd"], "where it is wrong")


async def test_a_name_that_is_taken_is_told(opening: Opening, archive: Archive) -> None:
    async with opening() as reader:
        reader.screen.carry_out("save_query")
        await reader.until(partial(reader.is_told, "the headlines are not narrowed"), "why not")
        await reader.press("F", *"lamp", "enter")
        await reader.until_shown("1 of 7")
        reader.screen.carry_out("save_query")
        await reader.press(*"water", "enter")
        await reader.until(
            lambda: reader.is_told("water: another saved query has this name"), "refused"
        )
        assert reader.wrongly_typed() == ["water"]
        assert saved(archive) == SAVED


async def test_where_nothing_is_kept_no_query_is_saved(opening: Opening, archive: Archive) -> None:
    async with opening(read_only=True) as reader:
        await opened_at(reader, "Water")
        await until_first_rows(reader, SHOWN)
        await reader.press("x")
        await reader.until(partial(reader.is_told, "the archive can only be read"), "why not")
        assert saved(archive) == SAVED
