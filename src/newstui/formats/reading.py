"""Reading a document whose format is not known: decode, detect, parse.

A new format is a module of its own and a row of `FORMATS`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from newstui.errors import FormatError
from newstui.formats.detect import detect, read_text
from newstui.formats.elements import UnusualError
from newstui.formats.jsonfeed import parse_jsonfeed
from newstui.formats.markdown import parse_markdown
from newstui.formats.page import parse_page
from newstui.formats.plaintext import parse_plaintext
from newstui.formats.syndication import parse_quickly, parse_syndication

if TYPE_CHECKING:
    from collections.abc import Callable

    from newstui.model.story import ParsedFeed

QUICK_LIMIT: Final = 1024 * 1024
"""Longest document that `quick_document` reads, in bytes."""
SIZE_LIMIT: Final = 32 * 1024 * 1024
"""Longest document read, in bytes."""


class Parser(Protocol):
    """Reads one format."""

    def __call__(self, text: str, *, origin: str, name: str, base_url: str) -> ParsedFeed:
        """Read a document; raises `FormatError` when it is not of this format."""
        ...


def _of_feed(parse: Callable[..., ParsedFeed]) -> Parser:
    """Make a parser of one that needs no file name."""

    def parse_feed(text: str, *, origin: str, name: str, base_url: str) -> ParsedFeed:
        del name
        return parse(text, origin=origin, base_url=base_url)

    return parse_feed


FORMATS: Final[dict[str, Parser]] = {
    "rss": _of_feed(parse_syndication),
    "atom": _of_feed(parse_syndication),
    "json feed": _of_feed(parse_jsonfeed),
    "html": parse_page,
    "markdown": parse_markdown,
    "text": parse_plaintext,
}


_QUICK: Final[dict[str, Callable[..., ParsedFeed]]] = {
    "rss": parse_quickly,
    "json feed": parse_jsonfeed,
}
_QUICK_COUNTS: Final = {
    "rss": ((("<", "&lt;"), 40_000), (("<item", "<entry"), 3_000)),
    "json feed": ((("{", "["), 10_000),),
}
"""Most of what takes its time, each: tags and escaped tags, entries; lists and objects."""


def parse_document(
    data: bytes, *, origin: str, name: str = "", content_type: str = "", base_url: str = ""
) -> ParsedFeed:
    """Read a document of any format.

    Args:
        data: As it arrived, already decompressed.
        origin: What errors call it.
        name: Its file name, relative to its folder; empty when it is no file. The entries of a
            page or text with a name get that name and their headline as their identifier.
        content_type: The Content-Type header; empty when there was none.
        base_url: What relative links are resolved against.

    Raises:
        FormatError: If it holds no news, saying what it looks like.
    """
    if len(data) > SIZE_LIMIT:
        raise FormatError(origin, f"is larger than {SIZE_LIMIT >> 20} MiB")
    text = read_text(data, origin=origin, content_type=content_type)
    found = detect(text, origin=origin, name=name, content_type=content_type)
    return FORMATS[found](text, origin=origin, name=name, base_url=base_url)


def quick_document(
    data: bytes, *, origin: str, content_type: str = "", base_url: str = ""
) -> ParsedFeed | None:
    """Read a feed that is safe to read where time matters and nothing ends a parser.

    Gives what `parse_document` gives, or `None` for whatever that has to be asked about: large
    documents, files that are no feeds, broken and unusual feeds. Takes a fraction of a second
    whatever the document holds.
    """
    if len(data) > QUICK_LIMIT:
        return None
    try:
        text = read_text(data, origin=origin, content_type=content_type)
        found = detect(text, origin=origin, content_type=content_type)
        if found not in _QUICK or _is_heavy(text, found):
            return None
        return _QUICK[found](text, origin=origin, base_url=base_url)
    except (FormatError, UnusualError):
        return None


def _is_heavy(text: str, found: str) -> bool:
    return any(sum(map(text.count, what)) > most for what, most in _QUICK_COUNTS[found])
