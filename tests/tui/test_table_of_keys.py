"""The table of actions, walked: whatever it promises is in the palette, in the help, and works."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from tests.tui.conftest import DAM, PLAIN, entry, keep
from tests.tui.sidebar import fill

from newstui.paths import find_paths
from newstui.store.archive import Archive
from newstui.text.clean import clean_line
from newstui.tui.actions import (
    ACTIONS,
    CITED,
    EVERYWHERE,
    FEEDS,
    HEADLINES,
    PANES,
    RULES,
    SOURCES,
    STORY,
    actions_of,
)
from newstui.tui.keymap import DEFAULT_KEYMAP
from newstui.tui.keynames import parse_keys
from newstui.tui.screens.help import HelpScreen
from newstui.tui.screens.rules import RulesScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.tui.conftest import Opening, Reader

README = Path(__file__).parents[2] / "README.md"
_ROW = re.compile(
    r"^\| (?P<keys>.+?) \| (?P<where>[^|]+) \| .* \| `(?P<name>\w+)` \|$", re.MULTILINE
)
_TURNS = 150

_STEPS = "moves the cursor a step, which the palette would hide"
_ELSEWHERE = "is done where there is no palette"
_TWIN = "the palette has the same under another name"
NOT_IN_THE_PALETTE = {
    **dict.fromkeys(("next", "previous", "top", "bottom", "page_up", "page_down"), _STEPS),
    **dict.fromkeys(("half_page_up", "half_page_down", "next_pane", "previous_pane"), _STEPS),
    **dict.fromkeys(("fold", "unfold", "fold_folder", "unfold_folder"), _STEPS),
    **dict.fromkeys(
        (action.name for action in actions_of(CITED) if action.panes[0] == CITED), _ELSEWHERE
    ),
    "apply_rule": "is done where a rule is tried, whose three keys the bottom line has",
    "leave_rules": "leaves the palette itself, too",
    "narrow_from_story": _TWIN,
    "previous_match": "steps while a search shows, else is a twin",
    "back_or_quit": "the palette has back and quit apart",
    "escape": "leaves the palette itself",
    "to_feeds": _TWIN,
    "pane_0": _TWIN,
    "pane_3": _TWIN,
    "palette": "is the palette",
}

GOES_TO = {FEEDS: "pane_0", HEADLINES: "pane_1", STORY: "pane_2", SOURCES: "pane_3"}


class Row(NamedTuple):
    """One row of the README's table of keys."""

    keys: tuple[str, ...]
    panes: tuple[str, ...]
    name: str


def readme_rows() -> list[Row]:
    """Read the table of keys as a reader of the README does."""
    text = README.read_text("utf-8")
    table = text.partition("<!-- keys -->")[2].partition("<!-- /keys -->")[0]
    rows = []
    for found in _ROW.finditer(table):
        where = PANES if found["where"] == "everywhere" else tuple(found["where"].split(", "))
        keys = re.findall(r"`([^ ]+)`", found["keys"].replace("\\|", "|"))
        rows.append(Row(tuple(keys), where, found["name"]))
    return rows


ROWS = readme_rows()


def test_every_action_is_in_the_palette_or_there_is_a_reason() -> None:
    assert {action.name for action in ACTIONS if not action.palette} == set(NOT_IN_THE_PALETTE)
    assert all(NOT_IN_THE_PALETTE.values())


def test_the_readme_has_every_action() -> None:
    assert [row.name for row in ROWS] == [action.name for action in ACTIONS]


@pytest.mark.parametrize("pane", EVERYWHERE)
async def test_help_has_every_key_that_works_in_a_pane(opening: Opening, pane: str) -> None:
    async with opening(size=(100, 200)) as reader:
        await reader.app.push_screen(HelpScreen(pane, reader.screen.headlines))
        await reader.until_shown("Keys in the")
        shown = " ".join(reader.frame().split())
        keyed = [row for row in ROWS if row.keys and pane in _panes_of(row)]
        assert keyed
        for row in keyed:
            (action,) = (action for action in ACTIONS if action.name == row.name)
            told = f"{' '.join(row.keys)} {DEFAULT_KEYMAP.explain(action, pane)}"
            assert told in shown, row.name


def _panes_of(row: Row) -> tuple[str, ...]:
    return next(action.panes for action in ACTIONS if action.name == row.name)


def is_other(reader: Reader, frame: str) -> bool:
    """Whether the screen is another than it was."""
    return reader.frame() != frame


@pytest.fixture
def archive(home: Path, request: pytest.FixtureRequest) -> Iterator[Archive]:
    """A library of a long story between two that cite somebody; for the feeds one of folders."""
    if "[feeds]" in request.node.name:
        opened = fill(home)
    else:
        opened = Archive.open(find_paths(home).archive)
        steps = "".join(f"<p>Step {number}.</p>" for number in range(200))
        stories = [
            entry("Dam will hold", hours=1, body=DAM),
            entry("A walk", hours=2, body=DAM + steps, url="https://news.example/w"),
            entry("The dam again", hours=3, body=DAM),
        ]
        keep(opened, "Northern Wire", stories)
        keep(opened, "Science Desk", [entry("Ice cores", hours=4, body=PLAIN)])
    yield opened
    opened.close()


class Walk:
    """A reader at one pane, who presses key after key and looks what happens."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.carried_out: list[str] = []
        self._clipboard = ""
        screen = reader.screen
        carry_out = screen.carry_out

        def note(name: str, count: int | None = None) -> None:
            self.carried_out.append(name)
            carry_out(name, count)

        def told(what: str) -> Callable[..., None]:
            return lambda *_given, **_named: screen.say(clean_line(what))

        # What would leave the screen or start a process only says so.
        screen.carry_out = note  # type: ignore[method-assign]
        screen.leave = told("left")  # type: ignore[method-assign]
        screen.refreshing.refresh = told("fetching")  # type: ignore[method-assign]
        screen.paging._start = told("reading")  # type: ignore[assignment, method-assign] # noqa: SLF001
        reader.app.action_suspend_process = told("suspended")  # type: ignore[method-assign]

    def state(self) -> tuple[object, ...]:
        """Take down all that a key may change."""
        app, screen = self.reader.app, self.reader.screen
        place = (screen.moving.at, screen.headlines.current_id, screen.story.offset_on_top())
        return (self.reader.frame(), app.screen, app.clipboard, place, screen.status.is_asking)

    async def settle(self, pane: str, *, second: bool) -> None:
        """Go to where keys are tried: to the middle of things, or to their beginning."""
        reader, screen = self.reader, self.reader.screen
        if "tour" in self.carried_out:
            # Keys are the tour's until it has come.
            await reader.until(lambda: reader.app.screen is not screen, "the tour has come")
        while reader.app.screen is not screen:
            await reader.app.pop_screen()
        if screen.status.is_asking:
            await reader.press("escape")
        screen.keymap.clear()
        screen.moving.go_to(pane)
        screen.headlines.move_to(1 if second else 0)
        screen.feeds.move_to(2 if second else 1)
        screen.catch_up()
        await reader.until_settled()
        if pane != FEEDS:
            await reader.until_analysed()
        if second:
            screen.story.do_top(None)
            screen.story.scroll_lines(40)
            screen.sources.do_next(4)
        screen.status.hush()
        await reader.pilot.pause()

    async def does_something(self, keys: tuple[str, ...], name: str) -> bool:
        """Press keys; tell whether anything came of it."""
        self.carried_out.clear()
        before = self.state()
        await self.reader.press(*keys)
        if name not in self.carried_out:
            return False
        if self.state() == before:
            await self.reader.until_done()
        for _turn in range(_TURNS):
            if self.state() != before:
                return True
            await self.reader.pilot.pause(0.005)
        # Drawn again, a screen is the same.
        return name == "redraw"


@pytest.mark.parametrize("pane", [FEEDS, HEADLINES, STORY, SOURCES])
async def test_every_key_of_the_readme_does_something_or_says_why_not(
    opening: Opening, pane: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("linking", "sidebar"):
        monkeypatch.setattr(
            f"newstui.tui.controllers.{module}.open_page", lambda *_given, **_named: None
        )
    async with opening(size=(126, 18)) as reader:
        await reader.press("B", "alt+1")
        walk, idle = Walk(reader), []
        for row in ROWS:
            for shown in row.keys if pane in row.panes else ():
                keys = parse_keys(shown)
                # Going to where one is already is nothing to see.
                at = SOURCES if pane != SOURCES else STORY
                at = at if row.name == GOES_TO[pane] else pane
                for second in (True, False):
                    await walk.settle(at, second=second)
                    if row.name == "unfold":
                        await reader.press("h")
                    if await walk.does_something(keys, row.name):
                        break
                else:
                    idle.append(f"{row.name} {shown}")
        assert idle == []


async def test_where_nothing_is_kept_no_key_is_shown_that_is_refused(opening: Opening) -> None:
    refusals = ("nothing is kept here", "nothing is subscribed here")
    async with opening(size=(200, 40), keeps=False) as reader:
        for pane in PANES:
            reader.screen.moving.go_to(pane)
            await reader.until_settled()
            assert reader.is_told("? help")
            assert "reads the page" not in reader.frame()
            for action in (action for action in actions_of(pane) if action.keeps):
                assert not reader.is_told(f"{DEFAULT_KEYMAP.key(action.name, pane)} {action.label}")
                reader.screen.carry_out(action.name)
                await reader.until(lambda: any(map(reader.is_told, refusals)), action.name)
                reader.screen.status.hush()
                await reader.until(partial(reader.is_told, "? help"), "the keys are back")


async def test_every_key_of_the_most_cited_does_something(opening: Opening) -> None:
    async with opening(size=(140, 30)) as reader:
        for _story in range(3):
            await reader.until_analysed()
            await reader.press("J")
            await reader.until_settled()
        for row in ROWS:
            for shown in row.keys if CITED in _panes_of(row) else ():
                await reader.press("alt+1", "S")
                await reader.until_shown("Most cited sources")
                await reader.until(lambda: "counting" not in reader.frame(), "they are counted")
                before = reader.frame()
                backwards = row.name in {"previous", "top", "page_up", "half_page_up"}
                await reader.press(*(("G",) if backwards else ()))
                before = reader.frame()
                await reader.press(*parse_keys(shown))
                await reader.until(partial(is_other, reader, before), f"{shown}: {row}")
                while reader.app.screen is not reader.screen:
                    await reader.app.pop_screen()


async def test_every_key_of_the_rules_does_something(opening: Opening) -> None:
    rows = [(clean_line(f"dam {number}"), clean_line("on")) for number in range(3)]
    ways = {action.name: action.label for action in actions_of(RULES)}
    async with opening(size=(80, 16)) as reader:
        for row in ROWS:
            for shown in row.keys if RULES in _panes_of(row) else ():
                screen = RulesScreen(clean_line("rules"), rows, reader.screen.headlines, ways=ways)
                await reader.app.push_screen(screen)
                backwards = row.name in {"previous", "top", "page_up", "half_page_up"}
                await reader.press(*(("G",) if backwards else ()))
                before = reader.frame()
                await reader.press(*parse_keys(shown))
                await reader.until(partial(is_other, reader, before), f"{shown}: {row}")
                while reader.app.screen is not reader.screen:
                    await reader.app.pop_screen()
