"""Sources known through other sources: citations, "quoted as saying", reports within reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newstui.attribution import lexicon
from newstui.attribution.gazetteer import type_of_noun
from newstui.attribution.lexicon import words
from newstui.attribution.objects import phrase_after
from newstui.attribution.phrases import subject_before
from newstui.attribution.report import Report
from newstui.attribution.verbs import CITERS
from newstui.model.attribution import SourceType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newstui.attribution.sentences import Sentence
    from newstui.model.attribution import Attribution
    from newstui.model.text import Offsets

_QUOTERS: Final = frozenset({"quoted", "cited", "quotes", "cites"})
_BE: Final = words("is are was were been")
_REACH: Final = 24


def find_chains(sentence: Sentence, number: int, reports: Sequence[Report]) -> list[Report]:
    """Find the sources that other sources of one sentence name."""
    found: list[Report] = []
    for index, node in enumerate(sentence.nodes):
        if node.lower in CITERS:
            found.extend(_cited(sentence, index, reports))
        elif node.lower in _QUOTERS:
            found.extend(_quoted_as_saying(sentence, index))
    for report in found:
        report.sentence = number
    return found


def _cited(sentence: Sentence, index: int, reports: Sequence[Report]) -> list[Report]:
    """Read "the paper wrote C, citing the navy"."""
    outer = _last_before(reports, index)
    source = phrase_after(sentence, index + 1)
    if outer is None or source is None or sentence.shape[index - 1] not in ",-":
        return []
    head = sentence.nodes[source[1] - 1]
    if head.letter != lexicon.NAME and type_of_noun(head.lower) is SourceType.UNKNOWN:
        # "citing the disruption": a reason and no source.
        return []
    content = [part for part in outer.content if part[1] <= index] or [
        (start, min(end, index - 1)) for start, end in outer.content if start < index - 1
    ]
    if not content:
        return []
    cited = Report(
        rule="citing",
        sentence=0,
        cue=(index, index + 1),
        source=source,
        front=index - 1,
        mark=index - 1,
        content=content,
        confidence=0.8,
        via=outer,
    )
    return [cited]


def _last_before(reports: Sequence[Report], index: int) -> Report | None:
    before = [report for report in reports if report.cue[0] < index and report.source is not None]
    return max(before, key=lambda report: report.cue, default=None)


def _quoted_as_saying(sentence: Sentence, index: int) -> list[Report]:
    """Read "Kern quoted the navy as saying C" and "the navy was quoted as saying C"."""
    nodes, shape = sentence.nodes, sentence.shape
    saying = next(
        (
            at
            for at in range(index + 1, min(index + _REACH, len(nodes) - 1))
            if nodes[at].lower == "as" and nodes[at + 1].lower in {"saying", "telling"}
        ),
        None,
    )
    if saying is None:
        return []
    group = index
    while group > 0 and shape[group - 1] in "xa":
        group -= 1
    passive = any(node.lower in _BE for node in nodes[group:index])
    subject = subject_before(sentence, group)
    content = _said_content(sentence, saying + 2, subject[0] if subject else group)
    if subject is None or content is None:
        return []
    cue = (group, saying + 2)
    if passive:
        by = nodes[index + 1].lower == "by"
        outer = phrase_after(sentence, index + 2, limit=saying) if by else None
        return _pair(cue, outer, subject, content, subject[0])
    quoted = phrase_after(sentence, index + 1, limit=saying)
    return [] if quoted is None else _pair(cue, subject, quoted, content, subject[0])


def _said_content(sentence: Sentence, after: int, front: int) -> Offsets | None:
    shape = sentence.shape
    start = after
    while start < len(shape) and shape[start] in ",:Ta":
        start += 1
    if start < len(shape):
        return start, len(shape)
    mark = front - 1 if front and shape[front - 1] == "," else front
    return (0, mark) if mark > 0 and lexicon.QUOTE in shape[:mark] else None


def _pair(
    cue: Offsets, outer: Offsets | None, quoted: Offsets, content: Offsets, front: int
) -> list[Report]:
    first = None
    if outer is not None:
        first = Report(
            rule="quoted-as", sentence=0, cue=(cue[0], cue[0] + 1), source=outer, front=front,
            content=[content], confidence=0.85,
        )  # fmt: skip
    second = Report(
        rule="quoted-as", sentence=0, cue=cue, source=quoted, front=front, content=[content],
        confidence=0.85, via=first,
    )  # fmt: skip
    return [second] if first is None else [first, second]


def find_parents(
    attributions: Sequence[Attribution], through: Sequence[int | None]
) -> list[int | None]:
    """Return each attribution's parent: the one it is known through, else the closest around it."""
    parents: list[int | None] = list(through)
    around: list[int] = []
    for index in sorted(range(len(attributions)), key=lambda i: _extent(attributions[i])):
        start, _ = _cue_span(attributions[index])
        while around and _content_end(attributions[around[-1]]) <= start:
            around.pop()
        if parents[index] is None:
            parents[index] = next(
                (
                    outer
                    for outer in reversed(around[-_DEPTH:])
                    if _holds(attributions[outer], attributions[index])
                ),
                None,
            )
        around.append(index)
    return _without_cycles(parents)


_DEPTH: Final = 6


def _extent(attribution: Attribution) -> tuple[int, int]:
    return attribution.content[0][0], -attribution.content[-1][1]


def _content_end(attribution: Attribution) -> int:
    return attribution.content[-1][1]


def _cue_span(attribution: Attribution) -> Offsets:
    return attribution.cue[0] if attribution.cue else attribution.content[0]


def _holds(outer: Attribution, inner: Attribution) -> bool:
    """Tell whether the inner's cue and content lie within the outer's content."""
    own = (*inner.cue, *inner.content)
    return inner.cue != () and all(
        any(start <= s and e <= end for start, end in outer.content) for s, e in own
    )


def _without_cycles(parents: list[int | None]) -> list[int | None]:
    for index in range(len(parents)):
        seen = {index}
        at = parents[index]
        while at is not None and at not in seen and len(seen) <= _DEPTH:
            seen.add(at)
            at = parents[at]
        if at is not None:
            parents[index] = None
    return parents
