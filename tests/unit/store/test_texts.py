from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from newstui.errors import StoreError
from newstui.model.attribution import Analysis, Attribution, Entity
from newstui.model.feed import Evidence, FeedKind
from newstui.model.story import Entry, ParsedFeed, TextKind
from newstui.model.text import Document, Span, SpanKind
from newstui.store import changes
from newstui.store.archive import Archive
from newstui.store.stories import keep_feed
from newstui.store.subscriptions import add_feed, list_feeds
from newstui.store.texts import (
    Answered,
    find_analysis,
    find_text,
    keep_analysis,
    keep_text,
    list_revisions,
)
from newstui.text.clean import clean_block, clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
DOCUMENT = Document(
    text=clean_block("Rain\n\nIt rained, Orr said."),
    spans=(Span(0, 4, SpanKind.HEADING, "2"), Span(10, 16, SpanKind.EMPHASIS)),
    furniture=(clean_line("Share this"),),
)


def answer(body_hash: str = "a", at: datetime = NOW) -> Answered:
    return Answered(
        body_hash,
        "https://news.example/1",
        Evidence(
            fetched=at,
            final_url="https://news.example/2",
            etag='"7"',
            content_type="text/html",
            redirects=("https://news.example/1", "https://news.example/2"),
            body_hash="ab",
        ),
    )


@pytest.fixture
def archive() -> Iterator[Archive]:
    archive = Archive.memory()
    feed, _ = add_feed(archive, place="/a", kind=FeedKind.FILE, now=NOW)
    parsed = ParsedFeed(
        format="rss", title=clean_line("A"), entries=(Entry(title=clean_line("Rain")),)
    )
    keep_feed(archive, feed.id, parsed, ["1"], Evidence(fetched=NOW), now=NOW)
    yield archive
    archive.close()


def test_a_text_comes_back_with_its_spans(archive: Archive) -> None:
    kept = keep_text(archive, 1, TextKind.FEED, DOCUMENT, builder=1, now=NOW)
    assert find_text(archive, 1) == kept
    assert kept.document == DOCUMENT
    assert kept.revision == 1


def test_a_text_of_a_page_comes_back_with_the_answer_that_brought_it_last(
    archive: Archive,
) -> None:
    of_page = answer()
    kept = keep_text(archive, 1, TextKind.PAGE, DOCUMENT, builder=1, now=NOW, answer=of_page)
    assert (kept.place, kept.evidence) == (of_page.place, of_page.evidence)
    assert find_text(archive, 1) == kept
    later = answer(at=NOW + timedelta(hours=1))
    again = keep_text(archive, 1, TextKind.PAGE, DOCUMENT, builder=1, now=NOW, answer=later)
    assert (again.id, again.evidence) == (kept.id, later.evidence)
    assert find_text(archive, 1) == again
    assert count_answers(archive) == 2
    changed = Document(text=clean_block("It rained again."))
    keep_text(archive, 1, TextKind.PAGE, changed, builder=1, now=NOW, answer=answer("b"))
    assert count_answers(archive) == 3
    of_feed = keep_text(archive, 1, TextKind.FEED, DOCUMENT, builder=1, now=NOW)
    assert (of_feed.place, of_feed.evidence) == ("", None)


def count_answers(archive: Archive) -> int:
    return int(archive.read("SELECT count(*) FROM fetches")[0][0])


def test_other_markup_of_the_same_text_is_no_new_revision(archive: Archive) -> None:
    first = keep_text(archive, 1, TextKind.FEED, DOCUMENT, builder=1, now=NOW)
    seq = changes.latest(archive)
    plain = replace(DOCUMENT, spans=())
    again = keep_text(archive, 1, TextKind.FEED, plain, builder=2, now=NOW)
    assert (again.id, again.revision) == (first.id, 1)
    found = find_text(archive, 1)
    assert found is not None
    assert found.document.spans == ()
    assert changes.latest(archive) == seq


def test_another_text_is_a_new_revision_and_the_old_one_stays(archive: Archive) -> None:
    first = keep_text(archive, 1, TextKind.FEED, DOCUMENT, builder=1, now=NOW)
    keep_analysis(archive, first.id, Analysis(engine=1))
    other = Document(text=clean_block("It did not rain."))
    second = keep_text(archive, 1, TextKind.FEED, other, builder=1, now=NOW, answer=answer("b"))
    assert (second.revision, find_text(archive, 1)) == (2, second)
    assert find_analysis(archive, first.id, engine=1) == Analysis(engine=1)
    revisions = list_revisions(archive, 1)
    assert [(one.number, one.text) for one in revisions] == [
        (2, "It did not rain."),
        (1, DOCUMENT.text),
    ]


@pytest.mark.parametrize("text", ["It rained.", "It rained, all of it."])
def test_another_title_is_no_change_of_a_page(archive: Archive, text: str) -> None:
    page = Document(text=clean_block("It rained."))
    first = keep_text(archive, 1, TextKind.PAGE, page, builder=1, now=NOW, answer=answer())
    renamed = ParsedFeed(
        format="rss", title=clean_line("A"), entries=(Entry(title=clean_line("Hail")),)
    )
    (feed,) = list_feeds(archive)
    keep_feed(archive, feed.id, renamed, ["1"], Evidence(fetched=NOW), now=NOW)
    again = Document(text=clean_block(text))
    kept = keep_text(archive, 1, TextKind.PAGE, again, builder=2, now=NOW, answer=answer())
    assert (kept.id, kept.revision) == (first.id, 1)
    assert [one.title for one in list_revisions(archive, 1)] == ["Hail"]
    other = Document(text=clean_block("It never rained."))
    changed = keep_text(archive, 1, TextKind.PAGE, other, builder=2, now=NOW, answer=answer("b"))
    assert changed.revision == 2


def test_a_newer_builder_makes_no_revision_of_the_same_body(archive: Archive) -> None:
    first = keep_text(archive, 1, TextKind.FEED, DOCUMENT, builder=1, now=NOW)
    keep_analysis(archive, first.id, Analysis(engine=1))
    better = Document(text=clean_block("It did rain."))
    again = keep_text(archive, 1, TextKind.FEED, better, builder=2, now=NOW)
    assert (again.id, again.revision) == (first.id, 1)
    assert find_text(archive, 1) == again
    assert find_analysis(archive, first.id, engine=1) is None


def test_the_text_of_the_page_goes_before_the_feeds(archive: Archive) -> None:
    page = keep_text(archive, 1, TextKind.PAGE, DOCUMENT, builder=1, now=NOW)
    keep_text(archive, 1, TextKind.FEED, replace(DOCUMENT, spans=()), builder=1, now=NOW)
    assert find_text(archive, 1) == page


def test_an_analysis_comes_back_for_its_engine_alone(archive: Archive) -> None:
    text = keep_text(archive, 1, TextKind.FEED, DOCUMENT, builder=1, now=NOW)
    analysis = Analysis(
        engine=4,
        language="en",
        entities=(Entity(id=0, canonical="Orr", first=(17, 20)),),
        attributions=(Attribution(source=((17, 20),), cue=((21, 25),), content=((6, 15),)),),
    )
    keep_analysis(archive, text.id, analysis)
    assert find_analysis(archive, text.id, engine=4) == analysis
    assert find_analysis(archive, text.id, engine=5) is None
    keep_analysis(archive, text.id, replace(analysis, engine=5))
    assert find_analysis(archive, text.id, engine=4) is None


@pytest.mark.parametrize("story_id", [7, 0, -1, 2**63])
def test_an_unknown_story_keeps_no_text(archive: Archive, story_id: int) -> None:
    assert find_text(archive, story_id) is None
    with pytest.raises(StoreError):
        keep_text(archive, story_id, TextKind.FEED, DOCUMENT, builder=1, now=NOW)
    with pytest.raises(StoreError):
        keep_analysis(archive, 99, Analysis(engine=1))


def test_a_damaged_row_gives_the_text_without_spans(archive: Archive) -> None:
    text = keep_text(archive, 1, TextKind.FEED, DOCUMENT, builder=1, now=NOW)
    keep_analysis(archive, text.id, Analysis(engine=1))
    with archive.transaction(durable=False) as connection:
        connection.execute("UPDATE texts SET spans = x'789c00'")
        connection.execute("UPDATE analyses SET record = x'00'")
    found = find_text(archive, 1)
    assert found is not None
    assert found.document == Document(text=DOCUMENT.text)
    assert find_analysis(archive, text.id, engine=1) is None


def test_texts_go_with_their_purged_story(archive: Archive) -> None:
    text = keep_text(archive, 1, TextKind.FEED, DOCUMENT, builder=1, now=NOW)
    keep_analysis(archive, text.id, Analysis(engine=1))
    with archive.transaction(durable=False) as connection:
        connection.execute("DELETE FROM stories")
    assert find_text(archive, 1) is None
    assert find_analysis(archive, text.id, engine=1) is None
