"""Caches of newsboat as tests need them: of any schema, with whatever rows."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pathlib import Path

FEED: Final = "https://a.example/feed"
COLUMNS: Final = (
    "guid",
    "title",
    "author",
    "url",
    "feedurl",
    "pubDate",
    "content",
    "unread",
    "enclosure_url",
    "enclosure_type",
    "flags",
    "deleted",
)
_PLAIN: Final[dict[str, Any]] = {
    "author": "Ann Other",
    "feedurl": FEED,
    "pubDate": 1_780_000_000,
    "content": "<p>It rained, the mayor said.</p>",
    "unread": 1,
    "enclosure_url": "",
    "enclosure_type": "",
    "flags": "",
    "deleted": 0,
}


def article(number: int, **values: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever a column holds
    """Make a row; what is not said is plain."""
    named = {
        "guid": f"tag:a.example,2026:{number}",
        "title": f"Story {number}",
        "url": f"https://a.example/{number}",
    }
    return {**_PLAIN, **named, **values}


def make_cache(
    path: Path,
    rows: list[dict[str, Any]],
    *,
    feeds: dict[str, str] | None = None,
    columns: tuple[str, ...] = COLUMNS,
) -> Path:
    """Write a cache; feeds are titles by address."""
    feeds = {FEED: "The A"} if feeds is None else feeds
    typed = ", ".join(columns)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE rss_feed (rssurl PRIMARY KEY, url, title)")
        connection.execute(f"CREATE TABLE rss_item (id INTEGER PRIMARY KEY, {typed})")
        connection.executemany(
            "INSERT INTO rss_feed VALUES (?, 'https://a.example/', ?)", feeds.items()
        )
        marks = ", ".join("?" * len(columns))
        connection.executemany(
            f"INSERT INTO rss_item ({typed}) VALUES ({marks})",  # noqa: S608 - own words
            [[row[column] for column in columns] for row in rows],
        )
    return path
