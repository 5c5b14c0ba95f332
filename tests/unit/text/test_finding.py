"""Words are found whatever their case, accents and signs, at the places where they stand."""

from __future__ import annotations

import pytest

from newstui.text.finding import FoldedText


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("A Café, a CAFE\u0301.", "cafe", ["Café", "CAFE"]),
        ("Die Straße", "STRASSE", ["Straße"]),
        ("ﬁne", "fi", ["ﬁ"]),
        ("Søren of Łódź, \u01ffre", "soren of lodz, ore", ["Søren of Łódź, \u01ffre"]),
        ("It’s “here” – now", 'it\'s "here" - now', ["It’s “here” – now"]),
        ("over a\nline", "a line", ["a\nline"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("nothing", "", []),
        ("nothing", "  ", []),
        ("東京都", "京", ["京"]),
    ],
)
def test_a_text_is_found_where_it_stands(text: str, wanted: str, found: list[str]) -> None:
    assert [text[slice(*place)] for place in FoldedText(text).find(wanted)] == found


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Rain, rainy terrain", ["rain"], ["Rain", "rain"]),
        ("Rain and snow", ["snow", "rain", "rai"], ["Rain", "snow"]),
        ("東京都と京都", ["京"], ["京", "京"]),
        ("500€, €5", ["€"], ["€", "€"]),
    ],
)
def test_words_are_found_where_they_begin(text: str, words: list[str], found: list[str]) -> None:
    assert [text[slice(*place)] for place in FoldedText(text).find_any(words)] == found
