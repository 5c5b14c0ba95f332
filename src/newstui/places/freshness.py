"""What a web answer says about time: how long it stays fresh, how long to stay away."""

from __future__ import annotations

import re
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

    from newstui.places.answers import Answer

_MAX_AGE: Final = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,9})(?!\d)", re.IGNORECASE)
_LONGEST_SECONDS: Final = 366 * 24 * 3600


def fresh_seconds(answer: Answer, now: datetime) -> int | None:
    """How long an answer stays fresh: max-age, else Expires (RFC 9111 5.2.2.1, 5.3).

    Returns:
        Whole seconds, at most a year; `None` when the answer does not say, or forbids keeping.
    """
    control = answer.header("cache-control")
    if found := _MAX_AGE.search(control):
        return min(int(found[1]), _LONGEST_SECONDS)
    if control:
        return None
    expires = _date(answer.header("expires"))
    sent = _date(answer.header("date")) or now
    if expires is None:
        return None
    return max(0, min(round((expires - sent).total_seconds()), _LONGEST_SECONDS))


def retry_after_seconds(answer: Answer, now: datetime) -> float | None:
    """How long a server asks to be left alone, given in seconds or as a date (RFC 9110 10.2.3).

    Returns:
        Seconds from now, at most a year; `None` when it does not say.
    """
    value = answer.header("retry-after")
    if value.isascii() and value.isdigit():
        return float(min(int(value[:12]), _LONGEST_SECONDS))
    date = _date(value)
    if date is None:
        return None
    return max(0.0, min((date - now).total_seconds(), _LONGEST_SECONDS))


def _date(value: str) -> datetime | None:
    """Read a date of HTTP, which is that of mail (RFC 9110 5.6.7)."""
    if not value or len(value) > 64:  # noqa: PLR2004 - longer than any date
        return None
    try:
        date = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return date.replace(tzinfo=UTC) if date.tzinfo is None else date
