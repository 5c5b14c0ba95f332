"""An archive of an older newstui is brought up to date with everything that is in it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from newstui.model.attribution import Analysis
from newstui.model.feed import Evidence
from newstui.model.story import TextKind
from newstui.store.archive import Archive
from newstui.store.indexing import count_unindexed, index_some
from newstui.store.jobs import find_job
from newstui.store.listing import count_unbuilt, unbuilt
from newstui.store.marks import find_marks
from newstui.store.query import parse_query
from newstui.store.schema import APPLICATION_ID, MIGRATIONS
from newstui.store.selecting import select_ids
from newstui.store.stories import find_story
from newstui.store.subscriptions import list_feeds
from newstui.store.texts import Answered, find_text, keep_analysis, keep_text, list_revisions
from newstui.store.values import pack, pack_text

if TYPE_CHECKING:
    from pathlib import Path

_FIRST = """
INSERT INTO feeds (id, place, kind, title, added, fetched, etag)
    VALUES (3, 'https://news.example/feed', 'web', 'Harbour News', 0, 60, '"1"');
INSERT INTO identities (id, feed_id, key) VALUES (7, 3, 'g:1');
INSERT INTO stories (id, feed_id, sort_at, dated, title, first_words, guid, url, authors, fetched,
    language, credits, text_kind, body_type, body_hash, digest, folded)
    VALUES (7, 3, 60, 1, 'Rain', '', '1', '', '[]', 60, '', '[]', 'feed', 'text', 'ab', 'cd', '');
INSERT INTO marks (story_id, read) VALUES (7, 1);
INSERT INTO texts (id, story_id, kind, revision, builder, made, hash, spans, text)
    VALUES (5, 7, 'feed', 1, 1, 60, 'ef', x'00', 'It rained.');
"""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "newstui.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(MIGRATIONS[0])
        connection.executescript(_FIRST)
        connection.execute("UPDATE texts SET spans = ?", (pack({}),))
        connection.execute("INSERT INTO bodies VALUES (7, ?)", (pack_text("It rained."),))
        connection.execute("PRAGMA user_version = 1")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    return path


def test_the_first_archive_keeps_feeds_stories_texts_and_marks(old: Path) -> None:
    with closing(Archive.open(old)) as archive:
        assert archive.read("PRAGMA user_version") == [(len(MIGRATIONS),)]
        (feed,) = list_feeds(archive)
        assert (feed.id, feed.title, feed.total, feed.unread) == (3, "Harbour News", 1, 0)
        story = find_story(archive, 7)
        assert story is not None
        assert (story.entry.title, story.entry.body) == ("Rain", "It rained.")
        assert (story.revision, story.evidence) == (1, None)
        assert find_marks(archive, [7])[0].read
        text = find_text(archive, 7)
        assert text is not None
        assert text.document.text == "It rained."
        assert [one.title for one in list_revisions(archive, 7)] == ["Rain"]
        job = find_job(archive, 3)
        assert job is not None
        assert job.known is not None
        assert (job.known.etag, job.schedule.next_check) == ('"1"', None)
        assert archive.read("SELECT last_new FROM feeds") == [(60,)]
    assert datetime.fromtimestamp(60, UTC) == story.fetched


def test_an_archive_without_the_answers_of_pages_keeps_their_texts(old: Path) -> None:
    with closing(sqlite3.connect(old, isolation_level=None)) as connection:
        connection.executescript(MIGRATIONS[1])
        connection.execute("UPDATE texts SET kind = 'page'")
        connection.execute("PRAGMA user_version = 2")
    with closing(Archive.open(old)) as archive:
        assert archive.read("PRAGMA user_version") == [(len(MIGRATIONS),)]
        text = find_text(archive, 7)
        assert text is not None
        assert (text.kind, text.document.text) == (TextKind.PAGE, "It rained.")
        assert (text.place, text.evidence) == ("", None)
        at = datetime.fromtimestamp(60, UTC)
        answer = Answered("ab", "https://news.example/1", Evidence(fetched=at, body_hash="cd"))
        keep_text(archive, 7, TextKind.PAGE, text.document, builder=1, now=at, answer=answer)
        again = find_text(archive, 7)
        assert again is not None
        assert (again.id, again.evidence) == (text.id, answer.evidence)


def test_an_interrupted_migration_leaves_the_archive_as_it_was(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = (*MIGRATIONS[:-1], MIGRATIONS[-1] + "SELECT no_such_function();")
    monkeypatch.setattr("newstui.store.creation.MIGRATIONS", broken)
    with pytest.raises(Exception, match="no such function"):
        Archive.open(old)
    monkeypatch.undo()
    with closing(Archive.open(old)) as archive:
        assert len(list_feeds(archive)) == 1


def test_an_archive_that_knew_no_sources_has_its_stories_analysed_again(old: Path) -> None:
    with closing(sqlite3.connect(old, isolation_level=None)) as connection:
        connection.execute("UPDATE stories SET builder = 3, engine = 2")
    with closing(Archive.open(old)) as archive:
        assert unbuilt(archive, limit=9, builder=3, engine=2) == [7]
        assert count_unbuilt(archive, builder=3, engine=2) == 1
        text = find_text(archive, 7)
        assert text is not None
        keep_analysis(archive, text.id, Analysis(engine=2))
        assert count_unbuilt(archive, builder=3, engine=2) == 0


def test_an_archive_without_an_index_is_searched_by_titles_until_it_has_one(old: Path) -> None:
    with closing(Archive.open(old)) as archive:
        assert list(select_ids(archive, parse_query("rained"))) == []
        with archive.transaction(durable=False) as connection:
            connection.execute("UPDATE stories SET folded = 'rain'")
        assert list(select_ids(archive, parse_query("rain"))) == [7]
        assert index_some(archive) == 1
        assert list(select_ids(archive, parse_query("rained"))) == [7]
        assert count_unindexed(archive) == 0
