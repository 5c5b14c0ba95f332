from __future__ import annotations

import random
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from newstui.model.feed import Evidence, FeedKind
from newstui.model.story import Entry, ParsedFeed
from newstui.store.archive import Archive
from newstui.store.counting import count_unread
from newstui.store.journal import KEPT, undo
from newstui.store.listing import arrivals, order_rows
from newstui.store.marks import find_marks, mark_feed_read, mark_feeds_read, set_read
from newstui.store.removing import remove_feed
from newstui.store.stories import keep_feed, newest_id
from newstui.store.subscriptions import add_feed, list_feeds
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
LABEL = clean_line("marked read")


@pytest.fixture
def archive() -> Iterator[Archive]:
    archive = Archive.memory()
    yield archive
    archive.close()


def _fill(archive: Archive, place: str, count: int, *, first: int = 0) -> tuple[int, ...]:
    feed, _ = add_feed(archive, place=place, kind=FeedKind.FILE, now=NOW)
    numbers = range(first, first + count)
    entries = tuple(Entry(guid=str(n), title=clean_line(f"Story {n}")) for n in numbers)
    parsed = ParsedFeed(format="rss", title=clean_line(place), entries=entries)
    keys = [entry.guid for entry in entries]
    return tuple(
        sorted(keep_feed(archive, feed.id, parsed, keys, Evidence(fetched=NOW), now=NOW).new)
    )


def _read(archive: Archive) -> set[int]:
    ids = range(1, newest_id(archive) + 1)
    return {number for number, mark in zip(ids, find_marks(archive, ids), strict=True) if mark.read}


def _counters(archive: Archive) -> list[tuple[int, int, int]]:
    return archive.read("SELECT id, total, unread FROM feeds ORDER BY id")


def _recount(archive: Archive) -> list[tuple[int, int, int]]:
    return archive.read(
        "SELECT feeds.id, count(stories.id), count(stories.id) - coalesce(sum(read), 0) FROM feeds"
        " LEFT JOIN stories ON feed_id = feeds.id LEFT JOIN marks ON story_id = stories.id"
        " GROUP BY feeds.id ORDER BY feeds.id"
    )


def test_only_what_really_changed_is_returned(archive: Archive) -> None:
    ids = _fill(archive, "/a", 4)
    assert set_read(archive, ids[1:3], read=True, now=NOW) == ids[1:3]
    assert set_read(archive, [*ids, *ids, 99], read=True, now=NOW) == (ids[0], ids[3])
    assert set_read(archive, ids, read=True, now=NOW) == ()
    assert _read(archive) == set(ids)


def test_all_of_a_feed_is_marked_up_to_what_was_seen(archive: Archive) -> None:
    seen = _fill(archive, "/a", 3)
    others = _fill(archive, "/b", 2)
    _fill(archive, "/a", 2, first=3)
    feed_id = list_feeds(archive)[0].id
    assert mark_feed_read(archive, feed_id, now=NOW, up_to_id=seen[-1]) == seen
    assert mark_feed_read(archive, None, now=NOW, up_to_id=others[-1]) == others


def test_several_feeds_are_marked_and_undone_as_one(archive: Archive) -> None:
    ids = [*_fill(archive, "/a", 2), *_fill(archive, "/b", 2)]
    others = _fill(archive, "/c", 1)
    label = clean_line("marked World read")
    marked = mark_feeds_read(archive, [1, 2, 99], label=label, now=NOW, up_to_id=others[-1])
    assert sorted(marked) == ids
    assert mark_feeds_read(archive, [], label=label, now=NOW, up_to_id=others[-1]) == ()
    undone = undo(archive, shelf=None, now=NOW)
    assert undone is not None
    assert (undone.label, undone.skipped) == (label, 0)
    assert _read(archive) == set()


def test_counts_by_feed_know_of_marks_that_are_on_their_way(archive: Archive) -> None:
    first, second = _fill(archive, "/a", 2), _fill(archive, "/b", 2)
    _fill(archive, "/hidden", 2)
    remove_feed(archive, 3, now=NOW)
    assert count_unread(archive, {}) == {1: 2, 2: 2}
    set_read(archive, first[:1], read=True, now=NOW)
    unsaved = {first[0]: True, first[1]: True, second[0]: False, 99: True}
    assert count_unread(archive, unsaved) == {1: 0, 2: 2}
    assert count_unread(archive, {first[0]: False}) == {1: 2, 2: 2}
    set_read(archive, first, read=True, now=NOW)
    assert count_unread(archive, unsaved) == {1: 0, 2: 2}


def test_everything_means_what_is_visible(archive: Archive) -> None:
    ids = _fill(archive, "/a", 2)
    _fill(archive, "/hidden", 2)
    remove_feed(archive, 2, now=NOW)
    assert mark_feed_read(archive, None, now=NOW, up_to_id=10**30) == ids


def test_marking_a_feed_read_can_be_undone(archive: Archive) -> None:
    ids = _fill(archive, "/a", 5)
    set_read(archive, ids[:2], read=True, now=NOW)
    mark_feed_read(archive, 1, now=NOW, up_to_id=ids[-1])
    undone = undo(archive, shelf=None, now=NOW)
    assert undone is not None
    assert (undone.label, undone.story_ids, undone.skipped) == ("marked /a read", ids[2:], 0)
    assert _read(archive) == set(ids[:2])
    assert _counters(archive) == _recount(archive) == [(1, 5, 3)]
    assert undo(archive, shelf=None, now=NOW) is None


def test_undo_leaves_what_changed_since_and_counts_it(archive: Archive) -> None:
    ids = _fill(archive, "/a", 4)
    mark_feed_read(archive, 1, now=NOW, up_to_id=ids[-1])
    set_read(archive, [ids[0]], read=False, now=NOW)
    set_read(archive, [ids[1]], read=False, now=NOW)
    set_read(archive, [ids[1]], read=True, now=NOW)
    undone = undo(archive, shelf=None, now=NOW)
    assert undone is not None
    assert (undone.story_ids, undone.skipped) == (ids[2:], 2)
    assert _read(archive) == {ids[1]}


def test_undo_walks_back_through_changes_of_the_same_story(archive: Archive) -> None:
    (story_id,) = _fill(archive, "/a", 1)
    states = []
    for read in (True, False, True):
        set_read(archive, [story_id], read=read, now=NOW, label=LABEL)
    while undone := undo(archive, shelf=None, now=NOW):
        states.append((undone.skipped, bool(_read(archive))))
    assert states == [(0, False), (0, True), (0, False)]


def test_marks_without_a_label_cannot_be_undone(archive: Archive) -> None:
    ids = _fill(archive, "/a", 2)
    set_read(archive, ids, read=True, now=NOW)
    assert undo(archive, shelf=None, now=NOW) is None


def test_only_so_many_changes_can_be_undone(archive: Archive) -> None:
    (story_id,) = _fill(archive, "/a", 1)
    for number in range(KEPT + 9):
        set_read(archive, [story_id], read=number % 2 == 0, now=NOW, label=LABEL)
    undone = 0
    while undo(archive, shelf=None, now=NOW):
        undone += 1
    assert undone == KEPT


def test_a_damaged_entry_of_the_journal_is_skipped(archive: Archive) -> None:
    ids = _fill(archive, "/a", 1)
    set_read(archive, ids, read=True, now=NOW, label=LABEL)
    with archive.transaction(durable=False) as connection:
        connection.execute("UPDATE journal SET operations = x'00'")
    undone = undo(archive, shelf=None, now=NOW)
    assert undone is not None
    assert (undone.story_ids, undone.skipped) == ((), 1)


@pytest.mark.parametrize("seed", range(3))
def test_counters_stay_exact_whatever_happens(archive: Archive, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same operations every time
    for step in range(120):
        ids = [chance.randint(1, newest_id(archive) + 2) for _ in range(chance.randint(1, 9))]
        match chance.randrange(7):
            case 0:
                place = f"/{chance.randrange(4)}"
                _fill(archive, place, chance.randrange(9), first=chance.randrange(20))
            case 1 | 2:
                label = LABEL if chance.random() < 0.5 else None
                read = chance.random() < 0.6
                set_read(archive, ids, read=read, now=NOW, label=label)
            case 3:
                feed_id = chance.choice([None, 1, 2, 3, 4])
                mark_feed_read(archive, feed_id, now=NOW, up_to_id=chance.choice(ids))
            case 4:
                undo(archive, shelf=None, now=NOW)
            case 5:
                with archive.transaction(durable=False) as connection:
                    connection.execute("DELETE FROM stories WHERE id % 7 = ?", (step % 7,))
            case _:
                with archive.transaction(durable=False) as connection:
                    connection.execute("DELETE FROM marks WHERE story_id = ?", (ids[0],))
        assert _counters(archive) == _recount(archive)


def test_the_list_tells_read_from_bookmarked(archive: Archive) -> None:
    ids = _fill(archive, "/a", 4)
    set_read(archive, [ids[1], ids[3]], read=True, now=NOW)
    with archive.transaction(durable=True) as connection:
        for number in ids[2:]:
            connection.execute(
                "INSERT INTO marks (story_id, bookmarked) VALUES (?, 1)"
                " ON CONFLICT (story_id) DO UPDATE SET bookmarked = 1",
                (number,),
            )
    told = dict(zip(ids, (0, 1, 2, 3), strict=True))
    assert {row[1]: row[2] for row in order_rows(archive, limit=9)} == told
    assert {row[1]: row[2] for row in arrivals(archive, after_id=0)} == told
