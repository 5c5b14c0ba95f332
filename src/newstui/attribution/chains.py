"""Sources known through other sources: citations, "quoted as saying", reports within reports."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newstui.attribution import lexicon
from newstui.attribution.frames import CITERS
from newstui.attribution.gazetteer import type_of_noun
from newstui.attribution.idioms import is_press
from newstui.attribution.lexicon import words
from newstui.attribution.objects import phrase_after
from newstui.attribution.report import Report
from newstui.attribution.subject_phrases import subject_before
from newstui.model.attribution import SourceType, Stance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newstui.attribution.phrases import Range
    from newstui.attribution.sentences import Sentence
    from newstui.model.attribution import Attribution
    from newstui.model.text import Offsets

_QUOTERS: Final = frozenset({"quoted", "cited", "quotes", "cites"})
_CHAINING: Final = CITERS | _QUOTERS
_BE: Final = words("is are was were been")
_REACH: Final = 24
_SPEAKERS: Final = frozenset({SourceType.PERSON, SourceType.ANONYMOUS})
"""Who may be described at length: "two people familiar with the talks"."""
_ABSTRACT: Final = ("ion", "ions", "ity", "ness", "ment", "costs", "weather", "age")
"""Ends of nouns that are reasons."""


def find_chains(sentence: Sentence, number: int, reports: Sequence[Report]) -> list[Report]:
    """Find the sources that other sources of one sentence name."""
    found: list[Report] = []
    for index, node in enumerate(sentence.nodes):
        if node.lower not in _CHAINING:
            continue
        if node.lower in CITERS:
            fronted = index == 0
            found.extend((_citing_first if fronted else _cited)(sentence, index, reports))
        else:
            found.extend(
                _quoted_as_saying(sentence, index)
                or _quoted_by(sentence, index, reports)
                or _who_cited(sentence, index, reports)
            )
    for report in found:
        report.sentence = number
    return found


def _cited(sentence: Sentence, index: int, reports: Sequence[Report]) -> list[Report]:
    """Read "the paper wrote C, citing the navy" and "the paper wrote, citing the navy, that C"."""
    source = phrase_after(sentence, index + 1)
    outer = _last_before(reports, index)
    if outer is None and source is not None:
        outer = next((one for one in reports if _surrounds(one, index, source[1])), None)
        if outer is not None and _may_be_cited(sentence, source, outer):
            return [_citation(index, source, outer)]
    if outer is None or source is None or sentence.shape[index - 1] not in ",-":
        return []
    if not _may_be_cited(sentence, source, outer):
        return []
    if outer.content and outer.content[0][0] > index:
        return [_citation(index, source, outer)]
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


def _citing_first(sentence: Sentence, index: int, reports: Sequence[Report]) -> list[Report]:
    """Read "Citing the navy, the paper wrote C"."""
    source = phrase_after(sentence, index + 1)
    if source is None or sentence.shape[source[1] : source[1] + 1] != ",":
        return []
    outer = next((report for report in reports if report.front == source[1] + 1), None)
    if outer is None or not outer.content or not _may_be_cited(sentence, source, outer):
        return []
    return [_citation(index, source, outer)]


def _citation(index: int, source: Range, outer: Report) -> Report:
    return Report(
        rule="citing",
        sentence=0,
        cue=(index, index + 1),
        source=source,
        front=outer.front,
        content=list(outer.content),
        open_end=outer.open_end,
        confidence=0.8,
        via=outer,
    )


def _may_be_cited(sentence: Sentence, source: Range, outer: Report) -> bool:
    """Tell "citing the navy" from "citing the disruption", a reason and no source."""
    head = sentence.nodes[source[1] - 1]
    if outer.stance is Stance.REFUSED:
        return False  # "declined to comment, citing the inquiry"
    known = head.letter == lexicon.NAME or type_of_noun(head.lower) is not SourceType.UNKNOWN
    of = sentence.shape.find(lexicon.PREPOSITION, *source)
    told = sentence.nodes[source[0] : of if of > 0 else source[0]]
    known = known or any(type_of_noun(node.lower) in _SPEAKERS for node in told)
    if known or outer.source is None:
        return known
    return is_press(sentence, outer.source) and not head.lower.endswith(_ABSTRACT)


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
    if passive:
        outer = _quoter(sentence, index + 1, saying) or _quoter(sentence, saying + 2, len(nodes))
        cues = (group, index + 1), (group, saying + 2)
        return _pair(cues, outer, subject, content, subject[0])
    cues = (group, index + 1), (saying, saying + 2)
    quoted = phrase_after(sentence, index + 1, limit=saying)
    return [] if quoted is None else _pair(cues, subject, quoted, content, subject[0])


def _quoter(sentence: Sentence, index: int, limit: int) -> Range | None:
    """Return who quotes: "by the Post"."""
    by = index < limit and sentence.nodes[index].lower == "by"
    return phrase_after(sentence, index + 1, limit=limit) if by else None


def _said_content(sentence: Sentence, after: int, front: int) -> Offsets | None:
    shape = sentence.shape
    start = after
    if shape[start : start + 1] == lexicon.PREPOSITION and lexicon.QUOTE in shape[:front]:
        start = len(shape)
    while start < len(shape) and shape[start] in ",:Ta":
        start += 1
    if start < len(shape):
        return start, len(shape)
    mark = front - 1 if front and shape[front - 1] == "," else front
    return (0, mark) if mark > 0 and lexicon.QUOTE in shape[:mark] else None


def _quoted_by(sentence: Sentence, index: int, reports: Sequence[Report]) -> list[Report]:
    """Read "the navy, quoted by the Post, said C" and "C, the navy said, as quoted by the Post"."""
    source = _quoter(sentence, index + 1, len(sentence.nodes))
    front = index - (sentence.nodes[index - 1].lower == "as") if index else 0
    if source is None or front < 1 or sentence.shape[front - 1] not in ",(":
        return []
    inner = next((report for report in reports if _surrounds(report, index, source[1])), None)
    if inner is None:
        return []
    outer = Report(
        rule="quoted-as",
        sentence=0,
        cue=(front, index + 2),
        source=source,
        front=front,
        content=list(inner.content),
        open_end=inner.open_end,
        confidence=0.8,
    )
    inner.via = outer
    return [outer]


def _who_cited(sentence: Sentence, index: int, reports: Sequence[Report]) -> list[Report]:
    """Read "according to the Post, which cited the navy, C"."""
    if not _RELATIVE.match(sentence.shape, max(0, index - 2)):
        return []
    closing = sentence.shape.find(",", index)
    source = phrase_after(sentence, index + 1, limit=closing, whole=True) if closing > 0 else None
    outer = next((one for one in reports if _is_told_of(one, index - 2)), None)
    if outer is None or source is None or not _may_be_cited(sentence, source, outer):
        return []
    return [_citation(index, source, outer)] if outer.content else []


_RELATIVE: Final = re.compile(",w[evV]")


def _is_told_of(report: Report, comma: int) -> bool:
    """Whether a report's source is what the clause after a comma tells of."""
    source = report.source
    return source is not None and source[0] < comma <= source[1] and not report.elided


def _surrounds(report: Report, start: int, end: int) -> bool:
    """Tell whether a range stands between a report's subject and verb, or ends it."""
    if report.source is None or report.elided:
        return False
    between = report.source[1] <= start and end <= report.cue[0]
    return between or (report.mark is not None and report.cue[1] + 2 >= start >= report.cue[1])


def _pair(
    cues: tuple[Range, Range], outer: Range | None, quoted: Range, content: Range, front: int
) -> list[Report]:
    first = None
    if outer is not None:
        first = Report(
            rule="quoted-as", sentence=0, cue=cues[0], source=outer, front=front,
            content=[content], confidence=0.85,
        )  # fmt: skip
    second = Report(
        rule="quoted-as", sentence=0, cue=cues[1], source=quoted, front=front, content=[content],
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
    if not inner.cue or not _lies_in(inner.cue[0], outer.content):
        return False
    return all(_lies_in(own, outer.content) for own in (*inner.cue[1:], *inner.content))


def _lies_in(own: Offsets, spans: Sequence[Offsets]) -> bool:
    return any(start <= own[0] and own[1] <= end for start, end in spans)


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
