"""The installed program in a real pseudo-terminal, read through a terminal emulator."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import pexpect
import psutil
import pyte
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PATIENCE_SECONDS = 240
"""An upper bound only: a test goes on as soon as it sees what it waits for."""
_LOOK_SECONDS = 0.05
_QUERY = re.compile(rb"\x1b\[\?(2026|2048)\$p")
_EXTENSIONS = re.compile(rb"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p")
"""Sequences of newer terminals that the emulator would print."""


class Terminal:
    """A program and the terminal it runs in."""

    def __init__(
        self, command: list[str], *, size: tuple[int, int], environ: dict[str, str]
    ) -> None:
        width, height = size
        own = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "PS1": "$ "}
        self.child: pexpect.spawn[bytes] = pexpect.spawn(
            command[0],
            command[1:],
            env={**own, **environ},
            dimensions=(height, width),
            timeout=None,
        )
        self.screen = pyte.Screen(width, height)
        self._stream = pyte.ByteStream(self.screen)
        self.sent = b""
        """Every byte the program wrote."""

    @property
    def text(self) -> str:
        """What is to be seen now."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def type(self, keys: str) -> None:
        """Press keys."""
        self.child.send(keys)

    def look(self) -> bool:
        """Take in what was written since; say whether the program still has its terminal."""
        try:
            data: bytes = self.child.read_nonblocking(65_536, timeout=_LOOK_SECONDS)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.sent += data
        for query in _QUERY.finditer(data):
            self.child.send(b"\x1b[?" + query[1] + b";0$y")
        self._stream.feed(_EXTENSIONS.sub(b"", data))
        return True

    def until(self, condition: Callable[[], object], what: str) -> None:
        """Wait until something is so."""
        for _look in range(int(_PATIENCE_SECONDS / _LOOK_SECONDS)):
            if condition():
                return
            if not self.look() and not condition():
                break
        raise AssertionError(f"never happened: {what}\n{self.text}")

    def until_shown(self, text: str) -> None:
        """Wait until a text is to be seen."""
        self.until(lambda: text in self.text, f"{text!r} is shown")

    def until_ended(self) -> int:
        """Wait until the program ends; return its exit status as a shell tells it."""
        ends = (not self.look() for _look in range(int(_PATIENCE_SECONDS / _LOOK_SECONDS)))
        assert any(ends), f"never ended\n{self.text}"
        self.child.close()
        if self.child.signalstatus is not None:
            return 128 + self.child.signalstatus
        return self.child.exitstatus or 0

    def hang_up(self) -> None:
        """Take the terminal away, and wait until the program has ended for it."""
        process = self.child.ptyproc  # type: ignore[attr-defined] # missing from its stubs
        process.fileobj.close()
        process.wait()

    def is_suspended(self) -> bool:
        """Whether the program has been stopped, to be continued."""
        return psutil.Process(self.child.pid).status() == psutil.STATUS_STOPPED

    def is_given_back(self) -> bool:
        """Whether every mode the program switched on was switched off at the end."""
        modes = {b"1049", b"1000", b"1003", b"1006", b"2004", b"1004"}
        for mode in modes:
            on, off = self.sent.rfind(b"\x1b[?" + mode + b"h"), self.sent.rfind(b"?" + mode + b"l")
            if on >= 0 and off < on:
                return False
        return self.sent.rfind(b"\x1b[?25h") > self.sent.rfind(b"\x1b[?25l")


Starting = Callable[..., Terminal]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Starting]:
    """Start newstui on the test's own library, or a shell: `start("read", "page.html")`."""
    started: list[Terminal] = []

    def starting(
        *arguments: str,
        size: tuple[int, int] = (140, 40),
        stdin: Path | None = None,
        environ: dict[str, str] | None = None,
        in_shell: bool = False,
    ) -> Terminal:
        home = ["--home", str(tmp_path / "library")]
        command = [sys.executable, "-m", "newstui", *home, *arguments]
        if in_shell:
            command = ["/bin/sh", "-i"]
        elif stdin is not None:
            command = ["/bin/sh", "-c", 'exec "$@" < "$0"', str(stdin), *command]
        terminal = Terminal(command, size=size, environ=environ or {})
        started.append(terminal)
        return terminal

    yield starting
    for terminal in started:
        terminal.child.close(force=True)
