"""A pane with a cursor that goes from row to row."""

from __future__ import annotations

from newstui.tui.panes.pane import Pane


class Listing(Pane):
    """Rows of which one is current; what it is a list of is up to the subclass."""

    _cursor: int = 0
    _is_away: bool = False
    """Whether the wheel may have moved the current row out of sight."""

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    @property
    def rows_on_page(self) -> int:
        """How many rows a page moves by, at least 1."""
        raise NotImplementedError

    def move_to(self, index: int) -> None:
        """Put the cursor on a row; beyond the ends means the ends."""
        raise NotImplementedError

    def do_next(self, count: int | None) -> None:
        """Go down."""
        self.move_to(self._cursor + (count or 1))

    def do_previous(self, count: int | None) -> None:
        """Go up."""
        self.move_to(self._cursor - (count or 1))

    def do_page_down(self, count: int | None) -> None:
        """Go down by pages."""
        self.move_to(self._cursor + self.rows_on_page * (count or 1))

    def do_page_up(self, count: int | None) -> None:
        """Go up by pages."""
        self.move_to(self._cursor - self.rows_on_page * (count or 1))

    def do_half_page_down(self, count: int | None) -> None:
        """Go down by half pages."""
        self.move_to(self._cursor + max(1, self.rows_on_page // 2) * (count or 1))

    def do_half_page_up(self, count: int | None) -> None:
        """Go up by half pages."""
        self.move_to(self._cursor - max(1, self.rows_on_page // 2) * (count or 1))

    def do_top(self, count: int | None) -> None:
        """Go to the top, or to the row counted."""
        self.move_to((count or 1) - 1)

    def do_bottom(self, count: int | None) -> None:
        """Go to the bottom, or to the row counted."""
        self.move_to((count or self.row_count) - 1)
