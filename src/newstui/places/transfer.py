"""One document on its way from a web address: requests, redirects and how they are judged.

Redirects are followed by hand, so that every step is judged; one from a public to a private host
is refused, and the address really connected to decides which it is.
"""

from __future__ import annotations

import socket
import time
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from newstui import __version__
from newstui.errors import AnswerError, PlaceError, SilentError
from newstui.places.addresses import is_private_name, is_public, parse_address, redirected
from newstui.places.answers import SILENT, Answer, curl_problem, proxy_problem, status_problem
from newstui.places.environment import proxy_of
from newstui.places.freshness import retry_after_seconds
from newstui.places.inflating import BrokenBodyError
from newstui.places.options import is_proxied, set_options
from newstui.places.reading import Fetched, Unchanged, utc_now
from newstui.places.validators import Way, conditions, observed, renewed
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    import pycurl

    from newstui.model.feed import Evidence
    from newstui.places.addresses import Address
    from newstui.places.limits import Limits
    from newstui.places.reading import FetchedOrNot

PROJECT_URL: Final = "https://github.com/newstui/newstui"
USER_AGENT: Final = f"newstui/{__version__} (+{PROJECT_URL})"
ACCEPT_FEED: Final = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml, "
    "application/xml;q=0.9, text/xml;q=0.9, text/html;q=0.5, */*;q=0.1"
)
ACCEPT_PAGE: Final = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"
NOBODY: Final = ("", "")
"""Credentials of a request that must go without any."""
_PERMANENT: Final = frozenset({301, 308})
_UNUSABLE_PROXY: Final = "Unsupported proxy"
"""How libcurl begins to say so: its number would be that of any host not reached or found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One document asked for."""

    url: str
    """An http(s) address; a user name and password in it are sent to its own host only."""
    known: Evidence | None = None
    """Of the last good answer; its validators are sent along."""
    user_agent: str = USER_AGENT
    accept: str = ACCEPT_FEED
    credentials: tuple[str, str] | None = field(default=None, repr=False)
    """User name and password where the address holds none; `NOBODY` for none at all."""
    guarded: bool = False
    """Whether a stranger named the address, so that its host must be a public one."""
    tag: int = 0
    """Whatever tells the request apart for whoever asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hop:
    """One request on the way to a document."""

    address: Address
    guarded: bool
    """Whether a public host sent us here, so that it must be public too."""


class Transfer:
    """One request from its first connection to its document or its failure.

    Raises:
        PlaceError: From the start, if the address cannot be asked.
    """

    def __init__(self, request: Request, limits: Limits, is_stopping: Callable[[], bool]) -> None:
        self.request = request
        self._limits, self._is_stopping = limits, is_stopping
        self._typed = parse_address(request.url, credentials=request.credentials)
        self._hop = _Hop(address=self._typed, guarded=request.guarded)
        if request.guarded and is_private_name(self._typed.host):
            raise PlaceError(self._typed.url, "is a private address")
        self._answer = Answer(limits)
        self._asked: list[str] = []
        self._moved_to, self._is_moving = "", True
        self._deadline: float | None = None
        self._guard_refused = False

    @property
    def origin(self) -> str:
        """The address asked for, as errors name it."""
        return self._typed.url

    @property
    def host(self) -> str:
        """The host to be asked next."""
        return self._hop.address.host

    @property
    def authority(self) -> str:
        """The host to be asked next, and its port."""
        return self._hop.address.authority

    def begin(self, curl: pycurl.Curl) -> None:
        """Set up the next request, on a handle that only keeps connections."""
        import pycurl

        now = time.monotonic()
        if self._deadline is None:
            self._deadline = now + self._limits.total_seconds
        address, request = self._hop.address, self.request
        self._answer, self._guard_refused = Answer(self._limits), False
        self._asked.append(address.url)
        headers = [f"Accept: {request.accept}".encode("ascii")]
        set_options(curl, address, seconds=self._deadline - now, limits=self._limits)
        curl.setopt(pycurl.USERAGENT, request.user_agent.encode("ascii", "replace"))
        curl.setopt(pycurl.HTTPHEADER, [*headers, *conditions(address.url, request.known)])
        curl.setopt(pycurl.HEADERFUNCTION, self._answer.take_header)
        curl.setopt(pycurl.WRITEFUNCTION, self._take_body)
        curl.setopt(pycurl.XFERINFOFUNCTION, self._watch)
        if self._hop.guarded:
            self._guard(curl)

    def finish(self, curl: pycurl.Curl, code: int) -> FetchedOrNot | None:
        """Judge how a request ended; `None` when it leads to another address, to be begun next.

        Args:
            curl: The handle it was begun on.
            code: Number of libcurl's error; 0 when there was none.

        Raises:
            PlaceError: If there is no document; its sentence shows no credentials.
        """
        if code:
            self._judge_failure(curl, code)
        self._judge_peer(curl)
        answer = self._answer
        if not answer.location:
            return self._conclude()
        if len(self._asked) > self._limits.redirects:
            raise self._refuse(f"redirects more than {self._limits.redirects} times")
        self._follow(curl)
        return None

    def _take_body(self, part: bytes) -> int | None:
        return None if self._answer.take_body(part) else 0

    def _watch(self, *_progress: float) -> int:
        return int(self._is_stopping())

    def _follow(self, curl: pycurl.Curl) -> None:
        hop, answer = self._hop, self._answer
        try:
            target = redirected(hop.address, answer.location)
        except PlaceError as error:
            raise self._refuse(error.reason) from error
        guarded = hop.guarded or self._was_public(curl)
        if guarded and is_private_name(target.host):
            raise self._refuse(f"redirects to a private address, {target.host}")
        self._is_moving = self._is_moving and answer.status in _PERMANENT
        if self._is_moving:
            self._moved_to = target.url
        self._hop = _Hop(address=target, guarded=guarded)

    def _was_public(self, curl: pycurl.Curl) -> bool:
        """Whether the host just asked is public; behind a proxy only its name tells."""
        import pycurl

        if is_proxied(curl):
            return not is_private_name(self.host)
        return is_public(curl.getinfo(pycurl.PRIMARY_IP))

    def _judge_failure(self, curl: pycurl.Curl, code: int) -> None:
        """Raise what the failure means; a body that was not wanted is none."""
        import pycurl

        answer = self._answer
        if code == pycurl.E_WRITE_ERROR and not answer.is_good and answer.status:
            return
        if self._is_stopping():
            raise self._refuse("was not read: newstui is stopping")
        if self._guard_refused:
            raise self._private()
        words = curl_problem(
            code,
            system_error=curl.getinfo(pycurl.OS_ERRNO),
            certificate=curl.getinfo(pycurl.SSL_VERIFYRESULT),
        )
        if code == pycurl.E_OPERATION_TIMEDOUT:
            words = f"did not answer within {self._limits.total_seconds:g} s"
        elif curl.errstr().startswith(_UNUSABLE_PROXY):
            words = "the proxy that the environment names has no usable address"
        elif code == pycurl.E_COULDNT_CONNECT and is_proxied(curl):
            words = proxy_problem(curl.getinfo(pycurl.HTTP_CONNECTCODE), words)
        if code in SILENT and not curl.getinfo(pycurl.RESPONSE_CODE):
            raise SilentError(self.origin, words)
        raise self._refuse(clean_line(answer.problem or words))

    def _judge_peer(self, curl: pycurl.Curl) -> None:
        """Refuse an answer from a private address, however it was reached."""
        import pycurl

        if not self._hop.guarded or is_proxied(curl):
            return
        if not is_public(curl.getinfo(pycurl.PRIMARY_IP)):
            raise self._private()

    def _private(self) -> PlaceError:
        how = "redirects to" if len(self._asked) > 1 else "leads to"
        return self._refuse(f"{how} {self.host}, a private address")

    def _guard(self, curl: pycurl.Curl) -> None:
        """Let no connection to a private address begin, unless it is the proxy's."""
        import pycurl

        curl.setopt(pycurl.FRESH_CONNECT, 1)
        if proxy_of(self._hop.address.scheme):
            return

        def open_socket(purpose: int, address: Any) -> Any:  # noqa: ANN401, ARG001 - pycurl's own
            if not is_public(address.addr[0]):
                self._guard_refused = True
                return pycurl.SOCKET_BAD
            return socket.socket(address.family, address.socktype, address.protocol)

        curl.setopt(pycurl.OPENSOCKETFUNCTION, open_socket)

    def _conclude(self) -> FetchedOrNot:
        answer, known, url = self._answer, self.request.known, self._hop.address.url
        way = Way(asked=tuple(self._asked), moved_to=self._moved_to)
        if answer.is_unchanged and known is not None and conditions(url, known):
            return Unchanged(evidence=renewed(answer, way, known))
        if not answer.is_good:
            raise AnswerError(
                self._typed.url,
                status_problem(answer.status),
                status=answer.status,
                retry_after_seconds=retry_after_seconds(answer, utc_now()),
            )
        try:
            data = answer.body()
        except BrokenBodyError as error:
            raise self._refuse(str(error)) from error
        body_hash = sha256(data).hexdigest()
        evidence = observed(answer, way, body_hash)
        if known is not None and data and known.body_hash == body_hash:
            # A server that ignores validators sends the same again.
            return Unchanged(evidence=evidence)
        return Fetched(name=url, data=data, evidence=evidence)

    def _refuse(self, reason: str) -> PlaceError:
        return PlaceError(self._typed.url, reason)
