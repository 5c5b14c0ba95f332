"""The desk's threads work beside each other and finish what they were asked to keep."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from newstui.config import Settings
from newstui.errors import StoreError
from newstui.model.feed import FeedKind
from newstui.newsroom.desk import Desk, open_desk, read_clock
from newstui.newsroom.headlines import HeadlineBook
from newstui.newsroom.opening import open_library, samples_to_read
from newstui.newsroom.searching import Search
from newstui.newsroom.starting import start_up
from newstui.paths import find_paths
from newstui.store.archive import Archive
from newstui.store.subscriptions import add_feed, list_feeds

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_STORY = """
INSERT INTO stories (id, feed_id, sort_at, dated, title, first_words, guid, url, authors, fetched,
    language, credits, text_kind, body_type, body_hash, digest, folded)
    VALUES (?, 1, 60, 1, 'Rain', '', '1', '', '[]', 60, '', '[]', 'feed', 'text', 'ab', 'cd', '')
"""


@pytest.fixture
def desk() -> Iterator[Desk]:
    desk = open_desk(None)
    yield desk
    desk.close()


def test_what_was_asked_of_the_writer_is_kept_when_the_desk_is_closed(desk: Desk) -> None:
    for number in range(20):
        desk.write(partial(add_feed, place=f"/news/{number}", kind=FeedKind.FILE, now=read_clock()))
    desk.close()
    archive = Archive.open(find_paths(None).archive)
    assert len(list_feeds(archive)) == 20
    archive.close()


def test_an_error_of_a_job_reaches_who_asked(desk: Desk) -> None:
    def fail(_archive: Archive) -> None:
        raise StoreError("newstui.db", "the disk is full")

    for hand in (desk.write, desk.load, desk.build):
        with pytest.raises(StoreError, match="the disk is full"):
            hand(fail).result()
        assert hand(lambda archive: archive.is_read_only).result() is False


def test_broken_settings_are_told_and_the_defaults_stand() -> None:
    paths = find_paths(None)
    paths.config.mkdir(parents=True)
    paths.settings.write_text('mark_raed = "open"\n', "utf-8")
    desk = open_desk(None)
    assert desk.notices == (
        f"{paths.settings}, line 1, mark_raed: is not a setting; did you mean mark_read?",
    )
    assert desk.bookmarks_folder == paths.bookmarks
    desk.close()


def test_an_empty_library_gets_the_samples_once(desk: Desk) -> None:
    folder = desk.bookmarks_folder
    started = start_up(desk.archive, folder=folder, clock=read_clock)
    assert started.samples_id is not None
    assert started.notices == ()
    again = start_up(desk.archive, folder=folder, clock=read_clock)
    assert again.samples_id == started.samples_id
    assert len(list_feeds(desk.archive)) == 1


def test_samples_of_a_moved_installation_take_the_place_of_the_old(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    first = samples_to_read(desk.archive, clock=read_clock)
    monkeypatch.setattr("newstui.newsroom.opening.samples_folder", lambda: tmp_path)
    second = samples_to_read(desk.archive, clock=read_clock)
    assert first is not None
    assert second is not None
    assert first.id != second.id
    assert [feed.place for feed in list_feeds(desk.archive)] == [str(tmp_path)]


def test_without_a_place_to_write_the_samples_are_read_into_memory(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    opened = open_library(find_paths(tmp_path / "file"), clock=read_clock)
    started = start_up(opened.archive, folder=tmp_path, clock=read_clock)
    assert opened.notice is not None
    assert (started.samples_id, started.notices) == (None, ())
    assert sum(feed.total for feed in list_feeds(opened.archive)) > 5
    opened.archive.close()


def test_the_headlines_are_ready_after_a_start(archive: Archive) -> None:
    desk = Desk(archive=archive, paths=find_paths(None), settings=Settings())
    book = HeadlineBook(desk)
    book.start()
    assert list(desk.headlines.order) == [3, 2, 1]
    assert (desk.headlines.total, desk.headlines.unread, book.newest_id) == (3, 3, 3)
    row = book.headline(2)
    assert row is not None
    assert (row.title, book.headline(77)) == ("Gale", None)
    assert not book.mark(2).read


def test_what_comes_after_the_reader_left_is_new() -> None:
    first = open_desk(None)
    with first.archive.transaction(durable=False) as connection:
        connection.execute(
            "INSERT INTO identities (id, feed_id, key) VALUES (41, 1, 'a'), (42, 1, 'b')"
        )
        connection.execute(_STORY, (41,))
    assert list(Search(first.archive, "is:new").stories()) == [41]
    first.leave()
    second = open_desk(None)
    with second.archive.transaction(durable=False) as connection:
        connection.execute(_STORY, (42,))
    assert list(Search(second.archive, "is:new").stories()) == [42]
    second.close()


def test_what_is_asked_for_after_the_desk_is_closed_is_not_done_and_no_error(desk: Desk) -> None:
    desk.close()
    for hand in (desk.load, desk.build, desk.picture, desk.count):
        assert hand(lambda archive: archive.is_read_only).cancelled()
