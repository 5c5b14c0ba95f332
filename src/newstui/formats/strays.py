"""Taking out of broken markup what feedparser would take for an entry, or for a part of one.

The same as is taken out of the tree of a well-formed feed: elements of no known format, and empty
entries in entries. Found by their tags alone; what ends nowhere within its parent stays.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from newstui.formats.names import UNKNOWN, written_name
from newstui.formats.references import PASSED, TAG
from newstui.formats.trees import CHANNEL, ENTRY_NAMES

_TAGS: Final = re.compile(rb"%s|%s|</([A-Za-z_][^\s<>]*+)[^<>]*+>?" % (PASSED, TAG), re.DOTALL)
_PARTS: Final = re.compile(rb"<([^\s/>]++)\s*+([^/>]?)")
"""A start tag's name, and the first character of its attributes."""
_NAMESPACE: Final = re.compile(
    rb"\sxmlns(?::([^\s=]++))?\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)')", re.IGNORECASE
)
_DEPTH_LIMIT: Final = 1_000
"""Elements within each other beyond which nothing is taken out."""


@dataclass(slots=True)
class _Open:
    """An element whose end has not come yet."""

    tag: bytes
    """As written, in lower case."""
    name: str
    """As `name_of` gives it."""
    start: int
    text_start: int
    is_foreign: bool
    """Whether it is to be taken out for its name, where it stands."""
    is_empty: bool
    """Whether it has neither attributes nor anything but text in it, as far as has been read."""
    hidden: dict[str, str]
    """What the prefixes that it declares meant before."""


def without_strays(data: bytes) -> bytes:
    """Take foreign elements and empty entries out of a feed and its entries, not of their texts.

    Args:
        data: The root element as UTF-8 (see `newstui.formats.prolog`), however broken.
    """
    return _Walk(data).rest()


class _Walk:
    """One way through a feed, tag by tag."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._open: list[_Open] = []
        self._counts: Counter[bytes] = Counter()
        """How many elements of a name are open."""
        self._namespaces: dict[str, str] = {}
        self._cuts: list[tuple[int, int]] = []

    def rest(self) -> bytes:
        """Give what stays."""
        for found in _TAGS.finditer(self._data):
            if found[2]:
                self._begin(found)
            elif found[3]:
                self._end(found)
            elif self._open:
                self._open[-1].is_empty = False
            if self._is_left_alone():
                return self._data
        for number, element in enumerate(self._open[1:]):
            # The feed ends within it; in a channel it may as well be the tag that is a mistake.
            if element.is_foreign and self._open[number].name in ENTRY_NAMES:
                self._cut(element.start, len(self._data))
                break
        kept, position = [], 0
        for start, stop in self._cuts:
            kept.append(self._data[position:start])
            position = stop
        return b"".join([*kept, self._data[position:]])

    def _is_left_alone(self) -> bool:
        """Whether the feed is nested deeply, or its own namespace is none that is known."""
        depth = len(self._open)
        return depth > _DEPTH_LIMIT or (depth == 1 and self._is_strange())

    def _is_strange(self) -> bool:
        return written_name("feed", self._namespaces).startswith(UNKNOWN)

    def _begin(self, found: re.Match[bytes]) -> None:
        tag = found[2]
        parts = _PARTS.match(tag)
        if parts is None:
            return
        written = parts[1].decode("utf-8", "replace")
        hidden = self._declare(tag) if b"xmlns" in tag.lower() else {}
        name = written_name(written, self._namespaces)
        element = _Open(
            tag=parts[1].lower(),
            name=name,
            start=found.start(),
            text_start=found.end(),
            is_foreign=name.startswith(UNKNOWN) and self._is_in_feed(),
            is_empty=not parts[2],
            hidden=hidden,
        )
        if self._open:
            self._open[-1].is_empty = False
        self._open.append(element)
        self._counts[element.tag] += 1
        if tag.endswith(b"/>"):
            self._close(found.end(), found.end())

    def _end(self, found: re.Match[bytes]) -> None:
        tag = found[3].lower()
        if not self._counts[tag]:
            return
        while self._open[-1].tag != tag:
            self._forget(self._open.pop())
        self._close(found.start(), found.end())

    def _close(self, text_end: int, end: int) -> None:
        """Take note of the end of the innermost element, and that it goes if it has to."""
        element = self._open.pop()
        self._forget(element)
        is_stray = (
            element.is_empty
            and element.name in ENTRY_NAMES
            and bool(self._open)
            and self._open[-1].name in ENTRY_NAMES
            and not self._data[element.text_start : text_end].strip()
        )
        if is_stray or element.is_foreign:
            self._cut(element.start, end)

    def _cut(self, start: int, end: int) -> None:
        while self._cuts and self._cuts[-1][0] > start:
            self._cuts.pop()
        self._cuts.append((start, end))

    def _is_in_feed(self) -> bool:
        """Whether the innermost element describes a feed or is an entry."""
        match self._open:
            case []:
                return False
            case [_]:
                return True
            case [_, inner]:
                return inner.name in CHANNEL | ENTRY_NAMES
        return self._open[-1].name in ENTRY_NAMES

    def _declare(self, tag: bytes) -> dict[str, str]:
        """Take over the namespaces that a tag declares; return what they hide."""
        hidden: dict[str, str] = {}
        for found in _NAMESPACE.finditer(tag):
            prefix = (found[1] or b"").decode("utf-8", "replace")
            hidden.setdefault(prefix, self._namespaces.get(prefix, ""))
            address = found[2] if found[3] is None else found[3]
            self._namespaces[prefix] = address.decode("utf-8", "replace")
        return hidden

    def _forget(self, element: _Open) -> None:
        self._counts[element.tag] -= 1
        self._namespaces.update(element.hidden)
