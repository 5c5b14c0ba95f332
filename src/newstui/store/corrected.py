"""An analysis with the reader's corrections laid over it.

The analysis itself stays as the engine left it. A correction belongs to its passage: it stays when
the rest of the story is revised, and when a newer engine draws the passage a little differently.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from newstui.model.attribution import Entity, Mention
from newstui.model.correction import Correction, CorrectionKind, Place
from newstui.model.kinds import SourceType
from newstui.store import corrections as kept
from newstui.store.values import digest

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from newstui.model.attribution import Analysis, Attribution
    from newstui.model.text import Offsets
    from newstui.store.archive import Archive

_BETWEEN: Final = "\n\n"
_ALIKE_FROM: Final = 0.5
"""How much of two passages has to be shared for them to be the same one, drawn differently."""

Corrections = dict[int, Correction]
"""The reader's corrections by index into `Analysis.attributions`."""


def find_places(story_id: int, text: str, analysis: Analysis) -> tuple[Place, ...]:
    """Find where each attribution stands: its paragraph, and the extent of its content there.

    Where several people say the same words, all but the first are told apart by the extent of
    source and cue, too.
    """
    paragraphs = _Paragraphs(story_id, text)
    places: list[Place] = []
    taken: set[Place] = set()
    for found in analysis.attributions:
        everything = (*found.source, *found.cue, *found.content) or ((0, 0),)
        place = paragraphs.place(_hull(found.content or everything))
        if place in taken:
            place = paragraphs.place(_hull(everything))
        taken.add(place)
        places.append(place)
    return tuple(places)


def _hull(spans: Sequence[Offsets]) -> Offsets:
    return min(start for start, _ in spans), max(end for _, end in spans)


class _Paragraphs:
    """The paragraphs of a text, each known by its story and its words."""

    def __init__(self, story_id: int, text: str) -> None:
        self._story_id, self._text = story_id, text
        self._hashes: dict[int, str] = {}
        self._alike: Counter[str] = Counter()

    def place(self, extent: Offsets) -> Place:
        """Find the place of an extent in the paragraph where it begins."""
        begin = self._text.rfind(_BETWEEN, 0, extent[0] + 1) + len(_BETWEEN)
        begin = 0 if begin < len(_BETWEEN) else min(begin, extent[0])
        if begin not in self._hashes:
            end = self._text.find(_BETWEEN, begin)
            paragraph = self._text[begin : end if end >= 0 else len(self._text)]
            self._alike[paragraph] += 1
            named = f"{self._story_id}/{self._alike[paragraph]}/{paragraph}"
            self._hashes[begin] = digest(named)
        return Place(self._hashes[begin], extent[0] - begin, extent[1] - begin)


def find_corrections(archive: Archive, story_id: int, text: str, analysis: Analysis) -> Corrections:
    """Find what the reader corrected of an analysis."""
    if not kept.has_corrections(archive):
        return {}
    places = find_places(story_id, text, analysis)
    found = kept.find_corrections(archive, {place.text_hash for place in places})
    return match_places(places, found)


def match_places(places: Sequence[Place], found: Mapping[Place, Correction]) -> Corrections:
    """Give each correction to the attribution at its place, else to the one most alike."""
    matched = {index: found[place] for index, place in enumerate(places) if place in found}
    exact = set(places)
    for place, correction in found.items():
        if place in exact:
            continue
        likeness, index = max(
            (_likeness(place, other), -index)
            for index, other in enumerate(places)
            if other.text_hash == place.text_hash
        )
        if likeness >= _ALIKE_FROM and -index not in matched:
            matched[-index] = correction
    return matched


def _likeness(one: Place, other: Place) -> float:
    shared = min(one.stop, other.stop) - max(one.start, other.start)
    return shared / max(1, max(one.stop, other.stop) - min(one.start, other.start))


def correct_analysis(archive: Archive, story_id: int, text: str, analysis: Analysis) -> Analysis:
    """Lay what the reader corrected of a text over its analysis."""
    return apply_corrections(analysis, find_corrections(archive, story_id, text, analysis))


def apply_corrections(analysis: Analysis, corrections: Mapping[int, Correction]) -> Analysis:
    """Lay the reader's corrections over an analysis: same attributions, in the same order."""
    if not corrections:
        return analysis
    entities = list(analysis.entities)
    attributions = list(analysis.attributions)
    for index, correction in corrections.items():
        found = attributions[index]
        if correction.kind is CorrectionKind.OTHER:
            found = _reassigned(found, _entity_named(correction.name, entities))
        elif correction.kind is CorrectionKind.WRONG:
            found = replace(found, source=(), mention=None)
        attributions[index] = replace(found, correction=correction.kind)
    refused = {i for i, made in corrections.items() if made.kind is not CorrectionKind.OTHER}
    lifted = [
        replace(found, parent=None)
        if index in refused
        else replace(found, parent=_next_parent(attributions, found.parent, refused))
        for index, found in enumerate(attributions)
    ]
    return replace(analysis, entities=tuple(entities), attributions=tuple(lifted))


def _entity_named(name: str, entities: list[Entity]) -> int:
    """Find the source of a name, or add it."""
    wanted = name.casefold()
    for entity in entities:
        if wanted in {known.casefold() for known in (entity.canonical, *entity.aliases)}:
            return entity.id
    entities.append(Entity(id=len(entities), canonical=name, type=_type_named(name)))
    return len(entities) - 1


@lru_cache
def _type_named(name: str) -> SourceType:
    """Find what the engine takes a name for, so that it is the same source as in other stories."""
    from newstui.attribution import attribute

    found = attribute(f"{name} said that it rained.").entities
    return found[0].type if len(found) == 1 else SourceType.UNKNOWN


def _reassigned(found: Attribution, entity: int) -> Attribution:
    spans = found.source or found.cue or found.content
    mention = found.mention or Mention(spans=spans, head=spans[0])
    mention = replace(mention, entity=entity, role=None, affiliation=None, others=())
    return replace(found, mention=mention, confidence=1.0)


def _next_parent(
    attributions: Sequence[Attribution], parent: int | None, refused: Collection[int]
) -> int | None:
    """Find who still vouches for a passage when some of those above it do not."""
    seen: set[int] = set()
    while parent is not None and parent in refused and parent not in seen:
        seen.add(parent)
        parent = attributions[parent].parent
    return None if parent in seen else parent
