"""The headlines of the library as the screen reads them: rows on demand, marks from memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newstui.model.headline import Mark
from newstui.store import changes, listing, subscriptions
from newstui.text.clean import NOTHING

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterable

    from newstui.model.feed import Feed
    from newstui.model.headline import Headline
    from newstui.model.story import Story
    from newstui.model.text import SafeText
    from newstui.newsroom.desk import Desk
    from newstui.store.archive import Archive
    from newstui.store.listing import OrderRow

FIRST_ROWS: Final = 500
"""Rows read before the first frame."""
CHUNK_ROWS: Final = 2_000
"""Rows read at a time after it, so that no key waits for them."""
_ROWS_KEPT: Final = 4_000
_MARKS: Final = tuple(Mark(read=bool(flags & 1), bookmarked=bool(flags & 2)) for flags in range(4))


class HeadlineBook:
    """The rows the headlines pane draws, fetched when they come into sight."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._rows: dict[int, Headline | None] = {}
        self.feeds: tuple[Feed, ...] = ()
        self.newest_id = 0
        """Highest story number that is known of, listed or waiting."""
        self.listed_id = 0
        """Highest story number that is in the list."""
        self.hidden = 0
        """How many stories rules hide."""
        self.last_change = 0
        """Number of the last change that is in the list."""

    def headline(self, story_id: int) -> Headline | None:
        """Find one row; `None` when the story is gone."""
        if story_id not in self._rows:
            if len(self._rows) >= _ROWS_KEPT:
                self._rows.clear()
            self._rows[story_id] = listing.list_headlines(self._desk.archive, [story_id])[0]
        return self._rows[story_id]

    def title(self, story: Story) -> SafeText:
        """What a story is called; one that has no title, by its first words."""
        if story.entry.title:
            return story.entry.title
        row = self.headline(story.id)
        return row.title if row else NOTHING

    def all_listed(self, archive: Archive) -> array[int] | None:
        """All stories, the newest first; `None` while there are some that are not listed.

        Args:
            archive: The one of the thread that asks.
        """
        headlines = self._desk.headlines
        if len(headlines) != headlines.total or listing.newest_id(archive) != self.listed_id:
            return None
        return headlines.order

    def mark(self, story_id: int) -> Mark:
        """Find what the reader did with a story."""
        headlines = self._desk.headlines
        read, bookmarked = headlines.is_read(story_id), headlines.is_bookmarked(story_id)
        return _MARKS[read + 2 * bookmarked]

    def count_again(self) -> int:
        """Count the stories that are hidden; return how many wait to be listed."""
        self.hidden = listing.count_hidden(self._desk.archive)
        return len(find_arrivals(self._desk.archive, self.listed_id))

    def forget_all(self) -> None:
        """Fetch every row again when it is next shown."""
        self._rows.clear()

    def forget(self, story_ids: Iterable[int]) -> bool:
        """Fetch these rows again when they are next shown; return whether any was held."""
        held = self._rows.keys() & story_ids
        for story_id in held:
            del self._rows[story_id]
        return bool(held)

    def start(self) -> None:
        """Read what the first frame needs."""
        archive, headlines = self._desk.archive, self._desk.headlines
        self.last_change = changes.latest(archive)
        self.newest_id = self.listed_id = listing.newest_id(archive)
        self.feeds = subscriptions.list_feeds(archive)
        self.hidden = listing.count_hidden(archive)
        total, unread = listing.count_kept_from_hidden(archive)
        headlines.total = total + sum(feed.total for feed in self.feeds)
        headlines.unread = unread + sum(feed.unread for feed in self.feeds)
        headlines.extend(listing.order_rows(archive, limit=FIRST_ROWS))


def read_rows(archive: Archive, before: tuple[int, int] | None) -> list[OrderRow]:
    """Read the next rows of the list: time, id, flags."""
    return listing.order_rows(archive, limit=CHUNK_ROWS, before=before)


def find_arrivals(archive: Archive, after_id: int) -> list[OrderRow]:
    """Read the stories that came after a number: time, id, flags."""
    return listing.arrivals(archive, after_id=after_id)
