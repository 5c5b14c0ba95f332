"""A query may name saved ones; what stands for them is found as if it had been written there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.unit.store.searchable import NOW, NUMBERS

from newstui.errors import QueryError
from newstui.newsroom.searching import Search, find_fault
from newstui.store.savedqueries import add_queries

if TYPE_CHECKING:
    from newstui.store.archive import Archive

SAVED = {
    "Storms": "storm",
    "Sea and wall": "sea wall",
    "Either": 'query:storms OR title:"東京で新しい橋"',
    "By age": "storm sort:oldest",
    "Itself": "query:other",
    "Other": "query:itself",
    "Nothing": "sort:title",
    "Broken": "is:odd",
}


@pytest.fixture
def archive(archive: Archive) -> Archive:
    add_queries(archive, SAVED.items(), label="saved", now=NOW)
    return archive


def found(archive: Archive, text: str, *, is_finished: bool = True) -> list[str]:
    names = {number: name for name, number in NUMBERS.items()}
    ids = Search(archive, text, is_finished=is_finished).stories()
    return [names[number] for number in ids]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("query:storms", ["wall", "cafe"]),
        ("query:STORMS mail", ["cafe"]),
        ("-query:storms title:東京", ["tokyo"]),
        ('query:"sea and wall"', ["wall"]),
        ("query:either", ["wall", "cafe", "tokyo"]),
        ("query:either -mail", ["wall", "tokyo"]),
        ('query:"by age"', ["cafe", "wall"]),
        ('query:"by age" (storm)', ["wall", "cafe"]),
    ],
)
def test_a_saved_query_is_found_by_its_name(archive: Archive, text: str, names: list[str]) -> None:
    assert found(archive, text) == names


def test_a_story_of_a_saved_query_shows_what_it_says_of_the_words(archive: Archive) -> None:
    passages = Search(archive, "query:storms").passages([NUMBERS["cafe"]])
    assert "storm of mail" in passages[NUMBERS["cafe"]].text


@pytest.mark.parametrize(
    ("text", "reason", "place"),
    [
        ("mail query:nobody", "query:nobody: no saved query has this name", "query:nobody"),
        ("query:itself", "made of itself", "query:itself"),
        ("query:nothing", "asks for nothing", "query:nothing"),
        ("query:broken mail", "query:broken: is:odd", "query:broken"),
    ],
)
def test_what_is_wrong_with_it_is_told_at_its_place(
    archive: Archive, text: str, reason: str, place: str
) -> None:
    with pytest.raises(QueryError, match=reason) as caught:
        found(archive, text)
    error = caught.value
    assert error.query[error.start : error.end] == place
    fault = find_fault(archive, text)
    assert fault is not None
    assert reason in str(fault)


def test_a_name_is_not_wrong_while_it_is_typed(archive: Archive) -> None:
    assert found(archive, "mail query:sto", is_finished=False) == ["cafe"]
