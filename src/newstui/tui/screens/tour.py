"""The two-minute tour: the real screen on the samples, where nothing is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newstui.text.clean import clean_line
from newstui.tui.actions import HEADLINES
from newstui.tui.panes.tour import STEPS, TourPane
from newstui.tui.screens.main import MainScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult

    from newstui.model.text import SafeText
    from newstui.newsroom.desk import Desk
    from newstui.tui.glyphs import GlyphSet

_FREE: Final = frozenset({"previous", "previous_passage", "redraw", "suspend"})
"""Actions that lead nowhere else, so that they may be tried at any step."""
_LEAVES: Final = frozenset({"escape", "quit"})
_ALWAYS_LEAVES: Final = "Esc"


class TourScreen(MainScreen, inherit_bindings=False):
    """The main screen, which takes the keys that were taught and waits for the next one."""

    def __init__(
        self, desk: Desk, glyphs: GlyphSet, leave: Callable[[int, SafeText], None]
    ) -> None:
        super().__init__(desk, glyphs, leave)
        # They were told where the tour is begun.
        self.mistakes = ()
        texts = [clean_line(self.keymap.fill(step.text, HEADLINES)) for step in STEPS]
        self._leaving_key = self.keymap.key("escape", HEADLINES) or _ALWAYS_LEAVES
        self._tour = TourPane(texts, self._leaving_key)
        self._at = 0
        self._is_typing = False

    def compose(self) -> ComposeResult:
        """Lay the tour over the last lines of the panes."""
        yield from super().compose()
        yield self._tour

    def on_mount(self) -> None:
        """Begin with the first step; the main screen's own beginning comes besides."""
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        if not self._tour.is_attached:
            return  # it was left before it was drawn
        self._tour.restyle(self.headlines.look, self.headlines.glyphs)
        self._tour.show(self._at)

    def on_resize(self, event: events.Resize) -> None:
        """Break the step for another width; the main screen's own part comes besides."""
        self._tour.stretch(event.size.width)

    def on_key(self, event: events.Key) -> None:
        """Leave by Esc, whatever is typed and set; every other key is the main screen's."""
        if event.key == "escape" and self.app.screen is self:
            event.stop()
            event.prevent_default()
            self.leave(0)
        else:
            self.call_next(self._go_on)

    def carry_out(self, name: str, count: int | None = None) -> None:
        """Do what was taught by now, and go on when it is what this step teaches."""
        step = STEPS[self._at]
        if name in _LEAVES:
            self.leave(0)
        elif name == step.action:
            if step.is_carried_out:
                super().carry_out(name, count)
            # What is typed is shown first.
            self._is_typing = True
        elif name in _FREE or name in {one.action for one in STEPS[: self._at]}:
            super().carry_out(name, count)
        elif step.action:
            self.say(clean_line("this key does something else; the tour waits for the one above"))
        elif name == "back_or_quit":
            self.leave(0)
        else:
            told = f"the tour is over; {self._leaving_key} goes back to your own stories"
            self.say(clean_line(told))

    def _go_on(self) -> None:
        """Tell the next step once the key of this one has done its work."""
        if self._is_typing and not self.status.is_asking and not self.is_left:
            self._is_typing = False
            self._at += 1
            self._tour.show(self._at)
