"""The build phase: bodies become documents and their attributions, in the sandbox.

Newest first, a few short transactions a story. A story that cannot be built gets
a plain document instead, so that it can be read and is not tried for ever.
"""

from __future__ import annotations

import html
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from newstui.errors import FormatError
from newstui.model.attribution import Analysis
from newstui.model.story import TextKind
from newstui.model.text import Document
from newstui.model.versions import BUILDER_VERSION, ENGINE_VERSION
from newstui.places.reading import utc_now
from newstui.refresh.frames import StoppedError
from newstui.refresh.indexing import index_stories
from newstui.refresh.reports import Built
from newstui.store.listing import count_unbuilt
from newstui.store.stories import find_story, unbuilt
from newstui.store.texts import find_analysis, find_text, keep_analysis, keep_text
from newstui.text.clean import clean_block, clean_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from newstui.model.story import Story
    from newstui.refresh.reports import Report
    from newstui.refresh.sandbox_client import Sandbox
    from newstui.store.archive import Archive

_AT_ONCE: Final = 10_000
"""Most stories asked for at a time."""
_REPORT_EVERY: Final = 20
"""Stories between two reports."""
_PLAIN_LIMIT: Final = 200_000
"""Characters of a body that could not be built which are kept readable."""
_TAG: Final = re.compile(r"<[^<>]*>")


def build_stories(
    archive: Archive,
    sandbox: Sandbox,
    report: Callable[[Report], None],
    is_stopping: Callable[[], bool],
) -> None:
    """Build and analyse every story that is not, until none is left; index first what is not.

    Args:
        archive: Where.
        sandbox: Builds them.
        report: Told how far it got.
        is_stopping: Whether newstui is stopping.

    Raises:
        StoreError: If what was made could not be saved.
        StoppedError: If newstui is stopping.
    """
    index_stories(archive, report, is_stopping)
    tried: set[int] = set()
    while waiting := [number for number in _unbuilt(archive) if number not in tried]:
        left = max(len(waiting), _count_unbuilt(archive))
        for count, story_id in enumerate(waiting, start=1):
            if is_stopping():
                raise StoppedError
            tried.add(story_id)
            build_story(archive, sandbox, story_id)
            if count % _REPORT_EVERY == 0 or count == len(waiting):
                report(Built(done=len(tried), left=left - count))


def _unbuilt(archive: Archive) -> list[int]:
    return unbuilt(archive, limit=_AT_ONCE, builder=BUILDER_VERSION, engine=ENGINE_VERSION)


def _count_unbuilt(archive: Archive) -> int:
    return count_unbuilt(archive, builder=BUILDER_VERSION, engine=ENGINE_VERSION)


def build_story(archive: Archive, sandbox: Sandbox, story_id: int) -> None:
    """Build and analyse one story.

    Raises:
        StoreError: If what was made could not be saved.
        StoppedError: If newstui is stopping.
    """
    story = find_story(archive, story_id)
    if story is None:
        return
    # The text of its page first: a story counts as analysed when what its feed carries is.
    _analyse_page(archive, sandbox, story_id)
    document, analysis = build_in_sandbox(sandbox, story)
    text = keep_text(
        archive, story_id, story.text_kind, document, builder=BUILDER_VERSION, now=utc_now()
    )
    keep_analysis(archive, text.id, analysis)


def _analyse_page(archive: Archive, sandbox: Sandbox, story_id: int) -> None:
    """Analyse the text of a story's page again, if there is one that another engine analysed."""
    page = find_text(archive, story_id)
    if page is None or page.kind is not TextKind.PAGE:
        return
    before = find_analysis(archive, page.id, engine=None)
    if before is not None and before.engine == ENGINE_VERSION:
        return
    try:
        analysis = sandbox.analyse(page.document.text)
    except FormatError as error:
        reason = clean_line(f"its text {error.reason}")
        analysis = Analysis(engine=ENGINE_VERSION, analysed=False, reason=reason)
    # Credits that stood beside the story on its page are not to be found in its text.
    beside = [credit for credit in before.credits if credit.span is None] if before else []
    keep_analysis(archive, page.id, replace(analysis, credits=(*analysis.credits, *beside)))


def build_in_sandbox(sandbox: Sandbox, story: Story) -> tuple[Document, Analysis]:
    """Make a story's document and analysis; what cannot be made is replaced by something plainer.

    Raises:
        StoppedError: If newstui is stopping.
    """
    entry = story.entry
    try:
        return sandbox.build(entry.body, entry.body_type, base_url=entry.url)
    except FormatError as error:
        reason = clean_line(f"its text {error.reason}")
        analysis = Analysis(engine=ENGINE_VERSION, analysed=False, reason=reason)
    try:
        return sandbox.build_text(entry.body, entry.body_type, base_url=entry.url), analysis
    except FormatError:
        return plain_document(entry.body), analysis


def plain_document(body: str) -> Document:
    """Make a body readable without understanding it: its tags taken away, in linear time."""
    text = html.unescape(_TAG.sub(" ", body[:_PLAIN_LIMIT]))
    blocks = (clean_line(block, limit=_PLAIN_LIMIT) for block in re.split(r"\n\s*\n", text))
    return Document(text=clean_block("\n\n".join(block for block in blocks if block)))
