"""Who appears in a story: personal names, grouped by the person they belong to."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from newstui.attribution import gazetteer
from newstui.attribution.names import LONGEST_NAME, find_names
from newstui.model.attribution import SourceType

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newstui.attribution.sentences import Sentence
    from newstui.model.text import Offsets

_LONGEST: Final = 8
"""Words of any name; a longer run of capitals is a headline."""
_NAMESAKES: Final = 40
"""Persons with one last name that are told apart; more is no story."""


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


@dataclass(slots=True)
class Sighting:
    """One place where a person is named."""

    start: int
    sentence: int
    paragraph: int
    person: Person


@dataclass(slots=True)
class People:
    """The persons of one story and where each is named."""

    by_last: dict[str, list[Person]] = field(default_factory=dict)
    by_first: dict[str, list[Person]] = field(default_factory=dict)
    sightings: list[Sighting] = field(default_factory=list)
    organisations: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    """Last word of an organisation's name -> where it stands and the whole name."""
    count: int = 0

    def find(self, words: Sequence[str], gender: str = "") -> Person | None:
        """Return the person a name refers to; `None` when it is unknown or ambiguous."""
        found = [
            person
            for person in self.by_last.get(words[-1].lower(), ())
            if _compatible(person.words, words) and (not gender or person.gender in {"", gender})
        ]
        if not found and len(words) == 1:
            found = self.by_first.get(words[0].lower(), [])
        return found[0] if len(found) == 1 else None

    def seen(self, start: int, end: int) -> list[Sighting]:
        """Return the places between two offsets where somebody is named."""
        first = bisect_left(self.sightings, start, key=lambda sighting: sighting.start)
        last = bisect_left(self.sightings, end, key=lambda sighting: sighting.start)
        return self.sightings[first:last]


def _compatible(known: Sequence[str], words: Sequence[str]) -> bool:
    """Tell whether two names with one last word can be one person's."""
    if len(words) == 1 or len(known) == 1:
        return True
    first, other = known[0].lower().rstrip("."), words[0].lower().rstrip(".")
    return first == other or (min(len(first), len(other)) == 1 and first[0] == other[0])


def find_people(sentences: Sequence[Sentence]) -> People:
    """Collect the persons and organisations of a story, full names first."""
    people = People()
    found = list(_appearances(sentences))
    for appearance in found:
        _add(people, appearance)
    for appearance in found:
        person = people.find(appearance.words, appearance.gender)
        if person is not None:
            person.gender = person.gender or appearance.gender
            people.sightings.append(
                Sighting(appearance.start, appearance.sentence, appearance.paragraph, person)
            )
    return people


class _Appearance(NamedTuple):
    """A name as it stands in the text."""

    start: int
    sentence: int
    paragraph: int
    words: tuple[str, ...]
    gender: str
    role: Offsets | None


def _appearances(sentences: Sequence[Sentence]) -> Iterator[_Appearance]:
    for number, sentence in enumerate(sentences):
        nodes = sentence.nodes
        for name in find_names(sentence, 0, len(nodes)):
            if len(name.words) > _LONGEST:
                continue
            gender = gazetteer.gender_of(name.titles, name.lower[0])
            role = None
            if not gazetteer.COURTESIES.issuperset(name.titles):
                role = nodes[name.first].start, nodes[name.start - 1].end
            start = nodes[name.start].start
            yield _Appearance(start, number, sentence.paragraph, name.words, gender, role)


def _add(people: People, appearance: _Appearance) -> None:
    """Keep a full name as a person's or an organisation's."""
    name = appearance.words
    kind = gazetteer.type_of_name(tuple(word.lower() for word in name))
    if kind is SourceType.ORGANISATION and len(name) > 1:
        entry = (appearance.start, " ".join(name))
        people.organisations.setdefault(name[-1].lower(), []).append(entry)
    elif kind is SourceType.UNKNOWN and 1 < len(name) <= LONGEST_NAME:
        _add_person(people, appearance)


def _add_person(people: People, appearance: _Appearance) -> None:
    name = appearance.words
    namesakes = people.by_last.setdefault(name[-1].lower(), [])
    for person in namesakes[:_NAMESAKES]:
        if _compatible(person.words, name):
            person.words = max(person.words, name, key=len)
            person.gender = person.gender or appearance.gender
            person.role = person.role or appearance.role
            return
    if len(namesakes) < _NAMESAKES:
        person = Person(name, people.count, appearance.gender, appearance.start, appearance.role)
        namesakes.append(person)
        people.by_first.setdefault(name[0].lower(), []).append(person)
        people.count += 1
