"""The query language: words, "phrases", `is:unread`, `feed:NAME`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from newstui.errors import UsageError
from newstui.text.clean import clean_line

_TERM: Final = re.compile(r'(?:(is|feed):)?(?:"([^"]*)"?|([^\s"]+))', re.IGNORECASE)
_STATES: Final = ("is:unread", "is:read", "is:bookmarked", "is:changed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Which stories are asked for; every part must hold."""

    words: tuple[str, ...] = ()
    """Each is part of the title, an author or the outlet's name, in whatever case."""
    read: bool | None = None
    """Whether they are read; `None` when either will do."""
    bookmarked: bool | None = None
    """Whether they are bookmarked; `None` when either will do."""
    changed: bool = False
    """Whether they must have changed since they were read."""
    feeds: tuple[str, ...] = ()
    """Numbers of feeds, or parts of their titles or places; any one will do."""


def parse_query(text: str) -> Query:
    """Read a query; of states that exclude each other the last holds.

    Raises:
        UsageError: If it asks for a state there is none of.
    """
    words: list[str] = []
    feeds: list[str] = []
    read = bookmarked = None
    changed = False
    for field, phrase, word in _TERM.findall(text):
        value = phrase or word
        if field.lower() == "is":
            match value.lower():
                case "read" | "unread":
                    read = value.lower() == "read"
                case "bookmarked":
                    bookmarked = True
                case "changed":
                    changed = True
                case _:
                    raise _unknown_state(value)
        elif value:
            (feeds if field else words).append(value)
    return Query(
        words=tuple(words), read=read, bookmarked=bookmarked, changed=changed, feeds=tuple(feeds)
    )


def _unknown_state(value: str) -> UsageError:
    shown = clean_line(value, limit=40)
    return UsageError(f"is:{shown}: no such state; there are {', '.join(_STATES)}")
