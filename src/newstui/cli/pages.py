"""Whole stories on the command line: pages, read ahead of going offline."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from newstui.cli.library import opened_library
from newstui.cli.output import counted, say, say_record, warn
from newstui.cli.progress import Progress
from newstui.newsroom.choosing import choose_stories, is_story_number
from newstui.newsroom.records import SCHEMA
from newstui.newsroom.refreshing import start_reading_pages
from newstui.refresh.reports import Broken, PageFailed, PageRead
from newstui.store.listing import find_unread_pages
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from argparse import Namespace


def read_pages(chosen: Namespace) -> int:
    """Read the pages of stories; every failure is named, none stops the others."""
    with opened_library(chosen, to_change=True) as library:
        numbers = [word for word in chosen.stories if is_story_number(word)]
        choice = choose_stories(library.archive, numbers)
        words = [word for word in chosen.stories if not is_story_number(word)]
        found = choose_stories(library.archive, words).story_ids
        # Who gives a number wants that page, also again; a query is for what is still to be read.
        ahead = find_unread_pages(library.archive, found)
        story_ids = list(dict.fromkeys([*choice.story_ids, *ahead]))
        path, settings = library.archive.path, library.paths.settings
    failures = list(choice.failures)
    read = 0
    with (
        start_reading_pages(path, story_ids, settings=settings) as run,
        Progress(sys.stderr, hidden=chosen.json) as progress,
    ):
        progress.start(len(story_ids), clean_line("reading"))
        for report in run.reports() if story_ids else ():
            match report:
                case PageRead():
                    read += 1
                    progress.advance(clean_line(report.title))
                case PageFailed():
                    progress.advance(clean_line(report.title))
                    failures.append(clean_line(f"#{report.story} {report.title}: {report.reason}"))
                case Broken():
                    failures.append(clean_line(report.reason))
            if chosen.json and isinstance(report, PageRead | PageFailed):
                record = asdict(report) | {"story": f"#{report.story}"}
                say_record({"schema": SCHEMA, "event": report.event, **record})
    if not (choice.story_ids or found or failures):
        failures.append(clean_line("no story matches"))
    for failure in failures:
        warn(failure)
    if not chosen.json:
        known = len(set(found).difference(story_ids))
        before = f", {known:,} read before" if known else ""
        say(clean_line(f"{counted(read, 'page', 'pages')} read{before}"))
    return 1 if failures else 0
