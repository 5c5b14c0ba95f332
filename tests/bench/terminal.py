"""A pseudo-terminal that keeps what a program writes, with the time of every piece.

Nothing is interpreted while a program is being measured: what stood on the screen, and since
when, is worked out afterwards. Times are milliseconds of one monotonic clock.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from bisect import bisect_left
from contextlib import suppress
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Final

import psutil
import pyte

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from types import TracebackType
    from typing import Self

COLUMNS: Final = 120
ROWS: Final = 40
_ANSWERS: Final = {
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",  # synchronised output: known
    b"\x1b[?2048$p": b"\x1b[?2048;0$y",  # in-band resize: unknown
    b"\x1b[c": b"\x1b[?62;22c",
    b"\x1b[6n": b"\x1b[1;1R",
    b"\x1b]11;?\x1b\\": b"\x1b]11;rgb:0000/0000/0000\x1b\\",
}
_LONGEST_QUERY: Final = max(map(len, _ANSWERS))
_FRAME: Final = re.compile(rb"\x1b\[\?2026h.*?\x1b\[\?2026l", re.DOTALL)
"""One synchronised update: what it draws is seen when it ends."""
_REPEATED: Final = re.compile(rb"([ -~])\x1b\[(\d{1,3})b")
_FOREIGN: Final = re.compile(rb"\x1b(?:\[[<=>][0-9;]*[a-zA-Z]|\[[?0-9;]*\$[py]|[P_^][^\x1b]*\x1b\\)")
"""What the emulator would print as text."""
_UNFINISHED: Final = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*|[P_^][^\x1b]*\x1b?)?\Z")
_UNSET: Final = (
    "PYTHONDONTWRITEBYTECODE",  # would have every start compile the program anew
    "PYTHONUNBUFFERED",
    "PYTHONPROFILEIMPORTTIME",
    "NO_COLOR",
    "COLUMNS",
    "LINES",
    "TMUX",
    "TEXTUAL",
    "NEWSTUI_HOME",
)


class TimeoutError(Exception):  # noqa: A001 - placeholder
    pass
