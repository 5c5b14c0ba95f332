"""XML made harmless before it is parsed: nothing before the root element, bounded tags.

What stands before the root element (declaration, document type with its entities, comments) is
left out, so that no entity is ever declared, whatever hides the declaration from a parser.
"""

from __future__ import annotations

import re
from typing import Final

from newstui.errors import FormatError

ATTRIBUTE_LIMIT: Final = 200
"""Most attributes of one tag; parsers compare each with all others."""
_ROOT: Final = re.compile(r"[A-Za-z_]")
_DOCTYPE: Final = re.compile(
    r"<!doctype(?:[^\[>\"']++|\"[^\"]*+\"?|'[^']*+'?)*+(\[)?", re.IGNORECASE
)
_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ILLEGAL_REFERENCE: Final = re.compile(
    r"&#(?:0*+(?:[0-8]|1[124-9]|2\d|3[01])|[xX]0*+(?:[0-8bBcCeEfF]|1[0-9a-fA-F])|\d{8,}"
    r"|0*+5(?:529[6-9]|5[3-9]\d\d|6\d{3}|7[0-2]\d\d|73[0-3]\d|734[0-3])"
    r"|[xX]0*+[dD][89a-fA-F][0-9a-fA-F]{2}|[xX][0-9a-fA-F]{9,});"
)
_LONG_TAG: Final = re.compile(
    r"<[A-Za-z_](?:[^>\"'=]++|=\s*+(?:\"[^\"]*+\"?|'[^']*+'?)?|[\"'])*+(?:>|\Z)"
)
_VALUE: Final = re.compile(r"=\s*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\s>]*+)|\s[^\s=>\"']++")
_SHORT: Final = ATTRIBUTE_LIMIT * 2
"""A tag of fewer characters cannot hold more attributes than are taken."""


def harmless_xml(text: str, *, origin: str) -> bytes:
    """Give the root element of an XML document as UTF-8, behind a declaration that says so.

    Raises:
        FormatError: If there is no root element, the document declares entities of its own, or a
            tag has more than `ATTRIBUTE_LIMIT` attributes.
    """
    root = text[_find_root(text, origin=origin) :]
    root = _ILLEGAL.sub("", root)
    if "&#" in root:
        root = _ILLEGAL_REFERENCE.sub("", root)
    _check_tags(root, origin=origin)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + root.encode()


def _find_root(text: str, *, origin: str) -> int:
    """Find where the root element begins."""
    position = text.find("<")
    while position != -1:
        if _ROOT.match(text, position + 1):
            return position
        position = text.find("<", _after_prolog(text, position, origin=origin))
    raise FormatError(origin, "holds no XML element")


def _after_prolog(text: str, start: int, *, origin: str) -> int:
    """Find the end of a comment, an instruction or a document type."""
    if text.startswith("<!--", start):
        end = text.find("-->", start + 4)
    elif text.startswith("<?", start):
        end = text.find("?>", start)
    else:
        doctype = _DOCTYPE.match(text, start)
        if doctype and doctype[1]:
            raise FormatError(origin, "declares entities of its own, which are not read")
        end = text.find(">", doctype.end() if doctype else start)
    return len(text) if end == -1 else end + 1


def _check_tags(root: str, *, origin: str) -> None:
    """Refuse a tag with very many attributes."""
    for tag in _LONG_TAG.finditer(root):
        if tag.end() - tag.start() < _SHORT:
            continue
        if sum(1 for _ in _VALUE.finditer(tag[0])) > ATTRIBUTE_LIMIT * 2:
            raise FormatError(origin, "has a tag with too many attributes")
