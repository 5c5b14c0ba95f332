"""A library in memory with a few stories, as most use cases need one."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from newstui.formats import parse_document
from newstui.formats.identity import entry_keys
from newstui.model.correction import CorrectionKind
from newstui.model.feed import Evidence, FeedKind
from newstui.newsroom.correcting import correct
from newstui.newsroom.reading import read_through
from newstui.store.archive import Archive
from newstui.store.stories import keep_feed
from newstui.store.subscriptions import add_feed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
ITEM = """<item><guid>{title}</guid><title>{title}</title>
<link>https://news.example/{title}</link>
<author>Ann Moor</author><pubDate>Sun, 22 Nov 2026 {hour:02}:00:00 GMT</pubDate>
<description>The quay is closed, said {title} mayor Ida Berg.</description></item>"""


@pytest.fixture
def clock() -> Callable[[], datetime]:
    return lambda: NOW


@pytest.fixture
def archive() -> Iterator[Archive]:
    """Feed 1, "Harbour News", with stories 1 to 3: "Calm", "Gale" and "Rain", the newest last."""
    archive = Archive.memory()
    items = [
        ITEM.format(title=title, hour=9 - at) for at, title in enumerate(("Rain", "Gale", "Calm"))
    ]
    document = (
        f"<rss version='2.0'><channel><title>Harbour News</title>{''.join(items)}</channel></rss>"
    )
    parsed = parse_document(document.encode(), origin="test")
    feed, _new = add_feed(archive, place="https://news.example/", kind=FeedKind.WEB, now=NOW)
    evidence = Evidence(fetched=NOW, final_url="https://news.example/")
    keep_feed(archive, feed.id, parsed, entry_keys(parsed.entries), evidence, now=NOW)
    yield archive
    archive.close()


@pytest.fixture
def correct_first(archive: Archive, clock: Callable[[], datetime]) -> Callable[..., bool]:
    """Correct the first attribution of story 3, the mayor's; no kind takes that back."""

    def corrected(kind: CorrectionKind | None, folder: Path | None = None) -> bool:
        view = read_through(archive, 3, clock=clock)
        assert view is not None
        assert view.stored is not None
        assert view.analysis is not None
        return correct(
            archive,
            story_id=3,
            text=view.stored.document.text,
            analysis=view.analysis,
            indexes=[0],
            kind=kind,
            name="May Orr" if kind is CorrectionKind.OTHER else "",
            folder=folder,
            clock=clock,
        )

    return corrected
