"""What is wrong with a feed, and what helps."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from newstui.formats import parse_document
from newstui.formats.identity import entry_keys
from newstui.model.feed import Evidence, Feed, FeedKind
from newstui.newsroom.troubles import IDLE_AFTER, describe_idleness, describe_trouble
from newstui.store.archive import Archive
from newstui.store.stories import keep_feed
from newstui.store.subscriptions import add_feed, find_feed
from newstui.text.clean import clean_line

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
ITEM = "<item><guid>1</guid><title>Rain</title>{date}</item>"
OLD = "<pubDate>Tue, 24 Nov 2020 12:00:00 GMT</pubDate>"


@pytest.mark.parametrize(
    ("items", "first", "later"),
    [
        (ITEM.format(date=OLD), "idle: nothing new since Tue 24 Nov 2020", "idle: nothing new"),
        (ITEM.format(date=""), "", "idle: nothing new since Mon 23 Nov"),
        ("", "", "idle: no story since it was added, Mon 23 Nov"),
    ],
)
def test_a_feed_is_idle_by_its_newest_story_or_without_any_by_when_it_was_added(
    items: str, first: str, later: str
) -> None:
    archive = Archive.memory()
    place = "https://news.example/"
    feed, _new = add_feed(archive, place=place, kind=FeedKind.WEB, now=NOW)
    document = f"<rss version='2.0'><channel><title>x</title>{items}</channel></rss>"
    parsed = parse_document(document.encode(), origin="test")
    evidence = Evidence(fetched=NOW, final_url=place)
    keep_feed(archive, feed.id, parsed, entry_keys(parsed.entries), evidence, now=NOW)
    kept = find_feed(archive, feed.id)
    archive.close()
    assert kept is not None
    assert describe_idleness(kept, now=NOW).startswith(first)
    assert bool(describe_idleness(kept, now=NOW)) == bool(first)
    assert describe_idleness(kept, now=NOW + IDLE_AFTER).startswith(later)


@pytest.mark.parametrize(
    ("reason", "advice"),
    [
        ("404 Not Found", "`newstui edit 3 --address` with its new address, or its site's, keeps"),
        ("refused the connection", "its server may be down, or at another port"),
        ("503 Service Unavailable", "its server has trouble of its own"),
        ("could not be read in part: x.md is larger than 16 MiB", "mend what is named"),
        ("is plain text, not a feed", "`newstui edit 3 --address` with its new address"),
        ("is JSON, but not a JSON Feed", "`newstui edit 3 --address` with its new address"),
        ("304 Not Modified", "): it is tried again by and by"),
        ("302 Found", "its server sends newstui on without saying where"),
        ("did not answer as a web server does", "something else may be at that address"),
        ("did not answer within 20 s", "the site may be down"),
        ("closed the connection before the end", "its server, or the network, broke off"),
        ("is packed wrongly", "its owner has to mend how its server packs it"),
        ("unpacks to more than 32 MiB", "its site may have a shorter one"),
        ("is larger than 16 MiB", "its site may have a shorter one"),
        ("its certificate is self-signed", "SSL_CERT_FILE"),
        ("the proxy refused the connection", "mend what the environment names as proxy"),
        ("the proxy answered 403 Forbidden", "mend what the environment names as proxy"),
        ('credentials."a.example".password_file is refused', "mend that in the settings"),
        ("redirects to a private address, 10.0.0.1", "`newstui edit 3 --address` with that"),
    ],
)
def test_what_helps_is_told_by_the_reason(reason: str, advice: str) -> None:
    feed = Feed(
        id=3,
        place="https://news.example/",
        kind=FeedKind.WEB,
        title=clean_line("News"),
        error=clean_line(reason),
        failing_since=NOW - timedelta(days=1),
    )
    assert advice in describe_trouble(feed, now=NOW)
    on_screen = describe_trouble(feed, now=NOW, moves="E")
    assert "newstui edit" not in on_screen
