"""Files of bookmarks that are not as they should be: told on the command line, and never lost."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

Command = Callable[..., tuple[int, str, str]]
HOSTILE = "\x1b]0;owned\x07\u202eout"


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
    assert "`newstui doctor --repair` takes it in" in err
    assert file.exists()


@pytest.fixture
def lost(newstui: Command, harbour: object) -> Path:
    """A folder of bookmark files, one of them with tags and a note, whose archive is gone."""
    assert harbour is not None
    home = Path(os.environ["NEWSTUI_HOME"])
    newstui("mark", "bookmark", "#1", "#2")
    newstui("tag", "boats,weather", "#2")
    newstui("note", "#2", "ask\nwhy")
    (home / "data" / "newstui.db").unlink()
    return home / "data" / "bookmarks"


def test_files_of_a_lost_archive_are_taken_back_in_as_they_are(
    newstui: Command, lost: Path
) -> None:
    files = {file.name: file.read_bytes() for file in lost.glob("*.md")}
    status, out, _err = newstui("doctor", "--repair")
    assert status == 0
    assert out.count(" bookmarked again from ") == 2
    assert {file.name: file.read_bytes() for file in lost.glob("*.md")} == files
    shown = [json.loads(line) for line in newstui("bookmarks", "--json")[1].splitlines()]
    (ferry,) = (one for one in shown if one["title"] == "Ferry returns to the strait")
    assert (ferry["tags"], ferry["note"]) == (["boats", "weather"], "ask\nwhy")
    assert newstui("list", "is:bookmarked")[1].count("\n") == 2
    # What is written anew of it is what was there, but for the number of its story.
    newstui("tag", "tide", ferry["id"])
    newstui("untag", "tide", ferry["id"])
    (name,) = (name for name, content in files.items() if b'"Ferry returns' in content)
    known = [line for line in files[name].decode().split("\n") if not line.startswith("newstui: ")]
    written = (lost / name).read_text().split("\n")
    assert [line for line in written if not line.startswith("newstui: ")] == known


def test_a_file_is_taken_in_once_and_that_can_be_undone(newstui: Command, lost: Path) -> None:
    newstui("doctor", "--repair")
    status, out, _err = newstui("doctor", "--repair", "--json")
    assert (status, json.loads(out)["taken_in"]) == (0, [])
    assert newstui("bookmarks")[1].count("Ferry") == 1
    assert "took in 2 bookmark files" in newstui("undo")[1]
    assert newstui("bookmarks")[1] == ""
    assert newstui("redo")[0] == 0
    assert newstui("bookmarks")[1].count("Ferry") == 1
    assert len(list(lost.glob("*.md"))) == 2


def test_a_feed_subscribed_to_anew_has_what_was_taken_in_once(newstui: Command, lost: Path) -> None:
    newstui("doctor", "--repair")
    newstui("add", str(Path(os.environ["NEWSTUI_HOME"]).parent / "harbour.xml"))
    listed = [json.loads(line) for line in newstui("list", "--json")[1].splitlines()]
    assert sorted(one["title"] for one in listed) == [
        "Ferry returns to the strait",
        "Lighthouse keeper retires",
    ]
    assert {one["feed"] for one in listed} == {"Harbour Bulletin"}
    (feed,) = (json.loads(line) for line in newstui("feeds", "--json")[1].splitlines())
    assert (feed["stories"], feed["unread"]) == (2, 2)
    assert newstui("list", "is:bookmarked")[1].count("\n") == 2
    assert newstui("list", "tag:boats")[1].count("Ferry returns") == 1
    assert newstui("refresh")[1] == "1 feed refreshed, 0 new\n"
    assert newstui("doctor")[0] == 0
    assert len(list(lost.glob("*.md"))) == 2


@pytest.mark.usefixtures("harbour")
def test_a_story_that_is_still_in_its_feed_is_bookmarked_there(newstui: Command) -> None:
    newstui("mark", "bookmark", "#2")
    with closing(sqlite3.connect(Path(os.environ["NEWSTUI_HOME"]) / "data" / "newstui.db")) as old:
        old.execute("DELETE FROM bookmarks")
        old.execute("DELETE FROM marks")
        old.commit()
    status, out, _err = newstui("doctor", "--repair")
    assert (status, "#2 bookmarked again from " in out) == (0, True)
    assert newstui("list")[1].count("Ferry returns") == 1


def test_what_newstui_did_not_write_so_is_left_alone_and_named(
    newstui: Command, lost: Path
) -> None:
    (ferry,) = lost.glob("*ferry*.md")
    (lost / "mine.md").write_text("# my notes\n")
    (lost / "copy.md").write_bytes(ferry.read_bytes())
    edited = next(file for file in lost.glob("2*.md") if file != ferry)
    edited.write_text(f"{edited.read_text()}\nmy own words\n")
    before = {file.name: file.read_bytes() for file in lost.glob("*.md")}
    for taken in (1, 0):
        status, out, err = newstui("doctor", "--repair")
        assert (status, out.count(" bookmarked again from ")) == (1, taken)
        assert "mine.md: not written by newstui" in out
        assert f"{edited}: was changed since" in err
        assert err.count("its story is bookmarked already") == 1
    assert {file.name: file.read_bytes() for file in lost.glob("*.md")} == before


def test_nothing_a_forged_file_holds_acts_on_the_terminal(newstui: Command, lost: Path) -> None:
    (ferry,) = lost.glob("*ferry*.md")
    head, _, body = ferry.read_text().partition("\n---\n\n")
    body = body.replace("ferry", "f\x1b]0;owned\x07erry\u202e")
    lines = [line for line in head.split("\n") if not line.startswith(("sha256", "outlet", "tags"))]
    lines += [f"sha256: {sha256(body.encode()).hexdigest()}", f"outlet: {json.dumps(HOSTILE)}"]
    ferry.write_text("\n".join([*lines, f"tags: {json.dumps([HOSTILE])}"]) + f"\n---\n\n{body}")
    assert newstui("doctor", "--repair")[0] == 0
    for command in (("bookmarks",), ("list", "is:bookmarked"), ("show", "#1", "#2"), ("tags",)):
        told = newstui(*command)[1]
        assert told
        assert not {"\x1b", "\x07", "\u202e"} & set(told)


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
