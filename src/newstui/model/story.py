"""Stories: as an entry of a document, as kept, and what the reader did with them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime  # noqa: TC003 - dataclass fields are read at run time
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newstui.model.attribution import Analysis, Credit
    from newstui.model.correction import Correction
    from newstui.model.feed import Evidence
    from newstui.model.media import Contributor, Enclosure, Picture, Republished
    from newstui.model.text import Document, SafeText


class BodyType(StrEnum):
    """How a story's body is written."""

    HTML = "html"
    TEXT = "text"
    MARKDOWN = "markdown"


class TextKind(StrEnum):
    """Which text of a story was read."""

    FEED = "feed"
    PAGE = "page"
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item of a document, as its publisher wrote it."""

    guid: str = ""
    """The publisher's identifier, raw; empty when there is none."""
    url: str = ""
    """Its link, absolute, raw; empty when there is none."""
    title: SafeText
    """Empty when the publisher gave none."""
    authors: tuple[SafeText, ...] = ()
    published: datetime | None = None
    """UTC; `None` when not given or unreadable."""
    updated: datetime | None = None
    """UTC; `None` when not given or unreadable."""
    body: str = ""
    """As published: markup and all."""
    body_type: BodyType = BodyType.HTML
    language: str = ""
    """As declared, of a story of the library for its feed if not for itself; empty when not."""
    credits: tuple[Credit, ...] = ()
    """Credits that stood beside the story on its page, not in its text."""
    enclosures: tuple[Enclosure, ...] = ()
    """Files that come with it, in the publisher's order."""
    pictures: tuple[Picture, ...] = ()
    """Pictures named beside its body."""
    contributors: tuple[Contributor, ...] = ()
    """Who had a part in it other than as its author."""
    reply_to: str = ""
    """Identifier of the entry it answers (RFC 4685), raw; empty when it answers none."""
    via: Republished | None = None
    """The feed it was taken over from; `None` when it is the publisher's own."""
    categories: tuple[SafeText, ...] = ()
    text_kind: TextKind | None = None
    """What its body is a text of; `None` when its document says that for all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFeed:
    """A document read: its own title and its entries."""

    format: str
    """Name of the format as in `newstui.formats.FORMATS`: "rss", "atom", "json feed", ..."""
    title: SafeText
    """Empty when the document has none."""
    site_url: str = ""
    language: str = ""
    text_kind: TextKind = TextKind.FEED
    entries: tuple[Entry, ...] = ()
    ttl_minutes: int | None = None
    """How long it asks to be left alone between two visits; `None` when it does not say."""
    skip_hours: tuple[int, ...] = ()
    """Hours in which it never changes: 0 to 23, UTC, in order."""
    skip_days: tuple[int, ...] = ()
    """Days on which it never changes: 0 for Monday to 6, UTC, in order."""
    self_url: str = ""
    """Where it says it is published, raw."""
    hub: str = ""
    """The first hub that tells of its changes (WebSub), raw."""
    new_url: str = ""
    """Where it says it has moved to, raw."""
    is_cut: bool = False
    """Whether its end is missing, so that its last entry may be incomplete."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One item as kept; what the reader did with it is a `newstui.model.headline.Mark`."""

    id: int
    """The archive's number, shown as `#id`; never used twice, kept when the item returns."""
    feed_id: int
    key: str
    """Its identity within the feed (see `newstui.formats.identity`)."""
    entry: Entry
    text_kind: TextKind
    fetched: datetime
    """UTC, when it was first seen."""
    outlet: SafeText
    """Title of its feed."""
    revision: int = 1
    """How often its publisher has changed text or title, counted from 1."""
    revised: datetime | None = None
    """UTC, when that was last noticed; `None` when never."""
    place: str = ""
    """Address asked for it, without credentials, or the path; empty when that is not known."""
    evidence: Evidence | None = None
    """Of the answer that brought it as it is now; `None` when that is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredText:
    """One text of a story: what offsets refer to."""

    id: int
    story_id: int
    kind: TextKind
    revision: int
    """1 for the first; a change of the text makes a new one."""
    document: Document
    content_hash: str
    """SHA-256 of the text, hexadecimal."""
    place: str = ""
    """Address asked for it; empty when it came with its story."""
    evidence: Evidence | None = None
    """Of the answer that brought it; `None` when it came with its story, or is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A story as it read at one time."""

    text_id: int
    kind: TextKind
    """What it was read from: each kind of text has revisions of its own."""
    number: int
    """1 for the first."""
    made: datetime
    """UTC, when this newstui first saw it."""
    title: SafeText
    text: SafeText


@dataclass(frozen=True, slots=True, kw_only=True)
class Bookmark:
    """A full copy of a story, kept for good."""

    story_id: int
    title: SafeText
    url: str
    outlet: SafeText
    authors: tuple[SafeText, ...]
    published: datetime | None
    updated: datetime | None
    fetched: datetime
    saved: datetime
    """UTC, when it was bookmarked."""
    document: Document
    text_kind: TextKind
    analysis: Analysis | None
    """`None` when the text was not yet analysed when it was saved."""
    credits: tuple[Credit, ...]
    content_hash: str
    """SHA-256 of the text, hexadecimal."""
    raw: bytes
    """The entry as published, as JSON, zlib-compressed."""
    file_name: str
    """Name of its Markdown file in the bookmarks folder."""
    tags: tuple[SafeText, ...] = ()
    """The reader's own, as they are now; not part of the copy."""
    note: SafeText | None = None
    """The reader's own, as it is now; not part of the copy. `None` when there is none."""
    corrections: dict[int, Correction] = field(default_factory=dict)
    """The reader's own, as they are now, by index into `Analysis.attributions`; not part of the
    copy, whose analysis is the engine's."""
