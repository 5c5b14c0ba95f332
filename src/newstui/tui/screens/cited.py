"""The most cited sources of the library, by type and period, in place of the main screen."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

from newstui.model.kinds import SourceType
from newstui.newsroom.citations import Asked, Period, Source, find_most_cited
from newstui.newsroom.reading import prepare_some
from newstui.text.clean import NOTHING, clean_block, clean_line
from newstui.tui.actions import CITED
from newstui.tui.keynames import key_name
from newstui.tui.panes.cited import CitedLine, CitedPane
from newstui.tui.prompt import Prompt
from newstui.tui.screens.waiting import WaitingScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult

    from newstui.model.text import SafeText
    from newstui.newsroom.citations import MostCited
    from newstui.newsroom.desk import Desk
    from newstui.tui.panes.pane import Pane

_LOOK_SECONDS: Final = 2.0
"""How often it is looked whether there is more to count."""
_AT_ONCE: Final = 5
"""How many stories are looked through before they are counted."""
_PERIODS: Final = tuple(Period)
_T = TypeVar("_T")
_CHOICES: Final = (None, *(kind for kind in SourceType if kind is not SourceType.UNKNOWN))


def _turned(choices: Sequence[_T], current: _T, step: int) -> _T:
    """Go to another choice, round."""
    return choices[(choices.index(current) + step) % len(choices)]


class CitedScreen(WaitingScreen, inherit_bindings=False):
    """The sources that most stories cite; Enter lists the stories of one."""

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
        if self._desk.archive.is_memory:
            self._prepare()
        else:
            self.set_interval(_LOOK_SECONDS, self._look)

    def _prepare(self, left: int = 0) -> None:
        """Look through a few stories of places: nobody else does while the reader reads."""
        job = partial(prepare_some, limit=_AT_ONCE, clock=self._desk.clock)
        self.when_done(self._desk.build(job), partial(self._go_on, left))

    def _go_on(self, before: int, left: int) -> None:
        self._count(self._asked, self._pane.learn)
        if left and left != before:
            self._prepare(left)

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
        self.on_cited_pane_chosen()

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

    def on_cited_pane_chosen(self) -> None:
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
