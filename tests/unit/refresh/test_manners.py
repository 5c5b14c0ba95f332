"""A refresh leaves alone who asks for it, and follows who has moved."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from tests.faults.answers import document, reply, rss, to
from tests.unit.refresh.desk import NOW

from newstui.refresh.schedule import is_due
from newstui.store.jobs import find_job
from newstui.store.journal import undo
from newstui.store.marks import mark_feed_read
from newstui.store.removing import remove_feed
from newstui.store.subscriptions import find_feed, list_feeds

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


def same(desk: Desk) -> dict[int, int | None]:
    """Tell of each feed which other one it is, too."""
    feeds = list_feeds(desk.archive)
    return {feed.id: feed.same_as.id if feed.same_as else None for feed in feeds}


def unread(desk: Desk, feed_id: int) -> int:
    feed = find_feed(desk.archive, feed_id)
    assert feed is not None
    return feed.unread


@pytest.mark.parametrize("status", ["301 Moved", "308 Moved"])
@pytest.mark.parametrize("removed", ["old", "new"])
def test_of_two_feeds_that_became_one_either_can_be_removed_and_nothing_is_lost(
    desk: Desk, site: Site, status: str, removed: str
) -> None:
    places = {name: f"{site.base}/{name}" for name in ("old", "new")}
    numbers = {name: desk.add(place) for name, place in places.items()}
    site.replies |= {f"/{name}": reply(rss("Rain", "Wind")) for name in places}
    desk.refresh()
    site.replies["/old"] = to("/new", status)
    desk.refresh()
    assert set(same(desk).values()) == {None}, "one redirect may be a mistake"
    desk.refresh()
    assert same(desk) == {numbers["old"]: numbers["new"], numbers["new"]: None}
    assert {name: desk.place(number) for name, number in numbers.items()} == places
    gone = numbers.pop(removed)
    (left,) = numbers.values()
    mark_feed_read(desk.archive, gone, now=NOW, up_to_id=100)
    assert unread(desk, left) == 2
    remove_feed(desk.archive, gone, now=NOW)
    assert same(desk) == {left: None}
    assert unread(desk, left) == 0, "what was read of one is read"
    undone = undo(desk.archive, shelf=None, now=NOW)
    assert undone is not None
    assert (undone.skipped, unread(desk, left)) == (0, 2)
    remove_feed(desk.archive, gone, now=NOW)
    desk.refresh()
    assert desk.place(left) == places["new"], "it has moved as soon as the address was free"
    assert desk.error(left) is None
    assert desk.titles() == ["Rain", "Wind"]


def test_two_feeds_that_move_to_one_place_are_told_and_only_one_gets_it(
    desk: Desk, site: Site
) -> None:
    site.replies["/new"] = reply(rss("Pier"))
    for name in "ab":
        site.replies[f"/{name}"] = to("/new", "301 Moved")
        desk.add(f"{site.base}/{name}")
    desk.refresh()
    desk.refresh()
    ((told, other),) = ((one, other) for one, other in same(desk).items() if other)
    assert desk.place(other) == f"{site.base}/new"
    assert desk.place(told) != desk.place(other)


def test_a_password_moves_along_with_its_feed(desk: Desk, site: Site) -> None:
    site.replies["/new"] = reply(rss("Pier"))
    site.replies["/old"] = to("/new", "301 Moved")
    feed_id = desk.add(f"{site.base}/old".replace("//", "//ann:pw@"))
    for _ in range(3):
        desk.refresh()
    assert desk.place(feed_id) == f"{site.base}/new".replace("//", "//ann:pw@")
    assert "authorization" in site.asked[-1][1]


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
    until = datetime.fromisoformat(told[1]["retry_at"])
    assert timedelta(minutes=50) < until - datetime.now(tz=UTC) <= timedelta(minutes=60)
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
