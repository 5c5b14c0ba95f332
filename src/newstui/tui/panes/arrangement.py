"""Which rows the sources pane shows of a story, and what they stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newstui.model.attribution import Entity
    from newstui.newsroom.sifting import Sieve
    from newstui.tui.panes.source_layout import SourcesPage
    from newstui.tui.panes.source_rows import Host, Row


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
        node = row.owner if row else None
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
        # A screen without a story begins without them.
        from newstui.tui.panes.source_layout import lay_out, lay_out_uncited

        if self.lists_uncited:
            return lay_out_uncited(self.page, host)
        return lay_out(self.page, host, self.sieve, lines=lines)


def find_stop(
    rows: Sequence[Row], attribution: int, source: tuple[object, ...] | None
) -> int | None:
    """Find the row of a source, if that is shown, else the first of a passage."""
    stops = list(enumerate(rows))
    named = (stop for stop, row in stops if row.source is not None and row.source.key == source)
    found = (stop for stop, row in stops if row.source is None and row.passage == attribution)
    return next(named, next(found, None))


def find_owner(rows: Sequence[Row], index: int, *, room: int) -> int:
    """Find the row of the source a passage stands under, if both fit into `room` lines."""
    owner, used = index, rows[index].height()
    while rows[owner].source is None and rows[owner].owner is not None:
        owner -= 1
        used += rows[owner].height()
    return owner if used <= room else index
