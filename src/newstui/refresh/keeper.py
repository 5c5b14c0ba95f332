"""What a refresh writes down of each feed, and what it tells about it.

Stories are on disk before they are told. That a feed brought nothing is told at once and written
down soon, many feeds together: whoever watches is not kept waiting, and nothing is lost with it.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from newstui.errors import StoreError
from newstui.places.reading import utc_now
from newstui.refresh.reports import Failed, Fetched, Finished, Skipped, Started, describe_left_out
from newstui.refresh.schedule import after_answer, after_failure, new_address, with_wishes
from newstui.store.jobs import Check, keep_checks, keep_move
from newstui.text.clean import clean_line
from newstui.text.links import without_credentials

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newstui.errors import HeldBackError, NewstuiError
    from newstui.model.feed import Evidence
    from newstui.model.schedule import Schedule
    from newstui.refresh.gathering import Gathered
    from newstui.refresh.stopping import Reporter
    from newstui.store.archive import Archive
    from newstui.store.jobs import Job

_TOGETHER: Final = 50
"""Feeds that brought nothing, noted in one transaction."""


class Keeper:
    """The archive and the counts of one refresh."""

    def __init__(
        self, archive: Archive, reporter: Reporter, *, chance: Callable[[], float]
    ) -> None:
        self._archive, self._report, self._chance = archive, reporter.report, chance
        self._checks: list[Check] = []
        self._done = self._failed = self._new = 0
        self.wanted_pages: list[int] = []
        """Stories that came, of feeds whose pages are to be read."""

    def start(self, feed_ids: Sequence[int]) -> None:
        """Say which feeds are asked."""
        self._report(Started(feeds=len(feed_ids), feed_ids=tuple(feed_ids)))

    def finish(self) -> None:
        """Say how it went."""
        self._report(Finished(feeds=self._done, failed=self._failed, new=self._new))

    def keep(self, job: Job, gathered: Gathered) -> None:
        """Keep what a feed brought, and tell.

        Raises:
            StoreError: If it could not be saved.
        """
        from newstui.store.keeping import keep_feed

        feed = job.feed
        place = without_credentials(feed.place)
        for warned in gathered.warn(title=feed.title, place=place, feed=feed.id):
            self._report(warned)
        parsed = gathered.parsed
        asked = replace(job, schedule=with_wishes(job.schedule, parsed))
        kept = keep_feed(
            self._archive,
            feed.id,
            parsed,
            gathered.keys,
            gathered.evidence,
            now=utc_now(),
            origins=gathered.origins,
            problem=gathered.problem,
            left_out=describe_left_out(gathered.left_out_parts),
            plan=lambda has_news: self._plan(asked, gathered.evidence, has_news=has_news),
        )
        self._move(job, gathered.evidence)
        if feed.settings.full_text:
            self.wanted_pages += kept.new
        self._done += 1
        self._new += len(kept.new)
        title = feed.title if job.known else clean_line(parsed.title) or feed.title
        new, changed = len(kept.new), len(kept.changed)
        self._report(Fetched(feed=feed.id, title=title, new=new, changed=changed, done=self._done))

    def keep_unchanged(self, job: Job, evidence: Evidence) -> None:
        """Tell that a feed brought nothing, and note it soon."""
        schedule = self._plan(job, evidence, has_news=False)
        self._done += 1
        feed = job.feed
        self._report(Fetched(feed=feed.id, title=feed.title, new=0, changed=0, done=self._done))
        self._note(Check(job=job, schedule=schedule, evidence=evidence))

    def skip(self, job: Job, error: HeldBackError) -> None:
        """Note that a feed was not asked."""
        self._done += 1
        skipped = Skipped(
            feed=job.feed.id,
            title=job.feed.title,
            reason=clean_line(error.reason),
            retry_at=error.until.isoformat(),
            done=self._done,
        )
        self._report(skipped)

    def fail(self, job: Job, error: NewstuiError) -> None:
        """Tell why a feed brought nothing, and note it soon."""
        feed, now = job.feed, utc_now()
        reason = clean_line(getattr(error, "reason", str(error)))
        schedule = after_failure(job.schedule, error, now=now, chance=self._chance())
        self._done += 1
        self._failed += 1
        place = without_credentials(feed.place)
        self._report(
            Failed(feed=feed.id, title=feed.title, place=place, reason=reason, done=self._done)
        )
        self._note(Check(job=job, schedule=schedule, error=reason))

    def flush(self) -> None:
        """Write down what was noted."""
        noted, self._checks = self._checks, []
        # What could not be noted is asked again the next time, and nothing is lost by that.
        with suppress(StoreError):
            keep_checks(self._archive, noted, now=utc_now())
        for check in noted:
            if check.evidence is not None:
                self._move(check.job, check.evidence)

    def _note(self, check: Check) -> None:
        self._checks.append(check)
        if len(self._checks) >= _TOGETHER:
            self.flush()

    def _plan(self, job: Job, evidence: Evidence, *, has_news: bool) -> Schedule:
        return after_answer(
            job.schedule,
            job.feed.settings,
            evidence,
            has_news=has_news,
            now=utc_now(),
            chance=self._chance(),
        )

    def _move(self, job: Job, evidence: Evidence) -> None:
        """Give a feed the address it has moved to, once that is certain."""
        address = new_address(job.schedule, evidence)
        if address:
            with suppress(StoreError):
                keep_move(self._archive, job.feed.id, address, now=utc_now())
