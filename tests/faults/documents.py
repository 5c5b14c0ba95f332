"""Faults of what arrives whole: not a feed, a broken one, or one with odd entries."""

from __future__ import annotations

from typing import Final

from tests.faults.answers import feed, item, reply, rss
from tests.faults.fault import FEED, TITLES, Fault, answering

_PAGE: Final = "is a web page, not a feed"
_TEXT: Final = "is plain text, not a feed"
_ENTITIES: Final = "declares entities of its own, which are not read"
_RSS: Final = 'rel="alternate" type="application/rss+xml"'
_CAFE: Final = feed(map(item, (*TITLES, "Café Königs")))
_HEALTHY: Final = tuple(map(item, TITLES))


def kept(name: str, body: bytes, *headers: str, new: tuple[str, ...] = ()) -> Fault:
    """Publish what is still a feed, perhaps with more stories."""
    return Fault(name=name, spoil=answering(reply(body, *headers)), brings=body, new=new)


def refused(name: str, body: bytes, refusal: str, *headers: str) -> Fault:
    """Publish what is no feed."""
    return Fault(name=name, spoil=answering(reply(body, *headers)), brings=body, refusal=refusal)


def page(head: str, body: str) -> bytes:
    """Write a web page."""
    return f"<!doctype html><html><head><title>Pier</title>{head}</head>{body}</html>".encode()


def bomb() -> bytes:
    """Write a feed of entities that grow tenfold nine times (a billion laughs)."""
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    prolog = f'<!DOCTYPE rss [<!ENTITY e0 "laughing">{entities}]>'
    return feed([*_HEALTHY, item("Tower", "<author>&e9;</author>")], prolog=prolog).encode()


PAGES: Final = (
    refused(
        "login page", page("", "<form action=/in>Password <input type=password></form>"), _PAGE
    ),
    refused(
        "login page called a feed",
        page("", "<form>Password</form>"),
        _PAGE,
        "Content-Type: application/rss+xml",
    ),
    refused("page with a feed", page(f'<link {_RSS} href="http://news.example/rss">', ""), _PAGE),
    refused(
        "page with several feeds",
        page(f"<link {_RSS} href=/a><link {_RSS} href='../b'>", ""),
        _PAGE,
    ),
    refused(
        "page with a feed in its body", page("", f"<body><link {_RSS} href=rss></body>"), _PAGE
    ),
    refused("page that is XML", b'<?xml version="1.0"?>' + page("", "<p>Moved</p>"), _PAGE),
    refused("plain text", b"try again later", _TEXT, "Content-Type: text/xml"),
    refused("nothing", b"", "is empty"),
    refused("blanks", b" \r\n\t ", "is empty"),
    refused("picture", b"\x89PNG\r\n" + bytes(50), "looks like a PNG image, not news"),
    refused(
        "JSON of something else",
        b'{"error": "gone"}',
        "is JSON, but not a JSON Feed",
        "Content-Type: application/json",
    ),
)
TYPES: Final = (
    kept("feed called HTML", FEED, "Content-Type: text/html"),
    kept("feed called a picture", FEED, "Content-Type: image/png"),
    kept("feed of no type", FEED),
    kept("type that acts", FEED, "Content-Type: text/\x1b[2J; charset=\x07"),
    kept("long type", FEED, "Content-Type: text/xml; x=" + "x" * 10_000),
    *(
        kept(f"charset {name}", body, f"Content-Type: text/xml{charset}", new=("Café Königs",))
        for name, body, charset in (
            ("wrongly latin-1", _CAFE.encode(), "; charset=iso-8859-1"),
            ("wrongly utf-8", _CAFE.encode("latin-1"), "; charset=utf-8"),
            ("unknown", _CAFE.encode(), "; charset=x-nowhere"),
            ("missing", _CAFE.encode(), ""),
            ("missing, cp1252", _CAFE.encode("cp1252"), ""),
            ("missing, utf-16", _CAFE.encode("utf-16"), ""),
        )
    ),
)
BROKEN: Final = (
    kept("XML cut in a tag", FEED[:40]),
    kept("XML cut in its first story", FEED[:120]),
    kept("XML cut in its second story", FEED[:-60]),
    kept("XML without its end", FEED[:-16]),
    refused("entity bomb", bomb(), _ENTITIES),
    refused(
        "external entity",
        feed(
            [*_HEALTHY, item("&x;")],
            prolog='<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        ).encode(),
        _ENTITIES,
    ),
    kept("feed without stories", rss()),
    kept("shorter feed", rss("Quay")),
)
ENTRIES: Final = (
    kept(
        "ids that stand twice",
        feed([*_HEALTHY, item("Weir", guid="x"), item("Dam", guid="x")]).encode(),
        new=("Weir", "Dam"),
    ),
    kept(
        "missing ids",
        feed([*_HEALTHY, item("Weir", guid=""), item("Dam", guid="")]).encode(),
        new=("Weir", "Dam"),
    ),
    kept("ids that change scheme", FEED.replace(b"http://news", b"https://news")),
    kept(
        "dates to come",
        feed(
            [*_HEALTHY, item("Weir", "<pubDate>Fri, 31 Dec 2199 23:59:59 GMT</pubDate>")]
        ).encode(),
        new=("Weir",),
    ),
    kept(
        "dates that are none",
        feed([*_HEALTHY, item("Weir", "<pubDate>the day after</pubDate>")]).encode(),
        new=("Weir",),
    ),
    kept(
        "dates beyond the calendar",
        feed(
            [*_HEALTHY, item("Weir", "<pubDate>Fri, 31 Dec 99999 23:59:59 GMT</pubDate>")]
        ).encode(),
        new=("Weir",),
    ),
)
DOCUMENTS: Final = (*PAGES, *TYPES, *BROKEN, *ENTRIES)
