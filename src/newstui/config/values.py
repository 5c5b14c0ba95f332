"""Reading single values: each function takes what TOML holds and returns what is set.

All of them raise `ValueError` with the end of a sentence that begins with the key.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from newstui.config.model import Column, Days

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from enum import StrEnum

    Reader = Callable[[object], object]

T = TypeVar("T")
_DIRECTIVE: Final = re.compile(r"%(.?)", re.DOTALL)
_OF_DAYS: Final = "YymdebBaAj%"
"""Letters after % that name a day or a part of it."""
_PATTERN_LENGTH: Final = 40
_LINE_CELLS: Final = range(20, 201)
_COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}")
_BASIC: Final = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
COLOURS: Final = ("default", *_BASIC, *(f"bright_{name}" for name in _BASIC))
"""Names of the terminal's own colours."""


def hint(key: str, known: Collection[str]) -> str:
    """Name what was meant, or all there are."""
    import difflib

    near = difflib.get_close_matches(key, known, n=1)
    return f"; did you mean {near[0]}?" if near else f"; known are {', '.join(known)}"


def meant(value: object, names: Collection[str]) -> str:
    """Name the one of several words that a value is nearest to; empty when it is near to none."""
    import difflib

    near = difflib.get_close_matches(str(value).lower(), names, n=1)
    return f"; did you mean {quoted(near)}?" if near else ""


def known(key: str, readers: Mapping[str, T], what: str = "is not a setting") -> T:
    """Find what belongs to a key that must be one of several."""
    if key not in readers:
        raise ValueError(what + hint(key, readers))
    return readers[key]


def choice(options: type[StrEnum]) -> Reader:
    """Make a reader of one of several words."""

    def read(value: object) -> object:
        try:
            return options(text(value))
        except ValueError:
            names = tuple(options)
            raise ValueError(f"must be one of {quoted(names)}{meant(value, names)}") from None

    return read


def quoted(names: Collection[str]) -> str:
    """List names as TOML writes them."""
    return ", ".join(f'"{name}"' for name in names)


def text(value: object) -> str:
    """Read text."""
    if not isinstance(value, str):
        raise ValueError("must be text in quotes")  # noqa: TRY004 - one kind of error a line
    return value


def switch(value: object) -> bool:
    """Read yes or no."""
    if not isinstance(value, bool):
        raise ValueError("must be true or false")  # noqa: TRY004 - one kind of error a line
    return value


def command(value: object) -> tuple[str, ...]:
    """Read a command, as a list of words."""
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise ValueError('must be a list of words, as in ["firefox", "--new-tab"]')
    return tuple(value)


def own_command(value: object) -> tuple[str, ...]:
    """Read a command that must name a program."""
    words = command(value)
    if not words or not words[0]:
        raise ValueError('must name a program, as in ["pass", "show", "news"]')
    return words


def path(value: object) -> Path:
    """Read the name of a file or folder, perhaps under the reader's own."""
    return Path(text(value)).expanduser().absolute()


def cells(value: object) -> int:
    """Read how wide a line of text is."""
    if not isinstance(value, int) or isinstance(value, bool) or value not in _LINE_CELLS:
        raise ValueError(
            f"must be a whole number from {_LINE_CELLS.start} to {_LINE_CELLS.stop - 1}"
        )
    return value


def columns(value: object) -> tuple[Column, ...]:
    """Read which columns there are, each at most once."""
    known = tuple(Column)
    named = value if isinstance(value, list) else [value]
    wrong = [name for name in named if name not in known]
    if wrong or named is not value:
        near = meant(wrong[0], known) if wrong else ""
        raise ValueError(f"must be a list of any of {quoted(known)}{near}")
    if twice := [name for name in known if named.count(name) > 1]:
        raise ValueError(f"names {quoted(twice)} twice")
    return tuple(Column(name) for name in value)


def days(value: object) -> str:
    """Read how days are named: a word, or a pattern with signs such as %d."""
    pattern = text(value)
    if pattern in tuple(Days):
        return pattern
    if "%" not in pattern:
        near = meant(pattern, tuple(Days))
        raise ValueError(
            f'must be one of {quoted(tuple(Days))} or a pattern, as in "%d.%m.%Y"{near}'
        )
    if len(pattern) > _PATTERN_LENGTH or not pattern.isprintable():
        raise ValueError(f"must be at most {_PATTERN_LENGTH} characters that can be shown")
    for directive in _DIRECTIVE.findall(pattern):
        if directive not in _OF_DAYS or not directive:
            known = " ".join(f"%{letter}" for letter in _OF_DAYS)
            raise ValueError(f"%{directive} does not name a day; known are {known}")
    return pattern


def colour(value: object) -> str:
    """Read a colour: a number as on the web, or the name of one of the terminal's own."""
    name = text(value)
    if _COLOUR.fullmatch(name) is None and name not in COLOURS:
        near = meant(name, COLOURS)
        raise ValueError(f'must be as "#7fb4e6", or one of {", ".join(COLOURS)}{near}')
    return name
