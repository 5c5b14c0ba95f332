"""Hosts that asked to be left alone: who did lately is not asked, who does now is remembered."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from newstui.errors import AnswerError, HeldBackError, StoreError
from newstui.places.reading import utc_now
from newstui.refresh.schedule import LONGEST_RETRY_SECONDS, retry_seconds
from newstui.refresh.web import Web
from newstui.store.archive import Archive
from newstui.store.jobs import keep_host_wait, waiting_hosts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from newstui.places.limits import Limits


@contextmanager
def polite_web(
    settings: Path | None,
    archive: Archive | None,
    *,
    is_stopping: Callable[[], bool],
    limits: Limits | None = None,
) -> Iterator[Web]:
    """Open the web without the hosts that asked to be left alone, and note those that ask now.

    Args:
        settings: The settings file; `None` when there is none.
        archive: Remembers them; `None` for nobody.
        is_stopping: Whether newstui is stopping.
        limits: Of each fetch.
    """
    known = waiting_hosts(archive, now=utc_now()) if archive else {}
    with Web(settings, is_stopping=is_stopping, held=known, limits=limits) as web:
        try:
            yield web
        finally:
            if archive is not None:
                _keep(archive, dict(web.held.items() - known.items()))


@contextmanager
def archive_of_waits(path: Path | None) -> Iterator[Archive | None]:
    """Open the archive that remembers hosts; `None` when there is none to be used."""
    archive: Archive | None = None
    if path is not None and path.exists():
        with suppress(StoreError):
            archive = Archive.open(path)
    try:
        yield archive
    finally:
        if archive is not None:
            archive.close()


def wait_of(error: Exception) -> datetime | None:
    """Until when a server asks to be left alone; `None` when it does not."""
    if isinstance(error, HeldBackError):
        return error.until
    seconds = retry_seconds(error) if isinstance(error, AnswerError) else 0
    return utc_now() + timedelta(seconds=seconds) if seconds else None


def _keep(archive: Archive, waits: Mapping[str, datetime]) -> None:
    now = utc_now()
    latest = now + timedelta(seconds=LONGEST_RETRY_SECONDS)
    for host, until in waits.items():
        with suppress(StoreError):
            keep_host_wait(archive, host, min(until, latest), now=now)
