"""A feed is subscribed to once, whatever it is called by, and can be given another address."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.faults.answers import reply, rss, to
from tests.unit.cli.press import Press
from tests.unit.cli.test_credentials import BASIC, SECRET, guard

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.faults.server import Site

    Command = Callable[..., tuple[int, str, str]]

pytestmark = pytest.mark.usefixtures("_without_proxies")


@pytest.fixture
def feed(newstui: Command, site: Site) -> str:
    """The address of a feed that is subscribed to, and read in full."""
    address = Press(site).publish("gazette", "Rain")
    assert newstui("add", address)[0] == 0
    assert newstui("mark", "read", "Rain")[0] == 0
    return address


def records(newstui: Command, *arguments: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in newstui(*arguments, "--json")[1].splitlines()]


def feeds(newstui: Command) -> list[tuple[int, str, int, int]]:
    return [
        (one["id"], one["place"], one["stories"], one["unread"])
        for one in records(newstui, "feeds")
    ]


def with_login(address: str, login: str) -> str:
    return address.replace("//", f"//{login}@")


@pytest.mark.parametrize(
    ("names", "statuses"),
    [
        (["one"], ["301 Moved"]),
        (["one"], ["302 Found"]),
        (["one"], ["307 Elsewhere"]),
        (["one"], ["308 Moved"]),
        (["one", "two", "three"], ["302 Found", "301 Moved", "307 Elsewhere"]),
    ],
)
def test_an_address_that_leads_to_a_known_feed_adds_nothing(
    newstui: Command, site: Site, feed: str, names: list[str], statuses: list[str]
) -> None:
    for name, target, answer in zip(names, [*names[1:], "gazette"], statuses, strict=True):
        site.replies[f"/{name}"] = to(f"/{target}", answer)
    status, out, err = newstui("add", f"{site.base}/one")
    assert (status, err) == (0, "")
    assert out == "The gazette is subscribed already, as feed 1; 0 new stories\n"
    assert feeds(newstui) == [(1, feed, 1, 0)]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--folder", "Coast"], "it was moved to Coast; "),
        (["--title", "Mine"], "it was called The gazette; "),
        (["--folder", "Coast", "--title", "Mine"], "called The gazette; it was moved to Coast; "),
    ],
)
def test_adding_a_known_feed_says_what_that_changes(
    newstui: Command, feed: str, options: list[str], told: str
) -> None:
    _status, out, _err = newstui("add", feed, *options)
    assert "is subscribed already, as feed 1; " in out
    assert out.endswith(f"{told}0 new stories\n")
    assert "it was" not in newstui("add", feed, *options)[1]


def test_adding_a_known_file_says_that_it_was_moved(newstui: Command, tmp_path: Path) -> None:
    place = tmp_path / "mill.txt"
    place.write_text("Mill to reopen\n\nThe mill will grind again in May.\n", "utf-8")
    assert "it was" not in newstui("add", str(place))[1]
    assert "; it was moved to Coast; 0 new" in newstui("add", str(place), "--folder", "Coast")[1]


def test_where_a_known_feed_leads_to_is_known(newstui: Command, site: Site) -> None:
    Press(site).publish("gazette", "Rain")
    site.replies["/latest"] = to("/gazette")
    assert newstui("add", f"{site.base}/latest")[0] == 0
    assert "is subscribed already, as feed 1" in newstui("add", f"{site.base}/gazette")[1]


@pytest.mark.parametrize("path", ["/./gazette", "/b/../gazette", "/g%61zette", "/gazette/"])
def test_a_feed_is_known_however_its_address_is_written(
    newstui: Command, site: Site, feed: str, path: str
) -> None:
    site.leave()
    status, out, err = newstui("add", f"{site.base}{path}".replace("http", "HTTP"))
    assert (status, err) == (0, "")
    assert "is subscribed already, as feed 1" in out
    assert feeds(newstui) == [(1, feed, 1, 0)]
    assert newstui("remove", f"{site.base}{path}")[0] == 0


def test_another_password_is_not_taken_over_but_it_is_said_how(newstui: Command, feed: str) -> None:
    status, out, err = newstui("add", with_login(feed, f"ann:{SECRET}"))
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        "The gazette is subscribed already, as feed 1; 0 new stories",
        "its user name and password stay; `newstui edit 1 --address ADDRESS` changes them",
    ]
    assert newstui("edit", "1", "--address", with_login(feed, f"ann:{SECRET}"))[0] == 0
    assert len(newstui("add", with_login(feed, f"ann:{SECRET}"))[1].splitlines()) == 1
    assert len(newstui("add", feed)[1].splitlines()) == 1
    assert feeds(newstui) == [(1, feed, 1, 0)]


@pytest.mark.parametrize(("login", "again"), [("ann:a", "ann:b"), ("ann:a", ""), ("", "ann:b")])
def test_a_feed_comes_back_with_another_password(
    newstui: Command, site: Site, login: str, again: str
) -> None:
    address = Press(site).publish("gazette", "Rain")
    first, second = (with_login(address, one) if one else address for one in (login, again))
    newstui("add", first)
    newstui("mark", "read", "Rain")
    newstui("remove", "1")
    status, out, _err = newstui("add", second)
    assert (status, out) == (0, "added The gazette as feed 1, 0 new stories\n")
    assert feeds(newstui) == [(1, address, 1, 0)]
    newstui("refresh")
    assert ("authorization" in site.asked[-1][1]) is bool(again)


def test_a_password_is_changed_and_shown_nowhere(newstui: Command, site: Site) -> None:
    address = guard(site, "/feed", rss("Pier"))
    advice = "401 Unauthorized; it was not added: give NAME:PASSWORD@ before its host, or ["
    assert advice in newstui("add", address)[2]
    newstui("add", with_login(address, f"ann:{SECRET}"))
    guard(site, "/feed", rss("Pier", "Quay"))
    told = [newstui("edit", "1", "--address", with_login(address, f"ann:old{SECRET}"))]
    assert newstui("refresh")[0] == 1
    told.append(newstui("feeds", "--trouble"))
    assert "401 Unauthorized" in told[-1][1]
    assert "it wants a user name and password: edit its address" in told[-1][1]
    told.append(newstui("edit", "bulletin", "--address", with_login(address, f"ann:{SECRET}")))
    told.append(newstui("feeds", "--trouble"))
    assert told[-1][1] == "", "what was wrong with the old one is no trouble any more"
    told += [newstui("refresh", "--json"), newstui("feeds"), newstui("feeds", "--json")]
    told += [newstui("edit", "1", "--json"), newstui("doctor")]
    assert {status for status, _, _ in told} == {0}
    assert site.asked[-1][1]["authorization"] == BASIC
    assert feeds(newstui) == [(1, address, 2, 2)]
    assert newstui("remove", SECRET)[0] == 1, "no feed is found by its password"
    assert SECRET not in str(told)


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("{base}/courier", 1, "{base}/courier: The courier has this address, as feed 2"),
        ("{base}/./courier/", 1, "The courier has this address, as feed 2"),
        ("ftp://x.example/", 1, "ftp://x.example/: newstui reads http and https"),
        ("https://ann:geheim@/", 1, "https://"),
        ("", 1, "the place: is empty"),
        ("/", 2, "/: is a folder, and The gazette is a web address; `newstui add` takes it"),
    ],
)
def test_an_address_that_cannot_be_given_changes_nothing(
    newstui: Command, site: Site, address: str, status: int, told: str
) -> None:
    for name in ("gazette", "courier"):
        newstui("add", Press(site).publish(name, "Sun"))
    before = newstui("feeds", "--json")
    where = address.format(base=site.base)
    done = newstui("edit", "gazette", "--title", "Mine", "--address", where)
    assert done[:2] == (status, "")
    assert told.format(base=site.base) in done[2]
    assert "geheim" not in done[2]
    assert newstui("feeds", "--json") == before


def page(*paths: str) -> bytes:
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" href="{path}">' for path in paths
    )
    return reply(f"<!doctype html><title>x</title>{links}<p>Read the news here.</p>".encode())


@pytest.mark.parametrize("path", ["/new", "/"])
def test_a_feed_that_moved_is_given_its_new_address_or_its_sites(
    newstui: Command, site: Site, feed: str, path: str
) -> None:
    site.replies["/new"] = site.replies.pop("/gazette")
    site.replies["/"] = page("/new")
    assert newstui("refresh")[0] == 1
    advice = "if it has moved, `newstui edit 1 --address` with its new address, or its site's,"
    assert advice in newstui("feeds", "--trouble")[1]
    assert newstui("edit", "1", "--address", f"{site.base}{path}")[0] == 0
    assert newstui("refresh")[0] == 0
    assert feeds(newstui) == [(1, feed.replace("gazette", "new"), 1, 0)]


def test_of_the_feeds_of_a_site_those_that_are_known_say_so(
    newstui: Command, site: Site, feed: str
) -> None:
    site.replies["/sport"] = reply(rss("Goal"))
    site.replies["/"] = page("/gazette", "/sport")
    told = newstui("add", f"{site.base}/")[1].splitlines()
    assert [line.endswith(f"{feed}  (subscribed already)") for line in told[:2]] == [True, False]
    assert [one["subscribed"] for one in records(newstui, "add", f"{site.base}/")] == [True, False]


def test_the_feeds_of_a_site_are_offered_to_a_feed_that_moved(
    newstui: Command, site: Site, feed: str
) -> None:
    for path in ("/news", "/sport"):
        site.replies[path] = reply(rss(path))
    site.replies["/"] = page("/news", "/sport")
    status, out, _err = newstui("edit", "1", "--title", "Mine", "--address", f"{site.base}/")
    assert status == 1
    assert f"newstui edit 1 --address {site.base}/sport --title Mine" in out.splitlines()
    assert feeds(newstui) == [(1, feed, 1, 0)]


def test_the_stories_of_a_feed_in_trouble_are_not_added_twice(
    newstui: Command, site: Site, feed: str
) -> None:
    site.replies["/new"] = site.replies.pop("/gazette")
    site.replies["/other"] = reply(rss("Snow"))
    newstui("refresh")
    new = feed.replace("gazette", "new")
    status, out, err = newstui("add", new)
    assert status == 1
    assert "holds the stories of The gazette (feed 1), which is in trouble; it was not" in err
    how = f"newstui edit 1 --address {new}"
    assert out == f"`{how}` moves that feed there, with its stories and marks\n"
    assert newstui("add", f"{site.base}/other")[0] == 0
    assert newstui(*how.split()[1:])[0] == 0
    assert feeds(newstui)[-1] == (1, new, 1, 0)


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/", "is a web page, and no feed was found that belongs to it; nothing was changed"),
        ("/none", "404 Not Found; nothing was changed"),
    ],
)
def test_a_feed_does_not_move_to_where_none_is(
    newstui: Command, site: Site, feed: str, path: str, told: str
) -> None:
    site.replies["/"] = page()
    status, _out, err = newstui("edit", "1", "--address", f"{site.base}{path}")
    assert (status, feeds(newstui)) == (1, [(1, feed, 1, 0)])
    told += "; --unchecked takes the address all the same"
    assert err == f"newstui: {site.base}{path}: {told}\n"


def test_an_address_that_does_not_answer_is_taken_unchecked_and_can_be_undone(
    newstui: Command, site: Site, feed: str
) -> None:
    elsewhere = f"{site.base}/soon"
    site.replies["/soon"] = reply(status="503 Service Unavailable")
    err = newstui("edit", "1", "--address", elsewhere)[2]
    assert err.endswith("nothing was changed; --unchecked takes the address all the same\n")
    assert newstui("edit", "1", "--address", elsewhere, "--unchecked")[0] == 0
    assert feeds(newstui) == [(1, elsewhere, 1, 0)]
    assert newstui("undo")[0] == 0
    assert feeds(newstui) == [(1, feed, 1, 0)]
    status, _out, err = newstui("edit", "1", "--unchecked")
    assert (status, err) == (2, "newstui: --unchecked goes with --address\n")


@pytest.mark.parametrize("name", ["mill.txt", "renamed.txt", "renamed.md"])
def test_a_file_that_was_moved_keeps_its_stories(
    newstui: Command, tmp_path: Path, name: str
) -> None:
    old, new = tmp_path / "mill.txt", tmp_path / "kept" / name
    new.parent.mkdir()
    old.write_text("# Mill to reopen\n\nThe mill will grind again in May.\n", "utf-8")
    if new.suffix == ".md":
        old = old.rename(tmp_path / "mill.md")
    newstui("add", str(old))
    newstui("mark", "read", "mill")
    old.rename(new)
    assert newstui("edit", "1", "--address", str(new))[0] == 0
    assert newstui("refresh")[0] == 0
    assert feeds(newstui) == [(1, str(new), 1, 0)]


def test_feeds_that_became_one_are_told_with_what_to_do(
    newstui: Command, site: Site, feed: str
) -> None:
    newstui("add", Press(site).publish("courier", "Sun"), "--title", "The Courier")
    site.replies["/courier"] = to("/gazette", "301 Moved")
    for _ in range(2):
        assert newstui("refresh")[0] == 0
    (line,) = newstui("feeds", "--trouble")[1].splitlines()
    assert line.strip().startswith("2 ")
    assert line.endswith(
        "The Courier  ! by now the same feed as The gazette (feed 1): remove one of them;"
        " what you read of it stays read"
    )
    assert [one["same_as"] for one in records(newstui, "feeds")] == [1, None]
    newstui("remove", "2")
    assert feeds(newstui) == [(1, feed, 1, 0)]
    assert newstui("feeds", "--trouble")[1] == ""


def test_feeds_with_one_title_are_told_apart(newstui: Command, site: Site) -> None:
    base = site.base
    for path in ("/a", "/b"):
        site.replies[path] = reply(rss("Pier"))
    for address in (f"{base}/a", f"{base}/b", with_login(f"{base}/b", f"bob:{SECRET}")):
        newstui("add", address)
    newstui("edit", "2", "--address", with_login(f"{base}/b", f"ann:{SECRET}"))
    newstui("add", with_login(f"{base}/b", f"bob:{SECRET}"))
    shown = [line.split(" of 1")[1].strip() for line in newstui("feeds")[1].splitlines()]
    assert shown == [
        f"Bulletin, {base}/a",
        f"Bulletin, {base}/b as ann",
        f"Bulletin, {base}/b as bob",
    ]
    told = newstui("remove", "bulletin")[2]
    assert f"2 Bulletin, {base}/b as ann, 3 Bulletin, {base}/b as bob" in told
    home = Path(os.environ["NEWSTUI_HOME"])
    assert SECRET not in told + str(shown)
    assert not [path for path in home.rglob("*.log") if SECRET in path.read_text()]


def test_a_folder_is_named_with_a_slash_at_its_end(newstui: Command, site: Site, feed: str) -> None:
    newstui("edit", "1", "--folder", "World/Asia")
    assert "World / Asia/" in newstui("completion", "feeds")[1].splitlines()
    told = "the folder World is Globe now, with its 1 feed\n"
    assert newstui("edit", "World/", "--title", "Globe") == (0, told, "")
    assert newstui("edit", "globe/asia/", "--folder", "")[0] == 0
    assert [one["folder"] for one in records(newstui, "feeds")] == ["Asia"]
    status, _out, err = newstui("edit", "Asia/", "--pictures", "on")
    assert (status, "Asia: is a folder; either --title or --folder" in err) == (2, True)
    Press(site).publish("gazette", "Rain", "Snow")
    assert newstui("refresh", "Asia/")[1] == "1 feed refreshed, 1 new\n"
    told = "removed the folder Asia; its 1 feed is in no folder now\n"
    assert newstui("remove", "Asia/") == (0, told, "")
    assert feeds(newstui) == [(1, feed, 2, 1)]
    assert newstui("remove", "Asia/")[0] == 1


def test_the_history_tells_what_was_changed_of_a_feed(newstui: Command, feed: str) -> None:
    changes = {
        "--title": ("Mine", "The gazette: called Mine"),
        "--folder": ("Coast", "Mine: in Coast"),
        "--interval": ("30", "Mine: asked every 30 minutes"),
        "--full-text": ("on", "Mine: full text on"),
        "--address": (with_login(feed, f"ann:{SECRET}"), "Mine: another user name or password"),
    }
    for option, (value, _told) in changes.items():
        assert newstui("edit", "1", option, value)[0] == 0
    told = newstui("history")[1]
    for _value, wanted in changes.values():
        assert f"changed {wanted}" in told
    assert SECRET not in told
