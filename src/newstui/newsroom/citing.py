"""Citations of stories and passages, as text to paste."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newstui.model.kinds import Kind
from newstui.text.clean import clean_block, clean_line
from newstui.text.passages import is_transcript, shown_passage
from newstui.text.speakers import chain_of, tell_source

if TYPE_CHECKING:
    from newstui.model.attribution import Analysis
    from newstui.model.story import StoredText, Story
    from newstui.model.text import SafeText

_MARKS: Final = {
    Kind.DIRECT: "",
    Kind.MIXED: " [partly indirect speech]",
    Kind.INDIRECT: " [indirect speech]",
    Kind.REPORTED: " [indirect speech]",
}
_ROOM: Final = max(map(len, _MARKS.values()))


def cite_story(story: Story) -> SafeText:
    """Cite a story: headline, outlet, date and link, one a line."""
    entry = story.entry
    published = f"{entry.published:%Y-%m-%d}" if entry.published else "undated"
    lines = [entry.title, clean_line(f"{story.outlet}, {published}"), clean_line(entry.url)]
    return clean_block("\n".join(line for line in lines if line))


def cite_passage(story: Story, stored: StoredText, analysis: Analysis, index: int) -> SafeText:
    """Cite a passage: what was said, by whom in which role, through whom, and where.

    What the story does not quote is marked as its own words.
    """
    attribution, text = analysis.attributions[index], stored.document.text
    said = shown_passage(attribution, text)
    if not is_transcript(attribution, text):
        said = clean_line(f"{said}{_MARKS[attribution.kind]}", limit=len(said) + _ROOM)
    speakers = [tell_source(analysis, link, text) for link in chain_of(analysis, index)]
    by = ", according to ".join(speakers)
    return clean_block(f"{said}\n{by}, in:\n{cite_story(story)}")
