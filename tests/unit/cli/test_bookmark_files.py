"""Files of bookmarks that are not as they should be: told on the command line, and never lost."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

Command = Callable[..., tuple[int, str, str]]


@pytest.mark.usefixtures("harbour")
def test_a_bookmark_whose_file_cannot_be_written_is_kept_and_told(newstui: Command) -> None:
    home = Path(os.environ["NEWSTUI_HOME"])
    (home / "data" / "bookmarks").write_text("in the way")
    status, out, err = newstui("mark", "bookmark", "#2")
    assert (status, out) == (1, "#2\n")
    assert "a file stands where a folder is needed; the bookmark itself is kept" in err
    status, out, err = newstui("bookmarks")
    assert (status, "Ferry returns to the strait" in out, "a file stands" in err) == (1, True, True)


@pytest.mark.usefixtures("harbour")
def test_files_of_a_lost_archive_are_named_and_kept(newstui: Command) -> None:
    newstui("mark", "bookmark", "#2")
    home = Path(os.environ["NEWSTUI_HOME"])
    (file,) = (home / "data" / "bookmarks").glob("*.md")
    (home / "data" / "bookmarks" / "own.md").write_text("# my notes\n")
    (home / "data" / "newstui.db").unlink()
    status, _out, err = newstui("doctor")
    assert status == 1
    assert f"{file}: bookmarked with another archive; kept as it is" in err
    assert file.exists()


@pytest.mark.usefixtures("harbour")
def test_an_edited_bookmark_is_told_once_and_kept_beside(newstui: Command) -> None:
    newstui("mark", "bookmark", "#2")
    home = Path(os.environ["NEWSTUI_HOME"])
    (file,) = (home / "data" / "bookmarks").glob("*.md")
    for name in (f"{file.stem}.edited.md", f"{file.stem}.edited-2.md"):
        file.write_text(f"{file.read_text()}\nmy own words\n")
        status, _out, err = newstui("doctor")
        assert (status, f"your edited copy is now {name}" in err) == (1, True)
        assert newstui("doctor")[0] == 0
        assert "my own words" in file.with_name(name).read_text()
