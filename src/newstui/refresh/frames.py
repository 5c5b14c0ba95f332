"""Messages between newstui and its sandbox: a length, then that many bytes.

Either side may be dead, slow or mad: whoever reads says how much it accepts, and the one who must
not hang says until when.
"""

from __future__ import annotations

import os
import selectors
import struct
import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import IO

_LENGTH: Final = struct.Struct(">Q")
_CHUNK: Final = 1 << 16
_SLICE_SECONDS: Final = 0.2
"""Longest wait in a row, so that a wish to stop is heard."""


class LateError(Exception):
    """The other side took longer than it may."""


class LostError(Exception):
    """The other side is gone, or sends what is no message."""


class StoppedError(Exception):
    """This side was asked to stop waiting."""


def write_frame(stream: IO[bytes], payload: bytes) -> None:
    """Send a message, waiting as long as it takes."""
    stream.write(_LENGTH.pack(len(payload)))
    stream.write(payload)
    stream.flush()


def read_frame(stream: IO[bytes]) -> bytes | None:
    """Receive a message, waiting as long as it takes; `None` at the end of the stream."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    payload = stream.read(length)
    return payload if len(payload) == length else None


class Channel:
    """The impatient side: both directions with a deadline, over the two pipes of a process."""

    def __init__(
        self, reading: int, writing: int, *, limit: int, is_stopping: Callable[[], bool]
    ) -> None:
        """Take over two descriptors, which stay open until their owner closes them.

        Args:
            reading: Descriptor of the pipe to read.
            writing: Descriptor of the pipe to write.
            limit: Largest message accepted, in bytes.
            is_stopping: Asked a few times a second while waiting.
        """
        self._reading, self._writing = reading, writing
        self._limit, self._is_stopping = limit, is_stopping
        os.set_blocking(reading, False)
        os.set_blocking(writing, False)

    def send(self, payload: bytes, *, deadline: float) -> None:
        """Send a message.

        Args:
            payload: Its bytes.
            deadline: When to give up, on the monotonic clock.

        Raises:
            LateError: If it was not taken in time.
            LostError: If the other side is gone.
            StoppedError: If this side is stopping.
        """
        left = memoryview(_LENGTH.pack(len(payload)) + payload)
        while left:
            self._wait(self._writing, selectors.EVENT_WRITE, deadline)
            try:
                left = left[os.write(self._writing, left[:_CHUNK]) :]
            except BlockingIOError:
                continue
            except OSError as error:
                raise LostError from error

    def receive(self, *, deadline: float) -> bytes:
        """Receive a message.

        Args:
            deadline: When to give up, on the monotonic clock.

        Raises:
            LateError: If it did not come in time.
            LostError: If the other side is gone or its message is too large.
            StoppedError: If this side is stopping.
        """
        (length,) = _LENGTH.unpack(self._receive(_LENGTH.size, deadline))
        if length > self._limit:
            raise LostError
        return self._receive(length, deadline)

    def _receive(self, size: int, deadline: float) -> bytes:
        received = bytearray()
        while len(received) < size:
            self._wait(self._reading, selectors.EVENT_READ, deadline)
            try:
                chunk = os.read(self._reading, min(_CHUNK, size - len(received)))
            except BlockingIOError:
                continue
            if not chunk:
                raise LostError
            received += chunk
        return bytes(received)

    def _wait(self, descriptor: int, events: int, deadline: float) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(descriptor, events)
            while (left := deadline - time.monotonic()) > 0:
                if self._is_stopping():
                    raise StoppedError
                if selector.select(min(left, _SLICE_SECONDS)):
                    return
        raise LateError
