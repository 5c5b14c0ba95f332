"""How far a refresh is, counted from what its process tells, and put in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from newstui.newsroom.days import shown_moment
from newstui.refresh.reports import Built, Failed, Fetched, Skipped, Started
from newstui.text.clean import NOTHING, clean_block, clean_line

if TYPE_CHECKING:
    from newstui.model.text import SafeText
    from newstui.refresh.reports import Finished, Report


@dataclass(slots=True, kw_only=True)
class Progress:
    """What became of one refresh so far."""

    is_quiet: bool = False
    """Whether nobody asked for it, so that nothing is said of its end."""
    is_stopped: bool = False
    """Whether the reader stopped it."""
    feeds: int = 0
    done: int = 0
    failed: int = 0
    changed: int = 0
    waits: list[datetime] = field(default_factory=list)
    """Of each feed that was left alone, until when."""
    last_failure: SafeText = NOTHING
    built: Built | None = None
    """How far preparing stories is; `None` while feeds are asked."""

    def note(self, report: Report) -> None:
        """Count one report."""
        match report:
            case Started():
                self.feeds = report.feeds
            case Fetched():
                self.done += 1
                self.changed += report.changed
            case Skipped():
                self.done += 1
                self.waits.append(datetime.fromisoformat(report.retry_at))
            case Failed():
                self.failed += 1
                self.last_failure = clean_line(f"{report.title or report.place}: {report.reason}")
            case Built():
                self.built = report
            case _:
                pass

    @property
    def activity(self) -> SafeText:
        """What is going on."""
        failed = f" · {self.failed} failed" if self.failed else ""
        if self.done + self.failed < self.feeds:
            return clean_line(f"{self.done + self.failed}/{self.feeds} feeds{failed}")
        built = self.built
        how_far = f" {built.done:,} of {built.done + built.left:,}" if built else ""
        return clean_line(f"preparing stories{how_far}{failed}")

    def failures(self, failed: int) -> tuple[SafeText, SafeText]:
        """Tell the last failure, and how many others there were."""
        others = f", and {failed - 1} more failed; `newstui feeds` names them all"
        return self.last_failure, clean_block(others if failed > 1 else "")

    def summary(self, finished: Finished, *, now: datetime) -> SafeText:
        """Say what a refresh without failures brought, and which feeds were left alone."""
        asked = finished.feeds - len(self.waits)
        told = [f"{asked:,} {'feed' if asked == 1 else 'feeds'} refreshed"]
        counts = {"new": finished.new, "changed": self.changed}
        came = [f"{count:,} {what}" for what, count in counts.items() if count]
        if asked:
            told += came or ["nothing new"]
        if self.waits:
            until = shown_moment(min(self.waits), now)
            later = " or later" if len(set(self.waits)) > 1 else ""
            whose = "its host" if len(self.waits) == 1 else "their hosts"
            told += [f"{len(self.waits):,} left alone until {until}{later}", f"as {whose} asked"]
        return clean_line(", ".join(told))
