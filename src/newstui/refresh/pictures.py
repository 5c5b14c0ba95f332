"""Asking for the pictures of stories, one at a time and no more bytes of it than can be borne."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newstui.errors import PlaceError
from newstui.places.limits import Limits
from newstui.places.reading import MEBIBYTE, Fetched
from newstui.refresh.linking import linked_request
from newstui.refresh.waits import polite_web
from newstui.store.subscriptions import find_feed
from newstui.text.links import openable, shown_address

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from newstui.model.story import Story
    from newstui.store.archive import Archive

PICTURE_BYTES: Final = 8 * MEBIBYTE
"""Most bytes of one picture."""
ACCEPT_PICTURE: Final = (
    "image/jpeg, image/png, image/webp, image/avif, image/gif, image/*;q=0.5, */*;q=0.1"
)
_LIMITS: Final = Limits(wire_bytes=PICTURE_BYTES, inflated_bytes=PICTURE_BYTES)


def fetch_picture(
    archive: Archive,
    story: Story,
    url: str,
    *,
    settings: Path | None,
    is_stopping: Callable[[], bool],
) -> bytes:
    """Bring what stands at the address of a picture.

    Raises:
        PlaceError: If it gives nothing, more than `PICTURE_BYTES`, or may not be asked for.
    """
    if not openable(url):
        raise PlaceError(shown_address(url), "is not a web address that can be asked for")
    own = find_feed(archive, story.feed_id)
    request = linked_request(url, story, own, accept=ACCEPT_PICTURE)
    with polite_web(settings, archive, is_stopping=is_stopping, limits=_LIMITS) as web:
        outcome = web.ask(request)
    if not isinstance(outcome, Fetched):
        raise PlaceError(shown_address(url), "gave nothing to see")
    return outcome.data
