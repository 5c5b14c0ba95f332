from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import newstui
from newstui.errors import StoreError
from newstui.refresh import launching
from newstui.refresh.locking import lock_path, refresh_lock
from newstui.refresh.reports import (
    Broken,
    Built,
    Busy,
    Failed,
    Fetched,
    Finished,
    Started,
    Warned,
    read_line,
    report_from,
    write_report,
)
from newstui.refresh.stopping import Reporter, Stopping

if TYPE_CHECKING:
    from newstui.refresh.reports import Report


@pytest.mark.parametrize(
    "report",
    [
        Started(feeds=3, feed_ids=(1, 2, 7)),
        Fetched(feed=1, title="Küste", new=2, changed=0, done=1),
        Failed(feed=2, title="Quay", place="https://example.org/", reason="503 Oh", done=2),
        Failed(place="note.txt", reason="does not exist"),
        Warned(feed=3, title="Folder", place="a/b.txt", reason="is empty"),
        Built(done=20, left=4),
        Finished(feeds=3, failed=1, new=2),
        Busy(),
        Broken(reason="the archive: is damaged"),
    ],
)
def test_report_survives_its_line(report: Report) -> None:
    line = write_report(report)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert report_from(read_line(line)) == report


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\xff\n",
        b"[]\n",
        b"[" * 100_000,
        b'{"event": "unheard"}\n',
        b'{"event": ["started"]}\n',
        b'{"event": "started"}\n',
        b'{"event": "started", "feeds": "many", "more": {}}\n',
    ],
)
def test_line_that_is_no_report_is_none(line: bytes) -> None:
    assert report_from(read_line(line)) is None


def test_reports_are_fit_to_show() -> None:
    line = b'{"event": "broken", "reason": "odd \\u001b[2J\\nend"}'
    assert report_from(read_line(line)) == Broken(reason="odd [2J end")


def test_reporter_takes_a_closed_pipe_for_a_wish_to_stop() -> None:
    reading, writing = os.pipe()
    stopping = Stopping()
    reporter = Reporter(writing, stopping)
    reporter.report(Busy())
    assert os.read(reading, 1_000) == write_report(Busy())
    assert not stopping()
    os.close(reading)
    reporter.report(Busy())
    os.close(writing)
    assert stopping()


def test_reporter_gives_up_a_full_pipe_when_stopping() -> None:
    reading, writing = os.pipe()
    stopping = Stopping()
    stopping.ask()
    Reporter(writing, stopping).line({"body": "x" * 1_000_000})
    os.close(reading)
    os.close(writing)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_signals_are_wishes_to_stop(number: signal.Signals) -> None:
    before = {one: signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)}
    stopping = Stopping()
    try:
        stopping.listen()
        os.kill(os.getpid(), number)
        assert stopping()
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def test_lock_is_held_once_and_given_back(tmp_path: Path) -> None:
    path = tmp_path / "data" / "newstui.db"
    with refresh_lock(path) as first, refresh_lock(path) as second:
        assert (first, second) == (True, False)
    assert lock_path(path).exists()
    with refresh_lock(path) as again:
        assert again
    assert lock_path(path).stat().st_mode & 0o777 == 0o600


def test_lock_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError), refresh_lock(tmp_path / "file" / "newstui.db"):
        pass


def test_process_is_isolated_from_folder_and_environment() -> None:
    assert launching.python_command("newstui.refresh", "a") == [
        sys.executable,
        "-I",
        "-m",
        "newstui.refresh",
        "a",
    ]


def test_installation_for_one_user_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    packages = Path(newstui.__file__).parent.parent
    monkeypatch.setattr("site.ENABLE_USER_SITE", True)
    monkeypatch.setattr("site.getusersitepackages", lambda: str(packages))
    assert launching.python_command("newstui.refresh")[1:3] == ["-E", "-P"]
