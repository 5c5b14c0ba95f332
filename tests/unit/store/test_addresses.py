"""A feed is one whatever its address is written like, and keeps everything under another."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from newstui.errors import StoreError
from newstui.model.feed import Evidence, FeedKind
from newstui.model.story import Entry, ParsedFeed
from newstui.store.archive import Archive
from newstui.store.editing import edit_feed
from newstui.store.jobs import Check, find_job, keep_checks, keep_move
from newstui.store.journal import undo
from newstui.store.marks import set_read
from newstui.store.removing import remove_feed
from newstui.store.stories import keep_feed
from newstui.store.subscriptions import (
    Subscription,
    add_feed,
    add_feeds,
    find_feed,
    list_feeds,
)
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newstui.model.feed import Feed

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
HERE, THERE = "https://a.example/feed", "https://b.example/feed"
ANN, BOB = "https://ann:pw@a.example/feed", "https://bob:pw@a.example/feed"


@pytest.fixture
def archive() -> Iterator[Archive]:
    archive = Archive.memory()
    yield archive
    archive.close()


def add(archive: Archive, place: str, final: str = "", label: str = "added") -> tuple[int, bool]:
    feed, is_new = add_feed(
        archive,
        place=place,
        final=final,
        kind=FeedKind.WEB if "://" in place else FeedKind.FILE,
        label=clean_line(label),
        now=NOW,
    )
    return feed.id, is_new


def keep(archive: Archive, feed_id: int, *guids: str, redirects: tuple[str, ...] = ()) -> None:
    entries = tuple(Entry(guid=guid, title=clean_line(guid)) for guid in guids)
    parsed = ParsedFeed(format="rss", title=clean_line("News"), entries=entries)
    evidence = Evidence(fetched=NOW, etag='"1"', redirects=redirects)
    keep_feed(archive, feed_id, parsed, list(guids), evidence, now=NOW)


def feed_of(archive: Archive, feed_id: int) -> Feed:
    feed = find_feed(archive, feed_id)
    assert feed is not None
    return feed


def take_back(archive: Archive, number: int | None = None) -> int:
    """Undo a change; returns how much of it was left as it is."""
    undone = undo(archive, shelf=None, now=NOW, number=number)
    assert undone is not None
    return undone.skipped


@pytest.mark.parametrize(
    ("known", "place", "final"),
    [
        (HERE, "http://a.example/./feed/", ""),
        (HERE, "https://a.example/x/../feed", ""),
        (HERE, ANN, ""),
        (ANN, HERE, ""),
        (ANN, "https://ann:new@a.example/feed", ""),
        (HERE, THERE, HERE),
        (ANN, THERE, HERE),
    ],
)
@pytest.mark.parametrize("removed", [False, True])
def test_a_feed_is_known_by_every_address_that_leads_to_it(
    archive: Archive, known: str, place: str, final: str, *, removed: bool
) -> None:
    add(archive, known)
    keep(archive, 1, "Rain")
    set_read(archive, [1], read=True, now=NOW)
    if removed:
        remove_feed(archive, 1, now=NOW)
    assert add(archive, place, final) == (1, removed)
    feed = feed_of(archive, 1)
    assert (feed.total, feed.unread) == (1, 0)
    assert len(list_feeds(archive)) == 1
    if removed:
        assert feed.place == (final or place), "asked for where it answered just now"
        assert take_back(archive) == 0
        assert list_feeds(archive) == ()
        assert feed_of(archive, 1).place == known
    else:
        assert feed.place == known


def test_an_address_is_known_that_a_feed_was_answered_from(archive: Archive) -> None:
    add(archive, HERE)
    keep(archive, 1, "Rain", redirects=(HERE, THERE))
    assert add(archive, THERE) == (1, False)
    edit_feed(archive, 1, place="https://c.example/feed", now=NOW)
    assert add(archive, THERE) == (2, True), "it has not been answered from there any more"


@pytest.mark.parametrize(("first", "second"), [(ANN, BOB), (HERE, "https://a.example/feed?x")])
def test_feeds_that_may_differ_are_two(archive: Archive, first: str, second: str) -> None:
    assert [add(archive, place) for place in (first, second)] == [(1, True), (2, True)]


def test_a_list_without_passwords_brings_a_feed_back_with_its_own(archive: Archive) -> None:
    add(archive, ANN)
    remove_feed(archive, 1, now=NOW)
    add_feeds(archive, [Subscription(place=HERE)], label="imported", now=NOW)
    assert feed_of(archive, 1).place == ANN
    remove_feed(archive, 1, now=NOW)
    add_feeds(archive, [Subscription(place=ANN.replace("pw", "new"))], label="imported", now=NOW)
    assert feed_of(archive, 1).place == ANN.replace("pw", "new")
    take_back(archive)
    assert feed_of(archive, 1).place == ANN


# Another address


def test_a_feed_keeps_everything_at_another_address_and_is_asked_there_soon(
    archive: Archive,
) -> None:
    add(archive, HERE)
    keep(archive, 1, "Rain")
    set_read(archive, [1], read=True, now=NOW)
    job = find_job(archive, 1)
    assert job is not None
    assert job.known is not None
    failed = Check(job=job, schedule=job.schedule, error=clean_line("401 Unauthorized"))
    keep_checks(archive, [failed], now=NOW)
    feed = edit_feed(archive, 1, place=ANN, title=clean_line("Mine"), now=NOW)
    assert (feed.id, feed.place, feed.title, feed.total, feed.unread) == (1, ANN, "Mine", 1, 0)
    assert (feed.error, feed.next_check) == (None, None)
    asked = find_job(archive, 1)
    assert asked is not None
    assert asked.known is not None
    assert (job.known.etag, asked.known.etag) == ('"1"', ""), "whoever else asks may get another"
    assert take_back(archive) == 0
    assert (feed_of(archive, 1).place, feed_of(archive, 1).title) == (HERE, "News")


@pytest.mark.parametrize(
    "place", [THERE, "http://b.example:80/./feed/", "https://ann:pw@b.example/feed"]
)
def test_the_address_of_another_feed_is_refused_by_name(archive: Archive, place: str) -> None:
    add(archive, HERE)
    add(archive, THERE)
    keep(archive, 2, "Rain")
    with pytest.raises(StoreError, match="News has this address, as feed 2") as raised:
        edit_feed(archive, 1, place=place, title=clean_line("Mine"), now=NOW)
    assert "pw" not in str(raised.value)
    assert (feed_of(archive, 1).place, feed_of(archive, 1).title) == (HERE, HERE)


def test_the_path_of_another_file_is_refused_and_a_free_one_taken(archive: Archive) -> None:
    for place in ("/a", "/b"):
        add(archive, place)
    with pytest.raises(StoreError, match="b has this address, as feed 2"):
        edit_feed(archive, 1, place="/b", now=NOW)
    remove_feed(archive, 2, now=NOW)
    assert edit_feed(archive, 1, place="/b", now=NOW).place == "/b"


def test_a_password_is_changed_even_if_a_feed_beside_has_the_same_address(archive: Archive) -> None:
    add(archive, ANN)
    add(archive, BOB)
    assert edit_feed(archive, 2, place=BOB.replace("pw", "new"), now=NOW).place.count("new") == 1
    with pytest.raises(StoreError, match="as feed 1"):
        edit_feed(archive, 2, place=ANN, now=NOW)


def test_undo_leaves_an_address_that_was_changed_or_taken_since(archive: Archive) -> None:
    add(archive, HERE)
    edit_feed(archive, 1, place=THERE, now=NOW)
    add(archive, HERE)
    assert take_back(archive, 2) == 1
    assert [feed.place for feed in list_feeds(archive)] == [HERE, THERE]


@pytest.mark.parametrize("moves", [True, False])
def test_an_address_of_a_removed_feed_can_be_taken_and_comes_back_with_whom_it_is(
    archive: Archive, *, moves: bool
) -> None:
    add(archive, HERE)
    add(archive, THERE)
    keep(archive, 2, "Rain")
    remove_feed(archive, 2, now=NOW)
    if moves:
        assert keep_move(archive, 1, THERE, now=NOW)
    else:
        edit_feed(archive, 1, place=THERE, now=NOW)
    assert feed_of(archive, 1).place == THERE
    assert add(archive, THERE) == (1, False)
    assert take_back(archive, 3) == 1
    assert len(list_feeds(archive)) == 1, "two feeds never come to have one address"
    edit_feed(archive, 1, place="https://c.example/feed", now=NOW)
    assert add(archive, THERE) == (2, True)
    assert (feed_of(archive, 2).place, feed_of(archive, 2).total) == (THERE, 1)


# Moves


@pytest.mark.parametrize(
    ("place", "to", "kept"),
    [
        (ANN, "https://a.example/new", "https://ann:pw@a.example/new"),
        (ANN, "https://b.example/new", "https://b.example/new"),
        (ANN, "http://a.example/new", "http://a.example/new"),
        (HERE, "https://a.example/new", "https://a.example/new"),
    ],
)
def test_a_password_moves_along_within_its_origin(
    archive: Archive, place: str, to: str, kept: str
) -> None:
    add(archive, place)
    assert keep_move(archive, 1, to, now=NOW)
    assert feed_of(archive, 1).place == kept


@pytest.mark.parametrize(
    "owner", [THERE, "http://b.example/feed/", "https://ann:pw@b.example/feed"]
)
def test_no_feed_moves_to_where_another_is(archive: Archive, owner: str) -> None:
    add(archive, HERE)
    add(archive, owner)
    assert not keep_move(archive, 1, THERE, now=NOW)
    assert feed_of(archive, 1).place == HERE
