"""A pseudo-terminal that keeps what a program writes, with the time of every piece.

Nothing is interpreted while a program is measured: what stood on the screen, and since when, is
worked out afterwards. Times are milliseconds since the program was started.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from bisect import bisect_left
from contextlib import suppress
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Final

import psutil
import pyte

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import TracebackType
    from typing import Self

COLUMNS: Final = 120
ROWS: Final = 40
_ANSWERS: Final = {
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",  # synchronised output: known
    b"\x1b[?2048$p": b"\x1b[?2048;0$y",  # in-band resize: unknown
    b"\x1b[c": b"\x1b[?62;22c",
    b"\x1b[6n": b"\x1b[1;1R",
}
_LONGEST_QUERY: Final = max(map(len, _ANSWERS))
_FRAME: Final = re.compile(rb"\x1b\[\?2026h.*?\x1b\[\?2026l", re.DOTALL)
"""One synchronised update: what it draws is seen when it ends."""
_OPEN_FRAME: Final = re.compile(rb"\x1b\[\?2026h(?!.*\x1b\[\?2026l)", re.DOTALL)
_ESCAPE: Final = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[()].|[=>78])")
_REPEATED: Final = re.compile(rb"([ -~])\x1b\[(\d{1,3})b")
"""A character, and how often it comes once more; the emulator does not know that."""
_FOREIGN: Final = re.compile(rb"\x1b\[(?:[<=>][0-9;]*[a-zA-Z]|[?0-9;]*\$[py])")
"""What the emulator would print as text."""
_UNFINISHED: Final = re.compile(rb"(?:[ -~]?\x1b(?:\[[0-?]*[ -/]*)?)\Z")
_UNSET: Final = (
    "PYTHONDONTWRITEBYTECODE",  # would have every start compile the program anew
    "PYTHONUNBUFFERED",
    "NO_COLOR",
    "COLUMNS",
    "LINES",
    "TMUX",
    "NEWSTUI_HOME",
)
_READ_AT_ONCE: Final = 1 << 16
_LOOKED_BACK: Final = 1 << 12
"""Bytes in which a text may lie that is waited for."""
_IDLE_LOOKS: Final = 5
_LOOK_SECONDS: Final = 0.1


class SilenceError(Exception):
    """A program did not show in time what was waited for."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What the screen showed from a moment on."""

    at: float
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """All its lines."""
        return "\n".join(self.lines)


def child_environment() -> dict[str, str]:
    """Make the environment programs are measured in: a modern terminal, nothing special."""
    kept = {name: value for name, value in os.environ.items() if name not in _UNSET}
    return {**kept, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}


def peak_memory(pid: int) -> float:
    """Read the most memory a process ever held, in MB; 0 where that is not told."""
    with suppress(OSError):
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
        found = re.search(r"VmHWM:\s+(\d+) kB", status)
        return int(found[1]) / 1024 if found else 0.0
    return 0.0


class Terminal:
    """One program in a terminal of its own."""

    def __init__(self, command: Sequence[str], *, typed_ahead: bytes = b"") -> None:
        """Start a program.

        Args:
            command: Program and arguments.
            typed_ahead: Keys that wait for it already.
        """
        environment = child_environment()
        self._started = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            _become(command, environment)
        self._pieces: list[tuple[float, bytes]] = []
        self._tail = b""
        self._status: int | None = None
        if typed_ahead:
            self.press(typed_ahead)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._status is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            self._status = os.waitpid(self.pid, 0)[1]
        os.close(self._fd)

    @property
    def now(self) -> float:
        """Milliseconds since the program was started."""
        return (time.perf_counter() - self._started) * 1000

    def press(self, keys: bytes) -> float:
        """Type; returns when."""
        at = self.now
        os.write(self._fd, keys)
        return at

    def listen(self, seconds: float) -> None:
        """Take in what is written in the next seconds."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            if not self._take(left):
                return

    def wait_for(self, text: str, *, seconds: float = 60) -> None:
        """Go on when a text has been written after the keys pressed last.

        Raises:
            SilenceError: If it has not come in time.
        """
        wanted = text.encode()
        seen = b""
        end = time.perf_counter() + seconds
        while wanted not in _ESCAPE.sub(b"", seen):
            before = len(self._pieces)
            if time.perf_counter() > end or not self._take(end - time.perf_counter()):
                raise SilenceError(f"never showed {text!r}; last:\n{self.last_screen()}")
            seen = seen[-_LOOKED_BACK:] + b"".join(data for _at, data in self._pieces[before:])

    def wait_until_idle(self, *, seconds: float = 60) -> None:
        """Go on when neither the program nor what it started has work left."""
        end = time.perf_counter() + seconds
        calm, before = 0, self._used()
        while calm < _IDLE_LOOKS and time.perf_counter() < end:
            pieces = len(self._pieces)
            self.listen(_LOOK_SECONDS)
            used = self._used()
            is_calm = used - before <= _LOOK_SECONDS / 10 and len(self._pieces) == pieces
            calm, before = (calm + 1 if is_calm else 0), used

    def hold(self, key: bytes, *, times: int, gaps: Callable[[], float]) -> list[float]:
        """Hold a key down; returns when it was typed each time.

        Args:
            key: Its bytes.
            times: How often it repeats.
            gaps: Called for the seconds to the next one.
        """
        at = []
        for _ in range(times):
            at.append(self.press(key))
            self.listen(gaps())
        return at

    def wait_for_end(self, *, seconds: float = 10) -> float:
        """Wait until the process is gone; returns when.

        Raises:
            SilenceError: If it stays.
        """
        end = time.perf_counter() + seconds
        while self._status is None:
            if time.perf_counter() > end:
                raise SilenceError(f"did not end; last:\n{self.last_screen()}")
            if not self._take(0.0005):
                time.sleep(0.0002)
            done, status = os.waitpid(self.pid, os.WNOHANG)
            self._status = status if done else None
        return self.now

    def peak_memory(self) -> float:
        """Read the most memory the process itself ever held, in MB; 0 where that is not told."""
        return peak_memory(self.pid)

    def frames(self) -> Iterator[Frame]:
        """Play again what was written, frame by frame."""
        screen = pyte.Screen(COLUMNS, ROWS)
        stream = pyte.ByteStream(screen)
        lines = [" " * COLUMNS] * ROWS
        rest = b""
        for at, data in self._cut():
            whole = rest + data
            unfinished = _UNFINISHED.search(whole)
            rest = unfinished[0] if unfinished else b""
            whole = whole[: len(whole) - len(rest)]
            stream.feed(_FOREIGN.sub(b"", _REPEATED.sub(_write_out, whole)))
            if not screen.dirty:
                continue
            for y in screen.dirty:
                row = screen.buffer[y]
                lines[y] = "".join(row[x].data for x in range(COLUMNS))
            screen.dirty.clear()
            yield Frame(at, tuple(lines))

    def last_screen(self) -> str:
        """Draw what is to be seen now, without its empty lines."""
        lines: tuple[str, ...] = ()
        for frame in self.frames():
            lines = frame.lines
        return "\n".join(line.rstrip() for line in lines if line.strip())

    def _cut(self) -> Iterator[tuple[float, bytes]]:
        """Cut what was written into what came to be seen at once, and when."""
        data = b"".join(piece for _at, piece in self._pieces)
        ends = list(accumulate(len(piece) for _at, piece in self._pieces))
        hidden = [match.span() for match in _FRAME.finditer(data)]
        cuts = {end for _start, end in hidden}
        starts = [start for start, _end in hidden]
        for end in ends:
            place = bisect_left(starts, end) - 1
            if place < 0 or end >= hidden[place][1]:
                cuts.add(end)
        if still_open := _OPEN_FRAME.search(data, hidden[-1][1] if hidden else 0):
            cuts = {cut for cut in cuts if cut <= still_open.start()} | {still_open.start()}
        before = 0
        for cut in sorted(cuts):
            if cut > before:
                yield self._pieces[bisect_left(ends, cut)][0], data[before:cut]
                before = cut

    def _take(self, seconds: float) -> bool:
        """Take in one piece, if there is one in time; returns whether more may come."""
        ready, _, _ = select.select([self._fd], [], [], max(0.0, seconds))
        if not ready:
            return True
        try:
            data = os.read(self._fd, _READ_AT_ONCE)
        except OSError:
            data = b""
        if data:
            self._pieces.append((self.now, data))
            self._answer(data)
        return bool(data)

    def _answer(self, data: bytes) -> None:
        """Answer what terminals are asked, as a modern one does."""
        fresh = self._tail + data
        for query, answer in _ANSWERS.items():
            if query in fresh:
                os.write(self._fd, answer)
                fresh = fresh.replace(query, b"")
        self._tail = fresh[-_LONGEST_QUERY + 1 :]

    def children(self) -> list[int]:
        """List the processes it has started and that are not done."""
        with suppress(psutil.Error):
            found = psutil.Process(self.pid).children()
            return [one.pid for one in found if one.status() != psutil.STATUS_ZOMBIE]
        return []

    def _used(self) -> float:
        """Seconds of processor time of the program and what it started."""
        used = 0.0
        with suppress(psutil.Error):
            process = psutil.Process(self.pid)
            for one in (process, *process.children(recursive=True)):
                with suppress(psutil.Error):
                    times = one.cpu_times()
                    used += times.user + times.system
        return used


def _become(command: Sequence[str], environment: dict[str, str]) -> None:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    try:
        os.execvpe(command[0], list(command), environment)  # noqa: S606 - no shell is wanted
    finally:
        os._exit(127)


def _write_out(match: re.Match[bytes]) -> bytes:
    return match[1] * (int(match[2]) + 1)
