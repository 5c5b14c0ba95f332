"""Web addresses as places: the only module that opens sockets.

Built on libcurl, of which everything is set here: http and https only, time and size bounded,
certificates verified, no cookies, no credentials for another host. Redirects are followed by
hand, so that every step is judged; one from a public to a private host is refused, and the
address really connected to decides which it is.
"""

from __future__ import annotations

import socket
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from newstui import __version__
from newstui.errors import PlaceError
from newstui.places.addresses import is_private_name, is_public, parse_address, redirected
from newstui.places.answers import Answer, curl_problem, status_problem
from newstui.places.environment import proxy_of, trusted_certificates
from newstui.places.inflating import BrokenBodyError
from newstui.places.limits import Limits
from newstui.places.reading import Fetched, Unchanged
from newstui.places.validators import conditions, observed, renewed
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType
    from typing import Any, Self

    import pycurl

    from newstui.model.feed import Evidence
    from newstui.places.addresses import Address
    from newstui.places.reading import FetchedOrNot, Reading, Visit

PROJECT_URL: Final = "https://github.com/newstui/newstui"
USER_AGENT: Final = f"newstui/{__version__} (+{PROJECT_URL})"
ACCEPT: Final = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml, "
    "application/xml;q=0.9, text/xml;q=0.9, text/html;q=0.5, */*;q=0.1"
)
_FIXED_HEADERS: Final = (
    f"Accept: {ACCEPT}".encode("ascii"),
    b"Accept-Encoding: gzip, deflate",
)
_SHORTEST_SECONDS: Final = 0.001
"""libcurl takes 0 for "without end"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hop:
    """One request on the way to a document."""

    address: Address
    guarded: bool
    """Whether a public host sent us here, so that it must be public too."""


def read_address(visit: Visit) -> Iterator[Reading]:
    """Ask one web address.

    Raises:
        PlaceError: If it gives no document.
    """
    yield visit.fetch(visit.place, visit.known)


def fetch_once(url: str, known: Evidence | None) -> FetchedOrNot:
    """Ask one address with a fetcher of its own.

    Raises:
        PlaceError: If it gives no document.
    """
    with Fetcher() as fetcher:
        return fetcher.fetch(url, known)


class Fetcher:
    """Asks web addresses, one at a time, keeping connections for the next."""

    def __init__(
        self, *, limits: Limits | None = None, is_stopping: Callable[[], bool] | None = None
    ) -> None:
        import pycurl

        self._limits = limits or Limits()
        self._is_stopping = is_stopping or (lambda: False)
        self._curl = pycurl.Curl()
        self._guard_refused = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection."""
        self._curl.close()

    def fetch(self, url: str, known: Evidence | None = None) -> FetchedOrNot:
        """Bring the document at an address, or the word that it has not changed.

        Raises:
            PlaceError: If it gives no document; its sentence shows no credentials.
        """
        typed = parse_address(url)
        hop = _Hop(address=typed, guarded=False)
        deadline = time.monotonic() + self._limits.total_seconds
        for _ in range(self._limits.redirects + 1):
            answer = self._ask(typed, hop, conditions(hop.address.url, known), deadline)
            if not answer.location:
                return _conclude(typed, hop.address, answer, known)
            hop = self._follow(typed, hop, answer.location)
        raise PlaceError(typed.url, f"redirects more than {self._limits.redirects} times")

    def _follow(self, typed: Address, hop: _Hop, location: str) -> _Hop:
        try:
            target = redirected(hop.address, location)
        except PlaceError as error:
            raise PlaceError(typed.url, error.reason) from error
        guarded = hop.guarded or self._was_public(hop.address.host)
        if guarded and is_private_name(target.host):
            raise PlaceError(typed.url, f"redirects to a private address, {target.host}")
        return _Hop(address=target, guarded=guarded)

    def _was_public(self, host: str) -> bool:
        """Whether the host just asked is public; behind a proxy only its name tells."""
        import pycurl

        if _is_proxied(self._curl):
            return not is_private_name(host)
        return is_public(self._curl.getinfo(pycurl.PRIMARY_IP))

    def _ask(self, typed: Address, hop: _Hop, conditions: list[bytes], deadline: float) -> Answer:
        import pycurl

        answer = Answer(self._limits)
        self._guard_refused = False
        self._prepare(hop, conditions, answer, deadline - time.monotonic())
        try:
            self._curl.perform()
        except pycurl.error as error:
            self._judge_failure(typed, hop, answer, int(error.args[0]))
        self._judge_peer(typed, hop)
        return answer

    def _judge_failure(self, typed: Address, hop: _Hop, answer: Answer, code: int) -> None:
        """Raise what the failure means; a body that was not wanted is none."""
        import pycurl

        if code == pycurl.E_WRITE_ERROR and not answer.is_good and answer.status:
            return
        if self._is_stopping():
            raise PlaceError(typed.url, "was not read: newstui is stopping")
        if self._guard_refused:
            raise PlaceError(typed.url, f"redirects to {hop.address.host}, a private address")
        system_error = self._curl.getinfo(pycurl.OS_ERRNO)
        certificate = self._curl.getinfo(pycurl.SSL_VERIFYRESULT)
        words = curl_problem(code, system_error=system_error, certificate=certificate)
        if code == pycurl.E_OPERATION_TIMEDOUT:
            words = f"did not answer within {self._limits.total_seconds:g} s"
        raise PlaceError(typed.url, clean_line(answer.problem or words))

    def _judge_peer(self, typed: Address, hop: _Hop) -> None:
        """Refuse an answer from a private address, however it was reached."""
        import pycurl

        if not hop.guarded or _is_proxied(self._curl):
            return
        if not is_public(self._curl.getinfo(pycurl.PRIMARY_IP)):
            raise PlaceError(typed.url, f"redirects to {hop.address.host}, a private address")

    def _prepare(self, hop: _Hop, conditions: list[bytes], answer: Answer, seconds: float) -> None:
        """Set every option of one request anew; only connections outlive it."""
        import pycurl

        curl = self._curl
        curl.reset()
        curl.setopt(pycurl.URL, hop.address.url)
        _limit_protocols(curl)
        _set_deadlines(curl, seconds, self._limits.connect_seconds)
        _trust(curl, hop.address)
        _present_credentials(curl, hop.address)
        curl.setopt(pycurl.USERAGENT, USER_AGENT)
        curl.setopt(pycurl.HTTPHEADER, [*_FIXED_HEADERS, *conditions])
        curl.setopt(pycurl.HEADERFUNCTION, answer.take_header)
        curl.setopt(pycurl.WRITEFUNCTION, lambda part: None if answer.take_body(part) else 0)
        curl.setopt(pycurl.XFERINFOFUNCTION, lambda *_: int(self._is_stopping()))
        curl.setopt(pycurl.NOPROGRESS, 0)
        if hop.guarded:
            curl.setopt(pycurl.FRESH_CONNECT, 1)
            self._guard(hop.address.scheme)

    def _guard(self, scheme: str) -> None:
        """Let no connection to a private address begin, unless it is the proxy's."""
        import pycurl

        if proxy_of(scheme):
            return

        def open_socket(purpose: int, address: Any) -> Any:  # noqa: ANN401, ARG001 - pycurl's own
            if not is_public(address.addr[0]):
                self._guard_refused = True
                return pycurl.SOCKET_BAD
            return socket.socket(address.family, address.socktype, address.protocol)

        self._curl.setopt(pycurl.OPENSOCKETFUNCTION, open_socket)


def _conclude(
    typed: Address, final: Address, answer: Answer, known: Evidence | None
) -> FetchedOrNot:
    if answer.is_unchanged and known is not None and conditions(final.url, known):
        return Unchanged(evidence=renewed(answer, final.url, known))
    if not answer.is_good:
        raise PlaceError(typed.url, status_problem(answer.status))
    try:
        data = answer.body()
    except BrokenBodyError as error:
        raise PlaceError(typed.url, str(error)) from error
    return Fetched(name=final.url, data=data, evidence=observed(answer, final.url))


def _limit_protocols(curl: pycurl.Curl) -> None:
    import pycurl

    curl.setopt(pycurl.FOLLOWLOCATION, 0)
    curl.setopt(pycurl.PROTOCOLS, pycurl.PROTO_HTTP | pycurl.PROTO_HTTPS)
    curl.setopt(pycurl.REDIR_PROTOCOLS, pycurl.PROTO_HTTP | pycurl.PROTO_HTTPS)


def _set_deadlines(curl: pycurl.Curl, seconds: float, connect_seconds: float) -> None:
    import pycurl

    left = max(seconds, _SHORTEST_SECONDS)
    curl.setopt(pycurl.NOSIGNAL, 1)
    curl.setopt(pycurl.TIMEOUT_MS, round(left * 1000))
    curl.setopt(pycurl.CONNECTTIMEOUT_MS, round(min(left, connect_seconds) * 1000))


def _trust(curl: pycurl.Curl, address: Address) -> None:
    import pycurl

    curl.setopt(pycurl.SSL_VERIFYPEER, 1)
    curl.setopt(pycurl.SSL_VERIFYHOST, 2)
    if address.scheme == "https" and (certificates := trusted_certificates()):
        curl.setopt(pycurl.CAINFO, certificates)


def _present_credentials(curl: pycurl.Curl, address: Address) -> None:
    import pycurl

    if address.user or address.password:
        curl.setopt(pycurl.HTTPAUTH, pycurl.HTTPAUTH_BASIC)
        curl.setopt(pycurl.USERNAME, address.user.encode())
        curl.setopt(pycurl.PASSWORD, address.password.encode())


def _is_proxied(curl: pycurl.Curl) -> bool:
    """Whether the last answer came through a proxy."""
    import pycurl

    if hasattr(pycurl, "USED_PROXY"):
        return bool(curl.getinfo(pycurl.USED_PROXY))
    return bool(proxy_of("http") or proxy_of("https"))
