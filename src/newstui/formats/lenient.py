"""The lenient way through feeds, with feedparser: broken ones, and whatever is unusual.

feedparser gets bytes in memory, never a name it could open, and neither cleans nor resolves
anything in bodies. It is not shown foreign elements, nor empty entries in entries: it would take
what is in them for the entry's own, and them for entries. Of a well-formed feed it is not shown
either what is read from the tree in both ways (media, podcasts, xml:base); of a broken one no
references (see `newstui.formats.references`).
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from newstui.errors import FormatError
from newstui.formats.elements import BASE, BrokenError, named
from newstui.formats.names import name_of
from newstui.formats.prolog import check_tags
from newstui.formats.references import hide_references, mended, show_references
from newstui.formats.strays import without_strays
from newstui.formats.trees import (
    ENTRY_NAMES,
    Reading,
    broken_tree,
    entry_elements,
    feed_holders,
    is_foreign,
    is_strange,
    says_nothing,
    strict_tree,
)
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

    from newstui.formats.elements import Fields, Named

_REASON_LIMIT: Final = 120
_ATOM: Final = re.compile(rb"<\?[^>]*>\s*<(?:[\w.-]+:)?(?:feed|entry)\b", re.IGNORECASE)
_ROOT: Final = re.compile(rb"<\?[^>]*>\s*<(?:[\w.-]+:)?([\w.-]+)")
_ENDS: Final = {b"rss": rb"rss|channel", b"rdf": rb"rdf", b"feed": rb"feed", b"entry": rb"entry"}
"""What ends a feed, by its root element; nothing stands behind the channel in RSS."""
_ANY_END: Final = b"rss|rdf|feed|channel"
_END_WITHIN: Final = 65_536
"""Bytes at the end of a feed that its end is looked for in: servers add messages of their own."""
_LONG_PERSON: Final = re.compile(
    rb"(<[\w:.-]{0,40}(?:author|creator|editor|master|publisher|contributor|name|email)"
    rb"(?:\s[^<>]{0,200})?>\s{0,20}(?:<!\[CDATA\[)?(?:[^<\]]|\](?!\]>)){1000}+)"
    rb"(?:[^<\]]|\](?!\]>))++",
    re.IGNORECASE,
)
"""A person whose name no person has; feedparser looks for addresses in it in quadratic time."""
_OURS: Final = re.compile(rb"<(/?)(media|itunes):(?=[A-Za-z])")
_HIDDEN: Final = rb"<\1\2:hidden_"
"""An element of a module that the module does not know."""
_OURS_MODULES: Final = ("media:", "itunes:")
_BASES: Final = re.compile(rb"(<[A-Za-z][^<>]*?\s)xml:base(?=\s*=)")
_XHTML: Final = re.compile(
    rb"(<!\[CDATA\[(?:[^\]]|\](?!\]>))*+)|(<[A-Za-z][^<>]*?)\sxmlns\s*=\s*"
    rb"""(["'])http://www\.w3\.org/1999/xhtml\3"""
)
"""Markup that says it is some, outside of text: of a whole feed feedparser leaves that out, of a
broken one it does not."""


@dataclass(slots=True)
class _Seen:
    """What a feed's tree says before it is cut down for feedparser."""

    base: str = ""
    elements: Named = field(default_factory=list)
    """What describes the feed."""
    beside: list[Fields] = field(default_factory=list)
    """Each entry's elements and base."""


def read_leniently(data: bytes, *, origin: str) -> Reading:
    """Read a feed with feedparser.

    Args:
        data: The root element as UTF-8 behind a declaration (see `newstui.formats.prolog`).
        origin: What errors call it.

    Raises:
        FormatError: If it is none, or is unsafe to read.
    """
    check_tags(data.decode(), origin=origin)
    is_cut = _is_cut(data)
    shown, seen = _prepared(_without_half_a_tag(data) if is_cut else data)
    parsed = _parse(_LONG_PERSON.sub(rb"\1", shown), origin=origin)
    entries: list[Fields] = show_references(parsed.get("entries") or [])
    if not parsed.get("version") and not entries:
        raise FormatError(origin, _reason(parsed))
    if len(seen.beside) == len(entries):
        for entry, found in zip(entries, seen.beside, strict=True):
            entry.update(found)
    return Reading(
        is_cut=is_cut,
        is_atom=bool(_ATOM.match(data)),
        feed={**show_references(parsed.get("feed") or {}), "base": seen.base},
        elements=seen.elements,
        entries=entries,
    )


def _is_cut(data: bytes) -> bool:
    """Whether the end of a feed is missing; that of one of its entries is none."""
    root = _ROOT.match(data)
    ends = _ENDS.get(root[1].lower(), _ANY_END) if root else _ANY_END
    last = data[-_END_WITHIN:]
    return not re.search(rb"</(?:[\w.-]+:)?(?:%s)\s*>" % ends, last, re.IGNORECASE)


def _without_half_a_tag(data: bytes) -> bytes:
    """Leave out a tag that the feed ends within: one reader would take it for an entry."""
    start = data.rfind(b"<")
    return data[:start] if start > data.rfind(b">") else data


def _prepared(data: bytes) -> tuple[bytes, _Seen]:
    """Make what feedparser is shown, and read what it is not."""
    try:
        root = _whole_tree(data)
    except BrokenError:
        data = without_strays(mended(data))
        broken = broken_tree(data)
        shown = _BASES.sub(rb"\1xml:hidden", _OURS.sub(_HIDDEN, hide_references(data)))
        shown = _XHTML.sub(lambda found: found[1] or found[2], shown)
        return shown, _Seen() if broken is None else _see(broken)
    if not is_strange(root):
        _remove(root, lambda child, parent: is_foreign(child) or _is_stray(child, parent))
    seen = _see(root)
    _remove(root, lambda child, _: name_of(child).startswith(_OURS_MODULES))
    for element in root.iter():
        element.attrib.pop(BASE, None)
    return _written(root), seen


def _whole_tree(data: bytes) -> _Element:
    """Parse a well-formed feed, or one that is when mended."""
    try:
        return strict_tree(data)
    except BrokenError:
        return strict_tree(mended(data))


def _written(root: _Element) -> bytes:
    from lxml import etree

    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _remove(root: _Element, is_unwanted: Callable[[_Element, _Element], bool]) -> None:
    """Take children out of a feed and its entries, never out of their texts."""
    for parent in (*feed_holders(root), *entry_elements(root)):
        for child in list(parent):
            if is_unwanted(child, parent):
                parent.remove(child)


def _is_stray(child: _Element, parent: _Element) -> bool:
    """Whether an empty entry stands in another one."""
    return {name_of(child), name_of(parent)} <= ENTRY_NAMES and says_nothing(child)


def _see(root: _Element) -> _Seen:
    holders = feed_holders(root)
    return _Seen(
        base=holders[-1].base or "",
        elements=[pair for holder in holders for pair in named(holder)],
        beside=[
            {"beside": named(entry), "base": entry.base or ""} for entry in entry_elements(root)
        ],
    )


def _parse(data: bytes, *, origin: str) -> Fields:
    import feedparser

    try:
        return feedparser.parse(
            io.BytesIO(data),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:  # feedparser lets errors of any kind through
        reason = clean_line(f"could not be read as a feed ({error})", limit=_REASON_LIMIT)
        raise FormatError(origin, reason) from error


def _reason(parsed: Fields) -> str:
    """Say why nothing was found."""
    problem = parsed.get("bozo_exception")
    if problem is None:
        return "is not a feed"
    message = getattr(problem, "getMessage", problem.__str__)()
    return clean_line(f"is not a feed ({message})", limit=_REASON_LIMIT)
