"""What reading a place gives: bytes with their evidence, nothing new, or one unreadable part."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from newstui.model.feed import Evidence
    from newstui.model.text import SafeText

MEBIBYTE: Final = 1024 * 1024
SIZE_LIMIT: Final = 32 * MEBIBYTE
"""Most bytes of one document that are read into memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """One document, in full."""

    name: str
    """What tells it apart within its place: a relative path, a file's name, the address."""
    data: bytes
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchanged:
    """The place says that nothing changed since it was last read."""

    evidence: Evidence
    """The known evidence with what the answer renewed of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """One part of a place that could not be read; the others are."""

    name: str
    reason: SafeText
    is_left_out: bool = False
    """Whether it is no file that newstui would ever read there: a link, a pipe, a device."""


Reading = Fetched | Unchanged | Unreadable
FetchedOrNot = Fetched | Unchanged


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A place about to be read."""

    place: str
    """An http(s) address or an absolute path."""
    known: Evidence | None
    """Of the last good reading; `None` when there was none."""
    fetch: Callable[[str, Evidence | None], FetchedOrNot]
    """How an address is asked."""


Reader = Callable[[Visit], Iterator[Reading]]


def utc_now() -> datetime:
    """Read the clock, for evidence."""
    return datetime.now(tz=UTC)


def shown_size(size: int) -> str:
    """Put a limit in words: whole mebibytes, or bytes below one."""
    return f"{size // MEBIBYTE} MiB" if size >= MEBIBYTE else f"{size} bytes"
