from __future__ import annotations

import threading
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from newstui.model.feed import Evidence, FeedKind
from newstui.model.story import Bookmark, Entry, ParsedFeed, TextKind
from newstui.model.text import Document
from newstui.store.archive import Archive
from newstui.store.bookmarks import Shelf
from newstui.store.stories import keep_feed
from newstui.store.subscriptions import add_feed
from newstui.text.clean import clean_block, clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
NAME = "2026-11-23-rain-again.md"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with closing(Archive.open(tmp_path / "data" / "newstui.db")) as archive:
        feed, _ = add_feed(archive, place="/a", kind=FeedKind.FILE, now=NOW)
        entries = tuple(Entry(guid=str(n), title=clean_line("Rain again")) for n in range(6))
        parsed = ParsedFeed(format="rss", title=clean_line("A"), entries=entries)
        keys = [entry.guid for entry in entries]
        keep_feed(archive, feed.id, parsed, keys, Evidence(fetched=NOW), now=NOW)
        yield archive


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "bookmarks"


def _bookmark(text: str = "It rained.") -> Bookmark:
    return Bookmark(
        story_id=0,
        title=clean_line("Rain again"),
        url="",
        outlet=clean_line("The Example"),
        authors=(),
        published=None,
        updated=None,
        fetched=NOW,
        saved=NOW,
        document=Document(text=clean_block(text)),
        text_kind=TextKind.FEED,
        analysis=None,
        credits=(),
        content_hash=text,
        raw=b"",
        file_name="",
    )


def _files(folder: Path) -> list[str]:
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if not file.is_dir())


def test_shelves_at_once_never_overwrite_each_other(archive: Archive, folder: Path) -> None:
    def work(story_id: int) -> None:
        with closing(archive.twin()) as twin:
            Shelf(twin, folder).add(story_id, _bookmark(text=f"Text {story_id}"), NOW)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(1, 7)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    shelf = Shelf(archive, folder)
    assert len(_files(folder)) == 6
    for bookmark in shelf.bookmarks():
        text = (folder / bookmark.file_name).read_text()
        assert f"\n\nText {bookmark.story_id}\n" in text


def test_repairs_at_once_write_one_file(archive: Archive, folder: Path) -> None:
    Shelf(archive, folder).add(1, _bookmark(), NOW)
    (folder / NAME).unlink()
    notices: list[tuple[str, ...]] = []

    def work() -> None:
        with closing(archive.twin()) as twin:
            notices.append(Shelf(twin, folder).repair(NOW))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert notices == [()] * 4
    assert _files(folder) == [NAME]
