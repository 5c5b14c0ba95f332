"""Reports made without a reporting verb: "according to", noun cues, colons, refusals, hearsay."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newstui.attribution import frames, lexicon
from newstui.attribution.cues import BE, group_start
from newstui.attribution.lexicon import words
from newstui.attribution.objects import phrase_after
from newstui.attribution.phrases import FINITE, phrase_before, subject_before
from newstui.attribution.report import Report
from newstui.model.attribution import Stance

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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


def find_phrasal_reports(
    sentence: Sentence, number: int, before: Sequence[Report] = ()
) -> list[Report]:
    """Find the reports of one sentence that are made without a reporting verb.

    Args:
        sentence: Which.
        number: Its index in the reading.
        before: Its reports that are made with a reporting verb.
    """
    found: list[Report] = []
    if (introduced := _introduced(sentence, before)) is not None:
        introduced.sentence = number
        found.append(introduced)
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
    start = _last_clause(sentence, before)
    content = [(start, before)]
    rest = end + 1
    if shape[end : end + 1] != "," or rest >= len(shape):
        return content
    is_begun = FINITE.search(shape, start, before) is None
    if is_begun or shape[rest] == "q" or (shape[rest] not in "gwdu" and FINITE.search(shape, rest)):
        content.append((rest, len(shape)))
    return content


_CLAUSE_STARTS: Final = re.compile(r"[:]|,[b&](?=[dacN#]*[cN][vVxm]|r)")


def _last_clause(sentence: Sentence, end: int) -> int:
    """Return where the last clause that can stand alone before node `end` begins."""
    shape = sentence.shape
    start = 0
    for match in _CLAUSE_STARTS.finditer(shape, 0, end):
        if end - match.end() >= _CLAUSE_LEAST and shape[match.end()] != ",":
            start = match.end()
    return start


def _according_source(sentence: Sentence, start: int, *, front: bool) -> Range | None:
    """Return the source after "according to"; at the end of a sentence it is all that follows."""
    shape = sentence.shape
    first = start
    while first < len(shape) and shape[first] in "ae":
        first += 1
    found = phrase_after(sentence, first, whole=True) if first < len(shape) else None
    comma = shape.find(",", start)
    if found is None:
        return _loose_source(sentence, start)
    if comma < 0 and not front:
        edge = re.compile(r"[q:;.\-ur]").search(shape, start + 1)
        return start, edge.start() if edge else len(shape)
    if front and comma >= 0 and (found[1] < comma or found[1] == len(shape)):
        return start, comma
    if comma > found[1] and FINITE.search(shape, found[1], comma) is None:
        return start, comma
    return start, found[1]


def _loose_source(sentence: Sentence, start: int) -> Range | None:
    """Return all up to the next mark, where no noun phrase is recognised: "polling by ..."."""
    edge = _SOURCE_END.search(sentence.shape, start)
    end = edge.start() if edge else len(sentence.shape)
    held = set(sentence.shape[start:end])
    return (start, end) if end - start <= _SPEAKER_LIMIT and held & set("Nc") else None


_SOURCE_END: Final = re.compile(r"[,;:q.\-urt(]")


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


def _introduced(sentence: Sentence, before: Sequence[Report]) -> Report | None:
    """Read `Adler made it clear: "No."`: somebody does something, and a quotation tells what."""
    shape = sentence.shape
    mark = shape.find(":q")
    if mark < _NEAR or any(start <= mark + 1 < end for one in before for start, end in one.content):
        return None
    verb = FINITE.search(shape, 1, mark)
    if sentence.nodes[mark + 1].raw.count(" ") < _SPEECH_SPACES or _word(sentence, 0) == "it":
        return None
    if verb is None or re.search("[wut;:q]", shape[: verb.start()]):
        return None
    group = group_start(sentence, verb.start())
    source = subject_before(sentence, group)
    if source is None or not set(shape[source[0] : source[1]]) & set("Nr"):
        return None
    return Report(
        rule="introduced",
        sentence=0,
        cue=(group, mark + 1),
        source=source,
        front=source[0],
        content=[(mark + 1, len(shape))],
        open_end=True,
        confidence=0.6,
    )


def _question(sentence: Sentence, index: int) -> Report | None:
    """Read "Asked whether it would hold, Adler nodded": a question, of whoever asked it."""
    shape = sentence.shape
    opens = index == 0 or (
        _word(sentence, index - 1) in _QUESTION_OPENERS and shape[max(0, index - 2)] in "uw,q"
    )
    if not opens:
        return None
    start = index + 1
    while start < len(shape) and shape[start] in "pNdcTa" and _word(sentence, start) != "about":
        if start - index > _NEAR * 2:
            return None
        start += 1
    if start >= len(shape) or not (
        shape[start] == "w" or _word(sentence, start) in _QUESTION_STARTS
    ):
        return None
    comma = shape.find(",", start)
    end = comma if comma > 0 else len(shape)
    if end - start < _NEAR - 1:
        return None
    return Report(
        rule="question",
        sentence=0,
        cue=(index, index + 1),
        front=index,
        content=[(start, end)],
        stance=Stance.ASKED,
        reported=True,
        confidence=0.6,
    )


_QUESTION_OPENERS: Final = words("when if first also later")
_QUESTION_STARTS: Final = words("if whether about")
_SPEECH_SPACES: Final = 3
"""Spaces in the shortest quotation that is taken for speech and not for a name."""


_READERS: Final[dict[str, Callable[[Sentence, int], Report | None]]] = {
    **dict.fromkeys(_REFUSERS | _ANSWERED | _UNSAID, _refusal),
    **dict.fromkeys(frames.HEARSAY_ADVERBS, _hearsay_adverb),
    **dict.fromkeys(frames.HEARSAY_PARTICIPLES, _hearsay_passive),
    **dict.fromkeys(frames.NOUN_CUES, _noun_cue),
    **dict.fromkeys(("in", "as", "per"), _worded),
    "according": _according_to,
    "asked": _question,
    ":": _colon,
}
"""What to try at a word."""
