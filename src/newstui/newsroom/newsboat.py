"""Moving in from newsboat: feeds, articles with what was done with them, and query feeds.

Whole batches are kept, so an import that was interrupted is completed by the next; what is there
already stays as it is.
"""

from __future__ import annotations

from array import array
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from newstui.errors import NewstuiError, PlaceError
from newstui.formats.newsboat import SIZE_LIMIT, parse_newsboat
from newstui.formats.opml import Skipped
from newstui.newsroom.importing import Listed, foresee, listed
from newstui.newsroom.newsboatarticles import as_foreign, has_flag
from newstui.newsroom.newsboatqueries import SavedQueries, read_queries
from newstui.places.addresses import parse_address, with_credentials
from newstui.places.file import read_bytes
from newstui.store.newsboatcache import DamagedCacheError, NewsboatCache
from newstui.store.savedqueries import add_queries, list_queries
from newstui.store.subscriptions import Subscription, add_feeds, list_feeds
from newstui.store.takingover import (
    TakenOver,
    bookmarked_once,
    name_feed,
    rehearse,
    take_over,
)
from newstui.text.clean import NOTHING, clean_line
from newstui.text.folders import folder_title
from newstui.text.links import bare_address, without_credentials, without_feed_scheme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from newstui.formats.newsboat import ListedFeed, NewsboatList
    from newstui.model.text import SafeText
    from newstui.newsroom.newsboatfiles import NewsboatFiles
    from newstui.store.archive import Archive
    from newstui.store.newsboatcache import CachedArticle, CachedFeed

_BATCH: Final = 2_000
"""Articles kept in one transaction."""

_NONE: Final = array("q")


class Watching(Protocol):
    """Is told how far an import has come."""

    def start(self, total: int, doing: SafeText) -> None:
        """Begin, with so many articles to go."""

    def advance(self, text: SafeText, steps: int = 1) -> None:
        """Note that some articles of a feed are done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How an import is to be done."""

    dry_run: bool = False
    """Only find out what would become of it."""
    bookmark_flags: str = ""
    """Letters whose articles become bookmarks."""


@dataclass(slots=True, kw_only=True)
class MovedFeed:
    """What became of one feed and its articles."""

    feed: Listed
    is_new: bool
    """Whether it was not subscribed to before."""
    articles: TakenOver = field(default_factory=TakenOver)
    notes: tuple[SafeText, ...] = ()
    """What of it could not be taken as it was."""


@dataclass(slots=True, kw_only=True)
class Moved:
    """What became of everything."""

    feeds: list[MovedFeed] = field(default_factory=list)
    queries: SavedQueries = field(default_factory=SavedQueries)
    skipped: list[Skipped] = field(default_factory=list)
    failures: list[SafeText] = field(default_factory=list)
    bookmarked: int = 0
    has_cache: bool = True
    """Whether there was one to take articles from."""


class _Wanted(NamedTuple):
    """A feed to be taken over, before and after it is subscribed to."""

    line: ListedFeed
    subscription: Subscription | None
    """`None` for a file of this machine, which is subscribed to already."""


class _Batch(NamedTuple):
    """Articles of one feed, read and ready to be kept."""

    result: TakenOver
    flagged: tuple[int, ...]
    """Stories that are to be bookmarked."""
    would_bookmark: int
    """How many would be, if this were no dry run."""


def import_newsboat(  # noqa: PLR0913 - from where, to where, and how
    archive: Archive,
    files: NewsboatFiles,
    wishes: Wishes,
    *,
    bookmarks: Path,
    clock: Callable[[], datetime],
    watching: Watching,
) -> Moved:
    """Take over everything newsboat has, and tell what was taken and what was not.

    Args:
        archive: Where it goes.
        files: Newsboat's; they are only read.
        wishes: How it is to be done.
        bookmarks: Folder of bookmarked stories.
        clock: Tells the time, UTC.
        watching: Told how far it has come.

    Raises:
        NewstuiError: If a file cannot be read at all, or nothing can be kept.
    """
    with ExitStack() as stack:
        cache = stack.enter_context(NewsboatCache(files.cache)) if files.cache else None
        cached = cache.feeds() if cache else {}
        # Before anything is changed: a cache that cannot be read is told as such.
        articles = cache.articles() if cache else {}
        listing = _read_list(files, cached)
        moving = _Moving(archive, wishes, clock, watching)
        moving.subscribe(listing, cached)
        if cache is not None:
            moving.take_articles(cache, articles)
        moving.save_queries(listing)
        moving.bookmark(bookmarks)
        moving.moved.has_cache = cache is not None
    return moving.moved


def _read_list(files: NewsboatFiles, cached: dict[str, CachedFeed]) -> NewsboatList:
    """Read the list of feeds; without one the cache's feeds are it."""
    if files.urls is not None:
        return parse_newsboat(read_bytes(files.urls, limit=SIZE_LIMIT))
    lines = "\n".join(f'"{place}"' for place in cached if '"' not in place and "\\" not in place)
    return parse_newsboat(lines.encode())


class _Moving:
    """One import on its way."""

    def __init__(
        self,
        archive: Archive,
        wishes: Wishes,
        clock: Callable[[], datetime],
        watching: Watching,
    ) -> None:
        self._archive, self._wishes = archive, wishes
        self._clock, self._watching = clock, watching
        self._wanted: list[_Wanted] = []
        self._flagged: list[int] = []
        self._cached: dict[str, CachedFeed] = {}
        self.moved = Moved()

    def subscribe(self, listing: NewsboatList, cached: dict[str, CachedFeed]) -> None:
        """Subscribe to the feeds, as one change that can be undone."""
        self._cached = cached
        self.moved.skipped += listing.skipped
        files = {feed.place: feed for feed in list_feeds(self._archive)}
        for line in listing.feeds:
            if not line.path:
                self._want(line)
            elif line.path in files:
                self._wanted.append(_Wanted(line, None))
            else:
                told = "is a file of this machine: newstui add adds it, another import its articles"
                self._skip(line, told)
        web = [wanted.subscription for wanted in self._wanted if wanted.subscription]
        done: Sequence[tuple[int | None, bool]]
        if self._wishes.dry_run:
            done = foresee(self._archive, web)
        else:
            done = add_feeds(self._archive, web, label="imported from newsboat", now=self._clock())
        outcomes = iter(done)
        for line, subscription in self._wanted:
            if subscription is None:
                file = files[line.path]
                shown = Listed(
                    title=file.title,
                    address=clean_line(line.path),
                    folder=file.folder,
                    feed_id=file.id,
                )
                self.moved.feeds.append(MovedFeed(feed=shown, is_new=False))
            else:
                feed_id, is_new = next(outcomes)
                self._note_feed(line, subscription, feed_id, is_new=is_new)

    def _want(self, line: ListedFeed) -> None:
        try:
            place = with_credentials(parse_address(without_feed_scheme(line.address)))
        except PlaceError as error:
            self._skip(line, error.reason)
            return
        folder = folder_title(line.tags[:1]) or None
        self._wanted.append(
            _Wanted(line, Subscription(place=place, title=line.title, folder=folder))
        )

    def _note_feed(
        self, line: ListedFeed, subscription: Subscription, feed_id: int | None, *, is_new: bool
    ) -> None:
        known = self._cached.get(line.address)
        feed = listed(subscription, feed_id)
        if known is not None and not line.title:
            feed = replace(feed, title=clean_line(known.title) or feed.title)
        if is_new and known is not None and feed_id is not None:
            name_feed(self._archive, feed_id, title=known.title, site_url=known.site_url)
        notes = []
        if line.tags[1:]:
            tags = ", ".join(line.tags[1:])
            notes.append(
                clean_line(f"its other tags are not taken, as a feed has one folder: {tags}")
            )
        if line.is_hidden:
            notes.append(clean_line("is hidden in newsboat; newstui lists every feed"))
        self.moved.feeds.append(MovedFeed(feed=feed, is_new=is_new, notes=tuple(notes)))

    def take_articles(self, cache: NewsboatCache, by_place: dict[str, array[int]]) -> None:
        """Take the articles of every feed that is subscribed to."""
        places = [line.address for line, _ in self._wanted]
        total = sum(len(by_place.get(place, ())) for place in places)
        self._watching.start(total, clean_line("importing"))
        for place, moved in zip(places, self.moved.feeds, strict=True):
            self._take_feed(cache, moved, by_place.pop(place, _NONE))
        self._tell_left(by_place)

    def _take_feed(self, cache: NewsboatCache, moved: MovedFeed, numbers: array[int]) -> None:
        lost = 0
        for start in range(0, len(numbers), _BATCH):
            some = numbers[start : start + _BATCH]
            articles = list(_read_what_can_be(cache, some))
            lost += len(some) - len(articles)
            batch = self._keep(moved.feed.feed_id, articles)
            moved.articles = _sum(moved.articles, batch.result)
            self._flagged += batch.flagged
            self.moved.bookmarked += batch.would_bookmark
            self._watching.advance(moved.feed.title, len(some))
        if lost:
            what = f"{lost:,} article{'' if lost == 1 else 's'} of {moved.feed.title}"
            told = f"{cache.origin}: {what} cannot be read, as the cache is damaged there"
            self.moved.failures.append(clean_line(told))

    def _keep(self, feed_id: int | None, articles: Sequence[CachedArticle]) -> _Batch:
        stories = [as_foreign(article) for article in articles]
        letters = self._wishes.bookmark_flags
        flagged = {
            story.key
            for story, article in zip(stories, articles, strict=True)
            if not story.is_deleted and has_flag(article, letters)
        }
        if self._wishes.dry_run or feed_id is None:
            result = rehearse(self._archive, feed_id, stories)
        else:
            result = take_over(self._archive, feed_id, stories, now=self._clock())
        ids = tuple(number for key, number in result.ids if key in flagged)
        if not self._wishes.dry_run:
            return _Batch(result, ids, 0)
        done = bookmarked_once(self._archive, ids)
        return _Batch(result, (), len(flagged) - len(done))

    def _tell_left(self, by_place: dict[str, array[int]]) -> None:
        """List what the cache has of feeds that the list has no more."""
        skipped = {entry.address for entry in self.moved.skipped}
        for place, numbers in by_place.items():
            count = f"{len(numbers):,} article{'' if len(numbers) == 1 else 's'}"
            shown = without_credentials(place)
            reason = f"{count} not taken, as the feed was skipped"
            if shown not in skipped:
                reason = f"{count} not taken, as the urls file has no such feed"
            title = clean_line(self._cached[place].title) if place in self._cached else NOTHING
            self.moved.skipped.append(
                Skipped(title=title, address=shown, reason=clean_line(reason))
            )

    def save_queries(self, listing: NewsboatList) -> None:
        """Save the query feeds that can be said here."""
        taken = {query.name for query in list_queries(self._archive)}
        folders = {feed.id: feed.folder for feed in list_feeds(self._archive)}
        filed = [
            (
                line,
                bare_address(wanted.place) if wanted else line.path,
                moved.feed.folder if moved.is_new else folders.get(moved.feed.feed_id or 0),
            )
            for (line, wanted), moved in zip(self._wanted, self.moved.feeds, strict=True)
        ]
        queries = read_queries(listing.queries, filed, taken)
        self.moved.queries = queries
        self.moved.skipped += queries.skipped
        if queries.new and not self._wishes.dry_run:
            label = "imported saved queries from newsboat"
            add_queries(self._archive, queries.new, label=label, now=self._clock())

    def bookmark(self, folder: Path) -> None:
        """Bookmark the stories with the flags named, unless they were once."""
        from newstui.newsroom.bookmarking import bookmark_story

        done = bookmarked_once(self._archive, self._flagged)
        for story_id in dict.fromkeys(self._flagged):
            if story_id in done:
                continue
            try:
                told = bookmark_story(self._archive, story_id, folder=folder, clock=self._clock)
            except NewstuiError as error:
                self.moved.failures.append(clean_line(str(error)))
                continue
            self.moved.bookmarked += 1
            if told.is_trouble:
                self.moved.failures.append(clean_line(f"#{story_id}: {told.text}"))

    def _skip(self, line: ListedFeed, reason: str) -> None:
        shown = without_credentials(line.address)
        self.moved.skipped.append(
            Skipped(title=line.title, address=shown, reason=clean_line(reason))
        )


def _read_what_can_be(cache: NewsboatCache, numbers: array[int]) -> Iterator[CachedArticle]:
    """Read articles, leaving out those that lie where the cache is damaged."""
    pending = [numbers]
    while pending:
        some = pending.pop()
        try:
            yield from cache.read(some)
        except DamagedCacheError:
            middle = len(some) // 2
            if middle:
                pending += [some[middle:], some[:middle]]


def _sum(one: TakenOver, other: TakenOver) -> TakenOver:
    return TakenOver(
        new=one.new + other.new,
        read=one.read + other.read,
        tagged=one.tagged + other.tagged,
        known=one.known + other.known,
        marked=one.marked + other.marked,
        deleted=one.deleted + other.deleted,
    )
