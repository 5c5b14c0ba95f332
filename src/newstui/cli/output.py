"""What the command line prints: text fit for a terminal, or JSON Lines; nothing else."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from newstui.text.clean import clean_block, clean_line
from newstui.text.wrap import wrap_lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newstui.errors import QueryError
    from newstui.model.text import Offsets, SafeText


_INDENT: Final = "        "
"""Before what belongs to something above it."""
_SHOWN_BEFORE: Final = 40
"""Characters of a query that are shown before what is wrong with it."""
_MEASURE: Final = 80
"""Widest line of text to be read, in cells."""
_PLAIN_MEASURE: Final = 72
"""The same where no terminal says how wide it is."""


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


def say_reading(text: SafeText) -> None:
    """Print text to be read: broken at words where a terminal shows it, as it is in a pipe."""
    width = min(shutil.get_terminal_size().columns, _MEASURE)
    say(_wrapped(text, width) if sys.stdout.isatty() else text)


def say_item(outcome: str, *parts: SafeText) -> None:
    """Print what became of one of several things.

    Args:
        outcome: In a word.
        parts: What is told of it; each on lines of its own where a terminal has no room for one.
    """
    from rich.cells import cell_len

    head, width = outcome.ljust(len(_INDENT)), shutil.get_terminal_size().columns
    line = clean_block(head + "  ".join(parts))
    if sys.stdout.isatty() and cell_len(line) > width:
        below = clean_block("\n".join(_INDENT + part for part in parts))
        line = clean_block(head + _wrapped(below, width).lstrip(" "))
    say(line)


def say_plainly(text: SafeText) -> None:
    """Print text to be heard, at once: broken at words for the terminal, or for 72 cells."""
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else _PLAIN_MEASURE
    say(_wrapped(text, width))
    sys.stdout.flush()


def _wrapped(text: SafeText, width: int) -> SafeText:
    """Break lines at words, the rest of each as far in as its beginning."""
    from rich.cells import cell_len

    lines: list[str] = []
    for line in text.split("\n"):
        indent = " " * min(len(line) - len(line.lstrip(" ")), width // 2)
        body = line.lstrip(" ")
        ends = wrap_lines(body, max(1, width - len(indent)), cell_len)
        lines += [indent + body[start:end] for start, end in ends]
    return clean_block("\n".join(lines))


def say_passage(text: SafeText, matches: Sequence[Offsets]) -> None:
    """Print a passage below what it belongs to; at a terminal, what was looked for is bold."""
    if sys.stdout.isatty():
        from rich.console import Console
        from rich.text import Text

        shown = Text(f"{_INDENT}{text}")
        for start, end in matches:
            shown.stylize("bold", len(_INDENT) + start, len(_INDENT) + end)
        Console(file=sys.stdout).print(shown, no_wrap=True, overflow="ellipsis")
    else:
        say(clean_block(f"{_INDENT}{text}"))


def say_record(record: Mapping[str, object]) -> None:
    """Print one JSON object on a line of its own.

    Characters outside ASCII are escaped, so no terminal and no encoding can trip over them.
    """
    sys.stdout.write(f"{json.dumps(record)}\n")


def warn(text: SafeText) -> None:
    """Tell on standard error what went wrong; nothing can be done where that fails too."""
    with suppress(OSError):
        sys.stderr.write(f"newstui: {text}\n")


def warn_of_query(error: QueryError) -> None:
    """Tell what is wrong with a query, and point at the place."""
    from rich.cells import cell_len

    warn(clean_line(str(error)))
    places = (error.start, error.end)
    pieces = zip((0, *places), (*places, len(error.query)), strict=True)
    before, wrong, after = (clean_block(error.query[a:b]).replace("\n", " ") for a, b in pieces)
    if len(before) > _SHOWN_BEFORE:
        before = "…" + before[-_SHOWN_BEFORE:]
    shown = clean_line(wrong, limit=_SHOWN_BEFORE)
    line = f"  {before}{shown}{after}"[: _MEASURE * 2]
    pointer = " " * cell_len(f"  {before}") + "^" * max(1, cell_len(shown))
    with suppress(OSError):
        sys.stderr.write(f"{clean_block(line)}\n{pointer}\n")


def counted(number: int, one: str, several: str) -> str:
    """Say how many: "1 story", "2 stories"."""
    return f"{number:,} {one if number == 1 else several}"
