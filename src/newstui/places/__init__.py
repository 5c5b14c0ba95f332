"""Where news comes from: from a place to bytes and what was observed on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newstui.model.feed import FeedKind
from newstui.places.file import read_file
from newstui.places.folder import read_folder
from newstui.places.http import fetch_once, read_address
from newstui.places.locating import Located, locate
from newstui.places.reading import Fetched, Reading, Unchanged, Unreadable, Visit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from newstui.model.feed import Evidence
    from newstui.places.reading import FetchedOrNot, Reader

PLACES: Final[Mapping[FeedKind, Reader]] = {
    FeedKind.WEB: read_address,
    FeedKind.FILE: read_file,
    FeedKind.FOLDER: read_folder,
    FeedKind.SAMPLES: read_folder,
}
"""How each kind of place is read."""

__all__ = [
    "PLACES",
    "Fetched",
    "Located",
    "Reading",
    "Unchanged",
    "Unreadable",
    "locate",
    "read_place",
]


def read_place(
    kind: FeedKind,
    place: str,
    *,
    known: Evidence | None = None,
    fetch: Callable[[str, Evidence | None], FetchedOrNot] = fetch_once,
) -> Iterator[Reading]:
    """Read a place, one document at a time.

    Args:
        kind: What `locate` found it to be.
        place: Its http(s) address or absolute path.
        known: What was observed when it was last read well.
        fetch: How an address is asked; `Fetcher.fetch` keeps connections between places.

    Raises:
        PlaceError: While iterating, if the place as a whole cannot be read.
    """
    return PLACES[kind](Visit(place=place, known=known, fetch=fetch))
