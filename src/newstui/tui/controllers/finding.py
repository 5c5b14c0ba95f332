"""Finding words in the story shown, and stepping from match to match."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstui.text.clean import NOTHING, clean_line
from newstui.text.finding import MOST_FOUND
from newstui.tui.actions import STORY

if TYPE_CHECKING:
    from newstui.model.text import SafeText
    from newstui.tui.panes.story import StoryPane
    from newstui.tui.screens.main import MainScreen


_STEPPING = "{next_unread} next match · {previous_match} match before · {escape} ends"


class Finding:
    """What is looked for in the story, if anything is."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._wanted = NOTHING
        self._origin = 0
        """The place the reader was at when looking began."""
        self.steps = MatchSteps(self)

    @property
    def _pane(self) -> StoryPane:
        return self._screen.story

    @property
    def is_shown(self) -> bool:
        """Whether keys step through matches."""
        return bool(self._wanted) and self._screen.moving.at == STORY

    @property
    def activity(self) -> SafeText:
        """What is looked for and which match this is, for the bottom line."""
        found = self._pane.overlays
        if not self._wanted:
            return NOTHING
        if not found.matches:
            return clean_line(f'no "{self._wanted}"')
        more = "+" if len(found.matches) == MOST_FOUND else ""
        return clean_line(f'"{self._wanted}" {found.at + 1:,} of {len(found.matches):,}{more}')

    def do_find(self, _count: int | None) -> None:
        """Look for what is typed, as it is typed."""
        from newstui.tui.prompt import Prompt

        self._screen.catch_up()
        if not self._pane.overlays.text:
            self._screen.say(clean_line("there is no text to look through"))
            return
        self._origin = self._pane.place
        self._screen.status.ask(
            Prompt(
                label=clean_line("find in the story:"),
                changed=self._look,
                accepted=self._accept,
                cancelled=self._give_up,
            )
        )

    def do_previous_match(self, _count: int | None) -> None:
        """Mark the story read or unread: no search shows."""
        self._screen.carry_out("toggle_read")

    def _look(self, typed: SafeText) -> None:
        self._wanted = typed
        match = self._pane.overlays.find(typed, after=self._origin)
        if match is None:
            self._pane.go_to_offset(self._origin)
        else:
            self._pane.reveal(*match)
        self._screen.tell_activity()

    def _accept(self, typed: SafeText) -> None:
        self._look(typed)
        if typed.strip() and not self._pane.overlays.matches:
            self.clear()
            self._screen.say(clean_line(f'"{typed}" is not in this story'))
        elif typed.strip():
            self._screen.say(clean_line(self._screen.keymap.fill(_STEPPING, STORY)))
        else:
            self.clear()

    def _give_up(self) -> None:
        self.clear()
        self._pane.go_to_offset(self._origin)

    def again(self) -> None:
        """Look for the same in another text of the story; what is gone is not looked for."""
        if self._wanted and self._pane.overlays.find(self._wanted, after=self._pane.place) is None:
            self.clear()

    def clear(self) -> bool:
        """Look for nothing any more; return whether anything was looked for."""
        was_shown = bool(self._wanted)
        self._wanted = NOTHING
        if was_shown:
            self._pane.overlays.find(NOTHING, after=0)
            self._pane.refresh()
            self._screen.tell_activity()
        return was_shown

    def step(self, steps: int) -> None:
        """Go to another match, round."""
        before = self._pane.overlays.at
        match = self._pane.overlays.step(steps)
        if match is not None:
            self._pane.reveal(*match)
            if (self._pane.overlays.at - before) * steps < 0:
                edge = "top" if steps > 0 else "end"
                self._screen.say(clean_line(f"on from the {edge}: {self.activity}"))
        self._screen.tell_activity()


class MatchSteps:
    """What keys do while a search shows in the story."""

    def __init__(self, finding: Finding) -> None:
        self._finding = finding

    def do_next_unread(self, count: int | None) -> None:
        """Go to the next match."""
        self._finding.step(count or 1)

    def do_previous_match(self, count: int | None) -> None:
        """Go to the match before."""
        self._finding.step(-(count or 1))

    def do_escape(self, _count: int | None) -> None:
        """End the search."""
        self._finding.clear()
