"""Ending a search that nobody waits for any more, from another thread."""

from __future__ import annotations

import unicodedata
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def may_take_long(query: str) -> bool:
    """Whether texts may have to be read for it: for a pattern, or for a sign such as an emoji."""
    return "/" in query or any(unicodedata.category(char)[0] == "S" for char in query)


class Interrupt:
    """The wish that one search ends."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._is_called = False
        self._ends: list[Callable[[], None]] = []

    @property
    def is_called(self) -> bool:
        """Whether it is to end."""
        return self._is_called

    def call(self) -> None:
        """End it, now or as soon as it begins."""
        with self._lock:
            self._is_called = True
            for end in self._ends:
                end()

    @contextmanager
    def ending(self, end: Callable[[], None]) -> Iterator[None]:
        """Say how what is done in a block is ended; that may be asked for already."""
        with self._lock:
            self._ends.append(end)
            if self._is_called:
                end()
        try:
            yield
        finally:
            with self._lock:
                self._ends.remove(end)
