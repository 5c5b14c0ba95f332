"""A whole refresh, in this process: feeds of all kinds, good and bad, side by side."""

from __future__ import annotations

import json
import os
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from tests.faults.answers import document, reply, rss

from newstui.errors import FormatError, StoreError
from newstui.model.feed import FeedKind
from newstui.refresh.locking import refresh_lock
from newstui.refresh.process import BUSY, DONE, FAILED, STOPPED, Order, refresh_archive
from newstui.refresh.sandbox_client import Sandbox
from newstui.refresh.stopping import Reporter, Stopping
from newstui.store.archive import Archive
from newstui.store.jobs import find_job
from newstui.store.stories import find_story, keep_feed, order_rows
from newstui.store.subscriptions import add_feed, find_feed
from newstui.store.texts import find_analysis, find_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from tests.faults.server import Reply, Site

pytestmark = pytest.mark.usefixtures("_without_proxies")
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture(autouse=True)
def _share_process(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """One sandbox for all tests, and this process stays as important as it is."""
    monkeypatch.setattr("newstui.refresh.process.Sandbox", lambda **_: nullcontext(sandbox))
    monkeypatch.setattr(os, "nice", lambda _: 0)


@dataclass
class Desk:
    """An archive, and what its refreshes told."""

    folder: Path
    path: Path
    archive: Archive

    def add(self, place: str, kind: FeedKind = FeedKind.WEB) -> int:
        return add_feed(self.archive, place=place, kind=kind, now=NOW)[0].id

    def refresh(self, *feed_ids: int, stopping: Stopping | None = None) -> tuple[int, list[Any]]:
        stopping = stopping or Stopping()
        out = self.folder / "told"
        descriptor = os.open(out, os.O_RDWR | os.O_CREAT | os.O_TRUNC)
        try:
            order = Order(archive=self.path, feed_ids=feed_ids)
            status = refresh_archive(order, Reporter(descriptor, stopping), stopping)
        finally:
            os.close(descriptor)
        return status, [json.loads(line) for line in out.read_bytes().splitlines()]

    def titles(self) -> list[str]:
        rows = order_rows(self.archive, limit=100)
        stories = [find_story(self.archive, story_id) for _, story_id, _ in rows]
        return sorted(story.entry.title for story in stories if story)

    def error(self, feed_id: int) -> str | None:
        feed = find_feed(self.archive, feed_id)
        assert feed is not None
        return feed.error


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    path = tmp_path / "data" / "newstui.db"
    archive = Archive.open(path)
    yield Desk(folder=tmp_path, path=path, archive=archive)
    archive.close()


def events(told: list[Any], *names: str) -> list[Any]:
    return [report for report in told if report["event"] in names]


def test_feed_is_fetched_kept_and_built(desk: Desk, site: Site) -> None:
    site.replies["/feed"] = reply(rss("Pier", "Quay"))
    feed_id = desk.add(f"{site.base}/feed")
    status, told = desk.refresh()
    assert status == DONE
    assert told == [
        {"event": "started", "feeds": 1},
        {
            "event": "fetched",
            "feed": feed_id,
            "title": "Bulletin",
            "new": 2,
            "changed": 0,
            "done": 1,
        },
        {"event": "built", "done": 2, "left": 0},
        {"event": "finished", "feeds": 1, "failed": 0, "new": 2},
    ]
    assert desk.titles() == ["Pier", "Quay"]
    (_, story_id, _), *_ = order_rows(desk.archive, limit=1)
    text = find_text(desk.archive, story_id)
    assert text is not None
    assert text.document.text.endswith(" is closed, the council said.")


def test_unchanged_feed_is_not_read_again(desk: Desk, site: Site) -> None:
    site.replies["/feed"] = document(rss("Pier"), '"v1"')
    feed_id = desk.add(f"{site.base}/feed")
    desk.refresh()
    _, told = desk.refresh()
    assert events(told, "fetched", "failed", "built") == [
        {
            "event": "fetched",
            "feed": feed_id,
            "title": "Bulletin",
            "new": 0,
            "changed": 0,
            "done": 1,
        }
    ]
    job = find_job(desk.archive, feed_id)
    assert job is not None
    assert job.known is not None
    assert job.known.etag == '"v1"'


def test_edited_story_changes_and_absent_one_stays(desk: Desk, site: Site) -> None:
    site.replies["/feed"] = reply(rss("Pier", "Quay"))
    desk.add(f"{site.base}/feed")
    desk.refresh()
    site.replies["/feed"] = reply(rss("Pier").replace(b"closed", b"open"))
    _, told = desk.refresh()
    assert events(told, "fetched")[0]["changed"] == 1
    assert desk.titles() == ["Pier", "Quay"]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (reply(b"<html><form>Password</form></html>"), "is a web page, not a feed"),
        (reply(b"no", status="503 Oops\x1b[2J"), "503 Service Unavailable"),
    ],
)
def test_bad_answer_deletes_nothing_and_keeps_the_validators(
    desk: Desk, site: Site, answer: Reply, reason: str
) -> None:
    site.replies["/feed"] = document(rss("Pier"), '"v2"')
    feed_id = desk.add(f"{site.base}/feed")
    desk.refresh()
    site.replies["/feed"] = answer
    status, told = desk.refresh()
    assert status == DONE
    (failed,) = events(told, "failed")
    assert (failed["reason"], failed["feed"]) == (reason, feed_id)
    assert told[-1] == {"event": "finished", "feeds": 1, "failed": 1, "new": 0}
    assert desk.titles() == ["Pier"]
    assert desk.error(feed_id) == reason
    job = find_job(desk.archive, feed_id)
    assert job is not None
    assert job.known is not None
    assert job.known.etag == '"v2"'
    site.replies["/feed"] = reply(rss("Pier"))
    desk.refresh()
    assert desk.error(feed_id) is None


def test_failing_feed_leaves_the_others(desk: Desk, site: Site) -> None:
    site.replies |= {"/a": reply(rss("Pier")), "/b": b"", "/c": reply(rss("Quay"))}
    ids = [desk.add(f"{site.base}/{name}") for name in "abc"]
    _, told = desk.refresh()
    assert [report["feed"] for report in events(told, "failed")] == [ids[1]]
    assert told[-1] == {"event": "finished", "feeds": 3, "failed": 1, "new": 2}
    assert desk.titles() == ["Pier", "Quay"]


def test_unforeseen_error_hurts_one_feed_only(
    desk: Desk, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.replies |= {"/a": reply(rss("Pier")), "/b": reply(rss("Quay"))}
    first = desk.add(f"{site.base}/a")
    desk.add(f"{site.base}/b")

    def keep_or_break(archive: Archive, feed_id: int, *args: Any, **named: Any) -> object:  # noqa: ANN401 - passed on
        if feed_id == first:
            raise ZeroDivisionError
        return keep_feed(archive, feed_id, *args, **named)

    monkeypatch.setattr("newstui.refresh.keeper.keep_feed", keep_or_break)
    _, told = desk.refresh()
    (failed,) = events(told, "failed")
    assert failed["reason"] == "could not be refreshed (ZeroDivisionError)"
    assert desk.titles() == ["Quay"]


def test_only_the_feeds_asked_for_are_read(desk: Desk, site: Site) -> None:
    site.replies |= {"/a": reply(rss("Pier")), "/b": reply(rss("Quay"))}
    desk.add(f"{site.base}/a")
    second = desk.add(f"{site.base}/b")
    _, told = desk.refresh(second, 999)
    assert told[0] == {"event": "started", "feeds": 1}
    assert desk.titles() == ["Quay"]


def test_password_in_an_address_is_never_told(desk: Desk, site: Site) -> None:
    site.replies["/feed"] = reply(b"", status="401 Unauthorized")
    desk.add(f"{site.base}/feed".replace("://", "://ann:s3cret@"))
    _, told = desk.refresh()
    assert events(told, "failed")[0]["reason"] == "401 Unauthorized"
    assert "s3cret" not in json.dumps(told)


def test_folder_is_one_feed_of_all_its_files(desk: Desk) -> None:
    folder = desk.folder / "clippings"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.rss").write_bytes(rss("Pier"))
    (folder / "deep" / "b.rss").write_bytes(rss("Pier", "Quay"))
    (folder / "broken.xml").write_bytes(b"\x89PNG" + bytes(90))
    os.mkfifo(folder / "pipe.txt")
    feed_id = desk.add(str(folder), FeedKind.FOLDER)
    _, told = desk.refresh()
    warned = {report["place"]: report["reason"] for report in events(told, "warning")}
    assert warned == {
        "broken.xml": "looks like a PNG image, not news",
        "pipe.txt": "is a named pipe, not a file",
    }
    assert desk.titles() == ["Pier", "Pier", "Quay"]
    (folder / "0.rss").write_bytes(rss("Pier"))
    _, told = desk.refresh()
    assert events(told, "fetched")[0]["new"] == 1
    for file in (folder / "a.rss", folder / "0.rss", folder / "deep" / "b.rss"):
        file.write_bytes(b"")
    _, told = desk.refresh()
    (failed,) = events(told, "failed")
    assert failed["reason"].startswith("none of its 5 files could be read; 0.rss: ")
    assert desk.error(feed_id) == failed["reason"]
    assert len(desk.titles()) == 4


def test_file_keeps_its_stories_apart_by_headline(desk: Desk) -> None:
    path = desk.folder / "page.md"
    path.write_text("# Pier reopens\n\nThe pier has opened again, the harbour master said.\n")
    desk.add(str(path), FeedKind.FILE)
    desk.refresh()
    _, told = desk.refresh()
    assert events(told, "fetched")[0]["new"] == 0
    path.unlink()
    _, told = desk.refresh()
    assert events(told, "failed")[0]["reason"] == "does not exist"
    assert desk.titles() == ["Pier reopens"]


def test_story_that_cannot_be_built_is_readable_and_not_tried_again(
    desk: Desk, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(sandbox: Sandbox, *_: object, **__: object) -> object:
        raise FormatError("story", f"took longer than 10 s to read{'' if sandbox else '!'}")

    monkeypatch.setattr(Sandbox, "build", fail)
    monkeypatch.setattr(Sandbox, "build_text", fail)
    site.replies["/feed"] = reply(rss("Pier"))
    desk.add(f"{site.base}/feed")
    _, told = desk.refresh()
    assert events(told, "built") == [{"event": "built", "done": 1, "left": 0}]
    (_, story_id, _), *_ = order_rows(desk.archive, limit=1)
    text = find_text(desk.archive, story_id)
    assert text is not None
    assert text.document.text == "Pier is closed, the council said."
    analysis = find_analysis(desk.archive, text.id, engine=1)
    assert analysis is not None
    assert (analysis.analysed, analysis.reason) == (
        False,
        "its text took longer than 10 s to read",
    )
    _, told = desk.refresh()
    assert not events(told, "built")


def test_second_refresh_says_it_is_busy(desk: Desk) -> None:
    with refresh_lock(desk.path):
        assert desk.refresh() == (BUSY, [{"event": "busy"}])
    assert desk.refresh()[0] == DONE


def test_asked_to_stop_it_stops_before_the_next_feed(desk: Desk, site: Site) -> None:
    site.replies["/feed"] = reply(rss("Pier"))
    desk.add(f"{site.base}/feed")
    stopping = Stopping()
    stopping.ask()
    status, told = desk.refresh(stopping=stopping)
    assert status == STOPPED
    assert not events(told, "failed", "finished")


def test_damaged_archive_is_told(desk: Desk) -> None:
    path = desk.folder / "empty.db"
    path.touch()
    status, told = Desk(desk.folder, path, desk.archive).refresh()
    assert status == FAILED
    assert told[0]["event"] == "broken"
    assert "empty.db" in told[0]["reason"]


def test_store_that_cannot_save_is_told_for_each_feed(
    desk: Desk, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise StoreError("newstui.db", "no space left")

    monkeypatch.setattr("newstui.refresh.keeper.keep_feed", full)
    monkeypatch.setattr("newstui.refresh.keeper.keep_checks", full)
    site.replies["/feed"] = reply(rss("Pier"))
    desk.add(f"{site.base}/feed")
    status, told = desk.refresh()
    assert status == DONE
    assert events(told, "failed")[0]["reason"] == "no space left"
