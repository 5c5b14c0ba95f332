"""What a document is, is told by its content; what is no news is refused by what it looks like."""

from __future__ import annotations

import random

import pytest

from newstui.errors import FormatError
from newstui.formats import FORMATS, parse_document
from newstui.formats.reading import SIZE_LIMIT
from newstui.model.story import TextKind

_RSS = '<rss version="2.0"><channel><title>T</title><item><title>A</title></item></channel></rss>'


@pytest.mark.parametrize(
    ("data", "name", "content_type", "found"),
    [
        (_RSS, "", "", "rss"),
        (_RSS, "news.html", "text/html", "rss"),
        ("\n\n <?xml version='1.0'?>\n<!-- x -->" + _RSS, "", "", "rss"),
        ("\ufeff" + _RSS, "", "", "rss"),
        ('<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title></feed>', "", "", "atom"),
        (
            '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>T</a:title></a:feed>',
            "",
            "",
            "atom",
        ),
        ('{"version": "https://jsonfeed.org/version/1", "items": []}', "", "", "json feed"),
        ("<!DOCTYPE html><p>Words.", "", "", "html"),
        ("<html><body>Words.", "x.txt", "", "html"),
        ("<p>Words</p> <p>more</p>", "", "", "html"),
        ("Words <b>only</b>", "x.html", "", "html"),
        ("Words only", "", "text/html; charset=utf-8", "html"),
        ("# Title\n\nWords.", "", "", "markdown"),
        ("---\ntitle: T\n---\nWords.", "", "", "markdown"),
        ("Words [here](https://x.example/).", "", "", "markdown"),
        ("Words.", "x.md", "", "markdown"),
        ("# Not a heading in a text file", "x.txt", "", "text"),
        ("[AP] Words in brackets.", "", "", "text"),
        ('{"json": "in a text file"}', "x.txt", "", "text"),
        ("2 < 3 and 4 > 1", "", "", "text"),
    ],
)
def test_the_format_is_told_by_content_then_by_name(
    data: str, name: str, content_type: str, found: str
) -> None:
    feed = parse_document(data.encode(), origin="x", name=name, content_type=content_type)
    assert feed.format == found
    assert found in FORMATS
    is_file = found in {"html", "markdown", "text"}
    assert feed.text_kind is (TextKind.FILE if is_file else TextKind.FEED)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \n\xef\xbb\xbf\r\n", "is empty"),
        (b"\0\0\0\0", "is empty"),
        (b"%PDF-1.7\n", "looks like a PDF document, not news"),
        (b"PK\x03\x04abc", "looks like a ZIP archive or an office document, not news"),
        (b"\x1f\x8b\x08\0", "looks like a gzip archive, not news"),
        (b"\x89PNG\r\n\x1a\n", "looks like a PNG image, not news"),
        (b"\xff\xd8\xff\xe0", "looks like a JPEG image, not news"),
        (b"\0\0\0\x20ftypavif", "looks like a picture or film, not news"),
        (b"abc\0\0\0\x01def", "looks like binary data, not news"),
        (b"<opml version='2.0'><body/></opml>", "is a list of subscriptions"),
        (b"<?xml version='1.0'?><svg xmlns='x'/>", "looks like a picture (SVG), not news"),
        (b"<?xml version='1.0'?><urlset/>", "looks like a site map, not news"),
        (b"<?xml version='1.0'?><note><to>You</to></note>", "is not a feed"),
        (b'{"a": 1}', "is JSON, but not a JSON Feed"),
        (b'["a"]', "is JSON, but not a JSON Feed"),
        (b'{"items": [', "is not valid JSON"),
        (b"Share this\n", "holds no text"),
    ],
)  # fmt: skip
def test_what_is_no_news_is_refused_by_what_it_looks_like(data: bytes, reason: str) -> None:
    with pytest.raises(FormatError) as caught:
        parse_document(data, origin="the.file")
    assert caught.value.origin == "the.file"
    assert caught.value.reason.startswith(reason)


@pytest.mark.parametrize("size", [300, 5_000])
@pytest.mark.parametrize("charset", ["", "; charset=utf-8", "; charset=iso-8859-1"])
def test_noise_is_refused_whatever_it_is_served_as(size: int, charset: str) -> None:
    data = random.Random(size).randbytes(size)  # noqa: S311 - the same noise every time
    with pytest.raises(FormatError, match="looks like binary data, not news"):
        parse_document(data, origin="x", content_type=f"application/xml{charset}")


@pytest.mark.parametrize(
    "data",
    [
        "Паром вернулся".encode("koi8-r"),
        "Паром вернулся".encode("cp866"),
        "渡し船が戻る".encode("cp932"),
        "渡し船が戻る".encode("iso2022_jp"),
        "渡し船が戻る".encode("euc_jp"),
        "연락선이 돌아온다".encode("iso2022_kr"),
        "渡船回来了".encode("gb18030"),
        "渡船回來了".encode("big5"),
        "Η βάρκα επιστρέφει".encode("utf-16"),
        "The ferry returns".encode("utf-16-le"),
        b"\x1b[1mThe ferry\x1b[0m returns",
        b"T\bTh\bhe\be ferry returns",
        b"\x1cThe ferry\x19s back\x1d \x14 at last\x0c",
    ],
)
def test_no_text_is_taken_for_noise(data: bytes) -> None:
    feed = parse_document(data * 50, origin="x", name="x.txt")
    assert len(feed.entries) == 1


def test_a_document_above_the_size_limit_is_refused() -> None:
    with pytest.raises(FormatError, match="larger than 32 MiB"):
        parse_document(b"x" * (SIZE_LIMIT + 1), origin="big")


def test_a_page_without_words_has_no_entries_so_that_its_links_can_be_followed() -> None:
    feed = parse_document(b"<html><head><title>App</title></head><div id=app></div>", origin="x")
    assert (feed.format, feed.entries) == ("html", ())


def test_links_of_a_feed_are_resolved_against_where_it_was_found() -> None:
    entry = '<entry><id>1</id><link href="../p"/></entry>'
    data = f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>'
    feed = parse_document(data.encode(), origin="x", base_url="https://news.example/a/feed")
    assert feed.entries[0].url == "https://news.example/p"
    assert feed.entries[0].guid == "1"


def test_identifiers_do_not_depend_on_where_a_feed_was_found() -> None:
    data = (
        b"<rss version='2.0'><channel><item><title>A</title><guid>a/1</guid></item></channel></rss>"
    )
    here = parse_document(data, origin="x", base_url="https://here.example/")
    there = parse_document(data, origin="x", base_url="https://there.example/feed/")
    assert here.entries[0].guid == there.entries[0].guid == "a/1"
