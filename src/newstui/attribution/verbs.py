"""Reports made with a verb: each form of the verb table, read with what stands around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newstui.attribution import frames
from newstui.attribution.complements import read_complement
from newstui.attribution.cues import Cue, group_start, is_barred
from newstui.attribution.lexicon import words
from newstui.attribution.licences import licensed_content
from newstui.attribution.phrases import FINITE, phrase_after, subject_before
from newstui.attribution.report import Report
from newstui.attribution.subjects import find_subject

if TYPE_CHECKING:
    from newstui.attribution.complements import Complement
    from newstui.attribution.phrases import Range
    from newstui.attribution.sentences import Sentence

_TAG_ENDS: Final = frozenset({"none", "comma"})
_LEAST: Final = 3
"""Nodes of the shortest clause that is reported without quotation marks."""
_TAIL_LIMIT: Final = 12
_PLAIN: Final = words(
    "say add announce argue claim confirm explain insist note predict report warn"
)
"""Verbs that stand before their subject also without a quotation: "It holds, said Adler"."""


def find_verb_reports(text: str, sentence: Sentence, number: int) -> list[Report]:
    """Find the reports made with a verb in one sentence, in order."""
    reports: list[Report] = []
    for index, node in enumerate(sentence.nodes):
        frame = frames.FRAMES.get(node.lower)
        if frame is not None and node.letter in "Vvceg":
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
        _fronted(sentence, cue)
        or _inverted(sentence, cue, complement)
        or _with_subject(sentence, cue, complement, before)
    )
    if report is None:
        return None
    report.sentence = number
    report.medium, report.when = complement.medium, complement.when
    report.addressee = report.addressee or complement.addressee
    return report


def _cue_range(cue: Cue) -> Range:
    return cue.group, cue.index + 1


def _inverted(sentence: Sentence, cue: Cue, complement: Complement) -> Report | None:
    """Read `"C," said S` and `C, said S, C`."""
    if "tag" not in cue.frame.takes or cue.group != cue.index or cue.is_gerund or not cue.index:
        return None
    mark = cue.index - 1
    letter = sentence.shape[mark]
    spoken = letter == "q" or (letter in ",-" and sentence.shape[mark - 1 : mark] == "q")
    if not spoken and not (letter == "," and _may_invert(sentence, cue, mark)):
        return None
    if letter == "q" and not _is_speech(cue.text, sentence, mark):
        return None
    source = phrase_after(sentence, cue.index + 1, whole=True)
    if source is None or (not spoken and _has_own_clause(sentence, source[1])):
        return None
    report = Report(
        rule="inverted",
        sentence=0,
        cue=_cue_range(cue),
        source=source,
        front=mark,
        mark=mark,
        stance=cue.frame.stance,
        confidence=0.95 if spoken else 0.75,
    )
    report.content = _around(sentence, mark, source[1])
    complement.addressee = None
    return report


def _fronted(sentence: Sentence, cue: Cue) -> Report | None:
    """Read `Said Adler: "C"`."""
    source = phrase_after(sentence, 1) if cue.index == 0 else None
    if source is None or sentence.shape[source[1] : source[1] + 2] not in {":q", ",q"}:
        return None
    return Report(
        rule="fronted",
        sentence=0,
        cue=_cue_range(cue),
        source=source,
        content=[(source[1] + 1, len(sentence.shape))],
        open_end=True,
        stance=cue.frame.stance,
    )


def _may_invert(sentence: Sentence, cue: Cue, mark: int) -> bool:
    """Tell `It holds, said Adler` from `Adler, the mayor, said it holds`."""
    plain = cue.frame.lemma in _PLAIN
    return plain and _is_clause(sentence, 0, mark) and subject_before(sentence, cue.group) is None


def _is_clause(sentence: Sentence, start: int, end: int) -> bool:
    return FINITE.search(sentence.shape, start, end) is not None


def _has_own_clause(sentence: Sentence, start: int) -> bool:
    return sentence.shape[start : start + 1] in {"x", "m", "v", "V"}


def _is_speech(text: str, sentence: Sentence, index: int) -> bool:
    """Tell a quotation that closes a clause ("Yes,") from a title ("Rain")."""
    node = sentence.nodes[index]
    inner = text[node.start : node.end].strip("\"“”„«»‘’'`")
    return inner[-1:] in {",", "!", "?", ".", "…", "—", "-"} or index == 0


def _around(sentence: Sentence, mark: int, after: int) -> list[Range]:
    """Return the content of a tag: what stands before `mark`, and what goes on `after` it."""
    shape = sentence.shape
    content = [_left_content(sentence, mark)]
    end = after
    while end < len(shape) and shape[end] in "aT(p" and end - after < _TAIL_LIMIT:
        end += 1
        while end < len(shape) and shape[end] in "dcNT#(" and end - after < _TAIL_LIMIT:
            end += 1
    if shape[end : end + 1] in {",", "-", ":"} and end + 1 < len(shape):
        rest = end + 1
        quoted_before = shape[mark] == "q" or shape[mark - 1 : mark] == "q"
        if shape[rest] == "q":
            content.append((rest, rest + 1))
        elif not quoted_before and _may_resume(sentence, rest):
            content.append((rest, len(shape)))
    return content


def _left_content(sentence: Sentence, mark: int) -> Range:
    """Return what a tag after node `mark` attributes: back to the clause's start."""
    shape = sentence.shape
    end = mark + 1 if shape[mark] == "q" else mark
    start = max(shape.rfind(";", 0, end), shape.rfind(":", 0, end)) + 1
    return start, end


def _may_resume(sentence: Sentence, index: int) -> bool:
    """Tell "The boat, sailors say, is sound" from ", adding", ", who ...", ", as he"."""
    if sentence.nodes[index].lower in {"as", "when", "after", "while", "according", "citing"}:
        return False
    return sentence.shape[index] not in "gw"


def _with_subject(
    sentence: Sentence, cue: Cue, complement: Complement, before: list[Report]
) -> Report | None:
    subject = find_subject(sentence, cue, before)
    if subject is None:
        return None
    source, front, elided = subject
    kind = complement.kind
    mark = _tag_mark(sentence, cue, source, elided=elided)
    if mark is not None and _splits(sentence, mark) and kind not in {"that", "colon"}:
        kind = "comma"
    if kind in _TAG_ENDS:
        if mark is None or "tag" not in cue.frame.takes:
            return _loose_quote(sentence, cue, complement, source, front)
        return _tag(sentence, cue, complement, source, mark)
    content = licensed_content(sentence, cue, complement)
    if content is None:
        return None
    return Report(
        rule="elided" if elided else f"verb-{kind}",
        sentence=0,
        cue=_cue_range(cue),
        source=source,
        elided=elided,
        front=front,
        content=[content],
        open_end=True,
        stance=cue.frame.stance,
        confidence=_trust(sentence, cue, kind, source),
    )


def _trust(sentence: Sentence, cue: Cue, kind: str, source: Range) -> float:
    trust = 0.9 if kind in {"that", "quote", "colon"} else 0.8
    if cue.is_unsure:
        trust -= 0.15
    letters = sentence.shape[source[0] : source[1]]
    if not set(letters) & set("Nr"):
        trust -= 0.05
    return trust


def _tag_mark(sentence: Sentence, cue: Cue, source: Range, *, elided: bool) -> int | None:
    """Return the comma or quotation before a tag's subject; `None` when it is no tag."""
    if elided or source[0] == 0 or source[0] > cue.index:
        return None
    mark = source[0] - 1
    shape = sentence.shape
    if shape[mark] in "&b" and mark and shape[mark - 1] in ",q":
        mark -= 1
    if shape[mark] == "a" and mark and shape[mark - 1] in ",q":
        mark -= 1
    if shape[mark] == "q":
        return mark
    return mark if shape[mark] in ",-" and mark > 0 else None


def _splits(sentence: Sentence, mark: int) -> bool:
    return sentence.shape[mark] == "q" or sentence.shape[mark - 1] == "q"


def _tag(
    sentence: Sentence, cue: Cue, complement: Complement, source: Range, mark: int
) -> Report | None:
    quoted = _splits(sentence, mark)
    if cue.is_unsure and not quoted and cue.frame.lemma not in {"report", "claim"}:
        return None
    if not quoted and not (
        _is_clause(sentence, 0, mark) or _may_resume_clause(sentence, complement)
    ):
        return None
    report = Report(
        rule="tag",
        sentence=0,
        cue=_cue_range(cue),
        source=source,
        front=mark,
        mark=mark,
        stance=cue.frame.stance,
        confidence=0.95 if quoted else 0.85,
    )
    report.content = _around(sentence, mark, min(complement.start, len(sentence.shape)))
    if not quoted and _is_trifle(report.content):
        return None
    if complement.kind == "quote" and len(report.content) == 1:
        report.content.append((complement.start, complement.start + 1))
    return report


def _is_trifle(content: list[Range]) -> bool:
    """Tell "He said, she said" from a report."""
    return sum(end - start for start, end in content) < _LEAST


def _may_resume_clause(sentence: Sentence, complement: Complement) -> bool:
    after = complement.start + 1
    return complement.kind == "comma" and FINITE.search(sentence.shape, after) is not None


def _loose_quote(
    sentence: Sentence, cue: Cue, complement: Complement, source: Range, front: int
) -> Report | None:
    """Read `Adler said, laughing, "No."`: a quotation that ends the sentence."""
    del complement
    last = len(sentence.shape) - 1
    if sentence.shape[last] != "q" or not cue.frame.takes & {"tag", "clause"} or last < cue.index:
        return None
    if cue.is_unsure or _is_clause(sentence, cue.index + 1, last):
        return None
    return Report(
        rule="verb-quote",
        sentence=0,
        cue=_cue_range(cue),
        source=source,
        front=front,
        content=[(last, last + 1)],
        stance=cue.frame.stance,
        confidence=0.75,
    )
