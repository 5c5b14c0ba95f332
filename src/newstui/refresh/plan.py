"""What a refresh decides: which feeds are due, what is accepted as one, what a folder makes.

Pure: no clock, no disk, no network.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from newstui.model.feed import FeedKind
from newstui.model.story import ParsedFeed, TextKind
from newstui.refresh.schedule import is_due
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import datetime

    from newstui.model.feed import Evidence
    from newstui.model.text import SafeText
    from newstui.store.jobs import Job

_PAGE: Final = "html"
_PLAIN: Final = frozenset({"text", "markdown"})
_PLAIN_TYPES: Final = frozenset({"text/plain", "text/markdown", "text/x-markdown"})


def choose_jobs(
    jobs: Iterable[Job], *, asked: Collection[int] = (), due_at: datetime | None = None
) -> list[Job]:
    """Choose the feeds to refresh.

    Args:
        jobs: All there are.
        asked: Numbers of those asked for; without any, all but the bundled samples are chosen.
        due_at: Chooses only those that are due at this time, when nobody asked for them.
    """
    if asked:
        return [job for job in jobs if job.feed.id in asked]
    own = [job for job in jobs if job.feed.kind is not FeedKind.SAMPLES]
    return own if due_at is None else [job for job in own if is_due(job.schedule, due_at)]


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
    """Make one feed of the files of a folder; a feed among them may carry excerpts only."""
    entries = (replace(entry, text_kind=part.text_kind) for part in parts for entry in part.entries)
    return ParsedFeed(
        format="folder",
        title=clean_line(""),
        text_kind=TextKind.FILE,
        entries=tuple(entries),
    )


def as_whole(folder: ParsedFeed) -> ParsedFeed:
    """Take what a folder's files carry for all there is of their stories, as of the samples."""
    entries = (replace(entry, text_kind=None) for entry in folder.entries)
    return replace(folder, entries=tuple(entries))


def folder_keys(name: str, keys: Iterable[str]) -> tuple[str, ...]:
    """Tell the stories of one file from those of its neighbours: by its path in the folder."""
    return tuple(f"{name}#{key}" for key in keys)


def _is_plain(evidence: Evidence) -> bool:
    return evidence.content_type.partition(";")[0].strip().lower() in _PLAIN_TYPES
