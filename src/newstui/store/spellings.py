"""Phrases found however their letters are written: "soren" of one stands for "Søren", too.

The index knows a word with such letters by both its spellings, but has them in two places; so a
phrase is looked for in every spelling of its words that there is.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from functools import cache
from itertools import islice, product
from typing import TYPE_CHECKING, Final

from newstui.store.fulltext import is_open, quoted
from newstui.store.querytree import All, Any, Not, Words
from newstui.store.wordforms import WORD, has_words, is_odd, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newstui.store.archive import Archive
    from newstui.store.querytree import Node, Query

_LETTERS: Final = map(chr, range(0xC0, 0x530))
"""Latin, Greek and Cyrillic ones that have twins among the plain ones."""
_LONGEST_WORD: Final = 40
_MOST_SPELLINGS: Final = 500
"""Of a word, looked up one by one."""
_MOST_PHRASES: Final = 50
_HELD: Final = "SELECT EXISTS (SELECT 1 FROM stories_fts WHERE stories_fts MATCH ?)"


def respelled(archive: Archive, query: Query) -> Query:
    """Have the phrases of a query found in every spelling that the index has of their words."""
    return query if query.root is None else replace(query, root=_respell(archive, query.root))


def _respell(archive: Archive, node: Node) -> Node:
    match node:
        case Words():
            return _spell(archive, node)
        case Not(part):
            return Not(_respell(archive, part))
        case All(parts):
            return All(tuple(_respell(archive, part) for part in parts))
        case Any(parts):
            return Any(tuple(_respell(archive, part) for part in parts))
        case _:
            return node


def _spell(archive: Archive, words: Words) -> Node:
    *found, last = list(filter(has_words, WORD.findall(words.text))) or [""]
    if not found:
        # A word alone is in one place.
        return words
    is_beginning = is_open(words)
    choices = [_spellings(archive, word) for word in found]
    choices.append([last] if is_beginning else _spellings(archive, last))
    if max(map(len, choices)) == 1:
        return words
    texts = map(" ".join, islice(product(*choices), _MOST_PHRASES))
    return Any(tuple(Words(text, not is_beginning, words.column) for text in texts))


def _spellings(archive: Archive, word: str) -> list[str]:
    """List a word as it was typed, in its plain form, and otherwise as there is."""
    bare = plain(word)
    own = word.lower() if any(map(is_odd, word)) else bare
    known = dict.fromkeys((own, bare))
    if len(bare) <= _LONGEST_WORD and _is_held(
        archive, f"{{title_forms text_forms authors}} : {quoted(bare)}"
    ):
        others = islice(_written(bare), _MOST_SPELLINGS)
        known.update(dict.fromkeys(one for one in others if _is_held(archive, quoted(one))))
    return list(known)


def _is_held(archive: Archive, expression: str) -> bool:
    return bool(archive.read(_HELD, (expression,))[0][0])


def _written(bare: str) -> Iterator[str]:
    """List all the ways to write a word in its plain form, itself first."""
    if not bare:
        yield ""
        return
    for length in (1, 2):
        part = bare[:length]
        heads = (part, *_twins().get(part, ())) if length == 1 else _twins().get(part, ())
        for head in heads:
            for tail in _written(bare[length:]):
                yield head + tail


@cache
def _twins() -> dict[str, list[str]]:
    """Letters by what they are in the plain form: "o" to "ø", "ss" to "ß"."""
    twins: dict[str, list[str]] = {}
    for letter in _LETTERS:
        is_small = letter.isalpha() and letter == letter.lower()
        if is_small and is_odd(letter) and unicodedata.is_normalized("NFKC", letter):
            twins.setdefault(plain(letter), []).append(letter)
    return twins
