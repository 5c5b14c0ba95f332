"""The refresh process killed again and again while a reader marks stories: what must be left then.

As a program it does so as often as wanted: `python tests/faults/kills.py --times 100`.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
from collections import Counter
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.faults.answers import RSS_TYPE, feed, item, packed, reply
from tests.faults.server import Server

from newstui.model.feed import FeedKind
from newstui.model.versions import BUILDER_VERSION, ENGINE_VERSION
from newstui.newsroom.bookmarking import bookmark_story
from newstui.refresh.reports import Finished, Started
from newstui.refresh.running import start_refresh
from newstui.store.archive import Archive
from newstui.store.bookmarks import Shelf
from newstui.store.listing import is_all_prepared
from newstui.store.marks import find_marks, set_read
from newstui.store.subscriptions import add_feed

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.faults.server import Answer, Site
    from tests.faults.talk import Behaviour, Talk

    Answering = Callable[[bytes, str], Answer]
    """Makes the answer of a body and its validator."""

FEEDS: Final = 20
SITES: Final = 1
STORIES: Final = 2
"""Of each edition of a feed; every feed lists those of all editions."""
_OTHER_REPORTS: Final = 6
"""Reports of a refresh that are about no single feed, more or less."""
_PIECE: Final = 256
_MARKED_AT_ONCE: Final = 3
_NOW: Final = datetime(2026, 3, 1, 12, tzinfo=UTC)
_LIMIT: Final = 100_000
_TURN: Final = 0.618_034
"""Spreads moments evenly, however many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When the process is killed."""

    by_bytes: bool
    """Whether bytes that were sent to it are counted, and not reports that came from it."""
    part: float
    """Of all bytes, or of all reports, from 0 to 1."""


def moments(times: int) -> list[Moment]:
    """Choose moments, half of them by bytes, spread evenly over a refresh."""
    return [Moment(by_bytes=n % 2 == 1, part=(n * _TURN) % 1) for n in range(times)]


@dataclass(kw_only=True)
class Library:
    """An archive, its feeds, and what was saved in it."""

    folder: Path
    sites: list[Site]
    editions: int = 0
    read: list[int] = field(default_factory=list)
    bookmarked: dict[int, str] = field(default_factory=dict)
    """Titles by number of the story."""
    kept: list[int] = field(default_factory=list)
    """How many feeds had been kept in full at each kill."""

    def __post_init__(self) -> None:
        with closing(self._open()) as archive:
            for number in range(1, FEEDS + 1):
                place = f"{self._site(number).base}/{number}"
                add_feed(archive, place=place, kind=FeedKind.WEB, now=_NOW)

    @property
    def path(self) -> Path:
        """Where the archive is."""
        return self.folder / "newstui.db"

    def kill_at(self, moment: Moment) -> None:
        """Publish another edition, have it refreshed, kill that, and look what is left.

        Raises:
            AssertionError: If anything is wrong.
        """
        self.editions += 1
        killing = _Killing()
        self._publish(
            killing.at_byte(round(moment.part * self._size())) if moment.by_bytes else _whole
        )
        last = 1 + round(moment.part * (FEEDS + _OTHER_REPORTS))
        with start_refresh(self.path) as run:
            killing.pid = run.process.pid
            for count, report in enumerate(run.reports(), 1):
                if isinstance(report, Started):
                    self._mark_some()
                if count == last and not moment.by_bytes:
                    killing.strike()
        self._check()

    def complete(self) -> None:
        """Refresh in peace, twice: now nothing is missing, and nothing is there twice.

        Raises:
            AssertionError: If anything is wrong.
        """
        self._publish(_whole)
        self._refresh()
        self._check()
        expected = FEEDS * STORIES * self.editions
        with closing(self._open()) as archive:
            for table in ("stories", "identities", "bodies"):
                assert archive.read(f"SELECT count(*) FROM {table}") == [(expected,)]  # noqa: S608
            assert is_all_prepared(archive, builder=BUILDER_VERSION, engine=ENGINE_VERSION)
        assert self._refresh().new == 0

    def _refresh(self) -> Finished:
        with start_refresh(self.path) as run:
            *_, last = run.reports()
        assert isinstance(last, Finished)
        assert (last.feeds, last.failed) == (FEEDS, 0)
        return last

    def _check(self) -> None:
        with closing(self._open()) as archive:
            assert archive.read("PRAGMA integrity_check") == [("ok",)]
            assert archive.read("PRAGMA foreign_key_check") == []
            rows = archive.read("SELECT title FROM stories JOIN bodies ON story_id = id")
            editions = Counter(str(title).rpartition(" ")[0] for (title,) in rows)
            assert set(editions.values()) <= {STORIES}, "a feed was kept by half"
            self.kept.append(sum(key.endswith(f" {self.editions}") for key in editions))
            assert archive.read("SELECT count(*) FROM stories") == [(len(rows),)]
            assert all(mark.read for mark in find_marks(archive, self.read))
            shelf = Shelf(archive, self._bookmarks)
            for story_id, title in self.bookmarked.items():
                bookmark = shelf.find(story_id)
                assert bookmark is not None
                assert bookmark.title == title
                assert (self._bookmarks / bookmark.file_name).is_file()

    def _mark_some(self) -> None:
        """Read and bookmark stories that are there, while the process is at work."""
        with closing(self._open()) as archive:
            rows = archive.read(
                "SELECT id, title FROM stories LEFT JOIN marks ON story_id = id"
                " WHERE story_id IS NULL ORDER BY id % 7, id LIMIT ?",
                (_MARKED_AT_ONCE,),
            )
            numbers = [number for number, _ in rows]
            self.read += set_read(archive, numbers, True, now=_NOW)  # noqa: FBT003 - the mark's value
            for number, title in rows[:1]:
                bookmark_story(archive, number, folder=self._bookmarks, clock=lambda: _NOW)
                self.bookmarked[number] = title

    def _publish(self, answer: Answering) -> None:
        for number in range(1, FEEDS + 1):
            reply_to = answer(self._feed(number), f'"{self.editions}"')
            self._site(number).replies[f"/{number}"] = reply_to

    def _feed(self, number: int) -> bytes:
        titles = (
            f"Feed {number} edition {edition} {story}"
            for edition in range(1, self.editions + 1)
            for story in range(STORIES)
        )
        return feed(item(title, guid=title) for title in titles).encode()

    def _size(self) -> int:
        return sum(len(self._feed(number)) for number in range(1, FEEDS + 1))

    def _site(self, number: int) -> Site:
        return self.sites[number % len(self.sites)]

    def _open(self) -> Archive:
        return Archive.open(self.path)

    @property
    def _bookmarks(self) -> Path:
        return self.folder / "bookmarks"


class _Killing:
    """A process that is to be killed, by a count of what was sent to it."""

    def __init__(self) -> None:
        self.pid: int | None = None
        self._sent = 0

    def strike(self) -> None:
        """Kill it; it may be gone already."""
        if self.pid is not None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    def at_byte(self, last: int) -> Answering:
        """Make answers that kill it when so much of all bodies has been sent."""

        def answer(body: bytes, etag: str) -> Behaviour:
            async def behave(talk: Talk) -> None:
                head = reply(body, RSS_TYPE, f"ETag: {etag}").removesuffix(body)
                await talk.send(head)
                for start in range(0, len(body), _PIECE):
                    piece = body[start : start + _PIECE]
                    self._sent += len(piece)
                    if self._sent > last:
                        self.strike()
                    await talk.send(piece)

            return behave

        return answer


def _whole(body: bytes, etag: str) -> Answer:
    return packed(body, etag)


def main(arguments: list[str]) -> int:
    """Kill as often as the command line asks for."""
    parser = argparse.ArgumentParser(prog="kills", description="Kill refreshes, and look.")
    parser.add_argument("--times", type=int, default=100)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="newstui-kills-") as folder, Server() as server:
        library = Library(folder=Path(folder), sites=[server.open() for _ in range(SITES)])
        for count, moment in enumerate(moments(options.times), 1):
            library.kill_at(moment)
            sys.stderr.write(f"\r{count} kills")
        library.complete()
    what = f"{library.editions} kills, {len(library.read)} stories read"
    print(f"{what}, {len(library.bookmarked)} bookmarked: nothing lost")  # noqa: T201 - a command
    spread = sorted(Counter(library.kept[:-1]).items())
    told = ", ".join(f"{feeds} ({times})" for feeds, times in spread)
    print(f"feeds kept at a kill (how often): {told}")  # noqa: T201 - a command
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
