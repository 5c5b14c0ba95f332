"""Bytes of a document to text: by its byte order mark, its header, its declaration, or its bytes.

Only encodings that documents are written in are taken: Python knows others that run code on
hostile input in quadratic time or are no text at all.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

from newstui.formats.encodings import CODECS, WIDE

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SHAPES: Final = (
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
"""How "<" begins a document without a byte order mark (XML 1.0, appendix F)."""
_DECLARED: Final = re.compile(
    rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})|"
    rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?([A-Za-z0-9._:-]{1,40})",
    re.IGNORECASE,
)
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)
_DECLARATION_WITHIN: Final = 4_096
"""Bytes in which a document declares its encoding."""
_LATIN: Final = "cp1252"
_CODED: Final = frozenset(CODECS.values())


def decode(data: bytes, *, content_type: str = "") -> str:
    """Decode a document; bytes that make no sense become U+FFFD."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    head = data[:_DECLARATION_WITHIN].lstrip(b" \t\r\n")
    for shape, encoding in _SHAPES:
        if head.startswith(shape):
            return data.decode(encoding, "replace")
    declared = [name for name in (_from_header(content_type), _from_document(head)) if name]
    declared = [name for name in declared if b"\0" in head or not name.startswith("utf-16")]
    # Latin is what servers and programs declare that do not know; hardly any is UTF-8 by chance.
    first = ["utf-8"] if declared[:1] == [_LATIN] else []
    for name in (*first, *declared, "utf-8"):
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    return _decode_damaged(data, declared)


def _from_header(content_type: str) -> str:
    match = _CHARSET.search(content_type[:1_000])
    return _known(match[1]) if match else ""


def _from_document(head: bytes) -> str:
    match = _DECLARED.search(head)
    return _known((match[1] or match[2]).decode("ascii")) if match else ""


def _known(label: str) -> str:
    """Name the encoding meant by a label; empty when it is none that is taken."""
    label = label.lower()
    if label in CODECS:
        return CODECS[label]
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return ""
    return CODECS.get(name, name if name in _CODED else "")


def _decode_damaged(data: bytes, declared: list[str]) -> str:
    """Decode what no encoding fits: a few bad bytes in a wide one, or else Windows Latin.

    A document that ends within a character is one that was cut off there.
    """
    for name in (*declared, "utf-8"):
        if name not in WIDE:
            continue
        text = data.decode(name, "replace")
        strange = sum(1 for char in text if ord(char) > 0x7F)  # noqa: PLR2004 - end of ASCII
        bad = text.count("\ufffd")
        is_cut = bad == 1 < strange and text.endswith("\ufffd")
        if is_cut or bad * 4 < strange:
            return text
    return data.decode(_LATIN, "replace")
