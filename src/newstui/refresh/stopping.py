"""The wish to stop: heard from signals, from a closed pipe, or from the end of who started this.

It is obeyed between two steps.
"""

from __future__ import annotations

import os
import select
import signal
from threading import Thread
from typing import TYPE_CHECKING, Final

from newstui.refresh.reports import write_line, write_report

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newstui.refresh.reports import Report

_SLICE_SECONDS: Final = 0.2
_LOOK_MILLISECONDS: Final = 500
_SIGNALS: Final = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Stopping:
    """Whether this process was asked to stop."""

    def __init__(self) -> None:
        self._asked = False

    def __call__(self) -> bool:
        """Whether it was asked."""
        return self._asked

    def ask(self, *_: object) -> None:
        """Ask it."""
        self._asked = True

    def listen(self) -> None:
        """Take the signals that ask a process to end."""
        for number in _SIGNALS:
            signal.signal(number, self.ask)

    def follow(self, descriptor: int) -> None:
        """Take it for such a wish when nobody reads a pipe any more, or the parent is gone.

        A parent that was killed tells nobody, and a step may be long in which nothing is written.
        """
        watch = Thread(target=self._watch, args=(descriptor, os.getppid()), daemon=True)
        watch.start()

    def _watch(self, descriptor: int, parent: int) -> None:
        poll = select.poll()
        # Asked for nothing, it tells only that the pipe is closed; not all systems do.
        poll.register(descriptor, 0)
        while not self._asked:
            if poll.poll(_LOOK_MILLISECONDS) or os.getppid() != parent:
                self.ask()


class Reporter:
    """Writes lines to a pipe; that nobody reads them any more is a wish to stop."""

    def __init__(self, descriptor: int, stopping: Stopping) -> None:
        self._descriptor, self._stopping = descriptor, stopping

    def report(self, report: Report) -> None:
        """Write a report."""
        self._write(write_report(report))

    def line(self, record: Mapping[str, object]) -> None:
        """Write another object."""
        self._write(write_line(record))

    def _write(self, line: bytes) -> None:
        left = memoryview(line)
        try:
            while left and self._is_writable():
                left = left[os.write(self._descriptor, left[: select.PIPE_BUF]) :]
        except OSError:
            self._stopping.ask()

    def _is_writable(self) -> bool:
        """Wait until the reader has made room; false when this process shall stop meanwhile."""
        while not select.select([], [self._descriptor], [], _SLICE_SECONDS)[1]:
            if self._stopping():
                return False
        return True
