"""Safety copies: everything comes back, and nothing is lost on the way."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from newstui.paths import find_paths
from newstui.store.archive import Archive

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Command = Callable[..., tuple[int, str, str]]

pytestmark = pytest.mark.usefixtures("harbour")


@pytest.fixture
def copy(newstui: Command, tmp_path: Path) -> Path:
    """A copy of a library whose first story is bookmarked."""
    path = tmp_path / "copy.db"
    assert newstui("mark", "bookmark", "#1")[0] == 0
    status, out, _err = newstui("backup", str(path))
    assert status == 0
    assert out.startswith(f"saved as {path} (")
    return path


def archives() -> Iterator[Path]:
    """List the archive of the library and what is kept beside it."""
    archive = find_paths(None).archive
    yield from archive.parent.glob(f"{archive.name}*")


def test_a_copy_brings_back_feeds_marks_and_bookmarks(newstui: Command, copy: Path) -> None:
    before = [newstui(verb, "--json")[1] for verb in ("feeds", "list", "bookmarks")]
    assert newstui("mark", "unbookmark", "#1")[0] == 0
    assert newstui("remove", "1")[0] == 0
    status, out, err = newstui("restore", str(copy))
    assert (status, err) == (0, "")
    assert f"{copy} is the library now; what was there is kept as " in out
    assert [newstui(verb, "--json")[1] for verb in ("feeds", "list", "bookmarks")] == before
    (aside,) = (path for path in archives() if ".replaced-" in path.name)
    assert newstui("restore", str(aside))[0] == 0
    assert "Harbour" not in newstui("feeds")[1]
    assert newstui("doctor")[0] == 0


def test_a_copy_begins_a_library_elsewhere(newstui: Command, copy: Path, tmp_path: Path) -> None:
    home = str(tmp_path / "elsewhere")
    status, out, _err = newstui("--home", home, "restore", str(copy))
    assert (status, out) == (0, f"{copy} is the library now\n")
    assert newstui("--home", home, "list", "--json")[1] == newstui("list", "--json")[1]


def test_no_file_is_written_over(newstui: Command, copy: Path) -> None:
    before = copy.read_bytes()
    status, _out, err = newstui("backup", str(copy))
    assert (status, err) == (1, f"newstui: {copy}: is there already; it stays as it is\n")
    assert copy.read_bytes() == before


@pytest.mark.parametrize("damage", [b"", b"# A headline\n", None])
def test_what_is_no_whole_copy_changes_nothing(
    newstui: Command, copy: Path, damage: bytes | None
) -> None:
    whole = copy.read_bytes()
    copy.write_bytes(whole[: len(whole) // 2] if damage is None else damage)
    before = newstui("feeds", "--json")[1]
    status, out, err = newstui("restore", str(copy))
    assert (status, out) == (1, "")
    assert err.startswith(f"newstui: {copy}: the archive is ")
    assert newstui("feeds", "--json")[1] == before


def test_a_library_somebody_reads_is_not_taken_away(newstui: Command, copy: Path) -> None:
    with closing(Archive.open(find_paths(None).archive)) as archive:
        assert archive.read("SELECT count(*) FROM stories")
        status, _out, err = newstui("restore", str(copy))
        assert status == 1
        assert "another newstui has it open; quit that first" in err
    assert not [path for path in archives() if ".replaced-" in path.name]
    assert newstui("restore", str(copy))[0] == 0


def test_a_damaged_library_is_replaced_and_kept(newstui: Command, copy: Path) -> None:
    archive = find_paths(None).archive
    archive.write_bytes(b"no archive any more")
    assert newstui("restore", str(copy))[0] == 0
    assert "Harbour" in newstui("feeds")[1]
    (aside,) = (path for path in archives() if ".replaced-" in path.name)
    assert aside.read_bytes() == b"no archive any more"
