"""One answer of a web server as it arrives, and what went wrong with it in plain words.

Opens nothing itself: `newstui.places.http` hands over header lines and chunks of the body.
"""

from __future__ import annotations

import errno
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from newstui.places.inflating import BrokenBodyError, Inflater, TooLargeError
from newstui.places.reading import shown_size

if TYPE_CHECKING:
    from newstui.places.limits import Limits

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_GOOD: Final = frozenset({200, 203})
_IGNORED_BODY_LIMIT: Final = 65_536
"""Bytes of a body nobody reads, after which the connection is given up."""
_VALIDATOR_LIMIT: Final = 1_024
"""Longest validator that is kept, in characters."""
_CONTENT_TYPE_LIMIT: Final = 256
_FIRST_PRINTABLE: Final = " "
_DELETE: Final = "\x7f"

_CURL_PROBLEMS: Final = {
    3: "is not a usable address",
    5: "the proxy's name was not found",
    6: "its name was not found",
    7: "could not be reached",
    8: "did not answer as a web server does",
    1: "did not answer as a web server does",
    16: "broke off its answer",
    18: "was cut off before its end",
    28: "took too long",
    35: "could not agree on an encrypted connection",
    52: "closed the connection without an answer",
    55: "closed the connection",
    56: "closed the connection before the end",
    77: "cannot be verified: the certificates to trust could not be read (SSL_CERT_FILE, or else "
    "this system's)",
    92: "broke off its answer",
    97: "the proxy refused",
    100: "sent far too many headers",
}
"""By number of libcurl's error (libcurl-errors(3))."""
SILENT: Final = frozenset({7, 28, 35, 52, 55, 56})
"""Errors after which somebody may still answer there without encryption."""
_CERTIFICATE_ERROR: Final = 60
_CONNECT_ERROR: Final = 7
_CERTIFICATE_PROBLEMS: Final = {
    0: "is for another host",
    1: "is for another host",
    9: "is not valid yet",
    10: "has expired",
    18: "is signed by itself only",
    19: "is signed by itself only",
    20: "is signed by nobody this system trusts",
    21: "is signed by nobody this system trusts",
    62: "is for another host",
}
"""By number of OpenSSL's verification result (X509_STORE_CTX_get_error(3)); libcurl
leaves 0 or 1 when the certificate itself is good."""


class Answer:
    """Status, headers and body of one answer, bounded while they arrive."""

    def __init__(self, limits: Limits) -> None:
        self.status = 0
        self.problem = ""
        """Why the body was given up; empty when it was not."""
        self._limits = limits
        self._headers: dict[str, str] = {}
        self._received = 0
        self._inflater: Inflater | None = None

    @property
    def is_good(self) -> bool:
        """Whether it brings the document asked for."""
        return self.status in _GOOD

    @property
    def is_unchanged(self) -> bool:
        """Whether it says that nothing changed."""
        return self.status == HTTPStatus.NOT_MODIFIED

    @property
    def location(self) -> str:
        """Where a redirect leads, read as UTF-8 where it is; empty when it is none."""
        raw = self.header("location") if self.status in _REDIRECTS else ""
        return raw.encode("latin-1").decode("utf-8", "replace")

    @property
    def content_type(self) -> str:
        """The header as received, unless absurd."""
        return self.header("content-type")[:_CONTENT_TYPE_LIMIT]

    def header(self, name: str) -> str:
        """The last value of a header, Latin-1 as RFC 9110 5.5 has it; empty when absent."""
        return self._headers.get(name, "")

    def validator(self, name: str) -> str:
        """A validator byte for byte, or nothing if it could not be sent back so."""
        value = self.header(name)
        acts = any(char < _FIRST_PRINTABLE or char == _DELETE for char in value)
        return "" if acts or len(value) > _VALIDATOR_LIMIT else value

    def take_header(self, line: bytes) -> None:
        """Take one header line; a status line begins anew (RFC 9110 15.2: interim answers)."""
        text = line.decode("latin-1").rstrip("\r\n")
        if text.startswith("HTTP/"):
            self._headers.clear()
            status = text.split(" ", 2)[1:2]
            self.status = int(status[0]) if status and status[0].isdecimal() else 0
            return
        name, colon, value = text.partition(":")
        # What follows the body are trailers, which may not speak of it (RFC 9110 6.5.1).
        if colon and not self._received:
            self._headers[name.strip().lower()] = value.strip(" \t")

    def take_body(self, chunk: bytes) -> bool:
        """Take a part of the body; false when no more of it is wanted."""
        self._received += len(chunk)
        if not self.is_good:
            return self._received <= _IGNORED_BODY_LIMIT
        try:
            self._inflate(chunk)
        except TooLargeError:
            self.problem = f"unpacks to more than {shown_size(self._limits.inflated_bytes)}"
        except BrokenBodyError as error:
            self.problem = str(error)
        if self._received > self._limits.wire_bytes or self._announced() > self._limits.wire_bytes:
            self.problem = f"is larger than {shown_size(self._limits.wire_bytes)}"
        return not self.problem

    def body(self) -> bytes:
        """The whole body, unpacked.

        Raises:
            BrokenBodyError: If it is packed and ended before its end mark.
        """
        return b"" if self._inflater is None else self._inflater.finish()

    def _inflate(self, chunk: bytes) -> None:
        if self._inflater is None:
            coding = self.header("content-encoding")
            self._inflater = Inflater(coding, limit=self._limits.inflated_bytes)
        self._inflater.feed(chunk)

    def _announced(self) -> int:
        length = self.header("content-length")
        return int(length) if length.isdecimal() and len(length) < len(str(2**63)) else 0


def status_problem(status: int) -> str:
    """Say a status in the words of its registry (RFC 9110 15); a server's own are not trusted."""
    try:
        phrase = HTTPStatus(status).phrase
    except ValueError:
        return f"{status} (an unknown answer)" if status else _CURL_PROBLEMS[8]
    return f"{status} {phrase}"


def curl_problem(code: int, *, system_error: int = 0, certificate: int = 0) -> str:
    """Say libcurl's error in plain words.

    Args:
        code: Number of the error.
        system_error: The `errno` of the connection, 0 when there is none.
        certificate: OpenSSL's verification result.
    """
    if code == _CERTIFICATE_ERROR:
        why = _CERTIFICATE_PROBLEMS.get(certificate, "could not be verified")
        return f"its certificate {why}"
    if code == _CONNECT_ERROR and system_error == errno.ECONNREFUSED:
        return "refused the connection"
    return _CURL_PROBLEMS.get(code, f"could not be read (error {code} of libcurl)")


def proxy_problem(status: int, words: str) -> str:
    """Say that it was the proxy.

    Args:
        status: What it answered when it was asked for a tunnel; 0 when it did not.
        words: What went wrong on the way to it.
    """
    return f"the proxy answered {status_problem(status)}" if status else f"the proxy {words}"
