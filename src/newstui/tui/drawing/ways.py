"""How pictures are drawn here: by what the settings say, else by what the terminal is known for.

Nothing is asked of the terminal: an answer that comes late would be taken for keys.
"""

from __future__ import annotations

import fcntl
import struct
import termios
from enum import Enum
from typing import TYPE_CHECKING, Final, NamedTuple

from newstui.config import Pictures

if TYPE_CHECKING:
    from collections.abc import Mapping


class Way(Enum):
    """A way of drawing pictures."""

    NONE = "none"
    """Not at all; what is said of them is shown."""
    BLOCKS = "blocks"
    """By cells of two colours, which every terminal has."""
    KITTY = "kitty"
    """By the graphics protocol of kitty."""
    SIXEL = "sixel"
    """By the graphics of DEC's terminals."""


class CellSize(NamedTuple):
    """Pixels of a cell."""

    width: int
    height: int


SUPPOSED_CELL: Final = CellSize(10, 20)
"""What a cell is taken for where the terminal does not say."""
_SIZE: Final = struct.Struct("HHHH")
_KITTY_TERMS: Final = ("xterm-kitty", "xterm-ghostty")
_KITTY_PROGRAMS: Final = frozenset({"ghostty", "WezTerm", "kitty"})
_KONSOLE_WITH_GRAPHICS: Final = 220_400
"""The version of Konsole from which it knows kitty's protocol: 22.04."""
_SIXEL_TERMS: Final = ("foot", "mlterm", "contour", "yaft")
_SIXEL_PROGRAMS: Final = frozenset({"iTerm.app", "mintty"})
_BETWEEN: Final = ("tmux", "screen")
"""Programs between newstui and the terminal, which take pixels for text."""


def choose_way(setting: Pictures, environ: Mapping[str, str], cell: CellSize | None) -> Way:
    """Choose by setting; left to itself, by what the terminal calls itself.

    Args:
        setting: What the reader wants.
        environ: Where terminals say what they are.
        cell: Pixels of a cell; `None` when the terminal does not say.
    """
    if setting is Pictures.OFF:
        return Way.NONE
    if setting is not Pictures.AUTO:
        return Way(setting.value)
    term = environ.get("TERM", "")
    if term.startswith(_BETWEEN) or any(environ.get(name) for name in ("TMUX", "STY")):
        return Way.BLOCKS
    if environ.get("NO_COLOR"):
        return Way.BLOCKS
    if _knows_kitty(term, environ):
        return Way.KITTY
    knows_sixel = term.startswith(_SIXEL_TERMS) or environ.get("TERM_PROGRAM") in _SIXEL_PROGRAMS
    # Without a cell's size nobody knows how many cells such a picture would cover.
    return Way.SIXEL if knows_sixel and cell else Way.BLOCKS


def _knows_kitty(term: str, environ: Mapping[str, str]) -> bool:
    if environ.get("KITTY_WINDOW_ID") or term in _KITTY_TERMS:
        return True
    if environ.get("TERM_PROGRAM") in _KITTY_PROGRAMS:
        return True
    konsole = environ.get("KONSOLE_VERSION", "")
    return konsole.isdecimal() and int(konsole[:9]) >= _KONSOLE_WITH_GRAPHICS


def find_cell_size(descriptor: int) -> CellSize | None:
    """Find the size of a cell (`TIOCGWINSZ`, ioctl_tty(2)); `None` where it is not told."""
    try:
        answer = fcntl.ioctl(descriptor, termios.TIOCGWINSZ, bytes(_SIZE.size))
    except (OSError, ValueError):
        return None
    rows, columns, width, height = _SIZE.unpack(answer)
    if not (rows and columns and width >= columns and height >= rows):
        return None
    return CellSize(width // columns, height // rows)
