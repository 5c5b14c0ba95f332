"""Feeds to fetch: web servers of this machine, each a process of its own, begun when wanted."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.bench.library import NOW
from tests.bench.terminal import child_environment

from newstui.store.archive import Archive
from newstui.store.subscriptions import Subscription, add_feeds
from newstui.text.clean import NOTHING

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

_SERVE: Final = Path(__file__).resolve().parents[1] / "faults" / "serve.py"
_MOST_FEEDS: Final = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """One server; its feeds are spread over fifty addresses."""

    process: subprocess.Popen[bytes]
    feeds: list[str]
    counts: str
    """The address of what was asked and sent until now."""

    def sent_bytes(self) -> int:
        """Ask what it sent until now."""
        with urllib.request.urlopen(self.counts, timeout=10) as answer:  # noqa: S310 - our own
            return int(json.load(answer)["sent_bytes"])


class Presses:
    """Servers by latency, and archives that subscribe to their feeds."""

    def __init__(self) -> None:
        self._running: dict[int, Press] = {}
        self._folder = Path(tempfile.mkdtemp(prefix="newstui-presses-"))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for press in self._running.values():
            press.process.terminate()
            press.process.communicate()
        shutil.rmtree(self._folder)

    def at(self, latency_ms: int) -> Press:
        """Begin a server that waits so long before each answer, or find the one that runs."""
        if latency_ms not in self._running:
            command = [sys.executable, str(_SERVE), "--feeds", str(_MOST_FEEDS)]
            process = subprocess.Popen(
                [*command, "--latency-ms", str(latency_ms)],
                stdout=subprocess.PIPE,
                env=child_environment(),
            )
            told = json.loads(process.stdout.readline()) if process.stdout else {}
            self._running[latency_ms] = Press(process=process, **told)
        return self._running[latency_ms]

    def home(self, name: str) -> tuple[Path, bool]:
        """Find a folder that lasts as long as the servers; says whether it is new."""
        home = self._folder / name
        is_new = not home.exists()
        home.mkdir(exist_ok=True)
        return home, is_new

    def subscribed(self, feeds: list[str]) -> Path:
        """Make an archive that has read none of its feeds; returns it."""
        path = Path(tempfile.mkdtemp(dir=self._folder)) / "data" / "newstui.db"
        subscribe(path, feeds)
        return path


def subscribe(path: Path, feeds: list[str]) -> None:
    """Subscribe an archive to feeds."""
    wanted = [Subscription(place=place, title=NOTHING, folder=NOTHING) for place in feeds]
    with closing(Archive.open(path)) as archive:
        add_feeds(archive, wanted, label="bench", now=NOW)
