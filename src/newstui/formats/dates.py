"""Dates as pages and files write them: ISO 8601, else as in mail."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

_LONGEST: Final = 60
"""Characters; a longer one is no date."""


def read_date(value: str) -> datetime | None:
    """Read a date in UTC; one without a zone is taken as UTC, one that is none is `None`."""
    value = value.strip()
    if not value or len(value) > _LONGEST:
        return None
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = read(value)
            return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
        except (ValueError, OverflowError, TypeError, IndexError):
            continue
    return None
