"""Reading the pages of stories: whole texts, kept beside what their feeds carry."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newstui.errors import FormatError, PlaceError
from newstui.model.attribution import Analysis
from newstui.model.story import BodyType, TextKind
from newstui.model.versions import BUILDER_VERSION, ENGINE_VERSION
from newstui.places.reading import Fetched, utc_now
from newstui.places.transfer import ACCEPT_PAGE
from newstui.refresh.frames import StoppedError
from newstui.refresh.linking import linked_request
from newstui.refresh.reports import PageFailed, PageRead
from newstui.store.stories import find_story
from newstui.store.subscriptions import list_feeds
from newstui.store.texts import Answered, keep_analysis, keep_text
from newstui.store.values import digest
from newstui.text.build import word_count
from newstui.text.clean import clean_line
from newstui.text.links import openable, shown_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from newstui.errors import NewstuiError
    from newstui.model.page import Page
    from newstui.model.story import Story
    from newstui.model.text import Document
    from newstui.refresh.reports import Report
    from newstui.refresh.sandbox_client import Sandbox
    from newstui.refresh.web import Web
    from newstui.store.archive import Archive


def read_pages(
    archive: Archive,
    story_ids: Iterable[int],
    web: Web,
    sandbox: Sandbox,
    report: Callable[[Report], None],
) -> None:
    """Read the pages of stories, many at once, and keep and tell each.

    Raises:
        StoppedError: If newstui is stopping; what was kept stays.
    """
    stories = {story.id: story for story in _stories(archive, story_ids, report)}
    feeds = {feed.id: feed for feed in list_feeds(archive, hidden=True)}
    requests = (
        linked_request(story.entry.url, story, feeds.get(story.feed_id), accept=ACCEPT_PAGE)
        for story in stories.values()
    )
    for request, outcome in web.ask_all(requests):
        story = stories[request.tag]
        try:
            if not isinstance(outcome, Fetched):
                raise _failure(story, outcome)
            words = _keep(archive, story, outcome, sandbox)
        except StoppedError:
            raise
        except (PlaceError, FormatError) as error:
            report(PageFailed(story=story.id, title=_title(story), reason=clean_line(error.reason)))
        else:
            report(PageRead(story=story.id, title=_title(story), words=words))


def _stories(
    archive: Archive, story_ids: Iterable[int], report: Callable[[Report], None]
) -> Iterator[Story]:
    """Find the stories that have a page; tell of those that have none."""
    for story_id in dict.fromkeys(story_ids):
        story = find_story(archive, story_id, with_body=False)
        if story is None:
            reason = clean_line("there is no such story")
            report(PageFailed(story=story_id, title=f"#{story_id}", reason=reason))
        elif not openable(story.entry.url):
            reason = clean_line("it has no page that can be asked for")
            report(PageFailed(story=story_id, title=_title(story), reason=reason))
        else:
            yield story


def _failure(story: Story, outcome: object) -> NewstuiError:
    if isinstance(outcome, PlaceError | FormatError):
        return outcome
    return PlaceError(shown_address(story.entry.url), "gave nothing to read")


def _keep(archive: Archive, story: Story, fetched: Fetched, sandbox: Sandbox) -> int:
    """Keep the text of a page and who says what in it; return its words."""
    evidence = fetched.evidence
    page = sandbox.read_page(
        fetched.data,
        origin=shown_address(story.entry.url),
        content_type=evidence.content_type,
        base_url=evidence.final_url,
    )
    document, analysis = _build(page, sandbox)
    text = keep_text(
        archive,
        story.id,
        TextKind.PAGE,
        document,
        builder=BUILDER_VERSION,
        now=utc_now(),
        answer=Answered(digest(page.body), story.entry.url, evidence),
    )
    keep_analysis(archive, text.id, replace(analysis, credits=(*analysis.credits, *page.credits)))
    return word_count(document)


def _build(page: Page, sandbox: Sandbox) -> tuple[Document, Analysis]:
    try:
        return sandbox.build(page.body, BodyType.HTML, base_url=page.base_url)
    except FormatError as error:
        reason = clean_line(f"its text {error.reason}")
    document = sandbox.build_text(page.body, BodyType.HTML, base_url=page.base_url)
    return document, Analysis(engine=ENGINE_VERSION, analysed=False, reason=reason)


def _title(story: Story) -> str:
    return story.entry.title or f"#{story.id}"
