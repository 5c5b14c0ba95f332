"""Reading a story: its text, and who says what in it, as far as they are known."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from newstui.errors import FormatError, StoreError
from newstui.model.attribution import Analysis
from newstui.model.story import StoredText, TextKind
from newstui.store import editions, listing, stories, texts
from newstui.store.corrected import apply_corrections, find_corrections
from newstui.store.notes import find_notes
from newstui.store.tags import find_tags
from newstui.text.clean import NOTHING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from newstui.model.story import Story
    from newstui.model.text import Document, SafeText
    from newstui.store.archive import Archive
    from newstui.store.corrected import Corrections

BUILT_AT_ONCE_UP_TO: Final = 20_000
"""Longest body, in characters, that is built and analysed in the reader's own process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryView:
    """A story as far as it can be shown now."""

    story: Story
    stored: StoredText | None = None
    """`None` while its text is still to be built."""
    analysis: Analysis | None = None
    """As the engine left it; `None` while it is still to be analysed."""
    corrections: Corrections = field(default_factory=dict)
    """What the reader says against it."""
    is_changed: bool = False
    """Whether its publisher has changed it since the reader read it."""
    is_outdated: bool = False
    """Whether a newer edition has come since this one was fetched to be shown."""
    tags: tuple[SafeText, ...] = ()
    """The reader's own."""
    note: SafeText = NOTHING
    """The reader's own."""

    @property
    def corrected(self) -> Analysis | None:
        """The analysis with the reader's corrections: what is shown."""
        return self.analysis and apply_corrections(self.analysis, self.corrections)


def view_story(archive: Archive, story_id: int, *, with_page: bool = True) -> StoryView | None:
    """Fetch a story and its text, if that is built; `None` when the story is gone.

    Args:
        archive: Where.
        story_id: Its number.
        with_page: False leaves the text of its page aside, for what its feed carries.
    """
    stored = texts.find_text(archive, story_id, with_page=with_page)
    story = stories.find_story(archive, story_id, with_body=stored is None)
    if story is None:
        return None
    is_changed = story.revision > 1 and editions.has_changed(archive, story_id)
    return view_own_words(archive, StoryView(story=story, stored=stored, is_changed=is_changed))


def view_own_words(archive: Archive, view: StoryView) -> StoryView:
    """Add to a view the reader's tags and note, as they are now."""
    story_id = view.story.id
    tags = find_tags(archive, [story_id]).get(story_id, ())
    note = find_notes(archive, [story_id]).get(story_id, NOTHING)
    return view if (tags, note) == (view.tags, view.note) else replace(view, tags=tags, note=note)


def has_newer(archive: Archive, view: StoryView) -> bool:
    """Whether the archive holds a newer edition of a story than the one that is shown."""
    story = stories.find_story(archive, view.story.id, with_body=False)
    return story is not None and story.revision > view.story.revision


def view_analysis(archive: Archive, view: StoryView) -> StoryView:
    """Add the analysis to a view, if there is one by this engine."""
    from newstui.model.versions import ENGINE_VERSION

    if view.stored is None:
        return view
    analysis = texts.find_analysis(archive, view.stored.id, engine=ENGINE_VERSION)
    return view_corrections(archive, replace(view, analysis=analysis))


def view_corrections(archive: Archive, view: StoryView) -> StoryView:
    """Add to a view what the reader corrected, as it is now."""
    if view.stored is None or view.analysis is None:
        return view
    text = view.stored.document.text
    corrections = find_corrections(archive, view.story.id, text, view.analysis)
    return view if corrections == view.corrections else replace(view, corrections=corrections)


def complete_view(archive: Archive, view: StoryView, *, clock: Callable[[], datetime]) -> StoryView:
    """Build and analyse what is missing, and keep it where that can be done.

    A long body is handled by a child process with limits on time and memory.
    """
    from newstui.model.versions import BUILDER_VERSION

    view = view_analysis(archive, view)
    if view.analysis is not None:
        return view
    document, analysis = _build(archive, view)
    story, stored = view.story, view.stored
    try:
        if stored is None or stored.document.text != document.text:
            stored = texts.keep_text(
                archive, story.id, story.text_kind, document, builder=BUILDER_VERSION, now=clock()
            )
        texts.keep_analysis(archive, stored.id, analysis)
    except StoreError:
        # A full or read-only disk is no reason not to read.
        stored = stored or _unkept(story, document)
    return view_corrections(archive, replace(view, stored=stored, analysis=analysis))


def _unkept(story: Story, document: Document) -> StoredText:
    return StoredText(
        id=0,
        story_id=story.id,
        kind=story.text_kind,
        revision=0,
        document=document,
        content_hash=hashlib.sha256(document.text.encode()).hexdigest(),
    )


def read_through(
    archive: Archive, story_id: int, *, clock: Callable[[], datetime]
) -> StoryView | None:
    """Fetch a story with its text and analysis, made now if need be; `None` when it is gone."""
    view = view_story(archive, story_id)
    return view and complete_view(archive, view, clock=clock)


def prepare_some(archive: Archive, *, limit: int, clock: Callable[[], datetime]) -> int:
    """Build and analyse some of the stories that wait for it; return how many still do."""
    from newstui.model.versions import BUILDER_VERSION, ENGINE_VERSION

    for story_id in listing.unbuilt(
        archive, limit=limit, builder=BUILDER_VERSION, engine=ENGINE_VERSION
    ):
        read_through(archive, story_id, clock=clock)
    return listing.count_unbuilt(archive, builder=BUILDER_VERSION, engine=ENGINE_VERSION)


def _analyse_beside(text: str) -> Analysis:
    """Analyse a long text in a child process."""
    from newstui.model.versions import ENGINE_VERSION
    from newstui.refresh.sandbox_client import Sandbox

    with Sandbox() as sandbox:
        try:
            return sandbox.analyse(text)
        except FormatError as error:
            reason = f"its text {error.reason}"
            return Analysis(engine=ENGINE_VERSION, analysed=False, reason=reason)


def _build(archive: Archive, view: StoryView) -> tuple[Document, Analysis]:
    from newstui.attribution import attribute
    from newstui.text.build import build_document

    if view.stored is not None and len(view.stored.document.text) <= BUILT_AT_ONCE_UP_TO:
        return view.stored.document, attribute(view.stored.document.text)
    if view.stored is not None and view.stored.kind is TextKind.PAGE:
        return view.stored.document, _analyse_beside(view.stored.document.text)
    story = stories.find_story(archive, view.story.id) or view.story
    entry = story.entry
    if len(entry.body) <= BUILT_AT_ONCE_UP_TO:
        document = build_document(entry.body, entry.body_type, base_url=entry.url)
        return document, attribute(document.text)
    from newstui.refresh.building import build_in_sandbox
    from newstui.refresh.sandbox_client import Sandbox

    with Sandbox() as sandbox:
        return build_in_sandbox(sandbox, story)
