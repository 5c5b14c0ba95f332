"""A search that shows: what stories say of the words, and stepping from match to match."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from newstui.newsroom.searching import Search
from newstui.text.clean import NOTHING, clean_line
from newstui.tui.actions import HEADLINES, STORY
from newstui.tui.strips import cut

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newstui.model.text import Offsets, SafeText
    from newstui.newsroom.searching import Passage
    from newstui.store.archive import Archive
    from newstui.tui.screens.main import MainScreen

_WAYS: Final = "{next_unread} next match · {previous_match} match before · {escape} all stories"
_NAME_CELLS: Final = 30


class Matching:
    """The words the list is narrowed by, once they are typed."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._desk = screen.desk
        self._query = NOTHING
        self._asks_for_words = False
        self._known: dict[int, Passage | None] = {}
        """By story; `None` where its text says nothing of the words."""
        self._wanted: dict[int, None] = {}
        """Stories in sight of which that is not known yet."""
        self._is_loading = False
        self._entering: int | None = None
        """A story that was opened and of which no match is shown yet."""
        self._way = 1
        """1 when it was gone on to, -1 when it was gone back to."""
        self.steps = MatchSteps(self)

    @property
    def is_on(self) -> bool:
        """Whether keys step from match to match."""
        return self._asks_for_words and self._screen.moving.at in {HEADLINES, STORY}

    @property
    def activity(self) -> SafeText:
        """What is searched for, for the bottom line."""
        if not self._asks_for_words:
            return NOTHING
        title = cut(
            self._screen.narrowing.title, _NAME_CELLS, self._screen.headlines.glyphs.ellipsis
        )
        found, place = self._screen.story.overlays, ""
        if self._screen.moving.at == STORY and found.word_at is not None:
            place = f" {found.word_at + 1:,} of {found.word_count:,}"
        return clean_line(f"search: {title}{place}")

    def follow(self, query: SafeText) -> None:
        """Show what stories say of the words of a query; empty for none."""
        if query == self._query:
            return
        self._query, self._asks_for_words = query, False
        self._known, self._wanted = {}, {}
        self._screen.headlines.show_passages(None)
        if query:
            asked = self._desk.load(partial(_asks_for_words, query=query))
            self._screen.when_done(asked, partial(self._begin, query), failed=lambda: True)
        self._screen.tell_activity()

    def _begin(self, query: SafeText, asks_for_words: bool) -> None:  # noqa: FBT001 - what was found
        if query != self._query or not asks_for_words:
            return
        self._asks_for_words = True
        self._screen.headlines.show_passages(self.find)
        self.show_in_story()
        self._screen.tell_activity()
        if self._screen.headlines.row_count and not self._screen.status.is_telling:
            self._screen.say(clean_line(self._screen.keymap.fill(_WAYS, HEADLINES)))

    # What stories say

    def find(self, story_id: int) -> Passage | None:
        """Find what a story says of the words; what is not known is read beside the screen."""
        if story_id not in self._known and story_id not in self._wanted:
            self._wanted[story_id] = None
            self._screen.call_later(self._load)
        return self._known.get(story_id)

    def _load(self) -> None:
        if not self._wanted or self._is_loading or self._screen.is_left:
            return
        self._is_loading = True
        ids = tuple(self._wanted)
        found = self._desk.load(partial(_find, query=self._query, story_ids=ids))
        take = partial(self._take, self._query, ids)
        self._screen.when_done(found, take, failed=self._give_up)

    def _give_up(self) -> bool:
        self._is_loading = False
        return True

    def _take(self, query: SafeText, ids: Iterable[int], found: dict[int, Passage]) -> None:
        self._is_loading = False
        if query == self._query:
            for story_id in ids:
                self._known[story_id] = found.get(story_id)
                self._wanted.pop(story_id, None)
            self._screen.headlines.refresh()
        self._load()

    # Stepping

    def enter(self, story_id: int) -> None:
        """Bring the first match of a story that was opened into sight; gone back to, the last."""
        self._entering = story_id
        self.show_in_story()

    def show_in_story(self) -> None:
        """Bring a match of the story that was opened into sight, once there is its text."""
        pane = self._screen.story
        if self._entering is None or not self._asks_for_words or not pane.overlays.text:
            return
        story_id, self._entering = self._entering, None
        step, self._way = self._way, 1
        if self._screen.reading.story_id == story_id and pane.overlays.word_at is None:
            after = 0 if step > 0 else len(pane.overlays.text)
            self._reveal(pane.overlays.step_words(step, after=after))

    def _reveal(self, match: Offsets | None) -> bool:
        """Bring a match into sight, if there is one; return whether there is."""
        if match is not None:
            self._screen.story.reveal(*match)
            self._screen.tell_activity()
        return match is not None

    def step(self, steps: int) -> None:
        """Go to another match: in the story as long as it has one, else to another story found."""
        story = self._screen.story
        if self._screen.moving.at == HEADLINES:
            self._go_on(steps)
        elif not self._reveal(story.overlays.step_words(steps, after=story.place)):
            story.overlays.word_at, self._way = None, 1 if steps > 0 else -1
            self._go_on(self._way)
            if (story_id := self._screen.headlines.current_id) is not None:
                self._screen.open_story(story_id)

    def _go_on(self, steps: int) -> None:
        """Put the cursor on another story that was found, round."""
        pane = self._screen.headlines
        place, total = pane.place
        if total == 0:
            return
        to = (place - 1 + steps) % total
        if (to - place + 1) * steps <= 0:
            edge = "top" if steps > 0 else "end"
            self._screen.say(clean_line(f"on from the {edge}"))
        pane.move_to(to)


class MatchSteps:
    """What keys do while a search shows."""

    def __init__(self, matching: Matching) -> None:
        self._matching = matching

    def do_next_unread(self, count: int | None) -> None:
        """Go to the next match."""
        self._matching.step(count or 1)

    def do_previous_match(self, count: int | None) -> None:
        """Go to the match before."""
        self._matching.step(-(count or 1))


def _asks_for_words(archive: Archive, *, query: SafeText) -> bool:
    return Search(archive, query).asks_for_words


def _find(archive: Archive, *, query: SafeText, story_ids: tuple[int, ...]) -> dict[int, Passage]:
    return Search(archive, query).passages(story_ids)
