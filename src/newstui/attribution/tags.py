"""Reports whose verb stands beside or within what it reports: tags, inverted and fronted ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newstui.attribution import gazetteer, lexicon
from newstui.attribution.contents import is_remark
from newstui.attribution.lexicon import words
from newstui.attribution.objects import phrase_after
from newstui.attribution.phrases import FINITE
from newstui.attribution.report import Report
from newstui.attribution.subject_phrases import subject_before
from newstui.model.attribution import SourceType

if TYPE_CHECKING:
    from newstui.attribution.complements import Complement
    from newstui.attribution.cues import Cue
    from newstui.attribution.phrases import Range
    from newstui.attribution.sentences import Sentence

_DOCUMENTS: Final = frozenset({SourceType.DOCUMENT, SourceType.POLL})
_SPEAKERS: Final = frozenset({SourceType.PERSON, SourceType.ANONYMOUS})
_LONG_CLAUSE: Final = 6
"""Nodes from which what stands before "said Adler" is a clause whose verb is not known."""
_LEAST: Final = 3
"""Nodes of the shortest clause that is reported without quotation marks."""
_CLAIMING: Final = words("report claim allege")
_FINDING: Final = words("find show suggest note estimate")
"""Verbs that are tags at the end of a sentence: "It is safe, the team found"."""
_NOTING: Final = words("find note")
"""Those of them that are tags within one, too: "It is, she notes, safe"."""
_CLAUSAL: Final = words("clause that wh")
_HEAD_END: Final = re.compile(r"[p2,wtT(]|(?<=[cN])(?:e|g(?![cN]+(?:p|$)))")
"""What follows the noun a phrase is about."""
_TAIL_LIMIT: Final = 12
_CLAUSE_LEAST: Final = 4
"""Nodes of the shortest clause whose verb is not known."""
_PLAIN: Final = words(
    "say add announce argue claim confirm explain insist note predict report warn"
)
"""Verbs that stand before their subject also without a quotation: "It holds, said Adler"."""


def cue_range(cue: Cue) -> Range:
    """Return the verb group of a cue."""
    return cue.group, cue.index + 1


def read_inverted(sentence: Sentence, cue: Cue, complement: Complement) -> Report | None:
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
    if source is None or _has_own_clause(sentence, source[1]):
        return None
    begun = not spoken and _is_begun(sentence.shape, mark)
    report = Report(
        rule="inverted",
        sentence=0,
        cue=cue_range(cue),
        source=source,
        front=mark,
        mark=mark,
        stance=cue.frame.stance,
        confidence=0.95 if spoken else 0.75,
    )
    report.content = _around(sentence, mark, source[1])[begun:]
    complement.addressee = None
    return report


def read_fronted(sentence: Sentence, cue: Cue) -> Report | None:
    """Read `Said Adler: "C"`, also when the quotation is the next paragraph."""
    source = phrase_after(sentence, 1, whole=True) if cue.index == 0 else None
    if source is None or not _OPENS_SPEECH.match(sentence.shape, source[1]):
        return None
    opened = source[1] + 1
    return Report(
        rule="fronted",
        sentence=0,
        cue=cue_range(cue),
        source=source,
        content=[(opened, len(sentence.shape))] if opened < len(sentence.shape) else [],
        awaits=opened == len(sentence.shape),
        open_end=True,
        stance=cue.frame.stance,
    )


_OPENS_SPEECH: Final = re.compile(r"[:,]q|:$")


def _may_invert(sentence: Sentence, cue: Cue, mark: int) -> bool:
    """Tell `It holds, said Adler` from `Adler, the mayor, said it holds`."""
    if cue.frame.lemma not in _PLAIN or _ends_relative(sentence, mark):
        return False
    named = phrase_after(sentence, cue.index + 1, whole=True)
    ends = named is not None and named[1] == len(sentence.shape)
    long = cue.frame.lemma == "say" and mark >= _LONG_CLAUSE and "," not in sentence.shape[:mark]
    if named is not None and _parts(sentence, mark, named[1]):
        return True  # "The dam, said Adler, will hold"
    if named is not None and _is_begun(sentence.shape, mark):
        return sentence.shape[named[1] : named[1] + 2] == ",q"  # `But, said Adler, "no"`
    if not is_clause(sentence, 0, mark) and not (ends and long):
        return False
    if named is not None and ends:
        return lexicon.NAME in sentence.shape[slice(*named)] or _speaks(sentence, named)
    return subject_before(sentence, cue.group) is None


def _ends_relative(sentence: Sentence, mark: int) -> bool:
    """Tell "Adler, who built it, announced a firm, Orbit": the clause at the comma has no words."""
    opened = sentence.shape.rfind(",w", 0, mark)
    return (
        opened > 0
        and "," not in sentence.shape[opened + 1 : mark]
        and not (is_clause(sentence, 0, opened))
    )


def _parts(sentence: Sentence, mark: int, end: int) -> bool:
    """Tell whether a subject stands before a tag and its verb after it."""
    bare = "," not in sentence.shape[:mark]
    return bare and _PARTED.match(sentence.shape, end) is not None


def _speaks(sentence: Sentence, source: Range) -> bool:
    """Tell "said several observers" from "said nothing"."""
    return gazetteer.type_of_noun(head_noun(sentence, source)) in _SPEAKERS


def is_clause(sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether a verb that is known stands between two nodes."""
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
    quoted_before = shape[mark] == "q" or shape[mark - 1 : mark] == "q"
    if quoted_before and _RESUMED.match(shape, end) is not None:
        rest = shape.index(lexicon.QUOTE, end)
        if _goes_on(sentence.nodes[rest].raw):
            content.append((rest, rest + 1))
    elif shape[end : end + 1] in {",", "-", ":"} and end + 1 < len(shape):
        rest = end + 1
        if shape[rest] == "q":
            content.append((rest, rest + 1))
        elif quoted_before and _is_parted_from_verb(sentence, mark, end):
            content.append((rest, len(shape)))
        elif not quoted_before and _may_resume(sentence, rest, is_begun=_is_begun(shape, mark)):
            stop = shape.find(";", rest)
            content.append((rest, stop if stop > 0 else len(shape)))
    return content


def _is_parted_from_verb(sentence: Sentence, mark: int, end: int) -> bool:
    """Read `“The bridge,” Adler said, was “old”`: a quoted subject, and its verb after the tag."""
    quoted = mark - (sentence.shape[mark] != lexicon.QUOTE)
    if _VERB_RESUMED.match(sentence.shape, end) is None:
        return False
    words_of = _WORDS.findall(sentence.nodes[quoted].raw.lower())
    classes = [lexicon.CLASS_OF.get(word) for word in words_of]
    is_noun = classes[:1] == [lexicon.DETERMINER] or lexicon.QUOTE in sentence.shape[end:]
    return is_noun and set("xmv").isdisjoint(classes)


_VERB_RESUMED: Final = re.compile(r",a?(?:[xmv]|e(?=[dpqa]))")
_WORDS: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_RESUMED: Final = re.compile(r";?q")
"""What goes on after a tag without a comma: "said Adler “and left.”"."""


def _goes_on(raw: str) -> bool:
    """Tell the second half of a sentence, which begins small, from another quotation."""
    return raw.lstrip("\"“”„«»‘’'`[ ")[:1].islower()


def _left_content(sentence: Sentence, mark: int) -> Range:
    """Return what a tag after node `mark` attributes: back to the clause's start."""
    shape = sentence.shape
    end = mark + 1 if shape[mark] == "q" else mark
    start = max(shape.rfind(";", 0, end), shape.rfind(":", 0, end)) + 1
    if shape[end - 1] == lexicon.QUOTE and end > 1 and shape[end - 2] == lexicon.DASH:
        start = end - 1
    return _after_open_bracket(sentence, start, end), end


def _after_open_bracket(sentence: Sentence, start: int, end: int) -> int:
    """Return where the bracket begins that a tag stands in; else `start`."""
    for index in range(end - 1, start - 1, -1):
        if sentence.nodes[index].raw in {"(", ")"}:
            return index + 1 if sentence.nodes[index].raw == "(" else start
    return start


def _is_begun(shape: str, mark: int) -> bool:
    """Tell "And so" and "Perhaps" from what can stand alone."""
    return set(shape[:mark]) <= set("&ba,")


def _may_resume(sentence: Sentence, index: int, *, is_begun: bool) -> bool:
    """Tell "The boat, sailors say, is sound" from ", adding", ", who ...", ", as he"."""
    word = sentence.nodes[index].lower
    if word in {"as", "when", "after", "while"}:
        return is_begun
    if word in {"according", "citing"} or word.endswith("ing"):
        return False
    if word == "on" and sentence.nodes[index + 1 : index + 2]:
        return sentence.nodes[index + 1].lower != "condition"
    return sentence.shape[index] not in "gw" and not is_remark(sentence, index)


def tag_mark(sentence: Sentence, cue: Cue, source: Range, *, elided: bool) -> int | None:
    """Return the comma or quotation before a tag's subject; `None` when it is no tag."""
    if elided or source[0] == 0 or source[0] > cue.index:
        return None
    mark = source[0] - 1
    shape = sentence.shape
    if shape[mark] in "&b" and mark and shape[mark - 1] in ",q":
        mark -= 1
        if "q" not in shape[max(0, mark - 1) : mark + 1]:
            return None  # "It was late, but she said so."
    if shape[mark] == "a" and mark and shape[mark - 1] in ",q":
        mark -= 1
    if shape[mark] == "q":
        return mark
    return mark if shape[mark] in ",-" and mark > 0 else None


def splits(sentence: Sentence, mark: int) -> bool:
    """Tell whether a quotation ends at a tag's mark."""
    return sentence.shape[mark] == "q" or sentence.shape[mark - 1] == "q"


def read_tag(
    sentence: Sentence, cue: Cue, complement: Complement, source: Range, mark: int
) -> Report | None:
    """Read `C, S said` and `C, S said, C`."""
    quoted = splits(sentence, mark)
    if not quoted and not cue.frame.takes & (_CLAUSAL | {"out-that"}):
        # "The bell tolled, the crowd shouted."
        return None
    ends = complement.start >= len(sentence.shape)
    pointed = cue.frame.lemma == "point"
    if pointed and complement.start == cue.index + 1:
        return None  # "points", but for "points out"
    sure = not cue.is_unsure or cue.frame.lemma in _CLAIMING or pointed
    apart = complement.kind == "comma" and _may_find(sentence, cue)
    sure = sure or cue.frame.lemma in (_FINDING if ends else _NOTING if apart else ())
    if not quoted and not sure and not is_document(sentence, source):
        return None
    if not quoted and not (
        is_clause(sentence, 0, mark)
        or _may_resume_clause(sentence, complement)
        or _may_be_clause(sentence, cue, source, (mark, complement.start))
    ):
        return None
    report = Report(
        rule="tag",
        sentence=0,
        cue=cue_range(cue),
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


def _may_find(sentence: Sentence, cue: Cue) -> bool:
    """Tell ", she notes," and ", the team found," from ", the place found,"."""
    known = gazetteer.type_of_noun(sentence.nodes[cue.group - 1].lower)
    return sentence.shape[cue.group - 1] in "rN" or known is not SourceType.UNKNOWN


def _may_be_clause(sentence: Sentence, cue: Cue, source: Range, edges: Range) -> bool:
    """Tell "The move marks a turn, he said", whose verb is not known, from "In May, he said"."""
    mark, after = edges
    plain = cue.frame.lemma == "say" or is_document(sentence, source)
    plain = plain and after >= len(sentence.shape) - 1
    opened = _CLAUSE_START.match(sentence.shape, 0, mark)
    return plain and opened is not None and mark - opened.end() >= _CLAUSE_LEAST - 1


_PARTED: Final = re.compile(r",a?[xmv]")
_CLAUSE_START: Final = re.compile(r"(?:[puaT][^,]*,)?[b&a]*[dNrq]")


def read_as_clause(
    sentence: Sentence, cue: Cue, complement: Complement, source: Range
) -> Report | None:
    """Read "As Adler put it, C", "C, as Adler has said"."""
    shape, front = sentence.shape, source[0] - 1
    if front < 0 or sentence.nodes[front].lower != "as" or "tag" not in cue.frame.takes:
        return None
    if not cue.frame.takes & _CLAUSAL:
        return None  # "As voters went to the polls"
    end = complement.start
    if front <= 1 or shape[front - 1] in "&b":
        content = (end + 1, len(shape)) if shape[end : end + 1] in {",", ":"} else (0, 0)
    elif shape[front - 1] in ",-":
        content = (0, front - 1)
    else:
        return None
    start, stop = content
    if stop - start < _CLAUSE_LEAST or not is_clause(sentence, start, stop):
        return None
    return Report(
        rule="as-clause",
        sentence=0,
        cue=cue_range(cue),
        source=source,
        front=front,
        content=[content],
        stance=cue.frame.stance,
        confidence=0.75,
    )


def is_document(sentence: Sentence, source: Range) -> bool:
    """Tell "records show" and "an average of polls shows" from "the stores show"."""
    kind = gazetteer.type_of_noun(head_noun(sentence, source))
    of = sentence.shape.find(lexicon.PREPOSITION, *source)
    if kind is SourceType.UNKNOWN and of > 0 and sentence.nodes[of].lower == "of":
        kind = gazetteer.type_of_noun(head_noun(sentence, (of + 1, source[1])))
    return kind in _DOCUMENTS


def head_noun(sentence: Sentence, source: Range) -> str:
    """Return the noun a phrase is about."""
    start, end = source
    edge = _HEAD_END.search(sentence.shape, start + 1, end)
    if edge is not None and gazetteer.is_listed(sentence.nodes[edge.start()].lower):
        return sentence.nodes[edge.start()].lower  # "recent polling in Split"
    at = (end if edge is None else edge.start()) - 1
    return sentence.nodes[at - (at > start and sentence.nodes[at].lower in _NEAR)].lower


_NEAR: Final = words("close familiar privy")
"""What stands between a noun and what it is told of: "sources close to Adler"."""


def _is_trifle(content: list[Range]) -> bool:
    """Tell "He said, she said" from a report."""
    return sum(end - start for start, end in content) < _LEAST


def _may_resume_clause(sentence: Sentence, complement: Complement) -> bool:
    after = complement.start + 1
    if complement.kind != "comma":
        return False
    long = len(sentence.shape) - after >= _LONG_CLAUSE and sentence.shape[after] in "dNcr"
    return (
        long
        or FINITE.search(sentence.shape, after) is not None
        or _PAST_RESUMED.match(sentence.shape, after) is not None
    )


_PAST_RESUMED: Final = re.compile(r"e(?=[dNroc#])")
"""As in "The crew, he said, emptied the hold"."""
