"""Make a library to measure with: `python tests/bench/library.py HOME --stories N`.

Everything goes through the store's own functions, the same bytes for the same arguments. The
newest headlines are two long reads of 30,000 and 2,000 words; "Article 0000001" follows them.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from newstui.model.feed import Evidence, FeedKind
from newstui.model.story import BodyType, Entry, ParsedFeed, TextKind
from newstui.model.versions import BUILDER_VERSION
from newstui.store.archive import Archive
from newstui.store.indexing import index_some
from newstui.store.stories import keep_feed
from newstui.store.subscriptions import add_feed
from newstui.store.texts import keep_text
from newstui.text.build import build_document
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from newstui.model.feed import Feed

NOW: Final = datetime(2026, 11, 1, 12, tzinfo=UTC)
LONG_READS: Final = (2_000, 30_000)
"""Words of the long reads; the last is the newest headline."""
_BODY_CHARACTERS: Final = 3_000
_AT_A_TIME: Final = 2_000
_WORDS: Final = """
    harbour council river engineer tunnel budget winter ferry teacher market glacier orchard
    signal library bridge committee harvest railway museum lantern physician quarry senator
    said would after before under between because although several another later early the a
    of to in and for on with that from new old small large first second last open closed
"""
_CHOICES: Final = _WORDS.split()


def main(arguments: list[str]) -> int:
    """Make the library the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("home", type=Path, help="folder that --home of newstui gets")
    parser.add_argument("--stories", type=int, default=10_000)
    parser.add_argument("--feeds", type=int, default=100)
    options = parser.parse_args(arguments)
    started = time.perf_counter()
    path = make_library(options.home, stories=options.stories, feeds=options.feeds)
    print(f"{path}: {options.stories} stories in {time.perf_counter() - started:.1f} s")  # noqa: T201 - a command
    return 0


def make_library(home: Path, *, stories: int, feeds: int = 100) -> Path:
    """Make the library and return its archive; an existing one gets what it lacks.

    Raises:
        StoreError: If it cannot be written.
    """
    path = home / "data" / "newstui.db"
    with closing(Archive.open(path)) as archive:
        subscribed = [_subscribe(archive, number) for number in range(1, feeds + 1)]
        for place, feed in enumerate(subscribed, 1):
            numbers = range(place, stories + 1, feeds)
            for start in range(0, len(numbers), _AT_A_TIME):
                _keep(archive, feed, [_article(n) for n in numbers[start : start + _AT_A_TIME]])
        _keep_long_reads(archive, subscribed[0])
        while index_some(archive):
            pass
    fetch_nothing_unasked(home)
    return path


def fetch_nothing_unasked(home: Path) -> None:
    """Write settings with which nothing is fetched unless a measurement asks for it."""
    settings = home / "config" / "config.toml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text("auto_refresh = false\n", "utf-8")


def _subscribe(archive: Archive, number: int) -> Feed:
    place = f"https://feed-{number:04}.example/rss"
    feed, _ = add_feed(archive, place=place, kind=FeedKind.WEB, now=NOW)
    return feed


def _keep(archive: Archive, feed: Feed, entries: list[Entry]) -> tuple[int, ...]:
    parsed = ParsedFeed(
        format="rss", title=clean_line(f"Outlet {feed.id:04}"), entries=tuple(entries)
    )
    keys = [entry.guid for entry in entries]
    return keep_feed(archive, feed.id, parsed, keys, Evidence(fetched=NOW), now=NOW).new


def _article(number: int) -> Entry:
    chance = random.Random(number)  # noqa: S311 - the same library every time
    return Entry(
        guid=f"article-{number:07}",
        url=f"https://feed.example/articles/{number:07}",
        title=clean_line(f"Article {number:07} {_sentence(chance, 6)}"),
        authors=(clean_line(f"Author {number % 97:02}"),),
        published=NOW - timedelta(minutes=number),
        body=_body(chance, _BODY_CHARACTERS),
    )


def _body(chance: random.Random, characters: int) -> str:
    parts: list[str] = []
    size = 0
    while size < characters:
        parts.append(f"<p>{_sentence(chance, 24)} <a href='https://e.example/'>more</a> of it.</p>")
        size += len(parts[-1])
    return "\n".join(parts)


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(_CHOICES, k=words)).capitalize()


def _keep_long_reads(archive: Archive, feed: Feed) -> None:
    for place, words in enumerate(LONG_READS):
        chance = random.Random(words)  # noqa: S311 - the same library every time
        paragraphs = (f"<p>{_sentence(chance, 50)}.</p>" for _ in range(words // 50))
        entry = Entry(
            guid=f"long-read-{words}",
            url=f"https://feed.example/long-reads/{words}",
            title=clean_line(f"Long read of {words:,} words"),
            published=NOW + timedelta(seconds=place - len(LONG_READS)),
            body="\n".join(paragraphs),
        )
        for story_id in _keep(archive, feed, [entry]):
            document = build_document(entry.body, BodyType.HTML)
            keep_text(archive, story_id, TextKind.FEED, document, builder=BUILDER_VERSION, now=NOW)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
