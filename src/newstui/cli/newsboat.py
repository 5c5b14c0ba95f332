"""Moving in from newsboat on the command line, with a report of what was taken and what was not."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from newstui.cli.library import opened_library
from newstui.cli.moving import tell_skipped
from newstui.cli.output import counted, say_item, say_reading, say_record, warn
from newstui.cli.progress import Progress
from newstui.newsroom import newsboat
from newstui.newsroom.desk import read_clock
from newstui.newsroom.newsboatfiles import find_newsboat
from newstui.newsroom.records import SCHEMA
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from argparse import Namespace

    from newstui.model.text import SafeText
    from newstui.newsroom.newsboat import Moved, MovedFeed


def import_newsboat(chosen: Namespace) -> int:
    """Take over feeds, articles and query feeds; 1 when something could not be read or kept."""
    files = find_newsboat(chosen.urls, chosen.cache)
    wishes = newsboat.Wishes(dry_run=chosen.dry_run, bookmark_flags=chosen.bookmark_flags or "")
    try:
        with (
            opened_library(chosen, with_samples=False, to_change=not chosen.dry_run) as library,
            Progress(sys.stderr, hidden=chosen.json) as progress,
        ):
            moved = newsboat.import_newsboat(
                library.archive,
                files,
                wishes,
                bookmarks=library.bookmarks_folder,
                clock=read_clock,
                watching=progress,
            )
    except KeyboardInterrupt:
        warn(clean_line("interrupted; what was imported stays, the same command does the rest"))
        raise
    _tell(chosen, moved)
    return 1 if moved.failures else 0


def _tell(chosen: Namespace, moved: Moved) -> None:
    for feed in moved.feeds:
        _tell_feed(chosen, feed)
    for name, query in moved.queries.new:
        _tell_query(chosen, "added", name, query)
    for name in moved.queries.known:
        _tell_query(chosen, "known", name, None)
    for skipped in moved.skipped:
        tell_skipped(chosen, skipped)
    for failure in moved.failures:
        warn(failure)
    if chosen.json:
        say_record(_summary_record(moved, dry_run=chosen.dry_run))
    else:
        say_reading(_summary(moved, dry_run=chosen.dry_run))


def _tell_feed(chosen: Namespace, moved: MovedFeed) -> None:
    feed, articles = moved.feed, moved.articles
    outcome = "added" if moved.is_new else "known"
    if chosen.json:
        record = {"schema": SCHEMA, "outcome": outcome, "dry_run": chosen.dry_run}
        record |= {"id": feed.feed_id, "title": feed.title, "address": feed.address}
        record |= {"folder": feed.folder, "reason": None, "notes": list(moved.notes)}
        say_record({**record, **_articles_record(moved)})
        return
    folder = f"{feed.folder}: " if feed.folder else ""
    address = (feed.address,) if feed.title != feed.address else ()
    told = [counted(articles.new, "article", "articles")]
    told += [f"{articles.new - articles.read:,} unread"] if articles.new else []
    told += [f"{articles.tagged:,} flagged"] if articles.tagged else []
    told += [f"{articles.known:,} known already"] if articles.known else []
    told += [f"{articles.deleted:,} deleted there"] if articles.deleted else []
    say_item(outcome, clean_line(folder + feed.title), *address, clean_line(", ".join(told)))
    for note in moved.notes:
        say_item("", note)


def _articles_record(moved: MovedFeed) -> dict[str, int]:
    articles = moved.articles
    return {
        "articles": articles.new,
        "read": articles.read,
        "flagged": articles.tagged,
        "known_articles": articles.known,
        "marked": articles.marked,
        "deleted": articles.deleted,
    }


def _tell_query(chosen: Namespace, outcome: str, name: SafeText, query: SafeText | None) -> None:
    if chosen.json:
        record = {"schema": SCHEMA, "outcome": f"query {outcome}", "dry_run": chosen.dry_run}
        say_record({**record, "title": name, "query": query})
        return
    told = f"{name}: {query}" if query else f"{name}, {outcome} already"
    say_item("query", clean_line(told, limit=2_000))


def _totals(moved: Moved) -> dict[str, int]:
    feeds = [feed.articles for feed in moved.feeds]
    return {
        "feeds_added": sum(feed.is_new for feed in moved.feeds),
        "feeds_known": sum(not feed.is_new for feed in moved.feeds),
        "articles": sum(one.new for one in feeds),
        "read": sum(one.read for one in feeds),
        "flagged": sum(one.tagged for one in feeds),
        "known_articles": sum(one.known for one in feeds),
        "marked": sum(one.marked for one in feeds),
        "deleted": sum(one.deleted for one in feeds),
        "bookmarked": moved.bookmarked,
        "queries": len(moved.queries.new),
        "skipped": len(moved.skipped),
        "failed": len(moved.failures),
    }


def _summary_record(moved: Moved, *, dry_run: bool) -> dict[str, object]:
    return {"schema": SCHEMA, "outcome": "summary", "dry_run": dry_run, **_totals(moved)}


def _summary(moved: Moved, *, dry_run: bool) -> SafeText:
    total = _totals(moved)
    told = [
        counted(total["feeds_added"], "feed added", "feeds added"),
        f"{total['feeds_known']:,} known already",
        counted(total["articles"], "article", "articles"),
    ]
    if total["articles"]:
        told.append(f"{total['articles'] - total['read']:,} of them unread")
    optional = (
        ("flagged", "flagged"),
        ("known_articles", "known already"),
        ("marked", "of those marked as there"),
        ("deleted", "deleted there, so only noted as read"),
        ("bookmarked", "bookmarked"),
        ("queries", "saved queries" if total["queries"] != 1 else "saved query"),
        ("skipped", "skipped"),
        ("failed", "failed"),
    )
    told += [f"{total[name]:,} {words}" for name, words in optional if total[name]]
    ending = "; nothing was changed" if dry_run else ""
    if not moved.has_cache:
        ending = f"; no cache was found, so no articles{ending}"
    if total["feeds_added"] and not dry_run:
        ending += "; `newstui refresh` fetches what is new"
    return clean_line(", ".join(told) + ending)
