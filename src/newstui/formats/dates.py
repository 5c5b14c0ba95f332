"""Dates as feeds, pages and files write them: read in UTC, or not at all.

Day, month and year must all be there and have one meaning; what is missing is never made up, but
a time without a zone is taken as UTC and a day without a time as its first second.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Final

from newstui.formats.months import ZONES, fold, months

_LONGEST: Final = 100
"""Characters; a longer one is no date."""
_YEARS: Final = range(1_600, 2_200)
"""Others are what programs write for no date at all, misread digits, or of another calendar."""
_NO_DATE: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""What programs make of a date they do not know."""
_CENTURY_BEGINS: Final = 70
"""Years of two digits from here on are of the 20th century."""
_ENGLISH: Final = {
    name: number
    for number, name in enumerate(
        "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(),  # noqa: SIM905 - shorter so
        start=1,
    )
}
_MAIL: Final = re.compile(
    r"(?:[A-Z][a-z]{2}, )?(\d\d?) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d):(\d\d) "
    r"(?:GMT|UTC|Z|([+-]\d\d)(\d\d))"
)
"""RFC 2822, 3.3, as nearly every feed has it."""
_ISO: Final = re.compile(
    r"\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d(?::\d\d(?:\.\d{1,12})?)?(?:[Zz]|[+-]\d\d:?\d\d)?)?"
    r"|\d{8}(?:T\d{6}(?:Z|[+-]\d{4})?)?"
)
"""RFC 3339 and shorter forms, with and without signs between the figures."""
_SECONDS: Final = re.compile(r"\d{9,10}(?:\.\d{1,9})?")
_MILLISECONDS: Final = re.compile(r"\d{12,13}")
_CLOCK: Final = re.compile(
    r"(?<![\d+-])(\d\d?)(?:[:h]|\.(?=\d\d +uhr\b))(\d\d)(?::(\d\d)(?:[.,]\d{1,12})?)?(?!\d)"
    r"(?: *([ap])\.?m\b\.?)?"
)
_ZONE: Final = re.compile(
    r"[\s(]*(?:etc/)?(?:(?:gmt|utc)? ?([+-])(\d\d?):?(\d\d)?(?![\d/])|([a-z]{1,5})\b)"
)
_PLACE: Final = re.compile(r"[\s(]*(?!etc/)([a-z]+(?:/[a-z_]+){1,2})\b")
"""A zone by its place, as the time zone database names it."""
_YEAR_FIRST: Final = re.compile(r"(?<!\d)(\d{4})([-/.]) ?(\d\d?)\2 ?(\d\d?)(?!\d)")
_YEAR_LAST: Final = re.compile(r"(?<!\d)(\d\d?)([-/.]) ?(\d\d?)\2 ?(\d{4}|\d\d)(?!\d)")
_TOKEN: Final = re.compile(r"\d+|[^\W\d_]+")
_SIGNS: Final = str.maketrans(
    {"年": "-", "月": "-", "日": " ", "년": "-", "월": "-", "일": " "}
    | {"时": ":", "時": ":", "点": ":", "시": ":", "분": " ", "秒": " ", "초": " "}
)
"""What parts a date in Chinese, Japanese and Korean."""
_BEFORE_NOON: Final = re.compile("上午|午前|오전")
_AFTER_NOON: Final = re.compile("下午|午後|오후")
_NOON: Final = 12
_LAST_HOUR: Final = 24
_LAST_SECOND: Final = 59
_Day = tuple[int, int, int]


def read_date(value: str) -> datetime | None:
    """Read a date in UTC; one that is unclear or none at all is `None`."""
    value = value.strip()
    if not value or len(value) > _LONGEST:
        return None
    try:
        return _read(value)
    except (ValueError, OverflowError):
        return None


def _read(value: str) -> datetime | None:
    mail = _MAIL.fullmatch(value)
    if mail and mail[2] in _ENGLISH:
        day, month, year, hour, minute, second, east, more = mail.groups()
        offset = 0 if east is None else _offset(east[0], east[1:], more)
        return _moment(
            (int(year), _ENGLISH[month], int(day)), (int(hour), int(minute), int(second)), offset
        )
    if _ISO.fullmatch(value):
        try:
            return _in_range(datetime.fromisoformat(value.upper()))
        except ValueError:
            pass
    return _read_loosely(fold(value))


def _read_loosely(text: str) -> datetime | None:
    """Read a date in another form, perhaps in another language."""
    if _SECONDS.fullmatch(text):
        return _in_range(datetime.fromtimestamp(float(text), UTC))
    if _MILLISECONDS.fullmatch(text):
        return _in_range(datetime.fromtimestamp(int(text) / 1_000, UTC))
    text, half = _without_signs(text)
    clock = _CLOCK.search(text)
    if clock is None:
        day = _day(text)
        return _moment(day, (0, 0, 0), 0) if day else None
    place = _PLACE.match(text, clock.end())
    offset, after = (0, text[place.end() :]) if place else _zone(text[clock.end() :])
    day = _day(f"{text[: clock.start()]} {after}")
    hour = _hour(int(clock[1]), clock[4] or half)
    found = _moment(day, (hour, int(clock[2]), int(clock[3] or 0)), offset) if day else None
    return _in_place(found, place[1]) if found and place else found


def _in_place(found: datetime, place: str) -> datetime | None:
    """Take a time as the clocks of a place tell it; `None` when the place is not known."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return _in_range(found.replace(tzinfo=ZoneInfo(place.title())))
    except (ZoneInfoNotFoundError, OSError):
        return None


def _without_signs(text: str) -> tuple[str, str]:
    """Part a date of East Asia as others are; tell whether it is before or after noon."""
    if text.isascii():
        return text, ""
    half = "a" if _BEFORE_NOON.search(text) else "p" if _AFTER_NOON.search(text) else ""
    text = _BEFORE_NOON.sub(" ", _AFTER_NOON.sub(" ", text))
    return re.sub(r"(?<=[:\d])分", " ", re.sub(r"分(?=\d)", ":", text)).translate(_SIGNS), half


def _hour(hour: int, half: str) -> int:
    if half and 1 <= hour <= _NOON:
        return hour % _NOON + (_NOON if half == "p" else 0)
    return hour


def _zone(text: str) -> tuple[int, str]:
    """Read the zone behind a time, in minutes east, and leave what follows it."""
    zone = _ZONE.match(text)
    if zone is None:
        return 0, text
    if zone[1]:
        return _offset(zone[1], zone[2], zone[3] or "0"), text[zone.end() :]
    if zone[4] in ZONES:
        return int(ZONES[zone[4]]), text[zone.end() :]
    return 0, text


def _offset(sign: str, hours: str, minutes: str) -> int:
    east = int(hours) * 60 + int(minutes)
    return -east if sign == "-" else east


def _day(text: str) -> _Day | None:
    """Find year, month and day where they have one meaning."""
    found = _YEAR_FIRST.search(text)
    if found:
        return int(found[1]), int(found[3]), int(found[4])
    found = _YEAR_LAST.search(text)
    if found:
        return _year_last(int(found[1]), int(found[3]), found[4], found[2])
    return _named(_TOKEN.findall(text))


def _year_last(first: int, second: int, year: str, sign: str) -> _Day | None:
    """Read a date in figures: points stand behind the day, other signs in two orders."""
    if sign == "." or (len(year) > 2 and (first > 12 or first == second)):  # noqa: PLR2004
        return _full_year(year), second, first
    if len(year) > 2 and second > 12:  # noqa: PLR2004 - months of a year
        return _full_year(year), first, second
    return None


def _named(tokens: list[str]) -> _Day | None:
    """Read a date with a named month; of two the last, as some days' names are months' too."""
    names = months()
    at = max((index for index, token in enumerate(tokens) if token in names), default=None)
    if at is None:
        return None
    numbers = [(index, token) for index, token in enumerate(tokens) if token.isdigit()]
    years = [(index, token) for index, token in numbers if len(token) == 4]  # noqa: PLR2004
    days = [(index, token) for index, token in numbers if len(token) <= 2]  # noqa: PLR2004
    if not days:
        return None
    if not years:
        years = [(index, token) for index, token in days[1:] if len(token) == 2][:1]  # noqa: PLR2004
        days = days[:1]
    if len(years) != 1:
        return None
    nearest = min(days, key=lambda day: abs(day[0] - at))
    return _full_year(years[0][1]), names[tokens[at]], int(nearest[1])


def _full_year(year: str) -> int:
    number = int(year)
    if len(year) > 2:  # noqa: PLR2004 - digits of a year without its century
        return number
    return number + (1_900 if number >= _CENTURY_BEGINS else 2_000)


def _moment(day: _Day, clock: tuple[int, int, int], offset: int) -> datetime | None:
    """Put a moment together; the 24th hour is the next day's first (ISO 8601)."""
    hour, minute, second = clock
    ends = clock == (_LAST_HOUR, 0, 0)
    found = datetime(*day, 0 if ends else hour, minute, min(second, _LAST_SECOND), tzinfo=UTC)
    if ends or offset:
        found += timedelta(days=int(ends), minutes=-offset)
    return _in_range(found)


def _in_range(found: datetime) -> datetime | None:
    found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    return found if found.year in _YEARS and found != _NO_DATE else None
