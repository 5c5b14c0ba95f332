"""Names of a feed's elements, whatever prefixes and capitals it writes them with.

An element of RSS or Atom goes by its bare name, one of a known module by the module's usual
prefix ("media:content"), and one of any other namespace by "?" ("?:videoid").
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

_BASE: Final = (
    "http://www.w3.org/2005/atom",
    "http://purl.org/atom/ns#",
    "http://purl.org/rss/1.0/",
    "http://purl.org/rss/1.0/modules/rss091#",
    "http://blogs.law.harvard.edu/tech/rss",
    "http://example.com/newformat#",
    "http://example.com/necho",
    "http://purl.org/echo/",
    "uri/of/echo/namespace#",
    "http://purl.org/pie/",
)
"""Namespaces of RSS and Atom, in lower case."""
_ANY_RSS: Final = ("backend.userland.com/rss", "http://my.netscape.com/rdf/")
"""What the namespaces of RSS 0.9x have in common, whichever edition they name."""
_MODULES: Final = {
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://search.yahoo.com/mrss/": "media",
    "http://search.yahoo.com/mrss": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://purl.org/syndication/thread/1.0": "thr",
    "https://podcastindex.org/namespace/1.0": "podcast",
    "http://purl.org/rss/1.0/modules/syndication/": "sy",
    "http://purl.org/rss/1.0/modules/slash/": "slash",
    "http://wellformedweb.org/commentapi/": "wfw",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.georss.org/georss": "georss",
    "http://www.w3.org/2003/01/geo/wgs84_pos#": "geo",
    "http://www.opengis.net/gml": "gml",
    "http://creativecommons.org/ns#license": "cc",
    "http://web.resource.org/cc/": "cc",
    "http://backend.userland.com/creativecommonsrssmodule": "cc",
    "http://cyber.law.harvard.edu/rss/creativecommonsrssmodule.html": "cc",
    "http://webns.net/mvcb/": "admin",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://www.w3.org/1999/xhtml": "xhtml",
}
_KNOWN: Final[dict[str, str]] = dict.fromkeys(_BASE, "") | _MODULES
UNKNOWN: Final = "?"
_PREFIXES: Final = frozenset({"content", "dc", "dcterms", "media", "itunes", "thr", "atom"})
"""Prefixes that say which module is meant by a namespace that is written wrong."""
_USUAL_PREFIXES: Final = _PREFIXES.union(_MODULES.values())


def name_of(element: _Element) -> str:
    """Name an element; one of an unknown namespace by its prefix, if that is a module's."""
    return _meant(short_name(str(element.tag)), element.prefix)


def written_name(tag: str, namespaces: Mapping[str, str]) -> str:
    """Name an element by its tag as it is written: "prefix:name".

    Args:
        tag: The tag.
        namespaces: What is declared where it stands, by prefix; "" is the default one. A prefix
            that is not declared means the module it is usually written for, if there is one.
    """
    prefix, _, name = tag.rpartition(":")
    address = namespaces.get(prefix)
    if address:
        return _meant(short_name(f"{{{address}}}{name}"), prefix)
    if not prefix or prefix in _USUAL_PREFIXES:
        return tag.lower()
    return f"{UNKNOWN}:{name.lower()}"


def _meant(name: str, prefix: str | None) -> str:
    if name.startswith(UNKNOWN) and prefix in _PREFIXES:
        return name[2:] if prefix == "atom" else f"{prefix}:{name[2:]}"
    return name


@lru_cache(maxsize=512)
def short_name(tag: str) -> str:
    """Name an element by its tag, as lxml writes it: "{namespace}name"."""
    namespace, brace, name = tag.rpartition("}")
    if not brace:
        return name.lower()
    address = namespace[1:].lower()
    prefix = _KNOWN.get(address)
    if prefix is None:
        prefix = "" if any(part in address for part in _ANY_RSS) else UNKNOWN
    return f"{prefix}:{name.lower()}" if prefix else name.lower()
