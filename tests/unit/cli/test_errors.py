"""What goes wrong is told in a sentence that names its source, and hurts nothing beside it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from tests.faults.answers import reply

if TYPE_CHECKING:
    from tests.faults.server import Site

Command = Callable[..., tuple[int, str, str]]
Subscribe = Callable[[str, bytes], int]

FEED: Final = (
    b"<rss version='2.0'><channel><title>Pier News</title><item><guid>a</guid>"
    b"<title>Pier painted green</title></item></channel></rss>"
)
NEWER: Final = FEED.replace(
    b"<item>", b"<item><guid>b</guid><title>Pier green again</title></item><item>", 1
)
ACTING: Final = ("\x1b", "\x07", "\x9b", "\x9d", "\u202e", "\u2066", "\u2069", "\r", "\x00")


def test_a_failing_feed_is_named_and_the_one_beside_it_is_refreshed(
    newstui: Command, site: Site
) -> None:
    site.replies["/good"] = reply(FEED)
    site.replies["/bad"] = reply(FEED.replace(b"Pier", b"Quay"))
    assert newstui("add", f"{site.base}/bad")[0] == 0
    assert newstui("add", f"{site.base}/good") == (
        0,
        "added Pier News as feed 2, 1 new story\n",
        "",
    )
    site.replies["/good"] = reply(NEWER)
    del site.replies["/bad"]
    status, out, err = newstui("refresh")
    assert status == 1
    assert out == "2 feeds refreshed, 1 new, 1 failed\n"
    (line,) = err.splitlines()
    assert "Quay News" in line
    assert "404" in line
    titles = {json.loads(row)["title"] for row in newstui("list", "--json")[1].splitlines()}
    assert titles == {"Pier green again", "Pier painted green", "Quay painted green"}
    feeds = [json.loads(row) for row in newstui("feeds", "--json")[1].splitlines()]
    assert {feed["title"]: bool(feed["error"]) for feed in feeds} == {
        "Quay News": True,
        "Pier News": False,
    }
    status, out, err = newstui("doctor")
    assert status == 1
    assert "Quay News: " in out + err
    assert "Pier News: " not in out + err


def test_refresh_as_json_tells_one_event_a_line(newstui: Command, site: Site) -> None:
    site.replies["/good"] = reply(FEED)
    newstui("add", f"{site.base}/good")
    status, out, err = newstui("refresh", "--json", "pier")
    events = [json.loads(line) for line in out.splitlines()]
    assert (status, err) == (0, "")
    assert events[0]["event"] == "started"
    assert events[-1]["event"] == "finished"
    assert {event["schema"] for event in events} == {1}


@pytest.mark.usefixtures("harbour")
@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("show", "{tmp}/nothing.xml"), "nothing.xml"),
        (("show", "{tmp}/empty.txt"), "empty.txt"),
        (("add", "{tmp}/nothing.xml"), "nothing.xml"),
        (("add", "{tmp}/empty.txt"), "empty.txt"),
        (("add", "{base}/missing"), "404"),
        (("show", "ftp://files.example/feed"), "ftp"),
        (("show", "-"), "standard input"),
        (("show", "#99"), "#99"),
        (("mark", "read", "#99"), "#99"),
        (("mark", "bookmark", "zebra"), "no story matches"),
        (("remove", "zebra"), "zebra"),
        (("refresh", "zebra"), "zebra"),
    ],
)
def test_what_cannot_be_done_is_one_line_naming_its_source(
    newstui: Command,
    site: Site,
    tmp_path: Path,
    arguments: tuple[str, ...],
    named: str,
) -> None:
    (tmp_path / "empty.txt").touch()
    status, out, err = newstui(*(word.format(tmp=tmp_path, base=site.base) for word in arguments))
    assert (status, out) == (1, "")
    (line,) = err.splitlines()
    assert line.startswith("newstui: ")
    assert named in line
    assert len(newstui("feeds")[1].splitlines()) == 1


@pytest.mark.usefixtures("harbour")
@pytest.mark.parametrize(
    "arguments",
    [
        ("bogus",),
        ("show",),
        ("show", "#x"),
        ("show", "#0"),
        ("show", "#-1"),
        ("show", "#" + "9" * 30),
        ("show", "#\u0661"),
        ("show", "#1", "page.html"),
        ("show", "--json", "--markdown", "#1"),
        ("sources",),
        ("sources", "#1", "--query", "ferry"),
        ("list", "is:purple"),
        ("list", "--limit", "-1"),
        ("list", "--limit", "many"),
        ("mark", "purple", "#1"),
        ("--home", "", "list"),
    ],
)
def test_wrong_use_is_told_on_standard_error_with_status_2(
    newstui: Command, arguments: tuple[str, ...]
) -> None:
    status, out, err = newstui(*arguments)
    assert (status, out) == (2, "")
    assert "newstui" in err
    assert "Traceback" not in err


@pytest.mark.parametrize("arguments", [(), ("read", "page.html"), ("read", "-")])
def test_without_a_terminal_the_reader_says_so_in_a_line(
    newstui: Command, arguments: tuple[str, ...]
) -> None:
    status, out, err = newstui(*arguments)
    assert (status, out) == (2, "")
    (line,) = err.splitlines()
    assert "terminal" in line


def test_one_bad_place_beside_a_good_one_costs_only_itself(
    newstui: Command, tmp_path: Path
) -> None:
    good = tmp_path / "good.xml"
    good.write_bytes(FEED)
    status, out, err = newstui("show", str(tmp_path / "gone.xml"), str(good))
    assert status == 1
    assert out.startswith("Pier painted green\n")
    assert "gone.xml" in err


@pytest.mark.usefixtures("harbour")
def test_bad_lines_of_the_settings_are_named_and_the_command_goes_on(newstui: Command) -> None:
    settings = Path(os.environ["NEWSTUI_HOME"]) / "config" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('glyphs = "emoji"\nthema = "dark"\n', "utf-8")
    status, out, err = newstui("list")
    assert status == 0
    assert len(out.splitlines()) == 2
    first, second = err.splitlines()
    assert "config.toml, line 1, glyphs: must be one of" in first
    assert "did you mean theme?" in second


@pytest.fixture
def hostile(subscribe_to: Subscribe) -> str:
    """A feed whose every field tries something; returns the title's plain words."""
    evil = "Pier\u202e [bold red]closes[/] \u2066now\u2069\x9b31m \x9d0;owned\x9c <b>$(id)</b>"
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Evil\x1b]0;owned\x07\r Daily [link=x]",
        "items": [
            {
                "id": "1",
                "title": f"\x1b[2J{evil}\rgone",
                "url": "https://evil.example/\x1b[31m\u202e",
                "authors": [{"name": "Mal\x1b[5m\u202eory"}],
                "content_text": "Quiet\x1b[2J text,\u202e the \x9bmayor\x00 said.\r\nMore\rlines.",
            }
        ],
    }
    subscribe_to("evil.json", json.dumps(document).encode())
    return "[bold red]closes[/]"


@pytest.mark.parametrize(
    "arguments",
    [
        ("list",),
        ("feeds",),
        ("show", "#1"),
        ("show", "--markdown", "#1"),
        ("sources", "#1"),
        ("mark", "bookmark", "#1"),
        ("doctor",),
        ("remove", "1"),
        ("show", "\x1b[2J\u202enothing"),
        ("list", "is:\x1b[2J\u202e"),
        ("remove", "\x1b[2J\u202e\r"),
    ],
)
@pytest.mark.usefixtures("hostile")
def test_nothing_a_feed_or_an_argument_holds_acts_on_the_terminal(
    newstui: Command, arguments: tuple[str, ...]
) -> None:
    _status, out, err = newstui(*arguments)
    assert out or err
    assert [char for char in ACTING if char in out + err] == []


def test_what_looks_like_markup_is_shown_as_it_is(newstui: Command, hostile: str) -> None:
    assert hostile in newstui("list")[1]
    assert hostile in newstui("show", "#1")[1]
    assert hostile in json.loads(newstui("list", "--json")[1])["title"]


@pytest.mark.parametrize("arguments", [("list",), ("show", "#1"), ("feeds",), ("bookmarks",)])
@pytest.mark.usefixtures("hostile")
def test_json_is_plain_ascii_and_one_object_a_line(
    newstui: Command, arguments: tuple[str, ...]
) -> None:
    newstui("mark", "bookmark", "#1")
    (line,) = newstui(*arguments, "--json")[1].splitlines()
    assert line.isascii()
    assert line.isprintable()
    title = json.loads(line)["title"]
    assert [char for char in ACTING if char in title] == []


@pytest.mark.usefixtures("harbour")
@pytest.mark.parametrize("arguments", [("list",), ("list", "--json"), ("--help",)])
def test_a_closed_pipe_is_quiet(arguments: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "newstui", *arguments],
        stdout=writing,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    os.close(writing)
    assert done.stderr == b""
