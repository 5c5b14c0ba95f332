"""When a feed is asked next."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from newstui.errors import AnswerError, PlaceError
from newstui.model.feed import Evidence
from newstui.model.schedule import FeedSettings, Schedule
from newstui.refresh.schedule import after_answer, after_failure, is_due, new_address

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
SEEN = Evidence(fetched=NOW)
OWN = FeedSettings()
MINUTE = 60.0


def minutes(schedule: Schedule) -> float:
    assert schedule.next_check is not None
    return (schedule.next_check - NOW).total_seconds() / MINUTE


def answered(schedule: Schedule, evidence: Evidence = SEEN, *, news: bool = False) -> Schedule:
    return after_answer(schedule, OWN, evidence, has_news=news, now=NOW, chance=0)


def in_a_row(*, news: bool) -> Iterator[float]:
    schedule = Schedule()
    for _ in range(40):
        schedule = answered(schedule, news=news)
        yield minutes(schedule)


def test_a_busy_feed_is_asked_more_and_more_often_but_never_twice_in_a_quarter_of_an_hour() -> None:
    waits = list(in_a_row(news=True))
    assert waits[0] == 30
    assert waits == sorted(waits, reverse=True)
    assert waits[-1] == 15


def test_a_quiet_feed_is_asked_less_and_less_often_but_every_day() -> None:
    waits = list(in_a_row(news=False))
    assert waits[0] == 75
    assert waits == sorted(waits)
    assert waits[-1] == 24 * 60


@pytest.mark.parametrize(
    ("max_age", "ttl", "wait"),
    [
        (None, None, 75),
        (5 * 60, None, 75),
        (3 * 3600, None, 180),
        (None, 240, 240),
        (365 * 24 * 3600, None, 24 * 60),
        (None, 10**6, 24 * 60),
    ],
)
def test_what_a_feed_asks_for_is_honoured_up_to_a_day(
    max_age: int | None, ttl: int | None, wait: float
) -> None:
    evidence = replace(SEEN, max_age_seconds=max_age)
    assert minutes(answered(Schedule(ttl_minutes=ttl), evidence)) == wait


def test_the_readers_own_interval_goes_before() -> None:
    settings = FeedSettings(interval_minutes=30)
    evidence = replace(SEEN, max_age_seconds=7200)
    planned = after_answer(Schedule(), settings, evidence, has_news=False, now=NOW, chance=0)
    assert minutes(planned) == 30


def test_chance_only_ever_adds_a_tenth() -> None:
    planned = after_answer(Schedule(), OWN, SEEN, has_news=False, now=NOW, chance=1)
    assert minutes(planned) == pytest.approx(75 * 1.1)


@pytest.mark.parametrize(
    ("hours", "at"),
    [
        ((13, 14), datetime(2026, 3, 1, 15, tzinfo=UTC)),
        ((3,), datetime(2026, 3, 1, 13, 45, tzinfo=UTC)),
        (tuple(range(24)), datetime(2026, 3, 1, 13, 45, tzinfo=UTC)),
    ],
)
def test_hours_to_be_skipped_are_skipped_unless_all_are(
    hours: tuple[int, ...], at: datetime
) -> None:
    assert answered(Schedule(skip_hours=hours)).next_check == at


def test_failures_are_spaced_out_and_forgotten_with_the_first_answer() -> None:
    schedule, waits = Schedule(), []
    for _ in range(12):
        schedule = after_failure(schedule, PlaceError("x", "down"), now=NOW, chance=0)
        waits.append(minutes(schedule))
    assert waits[:4] == [15, 30, 60, 120]
    assert waits[-1] == 24 * 60
    assert answered(schedule).failures == 0


@pytest.mark.parametrize(
    ("status", "retry_after", "wait"),
    [(429, 7200.0, 120), (503, 60.0, 15), (503, None, 15), (500, 7200.0, 15), (429, 1e9, 7 * 1440)],
)
def test_a_server_that_asks_to_be_left_alone_is(
    status: int, retry_after: float | None, wait: float
) -> None:
    error = AnswerError("x", "no", status=status, retry_after_seconds=retry_after)
    assert minutes(after_failure(Schedule(), error, now=NOW, chance=0)) == wait


def test_a_feed_that_is_gone_is_asked_by_hand_only_until_it_answers() -> None:
    gone = after_failure(Schedule(), AnswerError("x", "gone", status=410), now=NOW, chance=0)
    assert gone.gone == NOW
    assert not is_due(gone, NOW + timedelta(days=99))
    assert is_due(answered(gone), NOW + timedelta(days=1))


def test_a_permanent_redirect_is_believed_when_it_is_seen_twice_in_a_row() -> None:
    moved, elsewhere = (replace(SEEN, moved_to=f"https://{host}/") for host in ("a.ex", "b.ex"))
    schedule = Schedule()
    assert new_address(schedule, moved) == ""
    schedule = answered(schedule, moved)
    assert new_address(schedule, SEEN) == ""
    assert new_address(schedule, elsewhere) == ""
    assert new_address(schedule, moved) == "https://a.ex/"
    schedule = answered(schedule, elsewhere)
    assert new_address(schedule, moved) == ""
