"""Narrowing the headlines to what a query describes, and coming back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from newstui.store.interrupting import Interrupt, may_take_long
from newstui.text.clean import NOTHING, clean_line

if TYPE_CHECKING:
    from array import array
    from collections.abc import Sequence

    from newstui.model.text import SafeText
    from newstui.store.archive import Archive
    from newstui.tui.prompt import Prompt
    from newstui.tui.screens.main import MainScreen


@dataclass(frozen=True, slots=True, kw_only=True)
class _WayBack:
    """A list the reader comes back to, and where they were."""

    query: SafeText
    named: tuple[SafeText, SafeText]
    story_id: int | None
    rows_above: int
    pane: str


class Narrowing:
    """The query the headlines are narrowed by, if they are."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._desk = screen.desk
        self.query = NOTHING
        """Empty when all stories are listed."""
        self.found: Sequence[int] = ()
        """The stories it finds, in order."""
        self._named = NOTHING, NOTHING
        """A query that has a name, and that name."""
        self._ways_back: list[_WayBack] = []
        """Where the list was narrowed to look aside, the last one last."""
        self._complaint: SafeText | None = None
        """The query something was said against, as long as that is shown."""
        self._prompt: Prompt | None = None
        """The line the query is typed in, or was."""
        self._before = NOTHING
        """The query there was when typing began."""
        self._interrupt = Interrupt()
        """Ends looking for what the query asks for, once it asks for something else."""
        self._origin: tuple[int | None, int] = (None, 0)
        """The story that was current when narrowing began, and the rows above it on the screen."""
        self._is_typing = False
        self._landed: int | None = None
        """The story narrowing put the cursor on; when it is on another the reader went there."""
        self._is_looking = False
        """Whether what the query finds is not known yet."""
        self._is_awaited = False
        """Whether typing ended before that."""

    @property
    def activity(self) -> SafeText:
        """What takes its time, for the bottom line."""
        is_slow = self._is_looking and may_take_long(self.query)
        return clean_line("looking through all texts") if is_slow else NOTHING

    @property
    def title(self) -> SafeText:
        """What the list is called: by the name of its query, else by the query itself."""
        query, name = self._named
        return name if query == self.query else self.query

    def narrow_to(self, query: SafeText, name: SafeText) -> None:
        """Narrow the list by a query that has a name; an empty one shows all stories again."""
        self._named = query, name
        self._ways_back.clear()
        self._narrow(query)

    def call(self, name: SafeText) -> None:
        """Call the list by the name its query has now."""
        self._named = self.query, name
        self._screen.browsing.tell_counts()
        self._screen.tell_activity()

    def look_aside(self, query: SafeText, name: SafeText) -> None:
        """Narrow the list by a query that has a name, until the reader comes back here."""
        pane = self._screen.headlines
        self._ways_back.append(
            _WayBack(
                query=self.query,
                named=self._named,
                story_id=pane.current_id,
                rows_above=pane.rows_above,
                pane=self._screen.moving.at,
            )
        )
        self._named = query, name
        self._narrow(query)

    def do_narrow_from_story(self, count: int | None) -> None:
        """Narrow the list while a query is typed, from the story."""
        self.do_narrow(count)

    def do_narrow(self, _count: int | None) -> None:
        """Narrow the list while a query is typed."""
        from newstui.tui.prompt import LENGTH, Prompt

        self._before = self.query
        self.settle()
        self._screen.moving.go_to_headlines()
        self._is_typing = True
        self._prompt = Prompt(
            label=clean_line("narrow:"),
            changed=self._type,
            accepted=self.accept,
            cancelled=self._give_up,
            typed=self.query,
            limit=len(self.query) + LENGTH,
        )
        self._screen.completing.attend(self._prompt)
        self._screen.status.ask(self._prompt)

    def _type(self, typed: SafeText) -> None:
        self._screen.completing.changed(typed)
        self._narrow(typed)

    def _give_up(self) -> None:
        self._is_typing = False
        self._narrow(self._before)

    def accept(self, typed: SafeText) -> None:
        """End typing.

        Raises:
            QueryError: If what was typed cannot be understood; then typing goes on.
        """
        from newstui.newsroom.searching import find_fault

        if fault := find_fault(self._desk.archive, typed):
            raise fault
        self._is_typing = False
        self.settle()
        if typed != self._named[0]:
            self._ways_back.clear()
        self._is_awaited = self._is_looking
        if not self._is_looking:
            self._screen.matching.follow(self.query)
            self._tell_nothing()

    def _tell_nothing(self) -> None:
        """Say so when nothing was found."""
        if self.query and self._complaint is None and not self._screen.headlines.row_count:
            told = self._screen.keymap.fill("no story matches; {escape} shows all stories again")
            self._screen.say(clean_line(told))

    def _misunderstand(self, asked: SafeText) -> bool:
        """Remember that a query has no meaning, and show where; true when it is given up by now."""
        if asked != self.query:
            return True
        self._complaint, self._is_looking = asked, False
        self._screen.tell_activity()
        if self._is_typing and self._prompt is not None:
            from newstui.newsroom.searching import find_fault

            fault = find_fault(self._desk.archive, self._prompt.typed, is_finished=False)
            self._prompt.wrong = (fault.start, fault.end) if fault else (0, 0)
        return False

    def settle(self) -> None:
        """Have narrowing come back to where the cursor is now."""
        pane = self._screen.headlines
        self._landed = pane.current_id
        self._origin = pane.current_id, pane.rows_above

    def _show(self, ids: Sequence[int]) -> None:
        """List other stories; while a query is typed the cursor stays where it began."""
        self.found, self._is_looking = ids, False
        pane = self._screen.headlines
        if pane.current_id != self._landed:
            self.settle()
        wanted, above = self._origin
        pane.show(ids, current_id=wanted if wanted in ids else None, rows_above=above)
        self._landed = pane.current_id
        if not self._is_typing:
            self.settle()
        self._drop_complaint()
        self._screen.matching.follow(NOTHING if self._is_typing else self.query)
        self._screen.browsing.tell_counts()
        self._screen.tell_activity()
        self._screen.preview_soon()
        if self._is_awaited:
            self._is_awaited = False
            self._tell_nothing()

    def _drop_complaint(self) -> None:
        """Take the complaint about a query away that is not the query any more."""
        if self._complaint is not None:
            self._complaint = None
            self._screen.status.hush()

    def again(self) -> None:
        """Narrow by the same query: there are other stories now."""
        if self.query:
            self._narrow(self.query)

    def widen(self) -> None:
        """Show all stories again, or the list from which this was looked at."""
        if not self._ways_back:
            self._narrow(NOTHING)
            return
        way_back = self._ways_back.pop()
        self._named = way_back.named
        self._landed = self._screen.headlines.current_id
        self._origin = way_back.story_id, way_back.rows_above
        self._narrow(way_back.query)
        self._screen.moving.go_to(way_back.pane)

    def do_show_all(self, _count: int | None) -> None:
        """Show all stories again, or the list from which this was looked at."""
        if self.query:
            self.widen()
        else:
            self._screen.say(clean_line("all stories are listed"))

    def _narrow(self, query: SafeText) -> None:
        if (wanted := clean_line(query)) != self.query:
            self.stop()
            self.query, self._interrupt = wanted, Interrupt()
        if not self.query:
            self._show(self._desk.headlines.order)
            return
        asked, self._is_looking = self.query, True
        self._screen.tell_activity()
        self._screen.marking.flush()
        # For what may take seconds neither marks nor the end of newstui should wait.
        hand = self._desk.load if may_take_long(asked) else self._desk.write
        found = hand(partial(self._select, asked, self._interrupt, is_finished=not self._is_typing))
        self._screen.when_done(
            found,
            lambda ids: self._take_narrowed(asked, ids),
            failed=partial(self._misunderstand, asked),
        )

    def stop(self) -> None:
        """Give up what is being looked for."""
        self._interrupt.call()

    def _select(
        self, asked: SafeText, interrupt: Interrupt, archive: Archive, *, is_finished: bool
    ) -> array[int] | None:
        """List the stories of a query, beside the screen; `None` when more was typed meanwhile."""
        if asked != self.query:
            return None
        from newstui.newsroom.searching import Search

        listed = self._screen.browsing.book.all_listed(archive)
        search = Search(archive, asked, is_finished=is_finished)
        return search.stories(listed=listed, interrupt=interrupt)

    def _take_narrowed(self, asked: SafeText, ids: array[int] | None) -> None:
        if asked == self.query and ids is not None:
            self._show(ids)
