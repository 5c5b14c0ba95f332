"""Who says what in one story, arranged for reading: sources, chains and what they said."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from newstui.model.kinds import SURE_FROM, SourceType
from newstui.text.clean import NOTHING, clean_line

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    SourceType.UNKNOWN: "",
}
_COUNTED: Final = {
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
_THE: Final = "the "
_UNATTRIBUTED: Final = "unattributed"
_WORD: Final = re.compile(r"\w+")
_LINK_LENGTH: Final = 40
"""Most characters that may be left of a passage beside what it passes on: one word, and signs."""


@dataclass(slots=True, kw_only=True)
class SourceNode:
    """One source, what it says, and whom it passes on."""

    name: SafeText
    type: SourceType
    role: SafeText = NOTHING
    named: bool = True
    """False for passages nobody is named for."""
    sure: bool = True
    """Whether any of its passages is certainly its own."""
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
    def first(self) -> int | None:
        """The first passage it vouches for; `None` when there is none."""
        pending = [self]
        while pending:
            node = pending.pop(0)
            own = [*node.passages, *node.passed_on]
            if own:
                return min(own)
            pending[:0] = node.children
        return None


def arrange_sources(analysis: Analysis, text: str) -> list[SourceNode]:
    """Arrange attributions as a tree: chains under the source that vouches for them."""
    roots: list[SourceNode] = []
    nodes: dict[tuple[object, ...], SourceNode] = {}
    passed_on = _find_passed_on(analysis, text)
    for index, attribution in enumerate(analysis.attributions):
        path = _path(analysis, index, text)
        for depth in range(1, len(path) + 1):
            if path[:depth] not in nodes:
                node = _new_node(analysis, _link(analysis, index, len(path) - depth), text)
                nodes[path[:depth]] = node
                (nodes[path[: depth - 1]].children if depth > 1 else roots).append(node)
        node = nodes[path]
        node.sure = node.sure or attribution.confidence >= SURE_FROM
        (node.passed_on if index in passed_on else node.passages).append(index)
    return roots


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


def _new_node(analysis: Analysis, index: int, text: str) -> SourceNode:
    attribution = analysis.attributions[index]
    entity = analysis.entity_of(attribution)
    name = entity.canonical if entity else passage_text(attribution.source, text)
    roles = entity.roles if entity else ()
    role = next((role for role in roles if role.casefold() not in _THE + name.casefold()), "")
    return SourceNode(
        name=clean_line(name or _UNATTRIBUTED),
        type=entity.type if entity else SourceType.UNKNOWN,
        role=clean_line(role),
        named=bool(name),
        sure=attribution.confidence >= SURE_FROM,
    )


def passage_text(spans: Sequence[Offsets], text: str) -> SafeText:
    """Put the pieces of a passage into one line."""
    return clean_line(" … ".join(text[start:end] for start, end in spans))


def shown_passage(attribution: Attribution, text: str) -> SafeText:
    """Show what was said; where there are no words of it, how it was said."""
    return passage_text(attribution.content or attribution.cue, text)


def count_voices(nodes: Sequence[SourceNode]) -> SafeText:
    """Say in words who speaks: "2 governments, 1 person, 1 document"."""
    counts: dict[SourceType, int] = {}
    unattributed = 0
    pending = list(nodes)
    while pending:
        node = pending.pop(0)
        pending[:0] = node.children
        if node.named:
            counts[node.type] = counts.get(node.type, 0) + 1
        else:
            unattributed += len(node.passages)
    words = [f"{count} {_COUNTED[kind][count > 1]}" for kind, count in counts.items()]
    if unattributed:
        words.append(f"{unattributed} unattributed {'passages' if unattributed > 1 else 'passage'}")
    return clean_line(", ".join(words))
