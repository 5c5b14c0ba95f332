"""Validators: what a web answer says to ask with next time, kept byte for byte."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newstui.model.feed import Evidence
from newstui.places.freshness import fresh_seconds
from newstui.places.reading import utc_now

if TYPE_CHECKING:
    from newstui.places.answers import Answer


def conditions(url: str, known: Evidence | None) -> list[bytes]:
    """The validators of a document, for the address they came from (RFC 9110 13.1)."""
    if known is None or known.final_url not in {"", url}:
        return []
    pairs = (("If-None-Match", known.etag), ("If-Modified-Since", known.last_modified))
    return [f"{name}: {value}".encode("latin-1") for name, value in pairs if _is_sendable(value)]


def _is_sendable(value: str) -> bool:
    return bool(value) and all(" " <= char <= "\xff" and char != "\x7f" for char in value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """The addresses on the way to an answer."""

    asked: tuple[str, ...]
    """In order; the last one answered."""
    moved_to: str = ""
    """Where permanent redirects lead; empty when there were none."""

    @property
    def redirects(self) -> tuple[str, ...]:
        """The whole way; empty when there was no redirect."""
        return self.asked if len(self.asked) > 1 else ()


def observed(answer: Answer, way: Way, body_hash: str) -> Evidence:
    """Note what came with a document."""
    now = utc_now()
    return Evidence(
        fetched=now,
        final_url=way.asked[-1],
        etag=answer.validator("etag"),
        last_modified=answer.validator("last-modified"),
        content_type=answer.content_type,
        redirects=way.redirects,
        moved_to=way.moved_to,
        body_hash=body_hash,
        max_age_seconds=fresh_seconds(answer, now),
    )


def renewed(answer: Answer, way: Way, known: Evidence) -> Evidence:
    """Take new validators from the answer that nothing changed (RFC 9110 15.4.5)."""
    now = utc_now()
    return Evidence(
        fetched=now,
        final_url=way.asked[-1],
        etag=answer.validator("etag") or known.etag,
        last_modified=answer.validator("last-modified") or known.last_modified,
        content_type=known.content_type,
        redirects=way.redirects,
        moved_to=way.moved_to,
        body_hash=known.body_hash,
        max_age_seconds=fresh_seconds(answer, now),
    )
