"""One picture of a story, what is said of it, and what became of fetching it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from newstui.newsroom.printing import describe_credit
from newstui.text.clean import NOTHING, clean_block, clean_line
from newstui.tui.drawing.blocks import PIXELS_A_CELL, block_line
from newstui.tui.drawing.overlay import undo_of
from newstui.tui.drawing.place import Place
from newstui.tui.panes.pane import Pane
from newstui.tui.strips import cut, line_strip, wrapped

if TYPE_CHECKING:
    from rich.style import Style
    from textual.geometry import Region
    from textual.strip import Strip

    from newstui.model.media import Picture
    from newstui.model.raster import Raster
    from newstui.model.text import SafeText
    from newstui.tui.drawing.canvas import Canvas
    from newstui.tui.drawing.ways import CellSize, Way

_HEAD_ROWS: Final = 2
"""The line above a picture, and an empty one."""
_CAPTION_ROWS: Final = 6
"""Most lines of a caption, where there are many."""
_SHARE: Final = 3
"""What is said of a picture takes this part of the height, at most, where there are few."""
_EDGE: Final = " "


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A picture as it is shown, or why it is not."""

    raster: Raster | None = None
    over: str = ""
    """Draws it over the cells; empty where cells draw it."""
    facts: SafeText = NOTHING
    """Its format and size."""
    message: SafeText = NOTHING
    """What is being done, or went wrong."""
    is_error: bool = False


class PicturePane(Pane):
    """A picture between a line of facts and what is said of it."""

    def __init__(self, way: Way, cell: CellSize | None, canvas: Canvas) -> None:
        super().__init__(id="picture")
        self.way, self.cell = way, cell
        self._canvas = canvas
        self._picture: Picture | None = None
        self._place = NOTHING
        self._shown = Shown()
        self._said: list[tuple[SafeText, Style]] = []
        self.is_in_signs = False
        """Whether it is drawn without colours."""

    @property
    def room(self) -> Place:
        """The cells of the screen a picture may cover."""
        self.fit_once()
        corner = self.content_region.offset
        rows = self.inside.height - _HEAD_ROWS - len(self._said) - 1
        return Place(
            x=corner.x,
            y=corner.y + _HEAD_ROWS,
            columns=max(1, self.inside.width),
            rows=max(1, rows),
        )

    def turn_to(self, picture: Picture, place: SafeText) -> None:
        """Say what is said of a picture.

        Args:
            picture: Which.
            place: Which of how many it is, and where it is from.
        """
        self._picture, self._place = picture, place
        self.show(Shown())

    def show(self, shown: Shown) -> None:
        """Show it, or say what is going on."""
        self._canvas.clear()
        self._shown = shown
        self.forget()

    def fit(self) -> None:
        """Break what is said of the picture into lines; its credit is never left out."""
        picture, width = self._picture, self.inside.width - 2
        if picture is None:
            return
        look, ellipsis = self.look, self.glyphs.ellipsis
        most = max(1, min(_CAPTION_ROWS, self.inside.height // _SHARE - 2))
        caption = picture.caption or clean_line("no caption")
        ink = look.text if picture.caption else look.muted
        said = [(line, ink) for line in wrapped(caption, width, at_most=most, ellipsis=ellipsis)]
        said.append((cut(describe_credit(picture), width, ellipsis), look.muted))
        if picture.alt and picture.alt != picture.caption:
            alt = clean_line(f"described as: {picture.alt}")
            said += [
                (line, look.muted) for line in wrapped(alt, width, at_most=2, ellipsis=ellipsis)
            ]
        self._said = said

    def line(self, y: int) -> Strip:
        """Draw one line."""
        if y == 0:
            return self._words(clean_line(" · ".join(filter(None, self._head))), self.look.title)
        first = self.inside.height - len(self._said)
        if y >= first:
            return self._words(*self._said[y - first])
        return self._of_picture(y - _HEAD_ROWS) if _HEAD_ROWS <= y < first - 1 else self.blank()

    @property
    def _head(self) -> tuple[SafeText, SafeText]:
        return self._place, self._shown.facts

    def _of_picture(self, row: int) -> Strip:
        raster = self._shown.raster
        if raster is None:
            style = self.look.error if self._shown.is_error else self.look.muted
            lines = wrapped(self._shown.message, self.inside.width - 2)
            return self._words(lines[row], style) if row < len(lines) else self.blank()
        if self._shown.over or row * PIXELS_A_CELL >= raster.height:
            return self.blank()
        width = self.inside.width
        return block_line(raster, row, width, self.look, in_signs=self.is_in_signs)

    def _words(self, text: SafeText, style: Style) -> Strip:
        shown = cut(text, self.inside.width - 2, self.glyphs.ellipsis)
        parts = [(clean_block(_EDGE), self.look.text), (shown, style)]
        return line_strip(parts, self.inside.width, self.look.text)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines, and what is drawn over them once they are on the screen."""
        if self._shown.over:
            self.call_after_refresh(self._draw_over)
        return super().render_lines(crop)

    def _draw_over(self) -> None:
        if over := self._shown.over:
            self._canvas.draw(over, undo=undo_of(self.way))

    def leave(self) -> None:
        """Take away what is drawn over the cells, for good."""
        self.show(Shown())

    def scroll_lines(self, lines: int) -> None:
        """Stay; there is nothing to move."""
