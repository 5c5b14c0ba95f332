from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from newstui.errors import UsageError
from newstui.model.feed import Evidence, FeedKind
from newstui.model.story import Entry, ParsedFeed
from newstui.store.archive import Archive
from newstui.store.editing import edit_feed
from newstui.store.marks import set_read
from newstui.store.query import Query, ask_for_feed, ask_for_folder, ask_since, parse_query
from newstui.store.removing import remove_feed
from newstui.store.stories import keep_feed, select_ids
from newstui.store.subscriptions import add_feed
from newstui.text.clean import clean_line

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
TITLES = {
    "/one": ("Flood in STRASSE", "Grain prices 50% up", "Caf\u00e9 opens"),
    "/two": ("Flood again", 'A "quoted" word', "Rain"),
}


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", Query()),
        ("  \t ", Query()),
        ("flood rain", Query(words=("flood", "rain"))),
        ('"two words" one', Query(words=("two words", "one"))),
        ('"never closed', Query(words=("never closed",))),
        ("is:unread", Query(read=False)),
        ("IS:Read", Query(read=True)),
        ("is:read is:unread", Query(read=False)),
        ("is:bookmarked x", Query(words=("x",), bookmarked=True)),
        ("feed:3 feed:post", Query(feeds=("3", "post"))),
        ('feed:"Daily Post" a', Query(words=("a",), feeds=("Daily Post",))),
        ("feed:", Query(words=("feed:",))),
        ('folder:"World / Asia" Folder:x', Query(folders=("World / Asia", "x"))),
        ('folder:""', Query()),
        ('cites:"Ana Berl" Cites:x', Query(cites=("Ana Berl", "x"))),
        ("https://example.org/a:b", Query(words=("https://example.org/a:b",))),
        ("this:that", Query(words=("this:that",))),
    ],
)
def test_a_query_is_read(text: str, query: Query) -> None:
    assert parse_query(text) == query


@pytest.mark.parametrize("text", ["since:yesterday", "since:2026-13-01", "since:\x1b[31m"])
def test_a_day_there_is_none_of_is_named_with_how_to_write_one(text: str) -> None:
    with pytest.raises(UsageError, match="since:2026-11-23") as caught:
        parse_query(text)
    assert "\x1b" not in str(caught.value)


def test_a_day_begins_where_the_reader_is() -> None:
    since = parse_query("since:2026-11-20").since
    assert since is not None
    assert since.astimezone().isoformat().startswith("2026-11-20T00:00:00")
    assert parse_query(ask_since(since.astimezone().date())).since == since


@pytest.mark.parametrize("text", ["is:starred", 'is:"two words"', "is:\x1b[31m"])
def test_a_state_there_is_none_of_is_named_with_those_there_are(text: str) -> None:
    with pytest.raises(UsageError, match="is:unread, is:read, is:bookmarked") as caught:
        parse_query(text)
    assert "\x1b" not in str(caught.value)


@pytest.mark.parametrize(
    "text", ['"' * 200_000, "is:read " * 20_000, "a" * 500_000, 'x"' * 100_000]
)
def test_a_huge_query_is_read_at_once(text: str) -> None:
    assert isinstance(parse_query(text), Query)


@pytest.fixture(scope="module")
def archive() -> Archive:
    archive = Archive.memory()
    for number, (place, titles) in enumerate(TITLES.items(), 1):
        feed, _ = add_feed(
            archive,
            place=place,
            kind=FeedKind.FILE,
            title=clean_line(f"The {place[1:]} Post"),
            now=NOW,
        )
        entries = tuple(
            Entry(
                title=clean_line(title),
                authors=(clean_line(f"Author {number}{place}"),),
                published=NOW - timedelta(hours=place_in_feed),
            )
            for place_in_feed, title in enumerate(titles)
        )
        parsed = ParsedFeed(format="rss", title=clean_line("x"), entries=entries)
        keys = list(titles)
        keep_feed(archive, feed.id, parsed, keys, Evidence(fetched=NOW), now=NOW)
    edit_feed(archive, 1, folder=clean_line('World / "Far" East'), now=NOW)
    edit_feed(archive, 2, folder=clean_line("Worldly"), now=NOW)
    hidden, _ = add_feed(archive, place="/hidden", kind=FeedKind.FILE, now=NOW)
    parsed = ParsedFeed(
        format="rss", title=clean_line("x"), entries=(Entry(title=clean_line("Flood hidden")),)
    )
    keep_feed(archive, hidden.id, parsed, ["1"], Evidence(fetched=NOW), now=NOW)
    remove_feed(archive, hidden.id, now=NOW)
    set_read(
        archive,
        [number for _, number in select_ids(archive, parse_query("rain"))],
        read=True,
        now=NOW,
    )
    return archive


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("", {title for titles in TITLES.values() for title in titles}),
        ("flood", {"Flood in STRASSE", "Flood again"}),
        ("stra\u00dfe", {"Flood in STRASSE"}),
        ("cafe\u0301", {"Caf\u00e9 opens"}),
        ("50%", {"Grain prices 50% up"}),
        ("_", set()),
        ("rain", {"Grain prices 50% up", "Rain"}),
        ("flood again", {"Flood again"}),
        ('"again flood"', set()),
        ("author flood", {"Flood in STRASSE", "Flood again"}),
        ("two flood", {"Flood again"}),
        ("post is:read", {"Grain prices 50% up", "Rain"}),
        ("is:unread feed:two", {"Flood again", 'A "quoted" word'}),
        ("feed:1 flood", {"Flood in STRASSE"}),
        ("feed:9", set()),
        ("folder:world flood", {"Flood in STRASSE"}),
        ('flood folder:"WORLD / Far East"', {"Flood in STRASSE"}),
        ('folder:"World / Far"', set()),
        ('folder:"Far East"', set()),
        ("folder:world folder:worldly flood", {"Flood in STRASSE", "Flood again"}),
        ("folder:worldly feed:one", set()),
        ("folder:/", set()),
        ("feed:one feed:two flood", {"Flood in STRASSE", "Flood again"}),
        ("is:bookmarked", set()),
        ("\ud800", set()),
        ("'; DROP TABLE stories; --", set()),
    ],
)
def test_a_query_finds(archive: Archive, text: str, titles: set[str]) -> None:
    rows = select_ids(archive, parse_query(text))
    assert rows == sorted(rows, reverse=True)
    found: dict[int, str] = {
        row[0]: row[1] for row in archive.read("SELECT id, title FROM stories")
    }
    assert {found[number] for _, number in rows} == titles


def test_a_query_written_for_a_feed_or_folder_is_read_as_such() -> None:
    assert parse_query(ask_for_feed(12)) == Query(feeds=("12",))
    path = clean_line('World / "Far" East')
    assert parse_query(ask_for_folder(path)) == Query(folders=("World / Far East",))
