"""Who says what in a text: attributions, the entities behind them, and credits.

Passages are offsets into the analysed text, never copies of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newstui.model.kinds import SURE_FROM, CreditKind, Kind, Medium, SourceType, Stance, Via

if TYPE_CHECKING:
    from newstui.model.correction import CorrectionKind
    from newstui.model.text import Offsets


__all__ = [
    "SURE_FROM",
    "Analysis",
    "Attribution",
    "Credit",
    "CreditKind",
    "Dateline",
    "Entity",
    "Kind",
    "Medium",
    "Mention",
    "SourceType",
    "Stance",
    "Via",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place where a text refers to a source."""

    spans: tuple[Offsets, ...]
    head: Offsets
    """The words that carry the reference: the name, or the noun of a description."""
    role: Offsets | None = None
    """The title or role given beside the name; `None` when there is none."""
    affiliation: Offsets | None = None
    """The organisation the role belongs to; `None` when not said."""
    entity: int | None = None
    """`Entity.id`; `None` when it could not be resolved."""
    via: Via = Via.NAME
    others: tuple[Mention, ...] = ()
    """Whoever says the same in the same breath: Adler in "Kern and Adler". The spans above are
    of all of them, everything else is the first's."""

    @property
    def everyone(self) -> tuple[Mention, ...]:
        """The one or the several this mention refers to."""
        return (self, *self.others)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One source of a story, however often and under whichever name it is mentioned."""

    id: int
    """Index into `Analysis.entities`."""
    canonical: str
    """The fullest name the story gives it."""
    type: SourceType = SourceType.UNKNOWN
    aliases: tuple[str, ...] = ()
    gender: str = ""
    """"f", "m", or empty when the text does not say."""
    plural: bool = False
    first: Offsets = (0, 0)
    """Its first mention."""
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One passage and who it is attributed to."""

    source: tuple[Offsets, ...]
    """Empty when nobody is named."""
    cue: tuple[Offsets, ...]
    """The words that attribute: "said", "according to"; empty for a bare quotation."""
    content: tuple[Offsets, ...]
    kind: Kind = Kind.INDIRECT
    stance: Stance = Stance.SAID
    mention: Mention | None = None
    """The source as mentioned here; `None` when nobody is named."""
    parent: int | None = None
    """Index of the attribution this one is reported through; `None` at the top of a chain."""
    addressee: Mention | None = None
    medium: Medium | None = None
    when: Offsets | None = None
    confidence: float = 1.0
    """0 to 1; below `SURE_FROM` a name is not shown as if it were certain."""
    rule: str = ""
    """Name of the rule that found it."""
    correction: CorrectionKind | None = None
    """The reader's own mark, once it was applied; `None` for what an engine found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """Who made or supplied a part of the story; never a source of its claims."""

    kind: CreditKind
    text: str
    """The credit as printed."""
    names: tuple[str, ...] = ()
    outlet: str = ""
    span: Offsets | None = None
    """Where it stands in the text; `None` when it stood outside the story, on its page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """Where a story was filed from, as its first line says."""

    place: str
    span: Offsets
    date: str = ""
    agency: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """What the attribution engine found in one text."""

    engine: int
    """Version of the engine; another version's analysis is computed again."""
    language: str = ""
    """ISO 639-1 code, empty when it was not recognised."""
    analysed: bool = True
    reason: str = ""
    """Why it was not analysed; empty when it was."""
    dateline: Dateline | None = None
    credits: tuple[Credit, ...] = ()
    """Bylines, wire, photo and contributor credits, in order of appearance."""
    entities: tuple[Entity, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    """In order of their first character."""

    def entities_of(self, attribution: Attribution) -> tuple[Entity, ...]:
        """Find everyone who says a passage, of whom it is known who they are."""
        everyone = attribution.mention.everyone if attribution.mention else ()
        return tuple(self.entities[one.entity] for one in everyone if one.entity is not None)

    def entity_of(self, attribution: Attribution) -> Entity | None:
        """Find who an attribution's source is, of several the first; `None` for nobody known."""
        mention = attribution.mention
        if mention is None or mention.entity is None:
            return None
        return self.entities[mention.entity]

    def type_of(self, attribution: Attribution) -> SourceType:
        """Find what an attribution's source is."""
        entity = self.entity_of(attribution)
        return entity.type if entity else SourceType.UNKNOWN
