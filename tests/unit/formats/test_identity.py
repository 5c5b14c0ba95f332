"""An entry keeps its key through edits and moves, and two entries never share one by accident."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newstui.formats import entry_keys, parse_document
from newstui.model.story import Entry
from newstui.text.clean import clean_line


def _entry(
    guid: str = "", url: str = "", title: str = "", body: str = "", *, day: int = 0
) -> Entry:
    return Entry(
        guid=guid,
        url=url,
        title=clean_line(title),
        body=body,
        published=datetime(2026, 11, day, tzinfo=UTC) if day else None,
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (_entry("g1", "https://a.example/1", "A", day=1), _entry("g1", "https://b/2", "B", day=2)),
        (_entry("http://a.example/1"), _entry("https://a.example/1")),
        (_entry("HTTP://a.example/1 "), _entry("http://a.example/1")),
        (_entry("", "http://a.example/1", "A"), _entry("", "https://a.example/1", "B", "new")),
        (_entry("", "", "A", "old", day=1), _entry("", "", "A", "new", day=1)),
    ],
)
def test_an_edited_entry_keeps_its_key(before: Entry, after: Entry) -> None:
    assert entry_keys([before]) == entry_keys([after])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (_entry("g1"), _entry("g2")),
        (_entry("g1", "https://a.example/1"), _entry("g1", "https://a.example/2")),
        (_entry("g1", "https://a.example/1", "A"), _entry("g1", "https://a.example/1", "B")),
        (_entry("", "https://a.example/1", "A"), _entry("", "https://a.example/1", "B")),
        (_entry("x"), _entry("", "x")),
        (_entry("", "", "A", day=1), _entry("", "", "A", day=2)),
        (_entry("", "", "", "one"), _entry("", "", "", "two")),
        (_entry("\ud800"), _entry("\ud801")),
    ],
)
def test_different_entries_of_one_document_have_different_keys(one: Entry, other: Entry) -> None:
    keys = entry_keys([one, other])
    assert len(set(keys)) == 2


def test_the_same_entry_twice_has_one_key() -> None:
    entry = _entry("g1", "https://a.example/1", "A")
    assert len(set(entry_keys([entry, entry]))) == 1


def test_keys_do_not_depend_on_order_or_neighbours() -> None:
    entries = [_entry("g1"), _entry("", "https://a.example/1"), _entry("", "", "A", day=1)]
    keys = entry_keys(entries)
    assert entry_keys(entries[::-1]) == keys[::-1]
    assert entry_keys(entries[:1]) == keys[:1]


def test_keys_are_short_and_of_letters_and_digits() -> None:
    (key,) = entry_keys([_entry("https://a.example/\x1b[2J" + "x" * 10_000)])
    assert len(key) == 22
    assert key[1] == ":"
    assert key.replace(":", "").isalnum()


def test_no_entries_have_no_keys() -> None:
    assert entry_keys([]) == ()


def test_a_story_of_a_file_is_its_path_and_headline() -> None:
    page = b"Quarry to close this spring\n\n" + b"It will close, they said. " * 5
    feed = parse_document(page, origin="x", name="towns/quarry.txt")
    assert feed.entries[0].guid == "towns/quarry.txt#Quarry to close this spring"
