"""Where something was said, and to whom: "told the Gazette", "in an interview with the BBC"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newstui.attribution import lexicon
from newstui.attribution.complements import MEDIA, TIME_MODIFIERS
from newstui.attribution.lexicon import TIME_NOUNS, words
from newstui.attribution.mentions import read_reference
from newstui.attribution.objects import phrase_after
from newstui.model.attribution import Medium, SourceType

if TYPE_CHECKING:
    from newstui.attribution.phrases import Range
    from newstui.attribution.report import Report
    from newstui.attribution.sentences import Sentence

_REACH: Final = 24
"""Nodes looked through on either side of a cue."""
_PHRASE: Final = 5
"""Nodes from "in" to "interview"."""
_WITHIN: Final = frozenset("dcNgas#e")
_OPENERS: Final = words("in on at during via through")
_GERUNDS: Final = words("speaking talking writing")
_TELLING: Final = _GERUNDS.union(MEDIA)
_PARTNERS: Final = words("with to")
_PRESS: Final = frozenset({SourceType.OUTLET, SourceType.AGENCY})
_POSTED: Final = words("tweeted tweets retweeted posted blogged")
_CIRCUMSTANCES: Final = frozenset("daTp#,")
_EDGES: Final = frozenset(",q-")


def settle_medium(sentence: Sentence, report: Report) -> None:
    """Work out the medium of a report and who was spoken to, where its rule has not."""
    if report.addressee is not None and report.addressee[0] < report.addressee[1]:
        report.medium = report.medium or _told(sentence, report.addressee)
    cues = sentence.nodes[slice(*report.cue)]
    if any(node.lower in _POSTED for node in cues):
        report.medium = report.medium or Medium.POST
    start, end = _surroundings(sentence, report)
    for index, node in enumerate(sentence.nodes[start:end], start):
        if node.lower not in _TELLING or _is_content(report, index):
            continue
        medium, is_gerund = MEDIA.get(node.lower), node.lower in _GERUNDS
        if not is_gerund and sentence.shape[index + 1 : index + 2] in {"c", "N"}:
            continue  # "a news poll"
        opener = index if is_gerund else _opener(sentence, index)
        if opener is not None and _belongs(sentence, report, opener, index):
            _take(sentence, report, index, medium)


def _told(sentence: Sentence, addressee: Range) -> Medium | None:
    """Return where something was told to an outlet, "a news conference", "the hearing"."""
    reference = read_reference(sentence, addressee)
    if reference.type in _PRESS:
        return Medium.INTERVIEW
    return MEDIA.get(sentence.nodes[addressee[1] - 1].lower)


def _surroundings(sentence: Sentence, report: Report) -> Range:
    first, last = report.cue
    if report.source is not None and not report.elided:
        first, last = min(first, report.source[0]), max(last, report.source[1])
    return max(0, first - _REACH), min(len(sentence.nodes), last + _REACH)


def _is_content(report: Report, index: int) -> bool:
    return any(start <= index < end for start, end in report.content)


def _opener(sentence: Sentence, noun: int) -> int | None:
    """Return the preposition of "in a long interview"."""
    index = noun - 1
    while index >= max(0, noun - _PHRASE) and sentence.shape[index] in _WITHIN:
        index -= 1
    if index < 0 or sentence.nodes[index].lower not in _OPENERS:
        return None
    spoken = index > 0 and sentence.nodes[index - 1].lower in _GERUNDS
    return index - spoken


def _belongs(sentence: Sentence, report: Report, opener: int, noun: int) -> bool:
    """Tell what was said "in a statement" from "a plaintiff in the lawsuit"."""
    shape = sentence.shape
    inside = report.source is not None and report.source[0] <= opener < report.source[1]
    if inside and shape[opener - 1] not in _EDGES:
        return False
    if opener >= report.cue[1]:
        return not _is_content(report, opener) and all(
            _is_circumstance(sentence, report, index) for index in range(report.cue[1], opener)
        )
    if opener > 0 and shape[opener - 1] not in _EDGES:
        return False
    first = report.cue[0] if report.source is None else min(report.cue[0], report.source[0])
    return lexicon.CUE not in shape[noun + 1 : max(first, noun + 1)] and "," in shape[noun:]


def _is_circumstance(sentence: Sentence, report: Report, index: int) -> bool:
    """Whether a node after the cue may stand before "in a statement": a time, whoever says it."""
    named = (part for part in (report.source, report.addressee) if part is not None)
    if any(start <= index < end for start, end in named):
        return True
    lower = sentence.nodes[index].lower
    return sentence.shape[index] in _CIRCUMSTANCES or lower in TIME_NOUNS | TIME_MODIFIERS


def _take(sentence: Sentence, report: Report, index: int, medium: Medium | None) -> None:
    word = sentence.nodes[index].lower
    partner = index + 1
    has_partner = partner < len(sentence.nodes) and sentence.shape[partner] in "p2"
    known = _PARTNERS if word != "writing" else {"in", "for"}
    hearer = None
    if has_partner and sentence.nodes[partner].lower in known:
        hearer = phrase_after(sentence, partner + 1)
    if medium is None:
        of_press = hearer is not None and read_reference(sentence, hearer).type in _PRESS
        if not of_press:
            return
        medium = Medium.DOCUMENT if word == "writing" else Medium.INTERVIEW
    report.medium = report.medium or medium
    if hearer is not None and (word in _GERUNDS or medium is Medium.INTERVIEW):
        report.addressee = report.addressee or hearer
