"""Citations of stories and passages, as text to paste."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstui.newsroom.sources import passage_text, shown_passage
from newstui.text.clean import clean_block, clean_line

if TYPE_CHECKING:
    from newstui.model.attribution import Analysis
    from newstui.model.story import StoredText, Story
    from newstui.model.text import SafeText


def cite_story(story: Story) -> SafeText:
    """Cite a story: headline, outlet, date and link, one a line."""
    entry = story.entry
    published = f"{entry.published:%Y-%m-%d}" if entry.published else "undated"
    lines = [entry.title, clean_line(f"{story.outlet}, {published}"), clean_line(entry.url)]
    return clean_block("\n".join(line for line in lines if line))


def cite_passage(story: Story, stored: StoredText, analysis: Analysis, index: int) -> SafeText:
    """Cite a passage: what was said, by whom, and where."""
    attribution, text = analysis.attributions[index], stored.document.text
    entity = analysis.entity_of(attribution)
    name = entity.canonical if entity else passage_text(attribution.source, text)
    said = shown_passage(attribution, text)
    return clean_block(f"{said}\n{clean_line(name or 'unattributed')}, in:\n{cite_story(story)}")
