"""A refresh applies the reader's rules to what it brings, once it is prepared."""

from __future__ import annotations

from threading import Event, Thread
from typing import TYPE_CHECKING

from newstui.model.feed import FeedKind
from newstui.store.archive import Archive
from newstui.store.journal import list_history, undo
from newstui.store.listing import count_hidden
from newstui.store.marks import find_marks, set_read
from newstui.store.query import parse_query
from newstui.store.rules import add_rule, make_wish
from newstui.store.ruling import apply_rules
from newstui.store.selecting import select_ids
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    import pytest
    from tests.unit.refresh.desk import Desk

from tests.unit.refresh.desk import NOW

_ITEM = "<item><guid>{0}</guid><title>{0}</title><description>{1}</description></item>"


def _feed(*items: tuple[str, str]) -> str:
    listed = "".join(_ITEM.format(*item) for item in items)
    return f'<rss version="2.0"><channel><title>Quay</title>{listed}</channel></rss>'


def test_a_refresh_applies_rules_on_texts_and_sources_and_tells_it(desk: Desk) -> None:
    place = desk.folder / "quay.xml"
    said = "The wall holds, said mayor Ida Berg."
    place.write_text(_feed(("Rain", "It rained in secret."), ("Wall", said)), "utf-8")
    for query, action, value in (
        ("secret", "hide", ""),
        ("speaker:berg", "tag", "berg"),
        ("/wa[l]+ holds/", "highlight", ""),
    ):
        add_rule(desk.archive, make_wish(query, action, value), now=NOW)
    number = desk.add(str(place), FeedKind.FILE)
    _status, told = desk.refresh(number)
    ruled = [report for report in told if report["event"] == "ruled"]
    assert ruled == [{"event": "ruled", "stories": 2, "hidden": 1, "bookmarked": 0, "reason": ""}]
    assert told[-1]["event"] == "finished"
    assert desk.titles() == ["Wall"]
    assert len(select_ids(desk.archive, parse_query("tag:berg is:highlighted"))) == 1
    undo(desk.archive, shelf=None, now=NOW)
    assert desk.titles() == ["Rain", "Wall"]
    _status, told = desk.refresh(number)
    assert [report for report in told if report["event"] == "ruled"] == []


def test_a_rule_and_a_reader_who_mark_at_once_lose_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = desk.folder / "quay.xml"
    place.write_text(_feed(*((f"Story {n}", "Gale.") for n in range(40))), "utf-8")
    monkeypatch.setattr("newstui.refresh.process._apply_rules", lambda *_: None)
    for query, action in (("gale", "read"), ('"story 7"', "hide"), ("gale", "highlight")):
        add_rule(desk.archive, make_wish(query, action), now=NOW)
    desk.refresh(desk.add(str(place), FeedKind.FILE))
    numbers = sorted(select_ids(desk.archive, parse_query("")))
    started, label = Event(), clean_line("by hand")

    def mark() -> None:
        reader = Archive.open(desk.path)
        for turn in range(20):
            read = turn % 2 == 0
            set_read(reader, numbers[:20], read, now=NOW, label=label)
            started.set()
        reader.close()

    thread = Thread(target=mark)
    thread.start()
    started.wait()
    applied = apply_rules(desk.archive, now=NOW)
    thread.join()
    assert (applied.hidden, applied.troubles) == (1, [])
    marks = find_marks(desk.archive, numbers)
    assert len({mark.read for mark in marks[:20]}) == 1
    assert all(mark.read for mark in marks[20:])
    assert (count_hidden(desk.archive), len(numbers)) == (1, 40)
    (ruled,) = [one for one in list_history(desk.archive) if one.label.startswith("rules")]
    undone = undo(desk.archive, shelf=None, now=NOW, number=ruled.number)
    assert undone is not None
    assert len(select_ids(desk.archive, parse_query("is:unread"))) == 40
    assert not select_ids(desk.archive, parse_query("is:highlighted OR is:hidden"))
