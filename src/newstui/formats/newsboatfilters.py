"""Newsboat's filter expressions as queries of newstui, where the two can say the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_TOKEN: Final = re.compile(
    r"""\s*(?:(?P<sign>!=|!~|!\#|==|=~|<=|>=|[=<>\#()])
    |"(?P<text>[^"]*)"|(?P<word>[A-Za-z_][A-Za-z_0-9]*)|(?P<range>-?\d+\s*:\s*-?\d+)
    |(?P<number>-?\d+))""",
    re.VERBOSE,
)
_LENGTH_LIMIT: Final = 4_000
_DEPTH_LIMIT: Final = 50
_REGULAR: Final = re.compile(r"[\\^$.\[\](){}*+?]")
_ANY: Final = re.compile(r"\A(?:\.\*)+|(?:\.\*)+\Z")
_FIELDS: Final = {
    "title": "title:",
    "author": "author:",
    "content": "",
    "description": "",
    "feedtitle": "feed:",
    "rssurl": "feed:",
}
"""What a part of a text is looked for in, and how that is written here."""
_EVERYTHING: Final = "(is:read OR is:unread)"
_OPPOSITES: Final = {"!=": "=", "!~": "=~", "!#": "#"}


class UntranslatableError(ValueError):
    """An expression says what no query here can say; the sentence tells what."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """How the feeds with one tag are found: their folder, and others by their addresses."""

    folder: str = ""
    """Empty when no folder holds feeds with that tag alone."""
    addresses: tuple[str, ...] = ()


def translate(expression: str, tags: Mapping[str, Tagged]) -> str:
    """Write a filter expression as a query.

    Args:
        expression: In newsboat's language.
        tags: Which feeds have a tag.

    Raises:
        UntranslatableError: If that cannot be said here.
    """
    if len(expression) > _LENGTH_LIMIT:
        raise UntranslatableError("the expression is too long")
    reading = _Reading(_split(expression), tags)
    query = reading.alternatives(0)
    if not reading.is_done:
        raise UntranslatableError(f"{reading.ahead} is not expected there")
    return query.removeprefix("(").removesuffix(")") if _is_wrapped(query) else query


def _is_wrapped(query: str) -> bool:
    """Whether one pair of parentheses is around all of it."""
    return query.startswith("(") and query.endswith(")") and "(" not in query[1:]


def _split(expression: str) -> list[tuple[str, str]]:
    """Split an expression into kinds and texts."""
    tokens: list[tuple[str, str]] = []
    at = 0
    while expression[at:].strip():
        found = _TOKEN.match(expression, at)
        if found is None or found.lastgroup is None:
            raise UntranslatableError(f"{expression[at:].strip()[:20]} is not understood")
        tokens.append((found.lastgroup, found[found.lastgroup]))
        at = found.end()
    return tokens


class _Reading:
    """An expression being read, from the left."""

    def __init__(self, tokens: Sequence[tuple[str, str]], tags: Mapping[str, Tagged]) -> None:
        self._tokens, self._tags, self._at = tokens, tags, 0

    @property
    def is_done(self) -> bool:
        return self._at >= len(self._tokens)

    @property
    def ahead(self) -> str:
        """What comes next; empty at the end."""
        return "" if self.is_done else self._tokens[self._at][1]

    def _take(self) -> tuple[str, str]:
        if self.is_done:
            raise UntranslatableError("the expression ends too early")
        self._at += 1
        return self._tokens[self._at - 1]

    def alternatives(self, depth: int) -> str:
        """Read what "and" or "or" joins; newsboats disagree on the two without parentheses."""
        if depth > _DEPTH_LIMIT:
            raise UntranslatableError("its parentheses are too deep")
        parts, joints = [self._part(depth)], set()
        while self.ahead.lower() in {"and", "or"}:
            joints.add(self._take()[1].upper())
            parts.append(self._part(depth))
        if len(joints) > 1:
            raise UntranslatableError(
                'it has both "and" and "or" without parentheses, which newsboats read differently'
            )
        if len(parts) == 1:
            return parts[0]
        return f"({f' {joints.pop()} '.join(parts)})"

    def _part(self, depth: int) -> str:
        if self.ahead != "(":
            return self._comparison()
        self._take()
        inner = self.alternatives(depth + 1)
        if self._take()[1] != ")":
            raise UntranslatableError("a parenthesis is not closed")
        return inner

    def _comparison(self) -> str:
        kind, name = self._take()
        if kind != "word":
            raise UntranslatableError(f"{name} is not expected there")
        _, sign = self._take()
        _, value = self._take()
        sign = {"==": "="}.get(sign, sign)
        wanted = self._positive(name.lower(), _OPPOSITES.get(sign, sign), value)
        return f"NOT {wanted}" if sign in _OPPOSITES else wanted

    def _positive(self, name: str, sign: str, value: str) -> str:
        """Write one comparison that is not negated."""
        if name in _FIELDS and sign == "=~":
            return _any_of([f"{_FIELDS[name]}{_phrase(part)}" for part in _literals(value)])
        write = _WRITERS.get((name, sign))
        if write is not None:
            return write(value)
        if (name, sign) == ("tags", "#"):
            return self._tag(value)
        raise UntranslatableError(f"queries cannot ask for {name} {sign}")

    def _tag(self, tag: str) -> str:
        found = self._tags.get(tag)
        if found is None:
            raise UntranslatableError(f'no feed has the tag "{tag}"')
        folder = [f"folder:{_phrase(found.folder)}"] if found.folder else []
        return _any_of([*folder, *(f"feed:{_phrase(place)}" for place in found.addresses)])


def _any_of(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"({' OR '.join(parts)})"


def _phrase(text: str) -> str:
    if '"' in text or not text.strip():
        raise UntranslatableError("a text to look for is empty or holds a quotation mark")
    return f'"{text}"'


def _literals(pattern: str) -> list[str]:
    """Read a regular expression that is but some words, "|" between them."""
    parts = [_ANY.sub("", part) for part in pattern.split("|")]
    if any(map(_REGULAR.search, parts)):
        raise UntranslatableError(f'"{pattern}" is a regular expression')
    return parts


def _unread(value: str) -> str:
    try:
        return {"yes": "is:unread", "no": "is:read"}[value.lower()]
    except KeyError:
        raise UntranslatableError(f'unread is "yes" or "no", not "{value}"') from None


def _flag(value: str) -> str:
    if not (len(value) == 1 and value.isalpha()):
        raise UntranslatableError(f'"{value}" is more than one flag')
    return f"tag:{flag_tag(value)}"


def flag_tag(letter: str) -> str:
    """Name the tag for one of newsboat's flags; capital and small letters are different flags."""
    return f"flag-{letter}"


def _days(value: str) -> int:
    try:
        return int(value)
    except ValueError:
        raise UntranslatableError(f'an age is a number of days, not "{value}"') from None


def _younger(value: str) -> str:
    days = _days(value)
    if days <= 0:
        raise UntranslatableError("no story is younger than that")
    return f"after:{days}d"


def _older(value: str) -> str:
    days = _days(value)
    return _EVERYTHING if days <= 0 else f"before:{days}d"


def _between(value: str) -> str:
    low, _, high = value.partition(":")
    first, last = sorted((_days(low), _days(high)))
    # An age in whole days: the last of them counts to its end.
    young = _younger(str(last + 1))
    return young if first <= 0 else f"({young} AND before:{first}d)"


_WRITERS: Final[dict[tuple[str, str], Callable[[str], str]]] = {
    ("unread", "="): _unread,
    ("flags", "=~"): _flag,
    ("flags", "#"): _flag,
    ("age", "<"): _younger,
    ("age", "<="): lambda value: _younger(str(_days(value) + 1)),
    ("age", ">"): lambda value: _older(str(_days(value) + 1)),
    ("age", ">="): _older,
    ("age", "between"): _between,
}
