"""The program beside others: in a shell's job control, in a window that changes, beside itself."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.terminal.conftest import Starting, Terminal

COLOUR = re.compile(rb"\x1b\[(?:[0-9;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[0-9;]*)?m")


def count_read(home: Path) -> int:
    command = [sys.executable, "-m", "newstui", "--home", str(home), "list", "is:read"]
    done = subprocess.run(command, capture_output=True, check=True, stdin=subprocess.DEVNULL)
    return len(done.stdout.splitlines())


def resize(terminal: Terminal, width: int, height: int) -> None:
    terminal.screen.resize(height, width)
    terminal.child.setwinsize(height, width)


def test_a_window_may_change_and_the_screen_follows(start: Starting) -> None:
    terminal = start()
    terminal.until_shown("13 unread")
    for width, height in ((80, 24), (10, 3), (1, 1), (200, 50), (100, 30)):
        resize(terminal, width, height)
    terminal.until_shown("2 story")
    terminal.until(lambda: "3 sources" not in terminal.text, "two panes are left")
    resize(terminal, 140, 40)
    terminal.until_shown("3 sources")
    terminal.type("q")
    assert terminal.until_ended() == 0
    assert terminal.is_given_back()


@pytest.mark.parametrize("size", [(140, 40), (80, 24)])
def test_alt_and_a_digit_go_to_a_pane(start: Starting, size: tuple[int, int]) -> None:
    terminal = start(size=size)
    terminal.until_shown("13 unread")
    for digit, hint in (("3", "Enter show passage"), ("2", "J next story"), ("1", "Enter open")):
        terminal.type(f"\x1b{digit}")
        terminal.until_shown(hint)


PASTED = "x" * 100 + "\x1b[31mred\x1b[0m\x1b]0;pw\x07\x1bjjj\r" + "q" * 9000 + "\x1b"


@pytest.mark.parametrize("cuts", [(), (3,), (6, 7, 8), (100, 108, 110, 9150)])
def test_a_paste_presses_no_keys(start: Starting, cuts: tuple[int, ...]) -> None:
    # What comes in parts is waited for, however busy the machine is.
    terminal = start(environ={"ESCDELAY": "60000"})
    terminal.until_shown("13 unread")
    pasted = f"\x1b[200~{PASTED}\x1b[201~"
    for begin, end in pairwise((0, *cuts, len(pasted))):
        terminal.type(pasted[begin:end])
        terminal.look()
    terminal.type("U")
    terminal.until_shown("nothing to undo")
    terminal.until_shown("1/13")
    terminal.type("/\x1b[200~is:\x1b[31mun\x1b[0mread\x1b]0;pw\x07\x1b[201~")
    terminal.until_shown("narrow: is:unread")
    terminal.until_shown("13 of 13")
    terminal.type("\x1b[27u")
    terminal.until(lambda: "narrow:" not in terminal.text, "nothing is typed any more")
    terminal.type("Q")
    assert terminal.until_ended() == 0


def test_a_shell_suspends_the_program_and_brings_it_back(start: Starting, tmp_path: Path) -> None:
    shell = start(in_shell=True)
    shell.until_shown("$")
    shell.type(f"{sys.executable} -m newstui --home {tmp_path / 'library'}\n")
    shell.until_shown("13 unread")
    shell.type("j")
    panes = ("1 headlines", "SKERROW SOUND, Nov. 21", "it,” … “and I built it.”", "2/13")
    # Every pane is drawn and at rest: one that is still to change comes back by itself.
    for part in panes:
        shell.until_shown(part)
    shell.type("\x1a")
    shell.until(lambda: re.search(r"Stopped|Suspended", shell.text), "the shell is back")
    shell.until(shell.is_given_back, "the terminal is given back")
    shell.type("echo in-the-$((40 + 2))-shell\n")
    shell.until_shown("in-the-42-shell")
    shell.type("clear\n")
    shell.until(lambda: "headlines" not in shell.text, "nothing is left of the program")
    shell.type("fg\n")
    for part in panes:
        shell.until_shown(part)
    shell.type("k")
    shell.until_shown("1/13")
    shell.type("q")
    shell.until(shell.is_given_back, "the program has ended")
    shell.type("echo and-$((40 + 2))-again\n")
    shell.until_shown("and-42-again")
    shell.type("exit\n")
    shell.until_ended()


def test_two_readers_show_each_others_bookmarks(start: Starting) -> None:
    first = start()
    first.until_shown("13 unread")
    second = start()
    second.until_shown("13 unread")
    first.type("b")
    first.until_shown("bookmarked as ")
    second.until_shown("★")
    second.type("\r")
    second.until_shown("12 unread")
    first.until_shown("12 unread")
    for terminal in (first, second):
        terminal.type("Q")
        assert terminal.until_ended() == 0


def test_read_marks_are_kept_though_the_program_is_killed_later(
    start: Starting, tmp_path: Path
) -> None:
    terminal = start()
    terminal.until_shown("13 unread")
    terminal.type("\r")
    terminal.until_shown("12 unread")
    terminal.until(lambda: count_read(tmp_path / "library") == 1, "the mark is on disk")
    terminal.child.kill(signal.SIGKILL)
    assert terminal.until_ended() == 128 + signal.SIGKILL
    again = start()
    again.until_shown("12 unread")
    again.type("q")
    assert again.until_ended() == 0


@pytest.mark.parametrize(
    ("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb"), ("LC_ALL", "C"), ("TERM", "vt100")]
)
def test_a_plain_terminal_is_enough(start: Starting, name: str, value: str) -> None:
    terminal = start(environ={name: value})
    terminal.until_shown("13 unread")
    terminal.type("j\r")
    terminal.until_shown("12 unread")
    if name == "NO_COLOR":
        assert not COLOUR.search(terminal.sent)
    if name == "LC_ALL":
        assert "+- 1 headlines" in terminal.text
    terminal.type("Q")
    assert terminal.until_ended() == 0
    assert terminal.is_given_back()


def test_a_terminal_that_goes_away_ends_the_program_with_its_marks_kept(
    start: Starting, tmp_path: Path
) -> None:
    terminal = start()
    terminal.until_shown("13 unread")
    terminal.type("\r")
    terminal.until_shown("12 unread")
    terminal.hang_up()
    assert count_read(tmp_path / "library") == 1


def test_many_keys_at_once_are_all_taken(start: Starting) -> None:
    terminal = start()
    terminal.until_shown("13 unread")
    terminal.type("j" * 200 + "k" * 3 + "\r")
    terminal.until_shown("10/13")
    terminal.until_shown("12 unread")
    terminal.type("Q")
    assert terminal.until_ended() == 0
