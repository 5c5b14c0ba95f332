"""New subscriptions: a place that is typed, read, and maybe chosen among several feeds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from newstui.errors import NewstuiError
from newstui.newsroom.subscribing import (
    Added,
    SeveralFeedsError,
    find_place,
    keep_place,
    known_addresses,
    recognise,
)
from newstui.places.locating import locate, shown_place
from newstui.refresh.running import Stopper
from newstui.store.querywriting import ask_for_feed
from newstui.text.clean import NOTHING, clean_block, clean_line
from newstui.text.links import LENGTH_LIMIT, without_credentials
from newstui.tui.outcomes import Outcomes, describe_offers
from newstui.tui.prompt import Prompt
from newstui.tui.strips import cut

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from datetime import datetime

    from newstui.formats.discovery import FoundFeed
    from newstui.model.text import SafeText
    from newstui.newsroom.subscribing import FoundPlace
    from newstui.store.archive import Archive
    from newstui.tui.outcomes import Outcome
    from newstui.tui.screens.main import MainScreen

    _Take = Callable[[FoundPlace | NewstuiError], None]

_ADDRESS: Final = re.compile(r"(?:feed:)?https?://", re.IGNORECASE)
_PLACE_CELLS = 30
"""Most of an address that is shown while it is read."""


@dataclass(eq=False, slots=True)
class _Reading:
    """A place that is being read, or waits for that."""

    shown: SafeText
    """Without user name and password."""
    take: _Take
    """Told what was found; of a site of several feeds, when one was chosen and read."""
    otherwise: str
    """What is said to follow from it that it cannot be read."""
    stopper: Stopper = field(default_factory=Stopper)
    is_agreed: bool = False
    """Whether the reader was told that quitting gives it up."""


@dataclass(frozen=True, slots=True)
class _Offer:
    """A site of several feeds, of which none was chosen yet."""

    several: SeveralFeedsError
    reading: _Reading


class Subscribing:
    """What is being added."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._desk = screen.desk
        self._readings: list[_Reading] = []
        """One is read after another, in this order."""
        self._outcomes = Outcomes()
        self._offers: list[_Offer] = []
        """Nothing opens by itself."""

    # What is under way

    @property
    def is_reading(self) -> bool:
        """Whether a place is being read."""
        return bool(self._readings)

    @property
    def activity(self) -> SafeText:
        """What is being read, and what is to be chosen, for the bottom line."""
        told = [self._reading, describe_offers(self._several, self._screen.keymap)]
        return clean_line(" · ".join(filter(None, told)))

    @property
    def _several(self) -> list[SeveralFeedsError]:
        return [offer.several for offer in self._offers]

    @property
    def _reading(self) -> SafeText:
        if not self._readings:
            return NOTHING
        waiting = len(self._readings) - 1
        more = f", {waiting:,} {'waits' if waiting == 1 else 'wait'}" if waiting else ""
        place = self._readings[0].shown.removeprefix("https://").removeprefix("http://")
        ellipsis = self._screen.headlines.glyphs.ellipsis
        return clean_line(f"reading {cut(clean_line(place), _PLACE_CELLS, ellipsis)}{more}")

    def stop(self) -> SafeText:
        """Give up what is read or to be chosen; return which places are so not added, if any."""
        stopped, self._readings = self._readings, []
        for reading in stopped:
            reading.stopper.stop()
        places = [*(several.place for several in self._several), *(one.shown for one in stopped)]
        self._offers.clear()
        return clean_line(", ".join(places), limit=LENGTH_LIMIT)

    def stay(self) -> None:
        """Have quitting ask again: the reader went on."""
        for reading in self._readings:
            reading.is_agreed = False

    def holds_back(self) -> bool:
        """Whether quitting now would give up a place unsaid; then it is said."""
        unsaid = [reading for reading in self._readings if not reading.is_agreed]
        for reading in unsaid:
            reading.is_agreed = True
        if unsaid:
            self._screen.say_error(
                clean_line(f"not added yet: {self._screen.keymap.way('quit')} again quits")
            )
        return bool(unsaid)

    def may_add(self) -> bool:
        """Whether what is added would be kept; if not, that is said."""
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
                accepted=accepted,
                limit=LENGTH_LIMIT,
            )
        )

    # One place

    def do_add_feed(self, _count: int | None) -> None:
        """Have one of the feeds found chosen, else ask for an address or path to subscribe to."""
        if self._offers:
            self._choose(self._offers.pop(0))
        elif self.may_add():
            self._ask("add address or path:", self._add_all)

    def _add_all(self, typed: str) -> None:
        """Add what is typed: one place, or several addresses with spaces between them."""
        words = typed.split()
        for place in words if all(map(_ADDRESS.match, words)) else [typed]:
            self._add(place)

    def _add(self, typed: str) -> None:
        """Read a place beside the screen, then subscribe to it.

        Raises:
            PlaceError: If there can be none; what is typed stays, to be mended.
        """
        if not typed.strip():
            return
        if "@" not in typed and typed.strip() != "-":
            # What may hold a password does not stay on the screen.
            locate(typed.strip(), cwd=Path.cwd())
        known = recognise(self._desk.archive, typed.strip(), clock=self._desk.clock)
        if known is not None:
            self._tell_outcome(known)
            return
        self.find(typed.strip(), self._take_found)

    def find(self, place: str, take: _Take, otherwise: str = "it was not added") -> None:
        """Read a place beside the screen, or the one of its feeds that the reader will choose.

        Args:
            place: As typed.
            take: Told what was found.
            otherwise: What is said to follow from it that the place cannot be read.
        """
        reading = _Reading(shown_place(place), take, otherwise)
        self._readings.append(reading)
        self._screen.tell_activity()
        read = partial(
            _find,
            place,
            settings=self._desk.paths.settings,
            waits=self._desk.archive.path,
            stopper=reading.stopper,
            otherwise=otherwise,
        )
        self._screen.when_done(self._desk.fetch(read), partial(self._go_on, reading))

    def _go_on(self, reading: _Reading, found: FoundPlace | NewstuiError) -> None:
        if reading not in self._readings:
            # It was stopped, and that is told already.
            return
        self._readings.remove(reading)
        if isinstance(found, SeveralFeedsError):
            self._offers.append(_Offer(found, reading))
            self._screen.tell_activity()
            self._tell_outcome(found)
            return
        self._screen.tell_activity()
        reading.take(found)

    def _take_found(self, found: FoundPlace | NewstuiError) -> None:
        if isinstance(found, NewstuiError):
            self._tell_outcome(found)
        else:
            job = partial(_keep, found=found, clock=self._desk.clock)
            kept: Future[Added | NewstuiError] = self._desk.write(job)
            self._screen.when_done(kept, self._tell_outcome)

    def _tell_outcome(self, outcome: Outcome) -> None:
        """Tell what became of a place, beside what the reader may not have seen yet."""
        outcomes = self._outcomes
        outcomes.listed.append(outcome)
        say = self._screen.say_error if outcomes.are_wrong else self._screen.say
        say(*outcomes.tell(self._screen.keymap, self._screen.headlines.glyphs.ellipsis))
        if isinstance(outcome, Added):
            if outcome.is_new:
                self._screen.feeds.aim(ask_for_feed(outcome.feed.id))
            self._screen.refreshing.look()

    def forget_told(self) -> None:
        """Tell no more what a key takes away: the reader saw it, and may change it now."""
        self._outcomes.listed.clear()

    # A site of several feeds

    def _choose(self, offer: _Offer) -> None:
        from newstui.tui.screens.choosing import ChoosingScreen

        pane = self._screen.headlines
        known = known_addresses(self._desk.archive, offer.several.found)
        rows = [_described(feed, is_known=feed.address in known) for feed in offer.several.found]
        chosen = ChoosingScreen(clean_line(str(offer.several)), rows, pane)
        self._screen.app.push_screen(chosen, partial(self._take_chosen, offer))

    def _take_chosen(self, offer: _Offer, index: int | None) -> None:
        self._screen.tell_activity()
        several, reading = offer.several, offer.reading
        if index is None:
            told = f"none of the {len(several.found):,} feeds of {several.place} was chosen"
            self._screen.say_also(clean_line(told))
        elif reading.take == self._take_found:
            self._add(several.found[index].address)
        else:
            self.find(several.found[index].address, reading.take, reading.otherwise)


def _described(feed: FoundFeed, *, is_known: bool) -> tuple[SafeText, SafeText]:
    """Say what is chosen, and where it is."""
    address = without_credentials(feed.address)
    where = clean_block(f"{address} · subscribed already" if is_known else address)
    return feed.name or address, where


def _find(
    place: str, *, settings: Path, waits: Path, stopper: Stopper, otherwise: str
) -> FoundPlace | NewstuiError:
    """Read a place; what is wrong with it is told together with what became of others."""
    try:
        return find_place(
            place, settings=settings, waits=waits, stopper=stopper, otherwise=otherwise
        )
    except NewstuiError as error:
        return error


def _keep(
    archive: Archive, found: FoundPlace, *, clock: Callable[[], datetime]
) -> Added | NewstuiError:
    try:
        return keep_place(archive, found, clock=clock)
    except NewstuiError as error:
        return error
