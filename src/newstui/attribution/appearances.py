"""Where names stand in a story, and what stands beside each of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from newstui.attribution import gazetteer, lexicon
from newstui.attribution.lexicon import words
from newstui.attribution.name_words import SURNAMES
from newstui.attribution.names import find_names
from newstui.attribution.roles import find_body, find_role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newstui.attribution.names import Name
    from newstui.attribution.sentences import Sentence
    from newstui.model.attribution import SourceType
    from newstui.model.text import Offsets


class Appearance(NamedTuple):
    """A name as it stands in the text."""

    start: int
    sentence: int
    paragraph: int
    words: tuple[str, ...]
    lower: tuple[str, ...]
    kind: SourceType
    gender: str
    role: Offsets | None
    sure: bool
    subject: bool
    noun: str
    """The noun beside it that tells of an organisation: "parcel company Swiftpost"."""
    titles: tuple[str, ...]
    noun_before: str
    owns: bool
    """Whether what it has or does makes it an organisation."""
    presented: bool
    """Whether a noun tells whose first name it is: "her grandson Luke"."""
    attributive: bool
    """Whether it stands before a noun for people, as clubs do: "Rovers manager Ana Kern"."""
    definite: bool
    """Whether "the" stands before it, as before no person's name."""
    personal: bool
    """Whether what stands beside it is said of persons only: an age, "who", a role."""
    acts: bool
    """Whether its sentence is about it: a verb follows at once."""
    within: bool
    """Whether it does not open its sentence, as any word may."""
    joined: str
    """The class of the preposition or "and" that ties it to what stands before: "Kern of Alda"."""
    told: bool
    """Whether something is told to them: "Adler told Kern"."""


_LONGEST: Final = 8
"""Words of any name; a longer run of capitals is a headline."""
_BEFORE_NAME: Final = re.compile(r"[cgN]{0,2}c(?=N)")
_CALLED: Final = re.compile(r"c(?:[gV]o|[eV]u?)$")
_CALLED_REACH: Final = 3
_ENDS_CALL: Final = frozenset("oueV")
"""What that ends with."""
_NOUNS: Final = frozenset("cgN")
_TELLS: Final = words("told asked")
_CALLS: Final = words("calling called named known dubbed")
_ACTS: Final = re.compile(r"a?(?:[vVx]|e)")
_HEADS: Final = words("executive ceo founder co-founder chairman chairwoman shareholders")
_LOCATIVES: Final = words("in at near from to into outside around across off")
_OPENING: Final = re.compile(r"[dcNas#bgTp,&?o]*")
"""What may stand before the subject of a sentence."""
_SET_OFF: Final = re.compile(r",d?[cgasN]{0,4}(?<=c)(?=[,pw.]|$)")
_OF_PERSONS: Final = re.compile(r",[N#]?#,")
_PERSONAL: Final = re.compile(r",(?:[N#]?#,|w|d?[cgas]{0,5}c[,p])|,?V")


def find_appearances(sentences: Sequence[Sentence]) -> Iterator[Appearance]:
    """Find every name of a story where it stands, in order."""
    for number, sentence in enumerate(sentences):
        nodes, shape = sentence.nodes, sentence.shape
        if lexicon.NAME not in shape:
            continue
        opening = _OPENING.match(shape)
        subject_until = 0 if opening is None else opening.end()
        for name in find_names(sentence, 0, len(nodes)):
            if len(name.words) > _LONGEST:
                continue
            noun = _noun_beside(sentence, name)
            of_person = gazetteer.is_person_noun(noun) if noun else False
            own = gazetteer.gender_of((), name.lower[0])
            gender = gazetteer.gender_of(name.titles, name.lower[0]) if name.titles else own
            if not gender and (told := noun or _apposed_to(sentence, name)):
                gender = gazetteer.gender_of_noun(told)
            after = shape[name.end : name.end + 1]
            set_off = after == lexicon.COMMA
            role = None
            if not gazetteer.COURTESIES.issuperset(name.titles):
                role = nodes[name.first].start, nodes[name.start - 1].end
            elif len(name.words) > 1 and after == lexicon.PREPOSITION:
                body = find_body(sentence, name, len(nodes))
                role = None if body is None else (nodes[name.end].start, nodes[body[1] - 1].end)
            elif of_person and len(name.words) > 1:
                role = _role_beside(sentence, name)
            yield Appearance(
                nodes[name.start].start,
                number,
                sentence.paragraph,
                name.words,
                name.lower,
                gazetteer.type_of_name(name.lower),
                gender,
                role,
                sure=bool(gender or name.titles or of_person)
                or name.first == 0
                or _PERSONAL.match(shape, name.end) is not None
                or nodes[name.first - 1].lower not in _LOCATIVES,
                subject=_is_subject(sentence, name, subject_until),
                noun=noun if noun in gazetteer.COMPANY_NOUNS else "",
                titles=name.titles,
                noun_before=noun,
                owns=_owns(sentence, name.end)
                or _is_headed(sentence, name)
                or _is_traded(sentence, name),
                presented=bool(of_person and own and len(name.words) == 1),
                attributive=after in _NOUNS and _is_attributive(sentence, name),
                definite=name.first > 0 and nodes[name.first - 1].lower == "the",
                personal=of_person or (set_off and _OF_PERSONS.match(shape, name.end) is not None),
                acts=name.first <= subject_until and _ACTS.match(shape, name.end) is not None,
                within=name.first > 0,
                joined=shape[name.first - 1]
                if name.first and shape[name.first - 1] in "p&"
                else "",
                told=name.first > 0
                and nodes[name.first - 1].lower in _TELLS
                and shape[name.end : name.end + 1] != lexicon.WORD,
            )


def _role_beside(sentence: Sentence, name: Name) -> Offsets | None:
    """Return "ferry captain" of "ferry captain Ana Kern", "a surgeon" of "Ana Kern, a surgeon,"."""
    nodes, shape = sentence.nodes, sentence.shape
    start, end = name.first, name.end
    while start > max(0, name.first - _ROLE_REACH) and shape[start - 1] in "cNs":
        start -= 1
    if (told := _SET_OFF.match(shape, name.end)) is not None:
        closing = _CLOSES.search(shape, told.end())
        end = len(nodes) if closing is None else closing.start()
    role = find_role(sentence, (start, end), name)
    return None if role is None else (nodes[role[0]].start, nodes[role[1] - 1].end)


_ROLE_REACH: Final = 5
_CLOSES: Final = re.compile(r"[,.:;qw]")


def _is_attributive(sentence: Sentence, name: Name) -> bool:
    match = _BEFORE_NAME.match(sentence.shape, name.end) if len(name.words) == 1 else None
    if match is None:
        return False
    return gazetteer.is_person_noun(sentence.nodes[match.end() - 1].lower)


def _is_subject(sentence: Sentence, name: Name, until: int) -> bool:
    """Whether the sentence, or the clause joined to it last, is about a name."""
    shape, at = sentence.shape, name.first
    if at > 1 and shape[at - 1] == lexicon.PREPOSITION:
        return False  # "a spokesman for Kern said"
    joined = shape[max(0, at - 2) : at] in {",&", ",b"}
    return at <= until or (joined and _ACTS.match(shape, name.end) is not None)


def _is_headed(sentence: Sentence, name: Name) -> bool:
    """Tell the company of "the chief executive of Orbis" from a person."""
    if name.first < len(("head", "of")) or len(name.words) > 1:
        return False
    head, of = sentence.nodes[name.first - 2 : name.first]
    return of.lower == "of" and head.lower in _HEADS


def _is_traded(sentence: Sentence, name: Name) -> bool:
    """Tell "the builder, Orbis," from "the mayor, Kern": persons have a whole name there."""
    if len(name.words) > 1 or _apposed_to(sentence, name) not in _TRADES:
        return False
    return name.lower[0] not in SURNAMES and not gazetteer.gender_of((), name.lower[0])


_TRADES: Final = words("builder contractor developer publisher owner landlord lender supplier")
"""What both people and companies are."""


def _owns(sentence: Sentence, end: int) -> bool:
    mark = sentence.shape[end : end + 1] == lexicon.POSSESSIVE and end + 1 < len(sentence.nodes)
    return mark and sentence.nodes[end + 1].lower in gazetteer.POSSESSIONS


def _apposed_to(sentence: Sentence, name: Name) -> str:
    """Return the noun that a name is set off after: "her husband, Bo Kern,"."""
    shape, at = sentence.shape, name.first
    set_off = at > 1 and shape[at - 2 : at] == "c," and shape[name.end : name.end + 1] in {",", "."}
    return sentence.nodes[at - 2].lower if set_off else ""


def _noun_beside(sentence: Sentence, name: Name) -> str:
    """Return the noun before a name, "the company Swiftpost", or the one set off after it."""
    nodes, shape = sentence.nodes, sentence.shape
    before = shape[name.first - 1] if name.first > 0 else ""
    if before == lexicon.WORD:
        return nodes[name.first - 1].lower
    if before and before in _ENDS_CALL:
        called = _CALLED.search(shape, max(0, name.first - _CALLED_REACH), name.first)
        if called is not None and nodes[called.start() + 1].lower in _CALLS:
            return nodes[called.start()].lower
    match = _SET_OFF.match(shape, name.end)
    return "" if match is None else nodes[match.end() - 1].lower
