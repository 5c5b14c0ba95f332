"""The entities behind the mentions of one story."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from newstui.attribution import gazetteer
from newstui.attribution.drafts import Draft
from newstui.attribution.name_words import PUBLIC_FIGURES
from newstui.model.attribution import SourceType, Via

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newstui.attribution.drafts import Place
    from newstui.attribution.mentions import Reference
    from newstui.attribution.people import Key, People, Person
    from newstui.model.text import Offsets

_DROPPED: Final = frozenset({"the", "a", "an", "my", "your", "his", "her", "its", "our", "their"})
"""Words before a description that are no part of it."""
THINGS: Final = frozenset(
    {SourceType.ORGANISATION, SourceType.OUTLET, SourceType.AGENCY, SourceType.GOVERNMENT}
)
_PERSONAL: Final = frozenset({SourceType.PERSON, SourceType.UNKNOWN})


class Register:
    """The sources of one story by their names and descriptions, each once."""

    def __init__(self, text: str, people: People) -> None:
        self._text, self._people = text, people
        self._apostrophe = "’" if "’" in text else "'"
        self.all: list[Draft] = []
        """In order of their ids."""
        self.last: tuple[Draft, Place] | None = None
        """Who spoke last, and where; `None` when several did."""
        self._drafts: dict[Key, Draft] = {}
        self._by_role: dict[str, list[Draft]] = {}
        self._described: dict[str, list[Draft]] = {}  # head noun of descriptions -> whom they mean

    def draft_of(self, key: Key) -> Draft | None:
        """Return what is registered under a key."""
        return self._drafts.get(key)

    def named(self, named: Reference) -> Draft | None:
        """Find or register whom a name means; `None` where it may be several."""
        surname = self._people.is_surname(named.words, named.titles)
        reference = named._replace(gender="") if surname else named
        lower = tuple(word.lower() for word in reference.words)
        company = self._people.companies.get(" ".join(lower))
        holder = _holder(self._by_role, lower)
        if holder is not None:
            return holder
        if company is not None:
            known = gazetteer.type_of_name(tuple(company.lower().split()))
            kind = known if known in THINGS else SourceType.ORGANISATION
            draft = self.body(company, kind, reference.span)
            self._note(draft, reference)
            return draft
        surname_too = gazetteer.is_surname_too(lower) and not _has_article(self._text, reference)
        personal = reference.type in _PERSONAL or surname_too
        person = None
        if personal:
            person = self._people.find(reference.words, reference.gender, reference.titles)
        if person is not None:
            draft = self.person(person, reference)
        elif personal and len(lower) == 1 and lower[0] in self._people.namesakes:
            if not reference.titles:
                return None
            draft = self.body(_titled(reference), SourceType.PERSON, reference.span)
        elif reference.type is SourceType.UNKNOWN and len(reference.words) == 1:
            draft = self._single(reference)
        else:
            draft = self._thing(reference)
        self._note(draft, reference)
        return draft

    def person(self, person: Person, reference: Reference) -> Draft:
        """Find or register a person the story names."""
        canonical = " ".join(person.words)
        key = person.key
        if (
            key not in self._drafts
            and (before := self._foretold(reference, personal=True)) is not None
        ):
            self._drafts[key] = before
            before.rename(canonical)
            before.type = SourceType.PERSON
        draft = self._draft(key, canonical, SourceType.PERSON, reference.span)
        draft.gender = draft.gender or person.gender
        draft.person = person
        if person.role is not None:
            self._add_role(draft, self._text[slice(*person.role)])
        return draft

    def _foretold(self, reference: Reference, *, personal: bool) -> Draft | None:
        """Find whom "the prosecutor" meant, now that "the prosecutor, Ana Kern" names them."""
        if reference.role is None:
            return None
        first, *held = self._text[slice(*reference.role)].lower().split()
        fits = gazetteer.is_person_noun if personal else gazetteer.COMPANY_NOUNS.__contains__
        nouns = [word for word in (first, *held) if word in self._described and fits(word)]
        if len(nouns) != 1 or reference.role[1] > reference.head[0] or first in _INDEFINITE:
            return None
        known = [one for one in self._described[nouns[0]] if one.aliases or not one.plural]
        if len(known) != 1 or known[0].type not in _NAMEABLE:
            return None
        told, role = set(known[0].canonical.lower().split()), {first, *held}
        before = self._text[: reference.role[0]][-len("the ") :]
        same = told <= role or (before.lower() == "the " and role <= told)
        return known[0] if same else None

    def _single(self, reference: Reference) -> Draft:
        """Register one capitalised word: a name, or the first word of a sentence."""
        word = reference.words[0]
        whole = self._people.bodies.get(word.lower())
        if whole:
            return self._draft(
                ("name", whole.lower()), whole, SourceType.ORGANISATION, reference.span
            )
        kind = gazetteer.type_of_noun(word.lower()) if gazetteer.is_listed(word.lower()) else _NONE
        if kind is _NONE and (reference.titles or word.lower() in PUBLIC_FIGURES):
            kind = SourceType.PERSON
        if kind is _NONE and word in self._people.named_bodies:
            kind = SourceType.ORGANISATION
        return self._draft(("name", word.lower()), word, kind, reference.span)

    def _thing(self, reference: Reference) -> Draft:
        name = " ".join(reference.words)
        if len(reference.words) == 1 and name.isupper():
            name = self._people.initials.get(name, name)
        elif len(reference.words) == 1 and reference.type is SourceType.ORGANISATION:
            name = self._people.bodies.get(name.lower()) or name
        key = "name", name.lower()
        if key not in self._drafts and reference.type in THINGS:
            before = self._foretold(reference, personal=False)
            if before is not None:
                self._drafts[key] = before
                before.rename(name)
        kind = reference.type
        if name in self._people.named_bodies and kind in _PERSONAL and not reference.titles:
            kind = SourceType.ORGANISATION
        draft = self._draft(key, name, kind, reference.span)
        if draft.type is _NONE:
            draft.type = kind
        return draft

    def described(self, reference: Reference, owner: str = "") -> Draft | None:
        """Find or register whom a description means; `None` where it may be several.

        Args:
            reference: The description.
            owner: Whom "his" or "her" before it means, if that is known.
        """
        noun = reference.words[0].lower() if reference.words else ""
        phrase = self._text[slice(*(reference.core or reference.span))]
        unlisted = gazetteer.is_surname_too((noun,)) or not gazetteer.is_listed(noun)
        if " " not in phrase and phrase[0].isupper() and unlisted:
            person = self._people.find((phrase,))
            if person is not None:
                return self.person(person, reference)
        kind = gazetteer.type_of_name((noun,)) if phrase.istitle() and " " not in phrase else _NONE
        if kind is not _NONE:
            return self._draft(("name", noun), phrase, kind, reference.span)
        first, *rest = phrase.split()
        definite = first.lower() == "the" and len(rest) < _SHORT
        if definite and (known := self._known(noun, reference)) is not None:
            return known
        canonical = _without_article(phrase)
        if reference.type is SourceType.ORGANISATION and rest and first.lower() in {"his", "her"}:
            whose = f"{owner}{self._apostrophe}s" if owner else first.lower()
            canonical = " ".join([whose, *rest])
        draft = self._draft(
            ("described", canonical.lower()), canonical, reference.type, reference.span
        )
        _keep(self._described.setdefault(noun, []), draft)
        self._note(draft, reference)
        return draft

    def _known(self, noun: str, reference: Reference) -> Draft | None:
        """Find whom "the mayor" or "the ministry" means: the one known by that noun."""
        told = _modifiers(self._text, reference)
        known: Sequence[Draft] = self._by_role.get(noun, ())
        if known:
            shared = len(known) > 1 or len(self._people.offices.get(noun, ())) > 1
            other = shared or (reference.plural and not known[0].plural)
            return None if other or not told <= known[0].words() else known[0]
        known = self._described.get(noun, ())
        known = [one for one in known if one.canonical.lower() != noun] or known
        if known:
            one_of_many = len(known) > 1 or reference.plural or known[0].plural
            return None if one_of_many or not told <= known[0].words() else known[0]
        names = self._people.organisations.get(_ALSO.get(noun, noun), [])
        before = bisect_left(names, (reference.span[0], ""))
        if not before:
            return None if reference.plural or told else self._of_kind(noun, reference)
        if _is_one_of_two(names[:before], reference):
            return None
        name = names[before - 1][1]
        if not told <= set(name.lower().split()):
            return None
        kind = gazetteer.type_of_name(tuple(name.lower().split()))
        if kind is _NONE and noun not in _OUTLET_NOUNS:
            kind = SourceType.ORGANISATION
        return self.body(name, kind, reference.span)

    def _of_kind(self, noun: str, reference: Reference) -> Draft | None:
        """Find the one source that "the company", "the newspaper", "the survey" can mean."""
        if noun in _OUTLET_NOUNS:
            return self._outlet(reference)
        recent = self.all[-_RECENT:]
        if noun in gazetteer.GENERIC_NOUNS and noun not in self._people.introduced:
            wanted = SourceType.ORGANISATION
            found = [one for one in recent if one.named and one.type in {wanted, _NONE}]
        elif reference.type is SourceType.POLL:
            wanted = SourceType.POLL
            found = [one for one in recent if one.type is wanted]
        else:
            return None
        if len(found) != 1:
            return None
        found[0].type = wanted
        return found[0]

    def _outlet(self, reference: Reference) -> Draft | None:
        """Find the outlet that was named last, or the last speaker if that may be one."""
        outlets = self._people.outlets
        before = bisect_left(outlets, (reference.span[0], ""))
        last = self.last
        if before and (last is None or outlets[before - 1][0] >= last[1].start):
            name = outlets[before - 1][1]
            return self.body(name, SourceType.OUTLET, reference.span)
        if last is None or not last[0].named or last[0].type not in {SourceType.OUTLET, _NONE}:
            return None
        last[0].type = SourceType.OUTLET
        return last[0]

    def body(self, name: str, kind: SourceType, span: Offsets) -> Draft:
        """Find or register a body of a name and kind."""
        return self._draft(("name", name.lower()), name, kind, span)

    def _draft(self, key: Key, canonical: str, kind: SourceType, span: Offsets) -> Draft:
        draft = self._drafts.get(key)
        if draft is None:
            draft = Draft(len(self.all), canonical, kind, span, named=key[0] == "name")
            self._drafts[key] = draft
            self.all.append(draft)
        return draft

    def _note(self, draft: Draft, reference: Reference) -> None:
        """Keep what this mention adds: another name, a role, a gender."""
        name = self._text[reference.head[0] : reference.head[1]]
        if reference.via is Via.NAME and name != draft.canonical:
            draft.aliases[name] = None
        draft.gender = draft.gender or reference.gender
        draft.plural = draft.plural or reference.plural
        role = "" if reference.role is None else self._text[slice(*reference.role)]
        if role and reference.aside is not None:
            draft.roles.pop(role, None)
            role = f"{role}, {self._text[slice(*reference.aside)]}"
        if role:
            self._add_role(draft, role)

    def _add_role(self, draft: Draft, role: str) -> None:
        for known in [known for known in draft.roles if role.endswith(f", {known}")]:
            del draft.roles[known]
        if role in draft.roles:
            return
        draft.roles[role] = None
        held = _CLAUSE.split(role, maxsplit=1)[0].split()
        for word in {word.strip(",.()").lower() for word in held}:
            if gazetteer.is_person_noun(word):
                _keep(self._by_role.setdefault(word, []), draft)


_SHORT_OFFICES: Final = {
    "pm": ("prime", "minister"),
    "cm": ("chief", "minister"),
    "ceo": ("chief", "executive"),
}
_CLAUSE: Final = re.compile(r"\b(?:who|whose|which)\b")
"""What opens a clause that tells what somebody does, and no longer what they are."""
_NONE: Final = SourceType.UNKNOWN
_INDEFINITE: Final = frozenset({"a", "an", "one", "another", "former"})
_NAMEABLE: Final = frozenset(
    {
        SourceType.PERSON,
        SourceType.ORGANISATION,
        SourceType.UNKNOWN,
        SourceType.OUTLET,
        SourceType.GOVERNMENT,
    }
)
_OUTLET_NOUNS: Final = frozenset(
    {"newspaper", "paper", "site", "website", "broadcaster", "magazine", "daily", "tabloid"}
)
_ALSO: Final = {"force": "police"}
"""Nouns by which bodies are meant whose names end in others."""
_RECENT: Final = 60
"""Sources looked back over for the only one of a kind."""
_SEVERAL: Final = 3
_NEAR: Final = 300
"""Characters within which either of two names may be meant."""
_SHORT: Final = 3
"""Words of a description that may refer back: "the foreign ministry"."""


def _holder(by_role: Mapping[str, Sequence[Draft]], name: tuple[str, ...]) -> Draft | None:
    """Find whom "the PM" means: the one prime minister there is."""
    office = _SHORT_OFFICES.get(name[0]) if len(name) == 1 else None
    if office is None:
        return None
    held = by_role.get(office[-1], ())
    found = [draft for draft in held if draft.words().issuperset(office)]
    return found[0] if len(found) == 1 else None


def _titled(reference: Reference) -> str:
    """Return the name of "Mrs Kern" where there is another Kern."""
    return " ".join([*map(str.capitalize, reference.titles), *reference.words])


def _has_article(text: str, reference: Reference) -> bool:
    """Tell "the Guardian" from "Guardian", who may be a person."""
    start = reference.head[0]
    return text[max(0, start - len("the ")) : start].lower() == "the "


def _is_one_of_two(names: Sequence[tuple[int, str]], reference: Reference) -> bool:
    """Whether "the party" may be either of two that were named right before."""
    near = {name for at, name in names[-_SEVERAL:] if reference.span[0] - at < _NEAR}
    return len(near) > 1


def _keep(held: list[Draft], draft: Draft) -> None:
    """Keep one more that a word stands for; of several it is none, however many."""
    if len(held) < _SEVERAL and draft not in held:
        held.append(draft)


def _modifiers(text: str, reference: Reference) -> set[str]:
    """Return the words between "the" and the noun: whoever is meant has them, too."""
    return set(text[reference.span[0] : reference.head[0]].lower().split()[1:])


def _without_article(phrase: str) -> str:
    first, *rest = phrase.split()
    return " ".join(rest if rest and first.lower() in _DROPPED else [first, *rest])
