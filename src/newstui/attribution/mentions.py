"""How a noun phrase refers to a source: by name, by description or by pronoun."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from newstui.attribution import gazetteer, lexicon
from newstui.attribution.lexicon import words
from newstui.attribution.names import LONGEST_NAME, find_names, is_link
from newstui.model.attribution import SourceType, Via

if TYPE_CHECKING:
    from newstui.attribution.names import Name
    from newstui.attribution.phrases import Range
    from newstui.attribution.sentences import Sentence
    from newstui.model.text import Offsets

_PRONOUNS: Final = words(
    "he she they it i we you who which that one him her them everyone someone nobody"
)
_GENDERS: Final = {"he": "m", "him": "m", "she": "f", "her": "f"}
_PLURALS: Final = words("they we them")
_HEAD_ENDS: Final = frozenset("p,gew2(-tx:&Ta")
_POSTPOSED: Final = words("familiar close present aware responsible")
"""Adjectives that follow their noun: "people familiar with ..."."""
_AFFILIATORS: Final = words("of for at with from in to")
_GROUP: Final = re.compile(r"N+(?:,N+)*,?&.+")
_BEFORE_NAME: Final = re.compile(r",d?[ceag]*(?=N)")
"""From the noun of "lead author, doctoral candidate Mara Stein" to the name."""
_PERSONAL: Final = frozenset({SourceType.UNKNOWN, SourceType.OUTLET, SourceType.GOVERNMENT})
"""Kinds of name a person may bear too: "Washington", "Post"."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A noun phrase read as a reference to somebody or something."""

    span: Offsets
    head: Offsets
    via: Via
    words: tuple[str, ...]
    """The name's words, or the head noun of a description, as printed."""
    type: SourceType
    role: Offsets | None = None
    affiliation: Offsets | None = None
    titles: tuple[str, ...] = ()
    gender: str = ""
    plural: bool = False


def read_reference(sentence: Sentence, phrase: Range) -> Reference:
    """Read a noun phrase."""
    start, end = phrase
    span = sentence.nodes[start].start, sentence.nodes[end - 1].end
    alone = end - start == 1 and sentence.shape[start] != lexicon.NAME
    if alone and sentence.nodes[start].lower in _PRONOUNS:
        return _pronoun(sentence.nodes[start].lower, span)
    name = _head_name(sentence, start, end)
    if _is_group(sentence, start, end):
        kind = SourceType.UNKNOWN if name is None else _type_of(name, sentence, start)
        return Reference(span, span, Via.DESCRIPTION, (), kind, plural=True)
    if name is None or _is_common(sentence, phrase):
        return _description(sentence, start, end, span)
    return _named(sentence, phrase, span, name)


def _is_common(sentence: Sentence, phrase: Range) -> bool:
    """Tell a sentence's first word, "Officials", from a name."""
    start, end = phrase
    kind = gazetteer.type_of_noun(sentence.nodes[start].lower)
    return start == 0 and end == 1 and kind is not SourceType.UNKNOWN


def _is_group(sentence: Sentence, start: int, end: int) -> bool:
    """Tell "Kern and Adler", "the mayor and her aides" from one source."""
    if _GROUP.fullmatch(sentence.shape, start, end) is not None:
        return True
    head_end = _head_end(sentence, start, end)
    return head_end < end and sentence.nodes[head_end].lower == "and"


def _pronoun(word: str, span: Offsets) -> Reference:
    return Reference(
        span,
        span,
        Via.PRONOUN,
        (word,),
        SourceType.UNKNOWN,
        gender=_GENDERS.get(word, ""),
        plural=word in _PLURALS,
    )


def _head_name(sentence: Sentence, start: int, end: int) -> Name | None:
    """Return the name that is the phrase's head, or the one that follows its noun and a comma."""
    head_end = _head_end(sentence, start, end)
    names = list(find_names(sentence, start, head_end))
    if names and names[-1].end == head_end:
        return names[-1]
    noun = sentence.nodes[head_end - 1].lower.removeprefix("co-") if head_end > start else ""
    if gazetteer.singular(noun) in gazetteer.PERSON_WORDS:
        gap = _BEFORE_NAME.match(sentence.shape, head_end, end)
        return None if gap is None else next(find_names(sentence, gap.end(), end), None)
    return None


def _head_end(sentence: Sentence, start: int, end: int) -> int:
    for index in range(start + 1, end):
        if sentence.nodes[index].lower in _POSTPOSED:
            return index
        if sentence.shape[index] in _HEAD_ENDS and not is_link(sentence, index, end):
            if sentence.shape[index] in "aeg" and sentence.shape[index - 1] not in "Nc":
                continue
            return index
    return end


def _named(sentence: Sentence, phrase: Range, span: Offsets, name: Name) -> Reference:
    role = _role(sentence, phrase, name)
    kind = _type_of(name, sentence, phrase[0])
    if name.titles or (role is not None and _is_personal(sentence, role, name)):
        kind = SourceType.PERSON if kind in _PERSONAL else kind
    return Reference(
        span,
        (sentence.nodes[name.start].start, sentence.nodes[name.end - 1].end),
        Via.NAME,
        name.words,
        kind,
        role=role,
        affiliation=_affiliation(sentence, role),
        titles=name.titles,
        gender=gazetteer.gender_of(name.titles, name.lower[0]),
    )


def _is_personal(sentence: Sentence, role: Offsets, name: Name) -> bool:
    """Tell "spokesman Kern" from "broadcaster NRK"."""
    held = {node.lower for node in sentence.nodes if role[0] <= node.start < role[1]}
    return bool(held & gazetteer.PERSON_WORDS) and not _is_acronym(name)


def _type_of(name: Name, sentence: Sentence, start: int) -> SourceType:
    """Take an unknown name of two to four words without "the" before it for a person's."""
    kind = gazetteer.type_of_name(name.lower)
    if kind is not SourceType.UNKNOWN:
        return kind
    if name.lower[-1] in gazetteer.TITLES:
        return SourceType.PERSON
    preceded = start + 1 == name.first and sentence.nodes[start].lower == "the"
    if _is_acronym(name) or preceded:
        return SourceType.ORGANISATION
    return SourceType.PERSON if 1 < len(name.words) <= LONGEST_NAME else SourceType.UNKNOWN


def _is_acronym(name: Name) -> bool:
    word = name.words[0]
    return len(name.words) == 1 and len(word) > 1 and word.isupper() and word.isalpha()


def _role(sentence: Sentence, phrase: Range, name: Name) -> Offsets | None:
    """Return the role before the name, "port chief", or the one set off after it."""
    start, end = phrase
    nodes, shape = sentence.nodes, sentence.shape
    if shape[name.end : name.end + 1] == ",":
        last = end - 1 if shape[end - 1] in ",-" else end
        if last > name.end + 1:
            return nodes[name.end + 1].start, nodes[last - 1].end
    before = name.start
    while start < before and shape[start] in "d&":
        start += 1
    while before > start and shape[before - 1] in ",(":
        before -= 1
    held = [node.lower for node in nodes[start:before] if node.raw != "."]
    if not held or shape[before - 1] == "s" or set(held) <= gazetteer.COURTESIES:
        return None
    return nodes[start].start, nodes[before - 1].end


def _affiliation(sentence: Sentence, role: Offsets | None) -> Offsets | None:
    """Return "the ministry" of "a spokesman for the ministry"."""
    if role is None:
        return None
    inside = [i for i, node in enumerate(sentence.nodes) if role[0] <= node.start < role[1]]
    stop = inside[-1] + 1
    for index in inside[:-1]:
        if sentence.nodes[index].lower in _AFFILIATORS:
            last = index + 1
            while last < stop and (
                sentence.shape[last] in "dNcs#" or is_link(sentence, last, stop)
            ):
                last += 1
            return _offsets(sentence, index + 1, last) if last > index + 1 else None
    return None


def _offsets(sentence: Sentence, start: int, end: int) -> Offsets:
    return sentence.nodes[start].start, sentence.nodes[end - 1].end


def _description(sentence: Sentence, start: int, end: int, span: Offsets) -> Reference:
    nodes = sentence.nodes
    head_end = _head_end(sentence, start, end)
    noun = nodes[head_end - 1]
    kind = _type_of_description(sentence, start, head_end)
    first = start + 1 if sentence.shape[start] == "d" and start + 1 < head_end else start
    held = _offsets(sentence, first, head_end)
    return Reference(
        span,
        (noun.start, noun.end),
        Via.DESCRIPTION,
        (noun.raw,),
        kind,
        role={SourceType.ANONYMOUS: span, SourceType.PERSON: held}.get(kind),
        affiliation=_affiliation(sentence, span),
        plural=gazetteer.singular(noun.lower) != noun.lower,
    )


def _type_of_description(sentence: Sentence, start: int, end: int) -> SourceType:
    noun = sentence.nodes[end - 1].lower
    kind = gazetteer.type_of_noun(noun)
    definite = sentence.nodes[start].lower == "the"
    if kind is SourceType.ANONYMOUS and definite and gazetteer.singular(noun) == noun:
        return SourceType.PERSON
    if noun == "agency" and any(node.lower == "news" for node in sentence.nodes[start:end]):
        return SourceType.AGENCY
    return kind
