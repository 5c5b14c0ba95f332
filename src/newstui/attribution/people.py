"""Who appears in a story: personal names, grouped by the person they belong to."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeVar

from newstui.attribution import gazetteer, lexicon
from newstui.attribution.appearances import find_appearances
from newstui.attribution.lexicon import words
from newstui.attribution.names import LONGEST_NAME
from newstui.attribution.namesakes import bearers, find_namesakes, offices_of
from newstui.attribution.phrases import FINITE
from newstui.attribution.turns import SEXES, bare_turns, described_turn, goes_on
from newstui.model.attribution import SourceType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newstui.attribution.appearances import Appearance
    from newstui.attribution.sentences import Sentence
    from newstui.attribution.turns import Turn
    from newstui.model.text import Offsets

Key = tuple[str, str]
_MOST: Final = 8
"""Persons with one last name, or of one sentence, that are told apart; more is no story."""


@dataclass(slots=True)
class Person:
    """Somebody a story names in full at least once."""

    words: tuple[str, ...]
    """The fullest name."""
    number: int
    gender: str = ""
    start: int = 0
    """Offset of the first mention."""
    role: Offsets | None = None
    """The titles before the first full name."""
    sure: bool = False
    """Whether more than two capitals tells that this is a person."""
    offices: set[str] = field(default_factory=set)
    """What the full name is introduced with: "mayor", "senator"."""

    @property
    def key(self) -> Key:
        """What the person's entity is kept under."""
        return "person", str(self.number)


@dataclass(slots=True)
class Sighting:
    """One place where a person is named."""

    start: int
    sentence: int
    paragraph: int
    person: Person
    subject: bool
    """Whether the sentence is about them: nothing but its opening stands before the name."""


@dataclass(slots=True)
class People:
    """The persons of one story and where each is named."""

    by_last: dict[str, list[Person]] = field(default_factory=dict)
    by_first: dict[str, list[Person]] = field(default_factory=dict)
    sightings: list[Sighting] = field(default_factory=list)
    organisations: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    """Last word of an organisation's name, or a noun beside it -> where it stands, the name."""
    initials: dict[str, str] = field(default_factory=dict)
    """Initials of an organisation's name -> the name."""
    bodies: dict[str, str] = field(default_factory=dict)
    """First word of an organisation's name -> the whole name; empty when that is no short form:
    there are several, or it stood alone before."""
    acting: dict[int, tuple[str, SourceType]] = field(default_factory=dict)
    """Sentence -> the body it is about, if that is the only one named in it."""
    unnamed: set[int] = field(default_factory=set)
    """Sentences that turn to somebody without a name: "One of the victims left."."""
    turns: dict[int, list[Turn]] = field(default_factory=dict)
    """Sentence -> whom it is about, described or by a bare surname."""
    going_on: dict[int, str] = field(default_factory=dict)
    """Sentence -> the sex of "he" or "she" it is about."""
    told: dict[int, list[Person | None]] = field(default_factory=dict)
    """Sentence -> to whom something is told in it; `None` for a bare surname."""
    quoted: set[int] = field(default_factory=set)
    """Sentences that begin with a quotation."""
    shared: set[int] = field(default_factory=set)
    """Sentences that are about a name which several persons bear."""
    told_of: dict[int, str] = field(default_factory=dict)
    """Sentence -> the noun of whoever it is about, if no name: "the president left"."""
    sexes: dict[int, dict[str, int]] = field(default_factory=dict)
    """Sentence -> where "he" or "his" ("m"), "she" or "her" ("f") stand in it last."""
    alone: set[str] = field(default_factory=set)
    """Names of one word met so far, in lower case."""
    outlets: list[tuple[int, str]] = field(default_factory=list)
    """Where each outlet is named, and its name."""
    offices: dict[str, set[int]] = field(default_factory=dict)
    """Titles and nouns before personal names -> the numbers of those who bear them."""
    introduced: set[str] = field(default_factory=set)
    """Nouns of organisations that stand after "a" somewhere: "a group calling itself"."""
    named_bodies: set[str] = field(default_factory=set)
    """Single names of organisations, by what the story says they have: "Orbit's founder"."""
    spelled: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """What `by_initials` found, once it was asked."""
    companies: dict[str, str] = field(default_factory=dict)
    """Companies without their legal form, in lower case -> the whole name."""
    namesakes: set[str] = field(default_factory=set)
    """Surnames, in lower case, that somebody else bears, too: "Mr Kern" beside "Mrs Kern"."""
    count: int = 0

    def find(
        self, words: Sequence[str], gender: str = "", titles: Sequence[str] = ()
    ) -> Person | None:
        """Return the person a name refers to; `None` when it is unknown or ambiguous."""
        namesakes = self.by_last.get(words[-1].lower(), ())
        found = [
            person
            for person in namesakes
            if _compatible(person.words, words) and (not gender or person.gender in {"", gender})
        ]
        if len(words) == 1 and (len(found) > 1 or words[0].lower() in self.namesakes):
            found = bearers(found, namesakes, gender, titles)
        elif not found and len(words) == 1:
            found = self.by_first.get(words[0].lower(), [])
        return found[0] if len(found) == 1 else None

    def by_initials(self) -> dict[str, tuple[str, ...]]:
        """Return the names of persons by their initials, where those are one person's."""
        if not self.spelled:
            for person in itertools.chain.from_iterable(self.by_last.values()):
                initials = "".join(word[0] for word in person.words)
                self.spelled[initials] = () if initials in self.spelled else person.words
        return self.spelled

    def is_surname(self, words: Sequence[str], titles: Sequence[str]) -> bool:
        """Tell "Austin" after "Ana Austin" from a first name, which would tell a sex."""
        return len(words) == 1 and not titles and words[0].lower() in self.by_last

    def seen(self, start: int, end: int, limit: int) -> list[Sighting]:
        """Return the last places between two offsets where somebody is named."""
        first = bisect_left(self.sightings, start, key=lambda sighting: sighting.start)
        last = bisect_left(self.sightings, end, key=lambda sighting: sighting.start)
        return self.sightings[max(first, last - limit) : last]


def _compatible(known: Sequence[str], words: Sequence[str]) -> bool:
    """Tell whether two names with one last word can be one person's."""
    if len(words) == 1 or len(known) == 1 or tuple(known[-len(words) :]) == tuple(words):
        return True
    first, other = known[0].lower().rstrip("."), words[0].lower().rstrip(".")
    return first == other or (min(len(first), len(other)) == 1 and first[0] == other[0])


def find_people(sentences: Sequence[Sentence]) -> People:
    """Collect the persons and organisations of a story, full names first."""
    people = People()
    for number, sentence in enumerate(sentences):
        _note_nouns(people, sentence, number)
    found = list(find_appearances(sentences))
    people.companies = dict(_companies(found))
    for appearance in found:
        if not people.companies or " ".join(appearance.lower) not in people.companies:
            _add(people, appearance)
    people.acting = _acting(found)
    for appearance in found:
        if appearance.presented and people.find(appearance.words) is None:
            _add_person(people, appearance)
    bodies = {" ".join(one.words).lower() for one in found if one.attributive}
    _note_turns(people, found)
    people.namesakes = set(find_namesakes(people.by_last, found))
    for appearance in found:
        _see(people, appearance, bodies)
    _tell_sexes(people, sentences)
    return people


def _note_turns(people: People, found: Iterable[Appearance]) -> None:
    """Keep which sentences are about a surname that the story never gives in full."""
    bare: list[Appearance] = []
    about: set[int] = set()
    for one in found:
        if people.find(one.words) is None:
            bare.append(one)
        elif one.subject:
            about.add(one.sentence)
    for number, turn in bare_turns(bare, about):
        _keep(people.turns.setdefault(number, []), turn)


def _keep(held: list[_Kept], one: _Kept) -> None:
    """Keep one more of a sentence, of which nobody writes that many."""
    if len(held) < _MOST:
        held.append(one)


_Kept = TypeVar("_Kept")


def _see(people: People, appearance: Appearance, bodies: set[str]) -> None:
    """Keep where a person is named again, and what is told of them there."""
    gender = "" if people.is_surname(appearance.words, appearance.titles) else appearance.gender
    person = people.find(appearance.words, gender, appearance.titles)
    if person is None and appearance.subject and appearance.lower[-1] in people.by_last:
        people.shared.add(appearance.sentence)
    if appearance.told and appearance.kind is SourceType.UNKNOWN:
        _keep(people.told.setdefault(appearance.sentence, []), person)
    if person is None or (bodies and any(word.lower() in bodies for word in person.words)):
        return
    person.gender = person.gender or gender
    for office in (*appearance.titles, appearance.noun_before):
        people.offices.setdefault(office, set()).add(person.number)
    person.sure = person.sure or appearance.sure or len(appearance.words) == 1
    people.sightings.append(
        Sighting(
            appearance.start,
            appearance.sentence,
            appearance.paragraph,
            person,
            appearance.subject,
        )
    )


def _tell_sexes(people: People, sentences: Sequence[Sentence]) -> None:
    """Learn from "Brack has died. She was 91." what no name tells, where nobody else is near."""
    seen: dict[int, list[Sighting]] = {}
    for one in people.sightings:
        seen.setdefault(one.sentence, []).append(one)
    for number, here in seen.items():
        person, sex = here[0].person, people.going_on.get(number + 1)
        if sex is None or person.gender or not here[0].subject or number in people.turns:
            continue
        near = itertools.chain.from_iterable(
            seen.get(at, ()) for at in range(number - _NEAR, number + 1)
        )
        told = set(people.sexes.get(number, ()))
        alone = told <= {sex} and all(
            one.person is person or one.person.gender not in {"", sex} for one in near
        )
        if alone and not _acts_on_somebody(sentences[number]):
            person.gender = sex


_NEAR: Final = 3
"""Sentences before, in which somebody else may be meant by a pronoun as well."""


def _acts_on_somebody(sentence: Sentence) -> bool:
    """Whether a person without a name stands after the verb: "Brack met the queen"."""
    verb = FINITE.search(sentence.shape)
    after = sentence.nodes[verb.end() :] if verb else ()
    return any(
        node.letter == lexicon.WORD and gazetteer.is_person_noun(node.lower) for node in after
    )


def _companies(found: Iterable[Appearance]) -> Iterator[tuple[str, str]]:
    """Find "Arden Leisure" of "Arden Leisure Ltd", which else looks like a person's name."""
    for one in found:
        if len(one.words) > _SHORT_NAME and one.lower[-1].rstrip(".") in _FORMS:
            yield " ".join(one.lower[:-1]), " ".join(one.words)
        if one.kind is SourceType.GOVERNMENT and one.lower[0].endswith(("'s", "’s")):
            yield " ".join(one.lower[1:]), " ".join(one.words)  # "Russia's Defense Ministry"


def _note_nouns(people: People, sentence: Sentence, number: int) -> None:
    """Keep what a sentence tells of bodies and persons it does not name."""
    turn = _TURN.match(sentence.shape)
    if turn is not None and _is_somebody(sentence, turn.end() - 1):
        people.unnamed.add(number)
    if sentence.shape[0] == lexicon.QUOTE:
        people.quoted.add(number)
    if sex := goes_on(sentence):
        people.going_on[number] = sex
    described = described_turn(sentence)
    if described is not None:
        _keep(people.turns.setdefault(number, []), described)
    about = _ABOUT.search(sentence.shape)
    if about is not None and sentence.nodes[about.start(1)].lower == "the":
        noun = sentence.nodes[about.end() - 1].lower
        if gazetteer.is_person_noun(noun) and gazetteer.singular(noun) == noun:
            people.told_of[number] = noun
    sexes = {SEXES[node.lower]: node.start for node in sentence.nodes if node.lower in SEXES}
    if sexes:
        people.sexes[number] = sexes
    for match in _INTRODUCED.finditer(sentence.shape):
        if sentence.nodes[match.start()].lower in {"a", "an", "another"}:
            people.introduced.add(sentence.nodes[match.end() - 1].lower)


_INTRODUCED: Final = re.compile(r"d[cgaN]{0,3}c(?![cg])")
_TURN: Final = re.compile(r"[&b]?d(?:pd)?[acg#]{0,3}c(?=a?[vVxme])")
_ABOUT: Final = re.compile(r"(?:^|,)[&b]?(d)[acg#]{0,2}[cN](?=a?[vxme])")
_INDEFINITE: Final = words("a an one another some")
"""From the noun to the name of "a group calling itself Orbit"."""
_BODIES: Final = frozenset(
    {SourceType.ORGANISATION, SourceType.OUTLET, SourceType.AGENCY, SourceType.GOVERNMENT}
)
_OFFICIAL: Final = words("ministry department treasury commission")
"""Nouns of governments that stand for one by name: "the ministry"."""
_SHORT_NAME: Final = 2
_FORMS: Final = words("ltd limited inc plc llc corp corporation gmbh ag asa ab nv bv")
"""What is left out when a company is named again."""
"""What follows a person's name: an age, "who", a role, a verb of speech."""


def _is_somebody(sentence: Sentence, head: int) -> bool:
    """Tell "a woman", "one of the victims" from "the woman", who was named before."""
    opened = sentence.nodes[sentence.shape.startswith(("&", "b"))].lower in _INDEFINITE
    return opened and gazetteer.is_person_noun(sentence.nodes[head].lower)


def _acting(found: Sequence[Appearance]) -> dict[int, tuple[str, SourceType]]:
    """Find the sentences that are about one body, as is "The Water Board apologised"."""
    acting: dict[int, tuple[str, SourceType]] = {}
    bodies: dict[int, str] = {}
    for appearance in found:
        if appearance.kind not in _BODIES:
            continue
        name = " ".join(appearance.words)
        if bodies.setdefault(appearance.sentence, name) != name:
            acting.pop(appearance.sentence, None)
        elif appearance.acts and len(appearance.words) > 1:
            acting[appearance.sentence] = name, appearance.kind
    return acting


def _add(people: People, appearance: Appearance) -> None:
    """Keep a full name as a person's or an organisation's."""
    name = appearance.words
    kind = appearance.kind
    if appearance.personal and gazetteer.is_surname_too(appearance.lower):
        kind = SourceType.UNKNOWN
    entry = (appearance.start, " ".join(name))
    if appearance.owns or appearance.noun:
        people.named_bodies.add(entry[1])
    if len(name) == 1:
        people.alone.add(name[0].lower())
    if kind is SourceType.OUTLET:
        people.outlets.append(entry)
    if appearance.noun:
        people.organisations.setdefault(appearance.noun, []).append(entry)
        people.initials.setdefault(_initials(name), entry[1])
    if kind is SourceType.GOVERNMENT and (noun := _body_noun(appearance.lower)) in _OFFICIAL:
        people.initials.setdefault(_initials(name), entry[1])
        people.organisations.setdefault(noun, []).append(entry)
    elif kind is SourceType.ORGANISATION and len(name) > 1:
        people.initials.setdefault(_initials(name), entry[1])
        people.organisations.setdefault(_body_noun(appearance.lower), []).append(entry)
        short = "" if name[0].lower() in people.alone else entry[1]
        known = people.bodies.setdefault(name[0].lower(), short)
        if known != entry[1]:
            people.bodies[name[0].lower()] = ""
    elif (
        kind is SourceType.UNKNOWN
        and 1 < len(name) <= LONGEST_NAME
        and not (appearance.noun or appearance.definite)
    ):
        _add_person(people, appearance)


def _body_noun(name: tuple[str, ...]) -> str:
    """Return the noun that stands for a body later: "ministry" for "Ministry of Health"."""
    return name[name.index("of") - 1] if "of" in name[1:] else name[-1]


def _initials(name: tuple[str, ...]) -> str:
    return "".join(word[0] for word in name if word[0].isupper())


def _add_person(people: People, appearance: Appearance) -> None:
    name = appearance.words
    namesakes = people.by_last.setdefault(name[-1].lower(), [])
    offices = offices_of(
        filter(gazetteer.is_person_noun, (*appearance.titles, appearance.noun_before))
    )
    for person in namesakes[:_MOST]:
        if _compatible(person.words, name):
            person.words = max(person.words, name, key=len)
            person.gender = person.gender or appearance.gender
            person.role = person.role or appearance.role
            person.offices |= offices
            return
    if len(namesakes) < _MOST:
        person = Person(name, people.count, appearance.gender, appearance.start, appearance.role)
        person.offices = offices
        namesakes.append(person)
        people.by_first.setdefault(name[0].lower(), []).append(person)
        people.count += 1
