"""The attributed passages of a story, in the order in which they are walked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstui.model.correction import CorrectionKind
from newstui.model.kinds import SURE_FROM, Kind
from newstui.newsroom.provenance import describe_analysis
from newstui.newsroom.sources import (
    DOUBTFUL_WORDS,
    QUESTION_WORDS,
    UNATTRIBUTED_WORDS,
    arrange_sources,
    count_voices,
    counted,
)
from newstui.text.clean import NOTHING, clean_line
from newstui.text.passages import tell_manner
from newstui.text.speakers import chain_of, listed, name_source, speakers_of

if TYPE_CHECKING:
    from newstui.model.attribution import Analysis
    from newstui.model.text import SafeText
    from newstui.newsroom.reading import StoryView


def passages_of(analysis: Analysis) -> list[int]:
    """List the attributions that are walked: all but those the reader said are no claims."""
    found = enumerate(analysis.attributions)
    return [index for index, a in found if a.correction is not CorrectionKind.NO_CLAIM]


def tell_step(analysis: Analysis, index: int, text: str) -> tuple[SafeText, SafeText]:
    """Tell who says a passage, and how: "two officials", "said, via Daily Post"."""
    found = analysis.attributions[index]
    own, *outer = (speakers_of(analysis, link, text) for link in chain_of(analysis, index))
    name = name_source(analysis, index, text)
    if all(one.is_question for one in own):
        return name, NOTHING
    manner = tell_manner(found, text)
    if not any(one.name or one.pronoun for one in own):
        is_quotation = found.kind is Kind.DIRECT and not found.cue
        name, manner = clean_line(f"{name}:"), clean_line("a quotation") if is_quotation else manner
    doubt = ""
    if found.correction is CorrectionKind.OTHER:
        doubt = " (named by you)"
    elif found.confidence < SURE_FROM and any(one.name for one in own):
        doubt = " (uncertain)"
    via = "".join(f", via {listed(one.shown for one in link)}" for link in outer)
    return clean_line(f"{name}{doubt}"), clean_line(f"{manner}{via}")


def describe_passages(view: StoryView) -> SafeText:
    """Say in a line how many passages of a story are attributed, and to whom."""
    analysis = view.corrected
    if view.stored is None or analysis is None:
        return NOTHING
    voices = count_voices(arrange_sources(analysis, view.stored.document.text))
    found = describe_analysis(view.stored, analysis, voices)
    count = len(passages_of(analysis))
    kinds = (DOUBTFUL_WORDS, UNATTRIBUTED_WORDS, QUESTION_WORDS)
    alone = {counted(count, *words) for words in kinds}
    if not voices or voices in alone:
        return found
    return clean_line(f"{counted(count, 'passage', 'passages')}: {found}")
