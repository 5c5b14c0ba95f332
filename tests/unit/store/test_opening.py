from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from newstui.errors import NewerError, StoreError
from newstui.model.feed import FeedKind
from newstui.store import creation
from newstui.store.archive import Archive
from newstui.store.backups import back_up, backups_of, keep_daily_backup
from newstui.store.health import is_sound
from newstui.store.opening import open_archive
from newstui.store.subscriptions import add_feed, list_feeds

if TYPE_CHECKING:
    from pathlib import Path

    from newstui.store.opening import Opened

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
DAMAGE = [b"", b"not a database at all", b"SQLite format 3\0" + b"\x01" * 4000]


def _fill(path: Path, *places: str) -> None:
    with closing(Archive.open(path)) as archive:
        for place in places:
            add_feed(archive, place=place, kind=FeedKind.FILE, now=NOW)


def _places(opened: Opened) -> list[str]:
    with closing(opened.archive) as archive:
        return [feed.place for feed in list_feeds(archive)]


def test_a_sound_archive_opens_without_a_word(tmp_path: Path) -> None:
    _fill(tmp_path / "newstui.db", "/a")
    opened = open_archive(tmp_path / "newstui.db", now=NOW)
    assert opened.notice is None
    assert _places(opened) == ["/a"]


@pytest.mark.parametrize("content", DAMAGE)
def test_a_damaged_archive_is_kept_aside_and_an_empty_one_begun(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "newstui.db"
    path.write_bytes(content)
    opened = open_archive(path, now=NOW)
    aside = tmp_path / "newstui.db.damaged-20261123T093000Z"
    assert opened.notice is not None
    assert opened.notice.startswith(f"{path}: the archive is ")
    assert opened.notice.endswith(
        f": a new archive was started; the damaged file is kept as {aside.name}"
    )
    assert aside.read_bytes() == content
    assert _places(opened) == []


@pytest.mark.parametrize("content", DAMAGE)
def test_the_newest_good_backup_takes_the_place_of_a_damaged_archive(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "newstui.db"
    _fill(path, "/a")
    keep_daily_backup(path, now=NOW)
    _fill(path, "/b")
    newest = keep_daily_backup(path, now=NOW + timedelta(days=1))
    assert newest is not None
    newest.write_bytes(newest.read_bytes()[:9000])
    path.write_bytes(content)
    opened = open_archive(path, now=NOW)
    assert opened.notice is not None
    assert "the backup newstui-2026-11-23.db was restored" in opened.notice
    assert _places(opened) == ["/a"]
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_schema_that_is_no_text_is_damage_like_any_other(tmp_path: Path) -> None:
    path = tmp_path / "newstui.db"
    _fill(path, "/a")
    path.write_bytes(path.read_bytes().replace(b"CREATE TABLE stories", b"CREATE \xffABLE stories"))
    assert not is_sound(path)
    opened = open_archive(path, now=NOW)
    assert opened.notice is not None
    assert opened.notice.startswith(f"{path}: the archive is damaged: a new archive was started")
    assert _places(opened) == []


def test_the_log_of_a_damaged_archive_is_not_taken_for_the_new_ones(tmp_path: Path) -> None:
    path = tmp_path / "newstui.db"
    with closing(Archive.open(path)) as archive:
        add_feed(archive, place="/a", kind=FeedKind.FILE, now=NOW)
        log = path.with_name("newstui.db-wal").read_bytes()
    path.write_bytes(b"")
    path.with_name("newstui.db-wal").write_bytes(log)
    opened = open_archive(path, now=NOW)
    assert _places(opened) == []
    aside = tmp_path / "newstui.db.damaged-20261123T093000Z-wal"
    assert aside.read_bytes() == log


def test_a_log_without_its_archive_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "newstui.db"
    path.with_name("newstui.db-wal").write_bytes(b"left over")
    assert _places(open_archive(path, now=NOW)) == []
    assert path.with_name("newstui.db.stray-wal").read_bytes() == b"left over"


def test_damage_twice_in_a_second_keeps_both_files(tmp_path: Path) -> None:
    path = tmp_path / "newstui.db"
    for content in (b"one", b"two"):
        path.write_bytes(content)
        open_archive(path, now=NOW).archive.close()
    kept = sorted(file.read_bytes() for file in tmp_path.glob("*.damaged-*"))
    assert kept == [b"one", b"two"]


def test_of_many_who_find_the_damage_one_replaces_the_archive(tmp_path: Path) -> None:
    path = tmp_path / "newstui.db"
    _fill(path, "/a")
    keep_daily_backup(path, now=NOW)
    path.write_bytes(b"damaged")
    results: list[list[str]] = []
    threads = [
        threading.Thread(target=lambda: results.append(_places(open_archive(path, now=NOW))))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [["/a"]] * 4
    assert len([*tmp_path.glob("*.damaged-*")]) == 1


def test_a_newer_archive_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "newstui.db"
    _fill(path, "/a")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(NewerError):
        open_archive(path, now=NOW)
    assert not [*tmp_path.glob("*.damaged-*")]


def test_a_damaged_word_or_number_leaves_an_archive_readable_and_worth_a_backup(
    tmp_path: Path,
) -> None:
    path = tmp_path / "newstui.db"
    _fill(path, "/a")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE feeds SET title = CAST(x'52ff' AS TEXT), checked = 'soon'")
        connection.commit()
    assert is_sound(path)
    opened = open_archive(path, now=NOW)
    assert opened.notice is None
    (feed,) = list_feeds(opened.archive)
    assert feed.title == "R\ufffd"


def test_a_place_that_is_a_folder_leaves_news_in_memory(tmp_path: Path) -> None:
    opened = open_archive(tmp_path, now=NOW)
    assert opened.archive.is_memory
    assert opened.notice == f"{tmp_path}: is a directory. Nothing will be kept when newstui ends"


def test_a_disk_that_is_full_before_the_first_start_is_told_and_nothing_left_on_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill_up(draft: Path) -> None:
        draft.with_name(f"{draft.name}-shm").write_bytes(b"left there by SQLite")
        connection = sqlite3.connect(draft)
        with closing(connection):
            connection.execute("PRAGMA max_page_count = 1")
            creation.migrate(connection)

    monkeypatch.setattr(creation, "_write_empty", fill_up)
    opened = open_archive(tmp_path / "newstui.db", now=NOW)
    assert opened.archive.is_memory
    reason = "the disk is full; nothing of this was saved. Nothing will be kept when newstui ends"
    assert opened.notice == f"{tmp_path}/newstui.db: {reason}"
    assert [file.name for file in tmp_path.iterdir()] == ["newstui.db.lock"]


def test_a_backup_holds_everything_in_one_sound_private_file(tmp_path: Path) -> None:
    target = tmp_path / "safe" / "copy.db"
    with closing(Archive.open(tmp_path / "newstui.db")) as archive:
        add_feed(archive, place="/a", kind=FeedKind.FILE, now=NOW)
        back_up(archive, target)
    assert is_sound(target)
    assert [file.name for file in target.parent.iterdir()] == ["copy.db"]
    assert target.stat().st_mode & 0o777 == 0o600
    with closing(Archive.open(target)) as copy:
        assert [feed.place for feed in list_feeds(copy)] == ["/a"]


def test_a_backup_that_fails_leaves_the_one_before(tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    with closing(Archive.open(tmp_path / "newstui.db")) as archive:
        back_up(archive, target)
        before = target.read_bytes()
    with pytest.raises(StoreError):
        back_up(archive, target)
    assert target.read_bytes() == before
    assert {file.name for file in tmp_path.iterdir()} == {
        "copy.db",
        "newstui.db",
        "newstui.db.lock",
    }


def test_one_backup_a_day_is_kept_and_one_from_before(tmp_path: Path) -> None:
    path = tmp_path / "newstui.db"
    assert keep_daily_backup(path, now=NOW) is None
    _fill(path, "/a")
    assert keep_daily_backup(path, now=NOW) is not None
    assert keep_daily_backup(path, now=NOW) is None
    for days in (1, 2, 3):
        keep_daily_backup(path, now=NOW + timedelta(days=days))
    names = [copy.name for copy in backups_of(path)]
    assert names == ["newstui-2026-11-26.db", "newstui-2026-11-25.db"]
