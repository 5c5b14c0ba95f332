"""The fetcher against everything a server can do wrong, one fault at a time."""

from __future__ import annotations

import json
import subprocess
import sys
import tracemalloc
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import pytest
from tests.faults import serve
from tests.faults.fault import FEED, PATH, USER, address_of, edition, heal
from tests.faults.table import FAULTS

from newstui.errors import PlaceError
from newstui.places.http import Fetcher, Request
from newstui.places.limits import Limits
from newstui.places.reading import MEBIBYTE, Fetched, Unchanged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.faults.fault import Fault
    from tests.faults.server import Site

    from newstui.model.feed import Evidence
    from newstui.places.reading import FetchedOrNot

ROOMY: Final = Limits(total_seconds=600, connect_seconds=600)
"""Whatever a busy machine needs; no fault of these tests takes so long."""
QUICK: Final = Limits(total_seconds=0.2, connect_seconds=0.2)
SWIFT: Final = [
    fault for fault in FAULTS if not fault.is_slow and (fault.reason or fault.brings is not None)
]
"""Those that need no deadline and nothing known before."""

pytestmark = pytest.mark.usefixtures("_trusting", "_without_proxies")


def ask(
    site: Site, known: Evidence | None = None, limits: Limits = ROOMY
) -> FetchedOrNot | PlaceError:
    with Fetcher(limits=limits) as fetcher:
        try:
            return fetcher.fetch(address_of(site), known)
        except PlaceError as error:
            return error


def fetch_edition(site: Site, number: int, known: Evidence | None = None) -> Evidence:
    reading = ask(site, known)
    assert isinstance(reading, Fetched)
    assert reading.data == edition(number)
    return reading.evidence


def judge(fault: Fault, site: Site, outcome: FetchedOrNot | PlaceError, limits: Limits) -> None:
    """Compare what came of a fault with what its row says."""
    if isinstance(outcome, PlaceError):
        reason = fault.reason.format(seconds=limits.total_seconds)
        assert (outcome.origin, outcome.reason) == (f"{site.base}{PATH}", reason)
        assert not any(secret in str(outcome) for secret in USER)
    else:
        assert not fault.reason
        assert (outcome.data if isinstance(outcome, Fetched) else None) == fault.brings


@contextmanager
def bounded_memory() -> Iterator[None]:
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < 64 * MEBIBYTE
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_fault_is_survived_or_told_and_leaves_no_trace(
    fault: Fault, open_site: Callable[..., Site]
) -> None:
    site = open_site(certificate=fault.certificate)
    heal(site, fault, number=1)
    known = fetch_edition(site, 1)
    fault.spoil(site)
    limits = QUICK if fault.is_slow else ROOMY
    with bounded_memory():
        outcome = ask(site, known, limits)
    judge(fault, site, outcome, limits)
    heal(site, fault, number=3)
    fetch_edition(site, 3, known if isinstance(outcome, PlaceError) else outcome.evidence)
    fault.check(site)


def test_faults_at_once_stay_apart(open_site: Callable[..., Site]) -> None:
    """One fetcher, everything wrong at the same time, and sites in between that are well."""
    faulty: dict[str, tuple[Fault, Site]] = {}
    healthy: list[str] = []
    for number, fault in enumerate(SWIFT):
        site = open_site(certificate=fault.certificate)
        heal(site, fault, number=2)
        if number % 20 == 0:
            healthy.append(address_of(site))
        else:
            fault.spoil(site)
            faulty[address_of(site)] = fault, site
    requests = [Request(url=url) for url in (*faulty, *healthy)]
    with Fetcher(limits=ROOMY) as fetcher:
        outcomes = {request.url: outcome for request, outcome in fetcher.ask_all(requests)}
    for url in healthy:
        outcome = outcomes[url]
        assert isinstance(outcome, Fetched)
        assert outcome.data == FEED
    for url, (fault, site) in faulty.items():
        judge(fault, site, outcomes[url], ROOMY)


def test_faults_are_told_apart() -> None:
    assert len({fault.name for fault in FAULTS}) == len(FAULTS)


def test_healthy_feeds_are_served_to_measure_with() -> None:
    size = ["--feeds", "5", "--entries", "2", "--hosts", "2", "--latency-ms", "5"]
    command = [sys.executable, serve.__file__, *size]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process, Fetcher() as fetcher:
        assert process.stdout is not None
        told = json.loads(process.stdout.readline())
        for url in told["feeds"]:
            fetched = fetcher.fetch(url)
            assert isinstance(fetched, Fetched)
            assert fetched.data.count(b"<item>") == 2
            assert isinstance(fetcher.fetch(url, fetched.evidence), Unchanged)
        counted = fetcher.fetch(told["counts"])
        assert isinstance(counted, Fetched)
        counts = json.loads(counted.data)
        process.terminate()
    assert process.returncode == 0
    assert len({urlsplit(url).netloc for url in told["feeds"]}) == 2
    assert (counts["requests"], counts["unchanged"], counts["most_at_once"]) == (10, 5, 1)
