"""Places read for one look: parsed and told on standard output, no story kept on disk."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from newstui.errors import FormatError, PlaceError, SilentError
from newstui.model.feed import Evidence, FeedKind
from newstui.places import Located, locate
from newstui.places.locating import shown_place
from newstui.places.reading import Fetched, Unchanged, utc_now
from newstui.places.stdin import STDIN_NAME, read_stdin
from newstui.refresh.finding import Finder, found_record
from newstui.refresh.frames import StoppedError
from newstui.refresh.gathering import Gatherer
from newstui.refresh.reports import Failed, Warned
from newstui.refresh.sandbox_client import Sandbox
from newstui.refresh.streamed import STDIN_PLACE, stream_record
from newstui.refresh.waits import archive_of_waits, polite_web, wait_of
from newstui.text.clean import clean_line
from newstui.text.links import without_credentials

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import BinaryIO

    from newstui.refresh.gathering import Gathered
    from newstui.refresh.stopping import Reporter, Stopping
    from newstui.refresh.web import Web


def read_places(stdin: BinaryIO) -> list[str]:
    """Read which places are asked for: a line of JSON, before whatever standard input held."""
    return [str(place) for place in json.loads(stdin.readline())]


def stream(
    places: Sequence[str],
    reporter: Reporter,
    stopping: Stopping,
    settings: Path | None = None,
    waits: Path | None = None,
) -> None:
    """Read places in their order and tell each, or why it could not be read.

    Standard input is read to its end first: whoever fills it need not listen meanwhile.

    Args:
        places: As typed.
        reporter: Told each.
        stopping: Whether newstui is stopping.
        settings: The settings file; `None` when there is none.
        waits: The archive that remembers which hosts ask to be left alone; `None` for none.
    """
    stdin = _read_stdin() if STDIN_PLACE in places else b""
    with (
        archive_of_waits(waits) as archive,
        polite_web(settings, archive, is_stopping=stopping) as web,
        Sandbox(is_stopping=stopping) as sandbox,
    ):
        for place in places:
            if stopping():
                return
            try:
                _tell(place, _gathered(web, sandbox, place, stdin), reporter)
            except StoppedError:
                return
            except Exception as error:  # noqa: BLE001 - one place must never hurt the others
                _fail(place, error, reporter)


def find(
    places: Sequence[str],
    reporter: Reporter,
    stopping: Stopping,
    settings: Path | None = None,
    waits: Path | None = None,
) -> None:
    """Tell the feeds of every site, the likeliest first, or why its page cannot be read.

    Args:
        places: Addresses.
        reporter: Told each feed.
        stopping: Whether newstui is stopping.
        settings: The settings file; `None` when there is none.
        waits: The archive that remembers which hosts ask to be left alone; `None` for none.
    """
    with (
        archive_of_waits(waits) as archive,
        polite_web(settings, archive, is_stopping=stopping) as web,
        Sandbox(is_stopping=stopping) as sandbox,
    ):
        finder = Finder(web, Gatherer(web.fetch, sandbox))
        for place in places:
            try:
                for feed in finder.find(place):
                    reporter.line(found_record(feed))
            except StoppedError:
                return
            except (PlaceError, FormatError) as error:
                _fail(place, error, reporter)


def _read_stdin() -> bytes | PlaceError:
    try:
        return read_stdin()
    except PlaceError as error:
        return error


def _gathered(
    web: Web, sandbox: Sandbox, place: str, stdin: bytes | PlaceError
) -> tuple[Located, Gathered]:
    gatherer = Gatherer(web.fetch, sandbox)
    if place == STDIN_PLACE:
        if isinstance(stdin, PlaceError):
            raise stdin
        reading = Fetched(name="", data=stdin, evidence=Evidence(fetched=utc_now()))
        located = Located(kind=FeedKind.FILE, place=place)
        return located, gatherer.parse(reading, origin=STDIN_NAME)
    located = locate(place, cwd=Path.cwd())
    try:
        return _asked(web, gatherer, located)
    except PlaceError as error:
        if not located.is_guess or wait_of(error):
            raise
        reason = f"no such file or folder; as an address: {error.reason}"
        raise PlaceError(shown_place(place), reason) from error


def _asked(web: Web, gatherer: Gatherer, located: Located) -> tuple[Located, Gathered]:
    """Read a place; one whose scheme was not typed, by http where nobody answers by https."""
    try:
        gathered = gatherer.gather(located.kind, located.place, pages=True)
    except SilentError:
        # A password is for whoever is certain to be meant.
        if not located.instead or web.needs_password(located.instead):
            raise
        located = replace(located, place=located.instead)
        gathered = gatherer.gather(located.kind, located.place, pages=True)
    if isinstance(gathered, Unchanged):
        raise PlaceError(without_credentials(located.place), "gave nothing to read")
    return located, gathered


def _tell(place: str, read: tuple[Located, Gathered], reporter: Reporter) -> None:
    located, gathered = read
    for part in gathered.warnings:
        reporter.report(Warned(title=shown_place(place), place=part.name, reason=part.reason))
    reporter.line(stream_record(place, located, gathered))


def _fail(place: str, error: Exception, reporter: Reporter) -> None:
    shown = STDIN_NAME if place == STDIN_PLACE else shown_place(place)
    reason = f"could not be read ({type(error).__name__})"
    if isinstance(error, PlaceError | FormatError):
        reason = error.reason
    until = wait_of(error)
    retry_at = until.isoformat() if until else ""
    reporter.report(Failed(place=shown, reason=clean_line(reason), retry_at=retry_at))
