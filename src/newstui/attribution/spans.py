"""Node ranges as offsets into the text, and what they tell about a content."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newstui.attribution import lexicon
from newstui.model.attribution import Kind

if TYPE_CHECKING:
    from newstui.attribution.phrases import Range
    from newstui.attribution.report import Report
    from newstui.attribution.sentences import Sentence
    from newstui.model.text import Offsets

_QUOTES: Final = frozenset("\"“„«‟`'‘”")
_OUTSIDE: Final = " \n\t\u00a0,;:–—-."


def span_of(sentence: Sentence, part: Range) -> Offsets:
    """Return the offsets of a range of nodes."""
    return sentence.nodes[part[0]].start, sentence.nodes[part[1] - 1].end


def source_span(sentence: Sentence, part: Range) -> Offsets:
    """Return the offsets of a source, without a mark at its end."""
    start, end = part
    while end > start + 1 and sentence.shape[end - 1] in ",-;:&":
        end -= 1
    while start < end - 1 and sentence.shape[start] in ",-;:&":
        start += 1
    return span_of(sentence, (start, end))


def content_spans(text: str, sentence: Sentence, report: Report, floor: int) -> list[Offsets]:
    """Return the content's offsets, in order, none before `floor` and none empty."""
    spans = [span_of(sentence, part) for part in report.content] + report.more
    trimmed = (_trim(text, max(start, floor), end) for start, end in sorted(spans))
    return [(start, end) for start, end in trimmed if start < end]


def _trim(text: str, first: int, last: int) -> Offsets:
    start, end = first, last
    while start < end and text[start] in _OUTSIDE:
        start += 1
    while end > start and text[end - 1] in _OUTSIDE[:-1]:
        end -= 1
    return start, end


def kind_of(text: str, sentence: Sentence, report: Report) -> Kind:
    """Return how the content is reported, by the quotations in it."""
    if report.reported:
        return Kind.REPORTED
    if not report.content and not any(text[start] in _QUOTES for start, _ in report.more):
        return Kind.INDIRECT
    shapes = [sentence.shape[start:end] for start, end in report.content]
    if all(set(shape) <= {lexicon.QUOTE, ",", "&"} for shape in shapes):
        return Kind.DIRECT
    quoted = bool(report.more) or any(lexicon.QUOTE in shape for shape in shapes)
    return Kind.MIXED if quoted else Kind.INDIRECT
