"""From what a reader types to a place: a web address, a file or a folder."""

from __future__ import annotations

import errno
import os
import re
import stat
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from newstui.errors import PlaceError
from newstui.model.feed import FeedKind
from newstui.places.addresses import parse_address, with_credentials
from newstui.places.file import problem, shown_path
from newstui.places.folder import EXTENSIONS
from newstui.text.clean import clean_line
from newstui.text.links import without_credentials, without_feed_scheme

if TYPE_CHECKING:
    from newstui.model.text import SafeText

_WEB: Final = re.compile(r"https?:", re.IGNORECASE)
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_HOST: Final = re.compile(
    r"(?P<user>[^\s/?#@]*@)?"
    r"(?P<host>localhost|\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:.]+\]"
    r"|[\w-]+(?:\.[\w-]+)*(?P<ending>\.[^\W\d][\w-]+)\.?|[\w-]+(?=:))"
    r"(?::\d{1,5})?(?=[/?#]|\Z)",
    re.IGNORECASE,
)
"""What an address begins with where its scheme is left out: a name with dots, a number, or any
name with a port."""
_USER: Final = re.compile(r"\A[^\s/?#@]*:(?!//)[^\s/?#]*@")
"""What stands before a host where the scheme is left out, and may be a password."""
_PATHS: Final = ("/", "~", ".")
"""What no address begins with."""
_NOTHING_THERE: Final = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG})
_FILES: Final = EXTENSIONS | {".opml"}
"""Endings that are those of a file, whatever domains there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """What was found out about a place without asking anybody."""

    kind: FeedKind
    place: str
    """Its address or absolute path. A user name and password in an address stay in it: show it
    with `newstui.text.links.without_credentials`."""
    instead: str = ""
    """The address to ask where nobody answers at the first; empty when there is none."""
    is_guess: bool = False
    """Whether it may be meant for a file or folder, which is not there."""


def locate(place: str, *, cwd: Path) -> Located:
    """Find out what a place is, and write it in its normal form.

    What looks like an address without its scheme is one when there is no such file or folder: it is
    asked by https, and by http where nobody answers to that. A user name and password never are
    sent unprotected because of that.

    Args:
        place: As typed: an http(s) address, with or without its scheme, or a path, `~` included.
        cwd: The folder a relative path starts from.

    Raises:
        PlaceError: If it is another kind of address, or nothing is there.
    """
    place = place.strip()
    address = without_feed_scheme(place)
    if _WEB.match(address):
        return Located(kind=FeedKind.WEB, place=with_credentials(parse_address(address)))
    if address != place and (asked := _without_scheme(address.removeprefix("//"))):
        return asked
    if scheme := _SCHEME.match(place):
        reason = f"newstui reads http and https addresses, files and folders, not {scheme[1]}"
        raise PlaceError(without_credentials(place), clean_line(reason))
    try:
        return _locate_path(place, cwd)
    except OSError as error:
        if error.errno in _NOTHING_THERE and (asked := _without_scheme(place)):
            return replace(asked, is_guess=True)
        raise PlaceError(shown_place(place), _path_problem(place, error)) from error


def shown_place(place: str) -> SafeText:
    """Show a place as typed, without the user name and password of an address."""
    return without_credentials(_USER.sub("", shown_path(place))) or clean_line("the place")


def _without_scheme(typed: str) -> Located | None:
    """Take what looks like the rest of an address for one."""
    found = _HOST.match(typed)
    if found is None or (found["ending"] or "").lower() in _FILES:
        return None
    address, plain = (parse_address(f"{scheme}://{typed}") for scheme in ("https", "http"))
    instead = "" if found["user"] else plain.url
    return Located(kind=FeedKind.WEB, place=with_credentials(address), instead=instead)


def _locate_path(place: str, cwd: Path) -> Located:
    """Find a file or a folder; `OSError` when there is none."""
    if not place:
        raise PlaceError(shown_place(place), "is empty")
    try:
        path = Path(os.path.abspath(cwd / Path(place).expanduser()))  # noqa: PTH100 - links stay
        mode = path.stat().st_mode
    except (ValueError, RuntimeError) as error:
        raise PlaceError(shown_place(place), "is not a usable path") from error
    kind = FeedKind.FOLDER if stat.S_ISDIR(mode) else FeedKind.FILE
    return Located(kind=kind, place=str(path))


def _path_problem(place: str, error: OSError) -> str:
    if isinstance(error, FileNotFoundError) and not place.startswith(_PATHS):
        return "no such file or folder, and not an address (https://...)"
    return problem(error)
