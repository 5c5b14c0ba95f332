"""Taking back what was done, and doing it again: the last change, or one of the history."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

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

    Tell = Callable[..., None]
    """Takes what was done, and a tail of it that is never cut."""


_UNDONE: Final = "undone"
_REDONE: Final = "redone"
_NOTHING: Final = {_UNDONE: "there is nothing to undo", _REDONE: "there is nothing to redo"}
_AGREE: Final = {
    _UNDONE: "{undo} again takes back what was not done here",
    _REDONE: "{redo} again does what was not taken back here",
}
_OTHER_WAY: Final = {_UNDONE: "{redo} redoes", _REDONE: "{undo} undoes"}


class Undoing:
    """The changes that can be undone, and redone."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._desk = screen.desk
        self._agreed: int | None = None
        """Number of a change made elsewhere that the next undo, or redo, may be of."""

    def do_undo(self, _count: int | None) -> None:
        """Take the last change back."""
        self.undo(self._screen.say)

    def do_redo(self, _count: int | None) -> None:
        """Do again what was taken back last."""
        self.redo(self._screen.say)

    def undo(self, tell: Tell, failed: Callable[[], None] | None = None) -> None:
        """Take the last change back, and tell what that was."""
        self._turn(marking.undo_own_first, _UNDONE, tell, failed, agreed=self._agreed)

    def redo(self, tell: Tell, failed: Callable[[], None] | None = None) -> None:
        """Do again what was taken back last, and tell what that was."""
        self._turn(marking.redo_own_first, _REDONE, tell, failed, agreed=self._agreed)

    def _turn(
        self,
        way: Callable[..., Undone | Recorded | None],
        what: str,
        tell: Tell,
        failed: Callable[[], None] | None = None,
        **chosen: int | None,
    ) -> None:
        """Undo or redo in the background."""
        self._screen.marking.flush()
        job = partial(way, folder=self._desk.bookmarks_folder, clock=self._desk.clock, **chosen)
        turned: Future[Undone | Recorded | None] = self._desk.write(job)
        self._screen.when_done(turned, partial(self._take, what, tell), failed=failed)

    def _take(self, what: str, tell: Tell, turned: Undone | Recorded | None) -> None:
        """Show and tell what was done; say so where nothing was, or not yet."""
        self._agreed = turned.number if isinstance(turned, Recorded) else None
        fill = self._screen.keymap.fill
        if turned is None:
            tell(clean_line(_NOTHING[what]))
        elif isinstance(turned, Recorded):
            tell(clean_line(f"{fill(_AGREE[what])}: {turned.label}"))
        else:
            skipped = f", {turned.skipped} changed since and left alone" if turned.skipped else ""
            told = clean_line(f"{what}: {turned.label}{skipped}")
            self._show(turned)
            tell(told, clean_block(f" · {fill(_OTHER_WAY[what])}"))

    def do_history(self, _count: int | None) -> None:
        """List what was done, to take one of it back or do it again."""
        self._screen.marking.flush()
        self._screen.show_when_done(self._desk.write(list_history), self._choose_done)

    def _choose_done(self, done: tuple[Done, ...]) -> None:
        from newstui.tui.screens.choosing import ChoosingScreen

        if not done:
            self._screen.say(clean_line("nothing was done yet that can be undone"))
            return
        now, pane = self._desk.clock(), self._screen.headlines
        rows = [(one.label, describe_done(one, now=now)) for one in done]
        question = clean_line("what was done, the last first:")
        chosen = ChoosingScreen(question, rows, pane, does="undo or redo")
        self._screen.app.push_screen(chosen, partial(self._turn_chosen, done))

    def _turn_chosen(self, done: tuple[Done, ...], index: int | None) -> None:
        if index is None:
            return
        chosen, say = done[index], self._screen.say
        if chosen.can_redo:
            self._turn(marking.redo, _REDONE, say, number=chosen.number)
        elif chosen.is_undone:
            told = f"that is undone already, and cannot be redone: {chosen.label}"
            say(clean_line(told))
        else:
            self._turn(marking.undo, _UNDONE, say, number=chosen.number)

    def _show(self, turned: Undone) -> None:
        """Show the stories as they are now."""
        self._screen.marking.take_from_disk(turned.flags, turned.span)
        if turned.feeds_changed or turned.are_listed_anew:
            self._screen.browsing.start_again()
        self._screen.refreshing.look()
