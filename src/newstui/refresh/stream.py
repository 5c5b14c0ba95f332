"""Places read for one look: parsed and told on standard output, nothing kept on disk."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from newstui.errors import FormatError, PlaceError
from newstui.model.feed import Evidence, FeedKind
from newstui.places import locate
from newstui.places.reading import Fetched, Unchanged, utc_now
from newstui.places.stdin import STDIN_NAME, read_stdin
from newstui.refresh.finding import Finder, found_record
from newstui.refresh.frames import StoppedError
from newstui.refresh.gathering import Gatherer
from newstui.refresh.reports import Failed, Warned
from newstui.refresh.sandbox_client import Sandbox
from newstui.refresh.streamed import STDIN_PLACE, stream_record
from newstui.refresh.web import Web
from newstui.text.clean import clean_line
from newstui.text.links import without_credentials

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import BinaryIO

    from newstui.refresh.gathering import Gathered
    from newstui.refresh.stopping import Reporter, Stopping


def read_places(stdin: BinaryIO) -> list[str]:
    """Read which places are asked for: a line of JSON, before whatever standard input held."""
    return [str(place) for place in json.loads(stdin.readline())]


def stream(
    places: Sequence[str], reporter: Reporter, stopping: Stopping, settings: Path | None = None
) -> None:
    """Read places in their order and tell each, or why it could not be read.

    Standard input is read to its end first: whoever fills it need not listen meanwhile.
    """
    stdin = _read_stdin() if STDIN_PLACE in places else b""
    with Web(settings, is_stopping=stopping) as web, Sandbox(is_stopping=stopping) as sandbox:
        gatherer = Gatherer(web.fetch, sandbox)
        for place in places:
            if stopping():
                return
            try:
                _tell(place, _gathered(gatherer, place, stdin), reporter)
            except StoppedError:
                return
            except (PlaceError, FormatError) as error:
                _fail(place, error.reason, reporter)
            except Exception as error:  # noqa: BLE001 - one place must never hurt the others
                _fail(place, f"could not be read ({type(error).__name__})", reporter)


def find(
    places: Sequence[str], reporter: Reporter, stopping: Stopping, settings: Path | None = None
) -> None:
    """Tell the feeds of every site, the likeliest first, or why its page cannot be read."""
    with Web(settings, is_stopping=stopping) as web, Sandbox(is_stopping=stopping) as sandbox:
        finder = Finder(web, Gatherer(web.fetch, sandbox))
        for place in places:
            try:
                for feed in finder.find(place):
                    reporter.line(found_record(feed))
            except StoppedError:
                return
            except (PlaceError, FormatError) as error:
                _fail(place, error.reason, reporter)


def _read_stdin() -> bytes | PlaceError:
    try:
        return read_stdin()
    except PlaceError as error:
        return error


def _gathered(
    gatherer: Gatherer, place: str, stdin: bytes | PlaceError
) -> tuple[FeedKind, Gathered]:
    if place == STDIN_PLACE:
        if isinstance(stdin, PlaceError):
            raise stdin
        reading = Fetched(name="", data=stdin, evidence=Evidence(fetched=utc_now()))
        return FeedKind.FILE, gatherer.parse(reading, origin=STDIN_NAME)
    kind, located = locate(place, cwd=Path.cwd())
    gathered = gatherer.gather(kind, located, pages=True)
    if isinstance(gathered, Unchanged):
        raise PlaceError(without_credentials(place), "gave nothing to read")
    return kind, gathered


def _tell(place: str, read: tuple[FeedKind, Gathered], reporter: Reporter) -> None:
    kind, gathered = read
    for part in gathered.warnings:
        reporter.report(
            Warned(title=without_credentials(place), place=part.name, reason=part.reason)
        )
    reporter.line(stream_record(place, kind, gathered))


def _fail(place: str, reason: str, reporter: Reporter) -> None:
    shown = STDIN_NAME if place == STDIN_PLACE else without_credentials(place)
    reporter.report(Failed(place=shown, reason=clean_line(reason)))
