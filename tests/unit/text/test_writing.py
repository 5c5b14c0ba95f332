"""A document written out keeps what its spans say."""

from __future__ import annotations

from newstui.text.html import html_to_document
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
