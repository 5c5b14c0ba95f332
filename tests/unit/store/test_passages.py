"""What stories say of the words that are looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.unit.store.searchable import NUMBERS, give_text

from newstui.store.passages import find_passages
from newstui.store.query import parse_query

if TYPE_CHECKING:
    from newstui.store.archive import Archive


@pytest.mark.parametrize(
    ("text", "name", "matches"),
    [
        ("grain", "wall", ["Grain"]),
        ("gra 50%", "wall", ["Grain", "50"]),
        ("strasse", "cafe", ["Straße"]),
        ('"walked down"', "cafe", ["walked down"]),
        ("本語の", "tokyo", ["本語の"]),
        ("橋", "tokyo", ["橋"]),
        ("ชาว", "thai", ["ชาว"]),
        ("محمد", "arabic", ["مُحَمَّد"]),
        ("ελλαδα -grain", "greek", ["Ελλάδα"]),
        ("mail OR nothing", "cafe", ["mail"]),
        ("🚀", "odd", ["🚀"]),
    ],
)
def test_a_passage_shows_what_was_looked_for(
    shared: Archive, text: str, name: str, matches: list[str]
) -> None:
    passage = find_passages(shared, parse_query(text), [NUMBERS[name]])[NUMBERS[name]]
    assert [passage.text[start:end] for start, end in passage.matches] == matches


@pytest.mark.parametrize("text", ["", "is:unread", "title:storms", "author:okafor", "-grain"])
def test_there_is_no_passage_where_no_word_is_looked_for(shared: Archive, text: str) -> None:
    assert find_passages(shared, parse_query(text), list(NUMBERS.values())) == {}


def test_a_passage_is_short_and_around_most_matches(archive: Archive) -> None:
    filler = "nothing to see here " * 40
    text = f"{filler} barley.\n\n{filler} wheat.\n\nBarley, barley and wheat. {filler}"
    give_text(archive, NUMBERS["wall"], text)
    query = parse_query("barley wheat")
    passage = find_passages(archive, query, [NUMBERS["wall"]])[NUMBERS["wall"]]
    assert len(passage.text) < 200
    assert passage.text.startswith("…")
    assert passage.text.endswith("…")
    assert "wheat. Barley, barley" in passage.text
    assert [passage.text[a:b] for a, b in passage.matches] == ["wheat", "Barley", "barley", "wheat"]
