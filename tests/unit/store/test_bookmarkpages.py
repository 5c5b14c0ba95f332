from __future__ import annotations

import pytest

from newstui.model.text import Document, Span, SpanKind
from newstui.store.bookmarkpages import slug
from newstui.text.clean import clean_block
from newstui.text.writing import markdown


@pytest.mark.parametrize(
    ("text", "spans", "written"),
    [
        ("Plain words.", (), "Plain words."),
        ("Head\n\nBody", (Span(0, 4, SpanKind.HEADING, "3"),), "### Head\n\nBody"),
        ("Head", (Span(0, 4, SpanKind.HEADING, "x"),), "## Head"),
        (
            "one\n\ntwo",
            (Span(0, 3, SpanKind.ITEM, "•"), Span(5, 8, SpanKind.ITEM, "2.")),
            "- one\n\n2. two",
        ),
        ("a\n\nb\nc\n\nd", (Span(3, 6, SpanKind.QUOTE),), "a\n\n> b\\\n> c\n\nd"),
        ("x = 1\ny = 2", (Span(0, 11, SpanKind.PREFORMATTED),), "```\nx = 1\ny = 2\n```"),
        (
            "see this page",
            (Span(4, 8, SpanKind.LINK, "https://e.org/"),),
            "see [this](<https://e.org/>) page",
        ),
        ("see this page", (Span(4, 8, SpanKind.LINK, "javascript:x()"),), "see this page"),
        ("a <b> [c] `d`", (), r"a \<b> \[c] \`d\`"),
        (
            "quoted link",
            (Span(0, 11, SpanKind.QUOTE), Span(0, 6, SpanKind.LINK, "https://e.org/")),
            "> [quoted](<https://e.org/>) link",
        ),
    ],
)
def test_a_document_is_written_as_markdown(
    text: str, spans: tuple[Span, ...], written: str
) -> None:
    assert markdown(Document(text=clean_block(text), spans=spans)) == written


def test_hostile_spans_cost_no_more_than_their_number() -> None:
    text = clean_block("line\n" * 20_000)
    spans = tuple(Span(0, len(text), SpanKind.QUOTE) for _ in range(5_000))
    assert len(markdown(Document(text=text, spans=spans))) < len(text) * 3


@pytest.mark.parametrize("title", ["\u0301" * 50_000, "-" * 50_000, "\ufdfa" * 50_000])
def test_a_slug_is_short_whatever_the_title(title: str) -> None:
    assert len(slug(title)) <= 80
