"""What every pane has in common: its look, its focus, and lines drawn one by one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Self

from rich.segment import Segment
from textual.geometry import Offset, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from newstui.text.clean import clean_block
from newstui.tui.glyphs import UNICODE
from newstui.tui.keymap import DEFAULT_KEYMAP
from newstui.tui.strips import cut, in_ascii, line_strip
from newstui.tui.themes import DEFAULT_LOOK, find_look

if TYPE_CHECKING:
    from textual import events
    from textual.geometry import Region

    from newstui.tui.glyphs import GlyphSet
    from newstui.tui.keymap import Keymap
    from newstui.tui.themes import Look

_WHEEL_LINES = 3
_STRIPS_KEPT = 500


class Pane(Widget, can_focus=False, inherit_bindings=False):
    """A widget that draws only the lines it shows."""

    ALLOW_SELECT = False
    LABEL: ClassVar[str] = ""
    """Stands in the frame."""

    @dataclass
    class Touched(Message):
        """The reader clicked into the pane."""

        pane_id: str

    look: Look = find_look(DEFAULT_LOOK)
    glyphs: GlyphSet = UNICODE
    keymap: Keymap = DEFAULT_KEYMAP
    is_active: bool = False
    """Whether keys act on it."""

    def restyle(self, look: Look, glyphs: GlyphSet) -> None:
        """Draw in other colours or characters from now on."""
        self.look, self.glyphs = look, glyphs
        self.forget()

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self.inside = Size(0, 0)
        """Cells within the frame, as they were when the pane was laid out."""
        self._outside = Size(0, 0)
        self._is_fitted = False
        self._edged_strips: dict[int, tuple[Strip, Strip]] = {}
        self._drawn: dict[int, Strip] = {}

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Have lines drawn again: those of some regions of the inside, or all."""
        above = (self.outer_size.height - self.size.height) // 2 if regions else 0
        if not regions:
            self._drawn.clear()
        for region in regions:
            for y in range(region.y, region.bottom):
                self._drawn.pop(y + above, None)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    @property
    def is_framed(self) -> bool:
        """Whether there is a frame around it, as there is where panes stand side by side."""
        return self._outside.height > self.inside.height

    def fit(self) -> None:
        """Lay out for the pane's size, look and content as they are now."""

    def forget(self) -> None:
        """Lay out and draw again."""
        self._is_fitted = False
        self.refresh()

    def blank(self) -> Strip:
        """Draw an empty line."""
        return line_strip((), self.inside.width, self.look.text)

    def line(self, y: int) -> Strip:
        """Draw the line at `y`, counted from the top of the pane's inside."""
        raise NotImplementedError

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines for Textual, the frame included where there is room for one.

        Textual's own frames cost more than everything within them.
        """
        self.fit_once()
        if self.inside.width <= 0 or self.inside.height <= 0:
            return [Strip.blank(crop.width)] * crop.height
        drawn = self._drawn
        for y in range(crop.y, crop.bottom):
            if y not in drawn:
                drawn[y] = self._framed_line(y)
                if self.glyphs.is_ascii:
                    drawn[y] = in_ascii(drawn[y])
        strips = [drawn[y] for y in range(crop.y, crop.bottom)]
        if (crop.x, crop.width) != (0, self._outside.width):
            strips = [strip.crop(crop.x, crop.right) for strip in strips]
        return strips

    def _framed_line(self, y: int) -> Strip:
        if not self.is_framed:
            return self.line(y)
        width, height = self._outside
        if 0 < y < height - 1:
            return self._edged(self.line(y - 1))
        style = self.look.accent if self.is_active else self.look.line
        left_top, right_top, left_bottom, right_bottom, across, _side = tuple(self.glyphs.frame)
        if y > 0:
            line = clean_block(left_bottom + across * (width - 2) + right_bottom)
            return line_strip([(line, style)], width, self.look.text)
        # A frame may be faint; what the pane is called is to be read.
        # Without colours, too, one sees where the keys go.
        lead = self.glyphs.here if self.is_active else " "
        label = cut(clean_block(f"{lead}{self.LABEL} "), width - 3)
        rest = clean_block(across * (width - 3 - len(label)) + right_top)
        ink = self.look.accent if self.is_active else self.look.muted
        parts = [(clean_block(left_top + across), style), (label, ink), (rest, style)]
        return line_strip(parts, width, self.look.text)

    def _edged(self, strip: Strip) -> Strip:
        """Put the frame's sides around a line; the same line is given the same strip again."""
        known = self._edged_strips.get(id(strip))
        if known is not None and known[0] is strip:
            return known[1]
        style = self.look.accent if self.is_active else self.look.line
        edge = Strip([Segment(self.glyphs.frame[-1], style)], 1)
        edged = Strip.join([edge, strip, edge])
        if len(self._edged_strips) >= _STRIPS_KEPT:
            self._edged_strips.clear()
        self._edged_strips[id(strip)] = strip, edged
        return edged

    @property
    def spot(self) -> Offset:
        """Where the terminal's cursor stands in the pane: at the line marked as current.

        It is read from what is drawn, so that eyes and screen readers are told the same.
        """
        inset = (self._outside.height - self.inside.height) // 2
        marks = self.glyphs.here, self.glyphs.bar
        for y, strip in sorted(self._drawn.items()):
            line = strip.text[inset:]
            if line.lstrip().startswith(marks):
                return Offset(inset + len(line) - len(line.lstrip()), y)
        return Offset(inset, inset)

    def fit_once(self) -> None:
        """Lay out unless that was done for this size; lines may be asked for before it is told."""
        inside = self.size
        if not self._is_fitted or inside != self.inside:
            self._is_fitted, self.inside, self._outside = True, inside, self.outer_size
            self._drawn.clear()
            self._edged_strips.clear()
            self.fit()

    def scroll_lines(self, lines: int) -> None:
        """Move what is shown by so many lines, down when positive."""
        raise NotImplementedError

    def on_resize(self) -> None:
        """Lay out anew for another size."""
        self.forget()

    def announce(self, message: Message) -> None:
        """Have the screen take a message at once: a key typed behind this one comes after it."""
        taken = getattr(self.screen, message.handler_name, None)
        if taken is not None:
            taken(message)

    def activate(self, *, active: bool) -> None:
        """Show the pane as the one keys act on, or as one of the others."""
        if active != self.is_active:
            self.is_active = active
            self.forget()

    def on_mouse_down(self, _event: events.MouseDown) -> None:
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
