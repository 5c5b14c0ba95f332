"""The sources of the story shown, and its passages in step with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newstui.newsroom.correcting import describe_corrections
from newstui.newsroom.passages import passages_of, tell_step
from newstui.newsroom.provenance import (
    describe_analysis,
    describe_evidence,
    describe_provenance,
    describe_text,
)
from newstui.newsroom.sifting import Uncited, find_uncited, list_sieves
from newstui.newsroom.sources import arrange_sources, count_voices
from newstui.text.clean import NOTHING, clean_block, clean_line
from newstui.text.links import openable
from newstui.tui.actions import SOURCES, STORY
from newstui.tui.controllers.moving import Layout
from newstui.tui.panes.source_layout import SourcesPage

if TYPE_CHECKING:
    from newstui.model.attribution import Analysis
    from newstui.model.text import Offsets
    from newstui.newsroom.reading import StoryView
    from newstui.tui.screens.main import MainScreen

_NARROW: Final = 60
"""Cells of a screen with fewer of which every word counts."""


class Sourcing:
    """What the sources pane shows, and the passage that is selected there and in the story."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._desk = screen.desk
        self._page: SourcesPage | None = None
        self._passage: int | None = None
        self._is_marked = False
        """Whether a passage or a paragraph is highlighted in the story."""
        self._steps_to_come = 0
        """Passages the reader asked to go on before they were known."""
        self._asked_at = ""
        """The pane in which that was asked."""

    @property
    def passage(self) -> int | None:
        """Index of the attribution that is selected."""
        return self._passage

    def begin(self) -> None:
        """Begin with another story, of which no sources are known yet."""
        self._page = self._passage = None
        self._is_marked = False
        self._steps_to_come = 0
        view = self._screen.reading.view
        title = self._screen.browsing.book.title(view.story) if view else NOTHING
        self._screen.sources.begin(title)

    def show(self, view: StoryView) -> None:
        """Show the sources of a story as far as they are known."""
        self._page = self._page_of(view)
        self._screen.sources.show(self._page)
        self._screen.citing.look(view)

    def learn(self, view: StoryView) -> None:
        """Show the sources again as they are now; nothing else moves."""
        self._page = self._page_of(view)
        self._screen.sources.learn(self._page)
        self._screen.citing.look(view)

    def catch_up(self) -> None:
        """Go the steps the reader asked for before the passages were known."""
        if self._steps_to_come:
            # Whoever went to another pane meanwhile stays there.
            self._step(self._steps_to_come, stays=self._screen.moving.at != self._asked_at)

    def _page_of(self, view: StoryView) -> SourcesPage:
        analysis, stored, now = view.corrected, view.stored, self._desk.clock()
        text = stored.document.text if stored else NOTHING
        nodes = arrange_sources(analysis, text) if analysis else []
        is_readable = self._desk.keeps and openable(view.story.entry.url)
        to_page = self._screen.keymap.way("full_text") if is_readable else ""
        found, uncited = NOTHING, Uncited()
        if stored and analysis:
            found = describe_analysis(stored, analysis, count_voices(nodes))
            uncited = find_uncited(stored.document, analysis)
        return SourcesPage(
            provenance=describe_provenance(view.story, analysis, now=now),
            read=describe_text(stored, way_to_page=to_page),
            found=found,
            nodes=nodes,
            analysis=analysis,
            text=text,
            evidence=describe_evidence(view.story, view.stored, now=now),
            marks=describe_corrections(view.analysis, text, view.corrections)
            if view.analysis
            else {},
            sieves=list_sieves(nodes, analysis) if analysis else (),
            uncited=uncited,
        )

    def select(self, index: int, *, from_sources: bool = False) -> None:
        """Highlight a passage in the story, and its row in the sources."""
        self._passage, self._is_marked = index, True
        self._screen.story.select(index)
        if not from_sources:
            self._screen.sources.select(index)

    def highlight(self, extent: Offsets, *, is_followed: bool) -> None:
        """Highlight a paragraph that cites nobody in the story, and go there if asked to."""
        self._passage, self._is_marked = None, True
        self._screen.story.highlight(extent)
        if is_followed:
            self._screen.moving.go_to_story()
            way_back = self._screen.keymap.fill("; {to_sources} goes back to the list", STORY)
            self._screen.say(clean_line("no source found in it"), clean_block(way_back))

    def clear(self) -> bool:
        """Take back what is shown alone or highlighted in the pane; return whether any was."""
        pane = self._screen.sources
        if pane.is_active and (pane.arranged.lists_uncited or pane.arranged.sieve is not None):
            pane.sift(None)
            return True
        if self._screen.story.is_active and self._is_marked:
            self._passage, self._is_marked = None, False
            self._screen.story.select(None)
            return True
        return False

    # Walking

    def do_next_passage(self, count: int | None) -> None:
        """Go to the next attributed passage."""
        self._step(count or 1)

    def do_previous_passage(self, count: int | None) -> None:
        """Go to the previous attributed passage."""
        self._step(-(count or 1))

    def _step(self, step: int, *, stays: bool = False) -> None:
        self._screen.catch_up()
        analysis = self._screen.reading.analyse()
        if analysis is None:
            self._steps_to_come, self._asked_at = step, self._screen.moving.at
            self._screen.say(clean_line("the sources are being looked for"))
            return
        self._steps_to_come = 0
        passages = passages_of(analysis)
        if not passages:
            self._screen.say(clean_line("no attributed passages in this story"))
            return
        before = self._place_among(passages, analysis, step)
        at = max(0, min(before + step, len(passages) - 1))
        if at == before:
            self._screen.say(clean_line(f"this is the {'last' if step > 0 else 'first'} passage"))
            return
        # Whoever looks through the sources beside the story stays there, to say what is wrong.
        moving = self._screen.moving
        if not stays and (moving.at != SOURCES or moving.layout is not Layout.WIDE):
            moving.go_to_story()
        self.select(passages[at])
        self._tell(at, passages, analysis)

    def _tell(self, at: int, passages: list[int], analysis: Analysis) -> None:
        """Tell which of the passages it is, who says it and how, on one line."""
        view, narrow = self._screen.reading.view, self._screen.size.width < _NARROW
        count = f"{at + 1}/{len(passages)}" if narrow else f"passage {at + 1} of {len(passages)}:"
        text = view.stored.document.text if view and view.stored else NOTHING
        who, how = tell_step(analysis, passages[at], text)
        # A message with a tail hides no line of the story.
        self._screen.say(clean_line(f"{count} {who}"), clean_block(f" {how}"))

    def _place_among(self, passages: list[int], analysis: Analysis, step: int) -> int:
        """Find where among the passages the reader is; on no passage, beside what is in sight."""
        if self._passage in passages:
            return passages.index(self._passage)
        top = self._screen.story.offset_on_top()
        starts = (analysis.attributions[passage].content[0][0] for passage in passages)
        above = sum(start < top for start in starts)
        return above - 1 if step > 0 else above or len(passages)

    # Looking for something

    def _known_page(self) -> SourcesPage | None:
        """Find the sources shown, if the text was analysed; say so if not."""
        self._screen.catch_up()
        analysis = self._screen.reading.analyse()
        if analysis is None:
            self._screen.say(clean_line("the sources are being looked for"))
        elif not analysis.analysed:
            self._screen.say(clean_line(f"not analysed: {analysis.reason}"))
        else:
            return self._page
        return None

    def do_filter_sources(self, count: int | None) -> None:
        """Show one kind of sources alone, the next or the one counted; after the last, all."""
        page = self._known_page()
        if page is None:
            return
        if not page.sieves:
            self._screen.say(clean_line("there are no sources to choose from"))
            return
        now = self._screen.sources.arranged.sieve
        at = count - 1 if count else (page.sieves.index(now) + 1 if now else 0)
        self._screen.sources.sift(page.sieves[at] if at < len(page.sieves) else None)

        self._screen.say(clean_line(_kinds(page)))

    def do_uncited(self, _count: int | None) -> None:
        """List the paragraphs that cite nobody, or the sources again."""
        page, pane = self._known_page(), self._screen.sources
        if page is None:
            return
        on = not pane.arranged.lists_uncited
        if on and not page.uncited.paragraphs:
            told = "every paragraph cites somebody" if page.uncited.total else "there is no text"
            self._screen.say(clean_line(told))
        else:
            pane.list_uncited(on=on)


def _kinds(page: SourcesPage) -> str:
    """List the kinds by the count that shows each at once."""
    return " · ".join(f"{at}f {sieve.label}" for at, sieve in enumerate(page.sieves, 1))
