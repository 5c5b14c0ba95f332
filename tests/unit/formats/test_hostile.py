"""Hostile feeds are read or refused, in linear time, and nothing of them acts."""

from __future__ import annotations

import json
import unicodedata

import pytest

from newstui.errors import FormatError
from newstui.formats import entry_keys, parse_document
from newstui.formats.prolog import ATTRIBUTE_LIMIT
from newstui.text.build import build_document

_ACTING = {"Cc", "Cf", "Cn", "Co", "Cs"}


def _rss(items: str, head: str = '<?xml version="1.0"?>') -> bytes:
    channel = f"<channel><title>T</title>{items}</channel>"
    return f'{head}<rss version="2.0">{channel}</rss>'.encode("utf-8", "surrogatepass")


def _item(title: str = "A", body: str = "B") -> str:
    return f"<item><title>{title}</title><guid>g</guid><description>{body}</description></item>"


_READ = {
    "blank prolog": _rss(_item(), '<?xml version="1.0"?>' + "\n" * 500_000),
    "comments before the root": _rss(_item(), "<!-- <a -->" * 20_000),
    "instructions before the root": _rss(_item(), "<?x y?>" * 20_000),
    "external document type": _rss(_item(), '<!DOCTYPE rss SYSTEM "file:///etc/passwd">'),
    "unknown entities": _rss(_item("A&lol;", "&a;" * 10_000)),
    "style of urls": _rss(_item(body='&lt;p style="' + "url(" * 50_000 + '"&gt;B')),
    "comments in a body": _rss(_item(body="B<![CDATA[" + "<!--" * 50_000 + "]]>")),
    "endless author beside broken markup": _rss(
        _item("A <b") + f"<item><guid>h</guid><author>]{'A' * 400_000}</author></item>"
    ),
    "nesting": _rss(_item() + "<a>" * 20_000 + "</a>" * 20_000),
    "nested body": _rss(_item(body="&lt;div&gt;" * 20_000 + "B")),
    "long title": _rss(_item("A" * 2_000_000)),
    "one open bracket": _rss(_item("A [", "B [[[ [/red]")),
    "cut in the middle": _rss(_item() + "<item><title>x" * 3)[:-40],
    "bare ampersands": _rss(_item("A & B && C")),
    "control characters": _rss(_item("A\x00\x1b\x07", "B\x01\ufffe")),
    "numbers too large": _rss(_item("A&#" + "9" * 5_000 + ";", "B&#x110000;&#xD800;")),
}


@pytest.mark.parametrize("name", sorted(_READ))
def test_a_hostile_feed_is_still_read(name: str) -> None:
    feed = parse_document(_READ[name], origin="x")
    entry = feed.entries[0]
    assert entry.title.startswith("A")
    assert len(entry.title) <= 1_000
    assert build_document(entry.body, entry.body_type).text.isprintable()


_BOMB = '[<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
_REFUSED = {
    "entity bomb": _rss(_item("&b;"), f"<!DOCTYPE r {_BOMB}"),
    "entity bomb behind a comment": _rss(_item("&b;"), f"<!-- <a --><!DOCTYPE r {_BOMB}"),
    "entity bomb behind a fake end": _rss(_item(), f"<?x <r> ?><!DOCTYPE r PUBLIC '>' {_BOMB}"),
    "external entity": _rss(_item("&f;"), '<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/passwd">]>'),
    "parameter entity": _rss(_item(), '<!DOCTYPE r [<!ENTITY % p SYSTEM "http://x.example">%p;]>'),
    "attributes": _rss("<item " + " ".join(f'a{n}="1"' for n in range(50_000)) + "/></x>"),
    "attributes with brackets": _rss(
        "<item " + " ".join(f'a{n}="><"' for n in range(50_000)) + "/></x>"
    ),
    "nested JSON": b'{"version":"https://jsonfeed.org/version/1","items":' + b"[" * 200_000,
}


@pytest.mark.parametrize("name", sorted(_REFUSED))
def test_a_feed_that_is_unsafe_to_read_is_refused(name: str) -> None:
    with pytest.raises(FormatError):
        parse_document(_REFUSED[name], origin="x")


@pytest.mark.parametrize(("count", "more"), [(ATTRIBUTE_LIMIT // 2, "</x>"), (50_000, "")])
def test_a_feed_with_many_attributes_is_read_where_that_is_quick(count: int, more: str) -> None:
    attributes = " ".join(f'a{number}="{"x" * 20}"' for number in range(count))
    feed = parse_document(_rss(f"<item {attributes}><title>A{more}</title></item>"), origin="x")
    assert feed.entries[0].title.startswith("A")


@pytest.mark.parametrize(
    "hostile",
    [
        "\x1b]52;c;cm0gLXJm\x07",
        "&#27;[2J",
        "&amp;#27;[2J",
        "\x9b31m",
        "\u202egnp.exe",
        "\u2066a\u2069",
        "\U000e0041",
        "[@click=app.quit]x[/]",
        "[/red]",
        "\ud800",
    ],
)
def test_nothing_a_feed_says_acts(hostile: str) -> None:
    body = f"&lt;p title='{hostile}'&gt;{hostile}&lt;/p&gt;"
    item = f"<item><title>{hostile}</title><author>{hostile}</author>"
    data = _rss(f"{item}<category>{hostile}</category><description>{body}</description></item>")
    feed = parse_document(data, origin="x")
    entry = feed.entries[0]
    document = build_document(entry.body, entry.body_type)
    for shown in (feed.title, entry.title, *entry.authors, *document.text.split("\n")):
        assert not {unicodedata.category(char) for char in shown} & _ACTING


def test_lone_surrogates_of_json_can_be_stored() -> None:
    data = json.dumps(
        {
            "version": "https://jsonfeed.org/version/1",
            "title": "a\ud800",
            "items": [
                {"id": "\udc00", "url": "https://x.example/\ud83d", "content_text": "\udfff"}
            ],
        }
    )
    feed = parse_document(data.encode(), origin="x")
    entry = feed.entries[0]
    for stored in (feed.title, entry.guid, entry.url, entry.body):
        assert stored.encode()


@pytest.mark.parametrize("number", ["9" * 6_000, "1e999", "-0", "NaN", "true"])
def test_ids_of_json_may_be_any_number(number: str) -> None:
    data = f'{{"version": "x", "items": [{{"id": {number}, "content_text": "x"}}]}}'
    feed = parse_document(data.encode(), origin="x")
    assert len(entry_keys(feed.entries)) == 1


@pytest.mark.parametrize("items", ["{}", "null", '"x"', "3"])
def test_json_with_other_items_is_no_feed(items: str) -> None:
    with pytest.raises(FormatError, match="not a JSON Feed"):
        parse_document(f'{{"items": {items}}}'.encode(), origin="x")


@pytest.mark.parametrize(
    "page",
    [
        "<article>" * 10_000 + "word " * 50,
        "<html>" + ("<article><h1>T</h1>" + "word " * 30 + "</article>") * 500,
        "<html>" + "<meta name=a content=b>" * 20_000 + "x",
        "<html><h2>" * 10_000 + "x",
        "<html><script type=application/ld+json>" + "[" * 100_000 + "</script>x",
        '<html><script type=application/ld+json>{"datePublished": 3, "author": 1}</script>x',
        "<html><main>" * 5_000 + "x",
        "<html><h1>Never closed<p>" + "word " * 100,
    ],
)
def test_a_hostile_page_is_read(page: str) -> None:
    feed = parse_document(page.encode(), origin="x", name="x.html")
    assert feed.entries[0].title


def test_the_reason_of_an_error_does_not_act() -> None:
    with pytest.raises(FormatError) as caught:
        parse_document("<?xml version='1.0'?><x\u202e\x1b[2J>".encode(), origin="x")
    assert caught.value.reason.isprintable()
