"""How a noun phrase refers to a source: by name, by description or by pronoun."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from newstui.attribution import gazetteer, lexicon, roles
from newstui.attribution.heads import head_end_of, head_name, is_office_of, noun_at, role_end
from newstui.attribution.lexicon import words
from newstui.attribution.name_words import NATIONALS, THE_OUTLETS
from newstui.attribution.names import LONGEST_NAME, is_link
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
_GROUP: Final = re.compile(r"N+(?:,N+)*,?&.+|N[N?]*(?:,[^,&]+)+,&N.+")
"""Names joined by "and", also with something set off after each."""
_WELL_KNOWN: Final = frozenset(
    {SourceType.AGENCY, SourceType.GOVERNMENT, SourceType.OUTLET, SourceType.SOCIAL}
)
_UNNAMED: Final = words("named identified anonymity anonymous unnamed")
_PARTITIVES: Final = words(
    "one two three four five six seven eight nine ten dozens many some others several most few "
    "both percent cent % none half third quarter someone somebody"
)
_WITHIN_BODIES: Final = words("for of without against")
"""Small words that stand in names of organisations only."""
_PAPERS: Final = frozenset({SourceType.POLL, SourceType.DOCUMENT})
_COLLECTIVE: Final = frozenset({SourceType.ORGANISATION, SourceType.OUTLET, SourceType.AGENCY})
_PERSONAL: Final = frozenset({SourceType.UNKNOWN, SourceType.OUTLET, SourceType.GOVERNMENT})
"""Kinds of name a person may bear too: "Washington", "Post"."""


class Reference(NamedTuple):
    """A noun phrase read as a reference to somebody or something."""

    span: Offsets
    head: Offsets
    via: Via
    words: tuple[str, ...]
    """The name's words, or the head noun of a description, as printed."""
    type: SourceType
    role: Offsets | None = None
    affiliation: Offsets | None = None
    aside: Offsets | None = None
    """What stands in brackets or commas after a name and may be a party."""
    core: Offsets | None = None
    """A description without what merely adds to it."""
    titles: tuple[str, ...] = ()
    gender: str = ""
    plural: bool = False
    parts: tuple[Reference, ...] = ()
    """Each of several that are named in one breath: "Kern", "Adler" of "Kern and Adler"."""


def read_reference(sentence: Sentence, phrase: Range) -> Reference:
    """Read a noun phrase."""
    start, end = phrase
    span = sentence.nodes[start].start, sentence.nodes[end - 1].end
    alone = end - start == 1 and sentence.shape[start] != lexicon.NAME
    if alone and sentence.nodes[start].lower in _PRONOUNS:
        return _pronoun(sentence.nodes[start].lower, span)
    name = head_name(sentence, start, end)
    if _is_group(sentence, start, end):
        kind = SourceType.UNKNOWN if name is None else _type_of(name, sentence, start)
        stop = sentence.shape.find(",w", start, end)
        core = _offsets(sentence, start, end if stop < 0 else stop)
        return Reference(span, span, Via.DESCRIPTION, (), kind, core=core, plural=True)
    if name is None or (name.first == 0 and _is_common(sentence, phrase)):
        return _description(sentence, start, end, span)
    return _named(sentence, phrase, span, name)


def _is_common(sentence: Sentence, phrase: Range) -> bool:
    """Tell a sentence's first word, "Officials", "Engineers at the site", from a name."""
    start, end = phrase
    if start > 0 or (end > 1 and sentence.shape[1] == lexicon.NAME):
        return False
    lower = sentence.nodes[0].lower
    if is_link(sentence, 1, end) or gazetteer.type_of_name((lower,)) in _WELL_KNOWN:
        return False
    plural = gazetteer.singular(lower) != lower
    return gazetteer.is_listed(lower) or (plural and gazetteer.is_person_noun(lower))


def _is_group(sentence: Sentence, start: int, end: int) -> bool:
    """Tell "Kern and Adler", "the mayor and her aides" from one source."""
    if sentence.shape.find(lexicon.AND, start, end) < 0:
        return False
    if _GROUP.fullmatch(sentence.shape, start, end) is not None:
        joint = sentence.shape.index(lexicon.AND, start)
        return not is_link(sentence, joint, end)
    head_end = head_end_of(sentence, start, end)
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


def _named(sentence: Sentence, phrase: Range, span: Offsets, name: Name) -> Reference:
    role = roles.find_role(sentence, phrase, name)
    kind = _told_type(sentence, phrase, name, role)
    if kind in _COLLECTIVE and role is not None and _is_no_office(sentence, role, kind):
        role = None
    beside = roles.find_body(sentence, name, phrase[1])
    affiliation = beside if role is None else roles.find_affiliation(sentence, role) or beside
    return Reference(
        span,
        (sentence.nodes[name.start].start, sentence.nodes[name.end - 1].end),
        Via.NAME,
        name.words,
        kind,
        role=None if role is None else _offsets(sentence, *role),
        affiliation=None if affiliation is None else _offsets(sentence, *affiliation),
        aside=roles.find_aside(sentence, phrase, name),
        titles=name.titles,
        gender=gazetteer.gender_of(name.titles, name.lower[0]),
    )


def _is_no_office(sentence: Sentence, role: Range, kind: SourceType) -> bool:
    """Tell "who won", "the daily" beside a body's name from what it is."""
    lower = sentence.nodes[role[0]].lower
    only_kind = role[1] - role[0] == 1 and gazetteer.type_of_noun(lower) is kind
    return lower in {"who", "whose"} or (kind is SourceType.OUTLET and only_kind)


def _told_type(sentence: Sentence, phrase: Range, name: Name, role: Range | None) -> SourceType:
    """Tell what a name is from its words, its role, and the clause after it."""
    kind = _type_of(name, sentence, phrase[0])
    if kind is SourceType.ORGANISATION and name.titles:
        return SourceType.PERSON if gazetteer.COURTESIES.issuperset(name.titles) else kind
    told = SourceType.UNKNOWN if role is None else _type_of_role(sentence, role)
    if kind is SourceType.ORGANISATION and told in {SourceType.OUTLET, SourceType.AGENCY}:
        # "state broadcaster RTP", "news agency LNA"
        return told
    clause = roles.clause_after(sentence, phrase, name)
    said_of_persons = told is SourceType.PERSON or clause in {"age", "who"}
    if said_of_persons and gazetteer.is_surname_too(name.lower):
        kind = SourceType.UNKNOWN
    if kind in {SourceType.UNKNOWN, SourceType.PERSON} and not name.titles:
        if told in _COLLECTIVE:
            return told
        if clause == "which" and gazetteer.gender_of((), name.lower[0]) == "":
            return SourceType.ORGANISATION
    personal = told is SourceType.PERSON and not _is_acronym(name)
    if name.titles or personal or clause in {"age", "who"}:
        return SourceType.PERSON if kind in _PERSONAL else kind
    return kind


def _type_of_role(sentence: Sentence, role: Range) -> SourceType:
    """Tell "spokesman Kern" from "broadcaster NRK" by the noun of the role."""
    held = [node.lower for node in sentence.nodes[role[0] : role[1]]]
    if sentence.shape[role[0]] == lexicon.WH:
        return SourceType.PERSON
    noun = noun_at(sentence, head_end_of(sentence, *role))
    kind = gazetteer.type_of_noun(noun)
    if noun == "agency" and "news" in held:
        return SourceType.AGENCY
    if kind in _COLLECTIVE:
        return kind
    personal = any(gazetteer.is_person_noun(word) for word in held)
    return SourceType.PERSON if personal else SourceType.UNKNOWN


def _type_of(name: Name, sentence: Sentence, start: int) -> SourceType:
    """Take an unknown name of two to four words without "the" before it for a person's."""
    preceded = start + 1 == name.first and sentence.nodes[start].lower == "the"
    lone = name.lower[0] if preceded and len(name.words) == 1 else ""
    kind = SourceType.OUTLET if lone in THE_OUTLETS else gazetteer.type_of_name(name.lower)
    if not _WITHIN_BODIES.isdisjoint(name.lower) and kind is not SourceType.GOVERNMENT:
        return SourceType.PERSON if is_office_of(name) else SourceType.ORGANISATION
    if kind is not SourceType.UNKNOWN:
        return kind
    if name.lower[-1] in gazetteer.TITLES or lone in NATIONALS:
        return SourceType.PERSON
    if _is_acronym(name) or preceded:
        return SourceType.ORGANISATION
    return SourceType.PERSON if 1 < len(name.words) <= LONGEST_NAME else SourceType.UNKNOWN


def _is_acronym(name: Name) -> bool:
    word = name.words[0]
    return len(name.words) == 1 and len(word) > 1 and word.isupper() and word.isalpha()


def _offsets(sentence: Sentence, start: int, end: int) -> Offsets:
    return sentence.nodes[start].start, sentence.nodes[end - 1].end


def _description(sentence: Sentence, start: int, end: int, span: Offsets) -> Reference:
    nodes = sentence.nodes
    head_end = head_end_of(sentence, start, end)
    noun = nodes[head_end - 1]
    kind = _type_of_description(sentence, start, head_end, end)
    first = start + 1 if sentence.shape[start] == "d" and start + 1 < head_end else start
    held = _offsets(sentence, first, role_end(sentence, head_end, end))
    affiliation = roles.find_affiliation(sentence, (start, end))
    return Reference(
        span,
        (noun.start, noun.end),
        Via.DESCRIPTION,
        (noun.raw,),
        kind,
        core=_offsets(sentence, start, _core_end(sentence, kind, head_end, end)),
        role={SourceType.ANONYMOUS: span, SourceType.PERSON: held}.get(kind),
        affiliation=None if affiliation is None else _offsets(sentence, *affiliation),
        gender=gazetteer.gender_of_noun(noun.lower),
        plural=noun.lower == "people" or gazetteer.singular(noun.lower) != noun.lower,
    )


def _core_end(sentence: Sentence, kind: SourceType, head_end: int, end: int) -> int:
    """Return where a description has told whom it means; nobody's name needs all of it."""
    if kind is not SourceType.ANONYMOUS:
        return role_end(sentence, head_end, end)
    stop = next((i for i in range(head_end, end) if sentence.shape[i] in ",w("), end)
    return max(stop, head_end)


def _type_of_description(sentence: Sentence, start: int, head_end: int, end: int) -> SourceType:
    nodes = sentence.nodes
    noun, first = nodes[head_end - 1].lower, nodes[start].lower
    if noun in _PARTITIVES:
        return SourceType.ANONYMOUS
    kind = gazetteer.type_of_noun(noun)
    if kind is SourceType.UNKNOWN and head_end < end and nodes[head_end].lower == "of":
        several = gazetteer.type_of_noun(
            noun_at(sentence, head_end_of(sentence, head_end + 1, end))
        )
        kind = several if several in _PAPERS else kind  # "an average of polls"
    if noun == "agency" and any(node.lower == "news" for node in nodes[start:head_end]):
        return SourceType.AGENCY
    if kind not in {SourceType.ANONYMOUS, SourceType.PERSON}:
        written = noun == "paper" and nodes[head_end:end]
        printed = not written or nodes[head_end].lower not in {"by", "on", "in"}
        return kind if printed else SourceType.DOCUMENT
    if gazetteer.singular(noun) != noun or any(n.lower in _UNNAMED for n in nodes[start:end]):
        return SourceType.ANONYMOUS
    if noun.startswith("spokes"):
        return SourceType.PERSON
    indefinite = first in _INDEFINITE or (
        kind is SourceType.ANONYMOUS and first not in _DEFINITE and nodes[start].raw.islower()
    )
    return SourceType.ANONYMOUS if indefinite or noun == "people" else SourceType.PERSON


_INDEFINITE: Final = words("a an one another some")
_DEFINITE: Final = words("the my your his her its our their")
