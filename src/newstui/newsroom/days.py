"""Days and times as readers say them, in the reader's own time zone."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from datetime import datetime

    from newstui.model.text import SafeText

_FIRST_DAY = date(1970, 1, 1)
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@lru_cache(maxsize=4_096)
def local_day(at: datetime) -> date:
    """Find the day a moment falls on where the reader is."""
    return at.astimezone().date()


def shown_day(day: date, today: date) -> SafeText:
    """Name a day: today, yesterday, "Sat 21 Nov", or with its year when that is another."""
    distance = (today - day).days
    if distance in {0, 1}:
        return clean_line("yesterday" if distance else "today")
    name = f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"
    return clean_line(name if day.year == today.year else f"{name} {day.year}")


def shown_clock(at: datetime) -> SafeText:
    """Show the time of day, as "09:12"."""
    return clean_line(f"{at.astimezone():%H:%M}")


def first_of_days(now: datetime, days: int) -> date:
    """Find the first of so many days, the last of which is now; of the calendar at most."""
    try:
        return local_day(now) - timedelta(days=max(1, days) - 1)
    except OverflowError:
        return _FIRST_DAY


def shown_moment(at: datetime, now: datetime) -> SafeText:
    """Show day and time: "09:12" today, "Sat 21 Nov 09:12" otherwise."""
    local, today = at.astimezone(), now.astimezone().date()
    if local.date() == today:
        return shown_clock(at)
    return clean_line(f"{shown_day(local.date(), today)} {shown_clock(at)}")
