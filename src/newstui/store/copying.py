"""A story as the full copy that is kept of it when it is bookmarked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstui.model.story import Bookmark
from newstui.store.stories import find_story, raw_entry
from newstui.store.texts import find_analysis, find_text
from newstui.text.asides import printed_credits
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from datetime import datetime

    from newstui.model.attribution import Analysis
    from newstui.model.story import StoredText, Story
    from newstui.store.archive import Archive


def copy_kept(archive: Archive, story_id: int, *, now: datetime) -> Bookmark | None:
    """Copy a story with what is kept of it; `None` when it is gone or has no text yet."""
    story = find_story(archive, story_id, with_body=False)
    stored = find_text(archive, story_id)
    if story is None or stored is None:
        return None
    analysis = find_analysis(archive, stored.id, engine=None)
    return copy_story(archive, story, stored, analysis, now=now)


def copy_story(
    archive: Archive,
    story: Story,
    stored: StoredText,
    analysis: Analysis | None,
    *,
    now: datetime,
) -> Bookmark:
    """Copy a story with a text and an analysis of it.

    Raises:
        StoreError: If the story is gone.
    """
    entry = story.entry
    return Bookmark(
        story_id=story.id,
        title=entry.title or clean_line("untitled"),
        url=entry.url,
        outlet=story.outlet,
        authors=entry.authors,
        published=entry.published,
        updated=entry.updated,
        fetched=story.fetched,
        saved=now,
        document=stored.document,
        text_kind=stored.kind,
        analysis=analysis,
        credits=printed_credits(entry, analysis),
        content_hash=stored.content_hash,
        raw=raw_entry(archive, story.id),
        file_name="",
    )
