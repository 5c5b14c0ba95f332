"""Settings the reader wrote, from one TOML file; a bad line costs that line only."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newstui.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable


class MarkRead(StrEnum):
    """When a story counts as read."""

    OPEN = "open"
    PREVIEW = "preview"
    MANUAL = "manual"


class Glyphs(StrEnum):
    """Which characters draw dots, stars and lines."""

    AUTO = "auto"
    UNICODE = "unicode"
    ASCII = "ascii"


class Rows(StrEnum):
    """How much of a headline the list shows."""

    AUTO = "auto"
    ONE = "one"
    TWO = "two"


class ThemeName(StrEnum):
    """The colours of the screen."""

    DARK = "dark"
    LIGHT = "light"
    TERMINAL = "terminal"
    """The terminal's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that can be set; a field's name is its key in the file."""

    theme: ThemeName | None = None
    """`None` for the one last chosen on the screen."""
    glyphs: Glyphs = Glyphs.AUTO
    mark_read: MarkRead = MarkRead.OPEN
    rows: Rows = Rows.AUTO
    """Lines a headline takes: two in a pane beside others, one on its own, unless said."""
    browser: tuple[str, ...] = ()
    """The command that opens a page, as a list; the address is added as its last argument.
    Empty for the system's own."""
    auto_refresh: bool = True
    """Whether feeds whose time has come are fetched while the reader is open."""
    bookmarks_folder: Path | None = None
    """Where bookmarked stories are written; `None` for the data folder."""


def load_settings(path: Path) -> tuple[Settings, tuple[ConfigError, ...]]:
    """Read the settings file; without one the defaults stand.

    Every line that cannot be used is returned as an error and keeps its default.
    """
    import tomllib

    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return Settings(), ()
    except OSError as error:
        return Settings(), (ConfigError(str(path), error.strerror or "cannot be read"),)
    try:
        table = tomllib.loads(raw.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        return Settings(), (ConfigError(str(path), f"{error}; the defaults are used"),)
    values: dict[str, Any] = {}
    errors = []
    for key, value in table.items():
        try:
            values[key] = _read_value(key, value)
        except ValueError as error:
            line = _line_of(key, raw.decode("utf-8"))
            errors.append(ConfigError(f"{path}, line {line}, {key}", str(error)))
    return Settings(**values), tuple(errors)


def _line_of(key: str, text: str) -> int:
    """Find the line a key stands on, from 1; tomllib does not tell."""
    written = re.compile(rf"\s*\[?\s*[\"']?{re.escape(key)}[\"']?\s*[].=]")
    lines = (number for number, line in enumerate(text.splitlines(), 1) if written.match(line))
    return next(lines, 1)


def _read_value(key: str, value: object) -> object:
    if key not in _READERS:
        near = difflib.get_close_matches(key, _READERS, n=1)
        hint = f"; did you mean {near[0]}?" if near else f"; known are {', '.join(_READERS)}"
        raise ValueError(f"is not a setting{hint}")
    return _READERS[key](value)


def _choice(options: type[StrEnum]) -> Callable[[object], object]:
    def read(value: object) -> object:
        try:
            return options(_text(value))
        except ValueError:
            names = ", ".join(f'"{option}"' for option in options)
            raise ValueError(f"must be one of {names}") from None

    return read


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("must be text in quotes")  # noqa: TRY004 - one kind of error a line
    return value


def _switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("must be true or false")  # noqa: TRY004 - one kind of error a line
    return value


def _command(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise ValueError('must be a list of words, as in ["firefox", "--new-tab"]')
    return tuple(value)


def _folder(value: object) -> Path:
    return Path(_text(value)).expanduser().absolute()


_READERS: dict[str, Callable[[object], object]] = {
    "theme": _choice(ThemeName),
    "glyphs": _choice(Glyphs),
    "mark_read": _choice(MarkRead),
    "rows": _choice(Rows),
    "browser": _command,
    "auto_refresh": _switch,
    "bookmarks_folder": _folder,
}
