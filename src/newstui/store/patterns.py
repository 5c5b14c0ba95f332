"""Regular expressions over stories, in bounded time: in a child that is killed when it is late.

Python's `re` may take exponential time, cannot be interrupted, and holds up every thread of its
process meanwhile. So a child compiles and runs it, with limits on its time and its memory.
"""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Final

from newstui.errors import QueryError
from newstui.store.interrupting import Interrupt
from newstui.store.querytree import Pattern, leaves
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newstui.store.archive import Archive
    from newstui.store.querytree import Query

SECONDS: Final = 5.0
"""How long all patterns of a query may take."""
_AT_ONCE: Final = 500
"""Stories read at a time."""
_CHILD: Final = Path(__file__).with_name("patternsearch.py")
_TEXTS: Final = """
    SELECT stories.id, stories.title, coalesce(text, '')
    FROM json_each(?) CROSS JOIN stories ON stories.id = value
        LEFT JOIN searched ON searched.story_id = stories.id
        LEFT JOIN texts ON texts.id = text_id
"""


def find_patterns(
    archive: Archive,
    query: Query,
    candidates: tuple[str, tuple[object, ...]],
    interrupt: Interrupt | None = None,
) -> dict[str, list[int]]:
    """Find the patterns of a query in stories; return the stories of each.

    Args:
        archive: Where.
        query: Its patterns are known to be well-formed.
        candidates: A condition for the stories that are looked at.
        interrupt: Ends it before its time.

    Raises:
        QueryError: If that takes too long, or was interrupted.
    """
    interrupt = interrupt or Interrupt()
    condition, params = candidates
    rows = archive.read(
        "SELECT stories.id FROM stories LEFT JOIN marks ON story_id = stories.id"  # noqa: S608 - made of this package's words
        f" WHERE {condition}",
        params,
    )
    ids = [story_id for (story_id,) in rows]
    patterns = [leaf for leaf, _ in leaves(query.root) if isinstance(leaf, Pattern)]
    sources = list(dict.fromkeys(pattern.source for pattern in patterns))
    found = _run(archive, sources, ids, interrupt)
    if found is None:
        over = f"{SECONDS:g} seconds over {len(ids):,} stories"
        reason = f"takes longer than {over}; make it simpler, or narrow the stories by other words"
        raise _failure(query, patterns[0], "was given up" if interrupt.is_called else reason)
    return dict(zip(sources, found, strict=True))


def _failure(query: Query, pattern: Pattern, reason: str) -> QueryError:
    """Say why a pattern was not found out, pointing at it."""
    start, end = pattern.start, pattern.end
    shown = clean_line(query.text[start:end], limit=42)
    return QueryError(f"{shown}: {reason}", query=query.text, start=start, end=end)


def _run(
    archive: Archive, sources: Sequence[str], ids: Sequence[int], interrupt: Interrupt
) -> list[list[int]] | None:
    """Have the child look; `None` when it did not come to an end."""
    process = subprocess.Popen(  # noqa: S603 - our own module, no shell
        [sys.executable, "-I", "-S", str(_CHILD)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    timer = Timer(SECONDS, process.kill)
    timer.start()
    try:
        with suppress(OSError, ValueError), process, interrupt.ending(process.kill):
            _feed(process, archive, sources, ids)
            told = process.stdout.read() if process.stdout else b""
            found: list[list[int]] = json.loads(told)
            return found
    finally:
        timer.cancel()
        process.kill()
        process.wait()
    return None


def _feed(
    process: subprocess.Popen[bytes], archive: Archive, sources: Sequence[str], ids: Sequence[int]
) -> None:
    """Give the child the patterns, and every story with its lengths in bytes before it."""
    pipe = process.stdin
    if pipe is None:
        return
    pipe.write(json.dumps(sources).encode() + b"\n")
    for story_id, text in _texts(archive, ids):
        encoded = text.encode("utf-8", "replace")
        pipe.write(b"%d %d\n" % (story_id, len(encoded)))
        pipe.write(encoded)
    pipe.close()


def _texts(archive: Archive, ids: Sequence[int]) -> Iterator[tuple[int, str]]:
    for start in range(0, len(ids), _AT_ONCE):
        rows = archive.read(_TEXTS, (json.dumps(ids[start : start + _AT_ONCE]),))
        for story_id, title, text in rows:
            yield story_id, f"{title}\n\n{text}"
