"""The open story of the plain reader: its text in parts, its sources, passages and links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstui.cli.output import counted
from newstui.newsroom.browser import open_page
from newstui.newsroom.passages import passages_of
from newstui.newsroom.wording import (
    links_of,
    part_story,
    tell_passage,
    tell_sources,
    tell_story,
)
from newstui.text.clean import clean_block
from newstui.text.links import shown_address

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from newstui.model.text import SafeText
    from newstui.newsroom.reading import StoryView

_DIGITS = 9
_NO_STORY = "No story is open. Say a number to open one."


class StoryTeller:
    """What is told of one story."""

    def __init__(
        self,
        *,
        tell: Callable[[SafeText], None],
        browser: Sequence[str],
        clock: Callable[[], datetime],
    ) -> None:
        self._write, self._browser, self._clock = tell, browser, clock
        self._view: StoryView | None = None
        self._parts: list[SafeText] = []
        """What is still to be told."""
        self._passage = -1
        """The passage told last; -1 before the first."""

    @property
    def is_open(self) -> bool:
        """Whether there is a story."""
        return self._view is not None

    def open(self, view: StoryView) -> None:
        """Begin with a story."""
        self._view, self._passage = view, -1

    def close(self) -> None:
        """Have no story."""
        self._view = None

    def _say(self, text: str) -> None:
        self._write(clean_block(text))

    def do_again(self) -> None:
        """Tell the story from its beginning."""
        if (view := self._opened()) is not None:
            self._write(tell_story(view, now=self._clock()))
            self._parts = part_story(view)
            self.tell_part()

    def tell_part(self) -> None:
        """Go on with the text."""
        if not self._parts:
            self._say("The story is at its end. Say sources, next, or back.")
            return
        self._write(clean_block(f"\n{self._parts.pop(0)}\n"))
        self._say("The story goes on: say more." if self._parts else "End of the story.")

    def _opened(self) -> StoryView | None:
        if self._view is None:
            self._say(_NO_STORY)
        return self._view

    def do_sources(self) -> None:
        """Tell where the story comes from and who says what."""
        if (view := self._opened()) is not None:
            self._write(tell_sources(view, now=self._clock()))

    def do_next_passage(self) -> None:
        """Tell the next attributed passage."""
        self._tell_passage(self._passage + 1)

    def do_previous_passage(self) -> None:
        """Tell the passage before."""
        self._tell_passage(self._passage - 1)

    def do_passage(self, number: str = "") -> None:
        """Tell one passage by its number; without, the one told last again."""
        at = read_number(number) if number else max(1, self._passage + 1)
        if at is None:
            self._say(f"“{number}” is no number of a passage.")
        else:
            self._tell_passage(at - 1)

    def _tell_passage(self, at: int) -> None:
        if (view := self._opened()) is None:
            return
        total = len(passages_of(view.corrected)) if view.corrected else 0
        if not total:
            self._say("There are no attributed passages in this story.")
        elif not 0 <= at < total:
            passages = counted(total, "passage", "passages")
            self._say(f"There is no passage {at + 1}: the story has {passages}.")
        else:
            self._passage = at
            self._write(tell_passage(view, at))

    def _links(self) -> list[str]:
        view = self._opened()
        links = links_of(view.stored.document) if view and view.stored else []
        if view is not None and not links:
            self._say("There are no links in this story.")
        return links

    def do_links(self) -> None:
        """Tell the links of the story."""
        for number, url in enumerate(self._links(), 1):
            self._say(f"Link {number}: {shown_address(url)}")

    def do_link(self, number: str = "1") -> None:
        """Open a link in the browser."""
        if links := self._links():
            at = read_number(number)
            if at is None or not 0 < at <= len(links):
                self._say(f"There is no link {number}: the last is {len(links)}.")
            else:
                self._open_page(links[at - 1])

    def do_browser(self) -> None:
        """Open the story's page in the browser."""
        if (view := self._opened()) is not None and view.story.entry.url:
            self._open_page(view.story.entry.url)
        elif view is not None:
            self._say("This story has no link.")

    def _open_page(self, url: str) -> None:
        open_page(url, self._browser, failed=self._say)
        self._say(f"Opened {shown_address(url)} in the browser.")


def read_number(text: str) -> int | None:
    """Read a number as it is typed; `None` for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else None
