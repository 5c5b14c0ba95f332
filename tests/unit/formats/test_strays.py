"""What stands among a feed's entries and is none is none in a broken feed either."""

from __future__ import annotations

import time

import pytest

from newstui.formats import QUICK_LIMIT, entry_keys, parse_document
from newstui.formats.strays import without_strays

_SECONDS = 20.0
"""Many times what a slow machine needs, a small part of what work without proportion would."""
_OWN = 'xmlns:own="urn:own" xmlns:media="http://search.yahoo.com/mrss/"'
_INSIDE = "<item><guid>inside</guid><title>Inside</title><description>I</description></item>"
_AFTER = "<guid>1</guid><title>One</title><description>First</description>"
_STRAYS = {
    "an empty item": f"<item/>{_AFTER}",
    "an empty item with an end tag": f"<item> </item>{_AFTER}",
    "an empty item at the end": f"{_AFTER}<item />",
    "an item in a foreign element": f"<own:a><own:b>{_INSIDE}</own:b></own:a>{_AFTER}",
    "items in a foreign element": f"<own:a>{_INSIDE}{_INSIDE}<item/></own:a>{_AFTER}",
    "an item in an element of another default": f'<a xmlns="urn:own">{_INSIDE}</a>{_AFTER}',
    "a title in an element of another default": f'<t xmlns="urn:own"><title>N</title></t>{_AFTER}',
    "foreign elements in each other": f"<own:a><own:a>{_INSIDE}</own:a>{_INSIDE}</own:a>{_AFTER}",
    "one that is declared where it stands": f'<n:a xmlns:n="urn:n">{_INSIDE}</n:a>{_AFTER}',
    "one whose end is in capitals": f"<own:a>{_INSIDE}</own:a>{_AFTER}<own:c d='>'/>",
}
_FLAWS = {
    "an unbound prefix": ("<x:unbound/>", "</channel></rss>"),
    "an unbound prefix of an attribute": ("<copyright x:a='1'/>", "</channel></rss>"),
    "an end tag too many": ("</b>", "</channel></rss>"),
    "its last end tag cut": ("", "</channel>"),
    "its end cut": ("", ""),
}


def _feed(first: str, ending: str = "", tail: str = "</channel></rss>") -> bytes:
    items = f"<item>{first}</item><item><guid>2</guid><title>Two</title></item>"
    head = "<title>T</title><link>https://x.example/</link>"
    return f'<rss version="2.0" {_OWN}><channel>{head}{items}{ending}{tail}'.encode()


@pytest.mark.parametrize("flaw", sorted(_FLAWS))
@pytest.mark.parametrize("stray", sorted(_STRAYS))
def test_a_feed_that_breaks_brings_no_doubles_and_no_revisions(stray: str, flaw: str) -> None:
    whole = parse_document(_feed(_STRAYS[stray]), origin="x")
    broken = parse_document(_feed(_STRAYS[stray], *_FLAWS[flaw]), origin="x")
    assert [entry.title for entry in whole.entries] == ["One", "Two"]
    assert broken.entries == whole.entries
    assert entry_keys(broken.entries) == entry_keys(whole.entries)
    assert (broken.title, broken.site_url) == (whole.title, whole.site_url)


def test_a_prefix_that_is_no_longer_declared_hides_what_it_did() -> None:
    whole = _feed(_STRAYS["an item in a foreign element"])
    broken = parse_document(whole.replace(b'xmlns:own="urn:own"', b""), origin="x")
    assert broken.entries == parse_document(whole, origin="x").entries


def test_a_feed_cut_within_a_foreign_element_keeps_what_came_before() -> None:
    whole = _feed(f"{_AFTER}<own:a>{_INSIDE}{_INSIDE}</own:a>")
    cut = whole.rindex(b"<item>", 0, whole.index(b"</own:a>"))
    broken = parse_document(whole[:cut], origin="x")
    assert [entry.guid for entry in broken.entries] == ["1"]


@pytest.mark.parametrize(
    "feed",
    [
        _feed(_AFTER, "<own:never>", ""),
        _feed(f"<own:never>{_AFTER}", "</b>"),
        _feed(f"{_AFTER}<own:never>"),
        _feed(_AFTER).replace(b"<channel>", b"<channel><own:never>"),
        _feed(_AFTER, "</b>").replace(b"<rss ", b"<own:rss ").replace(b"</rss>", b"</own:rss>"),
        _feed(_AFTER, "</b>").replace(b"<rss ", b'<rss xmlns="urn:own" '),
    ],
    ids=["at the end", "in an entry", "last", "first", "as the root", "as all"],
)
def test_what_never_ends_takes_nothing_along(feed: bytes) -> None:
    titles = [entry.title for entry in parse_document(feed, origin="x").entries]
    assert titles == ["One", "Two"]


def test_what_is_meant_for_the_reader_stays() -> None:
    said = '<summary><own:a>b</own:a><item/></summary><media:a>c</media:a><!--<own:a>--><a b="c"/>'
    feed = _feed(f"{said}<title><![CDATA[<own:a></own:a>]]></title>")
    assert without_strays(feed) == feed


@pytest.mark.parametrize(
    "unit",
    [
        "<a>",
        "</a>",
        "<item>",
        "<item></item>",
        "<own:a>",
        "<own:a/>",
        "<a></b>",
        '<a xmlns:n="u">',
        '<a xmlns:n="u"/>',
        "<a xmlns:n=",
        "<own:a><item></own:a>",
        "<![CDATA[",
        "<!--",
        "</a",
        '<a "x',
    ],
)
def test_it_takes_time_in_proportion(unit: str) -> None:
    data = _feed("", "<item>") + unit.encode() * (QUICK_LIMIT // len(unit))
    started = time.process_time()
    without_strays(data)
    assert time.process_time() - started < _SECONDS
