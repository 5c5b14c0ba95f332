"""A site's address is enough: its feed is found."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.faults.answers import feed, item, reply, to

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.faults.server import Site

    Command = Callable[..., tuple[int, str, str]]

PAGE = "<!doctype html><title>The Gazette</title>{links}<main><p>Read the news here.</p></main>"
LINK = '<link rel="alternate" type="application/rss+xml" title="{title}" href="{href}">'


@pytest.fixture(autouse=True)
def _directly(_without_proxies: None) -> None:
    """Ask every site itself."""


def publish(site: Site, name: str) -> str:
    site.replies[f"/{name}"] = reply(feed([item("Rain")], title=f"The {name}").encode())
    return f"{site.base}/{name}"


def front(site: Site, *links: tuple[str, str]) -> str:
    written = "".join(LINK.format(title=title, href=href) for title, href in links)
    site.replies["/"] = reply(PAGE.format(links=written).encode(), "Content-Type: text/html")
    return f"{site.base}/"


def places(newstui: Command) -> list[str]:
    return [json.loads(line)["place"] for line in newstui("feeds", "--json")[1].splitlines()]


def test_the_feed_a_page_names_is_added(newstui: Command, site: Site) -> None:
    address = publish(site, "gazette")
    status, out, err = newstui("add", front(site, ("News", "gazette")))
    assert (status, out, err) == (0, "added The gazette as feed 1, 1 new story\n", "")
    assert places(newstui) == [address]


def test_of_several_feeds_one_has_to_be_chosen(newstui: Command, site: Site) -> None:
    feeds = [publish(site, name) for name in ("gazette", "courier")]
    address = front(site, ("News", "/gazette"), ("Local", "/courier"), ("Lost", "/lost"))
    status, out, err = newstui("add", address)
    assert status == 1
    assert [line.split("    ")[0] for line in out.splitlines()] == [
        f"newstui add {feed}" for feed in feeds
    ]
    assert err == f"newstui: {address}: has 2 feeds; choose one\n"
    one, other = (json.loads(line) for line in newstui("add", address, "--json")[1].splitlines())
    assert (one["found"], one["title"], other["found"]) == (feeds[0], "The gazette", feeds[1])


def test_two_addresses_of_one_feed_are_no_choice(newstui: Command, site: Site) -> None:
    address = publish(site, "gazette")
    site.replies["/old"] = to("/gazette")
    assert newstui("add", front(site, ("News", "/gazette"), ("Old", "/old")))[0] == 0
    assert places(newstui) == [address]


def test_a_feed_at_a_usual_place_is_found_without_being_named(newstui: Command, site: Site) -> None:
    address = publish(site, "feed.xml")
    assert newstui("add", front(site))[0] == 0
    assert places(newstui) == [address]


def test_a_page_without_a_feed_is_named_and_not_added(newstui: Command, site: Site) -> None:
    address = front(site, ("Broken", "/lost"))
    status, out, err = newstui("add", address)
    assert (status, out) == (1, "")
    assert err.startswith(f"newstui: {address}: is a web page, and no feed was found")
    assert "samples" in newstui("feeds")[1]


def test_a_page_may_not_send_newstui_to_another_private_host(
    newstui: Command, site: Site, open_site: Callable[..., Site]
) -> None:
    inside = open_site("127.0.0.2")
    status, _out, _err = newstui("add", front(site, ("News", publish(inside, "gazette"))))
    assert status == 1
    assert inside.asked == []


def test_a_password_typed_goes_to_its_own_site_and_stays_with_the_feed(
    newstui: Command, site: Site
) -> None:
    publish(site, "gazette")
    address = front(site, ("News", "/gazette")).replace("//", "//ida:secret@")
    assert newstui("add", address)[0] == 0
    assert newstui("refresh")[0] == 0
    assert all("authorization" in headers for _path, headers in site.asked)
