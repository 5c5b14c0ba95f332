"""How a noun phrase refers to a source: by name, by description or by pronoun."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from newstui.attribution import gazetteer, lexicon
from newstui.attribution.lexicon import words
from newstui.model.attribution import SourceType, Via

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newstui.attribution.phrases import Range
    from newstui.attribution.sentences import Sentence
    from newstui.model.text import Offsets

PARTICLES: Final = words("de van von der den bin ibn al el la le du da dos di of the")
_PRONOUNS: Final = words(
    "he she they it i we you who which that one him her them everyone someone nobody"
)
_HEAD_ENDS: Final = frozenset("p,gew2(-tx:&")
_LONGEST_NAME: Final = 4
_AFFILIATORS: Final = words("of for at with from in to")


@dataclass(frozen=True, slots=True)
class Name:
    """A run of capitalised words, its titles told apart."""

    start: int
    """Node where the name proper begins."""
    end: int
    first: int
    """Node where its titles begin; `start` when there are none."""
    words: tuple[str, ...]
    titles: tuple[str, ...]
    """Lower case, without full stops."""


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


def find_names(sentence: Sentence, start: int, end: int) -> Iterator[Name]:
    """Find the names among nodes `start` to `end`."""
    nodes, shape = sentence.nodes, sentence.shape
    index = start
    while index < end:
        if shape[index] != lexicon.NAME:
            index += 1
            continue
        last = index + 1
        while last < end:
            if shape[last] == lexicon.NAME or (nodes[last].raw == "." and last + 1 < end):
                last += 1
            elif _is_link(sentence, last, end):
                last += 2
            else:
                break
        last = last - 1 if nodes[last - 1].raw == "." else last
        yield _name(sentence, index, last)
        index = last


def _is_link(sentence: Sentence, index: int, end: int) -> bool:
    following = sentence.shape[index + 1 : index + 2]
    return (
        index + 1 < end
        and sentence.nodes[index].lower in (PARTICLES | {"&"})
        and following == lexicon.NAME
    )


def _name(sentence: Sentence, first: int, end: int) -> Name:
    nodes = sentence.nodes
    start = first
    for index in range(first, end):
        if nodes[index].lower.rstrip(".") in gazetteer.TITLES:
            start = index + 1
    while start < end and nodes[start].raw == ".":
        start += 1
    words = [node.raw for node in nodes[first:end] if node.raw != "."]
    kind = gazetteer.type_of_name(tuple(word.lower() for word in words))
    if start >= end or (kind is not SourceType.UNKNOWN and start > first):
        start = first
    proper = tuple(node.raw for node in nodes[start:end] if node.raw != ".")
    titles = tuple(node.lower for node in nodes[first:start] if node.raw != ".")
    return Name(start, end, first, proper, titles)


def read_reference(sentence: Sentence, phrase: Range) -> Reference:
    """Read a noun phrase."""
    start, end = phrase
    span = sentence.nodes[start].start, sentence.nodes[end - 1].end
    if end - start == 1 and sentence.nodes[start].lower in _PRONOUNS:
        return _pronoun(sentence, start, span)
    name = _head_name(sentence, start, end)
    if name is None:
        return _description(sentence, start, end, span)
    return _named(sentence, phrase, span, name)


def _pronoun(sentence: Sentence, index: int, span: Offsets) -> Reference:
    word = sentence.nodes[index].lower
    gender = {"he": "m", "him": "m", "she": "f", "her": "f"}.get(word, "")
    plural = word in {"they", "we", "them"}
    return Reference(
        span, span, Via.PRONOUN, (word,), SourceType.UNKNOWN, gender=gender, plural=plural
    )


def _head_name(sentence: Sentence, start: int, end: int) -> Name | None:
    """Return the name that is the head: the first one no noun or preposition goes before."""
    head_end = _head_end(sentence, start, end)
    names = list(find_names(sentence, start, head_end))
    if names and names[-1].end == head_end:
        return names[-1]
    if names and sentence.shape[names[-1].end : names[-1].end + 1] in {"(", ""}:
        return names[-1]
    noun = sentence.nodes[head_end - 1].lower if head_end > start else ""
    titled = gazetteer.singular(noun) in gazetteer.PERSON_WORDS
    if titled and sentence.shape[head_end : head_end + 1] == ",":
        after = next(find_names(sentence, head_end + 1, end), None)
        if after is not None and after.first == head_end + 1:
            return after
    return None


def _head_end(sentence: Sentence, start: int, end: int) -> int:
    for index in range(start + 1, end):
        letter = sentence.shape[index]
        if letter == "&" and sentence.nodes[index].raw == "&":
            continue
        if letter in _HEAD_ENDS and not _is_link(sentence, index, end):
            return index
    return end


def _named(sentence: Sentence, phrase: Range, span: Offsets, name: Name) -> Reference:
    start, end = phrase
    nodes = sentence.nodes
    head = nodes[name.start].start, nodes[name.end - 1].end
    kind = gazetteer.type_of_name(tuple(word.lower() for word in name.words))
    role = _role(sentence, phrase, name)
    if role is not None or name.titles:
        kind = SourceType.PERSON if kind in _PERSONAL else kind
    plural = lexicon.AND in sentence.shape[name.end : end] and role is None
    return Reference(
        span,
        head,
        Via.NAME,
        name.words,
        _guess_type(kind, name, sentence, start),
        role=role,
        affiliation=_affiliation(sentence, role, name),
        titles=name.titles,
        gender=gazetteer.gender_of(name.titles, name.words[0].lower()),
        plural=plural,
    )


_PERSONAL: Final = frozenset({SourceType.UNKNOWN, SourceType.OUTLET, SourceType.GOVERNMENT})


def _guess_type(kind: SourceType, name: Name, sentence: Sentence, start: int) -> SourceType:
    """Take an unknown name of two to four words without "the" before it for a person."""
    if kind is not SourceType.UNKNOWN:
        return kind
    if sentence.nodes[start].lower == "the" and start < name.first:
        return SourceType.ORGANISATION
    given = name.words[0].lower()
    if len(name.words) == 1:
        return SourceType.ORGANISATION if _is_acronym(name.words[0]) else SourceType.UNKNOWN
    known = given in gazetteer.MALE_NAMES or given in gazetteer.FEMALE_NAMES
    return SourceType.PERSON if known or len(name.words) <= _LONGEST_NAME else SourceType.UNKNOWN


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper() and word.isalpha()


def _role(sentence: Sentence, phrase: Range, name: Name) -> Offsets | None:
    """Return the role before the name, "port chief", or the one set off after it."""
    start, end = phrase
    nodes, shape = sentence.nodes, sentence.shape
    if shape[name.end : name.end + 1] == "," and name.end + 2 <= end:
        last = end - 1 if shape[end - 1] in ",-" else end
        if last > name.end + 1:
            return nodes[name.end + 1].start, nodes[last - 1].end
    before = name.first if shape[start : name.first] else name.start
    if name.titles:
        before = name.start
    while start < before and shape[start] in "d&":
        start += 1
    while before > start and shape[before - 1] in ",(":
        before -= 1
    words = [node.lower.rstrip(".") for node in nodes[start:before]]
    if not words or shape[before - 1] == "s":
        return None
    polite = all(word in {"mr", "mrs", "ms", "miss", "."} for word in words if word)
    return None if polite else (nodes[start].start, nodes[before - 1].end)


def _affiliation(sentence: Sentence, role: Offsets | None, name: Name) -> Offsets | None:
    """Return "the ministry" of "a spokesman for the ministry"."""
    del name
    if role is None:
        return None
    inside = [i for i, node in enumerate(sentence.nodes) if role[0] <= node.start < role[1]]
    for index in inside[:-1]:
        if sentence.nodes[index].lower in _AFFILIATORS:
            last = index + 1
            while (last <= inside[-1] and sentence.shape[last] in "dNcs#") or (
                last <= inside[-1] and _is_link(sentence, last, inside[-1] + 1)
            ):
                last += 1
            if last > index + 1:
                return sentence.nodes[index + 1].start, sentence.nodes[last - 1].end
    return None


def _description(sentence: Sentence, start: int, end: int, span: Offsets) -> Reference:
    nodes, shape = sentence.nodes, sentence.shape
    head_end = _head_end(sentence, start, end)
    noun = nodes[max(start, head_end - 1)]
    lower = noun.lower
    kind = gazetteer.type_of_noun(lower)
    definite = nodes[start].lower == "the"
    if kind is SourceType.ANONYMOUS and definite and not lower.endswith("s"):
        kind = SourceType.PERSON
    if lower == "agency" and "news" in {node.lower for node in nodes[start:head_end]}:
        kind = SourceType.AGENCY
    phrase = span if kind is SourceType.ANONYMOUS else None
    role = phrase or ((noun.start, noun.end) if kind is SourceType.PERSON else None)
    plural = lower.endswith("s") and not lower.endswith("ss")
    affiliation = _affiliation(sentence, span, Name(start, end, start, (), ()))
    via = Via.NAME if shape[start] == lexicon.NAME and end - start == 1 else Via.DESCRIPTION
    head = (noun.start, noun.end)
    return Reference(
        span, head, via, (noun.raw,), kind, role=role, affiliation=affiliation, plural=plural
    )
