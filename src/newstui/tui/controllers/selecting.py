"""Selecting a part of the story, by keyboard or mouse, and copying it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newstui.text.clean import clean_block, clean_line
from newstui.text.sentences import sentence_beside
from newstui.tui.actions import STORY

if TYPE_CHECKING:
    from newstui.model.text import Offsets
    from newstui.tui.panes.story import StoryPane
    from newstui.tui.screens.main import MainScreen

_LIMIT: Final = 50_000
"""Most characters that are copied: terminals take no more at once (OSC 52)."""
_HINTS: Final = (
    "{next} {previous} extend · {next_story} {previous_story} move · {select} by %s"
    " · {copy_link} copies · {escape} leaves"
)


class Selecting:
    """The part of the story that is selected, if any is."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._by_sentences = False
        self._is_drawn = False
        """Whether it was drawn with the mouse, and holds parts of lines."""
        self._first: Offsets = (0, 0)
        """The line or sentence the selection began with."""
        self._last: Offsets = (0, 0)
        """The one it reaches to, before or after the first."""
        self.keys = SelectionKeys(self)

    @property
    def _pane(self) -> StoryPane:
        return self._screen.story

    @property
    def is_on(self) -> bool:
        """Whether keys change what is selected."""
        return self._pane.overlays.selection is not None and self._pane.is_active

    @property
    def last_offset(self) -> int:
        """Where the last of the text stands."""
        return max(0, len(self._pane.overlays.text) - 1)

    def do_select(self, _count: int | None) -> None:
        """Begin with the match or passage in sight, else with the first line; again, sentences."""
        self._screen.catch_up()
        pane = self._pane
        self._screen.moving.go_to_story()
        if pane.overlays.selection is not None:
            self._by_sentences = not self._by_sentences
            begin, end = pane.overlays.selection
        else:
            first = pane.overlays.match or pane.first_line()
            if first is None:
                self._screen.say(clean_line("there is no text to select"))
                return
            self._by_sentences = False
            begin, end = first
        self._first = self._unit(begin) or (begin, end)
        self._last = self._unit(max(begin, end - 1)) or self._first
        self._show()
        self._tell()

    def _unit(self, offset: int, step: int = 0) -> Offsets | None:
        """Find the line or sentence at an offset, or one beside it."""
        if self._by_sentences:
            return sentence_beside(self._pane.overlays.text, offset, step)
        return self._pane.line_beside(offset, step)

    def extend(self, steps: int) -> None:
        """Select more, or less: up or down from where the selection began."""
        last = self._unit(self._last[0], steps)
        if last is not None:
            self._last = last
            self._show()
        self._tell()

    def move(self, steps: int) -> None:
        """Select as much further up or down."""
        first, last = self._unit(self._first[0], steps), self._unit(self._last[0], steps)
        if first is not None and last is not None:
            self._first, self._last = first, last
            self._show()
        self._tell()

    def reach(self, offset: int) -> None:
        """Select up to a place in the text."""
        self._last = self._unit(offset) or self._last
        self._show()
        self._tell()

    def take_dragged(self) -> None:
        """Take over what the mouse has selected."""
        selection = self._pane.overlays.selection
        if selection is not None:
            self._by_sentences, self._is_drawn = False, True
            start, end = selection
            self._first, self._last = (start, start), (end - 1, end)
            self._tell()

    def _show(self) -> None:
        self._is_drawn = False
        pane, ends = self._pane, (*self._first, *self._last)
        pane.overlays.selection = min(ends), max(ends)
        pane.reveal(*self._last)

    def _tell(self) -> None:
        other = "lines" if self._by_sentences else "sentences"
        hints = self._screen.keymap.fill(_HINTS % other, STORY)
        self._screen.say(clean_line(f"{self._describe()} · {hints}"))

    def _describe(self) -> str:
        """Say how much is selected."""
        start, end = self._pane.overlays.selection or (0, 0)
        if self._is_drawn:
            words = len(self._pane.overlays.text[start:end].split())
            return f"{words:,} {'word' if words == 1 else 'words'}"
        count, at = 0, start
        while (unit := self._unit(at, min(count, 1))) is not None and unit[0] < end:
            count, at = count + 1, unit[0]
        what = "sentence" if self._by_sentences else "line"
        return f"{count:,} {what if count == 1 else what + 's'}"

    def copy(self) -> None:
        """Copy what is selected, and leave it."""
        start, end = self._pane.overlays.selection or (0, 0)
        told, text = self._describe(), self._pane.overlays.text[start:end].strip()
        if len(text) > _LIMIT:
            told, text = f"the first {_LIMIT:,} characters of {told}", text[:_LIMIT]
        self._screen.app.copy_to_clipboard(clean_block(text))
        self.leave()
        self._screen.say(clean_line(f"copied {told}"))

    def leave(self) -> None:
        """Select nothing."""
        self._pane.overlays.selection = None
        self._pane.refresh()


class SelectionKeys:
    """What keys do while a part of the story is selected."""

    def __init__(self, selecting: Selecting) -> None:
        self._selecting = selecting

    def do_next(self, count: int | None) -> None:
        """Select more downwards."""
        self._selecting.extend(count or 1)

    def do_previous(self, count: int | None) -> None:
        """Select more upwards."""
        self._selecting.extend(-(count or 1))

    def do_next_story(self, count: int | None) -> None:
        """Move the selection down."""
        self._selecting.move(count or 1)

    def do_previous_story(self, count: int | None) -> None:
        """Move the selection up."""
        self._selecting.move(-(count or 1))

    def do_top(self, _count: int | None) -> None:
        """Select up to the beginning."""
        self._selecting.reach(0)

    def do_bottom(self, _count: int | None) -> None:
        """Select up to the end."""
        self._selecting.reach(self._selecting.last_offset)

    def do_copy_link(self, _count: int | None) -> None:
        """Copy what is selected."""
        self._selecting.copy()

    def do_escape(self, _count: int | None) -> None:
        """Select nothing."""
        self._selecting.leave()
