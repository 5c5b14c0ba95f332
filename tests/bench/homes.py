"""What is measured on: generated libraries, and copies of them that a run may change."""

from __future__ import annotations

import hashlib
import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from email.utils import format_datetime
from functools import cache, partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.library import NOW
from tests.bench.newsboat import write_newsboat
from tests.bench.terminal import child_environment

from newstui.model.versions import BUILDER_VERSION, ENGINE_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Tell = Callable[[random.Random], Iterable[str]]
    """Makes the paragraphs of a story."""

_LIBRARY = Path(__file__).with_name("library.py")
_SEARCHABLE = Path(__file__).with_name("searchable.py")
_REPORTS = Path(__file__).resolve().parents[1] / "data" / "attribution"
_FEEDS = 100
_WORDS = ("harbour", "council", "river", "said", "tunnel", "budget", "winter", "ferry", "that")


class Homes:
    """Generated folders, each made once and then only copied."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        recipes = (_LIBRARY, _SEARCHABLE, Path(__file__), _LIBRARY.with_name("newsboat.py"))
        told = b"".join(path.read_bytes() for path in recipes)
        # What other versions made would be made again while something else is measured.
        told += b"%d %d" % (BUILDER_VERSION, ENGINE_VERSION)
        self._recipe = hashlib.sha256(told).hexdigest()

    def library(self, stories: int) -> Path:
        """Make a library, or find the one made earlier."""

        def make(home: Path) -> None:
            command = [sys.executable, str(_LIBRARY), str(home), "--stories", str(stories)]
            subprocess.run(command, check=True, stdout=sys.stderr, env=child_environment())

        return self._made(f"home-{stories}", make)

    def searchable(self, stories: int) -> Path:
        """Make a library with texts to search, or find the one made earlier."""

        def make(home: Path) -> None:
            made = [str(home.absolute()), "--stories", str(stories)]
            subprocess.run(
                [sys.executable, "-m", "tests.bench.searchable", *made],
                check=True,
                stdout=sys.stderr,
                env=child_environment(),
                cwd=_LIBRARY.parents[2],
            )

        return self._made(f"searchable-{stories}", make)

    def searchable_in_newsboat(self, stories: int) -> Path:
        """Make a folder for newsboat that holds the stories of a library to search."""
        archive = self.searchable(stories) / "data" / "newstui.db"
        name = f"searchable-newsboat-{stories}"
        return self._made(name, lambda folder: write_newsboat(archive, folder))

    def newsboat(self, stories: int) -> Path:
        """Make a folder for newsboat that holds the stories of a library."""
        archive = self.library(stories) / "data" / "newstui.db"
        return self._made(f"newsboat-{stories}", lambda folder: write_newsboat(archive, folder))

    def feeds(self, items: int) -> Path:
        """Make a folder of feeds, each with so many new stories."""
        return self._made(f"feeds-{items}", partial(_write_feeds, _FEEDS, items, _draw_words))

    def reporting_feeds(self, feeds: int, items: int) -> Path:
        """Make a folder of feeds whose stories are news, in which somebody says something."""
        name = f"reporting-feeds-{feeds}-{items}"
        return self._made(name, partial(_write_feeds, feeds, items, _quote_news))

    @contextmanager
    def copied(self, home: Path) -> Iterator[Path]:
        """Lend a copy of a home."""
        copy = self._folder / "in-use"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(home, copy)
        try:
            yield copy
        finally:
            shutil.rmtree(copy, ignore_errors=True)

    def _made(self, name: str, make: Callable[[Path], None]) -> Path:
        """Make a folder unless it was finished by the same recipe."""
        path, stamp = self._folder / name, self._folder / f"{name}.made"
        if not stamp.exists() or stamp.read_text(encoding="ascii") != self._recipe:
            shutil.rmtree(path, ignore_errors=True)
            sys.stderr.write(f"making {name} ...\n")
            make(path)
            stamp.write_text(self._recipe, encoding="ascii")
        return path


def read_from_files(home: Path, feeds: Path) -> None:
    """Have the feeds of a library read from files, so that refreshing needs no network."""
    with closing(sqlite3.connect(home / "data" / "newstui.db")) as connection, connection:
        connection.execute(
            "UPDATE feeds SET kind = 'file', final_url = '', place = ? || '/' || id || '.xml'",
            (str(feeds.absolute()),),
        )


def _write_feeds(feeds: int, items: int, tell: Tell, folder: Path) -> None:
    folder.mkdir(parents=True)
    for number in range(1, feeds + 1):
        path = folder / f"{number}.xml"
        path.write_text(_feed(number, items, tell), encoding="utf-8")


def _feed(number: int, items: int, tell: Tell) -> str:
    chance = random.Random(number)  # noqa: S311 - the same feeds every time
    entries = "".join(_item(tell(chance), number, item) for item in range(items))
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>'
        f"<title>Outlet {number:04}</title>{entries}</channel></rss>"
    )


def _item(paragraphs: Iterable[str], number: int, item: int) -> str:
    body = "".join(f"&lt;p&gt;{paragraph}&lt;/p&gt;" for paragraph in paragraphs)
    return (
        f"<item><title>Fresh {number:04}-{item:03}</title><guid>fresh-{number}-{item}</guid>"
        f"<link>https://feed.example/fresh/{number}/{item}</link>"
        f"<pubDate>{format_datetime(NOW)}</pubDate>"
        f"<description>{body}</description></item>"
    )


def _draw_words(chance: random.Random) -> Iterator[str]:
    """Make paragraphs of words without a meaning."""
    return (f"{' '.join(chance.choices(_WORDS, k=40))}." for _ in range(10))


def _quote_news(chance: random.Random) -> Iterator[str]:
    """Take the paragraphs of one of the stories that the search for sources is scored on."""
    text = chance.choice(_reports())
    return (escape(escape(paragraph)) for paragraph in text.split("\n\n"))


@cache
def _reports() -> tuple[str, ...]:
    return tuple(path.read_text(encoding="utf-8") for path in sorted(_REPORTS.glob("*.txt")))
