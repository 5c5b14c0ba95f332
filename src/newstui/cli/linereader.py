"""The reader without a screen: one command a line in, whole sentences out, top to bottom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newstui.cli.linecommands import Commands
from newstui.cli.linefetching import LineFetcher
from newstui.cli.output import counted
from newstui.cli.storyteller import StoryTeller, read_number
from newstui.config import MarkRead
from newstui.errors import NewstuiError
from newstui.newsroom.bookmarking import bookmark_story, unbookmark_story
from newstui.newsroom.marking import (
    mark_stories,
    redo_own_first,
    save_read_marks,
    see_revision,
    undo_own_first,
)
from newstui.newsroom.reading import read_through
from newstui.newsroom.searching import Search
from newstui.newsroom.wording import tell_headline, tell_marks
from newstui.store.journal import Recorded
from newstui.store.listing import list_headlines
from newstui.store.marks import find_marks
from newstui.text.clean import clean_block, clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from newstui.cli.library import Library
    from newstui.model.text import SafeText
    from newstui.newsroom.marking import Undone
    from newstui.newsroom.reading import StoryView

_LIST_LINES: Final = 10
"""Headlines told at one go."""
_CHUNK: Final = 500
"""Stories whose marks are looked at together."""


class LineReader:
    """A list, the story open in it, and what is told of them."""

    def __init__(
        self, library: Library, *, tell: Callable[[SafeText], None], clock: Callable[[], datetime]
    ) -> None:
        self._library = library
        self._archive = library.archive
        self._keeps = not (library.archive.is_memory or library.archive.is_read_only)
        self._commands = Commands()
        self._clock = clock
        self._write = tell
        self._ids: Sequence[int] = ()
        self._at = -1
        """Which story of the list is the current one; -1 before the first."""
        self._listed = 0
        """How many of the list have been told."""
        self._story = StoryTeller(tell=tell, browser=library.settings.browser, clock=clock)
        self._fetcher = LineFetcher(library, keeps=self._keeps, tell=tell, clock=clock)
        self._agreed: int | None = None
        self._is_over = False

    def start(self, greeting: SafeText) -> None:
        """Tell what there is."""
        self._ids = Search(self._archive, "").stories()
        self._write(greeting)
        self.do_list()

    def take(self, line: str) -> bool:
        """Carry out one line; return whether there is to be another."""
        said = self._commands.understand(line)
        if said is None:
            self._say(f"“{line.strip()}” is not known here. Say help for what is.")
            return True
        name = f"do_{said.name}"
        method: Callable[..., None] = getattr(self if hasattr(self, name) else self._story, name)
        try:
            method(said.rest) if said.rest else method()
        except NewstuiError as error:
            self._say(f"{error}.")
        return not self._is_over

    def _say(self, text: str) -> None:
        self._write(clean_block(text))

    # The list

    def do_list(self) -> None:
        """Tell the list from its beginning."""
        self._story.close()
        self._listed = 0
        unread = sum(not mark.read for mark in find_marks(self._archive, list(self._ids)))
        stories = counted(len(self._ids), "story", "stories")
        self._say(f"{stories}, {unread:,} unread.")
        self.do_more()

    def do_more(self) -> None:
        """Go on with the open story, else with the list."""
        if self._story.is_open:
            self._story.tell_part()
            return
        some = list(self._ids[self._listed : self._listed + _LIST_LINES])
        if not some:
            self._say("The list is at its end." if self._ids else "There are no stories here.")
            return
        rows, marks = list_headlines(self._archive, some), find_marks(self._archive, some)
        for number, (row, mark) in enumerate(zip(rows, marks, strict=True), self._listed + 1):
            if row is not None:
                self._write(tell_headline(row, mark, number, now=self._clock()))
        self._listed += len(some)
        left = len(self._ids) - self._listed
        more = f"{left:,} more: say more. " if left else ""
        self._say(f"{more}Say a number to open a story, or help.")

    def do_find(self, words: str = "") -> None:
        """List the stories a query describes."""
        if not words:
            self._say("Say find and what to look for, such as find bridge, or find is:unread.")
            return
        self._ids, self._at = Search(self._archive, words).stories(), -1
        self._say(f"Found for {words}:")
        self.do_list()

    def do_all(self) -> None:
        """List every story again."""
        self._ids, self._at = Search(self._archive, "").stories(), -1
        self.do_list()

    def do_back(self) -> None:
        """Go from the story to the list, or from there out."""
        if not self._story.is_open:
            self.do_quit()
        else:
            self._story.close()
            self._listed = self._at - self._at % _LIST_LINES
            self.do_more()

    def do_quit(self) -> None:
        """End."""
        self._is_over = True

    def do_help(self) -> None:
        """Tell what can be said."""
        self._say("\n".join(self._commands.describe()))

    # Opening

    def do_open(self, number: str = "") -> None:
        """Open a story by its number in the list; the current one without."""
        if not number:
            self._open(max(0, self._at))
        elif (at := read_number(number)) is None:
            self._say(f"“{number}” is no number of a story.")
        else:
            self._open(at - 1)

    def do_next(self) -> None:
        """Open the next story."""
        self._open(self._at + 1)

    def do_previous(self) -> None:
        """Open the story before."""
        self._open(self._at - 1)

    def do_next_unread(self) -> None:
        """Open the next unread story, going round at the end."""
        first = self._at + 1
        self._open_unread([*range(first, len(self._ids)), *range(first)])

    def do_previous_unread(self) -> None:
        """Open the unread story before, going round at the top."""
        last = max(self._at, 0)
        self._open_unread([*reversed(range(last)), *reversed(range(last, len(self._ids)))])

    def _open_unread(self, places: list[int]) -> None:
        for first in range(0, len(places), _CHUNK):
            some = places[first : first + _CHUNK]
            marks = find_marks(self._archive, [self._ids[at] for at in some])
            unread = next((at for at, mark in zip(some, marks, strict=True) if not mark.read), None)
            if unread is not None:
                self._open(unread)
                return
        self._say("No unread stories are left here.")

    def _open(self, at: int) -> None:
        if not 0 <= at < len(self._ids):
            stories = counted(len(self._ids), "story", "stories")
            self._say(f"There is no story {at + 1}: the list has {stories}.")
            return
        view = read_through(self._archive, self._ids[at], clock=self._clock)
        if view is None:
            self._say(f"Story {at + 1} is gone.")
            return
        self._at = at
        self._mark_opened(view)
        self._story.open(view)
        self._say(f"Story {at + 1} of {len(self._ids)}, {self._marks()}.")
        self._story.do_again()

    def _mark_opened(self, view: StoryView) -> None:
        if self._archive.is_read_only:
            return
        if self._library.settings.mark_read is not MarkRead.MANUAL:
            save_read_marks(self._archive, reads={view.story.id: True}, clock=self._clock)
        if view.is_changed:
            see_revision(self._archive, view.story.id, now=self._clock())

    # Fetching

    def do_refresh(self) -> None:
        """Fetch every feed again."""
        self._fetcher.refresh()

    def do_page(self) -> None:
        """Read the story's page in full, and tell the story again."""
        story_id = self._current()
        if story_id is not None and self._fetcher.read_page(story_id):
            self._open(self._at)

    # Marks

    def do_bookmark(self) -> None:
        """Bookmark the story, or take the bookmark off."""
        if not self._keeps:
            self._say("Nothing is kept here, so there are no bookmarks.")
        elif (story_id := self._current()) is not None:
            on = not find_marks(self._archive, [story_id])[0].bookmarked
            change = bookmark_story if on else unbookmark_story
            folder = self._library.bookmarks_folder
            told = change(self._archive, story_id, folder=folder, clock=self._clock)
            self._say(f"{told.text[:1].upper()}{told.text[1:]}. Undo takes that back.")

    def do_read(self) -> None:
        """Mark the story read."""
        self._mark(read=True)

    def do_unread(self) -> None:
        """Mark the story unread."""
        self._mark(read=False)

    def do_toggle_read(self) -> None:
        """Mark the story read, or unread again."""
        if (story_id := self._current()) is not None:
            self._mark(read=not find_marks(self._archive, [story_id])[0].read)

    def _mark(self, *, read: bool) -> None:
        if (story_id := self._current()) is not None:
            changed = mark_stories(self._archive, [story_id], read=read, clock=self._clock)
            word = "read" if read else "unread"
            undo = " Undo takes that back." if changed else ""
            self._say(f"Story {self._at + 1} is {'now ' if changed else ''}{word}.{undo}")

    def _current(self) -> int | None:
        if not 0 <= self._at < len(self._ids):
            self._say("No story was opened yet. Say a number to open one.")
            return None
        return self._ids[self._at]

    def do_undo(self) -> None:
        """Take the last change back."""
        self._turn(undo_own_first, "undo", "Undo again takes it back")

    def do_redo(self) -> None:
        """Do again what was taken back last."""
        self._turn(redo_own_first, "redo", "Redo again does it")

    def _turn(self, way: Callable[..., Undone | Recorded | None], verb: str, again: str) -> None:
        folder = self._library.bookmarks_folder
        turned = way(self._archive, agreed=self._agreed, folder=folder, clock=self._clock)
        self._agreed = turned.number if isinstance(turned, Recorded) else None
        if turned is None:
            self._say(f"There is nothing to {verb}.")
        elif isinstance(turned, Recorded):
            self._say(f"That was not done here: {turned.label}. {again}.")
        else:
            self._say(f"{verb[:2].capitalize()}done: {turned.label}.")

    def _marks(self) -> SafeText:
        [row] = list_headlines(self._archive, [self._ids[self._at]])
        [mark] = find_marks(self._archive, [self._ids[self._at]])
        return tell_marks(row, mark) if row else clean_line("gone")
