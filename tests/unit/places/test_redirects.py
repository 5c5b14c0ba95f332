"""Where the fetcher lets itself be sent, whom it trusts, and what it tells whom."""

from __future__ import annotations

import shutil
import socketserver
import ssl
import subprocess
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from newstui.errors import PlaceError
from newstui.places.environment import proxy_of, trusted_certificates
from newstui.places.http import Fetcher
from newstui.places.reading import Fetched

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator

FEED = b"<rss version='2.0'><channel><title>Harbour Bulletin</title></channel></rss>"


@dataclass
class Site:
    """A server with one answer for each path."""

    replies: dict[str, bytes] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    base: str = ""

    def answer(self, connection: socket.socket) -> bool:
        """Serve one request; false when the connection is over."""
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            if not (part := connection.recv(65_536)):
                return False
            head += part
        first, *lines = head.decode("latin-1").strip().split("\r\n")
        path = first.split(" ")[1]
        pairs = (line.split(": ", 1) for line in lines)
        self.asked.append((path, {name.lower(): value for name, value in pairs}))
        connection.sendall(self.replies[path])
        return True


def serve(host: str, tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    site = Site()

    def tls_or_plain(connection: socket.socket) -> socket.socket:
        return tls.wrap_socket(connection, server_side=True) if tls else connection

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            self.request.settimeout(2)
            with suppress(OSError), tls_or_plain(self.request) as connection:
                while site.answer(connection):
                    pass

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True

    with Server((host, 0), Handler) as server:
        site.base = f"http{'s' if tls else ''}://{host}:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield site
        server.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def _without_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def site() -> Iterator[Site]:
    yield from serve("127.0.0.1")


@pytest.fixture
def other() -> Iterator[Site]:
    yield from serve("127.0.0.2")


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with self-signed certificates: one for 127.0.0.1, one for another host."""
    if not (openssl := shutil.which("openssl")):
        pytest.skip("needs the openssl command")
    folder = tmp_path_factory.mktemp("certificates")
    for name, subject in (("own", "IP:127.0.0.1"), ("elsewhere", "DNS:elsewhere.test")):
        kind = ["req", "-x509", "-nodes", "-days", "2"]
        kind += ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
        names = ["-subj", "/CN=test", "-addext", f"subjectAltName={subject}"]
        files = ["-keyout", f"{folder}/{name}.key", "-out", f"{folder}/{name}.pem"]
        subprocess.run([openssl, *kind, *names, *files], check=True, capture_output=True)
    return folder


@pytest.fixture
def secure(certificates: Path, request: pytest.FixtureRequest) -> Iterator[Site]:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    stem = certificates / request.param
    tls.load_cert_chain(stem.with_suffix(".pem"), stem.with_suffix(".key"))
    yield from serve("127.0.0.1", tls)


def reply(body: bytes = b"", *headers: str, status: str = "200 OK") -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode("latin-1") + body


def to(location: str, status: str = "302 Found") -> bytes:
    return reply(b"moved", f"Location: {location}", status=status)


def fetch(url: str) -> Fetched:
    with Fetcher() as fetcher:
        reading = fetcher.fetch(url)
    assert isinstance(reading, Fetched)
    return reading


def failure(url: str) -> PlaceError:
    with Fetcher() as fetcher, pytest.raises(PlaceError) as raised:
        fetcher.fetch(url)
    return raised.value


def test_redirects_are_followed_to_the_address_that_answers(site: Site) -> None:
    site.replies["/1"] = to("/2", "301 Moved Permanently")
    site.replies["/2"] = to(f"{site.base}/d/3", "307 Temporary Redirect")
    site.replies["/d/3"] = to("4?a=b c\xc3\xa9#part", "308 Permanent Redirect")
    site.replies["/d/4?a=b%20c%C3%A9"] = reply(FEED)
    assert fetch(f"{site.base}/1").evidence.final_url == f"{site.base}/d/4?a=b%20c%C3%A9"


@pytest.mark.parametrize(("steps", "arrives"), [(5, True), (6, False)])
def test_five_redirects_are_enough(site: Site, steps: int, *, arrives: bool) -> None:
    for step in range(steps):
        site.replies[f"/{step}"] = to(f"/{step + 1}")
    site.replies[f"/{steps}"] = reply(FEED)
    if arrives:
        assert fetch(f"{site.base}/0").data == FEED
    else:
        assert failure(f"{site.base}/0").reason == "redirects more than 5 times"


def test_redirect_loop_ends(site: Site) -> None:
    site.replies["/a"] = to("/a")
    assert failure(f"{site.base}/a").reason == "redirects more than 5 times"


@pytest.mark.parametrize(
    ("location", "part"),
    [
        ("file:///etc/passwd", "file:///etc/passwd, which is not an http or https address"),
        ("ftp://127.0.0.1/x", "which is not an http or https address"),
        ("data:text/plain,hello", "which is not an http or https address"),
        ("gopher://127.0.0.1:70/_x", "which is not an http or https address"),
        ("http://:80/", "which is not a usable address"),
        ("http://[::1/", "redirects to an unusable address"),
        ("http://ex ample\x1b[31m/", "redirects to an unusable address"),
        ("http://ex ample/", "which is not a usable address"),
        ("http://u:secret@a:b:c/", "which is not a usable address"),
    ],
)
def test_redirect_elsewhere_is_refused(site: Site, location: str, part: str) -> None:
    site.replies["/feed"] = to(location)
    error = failure(f"{site.base}/feed")
    assert part in error.reason
    assert error.origin == f"{site.base}/feed"
    assert "\x1b" not in str(error)
    assert "secret" not in str(error)


def test_public_host_may_not_redirect_to_a_private_one(
    site: Site, other: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newstui.places.transfer.is_public", lambda ip: ip == "127.0.0.1")
    port = other.base.rpartition(":")[2]
    site.replies["/feed"] = to(f"{other.base}/inside")
    site.replies["/name"] = to(f"http://public.test:{port}/inside")
    other.replies["/inside"] = reply(FEED)
    assert failure(f"{site.base}/feed").reason == "redirects to a private address, 127.0.0.2"
    assert not other.asked


def test_address_really_connected_to_decides(
    site: Site, other: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that looks public may still lead inside; a kept connection must not be used."""
    monkeypatch.setattr("newstui.places.transfer.is_public", lambda ip: ip == "127.0.0.1")
    monkeypatch.setattr("newstui.places.transfer.is_private_name", lambda _: False)
    site.replies["/feed"] = to(f"{other.base}/inside")
    other.replies["/inside"] = reply(FEED)
    with Fetcher() as fetcher:
        fetcher.fetch(f"{other.base}/inside")
        with pytest.raises(PlaceError, match=r"redirects to 127\.0\.0\.2, a private address"):
            fetcher.fetch(f"{site.base}/feed")
    assert len(other.asked) == 1


def test_private_host_may_redirect_to_another(site: Site, other: Site) -> None:
    site.replies["/feed"] = to(f"{other.base}/inside")
    other.replies["/inside"] = reply(FEED)
    assert fetch(f"{site.base}/feed").data == FEED


def test_credentials_stay_with_their_host(site: Site, other: Site) -> None:
    site.replies["/feed"] = to("/again")
    site.replies["/again"] = to(f"{other.base}/feed".replace("://", "://eve:trap@"))
    other.replies["/feed"] = to(f"{site.base}/back")
    site.replies["/back"] = reply(FEED, status="503 No")
    error = failure(f"{site.base}/feed".replace("://", "://ann:s3cret%40@"))
    sent = [headers.get("authorization") for _, headers in site.asked]
    assert sent == ["Basic YW5uOnMzY3JldEA=", "Basic YW5uOnMzY3JldEA=", None]
    assert "authorization" not in other.asked[0][1]
    assert str(error) == f"{site.base}/feed: 503 Service Unavailable"


def test_proxy_of_the_environment_is_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", site.base)
    site.replies["http://news.test/feed"] = to("http://cdn.test/feed")
    site.replies["http://cdn.test/feed"] = reply(FEED)
    site.replies["http://news.test/trap"] = to("http://127.0.0.1/admin")
    site.replies["http://news.test/local"] = to("http://localhost:631/admin")
    assert fetch("http://news.test/feed").evidence.final_url == "http://cdn.test/feed"
    for name, host in (("trap", "127.0.0.1"), ("local", "localhost")):
        reason = failure(f"http://news.test/{name}").reason
        assert reason == f"redirects to a private address, {host}"


def test_host_the_proxy_is_not_asked_for_is_judged_too(
    site: Site, other: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newstui.places.transfer.is_private_name", "never.test".__eq__)
    monkeypatch.setenv("http_proxy", site.base)
    monkeypatch.setenv("no_proxy", "127.0.0.2")
    site.replies["http://news.test/feed"] = to(f"{other.base}/inside")
    other.replies["/inside"] = reply(FEED)
    error = failure("http://news.test/feed")
    assert error.reason == "redirects to 127.0.0.2, a private address"


@pytest.mark.parametrize(
    ("scheme", "names", "proxy"),
    [
        ("http", {"http_proxy": "a", "all_proxy": "b"}, "a"),
        ("http", {"HTTP_PROXY": "a"}, ""),
        ("https", {"HTTPS_PROXY": "a", "ALL_PROXY": "b"}, "a"),
        ("https", {"ALL_PROXY": "b"}, "b"),
        ("https", {}, ""),
    ],
)
def test_proxy_is_found_as_libcurl_finds_it(
    scheme: str, names: dict[str, str], proxy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in names.items():
        monkeypatch.setenv(name, value)
    assert proxy_of(scheme) == proxy


def test_certificates_of_the_system_are_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    found = trusted_certificates()
    assert not found or Path(found).is_file()


@pytest.mark.parametrize("secure", ["own"], indirect=True)
def test_trusted_certificate_is_accepted_and_plain_http_is_not_gone_back_to(
    secure: Site, site: Site, certificates: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates / "own.pem"))
    secure.replies["/feed"] = reply(FEED)
    secure.replies["/down"] = to(f"{site.base}/feed")
    assert fetch(f"{secure.base}/feed").data == FEED
    assert failure(f"{secure.base}/down").reason == "redirects from https to unprotected http"
    assert not site.asked


@pytest.mark.parametrize(
    ("secure", "trusted", "reason"),
    [
        ("own", "elsewhere", "its certificate is signed by itself only"),
        ("elsewhere", "elsewhere", "its certificate is for another host"),
        ("own", "missing", "cannot be verified: this system's certificates could not be read"),
    ],
    indirect=["secure"],
)
def test_bad_certificate_is_refused_in_plain_words(
    secure: Site, trusted: str, reason: str, certificates: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates / f"{trusted}.pem"))
    assert failure(f"{secure.base}/feed").reason == reason
    assert not secure.asked
