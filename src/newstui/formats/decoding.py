"""Bytes of a document to text: by its byte order mark, its header, its declaration, or its bytes.

Only encodings that documents are written in are taken: Python knows others that run code on
hostile input in quadratic time or are no text at all.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

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
_WIDER: Final = {
    "ascii": "utf-8",
    "big5": "big5hkscs",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "hz": "gb18030",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "shift_jis": "cp932",
    "tis-620": "cp874",
}
"""Encodings that are declared where a wider one is meant (WHATWG Encoding)."""
_NARROW: Final = frozenset(
    [f"cp125{digit}" for digit in range(9)]
    + [f"iso8859-{number}" for number in (*range(2, 9), 10, 13, 14, 15, 16)]
    + ["cp866", "cp874", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic"]
)
_WIDE: Final = frozenset(
    {"utf-8", "gb18030", "big5hkscs", "cp932", "euc_jp", "iso2022_jp", "cp949", "johab"}
)


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
    for name in (*declared, "utf-8"):
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
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return ""
    name = _WIDER.get(name, name)
    return name if name in _NARROW or name in _WIDE else ""


def _decode_damaged(data: bytes, declared: list[str]) -> str:
    """Decode what no encoding fits: a few bad bytes in a wide one, or else Windows Latin."""
    for name in (*declared, "utf-8"):
        if name not in _WIDE:
            continue
        text = data.decode(name, "replace")
        strange = sum(1 for char in text if ord(char) > 0x7F)  # noqa: PLR2004 - end of ASCII
        if text.count("\ufffd") * 4 < strange:
            return text
    return data.decode("cp1252", "replace")
