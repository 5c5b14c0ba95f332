"""Files, folders, standard input, and finding out which of them a place is."""

from __future__ import annotations

import io
import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from newstui.errors import PlaceError
from newstui.model.feed import FeedKind
from newstui.places import Fetched, Located, Unreadable, locate, read_place
from newstui.places.file import read_bytes
from newstui.places.folder import read_folder
from newstui.places.locating import shown_place
from newstui.places.reading import Visit
from newstui.places.stdin import read_stdin
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newstui.model.feed import Evidence
    from newstui.places.reading import FetchedOrNot


def no_fetch(url: str, known: Evidence | None) -> FetchedOrNot:
    raise AssertionError((url, known))


def read_files(folder: Path) -> tuple[dict[str, bytes], dict[str, str]]:
    readings = list(read_place(FeedKind.FOLDER, str(folder)))
    good = {one.name: one.data for one in readings if isinstance(one, Fetched)}
    bad = {one.name: str(one.reason) for one in readings if isinstance(one, Unreadable)}
    return good, bad


@pytest.mark.parametrize(
    ("typed", "kind", "place"),
    [
        ("https://Example.org/feed", FeedKind.WEB, "https://example.org/feed"),
        ("HTTPS://example.org", FeedKind.WEB, "https://example.org/"),
        ("http://ann:pw@example.org/", FeedKind.WEB, "http://ann:pw@example.org/"),
        ("note.txt", FeedKind.FILE, "{cwd}/note.txt"),
        ("./sub/../note.txt", FeedKind.FILE, "{cwd}/note.txt"),
        ("~/note.txt", FeedKind.FILE, "{cwd}/note.txt"),
        ("a:b.txt", FeedKind.FILE, "{cwd}/a:b.txt"),
        ("link.txt", FeedKind.FILE, "{cwd}/link.txt"),
        ("{cwd}/sub/", FeedKind.FOLDER, "{cwd}/sub"),
        (".", FeedKind.FOLDER, "{cwd}"),
    ],
)
def test_place_is_recognised(
    typed: str, kind: FeedKind, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "sub").mkdir()
    (tmp_path / "note.txt").write_text("x")
    (tmp_path / "a:b.txt").write_text("x")
    (tmp_path / "link.txt").symlink_to("note.txt")
    found = locate(typed.format(cwd=tmp_path), cwd=tmp_path)
    assert (found.kind, found.place) == (kind, place.format(cwd=tmp_path))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "the place: is empty"),
        (
            "missing.txt",
            "missing.txt: no such file or folder, and not an address (https://...)",
        ),
        (
            "missing",
            "missing: no such file or folder, and not an address (https://...)",
        ),
        ("the.missing file", "the.missing file: no such file or folder, and not an address"),
        ("3.11", "3.11: no such file or folder, and not an address"),
        ("ann:pw@missing.txt", "missing.txt: no such file or folder, and not an address"),
        ("localhost:99999", "https://localhost:99999: is not a usable address"),
        ("feed:missing", "feed:missing: no such file or folder, and not an address"),
        ("feed:https://ann:pw@/x", "https:///x: is not a usable address"),
        ("./example.org", "./example.org: does not exist"),
        ("/example.org/feed", "/example.org/feed: does not exist"),
        ("note.txt/deeper", "note.txt/deeper: does not exist"),
        ("a\0b", "ab: is not a usable path"),
        ("x" * 300, "x" * 300 + ": has too long a name"),
        ("~nobody-here/x", "~nobody-here/x: "),
        (
            "ftp://ann:pw@example.org/feed",
            "ftp://example.org/feed: newstui reads http and https addresses, files and folders, n",
        ),
        ("file:///etc/hosts", "file:///etc/hosts: newstui reads http and https addresses"),
        ("exec://ls", "exec://ls: newstui reads http and https addresses"),
        ("https://", "https://: is not a usable address"),
    ],
)
def test_unusable_place_is_told(typed: str, sentence: str, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("x")
    with pytest.raises(PlaceError) as raised:
        locate(typed, cwd=tmp_path)
    assert str(raised.value).startswith(sentence)


@pytest.mark.parametrize(
    ("typed", "place", "instead"),
    [
        ("example.org", "https://example.org/", "http://example.org/"),
        ("Www.Example.org/a?b=c", "https://www.example.org/a?b=c", "http://www.example.org/a?b=c"),
        ("127.0.0.1:8898/a.xml", "https://127.0.0.1:8898/a.xml", "http://127.0.0.1:8898/a.xml"),
        ("localhost", "https://localhost/", "http://localhost/"),
        ("[::1]:8080/x", "https://[::1]:8080/x", "http://[::1]:8080/x"),
        ("attic:8080/feed", "https://attic:8080/feed", "http://attic:8080/feed"),
        ("b\xfccher.example/", "https://xn--bcher-kva.example/", "http://xn--bcher-kva.example/"),
        (
            "example.org/" + "x" * 300,
            "https://example.org/" + "x" * 300,
            "http://example.org/" + "x" * 300,
        ),
        ("ann:pw@example.org/a", "https://ann:pw@example.org/a", ""),
    ],
)
def test_an_address_without_its_scheme_is_asked_both_ways(
    typed: str, place: str, instead: str, tmp_path: Path
) -> None:
    expected = Located(kind=FeedKind.WEB, place=place, instead=instead, is_guess=True)
    assert locate(typed, cwd=tmp_path) == expected


@pytest.mark.parametrize(
    ("typed", "place", "instead"),
    [
        ("feed:http://example.org/a", "http://example.org/a", ""),
        ("Feed:HTTPS://example.org/a", "https://example.org/a", ""),
        ("feed://https://example.org/a", "https://example.org/a", ""),
        ("feed://example.org/a", "https://example.org/a", "http://example.org/a"),
        ("feed:example.org/a", "https://example.org/a", "http://example.org/a"),
    ],
)
def test_the_scheme_that_browsers_handed_to_readers_is_known(
    typed: str, place: str, instead: str, tmp_path: Path
) -> None:
    assert locate(typed, cwd=tmp_path) == Located(kind=FeedKind.WEB, place=place, instead=instead)


@pytest.mark.parametrize("name", ["example.org", "localhost"])
def test_a_file_or_folder_of_that_name_comes_first(name: str, tmp_path: Path) -> None:
    (tmp_path / name).mkdir()
    assert locate(name, cwd=tmp_path).place == str(tmp_path / name)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("ann:pw@example.org/a", "example.org/a"),
        ("https://ann:pw@example.org/a", "https://example.org/a"),
        ("feed:https://ann:pw@example.org/a", "feed:https://example.org/a"),
        ("127.0.0.1:8080/@ann/feed", "127.0.0.1:8080/@ann/feed"),
        ("notes/a:b@c.txt", "notes/a:b@c.txt"),
    ],
)
def test_a_place_is_shown_without_its_password(typed: str, shown: str) -> None:
    assert shown_place(typed) == shown


def test_file_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_bytes(b"The bridge opens.\n")
    link = tmp_path / "link.txt"
    link.symlink_to("note.txt")
    for path in (tmp_path / "note.txt", link):
        (reading,) = read_place(FeedKind.FILE, str(path), fetch=no_fetch)
        assert isinstance(reading, Fetched)
        assert (reading.name, reading.data) == (path.name, b"The bridge opens.\n")
        assert reading.evidence.final_url == str(path)


def make_fifo(path: Path) -> None:
    os.mkfifo(path)


def make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(path))


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("fifo.txt", "is a named pipe, not a file"),
        ("socket.txt", "is a socket, not a file"),
        ("folder.txt", "is a folder"),
        ("to-fifo.txt", "is a named pipe, not a file"),
        ("to-folder.txt", "is a folder"),
        ("loop.txt", "is a symbolic link that leads nowhere"),
        ("dangling.txt", "does not exist"),
        ("big.txt", "is larger than 32 MiB"),
        ("/dev/zero", "is a device, not a file"),
        ("a\0b", "is not a usable path"),
    ],
)
def test_what_is_no_readable_file_is_named(
    name: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    make_fifo(tmp_path / "fifo.txt")
    make_socket(tmp_path / "socket.txt")
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "to-fifo.txt").symlink_to("fifo.txt")
    (tmp_path / "to-folder.txt").symlink_to("folder.txt")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "dangling.txt").symlink_to("gone.txt")
    with (tmp_path / "big.txt").open("wb") as file:
        file.truncate((32 << 20) + 1)
    with pytest.raises(PlaceError) as raised:
        list(read_place(FeedKind.FILE, str(tmp_path / name)))
    assert raised.value.reason == reason


def test_file_without_permission_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "a\x1b[2J.txt"
    path.write_text("x")
    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(PlaceError) as raised:
        read_bytes(path)
    assert str(raised.value) == f"{tmp_path}/a[2J.txt: may not be read (permission denied)"


def test_folder_is_read_in_order_of_names(tmp_path: Path) -> None:
    kept = ["a.txt", "b/deep/c.md", "b/z.HTML", "c.atom", "d.rdf", "e.rss", "f.xml", "g.json"]
    left = [".hidden.txt", ".git/a.txt", "h.opml", "i.py", "j", "k.txt.bak"]
    for name in [*reversed(kept), *left]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    good, bad = read_files(tmp_path)
    assert list(good) == kept
    assert good["b/deep/c.md"] == b"b/deep/c.md"
    assert not bad


def test_bad_file_of_a_folder_leaves_the_others(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("secret")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "good.txt").write_text("x")
    (folder / "empty.txt").touch()
    make_fifo(folder / "pipe.txt")
    (folder / "link.txt").symlink_to(outside / "secret.txt")
    (folder / "linked").symlink_to(outside)
    (folder / "linked.txt").symlink_to(outside)
    (folder / "dangling.txt").symlink_to("gone")
    (folder / "loop").symlink_to(folder)
    good, bad = read_files(folder)
    assert good == {"empty.txt": b"", "good.txt": b"x"}
    assert bad == {
        "dangling.txt": "is a symbolic link",
        "link.txt": "is a symbolic link",
        "pipe.txt": "is a named pipe, not a file",
    }


def test_folder_that_may_not_be_listed_leaves_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "locked").mkdir()
    (tmp_path / "note.txt").write_text("x")
    scandir = os.scandir

    def scan_or_refuse(path: Path) -> Iterator[os.DirEntry[str]]:
        if path.name == "locked":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", scan_or_refuse)
    good, bad = read_files(tmp_path)
    assert good == {"note.txt": b"x"}
    assert bad == {"locked": "may not be read (permission denied)"}


def test_name_that_is_not_utf8_is_read_and_told_apart(tmp_path: Path) -> None:
    for name in (b"\xe9.txt", b"\xe8.txt"):
        Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), name))).write_bytes(name)  # noqa: PTH118
    good, _ = read_files(tmp_path)
    assert good == {r"\xe8.txt": b"\xe8.txt", r"\xe9.txt": b"\xe9.txt"}


def test_deep_folders_are_read(tmp_path: Path) -> None:
    path = tmp_path
    for _ in range(11):
        path = path.joinpath(*["d"] * 100)
        path.mkdir(parents=True)
    (path / "bottom.txt").write_text("x")
    (tmp_path / "top.txt").write_text("y")
    good, bad = read_files(tmp_path)
    (path / "bottom.txt").unlink()
    os.removedirs(path)  # what removes temporary folders is recursive
    assert (list(good.values()), bad) == ([b"x", b"y"], {})


@pytest.mark.parametrize(
    ("files_limit", "bytes_limit"), [(2, 1_000), (100, 8), (100, 7)], ids=["files", "bytes", "more"]
)
def test_folder_that_grew_out_of_hand_is_read_in_part(
    tmp_path: Path, files_limit: int, bytes_limit: int
) -> None:
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text("four")
    visit = Visit(place=str(tmp_path), known=None, fetch=no_fetch)
    readings = read_folder(visit, files_limit=files_limit, bytes_limit=bytes_limit)
    first, second, rest = readings
    assert isinstance(first, Fetched)
    assert isinstance(second, Fetched)
    reason = clean_line("is too large: only its first 2 files were read")
    assert rest == Unreadable(name=".", reason=reason)


@pytest.mark.parametrize("there", [True, False])
def test_folder_without_a_known_file_fails_as_a_whole(tmp_path: Path, *, there: bool) -> None:
    folder = tmp_path / "folder"
    if there:
        folder.mkdir()
    with pytest.raises(PlaceError, match="holds no file" if there else "does not exist"):
        list(read_place(FeedKind.FOLDER, str(folder)))


def test_standard_input_is_read_to_its_end() -> None:
    assert read_stdin(io.BytesIO(b"abc")) == b"abc"
    assert read_stdin(io.BytesIO(b"abc"), limit=3) == b"abc"
    with pytest.raises(PlaceError, match="standard input: is larger than 2 bytes"):
        read_stdin(io.BytesIO(b"abc"), limit=2)


def test_closed_standard_input_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(PlaceError, match="standard input: is closed"):
        read_stdin()
    closed = io.BytesIO()
    closed.close()
    with pytest.raises(PlaceError, match="standard input: could not be read"):
        read_stdin(closed)
