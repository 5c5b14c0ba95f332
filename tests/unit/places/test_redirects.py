"""Where the fetcher lets itself be sent, whom it trusts, and what it tells whom."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.faults.answers import reply, to

from newstui.errors import PlaceError
from newstui.places.environment import proxy_of, trusted_certificates
from newstui.places.http import Fetcher
from newstui.places.reading import Fetched

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.faults.server import Site

FEED = b"<rss version='2.0'><channel><title>Harbour Bulletin</title></channel></rss>"

pytestmark = pytest.mark.usefixtures("_without_proxies")


@pytest.fixture
def other(open_site: Callable[..., Site]) -> Site:
    return open_site("127.0.0.2")


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
    ("status", "told"),
    [
        ("403 Forbidden", "the proxy answered 403 Forbidden"),
        ("407 Who", "the proxy answered 407 Proxy Authentication Required"),
    ],
)
def test_a_proxy_that_lets_nobody_through_is_named(
    site: Site, monkeypatch: pytest.MonkeyPatch, status: str, told: str
) -> None:
    monkeypatch.setenv("https_proxy", site.base)
    site.replies["news.test:443"] = reply(b"", status=status)
    assert failure("https://news.test/feed").reason == told


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_proxy_that_is_not_there_is_named(
    site: Site, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    monkeypatch.setenv(f"{scheme}_proxy", site.base)
    site.leave()
    assert failure(f"{scheme}://news.test/feed").reason == "the proxy refused the connection"


@pytest.mark.parametrize("proxy", ["banana://127.0.0.1:8080", "http://127.0.0.1:99999"])
def test_a_proxy_of_no_usable_address_is_named(monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
    monkeypatch.setenv("http_proxy", proxy)
    reason = "the proxy that the environment names has no usable address"
    assert failure("http://news.test/feed").reason == reason


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


@pytest.mark.usefixtures("_trusting")
def test_trusted_certificate_is_accepted(open_site: Callable[..., Site]) -> None:
    secure = open_site(certificate="good")
    secure.replies["/feed"] = reply(FEED)
    assert fetch(f"{secure.base}/feed").data == FEED


def test_certificates_that_cannot_be_read_are_told(
    open_site: Callable[..., Site], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secure = open_site(certificate="good")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "missing.pem"))
    reason = failure(f"{secure.base}/feed").reason
    assert reason.startswith("cannot be verified: the certificates to trust could not be read")
    assert "SSL_CERT_FILE" in reason
    assert not secure.asked
