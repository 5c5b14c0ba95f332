"""What the history calls changes of tags, notes and marks: by the story, or by how many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstui.newsroom.marking import mark_stories
from newstui.newsroom.organising import note_story, retag_story, tag_stories
from newstui.store.journal import list_history
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from newstui.store.archive import Archive


def test_the_history_names_the_story_or_how_many_and_the_tags_that_changed(
    archive: Archive, tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    dam, sea = clean_line("dam"), clean_line("sea")
    tag_stories(archive, [1, 2], add=["dam"], folder=tmp_path, clock=clock)
    retag_story(archive, 1, [dam, sea], folder=tmp_path, clock=clock)
    retag_story(archive, 1, [sea], folder=tmp_path, clock=clock)
    tag_stories(archive, [1, 2], add=["a"], remove=["sea"], folder=tmp_path, clock=clock)
    note_story(archive, 2, "why?", folder=tmp_path, clock=clock)
    note_story(archive, 2, "", folder=tmp_path, clock=clock)
    mark_stories(archive, [3], read=True, clock=clock)
    mark_stories(archive, [1, 3], read=False, clock=clock)
    assert [done.label for done in reversed(list_history(archive))] == [
        "2 tagged dam",
        "tagged sea: Calm",
        "untagged dam: Calm",
        "2 tagged a · untagged sea",
        "noted: Gale",
        "took the note off: Gale",
        "marked read: Rain",
        "2 marked unread",
    ]
