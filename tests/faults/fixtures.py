"""What tests ask for: one server a session, a site of their own, certificates to trust."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.faults.server import CERTIFICATES, Server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.faults.server import Site

_TRUSTED = ("good", "expired", "elsewhere")


@pytest.fixture(scope="session")
def _server() -> Iterator[Server]:
    with Server() as server:
        yield server


@pytest.fixture
def open_site(_server: Server) -> Iterator[Callable[..., Site]]:
    """Opens sites, which close with the test; takes a host and a certificate."""
    opened: list[Site] = []

    def open_one(host: str = "127.0.0.1", certificate: str = "") -> Site:
        opened.append(_server.open(host, certificate))
        return opened[-1]

    yield open_one
    for site in opened:
        _server.close(site)
    problems, _server.problems[:] = _server.problems[:], []
    assert problems == []


@pytest.fixture
def site(open_site: Callable[..., Site]) -> Site:
    """A site at 127.0.0.1."""
    return open_site()


@pytest.fixture
def _trusting(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Trust the certificates that are bad for another reason than being unknown, and the good."""
    bundle = tmp_path_factory.mktemp("trusted") / "bundle.pem"
    parts = [(CERTIFICATES / f"{name}.pem").read_text("ascii") for name in _TRUSTED]
    bundle.write_text("".join(parts), "ascii")
    monkeypatch.setenv("SSL_CERT_FILE", str(bundle))


@pytest.fixture
def _without_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every request go straight to its server."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
