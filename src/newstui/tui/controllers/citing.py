"""The sources of the whole library: who else cites one, and which are cited most."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from newstui.newsroom.citations import count_others, source_of
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from newstui.model.attribution import Analysis
    from newstui.model.text import SafeText
    from newstui.newsroom.reading import StoryView
    from newstui.store.sourcekeys import SourceKey
    from newstui.tui.screens.main import MainScreen

_NOBODY = clean_line("no source is named here")


class Citing:
    """How often the sources of the story shown are cited elsewhere."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._desk = screen.desk
        self._counts: dict[SourceKey, int] = {}
        """Other stories, by source of the story shown."""

    def look(self, view: StoryView) -> None:
        """Count, beside the screen, who else cites the sources of the story shown."""
        self._counts = {}
        if view.corrected is not None:
            job = partial(count_others, analysis=view.corrected, besides=view.story.id)
            take = partial(self._take, view.story.id, view.corrected)
            self._screen.when_done(self._desk.load(job), take)

    def _take(self, story_id: int, analysis: Analysis, counts: dict[SourceKey, int]) -> None:
        if story_id != self._screen.reading.story_id:
            return
        self._counts = counts
        found = ((entity.id, source_of(entity)) for entity in analysis.entities)
        self._screen.sources.tell_others(
            {number: one.describe_others(counts[one.key]) for number, one in found if one}
        )

    def do_cited_by(self, _count: int | None) -> None:
        """List the stories that cite the source under the cursor."""
        source = source_of(self._screen.sources.current_entity)
        if source is None:
            self._screen.say(_NOBODY)
        elif self._counts.get(source.key) == 0:
            self._screen.say(source.describe_others(0))
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
