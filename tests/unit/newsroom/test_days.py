"""Days and times are told as readers say them, where they are."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime

import pytest

from newstui.config import Clock
from newstui.newsroom.days import (
    local_day,
    shown_clock,
    shown_day,
    shown_moment,
    told_moment,
    write_days_as,
)

TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 3, 2), "today"),
        (date(2026, 3, 1), "yesterday"),
        (date(2026, 2, 28), "Sat 28 Feb"),
        (date(2025, 12, 31), "Wed 31 Dec 2025"),
        (date(2026, 3, 3), "Tue 3 Mar"),
        (date(1, 1, 1), "Mon 1 Jan 1"),
    ],
)
def test_a_day_is_named_by_its_distance(day: date, said: str) -> None:
    assert shown_day(day, TODAY) == said


def test_yesterday_is_yesterday_across_a_new_year() -> None:
    assert shown_day(date(2025, 12, 31), date(2026, 1, 1)) == "yesterday"


def test_a_moment_of_today_is_its_time_alone() -> None:
    assert shown_moment(datetime(2026, 3, 2, 9, 5, tzinfo=UTC), NOW) == "09:05"


def test_an_earlier_moment_has_its_day() -> None:
    assert shown_moment(datetime(2026, 2, 28, 9, 5, tzinfo=UTC), NOW) == "Sat 28 Feb 09:05"


def test_times_are_those_of_the_readers_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "XXX-05:30")
    time.tzset()
    local_day.cache_clear()
    late = datetime(2026, 3, 1, 20, 0, tzinfo=UTC)
    assert shown_clock(late) == "01:30"
    assert local_day(late) == TODAY
    assert shown_moment(late, NOW) == "01:30"
    local_day.cache_clear()


@pytest.mark.parametrize(
    ("dates", "clock", "told"),
    [
        ("relative", Clock.H24, "yesterday at 09:05"),
        ("absolute", Clock.H24, "2026-03-01 at 09:05"),
        ("%d.%m.%Y", Clock.H12, "01.03.2026 at 9:05am"),
    ],
)
def test_a_moment_is_told_aloud_in_the_readers_way(dates: str, clock: Clock, told: str) -> None:
    write_days_as(dates, clock)
    assert told_moment(datetime(2026, 3, 1, 9, 5, tzinfo=UTC), NOW) == told
