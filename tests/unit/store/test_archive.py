from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import pytest

from newstui.errors import DamagedError, NewerError, StoreError
from newstui.model.feed import FeedKind
from newstui.store.archive import Archive
from newstui.store.schema import MIGRATIONS, TABLES
from newstui.store.subscriptions import add_feed, list_feeds

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
KILL_WRITER: Final = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from newstui.model.feed import FeedKind
from newstui.store.archive import Archive
from newstui.store.subscriptions import add_feed

now = datetime(2026, 11, 23, tzinfo=UTC)
archive = Archive.open(Path(sys.argv[1]))
for number in range(5):
    add_feed(archive, place=f"/saved/{number}", kind=FeedKind.FILE, now=now)
    print(number, flush=True)
with archive.transaction(durable=True) as connection:
    connection.execute("UPDATE feeds SET place = 'lost' || id")
    connection.execute("PRAGMA cache_spill = 1")
    os.kill(os.getpid(), signal.SIGKILL)
"""
ADDER: Final = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from newstui.model.feed import FeedKind
from newstui.store.archive import Archive
from newstui.store.subscriptions import add_feed

now = datetime(2026, 11, 23, tzinfo=UTC)
archive = Archive.open(Path(sys.argv[1]))
for number in range(20):
    add_feed(archive, place=f"/{sys.argv[2]}/{number}", kind=FeedKind.FILE, now=now)
"""
WITHOUT_RIGHTS: Final = """
import ctypes, sys
libc = ctypes.CDLL(None, use_errno=True)
header = (ctypes.c_uint32 * 2)(0x20080522, 0)
libc.capset(header, (ctypes.c_uint32 * 6)())  # root may write anywhere until it gives that up
from datetime import UTC, datetime
from pathlib import Path
from newstui.store.opening import open_archive
from newstui.store.subscriptions import list_feeds
opened = open_archive(Path(sys.argv[1]), now=datetime(2026, 11, 23, tzinfo=UTC))
print(opened.archive.is_memory, opened.archive.is_read_only, len(list_feeds(opened.archive)))
print(opened.notice)
"""


def _add(archive: Archive, place: str = "https://example.org/feed") -> int:
    return add_feed(archive, place=place, kind=FeedKind.WEB, now=NOW)[0].id


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_archive_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "data" / "newstui.db"
    with closing(Archive.open(path)) as archive:
        _add(archive)
        assert _mode(path.parent) == 0o700
        assert {_mode(file) for file in path.parent.iterdir()} == {0o600}


def test_nothing_but_the_archive_and_its_lock_stays_in_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "newstui.db"
    Archive.open(path).close()
    assert {file.name for file in tmp_path.iterdir()} == {"newstui.db", "newstui.db.lock"}


def test_what_was_committed_is_there_when_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "newstui.db"
    with closing(Archive.open(path)) as archive:
        _add(archive)
    with closing(Archive.open(path)) as archive:
        assert [feed.place for feed in list_feeds(archive)] == ["https://example.org/feed"]


def test_the_schema_has_every_table_and_says_its_version(tmp_path: Path) -> None:
    with closing(Archive.open(tmp_path / "newstui.db")) as archive:
        rows = archive.read("SELECT name FROM sqlite_master WHERE type = 'table'")
        assert {name for (name,) in rows}.issuperset(TABLES)
        assert archive.read("PRAGMA user_version") == [(len(MIGRATIONS),)]
        assert archive.read("PRAGMA journal_mode") == [("wal",)]
        assert archive.read("PRAGMA integrity_check") == [("ok",)]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0" * 8192,
        b"Dear diary, this is not a database. " * 100,
        b"SQLite format 3\0",
        b"SQLite format 3\0" + b"\xff" * 8000,
    ],
)
def test_a_file_that_is_no_database_is_damaged(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "newstui.db"
    path.write_bytes(content)
    with pytest.raises(DamagedError, match=r"newstui\.db: the archive is"):
        Archive.open(path)
    assert path.read_bytes() == content


@pytest.mark.parametrize("keep", [50, 1000, 4096, 30_000, -4096, -1])
def test_a_cut_file_is_damaged(tmp_path: Path, keep: int) -> None:
    path = tmp_path / "newstui.db"
    Archive.open(path).close()
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(DamagedError):
        Archive.open(path)


def test_a_database_of_something_else_is_no_archive(tmp_path: Path) -> None:
    path = tmp_path / "newstui.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipes (title TEXT)")
    with pytest.raises(DamagedError, match="not a newstui archive"):
        Archive.open(path)


def test_an_archive_without_one_of_its_tables_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "newstui.db"
    Archive.open(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE bookmarks")
    with pytest.raises(DamagedError, match="incomplete"):
        Archive.open(path)


def test_a_newer_archive_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "newstui.db"
    Archive.open(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    before = path.read_bytes()
    with pytest.raises(NewerError, match="a newer newstui wrote this archive"):
        Archive.open(path)
    assert path.read_bytes() == before


def test_a_folder_in_its_place_is_an_error_that_names_it(tmp_path: Path) -> None:
    path = tmp_path / "newstui.db"
    path.mkdir()
    with pytest.raises(StoreError, match=r"newstui\.db: is a directory"):
        Archive.open(path)


def test_damage_found_while_reading_is_said(tmp_path: Path) -> None:
    path = tmp_path / "newstui.db"
    with closing(Archive.open(path)) as archive:
        root = archive.read("SELECT rootpage FROM sqlite_master WHERE name = 'sqlite_sequence'")
    content = bytearray(path.read_bytes())
    start = (root[0][0] - 1) * 4096
    content[start : start + 4096] = b"\xa5" * 4096
    path.write_bytes(content)
    with closing(Archive.open(path)) as archive, pytest.raises(DamagedError):
        _add(archive)


def test_a_full_disk_is_said_and_nothing_shows_as_saved(tmp_path: Path) -> None:
    with closing(Archive.open(tmp_path / "newstui.db")) as archive:
        pages = archive.read("PRAGMA page_count")[0][0]
        archive.read(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreError, match="the disk is full"):
            _add(archive, "/" + "x" * 100_000)
        assert list_feeds(archive) == ()
        archive.read("PRAGMA max_page_count = 1073741823")
        _add(archive)
        assert len(list_feeds(archive)) == 1


def test_an_error_in_a_transaction_undoes_all_of_it() -> None:
    archive = Archive.memory()
    feed_id = _add(archive)

    def spoil() -> None:
        with archive.transaction(durable=False) as connection:
            connection.execute("DELETE FROM feeds WHERE id = ?", (feed_id,))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        spoil()
    assert len(list_feeds(archive)) == 1


@pytest.mark.parametrize("value", [2**63, -(2**63) - 1, "\ud800"])
def test_values_sqlite_cannot_hold_are_an_error_of_the_store(value: object) -> None:
    with closing(Archive.memory()) as archive:
        with pytest.raises(StoreError):
            archive.read("SELECT ?", (value,))
        with (
            pytest.raises(StoreError),
            archive.transaction(durable=False) as connection,
        ):
            connection.execute("UPDATE feeds SET total = ?", (value,))


def test_two_archives_on_one_file_see_each_other(tmp_path: Path) -> None:
    path = tmp_path / "newstui.db"
    with closing(Archive.open(path)) as one, closing(Archive.open(path)) as other:
        version = other.data_version()
        _add(one, "/a")
        assert other.data_version() != version
        _add(other, "/b")
        assert [feed.place for feed in list_feeds(one)] == ["/a", "/b"]


def test_threads_with_twins_all_get_their_turn(tmp_path: Path) -> None:
    with closing(Archive.open(tmp_path / "newstui.db")) as archive:

        def work(name: int) -> None:
            with closing(archive.twin()) as twin:
                for number in range(15):
                    _add(twin, f"/{name}/{number}")

        threads = [threading.Thread(target=work, args=(name,)) for name in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(list_feeds(archive)) == 60


def test_an_archive_in_memory_is_its_own_twin() -> None:
    archive = Archive.memory()
    assert archive.is_memory
    assert archive.twin() is archive


def test_programs_that_create_one_archive_at_once_share_it(tmp_path: Path) -> None:
    path = tmp_path / "data" / "newstui.db"
    children = [
        subprocess.Popen([sys.executable, "-c", ADDER, str(path), name], stderr=subprocess.PIPE)
        for name in ("a", "b", "c")
    ]
    assert [child.communicate()[1] for child in children] == [b"", b"", b""]
    with closing(Archive.open(path)) as archive:
        assert len(list_feeds(archive)) == 60


def test_what_was_said_to_be_saved_survives_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "newstui.db"
    child = subprocess.run(
        [sys.executable, "-c", KILL_WRITER, str(path)], capture_output=True, check=False
    )
    assert child.returncode == -signal.SIGKILL, child.stderr
    assert child.stdout.split() == [b"0", b"1", b"2", b"3", b"4"]
    with closing(Archive.open(path)) as archive:
        assert [feed.place for feed in list_feeds(archive)] == [f"/saved/{n}" for n in range(5)]
        assert archive.read("PRAGMA integrity_check") == [("ok",)]


def test_kills_at_any_moment_leave_a_sound_archive(tmp_path: Path) -> None:
    path = tmp_path / "newstui.db"
    said: set[str] = set()
    for run in range(3):
        command = [sys.executable, "-c", _ENDLESS, str(path), str(run)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout
            for line, _ in zip(child.stdout, range(7 * run + 3), strict=False):
                said.add(line.strip())
            child.kill()
            said |= {line.strip() for line in child.stdout if line.endswith("\n")}
        with closing(Archive.open(path)) as archive:
            assert said <= {feed.place for feed in list_feeds(archive)}
            assert archive.read("PRAGMA integrity_check") == [("ok",)]


_ENDLESS: Final = ADDER.replace("range(20)", "range(10**6)") + (
    "    print(f'/{sys.argv[2]}/{number}', flush=True)\n"
)


def _without_rights(path: Path) -> list[str]:
    child = subprocess.run(
        [sys.executable, "-c", WITHOUT_RIGHTS, str(path)],
        capture_output=True,
        text=True,
        check=True,
    )
    return child.stdout.splitlines()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="gives up rights of Linux")
@pytest.mark.parametrize("in_use", [False, True])
def test_an_archive_in_a_folder_that_may_not_be_written_is_read(
    tmp_path: Path, *, in_use: bool
) -> None:
    path = tmp_path / "data" / "newstui.db"
    archive = Archive.open(path)
    _add(archive)
    if not in_use:
        archive.close()
    for file in path.parent.iterdir():
        file.chmod(0o400)
    path.parent.chmod(0o500)
    try:
        state, notice = _without_rights(path)
    finally:
        path.parent.chmod(0o700)
        archive.close()
    assert state == "False True 1"
    assert notice.endswith("the archive cannot be written; it is only read, no mark is kept")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="gives up rights of Linux")
def test_where_nothing_can_be_written_news_is_kept_in_memory(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o500)
    state, notice = _without_rights(folder / "newstui.db")
    assert state == "True False 0"
    assert notice == (
        f"{folder / 'newstui.db'}: permission denied. Nothing will be kept when newstui ends"
    )
    assert os.listdir(folder) == []  # noqa: PTH208 - the names alone


def test_a_read_only_archive_refuses_every_change(tmp_path: Path) -> None:
    path = tmp_path / "newstui.db"
    with closing(Archive.open(path)) as archive:
        _add(archive)
    with closing(Archive.open(path, read_only=True)) as archive:
        with pytest.raises(StoreError, match="it may only be read"):
            _add(archive, "/other")
        assert len(list_feeds(archive)) == 1


def test_a_damaged_character_hides_no_other_row() -> None:
    archive = Archive.memory()
    _add(archive, "/sound")
    with archive.transaction(durable=False) as connection:
        connection.execute(
            "INSERT INTO feeds (place, kind, added) VALUES (CAST(x'2fff61' AS TEXT), 'file', 0)"
        )
    assert [feed.place for feed in list_feeds(archive)] == ["/sound", "/\ufffda"]


def test_opening_a_second_connection_leaves_the_locks_of_the_first(tmp_path: Path) -> None:
    """What is written after another process came and went is still there."""
    path = tmp_path / "newstui.db"
    first = Archive.open(path)
    second = first.twin()
    visitor = (
        "import sys; from pathlib import Path; from newstui.store.archive import Archive;"
        "archive = Archive.open(Path(sys.argv[1]));"
        "archive.read('SELECT 1 FROM changes'); archive.close()"
    )
    subprocess.run([sys.executable, "-c", visitor, str(path)], check=True)
    add_feed(second, place="https://a.example/", kind=FeedKind.WEB, now=NOW)
    later = Archive.open(path)
    assert [feed.place for feed in list_feeds(later)] == ["https://a.example/"]
    for archive in (first, second, later):
        archive.close()
