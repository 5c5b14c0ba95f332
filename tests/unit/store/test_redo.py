"""Whatever was undone is done again as it was, and that can be undone again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from tests.unit.store.flagging import flag_stories

from newstui.model.correction import Correction, CorrectionKind, Place
from newstui.model.feed import Evidence, FeedKind
from newstui.model.schedule import FeedSettings
from newstui.model.story import Entry, ParsedFeed
from newstui.store.archive import Archive
from newstui.store.corrections import keep_corrections
from newstui.store.editing import edit_feed
from newstui.store.journal import KEPT, list_history, redo, undo
from newstui.store.marks import mark_feed_read, set_read
from newstui.store.notes import set_note
from newstui.store.removing import remove_feed
from newstui.store.rules import add_rule, enable_rule, make_wish, move_rule, remove_rule
from newstui.store.savedqueries import add_query, edit_query, move_query, remove_query
from newstui.store.stories import keep_feed
from newstui.store.subscriptions import Subscription, add_feed, add_feeds
from newstui.store.tags import set_tags
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newstui.store.archive import Row

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)
LABEL = clean_line("changed")
HERE = Place("a" * 64, 0, 20)
WRONG = Correction(kind=CorrectionKind.WRONG, made=NOW)

_MARKED = "SELECT story_id, read, hidden, highlighted FROM marks"
_FEED = "SELECT id, place, own_title, folder_id, own_interval_minutes, unread FROM feeds"
SHOWN = (
    f"{_MARKED} WHERE read OR hidden OR highlighted ORDER BY 1",
    f"{_FEED} WHERE removed IS NULL ORDER BY id",
    "SELECT * FROM tags ORDER BY 1, 2",
    "SELECT story_id, note FROM notes",
    "SELECT * FROM saved_queries ORDER BY id",
    "SELECT * FROM rules ORDER BY id",
    "SELECT text_hash, start, stop, kind, value, made FROM corrections ORDER BY 1, 2",
)


@pytest.fixture
def archive() -> Iterator[Archive]:
    archive = Archive.memory()
    feed, _new = add_feed(archive, place="https://a.example/", kind=FeedKind.WEB, now=NOW)
    entries = tuple(Entry(guid=str(n), title=clean_line(f"Story {n}")) for n in range(6))
    parsed = ParsedFeed(format="rss", title=clean_line("A"), entries=entries)
    keys = [entry.guid for entry in entries]
    keep_feed(archive, feed.id, parsed, keys, Evidence(fetched=NOW), now=NOW)
    gone, _new = add_feed(archive, place="https://u:p@b.example/", kind=FeedKind.WEB, now=NOW)
    remove_feed(archive, gone.id, now=NOW)
    set_read(archive, [1], read=True, now=NOW)
    set_tags(archive, [1, 2], add=["old"], label=LABEL, now=NOW)
    set_note(archive, 3, "ask her", now=NOW)
    keep_corrections(archive, 2, {HERE: WRONG}, label=LABEL, now=NOW)
    for name in ("one", "two"):
        add_query(archive, name, "sea", now=NOW)
        add_rule(archive, make_wish(name, "hide"), now=NOW)
    yield archive
    archive.close()


def state(archive: Archive) -> list[list[Row]]:
    return [archive.read(sql) for sql in SHOWN]


CHANGES: dict[str, Callable[[Archive], object]] = {
    "all read": lambda archive: mark_feed_read(archive, None, now=NOW, up_to_id=99),
    "all unread": lambda archive: set_read(archive, range(9), read=False, now=NOW, label=LABEL),
    "tags": lambda archive: set_tags(
        archive, [2, 3], add=["new"], remove=["old"], label=LABEL, now=NOW
    ),
    "note off": lambda archive: set_note(archive, 3, "", now=NOW),
    "note": lambda archive: set_note(archive, 4, "why?", now=NOW),
    "hidden": lambda archive: flag_stories(archive, "hidden", [2, 3]),
    "no correction": lambda archive: keep_corrections(
        archive, 2, {HERE: None}, label=LABEL, now=NOW
    ),
    "feed": lambda archive: edit_feed(
        archive,
        1,
        title=clean_line("Own"),
        folder=clean_line("World"),
        settings=FeedSettings(interval_minutes=30),
        place="https://c.example/",
        now=NOW,
    ),
    "removal": lambda archive: remove_feed(archive, 1, now=LATER),
    "new feeds": lambda archive: add_feeds(
        archive,
        [
            Subscription(place="https://d.example/", title=clean_line("D")),
            Subscription(place="https://u:other@b.example/", title=clean_line("B")),
        ],
        label="added 2",
        now=LATER,
    ),
    "query": lambda archive: edit_query(archive, 1, "tide", now=NOW),
    "query off": lambda archive: remove_query(archive, 1, now=NOW),
    "query down": lambda archive: move_query(archive, 1, 1, now=NOW),
    "rule off": lambda archive: enable_rule(archive, 1, on=False, now=NOW),
    "rule down": lambda archive: move_rule(archive, 1, down=True, now=NOW),
    "no rule": lambda archive: remove_rule(archive, 2, now=NOW),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_undone_is_done_again_and_undone_again(archive: Archive, change: str) -> None:
    before = state(archive)
    CHANGES[change](archive)
    after = state(archive)
    label = list_history(archive)[0].label
    assert after != before
    for _ in range(2):
        undone = undo(archive, shelf=None, now=NOW)
        assert undone is not None
        assert (undone.label, undone.skipped, state(archive)) == (label, 0, before)
        redone = redo(archive, shelf=None, now=NOW)
        assert redone is not None
        assert (redone.label, redone.skipped, state(archive)) == (label, 0, after)
    assert redo(archive, shelf=None, now=NOW) is None


def test_several_are_done_again_in_the_order_they_were_done(archive: Archive) -> None:
    states = [state(archive)]
    for change in ("all read", "tags", "note", "all unread"):
        CHANGES[change](archive)
        states.append(state(archive))
    for _ in range(2):
        for expected in states[-2::-1]:
            undo(archive, shelf=None, now=NOW)
            assert state(archive) == expected
        for expected in states[1:]:
            redo(archive, shelf=None, now=NOW)
            assert state(archive) == expected


def test_what_changed_since_the_undo_is_left_alone(archive: Archive) -> None:
    set_read(archive, [2, 3], read=True, now=NOW, label=LABEL)
    undo(archive, shelf=None, now=NOW)
    set_read(archive, [3], read=True, now=NOW)
    set_read(archive, [3], read=False, now=NOW)
    redone = redo(archive, shelf=None, now=NOW)
    assert redone is not None
    assert (redone.story_ids, redone.skipped) == ((2,), 1)


def test_the_history_tells_what_can_be_redone_and_one_of_it_can_be_chosen(
    archive: Archive,
) -> None:
    set_tags(archive, [4], add=["x"], label=clean_line("first"), now=NOW)
    set_tags(archive, [5], add=["x"], label=clean_line("second"), now=NOW)
    undo(archive, shelf=None, now=NOW)
    undo(archive, shelf=None, now=NOW)
    second, first = list_history(archive)[:2]
    assert (first.can_redo, second.can_redo) == (True, True)
    redone = redo(archive, shelf=None, now=LATER, number=second.number)
    assert redone is not None
    assert redone.label == "second"
    newest, other = list_history(archive)[:2]
    assert (newest.label, newest.at, newest.is_undone) == ("second", LATER, False)
    assert (other.label, other.can_redo) == ("first", True)
    assert redo(archive, shelf=None, now=LATER, number=newest.number) is None


def test_what_an_older_newstui_undid_cannot_be_redone(archive: Archive) -> None:
    set_tags(archive, [4], add=["x"], label=LABEL, now=NOW)
    with archive.transaction(durable=True) as connection:
        connection.execute("UPDATE journal SET undone = 1")
    assert redo(archive, shelf=None, now=NOW) is None
    assert not any(one.can_redo for one in list_history(archive))


def test_redoing_keeps_as_many_changes_as_doing(archive: Archive) -> None:
    for number in range(KEPT + 3):
        set_note(archive, 1, str(number), now=NOW)
    undo(archive, shelf=None, now=NOW)
    redo(archive, shelf=None, now=NOW)
    assert len(list_history(archive)) <= KEPT
