"""A pane through whose blocks of lines the reader scrolls."""

from __future__ import annotations

from newstui.tui.panes.flow import Flow
from newstui.tui.panes.pane import Pane


class Scrolled(Pane):
    """Blocks one below the other, by lines and by pages."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self._flow = Flow()

    def scroll_lines(self, lines: int) -> None:
        """Move through the lines."""
        self.fit_once()
        if self._flow.scroll(lines):
            self.refresh()

    def do_next(self, count: int | None) -> None:
        """Go down by lines."""
        self.scroll_lines(count or 1)

    def do_previous(self, count: int | None) -> None:
        """Go up by lines."""
        self.scroll_lines(-(count or 1))

    def do_page_down(self, count: int | None) -> None:
        """Go down by pages; one line stays."""
        self.scroll_lines(max(1, self._flow.page - 1) * (count or 1))

    def do_page_up(self, count: int | None) -> None:
        """Go up by pages; one line stays."""
        self.scroll_lines(-max(1, self._flow.page - 1) * (count or 1))

    def do_half_page_down(self, count: int | None) -> None:
        """Go down by half pages."""
        self.scroll_lines(max(1, self._flow.page // 2) * (count or 1))

    def do_half_page_up(self, count: int | None) -> None:
        """Go up by half pages."""
        self.scroll_lines(-max(1, self._flow.page // 2) * (count or 1))

    def do_top(self, _count: int | None) -> None:
        """Go to the top."""
        self._flow.top = (0, 0)
        self.refresh()

    def do_bottom(self, _count: int | None) -> None:
        """Go to the end."""
        self.fit_once()
        self._flow.go_to((len(self._flow.blocks), 0))
        self.refresh()
