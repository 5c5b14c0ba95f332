"""Reading places without subscribing: everything stays in memory."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newstui.places.locating import shown_place
from newstui.places.stdin import STDIN_NAME
from newstui.refresh.reports import Failed, Warned
from newstui.refresh.running import stream_places
from newstui.refresh.streamed import STDIN_PLACE
from newstui.store import listing, stories, subscriptions
from newstui.store.archive import Archive
from newstui.text.clean import NOTHING, clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime
    from pathlib import Path

    from newstui.model.text import SafeText
    from newstui.refresh.running import Read
    from newstui.refresh.streamed import StreamedFeed


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Places that were read."""

    archive: Archive
    """In memory."""
    story_ids: list[int] = field(default_factory=list)
    """Their stories, in the order of the places and of the documents."""
    failures: list[SafeText] = field(default_factory=list)
    """Sentences about what could not be read."""


def visit_places(
    places: Sequence[str],
    *,
    stdin: bytes | None = None,
    settings: Path | None = None,
    clock: Callable[[], datetime],
    tell: Callable[[SafeText], None] | None = None,
) -> Visit:
    """Read places into memory; each that fails is named and hurts no other.

    Args:
        places: As typed; "-" stands for `stdin`.
        stdin: What standard input held.
        settings: The settings file, which tells where passwords of web servers come from.
        clock: Tells the time.
        tell: Told the name of each place once it is read; `None` for nobody.
    """
    reads = stream_places(places, stdin, settings=settings, tell=tell)
    return _take_all(Archive.memory(), reads, clock=clock)


def visit_into(
    archive: Archive,
    places: Sequence[str],
    *,
    clock: Callable[[], datetime],
) -> Visit:
    """Read places into an archive that is in memory."""
    return _take_all(archive, stream_places(places), clock=clock)


def _take_all(archive: Archive, reads: Iterable[Read], *, clock: Callable[[], datetime]) -> Visit:
    visit = Visit(archive=archive)
    for read in reads:
        if isinstance(read, Failed | Warned):
            visit.failures.append(clean_line(f"{read.place}: {read.reason}"))
        elif read.parsed.entries:
            visit.story_ids.extend(_take_in(visit.archive, read, clock=clock))
        else:
            visit.failures.append(clean_line(f"{shown_place(read.place)}: holds no stories"))
    return visit


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
