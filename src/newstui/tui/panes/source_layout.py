"""What stands in the sources pane, row by row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newstui.text.clean import NOTHING, clean_line
from newstui.tui.actions import SOURCES
from newstui.tui.panes.source_rows import FactRow, ParagraphRow, PassageRow, SourceRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newstui.model.attribution import Analysis
    from newstui.model.text import SafeText
    from newstui.newsroom.sifting import Sieve, Uncited
    from newstui.newsroom.sources import SourceNode
    from newstui.tui.panes.source_rows import Host, Row

_PROVENANCE_LINES = 2
_LOW = 14
"""Lines with fewer of which where a story comes from would take most of the pane."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesPage:
    """What the pane shows of one story."""

    provenance: tuple[SafeText, ...]
    read: SafeText
    """Which text was read."""
    found: SafeText
    """In a line, what was found in it."""
    uncited: Uncited
    """The paragraphs that cite nobody."""
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


def lay_out(page: SourcesPage, host: Host, sieve: Sieve | None, *, lines: int) -> Iterator[Row]:
    """List the rows of a page, in so many lines: where it comes from, then who says what in it.

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
    is_low = lines < _LOW
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
