"""A bookmark as its row: a full copy with a checksum, so that no damage passes for the story."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from newstui.model.story import Bookmark, TextKind
from newstui.store.values import digest, from_seconds, pack, to_seconds, unpack
from newstui.text.fields import (
    as_list,
    as_record,
    kind,
    moment,
    moment_record,
    raw_text,
    safe_text,
    safe_texts,
)
from newstui.text.records import (
    analysis_from_record,
    analysis_record,
    credit_from_record,
    credit_record,
    document_from_record,
    document_record,
)

_THE_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class BookmarkRow:
    """One row, read but not unpacked."""

    story_id: int
    file_name: str
    file_hash: str
    """SHA-256 of the whole file as it was last written, hexadecimal."""
    trash_name: str
    """Name of the file in the trash; empty while there is none."""
    saved: int
    removed: int | None
    checksum: str
    record: bytes

    @property
    def is_sound(self) -> bool:
        """Whether what the row holds is what was saved."""
        return self.checksum == self.sum()

    def sum(self) -> str:
        """What the row must add up to."""
        head = f"{self.story_id}\n{self.saved}\n{self.file_name}\n"
        return digest(head.encode() + self.record)

    def bookmark(self) -> Bookmark | None:
        """The bookmark; `None` when the row is damaged."""
        if not self.is_sound:
            return None
        try:
            return bookmark_from_record(unpack(self.record), self)
        except ValueError:
            return None


def bookmark_record(bookmark: Bookmark) -> dict[str, object]:
    """Write a bookmark, without its number and the name of its file."""
    return {
        "title": bookmark.title,
        "url": bookmark.url,
        "outlet": bookmark.outlet,
        "authors": list(bookmark.authors),
        "published": moment_record(bookmark.published),
        "updated": moment_record(bookmark.updated),
        "fetched": moment_record(bookmark.fetched),
        "document": document_record(bookmark.document),
        "text_kind": bookmark.text_kind.value,
        "analysis": analysis_record(bookmark.analysis) if bookmark.analysis else None,
        "credits": [credit_record(credit) for credit in bookmark.credits],
        "content_hash": bookmark.content_hash,
        "raw": base64.b64encode(bookmark.raw).decode("ascii"),
    }


def bookmark_from_record(record: object, row: BookmarkRow) -> Bookmark:
    """Read a bookmark.

    Raises:
        ValueError: If it is not such a record.
    """
    fields = as_record(record)
    analysis = fields.get("analysis")
    try:
        raw = base64.b64decode(raw_text(fields, "raw"), validate=True)
    except binascii.Error as error:
        raise ValueError("raw: not base 64") from error
    return Bookmark(
        story_id=row.story_id,
        title=safe_text(fields, "title"),
        url=raw_text(fields, "url"),
        outlet=safe_text(fields, "outlet"),
        authors=safe_texts(fields, "authors"),
        published=moment(fields, "published"),
        updated=moment(fields, "updated"),
        fetched=moment(fields, "fetched") or _THE_EPOCH,
        saved=from_seconds(row.saved),
        document=document_from_record(fields.get("document")),
        text_kind=kind(fields, "text_kind", TextKind, TextKind.FEED),
        analysis=None if analysis is None else analysis_from_record(analysis),
        credits=tuple(credit_from_record(credit) for credit in as_list(fields.get("credits"))),
        content_hash=raw_text(fields, "content_hash"),
        raw=raw,
        file_name=row.file_name,
    )


def new_row(bookmark: Bookmark, file_name: str, file_hash: str) -> BookmarkRow:
    """Make the row of a bookmark that is to be saved."""
    record, saved = pack(bookmark_record(bookmark)), to_seconds(bookmark.saved)
    row = BookmarkRow(bookmark.story_id, file_name, file_hash, "", saved, None, "", record)
    return replace(row, checksum=row.sum())
