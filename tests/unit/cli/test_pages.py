"""Pages of stories read from the shell."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.faults.answers import feed, item, reply

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.faults.server import Site

    Command = Callable[..., tuple[int, str, str]]

WORDS = "The harbour will close for three weeks while divers look at every stone of the wall. "
PAGE = f"<html><body><article><h1>Pier</h1><p>{WORDS * 4}</p></article></body></html>"


@pytest.fixture(autouse=True)
def _directly(_without_proxies: None) -> None:
    """Ask every site itself."""


def test_pages_are_read_failures_named_and_the_text_says_where_it_is_from(
    newstui: Command, site: Site
) -> None:
    site.replies["/pier"] = reply(PAGE.encode(), "Content-Type: text/html")
    stories = [item(name, f"<link>{site.base}/{name.lower()}</link>") for name in ("Pier", "Quay")]
    site.replies["/feed"] = reply(feed(stories).encode())
    assert newstui("add", f"{site.base}/feed")[0] == 0
    status, out, err = newstui("pages", "is:unread")
    assert (status, out) == (1, "1 page read\n")
    assert "Quay: 404 Not Found" in err
    (pier,) = (json.loads(line) for line in newstui("list", "--json", "pier")[1].splitlines())
    story = json.loads(newstui("show", "--json", pier["id"])[1])
    assert story["text_kind"] == "page"
    assert "divers look at every stone" in story["text"]
    assert story["evidence"]["place"] == f"{site.base}/feed"
    assert f"from {site.base}/feed" in newstui("sources", pier["id"])[1]
    (told,) = newstui("pages", pier["id"], "--json")[1].splitlines()
    assert json.loads(told)["story"] == pier["id"]


def test_pages_of_nothing_say_so(newstui: Command, site: Site) -> None:
    site.replies["/feed"] = reply(feed([item("Pier")]).encode())
    newstui("add", f"{site.base}/feed")
    assert newstui("pages", "nowhere")[::2] == (1, "newstui: no story matches\n")


def test_pages_are_asked_under_the_name_their_feed_is_asked(newstui: Command, site: Site) -> None:
    site.replies["/feed"] = reply(feed([item("Pier", f"<link>{site.base}/pier</link>")]).encode())
    newstui("add", f"{site.base}/feed")
    newstui("edit", "1", "--user-agent", "Reader/1", "--full-text", "on")
    newstui("pages", "pier")
    assert site.asked[-1][0] == "/pier"
    assert site.asked[-1][1]["user-agent"] == "Reader/1"
