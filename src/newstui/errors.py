"""Every error newstui raises on purpose, as one tree.

    NewstuiError
    ├── ConfigError     a line of the configuration could not be used
    ├── FormatError     a document arrived but is not what it claimed to be
    ├── PlaceError      a place could not be read: file, folder or address
    │   ├── AnswerError   a web server answered, but not with the document
    │   ├── HeldBackError a web server asked to be left alone, so it was not asked
    │   └── SilentError   nobody answered at a web address in the way its scheme asks for
    ├── StoreError      the archive could not do what was asked
    │   ├── DamagedError  the archive file is not a usable database
    │   └── NewerError    the archive was written by a newer newstui
    └── UsageError      the command was used wrongly
        └── QueryError    a query cannot be understood, or would take too long

Each carries its data and reads as one sentence fit to show, naming its source first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


class NewstuiError(Exception):
    """Something the reader should be told, in one sentence."""


class _OriginError(NewstuiError):
    """An error about one source, which its sentence names first."""

    def __init__(self, origin: str, reason: str) -> None:
        super().__init__(f"{origin}: {reason}")
        self.origin, self.reason = origin, reason


class ConfigError(_OriginError):
    """A line of the configuration could not be used; its default is."""


class FormatError(_OriginError):
    """A document arrived but is not the format it claimed."""


class PlaceError(_OriginError):
    """A place could not be read: a file, a folder or an address."""


class AnswerError(PlaceError):
    """A web server answered, but not with the document."""

    def __init__(
        self, origin: str, reason: str, *, status: int, retry_after_seconds: float | None = None
    ) -> None:
        """Keep what the answer said beside the sentence.

        Args:
            origin: The address asked.
            reason: What went wrong, in words.
            status: The HTTP status code.
            retry_after_seconds: How long the server asked to be left alone; `None` when it did not.
        """
        super().__init__(origin, reason)
        self.status, self.retry_after_seconds = status, retry_after_seconds


class HeldBackError(PlaceError):
    """A web server asked to be left alone, so it was not asked."""

    def __init__(self, origin: str, until: datetime) -> None:
        local = until.astimezone()
        moment = f"{local:%a} {local.day} {local:%b %H:%M}"
        super().__init__(origin, f"its server asked to be left alone until {moment}")
        self.until = until


class SilentError(PlaceError):
    """Nobody answered at a web address; by another scheme somebody may."""


class StoreError(_OriginError):
    """The archive could not do what was asked."""


class DamagedError(StoreError):
    """The archive file is not a usable database."""


class NewerError(StoreError):
    """The archive was written by a newer newstui, so it is only read by that one."""


class UsageError(NewstuiError):
    """The command was used wrongly."""


class QueryError(UsageError):
    """A query cannot be understood, or would take too long."""

    def __init__(self, reason: str, *, query: str, start: int, end: int) -> None:
        """Keep where in the query it is beside the sentence.

        Args:
            reason: What is wrong, in words; the offending ones first.
            query: All of it.
            start: Offset of the first character that is wrong.
            end: Offset after the last one.
        """
        super().__init__(reason)
        self.query, self.start, self.end = query, start, end
