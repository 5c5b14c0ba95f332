"""Plain text, Markdown and the choice between them."""

from __future__ import annotations

import pytest

from newstui.model.story import BodyType
from newstui.model.text import SpanKind
from newstui.model.versions import BUILDER_VERSION
from newstui.text.build import build_document, word_count
from newstui.text.markdown import LENGTH_LIMIT, markdown_to_document
from newstui.text.plain import text_to_document

_WRAPPED = (
    "The ferry that left the old harbour on Monday morning came\n"
    "back before noon, since the wind had turned and the waves were\n"
    "too high."
)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("", ""),
        (" \n\n\t\n", ""),
        ("one\n\n\n\ntwo\n", "one\n\ntwo"),
        ("one\r\n\r\ntwo", "one\n\ntwo"),
        ("line one\nline two", "line one\nline two"),
        (_WRAPPED, _WRAPPED.replace("\n", " ")),
        ("<b>not markup</b> &amp;", "<b>not markup</b> &amp;"),
        ("esc \x1b[31m", "esc [31m"),
    ],
)
def test_paragraphs_of_plain_text(raw: str, text: str) -> None:
    assert text_to_document(raw).text == text


def test_addresses_in_plain_text_are_links_without_the_full_stop() -> None:
    document = text_to_document("See https://news.example/a_(b), or (http://else.example/).")
    links = [span.value for span in document.spans if span.kind is SpanKind.LINK]
    assert links == ["https://news.example/a_(b", "http://else.example/"]
    assert all(document.text[span.start : span.end] == span.value for span in document.spans)


def test_furniture_of_plain_text_is_put_aside() -> None:
    document = text_to_document("The dam holds.\n\nShare this post")
    assert (document.text, document.furniture) == ("The dam holds.", ("Share this post",))


def test_a_text_of_furniture_alone_stays() -> None:
    assert text_to_document("Share this post").text == "Share this post"


def test_markdown_keeps_html_as_text_and_resolves_links() -> None:
    document = markdown_to_document("<b>x</b> [y](z)\n\n`c`", base_url="https://news.example/")
    assert document.text == "<b>x</b> y\n\nc"
    assert [(span.kind, span.value) for span in document.spans] == [
        (SpanKind.LINK, "https://news.example/z"),
        (SpanKind.CODE, ""),
    ]


@pytest.mark.parametrize("hostile", ["> " * 5_000, "[" * 5_000, "*a " * 5_000, "- " * 5_000])
def test_hostile_markdown_ends(hostile: str) -> None:
    assert markdown_to_document(f"kept\n\n{hostile}x").text.startswith("kept")


def test_very_long_markdown_is_read_as_plain_text() -> None:
    assert markdown_to_document("*x* " * LENGTH_LIMIT).text.startswith("*x* *x*")


@pytest.mark.parametrize(
    ("body_type", "text"),
    [(BodyType.HTML, "a b"), (BodyType.TEXT, "<i>a</i> *b*"), (BodyType.MARKDOWN, "<i>a</i> b")],
)
def test_a_body_is_read_as_it_is_written(body_type: BodyType, text: str) -> None:
    body = "<i>a</i> b" if body_type is BodyType.HTML else "<i>a</i> *b*"
    document = build_document(body, body_type)
    assert document.text == text
    assert word_count(document) == 2
    assert BUILDER_VERSION >= 1
