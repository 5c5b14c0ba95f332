"""The bundled feeds are found in a wheel and in a checkout, and missed with a clear sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newstui.errors import NewstuiError
from newstui.newsroom.bundled import bundled_folder, samples_folder, starter_lists

if TYPE_CHECKING:
    from pathlib import Path


def make_feeds(folder: Path) -> Path:
    (folder / "samples").mkdir(parents=True)
    (folder / "starters").mkdir()
    for name in ("world.opml", "arts.opml", "notes.txt"):
        (folder / "starters" / name).touch()
    return folder


def test_an_installed_package_uses_the_folder_inside_it(tmp_path: Path) -> None:
    package = tmp_path / "site-packages" / "newstui"
    feeds = make_feeds(package / "feeds")
    make_feeds(tmp_path / "feeds")
    assert bundled_folder(package) == feeds


def test_a_checkout_uses_the_folder_beside_its_sources(tmp_path: Path) -> None:
    feeds = make_feeds(tmp_path / "feeds")
    assert bundled_folder(tmp_path / "src" / "newstui") == feeds
    assert samples_folder(tmp_path / "src" / "newstui") == feeds / "samples"


def test_starter_lists_come_by_name_and_are_opml_only(tmp_path: Path) -> None:
    make_feeds(tmp_path / "newstui" / "feeds")
    names = [path.name for path in starter_lists(tmp_path / "newstui")]
    assert names == ["arts.opml", "world.opml"]


def test_a_stray_feeds_folder_near_an_installed_package_is_not_ours(tmp_path: Path) -> None:
    make_feeds(tmp_path / "feeds")
    with pytest.raises(NewstuiError, match="missing from this installation"):
        bundled_folder(tmp_path / "site-packages" / "newstui")


def test_a_feeds_file_instead_of_a_folder_is_reported(tmp_path: Path) -> None:
    (tmp_path / "newstui").mkdir()
    (tmp_path / "newstui" / "feeds").touch()
    with pytest.raises(NewstuiError, match="missing from this installation"):
        samples_folder(tmp_path / "newstui")


def test_the_running_newstui_has_samples_and_starters() -> None:
    assert samples_folder().is_dir()
    assert starter_lists()
