"""Entities in the making, and where they were mentioned."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newstui.model.attribution import Entity, SourceType

if TYPE_CHECKING:
    from newstui.attribution.people import Person
    from newstui.model.text import Offsets


@dataclass(slots=True)
class Draft:
    """An entity in the making."""

    id: int
    canonical: str
    type: SourceType
    first: Offsets
    named: bool = False
    """Whether it bears a name that is no person's."""
    gender: str = ""
    plural: bool = False
    person: Person | None = None
    """The person it is, if the story names them."""
    aliases: dict[str, None] = field(default_factory=dict)
    roles: dict[str, None] = field(default_factory=dict)

    def finished(self) -> Entity:
        """Return the entity as it is known by now."""
        return Entity(
            id=self.id,
            canonical=self.canonical,
            type=self.type,
            aliases=tuple(self.aliases),
            gender=self.gender,
            plural=self.plural,
            first=self.first,
            roles=tuple(self.roles),
        )

    def known_to_be(self, gender: str) -> Draft:
        """Keep what a pronoun tells: whom "he" meant once is a person, and "she" means another."""
        self.gender = self.gender or gender
        if self.type is SourceType.UNKNOWN:
            self.type = SourceType.PERSON
        if self.person is not None:
            self.person.gender = self.person.gender or gender
        return self

    def words(self) -> set[str]:
        """Return the words of its name and roles, in lower case."""
        told = " ".join((self.canonical, *self.roles))
        return set(told.lower().replace(",", " ").split())

    def rename(self, canonical: str) -> None:
        """Give it the name that the text gives it only now."""
        self.aliases[self.canonical] = None
        self.canonical = canonical


@dataclass(slots=True)
class Place:
    """Where a mention stands."""

    sentence: int
    paragraph: int
    start: int
