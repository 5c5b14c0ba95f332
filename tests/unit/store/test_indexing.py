"""The index keeps in step with the stories, and so does what else they are asked for."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from tests.unit.store.searchable import (
    NOW,
    NUMBERS,
    STORIES,
    check_index,
    found,
    give_text,
    keep,
)

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
from newstui.model.story import BodyType, Entry, TextKind
from newstui.store.editing import edit_feed
from newstui.store.indexing import count_unindexed, index_some
from newstui.store.knownvalues import list_known
from newstui.store.marks import set_read
from newstui.store.query import parse_query
from newstui.store.querytable import BY_NAME
from newstui.store.selecting import select_ids
from newstui.store.texts import keep_analysis, keep_text
from newstui.store.visits import note_leaving
from newstui.text.build import build_document
from newstui.text.clean import NOTHING, clean_line

if TYPE_CHECKING:
    from newstui.store.archive import Archive


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
    assert found(archive, "grain OR mail") == set()
    assert found(archive, "title:cafe OR café") == {"cafe"}
    assert count_unindexed(archive) == 1
    assert index_some(archive) == 1
    assert found(archive, "title:cafe") == {"cafe"}


def test_stories_that_are_not_indexed_are_found_by_their_titles(archive: Archive) -> None:
    with archive.transaction(durable=False) as connection:
        connection.execute("DELETE FROM searched")
        connection.execute("UPDATE stories SET indexed = 0")
    assert found(archive, "storm") == {"wall"}
    assert found(archive, "storm OR cafe") == {"wall", "cafe"}
    assert found(archive, "café -storm") == {"cafe"}
    assert found(archive, "grain") == set()
    while index_some(archive):
        pass
    assert found(archive, "storm") == {"wall", "cafe"}
    check_index(archive)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("sea wall", {"wall"}),
        ('"the sea"', {"wall"}),
        ('"the se"', set()),
        ("all", set()),
        ("title:mira", set()),
        ("author:mira title:storm", {"wall"}),
        ("cafe quoted", {"cafe"}),
        ('"quoted opens"', {"cafe"}),
        ("新し", {"tokyo"}),
        ("author:太郎", {"tokyo"}),
        ("νεα OR أخبار", {"greek", "arabic"}),
        ("o'neil", {"odd"}),
        ("NEAR/2", {"odd"}),
        ("author -title:أخبار", {"thai", "greek"}),
        ("ljósmynd OR ljosmynd", {"8"}),
        ("daily", {"8", *STORIES}),
        ("daily -author -harbour", {"8", "wall", "cafe", "tokyo", "odd"}),
    ],
)
def test_a_story_is_found_by_its_title_alike_before_and_after_it_is_indexed(
    archive: Archive, text: str, names: set[str]
) -> None:
    keep(archive, 1, [Entry(guid="untitled", title=NOTHING, body="Ljósmynd dagsins: höfnin")])
    with archive.transaction(durable=False) as connection:
        connection.execute("DELETE FROM texts")
    assert count_unindexed(archive) == len(STORIES) + 1
    assert found(archive, text) == names
    while index_some(archive):
        pass
    assert found(archive, text) == names


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


@pytest.mark.parametrize(
    ("field", "part", "values"),
    [
        ("feed", "", ["The Daily Post"]),
        ("feed", "DAILY", ["The Daily Post"]),
        ("feed", "x", []),
        ("folder", "", ["World"]),
        ("tag", "la", ["Later"]),
        ("lang", "", ["en"]),
        ("speaker", "", ["Ana Berl"]),
        ("cites", "harbour", ["Harbour News"]),
        ("outlet", "", ["Harbour News"]),
        ("role", "min", ["interior minister"]),
        ("is", "un", ["unread"]),
        ("after", "to", ["today"]),
        ("title", "", []),
    ],
)
def test_the_values_a_field_is_known_to_have_are_listed(
    archive: Archive, field: str, part: str, values: list[str]
) -> None:
    keep_analysis(archive, give_text(archive, NUMBERS["wall"], "x"), analysis())
    edit_feed(archive, 1, folder=clean_line("World"), now=NOW)
    with archive.transaction(durable=False) as connection:
        connection.execute("INSERT INTO tags VALUES (?, 'Later')", (NUMBERS["cafe"],))
    assert list_known(archive, BY_NAME[field], part=part) == values
