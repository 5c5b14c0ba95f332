"""What queries find, in stories of several scripts."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from newstui.errors import QueryError
from newstui.model.feed import FeedKind
from newstui.model.story import Entry
from newstui.store import patterns
from newstui.store.editing import edit_feed
from newstui.store.interrupting import Interrupt
from newstui.store.query import parse_query
from newstui.store.removing import remove_feed
from newstui.store.selecting import select_ids
from newstui.store.subscriptions import add_feed
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newstui.store.archive import Archive, Row

from tests.unit.store.searchable import NOW, NUMBERS, STORIES, found, give_text, keep


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("storm", {"wall", "cafe"}),
        ("STORM", {"wall", "cafe"}),
        ('"storm"', {"cafe"}),
        ("storms", {"wall"}),
        ("torm", set()),
        ("storm grain", {"wall"}),
        ("storm AND opens", {"cafe"}),
        ("grain OR opens", {"wall", "cafe"}),
        ("storm -grain", {"cafe"}),
        ("storm NOT (grain OR sea)", {"cafe"}),
        ("NOT storm", {"tokyo", "thai", "arabic", "greek", "odd"}),
        ("(grain OR mail) -sea", {"cafe"}),
        ('"sea wall"', {"wall"}),
        ('"wall sea"', set()),
        ('"sea wa"', set()),
        ("title:storm", {"wall"}),
        ("title:grain", set()),
        ('title:"sea wall"', {"wall"}),
        ("author:okafor", {"wall"}),
        ("author:storm", set()),
        ("okafor grain", {"wall"}),
        # Diacritics, and letters that are written in several ways.
        ("cafe", {"cafe"}),
        ("cafe\u0301", {"cafe"}),
        ("strasse", {"cafe"}),
        ("Straße", {"cafe"}),
        ("straßburg", {"wall"}),
        ("sorensen", {"cafe"}),
        ("søren", {"cafe"}),
        ('"sorensen walked"', {"cafe"}),
        ('"Sorensen walked down a strasse"', {"cafe"}),
        ('"mail sørensen"', {"cafe"}),
        ('"mail sorensen" -wall', {"cafe"}),
        ('storm "grain OR" OR "a strasse"', {"cafe"}),
        ('"down sorensen"', set()),
        ("sorensen-wal", {"cafe"}),
        ('author:"lenz søren"', set()),
        ('"η ελλαδα και"', {"greek"}),
        ("ελλαδα", {"greek"}),
        ("ΕΛΛΆΔΑ", {"greek"}),
        ("νεα", {"greek"}),
        ("киев", {"greek"}),
        ("محمد", {"arabic"}),
        ("مُحَمَّد", {"arabic"}),
        ("محمود", set()),
        # Scripts without spaces: any part of a run, one character too.
        ("東京", {"tokyo"}),
        ("京で", {"tokyo"}),
        ("東", {"tokyo"}),
        ("橋", {"tokyo"}),
        ("す", {"tokyo"}),
        ("日本語の文", {"tokyo"}),
        ("日本の", set()),
        ("京東", set()),
        ("テレビ", {"tokyo"}),
        ("橋 川", {"tokyo"}),
        ('"新しい橋"', {"tokyo"}),
        ("title:東京", {"tokyo"}),
        ("title:日本", set()),
        ("author:太郎", {"tokyo"}),
        ("สวัสดี", {"thai"}),
        ("ชาวโลก", {"thai"}),
        ("วัน", {"thai"}),
        ("โลกชาว", set()),
        ("東京 -橋", set()),
        # What means something to FTS5 or SQL means nothing here.
        ("NEAR", {"odd"}),
        ("NEAR(a b)", {"odd"}),
        ("NEAR(a storm)", set()),
        ('"AND* ^caret"', {"odd"}),
        ("^caret", {"odd"}),
        ("col:umn", {"odd"}),
        ('"end* of it"', {"odd"}),
        ("{title}:storm", set()),
        ("a-b_c", {"odd"}),
        ("c++", {"odd"}),
        ("u.s.", set()),
        ("o'neil", {"odd"}),
        ("🚀", {"odd"}),
        ('"🚀"', {"odd"}),
        ("🚀\ufe0f", {"odd"}),
        ("-🚀 storm", {"wall", "cafe"}),
        ("title:🚀", set()),
        ("quoted", {"cafe"}),
        ("50%", {"wall"}),
        ("storm & mail", {"cafe"}),
        ("*", set(STORIES)),
        ("\ud800", set()),
        ("a\0b_", {"odd"}),
        ("'; DROP TABLE stories; --", set()),
        # Outlets.
        ("post", set(STORIES)),
        ("pos storm", {"wall", "cafe"}),
        ("ost", set()),
        ('"daily post" grain', {"wall"}),
        ("-post", set()),
        ("feed:daily storm", {"wall", "cafe"}),
        ("feed:1 -storm cafe", set()),
        ("feed:9", set()),
        # Patterns.
        ("/stor(m|k)s? (break|of)/", {"wall", "cafe"}),
        ("/^grain/", {"wall"}),
        ("-/a/", {"tokyo", "thai", "arabic", "greek"}),
        ("/STORM/ mail", {"cafe"}),
        ("/nothing here/ OR mail", {"cafe"}),
        ("NOT (/storm/ OR title:ข่าว) -post", set()),
        ("/東.で/", {"tokyo"}),
        # Times.
        ("after:2026-11-23 storm", {"wall", "cafe"}),
        ("before:2026 storm", set()),
    ],
)
def test_a_query_finds(shared: Archive, text: str, names: set[str]) -> None:
    assert found(shared, text) == names


def test_stories_are_listed_in_the_order_asked_for(archive: Archive) -> None:
    wall, cafe = NUMBERS["wall"], NUMBERS["cafe"]
    give_text(archive, NUMBERS["thai"], "storm storm storm")
    newest = [wall, cafe, NUMBERS["thai"]]
    assert list(select_ids(archive, parse_query("storm"))) == newest
    assert list(select_ids(archive, parse_query("storm sort:oldest"))) == newest[::-1]
    assert list(select_ids(archive, parse_query("storm sort:title"))) == [
        cafe,
        wall,
        NUMBERS["thai"],
    ]
    # A title counts more than a text that says it again and again.
    assert list(select_ids(archive, parse_query("storm sort:rank"))) == [
        wall,
        NUMBERS["thai"],
        cafe,
    ]
    assert list(select_ids(archive, parse_query("post sort:rank"))) == list(
        select_ids(archive, parse_query("post"))
    )


def test_hidden_feeds_are_left_out_and_folders_chosen(archive: Archive) -> None:
    feed, _ = add_feed(archive, place="/two", kind=FeedKind.FILE, now=NOW)
    keep(archive, feed.id, [Entry(title=clean_line("Storm in a folder"))])
    edit_feed(archive, feed.id, folder=clean_line('World / "Far" East'), now=NOW)
    assert found(archive, "storm folder:world") == {"8"}
    assert found(archive, 'storm folder:"world/far east"') == {"8"}
    assert found(archive, 'folder:"World / Far"') == set()
    assert found(archive, "folder:/") == set()
    assert found(archive, "folder:world feed:one storm") == set()
    assert found(archive, "feed:one feed:two storm") == {"wall", "cafe", "8"}
    remove_feed(archive, feed.id, now=NOW)
    assert found(archive, "storm") == {"wall", "cafe"}


def test_a_pattern_that_takes_for_ever_is_ended(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_text(archive, NUMBERS["wall"], "a" * 5_000)
    monkeypatch.setattr(patterns, "SECONDS", 0.5)
    with pytest.raises(QueryError, match="takes longer") as caught:
        found(archive, "title:storms /(a+)+$b/")
    assert caught.value.query[caught.value.start : caught.value.end] == "/(a+)+$b/"
    # It is only looked for where the rest of the query holds.
    assert found(archive, "title:cafe /(a+)+$b/") == set()
    # Nor in stories that are not listed.
    remove_feed(archive, 1, now=NOW)
    assert found(archive, "/(a+)+$b/") == set()


def test_a_pattern_nobody_waits_for_any_more_is_given_up(archive: Archive) -> None:
    give_text(archive, NUMBERS["wall"], "a" * 5_000)
    query, interrupt = parse_query("/(a+)+$b/"), Interrupt()
    with ThreadPoolExecutor(1) as beside:
        found_beside = beside.submit(select_ids, archive, query, interrupt=interrupt)
        interrupt.call()
        with pytest.raises(QueryError, match="was given up"):
            found_beside.result()
    with pytest.raises(QueryError, match="was given up"):
        select_ids(archive, query, interrupt=interrupt)


def test_ids_of_many_stories_come_from_one_statement(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = [Entry(title=clean_line(f"Common {number}")) for number in range(3_000)]
    keep(archive, 1, entries)
    asked: list[str] = []
    read = archive.read

    def note(sql: str, params: Sequence[object] = ()) -> list[Row]:
        asked.append(sql)
        return read(sql, params)

    monkeypatch.setattr(archive, "read", note)
    assert len(select_ids(archive, parse_query("common"))) == 3_000
    assert len(asked) < 8
    assert json.dumps(asked).count("ORDER BY sort_at") == 1


def test_the_time_of_fetching_is_no_date(archive: Archive) -> None:
    feed, _ = add_feed(
        archive, place="/undated", kind=FeedKind.FILE, title=clean_line("Notes"), now=NOW
    )
    keep(archive, feed.id, [Entry(title=clean_line("A storm without a date"))])
    assert len(found(archive, "storm")) == 3
    assert found(archive, "storm after:2026-11-23") == {"wall", "cafe"}
    assert found(archive, "storm before:2027") == {"wall", "cafe"}
    assert len(found(archive, "storm -after:2026-11-23")) == 1
