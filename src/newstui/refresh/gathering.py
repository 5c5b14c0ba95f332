"""From a place to a parsed feed: reads it, has it parsed in the sandbox, and judges the answer.

Parsers are only loaded when there is something to parse: mostly nothing has changed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newstui.errors import FormatError, PlaceError
from newstui.model.feed import Evidence, FeedKind
from newstui.places import Unchanged, Unreadable, read_place
from newstui.places.reading import Fetched
from newstui.refresh.plan import as_whole, folder_keys, merge, refusal
from newstui.refresh.reports import Warned
from newstui.text.clean import clean_line
from newstui.text.links import absolute, without_credentials

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newstui.model.story import ParsedFeed
    from newstui.model.text import SafeText
    from newstui.places.reading import FetchedOrNot
    from newstui.refresh.sandbox_client import Sandbox

_FOLDERS = frozenset({FeedKind.FOLDER, FeedKind.SAMPLES})


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """A place read well."""

    parsed: ParsedFeed
    keys: tuple[str, ...]
    """Identity of each of its entries."""
    evidence: Evidence
    origins: tuple[Evidence, ...] = ()
    """Of each entry's file, where there are several; empty where `evidence` is all there is."""
    warnings: tuple[Unreadable, ...] = ()
    """Its parts that could not be read."""
    left_out: tuple[Unreadable, ...] = ()
    """Its parts that are no files, which is nothing wrong with it."""

    @property
    def left_out_parts(self) -> tuple[SafeText, ...]:
        """Its parts that are no files, each with what it is."""
        return tuple(clean_line(f"{one.name} {one.reason}") for one in self.left_out)

    @property
    def problem(self) -> SafeText | None:
        """What is wrong with it as a whole, in a sentence; `None` when nothing is."""
        if self.parsed.is_cut:
            return clean_line("was cut off before its end; what is whole of it was read")
        if not self.warnings:
            return None
        first, others = self.warnings[0], len(self.warnings) - 1
        more = f", and {others} more" if others else ""
        return clean_line(f"could not be read in part: {first.name} {first.reason}{more}")

    def warn(self, *, title: str, place: str, feed: int = 0) -> Iterator[Warned]:
        """Tell each part that could not be read, or what is wrong with the whole.

        Args:
            title: What the feed is called.
            place: Its address, without user name and password, or its path.
            feed: Its number; 0 for a place that is no feed of the archive.
        """
        for part in self.warnings:
            name = clean_line(part.name)
            yield Warned(feed=feed, title=title, place=name, reason=part.reason)
        if self.problem and not self.warnings:
            yield Warned(feed=feed, title=title, place=place, reason=self.problem)


class Gatherer:
    """Reads places with one fetcher and one sandbox."""

    def __init__(
        self, fetch: Callable[[str, Evidence | None], FetchedOrNot], sandbox: Sandbox
    ) -> None:
        self._fetch, self.sandbox = fetch, sandbox

    def gather(
        self, kind: FeedKind, place: str, *, known: Evidence | None = None, pages: bool = False
    ) -> Gathered | Unchanged:
        """Read and parse one place.

        Args:
            kind: What it is.
            place: Its http(s) address or absolute path.
            known: What was observed when it was last read well.
            pages: Whether a web page is welcome where a feed is expected.

        Raises:
            PlaceError: If it cannot be read.
            FormatError: If it can, but is nothing newstui reads.
            StoppedError: If newstui is stopping.
        """
        if kind in _FOLDERS:
            return self._gather_folder(kind, place)
        for reading in read_place(kind, place, known=known, fetch=self._fetch):
            if isinstance(reading, Unchanged):
                return reading
            if isinstance(reading, Fetched):
                gathered = self.parse(reading, origin=without_credentials(place))
                if not pages:
                    judge(kind, place, gathered, known=known)
                return gathered
        raise PlaceError(without_credentials(place), "gave nothing to read")

    def read_quickly(self, reading: Fetched, *, origin: str) -> Gathered | None:
        """Parse a plain and common document at once; `None` when it must go to the sandbox."""
        from newstui.formats import entry_keys, quick_document

        evidence = reading.evidence
        parsed = quick_document(
            reading.data,
            origin=origin,
            content_type=evidence.content_type,
            base_url=evidence.final_url,
        )
        if parsed is None:
            return None
        return Gathered(parsed=parsed, keys=entry_keys(parsed.entries), evidence=evidence)

    def parse(self, reading: Fetched, *, origin: str) -> Gathered:
        """Parse one document.

        Raises:
            FormatError: If it is nothing newstui reads.
            StoppedError: If newstui is stopping.
        """
        if not reading.data.strip():
            raise FormatError(origin, "is empty")
        from newstui.formats import entry_keys

        evidence = reading.evidence
        is_web = evidence.final_url.startswith(("http:", "https:"))
        parsed = self.sandbox.parse(
            reading.data,
            origin=origin,
            name="" if is_web else reading.name,
            content_type=evidence.content_type,
            base_url=evidence.final_url if is_web else "",
        )
        if not is_web:
            parsed = _at_home(parsed)
        if parsed.is_cut:
            parsed = _whole_part(parsed, origin)
            if is_web:
                # Asked for again in full, whatever it says of itself.
                evidence = replace(evidence, etag="", last_modified="", body_hash="")
        return Gathered(parsed=parsed, keys=entry_keys(parsed.entries), evidence=evidence)

    def _gather_folder(self, kind: FeedKind, place: str) -> Gathered:
        parts: list[Gathered] = []
        keys: list[str] = []
        origins: list[Evidence] = []
        bad: list[Unreadable] = []
        for reading in read_place(kind, place):
            if isinstance(reading, Unreadable):
                bad.append(reading)
            elif isinstance(reading, Fetched):
                try:
                    part = self.parse(reading, origin=reading.name)
                except FormatError as error:
                    bad.append(Unreadable(name=reading.name, reason=clean_line(error.reason)))
                else:
                    parts.append(part)
                    keys += folder_keys(reading.name, part.keys)
                    origins += [part.evidence] * len(part.keys)
        if not parts:
            raise PlaceError(clean_line(place), _all_bad(bad))
        parsed = merge([part.parsed for part in parts])
        return Gathered(
            parsed=as_whole(parsed) if kind is FeedKind.SAMPLES else parsed,
            keys=tuple(keys),
            evidence=Evidence(fetched=parts[-1].evidence.fetched, final_url=place),
            origins=tuple(origins),
            warnings=tuple(one for one in bad if not one.is_left_out),
            left_out=tuple(one for one in bad if one.is_left_out),
        )


def _at_home(parsed: ParsedFeed) -> ParsedFeed:
    """Resolve the links of a file against where it says it is published."""
    home = parsed.self_url or parsed.site_url
    if not home or all("://" in entry.url or not entry.url for entry in parsed.entries):
        return parsed
    entries = (
        replace(entry, url=absolute(entry.url, home)) if entry.url else entry
        for entry in parsed.entries
    )
    return replace(parsed, entries=tuple(entries))


def _whole_part(parsed: ParsedFeed, origin: str) -> ParsedFeed:
    """Leave out the entry at which a feed was cut off: what it lacks would be taken for an edit.

    Raises:
        FormatError: If nothing is left.
    """
    if len(parsed.entries) <= 1:
        raise FormatError(origin, "was cut off before its end")
    return replace(parsed, entries=parsed.entries[:-1])


def judge(kind: FeedKind, place: str, gathered: Gathered, *, known: Evidence | None) -> None:
    """Refuse what is no feed where one was expected.

    Raises:
        FormatError: Saying what it is.
    """
    reason = refusal(kind, gathered.parsed.format, evidence=gathered.evidence, known=known)
    if reason:
        raise FormatError(without_credentials(place), reason)


def _all_bad(bad: list[Unreadable]) -> str:
    first = f"{bad[0].name}: {bad[0].reason}"
    return clean_line(f"none of its {len(bad)} files could be read; {first}")
