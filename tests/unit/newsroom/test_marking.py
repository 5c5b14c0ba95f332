"""Marks and bookmarks are kept, told, and taken back as one change each."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from newstui.errors import StoreError, UsageError
from newstui.model.feed import Evidence, FeedKind
from newstui.model.story import Entry, ParsedFeed
from newstui.model.text import Document
from newstui.newsroom.bookmarking import bookmark_story, unbookmark_story
from newstui.newsroom.following import find_news
from newstui.newsroom.marking import (
    find_flags,
    mark_all_read,
    mark_stories,
    save_read_marks,
    undo,
    undo_own_first,
)
from newstui.newsroom.reading import has_newer, read_through, view_story
from newstui.newsroom.subscribing import choose_feed, unsubscribe
from newstui.store import changes
from newstui.store.archive import Archive
from newstui.store.stories import keep_feed
from newstui.store.subscriptions import add_feed
from newstui.store.texts import Answered, keep_text
from newstui.text.clean import NOTHING, clean_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    Clock = Callable[[], datetime]

ALL = (1, 2, 3)


def test_marks_made_one_by_one_are_kept_and_are_nothing_to_undo(
    archive: Archive, clock: Clock, tmp_path: Path
) -> None:
    save_read_marks(archive, reads={1: True, 2: False, 3: True}, clock=clock)
    assert find_flags(archive, ALL) == {1: 1, 2: 0, 3: 1}
    assert undo(archive, folder=tmp_path, clock=clock) is None


def test_marking_tells_what_it_changed_and_is_undone_as_one(
    archive: Archive, clock: Clock, tmp_path: Path
) -> None:
    save_read_marks(archive, reads={1: True}, clock=clock)
    assert set(mark_stories(archive, ALL, read=True, clock=clock)) == {2, 3}
    undone = undo(archive, folder=tmp_path, clock=clock)
    assert undone is not None
    assert (undone.label, undone.skipped, undone.feeds_changed) == ("3 marked read", 0, False)
    assert find_flags(archive, ALL) == {1: 1, 2: 0, 3: 0}


def test_undo_prefers_own_changes_and_wants_those_of_others_agreed_to(
    clock: Clock, tmp_path: Path
) -> None:
    with closing(Archive.open(tmp_path / "newstui.db")) as own, closing(own.twin()) as other:
        feed, _new = add_feed(own, place="/a", kind=FeedKind.FILE, now=clock())
        entries = tuple(Entry(guid=str(number), title=clean_line("Rain")) for number in ALL)
        parsed = ParsedFeed(format="rss", title=clean_line("A"), entries=entries)
        evidence = Evidence(fetched=clock())
        keep_feed(own, feed.id, parsed, ["1", "2", "3"], evidence, now=clock())
        mark_stories(other, [3], read=True, clock=clock)
        mark_stories(own, [1], read=True, clock=clock)
        mark_stories(other, [2], read=True, clock=clock)
        left = []
        for agreed in (None, None, 3, 3, 1, 1):
            undo_own_first(own, agreed=agreed, folder=tmp_path, clock=clock)
            left.append([number for number in ALL if find_flags(own, ALL)[number]])
        assert left == [[2, 3], [2, 3], [3], [3], [], []]
        assert undo_own_first(own, agreed=None, folder=tmp_path, clock=clock) is None


def test_undo_leaves_alone_what_was_changed_since(
    archive: Archive, clock: Clock, tmp_path: Path
) -> None:
    mark_stories(archive, ALL, read=True, clock=clock)
    save_read_marks(archive, reads={2: False}, clock=clock)
    undone = undo(archive, folder=tmp_path, clock=clock)
    assert undone is not None
    assert undone.skipped == 1
    assert find_flags(archive, ALL) == {1: 0, 2: 0, 3: 0}


def test_everything_read_spares_what_came_later(archive: Archive, clock: Clock) -> None:
    assert set(mark_all_read(archive, feed_id=None, up_to_id=2, clock=clock)) == {1, 2}
    assert find_flags(archive, ALL) == {1: 1, 2: 1, 3: 0}
    assert mark_all_read(archive, feed_id=77, up_to_id=3, clock=clock) == ()


def test_a_removed_feed_comes_back_with_undo(
    archive: Archive, clock: Clock, tmp_path: Path
) -> None:
    unsubscribe(archive, choose_feed(archive, "harbour"), clock=clock)
    with pytest.raises(StoreError, match="no such feed"):
        choose_feed(archive, "harbour")
    undone = undo(archive, folder=tmp_path, clock=clock)
    assert undone is not None
    assert undone.feeds_changed
    assert choose_feed(archive, "1").title == "Harbour News"


@pytest.mark.parametrize("name", ["1", "https://news.example/", "HARBOUR", "news.example"])
def test_a_feed_is_meant_by_number_place_or_part_of_its_title(archive: Archive, name: str) -> None:
    assert choose_feed(archive, name).id == 1


def test_a_whole_title_goes_before_a_part_of_one(archive: Archive, clock: Clock) -> None:
    place, title = "https://morning.example/", clean_line("Morning Harbour News")
    add_feed(archive, place=place, kind=FeedKind.WEB, title=title, now=clock())
    assert choose_feed(archive, "harbour news").id == 1
    with pytest.raises(UsageError, match="could be any of"):
        choose_feed(archive, "harbour")


@pytest.mark.parametrize("name", ["2", " 2 ", "8000", "0"])
def test_digits_are_a_number_and_never_a_part_of_a_title_or_address(
    archive: Archive, clock: Clock, name: str
) -> None:
    title = clean_line("Gate 2 News")
    place = "http://127.0.0.1:8000/2"
    add_feed(archive, place="http://[::1]/", kind=FeedKind.WEB, title=title, now=clock())
    add_feed(archive, place=place, kind=FeedKind.WEB, now=clock())
    unsubscribe(archive, choose_feed(archive, "2"), clock=clock)
    with pytest.raises(StoreError, match=r"no such feed; `newstui feeds` lists them"):
        choose_feed(archive, name)
    assert choose_feed(archive, "127.0.0.1:8000").id == choose_feed(archive, "3").id == 3


def test_a_bookmark_is_told_by_its_file_and_goes_to_the_trash(
    archive: Archive, clock: Clock, tmp_path: Path
) -> None:
    told = bookmark_story(archive, 3, folder=tmp_path, clock=clock)
    assert (told.text, told.is_trouble) == ("bookmarked as 2026-11-23-rain.md", False)
    page = (tmp_path / "2026-11-23-rain.md").read_text("utf-8")
    assert "The quay is closed" in page
    assert "Ida Berg" in page
    assert find_flags(archive, [3]) == {3: 2}
    told = unbookmark_story(archive, 3, folder=tmp_path, clock=clock)
    assert told.text == "bookmark taken off, its file is in the trash"
    assert not (tmp_path / "2026-11-23-rain.md").exists()
    told = unbookmark_story(archive, 3, folder=tmp_path, clock=clock)
    assert told.text == "it was not bookmarked"


def test_a_story_that_is_not_there_cannot_be_bookmarked(
    archive: Archive, clock: Clock, tmp_path: Path
) -> None:
    with pytest.raises(StoreError, match=r"^#77: "):
        bookmark_story(archive, 77, folder=tmp_path, clock=clock)
    assert list(tmp_path.iterdir()) == []


def test_the_screen_learns_of_editions_that_others_kept(archive: Archive, clock: Clock) -> None:
    shown = read_through(archive, 2, clock=clock)
    assert shown is not None
    before, story = changes.latest(archive), shown.story
    assert find_news(archive, before - 1).revised == frozenset()
    assert not has_newer(archive, shown)
    kept = Document(text=NOTHING)
    answer = Answered("1", "", Evidence(fetched=clock()))
    keep_text(archive, 2, story.text_kind, kept, builder=1, now=clock(), answer=answer)
    news = find_news(archive, before)
    assert (news.revised, news.edited) == (frozenset({2}), [2])
    assert has_newer(archive, shown)
    again = view_story(archive, 2)
    assert again is not None
    assert not has_newer(archive, again)


def test_the_screen_learns_of_marks_and_feeds_that_others_changed(
    archive: Archive, clock: Clock
) -> None:
    before = changes.latest(archive)
    assert find_news(archive, before).marks == {}
    save_read_marks(archive, reads={1: True, 3: True}, clock=clock)
    news = find_news(archive, before)
    assert {number: news.marks[number] for number in (1, 3)} == {1: 1, 3: 1}
    assert (news.feeds, news.stories_came) == (None, False)
    unsubscribe(archive, choose_feed(archive, "1"), clock=clock)
    later = find_news(archive, news.last_change)
    assert later.feeds == ()
    assert find_news(archive, later.last_change).last_change == later.last_change
