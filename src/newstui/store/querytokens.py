"""A query cut into words, phrases, patterns, fields, operators and parentheses, with places."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING, Final, NamedTuple

from newstui.store.querytable import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME: Final = "|".join(BY_NAME)
_TOKEN: Final = re.compile(
    rf"""
    (?P<space> \s+ )
    | (?P<open> -?\( )
    | (?P<close> \) )
    | (?P<operator> (?:AND|OR|NOT) (?= [\s()"] | \Z) )
    | (?P<minus> -? )
      (?: (?: (?P<field> {_NAME} ) : )? (?: "(?P<phrase> [^"]* ) (?P<quote> "? ) )
        | (?: (?P<field_of_word> {_NAME} ) : ) (?P<value> [^\s()"]* )
        | / (?P<pattern> (?: \\. | [^\\/] | / (?! [\s)] | \Z ) ){{1,500}} ) / (?= [\s)] | \Z )
        | (?P<word> [^\s()"]+ )
      )
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_OPERATORS: Final = frozenset({"AND", "OR", "NOT"})


class Kind(Enum):
    """What a token is."""

    WORD = auto()
    PHRASE = auto()
    PATTERN = auto()
    OPERATOR = auto()
    OPEN = auto()
    CLOSE = auto()


class Token(NamedTuple):
    """A part of a query."""

    kind: Kind
    text: str
    """Its word, phrase, pattern or value; of an operator itself."""
    start: int
    end: int
    field: str = ""
    """In lower case; empty for none."""
    is_negated: bool = False
    """Whether a minus sign stands before it."""
    is_open: bool = False
    """Whether its closing quotation mark is missing."""


def tokens(text: str) -> Iterator[Token]:
    """Cut a query; every text can be."""
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None or found.end() == at:
            # A sign that begins nothing, such as a minus at the end, is a word of its own.
            yield Token(Kind.WORD, text[at], at, at + 1)
            at += 1
            continue
        at = found.end()
        if not found["space"]:
            yield _token(found)


def _token(found: re.Match[str]) -> Token:
    start, end = found.span()
    if found["open"]:
        return Token(Kind.OPEN, "(", start, end, is_negated=found["open"] != "(")
    if found["close"]:
        return Token(Kind.CLOSE, ")", start, end)
    if found["operator"]:
        # In lower case they are words like any other.
        is_operator = found["operator"] in _OPERATORS
        kind = Kind.OPERATOR if is_operator else Kind.WORD
        return Token(kind, found["operator"], start, end)
    negated = bool(found["minus"])
    if found["pattern"]:
        return Token(Kind.PATTERN, found["pattern"], start, end, is_negated=negated)
    if found["phrase"] is not None:
        return Token(
            Kind.PHRASE,
            found["phrase"],
            start,
            end,
            field=(found["field"] or "").lower(),
            is_negated=negated,
            is_open=not found["quote"],
        )
    field = (found["field_of_word"] or "").lower()
    word = found["value"] if field else found["word"]
    return Token(Kind.WORD, word, start, end, field=field, is_negated=negated)
