"""Whole stories from their pages, and feeds fetched unasked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from tests.faults.answers import feed, item, reply
from tests.faults.talk import stall
from tests.tui.conftest import NOW, entry

from newstui.formats import entry_keys
from newstui.model.feed import Evidence, FeedKind
from newstui.model.story import ParsedFeed
from newstui.store.keeping import keep_feed
from newstui.store.subscriptions import add_feed, list_feeds
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from tests.faults.server import Site
    from tests.tui.conftest import Opening

    from newstui.model.story import Entry
    from newstui.store.archive import Archive

WORDS = "The harbour will close for three weeks while divers look at every stone of the old wall. "
PAGE = f"""<!doctype html><html><head><title>Pier - The Gazette</title></head><body>
<nav><a href="/">Home</a></nav><main><article><h1>Pier closes</h1><p>{WORDS * 3}</p>
<p>“Nobody knows when it was built,” said Ana Berl, the county engineer.</p></article></main>
<footer>Subscribe to our newsletter</footer></body></html>"""


@pytest.fixture(autouse=True)
def _directly(_without_proxies: None) -> None:
    """Ask every site itself."""


def excerpt(archive: Archive, site: Site, *others: Entry) -> None:
    """Subscribe to a feed that carries only the beginning of its newest story."""
    site.replies["/pier"] = reply(PAGE.encode(), "Content-Type: text/html; charset=utf-8")
    place, title = f"{site.base}/feed", clean_line("The Gazette")
    feed_id = add_feed(archive, place=place, kind=FeedKind.WEB, title=title, now=NOW)[0].id
    story = entry("Pier closes", hours=0, body="<p>The harbour…</p>", url=f"{site.base}/pier")
    entries = (story, *others)
    parsed = ParsedFeed(format="rss", title=title, entries=entries)
    evidence = Evidence(fetched=NOW, final_url=place)
    keep_feed(archive, feed_id, parsed, entry_keys(entries), evidence, now=NOW)


def mark_all_read(archive: Archive) -> None:
    """Leave nothing unread of what is there."""
    with archive.transaction(durable=False) as connection:
        connection.execute("INSERT INTO marks (story_id, read) SELECT id, 1 FROM stories")


async def test_d_reads_the_page_and_shows_the_feeds_text_again(
    opening: Opening, archive: Archive, site: Site
) -> None:
    excerpt(archive, site)
    async with opening() as reader:
        await reader.press("enter")
        await reader.until_shown("feed excerpt, 2 words")
        await reader.press("d")
        await reader.until_shown("divers look at every stone")
        await reader.until_shown("Ana Berl")
        assert "full text of the page" in reader.frame()
        assert "newsletter" not in reader.frame()
        await reader.press("d")
        await reader.until_shown("feed excerpt")
        assert "divers" not in reader.frame()
        await reader.press("d")
        await reader.until_shown("divers look at every stone")
        assert [path for path, _ in site.asked] == ["/pier"]


async def test_a_page_that_cannot_be_read_is_told_and_the_feeds_text_stays(
    opening: Opening, archive: Archive, site: Site
) -> None:
    excerpt(archive, site)
    site.replies["/pier"] = reply(status="403 Forbidden")
    async with opening() as reader:
        await reader.press("enter", "d")
        told = f"{site.base.removeprefix('http://')}: 403 Forbidden: o opens it"
        await reader.until(partial(reader.is_told, told), "the failure")
        assert "The harbour…" in reader.frame()


async def test_pages_of_unread_stories_are_read_ahead(
    opening: Opening, archive: Archive, site: Site
) -> None:
    mark_all_read(archive)
    excerpt(archive, site)
    async with opening() as reader:
        await reader.until_settled()
        await reader.press("1", "D")
        await reader.until(lambda: "to read" not in reader.bottom() and site.asked, "it is read")
        await reader.press("D")
        told = "no unread stories whose pages are still to be read"
        await reader.until(partial(reader.is_told, told), told)
        await reader.press("enter")
        await reader.until_shown("full text of the page")


async def test_pages_above_the_cursor_are_read_ahead_too_and_why_some_failed_is_told(
    opening: Opening, archive: Archive, site: Site
) -> None:
    mark_all_read(archive)
    quay = entry("Quay closes", hours=0, body="<p>The quay…</p>", url=f"{site.base}/quay")
    excerpt(
        archive,
        site,
        quay,
        entry("No page", hours=0, body="<p>Words.</p>", url="mailto:desk@news.example"),
    )
    site.replies["/pier"] = site.replies["/quay"] = reply(status="403 Forbidden")
    async with opening() as reader:
        await reader.until_shown("Pier closes")
        await reader.press("j", "D")
        await reader.until(partial(reader.is_told, "failed ("), "the outcome")
        assert sorted(path for path, _ in site.asked) == ["/pier", "/quay"]
        assert "0 pages read, 2 failed (403 Forbidden): d on a story says why" in reader.bottom()
        site.replies["/quay"] = reply(status="404 Not Found")
        await reader.press("D")
        await reader.until(partial(reader.is_told, "; 1 otherwise): d"), "both reasons")


@pytest.mark.parametrize("size", [(140, 40), (80, 24)])
async def test_reading_pages_ahead_is_stopped_and_begun_again(
    opening: Opening, archive: Archive, site: Site, size: tuple[int, int]
) -> None:
    excerpt(archive, site)
    whole, site.replies["/pier"] = site.replies["/pier"], stall()
    async with opening(size=size) as reader:
        await reader.until_shown("Pier closes")
        await reader.press("1", "D")
        await reader.until(partial(reader.is_told, "reading 1 page: X stops that"), "begun")
        await reader.until(lambda: site.asked, "the page is asked for")
        assert "1 page to read" in reader.bottom()
        process = reader.screen.paging._runs[0].process  # noqa: SLF001 - to see it end
        await reader.press("X")
        told = "stopped; what has come stays"
        await reader.until(partial(reader.is_told, told), told)
        assert "to read" not in reader.bottom()
        await reader.until(lambda: process.poll() is not None, "it ended")
        await reader.pilot.pause(0.05)
        assert told in reader.bottom()
        site.replies["/pier"] = whole
        await reader.press("X")
        await reader.until(partial(reader.is_told, "nothing is being fetched"), "all is over")
        await reader.press("enter", "d")
        await reader.until_shown("divers look at every stone")


async def test_a_story_without_a_page_and_a_desk_that_keeps_nothing_say_so(
    opening: Opening,
) -> None:
    async with opening() as reader:
        await reader.until_settled()
        await reader.press("4", "j", "d")
        await reader.until(partial(reader.is_told, "no page to read"), "there is no page")
    async with opening(keeps=False) as reader:
        await reader.until_settled()
        await reader.press("d")
        await reader.until(partial(reader.is_told, "nothing is kept here"), "nothing is kept")


async def test_feeds_whose_time_has_come_are_fetched_unasked(
    opening: Opening, archive: Archive, site: Site
) -> None:
    for old in list_feeds(archive):
        with archive.transaction(durable=False) as connection:
            later = int(NOW.timestamp()) + 10_000
            connection.execute("UPDATE feeds SET next_check = ? WHERE id = ?", (later, old.id))
    excerpt(archive, site)
    site.replies["/feed"] = reply(feed([item("Weir")]).encode())
    async with opening(refreshes=True) as reader:
        await reader.until_shown("1 new: . shows it")
        assert [path for path, _ in site.asked] == ["/feed"]
        await reader.press(".", "g", "g")
        await reader.until_shown("Weir")
