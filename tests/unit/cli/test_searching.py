"""Queries on the command line: what they find, say of it, and how what is wrong is shown."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from newstui.store.querytable import FIELDS, SIGNS

Command = Callable[..., tuple[int, str, str]]

FERRY, KEEPER = "Ferry returns to the strait", "Lighthouse keeper retires"


@pytest.fixture
def built(harbour: int, newstui: Command) -> int:
    """The library of `harbour`, its texts ready to be searched."""
    newstui("show", "#1", "#2")
    return harbour


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize(
    ("arguments", "titles"),
    [
        (("ferry",), [FERRY]),
        (("returns", "STRAIT"), [FERRY]),
        (('"keeper retires"',), [KEEPER]),
        (("is:read",), []),
        (("is:unread", "feed:harbour"), [FERRY, KEEPER]),
        (("--limit", "1"), [FERRY]),
        (("--limit", "0"), []),
        (("--limit", "9" * 30), [FERRY, KEEPER]),
        (("zebra",), []),
    ],
)
def test_list_narrows(newstui: Command, arguments: tuple[str, ...], titles: list[str]) -> None:
    status, out, err = newstui("list", "--json", *arguments)
    assert (status, err) == (0, "")
    assert [record["title"] for record in map(json.loads, out.splitlines())] == titles


@pytest.mark.usefixtures("harbour")
def test_what_is_known_by_its_title_alone_is_told_of_where_words_are_asked_for(
    newstui: Command,
) -> None:
    status, out, err = newstui("list", "forty")
    told = "2 stories are not prepared yet and found by title alone"
    assert (status, out, err) == (0, "", f"newstui: {told}; `newstui refresh` prepares them\n")
    assert newstui("list", "title:keeper", "is:unread")[2] == ""


@pytest.mark.usefixtures("built")
def test_texts_are_searched_and_a_pipe_gets_snippets_when_it_asks(newstui: Command) -> None:
    status, out, err = newstui("list", "forty")
    assert (status, err) == (0, "")
    assert [line.split(": ")[1] for line in out.splitlines()] == ["Lighthouse keeper retires"]
    _, out, _ = newstui("list", "--snippets", "forty OR sail")
    assert out.splitlines()[1::2] == [
        "        The ferry will sail again on Friday, the harbour master said.",
        "        She kept it for forty years.",
    ]


@pytest.mark.usefixtures("built")
def test_json_has_the_snippet_and_where_the_words_stand_in_it(newstui: Command) -> None:
    record = json.loads(newstui("list", "--json", '"forty years"')[1])
    start, end = record["matches"][0]
    assert record["snippet"] == "She kept it for forty years."
    assert record["snippet"][start:end] == "forty years"
    record = json.loads(newstui("list", "--json", "title:keeper")[1])
    assert (record["snippet"], record["matches"]) == (None, [])


@pytest.mark.usefixtures("built")
def test_a_terminal_gets_snippets_cut_to_its_width_with_the_words_bold(
    newstui: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "40")
    _, out, _ = newstui("list", "sail")
    shown = out.splitlines()[1]
    assert shown.startswith("        The ferry will \x1b[1msail\x1b[0m again on")
    assert shown.endswith("…")
    assert len(out.splitlines()) == 2
    assert len(newstui("list", "is:unread")[1].splitlines()) == 2


@pytest.mark.usefixtures("harbour")
@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ("ferry OR", "        ^^"),
        ("東京 fede:x", "       ^^^^^"),
        ("a" * 90 + " is:x", " " * 43 + "^^^^"),
        ("a\n\x1b[31m (b", "         ^"),
    ],
)
def test_what_is_wrong_with_a_query_is_pointed_at(newstui: Command, query: str, wrong: str) -> None:
    for command in (("list",), ("mark", "read"), ("sources", "--query")):
        status, out, err = newstui(*command, query)
        told, shown, pointer = err.splitlines()
        assert (status, out) == (2, "")
        assert told.startswith("newstui: ")
        assert pointer == wrong
        assert len(shown) >= len(pointer) - 2
        assert "\x1b" not in err


@pytest.mark.usefixtures("harbour")
def test_nothing_is_marked_by_a_query_that_means_every_story(newstui: Command) -> None:
    for query in ("", "sort:oldest", "&", '""'):
        status, out, err = newstui("mark", "read", query)
        assert (status, out) == (2, "")
        assert "every story" in err


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (("help",), 0, "usage: newstui [-h]"),
        (("help", "add"), 0, "usage: newstui add [-h]"),
        (("help", "dance"), 2, "invalid choice: 'dance'"),
    ],
)
def test_help_tells_of_commands(
    newstui: Command, arguments: tuple[str, ...], status: int, told: str
) -> None:
    found, out, err = newstui(*arguments)
    assert (found, told in (err if status else out)) == (status, True)


def test_help_tells_all_that_can_be_written(newstui: Command) -> None:
    status, out, err = newstui("help", "query")
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert len(lines) == len(SIGNS) + len(FIELDS)
    for line, field in zip(lines[len(SIGNS) :], FIELDS, strict=True):
        assert line.startswith(field.example)
        assert all(value in line for value in field.values)
