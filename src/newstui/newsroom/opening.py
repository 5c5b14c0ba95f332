"""Opening the reader's library, with the bundled samples while nothing is subscribed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstui.model.feed import FeedKind
from newstui.newsroom.bundled import samples_folder
from newstui.store import subscriptions
from newstui.store.opening import open_archive
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from newstui.model.feed import Feed
    from newstui.paths import Paths
    from newstui.store.archive import Archive
    from newstui.store.opening import Opened


def open_library(paths: Paths, *, clock: Callable[[], datetime]) -> Opened:
    """Open the archive, whatever state it is in.

    Raises:
        NewerError: If a newer newstui wrote it.
    """
    return open_archive(paths.archive, now=clock())


def samples_to_read(archive: Archive, *, clock: Callable[[], datetime]) -> Feed | None:
    """Lay the bundled samples over an empty library; return their feed if it is still unread.

    Raises:
        NewstuiError: If the installation has lost its samples.
        StoreError: If the archive cannot be written.
    """
    feeds = subscriptions.list_feeds(archive)
    if any(feed.kind is not FeedKind.SAMPLES for feed in feeds):
        return None
    folder = str(samples_folder())
    samples = next((feed for feed in feeds if feed.place == folder), None)
    if samples is None:
        from newstui.store.removing import remove_feed

        for feed in feeds:
            remove_feed(archive, feed.id, now=clock())
        samples, _new = subscriptions.add_feed(
            archive, place=folder, kind=FeedKind.SAMPLES, title=clean_line("samples"), now=clock()
        )
    return samples if samples.checked is None else None
