"""Stories and their sources as plain text, for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstui.model.kinds import SURE_FROM, TYPE_WORDS
from newstui.model.text import Document
from newstui.newsroom.correcting import describe_corrections
from newstui.newsroom.provenance import (
    describe_analysis,
    describe_evidence,
    describe_provenance,
    describe_text,
)
from newstui.newsroom.sifting import find_uncited
from newstui.newsroom.sources import arrange_sources, count_voices
from newstui.text.asides import write_asides
from newstui.text.clean import clean_block, clean_line
from newstui.text.links import shown_address
from newstui.text.passages import shown_passage
from newstui.text.writing import markdown, plain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from newstui.model.media import Picture
    from newstui.model.text import SafeText
    from newstui.newsroom.reading import StoryView
    from newstui.newsroom.sources import SourceNode


def print_story(view: StoryView, *, as_markdown: bool = False) -> SafeText:
    """Write a story: headline, facts, text, and what comes with it."""
    entry, stored = view.story.entry, view.stored
    document = stored.document if stored else None
    text = ""
    if document is not None:
        text = markdown(document) if as_markdown else plain(document)
    published = f"{entry.published:%Y-%m-%d %H:%M} UTC" if entry.published else "undated"
    facts = clean_line(" · ".join([view.story.outlet, *entry.authors, published]))
    title = entry.title or clean_line("untitled")
    if as_markdown:
        title = clean_line(f"# {markdown(Document(text=title))}")
    head = [title, facts, clean_line(entry.url)]
    between = "\n\n" if as_markdown else "\n"
    parts = (between.join(filter(None, head)), text, write_asides(entry, as_markdown=as_markdown))
    return clean_block("\n\n".join(filter(None, parts)))


def print_sources(view: StoryView, *, now: datetime) -> SafeText:
    """Write where a story comes from and who says what in it, as in the sources pane."""
    stored, analysis = view.stored, view.corrected
    lines: list[str] = [view.story.entry.title or "untitled"]
    lines += [f"  {line}" for line in describe_provenance(view.story, analysis, now=now)]
    lines.append(f"  {describe_text(stored)}")
    if stored is None or analysis is None:
        return clean_block("\n".join(lines))
    text = stored.document.text
    nodes = arrange_sources(analysis, text)
    marks = describe_corrections(view.analysis or analysis, text, view.corrections)
    lines.append(f"  {describe_analysis(stored, analysis, count_voices(nodes))}")
    if analysis.analysed and stored.document.text:
        lines.append(f"  {find_uncited(stored.document, analysis).describe()}")
    pending = [(node, 1) for node in nodes]
    while pending:
        node, depth = pending.pop(0)
        lines.append("  " * depth + _source_line(node))
        pending[:0] = [(child, depth + 1) for child in node.children]
        for index in node.passages:
            found = analysis.attributions[index]
            doubt = "? " if found.confidence < SURE_FROM else ""
            lines.append("  " * (depth + 1) + doubt + shown_passage(found, text))
            if index in marks:
                lines.append("  " * (depth + 1) + f"({marks[index]})")
    lines += [f"  {line}" for line in describe_evidence(view.story, stored, now=now)]
    return clean_block("\n".join(lines))


def print_pictures(view: StoryView, pictures: Sequence[Picture]) -> SafeText:
    """Write which pictures a story has: address, caption, credit and description of each."""
    lines: list[str] = [view.story.entry.title or "untitled"]
    for number, picture in enumerate(pictures, 1):
        lines.append(f"{number:>3}  {shown_address(picture.url)}")
        lines.append(f"     {picture.caption or 'no caption'}")
        lines.append(f"     {describe_credit(picture)}")
        if picture.alt and picture.alt != picture.caption:
            lines.append(f"     described as: {picture.alt}")
    if not pictures:
        lines.append("  no pictures")
    return clean_block("\n".join(lines))


def describe_credit(picture: Picture) -> SafeText:
    """Say who made a picture, or that nobody is named."""
    return clean_line(f"credit: {picture.credit}" if picture.credit else "no credit given")


def _source_line(node: SourceNode) -> str:
    role = f", {node.role}" if node.role else ""
    kind = f" [{TYPE_WORDS[node.type]}]" if node.named else ""
    doubt = "" if node.sure else " ?"
    return f"- {node.name}{role}{kind}{doubt}"
