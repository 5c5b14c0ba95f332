"""When a feed is asked again, and what is remembered of asking it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime  # noqa: TC003 - dataclass fields are read at run time
from typing import Final

_SHORTEST_INTERVAL: Final = 15
"""Minutes."""
_LONGEST_INTERVAL: Final = 60 * 24 * 366
_USER_AGENT_LENGTH: Final = 500
_COUNT_DIGITS: Final = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """What decides when a feed is asked next."""

    next_check: datetime | None = None
    """UTC; `None` when it may be asked at any time."""
    pace_seconds: int = 0
    """How long it is left between two checks, learnt from how often it changes; 0 at first."""
    failures: int = 0
    """Failures in a row."""
    gone: datetime | None = None
    """UTC, when its server said that it is gone for good (410); `None` when it did not."""
    moved_to: str = ""
    """Where permanent redirects led the last time; empty when they did not."""
    moved_seen: int = 0
    """How often in a row they led there."""
    ttl_minutes: int | None = None
    """How long the feed says it may be kept (RSS 2.0 `ttl`); `None` when it does not."""
    skip_hours: tuple[int, ...] = ()
    """Hours of the day, UTC, in which it asks not to be read (RSS 2.0 `skipHours`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedSettings:
    """What the reader set for one feed."""

    interval_minutes: int | None = None
    """How often it is asked; `None` leaves that to the feed's pace."""
    user_agent: str = ""
    """What newstui calls itself there; empty for its own name."""
    full_text: bool = False
    """Whether the pages of its stories are read as they come."""
    pictures: bool = False
    """Whether the pictures of its stories are fetched as the stories are opened."""


def typed_interval(typed: str) -> int | None:
    """Read how many minutes lie between two checks; nothing or 0 leaves that to the feed's pace.

    Raises:
        ValueError: If that is no number, or too small or too large a one.
    """
    digits = typed.strip() or "0"
    if not (digits.isascii() and digits.isdigit()):
        raise ValueError("not a whole number of minutes")
    minutes = int(digits[:_COUNT_DIGITS])
    if 0 < minutes < _SHORTEST_INTERVAL:
        raise ValueError(f"no feed is asked more often than every {_SHORTEST_INTERVAL} minutes")
    return min(minutes, _LONGEST_INTERVAL) or None


def typed_user_agent(typed: str) -> str:
    """Read what newstui is to call itself; nothing for its own name.

    Raises:
        ValueError: If that cannot be sent.
    """
    if not (typed.isascii() and (typed.isprintable() or not typed)):
        raise ValueError("only ASCII letters, digits and signs can be sent")
    if len(typed) > _USER_AGENT_LENGTH:
        raise ValueError(f"is longer than {_USER_AGENT_LENGTH} characters")
    return typed
