"""From what a reader types to a place: a web address, a file or a folder."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import Final

from newstui.errors import PlaceError
from newstui.model.feed import FeedKind
from newstui.places.addresses import parse_address, with_credentials
from newstui.places.file import problem, shown_path
from newstui.text.clean import clean_line
from newstui.text.links import without_credentials

_WEB: Final = re.compile(r"https?:", re.IGNORECASE)
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")


def locate(place: str, *, cwd: Path) -> tuple[FeedKind, str]:
    """Find out what a place is, and write it in its normal form.

    Args:
        place: As typed: an http(s) address or a path, `~` included.
        cwd: The folder a relative path starts from.

    Returns:
        Its kind, and its address or absolute path. A user name and password in an address
        stay in it: show it with `newstui.text.links.without_credentials`.

    Raises:
        PlaceError: If it is another kind of address, or nothing is there.
    """
    place = place.strip()
    if _WEB.match(place):
        return FeedKind.WEB, with_credentials(parse_address(place))
    if scheme := _SCHEME.match(place):
        reason = f"newstui reads http and https addresses, files and folders, not {scheme[1]}"
        raise PlaceError(without_credentials(place), clean_line(reason))
    return _locate_path(place, cwd)


def _locate_path(place: str, cwd: Path) -> tuple[FeedKind, str]:
    origin = clean_line(shown_path(place)) or "the place"
    if not place:
        raise PlaceError(origin, "is empty")
    try:
        path = Path(os.path.abspath(cwd / Path(place).expanduser()))  # noqa: PTH100 - links stay
        mode = path.stat().st_mode
    except (OSError, ValueError, RuntimeError) as error:
        raise PlaceError(origin, _path_problem(place, error)) from error
    return (FeedKind.FOLDER if stat.S_ISDIR(mode) else FeedKind.FILE), str(path)


def _path_problem(place: str, error: Exception) -> str:
    if not isinstance(error, OSError):
        return "is not a usable path"
    if isinstance(error, FileNotFoundError) and re.match(r"[\w-]+(\.[\w-]+)+(/|$)", place):
        return "does not exist; an address begins with https://"
    return problem(error)
