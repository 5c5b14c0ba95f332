"""Commands that are ended while a server keeps them waiting: what they started ends with them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest
from tests.faults.answers import reply, rss

from newstui.refresh.locking import refresh_lock

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.faults.server import Site
    from tests.faults.talk import Talk

    Command = Callable[..., tuple[int, str, str]]

pytestmark = pytest.mark.usefixtures("_without_proxies")
STOPPED = "newstui: stopped; what has come stays\n"


def ended(site: Site, number: signal.Signals, *arguments: str) -> tuple[int, str, list[int]]:
    """End a command by a signal as soon as it waits; return status, errors, and who is left."""
    pipe = os.pipe()

    async def hang(talk: Talk) -> None:
        os.write(pipe[1], b"!")
        await talk.stay()

    site.greeting = hang
    with subprocess.Popen(
        [sys.executable, "-m", "newstui", *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as command:
        os.read(pipe[0], 1)
        children = psutil.Process(command.pid).children()
        command.send_signal(number)
        _out, err = command.communicate(timeout=120)
    for end in pipe:
        os.close(end)
    assert children
    return command.returncode, err, [child.pid for child in children if child.is_running()]


@pytest.mark.parametrize(
    ("number", "status", "told"),
    [(signal.SIGTERM, 143, ""), (signal.SIGHUP, 129, ""), (signal.SIGINT, 130, STOPPED)],
)
def test_a_refresh_that_is_ended_lets_the_next_begin(
    newstui: Command, site: Site, number: signal.Signals, status: int, told: str
) -> None:
    site.replies["/pier"] = reply(rss("Pier"))
    newstui("add", f"{site.base}/pier")
    assert ended(site, number, "refresh") == (status, told, [])
    library = Path(os.environ["NEWSTUI_HOME"]) / "data" / "newstui.db"
    with refresh_lock(library) as is_free:
        assert is_free


@pytest.mark.parametrize("verb", ["add", "show"])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_reading_a_place_ends_with_its_command(
    site: Site, verb: str, number: signal.Signals
) -> None:
    assert ended(site, number, verb, f"{site.base}/pier") == (128 + number, "", [])


def test_a_signal_that_is_ignored_from_the_start_stays_ignored(
    newstui: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[object] = []

    def look(_arguments: object) -> int:
        seen.append(signal.getsignal(signal.SIGHUP))
        return 0

    monkeypatch.setattr("newstui.cli.running._carry_out", look)
    was = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        assert newstui("feeds")[0] == 0
        assert seen == [signal.SIG_IGN]
    finally:
        signal.signal(signal.SIGHUP, was)
