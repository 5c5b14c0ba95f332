"""Lists of subscriptions on the command line: import, export."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Command = Callable[..., tuple[int, str, str]]

LIST = b"""<opml><body><outline text="World">
<outline text="A" xmlUrl="https://a.example/feed"/></outline>
<outline text="Again" xmlUrl="http://a.example/feed/"/>
<outline text="Run\x1b[2J" xmlUrl="|touch x"/></body></opml>"""
ADDED = "added   World: A  https://a.example/feed"
SKIPPED = [
    "skipped Again http://a.example/feed/: is in the list twice; the first one counts",
    "skipped Run[2J |touch x: is a command of another reader, and newstui runs none",
]


@pytest.fixture
def listing(tmp_path: Path) -> str:
    path = tmp_path / "subs.opml"
    path.write_bytes(LIST)
    return str(path)


def test_import_says_what_became_of_every_entry(newstui: Command, listing: str) -> None:
    status, out, err = newstui("import", listing)
    assert (status, err.count("\n")) == (0, 1)
    *entries, summary = out.splitlines()
    assert entries == [ADDED, *SKIPPED]
    assert summary.startswith("1 feed added, 0 known already, 2 skipped; `newstui refresh`")
    status, out, err = newstui("import", listing)
    assert status == 0
    assert out.splitlines()[0] == "known   World: A  https://a.example/feed"
    assert out.splitlines()[-1] == "0 feeds added, 1 known already, 2 skipped"


def test_import_as_json_is_one_object_an_entry(newstui: Command) -> None:
    status, out, _err = newstui("import", "-", "--json", stdin=LIST)
    assert status == 0
    first, second, _third = map(json.loads, out.splitlines())
    assert first == {
        "schema": 1,
        "outcome": "added",
        "dry_run": False,
        "id": 1,
        "title": "A",
        "address": "https://a.example/feed",
        "folder": "World",
        "reason": None,
    }
    assert second.keys() == first.keys()
    assert (second["outcome"], second["id"]) == ("skipped", None)


@pytest.mark.parametrize(
    ("data", "status", "told"),
    [
        (
            b"<opml>\n<body>\n<outline text='A & B' xmlUrl='https://a.example/'/></body></opml>",
            0,
            "line 3: a character stands where none may, as a bare &); what could be read was im",
        ),
        (
            b"<opml>\n<body>\n<outline xmlUrl='https://a.example/'/>\n<outline xmlUrl='https://b.ex",
            1,
            "line 4: it ends within a tag); what could be read was imported; its end is missing",
        ),
        (
            b"<opml>\n<body>\n<outline xmlUrl='https://a.example/'/>\n",
            1,
            "line 4: it ends before its last end tag); what could be read was imported; its end is",
        ),
    ],
)
def test_a_list_that_had_to_be_mended_is_told(
    newstui: Command, data: bytes, status: int, told: str
) -> None:
    assert newstui("import", "-", "--dry-run", stdin=data)[0] == status
    done, out, err = newstui("import", "-", stdin=data)
    assert done == status
    assert "1 feed added" in out
    assert err.startswith(f"newstui: standard input: was not well formed ({told}")


def test_a_dry_run_changes_nothing(newstui: Command, listing: str) -> None:
    status, out, err = newstui("import", "--dry-run", listing)
    assert status == 0
    assert "what could be read would be imported" in err
    assert out.splitlines()[0] == ADDED
    assert "1 feed would be added" in out
    assert "a.example" not in newstui("feeds")[1]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<opml><body/></opml>", "standard input: holds no feed that can be imported"),
        (b'<opml><outline xmlUrl="|x"/></opml>', "standard input: holds no feed"),
        (b"<rss/>", "standard input: is not a list of subscriptions (OPML)"),
        (b"", "standard input: is empty"),
    ],
)
def test_a_list_nothing_came_of_fails(newstui: Command, data: bytes, reason: str) -> None:
    status, _out, err = newstui("import", "-", stdin=data)
    assert status == 1
    assert err.startswith(f"newstui: {reason}")


@pytest.mark.parametrize(
    "arguments",
    [
        ("import",),
        ("import", ""),
        ("import", "x", "--starters"),
        ("import", "--starter", "nope"),
        ("import", "https://x.example/subs.opml"),
        ("export",),
        ("export", "--opml", "--force"),
    ],
)
def test_wrong_use_is_told(newstui: Command, arguments: tuple[str, ...]) -> None:
    status, out, err = newstui(*arguments)
    assert (status, out) == (2, "")
    assert err


def test_a_starter_list_is_imported_by_its_name(newstui: Command) -> None:
    status, out, err = newstui("import", "--starters")
    assert (status, err) == (0, "")
    assert "science: Science, 8 feeds" in out.splitlines()
    assert json.loads(newstui("import", "--starters", "--json")[1].splitlines()[0])["feeds"] > 0
    status, out, err = newstui("import", "--starter", "science")
    assert (status, err) == (0, "")
    assert out.splitlines()[-1].startswith("8 feeds added")


def test_export_prints_a_list_that_import_knows(newstui: Command, listing: str) -> None:
    newstui("import", listing)
    status, out, err = newstui("export", "--opml")
    assert (status, err) == (0, "")
    assert out.startswith("<?xml")
    again = newstui("import", "-", stdin=out.encode())[1]
    assert again.splitlines()[-1] == "0 feeds added, 1 known already, 0 skipped"


def test_export_never_overwrites_unasked(newstui: Command, listing: str, tmp_path: Path) -> None:
    newstui("import", listing)
    target = tmp_path / "out.opml"
    assert newstui("export", "--opml", str(target))[:2] == (0, f"1 feed written to {target}\n")
    written = target.read_text()
    assert newstui("export", "--opml", listing)[0] == 1
    assert Path(listing).read_bytes() == LIST
    assert newstui("export", "--opml", listing, "--force")[0] == 0
    assert Path(listing).read_text() == written


@pytest.mark.usefixtures("harbour")
def test_export_names_what_no_list_can_hold(newstui: Command) -> None:
    status, _out, err = newstui("export", "--opml")
    assert status == 0
    assert "Harbour Bulletin: is a file or folder of this machine" in err


def test_add_points_to_import(newstui: Command, listing: str) -> None:
    status, _out, err = newstui("add", listing)
    assert status == 1
    assert "list of subscriptions (OPML), not news: import it instead" in err
