"""What the fetcher asks and brings; what servers do wrong is in `test_faults`."""

from __future__ import annotations

import gzip
import signal
import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from tests.faults.answers import reply, to
from tests.faults.talk import cut, stall

from newstui.errors import PlaceError
from newstui.model.feed import Evidence, FeedKind
from newstui.places import read_place
from newstui.places.http import USER_AGENT, Fetcher, Request
from newstui.places.limits import Limits
from newstui.places.options import set_options
from newstui.places.reading import Fetched, utc_now

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pycurl import Curl
    from tests.faults.server import Site
    from tests.faults.talk import Talk

    from newstui.places.addresses import Address

FEED = b"<rss version='2.0'><channel><title>Harbour Bulletin</title></channel></rss>"

pytestmark = pytest.mark.usefixtures("_without_proxies")


def fetch(url: str, known: Evidence | None = None) -> Fetched:
    with Fetcher() as fetcher:
        reading = fetcher.fetch(url, known)
    assert isinstance(reading, Fetched)
    return reading


def test_document_comes_with_its_evidence(site: Site) -> None:
    site.replies["/feed"] = reply(
        FEED,
        'ETag:  W/"a,\xe9 b" ',
        "Last-Modified: yesterday, more or less",
        "Content-Type: application/rss+xml; charset=x",
    )
    reading = fetch(f"{site.base}/feed")
    assert reading.data == FEED
    assert reading.evidence.etag == 'W/"a,\xe9 b"'
    assert reading.evidence.last_modified == "yesterday, more or less"
    assert reading.evidence.content_type == "application/rss+xml; charset=x"
    assert reading.evidence.final_url == f"{site.base}/feed"
    assert reading.evidence.fetched.tzinfo is not None


def test_request_tells_the_truth_and_nothing_else(site: Site) -> None:
    site.replies["/feed"] = reply(FEED)
    fetch(f"{site.base}/feed")
    ((_, headers),) = site.asked
    assert headers["user-agent"] == USER_AGENT
    assert headers["accept-encoding"] == "gzip, deflate"
    assert set(headers) == {"host", "user-agent", "accept", "accept-encoding"}


def test_validators_are_not_sent_to_another_address(site: Site) -> None:
    site.replies["/old"] = to("/new")
    site.replies["/new"] = reply(FEED)
    fetch(f"{site.base}/old", Evidence(fetched=utc_now(), final_url="http://a.test/", etag='"1"'))
    assert all("if-none-match" not in headers for _, headers in site.asked)


def test_validator_that_would_add_a_header_is_not_sent(site: Site) -> None:
    site.replies["/feed"] = reply(FEED)
    fetch(f"{site.base}/feed", Evidence(fetched=utc_now(), etag='"x"\r\nX-Injected: 1'))
    ((_, headers),) = site.asked
    assert not {"x-injected", "if-none-match"} & set(headers)


def test_address_is_read_as_a_place(site: Site) -> None:
    site.replies["/feed"] = reply(FEED)
    (reading,) = read_place(FeedKind.WEB, f"{site.base}/feed")
    assert isinstance(reading, Fetched)
    assert reading.data == FEED


@pytest.mark.parametrize(
    "answer",
    [
        reply(bytes(90_001)),
        reply(gzip.compress(bytes(90_001), mtime=0), "Content-Encoding: gzip"),
    ],
    ids=["plain", "packed"],
)
def test_document_may_be_as_large_as_its_limit_only(site: Site, answer: bytes) -> None:
    site.replies["/feed"] = answer
    with (
        Fetcher(limits=Limits(inflated_bytes=90_000)) as fetcher,
        pytest.raises(PlaceError, match="unpacks to more than 90000 bytes"),
    ):
        fetcher.fetch(f"{site.base}/feed")
    with Fetcher(limits=Limits(inflated_bytes=90_001)) as fetcher:
        assert isinstance(fetcher.fetch(f"{site.base}/feed"), Fetched)


def test_stopping_ends_a_fetch(site: Site) -> None:
    site.replies["/feed"] = stall()
    with (
        Fetcher(is_stopping=lambda: True) as fetcher,
        pytest.raises(PlaceError, match="newstui is stopping"),
    ):
        fetcher.fetch(f"{site.base}/feed")


def test_a_name_that_cannot_be_sent_hurts_nobody(site: Site) -> None:
    site.replies |= {"/a": reply(FEED), "/b": reply(FEED)}
    strange, plain = (Request(url=f"{site.base}/{path}") for path in "ab")
    strange = replace(strange, user_agent="L\xe4ser\u0416/1")
    with Fetcher() as fetcher:
        outcomes = [outcome for _, outcome in fetcher.ask_all([strange, plain])]
    assert [type(outcome) for outcome in outcomes] == [Fetched, Fetched]
    assert {headers["user-agent"] for _, headers in site.asked} == {"L?ser?/1", USER_AGENT}


def test_what_cannot_be_asked_for_fails_alone(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse_a(curl: Curl, address: Address, **named: Any) -> None:  # noqa: ANN401 - passed on
        if address.url.endswith("/a"):
            raise ValueError("embedded null byte")
        set_options(curl, address, **named)

    monkeypatch.setattr("newstui.places.transfer.set_options", refuse_a)
    site.replies["/b"] = reply(FEED)
    with Fetcher() as fetcher:
        requests = [Request(url=f"{site.base}/{path}") for path in "ab"]
        bad, good = [outcome for _, outcome in fetcher.ask_all(requests)]
    assert str(bad) == f"{site.base}/a: cannot be asked for (embedded null byte)"
    assert isinstance(good, Fetched)


def test_a_mistake_while_many_are_asked_is_heard_of(site: Site) -> None:
    def requests() -> Iterator[Request]:
        yield Request(url=f"{site.base}/a")
        raise ZeroDivisionError

    with Fetcher() as fetcher, pytest.raises(ZeroDivisionError):
        list(fetcher.ask_all(requests()))


def test_fetcher_serves_on_after_a_failure(site: Site) -> None:
    site.replies["/bad"] = cut(b"")
    site.replies["/good"] = reply(FEED)
    with Fetcher() as fetcher:
        with pytest.raises(PlaceError):
            fetcher.fetch(f"{site.base}/bad")
        assert isinstance(fetcher.fetch(f"{site.base}/good"), Fetched)


def test_a_signal_that_another_thread_takes_ends_the_waiting_too(site: Site) -> None:
    stopping = threading.Event()

    async def signal_instead(talk: Talk) -> None:
        (thread,) = (one for one in threading.enumerate() if one.name == "newstui-fetcher")
        assert thread.ident is not None
        signal.pthread_kill(thread.ident, signal.SIGUSR1)
        await talk.stay()

    site.replies["/"] = signal_instead
    before = signal.signal(signal.SIGUSR1, lambda *_: stopping.set())
    try:
        with Fetcher(is_stopping=stopping.is_set) as fetcher:
            ((_request, outcome),) = fetcher.ask_all([Request(url=f"{site.base}/")])
    finally:
        signal.signal(signal.SIGUSR1, before)
    assert isinstance(outcome, PlaceError)
    assert outcome.reason == "was not read: newstui is stopping"
