"""Exporting: the subscriptions as a list for other programs, written to a file or printed."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from newstui.errors import PlaceError
from newstui.formats.opml import Outline, write_opml
from newstui.model.feed import FeedKind
from newstui.places.file import problem, shown_path
from newstui.store.creation import write_whole
from newstui.store.subscriptions import list_feeds
from newstui.text.clean import clean_line
from newstui.text.folders import folder_path
from newstui.text.links import bare_address

if TYPE_CHECKING:
    from pathlib import Path

    from newstui.model.feed import Feed
    from newstui.model.text import SafeText
    from newstui.store.archive import Archive

ADVICE: Final = "--force replaces it"
"""What to do where a file is there, on the command line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A list of subscriptions."""

    text: str
    """OPML 2.0."""
    feeds: int
    """How many are in it."""
    left_out: tuple[SafeText, ...] = ()
    """Titles of files and folders, which other machines do not have."""
    stripped: tuple[SafeText, ...] = ()
    """Titles of feeds whose addresses were written without their passwords."""


def export_opml(archive: Archive) -> Exported:
    """Write every web feed into a list, by folder; without user names and passwords."""
    feeds = list_feeds(archive)
    web = [feed for feed in feeds if feed.kind is FeedKind.WEB]
    local = [feed for feed in feeds if feed.kind in {FeedKind.FILE, FeedKind.FOLDER}]
    return Exported(
        text=write_opml(map(_outline, web), title=clean_line("Subscriptions in newstui")),
        feeds=len(web),
        left_out=tuple(feed.title for feed in local),
        stripped=tuple(feed.title for feed in web if bare_address(feed.place) != feed.place),
    )


def save_export(text: str, path: Path, *, replace: bool, advice: str = ADVICE) -> None:
    """Write an export to a file that is there in full or not at all.

    Args:
        text: The export.
        path: Of the file; a symbolic link is followed.
        replace: Whether a file that is there may be replaced.
        advice: What to do where one is there and may not be.

    Raises:
        PlaceError: If a file is there and may not be replaced, or it cannot be written.
    """
    origin = clean_line(shown_path(path))
    target = find_target(path, replace=replace, advice=advice)
    try:
        write_whole(target, text.encode("utf-8"), over=replace)
    except FileExistsError as error:
        raise PlaceError(origin, f"exists already; {advice}") from error
    except (OSError, ValueError) as error:
        raise PlaceError(origin, problem(error)) from error


def find_target(path: Path, *, replace: bool, advice: str = ADVICE) -> Path:
    """Find the file that an export would be written to.

    Args:
        path: As it was typed; a symbolic link is followed.
        replace: Whether a file that is there may be replaced.
        advice: What to do where one is there and may not be.

    Raises:
        PlaceError: If one is there and may not be replaced, or the path is of no use.
    """
    origin = clean_line(shown_path(path))
    try:
        target = path.expanduser().resolve()
        if os.path.lexists(target) and not (replace and target.is_file()):
            reason = f"exists already; {advice}"
            raise PlaceError(origin, reason if target.is_file() else "is not a file")
    except (OSError, ValueError) as error:
        raise PlaceError(origin, problem(error)) from error
    except RuntimeError as error:
        raise PlaceError(origin, "is not a usable path") from error
    return target


def _outline(feed: Feed) -> Outline:
    path = folder_path(feed.folder) if feed.folder else ()
    return Outline(address=feed.place, title=feed.title, site_url=feed.site_url, folder=path)
