"""Who says what in one story, arranged for reading: sources, chains and what they said."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from newstui.model.correction import CorrectionKind
from newstui.model.kinds import SURE_FROM, SourceType
from newstui.newsroom.spokespeople import find_spoken_for
from newstui.text.clean import NOTHING, clean_line
from newstui.text.speakers import chain_of, speakers_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newstui.model.attribution import Analysis, Attribution
    from newstui.model.text import Offsets, SafeText
    from newstui.text.speakers import Speaker

COUNTED: Final = {
    SourceType.PERSON: ("person", "people"),
    SourceType.ORGANISATION: ("organisation", "organisations"),
    SourceType.OUTLET: ("outlet", "outlets"),
    SourceType.AGENCY: ("agency", "agencies"),
    SourceType.GOVERNMENT: ("government", "governments"),
    SourceType.ANONYMOUS: ("unnamed source", "unnamed sources"),
    SourceType.DOCUMENT: ("document", "documents"),
    SourceType.POLL: ("poll", "polls"),
    SourceType.SOCIAL: ("social post", "social posts"),
    SourceType.UNKNOWN: ("other source", "other sources"),
}
UNATTRIBUTED_WORDS: Final = ("unattributed passage", "unattributed passages")
QUESTION_WORDS: Final = ("question put", "questions put")
"""What reporters ask, as a rule, and the story gives to nobody: no claim that lacks a source."""
DOUBTFUL_WORDS: Final = ("uncertain passage", "uncertain passages")
_SPOKESPEOPLE_WORDS: Final = ("spokesperson", "spokespeople")
_NO_CLAIM: Final = "not a claim"
_MOST_PATHS: Final = 16
"""Ways a passage is shown to have come, where several speak in one breath."""
_WORD: Final = re.compile(r"\w+")
_LINK_LENGTH: Final = 40
"""Most characters that may be left of a passage beside what it passes on: one word, and signs."""


@dataclass(slots=True, kw_only=True)
class SourceNode:
    """One source, what it says, and whom it passes on."""

    key: tuple[object, ...] = ()
    """Tells it from the other sources of its story, whoever else comes or goes."""
    name: SafeText
    type: SourceType
    role: SafeText = NOTHING
    voice: tuple[SourceType, str]
    """What it is counted as: itself, or the body it speaks for."""
    named: bool = True
    """False for passages nobody is named for."""
    asks: bool = False
    """Whether those are questions that somebody was asked."""
    is_dismissed: bool = False
    """Whether it holds what the reader said is no claim; then it is no source."""
    passages: list[int] = field(default_factory=list)
    """Indexes into `Analysis.attributions`."""
    doubts: list[int] = field(default_factory=list)
    """Those of them that are perhaps somebody else's."""
    passed_on: list[int] = field(default_factory=list)
    """Those of them in which it passes somebody else on, word for word."""
    entity: int | None = None
    """`Entity.id`; `None` for nobody known."""
    children: list[SourceNode] = field(default_factory=list)
    """Sources reported through this one."""

    @property
    def sure(self) -> bool:
        """Whether any of its passages is certainly its own."""
        return len(self.doubts) < len(self.passages)

    @property
    def doubtful(self) -> int:
        """How many of the passages it vouches for are perhaps not from whom they are given to."""
        own = len(self.doubts) if self.named else 0
        return own + sum(child.doubtful for child in self.children)

    @property
    def count(self) -> int:
        """How many passages it vouches for, its own and those it passes on."""
        return len(self.passages) + sum(child.count for child in self.children)

    @property
    def tally(self) -> str:
        """That count in figures, what is uncertain told apart: "2+1?"."""
        certain = self.count - self.doubtful
        if not certain or not self.doubtful:
            return f"{self.count}"
        return f"{certain}+{self.doubtful}?"

    @property
    def speaks_for_another(self) -> bool:
        """Whether it is counted as the body it speaks for."""
        return self.voice != (self.type, self.name)

    @property
    def first(self) -> int | None:
        """The first passage it vouches for; `None` when there is none."""
        pending = [self]
        while pending:
            node = pending.pop(0)
            if node.passages:
                return node.passages[0]
            pending[:0] = node.children
        return None


def arrange_sources(analysis: Analysis, text: str) -> list[SourceNode]:
    """Arrange attributions as a tree: chains under the source that vouches for them.

    What the reader said is no claim comes last, under that name.
    """
    roots: list[SourceNode] = []
    dismissed = SourceNode(
        key=(_NO_CLAIM,),
        name=clean_line(_NO_CLAIM),
        type=SourceType.UNKNOWN,
        voice=(SourceType.UNKNOWN, _NO_CLAIM),
        named=False,
        is_dismissed=True,
    )
    nodes: dict[tuple[object, ...], SourceNode] = {}
    passed_on = _find_passed_on(analysis, text)
    spoken_for = find_spoken_for(analysis, text)
    for index, attribution in enumerate(analysis.attributions):
        if attribution.correction is CorrectionKind.NO_CLAIM:
            dismissed.passages.append(index)
            continue
        for path in _paths(analysis, index, text):
            for depth, speaker in enumerate(path, 1):
                key = tuple(one.key for one in path[:depth])
                if key not in nodes:
                    nodes[key] = _new_node(analysis, key, speaker, spoken_for)
                    (nodes[key[:-1]].children if depth > 1 else roots).append(nodes[key])
            node = nodes[tuple(one.key for one in path)]
            node.passages.append(index)
            if attribution.confidence < SURE_FROM:
                node.doubts.append(index)
            if index in passed_on:
                node.passed_on.append(index)
    return [*roots, dismissed] if dismissed.passages else roots


def _paths(analysis: Analysis, index: int, text: str) -> list[tuple[Speaker, ...]]:
    """Find whoever says a passage, each below everyone they are reported through."""
    links = reversed(chain_of(analysis, index))
    paths: list[tuple[Speaker, ...]] = [()]
    for link in links:
        said_by = speakers_of(analysis, link, text)
        paths = [(*path, speaker) for path in paths for speaker in said_by][:_MOST_PATHS]
    return paths


def _find_passed_on(analysis: Analysis, text: str) -> set[int]:
    """Find the attributions whose content is shown with the source they pass on."""
    return {
        inner.parent
        for inner in analysis.attributions
        if inner.parent is not None
        and _covers(inner, analysis.attributions[inner.parent].content, text)
    }


def _covers(inner: Attribution, outer: Sequence[Offsets], text: str) -> bool:
    """Whether nothing but a linking word is left of a passage beside what it passes on."""
    left = list(outer)
    for start, end in (*inner.source, *inner.cue, *inner.content):
        pieces = [
            piece
            for low, high in left
            for piece in ((low, min(high, start)), (max(low, end), high))
        ]
        left = [(low, high) for low, high in pieces if low < high]
    if sum(end - start for start, end in left) > _LINK_LENGTH:
        return False
    return sum(len(_WORD.findall(text, start, end)) for start, end in left) <= 1


def _new_node(
    analysis: Analysis, key: tuple[object, ...], speaker: Speaker, spoken_for: Mapping[int, int]
) -> SourceNode:
    body = None if speaker.entity is None else spoken_for.get(speaker.entity)
    voice = (speaker.type, speaker.name)
    if body is not None:
        voice = analysis.entities[body].type, clean_line(analysis.entities[body].canonical)
    return SourceNode(
        key=key,
        name=clean_line(QUESTION_WORDS[1]) if speaker.is_question else speaker.shown,
        type=speaker.type,
        voice=voice,
        role=speaker.role,
        named=bool(speaker.name),
        asks=speaker.is_question,
        entity=speaker.entity,
    )


def count_voices(nodes: Sequence[SourceNode]) -> SafeText:
    """Say in words who speaks, each source once: "2 governments, 1 person, 1 document".

    Whoever speaks for a body that speaks itself is no voice of their own, and whoever perhaps
    says nothing at all is none.
    """
    counts: dict[SourceType, set[str]] = {}
    spokespeople: set[str] = set()
    for node in every_node(nodes):
        if node.named and node.sure:
            kind, name = node.voice
            counts.setdefault(kind, set()).add(name.casefold())
            if node.speaks_for_another:
                spokespeople.add(node.name.casefold())
    words = [counted(len(names), *COUNTED[kind]) for kind, names in counts.items()]
    if spokespeople:
        words.append(counted(len(spokespeople), *_SPOKESPEOPLE_WORDS))
    if doubtful := find_doubtful(nodes):
        words.append(counted(len(doubtful), *DOUBTFUL_WORDS))
    if unattributed := find_unattributed(nodes):
        words.append(counted(len(unattributed), *UNATTRIBUTED_WORDS))
    if questions := find_questions(nodes):
        words.append(counted(len(questions), *QUESTION_WORDS))
    return clean_line(", ".join(words))


def find_doubtful(nodes: Sequence[SourceNode]) -> set[int]:
    """Find the passages that stand under somebody who perhaps did not say them."""
    return {index for node in every_node(nodes) if node.named for index in node.doubts}


def find_unattributed(nodes: Sequence[SourceNode]) -> set[int]:
    """Find the passages nobody is named for, though somebody claims something there."""
    named: set[int] = set()
    unnamed: set[int] = set()
    for node in every_node(nodes):
        if not (node.is_dismissed or node.asks):
            (named if node.named else unnamed).update(node.passages)
    return unnamed - named


def find_questions(nodes: Sequence[SourceNode]) -> set[int]:
    """Find the questions that were put, and the story does not say by whom."""
    return {index for node in every_node(nodes) if node.asks for index in node.passages}


def counted(count: int, one: str, many: str) -> str:
    """Count things in words: "1 person", "2 people"."""
    return f"{count:,} {one if count == 1 else many}"


def every_node(nodes: Sequence[SourceNode]) -> Iterator[SourceNode]:
    """Go through sources and whom they pass on, in the order they are shown."""
    pending = list(reversed(nodes))
    while pending:
        node = pending.pop()
        yield node
        pending += reversed(node.children)
