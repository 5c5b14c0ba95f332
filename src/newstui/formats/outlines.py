"""Outlines cut out of a list of subscriptions, whether it is XML or only looks like it.

A tag that is written properly is read so. What people publish besides has quotes inside of quotes,
markup in attributes, quotes that never end: then an attribute is what stands between its name and
the next name that lists use. Linear in the input; nothing nests.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from newstui.text.markup import ATTRIBUTE_LIMIT, read_attributes, unescape_value

if TYPE_CHECKING:
    from collections.abc import Iterator

_OUTLINE: Final = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(/?)(?:\w{1,40}:)?outline\b"
    r"((?:[^<]++|<(?!/?(?:\w{1,40}:)?(?:outline|body|opml)\b|!--))*+)",
    re.DOTALL | re.IGNORECASE,
)
"""A comment, or an outline's tag with everything up to the next."""
_PROPER: Final = re.compile(
    r"(?:\s++[^\s=<>\"'/]++\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'))*+\s*+(/?)>", re.DOTALL
)
_NAME: Final = re.compile(
    r"(?<![^\s\"'])(text|title|type|xmlurl|htmlurl|url|description|version|language|category)"
    r"\s*+=\s*+([\"']?+)",
    re.IGNORECASE,
)
_NEXT: Final = re.compile(r"[\"']\s++[\w:.-]{1,40}\s*+=\s*+[\"']")
_AFTER_WORD: Final = re.compile(r"[\s\"'<>]")
_AFTER_QUOTED: Final = {mark: re.compile(rf"{mark}|/?>|[<\r\n]") for mark in ("'", '"')}
_ADDRESSES: Final = frozenset({"xmlurl", "url"})
_TEXTS: Final = frozenset({"text", "title", "description"})


class Tag(NamedTuple):
    """One tag of an outline."""

    closing: bool
    whole: bool
    """Whether a start tag is its own end tag."""
    cut: bool
    """Whether it has no end, and maybe not the whole address."""
    said: dict[str, str]
    """Attributes by their name in lower case."""


def read_outlines(text: str) -> Iterator[Tag]:
    """Cut a list into the tags of its outlines; what stands in comments is left out."""
    for found in _OUTLINE.finditer(text):
        if found[1] is None:
            continue
        if found[1]:
            yield Tag(closing=True, whole=False, cut=False, said={})
        elif proper := _PROPER.match(found[2]):
            said = read_attributes(proper[0][:-1])
            yield Tag(closing=False, whole=bool(proper[1]), cut=False, said=_stripped(said))
        else:
            yield _read_improper(found[2])


def _read_improper(raw: str) -> Tag:
    before, end, after = raw.rpartition(">")
    if _NAME.search(after):
        # That was one within an attribute, and the tag has no end.
        before, end = raw, ""
    body = (before if end else raw).rstrip()
    whole = body.endswith("/")
    body = body.removesuffix("/")
    names = list(islice(_NAME.finditer(body), ATTRIBUTE_LIMIT))
    stops = [*(name.start() for name in names[1:]), len(body)]
    said: dict[str, str] = {}
    cut = False
    for name, stop in zip(names, stops, strict=False):
        rest = body[name.end() : stop]
        value = _value(name[1].lower(), name[2], rest)
        said.setdefault(name[1].lower(), unescape_value(value))
        cut = cut or (name[1].lower() in _ADDRESSES and not _is_finished(name[2], rest))
    return Tag(closing=False, whole=whole, cut=cut and not end, said=_stripped(said))


def _is_finished(quote: str, rest: str) -> bool:
    """Whether a value surely ends where it seems to."""
    return quote in rest if quote else bool(_AFTER_WORD.search(rest))


def _value(name: str, quote: str, rest: str) -> str:
    """Find out how much of what follows a name is its value."""
    if name not in _TEXTS or not quote:
        after = _AFTER_QUOTED[quote] if quote else _AFTER_WORD
        return after.split(rest, maxsplit=1)[0]
    rest = _NEXT.split(rest, maxsplit=1)[0].rstrip(" \t\r\n/")
    return rest.removesuffix(quote)


def _stripped(said: dict[str, str]) -> dict[str, str]:
    return {name: value.strip() for name, value in said.items()}
