"""What a feed says of itself to those who visit it: how often, when not, and where it lives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from newstui.formats.elements import all_text

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newstui.formats.elements import Named

_LONGEST_TTL: Final = 366 * 24 * 60
"""Minutes; a feed that asks to be left alone for longer has made a mistake."""
_PERIODS: Final = {
    "hourly": 60,
    "daily": 24 * 60,
    "weekly": 7 * 24 * 60,
    "monthly": 30 * 24 * 60,
    "yearly": 365 * 24 * 60,
}
"""Minutes (RSS 1.0 module "syndication")."""
_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY_HOURS: Final = 24
_DIGITS: Final = 9
_CHILDREN_LIMIT: Final = 100

NAMES: Final = frozenset(
    {"ttl", "skiphours", "skipdays", "link", "itunes:new-feed-url"}
    | {"sy:updateperiod", "sy:updatefrequency"}
)
"""Elements that `read_hints` takes."""


def read_hints(elements: Named) -> dict[str, Any]:
    """Read them into fields of `newstui.model.story.ParsedFeed`."""
    firsts = {name: element for name, element in reversed(elements) if name in NAMES}
    hints: dict[str, Any] = {
        "ttl_minutes": _ttl(firsts),
        "skip_hours": _hours(firsts.get("skiphours")),
        "skip_days": _days(firsts.get("skipdays")),
        "self_url": _link(elements, "self"),
        "hub": _link(elements, "hub"),
    }
    moved = firsts.get("itunes:new-feed-url")
    if moved is not None:
        hints["new_url"] = all_text(moved)
    return hints


def minutes(written: str) -> int | None:
    """Read a number of minutes, if it makes sense as a pause."""
    written = written.strip()
    if not written.isascii() or not written.isdigit() or len(written) > _DIGITS:
        return None
    number = int(written)
    return number if 0 < number <= _LONGEST_TTL else None


def _ttl(firsts: dict[str, _Element]) -> int | None:
    """Read the pause asked for, else the one between the updates announced."""
    if "ttl" in firsts:
        found = minutes(all_text(firsts["ttl"]))
        if found:
            return found
    period = firsts.get("sy:updateperiod")
    if period is None:
        return None
    frequency = firsts.get("sy:updatefrequency")
    times = minutes(all_text(frequency)) if frequency is not None else 1
    every = _PERIODS.get(all_text(period).lower())
    return max(1, every // times) if every and times else None


def _texts(element: _Element | None) -> list[str]:
    return [] if element is None else [all_text(child) for child in element[:_CHILDREN_LIMIT]]


def _hours(element: _Element | None) -> tuple[int, ...]:
    """Read hours; 24 is what some call the first (RSS 0.91)."""
    written = (text for text in _texts(element) if text.isascii() and text.isdigit())
    hours = (int(text) for text in written if len(text) <= 2)  # noqa: PLR2004 - digits of an hour
    return tuple(sorted({hour % _DAY_HOURS for hour in hours if hour <= _DAY_HOURS}))


def _days(element: _Element | None) -> tuple[int, ...]:
    found = (text.lower() for text in _texts(element))
    return tuple(sorted({_DAYS.index(day) for day in found if day in _DAYS}))


def _link(elements: Named, relation: str) -> str:
    for name, element in elements:
        if name == "link" and element.get("rel") == relation and element.get("href"):
            return element.get("href", "").strip()
    return ""
