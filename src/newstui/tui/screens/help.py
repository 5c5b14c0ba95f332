"""Help: the keys of one pane, from the table they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import events
from textual.screen import Screen

from newstui.text.clean import NOTHING, clean_block, clean_line
from newstui.tui.actions import FEEDS, HEADLINES, SOURCES, STORY, actions_of
from newstui.tui.keymap import key_name, shown_key
from newstui.tui.panes.flow import Flow
from newstui.tui.panes.pane import Pane
from newstui.tui.panes.story_blocks import Frame, WrappedLine
from newstui.tui.strips import line_strip, spaced

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult
    from textual.strip import Strip

    from newstui.model.text import SafeText
    from newstui.tui.glyphs import GlyphSet
    from newstui.tui.themes import Look

_KEY_CELLS = 18
_ABOUT: Mapping[str, str] = {
    FEEDS: (
        "The feeds: folders, and in them feeds with their unread stories. ! marks a feed in"
        " trouble, ~ one from which nothing has come for long; below, it is said why. What the"
        " headlines show is marked at the edge."
    ),
    HEADLINES: (
        "The headlines: every story there is, newest first; those without a date stand where they"
        " came. Moving previews a story, opening it marks it read. A full dot marks a story as"
        " unread, a hollow one says that it has changed since you read it: v shows how. Digits"
        " before a key are a count."
    ),
    STORY: (
        "The story: a tick at the edge of a line says that somebody is quoted or reported there."
        " ] and [ walk these passages, and the sources pane goes along."
    ),
    SOURCES: (
        "The sources: which text was read, where it comes from, and who says what in it. A chain"
        " stands under the source that vouches for it; a question mark says the engine is not sure."
        " What you correct stands here as your mark, on a source's own row for all it says."
    ),
}


class HelpPane(Pane):
    """Keys and what they do."""

    def __init__(self, about: str) -> None:
        super().__init__(id="help")
        self._about = about
        self._flow = Flow()

    def fit(self) -> None:
        """Lay out the keys."""
        frame = Frame(self.inside.width, self.look, self.glyphs)
        title = clean_line(f"Keys in the {self._about}")
        blocks = [
            WrappedLine(title, self.look.title, frame),
            WrappedLine(clean_line(_ABOUT[self._about]), self.look.muted, frame, empty_above=1),
        ]
        for number, action in enumerate(actions_of(self._about)):
            if action.keys:
                keys = clean_line(" ".join(shown_key(key) for key in action.keys))
                blocks.append(self._row(keys, clean_line(action.help), frame, first=number == 0))
        top, self._flow = self._flow.top, Flow(blocks, max(1, self.inside.height))
        self._flow.go_to(top)

    def _row(self, keys: SafeText, text: SafeText, frame: Frame, *, first: bool) -> WrappedLine:
        lead = clean_block(keys + spaced(max(2, _KEY_CELLS - cell_len(keys))))
        if frame.measure < _KEY_CELLS * 2:
            text, lead = clean_block(lead + text), NOTHING
        return WrappedLine(
            text,
            self.look.text,
            frame,
            empty_above=1 if first else 0,
            lead=(lead, self.look.accent),
        )

    def line(self, y: int) -> Strip:
        """Draw one line."""
        visible = self._flow.visible()
        if y >= len(visible):
            return self.blank()
        index, line = visible[y]
        return self._flow.blocks[index].draw(line)

    def scroll_lines(self, lines: int) -> None:
        """Move through the keys."""
        self._flow.scroll(lines)
        self.refresh()


class HelpLine(Pane):
    """How to get out of the help."""

    def line(self, y: int) -> Strip:
        """Draw the line."""
        text = clean_block(" j k scroll   any other key goes back" if y == 0 else "")
        return line_strip([(text, self.look.muted)], self.inside.width, self.look.text)


class HelpScreen(Screen[None], inherit_bindings=False):
    """The keys of one pane; any key but those that scroll goes back."""

    _LINES: ClassVar[Mapping[str, int]] = {
        "j": 1,
        "down": 1,
        "k": -1,
        "up": -1,
        "space": 10,
        "pagedown": 10,
        "ctrl+d": 10,
        "pageup": -10,
        "ctrl+u": -10,
        "G": 1000,
        "g": -1000,
        "end": 1000,
        "home": -1000,
    }

    def __init__(self, pane: str, look: Look, glyphs: GlyphSet) -> None:
        super().__init__()
        self._help = HelpPane(pane)
        self._is_left = False
        self._line = HelpLine(id="status")
        self._help.restyle(look, glyphs)
        self._line.restyle(look, glyphs)

    @property
    def current_pane(self) -> Pane:
        """Where the terminal's cursor stands."""
        return self._help

    def compose(self) -> ComposeResult:
        """Lay out the keys above the bottom line."""
        yield self._help
        yield self._line

    def on_key(self, event: events.Key) -> None:
        """Scroll, or go back."""
        event.stop()
        lines = self._LINES.get(key_name(event))
        if self._is_left:
            # Typed faster than the help goes: it is meant for what lies below.
            self.app.screen_stack[0].post_message(events.Key(event.key, event.character))
        elif lines is None:
            self._is_left = True
            self.dismiss(None)
        else:
            self._help.scroll_lines(lines)
