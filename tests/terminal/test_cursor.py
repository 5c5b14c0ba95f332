"""The terminal's own cursor is at what is current, for whoever or whatever follows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.terminal.conftest import Starting, Terminal


def at_cursor(terminal: Terminal) -> str:
    """Read the line from the cursor on; nothing while it is hidden."""
    if terminal.screen.cursor.hidden:
        return ""
    return terminal.screen.display[terminal.screen.cursor.y][terminal.screen.cursor.x :]


def until_at(terminal: Terminal, text: str) -> None:
    terminal.until(lambda: at_cursor(terminal).startswith(text), f"the cursor is at {text!r}")


@pytest.mark.parametrize(
    ("size", "locale"), [((140, 40), "C.UTF-8"), ((80, 24), "C"), ((100, 30), "C.UTF-8")]
)
def test_the_cursor_goes_along_with_the_reader(
    start: Starting, size: tuple[int, int], locale: str
) -> None:
    terminal = start(size=size, environ={"LC_ALL": locale})
    here, bar = (">", "#") if locale == "C" else ("▌", "▌")
    terminal.until_shown("13 unread")
    terminal.until_shown("1/13")
    until_at(terminal, here)
    first = terminal.screen.cursor.y
    terminal.type("jjj")
    terminal.until_shown("4/13")
    until_at(terminal, here)
    assert terminal.screen.cursor.y > first
    terminal.type("\r")
    terminal.until_shown("12 unread" if size[0] > 90 else "passages: ")
    terminal.type("]")
    terminal.until_shown("passage 1 of")
    until_at(terminal, bar)
    terminal.type("a")
    terminal.until_shown("Enter show passage")
    until_at(terminal, here)
    terminal.type("?")
    terminal.until_shown("Keys in the sources")
    terminal.until(lambda: "Keys in" in at_cursor(terminal), "the cursor is at the help")
    terminal.type("x/bridge")
    terminal.until_shown("narrow: bridge")
    line = terminal.screen.display[terminal.screen.cursor.y]
    terminal.until(
        lambda: (
            terminal.screen.display[terminal.screen.cursor.y][: terminal.screen.cursor.x]
            == " narrow: bridge"
        ),
        f"the cursor is behind what is typed, not in {line}",
    )
    terminal.type("\r")
    terminal.until(lambda: at_cursor(terminal).startswith(here), "the cursor is at the headline")
    terminal.type("B")
    terminal.until_shown("Nothing is subscribed")
    until_at(terminal, here)
    terminal.type("Q")
    assert terminal.until_ended() == 0
    assert terminal.is_given_back()


@pytest.mark.parametrize(("name", "is_shaped"), [("xterm-256color", True), ("linux", False)])
def test_the_cursor_is_a_thin_bar_where_that_is_known_and_given_back(
    start: Starting, name: str, *, is_shaped: bool
) -> None:
    terminal = start(environ={"TERM": name})
    terminal.until_shown("13 unread")
    terminal.type("Q")
    assert terminal.until_ended() == 0
    assert (b"\x1b[6 q" in terminal.sent) is is_shaped
    assert terminal.sent.rfind(b"\x1b[0 q") >= terminal.sent.rfind(b"\x1b[6 q")
