"""Going from pane to pane by key and mouse, in every layout."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from textual import events

from newstui.config import Settings, ThemeName
from newstui.newsroom.importing import starter_names
from newstui.tui.actions import actions_of
from newstui.tui.keymap import DEFAULT_KEYMAP

if TYPE_CHECKING:
    from rich.color import Color
    from tests.tui.conftest import Opening, Reader

SIZES = ((140, 40), (100, 30), (80, 24))


def at(reader: Reader, pane: str) -> bool:
    return reader.screen.moving.at == pane


async def turn_wheel(reader: Reader, pane: str, *, down: bool) -> None:
    widget = reader.screen.query_one(f"#{pane}")
    kind = events.MouseScrollDown if down else events.MouseScrollUp
    x, y = widget.region.x + 3, widget.region.y + 3
    widget.post_message(
        kind(
            widget,
            x=3,
            y=3,
            delta_x=0,
            delta_y=1 if down else -1,
            button=0,
            shift=False,
            meta=False,
            ctrl=False,
            screen_x=x,
            screen_y=y,
        )
    )
    await reader.pilot.pause()


@pytest.mark.parametrize("size", SIZES)
async def test_tab_goes_round_the_panes_and_back(opening: Opening, size: tuple[int, int]) -> None:
    async with opening(size=size) as reader:
        for pane in ("story", "sources", "headlines"):
            await reader.press("tab")
            await reader.until(partial(at, reader, pane), pane)
        for pane in ("sources", "story", "headlines"):
            await reader.press("shift+tab")
            await reader.until(partial(at, reader, pane), pane)
        for key, pane in (("alt+3", "sources"), ("alt+2", "story"), ("alt+1", "headlines")):
            await reader.press(key)
            await reader.until(partial(at, reader, pane), pane)


@pytest.mark.parametrize("size", SIZES)
async def test_q_and_escape_lead_back_to_the_headlines(
    opening: Opening, size: tuple[int, int]
) -> None:
    async with opening(size=size) as reader:
        for key in ("q", "escape"):
            await reader.press("enter", "a")
            await reader.until(partial(at, reader, "sources"), "the sources")
            await reader.press(key)
            await reader.until(partial(at, reader, "story"), "the story")
            await reader.press(key)
            await reader.until(partial(at, reader, "headlines"), "the headlines")


async def test_previous_unread_goes_up_and_round(opening: Opening) -> None:
    async with opening() as reader:
        await reader.press("j", "j", "enter", "p")
        await reader.until_shown("2/6")
        await reader.press("p", "p")
        await reader.until_shown("6/6")
        await reader.until_shown("2 unread · 6")


async def test_the_ends_of_the_list_are_told(opening: Opening) -> None:
    async with opening() as reader:
        await reader.press("K")
        await reader.until(partial(reader.is_told, "this is the first story"), "the first")
        await reader.press("G", "J")
        await reader.until(partial(reader.is_told, "this is the last story"), "the last")


async def test_the_story_can_be_read_alone(opening: Opening) -> None:
    async with opening() as reader:
        await reader.press("enter", "z")
        await reader.until(lambda: "1 headlines" not in reader.frame(), "alone")
        await reader.until_shown("passages: ")
        await reader.press("J")
        await reader.until_shown("Ice cores push record back")
        assert "1 headlines" not in reader.frame()
        await reader.press("z")
        await reader.until_shown("1 headlines")
        await reader.press("z")
        await reader.until(lambda: "1 headlines" not in reader.frame(), "alone again")
        await reader.press("escape")
        await reader.until_shown("1 headlines")
        assert reader.screen.moving.at == "story"


async def test_a_measure_of_text_stays_comfortable_when_alone(opening: Opening) -> None:
    async with opening(size=(200, 40)) as reader:
        await reader.press("enter", "z")
        await reader.until(lambda: "1 headlines" not in reader.frame(), "alone")
        texts = [line.strip("│ ▏▌\n") for line in reader.lines()[1:20]]
        assert max(len(text) for text in texts) <= 72


def first_line(reader: Reader, pane: str) -> str:
    region = reader.screen.query_one(f"#{pane}").region
    return reader.lines()[region.y + 3][region.x : region.right]


async def test_wheel_moves_what_is_under_it_and_no_cursor(opening: Opening) -> None:
    async with opening(size=(140, 14)) as reader:
        await reader.press("G", "enter")
        await reader.until_shown("Step.")
        for _turn in range(9):
            await turn_wheel(reader, "headlines", down=False)
        assert "11:00" in first_line(reader, "headlines")
        assert reader.screen.headlines.place[0] == 6
        assert "Step." in reader.frame()
        reader.screen.refreshing.look()
        reader.screen.headlines.forget()
        await reader.pilot.pause()
        assert "Northern Wire" in first_line(reader, "headlines")
        await turn_wheel(reader, "headlines", down=True)
        assert "09:00" in first_line(reader, "headlines")
        await turn_wheel(reader, "headlines", down=False)
        assert "11:00" in first_line(reader, "headlines")
        for _turn in range(9):
            await turn_wheel(reader, "headlines", down=True)
        assert "A long walk" in reader.frame()
        for _turn in range(9):
            await turn_wheel(reader, "headlines", down=False)
        await reader.press("q", "j")
        assert "A long walk" in first_line(reader, "headlines") + reader.frame()
        await reader.press("enter")
        await reader.until_shown("Step.")
        await reader.until_shown("Step.")
        before = reader.screen.story._flow.top  # noqa: SLF001 - what is on top
        await turn_wheel(reader, "story", down=True)
        await reader.until(
            lambda: reader.screen.story._flow.top > before,  # noqa: SLF001 - as above
            "the text moved",
        )
        assert reader.screen.headlines.place[0] == 6


async def test_wheel_over_the_sources_moves_no_cursor(opening: Opening) -> None:
    async with opening(size=(140, 17)) as reader:
        await reader.until_analysed()
        await reader.press("]")
        await reader.until_shown("passage 1 of")
        lit = reader.screen.sources.current_passage
        for _turn in range(4):
            await turn_wheel(reader, "sources", down=True)
        assert reader.screen.sources.current_passage == lit
        assert "published" not in reader.frame()
        await turn_wheel(reader, "sources", down=False)
        await reader.press("a", "k", "k", "k")
        assert "published" in reader.frame()


@pytest.mark.parametrize("pane", ["headlines", "story", "sources"])
async def test_a_click_makes_a_pane_the_current_one(opening: Opening, pane: str) -> None:
    async with opening() as reader:
        await reader.until_analysed()
        await reader.press("tab")
        widget = reader.screen.query_one(f"#{pane}")
        await reader.pilot.click(offset=(widget.region.x + 2, widget.region.bottom - 3))
        await reader.until(partial(at, reader, pane), pane)


def brightness(colour: Color) -> float:
    """Relative luminance, as WCAG 2 defines it."""
    parts = [value / 255 for value in colour.get_truecolor()]
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("theme", [ThemeName.DARK, ThemeName.LIGHT])
async def test_the_name_of_a_pane_at_rest_can_be_read(opening: Opening, theme: ThemeName) -> None:
    async with opening(settings=Settings(theme=theme)) as reader:
        await reader.press("B", "enter")
        await reader.until_shown("▌1 headlines")
        strips = reader.app.screen._compositor.render_strips()  # noqa: SLF001 - what is painted
        names = {text.strip(): style for text, style, _control in strips[0] if text.strip("╭╮─ ")}
        assert set(names) == {"feeds", "▌1 headlines", "2 story", "3 sources"}
        for style in names.values():
            assert style is not None
            assert style.color is not None
            assert style.bgcolor is not None
            dark, light = sorted(map(brightness, (style.color, style.bgcolor)))
            assert (light + 0.05) / (dark + 0.05) >= 4.5


async def test_help_explains_every_key_of_the_sources(opening: Opening) -> None:
    async with opening(size=(100, 130)) as reader:
        await reader.press("a", "?")
        await reader.until_shown("Keys in the sources")
        shown = " ".join(reader.frame().split())
        for action in actions_of("sources"):
            if action.keys:
                assert " ".join(DEFAULT_KEYMAP.keys_of(action.name, "sources")) in shown
                assert DEFAULT_KEYMAP.explain(action, "sources") in shown


@pytest.mark.parametrize("pane", ["feeds", "headlines", "story", "sources"])
async def test_the_palette_offers_every_action_of_the_pane(opening: Opening, pane: str) -> None:
    from textual.command import Hit

    from newstui.tui.providers import ActionProvider

    async with opening() as reader:
        reader.screen.moving.go_to(pane)
        provider = ActionProvider(reader.screen)
        offered = [hit.help async for hit in provider.discover()]
        explain = partial(DEFAULT_KEYMAP.explain, pane=pane)
        wanted = [explain(action) for action in actions_of(pane) if action.palette]
        wanted += ["Subscribe to these suggested feeds (U undoes)."] * len(starter_names())
        assert offered == wanted
        for action in actions_of(pane):
            if action.palette:
                found = [hit.help async for hit in provider.search(action.label)]
                assert explain(action) in found, action.name
        assert all([isinstance(hit, Hit) async for hit in provider.search("mark")])


async def test_keys_that_mean_nothing_do_nothing(opening: Opening) -> None:
    async with opening() as reader:
        await reader.until_analysed()
        before = reader.frame()
        await reader.press("W", "f5", "ctrl+t", "£", "%", "insert", "f1", "alt+x")
        await reader.pilot.pause()
        assert reader.frame() == before


async def test_keys_typed_faster_than_the_help_leaves_harm_nothing(opening: Opening) -> None:
    async with opening() as reader:
        await reader.press("?")
        await reader.until_shown("Keys in the headlines")
        for _press in range(3):
            reader.app.screen.post_message(events.Key("x", "x"))
        await reader.until_shown("All stories")
        await reader.press("j")
        await reader.until_shown("2/6")
