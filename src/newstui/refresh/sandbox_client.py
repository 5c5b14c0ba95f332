"""The sandbox seen from outside: a process that is asked, timed, and replaced when it fails.

What reads its answers is loaded with the first of them: mostly nothing is asked.
"""

from __future__ import annotations

import json
import signal
import subprocess
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from newstui.errors import FormatError
from newstui.refresh.frames import Channel, LateError, LostError
from newstui.refresh.launching import python_command
from newstui.refresh.sandbox import PATIENCE, READY, TOO_MUCH_MEMORY
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType
    from typing import Self

    from newstui.model.attribution import Analysis
    from newstui.model.page import Page
    from newstui.model.raster import Box, Raster
    from newstui.model.story import BodyType, ParsedFeed
    from newstui.model.text import Document

_Value = TypeVar("_Value")
_MODULE: Final = "newstui.refresh.sandbox"
_START_SECONDS: Final = 30.0
_END_SECONDS: Final = 1.0
"""Within which a process that closed its pipes has ended."""
_STORY: Final = "story"
_BROKE_DOWN: Final = "could not be read: reading it broke down"


@dataclass(frozen=True, slots=True, kw_only=True)
class SandboxLimits:
    """Bounds of one request."""

    seconds: float = 10.0
    """Of processor time; of time itself, `PATIENCE` times as many."""
    memory_bytes: int = 512 << 20
    """Of the process as a whole."""
    answer_bytes: int = 64 << 20


@dataclass(frozen=True, slots=True)
class _Running:
    process: subprocess.Popen[bytes]
    channel: Channel


class Sandbox:
    """Parses and builds in another process, started at the first request.

    Any thread may ask; one request waits for another, so that each gets its own answer.
    """

    def __init__(
        self,
        *,
        limits: SandboxLimits | None = None,
        is_stopping: Callable[[], bool] | None = None,
        command: Sequence[str] | None = None,
    ) -> None:
        """Prepare a sandbox.

        Args:
            limits: Bounds of one request.
            is_stopping: Asked while waiting; once true, a request raises `StoppedError`.
            command: What to start in the place of newstui's own sandbox.
        """
        self._limits = limits or SandboxLimits()
        self._is_stopping = is_stopping or (lambda: False)
        self._command = tuple(command or self._own_command())
        self._running: _Running | None = None
        self._turn = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process, whatever it is doing."""
        if self._running is None:
            return
        process, self._running = self._running.process, None
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()
        process.wait()

    def parse(
        self,
        data: bytes,
        *,
        origin: str,
        name: str = "",
        content_type: str = "",
        base_url: str = "",
    ) -> ParsedFeed:
        """Parse a document; see `newstui.formats.parse_document`.

        Raises:
            FormatError: If it is no document newstui reads, or reading it took too much.
            StoppedError: If newstui is stopping.
        """
        from newstui.text.records import feed_from_record

        hints = {"name": name, "content_type": content_type, "base_url": base_url}
        answer = self._ask({"job": "parse", "origin": origin, **hints}, data, origin)
        return self._understood(origin, lambda: feed_from_record(answer))

    def read_page(
        self, data: bytes, *, origin: str, content_type: str = "", base_url: str = ""
    ) -> Page:
        """Read the story of a web page; see `newstui.formats.maintext.main_text`.

        Raises:
            FormatError: If it holds no story, or reading it took too much.
            StoppedError: If newstui is stopping.
        """
        from newstui.text.page_records import page_from_record

        hints = {"content_type": content_type, "base_url": base_url}
        answer = self._ask({"job": "read page", "origin": origin, **hints}, data, origin)
        return self._understood(origin, lambda: page_from_record(answer))

    def build(
        self, body: str, body_type: BodyType, *, base_url: str = ""
    ) -> tuple[Document, Analysis]:
        """Make a body's document and find who says what in it.

        Raises:
            FormatError: If that took too much.
            StoppedError: If newstui is stopping.
        """
        header = {"job": "build", "body_type": str(body_type), "base_url": base_url}
        answer = self._ask(header, body.encode("utf-8", "replace"), _STORY)
        return self._understood(_STORY, lambda: _built(answer))

    def build_text(self, body: str, body_type: BodyType, *, base_url: str = "") -> Document:
        """Make a body's document only, for a story that cannot be analysed.

        Raises:
            FormatError: If that took too much.
            StoppedError: If newstui is stopping.
        """
        from newstui.text.records import document_from_record

        header = {"job": "build text", "body_type": str(body_type), "base_url": base_url}
        answer = self._ask(header, body.encode("utf-8", "replace"), _STORY)
        return self._understood(_STORY, lambda: document_from_record(answer))

    def analyse(self, text: str) -> Analysis:
        """Find who says what in a text.

        Raises:
            FormatError: If that took too much.
            StoppedError: If newstui is stopping.
        """
        from newstui.text.records import analysis_from_record

        answer = self._ask({"job": "analyse"}, text.encode("utf-8", "replace"), _STORY)
        return self._understood(_STORY, lambda: analysis_from_record(answer))

    def decode(self, data: bytes, *, origin: str, box: Box) -> Raster:
        """Decode a picture; see `newstui.formats.pictures.decode_picture`.

        Raises:
            FormatError: If it is no picture newstui shows, or decoding it took too much.
            StoppedError: If newstui is stopping.
        """
        from newstui.text.raster_records import raster_from_record

        room = {"width": str(box.width), "height": str(box.height), "colours": str(box.colours)}
        answer = self._ask({"job": "decode", "origin": origin, **room}, data, origin)
        return self._understood(origin, lambda: raster_from_record(answer))

    def _ask(self, header: dict[str, str], payload: bytes, origin: str) -> object:
        with self._turn:
            return self._answer(header, payload, origin)

    def _answer(self, header: dict[str, str], payload: bytes, origin: str) -> object:
        try:
            answer = self._exchange(json.dumps(header).encode(), payload)
        except LateError as error:
            self.close()
            raise FormatError(origin, self._too_slow()) from error
        except (LostError, OSError, ValueError, RecursionError) as error:
            reason = self._too_slow() if self._was_too_slow() else _BROKE_DOWN
            self.close()
            raise FormatError(origin, reason) from error
        except BaseException:
            self.close()
            raise
        match answer:
            case {"done": done}:
                return done
            case {"problem": str(reason)}:
                if reason == TOO_MUCH_MEMORY:
                    self.close()
                raise FormatError(origin, clean_line(reason))
        self.close()
        raise FormatError(origin, _BROKE_DOWN)

    def _too_slow(self) -> str:
        return f"took longer than {self._limits.seconds:g} s to read"

    def _was_too_slow(self) -> bool:
        """Whether the process ended because it used up its processor time."""
        if self._running is None:
            return False
        try:
            return self._running.process.wait(_END_SECONDS) == -signal.SIGPROF
        except subprocess.TimeoutExpired:
            return False

    def _exchange(self, header: bytes, payload: bytes) -> object:
        channel = self._channel()
        deadline = time.monotonic() + self._limits.seconds * PATIENCE
        channel.send(header, deadline=deadline)
        channel.send(payload, deadline=deadline)
        answer: object = json.loads(channel.receive(deadline=deadline))
        return answer

    def _understood(self, origin: str, read: Callable[[], _Value]) -> _Value:
        try:
            return read()
        except (ValueError, RecursionError) as error:
            self.close()
            raise FormatError(origin, _BROKE_DOWN) from error

    def _channel(self) -> Channel:
        """The way to a living process; a dead one is replaced."""
        if self._running is not None and self._running.process.poll() is not None:
            self.close()
        if self._running is None:
            self._running = self._start()
            if self._running.channel.receive(deadline=time.monotonic() + _START_SECONDS) != READY:
                raise LostError
        return self._running.channel

    def _start(self) -> _Running:
        process = subprocess.Popen(  # noqa: S603 - newstui's own module, no shell
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
        )
        if process.stdin is None or process.stdout is None:
            raise LostError
        channel = Channel(
            process.stdout.fileno(),
            process.stdin.fileno(),
            limit=self._limits.answer_bytes,
            is_stopping=self._is_stopping,
        )
        return _Running(process, channel)

    def _own_command(self) -> list[str]:
        limits = self._limits
        return python_command(_MODULE, str(limits.memory_bytes), str(limits.seconds))


def _built(answer: object) -> tuple[Document, Analysis]:
    from newstui.text.records import analysis_from_record, document_from_record

    match answer:
        case {"document": document, "analysis": analysis}:
            return document_from_record(document), analysis_from_record(analysis)
    raise ValueError("a document and its analysis were expected")
