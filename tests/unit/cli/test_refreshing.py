"""Feeds of a web server on this machine: subscribed to, refreshed, and failing beside others."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from tests.faults.answers import feed, item, reply, rss
from tests.unit.cli.press import Press

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.server import Site

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def press(site: Site) -> Press:
    return Press(site)


def test_new_stories_come_while_a_failing_feed_is_named(newstui: Command, press: Press) -> None:
    assert newstui("add", press.publish("gazette", "Rain"))[:2] == (
        0,
        "added The gazette as feed 1, 1 new story\n",
    )
    assert newstui("add", press.publish("courier", "Wind"))[0] == 0
    press.publish("gazette", "Rain", "Snow")
    press.withdraw("courier")

    status, out, err = newstui("refresh")
    assert (status, out) == (1, "2 feeds refreshed, 1 new, 1 failed\n")
    assert err.startswith("newstui: The courier: ")
    assert "503" in err
    assert "\x1b" not in err
    titles = {json.loads(line)["title"] for line in newstui("list", "--json")[1].splitlines()}
    assert titles == {"Rain", "Snow", "Wind"}

    courier, gazette = (json.loads(line) for line in newstui("feeds", "--json")[1].splitlines())
    assert "503" in courier["error"]
    assert courier["failing_since"].endswith("Z")
    assert (gazette["error"], gazette["failing_since"]) == (None, None)
    assert "! " in newstui("feeds")[1].splitlines()[0]
    status, out, err = newstui("doctor")
    assert (status, "everything is in order" in out) == (1, False)
    assert err.startswith("newstui: The courier: ")

    press.publish("courier", "Wind")
    assert newstui("refresh", "courier") == (0, "1 feed refreshed, 0 new\n", "")
    assert newstui("doctor")[0] == 0


@pytest.mark.parametrize(
    ("headers", "shortest_minutes"),
    [((), 15), (("Cache-Control: max-age=10800",), 180)],
)
def test_a_feed_that_was_just_added_is_not_asked_again_unasked(
    newstui: Command, site: Site, headers: tuple[str, ...], shortest_minutes: int
) -> None:
    site.replies["/pier"] = reply(rss("Pier"), *headers)
    before = datetime.now(tz=UTC)
    newstui("add", f"{site.base}/pier")
    (feed,) = (json.loads(line) for line in newstui("feeds", "--json")[1].splitlines())
    wait = datetime.fromisoformat(feed["next_check"]) - before
    assert wait >= timedelta(minutes=shortest_minutes) - timedelta(seconds=1)
    assert newstui("refresh", "--due") == (0, "0 feeds refreshed, 0 new\n", "")
    assert [path for path, _ in site.asked] == ["/pier"]


def test_a_file_that_was_just_added_is_not_read_again_unasked(
    newstui: Command, tmp_path: Path
) -> None:
    place = tmp_path / "mill.txt"
    place.write_text("Mill to reopen\n\nThe mill will grind again in May.\n", "utf-8")
    newstui("add", str(place))
    assert newstui("refresh", "--due") == (0, "0 feeds refreshed, 0 new\n", "")


def test_the_first_edition_is_kept_though_nobody_opened_it(newstui: Command, site: Site) -> None:
    first = rss("Pier")
    site.replies["/pier"] = reply(first)
    newstui("add", f"{site.base}/pier")
    newstui("mark", "read", "#1")
    site.replies["/pier"] = reply(first.replace(b"is closed", b"has burnt"))
    assert newstui("refresh")[1] == "1 feed refreshed, 0 new, 1 changed\n"
    assert "Pier" in newstui("list", "is:changed")[1]
    told = newstui("show", "#1", "--changes")[1]
    assert "closed" in told
    assert "burnt" in told


@pytest.mark.parametrize(
    "flaw",
    [b"<copyright>A & B</copyright>", b"<copyright>A&nbsp;B</copyright>", b"</b>", b"<x:unbound/>"],
)
def test_a_feed_that_breaks_and_is_repaired_brings_nothing_new(
    newstui: Command, site: Site, flaw: bytes
) -> None:
    whole = "".join(
        f'<item><guid isPermaLink="false">http://n.example/?x=1{reference}p=0</guid>'
        f"<title>Pier {number}</title><description>"
        "&lt;img src='/p.jpg' alt='A &amp;quot;B&amp;quot;'&gt; They said.</description></item>"
        for number, reference in enumerate(("&amp;", "&#038;", "&#x26;", "-"))
    )
    end = b"</channel></rss>"
    feed = f"<rss><channel><title>Bulletin</title>{whole}".encode()
    site.replies["/pier"] = reply(feed + end)
    newstui("add", f"{site.base}/pier")
    for edition in (feed + flaw + end, feed + end):
        site.replies["/pier"] = reply(edition)
        assert newstui("refresh") == (0, "1 feed refreshed, 0 new\n", "")
    assert len(newstui("list", "--json")[1].splitlines()) == 4
    assert "Pier" not in newstui("list", "is:changed")[1]


def test_changes_of_a_story_are_told_as_json_with_both_texts(newstui: Command, site: Site) -> None:
    first = rss("Pier")
    site.replies["/pier"] = reply(first)
    newstui("add", f"{site.base}/pier")
    site.replies["/pier"] = reply(first.replace(b"is closed", b"has burnt"))
    newstui("refresh")
    status, out, err = newstui("show", "#1", "--changes", "--json")
    assert (status, err) == (0, "")
    told = json.loads(out)
    revisions = told.pop("revisions")
    assert told == {
        "schema": 1,
        "id": "#1",
        "feed": "Bulletin",
        "title": "Pier",
        "url": "http://news.example/Pier",
        "text_kind": "feed",
    }
    newest, oldest = revisions
    assert (newest["revision"], oldest["revision"]) == (2, 1)
    assert newest["text_id"] == json.loads(newstui("show", "#1", "--json")[1])["text_id"]
    assert newest["seen"] >= oldest["seen"]
    assert newest["title_changes"] == [{"op": "equal", "text": "Pier"}]
    assert newest["text_changes"] == [
        {"op": "equal", "text": "Pier"},
        {"op": "delete", "text": " is closed,"},
        {"op": "insert", "text": " has burnt,"},
        {"op": "equal", "text": " the council said."},
    ]
    assert (oldest["title_changes"], oldest["text_changes"]) == (None, None)


def test_a_story_that_never_changed_has_one_revision(newstui: Command, site: Site) -> None:
    site.replies["/pier"] = reply(rss("Pier"))
    told = json.loads(newstui("show", f"{site.base}/pier", "--changes", "--json")[1])
    (only,) = told["revisions"]
    assert (told["id"], only["text_id"], only["text_changes"]) == (None, None, None)


def test_a_folder_is_tidied_and_an_interval_is_not_too_short(
    newstui: Command, press: Press
) -> None:
    newstui("add", press.publish("gazette", "Rain"), "--folder", " A // B / ")
    assert json.loads(newstui("feeds", "--json")[1])["folder"] == "A / B"
    status, _out, err = newstui("edit", "1", "--interval", "3")
    assert (status, "every 15 minutes" in err) == (2, True)


def test_an_address_that_fails_is_not_subscribed_to(newstui: Command, site: Site) -> None:
    status, out, err = newstui("add", f"{site.base}/nothing")
    assert (status, out) == (1, "")
    assert err.startswith(f"newstui: {site.base}/nothing: ")
    assert err.endswith("it was not added\n")
    assert "samples" in newstui("feeds")[1]


def test_a_password_in_an_address_is_never_printed(newstui: Command, press: Press) -> None:
    address = f"{press.site.base}/nothing".replace("http://", "http://ann:secret@")
    _status, out, err = newstui("add", address)
    assert "secret" not in out + err
    address = press.publish("gazette", "Rain").replace("http://", "http://ann:secret@")
    assert newstui("add", address)[0] == 0
    press.withdraw("gazette")
    for verb in (("refresh",), ("refresh", "--json"), ("feeds",), ("feeds", "--json"), ("doctor",)):
        _status, out, err = newstui(*verb)
        assert "secret" not in out + err
    assert newstui("remove", f"{press.site.base}/gazette")[0] == 0


def test_refreshing_without_subscriptions_says_what_to_do(newstui: Command) -> None:
    status, out, err = newstui("refresh")
    assert (status, out) == (0, "")
    assert err == "newstui: nothing is subscribed yet; `newstui add PLACE` does that\n"


def test_a_file_that_vanished_keeps_its_stories(newstui: Command, tmp_path: Path) -> None:
    place = tmp_path / "mill.txt"
    place.write_text("Mill to reopen\n\nThe mill will grind again in May.\n", "utf-8")
    newstui("add", str(place), "--title", "The Mill")
    place.unlink()
    status, out, err = newstui("refresh")
    assert (status, out) == (1, "1 feed refreshed, 0 new, 1 failed\n")
    assert err == "newstui: The Mill: does not exist\n"
    assert "Mill to reopen" in newstui("list")[1]


def test_a_bad_file_of_a_folder_is_named_and_the_others_are_read(
    newstui: Command, tmp_path: Path
) -> None:
    (tmp_path / "good.txt").write_text("Mill to reopen\n\nIt will grind again.\n", "utf-8")
    (tmp_path / "bad.json").write_text('{"version": "https://jsonfeed.org/version/1.1",', "utf-8")
    status, out, err = newstui("add", str(tmp_path), "--title", "Papers")
    assert (status, out) == (1, "added Papers as feed 1, 1 new story\n")
    assert err.startswith("newstui: bad.json: ")
    assert err.count("\n") == 1
    assert "! could not be read in part: bad.json " in newstui("feeds")[1]
    assert newstui("refresh")[:2] == (1, "1 feed refreshed, 0 new, 1 read in part\n")
    (feed,) = (json.loads(line) for line in newstui("feeds", "--json")[1].splitlines())
    assert feed["error"].startswith("could not be read in part: bad.json ")
    assert newstui("doctor")[0] == 1
    (tmp_path / "bad.json").unlink()
    assert newstui("refresh")[0] == 0
    assert newstui("doctor")[0] == 0


def test_what_is_no_file_in_a_folder_is_told_once_and_is_no_trouble(
    newstui: Command, tmp_path: Path
) -> None:
    (tmp_path / "good.txt").write_text("Mill to reopen\n\nIt will grind again.\n", "utf-8")
    (tmp_path / "link.txt").symlink_to("good.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    status, out, err = newstui("add", str(tmp_path), "--title", "Papers")
    assert (status, out) == (0, "added Papers as feed 1, 1 new story\n")
    assert err.splitlines() == [
        "newstui: left out: link.txt is a symbolic link",
        "newstui: left out: pipe.txt is a named pipe, not a file",
    ]
    assert newstui("refresh") == (0, "1 feed refreshed, 0 new\n", "")
    assert newstui("feeds", "--trouble")[1] == ""
    assert "is a symbolic link" in newstui("show", str(tmp_path))[2]
    told = "left out: link.txt is a symbolic link, and 1 more"
    assert newstui("feeds")[1].endswith(f"Papers  ({told})\n")
    (tmp_path / "link.txt").unlink()
    assert newstui("refresh")[0] == 0
    (kept,) = map(json.loads, newstui("feeds", "--json")[1].splitlines())
    assert kept["left_out"] == "left out: pipe.txt is a named pipe, not a file"


def test_a_feed_that_is_cut_off_is_told_when_it_is_added_as_when_it_is_refreshed(
    newstui: Command, tmp_path: Path
) -> None:
    place = tmp_path / "gazette.xml"
    place.write_text(feed([item("Rain"), item("Snow")], title="Gazette").partition("Snow")[0])
    status, out, err = newstui("add", str(place))
    assert (status, out) == (1, "added Gazette as feed 1, 1 new story\n")
    told = "was cut off before its end; what is whole of it was read"
    assert err == f"newstui: {place}: {told}\n"
    assert f"! {told}" in newstui("feeds")[1]
    status, out, err = newstui("refresh")
    assert (status, out) == (1, "1 feed refreshed, 0 new, 1 read in part\n")
    assert err == f"newstui: Gazette, {place}: {told}\n"


def test_no_other_program_sees_a_password_in_an_address(newstui: Command, press: Press) -> None:
    address = press.publish("gazette", "Rain").replace("//", "//ida:secret@")
    assert newstui("add", address)[0] == 0
    assert any("newstui.refresh" in line for line in press.programs)
    assert not any("secret" in line for line in press.programs)
