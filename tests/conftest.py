"""What every test stands on: no network but loopback, no paths but its own, a fixed time zone."""

from __future__ import annotations

import gc
import os
import signal
import socket
import time
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from newstui.config import Settings
from newstui.newsroom.days import write_days_as

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytest_plugins = ("tests.faults.fixtures",)
_numbers = count(1)
_LOOPBACK = ("127.", "::1", "localhost")
_OF_WHO_RUNS_IT = (
    *("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "TMUX", "STY", "TERM_PROGRAM"),
    *("KITTY_WINDOW_ID", "KONSOLE_VERSION", "VTE_VERSION", "BROWSER", "EDITOR", "VISUAL"),
    *("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"),
    *("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"),
)
"""Variables that tell of the terminal, programs and folders of whoever runs the tests."""

# Tests leave much behind that is no rubbish: looking through it takes a quarter of their time.
gc.set_threshold(20_000, 20, 40)
# Whatever a shell starts in the background takes no Ctrl+C, and what nohup starts no hangup; nor
# does what that starts.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGHUP, signal.SIG_DFL)
# Hundreds of tests start the program, and each start would compile it anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


@pytest.fixture(scope="session")
def _readers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where each test's reader has a folder."""
    return tmp_path_factory.mktemp("readers")


@pytest.fixture(autouse=True)
def _own_folders(_readers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = _readers / str(next(_numbers))
    reader.mkdir()
    monkeypatch.setenv("HOME", str(reader))
    monkeypatch.setenv("NEWSTUI_HOME", str(reader / "newstui"))
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in _OF_WHO_RUNS_IT:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def _fixed_zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture(autouse=True)
def _usual_days() -> Iterator[None]:
    yield
    write_days_as(Settings().dates, Settings().clock)


@pytest.fixture(autouse=True)
def _loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    connect = socket.socket.connect

    def guarded(own: socket.socket, address: Any) -> None:  # noqa: ANN401 - whatever a socket takes
        host = address[0] if isinstance(address, tuple) else "localhost"
        if not str(host).startswith(_LOOPBACK):
            raise AssertionError(f"a test tried to reach {host}")
        connect(own, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
