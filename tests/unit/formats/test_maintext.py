"""The story of a web page: what is kept of it, what is left out, and what is no story."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from newstui.errors import FormatError
from newstui.formats.maintext import TOKEN_LIMIT, main_text
from newstui.model.text import SpanKind
from newstui.text.html import html_to_document
from newstui.text.page_records import page_from_record, page_record

if TYPE_CHECKING:
    from newstui.model.page import Page
    from newstui.model.text import Document

_PAGES = Path(__file__).parents[2] / "data" / "pages"
_EXPECTED: dict[str, dict[str, Any]] = json.loads(
    (_PAGES / "expected.json").read_text(encoding="utf-8")
)
_STORIES = sorted(name for name, page in _EXPECTED.items() if "refused" not in page)
_OTHERS = sorted(name for name, page in _EXPECTED.items() if "refused" in page)
_SENTENCE = "The harbour was closed on Monday after a storm, said the keeper of the light. "
_STORY = f"<h1>Harbour closed</h1><p>{_SENTENCE}</p>" + f"<p>{_SENTENCE * 2}</p>"


def read(name: str) -> Page:
    data = (_PAGES / name).read_bytes()
    return main_text(data, origin=name, base_url="https://page.example/story")


def read_html(markup: str | bytes, content_type: str = "text/html") -> Page:
    data = markup.encode("utf-8", "surrogatepass") if isinstance(markup, str) else markup
    return main_text(data, origin="x", content_type=content_type, base_url="https://x.example/a")


def document_of(page: Page) -> Document:
    return html_to_document(page.body, base_url=page.base_url)


def kinds(document: Document, kind: SpanKind) -> list[str]:
    """The texts of the spans of one kind."""
    return [document.text[span.start : span.end] for span in document.spans if span.kind is kind]


@pytest.mark.parametrize("name", _STORIES)
def test_the_story_is_kept_and_the_rest_left_out(name: str) -> None:
    expected = _EXPECTED[name]
    document = document_of(read(name))
    assert [part for part in expected["keep"] if part not in document.text] == []
    assert [part for part in expected["drop"] if part in document.text] == []
    captions = kinds(document, SpanKind.IMAGE)
    for caption in expected.get("captions", ()):
        assert any(found.startswith(caption) for found in captions), captions


@pytest.mark.parametrize("name", _STORIES)
def test_what_a_page_says_of_itself_is_read(name: str) -> None:
    expected, page = _EXPECTED[name], read(name)
    assert {
        "title": page.title,
        "authors": list(page.authors),
        "published": page.published and page.published.isoformat(),
        "updated": page.updated and page.updated.isoformat(),
        "site": page.site,
        "language": page.language,
        "url": page.url,
    } == {key: expected.get(key) for key in _FACTS}


_FACTS = ("title", "authors", "published", "updated", "site", "language", "url")


@pytest.mark.parametrize("name", _OTHERS)
def test_a_page_without_a_story_is_refused(name: str) -> None:
    with pytest.raises(FormatError, match=_EXPECTED[name]["refused"]):
        read(name)


def test_every_page_has_its_expectation() -> None:
    assert {path.name for path in _PAGES.iterdir()} == {*_EXPECTED, "expected.json"}


@pytest.mark.parametrize(
    ("data", "content_type", "reason"),
    [
        (b"", "text/html", "is empty"),
        (b"%PDF-1.7 " + b"x" * 99, "text/html", "looks like a PDF document"),
        (b"\0" * 3 + b"x" * 99 + b"\0" * 99, "text/html", "looks like binary data"),
        (b"<rss version='2.0'><channel/></rss>", "text/html", "is a feed"),
        (b'{"items": []}', "application/json", "is a feed"),
        (b"Only words.", "text/plain", "is text, not a web page"),
        (b"<html><body></body></html>", "text/html", "holds no text"),
        (b"<html><h1>Title</h1><p>Too short.</html>", "text/html", "its text has only 2 words"),
        (b"<html>" + b"<b>" * (TOKEN_LIMIT + 1), "text/html", "tags and pieces of text"),
        (b"<html>" + b"<" * 2_000_001, "text/html", "tags and pieces of text"),
    ],
)
def test_what_is_no_page_is_refused(data: bytes, content_type: str, reason: str) -> None:
    with pytest.raises(FormatError, match=reason):
        read_html(data, content_type)


def test_a_brief_is_a_story_when_it_says_more_than_its_excerpt() -> None:
    brief = f"<h1>Harbour closed</h1><p>{_SENTENCE * 2}</p>"
    excerpt = "<meta name=description content='The harbour was closed on Monday.'>"
    with pytest.raises(FormatError, match="only 30 words"):
        read_html(f"<html>{brief}")
    assert document_of(read_html(f"<html>{excerpt}{brief}")).text.startswith("The harbour")


def test_markup_of_a_story_is_kept() -> None:
    document = document_of(read("interview.html"))
    assert "Were you afraid?" in kinds(document, SpanKind.STRONG)
    assert kinds(document, SpanKind.QUOTE) == [
        "Cut what you like, but keep this one for coming home."
    ]
    assert kinds(document_of(read("wire.html")), SpanKind.LINK)[:2] == [
        "Purchase Licensing Rights",
        "Shiplane",
    ]
    assert len(kinds(document_of(read("code.html")), SpanKind.PREFORMATTED)) == 3
    assert len(kinds(document_of(read("tables.html")), SpanKind.ITEM)) == 6
    assert kinds(document_of(read("tables.html")), SpanKind.HEADING)[-1] == "Three surprises"


def test_credits_beside_the_story_are_kept() -> None:
    found = [(str(each.kind), each.names, each.span) for each in read("wire.html").credits]
    assert ("byline", ("Lena Ostrow",), None) in found
    article = f"<html><article>{_STORY}</article><div>Photo: Somebody Else</div>"
    assert read_html(article).credits == ()


def test_nothing_is_left_out_when_names_of_classes_mean_nothing() -> None:
    page = read_html(f"<html><body><div class='social comments'>{_STORY}</div>")
    assert document_of(page).text.count("harbour") == 3


_HOSTILE: dict[str, str | bytes] = {
    "nested blocks": f"<html>{_STORY}" + "<div>" * 10_000 + "x",
    "nested figures": f"<html>{_STORY}" + "<figure>" * 8_000 + "x",
    "headings never closed": "<html>" + "<h1>" * 8_000 + _STORY,
    "short blocks in each other": f"<html>{_STORY}" + "<div>" * 8_000 + "share this",
    "authors in each other": f"<html>{_STORY}" + "<i itemprop=author>" * 8_000 + "a " * 5_000,
    "one attribute": f"<html><div class='{'ad ' * 300_000}'>{_STORY}</div>",
    "attributes": "<html><div " + " ".join(f"a{n}=1" for n in range(50_000)) + f">{_STORY}</div>",
    "script": f"<html>{_STORY}<script>" + 'a = "<p>b</p>";' * 300_000 + "</script>",
    "script never closed": f"<html>{_STORY}<script>" + "a = 1;" * 500_000,
    "link around everything": f"<html><a href=/>{_STORY * 20}",
    "brackets": f"<html>{_STORY}<p>" + "(" * 200_000,
    "JSON-LD": f"<html><script type=application/ld+json>{'[' * 100_000}</script>{_STORY}",
    "wrong charset": f"<html><meta charset=utf-16>{_STORY}\xff\xfe\x80".encode("latin-1"),
    "control characters": f"<html>{_STORY}<p>\x1b[2J\x9b31m\u202e\0 {_SENTENCE}",
    "lone surrogates": f"<html>{_STORY}\ud800",
}


@pytest.mark.parametrize("name", sorted(_HOSTILE))
def test_a_hostile_page_is_still_read(name: str) -> None:
    page = read_html(_HOSTILE[name])
    document = document_of(page)
    assert _SENTENCE.strip() in document.text
    for shown in (page.title, *document.text.split("\n")):
        assert not {unicodedata.category(char) for char in shown} & {"Cc", "Cf", "Cs"}


def test_a_page_reads_the_same_every_time() -> None:
    assert [read(name) for name in _STORIES] == [read(name) for name in _STORIES]


@pytest.mark.parametrize("name", _STORIES)
def test_a_page_survives_its_record(name: str) -> None:
    page = read(name)
    assert page_from_record(json.loads(json.dumps(page_record(page)))) == page


@pytest.mark.parametrize("record", [None, [], {"body": 3}, {"credits": [{"kind": "?"}]}])
def test_what_is_no_record_of_a_page_is_told(record: object) -> None:
    with pytest.raises(ValueError, match=r"expected|not a valid"):
        page_from_record(record)
