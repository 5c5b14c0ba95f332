"""Sources named with a preposition: "according to", "per", "in the words of", "in Adler's view"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newstui.attribution import gazetteer, lexicon
from newstui.attribution.frames import CITERS
from newstui.attribution.lexicon import words
from newstui.attribution.objects import phrase_after
from newstui.attribution.phrases import FINITE, PARTY, RELATIVE
from newstui.attribution.report import Report
from newstui.model.attribution import SourceType

if TYPE_CHECKING:
    from collections.abc import Callable

    from newstui.attribution.phrases import Range
    from newstui.attribution.sentences import Sentence

_PREPOSITIONAL: Final = (
    ("in", "the", "words", "of"),
    ("in", "the", "view", "of"),
    ("in", "the", "opinion", "of"),
    ("as", "per"),
    ("per",),
)
_LONGEST: Final = max(map(len, _PREPOSITIONAL))
_VIEWS: Final = words("view words opinion account telling judgment judgement assessment estimation")
_NORMS: Final = words(
    "law laws plan custom customs tradition schedule need needs height size age ability weight "
    "rank merit taste usual habit recipe instructions regulations principle principles wishes "
    "means colour color season rules shape rota type kind order grade region"
)
"""What things are done or measured by: "according to the law" tells of no source."""
_CLAUSE_LEAST: Final = 4
"""Nodes below which nothing is a clause."""
_NEAR: Final = 3
_SOURCE_LIMIT: Final = 14
"""Nodes of the longest source that no noun phrase is recognised in."""


def _according_to(sentence: Sentence, index: int) -> Report | None:
    complete = _word(sentence, index + 1) == "to"
    return _according(sentence, index, index + 2) if complete else None


def _worded(sentence: Sentence, index: int) -> Report | None:
    here = tuple([node.lower for node in sentence.nodes[index : index + _LONGEST]])
    for phrase in _PREPOSITIONAL:
        if here[: len(phrase)] == phrase:
            after = index + len(phrase)
            letter = sentence.shape[after : after + 1]
            named = letter == lexicon.NAME or (letter == lexicon.DETERMINER and phrase[0] == "as")
            named = named or _is_told_by(sentence, after)
            set_off = index == 0 or sentence.shape[index - 1] == ","
            if set_off and (named or len(phrase) > len(("as", "per"))):
                return _according(sentence, index, after)
    return _viewed(sentence) if index == 0 else None


def _is_told_by(sentence: Sentence, start: int) -> bool:
    """Tell "per the ministry" and "per officials" from "per the usual rate" and "per person"."""
    comma = sentence.shape.find(",", start)
    limit = None if comma < 0 else comma
    opens = sentence.shape[start : start + 1] in "dc"
    source = phrase_after(sentence, start, limit=limit) if opens else None
    if source is None:
        return False
    head = sentence.nodes[source[1] - 1]
    if sentence.shape[start] == lexicon.WORD and gazetteer.singular(head.lower) == head.lower:
        return head.lower == "police"
    named = head.letter == lexicon.NAME
    return named or gazetteer.type_of_noun(head.lower) is not SourceType.UNKNOWN


def _viewed(sentence: Sentence) -> Report | None:
    """Read "In Adler's view, C"."""
    shape = sentence.shape
    comma = shape.find(",")
    owned = comma > _NEAR and shape[comma - 2] == lexicon.POSSESSIVE
    if not owned or _word(sentence, comma - 1) not in _VIEWS or comma + 1 >= len(shape):
        return None
    source = phrase_after(sentence, 1, limit=comma - 2)
    if source is None or source[1] != comma - 2:
        return None
    return Report(
        rule="according",
        sentence=0,
        cue=(comma - 1, comma),
        source=source,
        content=[(comma + 1, len(shape))],
        open_end=True,
        confidence=0.8,
    )


def _according(sentence: Sentence, index: int, after: int) -> Report | None:
    """Read "according to S, C", "C, according to S" and "C, according to S, C"."""
    shape = sentence.shape
    within = _opens_clause(sentence, index)
    front = (
        within
        or index == 0
        or shape[index - 1] in "b&"
        or (index < _NEAR and shape[index - 1] in ",a")
    )
    source = _according_source(sentence, after, front=front)
    if source is None or (not front and _is_norm(sentence, source)):
        return None
    end = source[1]
    dated = _DATED.search(shape[source[0] : end])
    if dated is not None and not _is_paper(sentence, source[0] + dated.start() - 1):
        source = source[0], source[0] + dated.start()
    report = Report(rule="according", sentence=0, cue=(index, after), source=source, front=index)
    if within:
        report.front = index - (shape[index - 1] == ",")
    if front:
        start = end + 1 if shape[end : end + 1] == "," else end
        if _word(sentence, start) in CITERS:
            start = shape.find(",", start) + 1 or start  # "According to Tass, citing the army, C"
        report.content = [(start, len(shape))] if start < len(shape) else []
        report.open_end = True
    else:
        report.mark = index - 1 if shape[index - 1] in ",-q" else index
        report.front = report.mark
        report.content = _around_according(sentence, report.mark, end)
    report.confidence = 0.9 if report.content else 0.0
    return report if report.content else None


def _is_norm(sentence: Sentence, source: Range) -> bool:
    """Tell "according to size and colour", "to the rules of the house" from "to the mayor"."""
    edge = _NOUN_END.search(sentence.shape, *source)
    first = edge.start() if edge is not None and edge.start() > source[0] else source[1]
    return {sentence.nodes[first - 1].lower, sentence.nodes[source[1] - 1].lower} & _NORMS != set()


_NOUN_END: Final = re.compile(r"[p&,]")


def _is_paper(sentence: Sentence, index: int) -> bool:
    kinds = {SourceType.DOCUMENT, SourceType.POLL}
    return gazetteer.type_of_noun(sentence.nodes[index].lower) in kinds


def _opens_clause(sentence: Sentence, index: int) -> bool:
    """Tell "said that, according to Adler, C" from "C, according to Adler".

    After "and", what follows must have a subject: "It sank and, according to Adler, killed two".
    """
    before = index - (sentence.shape[index - 1 : index] in {",", "-"})
    if before <= 0:
        return False
    letter = sentence.shape[before - 1]
    if before == index:
        return letter == lexicon.THAT
    if letter in "&b":
        return _SUBJECT.match(sentence.shape, sentence.shape.find(",", index)) is not None
    return letter in "tu" or sentence.nodes[before - 1].lower in _OPENERS


_DATED: Final = re.compile(r"(?<=[Nc])pT+$")
"""The day something was told: "according to Adler on Monday", but not of "a poll in May"."""
_OPENERS: Final = words("after before since until")
_SUBJECT: Final = re.compile(r",[dNrc#]")


def _around_according(sentence: Sentence, mark: int, end: int) -> list[Range]:
    shape = sentence.shape
    before = mark + 1 if shape[mark : mark + 1] == "q" else mark
    start = _last_clause(sentence, before)
    content = [(start, before)]
    rest = end + 1
    if shape[end : end + 1] != "," or rest >= len(shape) or shape[start] == "w":
        return content
    is_begun = FINITE.search(shape, start, before) is None
    if is_begun or shape[rest] == "q" or (shape[rest] not in "gwdu" and FINITE.search(shape, rest)):
        content.append((rest, len(shape)))
    return content


_CLAUSE_STARTS: Final = re.compile(
    r":|,[b&](?=[dacN#]*[cN][vVxm]|r)"
    r"|,(?=w[aexmvV][^,]*$)"  # ", who left in May"
)


def _last_clause(sentence: Sentence, end: int) -> int:
    """Return where the last clause that can stand alone before node `end` begins."""
    shape = sentence.shape
    start = 0
    for match in _CLAUSE_STARTS.finditer(shape[:end]):
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
        edge = _STATEMENT_END.search(shape, start + 1)
        return start, edge.start() if edge else len(shape)
    if front and (fronted := _fronted_end(sentence, (first, found[1]), comma)) is not None:
        return start, fronted
    if comma > found[1] and FINITE.search(shape, found[1], comma) is None:
        return start, comma
    return start, found[1]


def _fronted_end(sentence: Sentence, found: Range, comma: int) -> int | None:
    """Return where the source of "according to S, C" ends, if what follows its comma tells."""
    closing = _after_relative(sentence, found[1])
    if closing is not None or comma < 0:
        return closing
    if found[1] < comma or found[1] == len(sentence.shape):
        return _with_description(sentence, found[0], comma)
    if _ENDS_SUBJECT.match(sentence.shape, found[1]):
        return _before_subject(sentence, comma, found[1])
    return None


def _after_relative(sentence: Sentence, end: int) -> int | None:
    """Return the comma that closes ", which cited the navy," after a source that ends at `end`."""
    if sentence.shape[end : end + 2] != ",w" or sentence.nodes[end + 1].lower not in RELATIVE:
        return None
    closing = sentence.shape.find(",", end + 1)
    return None if closing < 0 else closing


_DESCRIPTION: Final = re.compile(r"N+(,d[acg]*c)(?:p[dacN]+)?(?=,)")


def _with_description(sentence: Sentence, start: int, comma: int) -> int:
    """Return where "Ana Kern, a nurse," ends before a clause whose verb is not known."""
    match = _DESCRIPTION.match(sentence.shape, start)
    if match is None or match.start(1) != comma:
        return comma
    first, last = sentence.nodes[comma + 1], sentence.nodes[match.end(1) - 1]
    described = first.lower in {"a", "an"} and gazetteer.is_person_noun(last.lower)
    return match.end() if described else comma


_ENDS_SUBJECT: Final = re.compile(
    r"(?:,&[^,q]+(?:,[^,q]+)?)?,a?(?:[xmvV]|e(?!p[^,]*,))|,&[dacN#s]*[cN#]a?[xmvV]"
)
"""A verb that still needs its subject, after a comma or the last of a list."""
_OF_SOURCE: Final = re.compile(r",(?:#|w|p)")


def _before_subject(sentence: Sentence, comma: int, end: int) -> int:
    """Return where the source ends when the subject of what follows is set off, too.

    "According to the indictment, Kern, 58, paid": the commas are those of the subject, but for an
    age, a clause or a party right after the source.
    """
    shape = sentence.shape
    edge = comma
    while _OF_SOURCE.match(shape, edge) or PARTY.match(sentence.nodes[edge + 1].raw):
        following = shape.find(",", edge + 1, end)
        if following < 0:
            return end
        edge = following
    return edge


def _loose_source(sentence: Sentence, start: int) -> Range | None:
    """Return all up to the next mark, where no noun phrase is recognised: "polling by ..."."""
    edge = _SOURCE_END.search(sentence.shape, start)
    end = edge.start() if edge else len(sentence.shape)
    held = set(sentence.shape[start:end])
    return (start, end) if end - start <= _SOURCE_LIMIT and held & set("Nc") else None


_STATEMENT_END: Final = re.compile(r"[q:;.\-]|u(?!#)|(?<![Nc])r")
_SOURCE_END: Final = re.compile(r"[,;:q.\-urt(]")


def _word(sentence: Sentence, index: int) -> str:
    return sentence.nodes[index].lower if 0 <= index < len(sentence.nodes) else ""


ACCORDING_READERS: Final[dict[str, Callable[[Sentence, int], Report | None]]] = {
    **dict.fromkeys(("in", "as", "per"), _worded),
    "according": _according_to,
}
"""What to try at a word."""
