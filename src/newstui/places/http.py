"""Web addresses as places: many asked at once, by libcurl; only these modules open sockets.

`newstui.places.transfer` says what becomes of one document, `newstui.places.options` how libcurl
is set; here is who is asked when.
"""

from __future__ import annotations

from collections import deque
from contextlib import suppress
from datetime import timedelta
from http import HTTPStatus
from queue import Empty, SimpleQueue
from threading import Event, Thread
from time import sleep
from typing import TYPE_CHECKING, Final

from newstui.errors import AnswerError, HeldBackError, PlaceError
from newstui.places.addresses import parse_address
from newstui.places.limits import Limits
from newstui.places.reading import utc_now
from newstui.places.transfer import USER_AGENT, Request, Transfer
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime
    from types import TracebackType
    from typing import Self

    import pycurl

    from newstui.model.feed import Evidence
    from newstui.places.reading import FetchedOrNot, Reading, Visit

__all__ = ["HOLDING", "USER_AGENT", "Fetcher", "Request", "fetch_once", "read_address"]

Outcome = tuple[Request, "FetchedOrNot | PlaceError"]

AT_ONCE: Final = 100
"""Most requests under way."""
AT_ONCE_PER_HOST: Final = 4
"""Most requests under way to one host."""
HOLDING: Final = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
"""Answers whose Retry-After is for the whole host."""
_UNREAD_LIMIT: Final = 32
"""Documents waiting for whoever asked, from which no other request is begun."""
_PAUSE_SECONDS: Final = 0.01
"""Between two looks whether whoever is told is ready for more."""
_SLICE_SECONDS: Final = 0.1
"""Longest wait in a row, so that a wish to stop is heard."""


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
    """Asks web addresses, keeping connections for the next.

    A host that asks to be left alone is not asked again until then.
    """

    def __init__(
        self,
        *,
        limits: Limits | None = None,
        is_stopping: Callable[[], bool] | None = None,
        held: Mapping[str, datetime] | None = None,
    ) -> None:
        """Make ready to ask.

        Args:
            limits: Of each fetch.
            is_stopping: Whether newstui is stopping.
            held: Hosts with their port that asked to be left alone earlier, and until when.
        """
        import pycurl

        self.held = dict(held or {})
        """Hosts with their port that are not to be asked, and until when."""
        self._limits = limits or Limits()
        self._is_stopping = is_stopping or (lambda: False)
        self._multi = pycurl.CurlMulti()
        self._multi.setopt(pycurl.M_MAXCONNECTS, AT_ONCE)
        self._idle: list[pycurl.Curl] = []

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
        for curl in self._idle:
            curl.close()
        self._idle.clear()
        self._multi.close()

    def fetch(self, url: str, known: Evidence | None = None) -> FetchedOrNot:
        """Bring the document at an address, or the word that it has not changed.

        Raises:
            PlaceError: If it gives no document; its sentence shows no credentials.
        """
        return self.ask(Request(url=url, known=known))

    def ask(self, request: Request) -> FetchedOrNot:
        """Carry out one request.

        Raises:
            PlaceError: If it gives no document; its sentence shows no credentials.
        """
        outcomes: list[Outcome] = []
        _Crowd(self, [request], outcomes.append).work(lambda: False)
        if not outcomes:
            origin = parse_address(request.url).url
            raise PlaceError(origin, "was not read: newstui is stopping")
        outcome = outcomes[0][1]
        if isinstance(outcome, PlaceError):
            raise outcome
        return outcome

    def ask_all(
        self, requests: Iterable[Request], meanwhile: Callable[[], None] = lambda: None
    ) -> Iterator[Outcome]:
        """Carry out many requests at once, in a thread of their own; outcomes come as they end.

        At most `AT_ONCE` are under way and `AT_ONCE_PER_HOST` to one host. Whoever stops listening
        ends what is under way.

        Args:
            requests: What is asked for.
            meanwhile: Called again and again, by whoever listens, while nothing ends.
        """
        outcomes: SimpleQueue[Outcome | None] = SimpleQueue()
        given_up = Event()
        mistakes: list[Exception] = []

        def has_enough() -> bool:
            return outcomes.qsize() > _UNREAD_LIMIT

        crowd = _Crowd(self, requests, outcomes.put, is_full=has_enough)

        def work() -> None:
            try:
                crowd.work(given_up.is_set)
            except Exception as error:  # noqa: BLE001 - raised again where somebody hears it
                mistakes.append(error)
            finally:
                outcomes.put(None)

        thread = Thread(target=work, name="newstui-fetcher")
        thread.start()
        try:
            while (outcome := _wait_for(outcomes, meanwhile)) is not None:
                yield outcome
            if mistakes:
                raise mistakes[0]
        finally:
            given_up.set()
            thread.join()

    def _take_handle(self) -> pycurl.Curl:
        import pycurl

        return self._idle.pop() if self._idle else pycurl.Curl()


def _wait_for(
    outcomes: SimpleQueue[Outcome | None], meanwhile: Callable[[], None]
) -> Outcome | None:
    """Wait for the next outcome, awake often: a signal that another thread takes wakes nobody."""
    while True:
        with suppress(Empty):
            return outcomes.get(timeout=_SLICE_SECONDS)
        meanwhile()


class _Crowd:
    """Requests on their way through one fetcher."""

    def __init__(
        self,
        fetcher: Fetcher,
        requests: Iterable[Request],
        tell: Callable[[Outcome], None],
        *,
        is_full: Callable[[], bool] = lambda: False,
    ) -> None:
        """Line up.

        Args:
            fetcher: Whose handles, connections and memory of hosts are used.
            requests: What is asked for.
            tell: Called with each outcome.
            is_full: Whether whoever is told has enough for now.
        """
        self._fetcher, self._tell, self._is_full = fetcher, tell, is_full
        self._multi, self._limits = fetcher._multi, fetcher._limits  # noqa: SLF001 - its other half
        self._is_stopping = fetcher._is_stopping  # noqa: SLF001 - its other half
        self._requests = iter(requests)
        self._waiting: dict[str, deque[Transfer]] = {}
        """By host, what could not begin because that host has enough to do."""
        self._asked: dict[str, int] = {}
        """By host, how many requests are under way to it."""
        self._going: dict[pycurl.Curl, tuple[Transfer, str]] = {}

    def work(self, is_given_up: Callable[[], bool]) -> None:
        """Carry out all of them, or end those under way when nobody wants them any more."""
        import pycurl

        try:
            while not is_given_up():
                self._begin_more()
                if not self._going:
                    if self._is_stopping() or not self._is_full():
                        return
                    sleep(_PAUSE_SECONDS)
                    continue
                while self._multi.perform()[0] == pycurl.E_CALL_MULTI_PERFORM:
                    pass
                if not self._collect():
                    self._multi.select(_SLICE_SECONDS)
        finally:
            for curl in list(self._going):
                self._let_go(curl)

    def _begin_more(self) -> None:
        if self._is_full() or self._is_stopping():
            return
        while len(self._going) < AT_ONCE:
            transfer = self._next()
            if transfer is None:
                return
            self._begin(transfer)

    def _next(self) -> Transfer | None:
        """Choose the next that may begin: the first whose host is not busy, nor left alone."""
        while (transfer := self._next_in_line()) is not None:
            until = self._fetcher.held.get(transfer.authority)
            if until is None or until <= utc_now():
                return transfer
            self._tell((transfer.request, HeldBackError(transfer.origin, until)))
        return None

    def _next_in_line(self) -> Transfer | None:
        for host, queue in self._waiting.items():
            if self._asked.get(host, 0) < AT_ONCE_PER_HOST:
                transfer = queue.popleft()
                if not queue:
                    del self._waiting[host]
                return transfer
        for request in self._requests:
            try:
                transfer = Transfer(request, self._limits, self._is_stopping)
            except PlaceError as error:
                self._tell((request, error))
                continue
            if self._asked.get(transfer.authority, 0) < AT_ONCE_PER_HOST:
                return transfer
            self._wait(transfer)
        return None

    def _wait(self, transfer: Transfer) -> None:
        self._waiting.setdefault(transfer.authority, deque()).append(transfer)

    def _begin(self, transfer: Transfer) -> None:
        curl, host = self._fetcher._take_handle(), transfer.authority  # noqa: SLF001 - its other half
        try:
            transfer.begin(curl)
        except ValueError as error:
            # What libcurl will not take; one request must never hurt the others.
            self._fetcher._idle.append(curl)  # noqa: SLF001 - its other half
            reason = f"cannot be asked for ({clean_line(str(error))})"
            self._tell((transfer.request, PlaceError(transfer.origin, reason)))
            return
        self._going[curl] = transfer, host
        self._asked[host] = self._asked.get(host, 0) + 1
        self._multi.add_handle(curl)

    def _collect(self) -> int:
        """Take in what has ended; return how many that were."""
        _left, good, bad = self._multi.info_read(AT_ONCE)
        for curl in good:
            self._finish(curl, 0)
        for curl, code, _message in bad:
            self._finish(curl, code)
        return len(good) + len(bad)

    def _finish(self, curl: pycurl.Curl, code: int) -> None:
        transfer = self._going[curl][0]
        try:
            outcome = transfer.finish(curl, code)
        except PlaceError as error:
            self._hold_back(transfer, error)
            self._tell((transfer.request, error))
        else:
            if outcome is None:
                self._wait(transfer)
            else:
                self._tell((transfer.request, outcome))
        finally:
            self._let_go(curl)

    def _hold_back(self, transfer: Transfer, error: PlaceError) -> None:
        """Leave a host alone that asks for it."""
        if isinstance(error, AnswerError) and error.status in HOLDING and error.retry_after_seconds:
            pause = timedelta(seconds=error.retry_after_seconds)
            self._fetcher.held[transfer.authority] = utc_now() + pause

    def _let_go(self, curl: pycurl.Curl) -> None:
        _transfer, host = self._going.pop(curl)
        self._multi.remove_handle(curl)
        self._asked[host] -= 1
        curl.reset()
        self._fetcher._idle.append(curl)  # noqa: SLF001 - its other half
