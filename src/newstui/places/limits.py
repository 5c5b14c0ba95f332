"""How much time and space one web address may take."""

from __future__ import annotations

from dataclasses import dataclass

from newstui.places.reading import MEBIBYTE, SIZE_LIMIT


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of one fetch, redirects included."""

    total_seconds: float = 20.0
    connect_seconds: float = 10.0
    wire_bytes: int = 16 * MEBIBYTE
    """Of a body as it travels."""
    inflated_bytes: int = SIZE_LIMIT
    """Of a body as it is read."""
    redirects: int = 5
