"""Saved queries on the command line: added, listed with counts, used by name, removed."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

Command = Callable[..., tuple[int, str, str]]


@pytest.mark.usefixtures("harbour")
def test_a_query_is_saved_listed_used_and_removed(newstui: Command) -> None:
    status, out, err = newstui("queries", "add", "At sea", "ferry", "is:unread")
    assert (status, err) == (0, "")
    assert out.startswith("At sea: saved")
    assert newstui("queries", "add", "All", "feed:harbour")[0] == 0
    status, out, _ = newstui("queries", "--json")
    assert status == 0
    assert [json.loads(line) for line in out.splitlines()] == [
        {"schema": 1, "name": "At sea", "query": "ferry is:unread", "unread": 1, "total": 1},
        {"schema": 1, "name": "All", "query": "feed:harbour", "unread": 2, "total": 2},
    ]
    assert newstui("queries")[1].splitlines() == [
        "At sea (1 unread of 1 story) ferry is:unread",
        "All (2 unread of 2 stories) feed:harbour",
    ]
    _, out, _ = newstui("list", "--json", 'query:all -query:"at sea"')
    assert [json.loads(line)["title"] for line in out.splitlines()] == ["Lighthouse keeper retires"]
    newstui("mark", "read", "query:all")
    assert newstui("queries")[1].splitlines()[1] == "All (0 unread of 2 stories) feed:harbour"
    assert newstui("queries", "remove", "at SEA", "--json") == (
        0,
        '{"schema": 1, "name": "At sea", "status": "removed"}\n',
        "",
    )
    assert newstui("queries")[1].splitlines() == ["All (0 unread of 2 stories) feed:harbour"]


@pytest.mark.usefixtures("harbour")
@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (("add", "Odd", "is:odd"), 2, "is:odd"),
        (("add", "Odd", "sort:title"), 2, "must ask for something"),
        (("add", "Odd"), 2, "give a name and a query"),
        (("add", "TAKEN", "ferry"), 1, "another saved query has this name"),
        (("add", "Far", "query:nobody"), 2, "no saved query has this name"),
        (("remove", "nobody"), 2, "nobody: no saved query has this name"),
        (("remove",), 2, "give the name"),
        (("rename", "A", "B"), 2, "invalid choice"),
    ],
)
def test_what_cannot_be_is_told(
    newstui: Command, arguments: tuple[str, ...], status: int, told: str
) -> None:
    newstui("queries", "add", "Taken", "keeper")
    found, _out, err = newstui("queries", *arguments)
    assert (found, told in err) == (status, True), err
    assert len(newstui("queries")[1].splitlines()) == 1


@pytest.mark.usefixtures("harbour")
def test_one_that_asks_for_what_is_gone_hurts_no_other(newstui: Command) -> None:
    newstui("queries", "add", "Inner", "ferry")
    newstui("queries", "add", "Outer", "query:inner")
    newstui("queries", "remove", "Inner")
    newstui("queries", "add", "Last", "keeper")
    status, out, err = newstui("queries")
    assert status == 1
    assert out.splitlines() == [
        "Outer (not counted) query:inner",
        "Last (1 unread of 1 story) keeper",
    ]
    assert "Outer: query:inner: no saved query has this name" in err
