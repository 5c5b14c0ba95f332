"""Code in a story: long lines go on below, and can be told from lines of their own."""

from __future__ import annotations

import pytest

from newstui.tui.panes.lines import listing_lines


def rows(text: str, width: int) -> list[str]:
    return [
        "".join(piece.before + text[piece.start : piece.end] for piece in line.pieces)
        for line in listing_lines(text, width, "↳")
    ]


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("if wet:\n\n    stay()", 20, ["if wet:", "", "    stay()"]),
        ("call(one, two, three)", 16, ["call(one, two, ", "↳ three)"]),
        ("    unbroken", 8, ["    unbr", "↳ oken"]),
        ("abcdefghijkl", 6, ["abcdef", "↳ ghij", "↳ kl"]),
        ("雨が降っている", 6, ["雨が降", "↳ って", "↳ いる"]),
        ("abcdef", 3, ["abc", "def"]),
        ("雨雨", 1, ["雨", "雨"]),
    ],
)
def test_a_long_line_of_code_goes_on_after_a_sign(text: str, width: int, shown: list[str]) -> None:
    assert rows(text, width) == shown


def test_every_character_of_a_listing_is_shown_once() -> None:
    text = "one two  three\tfour 日本 five" * 5
    lines = listing_lines(text, 11, "↳")
    assert "".join(text[line.start : line.end] for line in lines) == text
