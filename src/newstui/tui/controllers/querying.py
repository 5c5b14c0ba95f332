"""Saved queries: listed to choose from, saved, renamed, changed, moved, removed, all undoably."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from newstui.newsroom.queries import edit_query, save_query
from newstui.store.savedqueries import NAME_LIMIT, list_queries, move_query, remove_query
from newstui.store.savedqueries import rename_query as rename
from newstui.text.clean import NOTHING, clean_block, clean_line
from newstui.tui.actions import HEADLINES
from newstui.tui.prompt import Prompt

if TYPE_CHECKING:
    from collections.abc import Callable

    from newstui.model.text import SafeText
    from newstui.store.archive import Archive
    from newstui.store.savedqueries import SavedQuery
    from newstui.tui.screens.main import MainScreen

T = TypeVar("T")

_QUERY_LIMIT = 1_000
"""Longest query that can be typed, in characters."""
_NONE_YET = "no query is saved yet: narrow the headlines ({narrow}), then Ctrl+S saves that"
_NOTHING_TO_SAVE = "the headlines are not narrowed: {narrow} does that, then it can be saved"


class Querying:
    """What the reader does with saved queries."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._desk = screen.desk
        self.keys = QueryKeys(self)

    @property
    def current(self) -> SavedQuery | None:
        """The saved query under the cursor of the sidebar."""
        branch = self._screen.feeds.current
        return branch.saved if branch is not None else None

    # Listing

    def do_saved_queries(self, _count: int | None) -> None:
        """Choose among the saved queries."""
        self._screen.show_when_done(self._desk.load(list_queries), self._choose)

    def _choose(self, saved: tuple[SavedQuery, ...]) -> None:
        from newstui.tui.screens.queries import QueriesScreen

        if not saved:
            self._screen.say(self._with_keys(_NONE_YET))
            return
        screen = QueriesScreen(saved, self._carry_out, self._screen.headlines)
        self._screen.app.push_screen(screen)

    def _carry_out(self, name: str, saved: SavedQuery) -> None:
        """Do with a saved query what was chosen."""
        doing: dict[str, Callable[[SavedQuery], None]] = {
            "list": self.list_stories,
            "rename": self.rename,
            "edit": self.edit,
            "remove": self.remove,
        }
        doing[name](saved)

    def list_stories(self, saved: SavedQuery) -> None:
        """List the stories it finds."""
        self._screen.narrowing.narrow_to(saved.query, saved.name)
        self._screen.moving.go_to_headlines()

    def do_query_down(self, _count: int | None) -> None:
        """Say that the cursor is on no saved query."""
        self._screen.say(clean_line("the cursor is on no saved query"))

    do_query_up = do_query_down

    # Saving

    def do_save_query(self, _count: int | None) -> None:
        """Save the query the headlines are narrowed by."""
        if not self._screen.narrowing.query:
            self._screen.say(self._with_keys(_NOTHING_TO_SAVE))
            return
        self.save(self._screen.narrowing.query)

    def save(self, query: SafeText, refused: SafeText = NOTHING) -> None:
        """Ask for a name, or for another one, and save a query under it."""
        if not self._may_change():
            return
        self._ask("save as:", refused, partial(self._save, query), is_wrong=bool(refused))

    def _save(self, query: SafeText, typed: SafeText) -> None:
        if name := clean_line(typed):
            job = partial(save_query, name=name, text=query, clock=self._desk.clock)
            self._change(job, partial(self._tell_saved, query), partial(self.save, query, name))

    def _tell_saved(self, query: SafeText, name: SafeText) -> None:
        if self._screen.narrowing.query == query:
            self._screen.narrowing.call(name)
        self._say(f"saved as {name}")

    # Changing

    def rename(self, saved: SavedQuery, refused: SafeText = NOTHING) -> None:
        """Call it something else."""
        if self._may_change():
            named = refused or saved.name
            self._ask("name:", named, partial(self._rename, saved), is_wrong=bool(refused))

    def _rename(self, saved: SavedQuery, typed: SafeText) -> None:
        name = clean_line(typed)
        if name and name != saved.name:
            job = partial(rename, number=saved.id, name=name, now=self._desk.clock())
            failed = partial(self.rename, saved, name)
            self._change(job, lambda _done: self._take_renamed(saved, name), failed)

    def _take_renamed(self, saved: SavedQuery, name: SafeText) -> None:
        if self._screen.narrowing.query == saved.query:
            self._screen.narrowing.call(name)
        self._say(f"now called {name}")

    def edit(self, saved: SavedQuery) -> None:
        """Have it ask for something else."""
        if self._may_change():
            self._screen.completing.ask(
                clean_line("query:"), saved.query, partial(self._edit, saved), limit=_QUERY_LIMIT
            )

    def _edit(self, saved: SavedQuery, typed: SafeText) -> None:
        text = clean_line(typed, limit=_QUERY_LIMIT)
        if text and text != saved.query:
            job = partial(edit_query, saved=saved, text=text, clock=self._desk.clock)
            self._change(job, partial(self._take_edited, saved.query, text))

    def _take_edited(self, before: SafeText, text: SafeText, name: SafeText) -> None:
        if self._screen.narrowing.query == before:
            self._screen.narrowing.narrow_to(text, name)
        self._say(f"{name} asks for {text} now")

    def remove(self, saved: SavedQuery) -> None:
        """Forget it."""
        if self._may_change():
            job = partial(remove_query, number=saved.id, now=self._desk.clock())
            self._change(job, lambda name: self._say(f"removed {name}"))

    def move(self, saved: SavedQuery, step: int) -> None:
        """Have it stand further down, or up."""
        if self._may_change():
            job = partial(move_query, number=saved.id, step=step, now=self._desk.clock())
            self._change(job, lambda _done: None)

    def mark_read(self, saved: SavedQuery) -> None:
        """Mark every story it finds read."""
        self._screen.marking.mark_found(saved.query, clean_line(f"marked {saved.name} read"))

    def tell_it_is_no_feed(self) -> None:
        """Say that what was asked for is done with feeds."""
        self._screen.say(clean_line("this is a saved query, of whatever feeds"))

    def _may_change(self) -> bool:
        """Whether anything is kept; where it is not, that is told."""
        told = "nothing is kept here, so no query is saved"
        if self._desk.archive.is_read_only:
            told = "the archive can only be read, so saved queries stay as they are"
        elif self._desk.keeps:
            return True
        self._screen.say_error(clean_line(told))
        return False

    def _ask(
        self, label: str, typed: SafeText, accepted: Callable[[SafeText], None], *, is_wrong: bool
    ) -> None:
        if is_wrong and (self._screen.status.is_asking or not self._screen.is_current):
            # The reader is at something else by now.
            return
        self._screen.status.ask(
            Prompt(
                label=clean_line(label),
                accepted=accepted,
                typed=typed,
                limit=NAME_LIMIT,
                wrong=(0, len(typed) if is_wrong else 0),
            )
        )

    def _change(
        self,
        job: Callable[[Archive], T],
        then: Callable[[T], None],
        failed: Callable[[], None] | None = None,
    ) -> None:
        """Have a change made, tell of it, and take it over; else do what is to be done then."""

        def settle(done: T) -> None:
            then(done)
            self._screen.refreshing.look()
            if self._screen.moving.has_feeds:
                self._screen.sidebar.read_again()

        self._screen.marking.flush()
        self._screen.when_done(self._desk.write(job), settle, failed=failed)

    def _say(self, told: str) -> None:
        tail = self._screen.keymap.fill(" · {undo} undoes", HEADLINES)
        self._screen.say(clean_line(told), clean_block(tail))

    def _with_keys(self, template: str) -> SafeText:
        return clean_line(self._screen.keymap.fill(template, HEADLINES))


class QueryKeys:
    """What the sidebar's keys do on a saved query."""

    def __init__(self, querying: Querying) -> None:
        self._querying = querying

    def _with_current(self, do: Callable[[SavedQuery], None]) -> None:
        if (saved := self._querying.current) is not None:
            do(saved)

    def do_rename_feed(self, _count: int | None) -> None:
        """Call the saved query something else."""
        self._with_current(self._querying.rename)

    def do_readdress_feed(self, _count: int | None) -> None:
        """Have it ask for something else."""
        self._with_current(self._querying.edit)

    def do_remove_feed(self, _count: int | None) -> None:
        """Forget it."""
        self._with_current(self._querying.remove)

    def do_mark_here_read(self, _count: int | None) -> None:
        """Mark every story it finds read."""
        self._with_current(self._querying.mark_read)

    def do_query_down(self, count: int | None) -> None:
        """Have it stand further down."""
        self._with_current(partial(self._querying.move, step=count or 1))

    def do_query_up(self, count: int | None) -> None:
        """Have it stand further up."""
        self._with_current(partial(self._querying.move, step=-(count or 1)))

    def do_refresh_here(self, _count: int | None) -> None:
        """Say that it is no feed."""
        self._querying.tell_it_is_no_feed()

    do_move_feed = do_open_site = do_copy_address = do_feed_settings = do_refresh_here
