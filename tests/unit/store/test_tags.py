"""Tags are put on and taken off stories, and every such change can be undone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from newstui.model.feed import Evidence, FeedKind
from newstui.model.story import Entry, ParsedFeed
from newstui.store import changes
from newstui.store.archive import Archive
from newstui.store.journal import undo
from newstui.store.stories import keep_feed
from newstui.store.subscriptions import add_feed
from newstui.store.tags import find_tags, list_tags, set_tags, tag_name
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
LABEL = clean_line("tagged 2 stories")


@pytest.fixture
def archive() -> Iterator[Archive]:
    archive = Archive.memory()
    feed, _new = add_feed(archive, place="https://a.example/", kind=FeedKind.WEB, now=NOW)
    entries = tuple(Entry(guid=str(n), title=clean_line(f"Story {n}")) for n in (1, 2, 3))
    parsed = ParsedFeed(format="rss", title=clean_line("A"), entries=entries)
    keep_feed(archive, feed.id, parsed, ["g:1", "g:2", "g:3"], Evidence(fetched=NOW), now=NOW)
    yield archive
    archive.close()


def tags_of(archive: Archive) -> dict[int, tuple[str, ...]]:
    return dict(find_tags(archive, [1, 2, 3]))


def test_tags_are_put_on_and_taken_off(archive: Archive) -> None:
    assert set_tags(archive, [1, 2, 99], add=["b", "a"], label=LABEL, now=NOW) == (1, 2)
    assert tags_of(archive) == {1: ("a", "b"), 2: ("a", "b")}
    assert list_tags(archive) == (("a", 2), ("b", 2))
    assert set_tags(archive, [2, 3], add=["c"], remove=["a"], label=LABEL, now=NOW) == (2, 3)
    assert tags_of(archive) == {1: ("a", "b"), 2: ("b", "c"), 3: ("c",)}
    last = changes.since(archive, 0)[-1]
    assert (last.kind, last.first_id, last.last_id) == ("marks", 2, 3)


def test_undo_takes_back_only_what_the_change_did(archive: Archive) -> None:
    set_tags(archive, [1], add=["a"], label=LABEL, now=NOW)
    set_tags(archive, [1, 2], add=["a"], remove=["x"], label=LABEL, now=NOW)
    set_tags(archive, [1, 2], remove=["a"], label=LABEL, now=NOW)
    assert tags_of(archive) == {}
    undone = undo(archive, shelf=None, now=NOW)
    assert undone is not None
    assert (undone.label, undone.story_ids, undone.skipped) == (LABEL, (1, 2), 0)
    assert tags_of(archive) == {1: ("a",), 2: ("a",)}
    undo(archive, shelf=None, now=NOW)
    assert tags_of(archive) == {1: ("a",)}


def test_undo_leaves_what_has_changed_since(archive: Archive) -> None:
    set_tags(archive, [1, 2], add=["a"], label=LABEL, now=NOW)
    with archive.transaction(durable=True) as connection:
        connection.execute("DELETE FROM tags WHERE story_id = 1")
    undone = undo(archive, shelf=None, now=NOW)
    assert undone is not None
    assert (undone.story_ids, undone.skipped) == ((2,), 1)


def test_nothing_changed_is_nothing_to_undo(archive: Archive) -> None:
    assert set_tags(archive, [1], add=["", '"'], remove=["a"], label=LABEL, now=NOW) == ()
    assert undo(archive, shelf=None, now=NOW) is None


@pytest.mark.parametrize(
    ("typed", "kept"), [(' hard\n"news" ', "hard news"), ("\x1b[2J", "[2J"), ("x" * 99, None)]
)
def test_a_tag_is_one_harmless_line(typed: str, kept: str | None) -> None:
    assert tag_name(typed) == (kept or "x" * 59 + "…")
