"""The refresh process: reads feeds one after another, keeps each in one commit, then builds.

Whatever one feed does, the others are refreshed; whenever the process is killed, the archive holds
whole feeds.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from newstui.errors import FormatError, NewstuiError, PlaceError, StoreError
from newstui.places.http import Fetcher
from newstui.places.reading import Unchanged, utc_now
from newstui.refresh.building import build_stories
from newstui.refresh.frames import StoppedError
from newstui.refresh.gathering import Gatherer
from newstui.refresh.locking import refresh_lock
from newstui.refresh.plan import due_feeds
from newstui.refresh.reports import Broken, Busy, Failed, Fetched, Finished, Started, Warned
from newstui.refresh.sandbox_client import Sandbox
from newstui.store.archive import Archive
from newstui.store.backups import keep_daily_backup
from newstui.store.stories import Kept, keep_feed, keep_unchanged
from newstui.store.subscriptions import feed_evidence, find_feed, keep_failure, list_feeds
from newstui.text.clean import clean_line
from newstui.text.links import without_credentials

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from newstui.model.feed import Feed
    from newstui.refresh.gathering import Gathered
    from newstui.refresh.stopping import Reporter, Stopping

_NICENESS: Final = 10
DONE: Final = 0
FAILED: Final = 1
BUSY: Final = 3
STOPPED: Final = 4
"""Exit statuses: all done (feeds may have failed), could not go on, another refreshes, asked to
stop."""


def refresh_archive(
    path: Path, feed_ids: Collection[int], reporter: Reporter, stopping: Stopping
) -> int:
    """Refresh some feeds of an archive, or all, and build what is not built.

    Returns:
        The exit status of the process.
    """
    with suppress(OSError):
        # Whoever reads meanwhile comes first; the sandbox inherits this.
        os.nice(_NICENESS)
    try:
        with refresh_lock(path) as held:
            if not held:
                reporter.report(Busy())
                return BUSY
            _refresh(path, feed_ids, reporter, stopping)
    except StoppedError:
        return STOPPED
    except NewstuiError as error:
        reporter.report(Broken(reason=clean_line(str(error))))
        return FAILED
    return STOPPED if stopping() else DONE


def _refresh(path: Path, feed_ids: Collection[int], reporter: Reporter, stopping: Stopping) -> None:
    archive = Archive.open(path)
    try:
        with Fetcher(is_stopping=stopping) as fetcher, Sandbox(is_stopping=stopping) as sandbox:
            feeds = due_feeds(_candidates(archive, feed_ids), feed_ids)
            run = _Run(archive, Gatherer(fetcher.fetch, sandbox), reporter, stopping)
            run.refresh(feeds)
            build_stories(archive, sandbox, reporter.report, stopping)
            with suppress(StoreError):
                # A backup that cannot be made is no reason to call the refresh failed.
                keep_daily_backup(path, now=utc_now())
            run.finish()
    finally:
        archive.close()


def _candidates(archive: Archive, feed_ids: Collection[int]) -> list[Feed]:
    if not feed_ids:
        return list(list_feeds(archive))
    found = (find_feed(archive, feed_id) for feed_id in dict.fromkeys(feed_ids))
    return [feed for feed in found if feed is not None]


class _Run:
    """One refresh and its counts."""

    def __init__(
        self, archive: Archive, gatherer: Gatherer, reporter: Reporter, stopping: Stopping
    ) -> None:
        self._archive, self._gatherer = archive, gatherer
        self._report, self._stopping = reporter.report, stopping
        self._done = self._failed = self._new = 0

    def refresh(self, feeds: Collection[Feed]) -> None:
        """Read and keep every feed."""
        self._report(Started(feeds=len(feeds)))
        for feed in feeds:
            if self._stopping():
                raise StoppedError
            try:
                self._refresh_feed(feed)
            except (PlaceError, FormatError, StoreError) as error:
                self._fail(feed, error.reason)
            except Exception as error:  # noqa: BLE001 - one feed must never hurt the others
                self._fail(feed, f"could not be refreshed ({type(error).__name__})")

    def finish(self) -> None:
        """Say how it went."""
        self._report(Finished(feeds=self._done, failed=self._failed, new=self._new))

    def _refresh_feed(self, feed: Feed) -> None:
        known = feed_evidence(self._archive, feed.id)
        gathered = self._gatherer.gather(feed.kind, feed.place, known=known)
        if isinstance(gathered, Unchanged):
            keep_unchanged(self._archive, feed.id, gathered.evidence, now=utc_now())
            kept = Kept(new=(), changed=())
        else:
            kept = self._keep(feed, gathered)
        self._done += 1
        self._new += len(kept.new)
        self._report(
            Fetched(
                feed=feed.id,
                title=self._title(feed),
                new=len(kept.new),
                changed=len(kept.changed),
                done=self._done,
            )
        )

    def _keep(self, feed: Feed, gathered: Gathered) -> Kept:
        for part in gathered.warnings:
            place = clean_line(part.name)
            self._report(Warned(feed=feed.id, title=feed.title, place=place, reason=part.reason))
        return keep_feed(
            self._archive,
            feed.id,
            gathered.parsed,
            gathered.keys,
            gathered.evidence,
            now=utc_now(),
            problem=gathered.problem,
        )

    def _title(self, feed: Feed) -> str:
        """Its title as it is now: the publisher may just have given one."""
        return (find_feed(self._archive, feed.id) or feed).title

    def _fail(self, feed: Feed, raw_reason: str) -> None:
        if self._stopping():
            raise StoppedError
        reason = clean_line(raw_reason)
        self._done += 1
        self._failed += 1
        # A store that is full or locked must not keep the failure from being told.
        with suppress(StoreError):
            keep_failure(self._archive, feed.id, reason, now=utc_now())
        self._report(
            Failed(
                feed=feed.id,
                title=feed.title,
                place=without_credentials(feed.place),
                reason=reason,
                done=self._done,
            )
        )
