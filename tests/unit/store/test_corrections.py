"""Corrections are kept for good: undone only by whom they are as left, seen by every reader."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from newstui.model.correction import Correction, CorrectionKind, Place
from newstui.store import changes
from newstui.store.archive import Archive
from newstui.store.corrections import find_corrections, has_corrections, keep_corrections
from newstui.store.journal import undo
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)
HERE, THERE = Place("a" * 64, 0, 20), Place("a" * 64, 30, 41)
WRONG = Correction(kind=CorrectionKind.WRONG, made=NOW)
OTHER = Correction(kind=CorrectionKind.OTHER, made=LATER, name=clean_line("Ida Berg"))
LABEL = clean_line("corrected")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = Archive.open(tmp_path / "newstui.db")
    yield opened
    opened.close()


def correct(archive: Archive, wanted: dict[Place, Correction | None]) -> bool:
    return keep_corrections(archive, 7, wanted, label=LABEL, now=NOW)


def found(archive: Archive) -> dict[Place, Correction]:
    return find_corrections(archive, {HERE.text_hash})


def test_a_correction_is_found_by_its_paragraph(archive: Archive) -> None:
    assert not has_corrections(archive)
    assert correct(archive, {HERE: WRONG, THERE: OTHER})
    assert has_corrections(archive)
    assert found(archive) == {HERE: WRONG, THERE: OTHER}
    assert find_corrections(archive, {"b" * 64}) == {}


def test_correcting_again_in_the_same_way_is_no_change(archive: Archive) -> None:
    assert correct(archive, {HERE: WRONG})
    again = Correction(kind=CorrectionKind.WRONG, made=LATER)
    assert not correct(archive, {HERE: again})
    assert not correct(archive, {THERE: None})
    assert undo(archive, shelf=None, now=NOW) is not None
    assert undo(archive, shelf=None, now=NOW) is None


def test_undo_brings_back_what_was_corrected_before(archive: Archive) -> None:
    correct(archive, {HERE: WRONG})
    correct(archive, {HERE: OTHER, THERE: WRONG})
    correct(archive, {HERE: None})
    assert found(archive) == {THERE: WRONG}
    undo(archive, shelf=None, now=NOW)
    assert found(archive) == {HERE: OTHER, THERE: WRONG}
    undone = undo(archive, shelf=None, now=NOW)
    assert undone is not None
    assert (undone.label, undone.story_ids, undone.skipped) == ("corrected", (7,), 0)
    assert found(archive) == {HERE: WRONG}
    undo(archive, shelf=None, now=NOW)
    assert found(archive) == {}


def test_undo_leaves_alone_what_another_reader_corrected_since(archive: Archive) -> None:
    other = archive.twin()
    correct(archive, {HERE: WRONG, THERE: WRONG})
    keep_corrections(other, 7, {HERE: OTHER}, label=LABEL, now=LATER)
    number = archive.read("SELECT min(id) FROM journal")[0][0]
    undone = undo(archive, shelf=None, now=LATER, number=number)
    assert undone is not None
    assert undone.skipped == 1
    assert found(other) == {HERE: OTHER}
    other.close()


def test_another_reader_is_told_which_story_was_corrected_and_undone(archive: Archive) -> None:
    before = changes.latest(archive)
    correct(archive, {HERE: WRONG})
    undo(archive, shelf=None, now=NOW)
    told = [(c.kind, c.first_id, c.last_id) for c in changes.since(archive, before)]
    assert told == [("marks", 7, 7), ("marks", 7, 7)]


def test_a_kind_that_only_a_newer_version_knows_is_left_out(archive: Archive) -> None:
    correct(archive, {HERE: WRONG, THERE: OTHER})
    with archive.transaction(durable=False) as connection:
        connection.execute("UPDATE corrections SET kind = 'sarcasm' WHERE start = 0")
    assert found(archive) == {THERE: OTHER}
