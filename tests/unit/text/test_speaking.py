"""A document to be heard says in words what the screen shows by place and sign."""

from __future__ import annotations

import pytest

from newstui.text.html import html_to_document
from newstui.text.speaking import spoken


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<h2>Plan</h2><p>Rain.</p>", ["Heading: Plan", "Rain."]),
        (
            "<ul><li>stone<ul><li>granite</li></ul></li></ul><ol><li>first</li></ol>",
            ["Item: stone", "Item within: granite", "1. first"],
        ),
        (
            "<blockquote><p>It held.</p><p>For now.</p></blockquote><p>Rain.</p>",
            ["Quote: It held.", "For now. End of quote.", "Rain."],
        ),
        ("<blockquote><p>It held.</p></blockquote>", ["Quote: It held. End of quote."]),
        (
            "<blockquote><p>Outer.</p><blockquote><p>Inner.</p></blockquote></blockquote>",
            ["Quote: Outer.", "Inner. End of quote."],
        ),
        ("<pre>x = 1\n\ty</pre>", ["Code:\nx = 1\n    y\nEnd of code."]),
        (
            "<table><tr><th>Town<th>Rain<tr><td>Alda<td>12<tr><td>Quill<td></table>",
            ["Table of 2 rows:\nTown: Alda; Rain: 12.\nTown: Quill.\nEnd of table."],
        ),
        (
            "<table><tr><td>Alda<td>12<td>x<tr><td>Quill<td>3</table>",
            ["Table of 2 rows:\nAlda; 12; x.\nQuill; 3.\nEnd of table."],
        ),
        (
            '<figure><img src="/a.jpg" alt="A boat"><figcaption>The wall.</figcaption></figure>',
            ["Picture: The wall.\nIt shows: A boat"],
        ),
        (
            """<p><a href="https://a.example/">One</a>, <a href="https://b.example/">two</a> and
            <a href="https://a.example/">one</a>.</p><hr><p><a href="javascript:x()">No</a></p>""",
            ["One (link 1), two (link 2) and one (link 1).", "No"],
        ),
    ],
)
def test_what_a_block_is_and_where_it_ends_is_said(body: str, told: list[str]) -> None:
    assert spoken(html_to_document(body)) == told
