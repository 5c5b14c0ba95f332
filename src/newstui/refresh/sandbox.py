"""The sandbox: the process in which what strangers wrote is parsed, built and analysed.

Started by `newstui.refresh.sandbox_client`; talks in frames of JSON and bytes on its standard
streams. It holds nothing worth taking, may use little memory, writes no file, and ends by itself
when a request takes far too long, even if nobody is left to end it.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from newstui.errors import FormatError
from newstui.model.story import BodyType
from newstui.refresh.frames import read_frame, write_frame

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import BinaryIO

    from newstui.model.text import Document

    Job = Callable[[Mapping[str, str], bytes], object]

READY: Final = b"ready"
"""Sent once, before the first request."""
TOO_MUCH_MEMORY: Final = "needed more memory than it may"
_NO_MEMORY_ANSWER: Final = json.dumps({"problem": TOO_MUCH_MEMORY}).encode()
_NICENESS: Final = 10
PATIENCE: Final = 12
"""How much more time than processor time may pass: who is nice gets little on a busy machine."""
_GRACE_SECONDS: Final = 5.0
"""How much later than its client the sandbox ends itself."""


def main(arguments: list[str]) -> int:
    """Answer requests until there are none.

    Args:
        arguments: Most bytes of address space, and seconds of processor time after which a
            request ends the process.
    """
    memory_bytes, seconds = int(arguments[0]), float(arguments[1])
    requests, answers = _private_streams()
    _limit(memory_bytes)
    write_frame(answers, READY)
    while (header := read_frame(requests)) is not None:
        payload = read_frame(requests)
        if payload is None:
            return 1
        _limit_time(seconds)
        try:
            answer = _answer(header, payload)
        except MemoryError:
            write_frame(answers, _NO_MEMORY_ANSWER)
            return 1
        _limit_time(0)
        write_frame(answers, answer)
    return 0


def _private_streams() -> tuple[BinaryIO, BinaryIO]:
    """Take the standard streams away from whatever a library might print or read."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1):
        os.dup2(nothing, descriptor)
    return requests, answers


def _limit_time(seconds: float) -> None:
    """End the process after so much processor time, and much later in any case; 0 takes it back."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, seconds * PATIENCE + _GRACE_SECONDS if seconds else 0)


def _limit(memory_bytes: int) -> None:
    """Give up what parsing does not need; not every system knows every limit."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    sys.dont_write_bytecode = True
    limits = (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_AS, memory_bytes),
    )
    for name, most in limits:
        with suppress(OSError, ValueError):
            resource.setrlimit(name, (most, most))
    with suppress(OSError):
        # A refresh process hands its own on: twice as nice it would hardly ever have its turn.
        os.nice(max(0, _NICENESS - os.nice(0)))


def _answer(header: bytes, payload: bytes) -> bytes:
    request = json.loads(header)
    try:
        done = _JOBS[request["job"]](request, payload)
    except FormatError as error:
        return _encoded({"problem": error.reason})
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - a parser may raise anything on hostile input
        return _encoded({"problem": f"could not be understood ({type(error).__name__})"})
    return _encoded({"done": done})


def _encoded(answer: object) -> bytes:
    return json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace")


def _parse(request: Mapping[str, str], payload: bytes) -> object:
    from newstui.formats import parse_document
    from newstui.text.records import feed_record

    parsed = parse_document(
        payload,
        origin=request["origin"],
        name=request["name"],
        content_type=request["content_type"],
        base_url=request["base_url"],
    )
    return feed_record(parsed)


def _read_page(request: Mapping[str, str], payload: bytes) -> object:
    from newstui.formats.maintext import main_text
    from newstui.text.page_records import page_record

    page = main_text(
        payload,
        origin=request["origin"],
        content_type=request["content_type"],
        base_url=request["base_url"],
    )
    return page_record(page)


def _build(request: Mapping[str, str], payload: bytes) -> object:
    from newstui.attribution import attribute
    from newstui.text.records import analysis_record, document_record

    document = _document(request, payload)
    analysis = attribute(document.text)
    return {"document": document_record(document), "analysis": analysis_record(analysis)}


def _build_text(request: Mapping[str, str], payload: bytes) -> object:
    from newstui.text.records import document_record

    return document_record(_document(request, payload))


def _analyse(_request: Mapping[str, str], payload: bytes) -> object:
    from newstui.attribution import attribute
    from newstui.text.records import analysis_record

    return analysis_record(attribute(payload.decode("utf-8", "replace")))


def _decode(request: Mapping[str, str], payload: bytes) -> object:
    from newstui.formats.pictures import decode_picture
    from newstui.model.raster import Box
    from newstui.text.raster_records import raster_record

    width, height, colours = (int(request[name]) for name in ("width", "height", "colours"))
    box = Box(width=width, height=height, colours=colours)
    return raster_record(decode_picture(payload, origin=request["origin"], box=box))


def _document(request: Mapping[str, str], payload: bytes) -> Document:
    from newstui.text.build import build_document

    body = payload.decode("utf-8", "replace")
    return build_document(body, BodyType(request["body_type"]), base_url=request["base_url"])


_JOBS: Final[Mapping[str, Job]] = {
    "parse": _parse,
    "read page": _read_page,
    "build": _build,
    "build text": _build_text,
    "analyse": _analyse,
    "decode": _decode,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
