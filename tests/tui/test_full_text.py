"""Whole stories from their pages, how stories were changed, and feeds fetched unasked."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest
from tests.faults.answers import feed, item, reply
from tests.tui.conftest import NOW, entry, keep

from newstui.formats import entry_keys
from newstui.model.feed import Evidence, FeedKind
from newstui.model.story import ParsedFeed, TextKind
from newstui.store.keeping import keep_feed
from newstui.store.marks import find_marks
from newstui.store.subscriptions import add_feed, list_feeds
from newstui.store.texts import keep_text
from newstui.text.build import BUILDER_VERSION, build_document
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from tests.faults.server import Site
    from tests.tui.conftest import Opening

    from newstui.store.archive import Archive

WORDS = "The harbour will close for three weeks while divers look at every stone of the old wall. "
PAGE = f"""<!doctype html><html><head><title>Pier - The Gazette</title></head><body>
<nav><a href="/">Home</a></nav><main><article><h1>Pier closes</h1><p>{WORDS * 3}</p>
<p>“Nobody knows when it was built,” said Ana Berl, the county engineer.</p></article></main>
<footer>Subscribe to our newsletter</footer></body></html>"""


@pytest.fixture(autouse=True)
def _directly(_without_proxies: None) -> None:
    """Ask every site itself."""


def excerpt(archive: Archive, site: Site, *, page: str = PAGE) -> None:
    """Subscribe to a feed that carries only the beginning of its newest story."""
    site.replies["/pier"] = reply(page.encode(), "Content-Type: text/html; charset=utf-8")
    place, title = f"{site.base}/feed", clean_line("The Gazette")
    feed_id = add_feed(archive, place=place, kind=FeedKind.WEB, title=title, now=NOW)[0].id
    story = entry("Pier closes", hours=0, body="<p>The harbour…</p>", url=f"{site.base}/pier")
    parsed = ParsedFeed(format="rss", title=title, entries=(story,))
    evidence = Evidence(fetched=NOW, final_url=place)
    keep_feed(archive, feed_id, parsed, entry_keys([story]), evidence, now=NOW)


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
        await reader.until(partial(reader.is_told, "403 Forbidden: o opens it"), "the failure")
        assert "The harbour…" in reader.frame()


async def test_pages_of_unread_stories_are_read_ahead(
    opening: Opening, archive: Archive, site: Site
) -> None:
    excerpt(archive, site)
    async with opening() as reader:
        await reader.until_settled()
        await reader.press("1", "D")
        await reader.until(lambda: "to read" not in reader.bottom() and site.asked, "it is read")
        await reader.press("enter")
        await reader.until_shown("full text of the page")


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


async def test_a_story_changed_since_it_was_read_says_so_and_shows_how(
    opening: Opening, archive: Archive
) -> None:
    first = entry("Bridge opens", hours=0, body="<p>The bridge opens on Monday, they said.</p>")
    keep(archive, "Northern Wire", [first])
    async with opening() as reader:
        await reader.press("enter")
        await reader.until_analysed()
        reader.screen.marking.flush()
        later = replace(first, body="<p>The bridge opens on Friday, they said.</p>")
        await reader.until(lambda: find_marks(archive, [7])[0].read, "the mark is on disk")
        keep(archive, "Northern Wire", [later])
        document = build_document(later.body, later.body_type, base_url="")
        keep_text(archive, 7, TextKind.FEED, document, builder=BUILDER_VERSION, now=NOW)
    async with opening() as reader:
        await reader.until_analysed()
        await reader.press("j", "k")
        await reader.until_shown("on Friday")
    async with opening() as reader:
        await reader.until_shown("changed since you read it: v")
        await reader.press("enter", "v")
        await reader.until_shown("opens on [-Monday,-] {+Friday,+} they said.")
        assert "change 1 of 1" in reader.frame()
        await reader.press("2", "v")
        await reader.until(partial(reader.is_told, "no earlier change"), "there is only one")
        await reader.press("v")
        await reader.until_shown("The bridge opens on Friday")
    async with opening() as reader:
        await reader.until_shown("on Friday")
        assert "since you read it" not in reader.frame()
        assert "changed: v" in reader.frame()


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
