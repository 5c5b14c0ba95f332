"""Faults of time, connection and encryption: before, between and after the bytes of an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.faults.answers import head, reply, to
from tests.faults.fault import FEED, PATH, Fault, answering
from tests.faults.talk import cut, drip, late, reset, stall

if TYPE_CHECKING:
    from tests.faults.fault import Spoiling
    from tests.faults.server import Site
    from tests.faults.talk import Behaviour

_DEADLINE: Final = "did not answer within {seconds:g} s"
_HALF: Final = reply(FEED)[: -len(FEED) // 2]
_RECORD: Final = b"\x16\x03\x03\x00\x7a\x02\x00\x00\x76\x03\x03"
"""How a server's first TLS message begins."""


def greeting(behaviour: Behaviour) -> Spoiling:
    """Do something to every connection, without TLS, and read nothing."""

    def spoil(site: Site) -> None:
        site.listen()
        site.greeting = behaviour

    return spoil


def listening(certificate: str) -> Spoiling:
    """Answer as ever, but with another certificate, or without TLS."""

    def spoil(site: Site) -> None:
        site.listen(certificate)
        site.asked.clear()

    return spoil


def leave(site: Site) -> None:
    """Take no connection any more."""
    site.leave()


def is_asked_once_healed(site: Site) -> None:
    """Nothing was sent over a connection that could not be trusted."""
    assert [path for path, _ in site.asked] == [PATH]


DELAYS: Final = tuple(
    Fault(name=name, spoil=spoil, reason=_DEADLINE, is_slow=True, certificate=certificate)
    for name, spoil, certificate in (
        ("silence when connected", greeting(stall()), ""),
        ("silence when asked", answering(stall()), ""),
        ("silence in the status line", answering(stall(b"HTTP/1.1 2")), ""),
        ("silence in the headers", answering(stall(b"HTTP/1.1 200 OK\r\nETag: ")), ""),
        ("silence in the body", answering(stall(_HALF)), ""),
        ("silence in the TLS handshake", greeting(stall(_RECORD)), "good"),
        ("drip of TLS handshake", greeting(drip(_RECORD, b"\0")), "good"),
        ("drip of headers", answering(drip(head()[:-2], b"X: 1\r\n")), ""),
        ("drip of body", answering(drip(head(), b"<")), ""),
        ("drip of interim answers", answering(drip(b"", head(status="103 Early Hints"))), ""),
        ("slow redirects", answering(late(0.6, to(PATH))), ""),
    )
)
BREAKS: Final = tuple(
    Fault(name=name, spoil=spoil, reason=reason)
    for name, spoil, reason in (
        ("port closed", leave, "refused the connection"),
        ("closed when asked", answering(cut(b"")), "closed the connection without an answer"),
        ("reset when asked", answering(reset(b"")), "closed the connection before the end"),
        ("reset in the body", answering(reset(_HALF)), "closed the connection before the end"),
        ("closed in the body", answering(cut(_HALF)), "was cut off before its end"),
    )
)
BAD_CERTIFICATES: Final = tuple(
    Fault(
        name=name,
        spoil=listening(certificate),
        reason=reason,
        check=is_asked_once_healed,
        certificate="good",
    )
    for name, certificate, reason in (
        ("self-signed certificate", "unknown", "its certificate is signed by itself only"),
        ("expired certificate", "expired", "its certificate has expired"),
        ("certificate of another", "elsewhere", "its certificate is for another host"),
        ("https to a plain port", "", "could not agree on an encrypted connection"),
    )
)
TRANSPORT: Final = (
    *DELAYS,
    *BREAKS,
    *BAD_CERTIFICATES,
    Fault(
        name="http to a TLS port",
        spoil=listening("good"),
        reason="closed the connection without an answer",
        check=is_asked_once_healed,
    ),
)
