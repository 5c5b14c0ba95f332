from __future__ import annotations

import re
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import psutil
import pytest
from tests.faults.talk import stall

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.server import Site
    from tests.terminal.conftest import Starting

HOSTILE = """<?xml version="1.0"?><rss version="2.0"><channel><title>Evil &#27;]0;owned&#7;</title>
<item><title>[@click=app.quit]Press me[/] &#27;[2J&#x9b;31m</title><guid>1</guid>
<description>&lt;p&gt;Up &amp;#27;[10A &amp;#27;]52;c;ZXZpbA==&amp;#7; [link=x]down[/link]&lt;/p&gt;
</description></item></channel></rss>"""
STORY = """Council keeps the old bridge

Quill: The council will keep the old bridge, its chair said on Monday after a long meeting.

“It has stood for a century,” said Ana Berl, the county engineer.
"""


def run(tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "newstui", "--home", str(tmp_path / "library"), *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )


def test_a_story_is_opened_followed_bookmarked_and_found_again(
    start: Starting, tmp_path: Path
) -> None:
    terminal = start()
    terminal.until_shown("13 unread")
    terminal.until_shown("Enter open")
    terminal.type("j\r")
    terminal.until_shown("12 unread")
    terminal.type("]")
    terminal.until_shown("passage 1 of")
    terminal.type("a")
    terminal.until_shown("Enter show passage")
    terminal.type("Jb")
    terminal.until_shown("bookmarked as ")
    terminal.type("Q")
    assert terminal.until_ended() == 0
    assert terminal.is_given_back()
    [file] = (tmp_path / "library" / "data" / "bookmarks").glob("*.md")

    again = start()
    again.until_shown("★")
    again.until_shown("11 unread")
    assert again.text.count("★") == 1
    again.type("/is:bookmarked\r")
    again.until_shown("1 of 13")
    again.type("q")
    again.until_shown("All stories")
    again.type("q")
    assert again.until_ended() == 0
    assert file.exists()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT])
def test_a_signal_saves_and_gives_the_terminal_back(
    start: Starting, tmp_path: Path, number: signal.Signals
) -> None:
    terminal = start()
    terminal.until_shown("13 unread")
    terminal.type("\r")
    terminal.until_shown("12 unread")
    terminal.child.kill(number)
    assert terminal.until_ended() == 128 + number
    assert terminal.is_given_back()
    assert len(run(tmp_path, "list", "is:read").stdout.splitlines()) == 1


def test_ctrl_c_quits_and_ctrl_z_suspends(start: Starting) -> None:
    terminal = start()
    terminal.until_shown("13 unread")
    terminal.type("\x1a")
    terminal.until(terminal.is_suspended, "the program stops")
    terminal.until(terminal.is_given_back, "the terminal is given back while suspended")
    terminal.child.kill(signal.SIGCONT)
    terminal.until(lambda: not terminal.is_given_back(), "the screen is taken again")
    terminal.until_shown("13 unread")
    terminal.type("\x03")
    assert terminal.until_ended() == 0
    assert terminal.is_given_back()


def test_a_hostile_feed_reaches_neither_terminal_nor_program(
    start: Starting, tmp_path: Path
) -> None:
    feed = tmp_path / "evil.xml"
    feed.write_text(HOSTILE)
    assert run(tmp_path, "add", str(feed)).returncode == 0
    terminal = start()
    terminal.until_shown("[@click=app.quit]Press me[/]")
    terminal.until_shown("[link=x]down[/link]")
    row = next(y for y, line in enumerate(terminal.screen.display) if "[@click" in line)
    column = terminal.screen.display[row].index("app.quit") + 1
    terminal.type(f"\x1b[<0;{column};{row + 1}M\x1b[<0;{column};{row + 1}m")
    terminal.type("?")
    terminal.until_shown("Keys in the ")
    for sequence in (b"\x1b]0;", b"\x1b]52;", b"\xc2\x9b", b"\x9b31m", b"\x1b[10A"):
        assert sequence not in terminal.sent
    # The shape of the mouse pointer is all Textual itself asks of the terminal this way.
    assert set(re.findall(rb"\x1b\][0-9]*", terminal.sent)) <= {b"\x1b]22"}
    terminal.type("xQ")
    assert terminal.until_ended() == 0


def test_standard_input_is_read_and_keys_come_from_the_terminal(
    start: Starting, tmp_path: Path
) -> None:
    page = tmp_path / "page.txt"
    page.write_text(STORY)
    terminal = start("read", "-", stdin=page)
    terminal.until_shown("Council keeps the old bridge")
    terminal.until_shown("Ana Berl")
    terminal.type("b")
    terminal.until_shown("nothing is kept here")
    terminal.type("Q")
    assert terminal.until_ended() == 0
    assert not (tmp_path / "library").exists()


def test_a_bookmark_that_was_told_survives_a_kill(start: Starting, tmp_path: Path) -> None:
    terminal = start()
    terminal.until_shown("13 unread")
    terminal.type("b")
    terminal.until_shown("bookmarked as ")
    terminal.child.kill(signal.SIGKILL)
    terminal.until_ended()
    assert len(run(tmp_path, "bookmarks", "--json").stdout.splitlines()) == 1


def test_a_small_terminal_shows_one_pane_at_a_time(start: Starting) -> None:
    terminal = start(size=(80, 24))
    terminal.until_shown("13 unread of 13")
    terminal.type("\r")
    terminal.until_shown("passages: ")
    terminal.type("a")
    terminal.until_shown("Enter show passage")
    terminal.type("qq")
    terminal.until_shown("12 unread of 13")
    terminal.type("q")
    assert terminal.until_ended() == 0


def test_without_a_terminal_one_line_says_so(tmp_path: Path) -> None:
    for arguments in ((), ("read", "x.txt")):
        done = run(tmp_path, *arguments)
        assert done.returncode == 2
        assert done.stdout == ""
        assert len(done.stderr.splitlines()) == 1
        assert "terminal" in done.stderr


def test_reading_places_shows_these_places_only(start: Starting, tmp_path: Path) -> None:
    place = tmp_path / "bridge.txt"
    place.write_text(STORY, "utf-8")
    terminal = start("read", str(place))
    terminal.until_shown("1 unread · 1")
    terminal.until_shown("county engineer")
    assert terminal.text.count("unread · 1") == 1
    terminal.type("jjjq")
    assert terminal.until_ended() == 0


def test_places_that_could_not_be_read_are_all_named_when_the_reader_quits(
    start: Starting, tmp_path: Path
) -> None:
    place = tmp_path / "bridge.txt"
    place.write_text(STORY, "utf-8")
    broken = tmp_path / "broken.xml"
    broken.write_bytes(b"%PDF-1.7")
    terminal = start("read", "/no/such", str(broken), "ftp://quay.example/", str(place))
    terminal.until_shown(", and 2 more, named when you quit")
    terminal.type("q")
    assert terminal.until_ended() == 0
    _screen, _back, told = terminal.sent.decode().rpartition("\x1b[?25h")
    scheme = "newstui reads http and https addresses, files and folders, not ftp"
    assert told.splitlines() == [
        "newstui: /no/such: does not exist",
        f"newstui: {broken}: looks like a PDF document, not news",
        f"newstui: ftp://quay.example/: {scheme}",
    ]


@pytest.mark.usefixtures("_without_proxies")
def test_quitting_while_a_place_is_asked_ends_that_and_names_it(
    start: Starting, tmp_path: Path, site: Site
) -> None:
    place = tmp_path / "bridge.txt"
    place.write_text(STORY, "utf-8")
    site.greeting = stall()
    silent = f"{site.base}/"
    terminal = start("read", silent, str(place))
    terminal.until_shown("county engineer")
    terminal.until_shown("asking ")
    asking = psutil.Process(terminal.child.pid).children(recursive=True)
    assert asking
    terminal.type("q")
    assert terminal.until_ended() == 0
    _screen, _back, told = terminal.sent.decode().rpartition("\x1b[?25h")
    answered = "not read, stopped before it answered"
    assert told.splitlines() == [f"newstui: {silent}: {answered}"]
    _gone, left = psutil.wait_procs(asking, timeout=240)
    assert not left


def test_a_story_printed_on_a_terminal_is_broken_at_words(start: Starting, tmp_path: Path) -> None:
    place = tmp_path / "bridge.txt"
    place.write_text(STORY, "utf-8")
    terminal = start("show", str(place), size=(40, 24))
    assert terminal.until_ended() == 0
    _progress, _erased, story = terminal.sent.decode().rpartition("\x1b[2K")
    shown = [line.rstrip() for line in story.splitlines()]
    assert max(map(len, shown)) <= 40
    assert "bridge, its chair said on Monday after a" in shown
    assert run(tmp_path, "show", str(place)).stdout.splitlines()[-3] == STORY.splitlines()[2]
