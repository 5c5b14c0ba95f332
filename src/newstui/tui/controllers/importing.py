"""Lists of subscriptions taken in: a file, a starter list; and what was left out of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from newstui.errors import NewstuiError, UsageError
from newstui.newsroom import importing
from newstui.text.clean import clean_block, clean_line
from newstui.text.links import LENGTH_LIMIT
from newstui.tui.prompt import Prompt

if TYPE_CHECKING:
    from collections.abc import Callable

    from newstui.model.text import SafeText
    from newstui.newsroom.importing import Imported
    from newstui.store.archive import Archive
    from newstui.tui.screens.main import MainScreen


class Importing:
    """The lists that are imported."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._desk = screen.desk
        self._left_out: Imported | None = None
        """The last list, if not all of it was added and the reader has not seen what."""

    def do_import_list(self, _count: int | None) -> None:
        """Show what was left out of the last list; else ask for one, and subscribe to its feeds."""
        if self._left_out is not None:
            self._show(self._left_out)
        elif self._screen.subscribing.may_add():
            self._screen.status.ask(
                Prompt(
                    label=clean_line("OPML file:"),
                    accepted=self._import_file,
                    limit=LENGTH_LIMIT,
                )
            )

    def _show(self, imported: Imported) -> None:
        from newstui.tui.screens.choosing import ChoosingScreen

        self._left_out = None
        rows = [
            (one.title or one.address, clean_block(f"skipped: {one.reason}  {one.address}"))
            for one in imported.skipped
        ]
        rows += [
            (one.title, clean_block(f"known already  {one.address}")) for one in imported.known
        ]
        question = clean_line(f"{len(rows):,} entries of the list were not added")
        shown = ChoosingScreen(question, rows, self._screen.headlines, does=clean_line("back"))
        self._screen.app.push_screen(shown)

    def _import_file(self, typed: str) -> None:
        if name := typed.strip():
            self._import(importing.list_origin(name), partial(_read_file, name))

    def starters(self) -> list[str]:
        """List the names of the starter lists; none when the installation has lost them."""
        try:
            return importing.starter_names()
        except NewstuiError:
            return []

    def add_starter(self, name: str) -> None:
        """Subscribe to all of a starter list."""
        if self._screen.subscribing.may_add():
            self._import(clean_line(f"starter list {name}"), partial(_read_starter, name))

    def _import(self, origin: SafeText, read: Callable[[], bytes]) -> None:
        def take_in(archive: Archive) -> Imported:
            return importing.import_opml(archive, read(), origin=origin, clock=self._desk.clock)

        self._screen.when_done(self._desk.write(take_in), partial(self._tell_imported, origin))

    def _tell_imported(self, origin: SafeText, imported: Imported) -> None:
        added, known = len(imported.added), len(imported.known)
        self._left_out = imported if known or imported.skipped else None
        which = f": {self._screen.keymap.way('import_list')} shows which" if self._left_out else ""
        if not added and not known:
            told = f"{origin}: holds no feed that can be imported{_skipped(imported)}"
            self._screen.say_error(clean_line(told), clean_block(which))
            return
        told = f"{added:,} {'feed' if added == 1 else 'feeds'} added"
        if imported.flaw is not None:
            how = "cut off" if imported.is_cut else "not well formed"
            told += f"; list {how}, line {imported.flaw.line:,}"
        told += f", {known:,} known already" if known else ""
        fetches = self._screen.keymap.fill(" · {refresh_all} fetches them · {undo} undoes")
        # What was not taken is cut before the keys are that tell all of it.
        tail = which + (fetches if added else "")
        self._screen.say(clean_line(told + _skipped(imported)), clean_block(tail))
        self._screen.refreshing.look()


def _skipped(imported: Imported) -> str:
    """Say how much of a list was not taken, and name the first of it."""
    skipped = imported.skipped
    if not skipped:
        return ""
    first, more = skipped[0], ", ..." if len(skipped) > 1 else ""
    return f", {len(skipped):,} skipped ({first.title or first.address or first.reason}{more})"


def _read_file(name: str) -> bytes:
    if name == "-":
        raise UsageError("-: standard input is the keyboard here; name a file")
    return importing.read_list(name)


def _read_starter(name: str) -> bytes:
    return importing.read_list(str(importing.find_starter(name)))
