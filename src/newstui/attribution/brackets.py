"""Reports within brackets, which the sentence around them passes over as one node."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newstui.attribution import lexicon
from newstui.attribution.contents import settle
from newstui.attribution.phrasal import find_phrasal_reports
from newstui.attribution.sentences import make_sentence
from newstui.attribution.tokens import read_nodes
from newstui.attribution.verbs import find_verb_reports

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newstui.attribution.report import Report
    from newstui.attribution.sentences import Reading, Sentence

_LEAST: Final = 20
"""Characters of the shortest bracket that can hold a report."""


def find_in_brackets(reading: Reading) -> Iterator[tuple[Sentence, Report]]:
    """Find what brackets report: "(nine in ten, according to the ministry)"."""
    for number, sentence in enumerate(reading.sentences):
        if lexicon.BRACKET not in sentence.shape:
            continue
        for node in sentence.nodes:
            if node.letter == lexicon.BRACKET and node.end - node.start > _LEAST:
                yield from _read(reading.text, (node.start + 1, node.end - 1), sentence, number)


def _read(
    text: str, inside: tuple[int, int], around: Sentence, number: int
) -> Iterator[tuple[Sentence, Report]]:
    nodes = read_nodes(text, *inside, ())
    while nodes and nodes[-1].letter == lexicon.STOP:
        nodes.pop()
    if not nodes:
        return
    sentence = make_sentence(nodes, around.paragraph, opens=False)
    reports = find_verb_reports(text, sentence, number)
    reports += find_phrasal_reports(sentence, number, tuple(reports))
    settle(sentence, reports)
    for report in reports:
        yield sentence, report
