"""A library of folders, and the sidebar as a test reads it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.tui.conftest import NOW, entry, keep

from newstui.model.schedule import Schedule
from newstui.paths import find_paths
from newstui.store.archive import Archive
from newstui.store.editing import edit_feed
from newstui.store.jobs import Check, find_job, keep_checks
from newstui.store.subscriptions import list_feeds
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.conftest import Reader

    from newstui.model.feed import Feed

FOLDERS = {
    "Northern Wire": "World / Asia",
    "Harbour Post": "World",
    "Science Desk": "Science",
    "Silent Review": "Science",
}
TREE = [
    "All stories 7",
    "▾ Science 2",
    "Science Desk 2",
    "! Silent Review",
    "▾ World 4",
    "▾ Asia 3",
    "Northern Wire 3",
    "Harbour Post 1",
    "Courts Today 1",
]
"""The rows of the sidebar, with how many stories are unread."""


def fill(home: Path) -> Archive:
    """Make a library of seven stories in folders, one feed in trouble."""
    opened = Archive.open(find_paths(home).archive)
    titles = ("Dam will hold, says mayor", "Ferry line closes a route", "Lamp lit")
    keep(opened, "Northern Wire", [entry(title, hours=n) for n, title in enumerate(titles, 1)])
    keep(opened, "Harbour Post", [entry("Gulls return", hours=4)])
    keep(opened, "Science Desk", [entry("Ice cores", hours=5), entry("Moss grows", hours=6)])
    keep(opened, "Courts Today", [entry("Two firms shared bids", hours=7)])
    keep(opened, "Silent Review", [])
    for feed in list_feeds(opened):
        if feed.title in FOLDERS:
            folder = clean_line(FOLDERS[feed.title])
            edit_feed(opened, feed.id, folder=folder, now=NOW)
    fail(opened, "Silent Review", "404 Not Found")
    return opened


def fail(archive: Archive, title: str, reason: str) -> None:
    job = find_job(archive, feed_called(archive, title).id)
    assert job is not None
    check = Check(job=job, schedule=Schedule(), error=clean_line(reason))
    keep_checks(archive, [check], now=NOW - timedelta(days=3))


def feed_called(archive: Archive, title: str) -> Feed:
    return next(feed for feed in list_feeds(archive) if feed.title == title)


def inside(reader: Reader) -> list[str]:
    """Read the lines of the sidebar, without its frame."""
    region = reader.screen.feeds.region
    lines = [line[region.x : region.right] for line in reader.lines()[region.y : region.bottom]]
    return [line.strip("│╭╮╰╯─ ") for line in lines]


def rows(reader: Reader) -> list[str]:
    """Read its rows: sign, name and count, without the mark at the edge."""
    pane = reader.screen.feeds
    lines = [" ".join(line.strip("▌› ").split()) for line in inside(reader)]
    return [line for line in lines if line][1 if pane.inside != pane.outer_size else 0 :][
        : pane.row_count
    ]


async def opened_at(reader: Reader, title: str) -> None:
    """Open the sidebar and go to a row."""
    await reader.press("B")
    await reader.until(lambda: len(rows(reader)) > 1, "the feeds are listed")
    await go_to(reader, title)


async def go_to(reader: Reader, title: str) -> None:
    pane, name = reader.screen.feeds, clean_line(title)

    def titles() -> list[str]:
        return [branch.title for branch in pane._branches]  # noqa: SLF001 - to count the steps

    await reader.until(lambda: name in titles(), f"{title} is listed")
    await reader.until_done()
    await reader.press(*str(titles().index(name) + 1), "G")
    await reader.until(lambda: pane.current and pane.current.title == name, f"at {title}")


async def until_rows(reader: Reader, wanted: list[str]) -> None:
    await reader.until(lambda: rows(reader) == wanted, f"these rows: {wanted}, not {rows(reader)}")


def without(title: str) -> list[str]:
    """Name the rows that are left when one feed is gone; counts are as they were."""
    return [row for row in TREE if title not in row]


def at(reader: Reader, pane: str) -> bool:
    return reader.screen.moving.at == pane
