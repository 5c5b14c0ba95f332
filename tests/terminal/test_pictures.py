"""Pictures in a real terminal: drawn, and gone whatever ends them."""

from __future__ import annotations

import re
import signal
import zlib
from base64 import b64decode
from typing import TYPE_CHECKING

import pytest
from tests.drawn import flag, saved

if TYPE_CHECKING:
    from pathlib import Path

    from tests.terminal.conftest import Starting, Terminal

PAGE = """<html><body><article><h1>The flag of the ferry line</h1>
<p>The council will keep the old flag, its chair said on Monday after a long meeting.</p>
<figure><img src="flag.png"><figcaption>The flag. Photo: Ines Falk</figcaption></figure>
</article></body></html>"""
KITTY = {"KITTY_WINDOW_ID": "1", "TMUX": "", "STY": ""}
_PART = re.compile(rb"\x1b_G([^;\x1b]*);([^\x1b]*)\x1b\\")
_CLEAR = b"\x1b_Ga=d,"


def seen(start: Starting, tmp_path: Path) -> Terminal:
    """Open a picture in a terminal that knows kitty's protocol."""
    (tmp_path / "page.html").write_text(PAGE)
    (tmp_path / "flag.png").write_bytes(saved(flag()))
    terminal = start("read", str(tmp_path / "page.html"), environ=KITTY)
    terminal.until_shown("The flag of the ferry line")
    terminal.type("i")
    terminal.until(lambda: b"\x1b_Ga=T" in terminal.sent, "the picture is drawn")
    return terminal


def is_clear(terminal: Terminal) -> bool:
    return terminal.sent.rfind(_CLEAR) > terminal.sent.rfind(b"\x1b_Ga=T")


def test_a_picture_beside_its_page_is_drawn_by_pixels_of_our_own(
    start: Starting, tmp_path: Path
) -> None:
    terminal = seen(start, tmp_path)
    keys, payload = _PART.findall(terminal.sent)[0]
    assert b"s=4,v=4" in keys
    assert zlib.decompress(b64decode(payload)) == flag().tobytes()
    terminal.until(lambda: b"credit: Ines Falk" in terminal.sent, "its credit")
    terminal.type("q")
    terminal.until(lambda: is_clear(terminal), "it is taken away")
    terminal.until_shown("1 headlines")
    terminal.type("Q")
    assert terminal.until_ended() == 0
    assert terminal.is_given_back()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_picture_is_gone_when_the_program_is_ended(
    start: Starting, tmp_path: Path, number: signal.Signals
) -> None:
    terminal = seen(start, tmp_path)
    terminal.child.kill(number)
    assert terminal.until_ended() == 128 + number
    assert is_clear(terminal)
    assert terminal.is_given_back()


def test_a_picture_is_gone_while_the_program_is_in_the_background(
    start: Starting, tmp_path: Path
) -> None:
    terminal = seen(start, tmp_path)
    terminal.type("\x1a")
    terminal.until(terminal.is_suspended, "it is in the background")
    terminal.until(lambda: is_clear(terminal), "it is taken away")
    terminal.child.kill(signal.SIGCONT)
    terminal.until(lambda: not is_clear(terminal), "it is drawn again")
