"""`newstui sources` over the library: the stories a query finds, and the most cited sources."""

from __future__ import annotations

import json
import os
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from newstui.store.archive import Archive

if TYPE_CHECKING:
    from collections.abc import Callable

    Command = Callable[..., tuple[int, str, str]]

_ITEM = """<item><guid>{n}</guid><title>Quill {n}</title><pubDate>{day} 08:00:00 GMT</pubDate>
<description>The dam will hold, said {who}, an engineer. Police said a road was closed.
</description></item>"""


@pytest.fixture
def quill(newstui: Command, subscribe_to: Callable[[str, bytes], int]) -> None:
    """Three stories, prepared: two cite Ana Berl, all cite police."""
    days = ("Mon, 02 Mar 2026", "Sun, 01 Mar 2026", "Thu, 01 Jan 2026")
    named = ("Ana Berl", "Ana Berl", "Ivo Lenz")
    items = "".join(
        _ITEM.format(n=n, day=day, who=who)
        for n, (day, who) in enumerate(zip(days, named, strict=True))
    )
    rss = f'<rss version="2.0"><channel><title>Quill</title>{items}</channel></rss>'
    subscribe_to("quill.xml", rss.encode())
    newstui("sources", "--query", "feed:quill")


@pytest.mark.usefixtures("quill")
def test_the_most_cited_are_printed_with_words_that_are_no_names_in_quotes(
    newstui: Command,
) -> None:
    status, out, err = newstui("sources", "--top")
    assert (status, err) == (0, "")
    assert [line.split() for line in out.splitlines()] == [
        ["3", "stories", "3", "passages", "organisation", "“Police”"],
        ["2", "stories", "2", "passages", "person", "Ana", "Berl"],
        ["1", "story", "1", "passage", "person", "Ivo", "Lenz"],
    ]


@pytest.mark.usefixtures("quill")
def test_a_query_that_no_story_matches_is_told_of(newstui: Command) -> None:
    for form in ((), ("--json",)):
        told = newstui("sources", "--query", "zeppelin", *form)
        assert told == (1, "", "newstui: no story matches\n")


@pytest.mark.usefixtures("quill")
@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (("--top", "1"), ["Police"]),
        (("--top", "0"), []),
        (("--top", "--type", "person"), ["Ana Berl", "Ivo Lenz"]),
        (("--top", "--type", "org"), ["Police"]),
        (("--top", "--query", "cites:lenz"), ["Ivo Lenz", "Police"]),
        (("--top", "--query", "since:2026-03-01", "--type", "person"), ["Ana Berl"]),
        (("--top", "--days", "0"), []),
        (("--top", "--days", "9" * 40), ["Police", "Ana Berl", "Ivo Lenz"]),
    ],
)
def test_they_are_chosen_by_number_type_query_and_days(
    newstui: Command, arguments: tuple[str, ...], names: list[str]
) -> None:
    status, out, _err = newstui("sources", *arguments, "--json")
    assert status == 0
    records = [json.loads(line) for line in out.splitlines()]
    assert [record["source"] for record in records] == names


@pytest.mark.usefixtures("quill")
def test_a_record_holds_the_query_for_its_stories(newstui: Command) -> None:
    _, out, _ = newstui("sources", "--top", "2", "--json")
    police, berl = map(json.loads, out.splitlines())
    assert berl == {
        "schema": 1,
        "source": "Ana Berl",
        "type": "person",
        "same": True,
        "stories": 2,
        "passages": 2,
        "query": 'cites:"person:Ana Berl"',
        "basis": {"stories": 3, "looked_through": 3, "earlier": 0, "not_analysed": 0},
    }
    assert not police["same"]
    listed = newstui("list", berl["query"], "--json")[1].splitlines()
    assert [json.loads(line)["title"] for line in listed] == ["Quill 0", "Quill 1"]


@pytest.mark.usefixtures("quill")
def test_the_sources_of_every_story_a_query_finds_are_records_up_to_a_limit(
    newstui: Command,
) -> None:
    out = newstui("sources", "--query", "cites:police", "--json")[1]
    records = [json.loads(line) for line in out.splitlines()]
    assert [record["title"] for record in records] == ["Quill 0", "Quill 1", "Quill 2"]
    assert all(record["attributions"] for record in records)
    limited = newstui("sources", "--query", "cites:police", "--limit", "1", "--json")[1]
    assert limited == out[: out.index("\n") + 1]


@pytest.mark.usefixtures("harbour")
def test_stories_that_are_not_prepared_are_told_of(newstui: Command) -> None:
    status, out, err = newstui("sources", "--top")
    assert (status, out) == (0, "")
    assert "0 of 2 stories looked through, 2 not prepared yet and not counted" in err
    assert "newstui refresh" in err


@pytest.mark.usefixtures("quill")
def test_what_an_earlier_engine_found_is_told_from_what_is_not_counted(
    newstui: Command,
) -> None:
    path = Path(os.environ["NEWSTUI_HOME"]) / "data/newstui.db"
    with closing(Archive.open(path)) as archive, archive.transaction(durable=False) as connection:
        connection.execute("UPDATE stories SET engine = 1 WHERE title = 'Quill 0'")
    status, out, err = newstui("sources", "--top", "1", "--json")
    assert status == 0
    basis = {"stories": 3, "looked_through": 2, "earlier": 1, "not_analysed": 0}
    assert json.loads(out)["basis"] == basis
    told = "2 of 3 stories looked through, 1 counted as an earlier newstui found it"
    assert told in err


@pytest.mark.usefixtures("quill")
def test_stories_in_other_languages_are_not_counted_as_looked_through(
    newstui: Command, subscribe_to: Callable[[str, bytes], int]
) -> None:
    told = "Der Hafen ist zu und wird es auch bleiben, sagte die Leiterin. Es war spät und kalt."
    item = f"<item><guid>9</guid><title>Hafen</title><description>{told}</description></item>"
    rss = f'<rss version="2.0"><channel><title>Hafen</title>{item}</channel></rss>'
    subscribe_to("hafen.xml", rss.encode())
    newstui("sources", "--query", "feed:hafen")
    out = newstui("sources", "--top", "--json")[1]
    basis = json.loads(out.splitlines()[0])["basis"]
    assert basis == {"stories": 4, "looked_through": 3, "earlier": 0, "not_analysed": 1}
    _, out, err = newstui("sources", "--top", "--query", "feed:hafen")
    assert out == ""
    assert "0 of 1 story looked through, 1 not in English or not readable, and not counted" in err


@pytest.mark.usefixtures("quill")
def test_where_nobody_is_cited_it_says_so(newstui: Command) -> None:
    _, out, err = newstui("sources", "--top", "--type", "poll")
    assert out == ""
    assert "3 stories looked through: no such source is cited" in err


@pytest.mark.usefixtures("harbour")
@pytest.mark.parametrize(
    "arguments",
    [
        ("--top", "x"),
        ("--top", "5", "#1"),
        ("--top", "5", "--limit", "1"),
        ("--days", "3", "--query", "x"),
        ("--type", "person", "--query", "x"),
        ("--top", "--type", "robot"),
        ("--top", "--query", "since:never"),
        ("--top", "--query", "is:starred"),
    ],
)
def test_wrong_use_is_told_and_ends_with_2(newstui: Command, arguments: tuple[str, ...]) -> None:
    status, out, err = newstui("sources", *arguments)
    assert (status, out) == (2, "")
    assert err
