"""Where stories come from, as the reader keeps it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime  # noqa: TC003 - dataclass fields are read at run time
from enum import StrEnum
from typing import TYPE_CHECKING

from newstui.model.schedule import FeedSettings

if TYPE_CHECKING:
    from newstui.model.text import SafeText


class FeedKind(StrEnum):
    """What a feed's place is."""

    WEB = "web"
    FILE = "file"
    FOLDER = "folder"
    SAMPLES = "samples"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One subscription."""

    id: int
    """The archive's own number: addresses change, this does not."""
    place: str
    """Its http(s) address, or an absolute path."""
    kind: FeedKind
    title: SafeText
    """The reader's title if set, else the publisher's, else what the place is called."""
    folder: SafeText | None = None
    site_url: str = ""
    total: int = 0
    unread: int = 0
    checked: datetime | None = None
    """UTC, when it was last asked; `None` when never."""
    error: SafeText | None = None
    """Why the last refresh failed; `None` when it did not."""
    left_out: SafeText | None = None
    """What of it is not read though nothing is wrong with it, such as links in a folder; `None`
    when there is none."""
    failing_since: datetime | None = None
    """UTC, of the first failure in a row."""
    gone: datetime | None = None
    """UTC, when its server said that it is gone for good; `None` when it did not."""
    last_new: datetime | None = None
    """UTC, of its newest story: as the publisher says, else when it came; `None` without any."""
    added: datetime | None = None
    """UTC, when it was first subscribed to; `None` when that is not known."""
    same_as: Feed | None = None
    """The subscription it turned out to be as well; `None` as long as it is told apart."""
    next_check: datetime | None = None
    """UTC, when it is asked next without being told to; `None` when at any time."""
    settings: FeedSettings = field(default_factory=FeedSettings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What was observed when a place was read."""

    fetched: datetime
    """UTC."""
    final_url: str = ""
    """The address that answered, after redirects; the path for files."""
    etag: str = ""
    """Byte for byte as received."""
    last_modified: str = ""
    """Byte for byte as received."""
    content_type: str = ""
    """The Content-Type header as received; empty for files."""
    redirects: tuple[str, ...] = ()
    """Every address on the way from the one asked to the final one, both included; empty when the
    first answered itself."""
    moved_to: str = ""
    """The address that permanent redirects lead to; empty when there were none."""
    body_hash: str = ""
    """SHA-256 of the bytes received, hexadecimal; empty when nothing was."""
    max_age_seconds: int | None = None
    """How long the answer said it stays fresh; `None` when it did not say."""
