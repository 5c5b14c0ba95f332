"""Where each content ends, once all the reports of a sentence are known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newstui.attribution.frames import FRAMES, NOUN_CUES
from newstui.attribution.lexicon import TIME_NOUNS, words
from newstui.attribution.phrases import CLAUSE_OPENERS, FINITE
from newstui.model.attribution import Stance

if TYPE_CHECKING:
    from newstui.attribution.phrases import Range
    from newstui.attribution.report import Report
    from newstui.attribution.sentences import Sentence

_ASIDES: Final = re.compile(r"[,\-]u[rN]")
_REMARKS: Final = NOUN_CUES | words("charge figure version")
_REMARK: Final = re.compile(r"da?[aec]?c(?=a?[eV]pd?[cN]|(?:N|d[cN])[cN]*(?:[aVve]|$)|w[axNdV])")
"""A noun for what was said and what others say of it: "a claim rejected by Lendia"."""
_REPORTED: Final = re.compile(r"p[acg]?c(?=[tp])")
_CLAIMED: Final = words(
    "reports claims allegations suggestions complaints rumours rumors speculation"
)
"""What others said before: ", after reports that ..."."""
_COMPARING: Final = words("contradicting echoing")
"""What a report does, and nothing that it tells of."""
_JOINED_QUOTE: Final = re.compile(r",?&?q")
_CLOSING: Final = "”»\"’'"
_SPEECH_ENDS: Final = frozenset(",.!?")
"""What stands at the end of speech within its marks: "said “No,” before she left"."""
_LONE_MARKS: Final = frozenset("“”„«»\"‘’'")
_ASIDE_WORDS: Final = words("as while when")
_ASIDE_TIMES: Final = words("after before")
_MEASURE_LIMIT: Final = 4


def settle(sentence: Sentence, reports: list[Report]) -> None:
    """Cut every open content where the next report, or an aside of the writer's, begins."""
    reports.sort(key=lambda report: report.cue)
    for position, report in enumerate(reports):
        if report.open_end and report.content:
            start, end = report.content[-1]
            end = _end_before_next(sentence, reports, position, (start, end))
            end = _end_of_quotes(sentence, start, end)
            end = _before_aside(sentence, start, end)
            end = _before_relative(sentence, start, end)
            end = _before_stopping(sentence, start, end)
            if report.source is not None and sentence.shape[report.source[0]] == "w":
                end = _end_of_relative(sentence, start, end)
                end = _before_main_verb(sentence, report, report.source[0], (start, end))
            if report.stance is Stance.REFUSED:
                end = _end_of_fact(sentence, start, end)
            report.content[-1] = (start, end)
        report.content = _trimmed(sentence, report.content)


def _before_stopping(sentence: Sentence, start: int, end: int) -> int:
    """Leave out what whoever says it does then: "said it was sound but stopped short of ..."."""
    for index in range(start + 2, end):
        if sentence.nodes[index].lower != "short" or sentence.shape[index - 2] not in "&b":
            continue
        if sentence.nodes[index - 1].lower in {"stopped", "stops", "fell", "falls"}:
            return index - 2 - (sentence.shape[index - 3] == ",")
    return end


def _end_of_fact(sentence: Sentence, start: int, end: int) -> int:
    """Leave out what others do: "did not reply, and nobody on the pier would talk"."""
    turned = next_clause(sentence, start, end)
    return end if turned is None else turned


def next_clause(sentence: Sentence, start: int, end: int) -> int | None:
    """Return where somebody else acts: "blamed the rain, and its shares fell"."""
    turned = _NEXT_CLAUSE.search(sentence.shape, start, end)
    return _next_joined(sentence, start, end) if turned is None else turned.start()


def _next_joined(sentence: Sentence, start: int, end: int) -> int | None:
    """Return the same where no comma tells it: "blamed the rain and the strike went on"."""
    joined = _JOINED.match(sentence.shape, start, end)
    if joined is None:
        return None
    at, verb = joined.end("thing"), joined.start("verb")
    dated = not joined["that"] or sentence.nodes[at - 1].lower in TIME_NOUNS
    done_to = sentence.shape[verb : verb + 2] in {
        "vp",
        "v2",
        "ep",
    }  # "the rain and the ship lost in it"
    acts = not done_to or sentence.nodes[verb].lower in _ACTED
    return at if dated and acts else None


_NEXT_CLAUSE: Final = re.compile(r",[&b](?=(?:r|[da#]*[acN]*[cN])(?:p[dacN#]*[cN])?a?[xmvVe])")
_JOINED: Final = re.compile(
    r"(?P<thing>2c|(?:2[cvVe])?[dacN#osp]*[cNo](?:p?T+|(?P<that>tc))?)"
    r"[&b]d[ac#]*(?:c+|N+)a?(?P<verb>[xmv]|e(?=[dNrop]|$))"
)
"""A noun phrase without a clause of its own, and another's with its verb."""
_ACTED: Final = words(
    "went came fell rose began grew broke ran flew drove spoke voted walked sailed rained"
)
"""Past forms that are no participles."""


def is_remark(sentence: Sentence, index: int) -> bool:
    """Tell ", a claim Lendia rejected", which the writer says of a report, from its content."""
    opener = sentence.nodes[index].lower
    if opener in _COMPARING:
        return True
    pattern = _REPORTED if opener == "after" else _REMARK
    told = pattern.match(sentence.shape, index)
    if told is None or opener not in {"a", "an", "after"}:
        return False
    return sentence.nodes[told.end() - 1].lower in (_CLAIMED if opener == "after" else _REMARKS)


def _end_before_next(
    sentence: Sentence, reports: list[Report], position: int, content: Range
) -> int:
    start, end = content
    for later in reports[position + 1 :]:
        if later.source is not None and _goes_on_within(reports, later, start):
            edge = _edge_before_clause(sentence, later.source[0])
            edge = edge or sentence.shape.rfind(",", start, later.source[0])
        else:
            edge = _edge(sentence, later)
        if edge is not None and start < edge < end:
            return edge
    return end


def _goes_on_within(reports: list[Report], later: Report, start: int) -> bool:
    """Tell whose verb belongs to the content: "said it found cracks and recommended repairs"."""
    if not later.elided or later.source is None:
        return False
    spoken = any(one.source == later.source for one in reports if one is not later)
    return later.source[0] > start or (later.source[0] == start and not spoken)


def _edge(sentence: Sentence, later: Report) -> int | None:
    """Return where what came before a later report must end; `None` when it lies within."""
    shape = sentence.shape
    if later.mark is not None:
        opened = later.content[0][0] if later.content else 0
        if opened and shape[opened - 1] == ";":
            return opened - 1
        return later.mark + 1 if shape[later.mark] == "q" else later.mark
    if later.rule == "hearsay":
        return None
    if later.elided:
        front = later.front
        if shape[front] == "q":
            return front + 1
        return front - 1 if shape[front - 1 : front] == "," else front
    return _edge_before_clause(sentence, later.front)


def _edge_before_clause(sentence: Sentence, front: int) -> int | None:
    """Return where the clause that begins at node `front` is parted from what stands before it."""
    shape, at = sentence.shape, front
    joined = False
    while at > 0 and shape[at - 1] in "&buap":
        joined = joined or shape[at - 1] in "&bu"
        at -= 1
    if at and sentence.nodes[at].lower in _ASIDE_TIMES:
        at = _before_measure(sentence, at)
    if at > 0 and shape[at - 1] in ",-;":
        return at - 1
    return at if joined and shape[at] in "&b" else None


def _before_measure(sentence: Sentence, at: int) -> int:
    """Step back over ", hours" and ", two days", before "after"."""
    if sentence.nodes[at - 1].lower not in TIME_NOUNS:
        return at
    comma = sentence.shape.rfind(",", max(0, at - _MEASURE_LIMIT), at)
    return at if comma < 0 else comma + 1


def _end_of_quotes(sentence: Sentence, start: int, end: int) -> int:
    """Keep to the quotations when the content is nothing but quotations joined by "and"."""
    shape = sentence.shape
    if shape[start : start + 1] != "q":
        return end
    at = start + 1
    while (joint := _JOINED_QUOTE.match(shape, at, end)) is not None:
        at = joint.end()
    closed = sentence.nodes[at - 1].raw.rstrip(_CLOSING)[-1:] in _SPEECH_ENDS
    return at if closed or shape[at : at + 1] in {",", "-", ";", "", "b", "u"} else end


def _before_aside(sentence: Sentence, start: int, end: int) -> int:
    """Leave out ", as he called for more", ", a claim Lendia rejected", ", after reports that"."""
    at = sentence.shape.rfind(",", start, end)
    if at > start and at + 1 < end and is_remark(sentence, at + 1):
        return at
    for match in _ASIDES.finditer(sentence.shape, start, end):
        if sentence.nodes[match.start() + 1].lower in _ASIDE_WORDS:
            return match.start()
    return end


def _before_relative(sentence: Sentence, start: int, end: int) -> int:
    """Leave out ", who was late" at the end: the writer's remark on the last noun."""
    shape = sentence.shape
    at = shape.rfind(",w", start, end)
    if at <= start or sentence.nodes[at + 1].lower not in {"who", "which", "whose"}:
        return end
    return at if "," not in shape[at + 1 : end] and "q" not in shape[at + 1 : end] else end


def _end_of_relative(sentence: Sentence, start: int, end: int) -> int:
    """Leave out what the main clause goes on with: "Kern, who said it sank, left"."""
    main = _MAIN_VERB.search(sentence.shape, start, end)
    return end if main is None else main.start()


def _before_main_verb(sentence: Sentence, report: Report, relative: int, content: Range) -> int:
    """Leave out what is told of "a man who said it sank fled": no comma ends his clause."""
    shape, (start, end) = sentence.shape, content
    if _SUBJECT_ALONE.fullmatch(shape, 0, relative) is None or end < len(shape):
        return end
    frame = FRAMES.get(sentence.nodes[report.cue[1] - 1].lower)
    if frame is not None and frame.takes.isdisjoint(_CLAUSAL):
        main = _ANY_VERB_AFTER_NOUN.search(shape, start, end)  # "a man who accused Adler fled"
        return end if main is None else main.start()
    verbs = [match.start() for match in FINITE.finditer(shape, start, end)]
    if not verbs or "V" in shape[verbs[0] + 1 : end]:
        return end
    return next(
        (
            match.start()
            for match in reversed(list(_VERB_AFTER_NOUN.finditer(shape, verbs[0] + 1, end)))
            if not _is_opened(
                sentence, (max(at for at in verbs if at < match.start()), match.start())
            )
        ),
        end,
    )


def _is_opened(sentence: Sentence, part: Range) -> bool:
    """Tell whether a clause opens between two verbs: "fled before it sank"."""
    return any(
        node.letter in "wut" or node.lower in CLAUSE_OPENERS
        for node in sentence.nodes[part[0] + 1 : part[1]]
    )


_CLAUSAL: Final = words("clause that bare wh whom out-that")
_ANY_VERB_AFTER_NOUN: Final = re.compile(r"(?<=[cNo#T])a?(?:[xvV]|e(?![cNp]))")
_SUBJECT_ALONE: Final = re.compile(r"[dacN#]*[cN](?:p[dacN#]*[cN])*")
_VERB_AFTER_NOUN: Final = re.compile(r"(?<=[cNo#T])a?(?:[xv]|e(?![cNp]))")
_MAIN_VERB: Final = re.compile(r"(?:,|(?<=q))a?(?:[vVxm]|e(?![cN])|c(?=d))")


def _trimmed(sentence: Sentence, content: list[Range]) -> list[Range]:
    trimmed: list[Range] = []
    for first, last in content:
        start, end = first, last
        while start < end and _is_outer_mark(sentence, start):
            start += 1
        while end > start and sentence.shape[end - 1] in ",-;:.":
            end -= 1
        if start < end:
            trimmed.append((start, end))
    return trimmed


def _is_outer_mark(sentence: Sentence, index: int) -> bool:
    """Tell a mark that is no part of a content it opens, such as a quotation mark left alone."""
    return sentence.shape[index] in ",-;:." or sentence.nodes[index].raw in _LONE_MARKS
