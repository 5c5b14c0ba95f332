"""Trees of feeds: without entities, network, document types or endless depth."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from newstui.formats.elements import BrokenError
from newstui.formats.names import UNKNOWN, name_of, short_name

if TYPE_CHECKING:
    from lxml.etree import XMLParser, _Element

    from newstui.formats.elements import Fields, Named

ENTRY_NAMES: Final = frozenset({"item", "entry"})
CHANNEL: Final = frozenset({"channel"})


@dataclass(slots=True)
class Reading:
    """A feed as one of the two ways has read it."""

    is_atom: bool
    feed: Fields = field(default_factory=dict)
    elements: Named = field(default_factory=list)
    """What stands beside the feed's entries; empty if there is no tree."""
    is_cut: bool = False
    """Whether its end is missing."""
    entries: list[Fields] = field(default_factory=list)
    """Where there is a tree, each has its elements as "beside" and its xml:base as "base"."""


def strict_tree(data: bytes) -> _Element:
    """Parse a well-formed feed.

    Raises:
        BrokenError: If it is not, or is nested deeply.
    """
    from lxml import etree

    try:
        return etree.fromstring(data, _parser(recover=False))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BrokenError from error


def broken_tree(data: bytes) -> _Element | None:
    """Parse what can be parsed of a feed."""
    from lxml import etree

    try:
        return etree.fromstring(data, _parser(recover=True))
    except (etree.XMLSyntaxError, ValueError):
        return None


def _parser(*, recover: bool) -> XMLParser:
    from lxml import etree

    return etree.XMLParser(
        recover=recover,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def entry_elements(root: _Element) -> list[_Element]:
    """Find a feed's entries, in the order of the document."""
    return [element for element in root.iter() if _is_named(element, ENTRY_NAMES)]


def feed_holders(root: _Element) -> list[_Element]:
    """Find the elements whose children describe a feed: the root and its channels."""
    return [root, *(child for child in root if _is_named(child, CHANNEL))]


def is_strange(root: _Element) -> bool:
    """Whether a feed's own namespace is none that is known."""
    own = root.nsmap.get(None)
    return own is not None and short_name(f"{{{own}}}feed").startswith(UNKNOWN)


def is_foreign(element: _Element) -> bool:
    """Whether an element belongs to no format or module that is known."""
    return name_of(element).startswith(UNKNOWN)


def says_nothing(element: _Element) -> bool:
    """Whether an element has neither text nor attributes nor anything in it."""
    return not len(element) and not element.attrib and not (element.text or "").strip()


def _is_named(element: _Element, names: frozenset[str]) -> bool:
    return isinstance(element.tag, str) and short_name(element.tag) in names
