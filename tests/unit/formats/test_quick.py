"""The quick way and feedparser read the same of a feed; the unusual is left to feedparser."""

from __future__ import annotations

from pathlib import Path

import pytest

from newstui.formats import entry_keys, parse_document, quick_document
from newstui.formats.elements import UnusualError
from newstui.formats.prolog import harmless_xml
from newstui.formats.quick import read_quickly

_DATA = Path(__file__).parents[2] / "data"
_SIMPLE = "simple"
_RSS_090 = f"http://my.netscape.com/rdf/{_SIMPLE}/0.9/"
_CHAPTERS = f"http://podlove.org/{_SIMPLE}-chapters"
_SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:slash="http://purl.org/rss/1.0/modules/slash/" xmlns:a="http://www.w3.org/2005/Atom" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:own="urn:own"'
)


def _rss(item: str, extra: str = "") -> str:
    head = f"<title> The  Feed </title><link>https://x.example/</link>{extra}"
    return f'<rss version="2.0" {_SPACES}><channel>{head}<item>{item}</item></channel></rss>'


def _atom(entry: str, extra: str = "") -> str:
    head = f'<title type="html">T &amp;amp; U</title><id>urn:x</id>{extra}'
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{head}<entry>{entry}</entry></feed>'


def _rdf(item: str, about: str = "") -> str:
    spaces = (
        'xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )
    channel = "<channel><title>R</title><link>https://x.example/</link><items/></channel>"
    return f"<rdf:RDF {spaces}>{channel}<item {about}>{item}</item></rdf:RDF>"


_COMMON = [
    _rss("<title>A &lt;b&gt;B&lt;/b&gt; &amp;amp; C</title><link>https://x.example/1</link>"),
    _rss("<guid>https://x.example/2</guid><pubDate>Tue, 3 Nov 2026 08:15:00 GMT</pubDate>"),
    _rss("<title>A</title><guid>plain id</guid><description> &lt;p&gt;x </description>"),
    _rss('<guid isPermaLink="false">i</guid>'
         "<content:encoded><![CDATA[<p>y</p>]]></content:encoded>"),
    _rss("<title>A</title><description>d</description><content:encoded> </content:encoded>"),
    _rss("<content:encoded> </content:encoded><content:encoded>B</content:encoded>"),
    _rss("<content:encoded>first</content:encoded><description>d</description>"),
    _rss("<author>a@x.example (Ana Ruiz)</author><title>Ünï – “q”</title>"),
    _rss("<dc:creator>Ivo Lenz (Post)</dc:creator><dc:date>2026-11-03T08:15:00+02:00</dc:date>"),
    _rss("<dc:creator>Ana Ruiz</dc:creator><dc:creator>Ivo Lenz</dc:creator><author>x</author>"),
    _rss("<title>A</title><slash:comments>3</slash:comments><category>c</category>"
         '<enclosure url="https://x.example/s.mp3" type="audio/mpeg" length="1"/>'
         '<media:thumbnail url="https://x.example/p.png"/><comments>https://x.example/c</comments>'),
    _rss("<title>A</title><link>relative/path</link>",
         '<language>de</language><a:link rel="self" href="https://x.example/feed"/>'
         "<image><title>Other</title><link>https://else.example/</link></image>"),
    _rss("<title>A<!-- hidden --> B</title><pubDate>Mon, 01 Jan 1601 00:00:00 GMT</pubDate>"),
    _rss("<title>A</title><link/><guid>https://x.example/3</guid>"),
    _rss("<guid>https://x.example/4</guid><link>https://x.example/5</link>"),
    _rss('<title>A</title><a:link rel="alternate" href="https://x.example/6"/>'),
    _rss("<pubDate>yesterday</pubDate>"),
    _rss("<pubDate>Di, 3 März 2026 08:15 MEZ</pubDate>"),
    _rss("<pubDate>Tue, 33 Nov 2026 08:15:00 GMT</pubDate>"),
    _rss("<media:group><media:title>B</media:title><media:description>C</media:description>"
         "</media:group>"),
    _rss("<media:title>B</media:title><title>A</title><media:description>C</media:description>"
         "<description>D</description>"),
    _rss("<title>A</title><itunes:author>Ana</itunes:author><itunes:summary>S</itunes:summary>"),
    _rss("<title>A</title><dc:title>B</dc:title>"),
    _rss("<title>A</title><own:conflict><item><title>Inside</title></item></own:conflict>"),
    _rss("<title>A</title><item/>"),
    _rss("<title>A</title><own:x>b</own:x>", "<own:x><own:y/></own:x>"),
    _rss('<title xml:lang="fr">A</title><description xml:lang="pt_BR">B</description>'),
    _rss('<link>a</link><description xml:base="https://y.example/">A</description>'),
    _rss("<title>A</title><dc:language>nl</dc:language><description>B</description>"),
    _rss("<title>naÃ¯ve</title>"),
    _rss("<title>A&#x93;B \x93</title>"),
    _rss('<title>A</title><source url="https://y.example/feed">Y</source>'),
    _rss('<content:encoded xmlns:content="urn:wrong">B</content:encoded>'),
    _rss("<title>A</title>").replace("<item>", '<item xml:base="https://y.example/b/">'
                                               "<link>c</link>"),
    _atom('<title>1 &lt; 2</title><id>urn:1</id><link href="/1"/>'
          "<updated>2026-11-03T08:15:00Z</updated>"),
    _atom('<title type="html">&lt;i&gt;x&lt;/i&gt;</title><id>https://x.example/3</id>'
          '<content type="html">&lt;p&gt;y&lt;/p&gt;</content><summary>s</summary>'),
    _atom("<id>tag:x</id><author><name>Ana</name><email>a@x.example</email></author>"
          "<author><name>Ivo</name></author><published>2026-11-03T08:15:00.250-05:00</published>"),
    _atom('<id>1</id><summary type="text">One &lt;b&gt;</summary>',
          '<author><name>May</name></author><link href="https://x.example/"/><subtitle>s</subtitle>'),
    _atom("<id>1</id>", '<creator xmlns="http://purl.org/dc/elements/1.1/">Ana</creator>'),
    _atom('<id>t3</id><link rel="alternate" type="application/pdf" href="/a"/>'),
    _atom('<id>https://x.example/7</id><link rel="alternate" type="application/pdf" href="/a"/>'),
    _atom("<id>/relative</id><author><uri>https://x.example/</uri></author>"),
    _atom("<id>1</id><source><id>2</id><title>Other</title><author><name>Ana</name></author>"
          '<link href="https://y.example/"/></source>'),
    _atom("<id>1</id>").replace("<entry>", '<entry xml:base="sub/"><link href="c"/>'),
    _atom("<id>1</id>").replace("2005/Atom", "purl").replace(
        "http://www.w3.org/purl", "http://purl.org/atom/ns#"),
    _rdf("<title>A</title><link>https://x.example/1</link><dc:date>2026-11-03</dc:date>",
         'rdf:about="urn:1"'),
    _rdf("<title>A</title>").replace("<item", "<image/><textinput/><item", 1),
    _rdf("<title>A</title><description>B</description><dc:creator>Ana</dc:creator>"),
    ('<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    f'xmlns="{_RSS_090}"><channel><title>R</title></channel>'
    "<item><title>A</title></item></rdf:RDF>"),
    _rss(f'<title>A</title><link>https://x.example/1</link><p:chapters xmlns:p="{_CHAPTERS}">'
         '<p:chapter start="0" title="B" href="https://x.example/b"/></p:chapters>'),
]  # fmt: skip

_ESCAPED_TWICE = _rss("<link>https://x.example/?a=1&amp;amp;b&amp;c;=2;</link>")


@pytest.mark.parametrize("markup", [*_COMMON, _ESCAPED_TWICE])
def test_common_feeds_read_the_same_both_ways(markup: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_quickly(harmless_xml(markup, origin="x"))
    for base_url in ("https://x.example/dir/feed", ""):
        quick = parse_document(markup.encode(), origin="x", base_url=base_url)
        with monkeypatch.context() as patched:
            patched.setattr("newstui.formats.syndication.read_quickly", _refuse)
            slow = parse_document(markup.encode(), origin="x", base_url=base_url)
        assert quick == slow
        assert quick_document(markup.encode(), origin="x", base_url=base_url) == quick


@pytest.mark.parametrize(
    "path",
    sorted([*_DATA.glob("rss/*.xml"), *_DATA.glob("atom/*.xml")]),
    ids=lambda path: path.name,
)
def test_documents_read_the_same_both_ways(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quick = parse_document(path.read_bytes(), origin="x")
    monkeypatch.setattr("newstui.formats.syndication.read_quickly", _refuse)
    slow = parse_document(path.read_bytes(), origin="x")
    assert slow == quick
    assert entry_keys(slow.entries) == entry_keys(quick.entries)


_XHTML = "http://www.w3.org/1999/xhtml"
_INLINE = [
    _atom(f'<id>1</id><content type="xhtml"><div xmlns="{_XHTML}"><p>A <b>B</b></p></div>'
          "</content>"),
    _atom(f"<id>1</id><content type='text/html' mode='xml'><p class='a'  xmlns='{_XHTML}'>B</p>"
          "</content>").replace("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#"),
    _atom(f'<id>1</id><content type="html"><![CDATA[<p xmlns="{_XHTML}">]] B</p>]]></content>'),
]  # fmt: skip


@pytest.mark.parametrize("flaw", ["&nbsp;", "A & B", "</x>", "<x:x/>"])
@pytest.mark.parametrize("markup", [*_COMMON, _ESCAPED_TWICE, *_INLINE])
def test_a_feed_that_breaks_keeps_its_stories(markup: str, flaw: str) -> None:
    whole = parse_document(markup.encode(), origin="x", base_url="https://x.example/")
    for end in ("</channel>", "</feed>"):
        markup = markup.replace(end, flaw + end)
    broken = parse_document(markup.encode(), origin="x", base_url="https://x.example/")
    assert broken.entries[0] == whole.entries[0]
    assert entry_keys(broken.entries)[0] == entry_keys(whole.entries)[0]


@pytest.mark.parametrize(
    "markup",
    [
        _rss("<title>not well formed"),
        _rss("<title>A <b>B</b></title>"),
        _rss("<title>A</title><title>B</title>"),
        _rss("<dc:title>B</dc:title><title>A</title>"),
        _rss('<title>A</title><source url="https://y.example/">Y</source><dc:title>B</dc:title>'),
        _rss("<title>A</title><item><title>B</title></item>"),
        _rss("<description>A</description><dc:description>B</dc:description>"),
        _rss("<pubDate>2026-11-03</pubDate><a:published>2026-11-04</a:published>"),
        _rss("<title>A</title><unknown/>"),
        _rss("<title>A</title>", "<unknown/>"),
        _rss("<title>A</title>").replace("</channel>", "</channel><item/>"),
        _rss("<title>A</title>").replace("<rss ", '<rss xmlns="urn:own" '),
        _rss("<title>A</title>").replace("<item>", '<item href="https://x.example/">'),
        _rss('<title>A</title><link rel="other">https://x.example/</link>'),
        _rdf("<title>A</title>").replace("<item", "<unknown/><item", 1),
        _rdf("<title>A</title>").replace("</rdf", "<channel><title>B</title></channel></rdf"),
        _atom('<link href="/a">https://x.example/</link>'),
        _atom('<title type="xhtml">A</title>'),
        _atom('<content src="https://x.example/"/>'),
        _atom('<content type="image/png">aGk=</content>'),
        _atom('<link href="/a"/><link href="/b"/>'),
        '<other xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>',
        "<rss><channel>" + "<a>" * 300 + "</a>" * 300 + "</channel></rss>",
    ],
)
def test_the_unusual_is_left_to_feedparser(markup: str) -> None:
    with pytest.raises(UnusualError):
        read_quickly(harmless_xml(markup, origin="x"))
    assert quick_document(markup.encode(), origin="x") is None


def _refuse(_: bytes) -> None:
    raise UnusualError
