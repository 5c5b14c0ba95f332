"""What a refresh decides: which feeds are due, what is accepted as one, what a folder makes.

Pure: no clock, no disk, no network.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newstui.model.feed import FeedKind
from newstui.model.story import ParsedFeed, TextKind
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from newstui.model.feed import Evidence, Feed
    from newstui.model.text import SafeText

_PAGE: Final = "html"
_PLAIN: Final = frozenset({"text", "markdown"})
_PLAIN_TYPES: Final = frozenset({"text/plain", "text/markdown", "text/x-markdown"})


def due_feeds(feeds: Iterable[Feed], asked: Collection[int] = ()) -> tuple[Feed, ...]:
    """Choose the feeds to refresh: those asked for, else all but the bundled samples."""
    if asked:
        return tuple(feed for feed in feeds if feed.id in asked)
    return tuple(feed for feed in feeds if feed.kind is not FeedKind.SAMPLES)


def refusal(
    kind: FeedKind, format_name: str, *, evidence: Evidence, known: Evidence | None
) -> SafeText | None:
    """Say why a document is not the feed that was expected, or `None` if it may be.

    On the web, a page where a feed should be is a login form, a parked domain or an error; plain
    text is news only where the server calls it so, and did before.
    """
    if kind is not FeedKind.WEB:
        return None
    if format_name == _PAGE:
        return clean_line("is a web page, not a feed")
    if format_name in _PLAIN and not (_is_plain(evidence) and (not known or _is_plain(known))):
        return clean_line("is plain text, not a feed")
    return None


def merge(parts: Sequence[ParsedFeed]) -> ParsedFeed:
    """Make one feed of the files of a folder."""
    return ParsedFeed(
        format="folder",
        title=clean_line(""),
        text_kind=TextKind.FILE,
        entries=tuple(entry for part in parts for entry in part.entries),
    )


def folder_keys(name: str, keys: Iterable[str]) -> tuple[str, ...]:
    """Tell the stories of one file from those of its neighbours: by its path in the folder."""
    return tuple(f"{name}#{key}" for key in keys)


def _is_plain(evidence: Evidence) -> bool:
    return evidence.content_type.partition(";")[0].strip().lower() in _PLAIN_TYPES
