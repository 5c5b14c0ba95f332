"""What queries find, in stories of several scripts; and that the index keeps in step."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from newstui.errors import QueryError
from newstui.model.attribution import (
    Analysis,
    Attribution,
    Credit,
    CreditKind,
    Dateline,
    Entity,
    Kind,
    Mention,
    SourceType,
)
from newstui.model.feed import Evidence, FeedKind
from newstui.model.story import BodyType, Entry, ParsedFeed, TextKind
from newstui.store import patterns
from newstui.store.archive import Archive
from newstui.store.editing import edit_feed
from newstui.store.indexing import count_unindexed, index_some
from newstui.store.marks import set_read
from newstui.store.passages import find_passages
from newstui.store.query import parse_query
from newstui.store.removing import remove_feed
from newstui.store.selecting import select_ids
from newstui.store.stories import keep_feed
from newstui.store.subscriptions import add_feed
from newstui.store.texts import Answered, keep_analysis, keep_text
from newstui.store.visits import note_leaving
from newstui.text.build import build_document
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
STORIES = {
    "wall": ("Storms break the sea wall", "Mira Okafor", "Grain prices rose 50% in STRASSBURG."),
    "cafe": (
        "Café “quoted” opens",
        "Ivo Lenz",
        "A storm of emails; Sørensen walked down a Straße.",
    ),
    "tokyo": ("東京で新しい橋", "山田太郎", "日本語の文章です。橋は川の上にあります。ﾃﾚﾋﾞで放送。"),
    "thai": ("ข่าววันนี้", "Author", "สวัสดีชาวโลก"),
    "arabic": ("أخبار", "Author", "قال مُحَمَّد إن الطقس جميل"),
    "greek": ("Νέα", "Author", "Η Ελλάδα και το Киё́в"),
    "odd": ("f(x) NEAR/2 AND* ^caret", "O'Neil", 'col:umn "end* of it" a-b_c C++ 🚀'),
}
"""By a short name: title, author, text."""
NUMBERS = {name: number for number, name in enumerate(reversed(STORIES), 1)}


def keep(archive: Archive, feed_id: int, entries: list[Entry]) -> None:
    parsed = ParsedFeed(format="rss", title=clean_line("x"), entries=tuple(entries))
    keys = [entry.guid or entry.title for entry in entries]
    keep_feed(archive, feed_id, parsed, keys, Evidence(fetched=NOW), now=NOW)


def give_text(archive: Archive, story_id: int, text: str, kind: TextKind = TextKind.FEED) -> int:
    document = build_document(text, BodyType.TEXT)
    answer = Answered(text, "https://a.example/", Evidence(fetched=NOW))
    kept = keep_text(archive, story_id, kind, document, builder=1, now=NOW, answer=answer)
    return kept.id


def fill(archive: Archive) -> Archive:
    feed, _ = add_feed(
        archive, place="/one", kind=FeedKind.FILE, title=clean_line("The Daily Post"), now=NOW
    )
    entries = [
        Entry(
            title=clean_line(title),
            authors=(clean_line(author),),
            published=NOW - timedelta(hours=hours),
        )
        for hours, (title, author, _) in enumerate(STORIES.values())
    ]
    keep(archive, feed.id, entries)
    for name, (_, _, text) in STORIES.items():
        give_text(archive, NUMBERS[name], text)
    return archive


@pytest.fixture(scope="module")
def shared() -> Iterator[Archive]:
    archive = fill(Archive.memory())
    yield archive
    archive.close()


@pytest.fixture
def archive() -> Iterator[Archive]:
    archive = fill(Archive.memory())
    yield archive
    archive.close()


def found(archive: Archive, text: str) -> set[str]:
    names = {number: name for name, number in NUMBERS.items()}
    return {names.get(number, str(number)) for number in select_ids(archive, parse_query(text))}


def check_index(archive: Archive) -> None:
    """Have SQLite compare the index with what it is of."""
    archive.read("INSERT INTO stories_fts (stories_fts, rank) VALUES ('integrity-check', 1)")


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
        ("(grain OR emails) -sea", {"cafe"}),
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
        ("NEAR(a b)", set()),
        ('"AND* ^caret"', {"odd"}),
        ("^caret", {"odd"}),
        ("col:umn", {"odd"}),
        ('"end* of it"', {"odd"}),
        ("{title}:storm", set()),
        ("a-b_c", {"odd"}),
        ("c++", {"odd"}),
        ("o'neil", {"odd"}),
        ("🚀", set()),
        ("quoted", {"cafe"}),
        ("50%", {"wall"}),
        ("storm & emails", {"cafe"}),
        ("*", set(STORIES)),
        ("\ud800", set()),
        ("a\0b", set()),
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
        ("-/a/", {"tokyo", "thai"}),
        ("/STORM/ emails", {"cafe"}),
        ("/nothing here/ OR emails", {"cafe"}),
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


def test_a_story_is_found_by_its_title_before_its_text_is_built(archive: Archive) -> None:
    keep(archive, 1, [Entry(guid="new", title=clean_line("Überraschung im Zoo"))])
    assert found(archive, "uberrasch") == {"8"}
    assert found(archive, "pinguin") == set()
    give_text(archive, 8, "Ein Pinguin ist los.")
    assert found(archive, "pinguin zoo") == {"8"}
    check_index(archive)


def test_a_page_and_the_feed_give_a_story_once_by_its_fuller_text(archive: Archive) -> None:
    give_text(archive, NUMBERS["wall"], "Grain, and much more of it.", TextKind.PAGE)
    assert list(select_ids(archive, parse_query("grain"))) == [NUMBERS["wall"]]
    assert found(archive, "much more") == {"wall"}
    assert found(archive, "strassburg") == set()
    check_index(archive)


def test_a_changed_text_is_found_by_its_new_words_only(archive: Archive) -> None:
    give_text(archive, NUMBERS["wall"], "Barley instead.")
    assert found(archive, "barley") == {"wall"}
    assert found(archive, "strassburg") == set()
    check_index(archive)


def test_an_edited_title_is_found_by_its_new_words_only(archive: Archive) -> None:
    title, author, _ = STORIES["wall"]
    entry = Entry(guid=title, title=clean_line("Calm"), authors=(clean_line(author),))
    keep(archive, 1, [entry])
    assert found(archive, "title:calm") == {"wall"}
    assert found(archive, "title:storms") == set()
    assert found(archive, "grain") == {"wall"}
    check_index(archive)


def test_what_goes_leaves_the_index(archive: Archive) -> None:
    with archive.transaction(durable=False) as connection:
        connection.execute("DELETE FROM stories WHERE id = ?", (NUMBERS["wall"],))
        connection.execute("DELETE FROM texts WHERE story_id = ?", (NUMBERS["cafe"],))
    check_index(archive)
    assert found(archive, "grain OR emails") == set()
    assert found(archive, "title:cafe OR café") == {"cafe"}
    assert count_unindexed(archive) == 1
    assert index_some(archive) == 1
    assert found(archive, "title:cafe") == {"cafe"}


def test_stories_that_are_not_indexed_are_found_by_their_titles(archive: Archive) -> None:
    with archive.transaction(durable=False) as connection:
        connection.execute("DELETE FROM searched")
        connection.execute("UPDATE stories SET indexed = 0")
    assert found(archive, "storm") == {"wall"}
    assert found(archive, "storm OR cafe") == {"wall"}
    assert found(archive, "café -storm") == {"cafe"}
    assert found(archive, "grain") == set()
    while index_some(archive):
        pass
    assert found(archive, "storm") == {"wall", "cafe"}
    check_index(archive)


def test_hidden_feeds_are_left_out_and_folders_chosen(archive: Archive) -> None:
    feed, _ = add_feed(archive, place="/two", kind=FeedKind.FILE, now=NOW)
    keep(archive, feed.id, [Entry(title=clean_line("Storm in a folder"))])
    edit_feed(archive, feed.id, folder=clean_line('World / "Far" East'), now=NOW)
    assert found(archive, "storm folder:world") == {"8"}
    assert found(archive, 'folder:"World / Far"') == set()
    assert found(archive, "folder:/") == set()
    assert found(archive, "folder:world feed:one storm") == set()
    assert found(archive, "feed:one feed:two storm") == {"wall", "cafe", "8"}
    remove_feed(archive, feed.id, now=NOW)
    assert found(archive, "storm") == {"wall", "cafe"}


def analysis() -> Analysis:
    """A text of three sources: one quoted, one in a role, one nobody names."""
    entities = (
        Entity(id=0, canonical="Ana Berl", type=SourceType.PERSON, roles=("interior minister",)),
        Entity(id=1, canonical="Harbour News", type=SourceType.OUTLET),
        Entity(id=2, canonical="an official", type=SourceType.ANONYMOUS),
    )
    attributions = tuple(
        Attribution(
            source=((0, 1),),
            cue=((1, 2),),
            content=((2, 3),),
            kind=Kind.DIRECT if entity.id == 0 else Kind.INDIRECT,
            mention=Mention(spans=((0, 1),), head=(0, 1), entity=entity.id),
        )
        for entity in entities
    )
    credits_ = (
        Credit(kind=CreditKind.PHOTO, text="Photo: Ivo Lenz/Quill", names=("Ivo Lenz",)),
        Credit(kind=CreditKind.REPRINT, text="First in The Bugle", outlet="The Bugle"),
    )
    return Analysis(
        engine=1,
        language="en",
        entities=entities,
        attributions=attributions,
        credits=credits_,
        dateline=Dateline(place="Oslo", span=(0, 4), agency="Norwire"),
    )


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("has:quote", True),
        ("speaker:berl", True),
        ("speaker:harbour", False),
        ("cites:harbour", True),
        ("outlet:harbour", True),
        ("outlet:bugle", True),
        ("outlet:berl", False),
        ("role:minister", True),
        ("role:mayor", False),
        ("agency:norwire", True),
        ("agency:bugle", False),
        ("credit:lenz", True),
        ("credit:berl", False),
        ("type:anonymous", True),
        ("type:poll", False),
        ("lang:en", True),
        ("lang:e", False),
        ("lang:de lang:en", True),
        ("has:quote -role:minister", False),
    ],
)
def test_a_story_is_found_by_whom_it_cites(archive: Archive, text: str, *, is_found: bool) -> None:
    text_id = give_text(archive, NUMBERS["wall"], STORIES["wall"][2])
    keep_analysis(archive, text_id, analysis())
    keep_analysis(archive, give_text(archive, NUMBERS["cafe"], "x"), Analysis(engine=1))
    assert found(archive, text) == ({"wall"} if is_found else set())


def test_what_was_cited_is_forgotten_with_the_text(archive: Archive) -> None:
    keep_analysis(archive, give_text(archive, NUMBERS["wall"], "One text."), analysis())
    keep_analysis(archive, give_text(archive, NUMBERS["wall"], "Another."), Analysis(engine=1))
    for query in ("has:quote", "role:minister", "credit:lenz", "agency:norwire"):
        assert found(archive, query) == set(), query


def test_the_language_a_publisher_gives_counts(archive: Archive) -> None:
    keep(archive, 1, [Entry(title=clean_line("Servus"), language="de-AT")])
    assert found(archive, "lang:de") == {"8"}
    assert found(archive, "lang:de-at") == {"8"}
    assert found(archive, "lang:d") == set()


def test_states_and_belongings_are_asked_for(archive: Archive) -> None:
    set_read(archive, [NUMBERS["wall"]], read=True, now=NOW)
    with archive.transaction(durable=False) as connection:
        connection.execute("INSERT INTO tags VALUES (?, 'Later')", (NUMBERS["cafe"],))
        connection.execute("INSERT INTO notes VALUES (?, 'x', 0)", (NUMBERS["thai"],))
    assert found(archive, "is:read") == {"wall"}
    assert found(archive, "is:unread storm") == {"cafe"}
    assert found(archive, "is:read is:unread") == set()
    assert found(archive, "tag:later") == {"cafe"}
    assert found(archive, "tag:late") == set()
    assert found(archive, "has:note") == {"thai"}
    body = "<p>See</p><img src='https://a.example/p.png' alt='A bridge'>"
    document = build_document(body, BodyType.HTML)
    keep_text(archive, NUMBERS["greek"], TextKind.PAGE, document, builder=1, now=NOW)
    assert found(archive, "has:image") == {"greek"}


def test_new_is_what_came_since_the_reader_left(archive: Archive) -> None:
    assert found(archive, "is:new") == set(STORIES)
    note_leaving(archive)
    assert found(archive, "is:new") == set()
    keep(archive, 1, [Entry(title=clean_line("Fresh"), published=NOW - timedelta(days=900))])
    assert found(archive, "is:new") == {"8"}


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


@pytest.mark.parametrize(
    ("text", "name", "matches"),
    [
        ("grain", "wall", ["Grain"]),
        ("gra 50%", "wall", ["Grain", "50"]),
        ("strasse", "cafe", ["Straße"]),
        ('"walked down"', "cafe", ["walked down"]),
        ("本語の", "tokyo", ["本語の"]),
        ("橋", "tokyo", ["橋"]),
        ("ชาว", "thai", ["ชาว"]),
        ("محمد", "arabic", ["مُحَمَّد"]),
        ("ελλαδα -grain", "greek", ["Ελλάδα"]),
        ("emails OR nothing", "cafe", ["emails"]),
    ],
)
def test_a_passage_shows_what_was_looked_for(
    shared: Archive, text: str, name: str, matches: list[str]
) -> None:
    passage = find_passages(shared, parse_query(text), [NUMBERS[name]])[NUMBERS[name]]
    assert [passage.text[start:end] for start, end in passage.matches] == matches


@pytest.mark.parametrize("text", ["", "is:unread", "title:storms", "author:okafor", "-grain"])
def test_there_is_no_passage_where_no_word_is_looked_for(shared: Archive, text: str) -> None:
    assert find_passages(shared, parse_query(text), list(NUMBERS.values())) == {}


def test_a_passage_is_short_and_around_most_matches(archive: Archive) -> None:
    filler = "nothing to see here " * 40
    text = f"{filler} barley.\n\n{filler} wheat and barley, barley and wheat. {filler}"
    give_text(archive, NUMBERS["wall"], text)
    query = parse_query("barley wheat")
    passage = find_passages(archive, query, [NUMBERS["wall"]])[NUMBERS["wall"]]
    assert len(passage.text) < 200
    assert passage.text.startswith("…")
    assert passage.text.endswith("…")
    assert "\n" not in passage.text
    assert [passage.text[a:b] for a, b in passage.matches] == ["wheat", "barley", "barley", "wheat"]


def test_ids_of_many_stories_come_from_one_statement(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = [Entry(title=clean_line(f"Common {number}")) for number in range(3_000)]
    keep(archive, 1, entries)
    asked: list[str] = []
    read = archive.read
    monkeypatch.setattr(archive, "read", lambda *args: (asked.append(args[0]), read(*args))[1])
    assert len(select_ids(archive, parse_query("common"))) == 3_000
    assert len(asked) < 8
    assert json.dumps(asked).count("ORDER BY sort_at") == 1
