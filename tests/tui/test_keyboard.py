"""What the terminal sends becomes keys and pastes, however it is cut into pieces."""

from __future__ import annotations

from textual import events

from newstui.tui.keyboard import TerminalParser
from newstui.tui.keynames import key_name

BEGIN, END = "\x1b[200~", "\x1b[201~"
EVIL = "a\x1b[31mb\x1b[20\x1b[2" + "m" * 60 + "\x1b[200~\x1b]0;t\x07j\x9b\njj\x1b"
CLEAN = "ab20" + "m" * 59 + "j\njj"
"""The same without what would act on a terminal."""


def read(*pieces: str) -> list[str]:
    """Name what a parser makes of pieces of input."""
    parser = TerminalParser()
    told = [event for piece in pieces for event in parser.feed(piece)]
    return [
        event.key if isinstance(event, events.Key) else f"paste {event.text}"
        for event in told
        if isinstance(event, events.Key | events.Paste)
    ]


def test_a_paste_is_one_event_wherever_it_is_cut() -> None:
    sent = f"j{BEGIN}{EVIL}{END}k"
    for cut in range(len(sent) + 1):
        assert read(*filter(None, (sent[:cut], sent[cut:]))) == ["j", f"paste {CLEAN}", "k"], cut
    assert read(*sent) == ["j", f"paste {CLEAN}", "k"]


def test_pastes_follow_each_other_and_one_may_be_empty() -> None:
    sent = f"{BEGIN}{END}{BEGIN}a{END}b{BEGIN}c{END}"
    assert read(sent) == ["paste ", "paste a", "b", "paste c"]


def test_of_a_huge_paste_the_beginning_is_kept() -> None:
    (told,) = read(BEGIN, *["x" * 4096] * 100, END)
    assert told == "paste " + "x" * 10_000


def test_alt_with_a_digit_is_no_other_sign() -> None:
    assert read("\x1b1", "\x1b3", "\x1b0") == ["alt+1", "alt+3", "alt+0"]
    assert read("£", "\x1bOA", "\x1b[6~", "3") == ["pound_sign", "up", "pagedown", "3"]


def test_a_capital_letter_with_alt_is_one_key_however_the_terminal_tells_it() -> None:
    told = TerminalParser(), TerminalParser()
    keys = [*told[0].feed("\x1bB"), *told[0].feed(""), *told[1].feed("\x1b[98;4u")]
    assert [key_name(key) for key in keys if isinstance(key, events.Key)] == ["alt+B", "alt+B"]
