"""Whom each mention of a story means, by its name or by who spoke last."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from newstui.attribution.drafts import Place
from newstui.attribution.entities import THINGS, Register
from newstui.attribution.name_words import NATIONALS
from newstui.attribution.names import LONGEST_NAME
from newstui.attribution.people import Person
from newstui.attribution.pronouns import BOTH, PAIR, SIGHTINGS, may_be, pair_before, person_meant
from newstui.attribution.roles import is_party
from newstui.attribution.turns import SEXES, Turn
from newstui.model.attribution import Mention, SourceType, Via

if TYPE_CHECKING:
    from newstui.attribution.drafts import Draft
    from newstui.attribution.mentions import Reference
    from newstui.attribution.people import People
    from newstui.model.attribution import Entity

_HUMAN: Final = frozenset({SourceType.PERSON, SourceType.ANONYMOUS})
_PAPERS: Final = frozenset({SourceType.DOCUMENT, SourceType.POLL})
_ALONE: Final = frozenset({SourceType.AGENCY, SourceType.GOVERNMENT, SourceType.OUTLET})
"""Kinds of name that one word tells."""
_NONE: Final = SourceType.UNKNOWN


class Speakers:
    """Gives each mention of a story its entity, and remembers who spoke last."""

    def __init__(self, text: str, people: People) -> None:
        self._text, self._people = text, people
        self._register = Register(text, people)
        self._last_human: tuple[Draft, Place] | None = None
        self._together: tuple[list[Draft | None], Place] = [], Place(0, 0, 0)
        """Who spoke in one breath last, and where."""

    def entities(self) -> tuple[Entity, ...]:
        """Return what was registered, in order of id."""
        return tuple(draft.finished() for draft in self._register.all)

    def mention(self, whole: Reference, place: Place, *, elided: bool = False) -> Mention:
        """Resolve a reference; an unresolved one has no entity."""
        reference, parts = self._checked(whole), list(map(self._checked, whole.parts))
        if parts and all(map(self._is_somebody, parts)):
            read = [(part, self._resolve(part, place)) for part in parts]
            self._together, self._register.last = ([draft for _, draft in read], place), None
        elif drafts := self._all_meant(reference, place):
            meant = reference._replace(via=Via.PRONOUN, role=None, affiliation=None)
            read = [(meant, draft) for draft in drafts]
        else:
            return _mention(reference, self._one_meant(reference, place), elided=elided)
        first, *others = (_mention(part, draft, elided=elided) for part, draft in read)
        return replace(first, spans=(reference.span,), others=tuple(others))

    def spelled_out(self, reference: Reference) -> Reference:
        """Read "BL:" before a turn of an interview as "Bo Li", if only one person may be meant."""
        initials = reference.words[0] if len(reference.words) == 1 else ""
        if reference.via is not Via.NAME or not 1 < len(initials) <= LONGEST_NAME:
            return reference
        name = self._people.by_initials().get(initials)
        return reference._replace(words=name, type=SourceType.PERSON) if name else reference

    def _checked(self, reference: Reference) -> Reference:
        """Take what stands after a name for a party only where it is one, and then for a role."""
        aside = reference.aside
        if aside is None or not is_party(self._text[slice(*aside)]):
            return reference if aside is None else reference._replace(aside=None)
        return reference if reference.role else reference._replace(role=aside, aside=None)

    def _one_meant(self, reference: Reference, place: Place) -> Draft | None:
        draft = self._resolve(reference, place)
        if draft is not None:
            self._register.last = draft, place
            if not draft.plural and (draft.type in _HUMAN or (draft.type is _NONE and draft.named)):
                self._last_human = self._register.last
        elif reference.via is not Via.PRONOUN or self._is_last_in_doubt():
            self._last_human = None  # somebody spoke, but nobody knows who
        return draft

    def _is_last_in_doubt(self) -> bool:
        """Whether either of two bare names may be "he": "Kern told Adler"."""
        last = None if self._last_human is None else self._last_human[0]
        return last is not None and last.named and not last.gender

    def _is_somebody(self, part: Reference) -> bool:
        """Tell a source from a word that may be half a name: "Health and Welfare"."""
        if part.via is not Via.NAME or len(part.words) > 1 or part.titles or part.role:
            return True
        known = part.words[0].isupper() or part.type in _ALONE or bool(part.gender)
        return known or self._people.find(part.words) is not None

    def _all_meant(self, reference: Reference, place: Place) -> list[Draft | None]:
        """Find whom "both" and "they" mean: those who spoke together last, or stood together."""
        told = self._text[slice(*reference.span)].lower()
        if told not in BOTH and told not in {"they", "them"}:
            return []
        drafts, where = self._together
        is_near = place.paragraph - where.paragraph <= 1 and self._register.last is None
        if drafts and is_near:
            return drafts if told not in BOTH or len(drafts) == PAIR else []
        pair = pair_before(self._people, place) if told in BOTH else []
        return [self._register.person(person, reference) for person in pair]

    def _resolve(self, reference: Reference, place: Place) -> Draft | None:
        if reference.via is Via.PRONOUN:
            return self._antecedent(reference, place)
        if self._is_epithet(reference) and (known := self._only_person(place)) is not None:
            return self._register.person(known, reference)
        if reference.via is Via.NAME:
            return self._register.named(reference)
        return self._register.described(reference, self._owner_named(reference, place))

    def _owner_named(self, reference: Reference, place: Place) -> str:
        """Name whose office "her office" is."""
        first = self._text[slice(*reference.span)].split(maxsplit=1)[0].lower()
        if first not in {"his", "her"} or reference.type is not SourceType.ORGANISATION:
            return ""
        last = self._last_human
        gender = SEXES[first]
        if last is not None and not may_be(last, gender, place):
            last = None
        meant = person_meant(self._people, gender, place, last, self._register.draft_of)
        if isinstance(meant, Person):
            return " ".join(meant.words)
        return "" if meant is None else meant.name if isinstance(meant, Turn) else meant.canonical

    def _is_epithet(self, reference: Reference) -> bool:
        """Tell "the 43-year-old" and "the Italian", who are named elsewhere, from "the clerk"."""
        start, end = reference.span
        if self._text[start : start + len("the ")].lower() != "the ":
            return False
        told = self._text[start + len("the ") : end].lower()
        return told in NATIONALS or told.endswith("-year-old")

    def _only_person(self, place: Place) -> Person | None:
        """Return the only person whom the story has named so far, if there is one."""
        seen = self._people.seen(0, place.start, SIGHTINGS)
        found = {one.person.number: one.person for one in seen}
        return next(iter(found.values())) if len(found) == 1 else None

    def _antecedent(self, reference: Reference, place: Place) -> Draft | None:
        word = reference.words[0]
        if word in {"he", "she", "him", "her"}:
            if place.sentence < 0:
                return None  # within a quotation: whoever speaks, it is not its speaker
            return self._person_meant(reference, place)
        draft = self._last_near(reference, place)
        if draft is None:
            return None
        if word == "it":
            return draft if draft.type in THINGS or draft.type is SourceType.DOCUMENT else None
        if word in {"they", "them"}:
            several = draft.plural and draft.type not in _PAPERS
            return draft if several or draft.type in THINGS else None
        return None

    def _last_near(self, reference: Reference, place: Place) -> Draft | None:
        """Return who spoke last, or the body that has acted since, in the sentence before."""
        acting = self._people.acting.get(place.sentence - 1)
        last = self._register.last
        if acting and (last is None or last[1].sentence < place.sentence - 1):
            name, kind = acting
            return self._register.body(name, kind, reference.span)
        near = last is not None and place.paragraph - last[1].paragraph <= 1
        return last[0] if near and last is not None else None

    def _person_meant(self, reference: Reference, place: Place) -> Draft | None:
        last = self._last_human
        if last is not None and not may_be(last, reference.gender, place):
            last = None
        meant = person_meant(self._people, reference.gender, place, last, self._register.draft_of)
        if isinstance(meant, Person):
            draft: Draft | None = self._register.person(meant, reference)
        elif isinstance(meant, Turn):
            draft = self._register.body(meant.name, SourceType.PERSON, reference.span)
        else:
            draft = meant
        is_old = last is not None and draft is last[0] and last[1].paragraph < place.paragraph
        if draft is None or (is_old and _is_kin(draft, reference.gender)):
            return None
        return draft.known_to_be(reference.gender)


def _is_kin(draft: Draft, gender: str) -> bool:
    """Whether somebody was presented as another's: after "her daughter" "she" may be either."""
    role = next(iter(draft.roles), "").lower()
    return SEXES.get(role.partition(" ")[0]) == gender


def _mention(reference: Reference, draft: Draft | None, *, elided: bool) -> Mention:
    return Mention(
        spans=(reference.span,),
        head=reference.head,
        role=reference.role,
        affiliation=reference.affiliation,
        entity=None if draft is None else draft.id,
        via=Via.ELIDED if elided else reference.via,
    )
