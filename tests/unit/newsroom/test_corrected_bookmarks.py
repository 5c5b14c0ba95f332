"""A bookmark keeps what the engine found, and tells what the reader corrected as the reader's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newstui.model.correction import CorrectionKind
from newstui.newsroom.bookmarking import bookmark_story, unbookmark_story
from newstui.newsroom.marking import undo
from newstui.newsroom.records import bookmark_record
from newstui.store.bookmarks import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from newstui.store.archive import Archive

    Clock = Callable[[], datetime]


TOLD = {
    CorrectionKind.WRONG: r"unattributed \[corrected by the reader]",
    CorrectionKind.NO_CLAIM: r"not a claim \[says the reader]",
    CorrectionKind.OTHER: r"May Orr \[named by the reader]",
}


def voices(folder: Path) -> list[str]:
    """Whom the only file says to have said something."""
    (page,) = folder.glob("*.md")
    lines = page.read_text("utf-8").splitlines()
    return [line.split("**")[1] for line in lines if line.startswith("- **")]


@pytest.mark.parametrize("kind", TOLD)
def test_a_bookmark_made_after_a_correction_tells_it(
    archive: Archive,
    clock: Clock,
    tmp_path: Path,
    correct_first: Callable[..., bool],
    kind: CorrectionKind,
) -> None:
    correct_first(kind, tmp_path)
    bookmark_story(archive, 3, folder=tmp_path, clock=clock)
    assert voices(tmp_path) == [TOLD[kind]]
    (bookmark,) = Shelf(archive, tmp_path).bookmarks()
    (correction,) = bookmark_record(bookmark, folder="")["corrections"]
    assert (correction["kind"], correction["found"]) == (str(kind), "Ida Berg")
    assert correction["passage"] == "The quay is closed"


def test_the_file_of_a_bookmark_follows_corrections_made_and_undone(
    archive: Archive, clock: Clock, tmp_path: Path, correct_first: Callable[..., bool]
) -> None:
    bookmark_story(archive, 3, folder=tmp_path, clock=clock)
    correct_first(CorrectionKind.OTHER, tmp_path)
    assert voices(tmp_path) == [r"May Orr \[named by the reader]"]
    undo(archive, folder=tmp_path, clock=clock)
    assert voices(tmp_path) == ["Ida Berg, Rain mayor"]


def test_a_file_out_of_the_trash_tells_what_was_corrected_meanwhile(
    archive: Archive, clock: Clock, tmp_path: Path, correct_first: Callable[..., bool]
) -> None:
    bookmark_story(archive, 3, folder=tmp_path, clock=clock)
    unbookmark_story(archive, 3, folder=tmp_path, clock=clock)
    correct_first(CorrectionKind.OTHER, tmp_path)
    bookmark_story(archive, 3, folder=tmp_path, clock=clock)
    assert voices(tmp_path) == [r"May Orr \[named by the reader]"]
