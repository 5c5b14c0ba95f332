"""A refresh leaves alone who asks for it, and follows who has moved."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from tests.faults.answers import document, reply, rss, to

from newstui.refresh.schedule import is_due
from newstui.store.jobs import find_job

if TYPE_CHECKING:
    from tests.faults.server import Site
    from tests.unit.refresh.desk import Desk

pytestmark = pytest.mark.usefixtures("_without_proxies")


@pytest.mark.parametrize(
    ("status", "moves"),
    [("301 Moved", True), ("308 Moved", True), ("302 Found", False), ("307 Elsewhere", False)],
)
def test_a_feed_moves_when_a_permanent_redirect_was_seen_twice(
    desk: Desk, site: Site, status: str, *, moves: bool
) -> None:
    site.replies["/new"] = document(rss("Pier"), '"1"')
    site.replies["/old"] = to("/new", status)
    feed_id = desk.add(f"{site.base}/old")
    desk.refresh()
    assert desk.place(feed_id) == f"{site.base}/old"
    desk.refresh()
    assert desk.place(feed_id) == f"{site.base}/{'new' if moves else 'old'}"
    desk.refresh()
    assert desk.titles() == ["Pier"]
    assert desk.error(feed_id) is None


def test_a_feed_does_not_move_to_where_another_is(desk: Desk, site: Site) -> None:
    site.replies["/new"] = reply(rss("Pier"))
    site.replies["/old"] = to("/new", "301 Moved")
    ids = [desk.add(f"{site.base}/{name}") for name in ("old", "new")]
    for _ in range(3):
        desk.refresh()
    assert [desk.place(feed_id) for feed_id in ids] == [f"{site.base}/{n}" for n in ("old", "new")]


def test_a_host_that_asks_for_it_is_left_alone_with_all_its_feeds(desk: Desk, site: Site) -> None:
    site.replies["/a"] = reply(b"", "Retry-After: 3600", status="429 Too Many Requests")
    site.replies["/b"] = reply(rss("Pier"))
    for name in "ab":
        desk.add(f"{site.base}/{name}")
    desk.refresh()
    asked = len(site.asked)
    _, told = desk.refresh()
    assert [report["event"] for report in told[1:3]] == ["skipped", "skipped"]
    assert "asked to be left alone until" in told[1]["reason"]
    assert len(site.asked) == asked


def test_a_feed_that_is_gone_is_asked_by_hand_only(desk: Desk, site: Site) -> None:
    site.replies["/feed"] = reply(b"", status="410 Gone")
    feed_id = desk.add(f"{site.base}/feed")
    desk.refresh()
    job = find_job(desk.archive, feed_id)
    assert job is not None
    assert not is_due(job.schedule, datetime(2100, 1, 1, tzinfo=UTC))
    site.replies["/feed"] = reply(rss("Pier"))
    desk.refresh(feed_id)
    assert desk.titles() == ["Pier"]
