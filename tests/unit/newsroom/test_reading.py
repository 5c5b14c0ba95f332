"""Stories are shown with their text and sources, whatever state their archive is in."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from newstui.errors import StoreError, UsageError
from newstui.model.headline import Mark
from newstui.model.media import Contributor, Enclosure, Picture, Republished
from newstui.newsroom.choosing import choose_stories
from newstui.newsroom.citations import Asked, find_most_cited
from newstui.newsroom.citing import cite_passage, cite_story
from newstui.newsroom.printing import print_sources, print_story
from newstui.newsroom.reading import complete_view, prepare_some, read_through, view_story
from newstui.newsroom.records import headline_record, story_record
from newstui.newsroom.searching import Search
from newstui.newsroom.wording import tell_sources
from newstui.store import texts
from newstui.store.listing import list_headlines
from newstui.text.clean import NOTHING, clean_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from newstui.store.archive import Archive

    Clock = Callable[[], datetime]


def test_a_story_is_built_once_and_found_ready_afterwards(archive: Archive, clock: Clock) -> None:
    first = view_story(archive, 3)
    assert first is not None
    assert first.stored is None
    view = complete_view(archive, first, clock=clock)
    assert view.stored is not None
    assert view.stored.document.text == "The quay is closed, said Rain mayor Ida Berg."
    again = read_through(archive, 3, clock=clock)
    assert again is not None
    assert (again.stored, again.analysis) == (view.stored, view.analysis)
    assert view_story(archive, 77) is None
    assert read_through(archive, 77, clock=clock) is None


def test_stories_are_looked_through_a_few_at_a_time(archive: Archive, clock: Clock) -> None:
    told = []
    for left in (1, 0):
        assert prepare_some(archive, limit=2, clock=clock) == left
        found = find_most_cited(archive, Asked())
        told.append([(source.name, source.stories) for source in found.sources])
        assert found.waiting == left
    assert told == [[("Ida Berg", 2)], [("Ida Berg", 3)]]
    assert found.is_whole


def test_a_full_disk_is_no_reason_not_to_read(
    archive: Archive, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object, **_named: object) -> None:
        raise StoreError("newstui.db", "the disk is full")

    monkeypatch.setattr(texts, "keep_text", refuse)
    view = read_through(archive, 3, clock=clock)
    assert view is not None
    assert view.stored is not None
    assert view.analysis is not None
    assert view.stored.document.text.startswith("The quay is closed")


def test_the_json_of_a_story_has_the_documented_fields(archive: Archive, clock: Clock) -> None:
    view = read_through(archive, 3, clock=clock)
    assert view is not None
    record = json.loads(json.dumps(story_record(view)))
    assert list(record) == [
        "schema",
        "id",
        "feed",
        "title",
        "url",
        "published",
        "updated",
        "fetched",
        "authors",
        "language",
        "dateline",
        "credits",
        "contributors",
        "source",
        "in_reply_to",
        "images",
        "enclosures",
        "tags",
        "note",
        "text_id",
        "text_kind",
        "text",
        "analysed",
        "reason",
        "revision",
        "revised",
        "evidence",
        "text_evidence",
        "entities",
        "attributions",
        "uncited",
    ]
    assert (record["schema"], record["id"], record["text_kind"]) == (1, "#3", "feed")
    assert (record["published"], record["updated"]) == ("2026-11-22T09:00:00Z", None)
    (entity,) = record["entities"]
    assert list(entity) == ["id", "canonical", "type", "roles", "aliases"]
    (attribution,) = record["attributions"]
    assert {
        "source",
        "cue",
        "content",
        "kind",
        "stance",
        "medium",
        "type",
        "role",
        "canonical",
        "entity",
        "via",
        "speakers",
        "addressee",
        "parent",
        "confidence",
        "sure",
        "rule",
        "correction",
    } == attribution.keys()
    assert attribution["canonical"] == entity["canonical"]
    assert [one["name"] for one in attribution["speakers"]] == [entity["canonical"]]
    assert attribution["parent"] is None
    assert attribution["sure"] is True


def test_the_json_of_a_story_without_a_text_says_why(archive: Archive) -> None:
    view = view_story(archive, 3)
    assert view is not None
    record = story_record(view)
    assert (record["analysed"], record["text"], record["text_id"]) == (False, "", None)
    assert record["reason"]


def test_what_comes_with_a_story_is_in_its_json_and_its_print(
    archive: Archive, clock: Clock
) -> None:
    view = read_through(archive, 3, clock=clock)
    assert view is not None
    pier = Picture(
        url="https://pics.example/1.jpg",
        caption=clean_line("The pier"),
        credit=clean_line("A. Ruiz/Northern Wire"),
        alt=NOTHING,
    )
    entry = replace(
        view.story.entry,
        pictures=(pier,),
        enclosures=(
            Enclosure(url="https://a.example/1.mp3", type="audio/mpeg", length=9, title=NOTHING),
        ),
        contributors=(Contributor(name=clean_line("Jo Hill"), role=clean_line("editor")),),
        reply_to="https://news.example/7",
        via=Republished(title=clean_line("Harbour Post"), url="https://post.example/"),
    )
    view = replace(view, story=replace(view.story, entry=entry))
    record = json.loads(json.dumps(story_record(view)))
    assert record["credits"] == [
        {"kind": "photo", "text": "A. Ruiz/Northern Wire", "names": ["A. Ruiz"]}
    ]
    assert record["contributors"] == [{"name": "Jo Hill", "role": "editor"}]
    assert record["source"] == {"title": "Harbour Post", "url": "https://post.example/"}
    assert record["in_reply_to"] == "https://news.example/7"
    assert record["images"] == [
        {
            "url": "https://pics.example/1.jpg",
            "caption": "The pier",
            "credit": "A. Ruiz/Northern Wire",
            "alt": None,
        }
    ]
    assert record["enclosures"] == [
        {"url": "https://a.example/1.mp3", "type": "audio/mpeg", "length": 9, "title": None}
    ]
    printed = print_story(view)
    assert "\n\nWith this story:\n- from Harbour Post" in printed
    assert printed.endswith("- file (audio/mpeg, 9 bytes): https://a.example/1.mp3")
    assert "\n\n## With this story\n\n- [from Harbour Post]" in print_story(view, as_markdown=True)
    told = [line.strip() for line in print_sources(view, now=clock()).splitlines()]
    assert {"photo A. Ruiz/Northern Wire", "from Harbour Post", "editor Jo Hill"} <= set(told)
    assert "in reply to https://news.example/7" in told


def test_an_address_in_json_cannot_act_on_a_terminal(archive: Archive) -> None:
    (row,) = list_headlines(archive, [3])
    assert row is not None
    long = "https://news.example/" + "a" * 3_000
    assert headline_record(row, Mark(), url=long)["url"] == long
    assert headline_record(row, Mark(), url="https://a/\x1b[2J\x9b")["url"] == "https://a/[2J"


def test_a_passage_that_is_not_certain_is_printed_and_told_so(
    archive: Archive, clock: Clock
) -> None:
    view = read_through(archive, 3, clock=clock)
    assert view is not None
    assert view.analysis is not None
    (found,) = view.analysis.attributions
    doubtful = replace(found, source=(), mention=None, confidence=0.3)
    doubted = replace(view, analysis=replace(view.analysis, attributions=(doubtful,)))
    assert "? The quay is closed" in print_sources(doubted, now=clock())
    assert "The quay is closed (not certain)" in tell_sources(doubted, now=clock())


def test_sources_are_printed_under_the_story_they_belong_to(archive: Archive, clock: Clock) -> None:
    view = read_through(archive, 3, clock=clock)
    assert view is not None
    lines = print_sources(view, now=clock()).splitlines()
    assert lines[0] == "Rain"
    assert any("Ida Berg" in line and "[person]" in line for line in lines)
    said = [line.strip() for line in lines].index("The quay is closed")
    assert lines[said + 1].strip().startswith("from https://")
    assert lines[-1].strip() == f"from {view.story.place}"
    unread = view_story(archive, 1)
    assert unread is not None
    assert (
        print_sources(unread, now=clock()).splitlines()[-1].strip() == "the text is being prepared"
    )
    assert print_story(unread).startswith("Calm\n")


def test_citations_name_outlet_date_link_and_speaker(archive: Archive, clock: Clock) -> None:
    view = read_through(archive, 3, clock=clock)
    assert view is not None
    assert view.stored is not None
    assert view.analysis is not None
    story = "Rain\nHarbour News, 2026-11-22\nhttps://news.example/Rain"
    assert cite_story(view.story) == story
    said = cite_passage(view.story, view.stored, view.analysis, 0)
    assert said.startswith("The quay is closed [indirect speech]\n")
    assert "Ida Berg" in said
    assert said.endswith(f", in:\n{story}")


def test_stories_are_chosen_by_number_and_query_each_once(archive: Archive) -> None:
    choice = choose_stories(archive, ["#1", "gale", "#1", "#77", "#88"])
    assert choice.story_ids == [1, 2]
    assert [told.split(":")[0] for told in choice.failures] == ["#77", "#88"]
    assert list(Search(archive, "").stories()) == [3, 2, 1]
    assert choose_stories(archive, []).story_ids == []


@pytest.mark.parametrize("argument", ["#", "#0", "#-1", "#1a", "#١", "#" + "9" * 19, "# 1"])
def test_what_is_no_number_is_wrong_use(archive: Archive, argument: str) -> None:
    with pytest.raises(UsageError, match="written like #12"):
        choose_stories(archive, [argument])


def test_the_highest_number_that_can_be_written_is_only_unknown(archive: Archive) -> None:
    choice = choose_stories(archive, ["#" + "9" * 18])
    assert (choice.story_ids, len(choice.failures)) == ([], 1)
