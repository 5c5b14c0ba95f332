"""The engine: a text in, what it attributes to whom out."""

from __future__ import annotations

import gc
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from newstui.attribution import lexicon
from newstui.attribution.announced import attach_lists, find_announcers
from newstui.attribution.brackets import find_in_brackets
from newstui.attribution.chains import find_chains, find_parents
from newstui.attribution.contents import settle
from newstui.attribution.drafts import Place
from newstui.attribution.floating import attach_quotes
from newstui.attribution.labelled import find_labelled
from newstui.attribution.lexicon import words
from newstui.attribution.media import settle_medium
from newstui.attribution.mentions import read_reference
from newstui.attribution.nested import find_nested
from newstui.attribution.people import find_people
from newstui.attribution.phrasal import find_phrasal_reports
from newstui.attribution.phrases import phrase_before
from newstui.attribution.sentences import read_text
from newstui.attribution.spans import content_spans, kind_of, source_span, span_of
from newstui.attribution.speakers import Speakers
from newstui.attribution.together import read_mention
from newstui.attribution.verbs import REPORTS_LIMIT, find_verb_reports
from newstui.model.attribution import Analysis, Attribution, Mention, SourceType, Via
from newstui.model.versions import ENGINE_VERSION
from newstui.text.language import recognise_language

if TYPE_CHECKING:
    from newstui.attribution.phrases import Range
    from newstui.attribution.report import Report
    from newstui.attribution.sentences import Reading, Sentence
    from newstui.model.attribution import Credit, Dateline

ENGLISH: Final = "en"
LANGUAGE_NAMES: Final = {
    "ar": "Arabic", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "es": "Spanish",
    "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi",
    "hu": "Hungarian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch",
    "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip

_SILENT: Final = frozenset({SourceType.UNKNOWN, SourceType.DOCUMENT})
"""What does not speak itself while a body stands beside it."""
_Found = tuple["Sentence", "Report"]


def attribute(text: str) -> Analysis:
    """Find every attribution of an English text, its entities and its credits.

    Meanwhile no rubbish is collected: what is made here has no cycles, and looking for them takes a
    fifth of the time on a long text.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        return _analyse(text)
    finally:
        if collects:
            gc.enable()


def _analyse(text: str) -> Analysis:
    from newstui.text.page import find_credits, find_dateline  # dozens of patterns to compile

    language = recognise_language(text)
    credits_found = find_credits(text)
    dateline = find_dateline(text)
    if language not in {"", ENGLISH}:
        name = LANGUAGE_NAMES.get(language, "another language")
        return Analysis(
            engine=ENGINE_VERSION,
            language=language,
            analysed=False,
            reason=f"written in {name}",
            dateline=dateline,
            credits=credits_found,
        )
    reading = read_text(text)
    found = _outside_credits(_find_reports(reading), credits_found)
    speakers = Speakers(text, find_people(reading.sentences))
    attributions = _build(reading, found, speakers, dateline)
    return Analysis(
        engine=ENGINE_VERSION,
        language=language,
        dateline=dateline,
        credits=credits_found,
        entities=speakers.entities(),
        attributions=attributions,
    )


def _find_reports(reading: Reading) -> list[_Found]:
    reports: list[Report] = []
    for number, sentence in enumerate(reading.sentences):
        if len(sentence.nodes) == 1:
            continue  # nothing but a quotation
        own = find_verb_reports(reading.text, sentence, number)
        own += find_phrasal_reports(sentence, number, tuple(own))
        chained = find_chains(sentence, number, own)
        own = (own + chained)[:REPORTS_LIMIT]
        settle(sentence, own)
        reports += own
    reports += find_labelled(reading, reports)
    reports += find_announcers(reading, reports)
    alone = attach_quotes(reading, reports, attach_lists(reading, reports))
    found = [(reading.sentences[report.sentence], report) for report in (*reports, *alone)]
    return [*found, *find_nested(reading), *find_in_brackets(reading)]


def _outside_credits(found: list[_Found], credits_found: tuple[Credit, ...]) -> list[_Found]:
    """Drop reports whose cue stands in a credit: "Additional reporting by ..."."""
    spans = [credit.span for credit in credits_found if credit.span is not None]
    return [
        (sentence, report)
        for sentence, report in found
        if not any(start <= sentence.nodes[report.cue[0]].start < end for start, end in spans)
    ]


def _build(
    reading: Reading, found: list[_Found], speakers: Speakers, dateline: Dateline | None
) -> tuple[Attribution, ...]:
    floor = 0 if dateline is None else dateline.span[1]
    kept: list[tuple[Report, Attribution]] = []
    for sentence, report in sorted(found, key=_position):
        attribution = _attribution(reading, sentence, report, speakers, floor)
        if attribution is not None:
            kept.append((report, attribution))
    kept.sort(key=lambda item: _first_character(item[1]))
    place_of = {id(report): index for index, (report, _) in enumerate(kept)}
    through = [place_of.get(id(report.via)) if report.via else None for report, _ in kept]
    attributions = [attribution for _, attribution in kept]
    parents = find_parents(attributions, through)
    return tuple(
        attribution if parent is None else replace(attribution, parent=parent)
        for attribution, parent in zip(attributions, parents, strict=True)
    )


def _position(item: _Found) -> tuple[int, int]:
    sentence, report = item
    return sentence.nodes[report.cue[0]].start, report.cue[1]


def _first_character(attribution: Attribution) -> tuple[int, int]:
    elided = attribution.mention is not None and attribution.mention.via is Via.ELIDED
    source = () if elided else attribution.source
    spans = (*source, *attribution.cue, *attribution.content)
    return min(spans)[0], -sum(end - start for start, end in attribution.content)


def _attribution(
    reading: Reading, sentence: Sentence, report: Report, speakers: Speakers, floor: int
) -> Attribution | None:
    content = content_spans(reading.text, sentence, report, floor)
    if not content:
        return None
    mention = _mention(reading, sentence, report, speakers)
    settle_medium(sentence, report)
    return Attribution(
        source=() if mention is None else mention.spans,
        cue=(span_of(sentence, report.cue),) if report.cue[0] < report.cue[1] else (),
        content=tuple(content),
        kind=kind_of(reading.text, sentence, report),
        stance=report.stance,
        mention=mention,
        addressee=_addressee(sentence, report),
        medium=report.medium,
        when=None if report.when is None else span_of(sentence, report.when),
        confidence=round(report.confidence, 2),
        rule=report.rule,
    )


def _mention(
    reading: Reading, sentence: Sentence, report: Report, speakers: Speakers
) -> Mention | None:
    if report.borrowed is not None:
        return _borrowed(reading, report.borrowed, speakers)
    if report.source is None:
        return None
    part = report.source
    span = source_span(sentence, part)
    start = span[0]
    if sentence.shape[slice(*part)] == lexicon.PRONOUN:
        start = _before_own_words(report, sentence, start)
    place = Place(report.sentence, sentence.paragraph, start)
    if report.apart and sentence.shape[slice(*part)] == "r":
        return Mention(spans=(span,), head=span, via=Via.PRONOUN)
    referred = _antecedent(sentence, part) or part
    reference = read_mention(sentence, referred)
    if report.rule == "labelled":
        reference = speakers.spelled_out(reference)
    mention = speakers.mention(reference, place, elided=report.elided)
    if referred == part:
        return mention if mention.spans == (span,) else replace(mention, spans=(span,))
    others = mention.others
    return Mention(spans=(span,), head=span, entity=mention.entity, via=Via.PRONOUN, others=others)


def _before_own_words(report: Report, sentence: Sentence, start: int) -> int:
    """Return where those end who may be meant: of herself nobody says "Kern, she said, left"."""
    opens = report.content[0][0] if report.mark is not None and report.content else None
    return start if opens is None else min(start, sentence.nodes[opens].start)


def _borrowed(reading: Reading, speaker: Report, speakers: Speakers) -> Mention | None:
    """Mention the last speaker again, for a quotation that follows without a cue."""
    sentence = reading.sentences[speaker.sentence]
    mention = _mention(reading, sentence, speaker, speakers)
    return None if mention is None else replace(mention, via=Via.ELIDED)


def _antecedent(sentence: Sentence, part: Range) -> Range | None:
    """Return the phrase a relative pronoun stands for: "Kern, who said ..."."""
    start, end = part
    if end - start != 1 or sentence.shape[start] != "w" or start == 0:
        return None
    before = start - 1 if sentence.shape[start - 1] == "," else start
    after = _AFTER.search(sentence.shape, max(0, before - _PHRASE_REACH), before)
    if after is not None and sentence.nodes[after.start()].lower == "by":
        return after.span(1)  # "drafted by Ana Kern, who said"
    found = phrase_before(sentence, before)
    if found is not None and sentence.shape[found[0] - 1 : found[1]] == ",#":
        found = phrase_before(sentence, found[0] - 1)  # "Kern, 24, who said"
    if after is not None and (found is None or _acts(sentence, found)):
        return after.span(1)  # "when asked about Kern, who says", "Adler laughed at Kern, who says"
    return None if found is None else _nearest_body(sentence, found)


def _acts(sentence: Sentence, found: Range) -> bool:
    """Tell "Adler laughed at Kern" from "the clerk accused of theft", who is one person."""
    verb = _VERB_WITHIN.search(sentence.shape, *found)
    if verb is None:
        return False
    return verb[0] == lexicon.NAME or sentence.nodes[verb.end()].lower in _DONE_BY


_AFTER: Final = re.compile(r"p(d?[ac]*(?:c|N+))$")
_VERB_WITHIN: Final = re.compile(r"[Nc](?=ep)")
_DONE_BY: Final = words(
    "laughed smiled grinned nodded shrugged winced looked stared glanced waved pointed listened "
    "talked replied responded reacted objected apologised apologized agreed disagreed arrived"
)
"""What is done to nobody: it is the verb of a sentence, and no part of a noun phrase."""
_PHRASE_REACH: Final = 8
"""Nodes of such a phrase."""


def _nearest_body(sentence: Sentence, found: Range) -> Range:
    """Return "the port" of "approval by the port, which said": the noun that can speak."""
    inner = sentence.shape.rfind(lexicon.PREPOSITION, *found) + 1
    if not found[0] < inner < found[1]:
        return found
    whole = read_reference(sentence, found).type
    last = read_reference(sentence, (inner, found[1]))
    speaks = last.type not in _SILENT and whole in _SILENT
    return (inner, found[1]) if speaks else found


def _addressee(sentence: Sentence, report: Report) -> Mention | None:
    if report.addressee is None or report.addressee[0] >= report.addressee[1]:
        return None
    reference = read_reference(sentence, report.addressee)
    return Mention(
        spans=(source_span(sentence, report.addressee),), head=reference.head, via=reference.via
    )
