"""Whose words a verb reports: its subject, also when it shares another verb's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newstui.attribution import gazetteer, lexicon
from newstui.attribution.complements import TIME_MODIFIERS
from newstui.attribution.cues import BE, LINKING, group_start
from newstui.attribution.frames import FRAMES, NOUN_CUES
from newstui.attribution.lexicon import TIME_NOUNS, words
from newstui.attribution.phrases import FINITE, phrase_before
from newstui.attribution.subject_phrases import subject_before
from newstui.model.attribution import SourceType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newstui.attribution.cues import Cue
    from newstui.attribution.phrases import Range
    from newstui.attribution.report import Report
    from newstui.attribution.sentences import Sentence


_PRONOUN_CLAUSE: Final = re.compile(r"[wup]r(?=[axmnvVce])")
_CLAUSE_OPENERS: Final = words("as when while after before because although though even where that")
_SET_OFF_VERB: Final = re.compile(r"(?<=,)e(?=[dNr#]|$)")
"""A past form after something set off: "The owner, a firm, accepted it"."""
_INFINITIVE: Final = re.compile(r"(?:2(?=[cvVa])|m)[^,;:q]*$")
_HEARD: Final = re.compile(r"v(?:o|r|d?[acg]*[cN]+)$")
_HEARD_REACH: Final = 7
_PERCEIVED: Final = words("hear hears heard see sees saw let lets make makes made")
"""Verbs whose object does what a bare infinitive says."""
_AGO: Final = 3
"""Nodes of "two weeks ago"."""
_ABSOLUTE_LIMIT: Final = 20
"""Longest "with somebody adding ...", in nodes."""
_CONTINUING: Final = words("adding continuing")
"""What goes on with a report: whoever does it has said something before."""
_CONTRASTS: Final = words("while although though whereas")
_VERB: Final = re.compile(FINITE.pattern + r"|(?<=,)e(?=[dNr#pa]|$)")
"""A finite verb, also a past form after what is set off: "Orr, the mayor, objected"."""
_CLAIM: Final = re.compile(r"dc(?=N+$)")
_VERBS: Final = 4
"""Verbs of earlier clauses that are looked at."""
_OPENING: Final = re.compile(r"(?:r|d?c?N[N?]*)(?=(?:p?T+)?[vxmea])|N+(?=c)")
"""A subject at the start of a clause whose verb is not known."""


def find_subject(
    sentence: Sentence, cue: Cue, before: Sequence[Report]
) -> tuple[Range, int, bool] | None:
    """Find a verb's subject: its range, where the report begins, whether it is elided."""
    shape, group = sentence.shape, cue.group
    letter = shape[group - 1] if group else ""
    helpers = {node.lower for node in sentence.nodes[group : cue.index]}
    if group and cue.is_gerund and not helpers & (BE | LINKING):
        return _gerund_subject(sentence, cue, before)
    if letter and letter in "&b":
        return None if _goes_on(sentence, cue) else _shared(sentence, group - 1, before)
    if letter == "w":
        named = sentence.nodes[group - 1].lower in {"who", "which"}
        return ((group - 1, group), group - 1, False) if named else None
    found = (
        None if _is_heard(sentence, cue) else subject_before(sentence, before_time(sentence, group))
    )
    if found is None and letter == "," and "then" in helpers:
        return _shared(sentence, group - 1, before)  # "scored twice, then said"
    if found is None or _after_claim(sentence, found) != found:
        return None  # "a claim Orr denied"
    return found, found[0], False


def _shared(
    sentence: Sentence, joint: int, before: Sequence[Report]
) -> tuple[Range, int, bool] | None:
    """Find the elided subject of what goes on at node `joint`."""
    shared = shared_subject(sentence, joint, before)
    return None if shared is None else (shared, joint, True)


def _is_heard(sentence: Sentence, cue: Cue) -> bool:
    """Tell "nobody heard Adler say that", which reports nothing, from "they say that"."""
    if cue.lower != cue.frame.lemma or cue.group != cue.index:
        return False
    heard = _HEARD.search(sentence.shape, max(0, cue.index - _HEARD_REACH), cue.index)
    return heard is not None and sentence.nodes[heard.start()].lower in _PERCEIVED


def _goes_on(sentence: Sentence, cue: Cue) -> bool:
    """Tell whether a bare verb goes on with an infinitive: "said it must act and show that"."""
    if cue.lower != cue.frame.lemma or cue.group != cue.index:
        return False
    opened = _INFINITIVE.search(sentence.shape, max(0, cue.index - _ABSOLUTE_LIMIT), cue.index - 1)
    return opened is not None


def before_time(sentence: Sentence, end: int) -> int:
    """Return the index before "on Tuesday", "this week" at the end of a subject, or `end`."""
    shape, nodes = sentence.shape, sentence.nodes
    if end > _AGO and nodes[end - 1].lower == "ago":
        return end - _AGO
    start = end
    while start > 0 and (shape[start - 1] in "T#" or nodes[start - 1].lower in TIME_NOUNS):
        start -= 1
    if start == end or not any(letter in "Tc" for letter in shape[start:end]):
        return end
    while start > 0 and nodes[start - 1].lower in TIME_MODIFIERS:
        start -= 1
    if start > 0 and nodes[start - 1].lower in {"on", "in", "late", "early"}:
        start -= 1
    bare = start > 0 and shape[start - 1] in "NcrT(,"
    bare = bare and (shape[start] != "c" or nodes[start].lower in TIME_MODIFIERS)
    return start if bare else end


def _gerund_subject(
    sentence: Sentence, cue: Cue, before: Sequence[Report]
) -> tuple[Range, int, bool] | None:
    shape, group = sentence.shape, cue.group
    opener = sentence.nodes[group - 1].lower
    if shape[group - 1] in ",-&q" or (opener == "before" and cue.lower in _CONTINUING):
        return _shared(sentence, group - 1, before)
    if opener == "by":
        alone = not before and _speaks_so(sentence, cue)
        return _shared(sentence, group - 1, before) if alone else None
    found = phrase_before(sentence, group)
    if found is not None and found[0] and sentence.nodes[found[0] - 1].lower == "with":
        return found, found[0] - 1, False
    start = shape.rfind("p", 0, group)
    if start < 0 or sentence.nodes[start].lower != "with":
        return None
    if 1 < group - start < _ABSOLUTE_LIMIT:
        return (start + 1, group), start, False
    return None


def _speaks_so(sentence: Sentence, cue: Cue) -> bool:
    """Tell "opened the talks by saying C" from "hurt them by dismissing the offer"."""
    spoken = _SPOKEN.match(sentence.shape, cue.index + 1) is not None
    takes = cue.frame.takes
    return spoken or ("object" not in takes and not takes.isdisjoint({"clause", "whom"}))


_SPOKEN: Final = re.compile(r"[,:]?[tq]")


def _nearest_pronoun(sentence: Sentence, end: int) -> Range | None:
    """Return "she" of the clause before: "as she laughed and admitted ..."."""
    found = list(_PRONOUN_CLAUSE.finditer(sentence.shape, max(0, end - _ABSOLUTE_LIMIT), end))
    if not found or (found[-1][0][0] == "p" and sentence.shape[end] == ","):
        return None
    opener = found[-1].start()
    is_clause = sentence.nodes[opener].lower in _CLAUSE_OPENERS
    return (opener + 1, opener + 2) if is_clause else None


def shared_subject(sentence: Sentence, end: int, before: Sequence[Report]) -> Range | None:
    """Return the subject a verb without one shares: of the last clause that has its own.

    Args:
        sentence: Which.
        end: The conjunction or comma before the verb.
        before: The reports of the sentence so far.
    """
    shape = sentence.shape
    mark = end - 1 if shape[end - 1 : end] == "," else end
    nearest = _nearest_pronoun(sentence, end)
    adds = sentence.nodes[end + 1].lower in _CONTINUING if end + 1 < len(shape) else False
    for report in reversed(before):
        if report.source is None or report.cue[0] >= end or _is_aside(shape, report.source, end):
            continue
        if nearest is not None and nearest[0] > report.cue[1]:
            return nearest
        if (relative := _within_relative(sentence, report.cue[1], mark)) is not None:
            return relative
        fronted = shape[report.source[0] - 1 : report.source[0]] == "u"
        own = _turned_to(sentence, report.cue[1], mark, fronted=fronted, adds=adds)
        return own or _finder(sentence, report.cue[1], end) or report.source
    return _turned_to(sentence, 0, mark) or _opening_subject(sentence, mark)


def _within_relative(sentence: Sentence, start: int, end: int) -> Range | None:
    """Return "who" of "Kern told Orr, who left and said C": no comma ends the clause."""
    shape = sentence.shape
    at = shape.rfind(",w", start, end) + 1
    goes_on = at > start and shape[end : end + 1] == lexicon.AND
    if not goes_on or sentence.nodes[at].lower != "who" or set("evVxm").isdisjoint(shape[at:end]):
        return None
    return None if "," in shape[at:end] else (at, at + 1)


def _is_aside(shape: str, source: Range, end: int) -> bool:
    """Tell "paid a man who said it sank, saying C": who pays says it, not who is paid."""
    start = source[0]
    return shape[start] == "w" and start > 0 and shape[start - 1] != "," and shape[end] == ","


def _finder(sentence: Sentence, start: int, end: int) -> Range | None:
    """Return "engineers" of "the bank said engineers found cracks and recommended repairs"."""
    shape = sentence.shape
    if shape[end] != lexicon.AND or shape[end - 1] == "," or sentence.nodes[end].lower != "and":
        return None
    for index in range(end - 1, max(start, end - _ABSOLUTE_LIMIT), -1):
        if shape[index] in ",;:q":
            return None
        frame = FRAMES.get(sentence.nodes[index].lower)
        if frame is not None and _is_past(sentence.nodes[index].lower, frame.lemma):
            group = group_start(sentence, index)
            own = subject_before(sentence, group) if group > start else None
            found = own is not None and own[0] >= start and FINITE.search(shape, *own) is None
            return own if found and own is not None and _may_act(sentence, own) else None
    return None


def _is_past(form: str, lemma: str) -> bool:
    return form != lemma and not form.endswith(("s", "ing"))


def _turned_to(
    sentence: Sentence, start: int, end: int, *, fronted: bool = False, adds: bool = False
) -> Range | None:
    """Return who acts in a later clause: "Lang said it sank, but Orr objected, saying C".

    Args:
        sentence: Which.
        start: Where what was said last begins.
        end: Where the verb that looks for its subject begins.
        fronted: Whether also "When Lang said it sank, Orr objected and said C" is meant.
        adds: Whether the verb goes on with what was said: "but Orr left, adding C" is Lang's.
    """
    shape = sentence.shape
    verbs = list(_VERB.finditer(shape, max(start, end - _ABSOLUTE_LIMIT * 2), end))
    for verb in reversed(verbs[-_VERBS:]):
        group = group_start(sentence, verb.start())
        gerund = group == verb.start() and sentence.nodes[group].lower.endswith("ing")
        if gerund or verb[0] == "m" or not group or shape[group - 1] in "&bw":
            continue
        if adds and verb[0] == lexicon.VERB and not shape[verb.end() : end].strip("aT"):
            continue
        found = subject_before(sentence, group)
        own = None if found is None else _after_claim(sentence, found)
        if own is None or own[0] <= start or not _may_act(sentence, own):
            continue
        denied = verb[0] == "V" and verb.end() == end  # ", a charge that Orr denied, saying"
        resumed = fronted and shape[own[0] - 1] == ","
        if denied or resumed or _turns(sentence, own):
            return own
    return None


def _after_claim(sentence: Sentence, subject: Range) -> Range:
    """Return "Orr" of "a claim Orr rejected"."""
    start, end = subject
    claim = _CLAIM.match(sentence.shape, start, end)
    if claim is None or sentence.nodes[claim.end() - 1].lower not in NOUN_CUES | {"charge"}:
        return subject
    return claim.end(), end


def _turns(sentence: Sentence, subject: Range) -> bool:
    """Tell the subject of a main clause by what opens it: ", but", ", and", ";", ", while"."""
    shape, at = sentence.shape, subject[0] - 1
    while at > 0 and (shape[at] in "aT" or shape[at : at + 2] in {"pT", "pc"}):
        at -= 1
    if at > 1 and shape[at - 1 : at + 1] == "a,":
        at -= 2  # "; however, Orr"
    if shape[at] in "b;":
        return True
    contrast = shape[at] == "&" or sentence.nodes[at].lower in _CONTRASTS
    return contrast and at > 0 and shape[at - 1] in ",;-q"


def _may_act(sentence: Sentence, subject: Range) -> bool:
    """Tell Orr, "she" and "the ministry" from "the wall"."""
    letters = sentence.shape[slice(*subject)]
    if letters == "r":
        return sentence.nodes[subject[0]].lower not in {"it", "there"}
    head = subject[0] + len(letters.partition("p")[0]) - 1
    noun = gazetteer.type_of_noun(sentence.nodes[head].lower)
    return "N" in letters or noun is not SourceType.UNKNOWN


def _opening_subject(sentence: Sentence, mark: int) -> Range | None:
    """Return the subject of the clause before node `mark`, none of whose verbs need report."""
    shape = sentence.shape
    start = _clause_start(shape, mark)
    verb = FINITE.search(shape, start, mark) or _SET_OFF_VERB.search(shape, 0, mark)
    if verb is not None and not re.search("[wut]", shape[start : verb.start()]):
        own = subject_before(sentence, before_time(sentence, group_start(sentence, verb.start())))
        if own is not None and _opens_main_clause(sentence, own):
            return own if _may_act(sentence, own) else None
    opening = _OPENING.match(shape, start, mark)
    if opening is None or sentence.nodes[start].lower in TIME_MODIFIERS:
        return None
    return opening.span() if _opens_main_clause(sentence, opening.span()) else None


def _clause_start(shape: str, mark: int) -> int:
    """Step back over clauses that share a subject: "Adler sought calm, took it in stride, ..."."""
    start = mark
    for _ in range(_VERBS):
        first = shape.rfind(",", 0, start), shape.rfind(":", 0, start), shape.rfind(";", 0, start)
        start = max(first) + 1
        if start <= 1 or shape[start] not in "&bvxVe":
            return start
        start -= 1
    return 0


def _opens_main_clause(sentence: Sentence, subject: Range) -> bool:
    """Tell "Adler left" from "after Adler left", "it was at the fair that ..." and "holding a"."""
    shape, (start, end) = sentence.shape, subject
    before = sentence.nodes[start - 1] if start else None
    if before is not None and before.letter == "," and not _may_act(sentence, subject):
        return False
    if before is not None and (before.letter == "u" or before.lower in _CLAUSE_OPENERS):
        return False
    if shape[start] == "g" and before is not None and before.letter == ",":
        return False
    cleft = sentence.nodes[start].lower in {"it", "there"} and shape[end : end + 1] == "x"
    return not cleft
