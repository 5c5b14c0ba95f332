"""An archive with six stories of one headline, and a bookmark of any of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from newstui.model.attribution import Analysis, Credit, CreditKind
from newstui.model.feed import Evidence, FeedKind
from newstui.model.story import Bookmark, Entry, ParsedFeed, TextKind
from newstui.model.text import Document
from newstui.store.archive import Archive
from newstui.store.stories import keep_feed
from newstui.store.subscriptions import add_feed
from newstui.text.clean import clean_block, clean_line

if TYPE_CHECKING:
    from pathlib import Path

NOW: Final = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
NAME: Final = "2026-11-23-rain-again.md"
"""What the file of a bookmark is called, when no other is."""


def open_archive(folder: Path) -> Archive:
    """Open an archive below a folder, with stories 1 to 6."""
    archive = Archive.open(folder / "data" / "newstui.db")
    feed, _ = add_feed(archive, place="/a", kind=FeedKind.FILE, now=NOW)
    entries = tuple(Entry(guid=str(n), title=clean_line("Rain again")) for n in range(6))
    parsed = ParsedFeed(format="rss", title=clean_line("A"), entries=entries)
    keys = [entry.guid for entry in entries]
    keep_feed(archive, feed.id, parsed, keys, Evidence(fetched=NOW), now=NOW)
    return archive


def rain_bookmark(title: str = "Rain again", text: str = "It rained.\n\nOrr said so.") -> Bookmark:
    """Make the bookmark of a story, with something in every field."""
    return Bookmark(
        story_id=0,
        title=clean_line(title),
        url="https://example.org/rain",
        outlet=clean_line("The Example"),
        authors=(clean_line("Ana Ruiz"),),
        published=NOW - timedelta(days=1),
        updated=None,
        fetched=NOW - timedelta(hours=2),
        saved=NOW,
        document=Document(text=clean_block(text)),
        text_kind=TextKind.PAGE,
        analysis=Analysis(engine=3, language="en"),
        credits=(Credit(kind=CreditKind.PHOTO, text="Photo: Ivo Lenz"),),
        content_hash=text,
        raw=b"\x78\x9c\x00",
        file_name="",
    )
