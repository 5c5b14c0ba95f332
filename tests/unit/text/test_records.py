"""Values survive the way through JSON; garbage is refused, foreign text is cleaned again."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from newstui.model.attribution import (
    Analysis,
    Attribution,
    Credit,
    CreditKind,
    Dateline,
    Entity,
    Kind,
    Medium,
    Mention,
    SourceType,
    Stance,
    Via,
)
from newstui.model.media import Contributor, Enclosure, Picture, Republished
from newstui.model.story import BodyType, Entry, ParsedFeed, TextKind
from newstui.model.text import Document, Span, SpanKind
from newstui.text.clean import clean_block, clean_line
from newstui.text.records import (
    analysis_from_record,
    analysis_record,
    credit_from_record,
    document_from_record,
    document_record,
    entry_from_record,
    entry_record,
    feed_from_record,
    feed_record,
)

_CREDIT = Credit(kind=CreditKind.PHOTO, text="(Photo: A)", names=("A",), outlet="B", span=(1, 4))
_ENTRY = Entry(
    text_kind=TextKind.FILE,
    guid="g\u202e1",
    url="https://news.example/\x1b",
    title=clean_line("Rain"),
    authors=(clean_line("Ana Ruiz"),),
    published=datetime(2026, 11, 3, 8, 30, 15, 250, tzinfo=UTC),
    updated=None,
    body="<p>x\x1b</p>",
    body_type=BodyType.MARKDOWN,
    language="en",
    credits=(_CREDIT,),
    enclosures=(
        Enclosure(url="a\x1b", type="audio/ogg", length=9, title=clean_line("T")),
        Enclosure(url="b", title=clean_line("")),
    ),
    pictures=(
        Picture(url="p", caption=clean_line("C"), credit=clean_line("D"), alt=clean_line("A")),
    ),
    contributors=(Contributor(name=clean_line("Ivo"), role=clean_line("editor")),),
    reply_to="tag:x,1",
    via=Republished(title=clean_line("V"), url="v"),
    categories=(clean_line("Rain"), clean_line("Wind")),
)
_MENTION = Mention(
    spans=((0, 3), (5, 9)),
    head=(0, 3),
    role=(5, 9),
    affiliation=None,
    entity=0,
    via=Via.PRONOUN,
    others=(Mention(spans=((5, 9),), head=(5, 9)),),
)
_ANALYSIS = Analysis(
    engine=3,
    language="en",
    analysed=False,
    reason="too long",
    dateline=Dateline(place="Oslo", span=(0, 5), date="May 3", agency="AFP"),
    credits=(_CREDIT,),
    entities=(
        Entity(
            id=0,
            canonical="Ana Ruiz",
            type=SourceType.PERSON,
            aliases=("Ruiz",),
            gender="f",
            plural=True,
            first=(0, 8),
            roles=("mayor",),
        ),
    ),
    attributions=(
        Attribution(
            source=((0, 3),),
            cue=((4, 8),),
            content=((9, 20), (21, 30)),
            kind=Kind.MIXED,
            stance=Stance.DENIED,
            mention=_MENTION,
            parent=0,
            addressee=_MENTION,
            medium=Medium.POST,
            when=(1, 2),
            confidence=0.5,
            rule="trailing",
        ),
        Attribution(source=(), cue=(), content=((0, 1),)),
    ),
)


def _through_json(record: object) -> object:
    return json.loads(json.dumps(record))


def test_a_document_survives() -> None:
    document = Document(
        text=clean_block("One.\n\nTwo."),
        spans=(Span(0, 4, SpanKind.QUOTE), Span(6, 9, SpanKind.LINK, "https://x.example")),
        furniture=(clean_line("Share this"),),
    )
    assert document_from_record(_through_json(document_record(document))) == document


def test_an_entry_and_its_feed_survive() -> None:
    assert entry_from_record(_through_json(entry_record(_ENTRY))) == _ENTRY
    feed = ParsedFeed(
        format="rss",
        title=clean_line("Valley"),
        site_url="https://valley.example/",
        language="en",
        text_kind=TextKind.FILE,
        entries=(_ENTRY, _ENTRY),
        ttl_minutes=60,
        skip_hours=(0, 23),
        skip_days=(6,),
        self_url="s",
        hub="h",
        new_url="n",
    )
    assert feed_from_record(_through_json(feed_record(feed))) == feed


def test_an_analysis_survives() -> None:
    assert analysis_from_record(_through_json(analysis_record(_ANALYSIS))) == _ANALYSIS


def test_missing_fields_are_their_defaults() -> None:
    assert document_from_record({}) == Document(text=clean_block(""))
    assert entry_from_record({"title": None}) == Entry(title=clean_line(""))
    assert feed_from_record({"format": "rss"}) == ParsedFeed(format="rss", title=clean_line(""))
    assert analysis_from_record({"engine": 1}) == Analysis(engine=1)
    assert credit_from_record({"kind": "wire"}) == Credit(kind=CreditKind.WIRE, text="")


def test_text_is_cleaned_again_and_spans_are_cut_to_it() -> None:
    record = {"text": "a\x1bb", "spans": [[0, 99, "strong", ""], [50, 60, "code", ""]]}
    assert document_from_record(record) == Document(
        text=clean_block("ab"), spans=(Span(0, 2, SpanKind.STRONG),)
    )
    assert entry_from_record({"title": "a\x1b[31m"}).title == "a[31m"
    assert credit_from_record({"kind": "photo", "text": "\u202ex"}).text == "x"


def test_what_stands_beside_an_entry_is_cleaned_again() -> None:
    entry = entry_from_record(
        {
            "pictures": [{"url": "p", "caption": "a\x1b[31m"}],
            "contributors": [{"name": "\u202eIvo", "role": "x\x07"}],
            "via": {"title": "v\x9b"},
            "categories": ["r\x1b"],
            "enclosures": [{"title": "t\x1b"}],
        }
    )
    assert entry.via is not None
    shown = (entry.pictures[0].caption, entry.contributors[0].name, entry.contributors[0].role)
    assert shown == ("a[31m", "Ivo", "x")
    assert (entry.via.title, entry.categories, entry.enclosures[0].title) == ("v", ("r",), "t")


def test_hours_and_days_that_do_not_exist_are_left_out() -> None:
    feed = feed_from_record({"skip_hours": [24, 3, -1, 3], "skip_days": [7, 0]})
    assert (feed.skip_hours, feed.skip_days) == ((3,), (0,))


def test_lone_surrogates_do_not_reach_the_archive() -> None:
    entry = entry_from_record(json.loads('{"guid": "\\ud800", "body": "b\\udfff"}'))
    assert (entry.guid, entry.body) == ("?", "b?")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-11-03T08:00:00+00:00", datetime(2026, 11, 3, 8, tzinfo=UTC)),
        ("2026-11-03T08:00:00", datetime(2026, 11, 3, 8, tzinfo=UTC)),
        ("2026-11-03T10:00:00+02:00", datetime(2026, 11, 3, 8, tzinfo=UTC)),
    ],
)
def test_times_are_read_as_utc(written: str, read: datetime) -> None:
    assert entry_from_record({"published": written}).published == read


def test_times_are_written_as_utc() -> None:
    east = timezone(timedelta(hours=2))
    entry = Entry(title=clean_line(""), published=datetime(2026, 11, 3, 10, tzinfo=east))
    assert entry_record(entry)["published"] == "2026-11-03T08:00:00+00:00"


@pytest.mark.parametrize(
    "garbage",
    [
        None,
        [],
        "text",
        {"text": 3},
        {"text": ["x"]},
        {"spans": "x"},
        {"spans": [[0]]},
        {"spans": [[0, 1, "no such kind", ""]]},
        {"spans": [[-1, 1, "link", ""]]},
        {"furniture": [1]},
    ],
)
def test_a_garbled_document_is_refused(garbage: object) -> None:
    with pytest.raises(ValueError, match=r".+"):
        document_from_record(garbage)


@pytest.mark.parametrize(
    "garbage",
    [
        {"published": "yesterday"},
        {"published": "0001-01-01T00:00:00+23:00"},
        {"body_type": "pdf"},
        {"credits": {}},
        {"credits": [{"kind": "no such kind"}]},
        {"credits": [{"kind": "photo", "span": [2, 1]}]},
        {"credits": [{"kind": "photo", "span": [0]}]},
        {"enclosures": "x"},
        {"enclosures": [{"length": "9"}]},
        {"pictures": [3]},
        {"contributors": [{"name": 3}]},
        {"via": "x"},
        {"categories": [1]},
    ],
)
def test_a_garbled_entry_is_refused(garbage: object) -> None:
    with pytest.raises(ValueError, match=r".+"):
        entry_from_record(garbage)


@pytest.mark.parametrize(
    "garbage", [{"ttl_minutes": "60"}, {"skip_hours": ["x"]}, {"skip_days": 3}, {"entries": [3]}]
)
def test_a_garbled_feed_is_refused(garbage: object) -> None:
    with pytest.raises(ValueError, match=r".+"):
        feed_from_record(garbage)


@pytest.mark.parametrize(
    "garbage",
    [
        {"engine": "1"},
        {"engine": True},
        {"engine": 1 << 70},
        {"analysed": "yes"},
        {"attributions": [{"confidence": 2}]},
        {"attributions": [{"confidence": "high"}]},
        {"attributions": [{"mention": {"head": [0]}}]},
        {"entities": [{"first": [3, 1]}]},
    ],
)
def test_a_garbled_analysis_is_refused(garbage: object) -> None:
    with pytest.raises(ValueError, match=r".+"):
        analysis_from_record(garbage)
