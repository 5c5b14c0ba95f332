"""The quick way and feedparser read the same of a feed; the unusual is left to feedparser."""

from __future__ import annotations

from pathlib import Path

import pytest

from newstui.formats import parse_document
from newstui.formats.elements import UnusualError
from newstui.formats.prolog import harmless_xml
from newstui.formats.quick import read_quickly

_DATA = Path(__file__).parents[2] / "data"
_SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:slash="http://purl.org/rss/1.0/modules/slash/" xmlns:a="http://www.w3.org/2005/Atom"'
)


def _rss(item: str, extra: str = "") -> str:
    head = f"<title> The  Feed </title><link>https://x.example/</link>{extra}"
    return f'<rss version="2.0" {_SPACES}><channel>{head}<item>{item}</item></channel></rss>'


def _atom(entry: str, extra: str = "") -> str:
    head = f'<title type="html">T &amp;amp; U</title><id>urn:x</id>{extra}'
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{head}<entry>{entry}</entry></feed>'


_COMMON = [
    _rss("<title>A &lt;b&gt;B&lt;/b&gt; &amp;amp; C</title><link>https://x.example/1</link>"),
    _rss("<guid>https://x.example/2</guid><pubDate>Tue, 3 Nov 2026 08:15:00 GMT</pubDate>"),
    _rss("<title>A</title><guid>plain id</guid><description> &lt;p&gt;x </description>"),
    _rss('<guid isPermaLink="false">i</guid>'
         "<content:encoded><![CDATA[<p>y</p>]]></content:encoded>"),
    _rss("<title>A</title><description>d</description><content:encoded> </content:encoded>"),
    _rss("<author>a@x.example (Ana Ruiz)</author><title>Ünï – “q”</title>"),
    _rss("<dc:creator>Ivo Lenz (Post)</dc:creator><dc:date>2026-11-03T08:15:00+02:00</dc:date>"),
    _rss("<title>A</title><slash:comments>3</slash:comments><category>c</category>"
         '<enclosure url="https://x.example/s.mp3" type="audio/mpeg" length="1"/>'
         '<media:thumbnail url="https://x.example/p.png"/><comments>https://x.example/c</comments>'),
    _rss("<title>A</title><link>relative/path</link>",
         '<language>de</language><a:link rel="self" href="https://x.example/feed"/>'
         "<image><title>Other</title><link>https://else.example/</link></image>"),
    _rss("<title>A<!-- hidden --> B</title><pubDate>Mon, 01 Jan 1601 00:00:00 GMT</pubDate>"),
    _atom('<title>1 &lt; 2</title><id>urn:1</id><link href="/1"/>'
          "<updated>2026-11-03T08:15:00Z</updated>"),
    _atom('<title type="html">&lt;i&gt;x&lt;/i&gt;</title><id>https://x.example/3</id>'
          '<content type="html">&lt;p&gt;y&lt;/p&gt;</content><summary>s</summary>'),
    _atom("<id>tag:x</id><author><name>Ana</name><email>a@x.example</email></author>"
          "<author><name>Ivo</name></author><published>2026-11-03T08:15:00.250-05:00</published>"),
    _atom('<id>1</id><summary type="text">One &lt;b&gt;</summary>',
          '<author><name>May</name></author><link href="https://x.example/"/><subtitle>s</subtitle>'),
]  # fmt: skip


@pytest.mark.parametrize("markup", _COMMON)
def test_common_feeds_read_the_same_both_ways(markup: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_quickly(harmless_xml(markup, origin="x"))
    quick = parse_document(markup.encode(), origin="x", base_url="https://x.example/feed")
    monkeypatch.setattr("newstui.formats.syndication.read_quickly", _refuse)
    slow = parse_document(markup.encode(), origin="x", base_url="https://x.example/feed")
    assert quick == slow


@pytest.mark.parametrize(
    "path",
    sorted([*_DATA.glob("rss/*.xml"), *_DATA.glob("atom/*.xml")]),
    ids=lambda path: path.name,
)
def test_documents_read_the_same_both_ways(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quick = parse_document(path.read_bytes(), origin="x")
    monkeypatch.setattr("newstui.formats.syndication.read_quickly", _refuse)
    assert parse_document(path.read_bytes(), origin="x") == quick


@pytest.mark.parametrize(
    "markup",
    [
        _rss("<title>not well formed"),
        _rss("<title>A &nbsp; B</title>"),
        _rss("<title>A <b>B</b></title>"),
        _rss("<title>A</title><title>B</title>"),
        _rss("<title>A</title><link/>"),
        _rss('<title>A</title><link href="https://x.example/"/>'),
        _rss("<title>A</title><link>https://x.example/?a=1&amp;amp;b</link>"),
        _rss("<pubDate>yesterday</pubDate>"),
        _rss("<pubDate>Tue, 3 Nov 2026 08:15:00 CET</pubDate>"),
        _rss("<pubDate>Tue, 33 Nov 2026 08:15:00 GMT</pubDate>"),
        _rss("<media:group><media:title>B</media:title></media:group>"),
        _rss("<title>A</title><unknown/>"),
        _rss("<title>A</title>", "<unknown/>"),
        _rss('<title xml:lang="fr">A</title>'),
        _rss('<description xml:base="https://y.example/">A</description>'),
        _rss("<title>naÃ¯ve</title>"),
        _rss("<title>A&#x93;B</title>"),
        _rss("<title>A</title>").replace("</channel>", "</channel><item/>"),
        _atom('<title type="xhtml">A</title>'),
        _atom('<content src="https://x.example/"/>'),
        _atom('<link rel="alternate" type="application/pdf" href="/a"/>'),
        _atom('<link href="/a"/><link href="/b"/>'),
        _atom("<author><uri>https://x.example/</uri></author>"),
        _atom("<source/>"),
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>',
        "<rss><channel>" + "<a>" * 300 + "</a>" * 300 + "</channel></rss>",
    ],
)
def test_the_unusual_is_left_to_feedparser(markup: str) -> None:
    with pytest.raises(UnusualError):
        read_quickly(harmless_xml(markup, origin="x"))


def _refuse(_: bytes) -> None:
    raise UnusualError
