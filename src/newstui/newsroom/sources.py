"""Who says what in one story, arranged for reading: sources, chains and what they said."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from newstui.model.correction import CorrectionKind
from newstui.model.kinds import SURE_FROM, SourceType, Stance
from newstui.newsroom.spokespeople import find_spoken_for
from newstui.text.clean import NOTHING, clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newstui.model.attribution import Analysis, Attribution
    from newstui.model.text import Offsets, SafeText

TYPE_WORDS: Final = {
    SourceType.PERSON: "person",
    SourceType.ORGANISATION: "org",
    SourceType.OUTLET: "outlet",
    SourceType.AGENCY: "agency",
    SourceType.GOVERNMENT: "gov",
    SourceType.ANONYMOUS: "anon",
    SourceType.DOCUMENT: "document",
    SourceType.POLL: "poll",
    SourceType.SOCIAL: "social",
    SourceType.UNKNOWN: "other",
}
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
_STANCES: Final = {
    Stance.DENIED: "denied",
    Stance.ASKED: "asked",
    Stance.REFUSED: "declined",
    Stance.HEARSAY: "reportedly",
}
_ARTICLE: Final = re.compile(r"(?:the|an?) ", re.IGNORECASE)
_UNATTRIBUTED: Final = "unattributed"
_NO_CLAIM: Final = "not a claim"
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
    sure: bool = True
    """Whether any of its passages is certainly its own."""
    is_dismissed: bool = False
    """Whether it holds what the reader said is no claim; then it is no source."""
    passages: list[int] = field(default_factory=list)
    """Indexes into `Analysis.attributions`."""
    passed_on: list[int] = field(default_factory=list)
    """Those that are shown with the source they pass on, word for word."""
    children: list[SourceNode] = field(default_factory=list)
    """Sources reported through this one."""

    @property
    def count(self) -> int:
        """How many passages it vouches for, its own and those it passes on."""
        return len(self.passages) + sum(child.count for child in self.children)

    @property
    def own(self) -> list[int]:
        """What it says itself, those passages included that are shown with whom it passes on."""
        return sorted([*self.passages, *self.passed_on])

    @property
    def first(self) -> int | None:
        """The first passage it vouches for; `None` when there is none."""
        pending = [self]
        while pending:
            node = pending.pop(0)
            if node.own:
                return node.own[0]
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
        path = _path(analysis, index, text)
        for depth in range(1, len(path) + 1):
            if path[:depth] not in nodes:
                node = _new_node(
                    analysis, _link(analysis, index, len(path) - depth), text, spoken_for
                )
                node.key = path[:depth]
                nodes[path[:depth]] = node
                (nodes[path[: depth - 1]].children if depth > 1 else roots).append(node)
        node = nodes[path]
        node.sure = node.sure or attribution.confidence >= SURE_FROM
        (node.passed_on if index in passed_on else node.passages).append(index)
    return [*roots, dismissed] if dismissed.passages else roots


def _link(analysis: Analysis, index: int, up: int) -> int:
    """Follow a chain towards its outer end."""
    for _step in range(up):
        parent = analysis.attributions[index].parent
        if parent is None:
            break
        index = parent
    return index


def _path(analysis: Analysis, index: int, text: str) -> tuple[object, ...]:
    """Name a source and everyone it is reported through, the outermost first."""
    path: list[object] = []
    seen: set[int] = set()
    at: int | None = index
    while at is not None and at not in seen:
        seen.add(at)
        attribution = analysis.attributions[at]
        entity = analysis.entity_of(attribution)
        path.append(entity.id if entity else passage_text(attribution.source, text).casefold())
        at = attribution.parent
    return tuple(reversed(path))


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
    analysis: Analysis, index: int, text: str, spoken_for: Mapping[int, int]
) -> SourceNode:
    attribution = analysis.attributions[index]
    name = name_source(analysis, index, text)
    entity = analysis.entity_of(attribution)
    body = None if entity is None else spoken_for.get(entity.id)
    kind = analysis.type_of(attribution)
    voice = (kind, name)
    if body is not None:
        voice = analysis.entities[body].type, clean_line(analysis.entities[body].canonical)
    return SourceNode(
        name=name or clean_line(_UNATTRIBUTED),
        type=kind,
        voice=voice,
        role=role_of(analysis, index, text),
        named=bool(name),
        sure=attribution.confidence >= SURE_FROM,
    )


def name_source(analysis: Analysis, index: int, text: str) -> SafeText:
    """Name who an attribution's source is, as fully as the story does; nothing for nobody."""
    attribution = analysis.attributions[index]
    entity = analysis.entity_of(attribution)
    return clean_line(entity.canonical) if entity else passage_text(attribution.source, text)


def role_of(analysis: Analysis, index: int, text: str) -> SafeText:
    """Find a role of an attribution's source that its name does not say already."""
    entity = analysis.entity_of(analysis.attributions[index])
    name = name_source(analysis, index, text).casefold()
    roles = entity.roles if entity else ()
    told = (role for role in roles if _without_article(role).casefold() not in name)
    return clean_line(next(told, ""))


def _without_article(words: str) -> str:
    found = _ARTICLE.match(words)
    return words[found.end() :] if found else words


def names_of(analysis: Analysis, text: str) -> tuple[SafeText, ...]:
    """List the sources of a story by name, each once, in the order they speak."""
    names = (name_source(analysis, index, text) for index in range(len(analysis.attributions)))
    return tuple(dict.fromkeys(name for name in names if name))


def passage_text(spans: Sequence[Offsets], text: str) -> SafeText:
    """Put the pieces of a passage into one line."""
    return clean_line(" … ".join(text[start:end] for start, end in spans))


def shown_passage(attribution: Attribution, text: str) -> SafeText:
    """Show what was said, and that it was denied, asked or hearsay if it was not simply said.

    Where there are no words of it, show how it was said.
    """
    passage = passage_text(attribution.content or attribution.cue, text)
    stance = _STANCES.get(attribution.stance)
    return clean_line(f"{stance}: {passage}") if stance and attribution.content else passage


def count_voices(nodes: Sequence[SourceNode]) -> SafeText:
    """Say in words who speaks, each source once: "2 governments, 1 person, 1 document".

    Whoever speaks for a body that speaks itself is no voice of their own.
    """
    counts: dict[SourceType, set[str]] = {}
    unattributed = 0
    for node in every_node(nodes):
        if node.named:
            kind, name = node.voice
            counts.setdefault(kind, set()).add(name.casefold())
        elif not node.is_dismissed:
            unattributed += len(node.own)
    words = [counted(len(names), *COUNTED[kind]) for kind, names in counts.items()]
    if unattributed:
        words.append(counted(unattributed, *UNATTRIBUTED_WORDS))
    return clean_line(", ".join(words))


def counted(count: int, one: str, many: str) -> str:
    """Count things in words: "1 person", "2 people"."""
    return f"{count} {one if count == 1 else many}"


def every_node(nodes: Sequence[SourceNode]) -> Iterator[SourceNode]:
    """Go through sources and whom they pass on, in the order they are shown."""
    pending = list(reversed(nodes))
    while pending:
        node = pending.pop()
        yield node
        pending += reversed(node.children)
