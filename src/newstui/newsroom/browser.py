"""Opening a page in the reader's own browser: one address, one argument, no shell."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from threading import Thread
from typing import TYPE_CHECKING, Final

from newstui.errors import PlaceError
from newstui.text.links import openable, shown_address

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_PLACE: Final = "%s"
"""Stands for the address, by the custom of BROWSER."""


def open_page(
    url: str, command: Sequence[str] = (), environ: Mapping[str, str] = os.environ
) -> None:
    """Open an http(s) address, detached from the terminal.

    Args:
        url: What to open; anything that is not plainly a web address is refused.
        command: The reader's own command; the system's opener when empty.
        environ: Where BROWSER may name programs, with arguments, the first that is there counts.

    Raises:
        PlaceError: If the address may not be opened, or nothing can open it.
    """
    shown = shown_address(url)
    if not openable(url):
        raise PlaceError(shown or "this story", "is not a web address that can be opened")
    words = list(command) or _find_opener(environ)
    if not words:
        raise PlaceError(shown, "no browser found; name one in the settings: browser = [...]")
    try:
        opener = subprocess.Popen(  # noqa: S603 - a list of words, of which the address checked above is one
            _with_address(words, url),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise PlaceError(words[0], error.strerror or "cannot be started") from error
    # Somebody has to take note of its end, or it stays as a zombie.
    Thread(target=opener.wait, daemon=True, name="newstui-browser").start()


def _find_opener(environ: Mapping[str, str]) -> list[str]:
    """Find the first program there is: one that BROWSER names, else the system's."""
    system = "open" if sys.platform == "darwin" else "xdg-open"
    for named in (*environ.get("BROWSER", "").split(os.pathsep), system):
        words = _words(named)
        found = shutil.which(words[0]) if words else None
        if found:
            return [found, *words[1:]]
    return []


def _words(named: str) -> list[str]:
    """Split a command as a shell would; none when its quotes are not closed."""
    try:
        return shlex.split(named)
    except ValueError:
        return []


def _with_address(words: Sequence[str], url: str) -> list[str]:
    """Put the address where `%s` stands alone, else at the end: always one argument."""
    if _PLACE not in words:
        return [*words, url]
    return [url if word == _PLACE else word for word in words]
