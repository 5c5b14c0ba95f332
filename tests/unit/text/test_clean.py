"""What leaves `clean` cannot act on a terminal, and clean text comes back unchanged."""

from __future__ import annotations

import unicodedata

import pytest

from newstui.text.clean import BLOCK_LIMIT, LINE_LIMIT, clean_block, clean_line

_DROPPED = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("Rain", "Rain"),
        ("", ""),
        ("  two   words\t\n ", "two words"),
        ("a\x1b[2Jb", "a[2Jb"),
        ("a\x9b2Jb", "a2Jb"),
        ("a\x07\x08\x7fb", "ab"),
        ("a\u202etxt.exe", "atxt.exe"),
        ("\u2066hidden\u2069", "hidden"),
        ("tag\U000e0041s", "tags"),
        ("private\ue000use", "privateuse"),
        ("lone\ud800surrogate", "lonesurrogate"),
        ("soft\xadhyphen\ufeff", "softhyphen"),
        ("a\u2028b\u2029c\x85d", "a b c d"),
        ("नमस्ते", "नमस्ते"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d💻", "👩\u200d💻"),
        ("e" + "\u0301" * 50, "e" + "\u0301" * 4),
    ],
)
def test_a_line_keeps_what_shows_and_drops_what_acts(raw: str, shown: str) -> None:
    assert clean_line(raw) == shown


def test_no_character_gets_through_that_acts() -> None:
    planes = (*range(0x20000), *range(0xE0000, 0xE1000), *range(0x10FF00, 0x110000))
    kept = clean_block("".join(map(chr, planes)))
    acting = {char for char in kept if unicodedata.category(char) in _DROPPED}
    assert acting == {"\n", "\u200c", "\u200d"}


def test_a_line_is_cut_at_its_limit() -> None:
    line = clean_line("x" * 1_000_000)
    assert len(line) == LINE_LIMIT
    assert line.endswith("…")


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("a\r\nb\rc\n", "a\nb\nc\n"),
        ("a\tb", "a    b"),
        ("one\u2028two", "one\ntwo"),
        ("x\x1b]52;c;eA==\x07y", "x]52;c;eA==y"),
    ],
)
def test_a_block_keeps_its_lines(raw: str, shown: str) -> None:
    assert clean_block(raw) == shown


@pytest.mark.parametrize("raw", ["a\nb  c", "Größe — “quoted”", "x\x00\u0301" * 9, "\t\r\n\x85"])
def test_cleaning_twice_changes_nothing_more(raw: str) -> None:
    once = clean_block(raw)
    assert clean_block(once) == once


def test_a_block_is_cut_at_its_limit() -> None:
    assert len(clean_block("y" * (BLOCK_LIMIT + 5))) == BLOCK_LIMIT
