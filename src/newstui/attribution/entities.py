"""The entities behind the mentions of one story."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from newstui.attribution import gazetteer
from newstui.model.attribution import Entity, Mention, SourceType, Via

if TYPE_CHECKING:
    from newstui.attribution.mentions import Reference
    from newstui.attribution.people import People, Person
    from newstui.model.text import Offsets

PARAGRAPHS_BACK: Final = 3
"""How far a pronoun looks for whom it stands for."""
_ARTICLES: Final = frozenset({"the", "a", "an"})
_THINGS: Final = frozenset(
    {SourceType.ORGANISATION, SourceType.OUTLET, SourceType.AGENCY, SourceType.GOVERNMENT}
)
_Key = tuple[str, str]


@dataclass(slots=True)
class _Draft:
    """An entity in the making."""

    id: int
    canonical: str
    type: SourceType
    first: Offsets
    gender: str = ""
    plural: bool = False
    aliases: dict[str, None] = field(default_factory=dict)
    roles: dict[str, None] = field(default_factory=dict)


@dataclass(slots=True)
class Place:
    """Where a mention stands."""

    sentence: int
    paragraph: int
    start: int


class Register:
    """Gives each mention its entity, in the order of the text."""

    def __init__(self, text: str, people: People) -> None:
        self._text, self._people = text, people
        self._drafts: dict[_Key, _Draft] = {}
        self._last: tuple[_Draft, Place] | None = None
        self._by_role: dict[str, list[_Draft]] = {}

    def entities(self) -> tuple[Entity, ...]:
        """Return what was registered, in order of id."""
        return tuple(_finished(draft) for draft in self._drafts.values())

    def mention(self, reference: Reference, place: Place, *, elided: bool = False) -> Mention:
        """Resolve a reference; an unresolved one has no entity."""
        draft = self._resolve(reference, place)
        if draft is not None:
            self._last = draft, place
        return Mention(
            spans=(reference.span,),
            head=reference.head,
            role=reference.role,
            affiliation=reference.affiliation,
            entity=None if draft is None else draft.id,
            via=Via.ELIDED if elided else reference.via,
        )

    def _resolve(self, reference: Reference, place: Place) -> _Draft | None:
        if reference.via is Via.PRONOUN:
            return self._antecedent(reference, place)
        if reference.via is Via.NAME:
            return self._named(reference)
        return self._described(reference)

    def _named(self, reference: Reference) -> _Draft | None:
        personal = reference.type in {SourceType.PERSON, SourceType.UNKNOWN}
        person = self._people.find(reference.words, reference.gender) if personal else None
        if person is not None:
            draft = self._person(person, reference)
        elif reference.type is SourceType.UNKNOWN and len(reference.words) == 1:
            draft = self._single(reference)
        else:
            draft = self._thing(reference)
        self._note(draft, reference)
        return draft

    def _person(self, person: Person, reference: Reference) -> _Draft:
        canonical = " ".join(person.words)
        draft = self._draft(_person_key(person), canonical, SourceType.PERSON, reference.span)
        draft.gender = draft.gender or person.gender
        if person.role is not None:
            self._add_role(draft, self._text[slice(*person.role)])
        return draft

    def _single(self, reference: Reference) -> _Draft:
        """Register one capitalised word: a name, or the first word of a sentence."""
        word = reference.words[0]
        kind = gazetteer.type_of_noun(word.lower())
        if reference.titles and kind is SourceType.UNKNOWN:
            kind = SourceType.PERSON
        return self._draft(("name", word.lower()), word, kind, reference.span)

    def _thing(self, reference: Reference) -> _Draft:
        name = " ".join(reference.words)
        if len(reference.words) == 1 and name.isupper():
            name = self._spelt_out(name) or name
        return self._draft(("name", name.lower()), name, reference.type, reference.span)

    def _spelt_out(self, acronym: str) -> str | None:
        """Return the organisation's name whose initials an acronym is."""
        for names in self._people.organisations.values():
            for _, name in names[:3]:
                if "".join(word[0] for word in name.split() if word[0].isupper()) == acronym:
                    return name
        return None

    def _described(self, reference: Reference) -> _Draft | None:
        noun = reference.words[0].lower() if reference.words else ""
        phrase = self._text[reference.span[0] : reference.span[1]]
        definite = phrase.split(None, 1)[0].lower() == "the"
        if definite and len(phrase.split()) <= _SHORT:
            known = self._known(noun, reference)
            if known is not None:
                return known
        canonical = _without_article(phrase)
        draft = self._draft(
            ("described", canonical.lower()), canonical, reference.type, reference.span
        )
        self._note(draft, reference)
        return draft

    def _known(self, noun: str, reference: Reference) -> _Draft | None:
        """Find whom "the mayor" or "the ministry" means: the one known by that noun."""
        holders = self._by_role.get(noun, ())
        if len(holders) == 1:
            return holders[0]
        names = [n for at, n in self._people.organisations.get(noun, ()) if at < reference.span[0]]
        if not names or holders:
            return None
        return self._draft(
            ("name", names[-1].lower()), names[-1], SourceType.ORGANISATION, reference.span
        )

    def _antecedent(self, reference: Reference, place: Place) -> _Draft | None:
        word = reference.words[0]
        if word in {"he", "she", "him", "her"}:
            return self._person_meant(reference, place)
        if self._last is None or place.paragraph - self._last[1].paragraph > 1:
            return None
        draft = self._last[0]
        if word == "it":
            return draft if draft.type in _THINGS or draft.type is SourceType.DOCUMENT else None
        if word in {"they", "them"}:
            return draft if draft.plural or draft.type in _THINGS else None
        return None

    def _person_meant(self, reference: Reference, place: Place) -> _Draft | None:
        """Resolve "he" and "she": the last speaker, unless somebody else came between."""
        gender = reference.gender
        last = self._last_person(gender, place)
        since = last[1].start if last is not None else 0
        rivals: dict[int, Person] = {}
        for sighting in self._people.seen(since, place.start)[-_SIGHTINGS:]:
            if place.paragraph - sighting.paragraph <= PARAGRAPHS_BACK and _agrees(
                sighting.person.gender, gender
            ):
                rivals[sighting.person.number] = sighting.person
        if last is not None:
            own = last[0]
            rivals = {n: p for n, p in rivals.items() if self._of(p) is not own}
            rivalled = any(person.gender == gender for person in rivals.values())
            if not rivals or (own.gender == gender and not rivalled):
                return own
        return self._only(rivals, gender, reference, excluded=last is not None)

    def _last_person(self, gender: str, place: Place) -> tuple[_Draft, Place] | None:
        if self._last is None:
            return None
        draft, where = self._last
        near = place.paragraph - where.paragraph <= PARAGRAPHS_BACK
        personal = draft.type in {SourceType.PERSON, SourceType.UNKNOWN} and not draft.plural
        anonymous = draft.type is SourceType.ANONYMOUS and not draft.plural
        fits = (personal or anonymous) and _agrees(draft.gender, gender)
        return self._last if near and fits else None

    def _only(
        self, rivals: dict[int, Person], gender: str, reference: Reference, *, excluded: bool
    ) -> _Draft | None:
        sure = [person for person in rivals.values() if person.gender == gender]
        if excluded and len(sure) == 1 and self._last is not None and not self._last[0].gender:
            return self._person(sure[0], reference)
        if excluded:
            return None
        if len(sure) == 1:
            return self._person(sure[0], reference)
        only = next(iter(rivals.values())) if len(rivals) == 1 else None
        return None if only is None else self._person(only, reference)

    def _of(self, person: Person) -> _Draft | None:
        return self._drafts.get(_person_key(person))

    def _draft(self, key: _Key, canonical: str, kind: SourceType, span: Offsets) -> _Draft:
        draft = self._drafts.get(key)
        if draft is None:
            draft = _Draft(len(self._drafts), canonical, kind, span)
            self._drafts[key] = draft
        return draft

    def _note(self, draft: _Draft, reference: Reference) -> None:
        """Keep what this mention adds: another name, a role, a gender."""
        name = self._text[reference.head[0] : reference.head[1]]
        if reference.via is Via.NAME and name != draft.canonical:
            draft.aliases[name] = None
        draft.gender = draft.gender or reference.gender
        draft.plural = draft.plural or reference.plural
        if reference.role is not None:
            self._add_role(draft, self._text[slice(*reference.role)])

    def _add_role(self, draft: _Draft, role: str) -> None:
        if role in draft.roles:
            return
        draft.roles[role] = None
        for word in {word.strip(",.()").lower() for word in role.split()}:
            if word in gazetteer.PERSON_WORDS:
                holders = self._by_role.setdefault(word, [])
                if draft not in holders:
                    holders.append(draft)


_SHORT: Final = 3
"""Words of a description that may refer back: "the foreign ministry"."""
_SIGHTINGS: Final = 60


def _person_key(person: Person) -> _Key:
    return "person", str(person.number)


def _agrees(known: str, wanted: str) -> bool:
    return known in {"", wanted}


def _without_article(phrase: str) -> str:
    first, _, rest = phrase.partition(" ")
    return rest if rest and first.lower() in _ARTICLES else phrase


def _finished(draft: _Draft) -> Entity:
    return Entity(
        id=draft.id,
        canonical=draft.canonical,
        type=draft.type,
        aliases=tuple(draft.aliases),
        gender=draft.gender,
        plural=draft.plural,
        first=draft.first,
        roles=tuple(draft.roles),
    )
