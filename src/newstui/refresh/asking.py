"""The first phase of a refresh: every feed asked, what it brought kept, one feed a commit.

Many are asked at once; what is plain to read is read here, everything else in the sandbox, beside.
Whatever one feed does, the others are refreshed.
"""

from __future__ import annotations

import random
from collections import deque
from time import monotonic
from typing import TYPE_CHECKING, Final

from newstui.errors import FormatError, HeldBackError, PlaceError, StoreError
from newstui.model.feed import FeedKind
from newstui.places.http import Request
from newstui.places.reading import Fetched, Unchanged
from newstui.places.transfer import USER_AGENT
from newstui.refresh.frames import StoppedError
from newstui.refresh.gathering import judge
from newstui.refresh.keeper import Keeper
from newstui.store.listing import never_built
from newstui.text.links import without_credentials

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from concurrent.futures import Future, ThreadPoolExecutor

    from newstui.errors import NewstuiError
    from newstui.places.reading import FetchedOrNot
    from newstui.refresh.gathering import Gathered, Gatherer
    from newstui.refresh.stopping import Reporter, Stopping
    from newstui.refresh.web import Web
    from newstui.store.archive import Archive
    from newstui.store.jobs import Job

_BACKLOG_LIMIT: Final = 8
"""Documents waiting for the sandbox, from which the oldest is waited for."""
_FLUSH_SECONDS: Final = 0.5
"""Feeds that brought nothing are noted together, at least so often."""


class Asking:
    """One refresh on its way through its feeds."""

    def __init__(
        self, archive: Archive, gatherer: Gatherer, reporter: Reporter, stopping: Stopping
    ) -> None:
        self._archive, self._gatherer, self._stopping = archive, gatherer, stopping
        self.keeper = Keeper(archive, reporter, chance=random.Random().random)  # noqa: S311 - jitter
        self._beside: ThreadPoolExecutor | None = None
        self._backlog: deque[tuple[Job, Future[Gathered]]] = deque()
        self._flushed_at = monotonic()

    def ask(self, jobs: Sequence[Job], web: Web) -> None:
        """Ask every feed and keep what it brings.

        Raises:
            StoppedError: If newstui is stopping; what was kept stays.
        """
        self.keeper.start([job.feed.id for job in jobs])
        try:
            for job, outcome in self._outcomes(jobs, web):
                self._take(job, outcome)
                self._keep_up()
            self._drain(limit=0)
        finally:
            if self._beside is not None:
                self._beside.shutdown()
            self.keeper.flush()
        self._stop_if_asked()

    def _outcomes(
        self, jobs: Sequence[Job], web: Web
    ) -> Iterator[tuple[Job, FetchedOrNot | Gathered | NewstuiError]]:
        """Ask the web, then the disk."""
        by_id = {job.feed.id: job for job in jobs if job.feed.kind is FeedKind.WEB}
        requests = map(_request, by_id.values())
        for request, outcome in web.ask_all(requests, self._keep_up):
            self._stop_if_asked()
            yield by_id[request.tag], outcome
        for job in jobs:
            self._stop_if_asked()
            if job.feed.kind is not FeedKind.WEB:
                yield job, self._read(job)

    def _read(self, job: Job) -> FetchedOrNot | Gathered | NewstuiError:
        """Read a place on disk."""
        try:
            return self._gatherer.gather(job.feed.kind, job.feed.place, known=job.known)
        except (PlaceError, FormatError) as error:
            return error

    def _take(self, job: Job, outcome: FetchedOrNot | Gathered | NewstuiError) -> None:
        """Keep what one feed brought, now or when the sandbox has read it."""
        if isinstance(outcome, HeldBackError):
            self.keeper.skip(job, outcome)
        elif isinstance(outcome, Exception):
            self._fail(job, outcome)
        elif isinstance(outcome, Unchanged):
            self.keeper.keep_unchanged(job, outcome.evidence)
        elif isinstance(outcome, Fetched):
            quick = self._gatherer.read_quickly(outcome, origin=_origin(job))
            if quick is None:
                self._backlog.append((job, self._parse_beside(job, outcome)))
            else:
                self._keep(job, quick)
        else:
            self._keep(job, outcome)

    def _parse_beside(self, job: Job, reading: Fetched) -> Future[Gathered]:
        """Have the sandbox read a document while others are fetched."""
        if self._beside is None:
            from concurrent.futures import ThreadPoolExecutor

            self._beside = ThreadPoolExecutor(1, thread_name_prefix="newstui-sandbox")
        return self._beside.submit(self._gatherer.parse, reading, origin=_origin(job))

    def _drain(self, *, limit: int) -> None:
        """Keep what the sandbox has read, waiting for the oldest while there are too many."""
        while self._backlog and (len(self._backlog) > limit or self._backlog[0][1].done()):
            job, parsing = self._backlog.popleft()
            try:
                gathered = parsing.result()
            except StoppedError:
                raise
            except Exception as error:  # noqa: BLE001 - one feed must never hurt the others
                self._fail(job, error)
            else:
                self._keep(job, gathered)

    def _keep(self, job: Job, gathered: Gathered) -> None:
        try:
            judge(job.feed.kind, job.feed.place, gathered, known=job.known)
            if job.known:
                self._build_known(job, gathered)
            self.keeper.keep(job, gathered)
        except Exception as error:  # noqa: BLE001 - one feed must never hurt the others
            self._fail(job, error)

    def _build_known(self, job: Job, gathered: Gathered) -> None:
        """Build what a feed told before, so that another edition of it is kept beside this one."""
        if waiting := never_built(self._archive, job.feed.id, gathered.keys):
            from newstui.refresh.building import build_story

            # The sandbox does one thing at a time.
            self._drain(limit=0)
            for story_id in waiting:
                self._stop_if_asked()
                build_story(self._archive, self._gatherer.sandbox, story_id)

    def _fail(self, job: Job, error: Exception) -> None:
        self._stop_if_asked()
        if not isinstance(error, PlaceError | FormatError | StoreError):
            reason = f"could not be refreshed ({type(error).__name__})"
            error = FormatError(_origin(job), reason)
        self.keeper.fail(job, error)

    def _keep_up(self) -> None:
        """Keep what is ready to be kept, also while the slowest of all is waited for."""
        self._drain(limit=_BACKLOG_LIMIT)
        now = monotonic()
        if now - self._flushed_at >= _FLUSH_SECONDS:
            self._flushed_at = now
            self.keeper.flush()

    def _stop_if_asked(self) -> None:
        if self._stopping():
            raise StoppedError


def _request(job: Job) -> Request:
    user_agent = job.feed.settings.user_agent or USER_AGENT
    return Request(url=job.feed.place, known=job.known, user_agent=user_agent, tag=job.feed.id)


def _origin(job: Job) -> str:
    return without_credentials(job.feed.place)
