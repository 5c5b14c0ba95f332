"""A text as nodes: words, marks, and whole quotations and brackets as one node each.

Nodes carry offsets into the text; nothing here changes or copies it beyond single words.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from newstui.attribution import frames, lexicon
from newstui.attribution.abbreviations import is_abbreviated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newstui.attribution.quotes import Quote

_TOKENS: Final = re.compile(
    r"(?:[A-Z]\.){2,}"  # U.S., J.J.
    r"|@\w+"
    r"|[#@$£€]?[^\W_⁰¹²³⁴-⁹](?:[^\W_⁰¹²³⁴-⁹]|[.&'’\-/@,](?=[^\W_⁰¹²³⁴-⁹])|(?<=\d):(?=\d))*"
    r"|--+|\.\.\.+|([^\w\s])\1{3,}|\S"  # a run of one mark is no prose, and one node
)
_RAISED: Final = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")
"""Signs that lead to footnotes: no part of a sentence."""
_CONTRACTION: Final = re.compile(r"(?<=.)['’](?:s|re|ve|ll|d|m)$", re.IGNORECASE)
_MARKS: Final = {
    ",": lexicon.COMMA,
    ".": lexicon.STOP,
    "!": lexicon.STOP,
    "?": lexicon.STOP,
    "…": lexicon.STOP,
    "...": lexicon.STOP,
    ":": lexicon.COLON,
    ";": lexicon.SEMICOLON,
    "–": lexicon.DASH,
    "—": lexicon.DASH,
    "―": lexicon.DASH,
    "‒": lexicon.DASH,
    "-": lexicon.DASH,
    "--": lexicon.DASH,
    "'": lexicon.POSSESSIVE,
    "’": lexicon.POSSESSIVE,
}
_ENDLESS: Final = 4
"""Words up to this length that end in -ly, -ed or -ing are other things: "red", "sing"."""
_REMEMBERED: Final = 24
"""Characters of a word up to which its class is remembered."""
_LONG: Final = 4
"""Letters from which a word of a title has a capital."""
_TITLE_LEAST: Final = 2
_SMALL: Final = lexicon.words(
    "a an the of in on at by for from with to into and or nor but as vs s t is it de la le les du "
    "da do das von den der die dem van et y e el los las al bin ibn"
)
"""Words that have no capital in a title: another small one tells speech."""
_INITIALS: Final = frozenset({"A", "I"})
"""Initials that look like words."""
_BEFORE_SPEECH: Final = frozenset({lexicon.COMMA, lexicon.COLON, lexicon.CUE, lexicon.STOP})
"""What speech follows: a quotation that begins a sentence is none of a title."""
_TITLE_LIMIT: Final = 80
"""Longest name of a work, in characters."""
_BRACKETS: Final = re.compile(r"\([^()\n]{0,300}\)|\[[^\[\]\n]{0,300}\]")


class Node(NamedTuple):
    """A word, a mark, a quotation or a bracket."""

    start: int
    end: int
    raw: str
    """As printed; empty for brackets."""
    lower: str
    letter: str
    """Its word class, see `lexicon`."""


def read_nodes(text: str, start: int, end: int, quotes: Sequence[Quote]) -> list[Node]:
    """Read `text[start:end]` as nodes; each of `quotes`, which lie within, becomes one node."""
    nodes: list[Node] = []
    at = start
    for quote in quotes:
        _read_plain(text, at, quote.start, nodes)
        nodes.append(_quotation(text, quote, nodes))
        at = quote.end
    _read_plain(text, at, end, nodes)
    return nodes


def _quotation(text: str, quote: Quote, nodes: list[Node]) -> Node:
    raw = text[quote.start : quote.end]
    before = nodes[-1].letter if nodes else lexicon.COMMA
    named = before not in _BEFORE_SPEECH and is_title(raw)
    return Node(quote.start, quote.end, raw, "", lexicon.NAME if named else lexicon.QUOTE)


def is_title(raw: str) -> bool:
    """Tell "The Long Rain", the name of a work, from speech: every long word has a capital."""
    if len(raw) > _TITLE_LIMIT:
        return False
    words = re.findall(r"[^\W\d_]+", raw)
    long = [word for word in words if len(word) >= _LONG or word[0].isupper()]
    if len(long) < _TITLE_LEAST or not all(word[0].isupper() for word in long):
        return False
    return _SMALL.issuperset(word for word in words if word[0].islower())


def _read_plain(text: str, start: int, end: int, nodes: list[Node]) -> None:
    at = start
    for bracket in _BRACKETS.finditer(text, start, end):
        _read_words(text, at, bracket.start(), nodes)
        nodes.append(Node(bracket.start(), bracket.end(), "", "", lexicon.BRACKET))
        at = bracket.end()
    _read_words(text, at, end, nodes)


def _read_words(text: str, start: int, end: int, nodes: list[Node]) -> None:
    for match in _TOKENS.finditer(text, start, end):
        raw, at = match[0], match.start()
        if raw.isalpha():
            nodes.append(_word(at, raw))
        elif not raw[-1].isalnum():
            mark = _mark(text, at, raw)
            if mark.letter == lexicon.OTHER and raw == ".":
                _mend_initial(nodes)
            nodes.append(mark)
        elif ("'" in raw or "’" in raw) and (tail := _CONTRACTION.search(raw)) is not None:
            cut = tail.start()
            nodes.append(_word(at, raw[:cut]))
            nodes.append(_suffix(at + cut, raw[cut:], raw[:cut].lower()))
        elif raw not in _RAISED:
            nodes.append(_word(at, raw))


def _mend_initial(nodes: list[Node]) -> None:
    """Tell the middle of "Ana A. Kern" from an article."""
    if len(nodes) > 1 and nodes[-1].raw in _INITIALS and nodes[-2].letter == lexicon.NAME:
        nodes[-1] = nodes[-1]._replace(letter=lexicon.NAME)


def _mark(text: str, start: int, raw: str) -> Node:
    end = start + len(raw)
    if raw[-1] == "." and raw[0].isalpha():
        return Node(start, end, raw, raw.lower(), lexicon.NAME)
    letter = _MARKS.get(raw, lexicon.OTHER)
    if raw == "." and is_abbreviated(text, start):
        letter = lexicon.OTHER
    return Node(start, end, raw, raw, letter)


def _suffix(start: int, raw: str, before: str) -> Node:
    lower = raw.lower().replace("’", "'")
    verbal = lower != "'s" or lexicon.CLASS_OF.get(before) in {lexicon.PRONOUN, lexicon.WH}
    letter = lexicon.AUXILIARY if verbal else lexicon.POSSESSIVE
    if lower == "'ll":
        letter = lexicon.MODAL
    return Node(start, start + len(raw), raw, lower, letter)


def _word(start: int, raw: str) -> Node:
    lower, letter = _known(raw) if len(raw) <= _REMEMBERED else _read_word(raw)
    return Node(start, start + len(raw), raw, lower, letter)


def _read_word(raw: str) -> tuple[str, str]:
    """Return a word in lower case, with plain apostrophes, and its class."""
    lower = raw.lower().replace("’", "'")
    return lower, _classify(raw, lower)


_known = lru_cache(maxsize=8192)(_read_word)
"""The same, remembered: most words of a text are not new."""


def _classify(raw: str, lower: str) -> str:
    known = lexicon.CLASS_OF.get(lower)
    if raw in lexicon.ACRONYMS:
        return lexicon.NAME
    first = raw[0]
    if known is not None and not (first.isupper() and known in "vc"):
        return known
    if first.isdigit() or first in "$£€":
        return lexicon.NUMBER
    if first.isupper() or first in "@#":
        return lexicon.NAME
    if lower in frames.PLAIN_FORMS:
        return lexicon.CUE
    return known or _class_by_ending(lower)


def _class_by_ending(lower: str) -> str:
    if len(lower) > _ENDLESS:
        if lower.endswith("ly"):
            return lexicon.ADVERB
        if lower.endswith("ed") and "-" not in lower:
            return lexicon.PAST
        if lower.endswith("ing"):
            return lexicon.GERUND
    return lexicon.WORD
