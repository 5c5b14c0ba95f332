"""A host that asks to be left alone is, by everything that adds or reads feeds."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from tests.faults.answers import feed, item, reply, rss, to

from newstui.store.jobs import waiting_hosts

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.faults.server import Site

    from newstui.store.archive import Archive

    Command = Callable[..., tuple[int, str, str]]

BUSY = reply(b"", "Retry-After: 600", status="429 Too Many Requests")
PAGE = b"<!doctype html><title>The Gazette</title><main><p>Read the news here.</p></main>"

pytestmark = pytest.mark.usefixtures("_without_proxies")


def listed(newstui: Command) -> list[dict[str, Any]]:
    return [json.loads(line) for line in newstui("feeds", "--json")[1].splitlines()]


def test_what_a_host_asked_of_add_counts_for_the_next_add(newstui: Command, site: Site) -> None:
    site.replies |= {"/a": BUSY, "/b": reply(rss("Pier"))}
    for name in "ab":
        status, out, err = newstui("add", f"{site.base}/{name}")
        assert (status, out) == (1, "")
        assert err.startswith(f"newstui: {site.base}/{name}: its host asked us to wait until ")
        assert err.endswith(", so it was not added; try again then\n")
    assert [path for path, _ in site.asked] == ["/a"]


def test_what_a_host_asked_of_a_refresh_counts_for_add(newstui: Command, site: Site) -> None:
    site.replies |= {"/a": [reply(rss("Pier")), BUSY], "/b": reply(rss("Quay"))}
    newstui("add", f"{site.base}/a")
    assert newstui("refresh")[0] == 1
    assert "its host asked us to wait until" in newstui("add", f"{site.base}/b")[2]
    assert [path for path, _ in site.asked] == ["/a", "/a"]


def test_usual_places_of_a_feed_are_not_tried_any_more(newstui: Command, site: Site) -> None:
    site.replies |= {"/": reply(PAGE), "/rss.xml": BUSY, "/feed.json": reply(rss("Pier"))}
    site.replies["/feed"] = BUSY
    assert "its host asked us to wait until" in newstui("add", f"{site.base}/")[2]
    asked = len(site.asked)
    assert "its host asked us to wait until" in newstui("add", f"{site.base}/")[2]
    assert len(site.asked) == asked


def test_the_host_that_asked_is_left_alone_not_the_one_that_led_there(
    newstui: Command, site: Site, open_site: Callable[..., Site]
) -> None:
    other = open_site()
    site.replies |= {"/a": to(f"{other.base}/a"), "/b": reply(rss("Pier"))}
    other.replies["/a"] = BUSY
    assert newstui("add", f"{site.base}/a")[0] == 1
    assert newstui("add", f"{site.base}/b")[0] == 0
    assert newstui("add", f"{other.base}/b")[0] == 1
    assert [path for path, _ in other.asked] == ["/a"]


def test_pages_of_that_host_are_left_alone_too(newstui: Command, site: Site) -> None:
    story = item("Pier", f"<link>{site.base}/pier</link>")
    site.replies |= {"/a": [reply(feed([story]).encode()), BUSY], "/pier": reply(PAGE)}
    newstui("add", f"{site.base}/a")
    newstui("refresh")
    status, _out, err = newstui("pages", "pier")
    assert (status, "asked to be left alone until" in err) == (1, True)
    assert "/pier" not in [path for path, _ in site.asked]


def test_feeds_says_who_waits_and_until_when(
    newstui: Command, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.replies |= {"/a": [reply(rss("Pier")), BUSY], "/b": reply(rss("Quay"))}
    for name in "ab":
        newstui("add", f"{site.base}/{name}", "--title", name)
    assert [feed["waits_until"] for feed in listed(newstui)] == [None, None]
    before = datetime.now(tz=UTC)
    newstui("refresh", "1")
    asked_for = timedelta(seconds=600)
    latest = datetime.now(tz=UTC) + asked_for
    asking, other = listed(newstui)
    assert asking["waits_until"] == other["waits_until"]
    until = datetime.fromisoformat(asking["waits_until"])
    assert before + asked_for - timedelta(seconds=1) <= until <= latest + timedelta(seconds=1)
    first, second = newstui("feeds")[1].splitlines()
    # Around midnight the day is told as well.
    assert re.search(rf"a  ! waits until [ \w]*{until:%H:%M} as its host asked \(429\)$", first)
    assert re.search(rf"b  ! waits until [ \w]*{until:%H:%M} as its host asked$", second)
    assert newstui("feeds", "--trouble")[1].splitlines() == [first]
    assert "waits until" in newstui("edit", "2", "--interval", "30")[1]

    def an_hour_later(archive: Archive, *, now: datetime) -> dict[str, datetime]:
        return waiting_hosts(archive, now=now + timedelta(hours=1))

    monkeypatch.setattr("newstui.store.jobs.waiting_hosts", an_hour_later)
    assert [feed["waits_until"] for feed in listed(newstui)] == [None, None]
    assert "waits until" not in newstui("feeds")[1]
