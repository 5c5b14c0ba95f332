"""A feed with bare "&" and the like reads as it was meant, and as it reads when it is repaired."""

from __future__ import annotations

import time
from html.entities import name2codepoint

import pytest

from newstui.formats import QUICK_LIMIT, entry_keys, parse_document, quick_document
from newstui.formats.references import hide_references, mended
from newstui.text.build import build_document

_SECONDS = 20.0
"""Many times what a slow machine needs, a small part of what work without proportion would."""


def _rss(*items: str, ending: str = "", tail: str = "</channel></rss>") -> bytes:
    inside = "".join(f"<item>{item}</item>" for item in items)
    return f'<rss version="2.0"><channel><title>T</title>{inside}{ending}{tail}'.encode()


@pytest.mark.parametrize(
    ("item", "title", "url", "text"),
    [
        ("<title>AT&T and R&D now & then, Q&A</title>", "AT&T and R&D now & then, Q&A", "", ""),
        ("<description>The S&P; 500 &lt;b&gt;fell&lt;/b&gt;</description>", "", "",
         "The S&P; 500 fell"),
        ("<link>http://n.example/?a=1&b=2&copy=3&lt=4</link>", "",
         "http://n.example/?a=1&b=2&copy=3&lt=4", ""),
        ("<title>Caf&eacute;&nbsp;&hellip;</title>", "Café …", "", ""),
        ("<title>1 < 2 &lt; 3 <3</title>", "1 < 2 < 3 <3", "", ""),
        ("<title>A&unheard;of & B &#38; C</title>", "A&unheard;of & B & C", "", ""),
        ("<title>A & B</title><!-- & < --><summary><![CDATA[a & &amp; <i>c</i> <]]></summary>",
         "A & B", "", "a & & c <"),
        ("<title>&</title><description>&&amp;&</description>", "&", "", "&&&"),
        ("<title>A & B &#8217;</title>", "A & B ’", "", ""),
    ],
)  # fmt: skip
def test_what_is_no_reference_is_text(item: str, title: str, url: str, text: str) -> None:
    data = _rss(item)
    entry = parse_document(data, origin="x").entries[0]
    assert (entry.title, entry.url) == (title, url)
    assert build_document(entry.body, entry.body_type).text == text
    quick = quick_document(data, origin="x")
    assert quick is not None
    assert quick.entries == (entry,)


_ITEMS = [
    '<title>A &amp;amp; &lt;b&gt;x&lt;/b&gt;</title><guid isPermaLink="false">'
    f"http://n.example/?post_type=news{reference}p=0</guid>"
    for reference in ("&amp;", "&#038;", "&#x26;", "-")
] + [
    "<title>B</title><link>http://n.example/?a=1&amp;b=2</link>",
    "<title>C</title><link><![CDATA[http://n.example/?a=1&amp;b=2&c=3]]></link>",
    "<title>D</title><guid><![CDATA[http://n.example/?a=1&b=2]]></guid>",
    "<guid>e</guid><description>&lt;img src='x' alt='A &amp;quot;B&amp;quot;'&gt;</description>",
    "<guid>f</guid><description>&amp; &lt;i&gt;&amp;lt;b&amp;gt;&amp;#39;&lt;/i&gt;</description>",
    "<guid>g</guid><description><![CDATA[<img alt='&quot;B'> &amp;<br />&lt;]]></description>",
    "<guid>h</guid><description>&amp;lt; <b title='&quot;&lt;'>&amp; &lt;</b> &gt; D</description>",
    "<guid>i</guid><title>&apos;&quot;&#8217;&#60;</title><category>R&amp;D</category>",
    "<guid>j</guid><description>Two\r\nlines</description>",
]  # fmt: skip


@pytest.mark.parametrize(
    ("ending", "tail"),
    [
        ("<copyright>A & B</copyright>", "</channel></rss>"),
        ("&nbsp;", "</channel></rss>"),
        ("<x:unbound/>", "</channel></rss>"),
        ("</b>", "</channel></rss>"),
        ("", ""),
        ("<item><title>Cut & o", ""),
    ],
    ids=["bare", "named", "unbound", "mismatched", "without an end", "cut"],
)
def test_a_feed_that_breaks_brings_nothing_new(ending: str, tail: str) -> None:
    whole = parse_document(_rss(*_ITEMS), origin="x")
    broken = parse_document(_rss(*_ITEMS, ending=ending, tail=tail), origin="x")
    count = len(_ITEMS)
    for before, after in zip(whole.entries, broken.entries[:count], strict=True):
        assert after == before
    assert entry_keys(broken.entries[:count]) == entry_keys(whole.entries)


@pytest.mark.parametrize("ending", ["", "<entry><id>2"], ids=["mended", "broken beyond"])
def test_markup_among_text_keeps_its_references(ending: str) -> None:
    entry = (
        '<entry><id>1</id><title>A & B</title><link href="http://n.example/?a=1&amp;b=2"/>'
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">AT&amp;T &lt;tag&gt; '
        '<a href="http://n.example/?c=3&amp;d=&quot;">"link"</a> <i>&amp;lt;</i></div></content>'
        "</entry>"
    )
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>{entry}'
    whole = parse_document(f"{feed.replace('A &', 'A &amp;')}</feed>".encode(), origin="x")
    again = parse_document(f"{feed}{ending}{'' if ending else '</feed>'}".encode(), origin="x")
    assert again.entries[0].title == "A & B"
    assert again.entries[0] == whole.entries[0]
    document = build_document(again.entries[0].body, again.entries[0].body_type)
    assert document.text == 'AT&T <tag> "link" &lt;'


def test_every_name_of_html_is_known() -> None:
    names = [name for name in name2codepoint if name not in {"amp", "lt", "gt", "quot"}]
    marked = "".join(f"[&{name};]" for name in names).encode()
    assert mended(marked).decode() == "".join(f"[{chr(name2codepoint[name])}]" for name in names)


def test_what_is_well_formed_stays() -> None:
    markup = b"<a b='&#38;&quot;'>&amp;&lt;&gt;&apos;&#8217;&#x2019;<!-- & < --><![CDATA[& <]]></a>"
    assert mended(markup) == markup


@pytest.mark.parametrize(
    "unit",
    [
        "&",
        "<",
        "< ",
        "&a",
        "&#1",
        "&#x",
        "<![CDATA[",
        "<!--",
        "<a '",
        '<a "x',
        "<a b=",
        "]]>",
        "&lt;",
    ],
)
def test_mending_and_hiding_take_time_in_proportion(unit: str) -> None:
    data = unit.encode() * (QUICK_LIMIT // len(unit))
    started = time.process_time()
    hide_references(mended(data))
    assert time.process_time() - started < _SECONDS
