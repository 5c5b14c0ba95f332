"""HTML cut into tokens, after the WHATWG tokenisation rules, in one pass and linear time.

Written here because tree builders give up on deep nesting or take quadratic time on a tag with
very many attributes, and what arrives is hostile. Every pattern is possessive: none backtracks.
"""

from __future__ import annotations

import html
import re
from html.entities import html5
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

ATTRIBUTE_LIMIT: Final = 256
"""Attributes read of one tag; the rest are ignored."""
_TAG: Final = re.compile(
    r"<(/?)([A-Za-z][^\s/>]*+)"
    r"((?:[^>\"'=]++|=\s*+(?:\"[^\"]*+\"?|'[^']*+'?)?|[\"'])*+)(?:>|\Z)"
)
_ATTRIBUTE: Final = re.compile(
    r"([^\s/=>\"'][^\s/=>]*+)(?:\s*+=\s*+(?:\"([^\"]*+)\"?|'([^']*+)'?|([^\s>]++)))?"
)
_VALUE_REFERENCE: Final = re.compile(
    r"&(?:#(?:\d++|[xX][0-9a-fA-F]++);?|([A-Za-z][A-Za-z0-9]*+(?:;|(?!=))))"
)
_HUGE_REFERENCE: Final = re.compile(r"&#(?:\d{8,}+|[xX][0-9a-fA-F]{9,}+);?")
_RAW: Final = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("script", "style", "iframe", "noembed", "noframes", "textarea", "title", "xmp")
}
"""Elements whose content is text up to their end tag, whatever it looks like."""


class Token(NamedTuple):
    """A start tag, an end tag, or text."""

    name: str
    """In lower case; empty for text."""
    closing: bool
    data: str
    """Text as written, or the attributes as written."""


def read_tokens(markup: str) -> Iterator[Token]:
    """Cut HTML into tags and text; comments, declarations and instructions are left out."""
    markup = markup.replace("<![CDATA[", "").replace("]]>", "") if "<![CDATA[" in markup else markup
    position = 0
    while position < len(markup):
        start = _next_tag(markup, position)
        if start > position:
            yield Token("", closing=False, data=markup[position:start])
        tag = _TAG.match(markup, start)
        if tag is None:
            position = _after_other(markup, start)
            continue
        position = tag.end()
        if not tag[0].endswith(">"):
            return
        token = Token(tag[2].lower(), tag[1] == "/", tag[3])
        yield token
        if not token.closing and token.name in _RAW and not token.data.endswith("/"):
            end = _RAW[token.name].search(markup, position)
            stop = end.start() if end else len(markup)
            yield Token("", closing=False, data=markup[position:stop])
            position = stop


def read_attributes(raw: str) -> dict[str, str]:
    """Read a tag's attributes; of two with one name the first counts."""
    found: dict[str, str] = {}
    for match in islice(_ATTRIBUTE.finditer(raw), ATTRIBUTE_LIMIT):
        value = match[2] or match[3] or match[4] or ""
        found.setdefault(match[1].lower(), unescape_value(value))
    return found


def unescape_value(value: str) -> str:
    """Resolve character references in an attribute's value.

    In "?a=1&copy=2" there is none: in a value, a name without its semicolon counts only when
    neither "=" nor a letter or digit follows (WHATWG HTML, named character reference state).
    """
    return _VALUE_REFERENCE.sub(_resolved, value) if "&" in value else value


def _resolved(reference: re.Match[str]) -> str:
    name = reference[1]
    return unescape(reference[0]) if name is None else html5.get(name, reference[0])


def unescape(text: str) -> str:
    """Resolve character references; absurdly long numbers become U+FFFD.

    Without that, `int` refuses numbers of thousands of digits with an error.
    """
    if "&" not in text:
        return text
    return html.unescape(_HUGE_REFERENCE.sub("\ufffd", text) if "&#" in text else text)


def _next_tag(markup: str, position: int) -> int:
    """Find where text ends: at "<" with a letter, "/", "!" or "?" after it."""
    start = markup.find("<", position)
    while start != -1:
        follower = markup[start + 1 : start + 2]
        if follower and (follower in "/!?" or (follower.isascii() and follower.isalpha())):
            return start
        start = markup.find("<", start + 1)
    return len(markup)


def _after_other(markup: str, start: int) -> int:
    """Find the end of a comment, a declaration or whatever else is not a tag."""
    if markup.startswith("<!--", start):
        end = markup.find("-->", start + 2)
        return len(markup) if end == -1 else end + 3
    end = markup.find(">", start)
    return len(markup) if end == -1 else end + 1
