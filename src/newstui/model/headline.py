"""The rows of the headlines: what they show, and what the reader did with their stories."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from newstui.model.text import SafeText


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What the reader did with one story."""

    read: bool = False
    bookmarked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """One row of the headlines, as the screen shows it."""

    story_id: int
    feed_id: int
    outlet: SafeText
    title: SafeText
    """Never empty: an untitled story shows its first words."""
    at: datetime
    """UTC; when published, else when first seen."""
    dated: bool = True
    """False when the publisher gave no date and `at` is when it was first seen."""
    is_changed: bool = False
    """Whether its publisher has changed it since the reader read it."""
    is_highlighted: bool = False
    """Whether a rule of the reader's makes it stand out."""
    tags: tuple[SafeText, ...] = ()
    """The reader's own, by name."""
