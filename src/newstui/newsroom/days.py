"""Days and times as readers say them, in the reader's own time zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from newstui.config import Clock, Days
from newstui.text.clean import clean_block, clean_line

if TYPE_CHECKING:
    from datetime import datetime

    from newstui.model.text import SafeText

_UNDATED = "--:--"


@dataclass
class _Style:
    """How days and times are written, by all of the program alike."""

    dates: str = Days.RELATIVE
    clock: Clock = Clock.H24


_STYLE = _Style()
_FIRST_DAY = date(1970, 1, 1)
_DAYS = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SHORT = 3
"""Letters of a name where there is little room."""
_NOON = 12


def write_days_as(dates: str, clock: Clock) -> None:
    """Write days and times in the reader's way from now on."""
    _STYLE.dates, _STYLE.clock = dates, clock


@lru_cache(maxsize=4_096)
def local_day(at: datetime) -> date:
    """Find the day a moment falls on where the reader is."""
    return at.astimezone().date()


def shown_day(day: date, today: date) -> SafeText:
    """Name a day: today, yesterday, "Sat 21 Nov", or with its year when that is another.

    Unless the reader has it as 2026-11-21, or by a pattern.
    """
    if _STYLE.dates != Days.RELATIVE:
        absolute = _STYLE.dates == Days.ABSOLUTE
        return clean_line(day.isoformat() if absolute else day.strftime(_STYLE.dates))
    distance = (today - day).days
    if distance in {0, 1}:
        return clean_line("yesterday" if distance else "today")
    name = f"{_DAYS[day.weekday()][:_SHORT]} {day.day} {_MONTHS[day.month - 1][:_SHORT]}"
    return clean_line(name if day.year == today.year else f"{name} {day.year}")


def shown_clock(at: datetime) -> SafeText:
    """Show the time of day, as "09:12", or as "9:12am"."""
    local = at.astimezone()
    if _STYLE.clock is Clock.H24:
        return clean_line(f"{local:%H:%M}")
    hour, half = (local.hour - 1) % 12 + 1, "am" if local.hour < _NOON else "pm"
    return clean_line(f"{hour}:{local:%M}{half}")


def clock_column(at: datetime | None) -> SafeText:
    """Show the time of day in as many cells as any other; `None` for a story without one."""
    shown = _UNDATED if at is None else shown_clock(at)
    return clean_block(f"{shown:>{5 if _STYLE.clock is Clock.H24 else 7}}")


def first_of_days(now: datetime, days: int) -> date:
    """Find the first of so many days, the last of which is now; of the calendar at most."""
    try:
        return local_day(now) - timedelta(days=max(1, days) - 1)
    except OverflowError:
        return _FIRST_DAY


def shown_moment(at: datetime, now: datetime) -> SafeText:
    """Show day and time: "09:12" today, "Sat 21 Nov 09:12" otherwise."""
    local, today = at.astimezone(), now.astimezone().date()
    if local.date() == today and _STYLE.dates == Days.RELATIVE:
        return shown_clock(at)
    return clean_line(f"{shown_day(local.date(), today)} {shown_clock(at)}")


def told_moment(at: datetime, now: datetime) -> SafeText:
    """Tell day and time in whole words: "today at 09:12", "Saturday 21 November at 09:12".

    Unless the reader has days in another way.
    """
    day, today = at.astimezone().date(), now.astimezone().date()
    if _STYLE.dates != Days.RELATIVE:
        return clean_line(f"{shown_day(day, today)} at {shown_clock(at)}")
    distance = (today - day).days
    if distance in {0, 1}:
        return clean_line(f"{'yesterday' if distance else 'today'} at {shown_clock(at)}")
    year = "" if day.year == today.year else f" {day.year}"
    name = f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}{year}"
    return clean_line(f"{name} at {shown_clock(at)}")
