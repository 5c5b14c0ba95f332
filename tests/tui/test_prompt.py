"""The line that is typed: where its keys put things in, and what they take away."""

from __future__ import annotations

import pytest

from newstui.text.clean import clean_block, clean_line
from newstui.tui.prompt import Prompt


def typed_in(keys: str, start: str = "") -> tuple[str, str]:
    """Press keys, a character or a name each; return what stands before the place and after."""
    prompt = Prompt(label=clean_line("q:"), accepted=lambda _: None, typed=clean_block(start))
    for key in keys.split(" "):
        prompt.press(key, key if len(key) == 1 else None)
    return prompt.typed[: prompt.at], prompt.typed[prompt.at :]


@pytest.mark.parametrize(
    ("start", "keys", "left"),
    [
        ("feery", "left left left backspace", ("f", "ery")),
        ("fery", "left left r", ("fer", "ry")),
        ("fery", "home x end y", ("xferyy", "")),
        ("fery", "ctrl+a right delete delete", ("f", "y")),
        ("ferry now", "left left left left ctrl+w", ("", " now")),
        ("ferry", "home left backspace", ("", "ferry")),
        ("ferry", "right delete", ("ferry", "")),
        ("a", "home ctrl+u b", ("b", "")),
        ("Ze\u0301", "left backspace", ("", "e\u0301")),
        ("Ze\u0301", "home delete right x", ("e\u0301x", "")),
    ],
)
def test_keys_move_along_the_line_sign_by_sign_and_change_it_there(
    start: str, keys: str, left: tuple[str, str]
) -> None:
    assert typed_in(keys, start) == left


def test_what_is_pasted_stands_where_the_place_is() -> None:
    prompt = Prompt(label=clean_line("q:"), accepted=lambda _: None, typed=clean_block("fy"))
    prompt.press("left", None)
    prompt.paste("err")
    assert (prompt.typed, prompt.at) == ("ferry", 4)
