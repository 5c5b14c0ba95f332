"""What goes wrong is one sentence that names its source, and an exit status; never a traceback."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from newstui.cli import stories

Command = Callable[..., tuple[int, str, str]]

DONE, FAILED, MISUSED = 0, 1, 2


def home() -> Path:
    return Path(os.environ["NEWSTUI_HOME"])


@pytest.mark.usefixtures("harbour")
@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (("show", "#77"), FAILED, "#77: no such story; `newstui list` shows the numbers"),
        (("sources", "#77"), FAILED, "#77: no such story; `newstui list` shows the numbers"),
        (("mark", "read", "#77"), FAILED, "#77: no such story; `newstui list` shows the numbers"),
        (("mark", "read", "zebra"), FAILED, "no story matches"),
        (("remove", "zebra"), FAILED, "zebra: no such feed; `newstui feeds` lists them"),
        (("refresh", "zebra"), FAILED, "zebra: no such feed; `newstui feeds` lists them"),
        (("show", "/no/such.txt"), FAILED, "/no/such.txt: does not exist"),
        (("add", "/no/such.txt"), FAILED, "/no/such.txt: does not exist; it was not added"),
        (
            ("show", "no/such.txt"),
            FAILED,
            "no/such.txt: no such file or folder, and not an address (https://...)",
        ),
        (
            ("show", "#1", "--changes", "--markdown"),
            MISUSED,
            "show: --changes are told as text or as JSON, not as Markdown",
        ),
        (("show", "#0"), MISUSED, "#0: a story's number is written like #12"),
        (("show", "#two"), MISUSED, "#two: a story's number is written like #12"),
        (
            ("mark", "read", "#9" * 40),
            MISUSED,
            f"{'#9' * 40}: a story's number is written like #12",
        ),
        (
            ("list", "rain is:starred"),
            MISUSED,
            "is:starred: no such value; there are is:unread, is:read, is:bookmarked, is:changed,\
 is:new, is:highlighted, is:hidden\n  rain is:starred\n       ^^^^^^^^^^",
        ),
        (("show", "#1", "harbour.xml"), MISUSED, "give either story numbers or places, not both"),
        (("add", ""), FAILED, "the place: is empty; it was not added"),
        (
            ("add", "-"),
            MISUSED,
            "standard input cannot be read again, so it cannot be subscribed to",
        ),
        ((), MISUSED, "the reader needs a terminal; `newstui list` and `show` do without"),
        (
            ("read", "x"),
            MISUSED,
            "the reader needs a terminal; `newstui list` and `show` do without",
        ),
    ],
)
def test_a_failure_is_one_sentence_on_standard_error(
    newstui: Command, arguments: tuple[str, ...], status: int, told: str
) -> None:
    assert newstui(*arguments) == (status, "", f"newstui: {told}\n")


@pytest.mark.usefixtures("harbour")
def test_an_address_that_is_neither_web_nor_file_is_refused_by_name(newstui: Command) -> None:
    status, out, err = newstui("add", "gopher://old.example/1")
    assert (status, out) == (FAILED, "")
    assert err.startswith("newstui: gopher://old.example/1: ")
    assert "gopher" in err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("lost",), "invalid choice: 'lost'"),
        (("list", "--limit", "-1"), "argument --limit: '-1' is not a whole number"),
        (("list", "--limit", "1.5"), "argument --limit: '1.5' is not a whole number"),
        (("--home", "", "list"), "argument --home: the name of the folder is empty"),
        (("list", "--js"), "unrecognized arguments: --js"),
        (("mark", "shiny", "#1"), "invalid choice: 'shiny'"),
        (("show", "--json", "--markdown", "#1"), "not allowed with argument"),
        (("edit", "1", "--user-agent", "L\xe4ser/1"), "only ASCII letters, digits and signs"),
        (("edit", "1", "--user-agent", "a\nX: y"), "only ASCII letters, digits and signs"),
        (("edit", "1", "--user-agent", "x" * 501), "is longer than 500 characters"),
        (("show",), "the shell needs quotes around a number: '#12'"),
        (("mark", "read"), "the shell needs quotes around a number: '#12'"),
    ],
)
def test_wrong_use_is_told_with_the_usage(
    newstui: Command, arguments: tuple[str, ...], told: str
) -> None:
    status, out, err = newstui(*arguments)
    assert (status, out) == (MISUSED, "")
    assert err.startswith("usage: newstui")
    assert told in err


@pytest.mark.parametrize("command", [(), ("list",), ("rules", "list")], ids=" ".join)
def test_an_unknown_option_is_told_by_its_command(
    newstui: Command, command: tuple[str, ...]
) -> None:
    name = " ".join(("newstui", *command))
    _status, _out, err = newstui(*command, "--nope")
    assert err.startswith(f"usage: {name} [-h]")
    assert f"unrecognized arguments: --nope; `{name} --help` tells" in err


@pytest.mark.usefixtures("harbour")
def test_an_unknown_number_hurts_no_other(newstui: Command) -> None:
    status, out, err = newstui("show", "#77", "#2")
    assert status == FAILED
    assert out.startswith("Ferry returns to the strait\n")
    assert "#77" in err
    assert newstui("mark", "read", "#77", "#2")[:2] == (FAILED, "#2\n")
    assert newstui("list", "is:read")[1].count("\n") == 1


def test_a_part_of_a_title_that_fits_two_feeds_is_not_guessed_at(
    newstui: Command, tmp_path: Path
) -> None:
    for name in ("north", "south"):
        (tmp_path / f"{name}.txt").write_text("Mill to reopen\n\nIt will grind again.\n", "utf-8")
        newstui("add", str(tmp_path / f"{name}.txt"), "--title", f"The {name} mill")
    status, out, err = newstui("remove", "mill")
    assert (status, out) == (MISUSED, "")
    assert err == (
        "newstui: mill: could be any of 1 The north mill, 2 The south mill; give its number\n"
    )
    assert newstui("remove", "1")[0] == DONE


def test_a_document_without_news_is_not_subscribed_to(newstui: Command, tmp_path: Path) -> None:
    empty = tmp_path / "empty.xml"
    empty.write_bytes(b"")
    status, out, err = newstui("add", str(empty))
    assert (status, out) == (FAILED, "")
    assert err.startswith(f"newstui: {empty}: ")
    assert err.endswith("it was not added\n")
    assert newstui("feeds", "--json")[1].count('"kind": "file"') == 0


def test_a_place_without_stories_is_named(newstui: Command, tmp_path: Path) -> None:
    place = tmp_path / "empty.xml"
    place.write_text("<rss version='2.0'><channel><title>Quiet</title></channel></rss>")
    for verb in ("show", "sources"):
        status, out, err = newstui(verb, str(place))
        assert (status, out, err) == (FAILED, "", f"newstui: {place}: holds no stories\n")


def test_the_samples_cannot_be_removed(newstui: Command) -> None:
    newstui("list")
    status, _out, err = newstui("remove", "samples")
    assert status == MISUSED
    assert err.startswith("newstui: samples: ")


def test_without_a_place_to_write_the_samples_are_read_and_nothing_is_said_to_be_kept(
    newstui: Command, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    nowhere = str(tmp_path / "file")
    status, out, err = newstui("--home", nowhere, "list")
    assert status == DONE
    assert "samples: " in out
    assert "Nothing will be kept" in err
    feed = tmp_path / "mill.txt"
    feed.write_text("Mill to reopen\n\nIt will grind again.\n", "utf-8")
    for verb in (("add", str(feed)), ("mark", "read", "#1"), ("refresh",), ("remove", "1")):
        status, out, err = newstui("--home", nowhere, *verb)
        assert (status, out) == (FAILED, "")
        assert err.endswith("it cannot be written, so nothing was done\n")
    status, out, err = newstui("--home", nowhere, "doctor")
    assert status == FAILED
    assert "it could not be used; nothing is kept" in err
    assert "in order" not in out


@pytest.mark.usefixtures("harbour")
def test_doctor_tells_that_the_disk_is_nearly_full(
    newstui: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = SimpleNamespace(free=2_000_000)
    monkeypatch.setattr("shutil.disk_usage", lambda _folder: full)
    status, out, err = newstui("doctor")
    assert status == FAILED
    assert err == f"newstui: {home() / 'data'}: 2 MB are left on this disk\n"
    assert "in order" not in out


def test_an_archive_of_a_newer_newstui_is_left_alone(newstui: Command, harbour: int) -> None:
    assert harbour == 1
    archive = home() / "data" / "newstui.db"
    data = bytearray(archive.read_bytes())
    data[60:64] = (9_999).to_bytes(4, "big")  # the file format's user version
    archive.write_bytes(data)
    status, out, err = newstui("list")
    assert (status, out) == (FAILED, "")
    assert str(archive) in err
    assert "newer" in err
    assert archive.read_bytes() == bytes(data)


def test_a_damaged_archive_is_put_aside_with_a_sentence(newstui: Command) -> None:
    archive = home() / "data" / "newstui.db"
    archive.parent.mkdir(parents=True)
    archive.write_bytes(b"not a database " * 500)
    status, _out, err = newstui("feeds")
    assert status == DONE
    assert str(archive) in err
    (aside,) = archive.parent.glob("newstui.db.damaged-*")
    assert aside.read_bytes() == b"not a database " * 500


def test_a_mistake_in_newstui_is_written_down_and_told_in_a_sentence(
    newstui: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object, **_named: object) -> None:
        raise ZeroDivisionError("\x1b]0;boo\x07")

    monkeypatch.setattr(stories, "Search", fail)
    status, out, err = newstui("list")
    log = home() / "state" / "newstui.log"
    assert (status, out) == (FAILED, "")
    assert err == f"newstui: something went wrong; it is written down in {log}\n"
    written = log.read_text("utf-8")
    assert "ZeroDivisionError" in written
    assert "\x1b" not in written


def test_ctrl_c_ends_quietly_with_the_status_shells_expect(
    newstui: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_arguments: object, **_named: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(stories, "Search", interrupted)
    assert newstui("list") == (130, "", "")
