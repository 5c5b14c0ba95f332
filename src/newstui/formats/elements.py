"""Reading single elements of a well-formed feed, or leaving the feed to feedparser."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from lxml.etree import _Element

Fields = dict[str, Any]
"""What is read of a feed or an entry, under feedparser's names."""
ATOM: Final = "{http://www.w3.org/2005/Atom}"
DC: Final = "{http://purl.org/dc/elements/1.1/}"
LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_HARMLESS: Final = (
    "{http://purl.org/rss/1.0/modules/slash/}",
    "{http://purl.org/rss/1.0/modules/syndication/}",
    "{http://wellformedweb.org/CommentAPI/}",
    "{http://purl.org/syndication/thread/1.0}",
    "{http://rssnamespace.org/feedburner/ext/1.0}",
    "{com-wordpress:feed-additions:1}",
    "{http://www.georss.org/georss}",
)
"""Namespaces of elements that say nothing that is kept."""
_MAIL_DATE: Final = re.compile(
    r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} [12]\d{3} \d\d:\d\d:\d\d (?:GMT|[+-]\d{4})"
)
_ISO_DATE: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)")


class UnusualError(Exception):
    """The feed holds something that only feedparser reads well."""


def text_of(element: _Element) -> str:
    """Read the text of an element that must not hold others.

    Raises:
        UnusualError: If it does, or its text looks as if it was encoded twice.
    """
    if len(element):
        raise UnusualError
    text = (element.text or "").strip()
    if not text.isascii():
        try:
            text.encode("iso-8859-1").decode("utf-8")
        except UnicodeError:
            return text
        raise UnusualError
    return text


def put(fields: Fields, name: str, value: object) -> None:
    """Keep a value of which there must be one only.

    Raises:
        UnusualError: If there is one already.
    """
    if name in fields:
        raise UnusualError
    fields[name] = value


def moment_of(element: _Element) -> tuple[int, ...]:
    """Read a date in its usual form, as the numbers of a time in UTC.

    Raises:
        UnusualError: If it is written otherwise.
    """
    value = text_of(element)
    try:
        if _ISO_DATE.fullmatch(value):
            found = datetime.fromisoformat(value)
        elif _MAIL_DATE.fullmatch(value):
            found = parsedate_to_datetime(value)
        else:
            raise UnusualError
        return tuple(found.astimezone(UTC).timetuple())
    except (ValueError, OverflowError) as error:
        raise UnusualError from error


def is_harmless(element: _Element) -> bool:
    """Whether an element says nothing that is kept, nor anything below it."""
    return str(element.tag).startswith(_HARMLESS)
