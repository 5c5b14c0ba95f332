"""Stories on the way out: in a format for people or for programs, to a file or printed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from newstui.cli.library import opened_library
from newstui.cli.output import counted, say, warn
from newstui.cli.progress import Progress
from newstui.errors import UsageError
from newstui.newsroom.choosing import choose_stories
from newstui.newsroom.desk import read_clock
from newstui.newsroom.exporting import find_target, save_export
from newstui.newsroom.importing import list_origin
from newstui.newsroom.reading import read_through
from newstui.newsroom.storyexports import ENDINGS, ExportFormat, format_of, write_stories
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from newstui.newsroom.reading import StoryView
    from newstui.store.archive import Archive

_PRINTED = "-"


def export_stories(chosen: Namespace) -> int:
    """Write out the stories asked for; 1 when one of them, or all, are not there."""
    form = _form(chosen)
    path = None if chosen.output in {None, _PRINTED} else Path(chosen.output)
    if chosen.force and path is None:
        raise UsageError("--force is for a file; none is named")
    if path is not None:
        # Told before the work, not after it.
        find_target(path, replace=chosen.force)
    with opened_library(chosen) as library, Progress(sys.stderr) as progress:
        choice = choose_stories(library.archive, chosen.stories)
        failures = list(choice.failures)
        pieces = write_stories(_views(library.archive, choice.story_ids, progress), form)
        if not choice.story_ids:
            failures = failures or [clean_line("no story matches")]
        elif path is None:
            for piece in pieces:
                sys.stdout.write(piece)
        else:
            progress.start(len(choice.story_ids), clean_line("writing"))
            save_export("".join(pieces), path, replace=chosen.force)
    for failure in failures:
        warn(failure)
    if path is not None and choice.story_ids:
        stories = counted(len(choice.story_ids), "story", "stories")
        say(clean_line(f"{stories} written to {list_origin(chosen.output)}"))
    return 1 if failures else 0


def _form(chosen: Namespace) -> ExportFormat:
    """Tell the format asked for.

    Raises:
        UsageError: If nothing says it, or no story is asked for.
    """
    if not chosen.stories:
        raise UsageError(
            "nothing to export: give stories or a query, or --opml for the subscriptions; "
            "the shell needs quotes around a number: '#12'"
        )
    if chosen.format:
        return ExportFormat(chosen.format)
    named = format_of(Path(chosen.output)) if chosen.output else None
    if named is None:
        endings = ", ".join(ENDINGS)
        raise UsageError(f"export: say --format, or name a file that ends with {endings}")
    return named


def _views(archive: Archive, story_ids: list[int], progress: Progress) -> Iterator[StoryView]:
    for story_id in story_ids:
        view = read_through(archive, story_id, clock=read_clock)
        if view is not None:
            yield view
            progress.advance(view.story.entry.title)
