"""The refresh process as a process: started, streamed from, stopped and killed."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest
from tests.faults.answers import reply
from tests.faults.talk import stall

from newstui.model.feed import FeedKind
from newstui.refresh.locking import refresh_lock
from newstui.refresh.reports import Broken, Built, Busy, Failed, Fetched, Finished, Started, Warned
from newstui.refresh.running import (
    RefreshRun,
    Stopper,
    find_feeds,
    report_of,
    start_refresh,
    stream_places,
)
from newstui.refresh.streamed import StreamedFeed, streamed_from
from newstui.store.archive import Archive
from newstui.store.stories import order_rows
from newstui.store.subscriptions import add_feed

if TYPE_CHECKING:
    from tests.faults.server import Site
    from tests.faults.talk import Talk


pytestmark = pytest.mark.usefixtures("_without_proxies")
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
FEEDS = 4
STORIES = 25


def rss(feed: int) -> bytes:
    items = "".join(
        f"<item><guid>urn:{feed}-{number}</guid><title>Pier {feed}-{number}</title>"
        f"<description>The mayor said pier {number} is safe.</description></item>"
        for number in range(STORIES)
    )
    return f"<rss version='2.0'><channel><title>B{feed}</title>{items}</channel></rss>".encode()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "data" / "newstui.db"
    archive = Archive.open(path)
    for number in range(FEEDS):
        file = tmp_path / f"{number}.xml"
        file.write_bytes(rss(number))
        add_feed(archive, place=str(file), kind=FeedKind.FILE, now=NOW)
    archive.close()
    return path


@pytest.fixture
def silent(site: Site) -> str:
    """The address of a server that takes connections and never answers."""
    site.greeting = stall()
    return f"{site.base}/"


def count_stories(path: Path) -> int:
    archive = Archive.open(path)
    try:
        assert archive.read("PRAGMA integrity_check") == [("ok",)]
        return len(order_rows(archive, limit=1_000))
    finally:
        archive.close()


def test_reports_come_typed_and_in_order(path: Path) -> None:
    with start_refresh(path) as run:
        reports = list(run.reports())
    assert reports[0] == Started(feeds=FEEDS, feed_ids=tuple(range(1, FEEDS + 1)))
    assert [one.new for one in reports if isinstance(one, Fetched)] == [STORIES] * FEEDS
    assert [one.left for one in reports if isinstance(one, Built)][-1] == 0
    assert reports[-1] == Finished(feeds=FEEDS, failed=0, new=FEEDS * STORIES)
    assert run.process.returncode == 0
    assert count_stories(path) == FEEDS * STORIES


def test_some_feeds_are_chosen_by_number(path: Path) -> None:
    with start_refresh(path, [2, 3]) as run:
        assert next(iter(run.reports())) == Started(feeds=2, feed_ids=(2, 3))


def test_second_process_is_told_to_be_busy(path: Path) -> None:
    with refresh_lock(path), start_refresh(path) as run:
        assert list(run.reports()) == [Busy()]
        assert run.process.returncode == 3


def test_wrong_use_is_refused(path: Path) -> None:
    with start_refresh(path, [-1]) as run:
        assert list(run.reports()) == [
            Broken(reason="its process ended with status 2; what it had kept stays")
        ]


def test_process_killed_at_any_time_leaves_whole_feeds_and_the_next_completes(path: Path) -> None:
    for lines in (1, 3, 6):
        run = start_refresh(path)
        for _, _report in zip(range(lines), run.reports(), strict=False):
            pass
        os.kill(run.process.pid, signal.SIGKILL)
        assert isinstance(list(run.reports())[-1], (Broken, Finished))
        run.stop()
        assert count_stories(path) % STORIES == 0
    with start_refresh(path) as run:
        assert isinstance(list(run.reports())[-1], Finished)
    assert count_stories(path) == FEEDS * STORIES
    archive = Archive.open(path)
    assert archive.read("SELECT count(*) FROM identities") == [(FEEDS * STORIES,)]
    archive.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_process_stops_when_asked_even_while_it_waits_for_a_server(
    path: Path, silent: str, number: signal.Signals
) -> None:
    archive = Archive.open(path)
    feed, _ = add_feed(archive, place=silent, kind=FeedKind.WEB, now=NOW)
    archive.close()
    run = start_refresh(path, [feed.id])
    reports = run.reports()
    assert next(reports) == Started(feeds=1, feed_ids=(feed.id,))
    run.process.send_signal(number)
    assert isinstance(list(reports)[-1], Broken)
    assert run.process.returncode == 4
    run.stop()


def test_process_stops_when_its_parent_was_killed(path: Path, site: Site) -> None:
    site.greeting = stall()
    archive = Archive.open(path)
    feed, _ = add_feed(archive, place=f"{site.base}/", kind=FeedKind.WEB, now=NOW)
    archive.close()
    begin = "import sys; from pathlib import Path; from newstui.refresh.running import *"
    follow = "run = start_refresh(Path(sys.argv[1]), [int(sys.argv[2])]); print(run.process.pid)"
    tell = "[print(report, flush=True) for report in run.reports()]"
    with subprocess.Popen(
        [sys.executable, "-c", f"{begin}; {follow}; {tell}", str(path), str(feed.id)],
        stdout=subprocess.PIPE,
    ) as parent:
        assert parent.stdout is not None
        child = psutil.Process(int(parent.stdout.readline()))
        assert b"Started" in parent.stdout.readline()
        parent.kill()
    child.wait(timeout=120)
    with refresh_lock(path) as is_free:
        assert is_free


def test_process_stops_when_nobody_listens_any_more(path: Path) -> None:
    run = start_refresh(path)
    assert run.process.stdout is not None
    run.process.stdout.close()
    assert run.process.wait() == 4
    run.stop()


def test_stopping_does_not_wait_for_a_reader(path: Path) -> None:
    run = start_refresh(path)
    run.stop()
    assert run.process.returncode is not None
    run.stop()


def test_stop_from_another_thread_ends_the_reports(path: Path, silent: str) -> None:
    archive = Archive.open(path)
    feed, _ = add_feed(archive, place=silent, kind=FeedKind.WEB, now=NOW)
    archive.close()
    run = start_refresh(path, [feed.id])
    seen: list[object] = []
    started = threading.Event()

    def listen() -> None:
        for report in run.reports():
            seen.append(report)
            started.set()

    thread = threading.Thread(target=listen)
    thread.start()
    started.wait(5)
    run.stop()
    thread.join()
    assert isinstance(seen[-1], Broken)


async def test_lines_can_be_read_beside_an_event_loop(path: Path) -> None:
    run = start_refresh(path)
    pipe = run.process.stdout
    assert pipe is not None
    reports = []
    while line := await asyncio.to_thread(pipe.readline):
        reports.append(report_of(line))
    run.stop()
    assert isinstance(reports[-1], Finished)


def stream(*places: str, stdin: bytes | None = None) -> list[StreamedFeed | Failed | Warned]:
    return list(stream_places(places, stdin))


def test_places_are_streamed_in_their_order(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(rss(1))
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "note.md").write_text("# Quay closes\n\nThe quay is closed, the mayor said.\n")
    (folder / "bad.txt").write_bytes(b"\x89PNG" + bytes(90))
    read = stream(
        str(tmp_path / "a.xml"),
        str(tmp_path / "missing.xml"),
        str(folder),
        "-",
        "http://127.0.0.1:1/",
        "ftp://ann:pw@example.org/",
        stdin=rss(2),
    )
    first, missing, warned, notes, stdin, refused, scheme = read
    assert isinstance(first, StreamedFeed)
    assert (first.kind, first.parsed.title) == (FeedKind.FILE, "B1")
    assert len(first.keys) == len(first.parsed.entries) == STORIES
    assert first.evidence.final_url == str(tmp_path / "a.xml")
    assert missing == Failed(
        place=str(tmp_path / "missing.xml"),
        reason="does not exist",
    )
    assert isinstance(warned, Warned)
    assert (warned.place, warned.reason) == ("bad.txt", "looks like a PNG image, not news")
    assert isinstance(notes, StreamedFeed)
    assert [entry.title for entry in notes.parsed.entries] == ["Quay closes"]
    assert isinstance(stdin, StreamedFeed)
    assert (stdin.place, stdin.parsed.title) == ("-", "B2")
    assert refused == Failed(place="http://127.0.0.1:1/", reason="refused the connection")
    assert isinstance(scheme, Failed)
    assert scheme.place == "ftp://example.org/"


def test_a_slow_place_holds_back_no_other(tmp_path: Path, silent: str) -> None:
    (tmp_path / "a.xml").write_bytes(rss(1))
    stopper, heard = Stopper(), []

    def hear(place: str) -> None:
        heard.append(place)
        stopper.stop()

    places = [silent, str(tmp_path / "a.xml")]
    slow, quick = stream_places(places, stopper=stopper, tell=hear)
    assert heard == [str(tmp_path / "a.xml")]
    assert isinstance(slow, Failed)
    assert isinstance(quick, StreamedFeed)


def test_web_places_are_asked_at_the_same_time(site: Site) -> None:
    both_asked = asyncio.Event()

    async def answer_last(talk: Talk) -> None:
        await both_asked.wait()
        await talk.send(reply(rss(1)))

    async def answer_first(talk: Talk) -> None:
        both_asked.set()
        await talk.send(reply(rss(2)))

    site.replies |= {"/1": answer_last, "/2": answer_first}
    first, second = stream(f"{site.base}/1", f"{site.base}/2")
    assert isinstance(first, StreamedFeed)
    assert isinstance(second, StreamedFeed)
    assert (first.parsed.title, second.parsed.title) == ("B1", "B2")


def test_empty_standard_input_is_told() -> None:
    assert stream("-") == [Failed(place="standard input", reason="is empty")]


def test_standard_input_that_nobody_asked_for_is_left() -> None:
    assert stream(stdin=bytes(1 << 20)) == []


def test_streaming_leaves_nothing_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.xml").write_bytes(rss(1))
    assert len(stream("a.xml")) == 1
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.xml"]


def test_stream_given_up_early_ends_its_process(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(rss(1))
    places = stream_places([str(tmp_path / "a.xml")] * 50)
    assert isinstance(next(places), StreamedFeed)
    places.close()


def test_stream_is_stopped_from_another_thread_and_so_is_what_follows_it(
    tmp_path: Path, silent: str
) -> None:
    (tmp_path / "a.xml").write_bytes(rss(1))
    stopper = Stopper()
    places = stream_places([str(tmp_path / "a.xml"), silent], stopper=stopper)
    assert isinstance(next(places), StreamedFeed)
    threading.Thread(target=stopper.stop).start()
    assert [type(read) for read in places] == [Failed]
    assert [type(read) for read in find_feeds(silent, stopper=stopper)] == [Failed]
    again = stream_places([silent], stopper=stopper)
    assert [type(read) for read in again] == [Failed]


def test_process_that_dies_fails_what_it_had_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "newstui.refresh.running.python_command",
        lambda *_: [sys.executable, "-c", "print('noise')"],
    )
    assert stream("a.xml", "b.xml", stdin=b"x") == [
        Failed(place="a.xml", reason="reading it broke down"),
        Failed(place="b.xml", reason="reading it broke down"),
    ]


def test_process_that_will_not_stop_is_ended() -> None:
    code = (
        "import signal, time; signal.signal(15, signal.SIG_IGN); print(flush=True); time.sleep(600)"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    RefreshRun(process).stop(timeout_seconds=0.05)
    assert process.returncode == -signal.SIGKILL


@pytest.mark.parametrize(
    "record",
    [
        {"event": "feed"},
        {"event": "feed", "place": "a", "kind": "odd", "parsed": {}, "keys": [], "evidence": {}},
        {"event": "feed", "place": "a", "kind": "web", "parsed": {}, "keys": [], "evidence": {}},
        {"event": "feed", "place": "a", "kind": "web", "parsed": [], "keys": [], "evidence": []},
    ],
)
def test_what_was_not_streamed_is_refused(record: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"expected|FeedKind"):
        streamed_from(record)


def test_run_can_be_left_like_any_resource(path: Path) -> None:
    with start_refresh(path) as run:
        assert isinstance(run, RefreshRun)
    assert run.process.returncode is not None
