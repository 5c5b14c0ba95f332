"""What the command line prints: text fit for a terminal, or JSON Lines; nothing else."""

from __future__ import annotations

import io
import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newstui.model.text import SafeText


def ready_streams() -> None:
    """Make printing safe: a closed stream takes everything, an encoding's gaps become "?"."""
    if sys.stdout is None:
        sys.stdout = _nowhere()
    if sys.stderr is None:
        sys.stderr = _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _nowhere() -> io.TextIOWrapper:
    return Path(os.devnull).open("w", encoding="utf-8")


def stop_printing() -> None:
    """Drop what is not printed yet, so that Python does not fail on it again when it ends."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def say(text: SafeText) -> None:
    """Print a line, or several."""
    sys.stdout.write(f"{text}\n")


def say_record(record: Mapping[str, object]) -> None:
    """Print one JSON object on a line of its own.

    Characters outside ASCII are escaped, so no terminal and no encoding can trip over them.
    """
    sys.stdout.write(f"{json.dumps(record)}\n")


def warn(text: SafeText) -> None:
    """Tell on standard error what went wrong; nothing can be done where that fails too."""
    with suppress(OSError):
        sys.stderr.write(f"newstui: {text}\n")


def counted(number: int, one: str, several: str) -> str:
    """Say how many: "1 story", "2 stories"."""
    return f"{number:,} {one if number == 1 else several}"
