"""What every pane has in common: its look, its focus, and lines drawn one by one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from newstui.tui.glyphs import UNICODE
from newstui.tui.strips import line_strip
from newstui.tui.themes import DEFAULT_LOOK, find_look

if TYPE_CHECKING:
    from textual import events
    from textual.geometry import Size

    from newstui.tui.glyphs import GlyphSet
    from newstui.tui.themes import Look

_WHEEL_LINES = 3


class Pane(Widget, can_focus=False, inherit_bindings=False):
    """A widget that draws only the lines it shows."""

    ALLOW_SELECT = False

    @dataclass
    class Touched(Message):
        """The reader clicked into the pane."""

        pane_id: str

    look: Look = find_look(DEFAULT_LOOK)
    glyphs: GlyphSet = UNICODE
    is_active: bool = False
    """Whether keys act on it."""

    def restyle(self, look: Look, glyphs: GlyphSet) -> None:
        """Draw in other colours or characters from now on."""
        self.look, self.glyphs = look, glyphs
        self.forget()

    _fitted: Size | None = None

    def fit(self) -> None:
        """Lay out for the pane's size, look and content as they are now."""

    def forget(self) -> None:
        """Lay out and draw again."""
        self._fitted = None
        self.refresh()

    def blank(self) -> Strip:
        """Draw an empty line."""
        return line_strip((), self.size.width, self.look.text)

    def line(self, y: int) -> Strip:
        """Draw the line at `y`, counted from the top of the pane's inside."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """Draw one line for Textual; before the first layout there is none."""
        if self.size.width <= 0:
            return Strip.blank(0)
        self.fit_once()
        return self.line(y)

    def fit_once(self) -> None:
        """Lay out unless that was done for this size; lines may be asked for before it is told."""
        if self._fitted != self.size:
            self._fitted = self.size
            self.fit()

    def scroll_lines(self, lines: int) -> None:
        """Move what is shown by so many lines, down when positive."""
        raise NotImplementedError

    def on_resize(self) -> None:
        """Lay out anew for another size."""
        self.forget()

    def activate(self, *, active: bool) -> None:
        """Show the pane as the one keys act on, or as one of the others."""
        if active != self.is_active:
            self.is_active = active
            self.set_class(active, "-active")
            self.forget()

    def on_mouse_down(self) -> None:
        """Say that the reader turned to this pane."""
        if self.id is not None:
            self.post_message(self.Touched(self.id))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Follow the wheel."""
        event.stop()
        self.scroll_lines(_WHEEL_LINES)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Follow the wheel."""
        event.stop()
        self.scroll_lines(-_WHEEL_LINES)
