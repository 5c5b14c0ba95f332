"""The tour: each step waits for the key it teaches, and the library stays as it is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from textual.events import Key

from newstui.newsroom.marking import find_flags
from newstui.store.listing import order_rows
from newstui.tui.actions import ACTIONS
from newstui.tui.panes.tour import STEPS
from newstui.tui.screens.tour import TourScreen

if TYPE_CHECKING:
    from tests.tui.conftest import Opening, Reader

    from newstui.store.archive import Archive

KEYS = ("j", "enter", "]", "a", "b", "/", "R", "question_mark")


def told(reader: Reader, text: str) -> bool:
    return text in " ".join(reader.frame().split())


async def begin(reader: Reader, *keys: str) -> None:
    await reader.press(*keys)
    await reader.until(partial(told, reader, "tour: step 1 of 8"), "the tour begins")
    await reader.until(partial(told, reader, "1/13"), "the samples are there")


@pytest.mark.parametrize("size", [(140, 40), (80, 24), (40, 12)])
async def test_the_tour_goes_on_by_the_keys_it_teaches(
    opening: Opening, archive: Archive, size: tuple[int, int]
) -> None:
    ids = [row[1] for row in order_rows(archive, limit=100)]
    before = find_flags(archive, ids)
    async with opening(size=size) as reader:
        await reader.until(partial(told, reader, "1/6"), "the library")
        await begin(reader, "T")
        for number, key in enumerate(KEYS[:-1], 2):
            await reader.press(key)
            if key == "/":
                await reader.press(*"bridge", "enter")
            step = f"step {number} of 8"
            await reader.until(partial(told, reader, step), step)
        await reader.press("question_mark")
        await reader.until(partial(told, reader, "Keys in the headlines"), "the help")
        await reader.press("x")
        await reader.until(partial(told, reader, "That was the tour."), "the end")
        await reader.press("escape")
        await reader.until(partial(told, reader, "1/6"), "the library")
        assert not told(reader, "tour:")
    assert find_flags(archive, ids) == before


async def test_keys_typed_before_the_tour_has_come_are_taken_there(opening: Opening) -> None:
    async with opening() as reader:
        await reader.until(partial(told, reader, "1/6"), "the library")
        for key in ("T", "j", "enter"):
            reader.screen.post_message(Key(key, key))
        await reader.until(partial(told, reader, "step 3 of 8"), "both were taken")
        await reader.press("escape")
        await reader.until(partial(told, reader, "1/6"), "the library")


@pytest.mark.parametrize("number", [0, 5, len(KEYS) - 1], ids=["at once", "typing", "last"])
async def test_escape_leaves_the_tour_at_any_step(opening: Opening, number: int) -> None:
    async with opening() as reader:
        await reader.until(partial(told, reader, "1/6"), "the library")
        await begin(reader, "question_mark", "T")
        for key in KEYS[:number]:
            await reader.press(key, *(["b", "enter"] if key == "/" else []))
        await reader.until(partial(told, reader, f"step {number + 1} of 8"), "the step")
        await reader.press("escape")
        await reader.until(lambda: reader.app.screen is reader.screen, "the library is back")
        await reader.until(partial(told, reader, "1/6"), "the library")


async def test_other_keys_wait_and_change_nothing(opening: Opening) -> None:
    async with opening() as reader:
        await reader.until(partial(told, reader, "1/6"), "the library")
        await begin(reader, "T")
        for key in ("C", "b", "plus", "T", "q"):
            await reader.press(key)
            await reader.until(partial(told, reader, "the tour waits"), f"{key} waits")
        assert told(reader, "tour: step 1 of 8")
        assert isinstance(reader.app.screen, TourScreen)
        assert told(reader, "13 unread")


async def test_once_the_tour_is_done_q_leaves_it_and_other_keys_say_so(opening: Opening) -> None:
    async with opening() as reader:
        await reader.until(partial(told, reader, "1/6"), "the library")
        await begin(reader, "T")
        for key in KEYS:
            await reader.press(key, *(["b", "enter"] if key == "/" else []))
        await reader.press("x")
        await reader.until(partial(told, reader, "tour: done"), "it is done")
        await reader.press("plus")
        await reader.until(partial(told, reader, "the tour is over; Esc goes back"), "and says so")
        await reader.press("q")
        await reader.until(lambda: reader.app.screen is reader.screen, "the library is back")


async def test_the_tour_is_left_before_it_is_drawn(
    opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    mount, left = TourScreen.on_mount, []

    def mount_and_leave(screen: TourScreen) -> None:
        mount(screen)
        screen.app.pop_screen()
        left.append(screen)

    monkeypatch.setattr(TourScreen, "on_mount", mount_and_leave)
    async with opening() as reader:
        await reader.until(partial(told, reader, "1/6"), "the library")
        await reader.press("T")
        await reader.until(lambda: left, "it is left")
        await reader.press("j")
        await reader.until(partial(told, reader, "2/6"), "it goes on")


def test_every_step_teaches_an_action_that_has_a_key() -> None:
    keys = {action.name: action.keys for action in ACTIONS}
    assert [step.action for step in STEPS[:-1] if not keys[step.action]] == []


@pytest.mark.parametrize("size", [(40, 12), (20, 6), (10, 3)])
async def test_the_tour_begins_and_ends_on_the_smallest_screens(
    opening: Opening, size: tuple[int, int]
) -> None:
    async with opening(size=size) as reader:
        await reader.press("T")
        await reader.until(lambda: isinstance(reader.app.screen, TourScreen), "the tour")
        await reader.press("j", "enter", "escape")
        await reader.until(lambda: reader.app.screen is reader.screen, "the library is back")
