"""What a document is: by its content first, then by its name and declared type."""

from __future__ import annotations

import re
from typing import Final

from newstui.errors import FormatError
from newstui.formats.decoding import decode

_HEAD: Final = 4_096
"""Characters looked at."""
_BINARY: Final = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a picture, sound or film"),
    (b"OggS", "a sound or film"),
    (b"ID3", "a sound"),
    (b"\x1aE\xdf\xa3", "a film"),
    (b"SQLite format 3\0", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
_NOISE: Final = re.compile(r"[\x01-\x07\x10-\x12\x15-\x17\x1a\x1e\x1f\x7f]")
"""Controls that no text needs.

Others stand in real texts: those that switch alphabets, colour, overstrike or part a text, every
second byte of UTF-16, and what remains of a dash or a curly quote cut to its lower byte.
"""
_NOISE_SHARE: Final = 32
"""One in so many characters is too much; chance alone makes it one in 15."""
_NOISE_SPARED: Final = 3
"""So many never are too much."""
_WIDE_STARTS: Final = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff", b"<\0", b"\0<", b"\0\0\0<")
_PROLOG: Final = re.compile(r"(?:\s++|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
_ROOT: Final = re.compile(r"<(!doctype\s+)?([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)", re.IGNORECASE)
_FEED_ROOTS: Final = frozenset({"rss", "rdf", "feed", "channel", "entry", "redirect"})
_FEED_INSIDE: Final = re.compile(r"<(?:rss|rdf:RDF|feed|atom:feed)\b[^<]{0,2000}>")
_PAGE_INSIDE: Final = re.compile(
    r"<(?:html|head|body|article|main|div|p|h[1-6]|section|table|ul|span)\b[^<>]*>", re.IGNORECASE
)
_JSON: Final = re.compile(r"\{\s*+[\"}]|\[\s*+[\"{\[\]\d]")
_MARKDOWN_INSIDE: Final = re.compile(
    r"\A---[ \t]*\n(?:[\w-]+:[^\n]*\n){1,40}?---[ \t]*(?:\n|\Z)|\A#{1,6} \S|^#{2,6} \S"
    r"|^[^\n]{0,400}\[[^\]\n]{1,200}\]\(https?://",
    re.MULTILINE,
)
_BY_SUFFIX: Final = {
    "md": "markdown",
    "markdown": "markdown",
    "txt": "text",
    "text": "text",
    "html": "html",
    "htm": "html",
    "xhtml": "html",
}
_BY_TYPE: Final = {"text/markdown": "markdown", "text/html": "html"}


def read_text(data: bytes, *, origin: str, content_type: str = "") -> str:
    """Decode a document.

    Raises:
        FormatError: If it is no text, naming what it looks like.
    """
    _refuse_binary(data, origin)
    text = decode(data, content_type=content_type)
    head = text[:_HEAD]
    noise = len(_NOISE.findall(head))
    if noise > _NOISE_SPARED and noise * _NOISE_SHARE > len(head):
        raise FormatError(origin, "looks like binary data, not news")
    return text


def _refuse_binary(data: bytes, origin: str) -> None:
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise FormatError(origin, "is empty")
    for magic, what in _BINARY:
        if data.startswith(magic):
            raise FormatError(origin, f"looks like {what}, not news")
    if data[4:8] == b"ftyp":
        raise FormatError(origin, "looks like a picture or film, not news")
    if b"\0\0" in data[:_HEAD] and not data.startswith(_WIDE_STARTS):
        raise FormatError(origin, "looks like binary data, not news")


def detect(text: str, *, origin: str, name: str = "", content_type: str = "") -> str:
    """Name the format of a document, as in `newstui.formats.FORMATS`.

    Raises:
        FormatError: If it is a document of another kind, such as a list of subscriptions.
    """
    start = _PROLOG.match(text)
    begin = start.end() if start else 0
    body = text[begin : begin + _HEAD]
    root = _ROOT.match(body)
    if root:
        return _by_root(root[3].lower(), body, origin=origin, name=name, content_type=content_type)
    if _JSON.match(body) and _suffix(name) not in {"md", "markdown", "txt", "text"}:
        return "json feed"
    if body.startswith("<") and _FEED_INSIDE.search(body):
        return "rss"
    return _by_hints(text, name=name, content_type=content_type)


def _by_root(root: str, body: str, *, origin: str, name: str, content_type: str) -> str:
    if root == "opml":
        raise FormatError(origin, "is a list of subscriptions (OPML), not news: import it instead")
    if root in {"svg", "urlset", "sitemapindex"}:
        what = "a picture (SVG)" if root == "svg" else "a site map"
        raise FormatError(origin, f"looks like {what}, not news")
    if root in _FEED_ROOTS or _FEED_INSIDE.search(body):
        return "rss"
    if root == "html":
        return "html"
    hinted = _by_hints(body, name=name, content_type=content_type)
    return hinted if hinted != "text" or _suffix(name) == "txt" else "rss"


def _by_hints(text: str, *, name: str, content_type: str) -> str:
    named = _BY_SUFFIX.get(_suffix(name)) or _BY_TYPE.get(content_type.partition(";")[0].strip())
    if named:
        return named
    if _PAGE_INSIDE.search(text[:_HEAD]):
        return "html"
    if _MARKDOWN_INSIDE.search(text[:_HEAD].lstrip("\n")):
        return "markdown"
    return "text"


def _suffix(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""
