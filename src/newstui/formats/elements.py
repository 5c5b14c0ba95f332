"""Reading single elements of a feed's tree."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from newstui.formats.names import name_of
from newstui.text.links import absolute

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

Fields = dict[str, Any]
"""What is read of a feed or an entry, under feedparser's names."""
Named = list[tuple[str, "_Element"]]
"""Elements with their names as `short_name` gives them."""
LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
BASE: Final = "{http://www.w3.org/XML/1998/namespace}base"

_REFERENCE_IN_LINK: Final = re.compile("&([A-Za-z0-9_]+);")


class UnusualError(Exception):
    """The feed holds something that only feedparser reads well."""


class BrokenError(UnusualError):
    """The feed is not well formed."""


def text_of(element: _Element) -> str:
    """Read the text of an element that must not hold others.

    Raises:
        UnusualError: If it does.
    """
    if len(element):
        raise UnusualError
    text = (element.text or "").strip()
    return text if text.isascii() else repaired(text)


def repaired(text: str) -> str:
    """Read text again that was encoded as UTF-8 twice, as feedparser does."""
    try:
        return text.encode("iso-8859-1").decode("utf-8")
    except UnicodeError:
        return text


def all_text(element: _Element) -> str:
    """Read the text of an element and of what it holds."""
    text = "".join(element.itertext()) if len(element) else element.text or ""
    text = text.strip()
    return text if text.isascii() else repaired(text)


def named(elements: Iterable[_Element]) -> Named:
    """Name elements; comments and the like are left out."""
    return [(name_of(child), child) for child in elements if isinstance(child.tag, str)]


def is_permanent(guid: _Element) -> bool:
    """Whether an identifier is the entry's link, too (RSS 2.0, "guid")."""
    return guid.get("isPermaLink", guid.get("ispermalink", "true")) == "true"


def plain_link(text: str) -> str:
    """Read an address that was escaped twice, or lost a ";" to a reader, as feedparser does."""
    if ";" not in text:
        return text
    return _REFERENCE_IN_LINK.sub(r"&\1", text.replace("&amp;", "&"))


def put(fields: Fields, name: str, value: object) -> None:
    """Keep a value of which there must be one only.

    Raises:
        UnusualError: If there is one already.
    """
    if name in fields:
        raise UnusualError
    fields[name] = value


def resolved(address: str, base_url: str) -> str:
    """Make a link absolute; most are already."""
    address = address.strip()
    if not address or address.startswith(("https://", "http://")):
        return address
    return absolute(address, base_url)
