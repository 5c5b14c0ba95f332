"""The moments a query may name: days, months, years, "today", "yesterday", and ages."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import Final

_DATE: Final = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_AGE: Final = re.compile(r"(\d{1,5})([hdw])")
_HOURS: Final = {"h": 1, "d": 24, "w": 7 * 24}
FORMS: Final = "2026-11-23, 2026-11, 2026, today, yesterday, 3d, 2w or 6h"
"""How a moment is written."""


def read_moment(text: str, now: datetime) -> datetime | None:
    """Find when a day, month or year begins where the reader is, or what is so long ago.

    Args:
        text: As it was written.
        now: With its time zone.

    Returns:
        `None` when there is no such moment.
    """
    word = text.lower()
    try:
        if age := _AGE.fullmatch(word):
            return now - timedelta(hours=int(age[1]) * _HOURS[age[2]])
        if word in {"today", "yesterday"}:
            day = now.astimezone().date() - timedelta(days=word == "yesterday")
            return datetime.combine(day, time.min).astimezone()
        if date := _DATE.fullmatch(word):
            year, month, day_of_month = (int(part or 1) for part in date.groups())
            return datetime(year, month, day_of_month).astimezone()
    except (ValueError, OverflowError, OSError):
        return None
    return None
