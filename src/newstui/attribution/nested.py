"""Quotations within quotations: what a speaker says another has said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newstui.attribution import lexicon
from newstui.attribution.quotes import Quote
from newstui.attribution.sentences import make_sentence
from newstui.attribution.tokens import read_nodes
from newstui.attribution.verbs import find_verb_reports

if TYPE_CHECKING:
    from newstui.attribution.report import Report
    from newstui.attribution.sentences import Reading, Sentence

_INNER_QUOTES: Final = 12
"""Quotations nested in one that are looked at; more is no speech."""
_REACH: Final = 240
"""Characters of speech before an inner quotation that may attribute it."""


def find_nested(reading: Reading) -> list[tuple[Sentence, Report]]:
    """Find reports inside quotations whose content is a quotation itself."""
    found: list[tuple[Sentence, Report]] = []
    for paragraph, quotes in enumerate(reading.quotes):
        for quote in quotes:
            for start, end in quote.inner[:_INNER_QUOTES]:
                found.extend(_read(reading.text, quote, (start, end), paragraph))
    return found


def _read(
    text: str, outer: Quote, inner: tuple[int, int], paragraph: int
) -> list[tuple[Sentence, Report]]:
    """Read the words of one quotation up to the end of one nested in it."""
    start = max(outer.start + 1, inner[0] - _REACH)
    edge = max(text.rfind(mark, start, inner[0]) for mark in (". ", "! ", "? "))
    nodes = read_nodes(text, edge + 1 if edge >= 0 else start, inner[1], [Quote(*inner)])
    sentence = make_sentence(nodes, paragraph, opens=False)
    if sentence.shape[-1] != lexicon.QUOTE:
        return []
    last = len(sentence.shape) - 1
    return [
        (sentence, report)
        for report in find_verb_reports(text, sentence, -1)
        if report.rule == "verb-quote" and report.content[-1][0] == last
    ]
