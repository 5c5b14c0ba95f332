"""What may stand at the end of a query, and how it is written there."""

from __future__ import annotations

import pytest

from newstui.newsroom.completing import find_fragment, list_fields
from newstui.store.query import parse_query


@pytest.mark.parametrize(
    ("text", "name", "part", "value", "filled"),
    [
        ("feed:har", "feed", "har", "Harbour Post", 'feed:"Harbour Post"'),
        ("storm Feed:", "Feed", "", "Post", "storm Feed:Post"),
        ('(a OR -feed:"Har b', "feed", "Har b", "Har bour", '(a OR -feed:"Har bour"'),
        ("feed:x", "feed", "x", 'The "Grand" Post', 'feed:"Grand"'),
        ("tag:", "tag", "", "c(d)", 'tag:"c(d)"'),
        ("is:u", "is", "u", "unread", "is:unread"),
        ("since:", "since", "", "today", "since:today"),
        ("sto", "", "sto", "sort:", "sort:"),
        ("a -fe", "", "fe", "feed:", "a -feed:"),
        ("a (", "", "", "tag:", "a (tag:"),
        ("", "", "", "feed:", "feed:"),
        ("a ", "", "", "feed:", "a feed:"),
    ],
)
def test_what_is_begun_is_found_and_filled(
    text: str, name: str, part: str, value: str, filled: str
) -> None:
    fragment = find_fragment(text)
    assert fragment is not None
    assert (fragment.name, fragment.part) == (name, part)
    assert fragment.fill(value) == filled
    parse_query(filled, is_finished=False)


@pytest.mark.parametrize("text", ['feed:"Harbour Post"', "a)", "/a b/", '"some words"', "a AND"])
def test_what_is_finished_is_not_completed(text: str) -> None:
    assert find_fragment(text) is None


def test_fields_are_listed_by_their_beginning() -> None:
    assert list_fields("FE") == ["feed:"]
    assert list_fields("si") == ["since:"]
    assert {"feed:", "query:", "sort:"} <= set(list_fields(""))
    assert "since:" not in list_fields("")
