"""The role a name is given beside it, and the organisation that role belongs to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newstui.attribution import gazetteer, lexicon
from newstui.attribution.lexicon import words
from newstui.attribution.names import is_link
from newstui.attribution.phrases import PARTY, is_noun_like
from newstui.model.attribution import SourceType

if TYPE_CHECKING:
    from newstui.attribution.names import Name
    from newstui.attribution.phrases import Range
    from newstui.attribution.sentences import Sentence
    from newstui.model.text import Offsets

_AFFILIATORS: Final = words("of for at with from in to")
_AGE: Final = re.compile(r"(?:N|c)?#")
_PARTY: Final = re.compile(
    r"[A-Z]{1,4}-[A-Z][\w. -]*|[DRI]"
    r"|(?:Labou?r|Conservative|Tory|Lib(?:eral)?[ -]?Dem(?:ocrat)?s?|Liberal|Greens?|SNP"
    r"|Plaid Cymru|DUP|Sinn Fé?e?in|SDLP|UUP|Reform(?: UK)?|UKIP|Independent|Republican"
    r"|Democrat(?:ic)?|BJP|CDU|CSU|SPD|FDP|NDP|Fianna Fáil|Fine Gael)(?:[,/-] ?[^()]{1,40})?"
)
"""A party, with a constituency or without: "D-Ohio", "Labour, Leeds"."""
_NOUN_STARTS: Final = frozenset("dcNr")
_EDGES: Final = ",-"


def find_role(sentence: Sentence, phrase: Range, name: Name) -> Range | None:
    """Find the role after a name, "Kern, a surgeon", or before it; last a relative clause."""
    parts = list(_parts_after(sentence, phrase, name))
    for start, end in parts:
        if sentence.shape[start] in _NOUN_STARTS:
            return start, end
        if sentence.shape[start] != "#" and is_noun_like(sentence, start):
            return start + (sentence.shape[start] == lexicon.ADVERB), end
    before = _before(sentence, phrase, name)
    if before is not None:
        return before
    told = {"who", "whose"}
    return next((part for part in parts if sentence.nodes[part[0]].lower in told), None)


def clause_after(sentence: Sentence, phrase: Range, name: Name) -> str:
    """Return the relative pronoun that tells persons from things, or "age"; "" without one."""
    for start, end in _parts_after(sentence, phrase, name, ages=True):
        if _AGE.fullmatch(sentence.shape, start, end):
            return "age"
        if sentence.shape[start] == lexicon.WH:
            return sentence.nodes[start].lower
    return ""


def _parts_after(
    sentence: Sentence, phrase: Range, name: Name, *, ages: bool = False
) -> list[Range]:
    """Return what is set off by commas after a name; a relative clause runs to the end."""
    parts: list[Range] = []
    start, end = name.end, phrase[1]
    while end > start and sentence.shape[end - 1] in _EDGES:
        end -= 1
    start += sentence.shape[start:end].startswith(lexicon.BRACKET)
    while start < end and sentence.shape[start] == ",":
        stop = sentence.shape.find(",", start + 1, end)
        stop = end if stop < 0 else stop
        first = start + 1
        if first < stop:
            aside = _AGE.fullmatch(sentence.shape, first, stop) is not None
            if not (aside or PARTY.match(sentence.nodes[first].raw)):
                parts.append((first, end))
                return parts
            if ages and aside:
                parts.append((first, stop))
        start = stop
    return parts


def find_aside(sentence: Sentence, phrase: Range, name: Name) -> Offsets | None:
    """Find what may be a party after a name: "(Labour, Leeds)", ", D-Ohio,"."""
    start, end = name.end, phrase[1]
    letter = sentence.shape[start:end][:1]
    if letter == lexicon.BRACKET:
        bracket = sentence.nodes[start]
        return bracket.start + 1, bracket.end - 1
    if letter != "," or start + 1 >= end or not PARTY.match(sentence.nodes[start + 1].raw):
        return None
    stop = sentence.shape.find(",", start + 1, end)
    last = sentence.nodes[(end if stop < 0 else stop) - 1]
    return sentence.nodes[start + 1].start, last.end


def _before(sentence: Sentence, phrase: Range, name: Name) -> Range | None:
    start, end = phrase[0], name.start
    shape, nodes = sentence.shape, sentence.nodes
    while start < end and shape[start] in "d&" and nodes[start].lower not in _OWNERS:
        if shape[start + 1] == lexicon.PREPOSITION:
            break  # "one of the passengers"
        start += 1
    while start < end and shape[start] == lexicon.NUMBER and ":" in nodes[start].raw:
        start += 1  # the hour of "18:20 PM: stay at home"
    while end > start and shape[end - 1] in ",(":
        end -= 1
    while end - start > 1 and nodes[end - 1].lower in _TITLED:
        end -= 1  # "the then mayor, the late Kern", "the head, Mrs Kern"
    while end - start > 1 and shape[end - 1] == "d":
        end -= 1
    while end > start and shape[end - 1] in _EDGES:
        end -= 1
    held = [node.lower for node in nodes[start:end] if node.raw != "."]
    if not held or shape[end - 1] == lexicon.POSSESSIVE or set(held) <= _NO_ROLES:
        return None
    return start, end


_NO_ROLES: Final = gazetteer.COURTESIES | words("one two another of them us these those")
"""What stands before names without telling anything of who bears them: "one of them"."""
_TITLED: Final = gazetteer.COURTESIES | {"late"}
_OWNERS: Final = words("my your his her its our their")


def is_party(aside: str) -> bool:
    """Tell "Labour, Leeds" and "D-Ohio" after a name from an age or an outlet."""
    return _PARTY.fullmatch(aside) is not None


def find_body(sentence: Sentence, name: Name, end: int) -> Range | None:
    """Find "the University of Split" in "Ana Kern of the University of Split", also set off."""
    first = name.end + 1
    if sentence.shape[name.end : first] == ",":
        stop = sentence.shape.find(",", first)
        first, end = first + 1, len(sentence.shape) if stop < 0 else stop
    last = first
    if first >= end or sentence.nodes[first - 1].lower not in _BELONGING:
        return None
    while last < end and (sentence.shape[last] in "dN" or is_link(sentence, last, end)):
        last += 1
    named = tuple(node.lower for node in sentence.nodes[first:last] if node.letter == lexicon.NAME)
    kind = gazetteer.type_of_name(named) if named else SourceType.UNKNOWN
    return (first, last) if kind is SourceType.ORGANISATION else None


_BELONGING: Final = words("of at from with")


def find_affiliation(sentence: Sentence, role: Range) -> Range | None:
    """Find "the port" in "a spokesman for the port" and in "the port's director"."""
    start, end = role
    for index in range(start + 1, end):
        if sentence.nodes[index].lower in _AFFILIATORS:
            last = index + 1
            while last < end and (sentence.shape[last] in "dNcs#" or is_link(sentence, last, end)):
                last += 1
            return (index + 1, last) if last > index + 1 else None
        if sentence.shape[index] == lexicon.POSSESSIVE and index + 1 < end:
            return start - (start > 0 and sentence.shape[start - 1] == "d"), index
    return None
