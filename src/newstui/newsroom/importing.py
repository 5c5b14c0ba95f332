"""Importing lists of subscriptions. An import fetches nothing; the next refresh does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from newstui.errors import PlaceError, UsageError
from newstui.formats.opml import SIZE_LIMIT, Skipped, parse_opml
from newstui.newsroom.bundled import starter_lists
from newstui.places.addresses import parse_address, with_credentials
from newstui.places.file import read_bytes, shown_path
from newstui.places.stdin import STDIN_NAME, read_stdin
from newstui.store.addresses import read_addresses
from newstui.store.subscriptions import Subscription, add_feeds
from newstui.text.clean import clean_line
from newstui.text.folders import folder_title
from newstui.text.links import without_credentials

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from newstui.formats.opml import Outline
    from newstui.formats.wellformed import Flaw
    from newstui.model.text import SafeText
    from newstui.store.archive import Archive

_TO_COME: Final = -1
"""Number of every feed that a list would bring."""
_WEB: Final = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One feed of a list."""

    title: SafeText
    """As the list calls it, else its address."""
    address: SafeText
    """Without user name and password, to be shown."""
    folder: SafeText | None = None
    feed_id: int | None = None
    """Its number; `None` when it was not subscribed to, since nothing was to be done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of a list."""

    added: tuple[Listed, ...] = ()
    known: tuple[Listed, ...] = ()
    """Subscribed to already; they keep their titles and folders."""
    skipped: tuple[Skipped, ...] = ()
    flaw: Flaw | None = None
    """Why the list is not well formed, so that only what could be read counts."""
    is_cut: bool = False
    """Whether the end of the list is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Starter:
    """A list of suggested subscriptions that newstui brings along."""

    name: str
    title: SafeText
    feeds: int


def import_opml(
    archive: Archive,
    data: bytes,
    *,
    origin: str,
    clock: Callable[[], datetime],
    dry_run: bool = False,
) -> Imported:
    """Subscribe to everything a list holds, as one change that can be undone.

    Args:
        archive: Where.
        data: The list, OPML of any version.
        origin: How errors name it.
        clock: Tells the time, UTC.
        dry_run: Only find out what would become of it.

    Raises:
        FormatError: If it is no such list.
        StoreError: If the subscriptions cannot be kept; then none of them was.
    """
    found = parse_opml(data, origin=origin)
    wanted, unusable = _wanted(found.outlines)
    done: Sequence[tuple[int | None, bool]]
    if dry_run:
        done = foresee(archive, wanted)
    else:
        label = f"imported {clean_line(origin)}"
        done = add_feeds(archive, wanted, label=label, now=clock())
    feeds = [
        (listed(one, feed_id), is_new) for one, (feed_id, is_new) in zip(wanted, done, strict=True)
    ]
    return Imported(
        added=tuple(feed for feed, is_new in feeds if is_new),
        known=tuple(feed for feed, is_new in feeds if not is_new),
        skipped=(*found.skipped, *unusable),
        flaw=found.flaw,
        is_cut=found.is_cut,
    )


def read_list(name: str) -> bytes:
    """Read a list from a file, or from standard input for "-".

    Raises:
        UsageError: If it is a web address.
        PlaceError: If it cannot be read.
    """
    if name == "-":
        return read_stdin(limit=SIZE_LIMIT)
    if _WEB.match(name):
        shown = without_credentials(name)
        raise UsageError(f"{shown}: an import fetches nothing; save the list as a file first")
    return read_bytes(_path(name), limit=SIZE_LIMIT)


def list_origin(name: str) -> SafeText:
    """Say how errors name a list."""
    return clean_line(STDIN_NAME if name == "-" else shown_path(name))


def find_starter(name: str) -> Path:
    """Find the starter list of a name.

    Raises:
        UsageError: If there is none.
        NewstuiError: If the installation has lost them.
    """
    paths = {path.stem: path for path in starter_lists()}
    if name not in paths:
        reason = f"no such starter list; there are {', '.join(paths)}"
        raise UsageError(f"{clean_line(name)}: {reason}")
    return paths[name]


def starter_names() -> list[str]:
    """List the names of the starter lists, without reading them.

    Raises:
        NewstuiError: If the installation has lost them.
    """
    return [path.stem for path in starter_lists()]


def list_starters() -> tuple[Starter, ...]:
    """List the starter lists by name.

    Raises:
        NewstuiError: If the installation has lost them.
    """
    starters = []
    for path in starter_lists():
        found = parse_opml(read_bytes(path, limit=SIZE_LIMIT), origin=path.name)
        starters.append(Starter(name=path.stem, title=found.title, feeds=len(found.outlines)))
    return tuple(starters)


def _wanted(outlines: Sequence[Outline]) -> tuple[list[Subscription], list[Skipped]]:
    """Bring addresses into the form they are asked in; those that have none are skipped."""
    wanted: list[Subscription] = []
    unusable: list[Skipped] = []
    for outline in outlines:
        try:
            place = with_credentials(parse_address(outline.address))
        except PlaceError as error:
            shown, reason = without_credentials(outline.address), clean_line(error.reason)
            unusable.append(Skipped(title=outline.title, address=shown, reason=reason))
            continue
        folder = folder_title(outline.folder) or None
        wanted.append(
            Subscription(place=place, title=outline.title, folder=folder, site_url=outline.site_url)
        )
    return wanted, unusable


def foresee(archive: Archive, wanted: Sequence[Subscription]) -> list[tuple[int | None, bool]]:
    """Find out which feeds `add_feeds` would take for new."""
    addresses = read_addresses(archive)
    foreseen: list[tuple[int | None, bool]] = []
    for one in wanted:
        feed_id = addresses.subscribed(one.place)
        foreseen.append((feed_id, feed_id is None))
        if feed_id is None:
            addresses.note(one.place, _TO_COME)
    return foreseen


def listed(wanted: Subscription, feed_id: int | None) -> Listed:
    """Show a subscription as one feed of a list."""
    address = without_credentials(wanted.place)
    return Listed(
        title=wanted.title or address, address=address, folder=wanted.folder, feed_id=feed_id
    )


def _path(name: str) -> Path:
    try:
        return Path(name).expanduser()
    except RuntimeError as error:
        raise PlaceError(list_origin(name), "is not a usable path") from error
