"""What comes with a story beside its text: files, pictures, people, the feed it was taken from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newstui.model.text import SafeText


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A file that comes with a story: a sound, a film, a document."""

    url: str
    """Absolute, raw."""
    type: str = ""
    """Media type as declared, raw; empty when not."""
    length: int | None = None
    """Bytes as declared; `None` when not, or when that is no size."""
    title: SafeText
    """Empty when it has none, as are all texts here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture of a story, named beside its body."""

    url: str
    """Absolute, raw."""
    caption: SafeText
    credit: SafeText
    """Who made it, as published."""
    alt: SafeText
    """A description or title in place of the picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributor:
    """Somebody who had a part in a story."""

    name: SafeText
    role: SafeText
    """As published, in lower case: "editor", "photographer"; "contributor" when none is given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Republished:
    """The feed that a story was taken over from."""

    title: SafeText
    url: str = ""
    """Address of that feed or its site, raw; empty when not given."""
