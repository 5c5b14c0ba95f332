"""Opening a page in the reader's own browser: one address, one argument, no shell."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import time
from threading import Thread
from typing import TYPE_CHECKING, Final

from newstui.errors import PlaceError
from newstui.text.clean import clean_line
from newstui.text.links import openable, shown_address

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from newstui.model.text import SafeText

_PLACE: Final = "%s"
"""Stands for the address, by the custom of BROWSER."""
_SOON_SECONDS: Final = 10.0
"""How long after its start a program that fails is one that did not open the page."""


def open_page(
    url: str,
    command: Sequence[str] = (),
    environ: Mapping[str, str] = os.environ,
    *,
    failed: Callable[[SafeText], None] | None = None,
) -> None:
    """Open an http(s) address, detached from the terminal.

    Args:
        url: What to open; anything that is not plainly a web address is refused.
        command: The reader's own command; the system's opener when empty.
        environ: Where BROWSER may name programs, with arguments, the first that is there counts.
        failed: Told, in another thread, when the program fails soon after it was started.

    Raises:
        PlaceError: If the address may not be opened, or nothing can open it.
    """
    shown = shown_address(url)
    if not openable(url):
        raise PlaceError(shown or "this story", "is not a web address that can be opened")
    words = list(command) or _find_opener(environ)
    if not words:
        named = f" (BROWSER names {environ['BROWSER']})" if environ.get("BROWSER") else ""
        how = "name one in the settings: browser = [...]"
        raise PlaceError(shown, f"no browser found{named}; {how}")
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
    watching = (opener, words[0], failed)
    Thread(target=_watch, args=watching, daemon=True, name="newstui-browser").start()


def _watch(
    opener: subprocess.Popen[bytes], program: str, failed: Callable[[SafeText], None] | None
) -> None:
    """Wait for a program's end, and tell when it was a failure and came soon."""
    started = time.monotonic()
    status = opener.wait()
    if status and failed is not None and time.monotonic() - started < _SOON_SECONDS:
        how = f"failed with status {status}" if status > 0 else f"was ended by signal {-status}"
        failed(clean_line(f"the page was not opened: {program} {how}"))


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
