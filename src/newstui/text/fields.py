"""Reading one field of a JSON record: the right type, or the default, or `ValueError`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from enum import StrEnum

    from newstui.model.text import Offsets, SafeText

Record = Mapping[str, object]
"""What JSON calls an object."""
_Kind = TypeVar("_Kind", bound="StrEnum")
_Value = TypeVar("_Value")
_PAIR = 2


def as_record(value: object) -> Record:
    """Take a JSON object.

    Raises:
        ValueError: If it is anything else.
    """
    if not isinstance(value, Mapping):
        raise _unlike("a record", value)
    return value


def as_list(value: object) -> list[object]:
    """Take a JSON array; nothing counts as an empty one.

    Raises:
        ValueError: If it is anything else.
    """
    if value is None:
        return []
    if not isinstance(value, list | tuple):
        raise _unlike("a list", value)
    return list(value)


def raw_text(record: Record, name: str) -> str:
    """Read text as it is, without the surrogates that cannot be stored.

    Raises:
        ValueError: If the field holds anything but text or nothing.
    """
    value = record.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _unlike(f"{name}: text", value)
    return value.encode("utf-8", "replace").decode() if not value.isascii() else value


def safe_text(record: Record, name: str) -> SafeText:
    """Read a line of text, cleaned."""
    return clean_line(raw_text(record, name))


def safe_texts(record: Record, name: str) -> tuple[SafeText, ...]:
    """Read a list of lines, cleaned."""
    return tuple(safe_text({name: item}, name) for item in as_list(record.get(name)))


def whole(record: Record, name: str, default: int = 0) -> int:
    """Read a whole number that SQLite can hold.

    Raises:
        ValueError: If the field holds anything else.
    """
    value = record.get(name)
    if value is None:
        return default
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) >= 1 << 63:
        raise _unlike(f"{name}: a whole number", value)
    return value


def maybe_whole(record: Record, name: str) -> int | None:
    """Read a whole number that may be absent.

    Raises:
        ValueError: If the field holds anything else.
    """
    return None if record.get(name) is None else whole(record, name)


def wholes(record: Record, name: str, *, below: int) -> tuple[int, ...]:
    """Read a list of whole numbers from 0 on; others are left out.

    Raises:
        ValueError: If the field holds anything else.
    """
    found = {whole({name: item}, name, -1) for item in as_list(record.get(name))}
    return tuple(sorted(number for number in found if 0 <= number < below))


def truth(record: Record, name: str, *, default: bool) -> bool:
    """Read yes or no.

    Raises:
        ValueError: If the field holds anything else.
    """
    value = record.get(name)
    if value is None:
        return default
    if not isinstance(value, bool):
        raise _unlike(f"{name}: true or false", value)
    return value


def kind(record: Record, name: str, kinds: type[_Kind], default: _Kind) -> _Kind:
    """Read a member of an enumeration by its value.

    Raises:
        ValueError: If it has no such member.
    """
    value = raw_text(record, name)
    return kinds(value) if value else default


def moment(record: Record, name: str) -> datetime | None:
    """Read a time in UTC, from ISO 8601; one without a zone is taken as UTC.

    Raises:
        ValueError: If the field holds anything but such a time or nothing.
    """
    value = raw_text(record, name)
    if not value:
        return None
    try:
        read = datetime.fromisoformat(value)
        return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(f"{name}: no such time") from error


def moment_record(value: datetime | None) -> str | None:
    """Write a time as ISO 8601 in UTC."""
    return None if value is None else value.astimezone(UTC).isoformat()


def offsets(value: object) -> Offsets:
    """Read a pair of offsets.

    Raises:
        ValueError: If it is not two whole numbers in order.
    """
    pair = as_list(value)
    if len(pair) == _PAIR:
        start, end = pair
        if isinstance(start, int) and isinstance(end, int) and 0 <= start <= end:
            return start, end
    raise ValueError("two offsets in order were expected")


def many(record: Record, name: str, read: Callable[[object], _Value]) -> tuple[_Value, ...]:
    """Read a list, item by item."""
    return tuple(read(item) for item in as_list(record.get(name)))


def maybe(record: Record, name: str, read: Callable[[object], _Value]) -> _Value | None:
    """Read a field that may be absent."""
    value = record.get(name)
    return None if value is None else read(value)


def _unlike(wanted: str, value: object) -> ValueError:
    return ValueError(f"{wanted} was expected, not {type(value).__name__}")
