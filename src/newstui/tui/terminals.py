"""What is known of the terminal by its name: no question to it is answered by every one.

It is told where links lead (OSC 8), so that a click on one can open it. A title or an address that
held the end of that sequence could begin another: what is told is written by
`newstui.text.links.terminal_link` alone, and the words shown have no control characters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_TAKEN_FOR_TEXT: Final = ("dumb", "linux", "eterm", "vt", "ansi", "cons", "unknown")
"""Beginnings of the names of terminals that may show the sequence as text."""
_TURNING: Final = frozenset({"Apple_Terminal", "mintty"})


def takes_links(environ: Mapping[str, str]) -> bool:
    """Whether links are told to the terminal: it takes them, and the reader wants colours."""
    name = environ.get("TERM", "")
    return bool(name) and "NO_COLOR" not in environ and not name.startswith(_TAKEN_FOR_TEXT)


def turns_text(environ: Mapping[str, str]) -> bool:
    """Whether the terminal puts right-to-left text in its order by itself."""
    return bool(environ.get("VTE_VERSION") or environ.get("KONSOLE_VERSION")) or (
        environ.get("TERM_PROGRAM") in _TURNING or environ.get("TERM", "").startswith("mlterm")
    )
