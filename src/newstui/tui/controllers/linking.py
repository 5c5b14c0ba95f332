"""Out of the story: its page in the browser, its links, what is copied from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstui.errors import NewstuiError
from newstui.newsroom.browser import open_page
from newstui.newsroom.citing import cite_passage, cite_story
from newstui.text.clean import clean_line
from newstui.text.links import openable, shown_address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newstui.model.text import SafeText
    from newstui.newsroom.reading import StoryView
    from newstui.tui.panes.prose import Link
    from newstui.tui.screens.main import MainScreen


class Linking:
    """What a story links to."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._desk = screen.desk

    def _shown(self) -> StoryView | None:
        """Find the story under the cursor, shown by now."""
        self._screen.catch_up()
        return self._screen.reading.view

    def do_open_browser(self, _count: int | None) -> None:
        """Open the story's page in the browser."""
        self._open_page(mark_read=False)

    def do_open_browser_read(self, _count: int | None) -> None:
        """Open the story's page in the browser and mark the story read."""
        self._open_page(mark_read=True)

    def _open_page(self, *, mark_read: bool) -> None:
        view = self._shown()
        if view is None:
            return
        url = view.story.entry.url
        if not url:
            self._screen.say_error(clean_line("this story has no link"))
        elif self._open(url) and mark_read:
            self._screen.marking.mark_read(view.story.id, read=True)
            self._screen.reading.tell_marks()

    def _open(self, url: str) -> bool:
        try:
            open_page(url, self._desk.settings.browser, failed=self._screen.say_error_later)
        except NewstuiError as error:
            self._screen.say_error(clean_line(str(error)))
            return False
        self._screen.say(clean_line(f"opened {shown_address(url)}"))
        return True

    def do_links(self, count: int | None) -> None:
        """Show the links to choose from, or open the one counted."""
        view = self._shown()
        links = self._screen.story.links
        if view is not None and view.stored is None:
            self._screen.say(clean_line("the text of this story is being prepared"))
        elif not links:
            self._screen.say(clean_line("no links in this story"))
        elif count is None:
            self._choose(links)
        elif count > len(links):
            self._screen.say_error(
                clean_line(f"there is no link {count}: the last is {len(links)}")
            )
        else:
            self._open(links[count - 1].address)

    def _choose(self, links: Sequence[Link]) -> None:
        """Have one of the links chosen, to be opened or copied."""
        from newstui.tui.screens.choosing import ChoosingScreen

        pane = self._screen.headlines
        shown = [shown_address(link.address) for link in links]
        rows = [
            (link.title or address, address) for link, address in zip(links, shown, strict=True)
        ]
        self._screen.app.push_screen(
            ChoosingScreen(
                clean_line("Links of the story"),
                rows,
                pane,
                does="open",
                copy=lambda index: self._copy(clean_line(links[index].address), "link"),
            ),
            lambda index: None if index is None else self._open_chosen(links[index]),
        )

    def _open_chosen(self, link: Link) -> None:
        self._open(link.address)

    def do_copy_link(self, _count: int | None) -> None:
        """Copy the story's link."""
        view = self._shown()
        if view is None:
            return
        url = view.story.entry.url
        if openable(url):
            self._copy(clean_line(url), "link")
        else:
            self._screen.say_error(clean_line("this story has no link to copy"))

    def do_copy_citation(self, _count: int | None) -> None:
        """Copy the story's citation, or that of the passage selected in story or sources."""
        view = self._shown()
        if view is None:
            return
        passage, analysis = self._passage(), view.corrected
        if passage is None or analysis is None or view.stored is None:
            self._copy(cite_story(view.story), "citation")
        else:
            cited = cite_passage(view.story, view.stored, analysis, passage)
            self._copy(cited, "passage with its source")

    def _passage(self) -> int | None:
        """Find the passage that is selected in the current pane."""
        screen = self._screen
        if screen.sources.is_active:
            return screen.sources.current_passage
        return screen.sourcing.passage if screen.story.is_active else None

    def _copy(self, text: SafeText, what: str) -> None:
        self._screen.app.copy_to_clipboard(text)
        self._screen.say(clean_line(f"copied the {what}"))
