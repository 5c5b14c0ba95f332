"""`newstui config`: a file is written once, explained; what is wrong in one is listed by doctor."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from newstui.__main__ import main
from newstui.config import Settings, load_settings
from newstui.paths import find_paths
from newstui.tui.actions import ACTIONS

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def run(monkeypatch: pytest.MonkeyPatch, home: Path, *words: str) -> int:
    """Run a command line."""
    monkeypatch.setattr("sys.argv", ["newstui", "--home", str(home), *words])
    return main()


def test_a_file_is_written_once_and_never_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = find_paths(tmp_path).settings
    assert run(monkeypatch, tmp_path, "config", "--print") == 0
    printed = capsys.readouterr().out
    assert not path.exists()
    assert run(monkeypatch, tmp_path, "config", "--write") == 0
    assert str(path) in capsys.readouterr().out
    assert path.read_text("utf-8") == printed
    assert load_settings(path) == (Settings(), ())
    path.write_text('theme = "light"\n', "utf-8")
    assert run(monkeypatch, tmp_path, "config", "--write") == 1
    assert f"{path}: is there already" in capsys.readouterr().err
    assert path.read_text("utf-8") == 'theme = "light"\n'


def test_actions_are_listed_with_the_keys_they_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = find_paths(tmp_path).settings
    path.parent.mkdir(parents=True)
    path.write_text('[keys]\nundo = "f9"\n', "utf-8")
    assert run(monkeypatch, tmp_path, "config", "--actions", "--json") == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [record["action"] for record in records] == [action.name for action in ACTIONS]
    (undo,) = (record for record in records if record["action"] == "undo")
    assert set(map(tuple, undo["keys"].values())) == {("F9",)}
    assert run(monkeypatch, tmp_path, "config", "--actions") == 0
    assert "(F9 undoes)" in capsys.readouterr().out


def test_doctor_lists_what_is_wrong_among_the_keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = find_paths(tmp_path).settings
    path.parent.mkdir(parents=True)
    path.write_text('[keys]\nundo = "5"\nlinks = "W"\nchanges = "W"\n', "utf-8")
    assert run(monkeypatch, tmp_path, "doctor") == 1
    told = capsys.readouterr().err
    assert f'{path}, line 2, keys.undo: "5" has a digit in it' in told
    assert f"{path}, line 4, keys.changes: W is given to links already (line 3, keys.links)" in told
