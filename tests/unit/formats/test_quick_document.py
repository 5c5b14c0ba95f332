"""What is read without a sandbox is read in little time, or left to it."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from newstui.errors import FormatError
from newstui.formats import QUICK_LIMIT, parse_document, quick_document

_DATA = Path(__file__).parents[2] / "data"
_SECONDS = 4.0
"""Many times what a slow machine needs, a small part of what work without proportion would."""
_MEDIA = 'xmlns:media="http://search.yahoo.com/mrss/" xmlns:own="urn:own"'


def _rss(inside: str, head: str = '<?xml version="1.0"?>') -> bytes:
    channel = f"<channel><title>T</title>{inside}</channel>"
    return f'{head}<rss version="2.0" {_MEDIA}>{channel}</rss>'.encode()


def _item(inside: str) -> bytes:
    return _rss(f"<item>{inside}</item>")


def _full(unit: str, taken: int = 400) -> str:
    """Repeat a text until a document of it is as long as one may be."""
    return unit * ((QUICK_LIMIT - taken) // len(unit.encode()))


def _attributes(count: int, pattern: str = "a{0}=''") -> str:
    return " ".join(pattern.format(number) for number in range(count))


def _numbered(pattern: str, count: int) -> str:
    return "".join(pattern.format(number) for number in range(count))


_HOSTILE = {
    "attributes": _rss(f"<item {_attributes(100_000)}><title>A</title></item>"),
    "attributes of a module": _rss("<item " + _attributes(70_000, "own:a{0}=''") + "/>"),
    "attributes of a guid": _item(f"<guid {_attributes(90_000)}/>"),
    "attributes of a picture": _item(f"<media:content {_attributes(90_000)}/>"),
    "namespaces": _rss("<item " + _attributes(50_000, "xmlns:n{0}='u'") + "/>"),
    "namespaces of their own": _rss(_numbered('<n{0}:a xmlns:n{0}="u{0}"/>', 16_000)),
    "nesting": _rss("<a>" * 200_000),
    "nesting that ends": _rss("<a>" * 100_000 + "</a>" * 100_000),
    "nesting of what is passed over": _rss("<own:a>" * 20_000 + "</own:a>" * 20_000),
    "nested groups": _item("<media:group>" * 9_000 + "</media:group>" * 9_000),
    "newlines": _rss("<item/>", '<?xml version="1.0"?>' + _full("\n")),
    "comments": (_full("<!-- -->") + "<rss/>").encode(),
    "unterminated comments": _full("<!--").encode(),
    "instructions": _full("<?x ?>").encode(),
    "unterminated instructions": _full("<?x ").encode(),
    "document types": _full("<!doctype x>").encode(),
    "open quotes": _full('<!doctype "').encode(),
    "entity bomb": _rss(
        "<item><title>&b;</title></item>",
        '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>',
    ),
    "unknown entities": _rss(_full("&a;")),
    "references": _rss(f"<item><description>{_full('&#8217;')}</description></item>"),
    "bare references": _rss(_full("&")),
    "as many bare references as are mended": _rss("&" * 49_000 + "<a" * 1_000),
    "as many names as are mended": _rss(f"<item><title>{'&nbsp;' * 49_000}</title></item>"),
    "bare references in an open section": _rss("<![CDATA[" + "&" * 49_000 + "<![CDATA[" * 30_000),
    "bare tags": _rss("& " + "< " * 39_000),
    "text": _rss(f"<item><title>{_full('a')}</title></item>"),
    "spaces": _rss(f"<item><title>a{_full(' ')}b</title></item>"),
    "marks": _rss(f"<item><title>a{_full(chr(0x301))}</title></item>"),
    "markup in titles": _rss(f"<item><title>{'&lt;b&gt;' * 2_000}</title></item>" * 19),
    "references in titles": _rss(f"<item><title>{'&amp;lt;' * 2_400}</title></item>" * 45),
    "open section": _rss(f"<item><title><![CDATA[{_full(']]')}"),
    "entries": _rss("<item/>" * 100_000),
    "as many entries as are read": _rss(
        "<item><title>é</title><link>b</link><pubDate>3 mars 2026 à 08h15</pubDate></item>" * 2_900
    ),
    "topics": _rss(f"<item>{'<category>é</category>' * 19_000}</item>"),
    "keywords": _rss(f"<item><media:keywords>{_full('a,')}</media:keywords></item>"),
    "people": _item(_numbered("<media:credit role='{0}'>é{0}</media:credit>", 18_000)),
    "pictures": _item(_numbered("<media:thumbnail url='{0}'/>", 30_000)),
    "addresses": _rss(f"<item><author>{'a@b ((' * 33}</author></item>" * 2_500),
    "spaced addresses": _rss(f"<item><author>x{' ' * 90}a@b{' ' * 90}x</author></item>" * 2_500),
    "links": _rss(f"<item><link>{_full('&amp;a;')}</link></item>"),
    "dates": _rss(f"<item><pubDate>{'3 ' * 45}mars</pubDate></item>" * 2_900),
    "damaged text": _rss("<item/>") + b"\xe9a" * 500_000,
    "JSON lists": b'{"version":"x","items":' + b"[" * 200_000,
    "JSON objects": b'{"version":"x","items":' + b'{"a":' * 200_000,
    "JSON that ends": b'{"items":' + b"[" * 200_000 + b"]" * 200_000 + b"}",
    "JSON items": b'{"items":[' + b"{}," * 300_000 + b"{}]}",
    "JSON text": json.dumps({"items": [{"content_text": _full("a")}]}).encode(),
    "JSON number": b'{"items":[{"id":' + b"9" * 1_000_000 + b"}]}",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(_HOSTILE))
def test_a_hostile_document_takes_little_time(name: str) -> None:
    data = _HOSTILE[name][:QUICK_LIMIT]
    started = time.process_time()
    found = quick_document(data, origin="x", base_url="https://x.example/")
    assert time.process_time() - started < _SECONDS
    if found:
        assert all(len(entry.title) <= 1_000 for entry in found.entries)


@pytest.mark.parametrize(
    "path",
    sorted(path for path in _DATA.glob("*/*") if path.name != "expected.json"),
    ids=lambda path: path.name,
)
def test_it_gives_what_the_sandbox_gives_or_nothing(path: Path) -> None:
    data = path.read_bytes()
    found = quick_document(data, origin="x", base_url="https://x.example/f")
    if found:
        assert found == parse_document(data, origin="x", base_url="https://x.example/f")


@pytest.mark.parametrize("name", ["rss/two-items.xml", "jsonfeed/version-1.1.json"])
def test_common_feeds_are_read(name: str) -> None:
    assert quick_document((_DATA / name).read_bytes(), origin="x")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        b"<html><p>Words",
        b"# Words",
        b"Words",
        b"<opml/>",
        b'{"items": 3}',
        _rss("<item><title>A</title></item>") + b" " * QUICK_LIMIT,
        _rss("<item><title>A</title>"),
    ],
)
def test_all_else_is_left_to_the_sandbox(data: bytes) -> None:
    assert quick_document(data, origin="x") is None


def test_the_sandbox_says_why_a_hostile_feed_is_refused() -> None:
    with pytest.raises(FormatError, match="entities"):
        parse_document(_HOSTILE["entity bomb"], origin="x")
