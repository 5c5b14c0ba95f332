"""Subscriptions on the command line: add, feeds, remove, refresh."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from newstui.cli.library import opened_library
from newstui.cli.output import say, say_record, warn
from newstui.newsroom.desk import read_clock
from newstui.newsroom.records import SCHEMA, feed_record
from newstui.newsroom.refreshing import start_refresh
from newstui.newsroom.subscribing import choose_feed, subscribe, unsubscribe
from newstui.refresh.reports import Broken, Busy, Failed, Fetched, Finished, Started, Warned
from newstui.store.subscriptions import list_feeds as read_feeds
from newstui.text.clean import clean_block, clean_line

if TYPE_CHECKING:
    from argparse import Namespace

    from newstui.cli.progress import Progress
    from newstui.model.feed import Feed
    from newstui.model.text import SafeText
    from newstui.refresh.reports import Report

_NUMBER_CELLS, _COUNT_CELLS = 4, 7


def add(chosen: Namespace) -> int:
    """Subscribe to a place, once it has been read."""
    with opened_library(chosen, with_samples=False) as library:
        added = subscribe(
            library.archive,
            chosen.place,
            title=clean_line(chosen.title or ""),
            folder=clean_line(chosen.folder) if chosen.folder else None,
            clock=read_clock,
        )
    for warning in added.warnings:
        warn(warning)
    word = "added" if added.is_new else "is subscribed already:"
    stories = f"{added.stories:,} new {'story' if added.stories == 1 else 'stories'}"
    say(clean_line(f"{word} {added.feed.title} as feed {added.feed.id}, {stories}"))
    return 0


def list_feeds(chosen: Namespace) -> int:
    """List the subscriptions."""
    with opened_library(chosen) as library:
        feeds = read_feeds(library.archive)
    for feed in feeds:
        if chosen.json:
            say_record(feed_record(feed))
        else:
            say(_feed_line(feed))
    return 0


def _feed_line(feed: Feed) -> SafeText:
    number, unread = f"{feed.id:>{_NUMBER_CELLS}}", f"{feed.unread:>{_COUNT_CELLS},}"
    trouble = f"  ! {feed.error}" if feed.error else ""
    return clean_block(f"{number} {unread} unread of {feed.total:<6,} {feed.title}{trouble}")


def remove(chosen: Namespace) -> int:
    """Remove a subscription; its stories and marks come back with it."""
    with opened_library(chosen, with_samples=False) as library:
        feed = choose_feed(library.archive, chosen.feed)
        unsubscribe(library.archive, feed, clock=read_clock)
    say(clean_line(f"removed {feed.title}; adding it again brings its stories and marks back"))
    return 0


def refresh(chosen: Namespace) -> int:
    """Fetch feeds; every failure is named, none stops the others."""
    from newstui.cli.progress import Progress

    with opened_library(chosen) as library:
        feeds = [choose_feed(library.archive, name).id for name in chosen.feeds]
        path, is_memory = library.archive.path, library.archive.is_memory
    if is_memory:
        warn(clean_line("the archive cannot be written, so nothing is refreshed"))
        return 1
    failed = False
    with start_refresh(path, feeds) as run, Progress(sys.stderr) as progress:
        for report in run.reports():
            failed = failed or isinstance(report, Failed | Broken)
            _tell(report, progress, as_json=chosen.json)
    return 1 if failed else 0


def _tell(report: Report, progress: Progress, *, as_json: bool) -> None:
    if as_json:
        say_record({"schema": SCHEMA, "event": report.event, **asdict(report)})
    match report:
        case Started():
            progress.start(report.feeds)
        case Fetched():
            progress.advance(clean_line(report.title))
        case Failed():
            progress.advance(clean_line(report.title))
            warn(clean_line(f"{report.title or report.place}: {report.reason}"))
        case Warned():
            warn(clean_line(f"{report.title}, {report.place}: {report.reason}"))
        case Broken():
            warn(clean_line(report.reason))
        case Busy():
            warn(clean_line("another newstui is refreshing this library already"))
        case Finished() if not as_json:
            feeds = "feed" if report.feeds == 1 else "feeds"
            failed = f", {report.failed:,} failed" if report.failed else ""
            say(clean_line(f"{report.feeds:,} {feeds} refreshed, {report.new:,} new{failed}"))
        case _:
            progress.rest()
