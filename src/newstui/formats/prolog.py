"""XML made harmless before it is parsed: nothing before the root element, no endless tags.

What stands before the root element (declaration, document type with its entities, comments) is
left out, so that no entity is ever declared, whatever hides the declaration from a parser.
"""

from __future__ import annotations

import re
import sys
from typing import Final

from newstui.errors import FormatError

ATTRIBUTE_LIMIT: Final = 200
"""Most attributes of one tag; parsers compare each with all others."""
_ROOT: Final = re.compile(r"[A-Za-z_]")
_DOCTYPE: Final = re.compile(
    r"<!doctype(?:[^\[>\"']++|\"[^\"]*+\"?|'[^']*+'?)*+(\[)?", re.IGNORECASE
)
_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CONTROLS: Final = bytes([*range(9), 11, 12, *range(14, 32)])
_DOUBTFUL: Final = (
    (b"\xc2", re.compile(b"\xc2[\x80-\x9f]")),
    (b"\xed", re.compile(b"\xed[\xa0-\xbf]")),
    (b"\xef\xbf", re.compile(b"\xef\xbf[\xbe\xbf]")),
)
"""What stands for `_ILLEGAL` or for characters of `_WINDOWS` in UTF-8."""
_WINDOWS: Final = {
    code: char for code in range(0x80, 0xA0) if (char := bytes([code]).decode("cp1252", "ignore"))
}
"""Control characters that are meant as others of Windows Latin (WHATWG HTML, 13.2.5.5)."""
_DECLARATION: Final = b'<?xml version="1.0" encoding="utf-8"?>\n'
_REFERENCE: Final = re.compile(r"&#(?:(\d++)|[xX]([0-9a-fA-F]++));?")
_REFERENCE_DIGITS: Final = 7
"""Digits of the largest reference that can mean a character, in decimal."""
_LONG_TAG: Final = re.compile(
    r"<[A-Za-z_](?:[^>\"'=]++|=\s*+(?:\"[^\"]*+\"?|'[^']*+'?)?|[\"'])*+(?:>|\Z)"
)
_VALUE: Final = re.compile(r"=\s*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\s>]*+)|\s[^\s=>\"']++")
_SHORT: Final = ATTRIBUTE_LIMIT * 2
"""A tag of fewer characters cannot hold more attributes than are taken."""


def harmless_xml(text: str, *, origin: str) -> bytes:
    """Give the root element of an XML document as UTF-8, behind a declaration that says so.

    Raises:
        FormatError: If there is no root element, or the document declares entities of its own.
    """
    root = text[_find_root(text, origin=origin) :]
    if "&#" in root:
        root = _REFERENCE.sub(_legal, root)
    data = root.encode("utf-8", "surrogatepass")
    if len(data.translate(None, _CONTROLS)) != len(data) or _is_doubtful(data):
        data = _ILLEGAL.sub("", root).translate(_WINDOWS).encode()
    return _DECLARATION + data


def _is_doubtful(data: bytes) -> bool:
    return any(begin in data and rest.search(data) for begin, rest in _DOUBTFUL)


def _legal(reference: re.Match[str]) -> str:
    """Leave out a reference to what XML does not allow as a character (XML 1.0, 2.2)."""
    digits = (reference[1] or reference[2]).lstrip("0")
    if not 0 < len(digits) <= _REFERENCE_DIGITS:
        return ""
    code = int(digits, 10 if reference[1] else 16)
    if code > sys.maxunicode or _ILLEGAL.match(chr(code)):
        return ""
    return _WINDOWS.get(code, reference[0])


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


def check_tags(root: str, *, origin: str) -> None:
    """Refuse a tag with very many attributes, over which feedparser takes quadratic time.

    Raises:
        FormatError: If one has more than `ATTRIBUTE_LIMIT`.
    """
    for tag in _LONG_TAG.finditer(root):
        if tag.end() - tag.start() < _SHORT:
            continue
        if sum(1 for _ in _VALUE.finditer(tag[0])) > ATTRIBUTE_LIMIT * 2:
            raise FormatError(origin, "has a tag with too many attributes")
