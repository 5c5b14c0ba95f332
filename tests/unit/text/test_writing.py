"""A document written out keeps what its spans say."""

from __future__ import annotations

import pytest

from newstui.text.html import html_to_document
from newstui.text.htmlwriting import html_of
from newstui.text.markdown import markdown_to_document
from newstui.text.writing import markdown, plain

BODY = """<h2>Plan</h2><p>See the <a href="https://dam.example/plan">plan</a> and the
<a href="https://map.example/">map</a>, or the <a href="https://dam.example/plan">plan</a> again.
<a href="javascript:run()">Never</a>.</p><ul><li>stone</li><li>sand</li></ul><ol><li>first</li></ol>
<blockquote><p>It held.</p><p>For now.</p></blockquote>"""


def test_plain_text_numbers_links_and_marks_items_and_quotes() -> None:
    shown = plain(html_to_document(BODY))
    assert "See the plan [1] and the map [2], or the plan [1] again. Never." in shown
    assert "• stone\n\n• sand" in shown
    assert "1. first" in shown
    assert "> It held." in shown
    assert "> For now." in shown
    assert shown.endswith("\n\n[1] https://dam.example/plan\n[2] https://map.example/")


def test_plain_text_without_links_is_the_text() -> None:
    assert plain(html_to_document("<p>It [held] `well`.</p>")) == "It [held] `well`."


def test_markdown_shows_the_host_of_a_link_in_punycode() -> None:
    document = html_to_document('<p><a href="http://\u0430pple.example/a">fruit</a></p>')
    assert markdown(document) == "[fruit](<http://xn--pple-43d.example/a>)"


def test_footnotes_of_markdown_are_numbered_and_listed_below_a_line() -> None:
    document = markdown_to_document("Signed[^a], he said[^b].\n\n[^b]: Twice.\n[^a]: In May.")
    assert plain(document) == "Signed¹, he said².\n\n---\n\n1. In May.\n\n2. Twice."


def test_markdown_keeps_the_language_of_a_listing() -> None:
    document = markdown_to_document("```python\nx = 1\n```")
    assert markdown(document) == "```python\nx = 1\n```"


def test_a_heading_of_markdown_is_one_line() -> None:
    document = html_to_document("<h2>Rain<br>and <i>wind</i></h2><p>They<br>came.</p>")
    assert markdown(document) == "## Rain and wind\n\nThey\\\ncame."


@pytest.mark.parametrize(
    ("body", "written"),
    [
        ("<p># 1 of 2*3*4 and _x_ or a_b, *y*</p>", r"\# 1 of 2\*3\*4 and \_x\_ or a_b, \*y\*"),
        ("<p>1. Rain<br>- 2 * 3<br>#tag</p>", "1\\. Rain\\\n\\- 2 * 3\\\n#tag"),
        ("<p>&gt; a<br>---<br>=<br>1.5<br>-3</p>", "\\> a\\\n\\---\\\n\\=\\\n1.5\\\n-3"),
        ("<p>AT&amp;T is &amp;amp; ~~not~~</p>", r"AT&T is \&amp; \~~not\~~"),
        ("<ul><li>- [x] <b>3.</b> a</li></ul>", r"- \- \[x] 3. a"),
        ("<pre>a[0] &lt; `b`\n# c</pre>", "```\na[0] < `b`\n# c\n```"),
        ("<pre>```\na\n```</pre>", "````\n```\na\n```\n````"),
    ],
)
def test_nothing_of_a_text_acts_as_markdown(body: str, written: str) -> None:
    document = html_to_document(body)
    assert markdown(document) == written
    assert markdown_to_document(written).text == document.text


TABLE = """<table><tr><th>Town<th>Rain<tr><td>Alda<td>a|b
<tr><td><a href="https://quill.example/">Quill </a><td>3</table>"""
LISTS = "<ul><li>stone<ul><li>granite<ol><li>first</li></ol></li></ul></li><li>sand</li></ul>"
FIGURE = '<figure><img src="https://a.example/a.jpg" alt="A <boat"><figcaption>Wall</figure>'


def test_markdown_draws_tables_as_its_own() -> None:
    assert markdown(html_to_document(TABLE)).split("\n") == [
        "| Town | Rain |",
        "| --- | --- |",
        r"| Alda | a\|b |",
        "| [Quill ](<https://quill.example/>)| 3 |",
    ]


def test_markdown_indents_a_list_within_a_list() -> None:
    written = markdown(html_to_document(LISTS + "<p>Rain.</p>"))
    assert written == "- stone\n\n    - granite\n\n        1. first\n\n- sand\n\nRain."
    assert markdown_to_document(written) == html_to_document(LISTS + "<p>Rain.</p>")
    assert markdown(html_to_document("<ul><ul><li>alone</li></ul></ul>")) == "- alone"


def test_plain_text_indents_a_list_within_a_list_and_what_goes_on_in_an_item() -> None:
    assert plain(html_to_document(LISTS)).split("\n\n") == [
        "• stone",
        "  • granite",
        "    1. first",
        "• sand",
    ]
    document = html_to_document("<ol><li>first<br>line<p>More<ul><li>deep<br>line</ul></ol>")
    assert plain(document) == "1. first\n   line\n\n   More\n\n  • deep\n    line"
    assert markdown(document) == "1. first\\\n   line\n\n     More\n\n    - deep\\\n      line"
    assert markdown_to_document(markdown(document)) == document
    assert html_of(document).split("\n")[0] == '<p class="item">1. first<br>   line</p>'


def test_what_is_to_be_seen_in_a_picture_is_written_beside_its_caption() -> None:
    document = html_to_document(FIGURE)
    assert markdown(document) == r"Wall (shows: A \<boat)"
    assert html_of(document) == '<p class="picture">[Wall (shows: A &lt;boat)]</p>'


def test_html_draws_tables_as_its_own() -> None:
    assert html_of(html_to_document(TABLE)).split("\n") == [
        "<table>",
        "<tr><th>Town</th><th>Rain</th></tr>",
        "<tr><td>Alda</td><td>a|b</td></tr>",
        '<tr><td><a href="https://quill.example/" rel="noreferrer">Quill </a></td><td>3</td></tr>',
        "</table>",
    ]
    empty = html_to_document("<table><tr><td>a<td>b<tr><td><td>c</table>")
    assert "<tr><td></td><td>c</td></tr>" in html_of(empty)
