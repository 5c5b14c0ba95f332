"""What a query means, as a tree: words, fields and patterns, joined by AND, OR and NOT."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime


class Order(Enum):
    """In which order stories are listed; the value is how that is asked for."""

    NEWEST = "newest"
    OLDEST = "oldest"
    RANK = "rank"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Words:
    """A word, by its beginning, or a phrase, exactly."""

    text: str
    is_phrase: bool = False
    column: str = ""
    """"title" or "authors"; empty for anywhere."""


@dataclass(frozen=True, slots=True)
class Term:
    """What a field must be, as in "feed:post"."""

    field: str
    """By its name in `querytable`."""
    value: str


@dataclass(frozen=True, slots=True)
class When:
    """From a moment on, or before it."""

    at: datetime
    is_before: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression that title or text must hold."""

    source: str
    start: int = 0
    end: int = 0
    """Offsets in the query."""


@dataclass(frozen=True, slots=True)
class Among:
    """One of these stories; nothing that is written in a query says so."""

    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """What must not hold."""

    part: Node


@dataclass(frozen=True, slots=True)
class All:
    """Every part must hold."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """One part must hold at least."""

    parts: tuple[Node, ...]


Leaf = Words | Term | When | Pattern | Among
Node = Leaf | Not | All | Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Which stories are asked for, and in which order."""

    root: Node | None = None
    """`None` for every story."""
    order: Order = Order.NEWEST
    text: str = ""
    """As it was written."""


def leaves(node: Node | None) -> Iterator[tuple[Leaf, bool]]:
    """List what a query is made of, and of each whether it is wanted: not under a NOT."""
    match node:
        case None:
            return
        case Not(part):
            for leaf, is_wanted in leaves(part):
                yield leaf, not is_wanted
        case All(parts) | Any(parts):
            for part in parts:
                yield from leaves(part)
        case _:
            yield node, True


def wanted_words(query: Query) -> list[Words]:
    """List the words and phrases that are to be found, each once."""
    found = (leaf for leaf, is_wanted in leaves(query.root) if is_wanted)
    return list(dict.fromkeys(leaf for leaf in found if isinstance(leaf, Words)))
