"""A place as it travels from the process that read it to the one that shows it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from newstui.model.feed import Evidence, FeedKind
from newstui.text.clean import clean_line
from newstui.text.fields import (
    as_list,
    as_record,
    maybe_whole,
    moment,
    moment_record,
    raw_text,
)
from newstui.text.records import feed_from_record, feed_record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newstui.model.story import ParsedFeed
    from newstui.model.text import SafeText
    from newstui.places import Located
    from newstui.refresh.gathering import Gathered

EVENT: Final = "feed"
STDIN_PLACE: Final = "-"
"""The place that stands for standard input."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamedFeed:
    """One place, read and parsed."""

    place: str
    """As it was asked for."""
    located: str
    """Its address in normal form, or its absolute path."""
    kind: FeedKind
    parsed: ParsedFeed
    keys: tuple[str, ...]
    """Identity of each of its entries."""
    evidence: Evidence
    origins: tuple[Evidence, ...] = ()
    """Of each entry's file, where there are several; empty where `evidence` is all there is."""
    problem: SafeText | None = None
    """What is wrong with it as a whole; `None` when nothing is."""
    left_out: tuple[SafeText, ...] = ()
    """Which parts of it are no files, and what they are."""


def stream_record(place: str, located: Located, gathered: Gathered) -> dict[str, object]:
    """Write a place that was read, ready for JSON."""
    return {
        "event": EVENT,
        "place": place,
        "located": located.place,
        "kind": str(located.kind),
        "parsed": feed_record(gathered.parsed),
        "keys": list(gathered.keys),
        "evidence": _evidence_record(gathered.evidence),
        "origins": [_evidence_record(origin) for origin in gathered.origins],
        "problem": gathered.problem,
        "left_out": list(gathered.left_out_parts),
    }


def _evidence_record(evidence: Evidence) -> dict[str, object]:
    return {**asdict(evidence), "fetched": moment_record(evidence.fetched)}


def streamed_from(record: Mapping[str, object]) -> StreamedFeed:
    """Read a place that was read.

    Raises:
        ValueError: If it is none.
    """
    match record:
        case {
            "event": "feed",
            "place": str(place),
            "located": str(located),
            "kind": str(kind),
            "parsed": parsed,
            "keys": [*keys],
            "evidence": evidence,
            "origins": [*origins],
        }:
            return StreamedFeed(
                place=place,
                located=located,
                kind=FeedKind(kind),
                parsed=feed_from_record(parsed),
                keys=tuple(str(key) for key in keys),
                evidence=_evidence(as_record(evidence)),
                origins=tuple(_evidence(as_record(origin)) for origin in origins),
                problem=clean_line(raw_text(record, "problem")) or None,
                left_out=tuple(clean_line(str(one)) for one in as_list(record.get("left_out"))),
            )
    raise ValueError("a place that was read was expected")


def _evidence(fields: Mapping[str, object]) -> Evidence:
    fetched = moment(fields, "fetched")
    if fetched is None:
        raise ValueError("the time of reading was expected")
    return Evidence(
        fetched=fetched,
        final_url=raw_text(fields, "final_url"),
        etag=raw_text(fields, "etag"),
        last_modified=raw_text(fields, "last_modified"),
        content_type=raw_text(fields, "content_type"),
        redirects=tuple(str(address) for address in as_list(fields.get("redirects"))),
        moved_to=raw_text(fields, "moved_to"),
        body_hash=raw_text(fields, "body_hash"),
        max_age_seconds=maybe_whole(fields, "max_age_seconds"),
    )
