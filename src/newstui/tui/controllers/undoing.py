"""Taking back what was done: the last change, or one of the history."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from newstui.newsroom import marking
from newstui.newsroom.marking import describe_done
from newstui.store.journal import Recorded, list_history
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from concurrent.futures import Future

    from newstui.newsroom.marking import Undone
    from newstui.store.journal import Done
    from newstui.tui.screens.main import MainScreen


class Undoing:
    """The changes that can be undone."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._desk = screen.desk
        self._agreed: int | None = None
        """Number of a change made elsewhere that the next undo may take back."""

    def do_undo(self, _count: int | None) -> None:
        """Take the last change back."""
        self._screen.marking.flush()
        job = partial(
            marking.undo_own_first,
            agreed=self._agreed,
            folder=self._desk.bookmarks_folder,
            clock=self._desk.clock,
        )
        undone: Future[Undone | Recorded | None] = self._desk.write(job)
        self._screen.when_done(undone, self._tell_undone)

    def _tell_undone(self, undone: Undone | Recorded | None) -> None:
        self._agreed = None
        if undone is None:
            self._screen.say(clean_line("there is nothing to undo"))
            return
        if isinstance(undone, Recorded):
            self._agreed = undone.number
            again = self._screen.keymap.fill("{undo} again takes back what was not done here")
            self._screen.say(clean_line(f"{again}: {undone.label}"))
            return
        self._show_taken_back(undone)

    def do_history(self, _count: int | None) -> None:
        """List what was done, to take one of it back."""
        self._screen.marking.flush()
        self._screen.when_done(self._desk.write(list_history), self._choose_done)

    def _choose_done(self, done: tuple[Done, ...]) -> None:
        from newstui.tui.screens.choosing import ChoosingScreen

        if not done:
            self._screen.say(clean_line("nothing was done yet that can be undone"))
            return
        now, pane = self._desk.clock(), self._screen.headlines
        does = clean_line("undo it")
        rows = [(one.label, describe_done(one, now=now)) for one in done]
        question = clean_line("what was done, the last first:")
        chosen = ChoosingScreen(question, rows, pane, does=does)
        self._screen.app.push_screen(chosen, partial(self._take_back, done))

    def _take_back(self, done: tuple[Done, ...], index: int | None) -> None:
        if index is None:
            return
        if done[index].is_undone:
            self._screen.say(clean_line(f"that is undone already: {done[index].label}"))
            return
        job = partial(
            marking.undo,
            folder=self._desk.bookmarks_folder,
            clock=self._desk.clock,
            number=done[index].number,
        )
        self._screen.when_done(self._desk.write(job), self._tell_undone)

    def _show_taken_back(self, undone: Undone) -> None:
        """Show the stories as they are again, and say what was taken back."""
        self._screen.marking.take_from_disk(undone.flags, undone.span)
        skipped = f", {undone.skipped} changed since and left alone" if undone.skipped else ""
        self._screen.say(clean_line(f"undone: {undone.label}{skipped}"))
        if undone.feeds_changed or undone.are_listed_anew:
            self._screen.browsing.start_again()
        self._screen.refreshing.look()
