"""When a feed is asked next: often where news comes often, seldom where nothing does, and as asked.

Pure: no clock, no chance; both are given.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from newstui.errors import AnswerError
from newstui.places.http import HOLDING
from newstui.store.sameness import SIGHTINGS

if TYPE_CHECKING:
    from datetime import datetime

    from newstui.errors import NewstuiError
    from newstui.model.feed import Evidence
    from newstui.model.schedule import FeedSettings, Schedule
    from newstui.model.story import ParsedFeed

SHORTEST_SECONDS: Final = 15 * 60
"""Between two checks nobody asked for."""
LONGEST_SECONDS: Final = 24 * 3600
"""Between two checks of a feed that answers, whatever it asks for."""
_FIRST_SECONDS: Final = 3600
_FASTER, _SLOWER = 0.5, 1.25
"""What becomes of the pace when something new came, and when nothing did."""
_JITTER: Final = 0.1
"""Most of a wait that chance adds, so that feeds do not fall in step."""
_DOUBLINGS: Final = 7
LONGEST_RETRY_SECONDS: Final = 7 * 24 * 3600
"""Longest that a server which asks for it is left alone."""
_HOURS: Final = 24


def after_answer(  # noqa: PLR0913 - everything a plan is made of, by name
    schedule: Schedule,
    settings: FeedSettings,
    evidence: Evidence,
    *,
    has_news: bool,
    now: datetime,
    chance: float,
) -> Schedule:
    """Plan the next check of a feed that answered.

    Args:
        schedule: As it was, with what the feed says of itself now.
        settings: The reader's own.
        evidence: What was observed.
        has_news: Whether something came that was not known.
        now: UTC.
        chance: From 0 to 1.
    """
    pace = (schedule.pace_seconds or _FIRST_SECONDS) * (_FASTER if has_news else _SLOWER)
    pace = min(max(pace, SHORTEST_SECONDS), LONGEST_SECONDS)
    if settings.interval_minutes is not None:
        wait = settings.interval_minutes * 60.0
    else:
        asked_for = max(evidence.max_age_seconds or 0, (schedule.ttl_minutes or 0) * 60)
        wait = max(pace, min(asked_for, LONGEST_SECONDS))
    wait = max(wait, SHORTEST_SECONDS) * (1 + _JITTER * chance)
    return replace(
        schedule,
        next_check=_outside(schedule.skip_hours, now + timedelta(seconds=wait)),
        pace_seconds=round(pace),
        failures=0,
        gone=None,
        moved_to=evidence.moved_to,
        moved_seen=_sightings(schedule, evidence),
    )


def with_wishes(schedule: Schedule, parsed: ParsedFeed) -> Schedule:
    """Take over what a feed says about when to ask for it."""
    return replace(schedule, ttl_minutes=parsed.ttl_minutes, skip_hours=parsed.skip_hours)


def after_failure(
    schedule: Schedule, error: NewstuiError, *, now: datetime, chance: float
) -> Schedule:
    """Plan the next check of a feed that failed: later each time, and not sooner than asked."""
    wait = SHORTEST_SECONDS * 2 ** min(schedule.failures, _DOUBLINGS)
    wait = min(wait, LONGEST_SECONDS) * (1 + _JITTER * chance)
    gone = schedule.gone
    if isinstance(error, AnswerError):
        wait = max(wait, retry_seconds(error))
        if error.status == HTTPStatus.GONE:
            gone = gone or now
    return replace(
        schedule,
        next_check=now + timedelta(seconds=wait),
        failures=schedule.failures + 1,
        gone=gone,
    )


def retry_seconds(error: AnswerError) -> float:
    """How long a server that refused is left alone, in seconds; 0 when it did not ask for it."""
    if error.status not in HOLDING:
        return 0.0
    return min(error.retry_after_seconds or 0.0, LONGEST_RETRY_SECONDS)


def is_due(schedule: Schedule, now: datetime) -> bool:
    """Whether a feed is to be asked without anybody asking for it."""
    if schedule.gone is not None:
        return False
    return schedule.next_check is None or schedule.next_check <= now


def new_address(schedule: Schedule, evidence: Evidence) -> str:
    """Where a feed has moved for good; empty when that is not certain.

    Args:
        schedule: As it was before the answer.
        evidence: Of the answer.
    """
    return evidence.moved_to if _sightings(schedule, evidence) >= SIGHTINGS else ""


def _sightings(schedule: Schedule, evidence: Evidence) -> int:
    """How often in a row permanent redirects led to the same address, this answer included."""
    if not evidence.moved_to:
        return 0
    return schedule.moved_seen + 1 if evidence.moved_to == schedule.moved_to else 1


def _outside(hours: tuple[int, ...], at: datetime) -> datetime:
    """Put a time off to the end of the hours in which a feed asks not to be read."""
    if len(set(hours)) >= _HOURS:
        return at
    while at.hour in hours:
        at = at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return at
