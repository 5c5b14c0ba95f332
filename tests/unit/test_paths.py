"""Where things are kept: one folder when one is named, else the platform's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from newstui.paths import find_paths


def test_the_folder_named_wins_over_the_environment(tmp_path: Path) -> None:
    paths = find_paths(tmp_path / "mine", {"NEWSTUI_HOME": str(tmp_path / "other")})
    assert paths.archive == tmp_path / "mine" / "data" / "newstui.db"
    assert paths.settings == tmp_path / "mine" / "config" / "config.toml"
    assert paths.bookmarks == tmp_path / "mine" / "data" / "bookmarks"
    assert paths.session == tmp_path / "mine" / "state" / "session.json"
    assert paths.log == tmp_path / "mine" / "state" / "newstui.log"
    assert paths.cache == tmp_path / "mine" / "cache"


def test_the_environment_names_the_folder(tmp_path: Path) -> None:
    assert find_paths(None, {"NEWSTUI_HOME": str(tmp_path)}).data == tmp_path / "data"


def test_looking_for_the_folders_creates_none(tmp_path: Path) -> None:
    find_paths(tmp_path / "mine")
    assert list(tmp_path.iterdir()) == []


def test_a_tilde_is_the_readers_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert find_paths(Path("~/news"), {}).data == tmp_path / "news" / "data"


def test_a_relative_folder_is_made_absolute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_paths(Path("news"), {}).data == tmp_path / "news" / "data"


@pytest.mark.parametrize("environ", [{}, {"NEWSTUI_HOME": ""}])
def test_without_a_name_the_platforms_folders_are_used(
    environ: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    paths = find_paths(None, environ)
    folders = (paths.config, paths.data, paths.cache, paths.state)
    assert all(folder.is_relative_to(tmp_path) for folder in folders)
    assert all("newstui" in folder.parts for folder in folders)
