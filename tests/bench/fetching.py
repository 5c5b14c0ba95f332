"""Fetching measured: whole refreshes of many feeds, beside newsboat's, and inside the reader.

A refresh counts up to the moment its last feed is told: preparing the stories comes afterwards.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tempfile
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import psutil
from tests.bench.library import fetch_nothing_unasked
from tests.bench.newsboat import newsboat_command
from tests.bench.presses import subscribe
from tests.bench.scenarios import hold_while, reader
from tests.bench.terminal import SilenceError, Terminal, child_environment, peak_memory

from newstui.refresh.reports import Failed, Fetched, Finished, Skipped
from newstui.refresh.running import start_refresh

if TYPE_CHECKING:
    from tests.bench.presses import Press
    from tests.bench.scenarios import Plan, Samples

SIZES: Final = (100, 500, 2_000)
_COMPARED: Final = 500
_IN_THE_READER: Final = 100
_LATENCY_MS: Final = 200
_FIRST, _UNCHANGED = "first", "unchanged"
_NEWSBOAT: Final = """\
auto-reload no
refresh-on-startup no
reload-threads 50
"""
_FIRST_TITLE: Final = "Bulletin 00"


def fetch_without_latency(plan: Plan) -> Samples:
    """Refresh feeds of servers that answer at once."""
    return _fetch(plan, 0)


def fetch_with_latency(plan: Plan) -> Samples:
    """Refresh feeds of servers as far away as most are."""
    return _fetch(plan, _LATENCY_MS)


def fetch_by_newsboat_without_latency(plan: Plan) -> Samples:
    """Have newsboat reload the same feeds."""
    return _fetch_by_newsboat(plan, 0)


def fetch_by_newsboat_with_latency(plan: Plan) -> Samples:
    """Have newsboat reload the same feeds from far away."""
    return _fetch_by_newsboat(plan, _LATENCY_MS)


OUTSIDE_READERS: Final = frozenset(
    {fetch_by_newsboat_without_latency, fetch_by_newsboat_with_latency}
)


def refresh_in_the_reader(plan: Plan) -> Samples:
    """Press R where nothing has changed since."""
    home, is_new = plan.presses.home("reader")
    path = home / "data" / "newstui.db"
    if is_new:
        fetch_nothing_unasked(home)
        subscribe(path, plan.presses.at(0).feeds[:_IN_THE_READER])
        with start_refresh(path) as run:
            if not isinstance(list(run.reports())[-1], Finished):
                raise SilenceError("the feeds were not read")
    with plan.homes.copied(home) as copy, Terminal(reader(copy)) as terminal:
        terminal.wait_for(_FIRST_TITLE)
        terminal.wait_until_idle()
        before = _used(terminal.pid)
        terminal.press(b"R")
        terminal.wait_for(f"{_IN_THE_READER} feeds refreshed, nothing new")
        terminal.wait_until_idle()
        after = _used(terminal.pid)
    own = after[0] - before[0]
    return {"reader CPU": [own], "reader and children CPU": [own + after[1] - before[1]]}


def read_while_fetching(plan: Plan) -> Samples:
    """Hold j in the big library while feeds of far servers are fetched."""
    feeds = plan.presses.at(_LATENCY_MS).feeds[:_COMPARED]
    with plan.homes.copied(plan.homes.library(plan.stories)) as home:
        path = home / "data" / "newstui.db"
        with closing(sqlite3.connect(path)) as connection, connection:
            (own,) = connection.execute("SELECT count(*) FROM feeds").fetchone()
            places = enumerate(feeds[:own], 1)
            connection.executemany(
                "UPDATE feeds SET place = ?2, final_url = '' WHERE id = ?1", places
            )
        subscribe(path, feeds[own:])
        activities = (f"/{len(feeds)} feeds", "indexing stories", "preparing stories")
        return hold_while("fetching", activities, home, plan)


def _fetch(plan: Plan, latency_ms: int) -> Samples:
    """Refresh twice, in each size."""
    press = plan.presses.at(latency_ms)
    samples: Samples = {}
    for size in SIZES:
        path = plan.presses.subscribed(press.feeds[:size])
        for how in (_FIRST, _UNCHANGED):
            name = f"{size} feeds {latency_ms} ms"
            found = _refresh(path, size, press)
            samples |= {f"{name} {how} {what}": [found[what]] for what in ("wall", "CPU")}
            samples[f"{name} memory"] = [found["memory"]]
            samples[f"{name} received"] = [found["received"]]
        shutil.rmtree(path.parent)
    return samples


def _refresh(path: Path, feeds: int, press: Press) -> dict[str, float]:
    """Refresh until the last feed is told."""
    sent = press.sent_bytes()
    started = time.perf_counter()
    with start_refresh(path) as run:
        told = 0
        for report in run.reports():
            if isinstance(report, Failed | Skipped):
                raise SilenceError(f"{report.title}: {report.reason}")
            told += isinstance(report, Fetched)
            if told == feeds:
                break
        wall = time.perf_counter() - started
        used = sum(_used(run.process.pid))
        memory = peak_memory(run.process.pid)
    received = (press.sent_bytes() - sent) / 1000
    return {"wall": wall, "CPU": used, "memory": memory, "received": received}


def _fetch_by_newsboat(plan: Plan, latency_ms: int) -> Samples:
    press = plan.presses.at(latency_ms)
    samples: Samples = {}
    with tempfile.TemporaryDirectory(prefix="newstui-newsboat-") as temporary:
        folder = Path(temporary)
        (folder / "config").write_text(_NEWSBOAT, encoding="ascii")
        urls = "".join(f"{place}\n" for place in press.feeds[:_COMPARED])
        (folder / "urls").write_text(urls, encoding="ascii")
        for how in (_FIRST, "", _UNCHANGED):
            wall, used = _reload(folder)
            # It remembers validators only from the second time on.
            name = f"newsboat {latency_ms} ms {how}"
            samples |= {f"{name} wall": [wall], f"{name} CPU": [used]}
    return samples


def _reload(folder: Path) -> tuple[float, float]:
    """Have newsboat reload its feeds; returns wall and processor time, in seconds."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [*newsboat_command(folder), "-x", "reload"],
        stdout=subprocess.DEVNULL,
        env=child_environment(),
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SilenceError(f"newsboat ended with {process.returncode}")
    return time.perf_counter() - started, used.ru_utime + used.ru_stime


def _used(pid: int) -> tuple[float, float]:
    """Read the processor time of a process, and that of all its children, in seconds."""
    own, others = 0.0, 0.0
    with suppress(psutil.Error):
        process = psutil.Process(pid)
        times = process.cpu_times()
        own = _clock(pid) or times.user + times.system
        others = times.children_user + times.children_system
        for child in process.children():
            others += sum(_used(child.pid))
    return own, others


def _clock(pid: int) -> float:
    """Read the clock of a process, finer than ticks; 0 where another's cannot be read.

    Its number is made as clock_getcpuclockid(3) of Linux makes it.
    """
    with suppress(OSError, ValueError):
        return time.clock_gettime(~pid << 3 | 2)
    return 0.0
