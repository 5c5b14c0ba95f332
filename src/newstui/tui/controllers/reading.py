"""Reading a story: showing it at once, and what becomes known of it later."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from newstui.config import MarkRead
from newstui.newsroom.days import shown_moment
from newstui.newsroom.highlighting import sought_words
from newstui.newsroom.marking import see_revision
from newstui.newsroom.passages import describe_passages
from newstui.newsroom.placekeeping import Places
from newstui.newsroom.reading import (
    complete_view,
    has_newer,
    view_analysis,
    view_corrections,
    view_own_words,
    view_story,
)
from newstui.text.asides import list_asides
from newstui.text.clean import NOTHING, clean_line
from newstui.text.links import openable
from newstui.tui.actions import STORY
from newstui.tui.panes.story_page import StoryPage

if TYPE_CHECKING:
    from collections.abc import Container

    from newstui.model.attribution import Analysis
    from newstui.model.text import SafeText
    from newstui.newsroom.reading import StoryView
    from newstui.tui.screens.main import MainScreen

_WORDS_A_MINUTE = 220
_FRAME_SECONDS = 0.02
"""A little more than Textual lets pass between two frames."""
_BEING_PREPARED = clean_line("The text of this story is being prepared.")
_NO_TEXT = clean_line("The feed carries no text for this story.")
_LEFT_OFF = "where you left off: {top} goes to the top"
_NO_TEXT_BUT_A_PAGE = "The feed carries no text for this story: {full_text} reads its page."


class Reading:
    """The story in the story pane."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._desk = screen.desk
        self._view: StoryView | None = None
        self._places = Places(self._desk.paths.places if self._desk.keeps else None)
        self._completing: int | None = None
        """The story whose text or sources are being made."""

    @property
    def view(self) -> StoryView | None:
        """The story that is shown, as far as it is known."""
        return self._view

    @property
    def story_id(self) -> int | None:
        """The story that is shown."""
        return self._view.story.id if self._view else None

    def show(self, story_id: int, *, newest: bool = False) -> None:
        """Show a story at once with what is known of it; the rest follows.

        Args:
            story_id: Which; the one that is shown stays as it is.
            newest: Whether a newer edition takes its place, if one has come.
        """
        is_same = story_id == self.story_id
        if is_same and not (newest and self._view is not None and self._view.is_outdated):
            self._screen.story.mark_words(self._words())
            return
        self.leave_place()
        if not is_same:
            self._screen.finding.clear()
        self._view = view_story(self._desk.archive, story_id)
        self._completing = None
        self._show_page()
        self._screen.sourcing.begin()
        self._screen.tell_place()
        if self._view is not None:
            # Not sooner than the next frame: the text is to be seen first.
            self._screen.set_timer(_FRAME_SECONDS, partial(self._complete, story_id))

    def _show_page(self) -> None:
        """Show the story where the reader was in it."""
        view, place = self._view, 0
        if view is not None and view.stored is not None:
            place = self._places.find(view.story.id, view.stored.document.text)
        self._screen.story.show(self._page(), place=place)
        self._screen.finding.again()

    def leave_place(self) -> None:
        """Take note of where the reader is in the story shown; nowhere once it is read."""
        view, pane = self._view, self._screen.story
        if view is not None and view.stored is not None and not pane.shows_changes:
            place = 0 if pane.is_read_to_the_end else pane.place
            self._places.note(view.story.id, view.stored.document.text, place)

    def close(self) -> None:
        """Keep the places in the stories for the next start."""
        self.leave_place()
        self._places.save()

    def reload(self, *, with_page: bool, is_seen: bool = False) -> bool:
        """Show the story again, with its page's text or without, where the reader was in it.

        Returns:
            Whether that is another text than the one shown; if it is not, nothing changes but
            that a comparison gives way.
        """
        before = self._view
        if before is None:
            return False
        view = view_story(self._desk.archive, before.story.id, with_page=with_page)
        if view is None or view.stored is None:
            return False
        is_other = before.stored is None or before.stored.id != view.stored.id
        if is_other or self._screen.story.shows_changes:
            self.leave_place()
            self._view = replace(view, is_changed=view.is_changed and not is_seen)
            self._completing = None
            self._show_page()
            self._screen.sourcing.begin()
            self._screen.set_timer(_FRAME_SECONDS, partial(self._complete, view.story.id))
        return is_other

    def look(self, story_ids: Container[int]) -> None:
        """Say so when a newer edition of the story shown has come; its text stays as it is."""
        view = self._view
        if view is not None and view.story.id in story_ids and has_newer(self._desk.archive, view):
            self._view = replace(view, is_outdated=True)
            self.tell_marks()
            self._screen.tell_activity()

    def show_nothing(self) -> None:
        """Empty both panes."""
        self.leave_place()
        self._view = None
        self._screen.story.show(None)
        self._screen.sourcing.begin()

    def opened(self, story_id: int) -> None:
        """Mark a story read because it was opened."""
        if self._desk.settings.mark_read is not MarkRead.MANUAL:
            self._screen.marking.mark_read(story_id, read=True)
            self.tell_marks()
        if self._view is not None and self._view.is_changed:
            self.see_revision(story_id)
        if self._view is not None:
            self._screen.picturing.fetch_ahead(self._view)
        pane = self._screen.story
        if pane.place and not pane.overlays.word_count and not self._screen.status.is_telling:
            self._screen.say(clean_line(self._screen.keymap.fill(_LEFT_OFF)))

    def see_revision(self, story_id: int) -> None:
        """Note that the reader has seen how a story reads now."""
        if self._desk.keeps:
            job = partial(see_revision, story_id=story_id, now=self._desk.clock())
            self._screen.when_done(self._desk.write(job), partial(self._take_seen, story_id))

    def _take_seen(self, story_id: int, was_changed: bool) -> None:  # noqa: FBT001 - from a thread
        if was_changed:
            self._screen.browsing.book.forget([story_id])
            self._screen.browsing.repaint([story_id])

    def _complete(self, story_id: int) -> None:
        """Fetch the analysis of the story shown, or have it made."""
        self._screen.tell_activity()
        if self._view is None or self._view.story.id != story_id or self._is_complete:
            return
        self._view = view_analysis(self._desk.archive, self._view)
        self._screen.sourcing.show(self._view)
        if self._view.analysis is None:
            self._completing = story_id
            job = partial(complete_view, view=self._view, clock=self._desk.clock)
            self._screen.when_done(self._desk.build(job), self._take_completed)
        else:
            self._screen.story.learn(self._page())

    @property
    def _is_complete(self) -> bool:
        """Whether the sources of the story shown are known, or on their way."""
        view = self._view
        return view is not None and (view.analysis is not None or self._completing == view.story.id)

    def _take_completed(self, view: StoryView) -> None:
        if self._view is None or self._view.story.id != view.story.id:
            return
        is_same = self._view.stored is not None and self._view.stored == view.stored
        if not is_same:
            self.leave_place()
        self._view = replace(view, is_outdated=self._view.is_outdated)
        self._completing = None
        self._screen.voicing.forget_unknown()
        if is_same:
            self._screen.story.learn(self._page())
        else:
            self._show_page()
            self._screen.matching.show_in_story()
        self._screen.sourcing.show(self._view)
        self._screen.sourcing.catch_up()

    def analyse(self) -> Analysis | None:
        """Find who says what in the story shown, corrected; have it looked for when unknown."""
        if self._view is not None:
            self._complete(self._view.story.id)
        return self._view.corrected if self._view is not None else None

    def look_for_corrections(self) -> None:
        """Take over what the reader corrected in the story shown, here or elsewhere."""
        if self._view is None:
            return
        view = view_corrections(self._desk.archive, self._view)
        if view is not self._view:
            self._view = view
            self._screen.voicing.forget([view.story.id])
            if not self._screen.story.shows_changes:
                self._screen.story.learn(self._page())
            self._screen.sourcing.learn(view)

    def look_for_own_words(self) -> None:
        """Take over the tags and the note of the story shown, as they are now."""
        if self._view is None:
            return
        view = view_own_words(self._desk.archive, self._view)
        if view is not self._view:
            self._view = view
            self._screen.story.learn(self._page())
            self.tell_marks()

    def _page(self) -> StoryPage | None:
        view = self._view
        if view is None:
            return None
        entry, stored = view.story.entry, view.stored
        notice = NOTHING
        if stored is None:
            notice = _BEING_PREPARED
        elif not stored.document.text:
            to_page = clean_line(self._screen.keymap.fill(_NO_TEXT_BUT_A_PAGE))
            notice = to_page if openable(entry.url) else _NO_TEXT
        return StoryPage(
            title=self._screen.browsing.book.title(view.story),
            facts=self._facts(view),
            document=stored.document if stored else None,
            notice=notice,
            note=view.note,
            analysis=view.corrected,
            asides=list_asides(entry),
            words=self._words(),
            summary=describe_passages(view),
        )

    def _words(self) -> tuple[str, ...]:
        """List the words the list is narrowed by."""
        query = self._screen.narrowing.query
        return sought_words(query) if query else ()

    def _facts(self, view: StoryView) -> SafeText:
        """Say in a line: outlet, author, date, length, marks."""
        story, entry = view.story, view.story.entry
        now = self._desk.clock()
        facts: list[str] = [story.outlet, *entry.authors[:2]]
        facts.append(shown_moment(entry.published, now) if entry.published else "undated")
        if view.stored is not None and view.stored.document.text:
            text = view.stored.document.text
            words = text.count(" ") + text.count("\n")
            facts.append(f"{max(1, round(words / _WORDS_A_MINUTE))} min")
        shows_how = self._screen.keymap.way("changes", STORY)
        if view.is_outdated:
            facts.insert(0, f"changed while shown: {shows_how}")
        elif view.is_changed:
            facts.append(f"changed since you read it: {shows_how}")
        elif story.revision > 1:
            facts.append(f"changed: {shows_how}")
        headlines = self._desk.headlines
        if not headlines.is_read(story.id):
            facts.append("unread")
        if headlines.is_bookmarked(story.id):
            facts.append("bookmarked")
        if view.tags:
            facts.append(f"tagged {', '.join(view.tags)}")
        return clean_line(" · ".join(facts))

    def tell_marks(self) -> None:
        """Show the story's marks as they are now."""
        if self._view is not None:
            self._screen.story.retitle(self._facts(self._view))
