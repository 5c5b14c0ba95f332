"""What stands in the sources pane, row by row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newstui.newsroom.sifting import Uncited
from newstui.text.clean import NOTHING, clean_line
from newstui.tui.actions import SOURCES
from newstui.tui.panes.source_rows import FactRow, ParagraphRow, PassageRow, SourceRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newstui.model.attribution import Analysis, Entity
    from newstui.model.text import SafeText
    from newstui.newsroom.sifting import Sieve
    from newstui.newsroom.sources import SourceNode
    from newstui.tui.panes.source_rows import Host

_PROVENANCE_LINES = 2
_LOW = 14
"""Lines with fewer of which where a story comes from would take most of the pane."""

Row = FactRow | SourceRow | PassageRow | ParagraphRow


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesPage:
    """What the pane shows of one story."""

    provenance: tuple[SafeText, ...]
    read: SafeText
    """Which text was read."""
    found: SafeText
    """In a line, what was found in it."""
    nodes: Sequence[SourceNode] = ()
    analysis: Analysis | None = None
    """With the reader's corrections."""
    text: str = ""
    evidence: tuple[SafeText, ...] = ()
    """How the story came here."""
    marks: Mapping[int, SafeText] = field(default_factory=dict)
    """What the reader corrected, by index into `Analysis.attributions`."""
    sieves: tuple[Sieve, ...] = ()
    """The kinds that can be shown alone."""
    uncited: Uncited = field(default_factory=Uncited)
    """The paragraphs that cite nobody."""


class Arrangement:
    """Which of a page's rows are shown: what is folded, sifted, or listed in their place."""

    def __init__(self, page: SourcesPage | None = None) -> None:
        self.page = page
        self.folded: set[tuple[object, ...]] = set()
        """Keys of the sources whose passages are hidden."""
        self.sieve: Sieve | None = None
        """The kind that is shown alone; `None` when all are."""
        self.lists_uncited = False
        """Whether the paragraphs that cite nobody are shown in place of the sources."""

    def learn(self, page: SourcesPage) -> None:
        """Take the same story's page as it is now; the arrangement stays."""
        kind = self.sieve.kind if self.sieve else None
        self.page = page
        self.sieve = next((sieve for sieve in page.sieves if sieve.kind == kind), None)

    def entity_of(self, row: Row | None) -> Entity | None:
        """Find who a source is, or the source a passage stands under."""
        analysis = self.page.analysis if self.page else None
        node = row.node if isinstance(row, SourceRow) else None
        node = row.owner if isinstance(row, PassageRow) else node
        if analysis is None or node is None or node.entity is None:
            return None
        return analysis.entities[node.entity]

    def bring_in(self, attribution: int) -> None:
        """Hide a passage no longer."""
        self.folded, self.lists_uncited = set(), False
        if self.sieve is not None and attribution not in self.sieve.passages:
            self.sieve = None

    def rows(self, host: Host, *, lines: int) -> Iterator[Row]:
        """List the rows that are shown, in a pane of so many lines."""
        if self.page is None:
            return iter(())
        if self.lists_uncited:
            return lay_out_uncited(self.page, host)
        return lay_out(self.page, host, self.sieve, is_low=lines < _LOW)


def find_stop(
    rows: Sequence[Row], attribution: int, source: tuple[object, ...] | None
) -> int | None:
    """Find the row of a source, if that is shown, else the first of a passage."""
    found = [
        stop
        for stop, row in enumerate(rows)
        if isinstance(row, PassageRow) and row.index == attribution
    ]
    named = (
        stop
        for stop, row in enumerate(rows)
        if isinstance(row, SourceRow) and row.node.key == source
    )
    return next(named, found[0] if found else None)


def find_owner(rows: Sequence[Row], index: int, *, room: int) -> int:
    """Find the row of the source a passage stands under, if both fit into `room` lines."""
    owner, used = index, rows[index].height()
    while isinstance(rows[owner], PassageRow):
        owner -= 1
        used += rows[owner].height()
    return owner if used <= room else index


def lay_out(page: SourcesPage, host: Host, sieve: Sieve | None, *, is_low: bool) -> Iterator[Row]:
    """List the rows of a page: where the story comes from, then who says what in it.

    Where one kind is shown alone, it begins with that. In a low pane all that is not who says what
    has two lines before it, and is told in full after it.
    """
    blank = FactRow(host, NOTHING, host.look.muted)
    if sieve is not None:
        at = page.sieves.index(sieve) + 1
        beside = f", with {sieve.beside}" if sieve.beside else ""
        which = f"only {sieve.label}{beside} ({at}/{len(page.sieves)})"
        told = which + host.keymap.fill(": {filter_sources} the next kind, {escape} all", SOURCES)
        yield FactRow(host, clean_line(told), host.look.accent)
        yield FactRow(host, page.found, host.look.text)
        yield blank
        yield from _sources(page, host, sieve)
        return
    if is_low:
        origin = clean_line(" · ".join([page.read, *page.provenance]))
        yield FactRow(host, origin, host.look.muted, at_most=1)
        yield FactRow(host, page.found, host.look.text, at_most=1)
    else:
        yield from _origin(page, host)
        yield blank
    yield from _sources(page, host, sieve)
    yield blank
    if is_low:
        yield from _origin(page, host)
    for text in page.evidence:
        yield FactRow(host, text, host.look.muted, at_most=_PROVENANCE_LINES)


def _origin(page: SourcesPage, host: Host) -> Iterator[FactRow]:
    """List where the story comes from, what was read of it, and what was found in that."""
    for text in page.provenance:
        yield FactRow(host, text, host.look.muted, at_most=_PROVENANCE_LINES)
    yield FactRow(host, NOTHING, host.look.muted)
    yield FactRow(host, page.read, host.look.text)
    yield FactRow(host, page.found, host.look.text)


def _sources(page: SourcesPage, host: Host, sieve: Sieve | None) -> Iterator[Row]:
    if page.analysis is None:
        return
    pending = [(node, 0) for node in reversed(page.nodes)]
    while pending:
        node, depth = pending.pop()
        if sieve is not None and not sieve.keeps(node):
            continue
        yield SourceRow(host, node, depth)
        if host.is_folded(node):
            continue
        pending += [(child, depth + 1) for child in reversed(node.children)]
        style = host.look.types[node.type] if node.named else host.look.muted
        for index in node.passages:
            if sieve is None or index in sieve.passages:
                found = page.analysis.attributions[index]
                mark = page.marks.get(index, NOTHING)
                yield PassageRow(host, index, found, page.text, depth, style, node, mark)


def lay_out_uncited(page: SourcesPage, host: Host) -> Iterator[Row]:
    """List the paragraphs that cite nobody."""
    yield FactRow(host, page.uncited.describe(), host.look.text)
    yield FactRow(host, page.read, host.look.muted)
    back = host.keymap.fill("{uncited} or {escape}: back to the sources", SOURCES)
    yield FactRow(host, clean_line(back), host.look.muted)
    yield FactRow(host, NOTHING, host.look.muted)
    for extent in page.uncited.paragraphs:
        yield ParagraphRow(host, extent, page.text)
