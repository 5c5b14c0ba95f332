"""What has no room is cut where it can be read: behind a word, and the cut is shown."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from newstui.text.clean import clean_line
from newstui.tui.strips import cut_words, wrapped

PASSAGE = "that ministers had initialled a text, … and dined"


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (60, PASSAGE),
        (25, "that ministers had…"),
        (38, "that ministers had initialled a text…"),
        (42, "that ministers had initialled a text…"),
    ],
)
def test_a_line_is_cut_behind_a_word(width: int, shown: str) -> None:
    assert cut_words(clean_line(PASSAGE), width) == shown


def test_a_word_that_fills_half_the_line_is_cut_itself() -> None:
    assert cut_words(clean_line("a counterrevolutionary barge"), 12) == "a counterre…"


def test_the_last_of_several_lines_is_cut_behind_a_word() -> None:
    lines = wrapped(clean_line(PASSAGE), 22, at_most=2, ellipsis="~")
    assert lines == ["that ministers had", "initialled a text~"]


@pytest.mark.parametrize("width", range(1, 50))
def test_nothing_is_wider_than_its_room(width: int) -> None:
    text = clean_line("大臣たちは a text を、署名した counterrevolutionary")
    lines = [cut_words(text, width), *wrapped(text, width, at_most=2)]
    assert all(cell_len(line) <= max(width, 2) for line in lines)
