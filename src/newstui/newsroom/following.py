"""What changed in the archive since the screen last looked, whoever changed it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newstui.newsroom.marking import find_flags
from newstui.store import changes, subscriptions, texts
from newstui.store.headlines import NO_MARKS, span_of

if TYPE_CHECKING:
    from newstui.model.feed import Feed
    from newstui.store.archive import Archive
    from newstui.store.changes import Change
    from newstui.store.headlines import MarkSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Changes, arranged by what the screen has to do about them."""

    last_change: int
    """Number of the last one."""
    feeds: tuple[Feed, ...] | None = None
    """The feeds as they are now; `None` when none of them changed."""
    stories_came: bool = False
    edited: list[int] = field(default_factory=list)
    """Stories whose rows may be out of date."""
    revised: frozenset[int] = frozenset()
    """Stories of which another edition was kept."""
    marks: dict[int, int] = field(default_factory=dict)
    """Marks that changed, as flags by story: 1 is read, 2 is bookmarked."""
    span: MarkSpan = NO_MARKS
    """The same, to be taken over at once."""
    first_hidden: int | None = None
    """The first story that may be hidden now, or not any more; `None` when none is."""


def find_news(archive: Archive, after_change: int) -> News:
    """Read what changed after a change's number."""
    found = changes.since(archive, after_change)
    has_other_feeds = any(change.kind == "feeds" for change in found)
    came = [change for change in found if change.kind == "stories"]
    marked = _stories_of([change for change in found if change.kind == "marks"])
    built = _stories_of([change for change in found if change.kind == "texts"])
    revised = texts.find_revised(archive, built) if built else []
    marks = find_flags(archive, marked) if marked else {}
    return News(
        last_change=max((change.seq for change in found), default=after_change),
        feeds=subscriptions.list_feeds(archive) if has_other_feeds else None,
        stories_came=bool(came),
        edited=[*_stories_of(came), *revised],
        revised=frozenset(revised),
        marks=marks,
        span=span_of(marks),
        first_hidden=min(
            (change.first_id for change in found if change.kind == "hidden" and change.first_id),
            default=None,
        ),
    )


def _stories_of(found: list[Change]) -> list[int]:
    """List every story number that a change may concern."""
    numbers: set[int] = set()
    for change in found:
        if change.first_id is not None and change.last_id is not None:
            numbers.update(range(change.first_id, change.last_id + 1))
    return sorted(numbers)
