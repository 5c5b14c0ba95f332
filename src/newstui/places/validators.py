"""Validators: what a web answer says to ask with next time, kept byte for byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstui.model.feed import Evidence
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


def observed(answer: Answer, final_url: str) -> Evidence:
    """Note what came with a document."""
    return Evidence(
        fetched=utc_now(),
        final_url=final_url,
        etag=answer.validator("etag"),
        last_modified=answer.validator("last-modified"),
        content_type=answer.content_type,
    )


def renewed(answer: Answer, final_url: str, known: Evidence) -> Evidence:
    """Take new validators from the answer that nothing changed (RFC 9110 15.4.5)."""
    return Evidence(
        fetched=utc_now(),
        final_url=final_url,
        etag=answer.validator("etag") or known.etag,
        last_modified=answer.validator("last-modified") or known.last_modified,
        content_type=known.content_type,
    )
