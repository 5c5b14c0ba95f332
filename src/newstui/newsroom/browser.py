"""Opening a page in the reader's own browser: one address, one argument, no shell."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from threading import Thread
from typing import TYPE_CHECKING

from newstui.errors import PlaceError
from newstui.text.links import openable, shown_address

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def open_page(
    url: str, command: Sequence[str] = (), environ: Mapping[str, str] = os.environ
) -> None:
    """Open an http(s) address, detached from the terminal.

    Args:
        url: What to open; anything that is not plainly a web address is refused.
        command: The reader's own command; the system's opener when empty.
        environ: Where BROWSER may name a program.

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
        opener = subprocess.Popen(  # noqa: S603 - a list of words, the address checked above is the last
            [*words, url],
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
    candidates = ["open"] if sys.platform == "darwin" else ["xdg-open"]
    candidates.append(environ.get("BROWSER", ""))
    for name in candidates:
        found = shutil.which(name) if name else None
        if found:
            return [found]
    return []
