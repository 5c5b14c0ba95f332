"""Headlines, stories and sources in whole words and in order, to be heard rather than looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newstui.model.kinds import SURE_FROM
from newstui.model.text import SpanKind
from newstui.newsroom.correcting import describe_corrections
from newstui.newsroom.days import told_moment
from newstui.newsroom.passages import describe_passages, passages_of
from newstui.newsroom.provenance import describe_provenance, describe_text
from newstui.newsroom.sifting import find_uncited
from newstui.newsroom.sources import COUNTED, arrange_sources, counted
from newstui.text.clean import clean_block, clean_line
from newstui.text.links import openable
from newstui.text.passages import shown_passage
from newstui.text.speakers import chain_of, listed, speakers_of
from newstui.text.speaking import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from newstui.model.attribution import Analysis
    from newstui.model.headline import Headline, Mark
    from newstui.model.text import Document, SafeText
    from newstui.newsroom.reading import StoryView
    from newstui.newsroom.sources import SourceNode

_PART: Final = 1_500
"""Characters from which a part of a story is long enough; it ends with its paragraph."""
_BREAK: Final = "\n\n"


def tell_headline(row: Headline, mark: Mark, number: int, *, now: datetime) -> SafeText:
    """Tell a headline in a line: number, marks, outlet, date, title."""
    at = told_moment(row.at, now) if row.dated else "undated"
    return clean_line(f"{number}, {tell_marks(row, mark)}, {row.outlet}, {at}: {row.title}")


def tell_marks(row: Headline, mark: Mark) -> SafeText:
    """Tell what the reader did with a story: "unread", "read, changed since, bookmarked"."""
    words = ["read" if mark.read else "unread"]
    words += ["changed since"] if row.is_changed else []
    words += ["bookmarked"] if mark.bookmarked else []
    return clean_line(", ".join(words))


def tell_story(view: StoryView, *, now: datetime) -> SafeText:
    """Tell what a story is, before its text: headline, outlet, authors, date, who speaks in it."""
    entry = view.story.entry
    by = f", by {' and '.join(entry.authors)}" if entry.authors else ""
    at = told_moment(entry.published, now) if entry.published else "undated"
    lines = [entry.title or "untitled", f"{view.story.outlet}{by}, {at}."]
    found = describe_passages(view)
    lines.append(f"{_capital(describe_text(view.stored))}. {_capital(found)}.")
    return clean_block("\n".join(lines))


def part_story(view: StoryView) -> list[SafeText]:
    """Part a story's text at paragraphs, so that each part can be heard at one go."""
    parts: list[str] = []
    for paragraph in spoken(view.stored.document) if view.stored else ():
        if parts and len(parts[-1]) < _PART:
            parts[-1] += _BREAK + paragraph
        else:
            parts.append(paragraph)
    return [clean_block(part) for part in parts]


def tell_sources(view: StoryView, *, now: datetime) -> SafeText:
    """Tell where a story comes from, and who says what in it, passages by their numbers."""
    stored, analysis = view.stored, view.corrected
    provenance = describe_provenance(view.story, analysis, now=now)
    lines = [*(line.replace(" · ", ", ") for line in provenance), describe_text(stored)]
    if stored is None or analysis is None:
        return clean_block("\n".join(map(_sentence, lines)))
    text = stored.document.text
    lines.append(describe_passages(view))
    if analysis.analysed and text:
        lines.append(find_uncited(stored.document, analysis).describe())
    lines = [_sentence(line) for line in lines]
    marks = describe_corrections(view.analysis or analysis, text, view.corrections)
    numbers = {index: at for at, index in enumerate(passages_of(analysis), 1)}
    for number, (node, via) in enumerate(_with_way(arrange_sources(analysis, text)), 1):
        lines.append(f"Source {number}: {_describe_source(node)}{via}.")
        for index in node.passages:
            found = analysis.attributions[index]
            doubt = " (not certain)" if found.confidence < SURE_FROM else ""
            told = f"{shown_passage(found, text)}{doubt}"
            name = f"Passage {numbers[index]}" if index in numbers else "No passage"
            mark = f" ({marks[index]})" if index in marks else ""
            lines.append(f"{name}: {told}{mark}")
    return clean_block("\n".join(lines))


def tell_passage(view: StoryView, at: int) -> SafeText:
    """Tell one attributed passage: who said it and through whom, what, and in which paragraph.

    Args:
        view: An analysed story.
        at: Which of its passages, counted from 0 in the order of the text.
    """
    stored, analysis = view.stored, view.corrected
    if stored is None or analysis is None:
        return describe_text(stored)
    passages, text = passages_of(analysis), stored.document.text
    index = passages[at]
    attribution = analysis.attributions[index]
    speakers = ", according to ".join(
        _tell_speaker(analysis, link, text) for link in chain_of(analysis, index)
    )
    doubt = " This is not certain." if attribution.confidence < SURE_FROM else ""
    place = (attribution.content or attribution.cue)[0][0]
    start = text.rfind(_BREAK, 0, place)
    end = text.find(_BREAK, place)
    paragraph = text[max(0, start) : end if end >= 0 else None].strip()
    return clean_block(
        f"Passage {at + 1} of {len(passages)}: {speakers}.{doubt}\n"
        f"{shown_passage(attribution, text)}\nThe paragraph: {paragraph}"
    )


def links_of(document: Document) -> list[str]:
    """List the addresses a text links to, in the order of their numbers in it."""
    links = (span.value for span in document.spans if span.kind is SpanKind.LINK)
    return list(dict.fromkeys(filter(openable, links)))


def _with_way(nodes: list[SourceNode], via: str = "") -> Iterator[tuple[SourceNode, str]]:
    """Go through sources, each with whom it is reported through."""
    for node in nodes:
        yield node, via
        yield from _with_way(node.children, f", according to {node.name}")


def _describe_source(node: SourceNode) -> str:
    words = [node.name, node.role, COUNTED[node.type][0] if node.named else ""]
    words += ["not certain" if not node.sure else "", counted(node.count, "passage", "passages")]
    words += [f"{node.doubtful:,} not certain" if node.sure and node.doubtful else ""]
    return ", ".join(filter(None, words))


def _tell_speaker(analysis: Analysis, index: int, text: str) -> str:
    told = [
        f"{one.tell()}, {COUNTED[one.type][0]}" if one.name else one.shown
        for one in speakers_of(analysis, index, text)
    ]
    return listed(told)


def _capital(text: str) -> str:
    return text if "://" in text else text[:1].upper() + text[1:]


def _sentence(text: str) -> str:
    """End with a full stop, but never an address, to which it would seem to belong."""
    return text if "://" in text else f"{_capital(text)}."
