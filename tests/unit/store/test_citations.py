"""Whom the stories of the library cite: kept with the analyses, counted over the stories listed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from tests.unit.store.bookmarking import rain_bookmark

from newstui.model.attribution import Analysis, Attribution, Entity, Mention, SourceType
from newstui.model.feed import Evidence, FeedKind
from newstui.model.story import Entry, ParsedFeed, TextKind
from newstui.model.text import Document
from newstui.store.archive import Archive
from newstui.store.bookmarks import Shelf
from newstui.store.citations import count_citing, count_not_analysed, most_cited
from newstui.store.listing import count_unbuilt, unbuilt
from newstui.store.query import Query, parse_query
from newstui.store.querywriting import ask_for_source
from newstui.store.removing import remove_feed
from newstui.store.sourcekeys import source_key
from newstui.store.stories import keep_feed, select_ids
from newstui.store.subscriptions import add_feed
from newstui.store.tags import set_tags
from newstui.store.texts import Answered, keep_analysis, keep_text
from newstui.text.clean import clean_block, clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
OKAFOR = ("Mira Okafor", SourceType.PERSON)
POLICE = ("police", SourceType.ORGANISATION)
LENZ = ("Ivo Lenz", SourceType.PERSON)


def analysis(
    *sources: tuple[str, SourceType], engine: int = 1, confidence: float = 1.0
) -> Analysis:
    """Find one passage for each source named."""
    entities: dict[tuple[str, SourceType], int] = {}
    for source in sources:
        entities.setdefault(source, len(entities))
    return Analysis(
        engine=engine,
        entities=tuple(
            Entity(id=number, canonical=name, type=kind)
            for (name, kind), number in entities.items()
        ),
        attributions=tuple(
            Attribution(
                source=((0, 1),),
                cue=((1, 2),),
                content=((2, 3),),
                mention=Mention(spans=((0, 1),), head=(0, 1), entity=entities[source]),
                confidence=confidence,
            )
            for source in sources
        ),
    )


def keep(archive: Archive, story_id: int, found: Analysis, kind: TextKind = TextKind.FEED) -> int:
    document = Document(text=clean_block(f"The {kind} text."))
    text = keep_text(archive, story_id, kind, document, builder=1, now=NOW)
    keep_analysis(archive, text.id, found)
    return text.id


@pytest.fixture
def archive() -> Iterator[Archive]:
    """Two feeds: stories 1 to 3 of today, yesterday and the day before; story 4 of today."""
    archive = Archive.memory()
    for place, count in (("/a", 3), ("/b", 1)):
        feed, _ = add_feed(archive, place=place, kind=FeedKind.FILE, now=NOW)
        entries = tuple(
            Entry(title=clean_line(f"Story {days}"), published=NOW - timedelta(days=days))
            for days in range(count)
        )
        parsed = ParsedFeed(format="rss", title=clean_line(place), entries=entries)
        keys = [entry.title for entry in entries]
        keep_feed(archive, feed.id, parsed, keys, Evidence(fetched=NOW), now=NOW)
    yield archive
    archive.close()


def listed(archive: Archive, query: str = "") -> list[tuple[str, int, int]]:
    found = most_cited(archive, parse_query(query), limit=9)
    return [(source.name, source.stories, source.passages) for source in found]


def stories(archive: Archive, query: str) -> set[int]:
    return set(select_ids(archive, parse_query(query)))


def by_age(archive: Archive) -> list[int]:
    """Numbers of the first feed's stories, the newest first."""
    return list(select_ids(archive, parse_query("feed:1")))


def test_the_most_cited_come_first_with_stories_and_passages(archive: Archive) -> None:
    newest, middle, oldest = by_age(archive)
    keep(archive, newest, analysis(OKAFOR, OKAFOR, POLICE))
    keep(archive, middle, analysis(POLICE))
    keep(archive, oldest, analysis(POLICE, LENZ))
    assert listed(archive) == [("police", 3, 3), ("Mira Okafor", 1, 2), ("Ivo Lenz", 1, 1)]
    assert [one.is_named for one in most_cited(archive, Query(), limit=9)] == [False, True, True]
    assert most_cited(archive, Query(), limit=1)[0].name == "police"


def test_a_passage_of_two_counts_for_both(archive: Archive) -> None:
    found = analysis(OKAFOR, LENZ)
    okafor, lenz = (one.mention for one in found.attributions)
    assert okafor is not None
    assert lenz is not None
    both = replace(found.attributions[0], mention=replace(okafor, others=(lenz,)))
    keep(archive, 1, replace(found, attributions=(both,)))
    assert listed(archive) == [("Ivo Lenz", 1, 1), ("Mira Okafor", 1, 1)]
    keys = [source_key(*OKAFOR), source_key(*LENZ)]
    assert set(count_citing(archive, keys, besides=2).values()) == {1}


def test_they_are_chosen_by_type_name_query_and_day(archive: Archive) -> None:
    newest, middle, _ = by_age(archive)
    keep(archive, newest, analysis(OKAFOR, POLICE))
    keep(archive, middle, analysis(POLICE, LENZ))
    people = most_cited(archive, Query(), type=SourceType.PERSON, limit=9)
    assert {one.name for one in people} == {"Mira Okafor", "Ivo Lenz"}
    (like,) = most_cited(archive, Query(), named_like="OKAF", limit=9)
    assert like.name == "Mira Okafor"
    assert listed(archive, "cites:lenz") == [("Ivo Lenz", 1, 1), ("police", 1, 1)]
    assert listed(archive, "since:2026-11-23") == [("Mira Okafor", 1, 1), ("police", 1, 1)]


def test_sources_of_one_name_and_another_type_are_others(archive: Archive) -> None:
    newest, middle, _ = by_age(archive)
    keep(archive, newest, analysis(("Washington", SourceType.PERSON)))
    keep(archive, middle, analysis(("Washington", SourceType.GOVERNMENT)))
    assert listed(archive) == [("Washington", 1, 1), ("Washington", 1, 1)]
    query = ask_for_source(clean_line("Washington"), SourceType.GOVERNMENT)
    assert stories(archive, query) == {middle}
    assert stories(archive, "cites:WASHING") == {newest, middle}


@pytest.mark.parametrize("name", ['The "Quill" 50%', "A" * 500, "İnönü Straße", "a:b"])
def test_any_source_is_found_by_the_query_for_it(archive: Archive, name: str) -> None:
    keep(archive, 1, analysis((name, SourceType.UNKNOWN)))
    assert stories(archive, ask_for_source(clean_line(name), SourceType.UNKNOWN)) == {1}


def test_every_source_asked_for_must_be_cited(archive: Archive) -> None:
    keep(archive, 1, analysis(OKAFOR, LENZ))
    keep(archive, 2, analysis(LENZ))
    assert stories(archive, 'cites:lenz cites:"mira okafor"') == {1}


def test_a_newer_analysis_takes_the_place_of_what_was_cited(archive: Archive) -> None:
    text_id = keep(archive, 1, analysis(OKAFOR))
    keep_analysis(archive, text_id, analysis(LENZ, engine=2))
    assert listed(archive) == [("Ivo Lenz", 1, 1)]


def test_only_the_text_a_story_is_read_in_counts(archive: Archive) -> None:
    keep(archive, 1, analysis(LENZ))
    keep(archive, 1, analysis(OKAFOR, OKAFOR), TextKind.PAGE)
    assert listed(archive) == [("Mira Okafor", 1, 2)]
    keep(archive, 1, analysis(POLICE))
    assert listed(archive) == [("Mira Okafor", 1, 2)]


def test_only_the_newest_revision_counts(archive: Archive) -> None:
    first = keep(archive, 1, analysis(OKAFOR))
    other = Document(text=clean_block("Another text."))
    answer = Answered("b", "http://a.example/", Evidence(fetched=NOW))
    second = keep_text(archive, 1, TextKind.FEED, other, builder=1, now=NOW, answer=answer)
    keep_analysis(archive, second.id, analysis(LENZ))
    keep_analysis(archive, first, analysis(POLICE, engine=2))
    assert listed(archive) == [("Ivo Lenz", 1, 1)]


def test_what_a_newer_builder_made_cites_nobody_until_it_is_analysed(archive: Archive) -> None:
    keep(archive, 1, analysis(OKAFOR))
    better = Document(text=clean_block("The text, better."))
    keep_text(archive, 1, TextKind.FEED, better, builder=2, now=NOW)
    assert listed(archive) == []


def test_doubtful_passages_count_for_nobody(archive: Archive) -> None:
    keep(archive, 1, analysis(OKAFOR, confidence=0.3))
    assert listed(archive) == []


def test_stories_of_removed_feeds_count_only_if_bookmarked(archive: Archive) -> None:
    keep(archive, 1, analysis(OKAFOR))
    keep(archive, 2, analysis(OKAFOR))
    remove_feed(archive, 1, now=NOW)
    assert listed(archive) == []
    assert count_citing(archive, [source_key(*OKAFOR)], besides=9) == {source_key(*OKAFOR): 0}
    with archive.transaction(durable=False) as connection:
        connection.execute("INSERT INTO marks (story_id, bookmarked) VALUES (2, 1)")
    assert listed(archive) == [("Mira Okafor", 1, 1)]


def test_a_story_kept_from_a_removed_feed_is_analysed_anew(
    archive: Archive, tmp_path: Path
) -> None:
    for story_id in (1, 2, 3):
        keep(archive, story_id, analysis(OKAFOR))
    Shelf(archive, tmp_path).add(
        2, replace(rain_bookmark("Story 1", "It rained."), analysis=None), NOW
    )
    set_tags(archive, [3], add=["river"], label=clean_line("tagged"), now=NOW)
    remove_feed(archive, 1, now=NOW + timedelta(hours=1))
    newer = {"builder": 1, "engine": 2}
    assert set(unbuilt(archive, limit=9, **newer)) == {2, 3, 4}
    assert count_unbuilt(archive, **newer) == 3
    for story_id in (2, 3, 4):
        keep(archive, story_id, analysis(LENZ, engine=2))
    assert unbuilt(archive, limit=9, **newer) == []
    assert count_unbuilt(archive, **newer) == 0


def test_purged_stories_are_forgotten(archive: Archive) -> None:
    keep(archive, 1, analysis(OKAFOR))
    with archive.transaction(durable=False) as connection:
        connection.execute("DELETE FROM stories WHERE id = 1")
    assert listed(archive) == []
    assert archive.read("SELECT * FROM citations") == []


def test_the_others_that_cite_a_source_are_counted(archive: Archive) -> None:
    for story_id in (1, 2, 4):
        keep(archive, story_id, analysis(replace_case(OKAFOR, story_id)))
    keys = [source_key(*OKAFOR), source_key(*LENZ)]
    assert count_citing(archive, keys, besides=1) == {keys[0]: 2, keys[1]: 0}


def replace_case(source: tuple[str, SourceType], number: int) -> tuple[str, SourceType]:
    """Write a name in capitals every other time."""
    name, kind = source
    return (name.upper() if number % 2 else name), kind


def test_a_text_that_is_not_analysed_cites_nobody_and_is_told_apart(archive: Archive) -> None:
    keep(archive, 1, analysis(OKAFOR))
    keep(archive, 2, analysis(OKAFOR))
    finnish = replace(analysis(engine=1), analysed=False, reason="written in Finnish")
    keep(archive, 1, finnish)
    assert listed(archive) == [("Mira Okafor", 1, 1)]
    everything = parse_query("")
    assert count_not_analysed(archive, everything, builder=1, engine=1) == 1
    assert count_not_analysed(archive, everything, builder=1, engine=2) == 0
    assert count_not_analysed(archive, parse_query("feed:2"), builder=1, engine=1) == 0
    keep(archive, 1, analysis(OKAFOR))
    assert count_not_analysed(archive, everything, builder=1, engine=1) == 0
