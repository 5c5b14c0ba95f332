"""Many subscriptions at once are one change: kept whole, known again, undone whole."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from newstui.model.feed import Evidence, FeedKind
from newstui.model.story import Entry, ParsedFeed
from newstui.store import changes
from newstui.store.addresses import read_addresses
from newstui.store.archive import Archive
from newstui.store.journal import undo
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

    from newstui.store.journal import Undone

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
A, B = "https://a.example/feed", "https://b.example/feed"


@pytest.fixture
def archive() -> Iterator[Archive]:
    archive = Archive.memory()
    yield archive
    archive.close()


def wanted(place: str, title: str = "", folder: str = "") -> Subscription:
    return Subscription(
        place=place,
        title=clean_line(title),
        folder=clean_line(folder) or None,
        site_url="https://site.example/",
    )


def add(archive: Archive, *subscriptions: Subscription) -> tuple[tuple[int, bool], ...]:
    return add_feeds(archive, subscriptions, label="imported x", now=NOW)


def take_back(archive: Archive) -> Undone:
    undone = undo(archive, shelf=None, now=NOW)
    assert undone is not None
    return undone


def test_each_is_subscribed_to_with_title_folder_and_site(archive: Archive) -> None:
    assert add(archive, wanted(A, "A", "World"), wanted(B)) == ((1, True), (2, True))
    feeds = list_feeds(archive)
    assert [(feed.place, feed.title, feed.folder, feed.kind) for feed in feeds] == [
        (B, B, None, FeedKind.WEB),
        (A, "A", "World", FeedKind.WEB),
    ]
    assert {feed.site_url for feed in feeds} == {"https://site.example/"}
    assert [change.feed_id for change in changes.since(archive, 0)] == [None]


def test_a_known_feed_keeps_what_the_reader_gave_it(archive: Archive) -> None:
    title = clean_line("Mine")
    add_feed(archive, place=A, kind=FeedKind.WEB, title=title, now=NOW)
    again = wanted("http://a.example:80/feed/", "Theirs", "World")
    assert add(archive, again, wanted(B), wanted(f"{B}/")) == ((1, False), (2, True), (2, False))
    feed = find_feed(archive, 1)
    assert feed is not None
    assert (feed.place, feed.title, feed.folder) == (A, "Mine", None)


@pytest.mark.parametrize(
    ("known", "place", "is_new"),
    [
        ("https://ann:pw@a.example/feed", A, False),
        ("https://ann:pw@a.example/feed", "https://ann:pw@a.example/feed/", False),
        ("https://ann:pw@a.example/feed", "https://bob:pw@a.example/feed", True),
        ("https://ann:pw@a.example/feed", "https://ann:new@a.example/feed", False),
        (A, "https://ann:pw@a.example/feed", False),
        (A, "https://www.a.example/feed", True),
    ],
)
def test_feeds_of_two_user_names_are_two(
    archive: Archive, known: str, place: str, *, is_new: bool
) -> None:
    add_feed(archive, place=known, kind=FeedKind.WEB, now=NOW)
    assert [new for _, new in add(archive, wanted(place))] == [is_new]
    assert read_addresses(archive).subscribed(place) is not None


def test_nothing_new_is_no_change(archive: Archive) -> None:
    add(archive, wanted(A))
    seen = changes.latest(archive)
    add(archive, wanted(A))
    assert changes.latest(archive) == seen
    take_back(archive)
    assert undo(archive, shelf=None, now=NOW) is None


def test_undo_hides_them_all_and_adding_again_brings_their_stories_back(archive: Archive) -> None:
    add_feed(archive, place=A, kind=FeedKind.WEB, now=NOW)
    add(archive, wanted(A), wanted(B, "B", "World"))
    parsed = ParsedFeed(
        format="rss", title=clean_line(""), entries=(Entry(guid="1", title=clean_line("Rain")),)
    )
    keep_feed(archive, 2, parsed, ["1"], Evidence(fetched=NOW), now=NOW)
    undone = take_back(archive)
    assert (undone.label, undone.skipped) == ("imported x", 0)
    assert [feed.place for feed in list_feeds(archive)] == [A]
    assert add(archive, wanted(B)) == ((2, True),)
    feed = find_feed(archive, 2)
    assert feed is not None
    assert (feed.total, feed.title, feed.folder) == (1, "B", "World")


def test_a_single_subscription_is_undone_when_it_has_a_label(archive: Archive) -> None:
    label = clean_line("added A")
    add_feed(archive, place=A, kind=FeedKind.WEB, label=label, now=NOW)
    add_feed(archive, place=A, kind=FeedKind.WEB, label=label, now=NOW)
    assert take_back(archive).label == label
    assert list_feeds(archive) == ()
    assert undo(archive, shelf=None, now=NOW) is None
    add_feed(archive, place=B, kind=FeedKind.WEB, title=clean_line("Old"), now=NOW)
    remove_feed(archive, 2, now=NOW)
    add_feed(archive, place=B, kind=FeedKind.WEB, title=clean_line("New"), label=label, now=NOW)
    take_back(archive)
    take_back(archive)
    assert [feed.title for feed in list_feeds(archive)] == ["Old"]


def test_undo_leaves_feeds_that_changed_since(archive: Archive) -> None:
    add(archive, wanted(A), wanted(B))
    add_feed(archive, place=A, kind=FeedKind.WEB, title=clean_line("Mine"), now=NOW)
    assert take_back(archive).skipped == 1
    assert [feed.place for feed in list_feeds(archive)] == [A]


def test_undo_removes_a_feed_again_that_had_been_removed(archive: Archive) -> None:
    add_feed(archive, place=A, kind=FeedKind.WEB, title=clean_line("Old"), now=NOW)
    remove_feed(archive, 1, now=NOW)
    assert add(archive, wanted(A, "New", "World")) == ((1, True),)
    take_back(archive)
    assert list_feeds(archive) == ()
    take_back(archive)
    assert [(feed.title, feed.folder) for feed in list_feeds(archive)] == [("Old", None)]
