"""The most cited sources of the library, by type and period, in place of the main screen."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

from rich.cells import cell_len
from textual.geometry import Offset
from textual.message import Message

from newstui.model.kinds import TYPE_WORDS, SourceType
from newstui.newsroom.citations import Asked, Period, Source, find_most_cited
from newstui.text.clean import NOTHING, clean_block, clean_line
from newstui.tui.actions import CITED, hints_of
from newstui.tui.keynames import key_name
from newstui.tui.panes.listing import Listing
from newstui.tui.panes.pane import Pane
from newstui.tui.prompt import Prompt
from newstui.tui.screens.waiting import WaitingScreen
from newstui.tui.strips import cut, line_strip, spaced, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.style import Style
    from textual import events
    from textual.app import ComposeResult
    from textual.strip import Strip

    from newstui.model.text import SafeText
    from newstui.newsroom.citations import MostCited
    from newstui.newsroom.desk import Desk
    from newstui.store.citations import CitedSource

_ABOUT_WORDS: Final = "in quotes: words that stories use, each perhaps for somebody else"
_COUNTING: Final = clean_line("counting")
_LOOK_SECONDS: Final = 2.0
"""How often it is looked whether there is more to count."""
_PERIODS: Final = tuple(Period)
_T = TypeVar("_T")
_CHOICES: Final = (None, *(kind for kind in SourceType if kind is not SourceType.UNKNOWN))
_COUNT_CELLS: Final = 8
_ROOM_FOR_WORDS: Final = 56
"""Cells from which type and words have room beside a name."""


def _turned(choices: Sequence[_T], current: _T, step: int) -> _T:
    """Go to another choice, round."""
    return choices[(choices.index(current) + step) % len(choices)]


class CitedPane(Listing):
    """A row a source, under two lines on what is listed."""

    def __init__(self) -> None:
        super().__init__(id="cited")
        self._title = self._basis = NOTHING
        self._nobody = NOTHING
        self._sources: tuple[CitedSource, ...] = ()
        self._head: list[SafeText] = []
        self._top = 0

    def show(self, title: SafeText, found: MostCited | None) -> None:
        """Show what was found, from the top; `None` while it is looked for."""
        self._title = title
        if found is not None:
            self._take(found)
            self._cursor = self._top = 0
        self.forget()

    def learn(self, found: MostCited) -> None:
        """Show what is found by now; the cursor stays with its source."""
        before = self.current
        self._take(found)
        if before is not None:
            same = (
                row
                for row, source in enumerate(self._sources)
                if (source.name, source.type) == (before.name, before.type)
            )
            self._cursor = next(same, self._cursor)
        self.move_to(self._cursor)

    def _take(self, found: MostCited) -> None:
        self._sources = found.sources
        self._nobody = clean_line(f"{found.nobody[:1].upper()}{found.nobody[1:]}")
        has_words = any(not source.is_named for source in found.sources)
        about = f" · {_ABOUT_WORDS}" if has_words else ""
        self._basis = clean_line(f"{found.basis}{about}")

    @property
    def current(self) -> CitedSource | None:
        """The source under the cursor."""
        return self._sources[self._cursor] if self._cursor < len(self._sources) else None

    @property
    def row_count(self) -> int:
        """How many sources there are."""
        return len(self._sources)

    @property
    def rows_on_page(self) -> int:
        """How many of them are shown at once."""
        return max(1, self.inside.height - len(self._head) - 2)

    def fit(self) -> None:
        """Break the head for another width, and show the row under the cursor."""
        self._head = wrapped(self._basis or _COUNTING, self.inside.width - 2, at_most=2)
        self._top = max(self._cursor - self.rows_on_page + 1, min(self._top, self._cursor))

    def move_to(self, index: int) -> None:
        """Put the cursor on a row; beyond the ends means the ends."""
        self._cursor = max(0, min(index, len(self._sources) - 1))
        self.forget()

    def scroll_lines(self, lines: int) -> None:
        """Follow the wheel."""
        self.move_to(self._cursor + lines)

    def line(self, y: int) -> Strip:
        """Draw the head, or a row."""
        row = y - len(self._head) - 2
        if y == 0:
            return self._text_line(self._title, self.look.title)
        if y <= len(self._head):
            return self._text_line(self._head[y - 1], self.look.muted)
        if row == 0 and not self._sources:
            return self._text_line(self._nobody, self.look.text)
        index = self._top + row
        if row < 0 or index >= len(self._sources):
            return self.blank()
        return self._row(self._sources[index], here=index == self._cursor)

    def _text_line(self, text: SafeText, style: Style) -> Strip:
        line = cut(clean_block(f" {text}"), self.inside.width, self.glyphs.ellipsis)
        return line_strip([(line, style)], self.inside.width, self.look.text)

    def _row(self, source: CitedSource, *, here: bool) -> Strip:
        look, width = self.look, self.inside.width
        style = look.types[source.type]
        word = "story" if source.stories == 1 else "stories"
        stories = f"{source.stories:>{_COUNT_CELLS},} {word:<7}"
        kind = clean_block(f"  {TYPE_WORDS[source.type]:<{_COUNT_CELLS}}")
        tail = clean_block(f"{stories} ")
        if width < _ROOM_FOR_WORDS:
            kind, tail = NOTHING, clean_block(f" {source.stories:,} ")
        room = width - 2 - cell_len(kind) - cell_len(tail)
        name = clean_block(source.name if source.is_named else f"“{source.name}”")
        name = cut(name, max(1, room), self.glyphs.ellipsis)
        parts = [
            (clean_block(f"{self.glyphs.here if here else ' '} "), look.accent),
            (name, style + look.strong if source.is_named else style),
            (spaced(room - cell_len(name)), look.text),
            (kind, style),
            (tail, look.text),
        ]
        return line_strip(parts, width, look.text, over=look.current if here else None)

    def on_click(self, event: events.Click) -> None:
        """Go to the row clicked; a double click lists its stories."""
        at = event.get_content_offset(self)
        row = at.y - len(self._head) - 2 if at is not None else -1
        if 0 <= row < len(self._sources) - self._top:
            self.move_to(self._top + row)
            if event.chain > 1:
                self.screen.post_message(CitedScreen.Chosen())


class CitedLine(Pane):
    """Which keys there are, what is typed, or what went wrong."""

    def __init__(self) -> None:
        super().__init__(id="status")
        self.prompt: Prompt | None = None
        self.error = NOTHING

    @property
    def spot(self) -> Offset:
        """Where the terminal's cursor stands: behind what is typed."""
        if self.prompt is None:
            return Offset(0, 0)
        return Offset(cell_len(self.prompt.label) + 2 + cell_len(self.prompt.typed), 0)

    def line(self, y: int) -> Strip:
        """Draw the line."""
        parts = [(self.error or self._hints(), self.look.error if self.error else self.look.muted)]
        if self.prompt is not None:
            label = clean_block(f" {self.prompt.label} ")
            parts = [(label, self.look.accent), (self.prompt.typed, self.look.text)]
            parts.append((clean_block(" "), self.look.text + self.look.cursor))
        return line_strip(parts if y == 0 else (), self.inside.width, self.look.text)

    def _hints(self) -> SafeText:
        hints = [(self.keymap.key(hint.name, CITED), hint.label) for hint in hints_of(CITED)]
        return clean_block(" " + "   ".join(f"{key} {label}" for key, label in hints if key))


class CitedScreen(WaitingScreen, inherit_bindings=False):
    """The sources that most stories cite; Enter lists the stories of one."""

    class Chosen(Message):
        """The reader chose the source under the cursor."""

    def __init__(
        self, desk: Desk, chosen: Callable[[SafeText, SafeText], None], beside: Pane
    ) -> None:
        """Make the screen.

        Args:
            desk: What is counted.
            chosen: Takes a query and its title when a source was chosen.
            beside: The pane it takes look and keys from.
        """
        super().__init__()
        self._desk = desk
        self._chosen = chosen
        self._pane, self._line = CitedPane(), CitedLine()
        self._period = Period.ALL
        self._asked = Asked()
        self._is_left = self._is_counting = False
        self._version = -1
        """Of the archive, as it was when it was counted last."""
        self._keymap = beside.keymap
        for pane in (self._pane, self._line):
            pane.keymap = beside.keymap
            pane.restyle(beside.look, beside.glyphs)

    @property
    def current_pane(self) -> Pane:
        """Where the terminal's cursor stands."""
        return self._pane if self._line.prompt is None else self._line

    def compose(self) -> ComposeResult:
        """Lay out the sources above the keys."""
        yield self._pane
        yield self._line

    def on_mount(self) -> None:
        """Count beside the screen, now and whenever stories were prepared meanwhile."""
        self._ask(self._asked)
        if not self._desk.archive.is_memory:
            self.set_interval(_LOOK_SECONDS, self._look)

    def say_error(self, text: SafeText, tail: SafeText = NOTHING) -> None:
        """Tell the reader what went wrong."""
        self._line.error = clean_block(f" {text}{tail}")
        self._line.refresh()

    def _ask(self, asked: Asked) -> None:
        self._asked = asked
        self._pane.show(self._title(), None)
        self._count(asked, lambda found: self._pane.show(self._title(), found))

    def _look(self) -> None:
        """Count again if anybody changed the archive."""
        if not self._is_counting and self._desk.archive.data_version() != self._version:
            self._count(self._asked, self._pane.learn)

    def _count(self, asked: Asked, show: Callable[[MostCited], None]) -> None:
        self._is_counting = True
        if not self._desk.archive.is_memory:
            self._version = self._desk.archive.data_version()
        found = self._desk.load(partial(find_most_cited, asked=asked))
        self.when_done(found, partial(self._take, asked, show), failed=self._give_up)

    def _take(self, asked: Asked, show: Callable[[MostCited], None], found: MostCited) -> None:
        self._is_counting = False
        # What is typed meanwhile asks for something else.
        if asked == self._asked:
            show(found)

    def _give_up(self) -> None:
        self._is_counting = False

    def _title(self) -> SafeText:
        kind = f"type {self._asked.type}" if self._asked.type else "all types"
        like = f" · with “{self._asked.named_like}”" if self._asked.named_like else ""
        return clean_line(f"Most cited sources · {self._period.value} · {kind}{like}")

    def on_key(self, event: events.Key) -> None:
        """Take one key: for what is being typed, else to move, choose or go back."""
        event.stop()
        self._line.error = NOTHING
        if self._line.prompt is not None:
            if not self._line.prompt.press(event.key, event.character):
                self._line.prompt = None
        else:
            self._press(key_name(event))
        self._line.refresh()

    def on_paste(self, event: events.Paste) -> None:
        """Paste into what is being typed."""
        event.stop()
        if self._line.prompt is not None:
            self._line.prompt.paste(event.text)
            self._line.refresh()

    def _press(self, key: str) -> None:
        if key == "ctrl+c":
            self.do_leave_cited(None)
        elif (command := self._keymap.press(key, CITED)) is not None:
            name = f"do_{command.action.name}"
            owner = self if hasattr(self, name) else self._pane
            getattr(owner, name)(command.count)

    def do_list_cited(self, _count: int | None) -> None:
        """List the stories of the source under the cursor."""
        self.on_cited_screen_chosen()

    def do_clear_cited(self, _count: int | None) -> None:
        """Show all names again where they are narrowed, else go back to the stories."""
        if self._asked.named_like:
            self._narrow(NOTHING)
        else:
            self.do_leave_cited(None)

    def do_leave_cited(self, _count: int | None) -> None:
        """Go back to the stories."""
        self._keymap.clear()
        self._leave()

    def do_next_period(self, _count: int | None) -> None:
        """Count the sources of another period."""
        self._turn_period(1)

    def do_previous_period(self, _count: int | None) -> None:
        """Count the sources of the period before."""
        self._turn_period(-1)

    def _turn_period(self, step: int) -> None:
        self._period = _turned(_PERIODS, self._period, step)
        self._ask(replace(self._asked, query=self._period.ask(self._desk.clock())))

    def do_next_type(self, _count: int | None) -> None:
        """Count another type of sources."""
        self._turn_type(1)

    def do_previous_type(self, _count: int | None) -> None:
        """Count the type of sources before."""
        self._turn_type(-1)

    def _turn_type(self, step: int) -> None:
        self._ask(replace(self._asked, type=_turned(_CHOICES, self._asked.type, step)))

    def do_help(self, _count: int | None) -> None:
        """Show the keys of this screen."""
        from newstui.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(CITED, self._pane))

    def do_find_cited(self, _count: int | None) -> None:
        """Narrow to names with what is typed in them."""
        before = self._asked.named_like
        self._line.prompt = Prompt(
            label=clean_line("named:"),
            changed=self._narrow,
            accepted=self._narrow,
            cancelled=partial(self._narrow, NOTHING),
            typed=clean_block(before),
        )

    def _narrow(self, typed: SafeText) -> None:
        if typed != self._asked.named_like:
            self._ask(replace(self._asked, named_like=typed))

    def on_cited_screen_chosen(self) -> None:
        """List the stories of the source under the cursor."""
        if (source := self._pane.current) is not None:
            self._leave()
            found = Source(source.name, source.type)
            title = (
                found.title
                if self._period is Period.ALL
                else f"{found.title} · {self._period.value}"
            )
            self._chosen(clean_line(f"{found.query} {self._asked.query}"), clean_line(title))

    def _leave(self) -> None:
        if not self._is_left:
            self._is_left = True
            self.dismiss(None)
