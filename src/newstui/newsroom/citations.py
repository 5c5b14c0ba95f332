"""The sources of the whole library: which stories cite one, and which are cited most.

Only full personal names and distinctive names of organisations are the same source in different
stories; of any other it is only said that stories use the same words.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Final

from newstui.newsroom.days import first_of_days
from newstui.store import citations
from newstui.store.asking import read_query
from newstui.store.listing import count_unbuilt
from newstui.store.querywriting import ask_for_source, ask_since
from newstui.store.sourcekeys import source_key, source_name
from newstui.text.clean import NOTHING, clean_line
from newstui.text.identity import is_distinctive

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from newstui.model.attribution import Analysis, Entity
    from newstui.model.kinds import SourceType
    from newstui.model.text import SafeText
    from newstui.store.archive import Archive
    from newstui.store.citations import CitedSource
    from newstui.store.sourcekeys import SourceKey

MOST_CITED: Final = 500
"""Longest list of sources that is shown."""


class Period(Enum):
    """How far back stories count; the value is how that is said."""

    TODAY = "today"
    WEEK = "7 days"
    MONTH = "30 days"
    ALL = "all stories"

    def ask(self, now: datetime) -> SafeText:
        """Write the query for its stories."""
        return ask_since(first_of_days(now, _DAYS[self])) if self in _DAYS else NOTHING


_DAYS: Final = {Period.TODAY: 1, Period.WEEK: 7, Period.MONTH: 30}


@dataclass(frozen=True, slots=True)
class Source:
    """A source as other stories may cite it."""

    name: SafeText
    type: SourceType

    @property
    def key(self) -> SourceKey:
        """What it is found by."""
        return source_key(self.name, self.type)

    @property
    def is_named(self) -> bool:
        """Whether it is the same one wherever it is cited, not just the same words."""
        return is_distinctive(self.name, self.type)

    @property
    def query(self) -> SafeText:
        """The query for the stories that cite it."""
        return ask_for_source(self.name, self.type)

    @property
    def title(self) -> SafeText:
        """What a list of these stories is called, claiming no more than is known."""
        if self.is_named:
            return clean_line(f"cites {self.name}")
        return clean_line(f"stories using the words “{self.name}”")

    def describe_others(self, others: Others) -> SafeText:
        """Say how many other stories there are, claiming no more than was looked through."""
        count, waiting = others.counts.get(self.key, 0), others.waiting
        words = self.name if self.is_named else f"the words “{self.name}”"
        if count:
            stories = f"{count:,} more {'story' if count == 1 else 'stories'}"
            return clean_line(f"Enter: {stories} {'citing' if self.is_named else 'using'} {words}")
        told = f"no other story {'cites' if self.is_named else 'uses'} {words}"
        if waiting:
            told += f" so far, {waiting:,} still to be looked through"
        return clean_line(told)


def source_of(entity: Entity | None) -> Source | None:
    """Find who an entity of a story may be in others; `None` for nobody."""
    name = source_name(entity.canonical) if entity else NOTHING
    return Source(name, entity.type) if entity and name else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Others:
    """How many other stories cite the sources of one."""

    counts: Mapping[SourceKey, int] = field(default_factory=dict)
    """Nothing of a source that was not counted."""
    waiting: int = 0
    """Stories of the library that are still to be looked through."""


def count_others(archive: Archive, analysis: Analysis, *, besides: int) -> Others:
    """Count, for each source of a story, the other stories that cite it.

    Args:
        archive: Where.
        analysis: Of the story.
        besides: The story.
    """
    sources = filter(None, map(source_of, analysis.entities))
    keys = dict.fromkeys(source.key for source in sources)
    counts = citations.count_citing(archive, keys, besides=besides)
    return Others(counts=counts, waiting=_count_waiting(archive))


def _count_waiting(archive: Archive) -> int:
    from newstui.model.versions import BUILDER_VERSION, ENGINE_VERSION

    return count_unbuilt(archive, builder=BUILDER_VERSION, engine=ENGINE_VERSION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which of the most cited sources are asked for."""

    query: str = ""
    """Which stories count; empty for all."""
    type: SourceType | None = None
    """`None` for all types."""
    named_like: str = ""
    """A part of their names."""
    limit: int = MOST_CITED


@dataclass(frozen=True, slots=True, kw_only=True)
class MostCited:
    """The most cited sources, and what was counted."""

    sources: tuple[CitedSource, ...] = ()
    stories: int = 0
    """How many stories were asked for."""
    looked_through: int = 0
    """Those of them that this newstui looked through."""
    earlier: int = 0
    """Those that are counted as an earlier newstui left them, until they are looked through."""
    not_analysed: int = 0
    """Those that are prepared, but not in English, or too long or odd to be analysed."""

    @property
    def waiting(self) -> int:
        """How many stories are not prepared yet, and not counted."""
        return self.stories - self.looked_through - self.earlier - self.not_analysed

    @property
    def is_whole(self) -> bool:
        """Whether every story was looked through that can be."""
        return self.looked_through + self.not_analysed == self.stories

    @property
    def basis(self) -> SafeText:
        """Say what was counted."""
        stories = "story" if self.stories == 1 else "stories"
        of_them = f"{self.looked_through:,} of " if self.looked_through < self.stories else ""
        told = [f"{of_them}{self.stories:,} {stories} looked through"]
        if self.earlier:
            them = "it" if self.earlier == 1 else "them"
            told.append(f"{self.earlier:,} counted as an earlier newstui found {them}")
        if self.not_analysed:
            told.append(f"{self.not_analysed:,} not in English or not readable, and not counted")
        if self.waiting:
            told.append(f"{self.waiting:,} not prepared yet and not counted")
        return clean_line(", ".join(told) if self.stories else "no stories")

    @property
    def nobody(self) -> SafeText:
        """Say why nobody is listed; nothing when somebody is."""
        if self.sources or not self.stories:
            return NOTHING
        is_begun = self.looked_through + self.earlier > 0
        return clean_line("no such source is cited" if is_begun else "nothing to count yet")


def find_most_cited(archive: Archive, asked: Asked) -> MostCited:
    """List the most cited sources of the library.

    Raises:
        UsageError: If the query cannot be understood.
    """
    from newstui.model.versions import BUILDER_VERSION, ENGINE_VERSION

    query = read_query(archive, asked.query)
    sources = citations.most_cited(
        archive,
        query,
        type=asked.type,
        named_like=asked.named_like,
        limit=asked.limit,
    )
    versions = citations.count_versions(archive, query)
    stories = sum(versions.values())
    ours = versions.pop((BUILDER_VERSION, ENGINE_VERSION), 0)
    not_analysed = citations.count_not_analysed(
        archive, query, builder=BUILDER_VERSION, engine=ENGINE_VERSION
    )
    return MostCited(
        sources=tuple(sources),
        stories=stories,
        looked_through=ours - not_analysed,
        not_analysed=not_analysed,
        # Of a story without an engine, none has looked through the text as it is now.
        earlier=sum(count for (_builder, engine), count in versions.items() if engine),
    )
