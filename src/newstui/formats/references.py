"""References (`&amp;`, `&#8217;`) where feeds and parsers get them wrong.

`mended` makes what is no XML for want of a reference, or for one that only HTML knows, into what
was meant. `hide_references` keeps references from a parser that reads some of them twice and others
not at all, and `show_references` puts what they stand for into what it has read.
"""

from __future__ import annotations

import re
from html import escape
from html.entities import name2codepoint
from typing import Any, Final

from newstui.formats.elements import plain_link

_REFERENCE: Final = rb"&(?:#[0-9]++|#x[0-9a-fA-F]++|amp|lt|gt|quot|apos);"
"""What XML knows without declarations (XML 1.0, 4.1 and 4.6)."""
PASSED: Final = rb"(<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z))"
"""Where "&" and "<" are text already (XML 1.0, 2.5 and 2.7)."""
_BARE: Final = re.compile(
    rb"%s|(?!%s)&(?:([A-Za-z0-9]{2,8});)?|<(?![A-Za-z_:/!?\x80-\xff])" % (PASSED, _REFERENCE),
    re.DOTALL,
)
"""A "&" that begins no reference, a "<" that begins no tag."""
_KNOWN_IN_HTML: Final = {
    name.encode(): chr(code).encode()
    for name, code in name2codepoint.items()
    if name not in {"amp", "lt", "gt", "quot"}
}
TAG: Final = rb"(<[A-Za-z](?:(?:[^<>\"']++|\"[^<\"]*+\"|'[^<']*+')*+>|[^<>]*+))"
_HIDEABLE: Final = re.compile(rb"%s|%s|%s" % (PASSED, TAG, _REFERENCE), re.DOTALL)
_IN_TAG: Final = re.compile(_REFERENCE)
_NAMED: Final = {b"amp": "&", b"lt": "<", b"gt": ">", b"quot": '"', b"apos": "'"}
_IN_TEXT: Final = {"&": "\x01>", "<": "\x02>", ">": "\x03>"}
"""What stands for characters that act in markup; no XML holds controls.

The ">" comes back as "&gt;" where feedparser wrote the text into markup.
"""
_IN_TAGS: Final = {"&": "\x04", "<": "\x05", ">": "\x06", '"': "\x07", "'": "\x08"}
_SHOWN: Final = str.maketrans({hidden: char for char, hidden in _IN_TAGS.items()})
_SHOWN_IN_MARKUP: Final = str.maketrans(
    {"\x04": "&amp;", "\x05": "&lt;", "\x06": "&gt;", "\x07": "&quot;", "\x08": "'"}
)
_HIDDEN: Final = re.compile("([\x01-\x03])(>|&gt;)|<[A-Za-z][^<>]*+>|[\x04-\x08]")
_TEXTS: Final = {hidden[0]: char for char, hidden in _IN_TEXT.items()}
_ACTING: Final = re.compile(rb"[&<>]")
_CDATA: Final = b"<![CDATA["
_CDATA_END: Final = b"]]>"


def mended(data: bytes) -> bytes:
    """Write "&" and "<" as references where they are text; name characters as XML can.

    Args:
        data: The root element as UTF-8 (see `newstui.formats.prolog`).
    """
    return _BARE.sub(_mend, data)


def _mend(found: re.Match[bytes]) -> bytes:
    if found[1]:
        return found[1]
    if found[0] == b"<":
        return b"&lt;"
    return _KNOWN_IN_HTML.get(found[2]) or b"&amp;" + found[0][1:]


def hide_references(data: bytes) -> bytes:
    """Write references and CDATA sections as text that feedparser leaves alone.

    Ends of lines become what they are in XML (XML 1.0, 2.11).
    """
    return _HIDEABLE.sub(_hide, data.replace(b"\r\n", b"\n").replace(b"\r", b"\n"))


def _hide(found: re.Match[bytes]) -> bytes:
    passed, tag = found[1], found[2]
    if tag:
        return _IN_TAG.sub(_hide_in_tag, tag)
    if not passed:
        char = _meant(found[0])
        return _IN_TEXT.get(char, char).encode()
    if not (passed.startswith(_CDATA) and passed.endswith(_CDATA_END)):
        return passed
    text = passed[len(_CDATA) : -len(_CDATA_END)]
    return _ACTING.sub(lambda acting: _IN_TEXT[acting[0].decode()].encode(), text)


def _hide_in_tag(found: re.Match[bytes]) -> bytes:
    char = _meant(found[0])
    return _IN_TAGS.get(char, char).encode()


def _meant(reference: bytes) -> str:
    """Find the character a reference stands for."""
    name = reference[1:-1]
    if name in _NAMED:
        return _NAMED[name]
    digits, base = (name[2:], 16) if name.startswith(b"#x") else (name[1:], 10)
    return chr(int(digits.lstrip(b"0"), base))


def show_references(value: Any) -> Any:  # noqa: ANN401 - as feedparser gives it
    """Put the characters back that `hide_references` has hidden, into texts of any depth."""
    if isinstance(value, str):
        return _HIDDEN.sub(_show, value)
    if isinstance(value, list):
        return [show_references(each) for each in value]
    if isinstance(value, dict):
        shown = {name: show_references(each) for name, each in value.items()}
        if _IN_TEXT["&"] in str(value.get("link", "")):
            shown["link"] = plain_link(shown["link"])
        return shown
    return value


def _show(found: re.Match[str]) -> str:
    if not found[1]:
        is_tag = found[0][0] == "<"
        return found[0].translate(_SHOWN_IN_MARKUP if is_tag else _SHOWN)
    char = _TEXTS[found[1]]
    return escape(char) if found[2] == "&gt;" else char
