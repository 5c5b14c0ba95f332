"""Undoing what a web server did to make an answer small, within a limit and to its very end."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from zlib import _Decompress

_GZIP: Final = 16 + zlib.MAX_WBITS
_ZLIB: Final = zlib.MAX_WBITS
_RAW: Final = -zlib.MAX_WBITS
_GZIP_MAGIC: Final = b"\x1f\x8b"
_ZLIB_METHOD: Final = 8
_MEMBERS_LIMIT: Final = 100
"""Most gzip members of one body (RFC 1952 2.2); each costs a new window."""


class TooLargeError(Exception):
    """The body grew past its limit."""


class BrokenBodyError(Exception):
    """The body is not what its Content-Encoding says."""


class Inflater:
    """One body, chunk by chunk.

    Content codings are those of RFC 9110 8.4.1; "deflate" is read with and without the zlib
    header, as servers send both.

    Raises:
        BrokenBodyError: From the start, if the coding is not one newstui asked for.
    """

    def __init__(self, coding: str, *, limit: int) -> None:
        self._coding = coding.strip().lower()
        if self._coding not in {"", "identity", "gzip", "x-gzip", "deflate"}:
            raise BrokenBodyError("is packed in a way newstui did not ask for")
        self._limit = limit
        self._body = bytearray()
        self._stream: _Decompress | None = None
        self._members = 0
        self._ended = False

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes of the wire.

        Raises:
            TooLargeError: If the body grows past its limit.
            BrokenBodyError: If it cannot be unpacked.
        """
        if self._coding in {"", "identity"}:
            self._keep(chunk)
            return
        while chunk and not self._ended:
            chunk = self._inflate(chunk)

    def finish(self) -> bytes:
        """Give the whole body.

        Raises:
            BrokenBodyError: If it ended before its end mark.
        """
        if self._stream is not None and not self._stream.eof:
            raise BrokenBodyError("was cut off before its end")
        return bytes(self._body)

    def _inflate(self, chunk: bytes) -> bytes:
        """Unpack one chunk and give back what follows the end of its stream."""
        if self._stream is not None and self._stream.eof:
            return self._after_member(chunk)
        stream = self._stream = self._stream or self._open(chunk)
        try:
            self._keep(stream.decompress(chunk, self._limit + 1 - len(self._body)))
        except zlib.error as error:
            raise BrokenBodyError("is packed wrongly") from error
        if not stream.eof:
            return stream.unconsumed_tail
        return self._after_member(stream.unused_data)

    def _after_member(self, rest: bytes) -> bytes:
        """Begin another gzip member, or ignore what trails the last one, as browsers do."""
        if self._coding == "deflate" or (rest and not rest.startswith(_GZIP_MAGIC[:1])):
            self._ended = True
        elif rest:
            self._stream = None
        return rest

    def _open(self, chunk: bytes) -> _Decompress:
        self._members += 1
        if self._members > _MEMBERS_LIMIT:
            raise BrokenBodyError("is packed in too many pieces")
        if self._coding != "deflate":
            return zlib.decompressobj(_GZIP)
        return zlib.decompressobj(_ZLIB if chunk[0] & 0x0F == _ZLIB_METHOD else _RAW)

    def _keep(self, data: bytes) -> None:
        self._body += data
        if len(self._body) > self._limit:
            raise TooLargeError
