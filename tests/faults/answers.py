"""Answers of web servers as bytes, and feeds to put into them."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Final

from tests.faults.server import Document

if TYPE_CHECKING:
    from collections.abc import Iterable

RSS_TYPE: Final = "Content-Type: application/rss+xml; charset=utf-8"


def reply(body: bytes = b"", *headers: str, status: str = "200 OK") -> bytes:
    """Write a whole answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode("latin-1") + body


def head(*headers: str, status: str = "200 OK") -> bytes:
    """Write the head of an answer that does not say how long it is."""
    return "\r\n".join([f"HTTP/1.1 {status}", *headers, "", ""]).encode("latin-1")


def to(location: str, status: str = "302 Found") -> bytes:
    """Write a redirect."""
    return reply(b"moved", f"Location: {location}", status=status)


def document(body: bytes, etag: str, *headers: str) -> Document:
    """Write what is answered with 304 from the second time on."""
    validator = f"ETag: {etag}"
    return Document(
        whole=reply(body, validator, *headers),
        unchanged=head(validator, "Content-Length: 0", status="304 Not Modified"),
        condition=f"If-None-Match: {etag}".encode("latin-1"),
    )


def packed(body: bytes, etag: str) -> Document:
    """Write a feed as a good server does: compressed, with a validator."""
    return document(gzip.compress(body, mtime=0), etag, RSS_TYPE, "Content-Encoding: gzip")


def item(title: str, *extra: str, guid: str | None = None) -> str:
    """Write a story; "" for `guid` leaves it without one."""
    guid = f"http://news.example/{title}" if guid is None else guid
    identity = f"<guid>{guid}</guid>" if guid else ""
    return (
        f"<item>{identity}<title>{title}</title>{''.join(extra)}<description>"
        f"&lt;p&gt;{title} is closed, the council said.&lt;/p&gt;</description></item>"
    )


def feed(items: Iterable[str], *, title: str = "Bulletin", prolog: str = "") -> str:
    """Write a feed of stories."""
    channel = f"<channel><title>{title}</title>{''.join(items)}</channel>"
    return f'{prolog}<rss version="2.0">{channel}</rss>'


def rss(*titles: str) -> bytes:
    """Write a feed of stories with these titles."""
    return feed(map(item, titles)).encode()
