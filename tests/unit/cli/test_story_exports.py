"""Stories and queries are exported by number or words, printed or into a file of their own."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

Command = Callable[..., tuple[int, str, str]]


@pytest.mark.usefixtures("harbour")
@pytest.mark.parametrize(
    ("form", "beginning"),
    [
        ("markdown", "# Ferry returns to the strait\n"),
        ("html", "<!DOCTYPE html>\n"),
        ("text", "Ferry returns to the strait\n"),
        ("json", '[\n{"schema": 1, "id": "#2"'),
        ("csl-json", '[\n{"id": "harbourbulletin2026ferry"'),
        ("bibtex", "@article{harbourbulletin2026ferry,\n"),
    ],
)
def test_each_format_is_printed(newstui: Command, form: str, beginning: str) -> None:
    status, out, err = newstui("export", "#2", "--format", form)
    assert (status, err) == (0, "")
    assert out.startswith(beginning)
    assert "harbour master" in out


@pytest.mark.usefixtures("harbour")
def test_a_query_is_written_to_a_file_in_the_format_of_its_ending(
    newstui: Command, tmp_path: Path
) -> None:
    path = tmp_path / "unread.csl.json"
    status, out, err = newstui("export", "is:unread", "bulletin", "--output", str(path))
    assert (status, out, err) == (0, f"2 stories written to {path}\n", "")
    titles = [record["title"] for record in json.loads(path.read_text())]
    assert titles == ["Ferry returns to the strait", "Lighthouse keeper retires"]
    path.write_text("mine")
    status, _out, err = newstui("export", "#1", "--output", str(path))
    assert (status, path.read_text()) == (1, "mine")
    assert "exists already; --force replaces it" in err
    assert newstui("export", "#1", "--output", str(path), "--force")[0] == 0
    assert len(json.loads(path.read_text())) == 1
    assert [one.name for one in tmp_path.iterdir() if ".part" in one.name] == []


def test_a_story_without_a_language_of_its_own_has_that_of_its_feed(
    newstui: Command, subscribe_to: Callable[[str, bytes], int]
) -> None:
    items = [{"id": "1", "title": "Rain"}, {"id": "2", "title": "Regn", "language": "nb"}]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Quay", "language": "en-GB"}
    subscribe_to("quay.json", json.dumps({**feed, "items": items}).encode())
    (rain,) = json.loads(newstui("export", "title:rain", "--format", "csl-json")[1])
    (regn,) = json.loads(newstui("export", "title:regn", "--format", "json")[1])
    assert (rain["language"], regn["language"]) == ("en-GB", "nb")
    assert "language = {nb}" in newstui("export", "title:regn", "--format", "bibtex")[1]


@pytest.mark.usefixtures("harbour")
def test_what_is_not_there_is_told_and_the_rest_exported(newstui: Command, tmp_path: Path) -> None:
    status, out, err = newstui("export", "#2", "#99", "--format", "text")
    assert status == 1
    assert out.startswith("Ferry returns")
    assert "#99: no such story" in err
    path = tmp_path / "none.md"
    status, _out, err = newstui("export", "zebra", "--output", str(path))
    assert (status, err) == (1, "newstui: no story matches\n")
    assert not path.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("#1",),
        ("--format", "markdown"),
        ("#1", "--format", "pdf"),
        ("#1", "--output", "x.pdf"),
        ("#1", "--format", "text", "--force"),
        ("--opml", "x", "--format", "text"),
        ("--opml", "--output", "x"),
    ],
)
def test_wrong_use_is_told(newstui: Command, arguments: tuple[str, ...]) -> None:
    status, out, err = newstui("export", *arguments)
    assert (status, out) == (2, "")
    assert err
