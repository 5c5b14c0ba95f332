"""Keys of the reader's own: what they do, where they show, and what is told of those that clash."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from newstui.config import Keys, Preset, Settings, load_settings
from newstui.tui.actions import ACTIONS, EVERYWHERE
from newstui.tui.keynames import parse_keys, shown_keys
from newstui.tui.remapping import read_keymap

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.conftest import Opening

    from newstui.tui.keymap import Keymap


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def remap(file: Path, text: str) -> tuple[Keymap, list[str]]:
    """Read a table of keys; return the map and what is told, without the file's name."""
    file.write_text(text, "utf-8")
    settings, errors = load_settings(file)
    keymap, mistakes = read_keymap(settings.keys)
    return keymap, [str(one).removeprefix(f"{file}, ") for one in (*errors, *mistakes)]


def write(file: Path, text: str) -> Settings:
    """Write a settings file and read it."""
    file.write_text(text, "utf-8")
    return load_settings(file)[0]


def pressed(keymap: Keymap, pane: str, *keys: str) -> list[str]:
    """Name the actions some keys make in a pane."""
    commands = [keymap.press(key, pane) for key in keys]
    return [command.action.name for command in commands if command is not None]


@pytest.mark.parametrize(
    ("written", "keys", "shown"),
    [
        ("B", ("B",), "B"),
        ("gg", ("g", "g"), "gg"),
        ("g g", ("g", "g"), "gg"),
        ("space m", ("space", "m"), "Space m"),
        ("Ctrl+D", ("ctrl+d",), "Ctrl+D"),
        ("alt+1", ("alt+1",), "Alt+1"),
        ("alt+x", ("alt+x",), "Alt+x"),
        ("F5", ("f5",), "F5"),
        ("pgdn", ("pagedown",), "PgDn"),
        ("+", ("+",), "+"),
        ("ctrl+i", ("tab",), "Tab"),
        ("shift+g", ("G",), "G"),
        ("shift+tab", ("shift+tab",), "Shift+Tab"),
        ("ü", ("ü",), "ü"),
        ("ctrl+/", ("ctrl+underscore",), "Ctrl+_"),
    ],
)
def test_keys_are_written_as_people_name_them(
    written: str, keys: tuple[str, ...], shown: str
) -> None:
    assert parse_keys(written) == keys
    assert shown_keys(keys) == shown


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("5", "digits are always counts"),
        ("g1", "digits are always counts"),
        ("pagdown", "did you mean pagedown?"),
        ("ctrl+entr", "did you mean enter?"),
        ("abcd", 'several keys are written "a b c d"'),
        (" ", 'the space bar is written "space"'),
        ("a b c d e", "takes more than 4 keys"),
        ("a\x07", "holds a character that no key types"),
        ("f13", "is no key; did you mean f3?"),
        ("super+x", "what goes before a + is one of: alt, ctrl, shift"),
        ("crtl+d", "what goes before a + is one of: alt, ctrl, shift"),
        ("ctrl+ä", "is no key that terminals send; with Ctrl go a to z and"),
        ("ctrl+.", "is no key that terminals send; with Ctrl go a to z and"),
        ("ctrl+shift+b", 'is no other key to a terminal than "ctrl+b"; write that'),
        ("shift+;", "write the sign that Shift types, alone"),
    ],
)
def test_what_is_no_key_is_told(written: str, told: str) -> None:
    with pytest.raises(ValueError, match=re.escape(told)):
        parse_keys(written)


def test_a_line_gives_an_action_other_keys(file: Path) -> None:
    keymap, told = remap(
        file, '[keys]\nbookmark = ["space b", "f5"]\nopen_browser = "v"\nchanges = ""\n'
    )
    assert told == [
        'line 2, keys.bookmark: takes Space from page_on, which has no key then; give it one, or ""'
    ]
    assert pressed(keymap, "story", "b", "space", "b", "f5", "v") == [
        "bookmark",
        "bookmark",
        "open_browser",
    ]


def test_keys_may_differ_from_pane_to_pane(file: Path) -> None:
    keymap, told = remap(file, '[keys.story]\nnext_passage = "n"\n[keys]\nnext_passage = "W"\n')
    assert told == []
    assert pressed(keymap, "story", "n", "W", "]") == ["next_passage"]
    assert pressed(keymap, "headlines", "n", "W") == ["next_unread", "next_passage"]


def test_a_key_taken_from_an_action_in_some_panes_is_not_named_there(file: Path) -> None:
    keymap, told = remap(file, '[keys]\nbookmark = "B"\n')
    assert told == []
    assert keymap.key("sidebar", "feeds") == "B"
    assert keymap.key("sidebar", "headlines") == ""
    assert keymap.way("sidebar", "headlines") == "Ctrl+P “feeds”"
    assert keymap.key("rename_feed", "headlines") == "e"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[keys]\nbokmark = "B"', "line 2, keys.bokmark: is no action; did you mean bookmark?"),
        (
            '[keys.stroy]\nlinks = "B"',
            "line 2, keys.stroy.links: stroy is no pane; did you mean story?",
        ),
        ('[keys.story]\nfold = "B"', "line 2, keys.story.fold: fold works only in: sources"),
        (
            '[keys]\nlinks = "5"',
            'line 2, keys.links: "5" has a digit in it; digits are always counts',
        ),
        ("[keys]\nlinks = 5", "line 2, keys.links: must be a key or a list of keys in quotes"),
        ('[keys]\nlinks = ["W", ""]', 'line 2, keys.links: has "" beside other keys'),
        ('[keys]\nlinks = "ctrl+c"', 'line 2, keys.links: "ctrl+c" is kept for quit'),
        ('[keys]\npreset = "emacs"', 'line 2, keys.preset: must be one of "vim", "newsboat"'),
        ('keys = "emacs"', 'line 1, keys: must be one of "vim", "newsboat"'),
        (
            '[keys]\nlinks = "W"\nfull_text = "W"',
            "line 3, keys.full_text: W is given to links already (line 2, keys.links)",
        ),
        (
            '[keys]\nlinks = "W"\nfull_text = "W1"\nchanges = "Wx"',
            "line 4, keys.changes: Wx begins like W, which is given to links already (line 2",
        ),
        (
            '[keys]\nlinks = "Wx"\nfull_text = "W"',
            "line 3, keys.full_text: Wx begins with W and is given to links already (line 2",
        ),
        ('[keys]\nquit = ""', "line 2, keys.quit: leaves no key that quits; Q quits all the same"),
        (
            '[keys]\nquit = ""\nlinks = "Q"',
            "line 2, keys.quit: leaves no key that quits; only Ctrl+C quits",
        ),
    ],
)
def test_a_line_that_cannot_be_used_is_told_and_costs_that_line_only(
    file: Path, text: str, told: str
) -> None:
    keymap, errors = remap(file, text)
    assert any(one.startswith(told) for one in errors), errors
    assert pressed(keymap, "headlines", "j", "b", "ctrl+c") == ["next", "bookmark", "quit"]


def test_an_action_whose_keys_are_refused_keeps_those_it_had(file: Path) -> None:
    keymap, _told = remap(file, '[keys]\nlinks = "W"\nfull_text = "W"\nchanges = "5"\n')
    assert pressed(keymap, "story", "W", "d", "v", "u") == ["links", "full_text", "changes"]


def test_whatever_is_written_ctrl_c_quits_and_ctrl_z_suspends(file: Path) -> None:
    lines = "\n".join(f'{action.name} = ""' for action in ACTIONS)
    keymap, told = remap(file, f"[keys]\n{lines}\n")
    assert pressed(keymap, "story", "ctrl+c", "ctrl+z", "Q", "q") == ["quit", "suspend", "quit"]
    assert [one for one in told if "leaves no key that quits" in one] == told


def test_newsboats_keys_are_where_its_readers_look_for_them(file: Path) -> None:
    keymap, told = remap(file, 'keys = "newsboat"\n')
    assert told == []
    does = {
        "enter": "open_story",
        "q": "back_or_quit",
        "r": "refresh_feed",
        "R": "refresh_all",
        "n": "next_unread",
        "p": "previous_unread",
        "A": "mark_feed_read",
        "C": "mark_all_read",
        "N": "previous_match",  # which toggles the mark where no search shows
        "o": "open_browser",
        "O": "open_browser_read",
        "u": "links",
        "/": "narrow",
        "F": "narrow",
        "ctrl+l": "redraw",
        "ctrl+b": "bookmark",
        "ctrl+f": "show_all",
        "J": "next",
        "K": "previous",
        "#": "links",
        "ctrl+e": "tag",
        "|": "run_command",
        "s": "save_story",
        ":": "palette",
        "f": "saved_queries",
        "?": "help",
        "Q": "quit",
    }
    assert {key: pressed(keymap, "headlines", key) for key in does} == {
        key: [name] for key, name in does.items()
    }
    assert pressed(keymap, "story", "J", "K") == ["next_story", "previous_story"]
    assert pressed(keymap, "headlines", "D", "ctrl+r") == []


@pytest.mark.parametrize("preset", Preset)
def test_a_preset_gives_every_key_once(preset: Preset) -> None:
    keymap, told = read_keymap(Keys(preset=preset))
    assert told == ()
    for pane in EVERYWHERE:
        names = [keymap.keys_of(action.name, pane) for action in ACTIONS if pane in action.panes]
        keys = [key for ways in names for key in ways]
        assert len(keys) == len(set(keys)), pane


async def test_a_changed_key_works_and_shows_wherever_it_is_named(
    opening: Opening, file: Path
) -> None:
    settings = write(
        file, '[keys]\nundo = "ctrl+x u"\nbookmark = ["W", "b"]\nto_sources = ""\nhelp = "f1"\n'
    )
    async with opening(settings=settings) as reader:
        assert "W bookmark" in reader.bottom()
        assert "a sources" not in reader.bottom()
        assert "F1 help" in reader.bottom()
        await reader.press("W")
        await reader.until(lambda: reader.is_told("Ctrl+X u undoes"), "the key is named")
        await reader.press("ctrl+x")
        assert reader.is_told("Ctrl+X")
        await reader.press("u")
        await reader.until(lambda: reader.is_told("undone: "), "it is undone")
        await reader.press("f1")
        await reader.until_shown("Keys in the headlines")
        shown = " ".join(reader.frame().split())
        assert "W b Bookmark the story" in shown
        await reader.press("x", "ctrl+p", *"undo")
        await reader.until_shown("undo (Ctrl+X u)")
        await reader.until_shown("Take the last change back.")


async def test_what_has_no_key_is_named_as_the_palette_has_it(opening: Opening, file: Path) -> None:
    settings = write(file, '[keys]\nundo = ""\n')
    async with opening(settings=settings) as reader:
        await reader.press("m")
        await reader.until(lambda: reader.is_told("Ctrl+P “undo” undoes"), "the way is told")


async def test_the_most_cited_sources_take_the_readers_keys_too(
    opening: Opening, file: Path
) -> None:
    settings = write(file, '[keys.cited]\nnext_type = "Y"\nleave_cited = ["x", "escape"]\n')
    async with opening(settings=settings) as reader:
        await reader.press("S")
        await reader.until_shown("Y type")
        await reader.press("Y")
        await reader.until_shown("type person")
        await reader.press("?")
        await reader.until_shown("Keys in the cited sources")
        await reader.press("escape", "x")
        await reader.until_shown("Dam will hold")


async def test_rules_lists_and_the_tour_take_the_readers_keys_too(
    opening: Opening, file: Path
) -> None:
    text = '[keys]\nadd_rule = "W"\nescape = ["Z", "escape"]\nopen_story = "o"\nredo = "ctrl+y"\n'
    async with opening(settings=write(file, text)) as reader:
        await reader.press("*", "R")
        await reader.until_shown("W add  e edit")
        await reader.press("a")
        await reader.press("question_mark")
        await reader.until_shown("W                 Make a rule for stories that come")
        await reader.press("x", "ctrl+p")
        await reader.until_shown("add (W)")
        await reader.press(*"add", "enter", "enter")
        await reader.until_shown("rule for stories found by:")
        await reader.press("escape")
        await reader.until_shown("W add  e edit")
        await reader.press("q")
        await reader.until(lambda: reader.app.screen is reader.screen, "the rules are left")
        await reader.press("m")
        await reader.until(lambda: reader.is_told("marked read"), "marked")
        await reader.press("*", "h")
        await reader.until_shown("o undo or redo  j k move  Z back")
        await reader.press("Z", "T")
        await reader.until_shown("Z leaves")
        await reader.press("Z")
        await reader.until(lambda: reader.app.screen is reader.screen, "the tour is left")


async def test_a_mistake_among_the_keys_is_told_when_the_screen_opens(
    opening: Opening, file: Path
) -> None:
    settings = write(file, '[keys]\nbokmark = "B"\n')
    async with opening(settings=settings) as reader:
        await reader.until(lambda: reader.is_told("did you mean bookmark?"), "the mistake")
        assert reader.is_told("line 2")
        await reader.press("T")
        await reader.until_shown("tour: step 1")
        await reader.until_shown("1/13")
        assert not reader.is_told("bookmark?")


async def test_alt_with_a_letter_is_a_key_of_its_own(opening: Opening, file: Path) -> None:
    settings = write(file, '[keys]\nbookmark = "alt+k"\n')
    async with opening(settings=settings) as reader:
        await reader.press("alt+k")
        await reader.until(lambda: reader.is_told("bookmarked"), "it is bookmarked")
        assert reader.screen.headlines.place[0] == 1


def test_settings_without_keys_have_the_default_map() -> None:
    keymap, told = read_keymap(Settings().keys)
    assert told == ()
    assert keymap.key("top", "headlines") == "gg"
