"""The query language: words, "phrases", and what the fields of `_TERM` ask for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Final

from newstui.errors import UsageError
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from newstui.model.kinds import SourceType
    from newstui.model.text import SafeText

_TERM: Final = re.compile(
    r'(?:(is|feed|folder|cites|since):)?(?:"([^"]*)"?|([^\s"]+))', re.IGNORECASE
)
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
    folders: tuple[str, ...] = ()
    """Paths of folders, as "World / Asia"; those within them count, any one will do."""
    cites: tuple[str, ...] = ()
    """Parts of the names of sources, or "type:whole name" for one source; all must be cited."""
    since: datetime | None = None
    """When the day they must be from at least begins; `None` when any will do."""


def parse_query(text: str) -> Query:
    """Read a query; of states that exclude each other the last holds.

    Raises:
        UsageError: If it asks for a state or a day there is none of.
    """
    named: dict[str, list[str]] = {"": [], "feed": [], "folder": [], "cites": []}
    read = bookmarked = since = None
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
        elif field.lower() == "since":
            since = _read_day(value)
        elif value:
            named[field.lower()].append(value)
    return Query(
        words=tuple(named[""]),
        read=read,
        bookmarked=bookmarked,
        changed=changed,
        feeds=tuple(named["feed"]),
        folders=tuple(named["folder"]),
        cites=tuple(named["cites"]),
        since=since,
    )


def ask_for_feed(feed_id: int) -> SafeText:
    """Write the query for the stories of one feed."""
    return clean_line(f"feed:{feed_id}")


def ask_for_folder(title: SafeText) -> SafeText:
    """Write the query for the stories of a folder's feeds.

    A quotation mark would end the phrase; it is left out, as it is when folders are compared.
    """
    bare = title.replace('"', "")
    return clean_line(f'folder:"{bare}"')


def ask_for_source(name: SafeText, kind: SourceType) -> SafeText:
    """Write the query for the stories that cite one source."""
    bare = name.replace('"', "")
    return clean_line(f'cites:"{kind}:{bare}"')


def ask_since(day: date) -> SafeText:
    """Write the query for the stories of a day and of those after it."""
    return clean_line(f"since:{day.isoformat()}")


def _read_day(value: str) -> datetime:
    """Find when a day begins where the reader is."""
    try:
        return datetime.combine(date.fromisoformat(value), time.min).astimezone()
    except (ValueError, OverflowError) as error:
        shown = clean_line(value, limit=40)
        raise UsageError(f"since:{shown}: no such day; write it as since:2026-11-23") from error


def _unknown_state(value: str) -> UsageError:
    shown = clean_line(value, limit=40)
    return UsageError(f"is:{shown}: no such state; there are {', '.join(_STATES)}")
