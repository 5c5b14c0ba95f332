"""A site's address is enough: its feed is found."""

from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING

from tests.faults.answers import reply, to
from tests.unit.cli.press import Press

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.faults.server import Site

    Command = Callable[..., tuple[int, str, str]]

PAGE = "<!doctype html><title>The Gazette</title>{links}<main><p>Read the news here.</p></main>"
LINK = '<link rel="alternate" type="application/rss+xml" title="{title}" href="{href}">'


def front(site: Site, *links: tuple[str, str], path: str = "/") -> str:
    written = "".join(LINK.format(title=title, href=href) for title, href in links)
    site.replies[path] = reply(PAGE.format(links=written).encode())
    return f"{site.base}{path}"


def places(newstui: Command) -> list[str]:
    return [json.loads(line)["place"] for line in newstui("feeds", "--json")[1].splitlines()]


def test_the_feed_a_page_names_is_added(newstui: Command, site: Site) -> None:
    feed = Press(site).publish("gazette", "Rain")
    status, out, err = newstui("add", front(site, ("News", "gazette")))
    assert (status, out, err) == (0, "added The gazette as feed 1, 1 new story\n", "")
    assert places(newstui) == [feed]


def test_page_and_feed_are_asked_once(newstui: Command, site: Site) -> None:
    Press(site).publish("gazette", "Rain")
    assert newstui("add", front(site, ("News", "gazette")))[0] == 0
    assert [path for path, _headers in site.asked] == ["/", "/gazette"]


def test_a_site_of_several_feeds_is_asked_once(newstui: Command, site: Site) -> None:
    for name in ("gazette", "courier"):
        Press(site).publish(name, "Rain")
    assert newstui("add", front(site, ("News", "gazette"), ("More", "courier")))[0] == 1
    assert sorted(path for path, _headers in site.asked) == ["/", "/courier", "/gazette"]


def test_of_several_feeds_one_has_to_be_chosen(newstui: Command, site: Site) -> None:
    feeds = [Press(site).publish(name, "Rain") for name in ("gazette", "courier")]
    address = front(site, ("News", "/gazette"), ("The Courier", "/courier"), ("Lost", "/lost"))
    status, out, err = newstui("add", address)
    assert (status, err) == (1, f"newstui: {address}: has 2 feeds; choose one\n")
    assert out.splitlines() == [
        f"The gazette (News)  {feeds[0]}",
        f"The courier  {feeds[1]}",
        "run one of these:",
        *(f"newstui add {feed}" for feed in feeds),
    ]
    (one, other) = (json.loads(line) for line in newstui("add", address, "--json")[1].splitlines())
    assert one == {
        "schema": 1,
        "found": feeds[0],
        "title": "The gazette",
        "link_title": "News",
        "kind": "rss",
        "subscribed": False,
    }
    assert other["found"] == feeds[1]


def test_the_commands_it_offers_do_what_was_asked_for(newstui: Command, site: Site) -> None:
    for name in ("gazette?a=1&b='", "courier"):
        Press(site).publish(name, "Rain")
    address = front(site, ("News", "/gazette?a=1&amp;b='"), ("$(rm *); \x1b[2J", "/courier"))
    wanted = ("--folder", "World / Asia", "--title=-It's")
    status, out, _err = newstui("add", address, *wanted)
    names, commands = out.split("run one of these:\n")
    assert status == 1
    assert "$(rm *); [2J" in names
    assert "rm" not in commands
    program, *arguments = shlex.split(commands.splitlines()[0])
    assert program == "newstui"
    assert newstui(*arguments)[0] == 0
    (feed,) = (json.loads(line) for line in newstui("feeds", "--json")[1].splitlines())
    assert feed["place"].endswith("/gazette?a=1&b='")
    assert (feed["folder"], feed["title"]) == ("World / Asia", "-It's")


def test_a_command_offered_holds_no_password_and_says_so(newstui: Command, site: Site) -> None:
    for name in ("gazette", "courier"):
        Press(site).publish(name, "Rain")
    address = front(site, ("News", "/gazette"), ("Local", "/courier"))
    out = newstui("add", address.replace("//", "//ida:secret@"))[1]
    assert "secret" not in out
    assert "run one of these, with the user name and password in the address again:" in out


def test_a_command_offered_is_for_the_same_library(
    newstui: Command, site: Site, tmp_path: Path
) -> None:
    for name in ("gazette", "courier"):
        Press(site).publish(name, "Rain")
    address = front(site, ("News", "/gazette"), ("Local", "/courier"))
    home = str(tmp_path / "my home")
    out = newstui("--home", home, "add", address)[1]
    assert out.splitlines()[-1] == f"newstui --home '{home}' add {site.base}/courier"


def test_two_addresses_of_one_feed_are_no_choice(newstui: Command, site: Site) -> None:
    feed = Press(site).publish("gazette", "Rain")
    site.replies["/old"] = to("/gazette")
    assert newstui("add", front(site, ("News", "/gazette"), ("Old", "/old")))[0] == 0
    assert places(newstui) == [feed]


def test_a_feed_at_a_usual_place_is_found_without_being_named(newstui: Command, site: Site) -> None:
    feed = Press(site).publish("feed.xml", "Rain")
    assert newstui("add", front(site, path="/"))[0] == 0
    assert places(newstui) == [feed]


def test_a_page_without_a_feed_is_named_and_not_added(newstui: Command, site: Site) -> None:
    address = front(site, ("Broken", "/lost"))
    status, out, err = newstui("add", address)
    assert (status, out) == (1, "")
    assert err.startswith(f"newstui: {address}: is a web page, and no feed was found")
    assert "samples" in newstui("feeds")[1]


def test_words_where_a_feed_should_be_are_not_added(newstui: Command, site: Site) -> None:
    address = f"{site.base}/feed"
    site.replies["/feed"] = reply(b"try again later", "Content-Type: application/xml")
    err = f"newstui: {address}: is plain text, not a feed; it was not added\n"
    assert newstui("add", address) == (1, "", err)
    assert "samples" in newstui("feeds")[1]
    # What the server itself calls text may be news, here as in a refresh.
    site.replies["/feed"] = reply(b"try again later", "Content-Type: text/plain")
    assert newstui("add", address)[0] == 0
    assert newstui("refresh")[0] == 0


def test_a_page_may_not_send_newstui_to_another_private_host(
    newstui: Command, site: Site, open_site: Callable[..., Site]
) -> None:
    inside = open_site("127.0.0.2")
    feed = Press(inside).publish("gazette", "Rain")
    status, _out, _err = newstui("add", front(site, ("News", feed)))
    assert status == 1
    assert inside.asked == []


def test_a_password_typed_goes_to_its_own_site_only(newstui: Command, site: Site) -> None:
    Press(site).publish("gazette", "Rain")
    address = front(site, ("News", "/gazette")).replace("//", "//ida:secret@")
    assert newstui("add", address)[0] == 0
    assert all("authorization" in headers for _, headers in site.asked)
    assert newstui("refresh")[0] == 0
    assert all("authorization" in headers for _, headers in site.asked)


def test_the_same_feed_under_another_address_is_known(newstui: Command, site: Site) -> None:
    address = Press(site).publish("gazette", "Rain")
    assert newstui("add", address)[0] == 0
    told = newstui("add", address.replace("/gazette", "/gazette/").replace("http", "HTTP"))[1]
    assert "is subscribed already, as feed 1" in told
    assert places(newstui) == [address]
