"""The subject before a verb, with all it lists and all that is set off: "Kern, 30, and Adler"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newstui.attribution import gazetteer, lexicon
from newstui.attribution.phrases import (
    FINITE,
    PARTY,
    REACH,
    is_inner_part,
    joins_adjectives,
    phrase_before,
    set_off,
)
from newstui.model.attribution import SourceType

if TYPE_CHECKING:
    from newstui.attribution.phrases import Range
    from newstui.attribution.sentences import Sentence

_COMMAS_WITHIN: Final = 2
_FIRST_LEAST: Final = 4
"""Nodes of the shortest "Kern, D-Ore.,"."""
_OPENS_LIST: Final = frozenset("q,:;tu")
"""What stands before a list of subjects."""
_LIST_PART: Final = 20
_OF_SOMETHING: Final = re.compile(r"d?[ac]*N[N?]*p")
"""One of a list of people and what they are of: "Kern of the port"."""
_NOUNS: Final = frozenset("Nc")
_OPENS_PART: Final = _OPENS_LIST | frozenset("T&b-")
"""What stands before one of a list; before the rest of a clause stands a verb: "is late, Kern"."""


def subject_before(sentence: Sentence, verb: int) -> Range | None:
    """Find the subject that ends right before node `verb`, appositives included."""
    shape = sentence.shape
    last = verb - 1
    if last < 0:
        return None
    if last and sentence.nodes[last].lower in lexicon.FLOATING:
        everyone = subject_before(sentence, last)
        if everyone is not None and _is_several(sentence, everyone):
            return everyone
    parted = shape[last] == lexicon.QUOTE and sentence.nodes[last].raw.rstrip("”»\"’'")[-1:] == ","
    if parted and "," in shape[:last]:
        # "Adler, citing “rain,” said C"
        return set_off(sentence, last + 1, ",")
    if shape[last - 1 : verb] == "(,":
        bare = phrase_before(sentence, last)  # "Adler (D-Ore.), said C"
        if bare is not None and not is_inner_part(sentence, bare):
            return bare
    if shape[last] in ",-":
        found = _with_clause(sentence, last) or set_off(sentence, last, shape[last])
        return None if found is None else _with_first(sentence, _whole_list(sentence, found))
    found = phrase_before(sentence, verb)
    return None if found is None else _with_first(sentence, _whole_list(sentence, found))


def _is_several(sentence: Sentence, subject: Range) -> bool:
    """Tell "Kern and Adler" and "they", before "all", from "the meeting"."""
    start, end = subject
    if sentence.shape[start:end] == lexicon.PRONOUN:
        return sentence.nodes[start].lower in {"we", "they", "you"}
    noun = sentence.nodes[end - 1].lower
    named = gazetteer.type_of_noun(noun) is not SourceType.UNKNOWN
    return lexicon.AND in sentence.shape[start:end] or (named and gazetteer.singular(noun) != noun)


def _with_clause(sentence: Sentence, mark: int) -> Range | None:
    """Find "Kern, 30, who lives in Aurora, Ohio", a subject whose clause has commas within."""
    shape = sentence.shape
    start = max(shape.rfind(edge, max(0, mark - REACH), mark) for edge in "q:;") + 1
    clause = shape.find(",w", start, mark)
    if clause <= start or shape.count(",", start, mark) < _COMMAS_WITHIN:
        return None
    if sentence.nodes[clause + 1].lower not in {"who", "whose"}:
        return None
    own, *later = shape[clause + 1 : mark].split(",")
    if len(later) > 1 and set(later[0]) == {lexicon.NAME} and FINITE.search(own) is None:
        own, later = own + later[1], later[2:]  # "whose firm, Orbit, runs ferries"
    if FINITE.search(own) is None or any(
        FINITE.search(part) or part[:1] in "&br" for part in later
    ):
        return None
    while shape[start] in "pTagu":
        start = shape.find(",", start, clause) + 1
        if not start:
            return None
    opened = shape[start] in "dNc" and lexicon.NAME in shape[start:clause]
    return (start, mark) if opened and FINITE.search(shape, start, clause) is None else None


def _with_first(sentence: Sentence, second: Range) -> Range:
    """Extend "Adler, R-Wyo." to "Kern, D-Ore., and Adler, R-Wyo.", both with something set off."""
    joint = second[0] - 1
    if joint < _FIRST_LEAST or sentence.nodes[joint].lower != "and":
        return second
    if sentence.shape[joint - 1] != "," or not _is_told(sentence, second):
        return second
    first = set_off(sentence, joint - 1, ",")
    if first is None or lexicon.NAME not in sentence.shape[slice(*first)]:
        return second
    start = first[0]
    while start > 1 and sentence.shape[start - 1] == "," and (own := _listed(sentence, start - 1)):
        start = own[0]
    opens = start == 0 or sentence.shape[start - 1] in _OPENS_LIST
    return (start, second[1]) if opens else second


def _listed(sentence: Sentence, mark: int) -> Range | None:
    """Find "Kern, D-Ore." and "The mayor" of "The mayor, Ana Kern", which end at a comma."""
    before = phrase_before(sentence, mark)
    aside = before and PARTY.match(sentence.nodes[before[0]].raw)
    if before is None or aside or sentence.shape[slice(*before)] == lexicon.NUMBER:
        return before and set_off(sentence, mark, ",")
    is_role = gazetteer.is_person_noun(sentence.nodes[before[1] - 1].lower)
    return before if is_role and sentence.shape[before[0]] == lexicon.DETERMINER else None


def _is_told(sentence: Sentence, second: Range) -> bool:
    """Whether a phrase may go on with a list of sources: it has a name, or belongs to the first."""
    named = lexicon.NAME in sentence.shape[slice(*second)]
    return named or sentence.nodes[second[0]].lower in {"his", "her", "its", "their"}


def _whole_list(sentence: Sentence, found: Range) -> Range:
    """Extend "Adler and Stein" to "Kern, Adler and Stein"."""
    shape = sentence.shape
    start, end = found
    joint = shape.find(lexicon.AND, start, end)
    within = lexicon.PREPOSITION in shape[start:joint] and not _OF_SOMETHING.match(shape, start)
    if joint < 0 or within or _is_one(sentence, joint):
        return found
    while start > 1 and shape[start - 1] == ",":
        before = start - 1
        while before > 0 and shape[before - 1] in "Ncdpse(?#" and start - before < _LIST_PART:
            before -= 1
        opens = before == 0 or shape[before - 1] in _OPENS_PART
        named = not _NOUNS.isdisjoint(shape[before : start - 1])
        if not named or shape[before] in "pse2?" or not opens:
            break
        start = before
    return start, end


def _is_one(sentence: Sentence, joint: int) -> bool:
    """Tell "state and local officials" from "herders and local officials", who end a list."""
    kind = gazetteer.type_of_noun(sentence.nodes[joint - 1].lower)
    return kind is SourceType.UNKNOWN and joins_adjectives(sentence, joint)
