"""The sources of the whole library: who else cites one, and which are cited most."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from newstui.newsroom.citations import Others, count_others, source_of
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from newstui.model.text import SafeText
    from newstui.newsroom.citations import Source
    from newstui.newsroom.reading import StoryView
    from newstui.tui.screens.main import MainScreen

_NOBODY = clean_line("no source is named here")


class Citing:
    """How often the sources of the story shown are cited elsewhere."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._desk = screen.desk
        self._view: StoryView | None = None
        """The story shown."""
        self._others = Others()
        """What other stories cite of its sources."""

    def look(self, view: StoryView) -> None:
        """Count, beside the screen, who else cites the sources of the story shown."""
        self._view, self._others = view, Others()
        self._count(view)

    def count_again(self) -> None:
        """Count once more if stories were still to be looked through."""
        if self._view is not None and self._others.waiting:
            self._count(self._view)

    def _count(self, view: StoryView, asked: Source | None = None) -> None:
        if view.corrected is not None:
            job = partial(count_others, analysis=view.corrected, besides=view.story.id)
            take = partial(self._take, view, asked)
            self._screen.when_done(self._desk.load(job), take)

    def _take(self, view: StoryView, asked: Source | None, others: Others) -> None:
        if view is not self._view or view.corrected is None:
            return
        self._others = others
        found = ((entity.id, source_of(entity)) for entity in view.corrected.entities)
        self._screen.sources.tell_others(
            {number: one.describe_others(others) for number, one in found if one}
        )
        if asked is not None:
            self._answer(asked)

    def do_cited_by(self, _count: int | None) -> None:
        """List the stories that cite the source under the cursor."""
        source = source_of(self._screen.sources.current_entity)
        if source is None:
            self._screen.say(_NOBODY)
        elif self._view is not None and self._others.counts.get(source.key) == 0:
            # More stories may have come, or been looked through, since these were counted.
            self._count(self._view, source)
        else:
            self._list(source.query, source.title)

    def _answer(self, source: Source) -> None:
        if self._others.counts.get(source.key) == 0:
            self._screen.say(source.describe_others(self._others))
        else:
            self._list(source.query, source.title)

    def _list(self, query: SafeText, title: SafeText) -> None:
        self._screen.narrowing.look_aside(query, title)
        self._screen.moving.go_to_headlines()

    def do_most_cited(self, _count: int | None) -> None:
        """Show the most cited sources of the library."""
        from newstui.tui.screens.cited import CitedScreen

        pane = self._screen.headlines
        self._screen.app.push_screen(CitedScreen(self._desk, self._list, pane))
