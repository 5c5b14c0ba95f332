"""Rules, notes and hidden stories: kept, applied as one change, told in the history, undone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from tests.unit.store.flagging import flag_stories

from newstui.errors import QueryError, StoreError
from newstui.model.feed import Evidence, FeedKind
from newstui.model.story import BodyType, Entry, ParsedFeed, TextKind
from newstui.store.archive import Archive
from newstui.store.bookmarks import Shelf
from newstui.store.copying import copy_kept
from newstui.store.journal import list_history, undo
from newstui.store.listing import (
    arrivals,
    count_hidden,
    count_kept_from_hidden,
    list_headlines,
    order_rows,
)
from newstui.store.marks import find_marks, mark_feed_read, set_read
from newstui.store.notes import find_notes, set_note
from newstui.store.query import parse_query
from newstui.store.removing import remove_feed
from newstui.store.rules import (
    RuleAction,
    add_rule,
    change_rule,
    enable_rule,
    list_rules,
    make_wish,
    move_rule,
    remove_rule,
)
from newstui.store.ruling import apply_rules, apply_to_library, find_matching
from newstui.store.selecting import select_ids
from newstui.store.stories import keep_feed
from newstui.store.subscriptions import add_feed, list_feeds
from newstui.store.tags import find_tags, set_tags
from newstui.store.texts import keep_analysis, keep_text
from newstui.text.build import build_document
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from newstui.model.headline import Headline
    from newstui.store.ruling import Applied

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
LABEL = clean_line("done")
TITLES = ("Gale closes the quay", "Advert: buy boats", "Sea wall built")


def arrive(archive: Archive, *titles: str, feed_id: int = 1, prepared: bool = True) -> list[int]:
    """Keep stories, and prepare them as a refresh does."""
    from newstui.model.attribution import Analysis
    from newstui.model.versions import ENGINE_VERSION

    # The last of a feed is the oldest, which gets its number first.
    entries = tuple(
        Entry(guid=title, title=clean_line(title), body="It is so.") for title in reversed(titles)
    )
    parsed = ParsedFeed(format="rss", title=clean_line("A"), entries=entries)
    evidence = Evidence(fetched=NOW)
    new = keep_feed(archive, feed_id, parsed, list(titles)[::-1], evidence, now=NOW).new
    for number in new if prepared else ():
        document = build_document("It is so.", BodyType.TEXT)
        text = keep_text(archive, number, TextKind.FEED, document, builder=1, now=NOW)
        keep_analysis(archive, text.id, Analysis(engine=ENGINE_VERSION))
    return sorted(new)


@pytest.fixture
def archive() -> Iterator[Archive]:
    archive = Archive.memory()
    add_feed(archive, place="https://a.example/", kind=FeedKind.WEB, now=NOW)
    yield archive
    archive.close()


def rule(archive: Archive, query: str, action: str, value: str = "") -> int:
    return add_rule(archive, make_wish(query, action, value), now=NOW).id


def found(archive: Archive, query: str) -> list[int]:
    return sorted(select_ids(archive, parse_query(query)))


def headline(archive: Archive, story_id: int) -> Headline:
    (row,) = list_headlines(archive, [story_id])
    assert row is not None
    return row


def applied(archive: Archive) -> Applied:
    return apply_rules(archive, now=NOW)


def test_every_kind_of_rule_does_its_part_to_what_comes_and_one_undo_takes_all_of_it_back(
    archive: Archive,
) -> None:
    for query, action, value in (
        ("advert", "hide", ""),
        ("gale", "tag", "tide, weather"),
        ("quay", "read", ""),
        ("wall", "bookmark", ""),
        ("wall OR gale", "highlight", ""),
    ):
        rule(archive, query, action, value)
    one, two, three = arrive(archive, *TITLES)
    done = applied(archive)
    assert (done.stories, done.hidden, done.bookmarked, done.troubles) == (3, 1, 1, [])
    assert (found(archive, ""), found(archive, "is:hidden")) == ([one, three], [two])
    assert find_tags(archive, [one, two, three]) == {one: ("tide", "weather")}
    assert [mark.read for mark in find_marks(archive, [one, two, three])] == [True, False, False]
    assert found(archive, "is:bookmarked") == [three]
    assert found(archive, "is:highlighted") == [one, three]
    assert headline(archive, one).is_highlighted
    assert headline(archive, one).tags == ("tide", "weather")
    (last, *_others) = list_history(archive)
    assert (last.label, last.count, last.is_undone) == ("rules on 3 stories", 6, False)
    undone = undo(archive, shelf=None, now=NOW)
    assert undone is not None
    assert (undone.label, undone.skipped, undone.are_listed_anew) == (last.label, 0, True)
    assert found(archive, "") == [one, two, three]
    for query in ("is:hidden", "is:read", "is:bookmarked", "is:highlighted", "tag:tide"):
        assert found(archive, query) == []
    assert list_history(archive)[0].is_undone


def test_rules_are_applied_once_and_only_to_what_came_after_them_and_is_prepared(
    archive: Archive,
) -> None:
    (old,) = arrive(archive, "Advert one")
    number = rule(archive, "advert", "hide")
    (new,) = arrive(archive, "Advert two")
    (raw,) = arrive(archive, "Advert three", prepared=False)
    assert applied(archive).hidden == 1
    assert found(archive, "is:hidden") == [new]
    flag_stories(archive, "hidden", [new], on=False)
    assert applied(archive).stories == 0
    assert found(archive, "") == [old, new, raw]
    enable_rule(archive, number, on=False, now=NOW)
    arrive(archive, "Advert four")
    assert applied(archive).stories == 0


def test_a_hidden_story_counts_for_nothing_and_is_no_arrival(archive: Archive) -> None:
    one, two, three = arrive(archive, *TITLES)
    flag_stories(archive, "hidden", [two])
    (feed,) = list_feeds(archive)
    assert (feed.total, feed.unread, count_hidden(archive)) == (2, 2, 1)
    assert [row[1] for row in arrivals(archive, after_id=0)] == [three, one]
    assert [row[1] for row in order_rows(archive, limit=9)] == [three, one]
    assert [row[1] for row in order_rows(archive, limit=9, before=(2**60, 9))] == [three, one]
    assert mark_feed_read(archive, None, now=NOW, up_to_id=99) == (one, three)
    set_read(archive, [two], read=True, now=NOW)
    (feed,) = list_feeds(archive)
    assert (feed.total, feed.unread) == (2, 0)
    flag_stories(archive, "hidden", [two], on=False)
    (feed,) = list_feeds(archive)
    assert (feed.total, feed.unread) == (3, 0)


def test_a_bookmarked_story_is_not_hidden_and_bookmarking_shows_it_again(
    archive: Archive, tmp_path: Path
) -> None:
    one, two, _three = arrive(archive, *TITLES)
    shelf = Shelf(archive, tmp_path)
    copy = copy_kept(archive, one, now=NOW)
    assert copy is not None
    shelf.add(one, copy, NOW)
    assert flag_stories(archive, "hidden", [one, two]) == (two,)
    copy = copy_kept(archive, two, now=NOW)
    assert copy is not None
    shelf.add(two, copy, NOW)
    assert found(archive, "is:hidden") == []


def test_a_rule_of_which_a_pattern_takes_too_long_is_told_and_the_others_are_applied(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newstui.store.patterns.SECONDS", 0.3)
    rule(archive, "/(a+)+$/", "hide")
    rule(archive, "gale", "read")
    arrive(archive, "a" * 60 + "!", TITLES[0])
    done = applied(archive)
    assert done.stories == 1
    (trouble,) = done.troubles
    assert "rule 1" in trouble
    assert "takes longer than" in trouble


def test_a_pattern_is_only_looked_for_in_what_came(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newstui.store.patterns.SECONDS", 2.0)
    arrive(archive, "a" * 60 + "!")
    rule(archive, "/(a+)+$/", "hide")
    arrive(archive, "Banana")
    assert applied(archive).hidden == 1


def test_a_rule_is_applied_to_the_library_as_one_change(archive: Archive) -> None:
    one, _two, _three = arrive(archive, *TITLES)
    wish = make_wish("gale", "tag", "tide")
    assert list(find_matching(archive, wish)) == [one]
    assert apply_to_library(archive, wish, [one], now=NOW).stories == 1
    assert found(archive, "tag:tide") == [one]
    undo(archive, shelf=None, now=NOW)
    assert found(archive, "tag:tide") == []


def test_rules_are_edited_ordered_and_removed_and_each_is_undone(archive: Archive) -> None:
    first, second = rule(archive, "gale", "read"), rule(archive, "wall", "hide")

    def listed() -> list[tuple[int, str, bool]]:
        return [(one.id, one.wish.title, one.is_enabled) for one in list_rules(archive)]

    before = [(first, "gale > read", True), (second, "wall > hide", True)]
    changes: tuple[tuple[Callable[[], object], list[tuple[int, str, bool]]], ...] = (
        (lambda: enable_rule(archive, first, on=False, now=NOW), [(1, "gale > read", False)]),
        (
            lambda: change_rule(archive, first, make_wish("x", "tag", "y", "Z"), now=NOW),
            [(1, "Z", True)],
        ),
        (lambda: remove_rule(archive, first, now=NOW), []),
    )
    for change, left in changes:
        change()
        assert listed() == [*left, before[1]]
        undo(archive, shelf=None, now=NOW)
        assert listed() == before
    assert move_rule(archive, second, down=False, now=NOW)
    assert listed() == before[::-1]
    assert not move_rule(archive, second, down=False, now=NOW)
    undo(archive, shelf=None, now=NOW)
    assert listed() == before


@pytest.mark.parametrize(
    ("query", "action", "value", "told"),
    [
        ("", "hide", "", "needs a query"),
        ("x", "shout", "", "hide, tag, read, bookmark, highlight"),
        ("x", "tag", " , ", "needs a tag"),
        ("x", "hide", "y", "takes nothing after it"),
    ],
)
def test_what_is_missing_of_a_rule_is_told(query: str, action: str, value: str, told: str) -> None:
    with pytest.raises(StoreError, match=told):
        make_wish(query, action, value)


def test_a_rules_query_is_told_where_it_is_wrong() -> None:
    with pytest.raises(QueryError) as raised:
        make_wish("gale is:foo", RuleAction.HIDE)
    assert (raised.value.start, raised.value.end) == (5, 11)


def test_notes_are_written_changed_and_taken_off_undoably(archive: Archive) -> None:
    one, *_others = arrive(archive, *TITLES)
    assert set_note(archive, one, " call \x1b[2Jher \n\n", now=NOW)
    assert not set_note(archive, one, "call [2Jher", now=NOW)
    assert find_notes(archive, [one, 99]) == {one: "call [2Jher"}
    assert found(archive, "has:note") == [one]
    set_note(archive, one, "", now=NOW)
    assert found(archive, "has:note") == []
    undo(archive, shelf=None, now=NOW)
    assert found(archive, "has:note") == [one]
    undo(archive, shelf=None, now=NOW)
    assert find_notes(archive, [one]) == {}
    with pytest.raises(StoreError, match="there is no story 99"):
        set_note(archive, 99, "x", now=NOW)


def test_a_note_written_since_is_left_alone(archive: Archive) -> None:
    one, *_others = arrive(archive, *TITLES)
    set_note(archive, one, "first", now=NOW)
    set_note(archive, one, "second", now=NOW)
    number = list_history(archive)[1].number
    undone = undo(archive, shelf=None, now=NOW, number=number)
    assert undone is not None
    assert (undone.skipped, find_notes(archive, [one])) == (1, {one: "second"})


def test_tagged_stories_stay_when_their_feed_is_removed(
    archive: Archive,
) -> None:
    one, two, _three = arrive(archive, *TITLES)
    set_tags(archive, [one], add=["keep"], label=LABEL, now=NOW)
    remove_feed(archive, 1, now=NOW + timedelta(hours=1))
    assert found(archive, "") == [one]
    assert [row[1] for row in order_rows(archive, limit=9)] == [one]
    assert count_kept_from_hidden(archive) == (1, 1)
    undo(archive, shelf=None, now=NOW)
    assert found(archive, "")[:2] == [one, two]


def test_files_of_bookmarks_follow_tags_and_notes_and_an_edited_one_is_left(
    archive: Archive, tmp_path: Path
) -> None:
    one, two, _three = arrive(archive, *TITLES)
    shelf = Shelf(archive, tmp_path)
    paths = []
    for number in (one, two):
        copy = copy_kept(archive, number, now=NOW)
        assert copy is not None
        paths.append(tmp_path / shelf.add(number, copy, NOW).bookmark.file_name)
    paths[1].write_text("mine", "utf-8")
    set_tags(archive, [one, two], add=["tide"], label=LABEL, now=NOW)
    set_note(archive, one, 'say "no"', now=NOW)
    shelf.tell_again([one, two])
    head = paths[0].read_text("utf-8").partition("\n---\n")[0]
    assert 'tags: ["tide"]\nnote: "say \\"no\\""\n' in head
    assert paths[1].read_text("utf-8") == "mine"
    assert [bookmark.tags for bookmark in shelf.bookmarks()] == [("tide",), ("tide",)]
    undo(archive, shelf=shelf, now=NOW)
    assert "note:" not in paths[0].read_text("utf-8")
    paths[0].unlink()
    assert shelf.repair(NOW)
    assert 'tags: ["tide"]' in paths[0].read_text("utf-8")
