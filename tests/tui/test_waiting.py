"""Feeds that keep the reader waiting: hosts that ask to be left alone, and slow servers."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest
from tests.faults.answers import document, reply, rss
from tests.faults.talk import stall
from tests.tui.conftest import NOW
from tests.tui.sidebar import fail, inside, opened_at

from newstui.model.feed import FeedKind
from newstui.refresh.running import start_refresh
from newstui.store.jobs import keep_host_wait
from newstui.store.removing import remove_feed
from newstui.store.subscriptions import add_feed, list_feeds
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from datetime import datetime

    from tests.faults.server import Site
    from tests.tui.conftest import Opening, Reader

    from newstui.store.archive import Archive

SIZES = [(140, 40), (80, 24)]
HOST = "northern-wire.example:443"


def said(reader: Reader) -> str:
    return " ".join(" ".join(inside(reader)).split())


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("", "waits until 12:20 as its host asked"),
        ("429 Too Many Requests", "waits until 12:20 as its host asked (429)"),
        ("404 Not Found", "keeps its stories and marks waits until 12:20"),
    ],
)
async def test_the_sidebar_says_until_when_a_feed_waits(
    opening: Opening, archive: Archive, size: tuple[int, int], reason: str, told: str
) -> None:
    keep_host_wait(archive, HOST, NOW + timedelta(minutes=20), now=NOW)
    if reason:
        fail(archive, "Northern Wire", reason)
    now = NOW

    def clock() -> datetime:
        return now

    async with opening(size=size, clock=clock) as reader:
        await opened_at(reader, "Northern Wire")
        await reader.until(lambda: told in said(reader), told)
        assert ("Too Many" in said(reader)) is False
        await reader.press("k")
        assert "waits until" not in said(reader)
        await reader.press("j")
        now = NOW + timedelta(minutes=20)
        reader.screen.feeds.refresh()
        await reader.until(lambda: "waits until" not in said(reader), "the wait is over")


@pytest.mark.usefixtures("_without_proxies")
async def test_feeds_that_bring_nothing_count_while_a_slow_one_is_waited_for(
    opening: Opening, archive: Archive, site: Site
) -> None:
    for feed in list_feeds(archive):
        remove_feed(archive, feed.id, now=NOW)
    paths = [f"/{number}" for number in range(8)]
    for path in paths:
        site.replies[path] = document(rss("Pier"), '"1"')
        add_feed(archive, place=f"{site.base}{path}", kind=FeedKind.WEB, now=NOW)
    with start_refresh(archive.path) as run:
        list(run.reports())
    site.replies[paths[-1]] = stall()
    async with opening() as reader:
        await reader.press("R")
        await reader.until(partial(reader.is_told, "7/8 feeds"), "all but the slow one")
        await reader.press("X")


@pytest.fixture
def _slow(archive: Archive, site: Site) -> None:
    """A library of two feeds, one of which never answers."""
    for feed in list_feeds(archive):
        remove_feed(archive, feed.id, now=NOW)
    site.replies["/quick"] = reply(rss("Pier"))
    site.replies["/slow"] = stall()
    for path, title in (("/quick", "Quick Post"), ("/slow", "Slow Post")):
        place = f"{site.base}{path}"
        add_feed(archive, place=place, kind=FeedKind.WEB, title=clean_line(title), now=NOW)


async def only_the_slow_one_is_left(reader: Reader) -> None:
    """Wait until the other feed has come, and its story with it."""
    await reader.until(partial(reader.is_told, "1/2 feeds"), "only the slow one is left")
    await reader.until(partial(reader.is_told, "1 new story in the list"), "the story came")


def paths(site: Site) -> list[str]:
    return sorted(path for path, _headers in site.asked)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.usefixtures("_without_proxies", "_slow")
async def test_a_refresh_that_is_asked_for_while_a_slow_feed_is_waited_for_comes_next(
    opening: Opening, site: Site, size: tuple[int, int]
) -> None:
    async with opening(size=size, refreshes=True) as reader:
        await only_the_slow_one_is_left(reader)
        await reader.press("R")
        told = "waiting for Slow Post · yours is next · X stops"
        await reader.until(partial(reader.is_told, told), told)
        assert paths(site) == ["/quick", "/slow"]
        site.replies["/slow"] = reply(rss("Quay"))
        site.leave()
        site.listen()
        await reader.until(lambda: paths(site).count("/quick") > 1, "the others are asked again")
        await reader.until(partial(reader.is_told, "2 feeds refreshed"), "and that is told")


@pytest.mark.usefixtures("_without_proxies", "_slow")
async def test_what_is_being_asked_for_is_not_asked_for_again(opening: Opening, site: Site) -> None:
    async with opening() as reader:
        await reader.press("R")
        await only_the_slow_one_is_left(reader)
        await reader.press("R")
        told = "waiting for Slow Post · X stops"
        await reader.until(partial(reader.is_told, told), told)
        site.replies["/slow"] = reply(rss("Quay"))
        site.leave()
        await reader.until(lambda: reader.screen.refreshing.run is None, "the refresh is over")
        assert paths(site).count("/quick") == 1


@pytest.mark.usefixtures("_without_proxies", "_slow")
async def test_stopping_a_refresh_takes_back_the_one_that_was_next(
    opening: Opening, site: Site
) -> None:
    async with opening(refreshes=True) as reader:
        await only_the_slow_one_is_left(reader)
        await reader.press("R", "X")
        await reader.until(lambda: reader.screen.refreshing.run is None, "the refresh is over")
        assert paths(site) == ["/quick", "/slow"]
