"""Reading the query language: what a text means, and where what is wrong stands in it."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from newstui.errors import QueryError
from newstui.model.kinds import SourceType
from newstui.store.fields import CONDITIONS
from newstui.store.query import Query, parse_query
from newstui.store.querytable import FIELDS
from newstui.store.querytree import All, Any, Not, Order, Pattern, Term, When, Words
from newstui.store.querywriting import ask_for_feed, ask_for_folder, ask_for_source, ask_since
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from newstui.store.querytree import Node

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
A, B, C = Words("a"), Words("b"), Words("c")


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("", None),
        ("  \t ", None),
        ("a", A),
        ("a b", All((A, B))),
        ("a AND b", All((A, B))),
        ("a and b", All((A, Words("and"), B))),
        ("a OR b", Any((A, B))),
        ("a b OR c", Any((All((A, B)), C))),
        ("a (b OR c)", All((A, Any((B, C))))),
        ("(a)", A),
        ("((a) (b))", All((A, B))),
        ("-a", Not(A)),
        ("NOT a", Not(A)),
        ("a NOT b", All((A, Not(B)))),
        ("a AND NOT b", All((A, Not(B)))),
        ("NOT NOT a", A),
        ("NOT -a", Not(Not(A))),
        ("-(a b)", Not(All((A, B)))),
        ("NOT (a OR b) c", All((Not(Any((A, B))), C))),
        ('"a b"', Words("a b", is_phrase=True)),
        ('-"a b"', Not(Words("a b", is_phrase=True))),
        ("a a a", A),
        ("a - b", All((A, B))),
        ("a & b", All((A, B))),
        ('a""b', All((A, B))),
        ("ANDROID ORB", All((Words("ANDROID"), Words("ORB")))),
        ("title:a", Words("a", column="title")),
        ('Author:"a b"', Words("a b", is_phrase=True, column="authors")),
        ("feed:3 a", All((Term("feed", "3"), A))),
        ("feed:x FEED:y", Any((Term("feed", "x"), Term("feed", "y")))),
        ("feed:x a feed:y", All((A, Any((Term("feed", "x"), Term("feed", "y")))))),
        ("feed:x AND feed:y", All((Term("feed", "x"), Term("feed", "y")))),
        ("feed:x -feed:y", All((Term("feed", "x"), Not(Term("feed", "y"))))),
        ("cites:x cites:y", All((Term("cites", "x"), Term("cites", "y")))),
        ('folder:"World / Asia"', Term("folder", "World / Asia")),
        ("IS:Unread", Term("is", "unread")),
        ("type:anonymous", Term("type", "anonymous")),
        ("type:Gov", Term("type", "government")),
        ("/a(b|c) d/", Pattern("a(b|c) d", 0, 10)),
        ("a -/b/", All((A, Not(Pattern("b", 3, 6))))),
        (r"/a\/b/", Pattern(r"a\/b", 0, 6)),
        ("a -🚀", All((A, Not(Words("🚀"))))),
        ('"+ +"', Words("+ +")),
        ("/one", Words("/one")),
        ("https://example.org/a:b", Words("https://example.org/a:b")),
        ("12:30 this:that", All((Words("12:30"), Words("this:that")))),
        ("sort:rank", None),
        ("sort:rank a", A),
    ],
)
def test_a_query_is_read(text: str, root: Node | None) -> None:
    assert parse_query(text).root == root


def test_stories_are_asked_for_in_an_order() -> None:
    assert parse_query("a").order is Order.NEWEST
    assert parse_query("a sort:rank").order is Order.RANK
    assert parse_query("sort:OLDEST a").order is Order.OLDEST


@pytest.mark.parametrize(
    ("text", "reason", "wrong"),
    [
        ("a AND", "AND: nothing stands after it", "AND"),
        ("a OR", "OR: nothing stands after it", "OR"),
        ("a NOT", "NOT: nothing stands after it", "NOT"),
        ("OR a", "OR: nothing stands before it", "OR"),
        ("a AND OR b", "OR: nothing stands before it", "OR"),
        ("(a OR ) b", "OR: nothing stands after it", "OR"),
        ("a () b", "nothing stands between the parentheses", "()"),
        ("(a b", "is never closed", "("),
        ("a) b", "nothing was opened before it", ")"),
        ('a "b c', "is never closed", '"'),
        ("feed: a", "a value must follow, as in feed:post", "feed:"),
        ('folder:"" a', "a value must follow", 'folder:""'),
        ("a is:unraed", "did you mean is:unread", "is:unraed"),
        ("is:starred", "there are is:unread, is:read, is:bookmarked", "is:starred"),
        ("has:video", "has:quote, has:image, has:note", "has:video"),
        ("type:persn", "did you mean type:person", "type:persn"),
        ("sort:best", "sort:rank", "sort:best"),
        ("a fede:x", "fede: no such field; did you mean feed:", "fede:"),
        ("-titel:x", "did you mean title:", "titel:"),
        ("since:2026-13-01", "write since: and 2026-11-23", "since:2026-13-01"),
        ("before:0000-01-01", "no such day", "before:0000-01-01"),
        ("after:9w9", "no such day", "after:9w9"),
        ("a /b[c/", "unterminated character set", "["),
        ("/a**/", "multiple repeat", "*"),
    ],
)
def test_what_is_wrong_is_named_and_its_place_known(text: str, reason: str, wrong: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse_query(text)
    error = caught.value
    assert reason in str(error)
    assert text[error.start : error.end] == wrong


@pytest.mark.parametrize("text", ["is:\x1b[31m", "since:\x1b[31m", "fede:\x1b[31m", "/\x1b[/"])
def test_what_is_wrong_is_shown_without_what_acts_on_a_terminal(text: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse_query(text)
    assert "\x1b" not in str(caught.value)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("a AND", "a"),
        ("a OR ", "a"),
        ("a NOT", "a"),
        ("a (b OR", "a b"),
        ("a (", "a"),
        ("a ()", "a"),
        ("a feed:", "a"),
        ("a feed: ", "a"),
        ('a feed:"', "a"),
        ("a is:unr", "a"),
        ("a after:2026-", "a"),
        ("a fede:x", "a"),
        ("a -", "a"),
        ('a "', "a"),
    ],
)
def test_a_query_being_typed_means_what_is_finished_of_it(typed: str, meant: str) -> None:
    assert parse_query(typed, is_finished=False).root == parse_query(meant).root


def test_the_last_word_of_a_phrase_being_typed_is_a_beginning() -> None:
    assert parse_query('"a b', is_finished=False).root == Words("a b")
    assert parse_query('title:"a b', is_finished=False).root == Words("a b", column="title")


@pytest.mark.parametrize("text", ["a) b", "is:unraed b", "OR b"])
def test_what_was_left_behind_wrong_is_told_while_more_is_typed(text: str) -> None:
    with pytest.raises(QueryError):
        parse_query(text, is_finished=False)


@pytest.mark.parametrize(
    "text",
    ["(" * 10_000, "-(" * 10_000, "(a " * 10_000 + ")" * 10_000, "/" + "(" * 400 + "/"],
)
def test_a_query_nested_too_deeply_is_refused(text: str) -> None:
    with pytest.raises(QueryError):
        parse_query(text)


def test_a_query_of_too_many_parts_is_refused() -> None:
    with pytest.raises(QueryError, match="more than 200 parts"):
        parse_query(" ".join(f"w{number}" for number in range(300)))


@pytest.mark.parametrize(
    "text",
    [
        '"' * 100_000,
        "is:read " * 10_000,
        "a" * 500_000,
        'x"' * 50_000,
        "NOT " * 50_000 + "a",
        " /x" * 10_000,
        "/" * 50_000,
        "-" * 50_000,
    ],
)
def test_a_huge_query_is_read_at_once(text: str) -> None:
    started = time.process_time()
    assert isinstance(parse_query(text), Query)
    assert time.process_time() - started < 20


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("2026-11-20", "2026-11-20T00:00:00"),
        ("2026-11", "2026-11-01T00:00:00"),
        ("2026", "2026-01-01T00:00:00"),
        ("today", "2026-11-23T00:00:00"),
        ("YESTERDAY", "2026-11-22T00:00:00"),
    ],
)
def test_days_months_and_years_begin_where_the_reader_is(text: str, begins: str) -> None:
    for field in ("after", "since", "before"):
        root = parse_query(f"{field}:{text}", now=NOW).root
        assert isinstance(root, When)
        assert root.at.astimezone().isoformat().startswith(begins)
        assert root.is_before == (field == "before")


@pytest.mark.parametrize(
    ("text", "ago"), [("3d", timedelta(days=3)), ("2w", timedelta(14)), ("6h", timedelta(hours=6))]
)
def test_an_age_counts_from_now(text: str, ago: timedelta) -> None:
    assert parse_query(f"after:{text}", now=NOW).root == When(NOW - ago)


def test_what_the_program_asks_for_is_read_as_such() -> None:
    assert parse_query(ask_for_feed(12)).root == Term("feed", "12")
    path = clean_line('World / "Far" East')
    assert parse_query(ask_for_folder(path)).root == Term("folder", "World / Far East")
    name = clean_line('The "Quill"')
    asked = ask_for_source(name, SourceType.OUTLET)
    assert parse_query(asked).root == Term("cites", "outlet:The Quill")
    since = parse_query(ask_since(date(2026, 11, 20))).root
    assert isinstance(since, When)
    assert since.at.astimezone().date() == date(2026, 11, 20)


def test_every_field_of_the_table_is_carried_out() -> None:
    elsewhere = {"title", "author", "after", "before", "query", "sort"}
    assert {field.name for field in FIELDS} == elsewhere | set(CONDITIONS)
    for field in FIELDS:
        parse_query(field.example)
        for value in field.values:
            parse_query(f"{field.name}:{value}")
