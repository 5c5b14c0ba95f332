"""The tour: one step at a time, over the last lines of the panes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from textual.css.scalar import Scalar

from newstui.text.clean import clean_block
from newstui.tui.panes.pane import Pane
from newstui.tui.strips import cut, line_strip, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.strip import Strip

    from newstui.model.text import SafeText


class Step(NamedTuple):
    """What is to be tried."""

    action: str
    """The action of the table whose key the step waits for; empty for the last word."""
    text: str
    """What to tell; actions in braces stand for their keys."""
    is_carried_out: bool = True
    """False where nothing would come of it among samples."""


STEPS: Final = (
    Step(
        "next", "{next} goes to the next headline, {previous} back. A headline is only previewed."
    ),
    Step("open_story", "{open_story} opens the story, which marks it read."),
    Step(
        "next_passage",
        "A tick beside a line says that somebody is quoted or reported there."
        " {next_passage} goes to the next such passage.",
    ),
    Step(
        "to_sources",
        "{to_sources} goes to who says what: outlets, people and their roles, unnamed officials,"
        " documents, each with the passage that proves it.",
    ),
    Step(
        "bookmark",
        "{bookmark} bookmarks a story: a full copy stays on disk, whatever becomes of its feed."
        " Try the key; in this tour nothing is kept.",
        is_carried_out=False,
    ),
    Step(
        "narrow",
        "{narrow} narrows the headlines as you type. Press it, type: bridge, then Enter.",
    ),
    Step(
        "refresh_all",
        "{refresh_all} fetches every feed while you read on. Try the key; samples are not fetched.",
        is_carried_out=False,
    ),
    Step(
        "help",
        "{help} explains the pane you are in and its keys; any key comes back from there.",
    ),
    Step("", "That was the tour. {add_feed} among your own stories adds the first feed."),
)
"""The whole tour."""


class TourPane(Pane):
    """A rule, and the text of a step below it."""

    def __init__(self, texts: Sequence[SafeText], leaving_key: str) -> None:
        super().__init__(id="tour")
        self._texts = texts
        self._leaving_key = leaving_key
        self._at = 0
        self._lines: list[SafeText] = []

    def show(self, at: int) -> None:
        """Tell one step."""
        self._at = at
        self.stretch(self.screen.size.width)

    def stretch(self, width: int) -> None:
        """Take as many lines as the step needs in this width."""
        self._lines = wrapped(self._texts[self._at], max(1, width - 2))
        height = len(self._lines) + 1
        if self.styles.height != Scalar.from_number(height):
            self.styles.height = height
        self.forget()

    def line(self, y: int) -> Strip:
        """Draw the rule or a line of the text."""
        width, look = self.inside.width, self.look
        if y == 0:
            rule, last = self.glyphs.rule, len(self._texts) - 1
            place = f"step {self._at + 1} of {last}" if self._at < last else "done"
            leave = f"{self._leaving_key} leaves"
            head = clean_block(f"{rule * 2} tour: {place} {self.glyphs.dot} {leave} ")
            rest = clean_block(rule * width)
            return line_strip(
                [(cut(head, width), look.accent), (rest, look.accent)], width, look.text
            )
        text = self._lines[y - 1] if y <= len(self._lines) else ""
        return line_strip([(clean_block(f" {text}"), look.title)], width, look.text)
