"""Standard input as a place: bytes to their end, capped."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from newstui.errors import PlaceError
from newstui.places.reading import SIZE_LIMIT, shown_size

if TYPE_CHECKING:
    from typing import BinaryIO

STDIN_NAME: Final = "standard input"


def read_stdin(stream: BinaryIO | None = None, *, limit: int = SIZE_LIMIT) -> bytes:
    """Read standard input, or another stream in its place, to the end.

    Raises:
        PlaceError: If it is closed, unreadable, or longer than `limit` bytes.
    """
    if stream is None and sys.stdin is None:
        raise PlaceError(STDIN_NAME, "is closed")
    try:
        data = (stream or sys.stdin.buffer).read(limit + 1)
    except (OSError, ValueError) as error:
        raise PlaceError(STDIN_NAME, "could not be read") from error
    if len(data) > limit:
        raise PlaceError(STDIN_NAME, f"is larger than {shown_size(limit)}")
    return data
