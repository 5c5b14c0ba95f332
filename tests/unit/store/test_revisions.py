"""Stories that change, and stories that move: the same ones, with everything the reader did."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from newstui.formats.identity import entry_keys
from newstui.model.feed import Evidence, FeedKind
from newstui.model.story import BodyType, Entry, ParsedFeed, TextKind
from newstui.store import journal
from newstui.store.archive import Archive
from newstui.store.editions import see_revision
from newstui.store.keeping import keep_feed
from newstui.store.listing import list_headlines, order_rows
from newstui.store.marks import find_marks, mark_feed_read, set_read
from newstui.store.query import parse_query
from newstui.store.selecting import select_ids
from newstui.store.stories import find_story
from newstui.store.subscriptions import add_feed
from newstui.store.texts import keep_text
from newstui.text.clean import clean_line
from newstui.text.plain import text_to_document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newstui.store.keeping import Kept

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
BEFORE = Entry(guid="1", title=clean_line("Rain"), body="It rained.", body_type=BodyType.TEXT)


@pytest.fixture
def archive() -> Iterator[Archive]:
    archive = Archive.memory()
    yield archive
    archive.close()


def _feed(archive: Archive) -> int:
    return add_feed(archive, place="https://e.example/", kind=FeedKind.WEB, now=NOW)[0].id


def _keep(archive: Archive, feed_id: int, entries: list[Entry]) -> Kept:
    return _move(archive, feed_id, entries, "e.example")


def _built(archive: Archive, story_id: int) -> None:
    story = find_story(archive, story_id)
    assert story is not None
    document = text_to_document(story.entry.body)
    keep_text(archive, story_id, TextKind.FEED, document, builder=1, now=NOW)


def _changed(archive: Archive) -> list[int]:
    """List what a query and the headlines call changed, which is the same."""
    found = list(select_ids(archive, parse_query("is:changed")))
    headlines = list_headlines(archive, [row[1] for row in order_rows(archive, limit=9)])
    assert [row.story_id for row in headlines if row is not None and row.is_changed] == found
    return found


@pytest.mark.parametrize(
    "edited",
    [replace(BEFORE, body="Other"), replace(BEFORE, title=clean_line("Snow"))],
    ids=["body", "title"],
)
def test_a_read_story_that_changes_stays_read_and_is_listed_until_it_is_seen(
    archive: Archive, edited: Entry
) -> None:
    feed_id = _feed(archive)
    (story_id,) = _keep(archive, feed_id, [BEFORE]).new
    _built(archive, story_id)
    set_read(archive, [story_id], read=True, now=NOW)
    assert _changed(archive) == []
    _keep(archive, feed_id, [edited])
    _built(archive, story_id)
    story = find_story(archive, story_id)
    assert story is not None
    assert (story.revision, story.revised) == (2, NOW)
    assert find_marks(archive, [story_id])[0].read
    assert _changed(archive) == [story_id]
    assert see_revision(archive, story_id, now=NOW)
    assert _changed(archive) == []
    assert not see_revision(archive, story_id, now=NOW)


@pytest.mark.parametrize("by_feed", [False, True])
def test_marking_changed_stories_read_is_having_seen_them(archive: Archive, by_feed: bool) -> None:  # noqa: FBT001 - a case
    feed_id = _feed(archive)
    again = replace(BEFORE, guid="2", title=clean_line("Hail"))
    ids = _keep(archive, feed_id, [BEFORE, again]).new
    for story_id in ids:
        _built(archive, story_id)
    set_read(archive, ids[:1], read=True, now=NOW)
    _keep(archive, feed_id, [replace(BEFORE, body="Other"), again])
    _built(archive, ids[0])
    assert _changed(archive) == [ids[0]]
    marked = (
        mark_feed_read(archive, feed_id, now=NOW, up_to_id=max(ids))
        if by_feed
        else set_read(archive, ids, read=True, now=NOW, label=clean_line("marked"))
    )
    assert marked == tuple(sorted(ids))
    assert _changed(archive) == []
    assert journal.list_history(archive)[0].count == 2
    undone = journal.undo(archive, shelf=None, now=NOW)
    assert undone is not None
    assert undone.story_ids == marked
    assert _changed(archive) == [ids[0]]
    assert [mark.read for mark in find_marks(archive, ids)] == [True, False]
    journal.redo(archive, shelf=None, now=NOW)
    assert _changed(archive) == []
    assert all(mark.read for mark in find_marks(archive, ids))


def test_a_story_that_changed_before_it_was_read_is_not_changed_for_the_reader(
    archive: Archive,
) -> None:
    feed_id = _feed(archive)
    (story_id,) = _keep(archive, feed_id, [BEFORE]).new
    _built(archive, story_id)
    _keep(archive, feed_id, [replace(BEFORE, body="Other")])
    _built(archive, story_id)
    assert _changed(archive) == []
    set_read(archive, [story_id], read=True, now=NOW)
    assert _changed(archive) == []


def test_the_same_story_told_again_is_no_revision(archive: Archive) -> None:
    feed_id = _feed(archive)
    (story_id,) = _keep(archive, feed_id, [BEFORE]).new
    _built(archive, story_id)
    _keep(archive, feed_id, [replace(BEFORE, authors=(clean_line("Ida Berg"),))])
    _built(archive, story_id)
    story = find_story(archive, story_id)
    assert story is not None
    assert (story.revision, story.revised) == (1, None)


def _move(archive: Archive, feed_id: int, entries: list[Entry], host: str) -> Kept:
    parsed = ParsedFeed(format="rss", title=clean_line("Outlet"), entries=tuple(entries))
    evidence = Evidence(fetched=NOW, final_url=f"https://{host}/feed")
    return keep_feed(archive, feed_id, parsed, entry_keys(entries), evidence, now=NOW)


def test_stories_that_move_with_their_feed_are_the_same_ones(archive: Archive) -> None:
    feed_id = _feed(archive)

    def entries(host: str) -> list[Entry]:
        links = [f"https://{host}/{year}/rain" for year in (2025, 2026)]
        return [Entry(guid=link, url=link, title=clean_line("Rain")) for link in links]

    before = _move(archive, feed_id, entries("old.example"), "old.example")
    set_read(archive, before.new, read=True, now=NOW)
    after = _move(archive, feed_id, entries("new.example"), "new.example")
    assert (after.new, set(after.changed)) == ((), set(before.new))
    assert all(mark.read for mark in find_marks(archive, before.new))
    again = _move(archive, feed_id, entries("new.example"), "new.example")
    assert (again.new, again.changed) == ((), ())


@pytest.mark.parametrize(
    ("links", "host"),
    [
        (("https://new.example/a",), "old.example"),
        (("https://new.example/",), "new.example"),
        (("https://new.example/b",), "new.example"),
    ],
    ids=["the feed stayed", "no path", "another path"],
)
def test_a_story_on_another_host_is_another_one_otherwise(
    archive: Archive, links: tuple[str, ...], host: str
) -> None:
    feed_id = _feed(archive)
    old = [
        Entry(guid=link, title=clean_line("Rain"))
        for link in ("https://old.example/a", "https://old.example/")
    ]
    _move(archive, feed_id, old, "old.example")
    new = [Entry(guid=link, title=clean_line("Rain")) for link in links]
    assert len(_move(archive, feed_id, new, host).new) == 1


def test_a_story_tells_which_answer_brought_it(archive: Archive) -> None:
    place = "https://ida:secret@news.example/feed"
    feed_id = add_feed(archive, place=place, kind=FeedKind.WEB, now=NOW)[0].id
    evidence = Evidence(
        fetched=NOW,
        final_url="https://cdn.example/feed",
        etag='"1"',
        last_modified="Mon",
        content_type="application/rss+xml",
        redirects=("https://news.example/feed", "https://cdn.example/feed"),
        body_hash="ab" * 32,
    )
    parsed = ParsedFeed(format="rss", title=clean_line("Outlet"), entries=(BEFORE,))
    kept = keep_feed(archive, feed_id, parsed, entry_keys([BEFORE]), evidence, now=NOW)
    story = find_story(archive, kept.new[0])
    assert story is not None
    assert (story.place, story.evidence) == ("https://news.example/feed", evidence)
