"""Newsboat's list of feeds: quoted or not, tagged, commented; what is a command is not run."""

from __future__ import annotations

import pytest

from newstui.formats.newsboat import parse_newsboat
from newstui.formats.newsboatfilters import Tagged, UntranslatableError, translate

LIST = rb"""
# a comment
https://a.example/feed World "hard news" "~My A" ! # that is all
"https://b.example/feed?x=1" "~B \"quoted\""
"query:Unread World:unread = \"yes\" and tags # \"World\""
exec:/home/me/evil.sh World
"filter:~/bin/f:https://c.example/feed"
|touch x
file:///home/me/own.xml Mine
gopher://d.example
https://a.example/feed again
http://e.example/\x1b[2J
query:Nameless
"""


def test_feeds_have_their_titles_tags_and_addresses() -> None:
    found = parse_newsboat(LIST.replace(rb"\x1b", b"\x1b"))
    first, second, third, fourth = found.feeds
    assert (first.address, first.title, first.is_hidden) == ("https://a.example/feed", "My A", True)
    assert first.tags == ("World", "hard news")
    assert (second.address, second.title) == ("https://b.example/feed?x=1", 'B "quoted"')
    assert (third.path, third.tags) == ("/home/me/own.xml", ("Mine",))
    assert fourth.address == "http://e.example/\x1b[2J"
    (query,) = found.queries
    assert (query.title, query.expression) == (
        "Unread World",
        'unread = "yes" and tags # "World"',
    )


def test_what_is_skipped_is_told_with_its_reason() -> None:
    skipped = {str(entry.address): entry.reason for entry in parse_newsboat(LIST).skipped}
    for command in ("exec:/home/me/evil.sh", "filter:~/bin/f:https://c.example/feed", "|touch"):
        assert skipped[command] == "is a command of newsboat, and newstui runs none"
    assert skipped["gopher://d.example"] == "is no http(s) address"
    assert skipped["https://a.example/feed"] == "is in the list twice; the first line counts"
    assert "query without a name" in skipped["query:Nameless"]


def test_passwords_in_skipped_lines_are_not_shown() -> None:
    (entry,) = parse_newsboat(b"ftp://me:secret@a.example/feed").skipped
    assert "secret" not in entry.address


@pytest.mark.parametrize("line", [b'"https://a.example/feed', b"\xff\xfe", b'""', b"\0" * 9])
def test_broken_lines_break_nothing(line: bytes) -> None:
    found = parse_newsboat(line + b"\nhttps://z.example/feed\n")
    assert found.feeds[-1].address == "https://z.example/feed"


TAGS = {
    "World": Tagged(folder="World"),
    "hard": Tagged(folder="hard", addresses=("https://a.example/feed",)),
    "loose": Tagged(addresses=("https://b.example/x", "https://c.example/y")),
}


@pytest.mark.parametrize(
    ("expression", "query"),
    [
        ('unread = "yes"', "is:unread"),
        ('unread == "no"', "is:read"),
        ('unread != "yes"', "NOT is:unread"),
        ('tags # "World"', 'folder:"World"'),
        ('tags !# "World"', 'NOT folder:"World"'),
        ('tags # "hard"', 'folder:"hard" OR feed:"https://a.example/feed"'),
        (
            'tags # "loose" and unread="yes"',
            '((feed:"https://b.example/x" OR feed:"https://c.example/y") AND is:unread)',
        ),
        ('title =~ "rain"', 'title:"rain"'),
        ('title =~ ".*rain.*|snow fall"', 'title:"rain" OR title:"snow fall"'),
        ('author !~ "Ann"', 'NOT author:"Ann"'),
        ('content =~ "rain"', '"rain"'),
        ('feedtitle =~ "Post"', 'feed:"Post"'),
        ('flags # "a"', "tag:flag-a"),
        ("age < 3", "after:3d"),
        ("age <= 3", "after:4d"),
        ("age > 6", "before:7d"),
        ("age >= 0", "is:read OR is:unread"),
        ("age between 0:2", "after:3d"),
        ("age between 7:14", "after:15d AND before:7d"),
        (
            '(unread = "yes" or age < 1) and title =~ "x"',
            '((is:unread OR after:1d) AND title:"x")',
        ),
    ],
)
def test_a_filter_is_said_as_a_query(expression: str, query: str) -> None:
    assert translate(expression, TAGS) == query


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        ('title =~ "^Rain [0-9]+"', "is a regular expression"),
        ('title = "Rain"', "queries cannot ask for title ="),
        ("unread_count > 0", "queries cannot ask for unread_count >"),
        ('unread = "yes" and age < 1 or age > 5', "without parentheses"),
        ('tags # "other"', 'no feed has the tag "other"'),
        ('unread = "maybe"', 'not "maybe"'),
        ('title =~ ""', "is empty"),
        ('unread = "yes" and', "ends too early"),
        ('(unread = "yes"', "ends too early"),
        ("age < 0", "no story is younger"),
        ("(" * 5_000, "too long"),
        ("(" * 200, "too deep"),
        ("`rm -rf /`", "is not understood"),
        ('unread = "yes" title', "title is not expected there"),
        ('flags =~ "ab"', "more than one flag"),
    ],
)
def test_what_cannot_be_said_is_told(expression: str, reason: str) -> None:
    with pytest.raises(UntranslatableError, match=reason.replace("(", r"\(")):
        translate(expression, TAGS)
