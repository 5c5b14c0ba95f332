"""A bookmark keeps what the engine found, and tells what the reader corrected as the reader's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newstui.model.correction import CorrectionKind
from newstui.newsroom.bookmarking import bookmark_story, unbookmark_story
from newstui.newsroom.correcting import correct
from newstui.newsroom.marking import undo
from newstui.newsroom.reading import read_through
from newstui.newsroom.records import bookmark_record
from newstui.store.bookmarks import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from newstui.store.archive import Archive

    Clock = Callable[[], datetime]


def correct_first(archive: Archive, clock: Clock, folder: Path, kind: CorrectionKind) -> None:
    view = read_through(archive, 3, clock=clock)
    assert view is not None
    assert view.stored is not None
    assert view.analysis is not None
    correct(
        archive,
        story_id=3,
        text=view.stored.document.text,
        analysis=view.analysis,
        indexes=[0],
        kind=kind,
        name="May Orr" if kind is CorrectionKind.OTHER else "",
        folder=folder,
        clock=clock,
    )


def voices(folder: Path) -> list[str]:
    """Whom the only file says to have said something."""
    (page,) = folder.glob("*.md")
    lines = page.read_text("utf-8").splitlines()
    return [line.split("**")[1] for line in lines if line.startswith("- **")]


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (CorrectionKind.WRONG, r"unattributed \[corrected by the reader]"),
        (CorrectionKind.NO_CLAIM, r"not a claim \[says the reader]"),
        (CorrectionKind.OTHER, r"May Orr \[named by the reader]"),
    ],
)
def test_a_bookmark_made_after_a_correction_tells_it(
    archive: Archive, clock: Clock, tmp_path: Path, kind: CorrectionKind, told: str
) -> None:
    correct_first(archive, clock, tmp_path, kind)
    bookmark_story(archive, 3, folder=tmp_path, clock=clock)
    assert voices(tmp_path) == [told]
    (bookmark,) = Shelf(archive, tmp_path).bookmarks()
    (correction,) = bookmark_record(bookmark, folder="")["corrections"]
    assert (correction["kind"], correction["found"]) == (str(kind), "Ida Berg")
    assert correction["passage"] == "The quay is closed"


def test_the_file_of_a_bookmark_follows_corrections_made_and_undone(
    archive: Archive, clock: Clock, tmp_path: Path
) -> None:
    bookmark_story(archive, 3, folder=tmp_path, clock=clock)
    correct_first(archive, clock, tmp_path, CorrectionKind.OTHER)
    assert voices(tmp_path) == [r"May Orr \[named by the reader]"]
    undo(archive, folder=tmp_path, clock=clock)
    assert voices(tmp_path) == ["Ida Berg, Rain mayor"]


def test_a_file_out_of_the_trash_tells_what_was_corrected_meanwhile(
    archive: Archive, clock: Clock, tmp_path: Path
) -> None:
    bookmark_story(archive, 3, folder=tmp_path, clock=clock)
    unbookmark_story(archive, 3, folder=tmp_path, clock=clock)
    correct_first(archive, clock, tmp_path, CorrectionKind.OTHER)
    bookmark_story(archive, 3, folder=tmp_path, clock=clock)
    assert voices(tmp_path) == [r"May Orr \[named by the reader]"]
