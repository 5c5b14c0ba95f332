"""What sources, reports and credits can be: the words attribution is described with."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

SURE_FROM: Final = 0.6
"""Confidence from which an attribution's source is shown without a doubt mark."""


class Kind(StrEnum):
    """How the content is reported."""

    DIRECT = "direct"
    """All of it between quotation marks."""
    MIXED = "mixed"
    """Partly between quotation marks."""
    INDIRECT = "indirect"
    REPORTED = "reported"
    """A fact of speech without its words: "declined to comment"."""


class Stance(StrEnum):
    """What the source does with the content."""

    SAID = "said"
    DENIED = "denied"
    ASKED = "asked"
    REFUSED = "refused"
    HEARSAY = "hearsay"


class Medium(StrEnum):
    """Where the source said it."""

    INTERVIEW = "interview"
    STATEMENT = "statement"
    POST = "post"
    DOCUMENT = "document"
    BROADCAST = "broadcast"


class SourceType(StrEnum):
    """What a source is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    OUTLET = "outlet"
    AGENCY = "agency"
    GOVERNMENT = "government"
    ANONYMOUS = "anonymous"
    DOCUMENT = "document"
    POLL = "poll"
    SOCIAL = "social"
    UNKNOWN = "unknown"


TYPE_WORDS: Final = {
    SourceType.PERSON: "person",
    SourceType.ORGANISATION: "org",
    SourceType.OUTLET: "outlet",
    SourceType.AGENCY: "agency",
    SourceType.GOVERNMENT: "gov",
    SourceType.ANONYMOUS: "anon",
    SourceType.DOCUMENT: "document",
    SourceType.POLL: "poll",
    SourceType.SOCIAL: "social",
    SourceType.UNKNOWN: "other",
}
"""How a type is shown where there is little room."""


def type_named(word: str) -> SourceType | None:
    """Find the type a word means, in full or as it is shown; `None` for no type."""
    asked = word.strip().lower()
    shown = (kind for kind, short in TYPE_WORDS.items() if asked in {kind.value, short})
    return next(shown, None)


class Via(StrEnum):
    """How a passage refers to its source."""

    NAME = "name"
    PRONOUN = "pronoun"
    DESCRIPTION = "description"
    ELIDED = "elided"


class CreditKind(StrEnum):
    """What a credit is for."""

    PHOTO = "photo"
    WIRE = "wire"
    BYLINE = "byline"
    CONTRIBUTOR = "contributor"
    DATELINE = "dateline"
    REPRINT = "reprint"
