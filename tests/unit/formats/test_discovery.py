"""The feeds of a page are found where pages name them, the main one first."""

from __future__ import annotations

from typing import Final

import pytest

from newstui.formats.discovery import FOUND_LIMIT, USUAL_LIMIT, find_feeds, usual_addresses
from newstui.formats.sites import known_sites

PAGE: Final = "https://blog.example/2026/story.html"
RSS, ATOM = 'type="application/rss+xml"', 'type="application/atom+xml"'


def found(page: str, base_url: str = PAGE) -> list[str]:
    return [feed.address for feed in find_feeds(page.encode(), base_url=base_url)]


@pytest.mark.parametrize(
    ("page", "addresses"),
    [
        ("", []),
        (f'<link rel="alternate" {RSS} href="/feed">', ["https://blog.example/feed"]),
        (
            f"<LINK REL='Home Alternate' {RSS.upper()} HREF=feed>",
            ["https://blog.example/2026/feed"],
        ),
        (
            '<link rel=alternate type="application/atom+xml; charset=utf-8" href="?f">',
            [f"{PAGE}?f"],
        ),
        ('<link rel=alternate type="application/feed+json" href="/f">', ["https://blog.example/f"]),
        (
            '<link rel=alternate type="application/json" href="/feed.json">',
            ["https://blog.example/feed.json"],
        ),
        ('<link rel=alternate type="application/json" href="/wp-json/posts/1">', []),
        ('<link rel="feed" href="/x">', ["https://blog.example/x"]),
        (f'<link rel="stylesheet alternate" {RSS} href="/feed">', []),
        (f'<link rel="service.post" {ATOM} href="/post">', []),
        ('<link rel="alternate" hreflang="de" href="/de/feed-me">', []),
        (
            f'<link rel=alternate {RSS} href="/feed"><base href="https://else.example/x/">',
            ["https://else.example/feed"],
        ),
        (
            f'<link rel=alternate {RSS} href="//else.example/feed#top">',
            ["https://else.example/feed"],
        ),
        (f'<link rel=alternate {RSS} href="/my feed.xml">', ["https://blog.example/my%20feed.xml"]),
        (
            f'<link rel=alternate {RSS} href="/?a=1&amp;b=2&copy=3">',
            ["https://blog.example/?a=1&b=2&copy=3"],
        ),
        ('<a href="/feed/">x</a>', ["https://blog.example/feed/"]),
        (
            '<a href="/a.rss">x</a><a href="/b.atom">x</a>',
            ["https://blog.example/a.rss", "https://blog.example/b.atom"],
        ),
        ('<a href="/?feed=rss2">x</a>', ["https://blog.example/?feed=rss2"]),
        ('<a href="/news.php"><img src=x> <b>RSS</b> feed</a>', ["https://blog.example/news.php"]),
        ('<a href="/sitemap.xml">x</a><a href="/grass">Grass</a><a href="/feedback">x</a>', []),
        (f'<!-- <link rel=alternate {RSS} href="/feed"> -->', []),
        (f"<script>'<link rel=alternate {RSS} href=/feed>'</script>", []),
    ],
)
def test_feeds_are_found_where_pages_name_them(page: str, addresses: list[str]) -> None:
    assert found(page) == addresses


def test_the_main_feed_comes_first_and_comments_last() -> None:
    page = f"""<link rel=alternate {RSS} title="Blog &raquo; Comments" href="/comments/feed">
        <link rel=alternate {RSS} title="Blog" href="/feed"><link rel=alternate {ATOM} href="/atom">
        <a href="https://else.example/rss">RSS</a><a href="/news.rss">News</a>
        <a href="http://blog.example/feed/">again</a>"""
    feeds = find_feeds(page.encode(), base_url=PAGE)
    assert [(feed.address, feed.link_title, feed.kind) for feed in feeds] == [
        ("https://blog.example/feed", "Blog", "rss"),
        ("https://blog.example/atom", "", "atom"),
        ("https://blog.example/news.rss", "News", "rss"),
        ("https://else.example/rss", "RSS", "rss"),
        ("https://blog.example/comments/feed", "Blog » Comments", "rss"),
    ]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:feed",
        "file:///feed",
        "ftp://a.example/feed",
        "https://ann:pw@a.example/feed",
        "https://[bad/feed",
        "/\x1bfeed",
        "/" + "x" * 5_000,
    ],
)
def test_only_addresses_fit_to_be_asked_are_found(address: str) -> None:
    assert found(f'<link rel=alternate {RSS} href="{address}"><a href="{address}">RSS</a>') == []


def test_the_password_of_a_page_is_in_no_address() -> None:
    page = f'<link rel=alternate {RSS} href="/feed">'
    assert found(page, "https://ann:pw@blog.example/") == ["https://blog.example/feed"]


def test_titles_are_clean() -> None:
    page = f'<link rel=alternate {RSS} title="A\x1b[2J&#27;\u202e" href="/feed">'
    assert find_feeds(page.encode(), base_url=PAGE)[0].link_title == "A[2J"


@pytest.mark.parametrize(
    "page",
    [
        "<a href=/feed>" * 150_000,
        "<a " * 500_000,
        f'<link rel=alternate {RSS} href="/' + "a" * 3_000_000,
        '<a href="' + "feed/" * 400_000 + '">x</a>',
        "<a href=x>" + "rss " * 500_000,
        "<!--" * 500_000,
        "".join(f"<a href=/{n}.rss>x</a>" for n in range(50_000)),
    ],
)
def test_a_hostile_page_is_read_in_linear_time(page: str) -> None:
    front = f'<link rel=alternate {RSS} href="/main"><p>'
    addresses = found(front + page)
    assert addresses[0] == "https://blog.example/main"
    assert len(addresses) <= FOUND_LIMIT


def test_usual_addresses_begin_where_the_page_is() -> None:
    root, below = usual_addresses("https://a:b@x.example?q"), usual_addresses(PAGE)
    assert root[0] == "https://x.example/feed"
    assert {"https://x.example/rss.xml", "https://x.example/feed.json"} <= set(root)
    assert below[0] == "https://blog.example/2026/feed"
    assert "https://blog.example/feed" in below
    assert len(root) == len(below) == USUAL_LIMIT
    assert usual_addresses("https://[bad") == usual_addresses("/etc/passwd") == ()


@pytest.mark.parametrize(
    ("url", "address"),
    [
        (
            "https://m.youtube.com/channel/UC0123456789abcdefghij-_/videos",
            "https://www.youtube.com/feeds/videos.xml?channel_id=UC0123456789abcdefghij-_",
        ),
        (
            "https://www.youtube.com/playlist?list=PL0123456789ab",
            "https://www.youtube.com/feeds/videos.xml?playlist_id=PL0123456789ab",
        ),
        ("https://www.youtube.com/user/ann", "https://www.youtube.com/feeds/videos.xml?user=ann"),
        ("https://www.youtube.com/@ann", ""),
        ("https://www.youtube.com/channel/UC&x=y", ""),
        ("https://github.com/ann/tool", "https://github.com/ann/tool/releases.atom"),
        ("https://github.com/ann/tool/releases", "https://github.com/ann/tool/releases.atom"),
        ("https://github.com/ann/tool/tags", "https://github.com/ann/tool/tags.atom"),
        (
            "https://github.com/ann/tool/commits/v1/x",
            "https://github.com/ann/tool/commits/v1/x.atom",
        ),
        ("https://github.com/ann", ""),
        ("https://github.com/settings/profile", ""),
        ("https://old.reddit.com/r/news/top/", "https://www.reddit.com/r/news/.rss"),
        ("https://www.reddit.com/u/ann", "https://www.reddit.com/user/ann/.rss"),
        ("https://www.reddit.com/", ""),
        ("https://social.example/@ann", "https://social.example/@ann.rss"),
        ("https://social.example/@ann/12345", "https://social.example/@ann.rss"),
        ("https://social.example/@ann@else.example", ""),
        ("https://medium.com/@ann", ""),
        ("https://blog.example/", ""),
        ("ftp://github.com/ann/tool", ""),
        ("https://[bad", ""),
    ],
)
def test_known_sites_tell_their_feeds_by_address_alone(url: str, address: str) -> None:
    assert [feed.address for feed in known_sites(url)] == ([address] if address else [])
