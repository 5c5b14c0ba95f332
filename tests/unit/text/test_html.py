"""HTML becomes the blocks a reader would read, with spans that fit, in linear time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newstui.model.text import SpanKind
from newstui.text.clean import clean_block
from newstui.text.html import html_to_document

if TYPE_CHECKING:
    from newstui.model.text import Document

_BASE = "https://news.example/a/"


def _spans(document: Document, kind: SpanKind) -> list[tuple[str, str]]:
    """The text under every span of a kind, and its value."""
    return [
        (document.text[span.start : span.end], span.value)
        for span in document.spans
        if span.kind is kind
    ]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("", ""),
        ("plain", "plain"),
        ("<p>one<p>two", "one\n\ntwo"),
        ("<div>one</div>two<div><div>three</div></div>", "one\n\ntwo\n\nthree"),
        ("<p>a<br>b</p>", "a\nb"),
        ("<p>a <br/> b</p>", "a\nb"),
        ("<p>a<br></br>b</p>", "a\nb"),
        ("a<br><br>b", "a\n\nb"),
        ("  much \n\t space  <b> here </b> ", "much space here"),
        ("no&nbsp;break &nbsp; run", "no\xa0break run"),
        ("x</p>y", "x\n\ny"),
        ("<pre>\n  a\n\n  b\tc</pre>", "  a\n \n  b    c"),
        ("2 < 3 & 4 > 1 &lt;b&gt; &copy;&#8364;", "2 < 3 & 4 > 1 <b> ©€"),
        ("&#27;[31m&#x9b;x&#0;", "[31m›x�"),
        ("<q>so</q> it <q>goes</q>", "“so” it “goes”"),
        ("<dl><dt>Term<dd>Meaning</dl>", "Term\n\nMeaning"),
        ("<ruby>漢<rp>(</rp><rt>kan</rt></ruby>", "漢"),
        ("<o:p>Word</o:p> <custom-tag>says</custom-tag> so", "Word says so"),
        ("<![CDATA[kept <b>too</b>]]>", "kept too"),
        ("<p>before<!-- a <p> in a comment -->after", "beforeafter"),
        ("<a href='x>y'>link</a>", "link"),
        ("<li id=fn1>A note. <a href='#fnref1'>↩︎</a></li>", "A note."),
        (
            "10<sup>6</sup> m<sup>-2</sup> on the 1<sup>st</sup>, said<sup> 3 </sup>",
            "10⁶ m⁻² on the 1st, said ³",
        ),
        ("<table><tr><td><td>1<tr><td>2<td></table>", "| 1\n2 |"),
    ],
)
def test_blocks_are_what_a_reader_would_read(markup: str, text: str) -> None:
    assert html_to_document(markup).text == text


@pytest.mark.parametrize(
    "markup",
    [
        "<script>gone()</script>",
        "<script>if (a < b) { '</p>' }</script>",
        "<SCRIPT>gone</SCRIPT >",
        "<style>gone{}</style>",
        "<noscript><p>gone</p></noscript>",
        "<template><p>gone</template>",
        "<nav><ul><li>gone</ul></nav>",
        "<svg><text>gone</text></svg>",
        "<form><button>gone</button><select><option>gone</select><textarea>gone</textarea></form>",
        "<label>gone</label><input value=gone>",
        "<iframe>gone</iframe><object>gone</object><video>gone</video>",
        "<div hidden>gone<div>gone</div></div>",
        '<span aria-hidden="true">gone</span>',
        '<p style="color:red; display: none">gone</p>',
        "<img src=p width=1 height=1 alt=gone>",
        "<img src=p>",
        "<!-- gone --><?gone?><!gone>",
        "<title>gone</title>",
    ],
)
def test_what_is_no_text_is_left_out(markup: str) -> None:
    assert html_to_document(f"<p>kept</p>{markup}<p>too</p>").text == "kept\n\ntoo"


@pytest.mark.parametrize(
    ("markup", "kind", "spans"),
    [
        ("<h3>Big <b>day</b></h3>text", SpanKind.HEADING, [("Big day", "3")]),
        ("a <em>b </em>c", SpanKind.EMPHASIS, [("b ", "")]),
        ("<i><em>b</em></i>", SpanKind.EMPHASIS, [("b", "")]),
        ("a <strong>b<br>c</strong>", SpanKind.STRONG, [("b\nc", "")]),
        ("<b><p>x</p><p>y</p></b>", SpanKind.STRONG, [("x", ""), ("y", "")]),
        ("<p>a <b>b<p>c", SpanKind.STRONG, [("b", "")]),
        ("<a href='b?c&amp;d'>l</a>", SpanKind.LINK, [("l", "https://news.example/a/b?c&d")]),
        ("<a href='/1'>one<a href='/2'>two</a>", SpanKind.LINK, [
            ("one", "https://news.example/1"), ("two", "https://news.example/2")]),
        ("<a href='javascript:x()'>l</a><a href='data:,x'>m</a>", SpanKind.LINK, []),
        ("<a href=' java\nscript:x()'>l</a><a name=n>m</a>", SpanKind.LINK, []),
        ("<a href='/1'></a><a href='/2'> </a>", SpanKind.LINK, []),
        ("<blockquote><p>a<p>b</blockquote>c", SpanKind.QUOTE, [("a\n\nb", "")]),
        ("<ul><li>a<li>b<ul><li>c</ul><li><p>d<p>e</ul>", SpanKind.ITEM, [
            ("a", "•"), ("b", "•"), ("c", "  •"), ("d", "•"), ("e", " ")]),
        ("<ol start=9><li>a<li>b</ol>", SpanKind.ITEM, [("a", "9."), ("b", "10.")]),
        ("<ol start=-9999999999><li>a</ol>", SpanKind.ITEM, [("a", "1.")]),
        ("use <code>x = 1</code>", SpanKind.CODE, [("x = 1", "")]),
        ("<pre>x\ny</pre>z", SpanKind.PREFORMATTED, [("x\ny", "")]),
        ("<table><caption>C</caption><tr><th>A<th>B<tr><td>1<td></table>", SpanKind.TABLE, [
            ("A | B\n1 |", "head")]),
        ("<table><tr><th>A<td>1<tr><th>B<td>2</table>", SpanKind.TABLE, [("A | 1\nB | 2", "")]),
        ("<p>a</p><hr><p>b</p>", SpanKind.RULE, [("b", "")]),
        ("<hr><p>nothing above</p>", SpanKind.RULE, []),
        ("a<hr><hr>", SpanKind.RULE, []),
        ("<pre><code class='hljs language-python'>x</code></pre><pre>y</pre>",
            SpanKind.PREFORMATTED, [("x", "python"), ("y", "")]),
        ("<div class='highlight-source-rust'><pre>x</pre></div>", SpanKind.PREFORMATTED, [
            ("x", "rust")]),
        ("<pre class='language-a;b'>x</pre>", SpanKind.PREFORMATTED, [("x", "a")]),
        ("<code class=language-c>in a line</code><pre>x</pre>", SpanKind.PREFORMATTED, [("x", "")]),
        ("<figure><img src=/c alt='A cat'><figcaption>Cap</figcaption></figure>",
            SpanKind.DESCRIPTION, [("Cap", "A cat")]),
        ("<figure><img src=/c alt='A cat'></figure>", SpanKind.DESCRIPTION, []),
        ("so<sup><a href='#fn12'>[12]</a></sup>.", SpanKind.NOTE, [("¹²", "12")]),
        ("so<a href='https://news.example/a/#note-a'>a</a>", SpanKind.NOTE, [("[a]", "a")]),
        ("so <a href='#fn2'>the second part of it</a>", SpanKind.NOTE, []),
        ("<a href='#chapter'>2</a> <a href='https://else.example/#fn1'>1</a>", SpanKind.NOTE, []),
        ("<table><tr><td><p>layout</td><td>x</td></tr><tr><td>y</table>", SpanKind.TABLE, []),
        ("a <img src=c.png alt='A cat'> b", SpanKind.IMAGE, [
            ("A cat", "https://news.example/a/c.png")]),
        ("<figure><img src=/c alt=A><figcaption>Cap</figcaption></figure>", SpanKind.IMAGE, [
            ("Cap", "https://news.example/c")]),
        ("<figure><figcaption>Cap</figcaption><img src=/c></figure>", SpanKind.IMAGE, [
            ("Cap", "https://news.example/c")]),
        ("<figure><img src=/c alt=A><img src=/d alt=B></figure>", SpanKind.IMAGE, [
            ("A", "https://news.example/c"), ("B", "https://news.example/d")]),
        ("<img src='data:image/png;base64,AA' alt=A>", SpanKind.IMAGE, [("A", "")]),
    ],
)  # fmt: skip
def test_spans_say_what_stretches_of_text_are(
    markup: str, kind: SpanKind, spans: list[tuple[str, str]]
) -> None:
    assert _spans(html_to_document(markup, base_url=_BASE), kind) == spans


def test_a_smiley_stays_in_its_line_and_a_picture_follows_its_block() -> None:
    markup = "so <img class=emoji alt=🙂> far <img src=x alt='A hill'> away"
    assert html_to_document(markup).text == "so 🙂 far away\n\nA hill"


def test_a_caption_stands_once() -> None:
    markup = "<figure><img alt='The weir'><figcaption>The weir</figcaption></figure>"
    assert html_to_document(markup).text == "The weir"


def test_furniture_leaves_the_edges_and_spans_move_along() -> None:
    document = html_to_document("<p>Share this</p><p>A <b>dam</b> burst.</p><p>Subscribe now</p>")
    assert document.text == "A dam burst."
    assert document.furniture == ("Share this", "Subscribe now")
    assert _spans(document, SpanKind.STRONG) == [("dam", "")]


def test_furniture_inside_a_story_stays() -> None:
    text = html_to_document("<p>One.</p><p>Share this</p><p>Two.</p>").text
    assert text == "One.\n\nShare this\n\nTwo."


def test_marks_cut_across_elements_keep_later_spans_in_place() -> None:
    marks = "\u0301" * 3
    document = html_to_document(f"a{marks}<i>{marks}b</i> and <b>c</b>")
    assert document.text == f"a{marks}\u0301b and c"
    assert _spans(document, SpanKind.STRONG) == [("c", "")]


_HOSTILE = {
    "nested blocks": "<div>" * 30_000 + "x",
    "nested quotes": "<blockquote>" * 20_000 + "x",
    "nested lists": "<ul><li>" * 10_000 + "x",
    "nested tables": "x" + "<table><tr><td>a<td>b<tr>" * 6_000,
    "unclosed inline, then blocks": "<b>" * 10_000 + "<p>x" * 10_000,
    "ends without starts": "<i>" * 20_000 + "x" + "</b>" * 20_000 + "</div>" * 20_000,
    "unclosed comments": "x" + "<!--" * 30_000,
    "closed comments": "<!-- x -->" * 20_000 + "x",
    "attributes": "<a " + " ".join(f"a{n}=1" for n in range(30_000)) + ">x</a>",
    "quotes in a tag": "x<a href='" + '"' * 500_000,
    "less-than signs": "<" * 300_000 + " x",
    "open tags": "x" + "<a" * 200_000,
    "references": "&a" * 300_000 + "x",
    "numeric references": "&#" + "9" * 500_000 + ";x" + "&#99999999999;" * 1_000,
    "scripts": "x" + "<script>" * 20_000,
    "line breaks": "x" + "<br>" * 30_000,
    "blank lines": "<pre>x" + "\n" * 500_000,
    "spaces": "x" + " \xa0" * 200_000,
    "marks": "x" + "<b>\u0301" * 20_000,
    "pictures": "x" + "<img alt=y>" * 20_000,
    "figures": "<figure><img alt=y><figcaption>" * 8_000 + "x",
    "furniture": "<p>share this" * 20_000 + "<p>x",
    "a long page": "<p>word word x</p>\n" * 15_000,
}


@pytest.mark.parametrize("name", sorted(_HOSTILE))
def test_hostile_markup_is_read_to_its_end_and_its_spans_fit(name: str) -> None:
    document = html_to_document(_HOSTILE[name])
    assert "x" in document.text
    assert clean_block(document.text) == document.text
    assert all(0 <= span.start < span.end <= len(document.text) for span in document.spans)
    starts = [(span.start, -span.end) for span in document.spans]
    assert starts == sorted(starts)


def test_a_huge_text_is_cut() -> None:
    assert len(html_to_document("<p>" + "word " * 600_000).text) <= 2_000_000
