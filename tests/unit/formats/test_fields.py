"""Titles, dates and authors as publishers write them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newstui.errors import FormatError
from newstui.formats import parse_document
from newstui.formats.dates import read_date
from newstui.formats.titles import plain_title


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("Rain", "Rain"),
        ("Rain &amp; wind", "Rain & wind"),
        ("<b>Rain</b> <i>again</i>", "Rain again"),
        ("Rain<br/>wind<p>hail</p>", "Rain wind hail"),
        ("2 < 3 & 4", "2 < 3 & 4"),
        ("List<T> in use", "List<t> in use"),
        ("The </section> tag", "The </section> tag"),
        ("A & B &c; C", "A & B &c; C"),
        ("&#27;[31m", "[31m"),
        ("<b>" * 100_000, ""),
    ],
)
def test_a_title_is_one_line_of_plain_text(raw: str, shown: str) -> None:
    assert plain_title(raw) == shown


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-11-03", datetime(2026, 11, 3, tzinfo=UTC)),
        ("2026-11-03T08:00:00+02:00", datetime(2026, 11, 3, 6, tzinfo=UTC)),
        ("2026-11-03 08:00", datetime(2026, 11, 3, 8, tzinfo=UTC)),
        ("Tue, 03 Nov 2026 08:00:00 +0100", datetime(2026, 11, 3, 7, tzinfo=UTC)),
        ("yesterday", None),
        ("", None),
        ("0001-01-01T00:00:00+23:00", None),
        ("9" * 1_000, None),
    ],
)
def test_a_date_is_read_in_utc_or_not_at_all(written: str, read: datetime | None) -> None:
    assert read_date(written) == read


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Ana Ruiz", ("Ana Ruiz",)),
        ("desk@weir.museum (Ana Ruiz)", ("Ana Ruiz",)),
        ("Ana Ruiz &lt;desk@weir.museum&gt;", ("Ana Ruiz",)),
        ("desk@weir.museum", ("desk@weir.museum",)),
        ("Ana Ruiz (Weir Post)", ("Ana Ruiz (Weir Post)",)),
        ("", ()),
    ],
)
@pytest.mark.parametrize("more", ["", "<unusual/>"])
def test_an_author_is_the_name_beside_the_address(
    author: str, names: tuple[str, ...], more: str
) -> None:
    item = f"<item><title>A</title><author>{author}</author>{more}</item>"
    feed = parse_document(f"<rss><channel>{item}</channel></rss>".encode(), origin="x")
    assert feed.entries[0].authors == names


@pytest.mark.parametrize(
    "date",
    ["", "soon", "Mon, 01 Jan 0001 00:00:00 GMT", "0001-01-01T00:00:00Z", "99999-01-01", "32 Nov"],
)
def test_a_date_is_never_invented(date: str) -> None:
    item = f"<item><title>A</title><pubDate>{date}</pubDate></item>"
    feed = parse_document(f"<rss><channel>{item}</channel></rss>".encode(), origin="x")
    assert (feed.entries[0].published, feed.entries[0].updated) == (None, None)


def test_an_error_inside_the_parser_names_the_feed(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise AssertionError("bad \x1b[2J state")

    monkeypatch.setattr("feedparser.parse", fail)
    with pytest.raises(FormatError) as caught:
        parse_document(b"<rss><channel><unusual/></channel></rss>", origin="the feed")
    assert str(caught.value) == "the feed: could not be read as a feed (bad [2J state)"
