"""The fetcher against a server of this machine that answers whatever a test wants."""

from __future__ import annotations

import gzip
import socketserver
import threading
import zlib
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from newstui.errors import PlaceError
from newstui.model.feed import Evidence, FeedKind
from newstui.places import read_place
from newstui.places.http import USER_AGENT, Fetcher
from newstui.places.limits import Limits
from newstui.places.reading import Fetched, Unchanged, utc_now

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterator
    from typing import TypeAlias

    Reply: TypeAlias = bytes | list[bytes] | Callable[["Site", socket.socket], object]

FEED = b"<rss version='2.0'><channel><title>Harbour Bulletin</title></channel></rss>"
QUICK = Limits(total_seconds=0.15, connect_seconds=0.15)


@dataclass
class Site:
    """A server; each path has one answer, or several in turn."""

    replies: dict[str, Reply] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)
    base: str = ""

    def answer(self, connection: socket.socket) -> bool:
        """Serve one request; false when the connection is over."""
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            part = connection.recv(65_536)
            if not part or part.startswith(b"\x16"):  # a TLS greeting
                return False
            head += part
        first, *lines = head.decode("latin-1").strip().split("\r\n")
        path = first.split(" ")[1]
        pairs = (line.split(": ", 1) for line in lines)
        self.asked.append((path, {name.lower(): value for name, value in pairs}))
        reply = self.replies[path]
        if isinstance(reply, list):
            reply = reply.pop(0)
        if callable(reply):
            reply(self, connection)
            return False
        connection.sendall(reply)
        return b"content-length" in reply.lower()


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            self.request.settimeout(2)
            with suppress(OSError):
                while site.answer(self.request):
                    pass

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True

    with Server(("127.0.0.1", 0), Handler) as server:
        site.base = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield site
        site.closing.set()
        server.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def _without_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def reply(body: bytes = b"", *headers: str, status: str = "200 OK") -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode("latin-1") + body


def to(location: str, status: str = "302 Found") -> bytes:
    return reply(b"moved", f"Location: {location}", status=status)


def fetch(url: str, known: Evidence | None = None, limits: Limits | None = None) -> Fetched:
    with Fetcher(limits=limits) as fetcher:
        reading = fetcher.fetch(url, known)
    assert isinstance(reading, Fetched)
    return reading


def failure(url: str, known: Evidence | None = None, limits: Limits | None = None) -> PlaceError:
    with Fetcher(limits=limits) as fetcher, pytest.raises(PlaceError) as raised:
        fetcher.fetch(url, known)
    return raised.value


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


def test_request_tells_the_truth_and_carries_no_cookie(site: Site) -> None:
    site.replies["/feed"] = reply(FEED, "Set-Cookie: track=1")
    with Fetcher() as fetcher:
        fetcher.fetch(f"{site.base}/feed")
        fetcher.fetch(f"{site.base}/feed")
    for _, headers in site.asked:
        assert headers["user-agent"] == USER_AGENT
        assert headers["accept-encoding"] == "gzip, deflate"
        assert not {"cookie", "referer", "authorization"} & set(headers)


def test_validators_go_back_byte_for_byte_and_304_renews_them(site: Site) -> None:
    site.replies["/feed"] = [
        reply(FEED, 'ETag: W/"\xe9 1"', "Last-Modified: odd date"),
        reply(b"", 'ETag: "2"', status="304 Not Modified"),
    ]
    known = fetch(f"{site.base}/feed").evidence
    with Fetcher() as fetcher:
        reading = fetcher.fetch(f"{site.base}/feed", known)
    assert isinstance(reading, Unchanged)
    assert site.asked[1][1]["if-none-match"] == 'W/"\xe9 1"'
    assert site.asked[1][1]["if-modified-since"] == "odd date"
    assert (reading.evidence.etag, reading.evidence.last_modified) == ('"2"', "odd date")


def test_validators_are_not_sent_to_another_address(site: Site) -> None:
    site.replies["/old"] = to("/new")
    site.replies["/new"] = reply(FEED)
    fetch(f"{site.base}/old", Evidence(fetched=utc_now(), final_url="http://a.test/", etag='"1"'))
    assert all("if-none-match" not in headers for _, headers in site.asked)


def test_validator_with_a_control_character_is_neither_kept_nor_sent(site: Site) -> None:
    site.replies["/feed"] = reply(FEED, 'ETag: "a\x0bb"')
    assert not fetch(f"{site.base}/feed").evidence.etag
    fetch(f"{site.base}/feed", Evidence(fetched=utc_now(), etag='"x"\r\nX-Injected: 1'))
    assert "x-injected" not in site.asked[1][1]
    assert "if-none-match" not in site.asked[1][1]


def test_304_to_a_question_without_validators_is_a_failure(site: Site) -> None:
    site.replies["/feed"] = reply(status="304 Not Modified")
    known = Evidence(fetched=utc_now(), final_url="http://elsewhere.test/", etag='"1"')
    assert failure(f"{site.base}/feed", known).reason == "304 Not Modified"


def test_304_that_nobody_asked_for_is_a_failure(site: Site) -> None:
    site.replies["/feed"] = reply(status="304 Not Modified")
    assert failure(f"{site.base}/feed").reason == "304 Not Modified"


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ("404 Gone\x1b[2J Fishing", "404 Not Found"),
        ("410 Gone", "410 Gone"),
        ("500 Oops", "500 Internal Server Error"),
        ("503 Service Unavailable", "503 Service Unavailable"),
        ("429 Slow Down", "429 Too Many Requests"),
        ("206 Partial Content", "206 Partial Content"),
        ("204 No Content", "204 No Content"),
        ("799 Who Knows", "799 (an unknown answer)"),
        ("300 Multiple Choices", "300 Multiple Choices"),
        ("302 Found", "302 Found"),
    ],
)
def test_status_is_told_in_registered_words(site: Site, status: str, reason: str) -> None:
    site.replies["/feed"] = reply(b"sorry" * 50_000, status=status)
    error = failure(f"{site.base}/feed")
    assert str(error) == f"{site.base}/feed: {reason}"


def test_address_is_read_as_a_place(site: Site) -> None:
    site.replies["/feed"] = reply(FEED)
    (reading,) = read_place(FeedKind.WEB, f"{site.base}/feed")
    assert isinstance(reading, Fetched)
    assert reading.data == FEED


def test_trailers_do_not_change_what_came_before(site: Site) -> None:
    site.replies["/feed"] = lambda _, connection: connection.sendall(
        b"HTTP/1.1 200 OK\r\nETag: head\r\nTransfer-Encoding: chunked\r\nTrailer: ETag\r\n\r\n"
        b"6\r\n<rss/>\r\n0\r\nETag: tail\r\n\r\n"
    )
    assert fetch(f"{site.base}/feed").evidence.etag == "head"


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("GZip", lambda body: gzip.compress(body[:9], mtime=0) + gzip.compress(body[9:], mtime=0)),
        ("gzip", lambda body: gzip.compress(body, mtime=0) + b"\0trailing"),
        ("deflate", zlib.compress),
        ("deflate", lambda body: zlib.compress(body, wbits=-15)),
        ("identity", bytes),
    ],
)
def test_packed_body_is_unpacked(site: Site, coding: str, pack: Callable[[bytes], bytes]) -> None:
    site.replies["/feed"] = reply(pack(FEED), f"Content-Encoding: {coding}")
    assert fetch(f"{site.base}/feed").data == FEED


@pytest.mark.parametrize(
    ("coding", "body", "reason"),
    [
        ("gzip", gzip.compress(FEED, mtime=0)[:-9], "was cut off before its end"),
        ("gzip", gzip.compress(FEED, mtime=0)[:5], "was cut off before its end"),
        ("deflate", zlib.compress(FEED)[:-5], "was cut off before its end"),
        ("gzip", b"<rss/>", "is packed wrongly"),
        ("gzip", gzip.compress(FEED, mtime=0)[:-8] + b"checksum", "is packed wrongly"),
        ("gzip", gzip.compress(b"", mtime=0) * 200, "is packed in too many pieces"),
        ("br", b"\x0b\x02\x80", "is packed in a way newstui did not ask for"),
        ("gzip, gzip", gzip.compress(FEED, mtime=0), "is packed in a way newstui did not ask for"),
        ("gzip", gzip.compress(bytes(100_000), mtime=0), "unpacks to more than 90000 bytes"),
        ("", bytes(90_001), "unpacks to more than 90000 bytes"),
    ],
)
def test_bad_body_is_refused(site: Site, coding: str, body: bytes, reason: str) -> None:
    site.replies["/feed"] = reply(body, f"Content-Encoding: {coding}")
    assert failure(f"{site.base}/feed", limits=Limits(inflated_bytes=90_000)).reason == reason


def test_bomb_is_given_up_early(site: Site) -> None:
    def endless(site: Site, connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n")
        packer = zlib.compressobj(wbits=31)
        while not site.closing.is_set():
            connection.sendall(packer.compress(bytes(1 << 20)))

    site.replies["/feed"] = endless
    assert failure(f"{site.base}/feed").reason == "unpacks to more than 32 MiB"


@pytest.mark.parametrize("announced", [True, False])
def test_oversize_body_is_given_up(site: Site, *, announced: bool) -> None:
    def endless(site: Site, connection: socket.socket) -> None:
        length = "Content-Length: 99999999999\r\n" if announced else ""
        connection.sendall(f"HTTP/1.1 200 OK\r\n{length}\r\n".encode())
        while not site.closing.is_set():
            connection.sendall(bytes(65_536))

    site.replies["/feed"] = endless
    reason = failure(f"{site.base}/feed", limits=Limits(wire_bytes=1 << 20)).reason
    assert reason == "is larger than 1 MiB"


def test_drip_ends_at_the_deadline(site: Site) -> None:
    def drip(site: Site, connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while not site.closing.wait(0.02):
            connection.sendall(b"<")

    site.replies["/feed"] = drip
    assert failure(f"{site.base}/feed", limits=QUICK).reason == "did not answer within 0.15 s"


def test_deadline_covers_all_redirects(site: Site) -> None:
    def slow(site: Site, connection: socket.socket) -> None:
        site.closing.wait(0.06)
        connection.sendall(to("/feed"))

    site.replies["/feed"] = slow
    assert failure(f"{site.base}/feed", limits=QUICK).reason == "did not answer within 0.15 s"
    assert len(site.asked) <= 3


def test_silence_ends_at_the_deadline(site: Site) -> None:
    site.replies["/feed"] = lambda site, _: site.closing.wait(2)
    assert failure(f"{site.base}/feed", limits=QUICK).reason == "did not answer within 0.15 s"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "closed the connection without an answer"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n<rss>", "was cut off before its end"),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n<rss>",
            "was cut off before its end",
        ),
        (b"SSH-2.0-OpenSSH_9.7\r\n", "did not answer as a web server does"),
        (b"HTTP/1.1 banana\r\n\r\n", "did not answer as a web server does"),
    ],
)
def test_broken_answer_is_told_in_plain_words(site: Site, raw: bytes, reason: str) -> None:
    site.replies["/feed"] = lambda _, connection: connection.sendall(raw)
    assert failure(f"{site.base}/feed").reason == reason


def test_content_length_that_is_too_short_ends_the_document(site: Site) -> None:
    site.replies["/feed"] = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n<rss></rss>"
    assert fetch(f"{site.base}/feed").data == b"<rss>"


def test_interim_answers_do_not_count(site: Site) -> None:
    early = b'HTTP/1.1 103 Early Hints\r\nETag: "early"\r\n\r\n'
    site.replies["/feed"] = early + reply(FEED)
    assert not fetch(f"{site.base}/feed").evidence.etag


def test_closed_port_refuses() -> None:
    with socketserver.TCPServer(("127.0.0.1", 0), socketserver.BaseRequestHandler) as server:
        port = server.server_address[1]
    assert failure(f"http://127.0.0.1:{port}/").reason == "refused the connection"


def test_https_to_a_server_without_it_is_told(site: Site) -> None:
    site.replies["/"] = reply(FEED)
    secure = site.base.replace("http:", "https:")
    assert failure(secure).reason == "could not agree on an encrypted connection"


def test_stopping_ends_a_fetch(site: Site) -> None:
    site.replies["/feed"] = lambda site, _: site.closing.wait(2)
    with (
        Fetcher(is_stopping=lambda: True) as fetcher,
        pytest.raises(PlaceError, match="newstui is stopping"),
    ):
        fetcher.fetch(f"{site.base}/feed")


def test_fetcher_serves_on_after_a_failure(site: Site) -> None:
    site.replies["/bad"] = lambda _, connection: connection.sendall(b"")
    site.replies["/good"] = reply(FEED)
    with Fetcher() as fetcher:
        with pytest.raises(PlaceError):
            fetcher.fetch(f"{site.base}/bad")
        assert isinstance(fetcher.fetch(f"{site.base}/good"), Fetched)
