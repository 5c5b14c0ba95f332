"""The attributed passages of a story, in the order in which they are walked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstui.model.correction import CorrectionKind
from newstui.newsroom.provenance import describe_analysis
from newstui.newsroom.sources import (
    UNATTRIBUTED_WORDS,
    arrange_sources,
    count_voices,
    counted,
)
from newstui.text.clean import NOTHING, clean_line

if TYPE_CHECKING:
    from newstui.model.attribution import Analysis
    from newstui.model.text import SafeText
    from newstui.newsroom.reading import StoryView


def passages_of(analysis: Analysis) -> list[int]:
    """List the attributions that are walked: all but those the reader said are no claims."""
    found = enumerate(analysis.attributions)
    return [index for index, a in found if a.correction is not CorrectionKind.NO_CLAIM]


def describe_passages(view: StoryView) -> SafeText:
    """Say in a line how many passages of a story are attributed, and to whom."""
    analysis = view.corrected
    if view.stored is None or analysis is None:
        return NOTHING
    voices = count_voices(arrange_sources(analysis, view.stored.document.text))
    found = describe_analysis(view.stored, analysis, voices)
    count = len(passages_of(analysis))
    if not voices or voices == counted(count, *UNATTRIBUTED_WORDS):
        return found
    return clean_line(f"{counted(count, 'passage', 'passages')}: {found}")
