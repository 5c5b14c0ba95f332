"""Stories of several scripts to be searched, and what is done with them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from newstui.model.feed import Evidence, FeedKind
from newstui.model.story import BodyType, Entry, ParsedFeed, TextKind
from newstui.store.query import parse_query
from newstui.store.selecting import select_ids
from newstui.store.stories import keep_feed
from newstui.store.subscriptions import add_feed
from newstui.store.texts import Answered, keep_text
from newstui.text.build import build_document
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from newstui.store.archive import Archive

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
STORIES = {
    "wall": ("Storms break the sea wall", "Mira Okafor", "Grain prices rose 50% in STRASSBURG."),
    "cafe": (
        "Café “quoted” opens",
        "Ivo Lenz",
        "A storm of mail; Sørensen walked down a Straße.",
    ),
    "tokyo": ("東京で新しい橋", "山田太郎", "日本語の文章です。橋は川の上にあります。ﾃﾚﾋﾞで放送。"),
    "thai": ("ข่าววันนี้", "Author", "สวัสดีชาวโลก"),
    "arabic": ("أخبار", "Author", "قال مُحَمَّد إن الطقس جميل"),
    "greek": ("Νέα", "Author", "Η Ελλάδα και το Киё́в"),
    "odd": ("f(x) NEAR/2 AND* ^caret", "O'Neil", 'col:umn "end* of it" a-b_c C++ 🚀'),
}
"""By a short name: title, author, text."""
NUMBERS = {name: number for number, name in enumerate(reversed(STORIES), 1)}


def keep(archive: Archive, feed_id: int, entries: list[Entry]) -> None:
    parsed = ParsedFeed(format="rss", title=clean_line("x"), entries=tuple(entries))
    keys = [entry.guid or entry.title for entry in entries]
    keep_feed(archive, feed_id, parsed, keys, Evidence(fetched=NOW), now=NOW)


def give_text(archive: Archive, story_id: int, text: str, kind: TextKind = TextKind.FEED) -> int:
    document = build_document(text, BodyType.TEXT)
    answer = Answered(text, "https://a.example/", Evidence(fetched=NOW))
    kept = keep_text(archive, story_id, kind, document, builder=1, now=NOW, answer=answer)
    return kept.id


def fill(archive: Archive) -> Archive:
    feed, _ = add_feed(
        archive, place="/one", kind=FeedKind.FILE, title=clean_line("The Daily Post"), now=NOW
    )
    entries = [
        Entry(
            title=clean_line(title),
            authors=(clean_line(author),),
            published=NOW - timedelta(hours=hours),
        )
        for hours, (title, author, _) in enumerate(STORIES.values())
    ]
    keep(archive, feed.id, entries)
    for name, (_, _, text) in STORIES.items():
        give_text(archive, NUMBERS[name], text)
    return archive


def found(archive: Archive, text: str) -> set[str]:
    names = {number: name for name, number in NUMBERS.items()}
    return {names.get(number, str(number)) for number in select_ids(archive, parse_query(text))}


def check_index(archive: Archive) -> None:
    """Have SQLite compare the index with what it is of."""
    archive.read("INSERT INTO stories_fts (stories_fts, rank) VALUES ('integrity-check', 1)")
