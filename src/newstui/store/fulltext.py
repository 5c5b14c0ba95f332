"""Words and phrases as expressions of SQLite's full-text index, FTS5.

Whatever was typed goes in as a quoted string, in which no sign of FTS5's own language has a
meaning; an expression is made of such strings and of this module's words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newstui.store.querytree import All, Any, Not, Words
from newstui.store.values import storable
from newstui.store.wordforms import WORD, has_words, pairs, plain, split_scripts

if TYPE_CHECKING:
    from collections.abc import Callable

    from newstui.store.querytree import Node

_COLUMNS: Final = {"": "", "title": "{title title_forms} : ", "authors": "authors : "}


def full_text(node: Node, is_plain: Callable[[Words], bool]) -> str | None:
    """Write what stands in the index alone as one expression; `None` when there is more to it.

    Args:
        node: What is looked for.
        is_plain: Whether the index alone tells where a word is.
    """
    match node:
        case Words():
            return words_expression(node) if has_words(node.text) and is_plain(node) else None
        case Any(parts):
            sides = [full_text(part, is_plain) for part in parts]
            return None if None in sides else " OR ".join(f"({side})" for side in sides)
        case All(parts):
            return _all(parts, is_plain)
        case _:
            return None


def part_words(
    node: Node | None, is_plain: Callable[[Words], bool]
) -> tuple[Node | None, Node | None]:
    """Part what is looked for into what the index alone tells, and what else must hold."""
    if node is None or full_text(node, is_plain) is not None:
        return node, None
    if not isinstance(node, All):
        return None, node
    told = tuple(part for part in node.parts if full_text(part, is_plain) is not None)
    rest = tuple(part for part in node.parts if part not in told)
    return (All(told), All(rest)) if told else (None, node)


def _all(parts: tuple[Node, ...], is_plain: Callable[[Words], bool]) -> str | None:
    wanted = [full_text(part, is_plain) for part in parts if not isinstance(part, Not)]
    unwanted = [full_text(part.part, is_plain) for part in parts if isinstance(part, Not)]
    # FTS5 can only take something away from something.
    if not wanted or None in wanted or None in unwanted:
        return None
    expression = " AND ".join(f"({side})" for side in wanted)
    if not unwanted:
        return expression
    return f"({expression}) NOT ({' OR '.join(f'({side})' for side in unwanted)})"


def is_open(words: Words) -> bool:
    """Whether more of its last word may follow: not in a phrase, nor after a sign as in "C++"."""
    return not words.is_phrase and WORD.fullmatch(words.text[-1]) is not None


def words_expression(words: Words) -> str:
    """Write a word or phrase that has letters or digits."""
    parts: list[str] = []
    segments = split_scripts(storable(words.text).replace("\0", " "))
    for place, (segment, is_unspaced) in enumerate(segments):
        if not has_words(segment):
            continue
        if is_unspaced:
            parts.append(_unspaced(segment))
        else:
            is_beginning = is_open(words) and place == len(segments) - 1
            parts.append(_spaced(segment, is_beginning=is_beginning))
    return _COLUMNS[words.column] + _together(parts)


def quoted(text: str) -> str:
    """Write a text as a string of FTS5's language."""
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def _together(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"({' AND '.join(parts)})"


def _spaced(segment: str, *, is_beginning: bool) -> str:
    star = "*" if is_beginning else ""
    spellings = dict.fromkeys((segment.lower(), plain(segment)))
    words = [quoted(spelling) + star for spelling in spellings]
    return words[0] if len(words) == 1 else f"({' OR '.join(words)})"


def _unspaced(run: str) -> str:
    found = pairs(run)
    return quoted(" ".join(found[:-1])) if found[1:] else f"{quoted(found[0])}*"
