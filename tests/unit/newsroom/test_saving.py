"""A story is saved under a name that is free, in the format the name says, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.unit.newsroom.test_story_exports import view

from newstui.errors import PlaceError
from newstui.newsroom.saving import save_story, suggest_path

if TYPE_CHECKING:
    from pathlib import Path


def test_the_suggestion_is_a_free_name_in_the_folder_last_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    monkeypatch.chdir(tmp_path)
    assert suggest_path("../Quay: closed", "") == f"{tmp_path}/quay-closed.md"
    assert suggest_path("Quay", "/no/such/folder") == f"{tmp_path}/quay.md"
    (other / "quay.md").touch()
    (other / "quay-2.md").symlink_to("nowhere")
    assert suggest_path("Quay", str(other)) == f"{other}/quay-3.md"
    monkeypatch.setenv("HOME", str(tmp_path))
    assert suggest_path("Quay", str(other)) == "~/other/quay-3.md"


def test_it_is_written_whole_in_the_format_of_its_ending(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert save_story(view(), "~/a.html", are_kept=True) == tmp_path / "a.html"
    assert (tmp_path / "a.html").read_text().startswith("<!DOCTYPE html>")
    save_story(view(), f"{tmp_path}/a.md", are_kept=True)
    assert (tmp_path / "a.md").read_text().startswith("# Quay closed")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.html", "a.md"]


def test_no_file_is_ever_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("mine")
    with pytest.raises(PlaceError, match="exists already; choose another name"):
        save_story(view(), str(path), are_kept=True)
    (tmp_path / "b.md").symlink_to("c.md")
    save_story(view(), str(tmp_path / "b.md"), are_kept=True)
    with pytest.raises(PlaceError, match="exists already"):
        save_story(view(), str(tmp_path / "b.md"), are_kept=True)
    assert path.read_text() == "mine"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("a.doc", "its ending must say the format"),
        ("a", "its ending must say the format"),
        ("", "is a folder"),
        ("new/", "is a folder"),
        ("no/such/a.md", "does not exist"),
        ("x" * 300 + ".md", "has too long a name"),
        ("a\0.md", "is not a usable path"),
    ],
)
def test_what_cannot_be_written_says_why(tmp_path: Path, name: str, reason: str) -> None:
    with pytest.raises(PlaceError, match=reason):
        save_story(view(), f"{tmp_path}/{name}", are_kept=True)
    assert list(tmp_path.iterdir()) == []
