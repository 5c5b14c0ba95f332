"""The refresh process against everything a server can do wrong, all of it in one library.

Editions of every site: a good one, whose stories are read; the fault; a good one again.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import pytest
from tests.bench.terminal import peak_memory
from tests.faults import bounded
from tests.faults.answers import feed, packed, rss
from tests.faults.fault import PATH, TITLES, USER, address_of, edition, heal
from tests.faults.table import FAULTS

from newstui.model.feed import FeedKind
from newstui.refresh.reports import Failed, Fetched, Finished, Skipped
from newstui.refresh.running import start_refresh
from newstui.store.archive import Archive
from newstui.store.marks import find_marks, set_read
from newstui.store.stories import find_story, order_rows
from newstui.store.subscriptions import add_feed, find_feed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from tests.faults.fault import Fault
    from tests.faults.server import Site

    from newstui.refresh.reports import Report

NOW: Final = datetime(2026, 3, 1, 12, tzinfo=UTC)
Told = Fetched | Failed | Skipped
Seen = tuple[str, str, bool]
"""Title, body and read mark."""
ROOMY: Final = 600.0
"""Seconds a document may take; a busy machine needs more than others for so many at once."""
HURRIED: Final = 2.0
"""Seconds after which a document that never comes is given up."""
MOST_MEMORY: Final = 512.0
"""In MB, of a refresh process."""
ADDED: Final = ("Weir", "Dam", "Lock")
"""Stories of healthy sites, one more each edition."""
SWIFT: Final = [fault for fault in FAULTS if not fault.is_slow]
SLOW: Final = [fault for fault in FAULTS if fault.is_slow]

pytestmark = pytest.mark.usefixtures("_trusting", "_without_proxies")


@dataclass(kw_only=True)
class Library:
    """An archive of feeds, faulty ones and their neighbours."""

    path: Path
    archive: Archive
    open_site: Callable[..., Site]
    faulty: dict[int, tuple[Fault, Site]] = field(default_factory=dict)
    """By number of the feed."""
    healthy: dict[int, Site] = field(default_factory=dict)
    seconds: float = ROOMY
    """The deadline for each document."""
    memory: float = 0.0
    """Most that a refresh process ever held, in MB."""

    def subscribe(self, site: Site) -> int:
        return add_feed(self.archive, place=address_of(site), kind=FeedKind.WEB, now=NOW)[0].id

    def open_sites(self, faults: list[Fault]) -> None:
        """Subscribe to a site for every fault, and to healthy ones between them."""
        for number, fault in enumerate(faults):
            if number % (len(faults) // 3) == 0:
                neighbour = self.open_site()
                self.healthy[self.subscribe(neighbour)] = neighbour
            site = self.open_site(certificate=fault.certificate)
            self.faulty[self.subscribe(site)] = fault, site

    def publish(self, number: int) -> None:
        """Let every site publish a good edition; a neighbour's has one story more each time."""
        for fault, site in self.faulty.values():
            heal(site, fault, number=number)
        for site in self.healthy.values():
            site.replies[PATH] = packed(rss(*TITLES, *ADDED[:number]), f'"{number}"')

    def refresh(self) -> dict[int, Told]:
        """Give what was told of each feed."""
        feeds = [*self.faulty, *self.healthy]
        reports = list(self.hear(feeds))
        told = [report for report in reports if isinstance(report, (Fetched, Failed, Skipped))]
        assert len(told) == len(feeds)
        failed = sum(isinstance(report, Failed) for report in told)
        assert isinstance(end := reports[-1], Finished)
        assert (end.feeds, end.failed) == (len(feeds), failed)
        assert not any(secret in repr(report) for report in reports for secret in USER)
        return {report.feed: report for report in told}

    def hear(self, feeds: Sequence[int]) -> Iterator[Report]:
        """Refresh feeds; give what is told, and look meanwhile what that takes."""
        with start_refresh(self.path, feeds) as run:
            for report in run.reports():
                self.memory = max(self.memory, peak_memory(run.process.pid))
                yield report

    def stories(self) -> dict[int, dict[int, Seen]]:
        """Give every story as the reader sees it, by number, of each feed."""
        numbers = [number for _, number, _ in order_rows(self.archive, limit=10_000)]
        found: dict[int, dict[int, Seen]] = {}
        for number, mark in zip(numbers, find_marks(self.archive, numbers), strict=True):
            story = find_story(self.archive, number)
            assert story is not None
            seen = story.entry.title, story.entry.body, mark.read
            found.setdefault(story.feed_id, {})[number] = seen
        return found

    def read_one_of_each(self) -> None:
        first = [min(stories) for stories in self.stories().values()]
        assert len(set_read(self.archive, first, True, now=NOW)) == len(first)  # noqa: FBT003


@pytest.fixture
def library(
    tmp_path: Path, open_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Library]:
    def command(_module: str, *arguments: str) -> list[str]:
        return [sys.executable, "-I", bounded.__file__, str(opened.seconds), *arguments]

    monkeypatch.setattr("newstui.refresh.running.python_command", command)
    archive = Archive.open(tmp_path / "newstui.db")
    opened = Library(path=tmp_path / "newstui.db", archive=archive, open_site=open_site)
    yield opened
    archive.close()


def begin(library: Library, faults: list[Fault]) -> None:
    """Have a good edition refreshed and read in part, then let every site go wrong."""
    library.open_sites(faults)
    library.publish(1)
    told = library.refresh()
    assert {report for report in told.values() if isinstance(report, Failed)} == set()
    library.read_one_of_each()
    library.publish(2)
    for fault, site in library.faulty.values():
        fault.spoil(site)


def check_told(library: Library, told: dict[int, Told]) -> None:
    """Every fault is told as its row says, kept with its feed, and hurts nobody else."""
    reasons = {number: getattr(told[number], "reason", "") for number in library.faulty}
    expected = {
        number: fault.told.format(seconds=library.seconds)
        for number, (fault, _) in library.faulty.items()
    }
    assert by_name(library, reasons) == by_name(library, expected)
    for number in library.faulty:
        subscribed = find_feed(library.archive, number)
        assert subscribed is not None
        problem = library.faulty[number][0].problem
        name = library.faulty[number][0].name
        assert (name, subscribed.error or "") == (name, expected[number] or problem)
    assert all(isinstance(told[number], Fetched) for number in library.healthy)


def check_spared(library: Library, told: dict[int, Told]) -> None:
    """Whoever asked to be left alone is, and nobody else."""
    spared = [number for number, report in told.items() if isinstance(report, Skipped)]
    wanted = [number for number, (fault, _) in library.faulty.items() if fault.holds_back]
    assert sorted(spared) == wanted
    for number in wanted:
        assert len(library.faulty[number][1].asked) == 2


def by_name(library: Library, values: dict[int, str]) -> dict[str, str]:
    return {library.faulty[number][0].name: value for number, value in values.items()}


def check_kept(library: Library, before: dict[int, dict[int, Seen]]) -> None:
    """No story and no mark is lost, nothing has come twice, and all is well again."""
    library.publish(3)
    told = library.refresh()
    assert {report for report in told.values() if isinstance(report, Failed)} == set()
    check_spared(library, told)
    after = library.stories()
    for number, stories in before.items():
        assert stories.items() <= after[number].items()
    for number, (fault, site) in library.faulty.items():
        assert titles(after[number]) == sorted([*TITLES, *fault.new]), fault.name
        fault.check(site)
    for number in library.healthy:
        assert titles(after[number]) == sorted([*TITLES, *ADDED])


def titles(stories: dict[int, Seen]) -> list[str]:
    return sorted(title for title, _, _ in stories.values())


def test_every_fault_is_told_and_nothing_is_lost(library: Library) -> None:
    begin(library, SWIFT)
    before = library.stories()
    told = library.refresh()
    check_told(library, told)
    for number, (fault, _) in library.faulty.items():
        assert getattr(told[number], "new", 0) == len(fault.new), fault.name
    for number in library.healthy:
        assert getattr(told[number], "new", 0) == 1
    again = library.refresh()
    check_spared(library, again)
    assert sum(getattr(report, "new", 0) for report in again.values()) == 0
    check_told(library, told | {n: r for n, r in again.items() if not isinstance(r, Skipped)})
    check_kept(library, before)
    assert library.memory < MOST_MEMORY


def test_every_delay_ends_and_nothing_is_lost(library: Library) -> None:
    begin(library, SLOW)
    before = library.stories()
    library.seconds = HURRIED
    told = library.refresh()
    check_told(library, told)
    library.seconds = ROOMY
    check_kept(library, before)


@pytest.mark.parametrize(
    ("entries", "body"),
    [(40_000, ""), (30, "word and more " * 20_000)],
    ids=["40,000 stories", "8 MB in 30 stories"],
)
def test_huge_feed_is_kept_beside_its_neighbour(library: Library, entries: int, body: str) -> None:
    huge, neighbour = library.open_site(), library.open_site()
    numbers = [library.subscribe(huge), library.subscribe(neighbour)]
    content = f"<description>{body}</description>" if body else ""
    items = (f"<item><guid>{number}</guid>{content}</item>" for number in range(entries))
    huge.replies[PATH] = packed(feed(items).encode(), '"1"')
    neighbour.replies[PATH] = packed(edition(1), '"1"')
    told: dict[int, int] = {}
    for report in library.hear(numbers):
        if isinstance(report, Fetched):
            told[report.feed] = report.new
        elif told:
            # They are kept; making all of them ready to read would take a while.
            break
    assert told == dict(zip(numbers, (entries, len(TITLES)), strict=True))
    assert library.memory < MOST_MEMORY
