"""Tags and notes on the command line: tag, untag, tags, note."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from newstui.cli.library import opened_library
from newstui.cli.output import counted, say, say_record, warn
from newstui.errors import UsageError
from newstui.newsroom.choosing import choose_stories, is_story_number
from newstui.newsroom.desk import read_clock
from newstui.newsroom.organising import list_tags, note_story, split_tags, tag_stories
from newstui.newsroom.records import SCHEMA
from newstui.store.notes import find_notes
from newstui.text.clean import NOTHING, clean_block, clean_line

if TYPE_CHECKING:
    from argparse import Namespace


def tag(chosen: Namespace) -> int:
    """Put tags on stories."""
    return _change_tags(chosen, on=True)


def untag(chosen: Namespace) -> int:
    """Take tags off stories."""
    return _change_tags(chosen, on=False)


def _change_tags(chosen: Namespace, *, on: bool) -> int:
    """Change tags; each story's number is printed once that is on disk."""
    named = split_tags(chosen.tags)
    if not named:
        raise UsageError(f"{'tag' if on else 'untag'}: the tag is empty")
    add, remove = (named, ()) if on else ((), named)
    with opened_library(chosen, to_change=True) as library:
        choice = choose_stories(library.archive, chosen.stories)
        changed = tag_stories(
            library.archive,
            choice.story_ids,
            add=add,
            remove=remove,
            folder=library.bookmarks_folder,
            clock=read_clock,
        )
    for number in changed:
        if chosen.json:
            changes = {"added": list(add), "removed": list(remove)}
            say_record({"schema": SCHEMA, "id": f"#{number}", **changes})
        else:
            say(clean_line(f"#{number} {'' if on else 'not '}{', '.join(named)}"))
    failures = choice.failures or ([] if choice.story_ids else [clean_line("no story matches")])
    for failure in failures:
        warn(failure)
    return 1 if failures else 0


def tags(chosen: Namespace) -> int:
    """List the tags."""
    with opened_library(chosen, with_samples=False) as library:
        found = list_tags(library.archive)
    for name, count in found:
        if chosen.json:
            say_record({"schema": SCHEMA, "tag": name, "stories": count})
        else:
            say(clean_line(f"{name}: {counted(count, 'story', 'stories')}"))
    return 0


def note(chosen: Namespace) -> int:
    """Write or print the note on one story."""
    if not is_story_number(chosen.story):
        raise UsageError("note: give a story's #ID; the shell needs quotes around it: '#12'")
    text = sys.stdin.read() if chosen.text == "-" else chosen.text
    with opened_library(chosen, to_change=text is not None) as library:
        archive, folder = library.archive, library.bookmarks_folder
        choice = choose_stories(archive, [chosen.story])
        for number in choice.story_ids:
            if text is not None:
                note_story(archive, number, text, folder=folder, clock=read_clock)
            kept = find_notes(archive, [number]).get(number, NOTHING)
            if chosen.json:
                say_record({"schema": SCHEMA, "id": f"#{number}", "note": kept or None})
            elif text is None and kept:
                say(clean_block(kept))
            elif text is not None:
                say(clean_line(f"#{number} {'noted' if kept else 'has no note'}"))
    for failure in choice.failures:
        warn(failure)
    return 1 if choice.failures else 0
