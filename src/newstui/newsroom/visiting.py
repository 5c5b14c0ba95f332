"""Reading places without subscribing: everything stays in memory."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from newstui.errors import PlaceError
from newstui.model.feed import FeedKind
from newstui.newsroom.bundled import is_samples
from newstui.places.locating import locate, shown_place
from newstui.places.stdin import STDIN_NAME
from newstui.refresh.plan import as_whole
from newstui.refresh.reports import Failed, Warned
from newstui.refresh.running import Stopper, hear_places, is_last, stream_places
from newstui.refresh.streamed import STDIN_PLACE
from newstui.store import listing, stories, subscriptions
from newstui.store.archive import Archive
from newstui.text.clean import NOTHING, clean_line
from newstui.text.links import LENGTH_LIMIT

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence
    from datetime import datetime

    from newstui.model.text import SafeText
    from newstui.refresh.running import Read
    from newstui.refresh.streamed import StreamedFeed


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Places that were read."""

    archive: Archive
    """In memory."""
    clock: Callable[[], datetime]
    story_ids: list[int] = field(default_factory=list)
    """Their stories, in the order in which they were taken in."""
    failures: list[SafeText] = field(default_factory=list)
    """Sentences about what could not be read."""

    def take(self, read: Read) -> None:
        """Take in what was read of a place, or why it was not."""
        if isinstance(read, Failed | Warned):
            self.failures.append(clean_line(f"{read.place}: {read.reason}"))
        elif read.parsed.entries:
            if is_samples(read.located):
                read = replace(read, parsed=as_whole(read.parsed))
            self.story_ids.extend(_take_in(self.archive, read, clock=self.clock))
        else:
            self.failures.append(clean_line(f"{shown_place(read.place)}: holds no stories"))


class OpenVisit:
    """Places of which those at hand are read, while those on the web are still being asked.

    One thread reads on; what is asked and what has failed may be looked at from another.
    """

    def __init__(
        self,
        visit: Visit,
        asked: dict[int, SafeText],
        reads: Generator[tuple[int, Read], None, None],
        stopper: Stopper,
    ) -> None:
        self._visit = visit
        self._asked = asked
        self._reads = reads
        self._stopper = stopper
        self._is_stopped = False

    @property
    def archive(self) -> Archive:
        """What was read, in memory."""
        return self._visit.archive

    @property
    def failures(self) -> tuple[SafeText, ...]:
        """Sentences about what could not be read."""
        return tuple(self._visit.failures)

    @property
    def is_empty(self) -> bool:
        """Whether no story has come."""
        return not self._visit.story_ids

    @property
    def asked(self) -> tuple[SafeText, ...]:
        """The places that are still being asked, without user names and passwords."""
        return () if self._is_stopped else tuple(self._asked.values())

    def read_on(self) -> None:
        """Wait until more is told of a place that is being asked, and take it in."""
        number, read = next(self._reads)
        if not self._is_stopped:
            self._visit.take(read)
            if is_last(read):
                self._asked = {key: name for key, name in self._asked.items() if key != number}
        if not self.asked:
            self._reads.close()

    def stop(self) -> SafeText:
        """Give up what is still being asked; return which places those are."""
        left = self.asked
        if not left:
            return NOTHING
        self._is_stopped = True
        self._stopper.stop()
        named = clean_line(", ".join(left), limit=LENGTH_LIMIT)
        answered = "it" if len(left) == 1 else "they"
        told = f"{named}: not read, stopped before {answered} answered"
        self._visit.failures.append(clean_line(told, limit=LENGTH_LIMIT))
        return named


def visit_places(
    places: Sequence[str],
    *,
    stdin: bytes | None = None,
    settings: Path | None = None,
    clock: Callable[[], datetime],
    tell: Callable[[SafeText], None] | None = None,
) -> Visit:
    """Read places into memory, in their order; each that fails is named and hurts no other.

    Args:
        places: As typed; "-" stands for `stdin`.
        stdin: What standard input held.
        settings: The settings file, which tells where passwords of web servers come from.
        clock: Tells the time.
        tell: Told the name of each place once it is read; `None` for nobody.
    """
    visit = Visit(archive=Archive.memory(), clock=clock)
    for read in stream_places(places, stdin, settings=settings, tell=tell):
        visit.take(read)
    return visit


def begin_visit(
    places: Sequence[str],
    *,
    stdin: bytes | None = None,
    settings: Path | None = None,
    clock: Callable[[], datetime],
    tell: Callable[[SafeText], None] | None = None,
) -> OpenVisit:
    """Read what is at hand, as `visit_places` does; what is on the web is left to be read on."""
    stopper = Stopper()
    reads = hear_places(places, stdin, settings=settings, stopper=stopper, tell=tell)
    visit = Visit(archive=Archive.memory(), clock=clock)
    asked = {number: shown_place(place) for number, place in enumerate(places) if _is_web(place)}
    at_hand = len(places) - len(asked)
    found: list[StreamedFeed] = []
    while at_hand:
        number, read = next(reads)
        if number not in asked and not isinstance(read, Failed | Warned):
            found.append(read)
        else:
            visit.take(read)
        if is_last(read):
            at_hand -= number not in asked
            asked.pop(number, None)
    # What is taken in last stands first where there are no dates.
    for feed in reversed(found):
        visit.take(feed)
    if not asked:
        reads.close()
    return OpenVisit(visit, asked, reads, stopper)


def visit_into(
    archive: Archive,
    places: Sequence[str],
    *,
    clock: Callable[[], datetime],
) -> Visit:
    """Read places into an archive that is in memory."""
    visit = Visit(archive=archive, clock=clock)
    for read in stream_places(places):
        visit.take(read)
    return visit


def count_at_hand(places: Sequence[str]) -> int:
    """Count the places that need not be asked on the web."""
    return sum(not _is_web(place) for place in places)


def _is_web(place: str) -> bool:
    try:
        return place != STDIN_PLACE and locate(place, cwd=Path.cwd()).kind is FeedKind.WEB
    except PlaceError:
        return False


def _take_in(archive: Archive, read: StreamedFeed, *, clock: Callable[[], datetime]) -> list[int]:
    is_nameless = read.place == STDIN_PLACE and not read.parsed.title
    title = clean_line(STDIN_NAME) if is_nameless else NOTHING
    feed, _new = subscriptions.add_feed(
        archive, place=read.located, kind=read.kind, title=title, now=clock()
    )
    before = listing.newest_id(archive)
    stories.keep_feed(
        archive,
        feed.id,
        read.parsed,
        read.keys,
        read.evidence,
        now=clock(),
        origins=read.origins,
    )
    # The archive numbers a document from its end, so that what stands first is newest.
    return sorted((row[1] for row in listing.arrivals(archive, after_id=before)), reverse=True)
