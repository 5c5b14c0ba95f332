"""Tags, notes, rules and the history on the command line."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

Command = Callable[..., tuple[int, str, str]]
FERRY = "tagged later: Ferry returns to the strait"
KEEPER = "marked read: Lighthouse keeper retires"
FEED = """<rss version="2.0"><channel><title>Quay</title>
<item><guid>1</guid><title>Advert: boats</title></item>
<item><guid>2</guid><title>Sea wall built</title><description>It holds.</description></item>
</channel></rss>"""


def ids(told: str) -> list[str]:
    return [json.loads(line)["id"] for line in told.splitlines()]


@pytest.mark.usefixtures("harbour")
def test_tags_are_put_on_listed_found_and_taken_off(newstui: Command) -> None:
    status, out, err = newstui("tag", "later, tide", "ferry")
    assert (status, out, err) == (0, "#2 later, tide\n", "")
    assert newstui("tag", "tide", "#1", "#2")[1] == "#1 tide\n"
    assert newstui("tags")[1] == "later: 1 story\ntide: 2 stories\n"
    (first, second) = map(json.loads, newstui("list", "tag:tide", "--json")[1].splitlines())
    assert (first["tags"], second["tags"]) == (["later", "tide"], ["tide"])
    assert json.loads(newstui("show", "#2", "--json")[1])["tags"] == ["later", "tide"]
    assert newstui("untag", "tide", "is:unread")[0] == 0
    (told,) = map(json.loads, newstui("tags", "--json")[1].splitlines())
    assert told == {"schema": 1, "tag": "later", "stories": 1}


@pytest.mark.usefixtures("harbour")
def test_tagging_nothing_is_told(newstui: Command) -> None:
    assert newstui("tag", "later", "title:nothing")[::2] == (1, "newstui: no story matches\n")
    status, _out, err = newstui("tag", " , ", "#1")
    assert (status, err) == (2, "newstui: tag: the tag is empty\n")


@pytest.mark.usefixtures("harbour")
def test_a_note_is_written_printed_and_taken_off(newstui: Command) -> None:
    assert newstui("note", "#2", "-", stdin=b"ask her\nagain\n")[1] == "#2 noted\n"
    assert newstui("note", "#2")[1] == "ask her\nagain\n"
    assert ids(newstui("list", "has:note", "--json")[1]) == ["#2"]
    assert newstui("note", "#2", "")[1] == "#2 has no note\n"
    assert newstui("note", "ferry")[0] == 2


@pytest.mark.usefixtures("harbour")
def test_the_history_is_told_and_one_of_it_undone_and_redone(newstui: Command) -> None:
    newstui("mark", "read", "#1")
    newstui("tag", "later", "#2")
    told = [json.loads(line) for line in newstui("history", "--json")[1].splitlines()]
    assert [one["label"] for one in told][:2] == [FERRY, KEEPER]
    number = str(told[1]["number"])
    assert newstui("undo", number) == (0, f"undone: {KEEPER}\n", "")
    assert ids(newstui("list", "is:read", "--json")[1]) == []
    assert newstui("undo", number)[0] == 1
    assert f"{KEEPER} (undone)" in newstui("history")[1]
    assert newstui("undo", "x")[0] == 2
    assert newstui("undo")[1] == f"undone: {FERRY}\n"
    assert newstui("redo", number) == (0, f"redone: {KEEPER}\n", "")
    assert ids(newstui("list", "is:read", "--json")[1]) == ["#1"]
    told = [json.loads(line) for line in newstui("history", "--json")[1].splitlines()]
    assert [(one["label"], one["redoable"]) for one in told][:2] == [
        (KEEPER, False),
        (FERRY, True),
    ]
    assert newstui("redo")[1] == f"redone: {FERRY}\n"
    assert newstui("redo")[::2] == (
        1,
        "newstui: there is nothing to redo; `newstui history` lists what was done\n",
    )


@pytest.mark.usefixtures("harbour")
def test_a_rule_is_previewed_added_and_applied_on_demand(newstui: Command) -> None:
    status, out, _err = newstui("rules", "preview", "tag tide", "ferry")
    assert status == 0
    assert out.startswith("tag tide: 1 story of the library\n  #2 Harbour Bulletin: Ferry")
    assert newstui("rules")[1] == ""
    told = newstui("rules", "add", "tag tide", "ferry", "--name", "Sea")[1]
    assert told.startswith("rule 1 added for what comes; 1 story there matches, left as they are")
    assert newstui("tags")[1] == ""
    assert newstui("rules", "add", "read", "ferry", "--apply")[1] == (
        "rule 2 added for what comes, applied to 1 story there\n"
    )
    assert ids(newstui("list", "is:read", "--json")[1]) == ["#2"]
    assert newstui("rules", "down", "1")[1].splitlines()[1] == "  1 Sea: ferry > tag tide"
    assert newstui("rules", "off", "1")[1].splitlines()[1] == "  1 Sea: ferry > tag tide (off)"
    assert newstui("rules", "remove", "1")[0] == 0
    (left,) = map(json.loads, newstui("rules", "list", "--json")[1].splitlines())
    assert (left["id"], left["action"], left["enabled"]) == (2, "read", True)


@pytest.mark.usefixtures("harbour")
def test_a_rule_that_cannot_be_understood_is_told_with_its_place(newstui: Command) -> None:
    status, _out, err = newstui("rules", "add", "hide", "ferry is:foo")
    assert status == 2
    assert err.endswith("\n  ferry is:foo\n        ^^^^^^\n")
    assert newstui("rules", "add", "shout", "ferry")[0] == 1
    assert newstui("rules", "remove", "9")[0] == 1


@pytest.mark.usefixtures("harbour")
def test_a_refresh_applies_rules_and_writes_files_of_what_they_bookmark(
    newstui: Command, tmp_path: Path
) -> None:
    place = tmp_path / "quay.xml"
    place.write_text(FEED.replace("<item>", "<!--").replace("</item>", "-->"), "utf-8")
    newstui("add", str(place))
    newstui("rules", "add", "hide", "advert")
    newstui("rules", "add", "bookmark", "wall")
    place.write_text(FEED, "utf-8")
    status, out, _err = newstui("refresh", "quay")
    assert (status, out) == (0, "1 feed refreshed, 2 new, 2 met a rule\n")
    assert "Advert" not in newstui("list")[1]
    assert "Advert" in newstui("list", "is:hidden")[1]
    folder = Path(os.environ["NEWSTUI_HOME"]) / "data" / "bookmarks"
    assert [path.name.partition("sea")[2] for path in folder.iterdir()] == ["-wall-built.md"]
    newstui("undo")
    assert "Advert" in newstui("list")[1]
