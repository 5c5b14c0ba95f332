"""A quick way through feeds that are well formed and use common elements only.

Gives what feedparser gives of them, many times faster; whatever could be read in two ways is left
to feedparser, so that a feed never reads differently from one day to the next.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from newstui.formats import beside, hints
from newstui.formats.elements import LANGUAGE, UnusualError, is_permanent, plain_link, put, text_of
from newstui.formats.names import UNKNOWN, name_of
from newstui.formats.trees import ENTRY_NAMES, Reading, is_strange, says_nothing, strict_tree

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newstui.formats.elements import Fields

_DATES: Final = {
    "pubdate": "published",
    "published": "published",
    "issued": "published",
    "dcterms:issued": "published",
    "updated": "updated",
    "modified": "updated",
    "lastbuilddate": "updated",
    "dc:date": "updated",
    "dcterms:modified": "updated",
    "created": "created",
    "dcterms:created": "created",
}
_BODIES: Final = {
    "description": ("summary", "text/html"),
    "summary": ("summary", "text/plain"),
    "content": ("content", "text/plain"),
    "content:encoded": ("content", "text/html"),
}
"""Where a text is kept, and what it is taken for when it does not say."""
_TYPES: Final = {
    "text": "text/plain",
    "text/plain": "text/plain",
    "html": "text/html",
    "text/html": "text/html",
}
_MODULES: Final = frozenset(
    {UNKNOWN, "media", "itunes", "podcast", "thr", "sy", "slash", "wfw", "geo", "georss", "gml"}
    | {"cc", "admin", "feedburner", "rdf"}
)
"""Modules that say nothing of an entry's title, link, dates and body."""
_SILENT: Final = frozenset(
    {"comments", "rights", "copyright", "dc:rights", "dc:publisher", "dc:identifier", "dc:type"}
    | {"dc:format", "dc:source", "dc:relation", "dc:coverage", "rating", "generator"}
)
"""Elements that say nothing that is kept."""
_FEED_SILENT: Final = _SILENT | frozenset(
    {"description", "subtitle", "tagline", "pubdate", "lastbuilddate", "published", "updated"}
    | {"modified", "dc:date", "dc:creator", "dc:subject", "docs", "ttl", "image", "category"}
    | {"managingeditor", "webmaster", "cloud", "skiphours", "skipdays", "logo", "icon", "items"}
    | {"textinput", "author", "contributor", "info", "id"}
)
_PAGES: Final = frozenset({"text/html", "html", "application/xhtml+xml", "xhtml"})
_ABOUT: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_ACTING_ATTRIBUTES: Final = ("href", "lastmod", "base")
"""What feedparser reads of an entry as of one of CDF."""


def read_quickly(data: bytes) -> Reading:
    """Read a feed into the fields that feedparser would give of it.

    Args:
        data: The root element as UTF-8 behind a declaration (see `newstui.formats.prolog`).

    Raises:
        BrokenError: If it is not well formed, or is nested deeply.
        UnusualError: If the feed has to be left to feedparser.
    """
    root = strict_tree(data)
    if is_strange(root):
        raise UnusualError
    name = name_of(root)
    language = _language(root, "")
    reading = Reading(is_atom=name == "feed")
    if name == "feed":
        _read_feed(reading, root, language)
    elif name == "rss" and [name_of(child) for child in root] == ["channel"]:
        _read_feed(reading, root[0], _language(root[0], language))
    elif name == "rdf:rdf":
        _read_rdf(reading, root, language)
    else:
        raise UnusualError
    # A channel has no language but its own element's; roots of RDF are not asked.
    if name != "rdf:rdf":
        reading.feed.setdefault("language", language)
    if b"xml:base" in data:
        for fields in (reading.feed, *reading.entries):
            fields["base"] = fields["element"].base or ""
    return reading


def _read_rdf(reading: Reading, root: _Element, language: str) -> None:
    """Read RSS 0.9 and 1.0, where the items stand beside their channel."""
    for child in root:
        name = name_of(child)
        if name == "channel":
            _read_feed(reading, child, _language(child, language))
        elif name == "item":
            reading.entries.append(_entry(child, language))
        elif name not in {"image", "textinput"} and not _is_silent(name, _SILENT):
            raise UnusualError


def _read_feed(reading: Reading, holder: _Element, language: str) -> None:
    """Read what describes a feed, and the entries that stand among it."""
    if reading.elements:
        raise UnusualError
    feed = reading.feed
    feed["element"] = holder
    for child in holder:
        name = name_of(child)
        if name in ENTRY_NAMES:
            reading.entries.append(_entry(child, language))
            continue
        reading.elements.append((name, child))
        read = _FEED_READERS.get(name)
        if read is not None:
            read(feed, child, name, language)
        elif name not in hints.NAMES and not _is_silent(name, _FEED_SILENT):
            raise UnusualError


def _entry(entry: _Element, language: str) -> Fields:
    """Read one entry."""
    aside: list[tuple[str, _Element]] = []
    fields: Fields = {"beside": aside, "element": entry}
    if entry.attrib:
        language = _language(entry, language)
        _note_attributes(fields, entry)
    for child in entry:
        name = name_of(child)
        is_beside = name in beside.NAMES
        if is_beside:
            aside.append((name, child))
        read = _READERS.get(name)
        if read is not None:
            read(fields, child, name, language)
        elif not (is_beside or _is_silent(name, _SILENT)):
            _refuse_unless_harmless(fields, child, name)
    return fields


def _note_attributes(fields: Fields, entry: _Element) -> None:
    """Take an entry's identifier in RSS 1.0.

    Asks for attributes by name: to list very many of them takes quadratic time.
    """
    if any(entry.get(name) is not None for name in _ACTING_ATTRIBUTES):
        raise UnusualError
    identifier = entry.get(_ABOUT)
    if identifier:
        fields["id"] = str(identifier).strip()


def _refuse_unless_harmless(fields: Fields, child: _Element, name: str) -> None:
    """Pass over what cannot be meant: an empty entry in an entry, a second title.

    Raises:
        UnusualError: If it says something.
    """
    second_title = name == "dc:title" and fields.get("title")
    if second_title and any(seen == "source" for seen, _ in fields["beside"]):
        # Behind a source feedparser takes the second one.
        raise UnusualError
    if not (second_title or (name in ENTRY_NAMES and says_nothing(child))):
        raise UnusualError


def _is_silent(name: str, names: frozenset[str]) -> bool:
    """Whether an element says nothing that is asked of it here."""
    module, colon, _ = name.partition(":")
    return name in names or bool(colon and module in _MODULES)


def _language(element: _Element, inherited: str) -> str:
    if not element.attrib:
        return inherited
    found = element.get(LANGUAGE, element.get("lang"))
    return inherited if found is None else str(found).replace("_", "-")


def _read_title(fields: Fields, child: _Element, _name: str, _language: str) -> None:
    put(fields, "title", text_of(child))
    fields["title_detail"] = {"type": _type(child, "text/plain")}


def _read_date(fields: Fields, child: _Element, name: str, _language: str) -> None:
    put(fields, _DATES[name], text_of(child))


def _read_guid(fields: Fields, child: _Element, _name: str, _language: str) -> None:
    put(fields, "id", text_of(child))
    fields["guidislink"] = "link" not in fields and is_permanent(child)


def _read_language(fields: Fields, child: _Element, _name: str, _language: str) -> None:
    put(fields, "language", text_of(child))


def _read_body(fields: Fields, child: _Element, name: str, language: str) -> None:
    """Keep a text, its type and its language."""
    key, usual = _BODIES[name]
    text = text_of(child)
    if not child.attrib:
        kind = usual
    elif child.get("src") is None:
        kind, language = _type(child, usual), _language(child, language)
    else:
        raise UnusualError
    if key == "content":
        content = {"type": kind, "language": language, "value": text}
        fields.setdefault("content", []).append(content)
    else:
        put(fields, "summary", text)
        fields["summary_detail"] = {"type": kind, "language": language}


def _type(element: _Element, usual: str) -> str:
    if not element.attrib:
        return usual
    kind = _TYPES.get(str(element.get("type", usual)).lower())
    if kind is None or element.get("mode", "escaped") != "escaped":
        raise UnusualError
    return kind


def _read_link(fields: Fields, link: _Element, _name: str, _language: str) -> None:
    """Read a link: text in RSS, attributes in Atom, where some lead elsewhere."""
    if not link.attrib:
        put(fields, "link", plain_link(text_of(link)))
        return
    address = link.get("href")
    if not address or (link.text or "").strip() or len(link):
        raise UnusualError
    if link.get("rel", "alternate") == "alternate":
        _read_alternate(fields, link, address)


def _read_alternate(fields: Fields, link: _Element, address: str) -> None:
    """Read a link of Atom to the page; other forms of it only count if there is none."""
    if link.get("type", "text/html").lower() in _PAGES:
        put(fields, "link", address.strip())


_Reader = Callable[["Fields", "_Element", str, str], None]
_READERS: Final[dict[str, _Reader]] = {
    "title": _read_title,
    "link": _read_link,
    "guid": _read_guid,
    "id": _read_guid,
    "dc:language": _read_language,
    **dict.fromkeys(_BODIES, _read_body),
    **dict.fromkeys(_DATES, _read_date),
}
_FEED_READERS: Final[dict[str, _Reader]] = {
    "title": _read_title,
    "link": _read_link,
    "language": _read_language,
    "dc:language": _read_language,
}
