"""Documents, entries and feeds as JSON-ready records, and back.

Reading is tolerant of missing fields and cleans what it reads again; what cannot be meant raises
`ValueError`. Times are ISO 8601 in UTC.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypedDict

from newstui.model.story import BodyType, Entry, ParsedFeed, TextKind
from newstui.model.text import Document, Span, SpanKind
from newstui.text.analysis_records import (
    analysis_from_record,
    analysis_record,
    credit_from_record,
    credit_record,
)
from newstui.text.clean import clean_block
from newstui.text.fields import (
    as_list,
    as_record,
    kind,
    many,
    maybe,
    maybe_whole,
    moment,
    moment_record,
    raw_text,
    safe_text,
    safe_texts,
    wholes,
)
from newstui.text.media_records import (
    contributor_from_record,
    contributor_record,
    enclosure_from_record,
    enclosure_record,
    picture_from_record,
    picture_record,
    republished_from_record,
    republished_record,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newstui.model.media import Contributor, Enclosure, Picture, Republished
    from newstui.model.text import SafeText

__all__ = [
    "analysis_from_record",
    "analysis_record",
    "credit_from_record",
    "credit_record",
    "document_from_record",
    "document_record",
    "entry_from_record",
    "entry_record",
    "feed_from_record",
    "feed_record",
    "media_record",
    "with_media",
]


class _Media(TypedDict):
    """The fields of an entry that stand beside its text."""

    enclosures: tuple[Enclosure, ...]
    pictures: tuple[Picture, ...]
    contributors: tuple[Contributor, ...]
    reply_to: str
    via: Republished | None
    categories: tuple[SafeText, ...]


def document_record(document: Document) -> dict[str, object]:
    """Write a document; spans as [start, end, kind, value]."""
    return {
        "text": document.text,
        "spans": [[span.start, span.end, str(span.kind), span.value] for span in document.spans],
        "furniture": list(document.furniture),
    }


def document_from_record(record: object) -> Document:
    """Read a document; spans beyond its text are cut or left out.

    Raises:
        ValueError: If it is not such a record.
    """
    fields = as_record(record)
    text = clean_block(raw_text(fields, "text"))
    spans = (_span(item, len(text)) for item in as_list(fields.get("spans")))
    return Document(
        text=text,
        spans=tuple(span for span in spans if span.start < span.end),
        furniture=safe_texts(fields, "furniture"),
    )


def entry_record(entry: Entry) -> dict[str, object]:
    """Write an entry."""
    return {
        "guid": entry.guid,
        "url": entry.url,
        "title": entry.title,
        "authors": list(entry.authors),
        "published": moment_record(entry.published),
        "updated": moment_record(entry.updated),
        "body": entry.body,
        "body_type": str(entry.body_type),
        "language": entry.language,
        "credits": [credit_record(credit) for credit in entry.credits],
        **({} if entry.text_kind is None else {"text_kind": str(entry.text_kind)}),
        **media_record(entry),
    }


def media_record(entry: Entry) -> dict[str, object]:
    """Write what stands beside an entry's text; most entries have little of it."""
    aside: dict[str, object] = {
        "enclosures": [enclosure_record(enclosure) for enclosure in entry.enclosures],
        "pictures": [picture_record(picture) for picture in entry.pictures],
        "contributors": [contributor_record(person) for person in entry.contributors],
        "reply_to": entry.reply_to,
        "via": None if entry.via is None else republished_record(entry.via),
        "categories": list(entry.categories),
    }
    return {name: value for name, value in aside.items() if value}


def entry_from_record(record: object) -> Entry:
    """Read an entry.

    Raises:
        ValueError: If it is not such a record.
    """
    fields = as_record(record)
    return Entry(
        guid=raw_text(fields, "guid"),
        url=raw_text(fields, "url"),
        title=safe_text(fields, "title"),
        authors=safe_texts(fields, "authors"),
        published=moment(fields, "published"),
        updated=moment(fields, "updated"),
        body=raw_text(fields, "body"),
        body_type=kind(fields, "body_type", BodyType, BodyType.HTML),
        language=raw_text(fields, "language"),
        credits=many(fields, "credits", credit_from_record),
        text_kind=maybe(fields, "text_kind", lambda value: TextKind(str(value))),
        **_media(fields),
    )


def with_media(entry: Entry, record: object) -> Entry:
    """Put what stood beside an entry's text back.

    Raises:
        ValueError: If it is not such a record.
    """
    return replace(entry, **_media(as_record(record)))


def _media(fields: Mapping[str, object]) -> _Media:
    return _Media(
        enclosures=many(fields, "enclosures", enclosure_from_record),
        pictures=many(fields, "pictures", picture_from_record),
        contributors=many(fields, "contributors", contributor_from_record),
        reply_to=raw_text(fields, "reply_to"),
        via=maybe(fields, "via", republished_from_record),
        categories=safe_texts(fields, "categories"),
    )


def feed_record(feed: ParsedFeed) -> dict[str, object]:
    """Write a document's feed with all its entries."""
    return {
        "format": feed.format,
        "title": feed.title,
        "site_url": feed.site_url,
        "language": feed.language,
        "text_kind": str(feed.text_kind),
        "entries": [entry_record(entry) for entry in feed.entries],
        "ttl_minutes": feed.ttl_minutes,
        "skip_hours": list(feed.skip_hours),
        "skip_days": list(feed.skip_days),
        "self_url": feed.self_url,
        "hub": feed.hub,
        "new_url": feed.new_url,
        "is_cut": feed.is_cut,
    }


def feed_from_record(record: object) -> ParsedFeed:
    """Read a document's feed.

    Raises:
        ValueError: If it is not such a record.
    """
    fields = as_record(record)
    return ParsedFeed(
        format=raw_text(fields, "format"),
        title=safe_text(fields, "title"),
        site_url=raw_text(fields, "site_url"),
        language=raw_text(fields, "language"),
        text_kind=kind(fields, "text_kind", TextKind, TextKind.FEED),
        entries=many(fields, "entries", entry_from_record),
        ttl_minutes=maybe_whole(fields, "ttl_minutes"),
        skip_hours=wholes(fields, "skip_hours", below=24),
        skip_days=wholes(fields, "skip_days", below=7),
        self_url=raw_text(fields, "self_url"),
        hub=raw_text(fields, "hub"),
        new_url=raw_text(fields, "new_url"),
        is_cut=fields.get("is_cut") is True,
    )


def _span(item: object, length: int) -> Span:
    """Read a span, cut to a text of `length` characters."""
    match as_list(item):
        case [int(start), int(end), str(name), str(value)] if start >= 0:
            return Span(min(start, length), min(end, length), SpanKind(name), value)
        case _:
            raise ValueError("a span was expected: start, end, kind, value")
