"""Places that are shown without subscribing: those on the web come while others are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newstui.store.subscriptions import list_feeds
from newstui.text.clean import NOTHING, clean_line
from newstui.tui.strips import cut

if TYPE_CHECKING:
    from newstui.model.text import SafeText
    from newstui.tui.screens.main import MainScreen

_PLACE_CELLS: Final = 30
"""Most of an address that is shown while it is asked."""
_NOTHING_CAME: Final = clean_line("Nothing was read. q quits and tells why.")


class Visiting:
    """What is still being asked."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._desk = screen.desk
        self._told = 0
        """How many failures the reader was told of."""

    @property
    def _asked(self) -> tuple[SafeText, ...]:
        return self._desk.visit.asked if self._desk.visit else ()

    @property
    def activity(self) -> SafeText:
        """What is being asked, for the bottom line."""
        match self._asked:
            case ():
                return NOTHING
            case (place,):
                bare = place.removeprefix("https://").removeprefix("http://")
                ellipsis = self._screen.headlines.glyphs.ellipsis
                return clean_line(f"asking {cut(clean_line(bare), _PLACE_CELLS, ellipsis)}")
            case places:
                return clean_line(f"asking {len(places):,} places")

    @property
    def outlook(self) -> SafeText:
        """What to say in place of stories while there are none."""
        if not self._asked:
            return _NOTHING_CAME
        how = self._screen.keymap.fill("{stop_refresh} stops that, {back_or_quit} quits.")
        return clean_line(f"Waiting for {', '.join(self._asked)}. {how}")

    def start(self) -> None:
        """Read what is still to come."""
        if self._desk.visit is not None:
            self._told = len(self._desk.visit.failures)
            self._read_on()

    def _read_on(self) -> None:
        self._screen.tell_activity()
        if self._asked and self._desk.visit is not None:
            read = self._desk.fetch(self._desk.visit.read_on)
            self._screen.when_done(read, self._take, failed=self._give_up)

    def _take(self, _done: None) -> None:
        """Show what has come as arrivals are shown, and tell what went wrong."""
        browsing = self._screen.browsing
        browsing.book.feeds = list_feeds(self._desk.archive)
        browsing.tell_counts()
        browsing.look_for_arrivals()
        failures = self._desk.visit.failures if self._desk.visit else ()
        for failure in failures[self._told :]:
            self._screen.say_also(failure, is_error=True)
        self._told = len(failures)
        self._read_on()

    def _give_up(self) -> None:
        self.stop()

    def stop(self) -> SafeText:
        """Give up what is still being asked; return which places those are."""
        left = self._desk.visit.stop() if self._desk.visit else NOTHING
        if left:
            self._told += 1
            self._screen.browsing.tell_counts()
        return left
