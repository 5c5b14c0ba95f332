from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import pytest
from tests.unit.store.bookmarking import NAME, NOW, open_archive, rain_bookmark

from newstui.errors import StoreError
from newstui.model.media import Enclosure
from newstui.model.story import Entry
from newstui.store.bookmarks import Shelf
from newstui.store.journal import redo, undo
from newstui.store.marks import find_marks
from newstui.store.removing import remove_feed
from newstui.store.stories import raw_entry
from newstui.store.values import pack
from newstui.text.clean import clean_line
from newstui.text.records import entry_record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from newstui.store.archive import Archive

LATER = NOW + timedelta(hours=1)
KILLED: Final = """
import os, pickle, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from newstui.store import bookmarks
from newstui.store.archive import Archive

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

setattr(bookmarks, sys.argv[3], die)
shelf = bookmarks.Shelf(Archive.open(Path(sys.argv[1])), Path(sys.argv[2]))
bookmark = pickle.loads(sys.stdin.buffer.read())
if sys.argv[4] == "add":
    shelf.add(1, bookmark, bookmark.saved)
else:
    shelf.remove(1, bookmark.saved)
"""


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with closing(open_archive(tmp_path)) as archive:
        yield archive


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "bookmarks"


@pytest.fixture
def shelf(archive: Archive, folder: Path) -> Shelf:
    return Shelf(archive, folder)


def _files(folder: Path) -> list[str]:
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if not file.is_dir())


def test_a_bookmark_comes_back_whole(shelf: Shelf, archive: Archive) -> None:
    shelved = shelf.add(1, rain_bookmark(), NOW)
    assert shelved.notice is None
    assert shelved.bookmark == replace(rain_bookmark(), story_id=1, file_name=NAME)
    assert shelf.find(1) == shelved.bookmark
    assert shelf.bookmarks() == (shelved.bookmark,)
    assert find_marks(archive, [1])[0].bookmarked


def test_its_file_is_private_and_readable(shelf: Shelf, folder: Path) -> None:
    shelf.add(1, rain_bookmark(), NOW)
    assert _files(folder) == [NAME]
    assert (folder / NAME).stat().st_mode & 0o777 == 0o600
    text = (folder / NAME).read_text()
    assert text.startswith('---\ntitle: "Rain again"\noutlet: "The Example"\n')
    assert text.endswith("\n---\n\n# Rain again\n\nIt rained.\n\nOrr said so.\n")


def test_its_file_lists_what_came_with_the_story(shelf: Shelf, folder: Path) -> None:
    sound = Enclosure(url="https://a.example/1.mp3", type="audio/mpeg", title=clean_line(""))
    entry = Entry(title=clean_line("Rain again"), enclosures=(sound,))
    shelf.add(1, replace(rain_bookmark(), raw=pack(entry_record(entry))), NOW)
    text = (folder / NAME).read_text()
    assert text.endswith(
        "\n\n## With this story\n\n- [file (audio/mpeg)](<https://a.example/1.mp3>)\n"
    )


def test_a_bookmark_survives_its_feed_and_story(shelf: Shelf, archive: Archive) -> None:
    raw = raw_entry(archive, 1)
    shelf.add(1, replace(rain_bookmark(), raw=raw), NOW)
    remove_feed(archive, 1, now=NOW)
    with archive.transaction(durable=False) as connection:
        connection.execute("DELETE FROM stories")
        connection.execute("DELETE FROM feeds")
    (bookmark,) = shelf.bookmarks()
    assert bookmark.document.text == "It rained.\n\nOrr said so."
    assert bookmark.raw == raw


def test_bookmarking_twice_is_one_bookmark(shelf: Shelf, folder: Path) -> None:
    first = shelf.add(1, rain_bookmark(), NOW).bookmark
    assert shelf.add(1, rain_bookmark("Other title", "Other text"), LATER).bookmark == first
    assert _files(folder) == [NAME]


def test_a_removed_bookmark_goes_to_the_trash_and_comes_back(
    shelf: Shelf, archive: Archive, folder: Path
) -> None:
    shelf.add(1, rain_bookmark(), NOW)
    removed = shelf.remove(1, LATER)
    assert removed is not None
    assert removed.bookmark.title == "Rain again"
    assert shelf.bookmarks() == ()
    assert not find_marks(archive, [1])[0].bookmarked
    assert _files(folder) == [f".trash/{NAME}"]
    assert shelf.remove(1, LATER) is None
    shelf.add(1, rain_bookmark(), LATER)
    assert _files(folder) == [NAME]
    assert len(shelf.bookmarks()) == 1


def test_a_new_text_bookmarked_again_leaves_the_old_copy_in_the_trash(
    shelf: Shelf, folder: Path
) -> None:
    shelf.add(1, rain_bookmark(), NOW)
    shelf.remove(1, NOW)
    shelf.add(1, rain_bookmark(text="Much more of it."), LATER)
    assert _files(folder) == [f".trash/{NAME}", NAME]
    assert "Much more" in (folder / NAME).read_text()
    shelf.remove(1, LATER)
    assert _files(folder) == [".trash/2026-11-23-rain-again-2.md", f".trash/{NAME}"]


def test_bookmarking_and_removing_can_be_undone_and_redone(
    shelf: Shelf, archive: Archive, folder: Path
) -> None:
    shelf.add(1, rain_bookmark(), NOW)
    shelf.remove(1, NOW)
    undone = undo(archive, shelf=shelf, now=LATER)
    assert undone is not None
    assert (undone.label, undone.story_ids) == ("removed the bookmark of Rain again", (1,))
    assert _files(folder) == [NAME]
    assert find_marks(archive, [1])[0].bookmarked
    undone = undo(archive, shelf=shelf, now=LATER)
    assert undone is not None
    assert (undone.label, undone.skipped) == ("bookmarked Rain again", 0)
    assert _files(folder) == [f".trash/{NAME}"]
    assert shelf.bookmarks() == ()
    assert undo(archive, shelf=shelf, now=LATER) is None
    for files in ([NAME], [f".trash/{NAME}"]):
        redone = redo(archive, shelf=shelf, now=LATER)
        assert redone is not None
        assert (redone.story_ids, redone.skipped, _files(folder)) == ((1,), 0, files)
        assert find_marks(archive, [1])[0].bookmarked is (files == [NAME])


def test_undo_without_a_shelf_leaves_the_file_to_the_next_repair(
    shelf: Shelf, archive: Archive, folder: Path
) -> None:
    shelf.add(1, rain_bookmark(), NOW)
    undo(archive, shelf=None, now=LATER)
    assert _files(folder) == [NAME]
    assert shelf.repair(LATER) == ()
    assert _files(folder) == [f".trash/{NAME}"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("../../etc/passwd", "2026-11-23-etc-passwd.md"),
        ("CON", "2026-11-23-con.md"),
        (".hidden", "2026-11-23-hidden.md"),
        ("\U0001f30a\U0001f525", "2026-11-23-story.md"),
        ("", "2026-11-23-story.md"),
        ("a" * 10_000, f"2026-11-23-{'a' * 80}.md"),
        ("\u00dcber \u00c9t\u00e9", "2026-11-23-uber-ete.md"),
        ("a\x00b\nc/d\\e:f", "2026-11-23-ab-c-d-e-f.md"),
        ("-rf *", "2026-11-23-rf.md"),
    ],
)
def test_no_title_makes_a_name_that_harms(
    shelf: Shelf, folder: Path, title: str, name: str
) -> None:
    assert shelf.add(1, rain_bookmark(title), NOW).bookmark.file_name == name
    assert _files(folder) == [name]


def test_bookmarks_of_one_title_get_a_file_each(shelf: Shelf, folder: Path) -> None:
    for story_id in (1, 2, 3):
        shelf.add(story_id, rain_bookmark(), NOW)
    stem = "2026-11-23-rain-again"
    assert _files(folder) == [f"{stem}-2.md", f"{stem}-3.md", f"{stem}.md"]


@pytest.mark.parametrize("kind", ["file", "folder", "link", "broken link"])
def test_what_has_the_name_already_is_left_alone(shelf: Shelf, folder: Path, kind: str) -> None:
    folder.mkdir()
    taken, other = folder / NAME, folder / "other.txt"
    other.write_text("mine")
    match kind:
        case "file":
            taken.write_text("mine")
        case "folder":
            taken.mkdir()
        case "link":
            taken.symlink_to(other)
        case _:
            taken.symlink_to(folder / "nowhere")
    assert shelf.add(1, rain_bookmark(), NOW).bookmark.file_name == "2026-11-23-rain-again-2.md"
    assert other.read_text() == "mine"
    assert kind != "file" or taken.read_text() == "mine"


def test_a_file_put_in_its_place_later_is_left_alone_too(shelf: Shelf, folder: Path) -> None:
    shelf.add(1, rain_bookmark(), NOW)
    (folder / NAME).write_text("a shopping list")
    (notice,) = shelf.repair(NOW)
    assert notice.startswith(str(folder / NAME))
    assert notice.endswith("is another file now; the bookmark is 2026-11-23-rain-again-2.md")
    assert shelf.repair(NOW) == ()
    assert (folder / NAME).read_text() == "a shopping list"
    (bookmark,) = shelf.bookmarks()
    assert bookmark.file_name == "2026-11-23-rain-again-2.md"
    assert "It rained." in (folder / bookmark.file_name).read_text()
    shelf.remove(1, NOW)
    assert (folder / NAME).exists()


@pytest.mark.parametrize("damage", ["missing", "empty", "cut", "zeros"])
def test_a_missing_or_damaged_file_is_written_again(
    shelf: Shelf, folder: Path, damage: str
) -> None:
    shelf.add(1, rain_bookmark(), NOW)
    true = (folder / NAME).read_bytes()
    match damage:
        case "missing":
            (folder / NAME).unlink()
        case "empty":
            (folder / NAME).write_bytes(b"")
        case "cut":
            (folder / NAME).write_bytes(true[:100])
        case _:
            (folder / NAME).write_bytes(true[:50] + b"\0" * 4000)
    assert shelf.repair(NOW) == ()
    assert (folder / NAME).read_bytes() == true
    assert _files(folder) == [NAME]


@pytest.mark.parametrize("where", ["---\ntitle", "# Rain", "said so.\n"])
def test_a_file_the_reader_edited_is_kept_beside(shelf: Shelf, folder: Path, where: str) -> None:
    shelf.add(1, rain_bookmark(), NOW)
    true = (folder / NAME).read_text()
    for _ in range(2):
        (folder / NAME).write_text(true.replace(where, f"{where} (my note)\n", 1))
        (notice,) = shelf.repair(NOW)
        assert "your edited copy is now 2026-11-23-rain-again.edited" in notice
        assert (folder / NAME).read_text() == true
    stem = "2026-11-23-rain-again.edited"
    assert _files(folder) == [f"{stem}-2.md", f"{stem}.md", NAME]
    assert "(my note)" in (folder / f"{stem}.md").read_text()


def test_an_edited_file_survives_trash_and_undo(
    shelf: Shelf, archive: Archive, folder: Path
) -> None:
    shelf.add(1, rain_bookmark(), NOW)
    with (folder / NAME).open("a") as file:
        file.write("my note")
    shelf.remove(1, NOW)
    undo(archive, shelf=shelf, now=NOW)
    assert any("my note" in (folder / name).read_text() for name in _files(folder))


def test_a_repair_with_nothing_to_do_writes_nothing(shelf: Shelf, folder: Path) -> None:
    shelf.add(1, rain_bookmark(), NOW)
    shelf.add(2, rain_bookmark("Gone"), NOW)
    shelf.remove(2, NOW)
    before = [(file, file.stat().st_mtime_ns) for file in folder.rglob("*")]
    assert shelf.repair(LATER) == ()
    assert [(file, file.stat().st_mtime_ns) for file in folder.rglob("*")] == before


def test_a_damaged_row_is_said_and_its_file_left_as_it_is(
    shelf: Shelf, archive: Archive, folder: Path
) -> None:
    shelf.add(1, rain_bookmark(), NOW)
    shelf.add(2, rain_bookmark("Sound"), NOW)
    with archive.transaction(durable=False) as connection:
        connection.execute(
            "UPDATE bookmarks SET record = substr(record, 1, 40) || x'ff00' || substr(record, 43)"
            " WHERE story_id = 1"
        )
    assert [bookmark.story_id for bookmark in shelf.bookmarks()] == [2]
    assert shelf.find(1) is None
    (notice,) = shelf.repair(NOW)
    assert notice.startswith(f"{folder / NAME}: the archive's copy of this bookmark is damaged")
    assert "It rained." in (folder / NAME).read_text()


def test_a_file_that_cannot_be_written_leaves_the_bookmark_safe(
    archive: Archive, tmp_path: Path
) -> None:
    (tmp_path / "bookmarks").write_text("not a folder")
    shelf = Shelf(archive, tmp_path / "bookmarks")
    shelved = shelf.add(1, rain_bookmark(), NOW)
    assert shelved.notice is not None
    assert shelved.notice.endswith("; the bookmark itself is kept")
    assert len(shelf.bookmarks()) == 1
    (tmp_path / "bookmarks").unlink()
    assert shelf.repair(NOW) == ()
    assert _files(tmp_path / "bookmarks") == [NAME]


def test_a_bookmark_that_does_not_fit_the_disk_is_not_shown_as_saved(
    shelf: Shelf, archive: Archive, folder: Path
) -> None:
    pages = archive.read("PRAGMA page_count")[0][0]
    archive.read(f"PRAGMA max_page_count = {pages}")
    noise = os.urandom(300_000).hex()
    with pytest.raises(StoreError, match="the disk is full"):
        shelf.add(1, rain_bookmark(text=noise), NOW)
    assert shelf.bookmarks() == ()
    assert not find_marks(archive, [1])[0].bookmarked
    assert not folder.exists()


@pytest.mark.parametrize(
    ("step", "action", "file"), [("write", "add", NAME), ("discard", "remove", f".trash/{NAME}")]
)
def test_a_kill_between_row_and_file_is_made_good(
    shelf: Shelf, archive: Archive, *, step: str, action: str, file: str
) -> None:
    folder = archive.path.parent.parent / "bookmarks"
    if action == "remove":
        shelf.add(1, rain_bookmark(), NOW)
    child = subprocess.run(
        [sys.executable, "-c", KILLED, str(archive.path), str(folder), step, action],
        input=pickle.dumps(rain_bookmark()),
        capture_output=True,
        check=False,
    )
    assert child.returncode == -signal.SIGKILL, child.stderr
    assert len(shelf.bookmarks()) == (action == "add")
    assert shelf.repair(NOW) == ()
    assert _files(folder) == [file]


def test_drafts_a_kill_left_are_swept_away_after_a_day(shelf: Shelf, folder: Path) -> None:
    folder.mkdir()
    for name in (".old.md.1-a.part", ".new.md.1-a.part", "mine.part"):
        (folder / name).write_text("x")
        os.utime(folder / name, (NOW.timestamp(), NOW.timestamp()))
    os.utime(folder / ".old.md.1-a.part", (0, 0))
    shelf.repair(LATER)
    assert _files(folder) == [".new.md.1-a.part", "mine.part"]
