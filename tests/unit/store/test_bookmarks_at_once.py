from __future__ import annotations

import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from tests.unit.store.bookmarking import NAME, NOW, open_archive, rain_bookmark

from newstui.store.bookmarks import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from newstui.store.archive import Archive


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with closing(open_archive(tmp_path)) as archive:
        yield archive


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "bookmarks"


def _files(folder: Path) -> list[str]:
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if not file.is_dir())


def test_shelves_at_once_never_overwrite_each_other(archive: Archive, folder: Path) -> None:
    def work(story_id: int) -> None:
        with closing(archive.twin()) as twin:
            Shelf(twin, folder).add(story_id, rain_bookmark(text=f"Text {story_id}"), NOW)

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
    Shelf(archive, folder).add(1, rain_bookmark(), NOW)
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
