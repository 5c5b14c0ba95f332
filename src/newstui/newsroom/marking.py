"""Changing marks, for the screen and the command line: each function is one change, kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newstui.newsroom.days import shown_moment
from newstui.store import editions, journal, marks, subscriptions, texts
from newstui.store.asking import read_query
from newstui.store.bookmarks import Shelf
from newstui.store.headlines import NO_MARKS, span_of
from newstui.store.naming import name_change
from newstui.store.selecting import select_ids
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from newstui.model.text import SafeText
    from newstui.store.archive import Archive
    from newstui.store.headlines import MarkSpan
    from newstui.store.journal import Done, Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """A change that was taken back, or done again."""

    label: SafeText
    flags: dict[int, int] = field(default_factory=dict)
    """Marks of the stories concerned, as they are now: 1 is read, 2 is bookmarked."""
    span: MarkSpan = NO_MARKS
    """The same, to be taken over at once."""
    skipped: int = 0
    """How many had been changed since and were left alone."""
    feeds_changed: bool = False
    """Whether feeds came back or went."""
    are_listed_anew: bool = False
    """Whether stories are hidden again, or not any more."""


def save_read_marks(
    archive: Archive, *, reads: Mapping[int, bool], clock: Callable[[], datetime]
) -> None:
    """Keep read marks made one by one; they are no change to undo."""
    for read in (True, False):
        story_ids = [story_id for story_id, value in reads.items() if value is read]
        if story_ids:
            marks.set_read(archive, story_ids, read, now=clock())


def see_revision(archive: Archive, story_id: int, *, now: datetime) -> bool:
    """Note that a read story was seen as it is now; return whether it had been another."""
    return editions.see_revision(archive, story_id, now=now)


def mark_stories(
    archive: Archive, story_ids: Sequence[int], *, read: bool, clock: Callable[[], datetime]
) -> tuple[int, ...]:
    """Mark stories read or unread as one change; return those it changed."""
    label = name_change(archive, story_ids, f"marked {'read' if read else 'unread'}")
    return marks.set_read(archive, story_ids, read, now=clock(), label=label)


def mark_all_read(
    archive: Archive, *, feed_id: int | None, up_to_id: int, clock: Callable[[], datetime]
) -> tuple[int, ...]:
    """Mark a feed, or everything, read up to the newest story listed; return those changed."""
    return marks.mark_feed_read(archive, feed_id, now=clock(), up_to_id=up_to_id)


def mark_feeds_read(
    archive: Archive,
    feed_ids: Sequence[int],
    *,
    label: SafeText,
    up_to_id: int,
    clock: Callable[[], datetime],
) -> tuple[int, ...]:
    """Mark several feeds read up to the newest story listed, as one change."""
    return marks.mark_feeds_read(archive, feed_ids, label=label, now=clock(), up_to_id=up_to_id)


def mark_found_read(
    archive: Archive, query: str, *, label: SafeText, up_to_id: int, clock: Callable[[], datetime]
) -> tuple[int, ...]:
    """Mark what a query finds read up to the newest story listed, as one change.

    Raises:
        QueryError: If the query cannot be understood, or takes too long.
    """
    found = select_ids(archive, read_query(archive, query))
    listed = [story_id for story_id in found if story_id <= up_to_id]
    return marks.set_read(archive, listed, True, now=clock(), label=label)  # noqa: FBT003 - the mark's value


def find_flags(archive: Archive, story_ids: Sequence[int]) -> dict[int, int]:
    """Read marks as flags by story: 1 is read, 2 is bookmarked."""
    found = marks.find_marks(archive, story_ids)
    return {
        story_id: mark.read + 2 * mark.bookmarked
        for story_id, mark in zip(story_ids, found, strict=True)
    }


def undo_own_first(
    archive: Archive, *, agreed: int | None, folder: Path, clock: Callable[[], datetime]
) -> Undone | Recorded | None:
    """Take back the last change made on this desk, then anybody's once that was agreed to.

    Args:
        archive: The desk's own hand, by which its changes are made.
        agreed: Number of a change of somebody else that may be taken back.
        folder: Where bookmarks are written.
        clock: Tells the time.

    Returns:
        What was taken back; a change made elsewhere or earlier that has to be agreed to; `None`
        when there is nothing to take back.
    """
    found = journal.find_next(archive)
    if found is None or found.is_own or found.number == agreed:
        return found and undo(archive, folder=folder, clock=clock, number=found.number)
    return found


def redo_own_first(
    archive: Archive, *, agreed: int | None, folder: Path, clock: Callable[[], datetime]
) -> Undone | Recorded | None:
    """Do again what was taken back last on this desk, then anywhere once that was agreed to.

    Takes and returns what `undo_own_first` does.
    """
    found = journal.find_undone(archive)
    if found is None or found.is_own or found.number == agreed:
        return found and redo(archive, folder=folder, clock=clock, number=found.number)
    return found


def describe_done(done: Done, *, now: datetime) -> SafeText:
    """Say when a change was made, how many things it changed, and whether it is undone."""
    facts: list[str] = [shown_moment(done.at, now)]
    if done.count > 1:
        facts.append(f"{done.count:,} changed")
    if done.is_undone:
        facts.append("undone, can be redone" if done.can_redo else "undone")
    return clean_line(" · ".join(facts))


def undo(
    archive: Archive, *, folder: Path, clock: Callable[[], datetime], number: int | None = None
) -> Undone | None:
    """Take the last change back, or the one of a number; `None` when there is none."""
    return _turn(journal.undo, archive, folder=folder, clock=clock, number=number)


def redo(
    archive: Archive, *, folder: Path, clock: Callable[[], datetime], number: int | None = None
) -> Undone | None:
    """Do again what was taken back last, or the change of a number; `None` when there is none."""
    return _turn(journal.redo, archive, folder=folder, clock=clock, number=number)


def _turn(
    way: Callable[..., journal.Undone | None],
    archive: Archive,
    *,
    folder: Path,
    clock: Callable[[], datetime],
    number: int | None,
) -> Undone | None:
    """Undo or redo, and find out what that changed."""
    feeds = subscriptions.list_feeds(archive)
    turned = way(archive, shelf=Shelf(archive, folder), now=clock(), number=number)
    if turned is None:
        return None
    for story_id in turned.corrected_ids:
        texts.count_citations_again(archive, story_id)
    flags = find_flags(archive, turned.story_ids)
    return Undone(
        label=turned.label,
        flags=flags,
        span=span_of(flags),
        skipped=turned.skipped,
        are_listed_anew=turned.are_listed_anew,
        feeds_changed=[feed.id for feed in subscriptions.list_feeds(archive)]
        != [feed.id for feed in feeds],
    )
