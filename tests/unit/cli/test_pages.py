"""Pages of stories read from the shell."""

from __future__ import annotations

import json
from hashlib import sha256
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


def test_the_answer_that_brought_a_page_is_told_beside_that_of_its_feed(
    newstui: Command, site: Site
) -> None:
    page = PAGE.encode()
    for here, there in (("pier", "way"), ("way", "long")):
        site.replies[f"/{here}"] = reply(b"", f"Location: /{there}", status="302 Found")
    site.replies["/long"] = reply(page, "Content-Type: text/html", 'ETag: "7"')
    site.replies["/feed"] = reply(feed([item("Pier", f"<link>{site.base}/pier</link>")]).encode())
    newstui("add", f"{site.base}/feed")
    (story,) = newstui("list", "--json")[1].splitlines()
    number = json.loads(story)["id"]
    assert json.loads(newstui("show", "--json", number)[1])["text_evidence"] is None
    assert newstui("pages", number)[0] == 0
    story = json.loads(newstui("show", "--json", number)[1])
    assert story["evidence"]["place"] == f"{site.base}/feed"
    found = story["text_evidence"]
    assert (found["place"], found["final_url"]) == (f"{site.base}/pier", f"{site.base}/long")
    assert found["redirects"] == [f"{site.base}/{name}" for name in ("pier", "way", "long")]
    assert (found["etag"], found["sha256"]) == ('"7"', sha256(page).hexdigest())
    assert found["fetched"]
    told = newstui("sources", number)[1]
    assert f"page from {site.base}/pier" in told
    assert f"page by way of {site.base}/way" in told
    assert f"page answered by {site.base}/long" in told
    assert f"page sha256 {found['sha256']}" in told


def test_a_query_reads_no_page_again_but_a_number_does(newstui: Command, site: Site) -> None:
    site.replies["/pier"] = reply(PAGE.encode(), "Content-Type: text/html")
    site.replies["/feed"] = reply(feed([item("Pier", f"<link>{site.base}/pier</link>")]).encode())
    newstui("add", f"{site.base}/feed")
    assert newstui("pages", "pier") == (0, "1 page read\n", "")
    assert newstui("pages", "pier") == (0, "0 pages read, 1 read before\n", "")
    assert newstui("pages", "pier", "#1") == (0, "1 page read\n", "")


def test_changes_of_the_page_and_of_what_the_feed_carries_are_both_told(
    newstui: Command, site: Site
) -> None:
    link = f"<link>{site.base}/pier</link><guid>1</guid>"
    site.replies["/pier"] = reply(PAGE.encode(), "Content-Type: text/html")
    site.replies["/feed"] = reply(feed([item("Pier", link)]).encode())
    newstui("add", f"{site.base}/feed")
    assert newstui("pages", "#1")[0] == 0
    site.replies["/feed"] = reply(feed([item("Pier shut", link)]).encode())
    assert newstui("refresh")[1] == "1 feed refreshed, 0 new, 1 changed\n"
    told = newstui("show", "#1", "--changes")[1]
    assert "in what its feed carries: Pier {+shut+}" in told
    three_to_five = PAGE.replace("three", "five").encode()
    site.replies["/pier"] = reply(three_to_five, "Content-Type: text/html")
    assert newstui("pages", "#1")[0] == 0
    told = newstui("show", "#1", "--changes")[1]
    assert told.index("[-three-] {+five+}") < told.index("in what its feed carries")
    revisions = json.loads(newstui("show", "#1", "--changes", "--json")[1])["revisions"]
    kinds = [(one["text_kind"], one["revision"]) for one in revisions]
    assert kinds[:2] == [("page", 2), ("feed", 2)]
    assert set(kinds[2:]) == {("page", 1), ("feed", 1)}
    as_it_was = [{"op": "equal", "text": "Pier shut"}]
    put_in = [{"op": "equal", "text": "Pier"}, {"op": "insert", "text": " shut"}]
    assert [one["title_changes"] for one in revisions] == [as_it_was, put_in, None, None]


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
