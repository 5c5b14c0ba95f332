"""Newsboat's cache is read as it is found: old, in use, damaged; and never written."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from contextlib import closing
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from tests.unit.caches import COLUMNS, FEED, article, make_cache

from newstui.errors import PlaceError
from newstui.store.newsboatcache import CachedFeed, NewsboatCache

if TYPE_CHECKING:
    from pathlib import Path

    from newstui.store.newsboatcache import CachedArticle


def read_all(path: Path) -> list[CachedArticle]:
    with NewsboatCache(path) as cache:
        return [found for numbers in cache.articles().values() for found in cache.read(numbers)]


def contents(folder: Path) -> dict[str, str]:
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def test_feeds_and_articles_are_read_and_nothing_is_written(tmp_path: Path) -> None:
    path = make_cache(
        tmp_path / "cache.db",
        [article(1, unread=0, flags="ab"), article(2, deleted=1), article(3, feedurl="x")],
    )
    before = contents(tmp_path)
    with NewsboatCache(path) as cache:
        assert cache.feeds() == {FEED: CachedFeed(title="The A", site_url="https://a.example/")}
        numbers = cache.articles()
        assert {place: list(some) for place, some in numbers.items()} == {FEED: [1, 2], "x": [3]}
        first, second = cache.read(numbers[FEED])
    assert (first.guid, first.title, first.flags) == ("tag:a.example,2026:1", "Story 1", "ab")
    assert (first.is_unread, first.is_deleted, first.published) == (False, False, 1_780_000_000)
    assert (second.is_unread, second.is_deleted) == (True, True)
    assert contents(tmp_path) == before


def test_a_folder_that_may_not_be_written_is_enough(tmp_path: Path) -> None:
    path = make_cache(tmp_path / "cache.db", [article(1)])
    path.chmod(0o400)
    tmp_path.chmod(0o500)
    try:
        assert len(read_all(path)) == 1
    finally:
        tmp_path.chmod(0o700)


def test_an_older_cache_lacks_columns(tmp_path: Path) -> None:
    columns = tuple(name for name in COLUMNS if name not in {"flags", "deleted", "enclosure_url"})
    (found,) = read_all(make_cache(tmp_path / "cache.db", [article(1)], columns=columns))
    assert (found.title, found.flags, found.is_deleted) == ("Story 1", "", False)


def test_rows_of_anything_are_read_as_well_as_can_be(tmp_path: Path) -> None:
    odd = article(
        1,
        title=b"caf\xe9 \x00",
        author=None,
        content=None,
        pubDate="soon",
        unread=None,
        flags=7,
        url=1.5,
    )
    (found,) = read_all(make_cache(tmp_path / "cache.db", [odd]))
    assert (found.title, found.author, found.content) == ("caf\ufffd ", "", "")
    assert (found.published, found.is_unread, found.flags, found.url) == (0, True, "7", "1.5")


def test_what_is_in_the_log_beside_is_read_and_the_log_stays(tmp_path: Path) -> None:
    path = make_cache(tmp_path / "cache.db", [article(1)])
    with closing(sqlite3.connect(path)) as newsboat:
        newsboat.execute("PRAGMA journal_mode = WAL")
        newsboat.execute("UPDATE rss_item SET title = 'newer'")
        newsboat.commit()
        left = tmp_path / "left"
        left.mkdir()
        for name in ("cache.db", "cache.db-wal"):
            shutil.copyfile(tmp_path / name, left / name)
    before = contents(left)
    assert read_all(left / "cache.db")[0].title == "newer"
    assert contents(left) == before


def test_what_a_killed_newsboat_left_half_done_is_taken_back_in_a_copy(tmp_path: Path) -> None:
    path = make_cache(tmp_path / "cache.db", [article(n) for n in range(300)])
    left = tmp_path / "left"
    left.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as newsboat:
        newsboat.execute("PRAGMA cache_size = 1")
        newsboat.execute("BEGIN IMMEDIATE")
        newsboat.execute("UPDATE rss_item SET title = 'half done'")
        for name in ("cache.db", "cache.db-journal"):
            shutil.copyfile(tmp_path / name, left / name)
    before = contents(left)
    assert {found.title[:5] for found in read_all(left / "cache.db")} == {"Story"}
    assert contents(left) == before


def test_newsboat_may_write_while_the_cache_is_open(tmp_path: Path) -> None:
    path = make_cache(tmp_path / "cache.db", [article(1), article(2)])
    with NewsboatCache(path) as cache, closing(sqlite3.connect(path, timeout=0)) as newsboat:
        numbers = cache.articles()[FEED]
        with newsboat:
            newsboat.execute("DELETE FROM rss_item WHERE id = 2")
        assert [found.title for found in cache.read(numbers)] == ["Story 1"]


def test_a_cache_that_newsboat_keeps_busy_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newstui.store.newsboatcache._BUSY_SECONDS", 0)
    path = make_cache(tmp_path / "cache.db", [article(1)])
    with closing(sqlite3.connect(path, isolation_level=None)) as newsboat:
        newsboat.execute("BEGIN EXCLUSIVE")
        with pytest.raises(PlaceError, match=r"cache\.db: newsboat keeps it busy"):
            read_all(path)


def damaged(path: Path, seed: int = 0) -> None:
    content = bytearray(make_cache(path, [article(n) for n in range(400)]).read_bytes())
    content[4_000:] = random.Random(seed).randbytes(len(content) - 4_000)  # noqa: S311 - the same damage every time
    path.write_bytes(content)


def cut(path: Path) -> None:
    content = make_cache(path, [article(n) for n in range(400)]).read_bytes()
    path.write_bytes(content[:5_000])


def foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE other (x)")


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (damaged, "the cache is damaged"),
        (cut, "the cache is damaged"),
        (foreign, "is not a newsboat cache"),
        (lambda path: path.write_bytes(b""), "is not a newsboat cache"),
        (lambda path: path.write_bytes(b"text"), "is not a newsboat cache"),
        (lambda path: path.mkdir(), "is not a file"),
        (os.mkfifo, "is not a file"),
        (lambda _path: None, "no such file"),
    ],
)
def test_what_is_no_sound_cache_is_named(
    tmp_path: Path,
    spoil: object,
    reason: str,
) -> None:
    assert callable(spoil)
    spoil(tmp_path / "cache.db")
    with pytest.raises(PlaceError, match=rf"cache\.db: .*{reason}"):
        read_all(tmp_path / "cache.db")


@pytest.mark.parametrize("seed", range(20))
def test_whatever_damage_there_is_is_told_in_a_sentence(tmp_path: Path, seed: int) -> None:
    damaged(tmp_path / "cache.db", seed)
    with pytest.raises(PlaceError, match=r"cache\.db: (the cache is damaged|cannot be read)"):
        read_all(tmp_path / "cache.db")
