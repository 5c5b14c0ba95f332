"""Taking back what was done, and doing it again: the last change, or one of the history."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from newstui.newsroom import marking
from newstui.newsroom.marking import describe_done
from newstui.store.journal import Recorded, list_history
from newstui.text.clean import clean_block, clean_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from newstui.newsroom.marking import Undone
    from newstui.store.journal import Done
    from newstui.tui.screens.main import MainScreen


class Undoing:
    """The changes that can be undone, and redone."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._desk = screen.desk
        self._agreed: int | None = None
        """Number of a change made elsewhere that the next undo, or redo, may be of."""

    def do_undo(self, _count: int | None) -> None:
        """Take the last change back."""
        self._turn(marking.undo_own_first, self._tell_undone)

    def do_redo(self, _count: int | None) -> None:
        """Do again what was taken back last."""
        self._turn(marking.redo_own_first, self._tell_redone)

    def _turn(
        self,
        way: Callable[..., Undone | Recorded | None],
        then: Callable[[Undone | Recorded | None], None],
        **more: int | None,
    ) -> None:
        """Undo or redo in the background."""
        self._screen.marking.flush()
        chosen = more or {"agreed": self._agreed}
        job = partial(way, folder=self._desk.bookmarks_folder, clock=self._desk.clock, **chosen)
        turned: Future[Undone | Recorded | None] = self._desk.write(job)
        self._screen.when_done(turned, then)

    def _tell_undone(self, undone: Undone | Recorded | None) -> None:
        again = "{undo} again takes back what was not done here"
        if (known := self._known(undone, "there is nothing to undo", again)) is not None:
            self._show_turned("undone", known)

    def _tell_redone(self, redone: Undone | Recorded | None) -> None:
        again = "{redo} again does what was not taken back here"
        if (known := self._known(redone, "there is nothing to redo", again)) is not None:
            self._show_turned("redone", known)

    def _known(self, turned: Undone | Recorded | None, nothing: str, again: str) -> Undone | None:
        """Say so where nothing was done, or not yet."""
        self._agreed = turned.number if isinstance(turned, Recorded) else None
        if isinstance(turned, Recorded):
            told = self._screen.keymap.fill(again)
            self._screen.say(clean_line(f"{told}: {turned.label}"))
            return None
        if turned is None:
            self._screen.say(clean_line(nothing))
        return turned

    def do_history(self, _count: int | None) -> None:
        """List what was done, to take one of it back or do it again."""
        self._screen.marking.flush()
        self._screen.when_done(self._desk.write(list_history), self._choose_done)

    def _choose_done(self, done: tuple[Done, ...]) -> None:
        from newstui.tui.screens.choosing import ChoosingScreen

        if not done:
            self._screen.say(clean_line("nothing was done yet that can be undone"))
            return
        now, pane = self._desk.clock(), self._screen.headlines
        does = clean_line("undo it, or redo what is undone")
        rows = [(one.label, describe_done(one, now=now)) for one in done]
        question = clean_line("what was done, the last first:")
        chosen = ChoosingScreen(question, rows, pane, does=does)
        self._screen.app.push_screen(chosen, partial(self._turn_chosen, done))

    def _turn_chosen(self, done: tuple[Done, ...], index: int | None) -> None:
        if index is None:
            return
        chosen = done[index]
        if chosen.can_redo:
            self._turn(marking.redo, self._tell_redone, number=chosen.number)
        elif chosen.is_undone:
            told = f"that is undone already, and cannot be redone: {chosen.label}"
            self._screen.say(clean_line(told))
        else:
            self._turn(marking.undo, self._tell_undone, number=chosen.number)

    def _show_turned(self, what: str, turned: Undone) -> None:
        """Show the stories as they are now, and say what was taken back or done again."""
        self._screen.marking.take_from_disk(turned.flags, turned.span)
        skipped = f", {turned.skipped} changed since and left alone" if turned.skipped else ""
        other = self._screen.keymap.fill("{redo} redoes" if what == "undone" else "{undo} undoes")
        tail = clean_block(f" · {other}")
        self._screen.say(clean_line(f"{what}: {turned.label}{skipped}"), tail)
        if turned.feeds_changed or turned.are_listed_anew:
            self._screen.browsing.start_again()
        self._screen.refreshing.look()
