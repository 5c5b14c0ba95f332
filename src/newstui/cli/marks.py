"""Marks on the command line: mark, bookmarks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstui.cli.library import opened_library
from newstui.cli.output import say, say_record, warn
from newstui.newsroom.bookmarking import bookmark_each, unbookmark_each
from newstui.newsroom.choosing import choose_stories
from newstui.newsroom.desk import read_clock
from newstui.newsroom.marking import mark_stories
from newstui.newsroom.records import SCHEMA, bookmark_record
from newstui.store.bookmarks import Shelf
from newstui.text.clean import NOTHING, clean_block, clean_line

if TYPE_CHECKING:
    from argparse import Namespace

    from newstui.cli.library import Library
    from newstui.model.text import SafeText


def mark(chosen: Namespace) -> int:
    """Change marks; each story's number is printed once its mark is on disk."""
    with opened_library(chosen, to_change=True) as library:
        choice = choose_stories(library.archive, chosen.stories)
        numbers = choice.story_ids
        if chosen.mark in {"read", "unread"} and numbers:
            mark_stories(library.archive, numbers, read=chosen.mark == "read", clock=read_clock)
            for number in numbers:
                _tell(chosen, number)
        elif numbers:
            choice.failures.extend(_change_bookmarks(library, numbers, chosen))
    failures = choice.failures or ([] if numbers else [clean_line("no story matches")])
    for failure in failures:
        warn(failure)
    return 1 if failures else 0


def _change_bookmarks(library: Library, numbers: list[int], chosen: Namespace) -> list[SafeText]:
    """Change bookmarks, as one change; return what is wrong with their files."""
    troubles: list[SafeText] = []
    change = bookmark_each if chosen.mark == "bookmark" else unbookmark_each
    changed = change(library.archive, numbers, folder=library.bookmarks_folder, clock=read_clock)
    for number, told in changed:
        _tell(chosen, number, NOTHING if told.is_trouble else told.text)
        if told.is_trouble:
            troubles.append(clean_line(f"#{number}: {told.text}"))
    return troubles


def _tell(chosen: Namespace, number: int, told: SafeText = NOTHING) -> None:
    """Print a story's number, now that its mark is on disk, and what to know about it."""
    if chosen.json:
        record = {"schema": SCHEMA, "id": f"#{number}", "mark": chosen.mark}
        say_record({**record, "notice": told or None})
    else:
        say(clean_line(f"#{number} {told}"))


def bookmarks(chosen: Namespace) -> int:
    """List the bookmarks and their files, which are repaired where that is needed."""
    with opened_library(chosen, with_samples=False) as library:
        shelf = Shelf(library.archive, library.bookmarks_folder)
        troubles = shelf.repair(read_clock())
        kept = shelf.bookmarks()
    for trouble in troubles:
        warn(trouble)
    folder = str(library.bookmarks_folder)
    for bookmark in kept:
        if chosen.json:
            say_record(bookmark_record(bookmark, folder=folder))
        else:
            head = clean_line(f"#{bookmark.story_id} {bookmark.title} · {bookmark.outlet}")
            say(clean_block(f"{head}\n    {clean_line(f'{folder}/{bookmark.file_name}')}"))
    return 1 if troubles else 0
