"""Stories prepared again by a newer engine: newest first, as far as it gets, beside the rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from tests.unit.refresh.desk import NOW

from newstui.attribution import attribute
from newstui.model.attribution import Credit, CreditKind
from newstui.model.feed import Evidence, FeedKind
from newstui.model.story import Entry, ParsedFeed, TextKind
from newstui.model.text import Document
from newstui.model.versions import BUILDER_VERSION, ENGINE_VERSION
from newstui.refresh.building import build_stories
from newstui.refresh.frames import StoppedError
from newstui.refresh.indexing import index_stories
from newstui.refresh.locking import build_lock, refresh_lock
from newstui.refresh.process import DONE
from newstui.refresh.reports import Built, Finished, Indexed
from newstui.refresh.running import start_building
from newstui.refresh.sandbox_client import Sandbox
from newstui.store.citations import most_cited
from newstui.store.listing import count_unbuilt
from newstui.store.query import Query, parse_query
from newstui.store.selecting import select_ids
from newstui.store.stories import keep_feed
from newstui.store.subscriptions import add_feed
from newstui.store.texts import find_analysis, find_text, keep_analysis, keep_text
from newstui.text.build import build_document
from newstui.text.clean import clean_block, clean_line

if TYPE_CHECKING:
    from tests.unit.refresh.desk import Desk

    from newstui.model.attribution import Analysis
    from newstui.model.story import BodyType
    from newstui.refresh.reports import Report
    from newstui.store.archive import Archive

OLD, NEW = 1_000, 1_001


class Bench(Sandbox):
    """Builds in this process, by an engine of a version that a test chooses."""

    def __init__(self) -> None:
        super().__init__()
        self.engine = OLD
        self.built: list[str] = []

    def build(
        self, body: str, body_type: BodyType, *, base_url: str = ""
    ) -> tuple[Document, Analysis]:
        self.built.append(body)
        document = build_document(body, body_type, base_url=base_url)
        return document, self.analyse(document.text)

    def analyse(self, text: str) -> Analysis:
        found = attribute(text.replace("Berl", "Lenz") if self.engine == NEW else text)
        return replace(found, engine=self.engine)


@pytest.fixture
def bench(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """Thirty stories prepared by the old engine; there is a newer one now."""
    feed, _ = add_feed(desk.archive, place="/a", kind=FeedKind.FILE, now=NOW)
    entries = tuple(
        Entry(
            title=clean_line(f"Story {days}"),
            body=f"The dam will hold, Ana Berl said. {days}",
            published=NOW - timedelta(days=days),
        )
        for days in range(30)
    )
    parsed = ParsedFeed(format="rss", title=clean_line("A"), entries=entries)
    keys = [entry.title for entry in entries]
    keep_feed(desk.archive, feed.id, parsed, keys, Evidence(fetched=NOW), now=NOW)
    bench = Bench()
    monkeypatch.setattr("newstui.refresh.building.ENGINE_VERSION", OLD)
    build(desk.archive, bench)
    monkeypatch.setattr("newstui.refresh.building.ENGINE_VERSION", NEW)
    bench.engine, bench.built = NEW, []
    return bench


def build(archive: Archive, bench: Bench, *, until: int = 1_000) -> list[Report]:
    reports: list[Report] = []
    build_stories(archive, bench, reports.append, lambda: len(bench.built) >= until)
    return reports


def cited(archive: Archive) -> dict[str, int]:
    return {source.name: source.stories for source in most_cited(archive, Query(), limit=9)}


def test_all_stories_are_analysed_again_newest_first_and_cite_what_is_found_now(
    desk: Desk, bench: Bench
) -> None:
    assert cited(desk.archive) == {"Ana Berl": 30}
    assert build(desk.archive, bench) == [Built(done=20, left=10), Built(done=30, left=0)]
    assert [int(body.rpartition(" ")[2]) for body in bench.built] == list(range(30))
    assert cited(desk.archive) == {"Ana Lenz": 30}
    assert build(desk.archive, bench) == []


def test_stopped_it_keeps_what_is_done_and_goes_on_from_there(desk: Desk, bench: Bench) -> None:
    with pytest.raises(StoppedError):
        build(desk.archive, bench, until=12)
    assert cited(desk.archive) == {"Ana Berl": 18, "Ana Lenz": 12}
    bench.built = []
    assert build(desk.archive, bench)[-1] == Built(done=18, left=0)
    assert cited(desk.archive) == {"Ana Lenz": 30}


def test_the_text_of_a_page_is_analysed_again_and_keeps_what_stood_beside_it(
    desk: Desk, bench: Bench
) -> None:
    page = Document(text=clean_block("The money is gone, Ana Berl said."))
    text = keep_text(desk.archive, 1, TextKind.PAGE, page, builder=BUILDER_VERSION, now=NOW)
    photo = Credit(kind=CreditKind.PHOTO, text="Photo: Orr")
    before = attribute(page.text)
    keep_analysis(desk.archive, text.id, replace(before, engine=OLD, credits=(photo,)))
    build(desk.archive, bench)
    found = find_text(desk.archive, 1)
    assert found is not None
    after = find_analysis(desk.archive, found.id, engine=NEW)
    assert after is not None
    assert after.entities[0].canonical == "Ana Lenz"
    assert after.credits == (photo,)
    assert cited(desk.archive) == {"Ana Lenz": 30}


def test_preparing_goes_on_beside_a_refresh_but_not_beside_another(desk: Desk) -> None:
    with refresh_lock(desk.path):
        assert desk.refresh(only_build=True)[1][-1]["event"] == "finished"
    with build_lock(desk.path):
        assert desk.refresh(only_build=True) == (DONE, [{"event": "busy"}])
        assert desk.refresh()[1][-1]["event"] == "finished"


def test_a_refresh_leaves_stories_to_who_prepares_them_already(desk: Desk, bench: Bench) -> None:
    with build_lock(desk.path):
        desk.refresh()
    assert not bench.built
    assert cited(desk.archive) == {"Ana Berl": 30}
    assert count_unbuilt(desk.archive, builder=BUILDER_VERSION, engine=NEW) == 30


def test_a_process_prepares_what_another_version_made(desk: Desk, bench: Bench) -> None:
    assert bench.engine == NEW
    with start_building(desk.path) as run:
        told = list(run.reports())
    assert told[-2:] == [Built(done=30, left=0), Finished(feeds=0, failed=0, new=0)]
    assert cited(desk.archive) == {"Ana Berl": 30}
    assert not count_unbuilt(desk.archive, builder=BUILDER_VERSION, engine=ENGINE_VERSION)


def test_feeds_may_be_asked_again_while_stories_are_prepared(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_free: list[bool] = []

    def look(*_: object) -> None:
        with refresh_lock(desk.path) as held:
            is_free.append(held)

    monkeypatch.setattr("newstui.refresh.process._prepare", look)
    desk.refresh()
    assert is_free == [True]


def forget_index(archive: Archive) -> None:
    """Leave an archive as one of an older newstui is."""
    with archive.transaction(durable=False) as connection:
        connection.execute("DELETE FROM searched")
        connection.execute("UPDATE stories SET indexed = 0")


def test_stories_of_an_older_newstui_are_indexed_before_any_is_analysed_again(
    desk: Desk, bench: Bench
) -> None:
    forget_index(desk.archive)
    reports = build(desk.archive, bench)
    assert reports[0] == Indexed(done=30, left=0)
    assert reports[1:] == [Built(done=20, left=10), Built(done=30, left=0)]
    assert len(select_ids(desk.archive, parse_query("dam"))) == 30


@pytest.mark.usefixtures("bench")
def test_indexing_stops_between_two_transactions_and_goes_on_later(desk: Desk) -> None:
    forget_index(desk.archive)
    turns = iter([False, True])
    with pytest.raises(StoppedError):
        index_stories(desk.archive, lambda _: None, lambda: next(turns))
    assert len(select_ids(desk.archive, parse_query("dam"))) == 20
    index_stories(desk.archive, lambda _: None, lambda: False)
    assert len(select_ids(desk.archive, parse_query("dam"))) == 30
