"""The web as a refresh asks it: a fetcher, and the passwords the reader keeps for some hosts."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

from newstui.config import load_settings
from newstui.errors import PlaceError
from newstui.places.http import Fetcher, Request
from newstui.refresh.passwords import Passwords

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from newstui.model.feed import Evidence
    from newstui.places.http import Outcome
    from newstui.places.limits import Limits
    from newstui.places.reading import FetchedOrNot


class Web:
    """Asks web addresses; where the settings name a password for one, with it.

    Requests that come with credentials of their own, be they empty, get no others.
    """

    def __init__(
        self,
        settings: Path | None,
        *,
        is_stopping: Callable[[], bool],
        held: Mapping[str, datetime] | None = None,
        limits: Limits | None = None,
    ) -> None:
        """Make ready to ask.

        Args:
            settings: The settings file; `None` when there is none.
            is_stopping: Whether newstui is stopping.
            held: Hosts that asked to be left alone earlier, and until when.
            limits: Of each fetch.
        """
        # What is wrong with the settings was told by the program that started this one.
        tables = load_settings(settings)[0].credentials if settings else ()
        self._fetcher = Fetcher(limits=limits, is_stopping=is_stopping, held=held)
        self._passwords = Passwords(tables, is_stopping=is_stopping)
        self._open = ExitStack()

    def __enter__(self) -> Self:
        self._open.enter_context(self._fetcher)
        self._open.enter_context(self._passwords)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()

    @property
    def held(self) -> Mapping[str, datetime]:
        """Hosts with their port that are left alone, and until when."""
        return self._fetcher.held

    def fetch(self, url: str, known: Evidence | None = None) -> FetchedOrNot:
        """Bring the document at an address, or the word that it has not changed.

        Raises:
            PlaceError: If it gives no document, or there is no password where one was promised.
        """
        return self.ask(Request(url=url, known=known))

    def ask(self, request: Request) -> FetchedOrNot:
        """Carry out one request.

        Raises:
            PlaceError: If it gives no document, or there is no password where one was promised.
        """
        return self._fetcher.ask(self._unlocked(request))

    def needs_password(self, url: str) -> bool:
        """Whether the settings name a password for an address."""
        return self._passwords.has_for(url)

    def ask_all(
        self, requests: Iterable[Request], meanwhile: Callable[[], None] = lambda: None
    ) -> Iterator[Outcome]:
        """Carry out many requests at once; outcomes come as they end.

        Those that need a password come last, so that nobody waits for the command that tells it.

        Args:
            requests: What is asked for.
            meanwhile: Called again and again while nothing ends.
        """
        plain: list[Request] = []
        locked: list[Request] = []
        for request in requests:
            needs_password = request.credentials is None and self._passwords.begin(request.url)
            (locked if needs_password else plain).append(request)
        yield from self._fetcher.ask_all(plain, meanwhile)
        if not locked:
            return
        open_ones: list[Request] = []
        for request in locked:
            try:
                open_ones.append(self._unlocked(request))
            except PlaceError as error:
                yield request, error
        yield from self._fetcher.ask_all(open_ones, meanwhile)

    def _unlocked(self, request: Request) -> Request:
        if request.credentials is not None:
            return request
        return replace(request, credentials=self._passwords.of(request.url))
