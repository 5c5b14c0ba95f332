"""Another address for a feed: where it has moved to, or whom it is asked as.

A web feed moves to where a feed really is, or unchecked if the reader insists; its stories and
marks go with it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from newstui.errors import PlaceError, UsageError
from newstui.model.feed import FeedKind
from newstui.newsroom.subscribing import find_place
from newstui.places import locate
from newstui.store.editing import require_free
from newstui.text.links import bare_address, without_credentials

if TYPE_CHECKING:
    from newstui.model.feed import Feed
    from newstui.store.archive import Archive

_KINDS: Final = {
    FeedKind.WEB: "a web address",
    FeedKind.FILE: "a file",
    FeedKind.FOLDER: "a folder",
    FeedKind.SAMPLES: "what newstui brings along",
}
NOT_MOVED: Final = "nothing was changed"
"""What is said to follow from it that there is no feed at the new address."""


def locate_anew(feed: Feed, typed: str) -> str:
    """Bring the address, or the path, that a feed is to have into normal form.

    Raises:
        PlaceError: If it is not usable, or nothing is at the path.
        UsageError: If it is another kind of place.
    """
    located = locate(typed, cwd=Path.cwd())
    if located.kind is not feed.kind:
        kinds = f"{_KINDS[located.kind]}, and {feed.title} is {_KINDS[feed.kind]}"
        shown = without_credentials(located.place)
        raise UsageError(f"{shown}: is {kinds}; `newstui add` takes it")
    # Without a scheme it is asked as the feed was until now.
    was_plain = feed.place.startswith("http:")
    return located.instead if was_plain and located.instead else located.place


def has_to_be_read(feed: Feed, place: str) -> bool:
    """Whether a feed has to be found at its new place first: it is elsewhere on the web."""
    return feed.kind is FeedKind.WEB and bare_address(place) != bare_address(feed.place)


def find_anew(
    archive: Archive, feed: Feed, typed: str, *, settings: Path, unchecked: bool = False
) -> str:
    """Find the address, or the path, that a feed is to have; of a site's page, of its one feed.

    Args:
        archive: Where it is kept.
        feed: As it is.
        typed: Its new address or path.
        settings: The settings file, which tells where passwords come from.
        unchecked: Whether an address is taken without asking it.

    Raises:
        PlaceError: If it is not usable, nothing is there, or it is a page without a feed.
        SeveralFeedsError: If it is a site with several feeds.
        StoreError: If another feed has it.
        UsageError: If it is another kind of place.
    """
    place = locate_anew(feed, typed)
    require_free(archive, feed, place)
    if unchecked or not has_to_be_read(feed, place):
        return place
    waits = None if archive.is_memory else archive.path
    try:
        return find_place(place, settings=settings, waits=waits, otherwise=NOT_MOVED).place
    except PlaceError as error:
        how = "--unchecked takes the address all the same"
        raise PlaceError(error.origin, f"{error.reason}; {how}") from error
