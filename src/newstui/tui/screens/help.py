"""Help: the keys of one pane, from the table they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from textual.screen import Screen

from newstui.store.querytable import describe
from newstui.text.clean import NOTHING, clean_block, clean_line
from newstui.tui.actions import CITED, FEEDS, HEADLINES, RULES, SOURCES, STORY, actions_of
from newstui.tui.keynames import key_name
from newstui.tui.panes.flow import Flow
from newstui.tui.panes.hints import HintLine
from newstui.tui.panes.pane import Pane
from newstui.tui.panes.story_blocks import Frame, WrappedLine
from newstui.tui.screens.typeahead import pass_below
from newstui.tui.strips import spaced

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual import events
    from textual.app import ComposeResult
    from textual.strip import Strip

    from newstui.model.text import SafeText

QUERIES: Final = "queries"
"""What is explained when it is no pane."""
_KEY_CELLS = 18
_TOUR: Final = "tour"
_KEYS: Final = (
    ("{next} {previous}", "scroll"),
    ("{tour}", "tour"),
    ("any other key", "goes back"),
)
_ABOUT: Mapping[str, str] = {
    FEEDS: (
        "The feeds, in their folders, with how many stories are unread. {list_stories} lists the"
        " stories of the row under the cursor, {unfold_folder} and {fold_folder} open and close a"
        " folder. Saved queries, marked /, stand above them: {rename_feed} renames one,"
        " {readdress_feed} changes what it asks for, {remove_feed} removes it. ! marks a feed in"
        " trouble, or a closed folder around one, and {next_trouble} goes to it; ~ marks one from"
        " which nothing has come for long; the lines below say why and what helps. What the"
        " headlines show is marked at the edge. {sidebar} hides the feeds."
    ),
    QUERIES: (
        "Queries: what is typed narrows the headlines. While it is, Tab goes through fields and"
        " values, Ctrl+S saves the query under a name, Enter keeps the list, Esc gives it up."
        " {saved_queries} lists the saved ones."
    ),
    HEADLINES: (
        "The headlines: every story there is, newest first; those without a date stand where they"
        " came. Moving previews a story, {open_story} opens it and marks it read. A full dot marks"
        " a story as unread, a hollow one says that it has changed since you read it: {changes}"
        " shows how. A star marks a bookmark. {narrow} narrows the list, as below. Digits before a"
        " key are a count: 5 and {next} go five down."
    ),
    STORY: (
        "The story: a tick at the edge of a line says that somebody is quoted or reported there."
        " {next_passage} and {previous_passage} walk these passages, and the sources pane goes"
        " along; {to_sources} goes there. {page_on} pages on and opens the next unread story at the"
        " end. Numbers in brackets are links, listed below the text; raised ones are footnotes."
        " {back} goes back."
    ),
    CITED: (
        "The sources that most stories cite, by type and period. Those in quotes are words that"
        " stories use, each perhaps for somebody else."
    ),
    RULES: (
        "The rules: what happens to stories that come, in this order, once a refresh has prepared"
        " them. A rule hides, tags, marks read, bookmarks or highlights what its query finds."
        " Before one is kept it shows what it matches now: {try_rule} keeps it for what comes,"
        " {apply_rule} applies it to what is there, too."
    ),
    SOURCES: (
        "The sources: which text was read, where it comes from, and who says what in it. Each"
        " source has its kind as a word (person, org, gov, anon, ...) and the number of passages it"
        " vouches for. A chain stands under the source that vouches for it; a question mark says"
        " the engine is not sure. {follow} on a passage shows it in the story, on a source the"
        " other stories that cite it. What you correct stands here as your mark, on a source's own"
        " row for all it says."
    ),
}

_CALLED: Mapping[str, str] = {
    CITED: "Keys in the cited sources",
    RULES: "Keys in the rules",
    QUERIES: "What can be looked for",
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
        title = clean_line(_CALLED.get(self._about, f"Keys in the {self._about}"))
        blocks = [
            WrappedLine(title, self.look.title, frame),
            WrappedLine(
                clean_line(self.keymap.fill(_ABOUT[self._about], self._about)),
                self.look.text,
                frame,
                empty_above=1,
            ),
        ]
        for number, action in enumerate(actions_of(self._about)):
            if names := self.keymap.keys_of(action.name, self._about):
                keys = clean_line("  ".join(names) if _any_spaced(names) else " ".join(names))
                text = clean_line(self.keymap.explain(action, self._about))
                blocks.append(self._row(keys, text, frame, first=number == 0))
        if self._about == HEADLINES:
            head = clean_line("What can be looked for")
            blocks.append(WrappedLine(head, self.look.title, frame, empty_above=1))
        if self._about in {HEADLINES, QUERIES}:
            for number, (written, found) in enumerate(describe()):
                row = self._row(clean_line(written), clean_line(found), frame, first=number == 0)
                blocks.append(row)
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


class HelpScreen(Screen["str | None"], inherit_bindings=False):
    """The keys of one pane; any key but those that scroll goes back.

    Its result is the name of an action to go on with, or `None`.
    """

    _LINES: ClassVar[Mapping[str, int]] = {
        "next": 1,
        "previous": -1,
        "page_on": 10,
        "page_down": 10,
        "half_page_down": 10,
        "page_up": -10,
        "half_page_up": -10,
        "bottom": 1000,
        "top": -1000,
    }

    def __init__(self, about: str, pane: Pane) -> None:
        super().__init__()
        self._help = HelpPane(about)
        self._is_left = False
        self._line = HintLine(_KEYS, STORY)
        self._keymap = pane.keymap
        for own in (self._help, self._line):
            own.keymap = pane.keymap
            own.restyle(pane.look, pane.glyphs)

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
        if self._is_left:
            pass_below(self, event)
            return
        # Story and headlines have every key that scrolls.
        command = self._keymap.press(key_name(event), STORY)
        name = command.action.name if command is not None else ""
        if name in self._LINES and command is not None:
            self._help.scroll_lines(self._LINES[name] * (command.count or 1))
        elif name or not self._keymap.pending:
            self._is_left = True
            self.dismiss(_TOUR if name == _TOUR else None)


def _any_spaced(names: tuple[str, ...]) -> bool:
    return any(" " in name for name in names)
