"""Queries are saved under names, in their order; every change of them can be undone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from newstui.errors import StoreError
from newstui.store import changes
from newstui.store.archive import Archive
from newstui.store.journal import undo
from newstui.store.savedqueries import (
    add_queries,
    add_query,
    edit_query,
    list_queries,
    move_query,
    remove_query,
    rename_query,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture
def archive() -> Iterator[Archive]:
    archive = Archive.memory()
    yield archive
    archive.close()


def names(archive: Archive) -> list[str]:
    return [query.name for query in list_queries(archive)]


def take_back(archive: Archive) -> int:
    undone = undo(archive, shelf=None, now=NOW)
    assert undone is not None
    return undone.skipped


def test_queries_stand_in_the_order_they_came(archive: Archive) -> None:
    assert add_query(archive, "Zoo", "zoo is:unread", now=NOW)
    assert add_query(archive, "Art", "art", now=NOW)
    assert not add_query(archive, "Zoo", "other", now=NOW)
    assert [(query.name, query.query) for query in list_queries(archive)] == [
        ("Zoo", "zoo is:unread"),
        ("Art", "art"),
    ]
    assert [change.kind for change in changes.since(archive, 0)] == ["feeds", "feeds"]


def test_each_change_is_undone_in_turn(archive: Archive) -> None:
    add_queries(archive, [("A", "a"), ("B", "b"), ("A", "again")], label="imported", now=NOW)
    first, second = list_queries(archive)
    rename_query(archive, first.id, "C", now=NOW)
    assert remove_query(archive, second.id, now=NOW) == second.name
    assert names(archive) == ["C"]
    assert take_back(archive) == 0
    assert names(archive) == ["C", "B"]
    assert take_back(archive) == 0
    assert names(archive) == ["A", "B"]
    assert take_back(archive) == 0
    assert names(archive) == []


def test_undo_leaves_a_name_that_is_taken_by_now(archive: Archive) -> None:
    add_query(archive, "A", "a", now=NOW)
    remove_query(archive, list_queries(archive)[0].id, now=NOW)
    with archive.transaction(durable=True) as connection:
        connection.execute(
            "INSERT INTO saved_queries (name, query, position) VALUES ('A', 'mine', 9)"
        )
    assert take_back(archive) == 1
    assert [query.query for query in list_queries(archive)] == ["mine"]


def test_what_cannot_be_is_refused_with_a_reason(archive: Archive) -> None:
    add_query(archive, "A", "a", now=NOW)
    add_query(archive, "B", "b", now=NOW)
    first, _second = list_queries(archive)
    with pytest.raises(StoreError, match="another saved query has this name"):
        rename_query(archive, first.id, "B", now=NOW)
    with pytest.raises(StoreError, match="needs a name"):
        add_query(archive, " \x1b ", "a", now=NOW)
    with pytest.raises(StoreError, match="no saved query 9"):
        remove_query(archive, 9, now=NOW)
    assert names(archive) == ["A", "B"]


def test_what_a_query_asks_for_and_where_it_stands_can_be_changed(archive: Archive) -> None:
    add_queries(archive, [("A", "a"), ("B", "b"), ("C", "c")], label="imported", now=NOW)
    first, second, third = list_queries(archive)
    assert edit_query(archive, second.id, "b is:unread", now=NOW) == "B"
    assert [query.query for query in list_queries(archive)] == ["a", "b is:unread", "c"]
    move_query(archive, third.id, -1, now=NOW)
    assert names(archive) == ["A", "C", "B"]
    move_query(archive, first.id, 9, now=NOW)
    assert names(archive) == ["C", "B", "A"]
    move_query(archive, first.id, 1, now=NOW)
    assert take_back(archive) == 0
    assert names(archive) == ["A", "C", "B"]
    assert take_back(archive) == 0
    assert names(archive) == ["A", "B", "C"]
    assert take_back(archive) == 0
    assert [query.query for query in list_queries(archive)] == ["a", "b", "c"]
