"""The command line as a test uses it: run in this process, on a library of its own."""

from __future__ import annotations

import io
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from newstui.__main__ import main
from newstui.formats import parse_document
from newstui.formats.identity import entry_keys
from newstui.model.feed import Evidence, FeedKind
from newstui.store.archive import Archive
from newstui.store.stories import keep_feed
from newstui.store.subscriptions import add_feed

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
HARBOUR = b"""<rss version="2.0"><channel><title>Harbour Bulletin</title>
<item><guid>1</guid><title>Ferry returns to the strait</title><link>https://bulletin.example/1</link>
<pubDate>Mon, 02 Mar 2026 08:00:00 GMT</pubDate><description>&lt;p&gt;The ferry will sail again
on Friday, the harbour master said.&lt;/p&gt;</description></item>
<item><guid>2</guid><title>Lighthouse keeper retires</title><link>https://bulletin.example/2</link>
<pubDate>Sun, 01 Mar 2026 08:00:00 GMT</pubDate><description>She kept it for forty years.
</description></item></channel></rss>"""


@pytest.fixture
def newstui(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """Run one command line; returns its status, its output and its errors."""

    def run(*arguments: str, stdin: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["newstui", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
        try:
            status = main()
        except SystemExit as left:
            status = left.code if isinstance(left.code, int) else 0
        told = capsys.readouterr()
        return status, told.out, told.err

    return run


@pytest.fixture
def subscribe_to() -> Callable[[str, bytes], int]:
    """Put a document into the test's library as a subscribed file; returns the feed's number."""

    def subscribe(name: str, data: bytes) -> int:
        home = Path(os.environ["NEWSTUI_HOME"])
        place = home.parent / name
        place.write_bytes(data)
        parsed = parse_document(data, origin=name, name=name)
        archive = Archive.open(home / "data" / "newstui.db")
        feed, _new = add_feed(archive, place=str(place), kind=FeedKind.FILE, now=NOW)
        evidence = Evidence(fetched=NOW, final_url=str(place))
        keep_feed(archive, feed.id, parsed, entry_keys(parsed.entries), evidence, now=NOW)
        archive.close()
        return feed.id

    return subscribe


@pytest.fixture
def harbour(subscribe_to: Callable[[str, bytes], int]) -> int:
    """A library with one feed of two stories: #2 is the newer, "Ferry returns to the strait"."""
    return subscribe_to("harbour.xml", HARBOUR)
