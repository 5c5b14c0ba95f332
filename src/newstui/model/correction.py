"""What the reader says against the engine: corrections of single attributions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime


class CorrectionKind(StrEnum):
    """What is wrong with an attribution."""

    WRONG = "wrong"
    """Its source did not say it; who did is left open."""
    OTHER = "other source"
    """Somebody else said it."""
    NO_CLAIM = "not a claim"
    """Nobody says anything there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """The reader's own word on one attribution."""

    kind: CorrectionKind
    made: datetime
    """UTC."""
    name: str = ""
    """Who said it, for `OTHER`; empty for the other kinds."""


class Place(NamedTuple):
    """Where an attribution stands, whatever becomes of the rest of its story."""

    text_hash: str
    """Of the story's number and the paragraph the passage begins in."""
    start: int
    """Offset in that paragraph."""
    stop: int
    """Offset after its last character; beyond the paragraph when it goes on in the next."""
