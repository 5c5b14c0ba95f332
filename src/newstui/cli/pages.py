"""Whole stories on the command line: pages, read ahead of going offline."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from newstui.cli.library import opened_library
from newstui.cli.output import counted, say, say_record, warn
from newstui.cli.progress import Progress
from newstui.newsroom.choosing import choose_stories
from newstui.newsroom.records import SCHEMA
from newstui.newsroom.refreshing import start_reading_pages
from newstui.refresh.reports import Broken, PageFailed, PageRead
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from argparse import Namespace


def read_pages(chosen: Namespace) -> int:
    """Read the pages of stories; every failure is named, none stops the others."""
    with opened_library(chosen, to_change=True) as library:
        choice = choose_stories(library.archive, chosen.stories)
        path, settings = library.archive.path, library.paths.settings
    failures = list(choice.failures)
    read = 0
    with (
        start_reading_pages(path, choice.story_ids, settings=settings) as run,
        Progress(sys.stderr, hidden=chosen.json) as progress,
    ):
        progress.start(len(choice.story_ids), clean_line("reading"))
        for report in run.reports() if choice.story_ids else ():
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
    if not choice.story_ids and not failures:
        failures.append(clean_line("no story matches"))
    for failure in failures:
        warn(failure)
    if not chosen.json:
        say(clean_line(f"{counted(read, 'page', 'pages')} read"))
    return 1 if failures else 0
