"""Faults of HTTP: statuses, headers, lengths, codings, validators."""

from __future__ import annotations

import gzip
import zlib
from typing import TYPE_CHECKING, Final

from tests.faults.answers import head, reply, to
from tests.faults.fault import FEED, Fault, answering, edition
from tests.faults.talk import cut, flood

if TYPE_CHECKING:
    from tests.faults.fault import Check
    from tests.faults.server import Reply, Site

_NOT_HTTP: Final = "did not answer as a web server does"
_BROKEN_OFF: Final = "closed the connection before the end"
_TOO_MUCH: Final = "sent far too many headers"
_CUT: Final = "was cut off before its end"
_BADLY_PACKED: Final = "is packed wrongly"
_NOT_ASKED_FOR: Final = "is packed in a way newstui did not ask for"
_PACKED: Final = gzip.compress(FEED, mtime=0)
_DATE: Final = "Retry-After: Fri, 31 Dec 2100 23:59:59 GMT"
_WHENEVER: Final = "Retry-After: soon"
_TAG: Final = 'W/"\xe9, \\odd'
"""A validator as no specification has it."""


def status(line: str, reason: str, *headers: str, holds_back: bool = False) -> Fault:
    """Answer with a status and a body that nobody needs."""
    return Fault(
        name=f"status {line}",
        spoil=answering(reply(b"sorry" * 50_000, *headers, status=line)),
        reason=reason,
        holds_back=holds_back,
    )


def bad(name: str, answer: Reply, reason: str) -> Fault:
    """Answer with what is no document."""
    return Fault(name=name, spoil=answering(answer), reason=reason)


def odd(name: str, answer: Reply, brings: bytes = FEED) -> Fault:
    """Answer with a document in an unusual way."""
    return Fault(name=name, spoil=answering(answer), brings=brings)


def coded(coding: str, body: bytes, *headers: str) -> bytes:
    """Answer with a body that is coded, or said to be."""
    return reply(body, f"Content-Encoding: {coding}", *headers)


def chunked(data: bytes) -> Reply:
    """Answer in chunks, as they come."""
    return cut(head("Transfer-Encoding: chunked") + data)


def bomb(coding: str) -> Reply:
    """Answer with zeros for ever, packed a thousandfold."""
    packer = zlib.compressobj(wbits=31 if coding == "gzip" else 15)
    start = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    wave = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return flood(head(f"Content-Encoding: {coding}") + start, wave)


def sends_no_cookie(site: Site) -> None:
    """No request carries what a server wanted remembered."""
    assert site.asked
    for _, headers in site.asked:
        assert not {"cookie", "referer"} & set(headers)


def sends_back(etag: str | None, date: str | None) -> Check:
    """Give the check that the request after the fault has exactly these validators."""

    def check(site: Site) -> None:
        headers = site.asked[-1][1]
        assert headers.get("if-none-match") == etag
        assert headers.get("if-modified-since") == date

    return check


STATUSES: Final = (
    status("404 Gone\x1b[2J Fishing", "404 Not Found"),
    status("410 Gone", "410 Gone"),
    status("401 Who", "401 Unauthorized", 'WWW-Authenticate: Basic realm="x"'),
    status("403 No", "403 Forbidden"),
    status("500 Oops", "500 Internal Server Error"),
    status("503 Busy", "503 Service Unavailable"),
    status("206 Partial Content", "206 Partial Content"),
    status("300 Multiple Choices", "300 Multiple Choices"),
    status("302 Found to nowhere", "302 Found"),
    status("799 Who Knows", "799 (an unknown answer)"),
    *(
        status(line, reason, header, holds_back=header != _WHENEVER)
        for line, reason, header in (
            ("429 for two minutes", "429 Too Many Requests", "Retry-After: 120"),
            ("429 until a date", "429 Too Many Requests", _DATE),
            ("503 for two minutes", "503 Service Unavailable", "Retry-After: 120"),
            ("503 until a date", "503 Service Unavailable", _DATE),
            ("503 until whenever", "503 Service Unavailable", _WHENEVER),
        )
    ),
    bad("204", head(status="204 No Content"), "204 No Content"),
)
LENGTHS: Final = (
    bad("length too great", cut(reply(FEED).replace(b"h: ", b"h: 9", 1)), _CUT),
    odd("length too small", reply(FEED[:-9]) + FEED[-9:], FEED[:-9]),
    odd("no length", cut(head() + FEED)),
    bad("length that is no number", cut(head("Content-Length: many") + FEED), _NOT_HTTP),
    bad("length below zero", cut(head("Content-Length: -5") + FEED), _NOT_HTTP),
    bad("two lengths", cut(head("Content-Length: 5", "Content-Length: 500") + FEED), _NOT_HTTP),
    odd("chunks", chunked(b"%x\r\n%b\r\n0\r\n\r\n" % (len(FEED), FEED))),
    bad("chunks without an end", chunked(b"%x\r\n%b\r\n" % (len(FEED), FEED)), _CUT),
    bad("chunk cut off", chunked(b"ffff\r\n<rss>"), _CUT),
    bad("garbage for chunks", chunked(b"<rss>\r\n</rss>\r\n"), _BROKEN_OFF),
    bad("huge chunk", chunked(b"ffffffffffffffffff\r\n<rss>"), _BROKEN_OFF),
    bad("endless body", flood(head(), bytes(65_536)), "is larger than 16 MiB"),
    bad(
        "endless body announced",
        flood(head("Content-Length: 99999999999"), bytes(65_536)),
        "is larger than 16 MiB",
    ),
    bad(
        "endless body of a failure",
        flood(head(status="500 No"), bytes(65_536)),
        "500 Internal Server Error",
    ),
)
HEADS: Final = (
    bad("status that is no number", cut(b"HTTP/1.1 banana\r\n\r\n" + FEED), _NOT_HTTP),
    bad("HTTP/0.9", cut(FEED), _NOT_HTTP),
    bad("another protocol", cut(b"SSH-2.0-OpenSSH_9.7\r\n"), _NOT_HTTP),
    bad("10,000 headers", reply(FEED, *(f"X-{n}: {n}" for n in range(10_000))), _TOO_MUCH),
    bad("header of 1 MB", reply(FEED, "X: " + "x" * 1_000_000), _TOO_MUCH),
    bad("headers without end", flood(head()[:-2], b"X: 1\r\n" * 1_000), _TOO_MUCH),
    bad("header without a colon", reply(FEED, "banana"), _NOT_HTTP),
    odd("header with an escape", reply(FEED, "X: \x1b[2J", "Server: \x9d0;x\x9c")),
    odd("interim answers", head('ETag: "early"', status="103 Early Hints") + reply(FEED)),
)
CODINGS: Final = (
    odd("gzip", coded("gzip", _PACKED)),
    odd("x-gzip", coded("x-gzip", _PACKED)),
    odd(
        "gzip in two members",
        coded("GZip", gzip.compress(FEED[:9], mtime=0) + gzip.compress(FEED[9:], mtime=0)),
    ),
    odd("garbage after gzip", coded("gzip", _PACKED + b"\0trailing")),
    odd("deflate", coded("deflate", zlib.compress(FEED))),
    odd("garbage after deflate", coded("deflate", zlib.compress(FEED) + b"x\x9c")),
    odd("deflate without its header", coded("deflate", zlib.compress(FEED, wbits=-15))),
    odd("identity", coded("identity", FEED)),
    bad("gzip cut off", coded("gzip", _PACKED[:-9]), _CUT),
    bad("gzip cut off in its head", coded("gzip", _PACKED[:5]), _CUT),
    bad("deflate cut off", coded("deflate", zlib.compress(FEED)[:-5]), _CUT),
    bad("gzip that is none", coded("gzip", FEED), _BADLY_PACKED),
    bad("gzip with a wrong checksum", coded("gzip", _PACKED[:-8] + b"checksum"), _BADLY_PACKED),
    bad(
        "gzip in many members",
        coded("gzip", gzip.compress(b"", mtime=0) * 200),
        "is packed in too many pieces",
    ),
    bad("br", coded("br", b"\x0b\x02\x80"), _NOT_ASKED_FOR),
    bad("br bomb", flood(head("Content-Encoding: br"), bytes(65_536)), _NOT_ASKED_FOR),
    bad("gzip twice", coded("gzip, gzip", gzip.compress(_PACKED, mtime=0)), _NOT_ASKED_FOR),
    bad("gzip bomb", bomb("gzip"), "unpacks to more than 32 MiB"),
    bad("deflate bomb", bomb("deflate"), "unpacks to more than 32 MiB"),
)
VALIDATORS: Final = (
    Fault(
        name="odd validators",
        spoil=answering(reply(FEED, f"ETag:  {_TAG} ", "Last-Modified: the day before")),
        brings=FEED,
        check=sends_back(_TAG, "the day before"),
    ),
    Fault(
        name="validator that acts",
        spoil=answering(reply(FEED, 'ETag: "a\x0bb"', "Last-Modified: \x1b[2J")),
        brings=FEED,
        check=sends_back(None, None),
    ),
    Fault(
        name="long validator",
        spoil=answering(reply(FEED, f'ETag: "{"x" * 5_000}"')),
        brings=FEED,
        check=sends_back(None, None),
    ),
    Fault(
        name="validators ignored",
        spoil=answering(reply(edition(1), 'ETag: "1"')),
        check=sends_back('"1"', None),
    ),
    Fault(
        name="validator renewed by 304",
        spoil=answering(head('ETag: "renewed"', status="304 Not Modified")),
        check=sends_back('"renewed"', None),
    ),
    Fault(
        name="304 without validators",
        spoil=answering(head(status="304 Not Modified")),
        check=sends_back('"1"', None),
    ),
    Fault(
        name="304 never asked for",
        spoil=answering(to("/other"), other=head('ETag: "2"', status="304 Not Modified")),
        reason="304 Not Modified",
        check=sends_back('"1"', None),
    ),
    Fault(
        name="trailers",
        spoil=answering(
            cut(
                head('ETag: "head"', "Transfer-Encoding: chunked", "Trailer: ETag")
                + b'%x\r\n%b\r\n0\r\nETag: "tail"\r\n\r\n' % (len(FEED), FEED)
            )
        ),
        brings=FEED,
        check=sends_back('"head"', None),
    ),
    Fault(
        name="cookies",
        spoil=answering(reply(FEED, "Set-Cookie: id=1; Path=/", "Set-Cookie: b=2; Domain=.0.1")),
        brings=FEED,
        check=sends_no_cookie,
    ),
)
PROTOCOL: Final = (*STATUSES, *LENGTHS, *HEADS, *CODINGS, *VALIDATORS)
