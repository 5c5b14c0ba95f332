"""The theme chosen last is remembered; a file that cannot be read or written costs only that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newstui.newsroom.session import recall, remember

if TYPE_CHECKING:
    from pathlib import Path


def test_a_theme_saved_is_the_theme_loaded(tmp_path: Path) -> None:
    path = tmp_path / "state" / "session.json"
    remember(path, "theme", "newstui-dark")
    remember(path, "theme", "newstui-light")
    assert recall(path, "theme") == "newstui-light"
    assert [file.name for file in path.parent.iterdir()] == ["session.json"]


def test_nothing_saved_is_no_theme(tmp_path: Path) -> None:
    assert recall(tmp_path / "session.json", "theme") == ""


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b'{"theme": 5}', b"{}", b"\xff\xfe", b"null", b"[" * 100_000],
    ids=["empty", "cut off", "list", "number", "no theme", "no UTF-8", "null", "deep"],
)
def test_a_damaged_file_is_no_theme(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "session.json"
    path.write_bytes(data)
    assert recall(path, "theme") == ""


def test_a_folder_that_cannot_be_made_costs_only_the_memory(tmp_path: Path) -> None:
    (tmp_path / "state").touch()
    path = tmp_path / "state" / "session.json"
    remember(path, "theme", "newstui-dark")
    assert recall(path, "theme") == ""
