from __future__ import annotations

import unicodedata
from functools import partial
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from textual.events import Key

from newstui.config import Settings, ThemeName
from newstui.tui.actions import ACTIONS, HEADLINES, PANES, SOURCES, actions_of
from newstui.tui.glyphs import ASCII, ASCII_TWINS
from newstui.tui.keymap import DEFAULT_KEYMAP

if TYPE_CHECKING:
    from tests.tui.conftest import Opening

_RESTED_SECONDS = 0.2
"""By then a cursor that stands still has had its story shown, where stories are in sight."""


async def test_every_action_is_carried_out_by_somebody(opening: Opening) -> None:
    async with opening() as reader:
        for action in ACTIONS:
            for pane in set(action.panes) & set(PANES):
                reader.screen.moving.at = pane
                owners = list(reader.screen.owners())
                assert any(hasattr(owner, f"do_{action.name}") for owner in owners), (action, pane)
        reader.screen.moving.at = HEADLINES


def test_no_key_means_two_things_in_one_pane() -> None:
    for pane in PANES:
        keys = [key for action in actions_of(pane) for key in action.keys]
        assert len(keys) == len(set(keys)), pane


@pytest.mark.parametrize(
    ("pane", "keys"), [("headlines", ()), ("story", ("enter",)), ("feeds", ("B",))]
)
async def test_help_explains_every_key_of_the_pane(
    opening: Opening, pane: str, keys: tuple[str, ...]
) -> None:
    async with opening(size=(100, 130)) as reader:
        await reader.press(*keys, "?")
        await reader.until_shown(f"Keys in the {pane}")
        shown = " ".join(reader.frame().split())
        for action in actions_of(pane):
            if action.keys:
                assert " ".join(DEFAULT_KEYMAP.keys_of(action.name, pane)) in shown
                assert DEFAULT_KEYMAP.explain(action, pane) in shown
        await reader.press("x")
        await reader.until_shown("Dam will hold")


async def test_the_palette_finds_and_runs_a_command(opening: Opening) -> None:
    async with opening() as reader:
        await reader.press("ctrl+p")
        await reader.until_shown("Find a command")
        await reader.press(*"passage")
        await reader.until_shown("next passage (])")
        await reader.press("ctrl+u", *"theme: light")
        await reader.until_shown("Dark letters on a light ground")
        await reader.press("enter")
        await reader.until(partial(reader.is_told, "theme light"), "the command ran")
        assert reader.app.theme == "light"


async def test_the_theme_last_chosen_is_worn_at_the_next_start(opening: Opening) -> None:
    async with opening() as reader:
        reader.screen.carry_out("theme_light")
    async with opening() as reader:
        assert reader.app.theme == "light"
    async with opening(settings=Settings(theme=ThemeName.TERMINAL)) as reader:
        assert reader.app.theme == "terminal"


async def test_no_colour_is_sent_when_none_is_wanted(
    opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opening() as reader:
        await reader.until_analysed()
        for pane in (reader.screen.headlines, reader.screen.story, reader.screen.status):
            for y in range(pane.size.height):
                for _text, style, _control in pane.line(y):
                    assert style is not None
                    assert style.color is None or style.color.is_default
        here = reader.screen.headlines.line(3)
        assert any(style and style.reverse for _text, style, _control in here)


async def test_ascii_draws_lines_and_signs_without_other_characters(opening: Opening) -> None:
    async with opening(glyphs=ASCII) as reader:
        await reader.until_analysed()
        await reader.press("b")
        await reader.until_shown("bookmarked as")
        shown = reader.frame()
        assert shown.isascii()
        assert "* 10:00" in shown
        assert "+->1 headlines -" in shown
        assert "5 unread - 6" in shown or "6 unread - 6" in shown
        assert '"We have looked at every stone,"' in shown
        await reader.press("ctrl+p")
        await reader.until_shown("next unread (n)")
        assert reader.frame().isascii()


def test_every_ascii_twin_takes_the_one_cell_of_its_sign() -> None:
    assert all(cell_len(chr(sign)) == 1 and len(twin) == 1 for sign, twin in ASCII_TWINS.items())
    assert all(twin.isascii() and twin.isprintable() for twin in ASCII_TWINS.values())


@pytest.mark.parametrize("size", [(10, 3), (12, 4), (30, 6), (111, 4), (100, 7)])
async def test_small_screens_show_headlines_and_say_what_has_no_room(
    opening: Opening, size: tuple[int, int]
) -> None:
    async with opening(size=size) as reader:
        await reader.until_shown("Dam")
        await reader.press("j")
        await reader.until_shown("Ice")
        await reader.press("ctrl+p")
        await reader.until(lambda: reader.bottom().startswith("no room"), "why there is none")
        await reader.press("k")
        await reader.until_shown("Dam")
        assert len(reader.app.screen_stack) == 1


async def test_nothing_a_feed_sends_acts_on_the_terminal(opening: Opening) -> None:
    async with opening() as reader:
        await reader.press("4", "j", "enter")
        await reader.until_shown("[@click=app.quit]Press[/] [2J31mme")
        for line in reader.lines():
            assert all(unicodedata.category(char) not in {"Cc", "Cf", "Cs"} for char in line)
        row = next(y for y, line in enumerate(reader.lines()) if "[@click" in line)
        await reader.pilot.click(offset=(6, row), times=2)
        await reader.pilot.pause()
        assert reader.app.is_running


@pytest.mark.parametrize("size", [(10, 3), (1, 1), (79, 2), (91, 5), (111, 4), (300, 80)])
async def test_any_size_can_be_drawn_and_worked(opening: Opening, size: tuple[int, int]) -> None:
    async with opening(size=size) as reader:
        await reader.press("j", "enter", "]", "a", "j", "q", "z", "z", "escape", "G", "?", "x")
        await reader.pilot.pause()
        assert all(len(line) == size[0] for line in reader.lines())


async def test_resizing_keeps_the_place_in_list_and_text(opening: Opening) -> None:
    async with opening() as reader:
        await reader.press("G", "enter")
        await reader.until_shown("Step.")
        await reader.press(*["j"] * 30)
        place = reader.screen.story.offset_on_top()
        assert place > 0
        for size in ((100, 30), (80, 24), (12, 4), (130, 20), (140, 40)):
            await reader.pilot.resize_terminal(*size)
            await reader.pilot.pause()
        assert reader.screen.story.offset_on_top() == place
        assert "6/6" in reader.bottom()


async def test_a_story_that_comes_into_sight_is_the_one_under_the_cursor(opening: Opening) -> None:
    async with opening(size=(80, 24)) as reader:
        screen = reader.screen

        def is_shown() -> bool:
            return screen.reading.story_id == screen.headlines.current_id

        await reader.press("j", "j")
        await reader.pilot.pause(_RESTED_SECONDS)
        await reader.pilot.resize_terminal(140, 40)
        await reader.until(is_shown, "the story under the cursor is shown")
        await reader.pilot.resize_terminal(80, 24)
        await reader.press("j")
        await reader.pilot.pause(_RESTED_SECONDS)
        assert not is_shown()
        await reader.pilot.resize_terminal(100, 30)
        await reader.until(is_shown, "the story under the cursor is shown")


async def test_a_message_leaves_with_the_next_key(opening: Opening) -> None:
    async with opening() as reader:
        await reader.press("U")
        await reader.until(partial(reader.is_told, "nothing to undo"), "it is told")
        await reader.press("j")
        await reader.until(lambda: not reader.is_told("nothing to undo"), "keys are shown again")


@pytest.mark.parametrize("size", [(10, 3), (12, 4), (30, 6)])
async def test_the_palette_pages_on_screens_of_any_size(
    opening: Opening, size: tuple[int, int]
) -> None:
    async with opening(size=(80, 24)) as reader:
        await reader.press("ctrl+p")
        await reader.until_shown("Find a command")
        await reader.pilot.resize_terminal(*size)
        await reader.pilot.pause()
        await reader.press("down", "pagedown", "pageup", "t", "pagedown", "escape", "escape")
        await reader.pilot.resize_terminal(80, 24)
        await reader.until_shown("Ice cores")


async def test_help_keeps_keys_and_words_apart(opening: Opening) -> None:
    async with opening(size=(60, 70)) as reader:
        await reader.press("?")
        await reader.until_shown("Open the story and mark it read")
        lines = reader.frame().splitlines()
        start = next(index for index, line in enumerate(lines) if "Bookmark the story" in line)
        assert lines[start].split()[0] == "b"
        word = lines[start].index("Bookmark")
        assert not lines[start + 1][:word].strip()
        assert lines[start + 1][word:].strip()


async def test_keys_that_come_in_one_burst_are_taken_in_their_order(opening: Opening) -> None:
    async with opening() as reader:
        await reader.until_analysed()
        for key in ("enter", "a", "j"):
            reader.app.post_message(Key(key, key))
        await reader.until(lambda: reader.screen.moving.at == SOURCES, "Enter, then the sources")
        await reader.until(lambda: reader.screen.sourcing.passage is not None, "the first passage")


async def test_what_is_typed_at_once_after_the_key_of_another_screen_is_meant_for_that(
    opening: Opening,
) -> None:
    async with opening() as reader:
        await reader.until_shown("Dam will hold")
        before = reader.screen.headlines.current_id
        for key, character in (("question_mark", "?"), ("j", "j"), ("j", "j")):
            reader.app.post_message(Key(key, character))
        await reader.until_shown("Open the story and mark it read")
        await reader.pilot.pause()
        await reader.press("q")
        await reader.until_shown("Dam will hold")
        assert reader.screen.headlines.current_id == before


async def test_what_comes_after_leaving_is_let_go(opening: Opening) -> None:
    async with opening() as reader:
        await reader.until_shown("Dam will hold")
        reader.screen.leave(0)
        settled: list[int] = []
        reader.screen.post_message(reader.screen.Settled(lambda: settled.append(1)))
        await reader.pilot.pause()
        assert settled == []
