"""A quick way through feeds that are well formed and use common elements only.

Gives what feedparser gives of them, several times faster; whatever could be read in two ways
is left to feedparser, so that a feed never reads differently from one day to the next.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newstui.formats.elements import (
    ATOM,
    DC,
    LANGUAGE,
    UnusualError,
    is_harmless,
    moment_of,
    put,
    text_of,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newstui.formats.elements import Fields

_DOUBTFUL: Final = re.compile(r"xml:base|&#0*1(?:2[89]|[345]\d);|&#[xX]0*[89][0-9a-fA-F];")
"""What feedparser reads in ways of its own, beside characters from U+0080 to U+009F."""
_LANGUAGES: Final = re.compile(r"xml:lang\s*=\s*[\"']([^\"']*)")
_C1: Final = re.compile("[\x80-\x9f]")
_ENCODED: Final = "{http://purl.org/rss/1.0/modules/content/}encoded"
_MEDIA: Final = "{http://search.yahoo.com/mrss/}"
_FEED_EXTRAS: Final = frozenset(
    {"description", "pubDate", "lastBuildDate", "generator", "docs", "ttl", "copyright", "image"}
    | {"managingEditor", "webMaster", "category", "cloud", "skipHours", "skipDays", "rating"}
)
_PLAIN_FIELDS: Final = {
    "title": "title",
    "guid": "id",
    "description": "summary",
    "author": "author",
    f"{DC}creator": "author",
}
_DATE_FIELDS: Final = {"pubDate": "published_parsed", f"{DC}date": "updated_parsed"}
_ITEM_EXTRAS: Final = frozenset({"category", "comments", "enclosure", f"{DC}subject"})
_ATOM_EXTRAS: Final = frozenset(
    ATOM + name for name in ("category", "rights", "generator", "subtitle", "logo", "icon")
)
_ATOM_TYPES: Final = {
    None: "text/plain",
    "text": "text/plain",
    "text/plain": "text/plain",
    "html": "text/html",
    "text/html": "text/html",
}


def read_quickly(data: bytes) -> Fields:
    """Read a feed into the fields that feedparser would give of it.

    Args:
        data: The root element as UTF-8 behind a declaration (see `newstui.formats.prolog`).

    Raises:
        UnusualError: If the feed has to be left to feedparser.
    """
    text = data.decode()
    if _DOUBTFUL.search(text) or (not text.isascii() and _C1.search(text)):
        raise UnusualError
    root = _parse(data)
    language = root.get(LANGUAGE) or ""
    if "xml:lang" in text and set(_LANGUAGES.findall(text)) != {language}:
        raise UnusualError
    language = language.replace("_", "-")
    if root.tag == "rss":
        return _rss(root, language)
    if root.tag == f"{ATOM}feed":
        return _atom(root, language)
    raise UnusualError


def _parse(data: bytes) -> _Element:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnusualError from error


def _rss(root: _Element, language: str) -> Fields:
    """Read RSS 0.9x and 2.0."""
    if [child.tag for child in root] != ["channel"]:
        raise UnusualError
    feed: Fields = {"language": language}
    entries: list[Fields] = []
    for child in root[0]:
        if child.tag == "item":
            entries.append(_item(child, language))
        elif child.tag == "title":
            put(feed, "title", text_of(child))
        elif child.tag == "link" and not child.attrib:
            put(feed, "link", text_of(child))
        elif child.tag == "language":
            feed["language"] = text_of(child)
        elif not (child.tag in _FEED_EXTRAS or _leads_elsewhere(child) or is_harmless(child)):
            raise UnusualError
    return {"version": "rss", "feed": feed, "entries": entries}


def _item(item: _Element, language: str) -> Fields:
    """Read one item of RSS."""
    fields: Fields = {}
    for child in item:
        name = str(child.tag)
        if name in _PLAIN_FIELDS:
            put(fields, _PLAIN_FIELDS[name], text_of(child))
        elif name in _DATE_FIELDS:
            put(fields, _DATE_FIELDS[name], moment_of(child))
        elif name == "link" and not child.attrib:
            put(fields, "link", _rss_link(child))
        elif name == _ENCODED:
            content = {"type": "text/html", "language": language, "value": text_of(child)}
            put(fields, "content", [content])
        elif not (name in _ITEM_EXTRAS or is_harmless(child) or _is_picture(child)):
            raise UnusualError
        if name == "guid":
            fields["is_link"] = child.get("isPermaLink", "true") == "true"
    if "summary" in fields:
        fields["summary_detail"] = {"type": "text/html", "language": language}
    return _linked_by_id(fields)


def _rss_link(link: _Element) -> str:
    value = text_of(link)
    if not value or ";" in value:
        raise UnusualError
    return value


def _is_picture(element: _Element) -> bool:
    """Whether an element only names the file of a picture or film."""
    return element.tag in {f"{_MEDIA}content", f"{_MEDIA}thumbnail"} and not len(element)


def _leads_elsewhere(element: _Element) -> bool:
    """Whether a link leads to anything but what it stands in."""
    return element.tag == f"{ATOM}link" and element.get("rel", "alternate") != "alternate"


def _linked_by_id(fields: Fields) -> Fields:
    """Let the identifier stand for a link that is missing, as feedparser does."""
    if fields.pop("is_link", False) and "link" not in fields:
        fields["link"] = fields["id"]
        fields["guidislink"] = True
    return fields


def _atom(root: _Element, language: str) -> Fields:
    """Read Atom 1.0."""
    feed: Fields = {"language": language}
    entries: list[Fields] = []
    for child in root:
        if child.tag == f"{ATOM}entry":
            entries.append(_atom_entry(child, language))
        elif child.tag == f"{ATOM}id":
            put(feed, "id", text_of(child))
            feed["is_link"] = True
        elif child.tag != f"{ATOM}updated":
            _note_atom(feed, child)
    return {"version": "atom10", "feed": _linked_by_id(feed), "entries": entries}


def _atom_entry(entry: _Element, language: str) -> Fields:
    """Read one entry of Atom."""
    fields: Fields = {}
    for child in entry:
        name = str(child.tag).removeprefix(ATOM)
        if name == "id":
            put(fields, "id", text_of(child))
            fields["is_link"] = True
        elif name in {"published", "updated"}:
            put(fields, f"{name}_parsed", moment_of(child))
        elif name == "content" and child.get("src") is None:
            content = {"type": _type(child), "language": language, "value": text_of(child)}
            put(fields, "content", [content])
        elif name == "summary":
            put(fields, "summary", text_of(child))
            fields["summary_detail"] = {"type": _type(child), "language": language}
        else:
            _note_atom(fields, child)
    return _linked_by_id(fields)


def _note_atom(fields: Fields, child: _Element) -> None:
    """Take what a feed and an entry have in common."""
    name = str(child.tag).removeprefix(ATOM)
    if name == "title":
        put(fields, "title", text_of(child))
        fields["title_detail"] = {"type": _type(child)}
    elif name == "author":
        fields.setdefault("authors", []).append(_person(child))
    elif name == "link" and child.get("rel", "alternate") == "alternate":
        if child.get("type", "text/html") != "text/html" or not child.get("href"):
            raise UnusualError
        put(fields, "link", child.get("href"))
    elif not (child.tag in _ATOM_EXTRAS or _leads_elsewhere(child) or is_harmless(child)):
        raise UnusualError


def _person(author: _Element) -> Fields:
    """Read the name and address of an author."""
    person: Fields = {}
    for child in author:
        put(person, str(child.tag).removeprefix(ATOM), text_of(child))
    if not person.get("name"):
        raise UnusualError
    return person


def _type(element: _Element) -> str:
    kind = _ATOM_TYPES.get(element.get("type"))
    if kind is None or element.get("mode") is not None:
        raise UnusualError
    return kind
