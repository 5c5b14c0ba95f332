"""Every verb of the command line, as text for people and as JSON for programs."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import pytest

Command = Callable[..., tuple[int, str, str]]
Subscribe = Callable[[str, bytes], int]

DATA: Final = Path(__file__).parents[2] / "data"
FERRY, KEEPER = "Ferry returns to the strait", "Lighthouse keeper retires"


def records(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


@pytest.mark.usefixtures("harbour")
def test_list_shows_the_newest_headline_first_with_number_and_outlet(newstui: Command) -> None:
    status, out, err = newstui("list")
    assert (status, err) == (0, "")
    first, second = out.splitlines()
    assert first.startswith("*  #2 ")
    assert first.endswith(f"Harbour Bulletin: {FERRY}")
    assert second.endswith(f"Harbour Bulletin: {KEEPER}")


@pytest.mark.usefixtures("harbour")
def test_list_as_json_is_one_object_a_line_with_the_schema(newstui: Command) -> None:
    first, second = records(newstui("list", "--json")[1])
    assert first == {
        "schema": 1,
        "id": "#2",
        "feed": "Harbour Bulletin",
        "title": FERRY,
        "url": "https://bulletin.example/1",
        "published": "2026-03-02T08:00:00Z",
        "read": False,
        "bookmarked": False,
        "highlighted": False,
        "tags": [],
        "snippet": None,
        "matches": [],
    }
    assert second["id"] == "#1"


@pytest.mark.usefixtures("harbour")
def test_show_prints_headline_facts_link_and_text(newstui: Command) -> None:
    status, out, _err = newstui("show", "#2")
    assert status == 0
    assert out == (
        f"{FERRY}\nHarbour Bulletin · 2026-03-02 08:00 UTC\nhttps://bulletin.example/1\n\n"
        "The ferry will sail again on Friday, the harbour master said.\n"
    )


@pytest.mark.usefixtures("harbour")
def test_show_as_markdown_begins_with_a_heading(newstui: Command) -> None:
    assert newstui("show", "--markdown", "#2")[1].startswith(f"# {FERRY}\n\n")


@pytest.mark.usefixtures("harbour")
def test_show_prints_several_stories_in_the_order_asked(newstui: Command) -> None:
    out = newstui("show", "#1", "#2")[1]
    assert 0 <= out.index(KEEPER) < out.index(FERRY)


@pytest.mark.usefixtures("harbour")
def test_show_as_json_gives_spans_into_its_own_text(newstui: Command) -> None:
    (story,) = records(newstui("show", "--json", "#2")[1])
    assert story["text_kind"] == "feed"
    assert story["analysed"] is True
    (said,) = story["attributions"]
    words = [[story["text"][start:end] for start, end in said[part]] for part in ("source", "cue")]
    assert words == [["the harbour master"], ["said"]]
    assert story["entities"][said["entity"]]["canonical"] == said["canonical"]


@pytest.mark.usefixtures("harbour")
@pytest.mark.parametrize("arguments", [("#2",), ("--query", "ferry")])
def test_sources_names_who_says_what_by_number_and_by_query(
    newstui: Command, arguments: tuple[str, ...]
) -> None:
    status, out, _err = newstui("sources", *arguments)
    assert status == 0
    assert "harbour master" in out
    assert "The ferry will sail again on Friday" in out
    assert KEEPER not in out


def test_a_story_of_a_file_names_its_path_and_hash_in_a_folder_too(
    newstui: Command, tmp_path: Path
) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    hashes = {}
    for name in ("Pier", "Quay"):
        data = f"# {name} closes\n\nThe {name} is closed, the mayor said.\n".encode()
        (folder / f"{name}.md").write_bytes(data)
        hashes[f"{name} closes"] = (str(folder / f"{name}.md"), sha256(data).hexdigest())
    newstui("add", str(folder))
    listed = [json.loads(line)["id"] for line in newstui("list", "--json")[1].splitlines()]
    read_once = newstui("show", "--json", str(folder))[1].splitlines()
    kept = newstui("show", "--json", *listed)[1].splitlines()
    assert len(kept) == len(read_once) == len(hashes)
    for story in map(json.loads, [*kept, *read_once]):
        found = story["evidence"]
        assert found["place"] == str(folder)
        assert (found["final_url"], found["sha256"]) == hashes[story["title"]]
    told = newstui("sources", str(folder / "Pier.md"))[1]
    assert f"from {folder / 'Pier.md'}" in told
    told = newstui("sources", *listed)[1]
    assert f"file {folder / 'Pier.md'}" in told
    assert f"file {folder / 'Quay.md'}" in told


@pytest.mark.usefixtures("harbour")
def test_sources_as_json_is_the_story_record(newstui: Command) -> None:
    assert newstui("sources", "--json", "#2")[1] == newstui("show", "--json", "#2")[1]


def test_a_dateline_comes_with_its_date_as_it_is_written(newstui: Command, tmp_path: Path) -> None:
    page = tmp_path / "ferry.txt"
    page.write_text(
        "Ferry returns\n\nSKERROW SOUND, 3 March (Northern Wire) — The ferry runs again.\n",
        encoding="utf-8",
    )
    (story,) = records(newstui("show", "--json", str(page))[1])
    dateline = {"place": "SKERROW SOUND", "date": "3 March", "agency": "Northern Wire"}
    assert (story["published"], story["dateline"]) == (None, dateline)


def test_two_stories_of_a_text_file_come_with_datelines_and_page_credits(newstui: Command) -> None:
    status, out, err = newstui("show", "--json", str(DATA / "text" / "two-stories.txt"))
    assert (status, err) == (0, "")
    quarry, trains = records(out)
    assert quarry["title"] == "Quarry to close after ninety years"
    assert trains["title"] == "Night trains return to the northern line"
    assert quarry["dateline"] == {"place": "Oslo", "date": None, "agency": None}
    assert trains["dateline"] is None
    assert (quarry["id"], quarry["text_id"]) == (None, None)
    for story in (quarry, trains):
        names = [name for credit in story["credits"] for name in credit["names"]]
        assert names == ["slate-museum.example", "Lena Orr"]
        assert {credit["kind"] for credit in story["credits"]} == {"photo"}
    assert "Share this post" not in out


def test_a_story_comes_from_standard_input(newstui: Command) -> None:
    text = b"Mill to reopen\n\nThe mill will grind again in May, the mayor said.\n"
    status, out, err = newstui("sources", "-", stdin=text)
    assert (status, err) == (0, "")
    assert out.startswith("Mill to reopen\n")
    assert "mayor" in out


def test_showing_a_place_keeps_nothing(newstui: Command) -> None:
    newstui("show", str(DATA / "text" / "two-stories.txt"))
    assert not Path(os.environ["NEWSTUI_HOME"]).exists()


@pytest.mark.usefixtures("harbour")
def test_mark_prints_the_number_and_the_mark_shows_in_the_list(newstui: Command) -> None:
    assert newstui("mark", "read", "#2") == (0, "#2\n", "")
    assert [row["read"] for row in records(newstui("list", "--json")[1])] == [True, False]
    assert newstui("list")[1].startswith("   #2 ")
    assert newstui("mark", "unread", "ferry")[1] == "#2\n"
    assert [row["read"] for row in records(newstui("list", "--json")[1])] == [False, False]


@pytest.mark.usefixtures("harbour")
def test_changes_are_told_as_json_too(newstui: Command, tmp_path: Path) -> None:
    place = tmp_path / "mill.txt"
    place.write_text("Mill to reopen\n\nThe mill will grind again in May.\n", "utf-8")
    (added,) = records(newstui("add", str(place), "--json")[1])
    assert (added["title"], added["is_new"], added["new"]) == ("mill.txt", True, 1)
    (marked,) = records(newstui("mark", "read", "#3", "--json")[1])
    assert marked == {"schema": 1, "id": "#3", "mark": "read", "notice": None}
    (shelved,) = records(newstui("mark", "bookmark", "#3", "--json")[1])
    assert shelved["notice"].startswith("bookmarked as ")
    (removed,) = records(newstui("remove", "mill", "--json")[1])
    assert (removed["id"], removed["removed"]) == (added["id"], True)


@pytest.mark.usefixtures("harbour")
def test_marking_by_query_marks_what_it_describes_once_each(newstui: Command) -> None:
    assert newstui("mark", "read", "#1", "feed:harbour", "#1")[1] == "#1\n#2\n"
    assert [row["read"] for row in records(newstui("list", "--json")[1])] == [True, True]


@pytest.mark.usefixtures("harbour")
def test_the_bookmarks_of_a_query_are_one_change_that_is_undone_at_once(newstui: Command) -> None:
    assert newstui("mark", "bookmark", "feed:harbour")[1].count("bookmarked as ") == 2
    assert newstui("undo")[1] == "undone: 2 bookmarked\n"
    assert newstui("list", "is:bookmarked")[1] == ""
    newstui("mark", "bookmark", "feed:harbour")
    assert newstui("mark", "unbookmark", "feed:harbour")[1].count("in the trash") == 2
    assert newstui("mark", "unbookmark", "#1")[1] == "#1 it was not bookmarked\n"
    assert newstui("undo")[1] == "undone: removed 2 bookmarks\n"
    assert newstui("list", "is:bookmarked")[1].count("\n") == 2


@pytest.mark.usefixtures("harbour")
def test_a_bookmark_is_listed_with_a_file_that_holds_the_story(newstui: Command) -> None:
    status, out, _err = newstui("mark", "bookmark", "#2")
    assert status == 0
    assert out.startswith("#2 bookmarked as ")
    (kept,) = records(newstui("bookmarks", "--json")[1])
    assert (kept["id"], kept["title"], kept["feed"]) == ("#2", FERRY, "Harbour Bulletin")
    assert "The ferry will sail again" in Path(kept["file"]).read_text("utf-8")
    assert newstui("bookmarks")[1] == f"#2 {FERRY} · Harbour Bulletin\n    {kept['file']}\n"
    assert newstui("list", "is:bookmarked")[1].startswith("*+ #2")


def test_the_file_of_a_bookmark_names_every_credit_of_its_story(newstui: Command) -> None:
    assert newstui("mark", "bookmark", "is:unread")[0] == 0
    printed = {}
    for kept in records(newstui("bookmarks", "--json")[1]):
        (story,) = records(newstui("show", "--json", kept["id"])[1])
        # One line may name two photographers, who are a credit each.
        printed[kept["id"]] = [*dict.fromkeys(credit["text"] for credit in story["credits"])]
        head = Path(kept["file"]).read_text("utf-8").splitlines()
        (line,) = (line for line in head if line.startswith("credits: "))
        assert json.loads(line.removeprefix("credits: ")) == printed[kept["id"]]
    assert any("Longshore Wire" in text for texts in printed.values() for text in texts)


@pytest.mark.usefixtures("harbour")
def test_a_bookmark_taken_off_goes_from_the_list_and_the_folder(newstui: Command) -> None:
    newstui("mark", "bookmark", "#2")
    (kept,) = records(newstui("bookmarks", "--json")[1])
    assert newstui("mark", "unbookmark", "#2")[0] == 0
    assert newstui("bookmarks")[1] == ""
    assert not Path(kept["file"]).exists()
    assert newstui("mark", "unbookmark", "#2") == (0, "#2 it was not bookmarked\n", "")


@pytest.mark.usefixtures("harbour")
def test_a_lost_bookmark_file_is_written_again_when_bookmarks_are_listed(newstui: Command) -> None:
    newstui("mark", "bookmark", "#2")
    (kept,) = records(newstui("bookmarks", "--json")[1])
    Path(kept["file"]).unlink()
    status, out, _err = newstui("bookmarks")
    assert status == 0
    assert FERRY in out
    assert Path(kept["file"]).is_file()


def test_a_file_is_added_listed_and_removed_and_its_marks_come_back(
    newstui: Command, tmp_path: Path
) -> None:
    place = tmp_path / "mill.txt"
    place.write_text("Mill to reopen\n\nThe mill will grind again in May.\n", "utf-8")
    status, out, err = newstui("add", str(place), "--title", "The Mill", "--folder", "Local")
    assert (status, err) == (0, "")
    assert out == "added The Mill as feed 1 in Local, 1 new story\n"
    (feed,) = records(newstui("feeds", "--json")[1])
    assert (feed["title"], feed["place"], feed["kind"]) == ("The Mill", str(place), "file")
    assert (feed["folder"], feed["stories"], feed["unread"]) == ("Local", 1, 1)
    assert " ".join(newstui("feeds")[1].split()) == "1 1 unread of 1 Local: The Mill"
    newstui("mark", "read", "#1")
    assert newstui("remove", "mill")[0] == 0
    assert "Mill" not in newstui("list")[1]
    assert newstui("add", str(place))[0] == 0
    (row,) = records(newstui("list", "--json")[1])
    assert (row["id"], row["read"]) == ("#1", True)


def test_adding_twice_says_so_and_keeps_one_feed(newstui: Command) -> None:
    place = str(DATA / "rss" / "two-items.xml")
    newstui("add", place)
    status, out, _err = newstui("add", place)
    assert status == 0
    assert out.endswith(" is subscribed already, as feed 1; 0 new stories\n")
    assert len(newstui("feeds")[1].splitlines()) == 1


@pytest.mark.usefixtures("harbour")
def test_doctor_tells_paths_and_counts_of_a_sound_library(newstui: Command) -> None:
    status, out, err = newstui("doctor")
    assert (status, err) == (0, "")
    assert f"archive: {os.environ['NEWSTUI_HOME']}/data/newstui.db" in out.splitlines()
    assert out.splitlines()[-1] == "everything is in order"
    (record,) = records(newstui("doctor", "--json")[1])
    assert (record["feeds"], record["stories"], record["unread"]) == (1, 2, 2)
    assert record["problems"] == []
    assert {"newstui", "python", "textual", "pycurl"} <= record["versions"].keys()


def test_an_empty_library_shows_the_samples_until_the_first_subscription(newstui: Command) -> None:
    samples = records(newstui("list", "--json")[1])
    assert len(samples) > 2
    assert {row["feed"] for row in samples} == {"samples"}
    number = samples[0]["id"]
    newstui("mark", "bookmark", number)
    newstui("mark", "read", number)
    place = str(DATA / "rss" / "two-items.xml")
    newstui("add", place)
    listed = records(newstui("list", "--json", "feed:samples")[1])
    assert [(row["id"], row["bookmarked"]) for row in listed] == [(number, True)]
    assert [kept["id"] for kept in records(newstui("bookmarks", "--json")[1])] == [number]
    newstui("remove", place)
    back = {row["id"]: row for row in records(newstui("list", "--json")[1])}
    assert back.keys() == {row["id"] for row in samples}
    assert (back[number]["read"], back[number]["bookmarked"]) == (True, True)


@pytest.mark.usefixtures("harbour")
def test_home_on_the_command_line_wins_over_the_environment(
    newstui: Command, tmp_path: Path
) -> None:
    assert (
        str(tmp_path / "other" / "data") in newstui("--home", str(tmp_path / "other"), "doctor")[1]
    )
    assert (tmp_path / "other" / "data" / "newstui.db").is_file()
    assert os.environ["NEWSTUI_HOME"] in newstui("doctor")[1]


@pytest.mark.parametrize("argument", ["--version", "--help"])
def test_version_and_help_answer_on_standard_output(newstui: Command, argument: str) -> None:
    status, out, err = newstui(argument)
    assert (status, err) == (0, "")
    assert "newstui" in out


@pytest.mark.usefixtures("harbour")
def test_a_feed_is_edited_and_its_settings_are_listed(newstui: Command) -> None:
    arguments = ("--title", "The Harbour", "--folder", "Local/Port", "--interval", "30")
    status, out, err = newstui("edit", "harbour", *arguments, "--full-text", "on")
    assert (status, err) == (0, "")
    assert "Local / Port: The Harbour" in out
    (feed,) = records(newstui("feeds", "--json")[1])
    assert (feed["title"], feed["folder"]) == ("The Harbour", "Local / Port")
    assert (feed["interval_minutes"], feed["full_text"], feed["user_agent"]) == (30, True, None)
    newstui("edit", "1", "--interval", "0", "--title", "", "--user-agent", "Reader/1")
    (feed,) = records(newstui("feeds", "--json")[1])
    assert (feed["title"], feed["interval_minutes"]) == ("Harbour Bulletin", None)
    assert (feed["full_text"], feed["user_agent"]) == (True, "Reader/1")


@pytest.mark.usefixtures("harbour")
def test_only_feeds_in_trouble_are_listed_when_asked_for(
    newstui: Command, subscribe_to: Subscribe
) -> None:
    subscribe_to("other.xml", b"<rss version='2.0'><channel><title>O</title></channel></rss>")
    (Path(os.environ["NEWSTUI_HOME"]).parent / "other.xml").unlink()
    assert newstui("feeds", "--trouble")[1] == ""
    assert newstui("refresh", "other")[0] == 1
    (line,) = newstui("feeds", "--trouble")[1].splitlines()
    assert "does not exist (since " in line
    assert (
        "if it has moved, `newstui edit 2 --address` with its new path keeps its stories and"
        in line
    )


def test_relative_links_of_a_file_lead_to_where_it_is_published(
    newstui: Command, tmp_path: Path
) -> None:
    place = tmp_path / "saved.atom"
    link = '<link rel="self" href="https://wire.example/feeds/all.atom"/>'
    story = '<entry><id>1</id><title>Rain</title><link href="/2026/rain"/></entry>'
    place.write_text(
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>W</title>{link}{story}</feed>'
    )
    (shown,) = records(newstui("show", str(place), "--json")[1])
    assert shown["url"] == "https://wire.example/2026/rain"
