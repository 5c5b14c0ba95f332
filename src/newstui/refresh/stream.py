"""Places read for one look: parsed and told on standard output, no story kept on disk."""

from __future__ import annotations

import json
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from newstui.errors import FormatError, PlaceError, SilentError
from newstui.model.feed import FeedKind
from newstui.places import Located, locate
from newstui.places.file import evidence_of
from newstui.places.http import Request
from newstui.places.locating import shown_place
from newstui.places.reading import Fetched, Unchanged
from newstui.places.stdin import STDIN_NAME, read_stdin
from newstui.refresh.finding import Finder, FoundFeeds, found_record
from newstui.refresh.frames import StoppedError
from newstui.refresh.gathering import Gatherer, judge
from newstui.refresh.reports import Failed, Warned, report_record
from newstui.refresh.sandbox_client import Sandbox
from newstui.refresh.streamed import STDIN_PLACE, stream_record
from newstui.refresh.waits import archive_of_waits, polite_web, wait_of
from newstui.text.clean import clean_line
from newstui.text.links import without_credentials

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import BinaryIO

    from newstui.places.reading import FetchedOrNot
    from newstui.refresh.finding import ReadFeed
    from newstui.refresh.gathering import Gathered
    from newstui.refresh.stopping import Reporter, Stopping
    from newstui.refresh.web import Web

_PAGE: Final = "html"


def read_places(stdin: BinaryIO) -> list[str]:
    """Read which places are asked for: a line of JSON, before whatever standard input held."""
    return [str(place) for place in json.loads(stdin.readline())]


def stream(  # noqa: PLR0913 - all that reading may need, by name
    places: Sequence[str],
    reporter: Reporter,
    stopping: Stopping,
    settings: Path | None = None,
    waits: Path | None = None,
    *,
    finds: bool = False,
) -> None:
    """Read places and tell each as soon as it is read, or why it could not be.

    Standard input is read to its end first: whoever fills it need not listen meanwhile.

    Args:
        places: As typed.
        reporter: Told each, with its number among them from 0.
        stopping: Whether newstui is stopping.
        settings: The settings file; `None` when there is none.
        waits: The archive that remembers which hosts ask to be left alone; `None` for none.
        finds: Whether of a site its feeds are told instead of its page: what the only one holds,
            or the names of several.
    """
    stdin = _read_stdin() if STDIN_PLACE in places else b""
    with (
        archive_of_waits(waits) as archive,
        polite_web(settings, archive, is_stopping=stopping) as web,
        Sandbox(is_stopping=stopping) as sandbox,
        suppress(StoppedError),
    ):
        gatherer = Gatherer(web.fetch, sandbox)
        _Look(
            places=places,
            stdin=stdin,
            web=web,
            gatherer=gatherer,
            finder=Finder(web, gatherer) if finds else None,
            reporter=reporter,
            stopping=stopping,
        ).read()


def _read_stdin() -> bytes | PlaceError:
    try:
        return read_stdin()
    except PlaceError as error:
        return error


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """One look at some places: what is at hand first, then the web, all of it at once."""

    places: Sequence[str]
    """As typed."""
    stdin: bytes | PlaceError
    """What standard input held, or why it could not be read."""
    web: Web
    gatherer: Gatherer
    finder: Finder | None
    """Finds the feeds of sites; `None` when their pages are to be told."""
    reporter: Reporter
    stopping: Stopping

    def read(self) -> None:
        """Read and tell every place.

        Raises:
            StoppedError: If newstui is stopping.
        """
        on_web: dict[int, Located] = {}
        for number, place in enumerate(self.places):
            self._stop_if_asked()
            with self._failing(number):
                located = _located(place)
                if located.kind is FeedKind.WEB:
                    on_web[number] = located
                else:
                    self._tell(number, located, self._at_hand(located))
        # Where nobody answers by https, addresses whose scheme was not typed are asked by http.
        self._ask(self._ask(on_web))

    def _at_hand(self, located: Located) -> Gathered:
        if located.place != STDIN_PLACE:
            read = self.gatherer.gather(located.kind, located.place, pages=True)
            return self._whole(located, read)
        if isinstance(self.stdin, PlaceError):
            raise self.stdin
        reading = Fetched(name="", data=self.stdin, evidence=evidence_of(self.stdin))
        return self.gatherer.parse(reading, origin=STDIN_NAME)

    def _ask(self, on_web: Mapping[int, Located]) -> dict[int, Located]:
        """Ask web addresses at once and tell each; return those to ask in another way."""
        again: dict[int, Located] = {}
        requests = [Request(url=one.place, tag=number) for number, one in on_web.items()]
        for request, outcome in self.web.ask_all(requests):
            self._stop_if_asked()
            number, located = request.tag, on_web[request.tag]
            if isinstance(outcome, SilentError) and self._has_other_way(located):
                again[number] = replace(located, place=located.instead, instead="")
                continue
            with self._failing(number):
                if isinstance(outcome, PlaceError):
                    raise _explained(self.places[number], located, outcome)
                whole = self._whole(located, outcome)
                if whole.parsed.format == _PAGE and isinstance(outcome, Fetched) and self.finder:
                    self._tell_feeds(number, located, self.finder.find(located.place, outcome))
                    continue
                if self.finder:
                    # What no refresh would take is not subscribed to.
                    judge(located.kind, located.place, whole, known=None)
                self._tell(number, located, whole)
        return again

    def _has_other_way(self, located: Located) -> bool:
        # A password is for whoever is certain to be meant.
        return bool(located.instead) and not self.web.needs_password(located.instead)

    def _whole(self, located: Located, read: Gathered | FetchedOrNot) -> Gathered:
        """Parse what was read, if that is still to be done."""
        origin = without_credentials(located.place)
        if isinstance(read, Unchanged):
            raise PlaceError(origin, "gave nothing to read")
        return self.gatherer.parse(read, origin=origin) if isinstance(read, Fetched) else read

    @contextmanager
    def _failing(self, number: int) -> Iterator[None]:
        """Tell of a place what goes wrong with it."""
        try:
            yield
        except StoppedError:
            raise
        except Exception as error:  # noqa: BLE001 - one place must never hurt the others
            self._say(number, report_record(_failed(self.places[number], error)))

    def _tell(self, number: int, located: Located, gathered: Gathered) -> None:
        place = self.places[number]
        where = without_credentials(located.place)
        for warned in gathered.warn(title=shown_place(place), place=where):
            self._say(number, report_record(warned))
        for part in () if self.finder else gathered.left_out:
            warned = Warned(title=shown_place(place), place=part.name, reason=part.reason)
            self._say(number, report_record(warned))
        self._say(number, stream_record(place, located, gathered))

    def _tell_feeds(self, number: int, site: Located, found: Sequence[ReadFeed]) -> None:
        """Tell what the only feed of a site holds, or which feeds it has."""
        if not found:
            reason = "is a web page, and no feed was found that belongs to it"
            raise PlaceError(without_credentials(site.place), reason)
        if len(found) > 1:
            several = FoundFeeds(tuple(one.feed for one in found))
            self._say(number, found_record(several))
            return
        feed = found[0]
        self._tell(number, locate(feed.feed.address, cwd=Path.cwd()), feed.gathered)

    def _say(self, number: int, record: Mapping[str, object]) -> None:
        self.reporter.line({**record, "number": number})

    def _stop_if_asked(self) -> None:
        if self.stopping():
            raise StoppedError


def _located(place: str) -> Located:
    if place == STDIN_PLACE:
        return Located(kind=FeedKind.FILE, place=place)
    return locate(place, cwd=Path.cwd())


def _explained(place: str, located: Located, error: PlaceError) -> PlaceError:
    """Say of what may have been meant for a file that it is none, and why it is no address."""
    if not located.is_guess or wait_of(error):
        return error
    reason = f"no such file or folder; as an address: {error.reason}"
    return PlaceError(shown_place(place), reason)


def _failed(place: str, error: Exception) -> Failed:
    shown = STDIN_NAME if place == STDIN_PLACE else shown_place(place)
    reason = f"could not be read ({type(error).__name__})"
    if isinstance(error, PlaceError | FormatError):
        reason = error.reason
    until = wait_of(error)
    retry_at = until.isoformat() if until else ""
    return Failed(place=shown, reason=clean_line(reason), retry_at=retry_at)
