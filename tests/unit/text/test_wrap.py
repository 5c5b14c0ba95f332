"""Breaking text into lines: where a line may not begin, and where it may not end."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from newstui.text.wrap import wrap_lines


def lines(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap_lines(text, width, cell_len)]


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("港は閉鎖された。船は", 14, ["港は閉鎖され", "た。船は"]),
        ("港と市場、船と橋", 8, ["港と市", "場、船と", "橋"]),
        ("知事は「閉鎖」と述べ", 8, ["知事は", "「閉鎖」", "と述べ"]),
        ("約款（案）を可決", 8, ["約款", "（案）を", "可決"]),
        ("全港。」と語る", 6, ["全", "港。」", "と語る"]),
        ("値は￥500です", 6, ["値は", "￥500", "です"]),
        ("データーを渡す", 6, ["デー", "ターを", "渡す"]),
        ("港口关闭”他说", 8, ["港口关", "闭”他说"]),
        ("船が\u00a0[12]出た", 8, ["船", "が\u00a0[12]", "出た"]),
        ("港のAPECで", 6, ["港の", "APECで"]),
        ('船"A"は', 4, ['船"A', '"は']),
        ("閉鎖。」", 4, ["閉", "鎖。", "」"]),
        ("plain words, (as ever)", 12, ["plain words,", "(as ever)"]),
    ],
)
def test_no_line_begins_with_a_mark_that_closes_or_ends_with_one_that_opens(
    text: str, width: int, shown: list[str]
) -> None:
    assert lines(text, width) == shown
