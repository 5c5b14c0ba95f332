"""A whole refresh, in this process: feeds of all kinds, good and bad, side by side."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest
from tests.faults.answers import document, reply, rss
from tests.unit.refresh.desk import Desk, events

from newstui.errors import FormatError, StoreError
from newstui.model.feed import FeedKind
from newstui.model.versions import ENGINE_VERSION
from newstui.refresh.locking import refresh_lock
from newstui.refresh.process import BUSY, DONE, FAILED, STOPPED
from newstui.refresh.sandbox_client import Sandbox
from newstui.refresh.stopping import Stopping
from newstui.store.jobs import find_job
from newstui.store.stories import find_story, keep_feed, order_rows
from newstui.store.texts import find_analysis, find_text

if TYPE_CHECKING:
    from typing import Any

    from tests.faults.server import Reply, Site

    from newstui.store.archive import Archive

pytestmark = pytest.mark.usefixtures("_without_proxies")


def test_feed_is_fetched_kept_and_built(desk: Desk, site: Site) -> None:
    site.replies["/feed"] = reply(rss("Pier", "Quay"))
    feed_id = desk.add(f"{site.base}/feed")
    status, told = desk.refresh()
    assert status == DONE
    assert told == [
        {"event": "started", "feeds": 1, "feed_ids": [feed_id]},
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

    monkeypatch.setattr("newstui.store.keeping.keep_feed", keep_or_break)
    _, told = desk.refresh()
    (failed,) = events(told, "failed")
    assert failed["reason"] == "could not be refreshed (ZeroDivisionError)"
    assert desk.titles() == ["Quay"]


def test_only_the_feeds_asked_for_are_read(desk: Desk, site: Site) -> None:
    site.replies |= {"/a": reply(rss("Pier")), "/b": reply(rss("Quay"))}
    desk.add(f"{site.base}/a")
    second = desk.add(f"{site.base}/b")
    _, told = desk.refresh(second, 999)
    assert told[0] == {"event": "started", "feeds": 1, "feed_ids": [second]}
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
    # The pipe is told of when the folder is subscribed to: it will never be read.
    assert warned == {"broken.xml": "looks like a PNG image, not news"}
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


def test_renaming_files_of_a_folder_brings_no_story_twice(desk: Desk) -> None:
    folder = desk.folder / "clippings"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.rss").write_bytes(rss("Pier", "Quay"))
    for name, words in (("mill.md", "grind"), ("dam.md", "hold"), ("weir.md", "hold")):
        (folder / name).write_text(f"# {name[0]}\n\nIt will {words}.\n")
    desk.add(str(folder), FeedKind.FOLDER)
    desk.refresh()
    numbers = {story_id for _, story_id, _ in order_rows(desk.archive, limit=9)}
    (folder / "a.rss").rename(folder / "deep" / "b.rss")
    (folder / "mill.md").rename(folder / "grain.md")
    _, told = desk.refresh()
    (report,) = events(told, "fetched")
    assert (report["new"], report["changed"]) == (0, 3)
    rows = order_rows(desk.archive, limit=9)
    assert {story_id for _, story_id, _ in rows} == numbers
    # Each tells from which file it comes now, and is read from there from then on.
    stories = [find_story(desk.archive, story_id) for story_id in sorted(numbers)]
    places = {story.evidence.final_url for story in stories if story and story.evidence}
    assert places == {
        str(folder / name) for name in ("deep/b.rss", "dam.md", "grain.md", "weir.md")
    }
    assert {story.revision for story in stories if story} == {1}
    _, told = desk.refresh()
    assert events(told, "fetched")[0]["changed"] == 0


def test_of_files_alike_none_is_taken_for_another(desk: Desk) -> None:
    folder = desk.folder / "clippings"
    folder.mkdir()
    for name in ("a.rss", "b.rss"):
        (folder / name).write_bytes(rss("Pier"))
    desk.add(str(folder), FeedKind.FOLDER)
    desk.refresh()
    (folder / "a.rss").unlink()
    (folder / "b.rss").rename(folder / "c.rss")
    _, told = desk.refresh()
    assert events(told, "fetched")[0]["new"] == 1


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
    analysis = find_analysis(desk.archive, text.id, engine=ENGINE_VERSION)
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

    monkeypatch.setattr("newstui.store.keeping.keep_feed", full)
    monkeypatch.setattr("newstui.refresh.keeper.keep_checks", full)
    site.replies["/feed"] = reply(rss("Pier"))
    desk.add(f"{site.base}/feed")
    status, told = desk.refresh()
    assert status == DONE
    assert events(told, "failed")[0]["reason"] == "no space left"


def test_a_feed_that_was_cut_spoils_no_story_and_is_asked_for_in_full(
    desk: Desk, site: Site
) -> None:
    whole = rss("Pier", "Quay")
    site.replies["/feed"] = document(whole, '"1"')
    feed_id = desk.add(f"{site.base}/feed")
    desk.refresh()
    before = bodies(desk)
    longer = rss("Pier", "Quay", "Weir")
    site.replies["/feed"] = document(longer[:-70], '"2"')
    desk.refresh()
    assert bodies(desk) == before
    assert "was cut off before its end" in (desk.error(feed_id) or "")
    site.replies["/feed"] = document(longer, '"2"')
    desk.refresh()
    assert desk.titles() == ["Pier", "Quay", "Weir"]
    assert bodies(desk)["Weir"]
    assert desk.error(feed_id) is None


def bodies(desk: Desk) -> dict[str, str]:
    rows = order_rows(desk.archive, limit=100)
    stories = [find_story(desk.archive, story_id) for _, story_id, _ in rows]
    return {story.entry.title: story.entry.body for story in stories if story}
