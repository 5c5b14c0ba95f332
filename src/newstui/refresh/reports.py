"""What the refresh process tells: one JSON object a line, one frozen value each."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, ClassVar, Final, get_args

from newstui.text.clean import NOTHING, clean_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from newstui.model.text import SafeText


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """The refresh begins."""

    event: ClassVar[str] = "started"
    feeds: int
    feed_ids: tuple[int, ...] = ()
    """Their numbers, in the order they are asked in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """One feed was read and kept."""

    event: ClassVar[str] = "fetched"
    feed: int
    title: str
    new: int
    """Stories that were not known."""
    changed: int
    """Stories that were edited."""
    done: int
    """Feeds asked so far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """One feed could not be read; what was kept of it stays."""

    event: ClassVar[str] = "failed"
    feed: int = 0
    """0 for a place that is no feed of the archive."""
    title: str = ""
    place: str
    """Without user name and password."""
    reason: str
    retry_at: str = ""
    """UTC, ISO 8601: until when the server asks to be left alone; empty when it does not."""
    done: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """One feed was not asked, for a reason that is no failure of its own."""

    event: ClassVar[str] = "skipped"
    feed: int = 0
    title: str = ""
    reason: str
    retry_at: str
    """UTC, ISO 8601: until when its server asked to be left alone."""
    done: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Warned:
    """One part of a feed could not be read; its other parts were."""

    event: ClassVar[str] = "warning"
    feed: int = 0
    title: str = ""
    place: str
    """The part: a file's path within its folder."""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRead:
    """The page of one story was read and kept."""

    event: ClassVar[str] = "page"
    story: int
    title: str = ""
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFailed:
    """The page of one story could not be read; what its feed carries stays."""

    event: ClassVar[str] = "page failed"
    story: int
    title: str = ""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexed:
    """Some stories are found by the words of their texts now."""

    event: ClassVar[str] = "indexed"
    done: int
    """Stories so far."""
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """Some stories became ready to read."""

    event: ClassVar[str] = "built"
    done: int
    """Stories so far."""
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """The reader's rules were applied to what came."""

    event: ClassVar[str] = "ruled"
    stories: int
    """Stories that a rule changed."""
    hidden: int
    bookmarked: int
    """Stories whose files are still to be written."""
    reason: str = ""
    """Why some rules could not be applied; empty when all were."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """Everything was done."""

    event: ClassVar[str] = "finished"
    feeds: int
    failed: int
    new: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Busy:
    """Another process refreshes this archive."""

    event: ClassVar[str] = "busy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """The refresh itself could not go on."""

    event: ClassVar[str] = "broken"
    reason: str


Report = (
    Started
    | Fetched
    | Failed
    | Skipped
    | Warned
    | PageRead
    | PageFailed
    | Indexed
    | Built
    | Ruled
    | Finished
    | Busy
    | Broken
)

_REPORTS: Final[Mapping[str, type[Report]]] = {report.event: report for report in get_args(Report)}


def describe_left_out(parts: Sequence[str]) -> SafeText:
    """Say what of a place is not read, naming the first; empty for nothing."""
    if not parts:
        return NOTHING
    more = f", and {len(parts) - 1:,} more" if len(parts) > 1 else ""
    return clean_line(f"left out: {parts[0]}{more}")


def write_report(report: Report) -> bytes:
    """Write a report as one line."""
    return write_line(report_record(report))


def report_record(report: Report) -> dict[str, object]:
    """Write a report, ready for JSON."""
    return {"event": report.event, **asdict(report)}


def write_line(record: Mapping[str, object]) -> bytes:
    """Write one object as one line of JSON."""
    return json.dumps(record, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def read_line(line: bytes) -> Mapping[str, object]:
    """Read one object; empty when the line is none."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return record if isinstance(record, dict) else {}


def report_from(record: Mapping[str, object]) -> Report | None:
    """Read a report; `None` when it is none newstui knows."""
    kind = _REPORTS.get(str(record.get("event")))
    if kind is None:
        return None
    known: dict[str, Any] = {}
    for field in fields(kind):
        value = record.get(field.name)
        if isinstance(value, int) and field.type == "int":
            known[field.name] = value
        elif isinstance(value, str) and field.type == "str":
            known[field.name] = clean_line(value)
        elif isinstance(value, list) and field.type == "tuple[int, ...]":
            known[field.name] = tuple(number for number in value if isinstance(number, int))
    try:
        return kind(**known)
    except TypeError:
        return None
