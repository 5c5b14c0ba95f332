"""Half-typed commands, and the line that is typed to narrow the headlines."""

from __future__ import annotations

from array import array
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

import pytest
from textual import events

from newstui.newsroom.searching import Search

if TYPE_CHECKING:
    from tests.tui.conftest import Opening, Reader

_PATIENCE_SECONDS = 30


def place(reader: Reader) -> int:
    return reader.screen.headlines.place[0]


@pytest.mark.parametrize(
    ("keys", "row"),
    [
        (("G", "g", "j"), 6),
        (("G", "g", "escape", "g", "g"), 1),
        (("4", "g", "g"), 4),
        (("3", "G"), 3),
        (("9", "9", "9", "9", "9", "9", "9", "9", "9", "j"), 6),
        (("j", "0", "j"), 3),
        (("1", "0", "j", "2", "k"), 4),
        (("G", "home"), 1),
        (("end", "ctrl+u", "ctrl+u", "ctrl+u"), 1),
        (("pagedown",), 6),
        (("G", "pageup"), 1),
    ],
)
async def test_what_is_typed_leads_to_a_row(
    opening: Opening, keys: tuple[str, ...], row: int
) -> None:
    async with opening() as reader:
        await reader.press(*keys)
        await reader.until(lambda: place(reader) == row, f"the cursor is on row {row}")


async def test_a_half_typed_command_is_shown_and_forgotten_with_escape(opening: Opening) -> None:
    async with opening() as reader:
        await reader.press("1", "2", "g")
        await reader.until(lambda: "12g" in reader.bottom(), "what is typed is shown")
        await reader.press("escape")
        await reader.until(lambda: "12g" not in reader.bottom(), "it is forgotten")
        assert place(reader) == 1


async def test_escape_widens_goes_back_and_never_quits(opening: Opening) -> None:
    async with opening() as reader:
        await reader.press("/", *"northern", "enter", "enter", "a")
        await reader.until_shown("3 of 6")
        for _press in range(4):
            await reader.press("escape")
        await reader.until_shown("6 · 6" if "5 unread" not in reader.frame() else "5 unread · 6")
        assert reader.screen.moving.at == "headlines"
        await reader.press("escape", "escape")
        assert reader.app.is_running


async def test_escape_while_typing_restores_the_list_there_was(opening: Opening) -> None:
    async with opening() as reader:
        await reader.press("/", *"feed:northern", "enter")
        await reader.until_shown("3 of 6")
        await reader.press("/", "ctrl+u", *"ice")
        await reader.until_shown("1 of 6")
        await reader.press("escape")
        await reader.until_shown("3 of 6")
        assert " feed:northern" in reader.frame()


@pytest.mark.parametrize(
    ("keys", "row"),
    [
        (("escape",), 5),
        (("enter", "escape"), 2),
        (("backspace", "x", "escape"), 5),
        (("enter", "enter", "q", "escape"), 2),
        (("enter", "/", "x", "escape", "escape"), 2),
        (("ctrl+u", *"feed:science", "enter", "j", "escape"), 6),
    ],
)
async def test_narrowing_given_up_comes_back_to_where_it_began(
    opening: Opening, keys: tuple[str, ...], row: int
) -> None:
    async with opening(size=(80, 24)) as reader:
        await reader.press("4", "j", "/", *"cores")
        await reader.until(lambda: reader.screen.headlines.row_count == 1, "it is found")
        for key in keys:
            await reader.press(key)
            await reader.pilot.pause(0.02)
        await reader.until(lambda: reader.screen.headlines.row_count == 6, "all stories are listed")
        await reader.until(lambda: place(reader) == row, f"the cursor is on row {row}")


async def test_the_line_is_edited_by_words_and_letters(opening: Opening) -> None:
    async with opening() as reader:
        await reader.press("/", *"ferry line", "ctrl+w", *"x")
        await reader.until_shown("narrow: ferry x")
        assert "line" not in reader.bottom()
        await reader.press("backspace", "backspace", "backspace")
        await reader.until(lambda: "narrow: ferr " in reader.bottom() + " ", "a letter went")
        await reader.press("ctrl+u", "backspace")
        await reader.until(lambda: "narrow:" not in reader.bottom(), "nothing is typed any more")
        assert "6 unread · 6" in reader.frame()


async def test_keys_of_actions_are_letters_while_typing(opening: Opening) -> None:
    async with opening() as reader:
        await reader.press("/", *"bQqC?m:")
        await reader.until_shown("bQqC?m:")
        assert reader.app.is_running
        await reader.press("escape")
        await reader.until_shown("6 unread · 6")


async def test_what_is_pasted_is_one_clean_line(opening: Opening) -> None:
    async with opening() as reader:
        reader.app.screen.post_message(events.Paste("Q\x1b[2Jq\nb"))
        await reader.pilot.pause()
        assert reader.app.is_running
        await reader.press("/")
        reader.app.screen.post_message(events.Paste("fer\x1b\x9bry\nline" + "x" * 100_000))
        await reader.until_shown("No story matches.")
        prompt = reader.screen.status._prompt  # noqa: SLF001 - the line being typed
        assert prompt is not None
        assert prompt.typed.startswith("ferry line")
        assert len(prompt.typed) <= 200
        await reader.press("escape")


async def test_what_takes_its_time_is_told_until_it_is_found_out(
    opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_read = Event()

    def read_slowly(_search: Search, **_given: object) -> array[int]:
        assert is_read.wait(_PATIENCE_SECONDS)
        return array("q")

    monkeypatch.setattr(Search, "stories", read_slowly)
    async with opening() as reader:
        await reader.until_settled()
        await reader.press("/", "🚢", "enter")
        await reader.until(partial(reader.is_told, "looking through all texts"), "it is told")
        assert not reader.is_told("next match")
        is_read.set()
        await reader.until(partial(reader.is_told, "no story matches"), "nothing is found")
        assert not reader.is_told("looking through")


async def test_a_query_without_a_match_says_so_and_how_to_get_back(opening: Opening) -> None:
    async with opening() as reader:
        await reader.press("/", *"zeppelin")
        await reader.until_shown("No story matches.")
        await reader.press("enter")
        await reader.until(partial(reader.is_told, "no story matches"), "it is told")
        for key in ("j", "enter", "b", "m", "n", "p", "J", "o", "c", "y", "u", "]", "a", "q"):
            await reader.press(key)
        await reader.press("escape", "escape")
        await reader.until_shown("6 unread · 6")


async def test_a_query_that_is_not_understood_stays_explained_after_enter(
    opening: Opening,
) -> None:
    async with opening() as reader:
        await reader.press("/", *"is:odd")
        await reader.pilot.pause(0.1)
        assert not reader.is_told("is:unread")
        await reader.press("enter")
        await reader.until(partial(reader.is_told, "is:unread, is:read"), "it is told")
        await reader.pilot.pause()
        assert "is:unread, is:read, is:bookmarked" in reader.bottom()
        assert reader.wrongly_typed() == ["is:odd"]
        await reader.press("ctrl+u", *"dam", "enter")
        await reader.until_shown("1 of 6")
        assert not reader.is_told("is:unread, is:read")
        await reader.press("escape")
        await reader.until_shown("6 unread · 6")


@pytest.mark.parametrize("keys", [("escape",), ("ctrl+u",)])
async def test_the_complaint_about_a_query_goes_with_it(
    opening: Opening, keys: tuple[str, ...]
) -> None:
    async with opening() as reader:
        await reader.press("/", *"is:odd dam")
        await reader.until_shown("is:unread, is:read, is:bookmarked")
        assert reader.wrongly_typed() == ["is:odd"]
        await reader.press(*keys)
        await reader.until(lambda: not reader.is_told("is:unread"), "nothing is wrong any more")
        await reader.press("escape", "/", *"is:odd dam", "escape")
        await reader.pilot.pause(0.1)
        assert not reader.is_told("is:unread, is:read")


@pytest.mark.parametrize("rest", [" AND", " OR ", ' "', " feed:", " (", " -", " NOT", " is:unr"])
async def test_what_is_not_finished_is_no_mistake_yet(opening: Opening, rest: str) -> None:
    async with opening() as reader:
        await reader.press("/", *"dam")
        await reader.until_shown("1 of 6")
        await reader.press(*rest)
        await reader.pilot.pause(0.1)
        assert "1 of 6" in reader.frame()
        assert reader.bottom().startswith("narrow:")
