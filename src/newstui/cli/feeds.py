"""Subscriptions on the command line: add, feeds, refresh."""

from __future__ import annotations

import shlex
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from newstui.cli.library import opened_library
from newstui.cli.offering import offer_feeds
from newstui.cli.output import counted, say, say_record, warn
from newstui.newsroom.arranging import read_folder
from newstui.newsroom.bookmarking import repair_bookmarks
from newstui.newsroom.desk import read_clock
from newstui.newsroom.foldering import feeds_in, named_folder
from newstui.newsroom.naming import tell_apart
from newstui.newsroom.records import SCHEMA, feed_record
from newstui.newsroom.refreshing import start_refresh
from newstui.newsroom.subscribing import (
    SeveralFeedsError,
    StrayedError,
    choose_feed,
    subscribe,
)
from newstui.newsroom.troubles import describe_idleness, describe_trouble
from newstui.newsroom.waiting import describe_wait, find_waits, is_asked_to_wait
from newstui.places.locating import shown_place
from newstui.refresh.reports import (
    Broken,
    Built,
    Busy,
    Failed,
    Fetched,
    Finished,
    Indexed,
    Ruled,
    Skipped,
    Started,
    Warned,
)
from newstui.store.subscriptions import list_feeds as read_feeds
from newstui.text.clean import clean_block, clean_line

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from newstui.cli.library import Library
    from newstui.cli.progress import Progress
    from newstui.model.feed import Feed
    from newstui.model.text import SafeText
    from newstui.newsroom.subscribing import Added
    from newstui.refresh.reports import Report
    from newstui.store.archive import Archive

_NUMBER_CELLS, _COUNT_CELLS = 4, 7


def add(chosen: Namespace) -> int:
    """Subscribe to a place, once it has been read."""
    from newstui.cli.progress import Progress

    with (
        opened_library(chosen, with_samples=False, to_change=True) as library,
        Progress(sys.stderr, hidden=chosen.json) as progress,
    ):
        progress.start(1, clean_line(f"reading {shown_place(chosen.place)}"))
        try:
            added = subscribe(
                library.archive,
                chosen.place,
                title=clean_line(chosen.title or ""),
                folder=chosen_folder(library, chosen) or None,
                settings=library.paths.settings,
                clock=read_clock,
            )
        except SeveralFeedsError as error:
            asked = [("--folder", chosen.folder or None), ("--title", chosen.title or None)]
            return offer_feeds(chosen, library.archive, error, ["add"], asked)
        except StrayedError as error:
            warn(clean_line(str(error)))
            how = f"newstui edit {error.feed.id} --address {shlex.quote(error.place)}"
            say(clean_block(f"`{how}` moves that feed there, with its stories and marks"))
            return 1
    for warning in added.warnings:
        warn(warning)
    for part in added.left_out:
        warn(clean_line(f"left out: {part}"))
    feed, stories = added.feed, counted(added.stories, "new story", "new stories")
    if chosen.json:
        say_record({**feed_record(feed), "is_new": added.is_new, "new": added.stories})
    elif added.is_new:
        where = f" in {feed.folder}" if feed.folder else ""
        say(clean_line(f"added {feed.title} as feed {feed.id}{where}, {stories}"))
    else:
        said = [f"{feed.title} is subscribed already, as feed {feed.id}", *_moves(added), stories]
        say(clean_line("; ".join(said)))
        if added.keeps_login:
            how = f"newstui edit {feed.id} --address ADDRESS"
            say(clean_line(f"its user name and password stay; `{how}` changes them"))
    return 1 if added.warnings else 0


def chosen_folder(library: Library, chosen: Namespace) -> SafeText | None:
    """Read the folder asked for; `None` when none was, empty for no folder."""
    if chosen.folder is None:
        return None
    return read_folder(chosen.folder, read_feeds(library.archive))


def _moves(added: Added) -> list[str]:
    """Say what adding a feed again has changed of it."""
    feed, was = added.feed, added.was
    if was is None:
        return []
    moves = [f"it was moved to {feed.folder}"] if feed.folder != was.folder else []
    # Of a file it may be the file that calls itself something else now.
    return [f"it was called {was.title}", *moves] if feed.title != was.title else moves


def list_feeds(chosen: Namespace) -> int:
    """List the subscriptions."""
    now = read_clock()
    with opened_library(chosen) as library:
        feeds = read_feeds(library.archive)
        waits = find_waits(library.archive, feeds, now=now)
    called = tell_apart(feeds)
    if chosen.trouble:
        feeds = tuple(feed for feed in feeds if _trouble(feed, now))
    for feed in feeds:
        say_feed(chosen, feed, called[feed.id], waits.get(feed.id), now)
    return 0


def say_feed(
    chosen: Namespace, feed: Feed, called: SafeText, wait: datetime | None, now: datetime
) -> None:
    """Print one subscription, and until when it waits for its host."""
    if chosen.json:
        say_record(feed_record(feed, waits_until=wait))
    else:
        say(_feed_line(feed, called, wait, now))


def _trouble(feed: Feed, now: datetime) -> SafeText:
    return describe_trouble(feed, now=now) or describe_idleness(feed, now=now)


def _feed_line(feed: Feed, called: SafeText, wait: datetime | None, now: datetime) -> SafeText:
    number, unread = f"{feed.id:>{_NUMBER_CELLS}}", f"{feed.unread:>{_COUNT_CELLS},}"
    folder = f"{feed.folder}: " if feed.folder else ""
    told = [] if wait and is_asked_to_wait(feed) else [_trouble(feed, now)]
    told += [describe_wait(feed, wait, now=now)] if wait else []
    trouble = "; ".join(filter(None, told))
    trouble = f"  ! {trouble}" if trouble else ""
    trouble += f"  ({feed.left_out})" if feed.left_out else ""
    return clean_block(f"{number} {unread} unread of {feed.total:<6,} {folder}{called}{trouble}")


def refresh(chosen: Namespace) -> int:
    """Fetch feeds; every failure is named, none stops the others."""
    with opened_library(chosen, with_samples=False, to_change=True) as library:
        feeds = [number for name in chosen.feeds for number in _chosen(library.archive, name)]
        path, settings = library.archive.path, library.paths.settings
    try:
        return _follow_refresh(chosen, path, feeds, settings)
    except KeyboardInterrupt:
        warn(clean_line("stopped; what has come stays"))
        raise


def _chosen(archive: Archive, name: str) -> list[int]:
    """List the number of the feed meant, or those of a folder's feeds."""
    if folder := named_folder(archive, name):
        return [feed.id for feed in feeds_in(read_feeds(archive), folder)]
    return [choose_feed(archive, name).id]


def _follow_refresh(chosen: Namespace, path: Path, feeds: list[int], settings: Path) -> int:
    """Start the refresh process and tell what it tells."""
    from newstui.cli.progress import Progress

    failed = False
    changed = held_back = ruled = 0
    in_part: set[int] = set()
    last: Report | None = None
    # Standard output belongs to the reports: no bar is drawn beside JSON.
    with (
        start_refresh(path, feeds, settings=settings, only_due=chosen.due) as run,
        Progress(sys.stderr, hidden=chosen.json) as progress,
    ):
        for last in run.reports():
            failed = failed or isinstance(last, Failed | Broken | Warned)
            changed += last.changed if isinstance(last, Fetched) else 0
            held_back += isinstance(last, Skipped)
            if isinstance(last, Warned):
                in_part.add(last.feed)
            if isinstance(last, Ruled):
                ruled += last.stories
                _write_bookmarks(chosen, last)
            if chosen.json:
                say_record({"schema": SCHEMA, "event": last.event, **asdict(last)})
            _tell(last, progress)
    if isinstance(last, Finished):
        if last.feeds == 0 and not chosen.due:
            warn(clean_line("nothing is subscribed yet; `newstui add PLACE` does that"))
        elif not chosen.json:
            counts = {"changed": changed, "left alone": held_back, "read in part": len(in_part)}
            say(_summary(last, {**counts, "failed": last.failed, "met a rule": ruled}))
    return 1 if failed else 0


def _write_bookmarks(chosen: Namespace, ruled: Ruled) -> None:
    """Write the files of what a rule bookmarked."""
    if ruled.bookmarked:
        with opened_library(chosen, with_samples=False, to_change=True) as library:
            folder = library.bookmarks_folder
            for trouble in repair_bookmarks(library.archive, folder=folder, clock=read_clock):
                warn(trouble)


def _summary(finished: Finished, counts: Mapping[str, int]) -> SafeText:
    """Say how a refresh went; `counts` is of what else became of feeds and stories."""
    asked = finished.feeds - counts["left alone"]
    parts = [f"{counted(asked, 'feed', 'feeds')} refreshed", f"{finished.new:,} new"]
    parts += [f"{count:,} {what}" for what, count in counts.items() if count]
    return clean_line(", ".join(parts))


def _tell(report: Report, progress: Progress) -> None:
    match report:
        case Started():
            progress.start(report.feeds, clean_line("refreshing"))
        case Fetched():
            progress.advance(clean_line(report.title))
        case Failed():
            progress.advance(clean_line(report.title))
            warn(clean_line(f"{report.title or report.place}: {report.reason}"))
        case Skipped():
            progress.advance(clean_line(report.title))
            warn(clean_line(f"{report.title}: {report.reason}"))
        case Warned():
            warn(clean_line(f"{report.title}, {report.place}: {report.reason}"))
        case Ruled() if report.reason:
            warn(clean_line(report.reason))
        case Broken():
            warn(clean_line(report.reason))
        case Busy():
            warn(clean_line("another newstui is refreshing this library already"))
        case Indexed() | Built():
            doing = "preparing" if isinstance(report, Built) else "indexing"
            progress.go_on(report.done, report.done + report.left, clean_line(f"{doing} stories"))
        case _:
            pass
