"""Where a story comes from is said in words, and never more than was read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from newstui.model.attribution import Analysis, Credit, Dateline
from newstui.model.feed import Evidence
from newstui.model.kinds import CreditKind
from newstui.model.story import Entry, StoredText, Story, TextKind
from newstui.model.text import Document
from newstui.newsroom.provenance import (
    describe_analysis,
    describe_evidence,
    describe_provenance,
    describe_text,
)
from newstui.text.clean import NOTHING, clean_block, clean_line

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
EARLIER = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


def stored(text: str, kind: TextKind = TextKind.FEED) -> StoredText:
    document = Document(text=clean_block(text))
    return StoredText(id=1, story_id=1, kind=kind, revision=1, document=document, content_hash="")


TITLE = clean_line("Ferry returns")


def story(entry: Entry) -> Story:
    return Story(
        id=1,
        feed_id=1,
        key="k",
        entry=entry,
        text_kind=TextKind.FEED,
        fetched=NOW,
        outlet=clean_line("Harbour Bulletin"),
    )


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("", TextKind.FEED, "the feed carries only the headline"),
        ("One.", TextKind.FEED, "feed excerpt, 1 word"),
        ("word " * 80, TextKind.FEED, "feed excerpt, 80 words"),
        ("word " * 81, TextKind.FEED, "feed text, 81 words"),
        ("word " * 1_200, TextKind.PAGE, "full text of the page, 1,200 words"),
        ("word " * 3, TextKind.FILE, "full text of the file, 3 words"),
    ],
)
def test_it_is_said_which_text_was_read(text: str, kind: TextKind, said: str) -> None:
    assert describe_text(stored(text, kind)) == said


def test_a_text_that_is_not_there_yet_is_being_prepared() -> None:
    assert describe_text(None) == "the text is being prepared"


@pytest.mark.parametrize("kind", [TextKind.PAGE, TextKind.FILE])
def test_no_sources_cited_is_said_of_a_full_text(kind: TextKind) -> None:
    found = describe_analysis(stored("Text.", kind), Analysis(engine=1), NOTHING)
    assert found == "no sources cited"


@pytest.mark.parametrize(
    "text",
    [
        "Rain fell. “We ran for the hill, and nobody saw us.",
        "Rain fell, a man in a boat said to",
        "As reportedly seen.",
        "According to plan.",
        "''Run''",
        "It is 'rain'.",
    ],
)
def test_where_somebody_may_be_cited_it_is_said_that_nobody_was_found(text: str) -> None:
    found = describe_analysis(stored(text, TextKind.PAGE), Analysis(engine=1), NOTHING)
    assert found == "no sources found"


def test_no_sources_cited_is_never_said_of_what_a_feed_carries() -> None:
    found = describe_analysis(stored("Text."), Analysis(engine=1), NOTHING)
    assert "cited" not in found
    assert "feed" in found


def test_what_was_not_analysed_says_why_and_claims_nothing() -> None:
    analysis = Analysis(engine=1, analysed=False, reason="written in Finnish")
    found = describe_analysis(stored("Teksti.", TextKind.PAGE), analysis, NOTHING)
    assert found == "not analysed: written in Finnish"


def test_the_voices_found_are_the_line() -> None:
    voices = clean_line("1 person")
    assert describe_analysis(stored("Text."), Analysis(engine=1), voices) == "1 person"


def test_outlet_byline_dateline_dates_credits_and_link_are_listed_in_this_order() -> None:
    analysis = Analysis(
        engine=1,
        dateline=Dateline(place="OSLO", span=(0, 4), agency="Nordic Wire"),
        credits=(
            Credit(kind=CreditKind.PHOTO, text="Photo: Lena Orr", names=("Lena Orr",), outlet="NW"),
        ),
    )
    told = describe_provenance(
        story(
            Entry(
                title=TITLE,
                authors=(clean_line("Ida Brandt"),),
                published=EARLIER,
                updated=NOW,
                url="https://bulletin.example/1",
            )
        ),
        analysis,
        now=NOW,
    )
    assert told == (
        "Harbour Bulletin · Ida Brandt",
        "OSLO · published yesterday 09:30",
        "updated 12:00",
        "fetched 12:00",
        "wire Nordic Wire",
        "photo Lena Orr/NW",
        "https://bulletin.example/1",
    )


def test_a_story_with_nothing_known_is_undated_and_has_no_empty_lines() -> None:
    told = describe_provenance(story(Entry(title=TITLE)), None, now=NOW)
    assert told == ("Harbour Bulletin", "undated", "fetched 12:00")


def test_the_date_of_a_dateline_is_told_as_such_where_the_feed_gives_none() -> None:
    dateline = Dateline(place="OSLO", span=(0, 4), date="3 March")
    analysis = Analysis(engine=1, dateline=dateline)
    told = describe_provenance(story(Entry(title=TITLE)), analysis, now=NOW)
    assert told[1] == "OSLO · undated, its dateline says 3 March"
    dated = describe_provenance(story(Entry(title=TITLE, published=EARLIER)), analysis, now=NOW)
    assert dated[1] == "OSLO · published yesterday 09:30"


def test_a_byline_printed_in_the_text_stands_in_for_a_missing_author() -> None:
    byline = Credit(kind=CreditKind.BYLINE, text="By Ida Brandt", names=("Ida Brandt",))
    analysis = Analysis(engine=1, credits=(byline,))
    told = describe_provenance(story(Entry(title=TITLE)), analysis, now=NOW)
    assert told[0] == "Harbour Bulletin · Ida Brandt"
    assert not [line for line in told if line.startswith("byline")]


def test_an_update_at_the_time_of_publication_is_not_told_twice() -> None:
    told = describe_provenance(
        story(Entry(title=TITLE, published=EARLIER, updated=EARLIER)), None, now=NOW
    )
    assert not [line for line in told if line.startswith("updated")]


def test_a_credit_printed_twice_is_listed_once_and_a_look_alike_host_shows() -> None:
    wire = Credit(kind=CreditKind.WIRE, text="Nordic Wire")
    told = describe_provenance(
        story(Entry(title=TITLE, credits=(wire,), url="https://b\u0430nk.example/\u202ex")),
        Analysis(engine=1, credits=(wire,)),
        now=NOW,
    )
    assert told.count(clean_line("wire Nordic Wire")) == 1
    assert told[-1] == "https://xn--bnk-6cd.example/x"


@pytest.mark.parametrize(
    ("hours", "told", "again"),
    [(0, "fetched 12:00", []), (1, "first fetched 12:00", ["as it is now fetched 13:00"])],
)
def test_one_time_is_told_or_which_of_two_is_which(hours: int, told: str, again: list[str]) -> None:
    later = NOW + timedelta(hours=hours)
    evidence = Evidence(fetched=later, final_url="https://bulletin.example/feed")
    one = replace(story(Entry(title=TITLE)), evidence=evidence, place=evidence.final_url)
    assert told in describe_provenance(one, None, now=later)
    shown = describe_evidence(one, None, now=later)
    assert [line for line in shown if "fetched" in line or "seen" in line] == again
