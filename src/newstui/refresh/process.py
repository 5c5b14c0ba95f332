"""The refresh process: asks every feed, keeps each in one commit, then builds what is not built.

Whenever the process is killed, the archive holds whole feeds. What is only needed when something
has come is loaded then: mostly nothing has.
"""

from __future__ import annotations

import os
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from newstui.errors import NewstuiError, StoreError
from newstui.model.versions import BUILDER_VERSION, ENGINE_VERSION
from newstui.places.reading import utc_now
from newstui.refresh.asking import Asking
from newstui.refresh.frames import StoppedError
from newstui.refresh.gathering import Gatherer
from newstui.refresh.locking import build_lock, refresh_lock
from newstui.refresh.plan import choose_jobs
from newstui.refresh.reports import Broken, Busy, Finished, Ruled
from newstui.refresh.sandbox_client import Sandbox
from newstui.refresh.waits import polite_web
from newstui.store.archive import Archive
from newstui.store.backups import keep_daily_backup
from newstui.store.jobs import list_jobs
from newstui.store.listing import is_all_prepared
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from pathlib import Path

    from newstui.refresh.stopping import Reporter, Stopping

_NICENESS: Final = 10
_REASON_LIMIT: Final = 1_000
DONE: Final = 0
FAILED: Final = 1
BUSY: Final = 3
STOPPED: Final = 4
"""Exit statuses: all done (feeds may have failed), could not go on, another refreshes, asked to
stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a refresh is asked to do."""

    archive: Path
    settings: Path | None = None
    """The settings file; `None` when there is none."""
    feed_ids: tuple[int, ...] = ()
    """Feeds asked for; empty for all."""
    only_due: bool = False
    """Whether feeds that are not due are left alone, as when nobody asked."""
    page_ids: tuple[int, ...] = ()
    """Stories whose pages are read; then no feed is asked."""
    only_build: bool = False
    """Whether no feed is asked, and only what is not built is built."""


def refresh_archive(order: Order, reporter: Reporter, stopping: Stopping) -> int:
    """Refresh some feeds of an archive, or all, and build what is not built.

    Returns:
        The exit status of the process.
    """
    with suppress(OSError):
        # Whoever reads meanwhile comes first; the sandbox inherits this.
        os.nice(_NICENESS)
    try:
        if order.page_ids:
            _read_pages(order, reporter, stopping)
        elif order.only_build:
            _build(order, reporter, stopping)
        elif not _refresh(order, reporter, stopping):
            return BUSY
    except StoppedError:
        return STOPPED
    except NewstuiError as error:
        reporter.report(Broken(reason=clean_line(str(error))))
        return FAILED
    return STOPPED if stopping() else DONE


def _refresh(order: Order, reporter: Reporter, stopping: Stopping) -> bool:
    """Ask feeds, then build what is not built; false when another process asks them."""
    with ExitStack() as stack:
        lock = stack.enter_context(ExitStack())
        if not lock.enter_context(refresh_lock(order.archive)):
            reporter.report(Busy())
            return False
        archive = stack.enter_context(closing(Archive.open(order.archive)))
        fetching = stack.enter_context(ExitStack())
        web = fetching.enter_context(polite_web(order.settings, archive, is_stopping=stopping))
        sandbox = stack.enter_context(Sandbox(is_stopping=stopping))
        due_at = utc_now() if order.only_due else None
        jobs = choose_jobs(list_jobs(archive, order.feed_ids), asked=order.feed_ids, due_at=due_at)
        asking = Asking(archive, Gatherer(web.fetch, sandbox), reporter, stopping)
        asking.ask(jobs, web)
        if asking.keeper.wanted_pages:
            from newstui.refresh.paging import read_pages

            read_pages(archive, asking.keeper.wanted_pages, web, sandbox, reporter.report)
        # Which hosts ask to be left alone is on disk before the next refresh can begin.
        fetching.close()
        # Nobody who wants news waits until old stories are prepared.
        lock.close()
        with build_lock(order.archive) as held:
            # Whoever builds already goes on until nothing is left, this refresh's stories too.
            if held:
                _prepare(archive, sandbox, reporter, stopping)
        with suppress(StoreError):
            # A backup that cannot be made is no reason to call the refresh failed.
            keep_daily_backup(order.archive, now=utc_now())
    asking.keeper.finish()
    return True


def _build(order: Order, reporter: Reporter, stopping: Stopping) -> None:
    """Build what is not built, beside whoever fetches meanwhile."""
    with build_lock(order.archive) as held:
        if not held:
            reporter.report(Busy())
            return
        with (
            closing(Archive.open(order.archive)) as archive,
            Sandbox(is_stopping=stopping) as sandbox,
        ):
            _prepare(archive, sandbox, reporter, stopping)
            reporter.report(Finished(feeds=0, failed=0, new=0))


def _prepare(archive: Archive, sandbox: Sandbox, reporter: Reporter, stopping: Stopping) -> None:
    """Build what is not built, and apply the rules to what came."""
    if is_all_prepared(archive, builder=BUILDER_VERSION, engine=ENGINE_VERSION):
        return
    from newstui.refresh.building import build_stories

    build_stories(archive, sandbox, reporter.report, stopping)
    _apply_rules(archive, reporter)


def _apply_rules(archive: Archive, reporter: Reporter) -> None:
    """Apply the reader's rules to what came, now that it is prepared."""
    from newstui.store.ruling import apply_rules, has_waiting

    if not has_waiting(archive):
        return
    applied = apply_rules(archive, now=utc_now())
    reason = clean_line("; ".join(applied.troubles), limit=_REASON_LIMIT)
    if applied.stories or reason:
        reporter.report(
            Ruled(
                stories=applied.stories,
                hidden=applied.hidden,
                bookmarked=applied.bookmarked,
                reason=reason,
            )
        )


def _read_pages(order: Order, reporter: Reporter, stopping: Stopping) -> None:
    """Read the pages of stories; a refresh that is going on meanwhile is not disturbed."""
    from newstui.refresh.paging import read_pages

    archive = Archive.open(order.archive)
    try:
        with (
            polite_web(order.settings, archive, is_stopping=stopping) as web,
            Sandbox(is_stopping=stopping) as sandbox,
        ):
            read_pages(archive, order.page_ids, web, sandbox, reporter.report)
            reporter.report(Finished(feeds=0, failed=0, new=0))
    finally:
        archive.close()
