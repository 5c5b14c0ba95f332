"""How the story shown was changed by its publisher, word by word."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from newstui.newsroom.days import shown_moment
from newstui.newsroom.revisions import find_changes, lay_over, name_place
from newstui.text.clean import NOTHING, clean_line
from newstui.tui.actions import STORY
from newstui.tui.panes.story_page import StoryPage

if TYPE_CHECKING:
    from concurrent.futures import Future

    from newstui.model.text import SafeText
    from newstui.newsroom.revisions import Change
    from newstui.tui.screens.main import MainScreen


class Comparing:
    """The change that is shown in the place of the story."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._desk = screen.desk
        self._shown: int | None = None
        """The story whose change is shown."""
        self._noted: Future[None] | None = None
        """Done once it is noted that the reader has seen the last change."""

    @property
    def activity(self) -> SafeText:
        """That the story has changed while it was shown, for the bottom line."""
        view = self._screen.reading.view
        is_elsewhere = self._screen.moving.is_before_story or self._screen.story.shows_changes
        shows = view is not None and view.is_outdated and not is_elsewhere
        return clean_line(
            self._screen.keymap.fill("story changed: {changes} shows how") if shows else ""
        )

    def do_changes(self, count: int | None) -> None:
        """Show the last change of the story, or an earlier one; again, the story itself."""
        self._screen.catch_up()
        view = self._screen.reading.view
        if view is None or view.stored is None:
            return
        story_id = view.story.id
        if count is None and self.clear():
            return
        found = self._desk.load(partial(find_changes, story_id=story_id))
        self._screen.when_done(found, partial(self._show, story_id, (count or 1) - 1))

    def clear(self) -> bool:
        """Show the story itself again; return whether a change of it was shown."""
        reading = self._screen.reading
        shows = self._screen.story.shows_changes and self._shown == reading.story_id
        if shows:
            self._shown = None
            is_seen = self._noted is not None and not self._noted.done()
            reading.reload(with_page=True, is_seen=is_seen)
        return shows

    def _show(self, story_id: int, index: int, changes: tuple[Change, ...]) -> None:
        view = self._screen.reading.view
        if view is None or view.story.id != story_id:
            return
        if index >= len(changes):
            which = "no earlier change" if changes else "no change of this story"
            self._screen.say(clean_line(f"{which} was noticed"))
            return
        change, total = changes[index], len(changes)
        self._shown = story_id
        when = shown_moment(change.after.made, self._desk.clock())
        place = name_place(change, view.stored)
        which = f"change {total - index} of {total}{place}, noticed {when}"
        back = self._screen.keymap.way("changes", STORY)
        self._screen.story.show(
            StoryPage(
                title=lay_over(change.before.title, change.after.title).text,
                facts=clean_line(f"{which}: [-taken out-] {{+put in+}}, {back} goes back"),
                document=lay_over(change.before.text, change.after.text),
                summary=NOTHING,
                shows_changes=True,
            )
        )
        if index == 0:
            self._screen.reading.see_revision(story_id)
            # What is asked of the writer is done in turn: by then that is noted, too.
            self._noted = self._desk.write(lambda _archive: None)
        self._screen.moving.go_to_story()
        self._screen.tell_activity()
