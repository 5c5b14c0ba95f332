"""Speakers named before a colon at the start of a paragraph: headlines and transcripts.

A place or a topic stands before a colon just as well, so a name counts in a headline only when the
story names it as a source, and elsewhere only when several paragraphs begin like that.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from newstui.attribution import gazetteer, lexicon
from newstui.attribution.lexicon import words
from newstui.attribution.phrasal import LABELS
from newstui.attribution.phrases import FINITE
from newstui.attribution.report import Report
from newstui.model.attribution import SourceType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newstui.attribution.sentences import Reading, Sentence

_LABEL: Final = re.compile(r"(?:[Nc]{1,4}\(?):")
_HEADLINE_LIMIT: Final = 24
"""Nodes of the longest headline."""
_LEAST: Final = 3
"""Nodes of the shortest headline after the colon, and paragraphs of the shortest transcript."""
_KINDS: Final = frozenset({SourceType.POLL, SourceType.AGENCY, SourceType.OUTLET})
_SPEAKERS: Final = frozenset(SourceType) - {SourceType.UNKNOWN, SourceType.OUTLET}
_SPEAKER: Final = re.compile(r"[cN]{1,3}")
"""A source at the end of a headline, which has no article."""
_CLAIMS: Final = words("no not never we i don't")
"""What opens a claim that has no verb: "Adler: no deal"."""
_QUESTIONING: Final = frozenset({"q", "a"})
"""Labels of questions and answers, which name nobody."""
_PAPERS: Final = words("report study survey poll officials police watchdog report analyst analysts")
"""What a headline may begin with that the story need not name: "Study: tea is good"."""


def find_labelled(reading: Reading, reports: Sequence[Report]) -> list[Report]:
    """Find headlines and the turns of a transcript: "Adler: It will hold"."""
    labelled = [
        (number, label.end() - 1)
        for number, sentence in enumerate(reading.sentences)
        if sentence.opens and (label := _LABEL.match(sentence.shape)) is not None
    ]
    taken = {report.sentence for report in reports}
    found = [
        _turn(reading, number, colon)
        for number, colon in _turns(reading, labelled)
        if number not in taken and colon + 1 < len(reading.sentences[number].nodes)
    ]
    if 0 in taken or not _stands_alone(reading):
        return found
    if labelled and labelled[0][0] == 0 and _is_headline(reading, labelled[0][1], reports):
        found.insert(0, _turn(reading, *labelled[0]))
    elif not _is_stopped(reading) and (ended := _ended(reading.sentences[0])) is not None:
        found.insert(0, ended)
    return found


def _stands_alone(reading: Reading) -> bool:
    """Tell whether the first sentence has the length of a headline and its own paragraph."""
    if not reading.sentences or len(reading.sentences[0].nodes) > _HEADLINE_LIMIT:
        return False
    return len(reading.sentences) == 1 or reading.sentences[1].opens


def _is_stopped(reading: Reading) -> bool:
    end = reading.sentences[0].end
    return reading.text[end : end + 1] in {".", "!", "…"}


def _ended(headline: Sentence) -> Report | None:
    """Read "Dam will hold: mayor"."""
    shape = headline.shape
    colon = shape.rfind(lexicon.COLON)
    source = colon + 1, len(shape)
    if colon <= _LEAST or not _SPEAKER.fullmatch(shape, colon + 1):
        return None
    if gazetteer.type_of_noun(headline.nodes[-1].lower) not in _SPEAKERS:
        return None
    return Report(
        rule="labelled",
        sentence=0,
        cue=(colon, colon + 1),
        source=source,
        content=[(0, colon)],
        confidence=0.7,
    )


def _turn(reading: Reading, number: int, colon: int) -> Report:
    """Make the report of a paragraph that begins with its speaker."""
    sentences = reading.sentences
    own = sentences[number]
    report = Report(
        rule="labelled",
        sentence=number,
        cue=(colon, colon + 1),
        source=(0, colon),
        content=[(colon + 1, len(own.nodes))],
        confidence=0.7,
    )
    following = number + 1
    while following < len(sentences) and sentences[following].paragraph == own.paragraph:
        report.more.append((sentences[following].start, sentences[following].end))
        following += 1
    return report


def _is_headline(reading: Reading, colon: int, reports: Sequence[Report]) -> bool:
    """Tell "Adler: dam will hold" from "Harbour: what we know"."""
    headline = reading.sentences[0]
    if len(headline.nodes) - colon <= _LEAST:
        return False
    label = [node.lower for node in headline.nodes[:colon]]
    if label[-1] in _PAPERS or gazetteer.type_of_name(tuple(label)) in _KINDS:
        return True
    if headline.shape[colon - 1] != lexicon.NAME:
        return False
    if len(reading.sentences) == 1:
        claims = headline.nodes[colon + 1].lower in _CLAIMS
        if _is_stopped(reading):
            return False
        return claims or FINITE.search(headline.shape, colon + 1) is not None
    return any(label[-1] in _named(reading, report) for report in reports)


def _named(reading: Reading, report: Report) -> set[str]:
    if report.source is None:
        return set()
    nodes = reading.sentences[report.sentence].nodes[slice(*report.source)]
    return {node.lower for node in nodes if node.letter == lexicon.NAME}


def _turns(reading: Reading, labelled: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Choose the paragraphs of a transcript: with a name in capitals, or one that comes again."""
    names = Counter(_name(reading.sentences[number], colon) for number, colon in labelled)
    names.update(_initials(reading.sentences[number], colon) for number, colon in labelled)
    turns = [
        (number, colon)
        for number, colon in labelled
        if reading.sentences[number].shape[0] == lexicon.NAME
        and max(
            names[_name(reading.sentences[number], colon)],
            names[_initials(reading.sentences[number], colon)],
        )
        > 1
        and _name(reading.sentences[number], colon) not in LABELS
        and _name(reading.sentences[number], colon) not in _QUESTIONING
    ]
    return turns if len(turns) >= _LEAST else []


def _initials(sentence: Sentence, colon: int) -> str:
    """Return what the turns after the first may be marked with: "bl" for "Bo Li"."""
    if colon == 1:
        return ""
    return "".join(node.lower[:1] for node in sentence.nodes[:colon])


def _name(sentence: Sentence, colon: int) -> str:
    return sentence.nodes[colon - 1].lower
