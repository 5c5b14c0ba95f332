"""Faults of redirects: too many, to where nobody should go, with what nobody should get."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.faults.answers import reply, to
from tests.faults.fault import FEED, PATH, Fault, answering

if TYPE_CHECKING:
    from tests.faults.fault import Spoiling
    from tests.faults.server import Site

_TOO_MANY: Final = "redirects more than 5 times"
_SCHEMES: Final = {
    "file:///etc/passwd": "file:///etc/passwd",
    "ftp://eve:s3cret@127.0.0.1/x": "ftp://127.0.0.1/x",
    "data:text/plain,hello": "data:text/plain,hello",
    "gopher://127.0.0.1:70/_x": "gopher://127.0.0.1:70/_x",
    "javascript:alert(1)": "javascript:alert(1)",
}
_PLACES: Final = {
    "http://:80/": "http://:80/, which is not a usable address",
    "http://ex ample/": "http://ex ample/, which is not a usable address",
    "http://u:s3cret@a:b:c/": "http://a:b:c/, which is not a usable address",
    "http://[::1/": "an unusable address",
    "http://ex ample\x1b[31m/": "an unusable address",
}
_KINDS: Final = (
    "301 Moved Permanently",
    "302 Found",
    "303 See Other",
    "307 Temporary Redirect",
    "308 Permanent Redirect",
)


def chain(length: int) -> Spoiling:
    """Answer after so many redirects."""
    steps = {f"step{number}": to(f"/step{number + 1}") for number in range(1, length)}
    return answering(to("/step1"), **(steps | {f"step{length}": reply(FEED)}))


def to_another_port(site: Site) -> None:
    """Redirect to a neighbour, which redirects back."""
    neighbour = site.beside()
    site.replies[PATH] = to(f"{neighbour.base}{PATH}".replace("://", "://eve:trap@"))
    neighbour.replies[PATH] = to(f"{site.base}/back")
    site.replies["/back"] = reply(FEED)


def gets_no_credentials(site: Site) -> None:
    """The name and password went to nobody but the site they are for, and only straight."""
    (neighbour, *_) = site.companions
    assert neighbour.asked
    assert not any("authorization" in headers for _, headers in neighbour.asked)
    assert all(("authorization" in headers) == (path != "/back") for path, headers in site.asked)


def to_plain_http(site: Site) -> None:
    """Redirect to a neighbour without TLS."""
    neighbour = site.beside()
    site.replies[PATH] = to(f"{neighbour.base}{PATH}")
    neighbour.replies[PATH] = reply(FEED)


def is_never_asked(site: Site) -> None:
    """Nobody came to the neighbour."""
    assert not any(neighbour.asked for neighbour in site.companions)


REDIRECTS: Final = (
    *(
        Fault(
            name=f"redirect {kind[:3]}",
            spoil=answering(to("other", kind), other=reply(FEED)),
            brings=FEED,
        )
        for kind in _KINDS
    ),
    *(
        Fault(
            name=f"redirect to {location.partition(':')[0]}",
            spoil=answering(to(location)),
            reason=f"redirects to {shown}, which is not an http or https address",
        )
        for location, shown in _SCHEMES.items()
    ),
    *(
        Fault(
            name=f"redirect to nowhere {number}",
            spoil=answering(to(location)),
            reason=f"redirects to {shown}",
        )
        for number, (location, shown) in enumerate(_PLACES.items(), 1)
    ),
    Fault(name="redirect to itself", spoil=answering(to(PATH)), reason=_TOO_MANY),
    Fault(
        name="redirects in a circle",
        spoil=answering(to("/a"), a=to("/b"), b=to(PATH)),
        reason=_TOO_MANY,
    ),
    Fault(name="5 redirects", spoil=chain(5), brings=FEED),
    Fault(name="6 redirects", spoil=chain(6), reason=_TOO_MANY),
    Fault(
        name="redirect to another host",
        spoil=to_another_port,
        brings=FEED,
        check=gets_no_credentials,
    ),
    Fault(
        name="redirect from https to http",
        spoil=to_plain_http,
        reason="redirects from https to unprotected http",
        check=is_never_asked,
        certificate="good",
    ),
)
