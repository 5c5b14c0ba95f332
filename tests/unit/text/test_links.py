"""Only harmless addresses may be opened, and look-alike hosts cannot hide."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

import pytest

from newstui.text.links import (
    LENGTH_LIMIT,
    absolute,
    address_key,
    openable,
    shown_address,
    shown_host,
)


@pytest.mark.parametrize(
    "url",
    ["https://news.example/a", "http://news.example:8080/a?b=c#d", "HTTPS://NEWS.EXAMPLE/"],
)
def test_web_addresses_may_be_opened(url: str) -> None:
    assert openable(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "--flag",
        "news.example/a",
        "/etc/passwd",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://news.example/",
        "https://",
        "https:///path",
        "https://user@news.example/",
        "https://user:secret@news.example/",
        "https://news.example/a b",
        "https://news.example/\x1b[2J",
        "https://news.example/\u202ex",
        "https://[broken/",
        "https://news.example/" + "x" * LENGTH_LIMIT,
    ],
)
def test_anything_else_may_not_be_opened(url: str) -> None:
    assert not openable(url)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://news.example/ä", "https://news.example/ä"),
        ("https://нews.example/", "https://xn--ews-ned.example/"),
        ("https://a\x1bb.example/", "https://ab.example/"),
    ],
)
def test_a_host_is_shown_in_punycode(url: str, shown: str) -> None:
    assert shown_address(url) == shown
    assert shown_host(url) == urlsplit(shown).netloc


@pytest.mark.parametrize("url", ["https://[x/\x1b", "https://" + "ü" * 70 + ".example/"])
def test_an_impossible_host_is_shown_without_acting(url: str) -> None:
    assert shown_address(url).isascii()
    assert "\x1b" not in shown_address(url)


@pytest.mark.parametrize(
    ("url", "base_url", "whole"),
    [
        ("b", "https://news.example/a/", "https://news.example/a/b"),
        ("/b", "https://news.example/a/", "https://news.example/b"),
        ("https://else.example/", "https://news.example/", "https://else.example/"),
        (" b ", "", "b"),
        ("https://[bad", "https://news.example/", "https://[bad"),
    ],
)
def test_links_are_resolved_against_their_document(url: str, base_url: str, whole: str) -> None:
    assert absolute(url, base_url) == whole


_FEED: Final = "https://news.example/feed"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://news.example/~ann?q=a.b", "https://news.example/%7Eann?q=a%2Eb"),
        ("https://news.example/%c3%a4", "https://news.example/ä"),
        ("https://bücher.example/", "https://xn--bcher-kva.example"),
        ("https://ann:pw@news.example/", "https://ann:other@news.example/"),
        ("https://%61nn@news.example/", "https://ann:pw@news.example/"),
        ("https://news.example/a/b/..", "https://news.example/a/"),
    ],
)
def test_addresses_that_are_written_differently_have_one_key(one: str, other: str) -> None:
    assert address_key(one) == address_key(other)


@pytest.mark.parametrize(
    ("url", "is_same"),
    [
        ("http://news.example/feed", True),
        ("https://news.example/feed/", True),
        ("HTTPS://News.Example:443/feed", True),
        ("http://news.example:80/feed#top", True),
        ("https://news.example/./feed", True),
        ("https://news.example/a/../feed", True),
        ("https://news.example/../%66eed", True),
        ("https://news.example/%2e/feed", True),
        ("https://news.example/fe%2Fed", False),
        ("https://news.example/feed%20", False),
        ("http://news.example:443/feed", False),
        ("https://www.news.example/feed", False),
        ("https://news.example.org/feed", False),
        ("https://news.example/Feed", False),
        ("https://news.example/feed?page=1", False),
        ("https://ann@news.example/feed", False),
        ("https://news.example:8443/feed", False),
        ("ftp://news.example/feed", False),
        ("https://[bad", False),
    ],
)
def test_addresses_of_one_feed_have_one_key(url: str, *, is_same: bool) -> None:
    assert (address_key(url) == address_key(_FEED)) is is_same
