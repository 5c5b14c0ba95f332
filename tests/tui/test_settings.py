"""What the settings change on the screen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from rich.color import Color

from newstui.config import Clock, Column, Rows, Settings, ThemeName
from newstui.config.table import COLOURED
from newstui.tui.themes import CHOICES, LOOKS, find_look

if TYPE_CHECKING:
    from tests.tui.conftest import Opening, Reader


def row_of(reader: Reader, words: str) -> str:
    """Find the line of the screen some words stand on."""
    return next(line for line in reader.lines() if words in line)


def rows(reader: Reader, words: str) -> list[str]:
    """Find the lines of the headlines alone on which some words stand."""
    region = reader.screen.headlines.region
    lines = [line[region.x : region.right] for line in reader.lines()]
    return [line for line in lines[region.y : region.bottom] if words in line]


def brightness(colour: str) -> float:
    """Tell how bright a colour is, from 0 to 1 (WCAG 2.1, relative luminance)."""
    triplet = Color.parse(colour).get_truecolor()
    parts = [part / 255 for part in triplet]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_every_colour_of_a_theme_can_be_another() -> None:
    for name in CHOICES:
        assert LOOKS[name]._fields == COLOURED


def test_high_contrast_keeps_seven_to_one_wherever_letters_stand() -> None:
    colours = LOOKS["contrast"]
    grounds = [colours.background, colours.current, colours.resting, colours.passage]
    inks = [getattr(colours, name) for name in COLOURED if name not in {"line", "background"}]
    inks = [ink for ink in inks if ink not in grounds]
    for ground in grounds:
        for ink in inks:
            light, dark = brightness(ink), brightness(ground)
            assert (light + 0.05) / (dark + 0.05) >= 7, (ink, ground)


async def test_high_contrast_is_chosen_in_the_palette_and_kept(opening: Opening) -> None:
    async with opening() as reader:
        await reader.press("ctrl+p")
        await reader.until_shown("Find a command")
        await reader.press(*"high contrast", "enter")
        await reader.until(lambda: reader.app.theme == "contrast", "the theme is worn")
    async with opening() as reader:
        assert reader.app.theme == "contrast"


async def test_single_colours_are_the_readers_own(opening: Opening) -> None:
    own = (("accent", "#123456"), ("person", "bright_red"), ("background", "#010203"))
    async with opening(settings=Settings(theme=ThemeName.LIGHT, colours=own)) as reader:
        look = reader.screen.story.look
        assert look.accent.color == Color.parse("#123456")
        assert look.types["person"].color == Color.parse("bright_red")  # type: ignore[index]
        assert reader.app.current_theme.background == "#010203"
        assert look.text == find_look("light", own[2:]).text


async def test_without_colours_the_readers_own_are_none_either(
    opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opening(settings=Settings(colours=(("accent", "#123456"),))) as reader:
        assert reader.screen.story.look.accent.color == Color.parse("default")


async def test_a_storys_lines_are_as_wide_as_is_said(opening: Opening) -> None:
    async with opening(size=(200, 40), settings=Settings(measure=30)) as reader:
        await reader.press("enter", "z")
        await reader.until_settled()
        await reader.until_shown("PORT ALDA")
        text = [line.strip("│╰╯─ ▏▌") for line in reader.lines()[1:20]]
        assert max(map(len, text)) <= 30


@pytest.mark.parametrize(
    ("dates", "day", "moment"),
    [
        ("absolute", "── 2026-11-22 ─", "2026-11-23 11:00"),
        ("%d.%m.%Y", "── 22.11.2026 ─", "23.11.2026 11:00"),
        ("relative", "── yesterday ─", "11:00"),
    ],
)
async def test_days_are_named_as_is_said(
    opening: Opening, dates: str, day: str, moment: str
) -> None:
    async with opening(settings=Settings(dates=dates)) as reader:
        await reader.until_shown(day)
        await reader.until_settled()
        assert f"Northern Wire · {moment} ·" in row_of(reader, "Northern Wire · ")


@pytest.mark.parametrize("size", [(140, 40), (80, 24), (40, 12)])
async def test_times_are_written_with_am_and_pm(opening: Opening, size: tuple[int, int]) -> None:
    async with opening(size=size, settings=Settings(clock=Clock.H12)) as reader:
        await reader.until_shown("11:00am ")
        assert " 9:00am " in reader.frame()


@pytest.mark.parametrize("size", [(200, 60), (140, 40), (80, 24), (60, 20), (40, 12)])
async def test_columns_are_those_asked_for_in_their_order(
    opening: Opening, size: tuple[int, int]
) -> None:
    columns = (Column.VOICES, Column.OUTLET, Column.TIME)
    settings = Settings(columns=columns, rows=Rows.ONE if size[0] < 90 else Rows.TWO)
    async with opening(size=size, settings=settings) as reader:
        await reader.press("enter")
        await reader.until_analysed()
        await reader.press("q", "b")
        await reader.until(partial(reader.is_told, "bookmarked"), "it is bookmarked")
        await reader.until(lambda: " 5 " in "".join(rows(reader, "11:00")), "they are counted")
        await reader.until(lambda: "★" in "".join(rows(reader, "11:00")), "the mark stands there")
        (row,) = rows(reader, "11:00")
        assert row.index(" 5 ") < row.index("11:00")
        if size[0] > 40:
            assert row.index(" 5 ") < row.index("Northern Wire") < row.index("11:00")


async def test_without_columns_the_titles_stand_alone(opening: Opening) -> None:
    async with opening(settings=Settings(columns=())) as reader:
        await reader.press("b")
        await reader.until(partial(reader.is_told, "bookmarked"), "it is bookmarked")
        await reader.until(lambda: "★" in "".join(rows(reader, "Dam will hold")), "so is its row")
        assert not rows(reader, "Northern Wire")
        assert not rows(reader, ":00")


@pytest.mark.parametrize("wrap", [True, False])
async def test_unread_stories_are_looked_for_round_the_list_if_wanted(
    opening: Opening, *, wrap: bool
) -> None:
    async with opening(settings=Settings(wrap=wrap)) as reader:
        await reader.press("m", "p")
        if wrap:
            await reader.until(lambda: reader.screen.headlines.place[0] == 6, "the last one")
        else:
            told = partial(reader.is_told, "no unread stories left further up")
            await reader.until(told, "there are none above")
            await reader.press("n")
            await reader.until(lambda: reader.screen.headlines.place[0] == 2, "the next one")


async def test_the_feeds_are_shown_from_the_start_if_wanted(opening: Opening) -> None:
    async with opening(settings=Settings(sidebar=True)) as reader:
        await reader.until_shown("Science Desk  ")
        assert "feeds" in reader.lines()[0]
        assert reader.screen.moving.at == "headlines"
