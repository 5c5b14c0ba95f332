from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from newstui.errors import StoreError
from newstui.model.feed import Evidence, FeedKind
from newstui.model.schedule import FeedSettings
from newstui.model.story import Entry, ParsedFeed
from newstui.store import changes
from newstui.store.archive import Archive
from newstui.store.editing import edit_feed
from newstui.store.jobs import Check, find_job, keep_checks
from newstui.store.journal import undo
from newstui.store.marks import set_read
from newstui.store.removing import remove_feed
from newstui.store.stories import keep_feed
from newstui.store.subscriptions import (
    add_feed,
    find_feed,
    list_feeds,
)
from newstui.store.values import pack, unpack
from newstui.text.clean import clean_line
from newstui.text.fields import as_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newstui.model.text import SafeText

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture
def archive() -> Iterator[Archive]:
    archive = Archive.memory()
    yield archive
    archive.close()


def _add(archive: Archive, place: str = "/a") -> int:
    return add_feed(archive, place=place, kind=FeedKind.FILE, now=NOW)[0].id


def _fail(archive: Archive, feed_id: int, reason: str, *, now: datetime = NOW) -> None:
    job = find_job(archive, feed_id)
    assert job is not None
    check = Check(job=job, schedule=job.schedule, error=clean_line(reason))
    keep_checks(archive, [check], now=now)


def _keep(archive: Archive, feed_id: int, title: SafeText) -> None:
    parsed = ParsedFeed(
        format="rss", title=title, entries=(Entry(guid="1", title=clean_line("Rain")),)
    )
    keep_feed(archive, feed_id, parsed, ["1"], Evidence(fetched=NOW), now=NOW)


def test_subscribing_twice_is_one_subscription(archive: Archive) -> None:
    first, is_new = add_feed(archive, place="/a", kind=FeedKind.FILE, now=NOW)
    again, is_new_again = add_feed(archive, place="/a", kind=FeedKind.FILE, now=NOW)
    assert (is_new, is_new_again) == (True, False)
    assert first == again
    assert len(list_feeds(archive)) == 1


def test_a_title_is_the_readers_else_the_publishers_else_the_place(archive: Archive) -> None:
    feed_id = _add(archive, "https://example.org/\u202efeed")
    titles = [find_feed(archive, feed_id)]
    _keep(archive, feed_id, clean_line("The Example"))
    titles.append(find_feed(archive, feed_id))
    _keep(archive, feed_id, clean_line(""))
    titles.append(find_feed(archive, feed_id))
    add_feed(
        archive,
        place="https://example.org/\u202efeed",
        kind=FeedKind.FILE,
        title=clean_line("Mine"),
        now=NOW,
    )
    titles.append(find_feed(archive, feed_id))
    assert [feed.title for feed in titles if feed] == [
        "https://example.org/feed",
        "The Example",
        "The Example",
        "Mine",
    ]


def test_feeds_are_listed_by_folder_then_title(archive: Archive) -> None:
    for place, folder in (("/c", "World"), ("/b", None), ("/A", None), ("/d", "world affairs")):
        add_feed(
            archive,
            place=place,
            kind=FeedKind.FILE,
            folder=clean_line(folder) if folder else None,
            now=NOW,
        )
    assert [feed.place for feed in list_feeds(archive)] == ["/A", "/b", "/c", "/d"]
    assert [feed.folder for feed in list_feeds(archive)] == [None, None, "World", "world affairs"]


def test_a_removed_feed_comes_back_with_its_stories_and_marks(archive: Archive) -> None:
    feed_id = _add(archive)
    _keep(archive, feed_id, clean_line("A"))
    set_read(archive, [1], read=True, now=NOW)
    remove_feed(archive, feed_id, now=NOW)
    assert list_feeds(archive) == ()
    assert len(list_feeds(archive, hidden=True)) == 1
    feed, is_new = add_feed(archive, place="/a", kind=FeedKind.FILE, now=NOW)
    assert (feed.id, is_new, feed.total, feed.unread) == (feed_id, True, 1, 0)


def test_removing_a_feed_can_be_undone(archive: Archive) -> None:
    feed_id = _add(archive)
    remove_feed(archive, feed_id, now=NOW)
    undone = undo(archive, shelf=None, now=NOW)
    assert undone is not None
    assert (undone.label, undone.skipped) == ("removed a", 0)
    assert len(list_feeds(archive)) == 1


def test_undoing_a_removal_skips_a_feed_that_is_back_already(archive: Archive) -> None:
    feed_id = _add(archive)
    remove_feed(archive, feed_id, now=NOW)
    _add(archive)
    undone = undo(archive, shelf=None, now=NOW)
    assert undone is not None
    assert undone.skipped == 1


@pytest.mark.parametrize("feed_id", [7, 0, -1, 2**63, 10**30])
def test_an_unknown_feed_cannot_be_removed(archive: Archive, feed_id: int) -> None:
    assert find_feed(archive, feed_id) is None
    assert find_job(archive, feed_id) is None
    with pytest.raises(StoreError, match=f"there is no feed {feed_id}"):
        remove_feed(archive, feed_id, now=NOW)


def test_failures_in_a_row_are_dated_from_the_first(archive: Archive) -> None:
    feed_id = _add(archive)
    later = NOW + timedelta(hours=3)
    _fail(archive, feed_id, "timed out")
    _fail(archive, feed_id, "\x1b[31mnot found", now=later)
    feed = find_feed(archive, feed_id)
    assert feed is not None
    assert (feed.error, feed.failing_since, feed.checked) == ("[31mnot found", NOW, later)
    _keep(archive, feed_id, clean_line("A"))
    feed = find_feed(archive, feed_id)
    assert feed is not None
    assert (feed.error, feed.failing_since) == (None, None)


def test_every_operation_is_one_change(archive: Archive) -> None:
    feed_id = _add(archive)
    _add(archive)
    _fail(archive, feed_id, "down")
    _keep(archive, feed_id, clean_line("A"))
    set_read(archive, [1], read=True, now=NOW)
    remove_feed(archive, feed_id, now=NOW)
    kinds = [(change.kind, change.feed_id) for change in changes.since(archive, 0)]
    assert kinds == [
        ("feeds", feed_id),
        ("feeds", feed_id),
        ("stories", feed_id),
        ("marks", None),
        ("feeds", feed_id),
    ]


def test_changes_stay_bounded_and_their_numbers_ascend(archive: Archive) -> None:
    with archive.transaction(durable=False) as connection:
        for _ in range(changes.KEPT + 50):
            changes.record(connection, "feeds", now=NOW)
    kept = changes.since(archive, 0)
    assert len(kept) == changes.KEPT
    assert kept[-1].seq == changes.latest(archive) == changes.KEPT + 50


def test_what_an_older_newstui_changed_of_a_feed_can_be_undone(archive: Archive) -> None:
    feed_id = _add(archive)
    edit_feed(archive, feed_id, title=clean_line("Mine"), now=NOW)
    edit_feed(archive, feed_id, folder=clean_line("Local"), now=NOW)
    with archive.transaction(durable=False) as connection:
        (number, told), *_ = connection.execute(
            "SELECT id, operations FROM journal ORDER BY id DESC"
        ).fetchall()
        operation: Any = as_list(unpack(told))[0]
        del operation["was"][-1], operation["is"][-1]
        older = pack([operation])
        connection.execute("UPDATE journal SET operations = ? WHERE id = ?", (older, number))
    undone = undo(archive, shelf=None, now=NOW)
    assert undone is not None
    assert undone.skipped == 0
    feed = find_feed(archive, feed_id)
    assert feed is not None
    assert (feed.title, feed.folder) == ("Mine", None)


def test_what_is_changed_of_a_feed_can_be_undone_unless_it_changed_since(archive: Archive) -> None:
    feed_id = _add(archive)
    settings = FeedSettings(
        interval_minutes=30, user_agent="Reader/1", full_text=True, pictures=True
    )
    title, folder = clean_line("Mine"), clean_line("Local")
    feed = edit_feed(archive, feed_id, title=title, folder=folder, settings=settings, now=NOW)
    assert (feed.title, feed.folder, feed.settings) == ("Mine", "Local", settings)
    undone = undo(archive, shelf=None, now=NOW)
    assert undone is not None
    assert undone.skipped == 0
    back = find_feed(archive, feed_id)
    assert back is not None
    assert (back.folder, back.settings) == (None, FeedSettings())
    edit_feed(archive, feed_id, title=title, now=NOW)
    edit_feed(archive, feed_id, folder=folder, now=NOW)
    with archive.transaction(durable=False) as connection:
        connection.execute("UPDATE feeds SET user_agent = 'Other/2'")
    skipped = undo(archive, shelf=None, now=NOW)
    assert skipped is not None
    assert skipped.skipped == 1


def test_a_title_and_folder_are_taken_off_by_empty_ones(archive: Archive) -> None:
    feed_id = _add(archive)
    _keep(archive, feed_id, clean_line("Publisher's"))
    edit_feed(archive, feed_id, title=clean_line("Mine"), folder=clean_line("Local"), now=NOW)
    feed = edit_feed(archive, feed_id, title=clean_line(""), folder=clean_line(""), now=NOW)
    assert (feed.title, feed.folder) == ("Publisher's", None)
    with pytest.raises(StoreError, match="there is no feed 99"):
        edit_feed(archive, 99, title=clean_line("x"), now=NOW)
