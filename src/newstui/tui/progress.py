"""How far a refresh is, counted from what its process tells, and put in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Final

from newstui.newsroom.days import shown_moment
from newstui.refresh.reports import Built, Failed, Fetched, Indexed, Ruled, Skipped, Started, Warned
from newstui.text.clean import NOTHING, clean_block, clean_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newstui.model.text import SafeText
    from newstui.refresh.reports import Finished, Report


_NAMED: Final = 2
"""Feeds that are named among those still waited for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to be asked once that can be."""

    feed_ids: frozenset[int]
    """Which feeds; all without any."""
    is_quiet: bool

    def beside(self, other: Wish | None) -> Wish:
        """Add another wish to this one."""
        if other is None:
            return self
        is_for_all = not (self.feed_ids and other.feed_ids)
        feed_ids = frozenset() if is_for_all else self.feed_ids | other.feed_ids
        return Wish(feed_ids=feed_ids, is_quiet=self.is_quiet and other.is_quiet)


@dataclass(slots=True, kw_only=True)
class Progress:
    """What became of one refresh so far."""

    is_quiet: bool = False
    """Whether nobody asked for it, so that nothing is said of its end."""
    is_stopped: bool = False
    """Whether the reader stopped it."""
    asked: frozenset[int] | None = None
    """Which feeds it was begun for: all when empty; `None` for those that are due."""
    feeds: int = 0
    left: dict[int, None] = field(default_factory=dict)
    """Feeds that nothing was told of yet, in the order they are asked in."""
    done: int = 0
    failed: int = 0
    in_part: set[int] = field(default_factory=set)
    """Feeds that were cut off, or of which a file could not be read."""
    changed: int = 0
    ruled: int = 0
    """Stories that a rule changed."""
    waits: list[datetime] = field(default_factory=list)
    """Of each feed that was left alone, until when."""
    last_failure: SafeText = NOTHING
    built: Built | None = None
    """How far preparing stories is; `None` while feeds are asked."""
    indexed: Indexed | None = None
    """How far indexing them is; `None` when that is done, or not needed."""

    def note(self, report: Report) -> None:
        """Count one report."""
        if isinstance(report, Fetched | Skipped | Failed):
            self.left.pop(report.feed, None)
        match report:
            case Started():
                self.feeds, self.left = report.feeds, dict.fromkeys(report.feed_ids)
            case Fetched():
                self.done += 1
                self.changed += report.changed
            case Skipped():
                self.done += 1
                self.waits.append(datetime.fromisoformat(report.retry_at))
            case Failed():
                self.failed += 1
                self.last_failure = clean_line(f"{report.title or report.place}: {report.reason}")
            case Warned():
                self.in_part.add(report.feed)
            case Indexed():
                self.indexed = report if report.left else None
            case Built():
                self.built = report
            case Ruled():
                self.ruled += report.stories
            case _:
                pass

    @property
    def activity(self) -> SafeText:
        """What is going on."""
        failed = f" · {self.failed} failed" if self.failed else ""
        if self.done + self.failed < self.feeds:
            return clean_line(f"{self.done + self.failed}/{self.feeds} feeds{failed}")
        if indexed := self.indexed:
            total = indexed.done + indexed.left
            return clean_line(f"indexing stories {indexed.done:,} of {total:,}{failed}")
        built = self.built
        how_far = f" {built.done:,} of {built.done + built.left:,}" if built else ""
        return clean_line(f"preparing stories{how_far}{failed}")

    def brings(self, wish: Wish) -> bool:
        """Whether what is wished for is being asked already."""
        asked = self.asked
        return asked is not None and (not asked or (bool(wish.feed_ids) and asked >= wish.feed_ids))

    def waiting(self, names: Mapping[int, SafeText]) -> SafeText:
        """Say which feeds are still waited for.

        Args:
            names: What feeds are called, by number.
        """
        told = [names[number] for number in self.left if number in names]
        if not told:
            return clean_line("a refresh is going on")
        others = len(told) - _NAMED
        more = f" and {others:,} more" if others > 0 else ""
        return clean_line(f"waiting for {', '.join(told[:_NAMED])}{more}")

    def failures(self, failed: int, *, way: str, now: datetime) -> tuple[SafeText, SafeText]:
        """Tell the last failure, how many others there were, and which feeds were left alone.

        Args:
            failed: How many feeds failed.
            way: The key that goes to them.
            now: UTC.
        """
        others = f", and {failed - 1:,} more failed" if failed > 1 else ""
        waits = f"; {self._left_alone(now)}" if self.waits else ""
        names = f"; {way} shows them" if failed > 1 else ""
        return self.last_failure, clean_block(others + waits + names)

    def summary(self, finished: Finished, *, now: datetime) -> SafeText:
        """Say what a refresh without failures brought, and which feeds were left alone."""
        asked = finished.feeds - len(self.waits)
        told = [f"{asked:,} {'feed' if asked == 1 else 'feeds'} refreshed"]
        counts = {"new": finished.new, "changed": self.changed, "met a rule": self.ruled}
        came = [f"{count:,} {what}" for what, count in counts.items() if count]
        if asked:
            told += came or ["nothing new"]
        if self.in_part:
            told.append(f"{len(self.in_part):,} read in part")
        if self.waits:
            whose = "its host" if len(self.waits) == 1 else "their hosts"
            told += [self._left_alone(now), f"as {whose} asked"]
        return clean_line(", ".join(told))

    def _left_alone(self, now: datetime) -> str:
        until = shown_moment(min(self.waits), now)
        later = " or later" if len(set(self.waits)) > 1 else ""
        return f"{len(self.waits):,} left alone until {until}{later}"
