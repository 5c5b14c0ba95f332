"""What a refresh tells and writes down of some feeds while it waits for the slowest."""

from __future__ import annotations

from datetime import UTC, datetime
from time import sleep
from typing import TYPE_CHECKING

import pytest
from tests.faults.answers import document, reply, rss
from tests.faults.talk import stall

from newstui.model.feed import FeedKind
from newstui.refresh.reports import Failed, Fetched, Finished, Started
from newstui.refresh.running import start_refresh
from newstui.store.archive import Archive
from newstui.store.subscriptions import add_feed, find_feed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.faults.server import Site

    from newstui.model.feed import Feed

pytestmark = pytest.mark.usefixtures("_without_proxies")
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    archive = Archive.open(tmp_path / "data" / "newstui.db")
    yield archive
    archive.close()


def test_feeds_that_bring_nothing_are_told_while_others_are_waited_for(
    archive: Archive, site: Site
) -> None:
    site.replies |= {f"/{name}": document(rss("Pier"), '"1"') for name in ("a", "b", "slow")}
    ids = [
        add_feed(archive, place=f"{site.base}/{name}", kind=FeedKind.WEB, now=NOW)[0].id
        for name in ("a", "b", "slow")
    ]
    with start_refresh(archive.path, ids) as run:
        assert isinstance(list(run.reports())[-1], Finished)
    site.replies["/slow"] = stall()
    before = [find_feed(archive, feed_id) for feed_id in ids]
    with start_refresh(archive.path, ids) as run:
        told = [type(report) for _, report in zip(range(3), run.reports(), strict=False)]
        assert told == [Started, Fetched, Fetched]
    # Stopped, it has noted them all the same.
    after = [find_feed(archive, feed_id) for feed_id in ids]
    assert [is_noted(*pair) for pair in zip(before, after, strict=True)] == [True, True, False]


def test_failures_are_told_and_written_while_the_slowest_is_waited_for(
    archive: Archive, site: Site
) -> None:
    site.replies |= {"/gone": reply(status="404 Not Found"), "/junk": reply(b"Not here, sorry.")}
    site.replies["/slow"] = stall()
    gone, junk, slow = (
        add_feed(archive, place=f"{site.base}/{name}", kind=FeedKind.WEB, now=NOW)[0].id
        for name in ("gone", "junk", "slow")
    )
    with start_refresh(archive.path, [gone, junk, slow]) as run:
        told = [report for _, report in zip(range(3), run.reports(), strict=False)]
        assert {report.feed for report in told if isinstance(report, Failed)} == {gone, junk}
        while not (error_of(archive, gone) and error_of(archive, junk)):
            assert run.process.poll() is None, "it waits for the slow one still"
            sleep(0.02)
        run.process.kill()
    assert error_of(archive, slow) is None


def error_of(archive: Archive, feed_id: int) -> str | None:
    feed = find_feed(archive, feed_id)
    assert feed is not None
    return feed.error


def is_noted(before: Feed | None, after: Feed | None) -> bool:
    assert before is not None
    assert after is not None
    return before.next_check != after.next_check
