"""Titles: what publishers write with markup and references in it, as one line of plain text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newstui.text.clean import clean_line
from newstui.text.markup import read_tokens, unescape

if TYPE_CHECKING:
    from newstui.model.text import SafeText

_STYLING_NAMES: Final = (
    "a abbr acronym b big br cite code del div em font h1 h2 h3 h4 i img ins kbd mark p q s small "
    "span strike strong sub sup tt u wbr"
)
_STYLING: Final = frozenset(_STYLING_NAMES.split())
_REFERENCE: Final = re.compile(r"&(?:#|[A-Za-z])")
_MARKUP_LIMIT: Final = 20_000
"""Characters of a title that are looked at."""


def plain_title(value: str) -> SafeText:
    """Make one line of a title that may hold markup; tags that style nothing are text."""
    value = value[:_MARKUP_LIMIT]
    if "<" in value:
        value = "".join(_visible(value))
    elif _REFERENCE.search(value):
        value = unescape(value)
    return clean_line(value)


def _visible(markup: str) -> list[str]:
    """Take styling tags out of markup and leave the rest as it reads."""
    parts: list[str] = []
    for token in read_tokens(markup):
        if not token.name:
            parts.append(unescape(token.data))
        elif token.name not in _STYLING:
            slash = "/" if token.closing else ""
            parts.append(f"<{slash}{token.name}{token.data}>")
        elif token.name in {"br", "p", "div"}:
            parts.append(" ")
    return parts
