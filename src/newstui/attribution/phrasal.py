"""Reports made without a reporting verb: "according to", noun cues, colons, refusals, hearsay."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newstui.attribution import frames, lexicon
from newstui.attribution.cues import BE, group_start
from newstui.attribution.lexicon import words
from newstui.attribution.phrases import FINITE, phrase_after, phrase_before, subject_before
from newstui.attribution.report import Report
from newstui.model.attribution import Stance

if TYPE_CHECKING:
    from collections.abc import Callable

    from newstui.attribution.phrases import Range
    from newstui.attribution.sentences import Sentence

_REFUSERS: Final = words("declined refused declines refuses declining refusing")
_REFUSED: Final = words(
    "comment say elaborate answer discuss respond specify disclose confirm speculate reveal "
    "explain give provide identify talk speak"
)
_ANSWERED: Final = words("respond reply return answer")
_ENQUIRIES: Final = words(
    "request requests inquiry inquiries enquiries query queries email emails e-mail e-mails "
    "message messages call calls question questions comment"
)
_UNSAID: Final = words("say specify elaborate comment disclose confirm explain")
_PREPOSITIONAL: Final = (("in", "the", "words", "of"), ("as", "per"), ("per",))
_NEAR: Final = 3
_CLAUSE_LEAST: Final = 4
"""Nodes below which nothing is a clause."""
_SPEAKER_LIMIT: Final = 14
"""Nodes before a colon that can be a speaker."""


def find_phrasal_reports(sentence: Sentence, number: int) -> list[Report]:
    """Find the reports of one sentence that are made without a reporting verb."""
    found: list[Report] = []
    for index, node in enumerate(sentence.nodes):
        read = _READERS.get(node.lower)
        report = None if read is None else read(sentence, index)
        if report is not None:
            report.sentence = number
            found.append(report)
    return found


def _word(sentence: Sentence, index: int) -> str:
    return sentence.nodes[index].lower if 0 <= index < len(sentence.nodes) else ""


def _according_to(sentence: Sentence, index: int) -> Report | None:
    complete = _word(sentence, index + 1) == "to"
    return _according(sentence, index, index + 2) if complete else None


def _worded(sentence: Sentence, index: int) -> Report | None:
    for phrase in _PREPOSITIONAL:
        if all(_word(sentence, index + step) == word for step, word in enumerate(phrase)):
            after = index + len(phrase)
            named = sentence.shape[after : after + 1] == lexicon.NAME
            set_off = index == 0 or sentence.shape[index - 1] == ","
            if set_off and (named or len(phrase) > len(("as", "per"))):
                return _according(sentence, index, after)
    return None


def _according(sentence: Sentence, index: int, after: int) -> Report | None:
    """Read "according to S, C", "C, according to S" and "C, according to S, C"."""
    shape = sentence.shape
    front = index == 0 or shape[index - 1] in "b&" or (index < _NEAR and shape[index - 1] in ",a")
    source = _according_source(sentence, after, front=front)
    if source is None:
        return None
    report = Report(rule="according", sentence=0, cue=(index, after), source=source, front=index)
    end = source[1]
    if front:
        start = end + 1 if shape[end : end + 1] == "," else end
        report.content = [(start, len(shape))] if start < len(shape) else []
        report.open_end = True
    else:
        report.mark = index - 1 if shape[index - 1] in ",-q" else index
        report.front = report.mark
        report.content = _around_according(sentence, report.mark, end)
    report.confidence = 0.9 if report.content else 0.0
    return report if report.content else None


def _around_according(sentence: Sentence, mark: int, end: int) -> list[Range]:
    shape = sentence.shape
    before = mark + 1 if shape[mark : mark + 1] == "q" else mark
    content = [(shape.rfind(";", 0, before) + 1, before)]
    rest = end + 1
    if shape[end : end + 1] != "," or rest >= len(shape):
        return content
    if shape[rest] == "q" or (shape[rest] not in "gwdu" and FINITE.search(shape, rest)):
        content.append((rest, len(shape)))
    return content


def _according_source(sentence: Sentence, start: int, *, front: bool) -> Range | None:
    """Return the source after "according to"; at the end of a sentence it is all that follows."""
    shape = sentence.shape
    if start >= len(shape):
        return None
    found = phrase_after(sentence, start, whole=True)
    comma = shape.find(",", start)
    if found is None:
        return None
    if comma < 0 and not front:
        edge = re.compile(r"[q:;.\-ur]").search(shape, start + 1)
        return start, edge.start() if edge else len(shape)
    if front and comma >= 0 and (found[1] < comma or found[1] == len(shape)):
        return start, comma
    return found


def _refusal(sentence: Sentence, index: int) -> Report | None:
    """Read "declined to comment", "did not respond to a request", "did not say whether"."""
    shape = sentence.shape
    word = sentence.nodes[index].lower
    group = group_start(sentence, index)
    inner = sentence.nodes[group:index]
    negated = any(node.letter == "n" or node.lower.endswith("n't") for node in inner)
    if word in _REFUSERS:
        complete = _word(sentence, index + 1) == "to" and _word(sentence, index + 2) in _REFUSED
        content = (index + 1, len(shape))
    elif word in _ANSWERED and negated:
        complete = any(node.lower in _ENQUIRIES for node in sentence.nodes[index + 1 : index + 12])
        content = (index, len(shape))
    else:
        complete = negated and word in _UNSAID and shape[index + 1 : index + 2] in {"w", "u", "t"}
        content = (index + 1, len(shape))
    if not complete:
        return None
    source = subject_before(sentence, group)
    if source is None:
        return None
    return Report(
        rule="refusal",
        sentence=0,
        cue=(group, index + 1),
        source=source,
        front=source[0],
        content=[content],
        open_end=True,
        stance=Stance.REFUSED,
        reported=True,
        confidence=0.85,
    )


def _hearsay_adverb(sentence: Sentence, index: int) -> Report | None:
    start, end = _clause_around(sentence, index)
    if end - start < _CLAUSE_LEAST or FINITE.search(sentence.shape, start, end) is None:
        return None
    return _hearsay(index, (index, index + 1), start, end)


def _hearsay_passive(sentence: Sentence, index: int) -> Report | None:
    """Read "were said to be ...", "it is believed that ..."."""
    group = group_start(sentence, index)
    if not any(node.lower in BE for node in sentence.nodes[group:index]):
        return None
    impersonal = _word(sentence, group - 1) == "it" and _word(sentence, index + 1) == "that"
    if not impersonal and _word(sentence, index + 1) != "to":
        return None
    start, end = _clause_around(sentence, index)
    if impersonal:
        start = index + 1
    return _hearsay(index, (group, index + 1), start, end)


def _hearsay(index: int, cue: Range, start: int, end: int) -> Report:
    content = [(start, cue[0]), (cue[1], end)]
    return Report(
        rule="hearsay",
        sentence=0,
        cue=cue,
        front=index,
        content=[part for part in content if part[0] < part[1]],
        stance=Stance.HEARSAY,
        confidence=0.6,
    )


def _clause_around(sentence: Sentence, index: int) -> Range:
    shape = sentence.shape
    start = max(shape.rfind(mark, 0, index) for mark in ",;:-ut") + 1
    edges = [at for mark in ";:-" if (at := shape.find(mark, index)) >= 0]
    return start, min(edges, default=len(shape))


def _noun_cue(sentence: Sentence, index: int) -> Report | None:
    """Read "Adler's claim that ..." where the clause ends the sentence."""
    shape = sentence.shape
    if _word(sentence, index + 1) != "that" or index < _NEAR:
        return None
    owner = index - 1
    while owner > 0 and shape[owner] in "ace#" and index - owner < _NEAR + 1:
        owner -= 1
    if shape[owner] != lexicon.POSSESSIVE or FINITE.search(shape, 0, owner) is None:
        return None
    source = phrase_before(sentence, owner)
    if source is None:
        return None
    return Report(
        rule="noun",
        sentence=0,
        cue=(owner + 1, index + 1),
        source=source,
        front=source[0],
        content=[(index + 1, len(shape))],
        open_end=True,
        confidence=0.75,
    )


_SPEAKER: Final = re.compile(r"(?:[dacN#]*c?N+[(]?|N+,[^q:vVxm]{1,30})")
_LABELS: Final = words(
    "photo photos video watch analysis opinion update updates note editor's correction read more "
    "related source sources via credit image images breaking live exclusive poll"
)


def _colon(sentence: Sentence, index: int) -> Report | None:
    """Read `Adler: "No."`, a speaker and a quotation."""
    shape = sentence.shape
    if shape[index + 1 : index + 2] != "q" or index == 0 or index > _SPEAKER_LIMIT:
        return None
    if _SPEAKER.fullmatch(shape, 0, index) is None or _word(sentence, 0) in _LABELS:
        return None
    return Report(
        rule="colon",
        sentence=0,
        cue=(index, index + 1),
        source=(0, index),
        content=[(index + 1, len(shape))],
        open_end=True,
        confidence=0.85,
    )


_READERS: Final[dict[str, Callable[[Sentence, int], Report | None]]] = {
    **dict.fromkeys(_REFUSERS | _ANSWERED | _UNSAID, _refusal),
    **dict.fromkeys(frames.HEARSAY_ADVERBS, _hearsay_adverb),
    **dict.fromkeys(frames.HEARSAY_PARTICIPLES, _hearsay_passive),
    **dict.fromkeys(frames.NOUN_CUES, _noun_cue),
    **dict.fromkeys(("in", "as", "per"), _worded),
    "according": _according_to,
    ":": _colon,
}
"""What to try at a word."""
