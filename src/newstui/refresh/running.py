"""The refresh process seen from outside: started, listened to, stopped.

Its standard output is a plain pipe: `reports` may be read in a thread, or the lines of
`process.stdout` given to `report_of` one by one.
"""

from __future__ import annotations

import json
import subprocess
import threading
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Final

from newstui.places.locating import shown_place
from newstui.refresh.finding import FoundFeeds, found_from
from newstui.refresh.launching import python_command
from newstui.refresh.reports import Broken, Busy, Failed, Finished, Warned, read_line, report_from
from newstui.refresh.streamed import EVENT, STDIN_PLACE, StreamedFeed, streamed_from
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType
    from typing import IO, Self

    from newstui.model.text import SafeText
    from newstui.refresh.reports import Report

_MODULE: Final = "newstui.refresh"
_STOP_SECONDS: Final = 2.0


Read = StreamedFeed | Failed | Warned
"""What is told of a place: of its parts that could not be read, then of itself."""


class RefreshRun:
    """One refresh process and what it tells."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def reports(self) -> Iterator[Report]:
        """What it tells, as it comes; the last is `Finished`, `Busy` or `Broken`."""
        last: Report | None = None
        for line in _pipe(self.process):
            if report := report_of(line):
                last = report
                yield report
        status = self.process.wait()
        if not isinstance(last, (Finished, Busy, Broken)):
            how = f"was killed by signal {-status}" if status < 0 else f"ended with status {status}"
            yield Broken(reason=clean_line(f"its process {how}; what it had kept stays"))

    def stop(self, *, timeout_seconds: float = _STOP_SECONDS) -> None:
        """Ask it to end between two steps, then make it; what it has kept stays."""
        self.process.terminate()
        try:
            self.process.wait(timeout_seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        _pipe(self.process).close()


class Stopper:
    """Ends, from another thread, what is being read, and whatever that would go on with."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._is_stopped = False

    def watch(self, process: subprocess.Popen[bytes]) -> None:
        """Take over a process that has just been started."""
        with self._lock:
            self._process = process
            if self._is_stopped:
                process.terminate()

    def stop(self) -> None:
        """Ask the process to end, and any that follows it."""
        with self._lock:
            self._is_stopped = True
            if self._process is not None:
                self._process.terminate()


def start_refresh(
    archive_path: Path,
    feed_ids: Iterable[int] = (),
    *,
    only_due: bool = False,
    settings: Path | None = None,
) -> RefreshRun:
    """Start refreshing some feeds of an archive, all, or those that are due.

    Args:
        archive_path: Where the archive is.
        feed_ids: Which feeds; all without any.
        only_due: Whether those that are not due are left alone.
        settings: The settings file, which tells where passwords of web servers come from.
    """
    chosen = ["--due"] if only_due else []
    chosen += [str(feed_id) for feed_id in feed_ids]
    return RefreshRun(_start(["--archive", str(archive_path.absolute()), *chosen], settings))


def start_reading_pages(
    archive_path: Path, story_ids: Iterable[int], *, settings: Path | None = None
) -> RefreshRun:
    """Start reading the pages of some stories."""
    numbers = [str(story_id) for story_id in story_ids]
    arguments = ["--archive", str(archive_path.absolute()), "--pages", *numbers]
    return RefreshRun(_start(arguments, settings))


def start_building(archive_path: Path) -> RefreshRun:
    """Start building the stories that are not built, or not by this version."""
    return RefreshRun(_start(["--archive", str(archive_path.absolute()), "--build"], None))


def report_of(line: bytes) -> Report | None:
    """Read one line of the process; `None` when it is no report."""
    return report_from(read_line(line))


def hear_places(
    places: Sequence[str],
    stdin: bytes | None = None,
    *,
    settings: Path | None = None,
    stopper: Stopper | None = None,
    tell: Callable[[SafeText], None] | None = None,
) -> Generator[tuple[int, Read], None, None]:
    """Read places without keeping them; give each with its number as soon as it is read.

    Those at hand come first, in their order, then those on the web as they answer.

    Args:
        places: As typed; "-" stands for `stdin`.
        stdin: What standard input held.
        settings: The settings file, which tells where passwords of web servers come from.
        stopper: May end it; then what was not read yet counts as failed.
        tell: Told the name of each place once it is read; `None` for nobody.
    """
    process = _start(["--stream"], settings, stdin=subprocess.PIPE)
    with closing(_listen(process, places, stdin, stopper=stopper, tell=tell)) as told:
        for number, read in told:
            if not isinstance(read, FoundFeeds):
                yield number, read


def stream_places(
    places: Sequence[str],
    stdin: bytes | None = None,
    *,
    settings: Path | None = None,
    stopper: Stopper | None = None,
    tell: Callable[[SafeText], None] | None = None,
) -> Generator[Read, None, None]:
    """Read places as `hear_places` does, and give them in their order.

    Those that are slow hold back no others from being read.
    """
    reads = hear_places(places, stdin, settings=settings, stopper=stopper, tell=tell)
    with closing(reads):
        heard: list[list[Read]] = [[] for _ in places]
        turn = 0
        for number, read in reads:
            heard[number].append(read)
            while turn < len(heard) and heard[turn] and is_last(heard[turn][-1]):
                yield from heard[turn]
                heard[turn] = []
                turn += 1


def is_last(read: Read | FoundFeeds) -> bool:
    """Whether no more is told of its place."""
    return not isinstance(read, Warned)


def find_feeds(
    place: str,
    *,
    settings: Path | None = None,
    waits: Path | None = None,
    stopper: Stopper | None = None,
) -> Generator[Read | FoundFeeds, None, None]:
    """Read a place without keeping it; of a site the one feed it has, or the names of several.

    Args:
        place: As typed.
        settings: The settings file, which tells where passwords of web servers come from.
        waits: The archive that remembers which hosts ask to be left alone; `None` for none.
        stopper: May end it; then the place counts as failed.
    """
    process = _start(["--find", *_named(waits)], settings, stdin=subprocess.PIPE)
    with closing(_listen(process, [place], stopper=stopper)) as told:
        for _number, read in told:
            yield read


def _listen(
    process: subprocess.Popen[bytes],
    places: Sequence[str],
    stdin: bytes | None = None,
    *,
    stopper: Stopper | None,
    tell: Callable[[SafeText], None] | None = None,
) -> Generator[tuple[int, Read | FoundFeeds], None, None]:
    """Ask a process for places, and give what it tells of each, with its number."""
    run = RefreshRun(process)
    if stopper is not None:
        stopper.watch(process)
    try:
        asked = json.dumps(list(places)).encode() + b"\n"
        _fill(process, asked + ((stdin or b"") if STDIN_PLACE in places else b""))
        yield from _heard(_pipe(process), places, tell)
        process.wait()
    finally:
        run.stop()


def _heard(
    lines: Iterable[bytes], places: Sequence[str], tell: Callable[[SafeText], None] | None
) -> Iterator[tuple[int, Read | FoundFeeds]]:
    """Read what is told of places, by number; those that are never told of have failed."""
    left = dict.fromkeys(range(len(places)))
    for line in lines:
        record = read_line(line)
        read, number = _streamed(record), record.get("number")
        if read is None or not isinstance(number, int):
            continue
        if is_last(read):
            left.pop(number, None)
            if tell:
                tell(shown_place(places[number]))
        yield number, read
    for number in left:
        reason = clean_line("reading it broke down")
        yield number, Failed(place=shown_place(places[number]), reason=reason)


def _streamed(record: Mapping[str, object]) -> Read | FoundFeeds | None:
    if found := found_from(record):
        return found
    if record.get("event") == EVENT:
        with suppress(ValueError):
            return streamed_from(record)
    report = report_from(record)
    return report if isinstance(report, (Failed, Warned)) else None


def _start(
    arguments: Sequence[str], settings: Path | None, *, stdin: int = subprocess.DEVNULL
) -> subprocess.Popen[bytes]:
    config = [] if settings is None else ["--config", *_named(settings)]
    # Textual replaces the standard streams, so none of them may be inherited.
    return subprocess.Popen(  # noqa: S603 - newstui's own module, no shell
        python_command(_MODULE, *config, *arguments),
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _named(path: Path | None) -> list[str]:
    return [] if path is None else [str(path.absolute())]


def _fill(process: subprocess.Popen[bytes], data: bytes) -> None:
    """Give it its standard input; one that ended already takes none."""
    if process.stdin is not None:
        with suppress(BrokenPipeError):
            process.stdin.write(data)
        with suppress(BrokenPipeError):
            process.stdin.close()


def _pipe(process: subprocess.Popen[bytes]) -> IO[bytes]:
    if process.stdout is None:
        raise ValueError("the process was started without a pipe")
    return process.stdout
