"""New subscriptions: a place that is typed, a list from a file, a starter list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from newstui.errors import NewstuiError, UsageError
from newstui.newsroom import importing
from newstui.newsroom.subscribing import (
    SeveralFeedsError,
    find_place,
    keep_place,
    recognise,
)
from newstui.places.locating import shown_place
from newstui.store.query import ask_for_feed
from newstui.text.clean import clean_block, clean_line
from newstui.text.links import LENGTH_LIMIT, without_credentials
from newstui.tui.prompt import Prompt

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from newstui.model.text import SafeText
    from newstui.newsroom.importing import Imported
    from newstui.newsroom.subscribing import Added, FoundPlace
    from newstui.store.archive import Archive
    from newstui.tui.screens.main import MainScreen

_UNDOES = clean_block(" · U undoes")


class Subscribing:
    """What is being added."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._desk = screen.desk
        self._places: list[SafeText] = []
        """What is being read, as it is shown."""
        self._offer: SeveralFeedsError | None = None
        """A site of several feeds, as long as none was chosen."""

    @property
    def activity(self) -> SafeText:
        """What is being read, for the bottom line."""
        return clean_line(f"reading {self._places[-1]}" if self._places else "")

    def _may_add(self) -> bool:
        if self._desk.keeps:
            return True
        told = "nothing is kept here, so nothing is added"
        if self._desk.archive.is_read_only:
            told = "the archive can only be read, so nothing is added"
        self._screen.say_error(clean_line(told))
        return False

    def _ask(self, label: str, accepted: Callable[[SafeText], None]) -> None:
        self._screen.status.ask(
            Prompt(
                label=clean_line(label),
                changed=lambda _typed: None,
                accepted=accepted,
                cancelled=lambda: None,
                limit=LENGTH_LIMIT,
            )
        )

    # One place

    def do_add_feed(self, _count: int | None) -> None:
        """Ask for an address or a path, and subscribe to what is there."""
        if self._offer is not None:
            self._choose(self._offer)
        elif self._may_add():
            self._ask("add address or path:", self._add)

    def _add(self, typed: str) -> None:
        """Read a place beside the screen, then subscribe to it."""
        if not typed.strip():
            return
        known = recognise(self._desk.archive, typed.strip(), clock=self._desk.clock)
        if known is not None:
            self._tell_added(known)
            return
        shown = shown_place(typed.strip())
        self._places.append(shown)
        self._screen.tell_activity()
        settings, waits = self._desk.paths.settings, self._desk.archive.path
        read = partial(_find, typed.strip(), settings=settings, waits=waits)
        self._screen.when_done(
            self._desk.fetch(read),
            partial(self._take_found, shown),
            failed=partial(self._stop_reading, shown),
        )

    def _stop_reading(self, shown: SafeText) -> None:
        self._places.remove(shown)
        self._screen.tell_activity()

    def _take_found(self, shown: SafeText, found: FoundPlace | SeveralFeedsError) -> None:
        self._stop_reading(shown)
        if isinstance(found, SeveralFeedsError):
            self._offer_feeds(found)
            return
        job = partial(keep_place, found=found, clock=self._desk.clock)
        self._screen.when_done(self._desk.write(job), self._tell_added)

    def _tell_added(self, added: Added) -> None:
        stories = f"{added.stories:,} new {'story' if added.stories == 1 else 'stories'}"
        title = added.feed.title
        if added.is_new:
            self._screen.feeds.aim(ask_for_feed(added.feed.id))
            self._screen.say(clean_line(f"added {title}"), clean_block(f", {stories}{_UNDOES}"))
        else:
            tail = "; E among the feeds changes its password" if added.keeps_login else ""
            self._screen.say(clean_line(f"{title} is subscribed already"), clean_block(tail))
        for warning in added.warnings[:1]:
            self._screen.say_error(warning)
        self._screen.refreshing.look()

    # A site of several feeds

    def _offer_feeds(self, offer: SeveralFeedsError) -> None:
        """Have one feed chosen, unless the reader is about something else by now."""
        if self._screen.status.is_asking or not self._screen.is_current:
            self._offer = offer
            self._screen.say(clean_line(str(offer)), clean_block(": + shows them"))
        else:
            self._choose(offer)

    def _choose(self, offer: SeveralFeedsError) -> None:
        from newstui.tui.screens.choosing import ChoosingScreen

        self._offer = None
        pane = self._screen.headlines
        rows = [
            (feed.name or without_credentials(feed.address), without_credentials(feed.address))
            for feed in offer.found
        ]
        chosen = ChoosingScreen(clean_line(str(offer)), rows, pane.look, pane.glyphs)
        self._screen.app.push_screen(chosen, partial(self._take_chosen, offer))

    def _take_chosen(self, offer: SeveralFeedsError, index: int | None) -> None:
        if index is None:
            self._screen.say(clean_line("nothing was added"))
        else:
            self._add(offer.found[index].address)

    # Lists

    def do_import_list(self, _count: int | None) -> None:
        """Ask for an OPML file, and subscribe to all it holds."""
        if self._may_add():
            self._ask("OPML file:", self._import_file)

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
        if self._may_add():
            self._import(clean_line(f"starter list {name}"), partial(_read_starter, name))

    def _import(self, origin: SafeText, read: Callable[[], bytes]) -> None:
        def take_in(archive: Archive) -> Imported:
            return importing.import_opml(archive, read(), origin=origin, clock=self._desk.clock)

        self._screen.when_done(self._desk.write(take_in), partial(self._tell_imported, origin))

    def _tell_imported(self, origin: SafeText, imported: Imported) -> None:
        added, known = len(imported.added), len(imported.known)
        others = f", {known:,} known already" if known else ""
        others += f", {len(imported.skipped):,} skipped" if imported.skipped else ""
        if imported.flaw is not None:
            how = "cut off" if imported.is_cut else "not well formed"
            others += f"; list {how}, line {imported.flaw.line:,}"
        if not added and not known:
            told = f"{origin}: holds no feed that can be imported"
            self._screen.say_error(clean_line(told))
            return
        feeds = "feed" if added == 1 else "feeds"
        tail = " · R fetches them · U undoes" if added else ""
        self._screen.say(clean_line(f"{added:,} {feeds} added{others}"), clean_block(tail))
        self._screen.refreshing.look()


def _find(place: str, *, settings: Path, waits: Path) -> FoundPlace | SeveralFeedsError:
    """Read a place; that it has several feeds is a question, no failure."""
    try:
        return find_place(place, settings=settings, waits=waits)
    except SeveralFeedsError as error:
        return error


def _read_file(name: str) -> bytes:
    if name == "-":
        raise UsageError("-: standard input is the keyboard here; name a file")
    return importing.read_list(name)


def _read_starter(name: str) -> bytes:
    return importing.read_list(str(importing.find_starter(name)))
