"""Reports made with a verb: each form of the verb table, read with what stands around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newstui.attribution import frames, gazetteer
from newstui.attribution.complements import read_complement
from newstui.attribution.cues import Cue, group_start, is_barred
from newstui.attribution.lexicon import COURTS, QUOTE, words
from newstui.attribution.licences import licensed_content
from newstui.attribution.report import Report
from newstui.attribution.subjects import find_subject
from newstui.attribution.tags import (
    cue_range,
    head_noun,
    is_clause,
    is_document,
    read_as_clause,
    read_fronted,
    read_inverted,
    read_tag,
    splits,
    tag_mark,
)
from newstui.model.attribution import SourceType

if TYPE_CHECKING:
    from newstui.attribution.complements import Complement
    from newstui.attribution.phrases import Range
    from newstui.attribution.sentences import Sentence
REPORTS_LIMIT: Final = 24
"""Reports of one sentence that are kept; more is no prose, nor are twice as many verbs."""
_CUES: Final = {form: frame for form, frame in frames.FRAMES.items() if form not in frames.CITERS}
_BELIEVED: Final = words("believe think suspect")
_SPOKEN: Final = words("clause that quote speech tag")
_SHOWN: Final = words("show reveal find indicate suggest report estimate put give")
_DISPLAYING: Final = words("show reveal")
_SHOWABLE: Final = frozenset({"object", "clause", "wh", "quote"})
_TAG_ENDS: Final = frozenset({"none", "comma"})
_AWAITING: Final = frozenset({":", "t:"})
"""What comes before a quotation or a list in the next paragraph."""


def find_verb_reports(text: str, sentence: Sentence, number: int) -> list[Report]:
    """Find the reports made with a verb in one sentence, in order."""
    reports: list[Report] = []
    tried = 0
    for index, node in enumerate(sentence.nodes):
        frame = _CUES.get(node.lower)
        if frame is None or node.letter not in "Vvceg":
            continue
        if len(reports) == REPORTS_LIMIT or tried == REPORTS_LIMIT * 2:
            break
        tried += 1
        cue = Cue(index, group_start(sentence, index), frame, node.lower, text)
        report = _read(sentence, cue, reports, number)
        if report is not None:
            reports.append(report)
    return reports


def _read(sentence: Sentence, cue: Cue, before: list[Report], number: int) -> Report | None:
    if is_barred(sentence, cue):
        return None
    complement = read_complement(sentence, cue.index + 1, cue.frame.takes)
    report = (
        read_fronted(sentence, cue)
        or read_inverted(sentence, cue, complement)
        or _with_subject(sentence, cue, complement, before)
    )
    if report is None:
        return None
    report.sentence = number
    report.apart = report.elided and _is_apart(report, before)
    report.medium, report.when = complement.medium, complement.when
    report.addressee = report.addressee or complement.addressee
    return report


def _is_apart(report: Report, before: list[Report]) -> bool:
    """Whether the source is of a clause after the last report's."""
    last = before[-1] if before else None
    if last is None or last.source is None or report.source is None:
        return False
    return last.source[0] < report.source[0]


def _is_unreal(sentence: Sentence, source: Range) -> bool:
    """Tell what nobody says, and what is said only "if" somebody says it, from a report."""
    nodes, shape, start = sentence.nodes, sentence.shape, source[0]
    if nodes[start].lower in {"nobody", "none", "neither"}:
        return True
    if nodes[start].lower == "no" and shape[start + 1] in "cNd":
        return True
    at = start - 1
    if shape[at : at + 1] == "," and start > 1:
        at = shape.rfind(",", 0, at) - 1  # "if, on Monday, Adler said"
    if at < 0:
        return False
    if nodes[at].lower in _CONDITIONS:
        return True
    # "Had Adler said", "Did Adler say", "why has Adler said", "nor did Adler say"
    return at == start - 1 and shape[at] in "xm" and (at == 0 or shape[at - 1] in _CLAUSE_EDGES)


_CONDITIONS: Final = words("if unless whether suppose supposing imagine lest")
_CLAUSE_EDGES: Final = frozenset(",&b;:wqt-")


def _with_subject(
    sentence: Sentence, cue: Cue, complement: Complement, before: list[Report]
) -> Report | None:
    subject = find_subject(sentence, cue, before)
    if (
        subject is None
        or _is_noun(sentence, cue, subject[0])
        or _is_named_thing(sentence, cue, subject[0])
    ):
        return None
    source, _front, elided = subject
    if _is_unreal(sentence, source) or sentence.nodes[source[0]].lower == "according":
        return None
    kind = complement.kind
    relative = sentence.shape[source[0]] == "w"
    mark = None if relative else tag_mark(sentence, cue, source, elided=elided)
    apart = kind == "that" and complement.start > cue.index + 1  # "said of a list that ..."
    fronted = kind == "clause" and sentence.shape[0] in "p2" and mark is not None
    fronted = fronted and not is_clause(sentence, 0, mark or 0)
    if fronted:
        mark = None  # `On "the bridge," Adler said ...`
    tagged = mark is not None and splits(sentence, mark) and "tag" in cue.frame.takes
    if tagged and (apart or kind not in {"that", "colon"}):
        kind = "comma"
    parted = kind == "quote" and sentence.shape[complement.start - 1] == ","
    if mark is not None and parted and sentence.shape[0] == QUOTE:
        kind = "comma"  # `"No storm" came, Adler said in May, "and none will."`
    if kind not in _TAG_ENDS:
        return _with_complement(sentence, cue, complement, subject)
    if (report := read_as_clause(sentence, cue, complement, source)) is not None:
        return report
    if mark is None or "tag" not in cue.frame.takes:
        return _loose_quote(sentence, cue, subject)
    return read_tag(sentence, cue, complement, source, mark)


def _is_noun(sentence: Sentence, cue: Cue, source: Range) -> bool:
    """Tell "a parting shot", "these states" and "a “dire” state" from verbs."""
    at_once = source[1] == cue.group  # but "Adler, who built the crossing, called it a sham"
    described = at_once and sentence.shape[source[1] - 1] in "geda"
    described = described or sentence.shape[slice(*source)] == "dq"
    ruling = cue.frame.lemma == "rule" and not cue.is_gerund and not cue.lower.endswith("ed")
    ruling = ruling and sentence.nodes[source[1] - 1].lower not in COURTS  # "a set of rules"
    return cue.is_unsure and (described or ruling)


def _is_named_thing(sentence: Sentence, cue: Cue, source: Range) -> bool:
    """Tell "a formula called “the chain”", which calls nothing, from "the mayor called it"."""
    if cue.frame.lemma not in _NAMING or cue.group < cue.index or not cue.lower.endswith("ed"):
        return False
    at_once = sentence.shape[cue.index + 1 : cue.index + 3]
    quoted = at_once[:1] == QUOTE or at_once in {"dq", "dN"}
    letters = sentence.shape[slice(*source)]
    kind = gazetteer.type_of_noun(sentence.nodes[source[1] - 1].lower)
    return quoted and _NAMING_LETTERS.isdisjoint(letters) and kind is SourceType.UNKNOWN


_NAMING: Final = words("call dub brand label term")


def _with_complement(
    sentence: Sentence, cue: Cue, complement: Complement, subject: tuple[Range, int, bool]
) -> Report | None:
    """Read `Adler said that C`, and whatever else may follow a verb."""
    source, front, elided = subject
    kind = complement.kind
    content = licensed_content(sentence, cue, complement)
    if (dubbed := _dubbed(sentence, cue, complement, source)) is not None:
        return dubbed
    if kind == "gap" and not elided and (parted := _parted(sentence, cue, complement, source)):
        return parted
    if _is_unspoken(sentence, cue, kind, source):
        return None
    if content is None and kind in _SHOWABLE and _shows(sentence, cue, source):
        content = complement.start, len(sentence.shape)
    awaits = sentence.shape[complement.start :] in _AWAITING
    if awaits and cue.frame.takes & _SPOKEN:
        content = None
    elif content is None:
        return None
    return Report(
        rule="elided" if elided else f"verb-{kind}",
        sentence=0,
        cue=cue_range(cue),
        source=source,
        elided=elided,
        front=front,
        content=[] if content is None else [content],
        awaits=content is None,
        open_end=True,
        stance=cue.frame.stance,
        confidence=_trust(sentence, cue, kind, source),
    )


def _is_unspoken(sentence: Sentence, cue: Cue, kind: str, source: Range) -> bool:
    """Tell what shows or may be guessed from what was said."""
    if kind == "quote" and cue.frame.lemma in _DISPLAYING:
        return True  # "The letter showed “contempt for all”."
    if kind == "object" and cue.frame.lemma in _PROVING:
        return not _may_speak(sentence, source)  # "The vote confirmed their fears."
    named = _is_named(sentence, source)
    if kind == "to" and "to-noun" in cue.frame.takes:
        return not named  # "Everything pointed to a leak."
    # What experts believe they have said; what Adler believes may be the writer's guess.
    return named and cue.frame.lemma in _BELIEVED


def _dubbed(sentence: Sentence, cue: Cue, complement: Complement, source: Range) -> Report | None:
    """Read "in what Adler called a hate crime": a name for something, after "what"."""
    what, start = source[0] - 1, complement.start
    named = complement.kind in {"quote", "object", "clause"} and "label" in cue.frame.takes
    if not named or what < 0 or sentence.nodes[what].lower != "what":
        return None
    if sentence.shape[slice(*source)] == "r":
        return None
    edge = _LABEL_END.search(sentence.shape, start)
    end = len(sentence.shape) if edge is None else edge.start()
    return Report(
        rule="verb-label",
        sentence=0,
        cue=cue_range(cue),
        source=source,
        front=source[0],
        content=[(what, what + 1), (start, end)],
        confidence=0.8,
    )


_LABEL_END: Final = re.compile(r"[,;:\-xmV]|(?<=q)[^p&cN]|(?<=q[cN])[^p&cN]")
_PROVING: Final = words("confirm")
"""Verbs that events do, too."""


def _may_speak(sentence: Sentence, source: Range) -> bool:
    """Tell "Adler" and "the ministry" from "Adler's victory"."""
    head = head_noun(sentence, source)
    known = gazetteer.type_of_noun(head) is not SourceType.UNKNOWN
    return known or sentence.shape[source[1] - 1] in "Nrw"


def _parted(sentence: Sentence, cue: Cue, complement: Complement, source: Range) -> Report | None:
    """Read "the fund, which Adler said was empty": a clause about what stands before it."""
    shape, relative = sentence.shape, source[0] - 1
    if relative < 0 or shape[relative] not in "wt" or "clause" not in cue.frame.takes:
        return None
    opener = sentence.nodes[relative].lower
    if sentence.nodes[source[0]].lower == "you":
        return None
    if opener not in _RELATIVES or cue.is_unsure or (opener == "what" and not relative):
        return None  # "What Adler said is not known."
    edge = _CLAUSE_END.search(shape, complement.start)
    return Report(
        rule="verb-gap",
        sentence=0,
        cue=cue_range(cue),
        source=source,
        front=source[0],
        content=[
            (relative, relative + 1),
            (complement.start, len(shape) if edge is None else edge.start()),
        ],
        open_end=True,
        stance=cue.frame.stance,
        confidence=0.8,
    )


_RELATIVES: Final = words("which that who what")
_CLAUSE_END: Final = re.compile(r"[,;:\-]")


def _trust(sentence: Sentence, cue: Cue, kind: str, source: Range) -> float:
    trust = 0.9 if kind in {"that", "quote", "colon"} else 0.8
    if cue.is_unsure:
        trust -= 0.15
    if not _is_named(sentence, source):
        trust -= 0.05
    return trust


def _is_named(sentence: Sentence, source: Range) -> bool:
    """Whether a name or a pronoun is in it."""
    return not _NAMING_LETTERS.isdisjoint(sentence.shape[source[0] : source[1]])


_NAMING_LETTERS: Final = frozenset("Nrw")


def _shows(sentence: Sentence, cue: Cue, source: Range) -> bool:
    """Read "polls show Adler leading", what only a document can do, and what an inquest finds."""
    if cue.frame.lemma not in _SHOWN:
        return False
    finds = cue.lower == "found" and sentence.nodes[source[1] - 1].lower in _FINDERS
    if finds and _HELD.match(sentence.shape, cue.index + 1):
        return True
    return is_document(sentence, source)


_FINDERS: Final = COURTS | words(
    "inspectors inspector watchdog regulator regulators auditors auditor ombudsman researchers "
    "scientists investigators review investigation reviewers experts"
)
"""Who looks into something, and what they find is what they say: "the coroner found it was"."""
_HELD: Final = re.compile(r"(?:a|r|[d#acgsN]*[cN])(?:p[d#acgN]*[cN])?a?[xmvV]")
"""A clause of its own: "there had been", "staff were"."""


def _loose_quote(sentence: Sentence, cue: Cue, subject: tuple[Range, int, bool]) -> Report | None:
    """Read `Adler said, laughing, "No."`: a quotation that ends the sentence."""
    source, front, _elided = subject
    last = len(sentence.shape) - 1
    if sentence.shape[last] != "q" or not cue.frame.takes & {"tag", "clause"} or last < cue.index:
        return None
    if cue.is_unsure or is_clause(sentence, cue.index + 1, last):
        return None
    return Report(
        rule="verb-quote",
        sentence=0,
        cue=cue_range(cue),
        source=source,
        front=front,
        content=[(last, last + 1)],
        stance=cue.frame.stance,
        confidence=0.75,
    )
