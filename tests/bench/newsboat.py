"""The stories of a library as newsboat keeps them: a cache, a list of feeds and a configuration."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
from contextlib import closing
from typing import TYPE_CHECKING, Final

from newstui.store.archive import Archive
from newstui.store.listing import order_rows
from newstui.store.stories import find_story
from newstui.store.subscriptions import list_feeds

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from newstui.model.feed import Feed

_CONFIGURATION: Final = """\
auto-reload no
refresh-on-startup no
confirm-exit no
article-sort-order date-asc
"""
_ALL: Final = '"query:Everything:title != \\"\\""\n'
_TABLES: Final = """
CREATE TABLE rss_feed (rssurl PRIMARY KEY, url, title);
CREATE TABLE rss_item (
    id INTEGER PRIMARY KEY, guid, title, author, url, feedurl, pubDate, content, unread,
    enclosure_url, enclosure_type, flags
);
"""
_STORIES_AT_ONCE: Final = 10_000


def find_newsboat() -> str | None:
    """Say which newsboat is installed; `None` when there is none."""
    program = shutil.which("newsboat")
    if program is None:
        return None
    told = subprocess.run([program, "--version"], check=False, capture_output=True, text=True)
    version = re.search(r"\d+(?:\.\d+)+", told.stdout)
    return f"newsboat {version[0]}" if version else "newsboat"


def newsboat_command(folder: Path) -> list[str]:
    """Give the command that opens newsboat on a folder."""
    files = {"-u": "urls", "-c": "cache.db", "-C": "config"}
    return ["newsboat", "-q", *(part for o, f in files.items() for part in (o, str(folder / f)))]


def write_newsboat(archive_path: Path, folder: Path) -> None:
    """Write every story of an archive for newsboat; its first feed is all of them.

    Raises:
        StoreError: If the archive cannot be read.
    """
    folder.mkdir(parents=True)
    (folder / "config").write_text(_CONFIGURATION, encoding="utf-8")
    with closing(Archive.open(archive_path)) as archive:
        feeds = list_feeds(archive)
        urls = _ALL + "".join(f"{feed.place}\n" for feed in feeds)
        (folder / "urls").write_text(urls, encoding="utf-8")
        _write_cache(folder, archive, feeds)


def _write_cache(folder: Path, archive: Archive, feeds: tuple[Feed, ...]) -> None:
    _have_cache_made(folder)
    rows = [(feed.place, feed.place, feed.title) for feed in feeds]
    places = {feed.id: feed.place for feed in feeds}
    with closing(sqlite3.connect(folder / "cache.db")) as connection, connection:
        connection.executemany(
            "INSERT OR REPLACE INTO rss_feed (rssurl, url, title) VALUES (?, ?, ?)", rows
        )
        connection.executemany(
            "INSERT INTO rss_item (guid, title, author, url, feedurl, pubDate, content, unread,"
            " enclosure_url, enclosure_type, flags) VALUES (?, ?, ?, ?, ?, ?, ?, 1, '', '', '')",
            _items(archive, places),
        )
        # Without it SQLite chooses an index that makes newsboat start four times slower.
        connection.execute("ANALYZE")


def _have_cache_made(folder: Path) -> None:
    """Have newsboat itself make its tables, as its version wants them; without one, make them."""
    if find_newsboat() is None:
        with closing(sqlite3.connect(folder / "cache.db")) as connection:
            connection.executescript(_TABLES)
        return
    subprocess.run(
        [*newsboat_command(folder), "-x", "print-unread"], check=True, capture_output=True
    )


def _items(archive: Archive, places: dict[int, str]) -> Iterator[tuple[str | int, ...]]:
    before: tuple[int, int] | None = None
    while rows := order_rows(archive, limit=_STORIES_AT_ONCE, before=before):
        for at, number, _flags in rows:
            if story := find_story(archive, number):
                entry, place = story.entry, places[story.feed_id]
                author = ", ".join(entry.authors)
                yield entry.guid, entry.title, author, entry.url, place, at, entry.body
        before = rows[-1][0], rows[-1][1]
