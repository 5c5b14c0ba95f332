"""What a refresh needs to know of each feed before it asks, and what it notes afterwards."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newstui.model.schedule import Schedule
from newstui.store import changes
from newstui.store.addresses import clear_address, find_owner
from newstui.store.evidence import evidence_from_row, evidence_values, listed
from newstui.store.subscriptions import FEED_COLUMNS, feed_from_row
from newstui.store.values import (
    from_seconds,
    storable,
    storable_ids,
    to_optional_seconds,
    to_seconds,
)
from newstui.text.clean import clean_line
from newstui.text.links import with_login_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from datetime import datetime

    from newstui.model.feed import Evidence, Feed
    from newstui.model.text import SafeText
    from newstui.store.archive import Archive, Row

_JOBS = f"""
    SELECT {FEED_COLUMNS}, fetched, final_url, etag, last_modified, content_type, redirects,
        body_hash, pace_seconds, failures, moved_to, moved_seen, ttl_minutes, skip_hours
    FROM feeds LEFT JOIN folders ON folders.id = folder_id
"""  # noqa: S608 - made of this package's words
_FEED_CELLS = FEED_COLUMNS.count(",") + 1
_EVIDENCE_CELLS = 7
_SCHEDULED = """
    UPDATE feeds SET next_check = ?, pace_seconds = ?, failures = ?, gone = ?, moved_to = ?,
        moved_seen = ?, ttl_minutes = ?, skip_hours = ? WHERE id = ?
"""
_ANSWERED = """
    UPDATE feeds SET checked = ?, error = NULL, failing_since = NULL, fetched = ?, final_url = ?,
        etag = ?, last_modified = ?, content_type = ?, redirects = ?, body_hash = ? WHERE id = ?
"""
_FAILED = """
    UPDATE feeds SET checked = ?, error = ?, failing_since = coalesce(failing_since, ?)
    WHERE id = ?
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One feed to be refreshed."""

    feed: Feed
    known: Evidence | None
    """What was observed when it was last read well; `None` when it never was."""
    schedule: Schedule


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A feed that was asked and brought nothing."""

    job: Job
    schedule: Schedule
    evidence: Evidence | None = None
    """Of the answer that nothing changed; `None` when there was none."""
    error: SafeText | None = None
    """Why there was none."""


def list_jobs(archive: Archive, feed_ids: Sequence[int] = ()) -> list[Job]:
    """The feeds asked for, removed ones too; without any, all that are subscribed to."""
    if feed_ids:
        where = "WHERE feeds.id IN (SELECT value FROM json_each(?))"
        rows = archive.read(f"{_JOBS} {where}", (json.dumps(storable_ids(feed_ids)),))
    else:
        rows = archive.read(f"{_JOBS} WHERE removed IS NULL")
    return [_job(row) for row in rows]


def find_job(archive: Archive, feed_id: int) -> Job | None:
    """What is known of one feed; `None` when there is none of this number."""
    return next(iter(list_jobs(archive, [feed_id])), None)


def keep_checks(archive: Archive, checks: Sequence[Check], *, now: datetime) -> None:
    """Note feeds that brought nothing, in one short transaction; what was kept of them stays.

    Raises:
        StoreError: If it could not be saved.
    """
    if not checks:
        return
    at = to_seconds(now)
    with archive.transaction(durable=False) as connection:
        for check in checks:
            feed = check.job.feed
            if check.evidence is not None:
                values = (at, *evidence_values(check.evidence), feed.id)
                connection.execute(_ANSWERED, values)
            else:
                error = clean_line(check.error or "")
                connection.execute(_FAILED, (at, error, at, feed.id))
            keep_schedule(connection, feed.id, check.schedule)
            if check.error or feed.error:
                changes.record(connection, "feeds", now=now, feed_id=feed.id)


def keep_schedule(connection: sqlite3.Connection, feed_id: int, schedule: Schedule) -> None:
    """Note when a feed is asked next, in the transaction that keeps the rest."""
    connection.execute(
        _SCHEDULED,
        (
            to_optional_seconds(schedule.next_check),
            schedule.pace_seconds,
            schedule.failures,
            to_optional_seconds(schedule.gone),
            storable(schedule.moved_to),
            schedule.moved_seen,
            schedule.ttl_minutes,
            json.dumps(schedule.skip_hours),
            feed_id,
        ),
    )


def waiting_hosts(archive: Archive, *, now: datetime) -> dict[str, datetime]:
    """Hosts that asked to be left alone, and until when."""
    rows = archive.read("SELECT host, retry_at FROM hosts WHERE retry_at > ?", (to_seconds(now),))
    return {host: from_seconds(retry_at) for host, retry_at in rows}


def keep_host_wait(archive: Archive, host: str, until: datetime, *, now: datetime) -> None:
    """Note that a host asked to be left alone; waits that are over are forgotten.

    Raises:
        StoreError: If it could not be saved.
    """
    with archive.transaction(durable=False) as connection:
        connection.execute("DELETE FROM hosts WHERE retry_at <= ?", (to_seconds(now),))
        connection.execute(
            "INSERT INTO hosts (host, retry_at) VALUES (?, ?) ON CONFLICT (host) DO UPDATE"
            " SET retry_at = max(retry_at, excluded.retry_at)",
            (storable(host), to_seconds(until)),
        )


def keep_move(archive: Archive, feed_id: int, place: str, *, now: datetime) -> bool:
    """Give a feed the address it moved to, with everything it has; false when another has it.

    User name and password go along within their origin.

    Raises:
        StoreError: If it could not be saved.
    """
    with archive.transaction(durable=True) as connection:
        row = connection.execute("SELECT place FROM feeds WHERE id = ?", (feed_id,)).fetchone()
        place = with_login_of(row[0], storable(place)) if row else ""
        is_free = bool(place) and not find_owner(connection, place, besides=feed_id)
        if is_free:
            clear_address(connection, place, besides=feed_id)
            connection.execute(
                "UPDATE feeds SET place = ?, moved_to = '', moved_seen = 0 WHERE id = ?",
                (place, feed_id),
            )
        # Where another has it, the two are the same now: that shows.
        changes.record(connection, "feeds", now=now, feed_id=feed_id)
    return is_free


def _job(row: Row) -> Job:
    rest = row[_FEED_CELLS:]
    feed = feed_from_row(row[:_FEED_CELLS])
    return Job(
        feed=feed,
        known=evidence_from_row(rest[:_EVIDENCE_CELLS]),
        schedule=_schedule(feed, rest[_EVIDENCE_CELLS:]),
    )


def _schedule(feed: Feed, row: Row) -> Schedule:
    pace, failures, moved_to, moved_seen, ttl, skip_hours = row
    return Schedule(
        next_check=feed.next_check,
        pace_seconds=pace,
        failures=failures,
        gone=feed.gone,
        moved_to=moved_to,
        moved_seen=moved_seen,
        ttl_minutes=ttl,
        skip_hours=tuple(hour for hour in listed(skip_hours) if isinstance(hour, int)),
    )
