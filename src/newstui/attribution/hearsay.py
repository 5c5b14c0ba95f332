"""Hearsay, which names nobody: "reportedly", "were said to be", "rumour has it that"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newstui.attribution import frames, lexicon
from newstui.attribution.cues import BE, group_start
from newstui.attribution.lexicon import words
from newstui.attribution.phrases import FINITE
from newstui.attribution.report import Report
from newstui.attribution.subject_phrases import subject_before
from newstui.model.attribution import Stance

if TYPE_CHECKING:
    from collections.abc import Callable

    from newstui.attribution.phrases import Range
    from newstui.attribution.sentences import Sentence

_CLAUSE_LEAST: Final = 4
"""Nodes below which nothing is a clause."""
_INFINITIVE: Final = re.compile(r"2(?![dNo#sp])")
_CLAUSE: Final = re.compile(r"[dNr]|c[mxv]")
_TALK: Final = words("rumour rumor legend word gossip")


def _read_adverb(sentence: Sentence, index: int) -> Report | None:
    start, end = _clause_around(sentence, index)
    if end - start < _CLAUSE_LEAST or FINITE.search(sentence.shape, start, end) is None:
        return None
    if _qualifies_adjective(sentence, index):
        return None
    return _hearsay((index, index + 1), start, end)


def _qualifies_adjective(sentence: Sentence, index: int) -> bool:
    """Tell "two allegedly stolen cars" from "two guards allegedly slept"."""
    shape = sentence.shape
    opens = index == 0 or shape[index - 1] in "d#p"
    adjective = _word(sentence, index + 1).endswith("ed")
    return opens and adjective and shape[index + 2 : index + 3] == lexicon.WORD


def _read_passive(sentence: Sentence, index: int) -> Report | None:
    """Read "were said to be ...", "it is believed that ...", "the king, it is said, is ill"."""
    group = group_start(sentence, index)
    if not any(node.lower in BE for node in sentence.nodes[group:index]):
        return None
    it = _word(sentence, group - 1) == "it"
    if it and _is_inserted(sentence, group - 1, index + 1):
        start, end = _clause_around(sentence, group - 2)
        content = [(start, group - 2), (index + 2, end)]
        return _report((group - 1, index + 1), content)
    that = _word(sentence, index + 1) == "that"
    clause = _CLAUSE.match(sentence.shape, index + 1) is not None
    impersonal = it and (that or clause)
    infinitive = _INFINITIVE.match(sentence.shape, index + 1) is not None
    if not impersonal and not infinitive:
        return None
    start, end = _clause_around(sentence, index)
    return _hearsay((group, index + 1), index + 1 if impersonal else start, end)


def _is_inserted(sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether commas part a range from the clause around it."""
    shape = sentence.shape
    return start > 1 and shape[start - 1] == "," and shape[end : end + 1] == ","


def _read_talk(sentence: Sentence, index: int) -> Report | None:
    """Read "rumour has it that ..."."""
    complete = [node.lower for node in sentence.nodes[index + 1 : index + 4]] == [
        "has",
        "it",
        "that",
    ]
    return _report((index, index + 3), [(index + 3, len(sentence.shape))]) if complete else None


def _read_reports(sentence: Sentence, index: int) -> Report | None:
    """Read "there are reports that ..."."""
    shape = sentence.shape
    there = index - 1
    while there > 0 and shape[there] in "xmacdn#":
        there -= 1
    exists = there >= 0 and _word(sentence, there) == "there" and "x" in shape[there:index]
    if not exists or shape[index + 1 : index + 2] != lexicon.THAT:
        return None
    return _report((there, index + 1), [(index + 1, len(shape))])


def _hearsay(cue: Range, start: int, end: int) -> Report:
    return _report(cue, [(start, cue[0]), (cue[1], end)])


def _report(cue: Range, content: list[Range]) -> Report:
    return Report(
        rule="hearsay",
        sentence=0,
        cue=cue,
        front=cue[1] - 1,
        content=[part for part in content if part[0] < part[1]],
        stance=Stance.HEARSAY,
        confidence=0.6,
    )


def _clause_around(sentence: Sentence, index: int) -> Range:
    shape = sentence.shape
    start = max(shape.rfind(mark, 0, index) for mark in ",;:-ut") + 1
    if shape[start] in "xmvVea":
        # What the comma closes is set off from the subject: "The king, aged 80, is reportedly ill".
        subject = subject_before(sentence, group_start(sentence, index))
        start = start if subject is None else min(start, subject[0])
    ends = ",;:-" if shape[start : start + 1] == lexicon.WH else ";:-"
    edges = [at for mark in ends if (at := shape.find(mark, index)) >= 0]
    return start, min(edges, default=len(shape))


def _word(sentence: Sentence, index: int) -> str:
    return sentence.nodes[index].lower if 0 <= index < len(sentence.nodes) else ""


HEARSAY_READERS: Final[dict[str, Callable[[Sentence, int], Report | None]]] = {
    **dict.fromkeys(frames.HEARSAY_ADVERBS, _read_adverb),
    **dict.fromkeys(frames.HEARSAY_PARTICIPLES, _read_passive),
    **dict.fromkeys(_TALK, _read_talk),
    **dict.fromkeys(("reports", "rumours", "rumors", "talk", "suspicions"), _read_reports),
}
"""What to try at a word."""
