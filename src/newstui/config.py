"""Settings the reader wrote, from one TOML file; a bad line costs that line only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newstui.errors import ConfigError
from newstui.model.command import PLACEHOLDERS, UserCommand
from newstui.model.credentials import Credentials

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    Readers = Mapping[str, Callable[[object], object]]


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


class Pictures(StrEnum):
    """How the pictures of stories are drawn."""

    AUTO = "auto"
    """As well as the terminal is known to."""
    KITTY = "kitty"
    SIXEL = "sixel"
    BLOCKS = "blocks"
    OFF = "off"
    """Not at all: none is fetched either."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that can be set; a field's name is its key in the file."""

    theme: ThemeName | None = None
    """`None` for the one last chosen on the screen."""
    glyphs: Glyphs = Glyphs.AUTO
    mark_read: MarkRead = MarkRead.OPEN
    rows: Rows = Rows.AUTO
    """Lines a headline takes: two in a pane beside others, one on its own, unless said."""
    pictures: Pictures = Pictures.AUTO
    browser: tuple[str, ...] = ()
    """The command that opens a page, as a list; the address is added as its last argument.
    Empty for the system's own."""
    auto_refresh: bool = True
    """Whether feeds whose time has come are fetched while the reader is open."""
    bookmarks_folder: Path | None = None
    """Where bookmarked stories are written; `None` for the data folder."""
    credentials: tuple[Credentials, ...] = ()
    """One for each table `[credentials."host"]` or `[credentials."host:port"]`."""
    commands: tuple[UserCommand, ...] = ()
    """What may be run on a story: a line `name = ["program", "argument", "{url}"]` of the table
    `[commands]` each."""


def load_settings(path: Path) -> tuple[Settings, tuple[ConfigError, ...]]:
    """Read the settings file; without one the defaults stand.

    Every line that cannot be used is returned as an error and keeps its default.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return Settings(), ()
    except OSError as error:
        return Settings(), (ConfigError(str(path), error.strerror or "cannot be read"),)
    import tomllib

    try:
        table = tomllib.loads(raw.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        return Settings(), (ConfigError(str(path), f"{error}; the defaults are used"),)
    values: dict[str, Any] = {}
    mistakes: list[_MistakeError] = []
    for key, value in table.items():
        try:
            values[key] = _read_value(key, value, _READERS)
        except ValueError as error:
            mistakes.append(_MistakeError(key, reason=str(error)))
    values["credentials"] = tuple(_read_tables(values.get("credentials", {}), mistakes))
    values["commands"] = tuple(_read_commands(values.get("commands", {}), mistakes))
    text = raw.decode("utf-8")
    errors = (
        ConfigError(f"{path}, line {_line_of(one.keys, text)}, {one.name}", one.reason)
        for one in mistakes
    )
    return Settings(**values), tuple(errors)


class _MistakeError(Exception):
    """Something that cannot be used, and by which keys it is reached."""

    def __init__(self, *keys: str, reason: str) -> None:
        super().__init__(reason)
        self.keys, self.reason = keys, reason

    @property
    def name(self) -> str:
        """The keys as TOML writes them; a host needs quotes there."""
        outer, *inner = self.keys
        return ".".join([outer, *(f'"{key}"' for key in inner[:1]), *inner[1:]])


def _line_of(keys: tuple[str, ...], text: str) -> int:
    """Find the line a key stands on, from 1; tomllib does not tell."""
    outer, *inner = map(re.escape, keys)
    patterns = [rf"\s*\[?\s*[\"']?{outer}[\"']?\s*[].=]"]
    if inner:
        patterns.append(rf"\s*\[\s*{outer}\s*\.\s*[\"']?{inner[0]}[\"']?\s*[].]")
    written = inner if outer == "commands" else inner[1:]
    patterns += [rf"\s*[\"']?{key}[\"']?\s*[.=]" for key in written]
    found = 1
    lines = list(enumerate(text.splitlines(), 1))
    for pattern in patterns:
        matching = (number for number, line in lines if re.match(pattern, line))
        found = next(matching, found)
        lines = lines[found - lines[0][0] :]
    return found


def _read_value(key: str, value: object, readers: Readers) -> object:
    if key not in readers:
        raise ValueError(f"is not a setting{_hint(key, readers)}")
    return readers[key](value)


def _hint(key: str, known: Collection[str]) -> str:
    """Name the setting that was meant, or all there are."""
    import difflib

    near = difflib.get_close_matches(key, known, n=1)
    return f"; did you mean {near[0]}?" if near else f"; known are {', '.join(known)}"


def _read_tables(
    tables: Mapping[str, object], mistakes: list[_MistakeError]
) -> Iterator[Credentials]:
    """Read the credentials of every host; what is wrong with one costs that one."""
    for host, table in tables.items():
        try:
            yield _read_credentials(host, table)
        except _MistakeError as mistake:
            mistakes.append(mistake)
        except ValueError as error:
            mistakes.append(_MistakeError("credentials", host, reason=str(error)))


def _read_credentials(host: str, table: object) -> Credentials:
    """Read one table.

    Raises:
        ValueError: If something is wrong with it as a whole; `_MistakeError` if with one key.
    """
    if not isinstance(table, dict) or any(isinstance(value, dict) for value in table.values()):
        raise ValueError('must be a host in quotes, as in [credentials."news.example"]')
    name, port = _host(host)
    values: dict[str, Any] = {}
    for key, value in table.items():
        try:
            values[key] = _read_value(key, value, _CREDENTIAL_READERS)
        except ValueError as error:
            raise _MistakeError("credentials", host, key, reason=str(error)) from None
    if "user" not in values:
        raise ValueError("needs a user")
    if ("password_command" in values) == ("password_file" in values):
        raise ValueError("needs either password_command or password_file")
    return Credentials(setting=f'credentials."{host}"', host=name, port=port, **values)


def _read_commands(
    table: Mapping[str, object], mistakes: list[_MistakeError]
) -> Iterator[UserCommand]:
    """Read the reader's commands; what is wrong with one costs that one."""
    for name, value in table.items():
        try:
            yield UserCommand(name=name, words=_story_command(value))
        except ValueError as error:
            mistakes.append(_MistakeError("commands", name, reason=str(error)))


def _story_command(value: object) -> tuple[str, ...]:
    words = _own_command(value)
    if any("\0" in word for word in words):
        raise ValueError("must be words without null characters")
    if any(part in words[0] for part in PLACEHOLDERS):
        raise ValueError("must name its program itself: a story may not choose it")
    return words


def _host(written: str) -> tuple[str, int | None]:
    """Read a host, perhaps with a port, as addresses have it."""
    from urllib.parse import urlsplit

    wrong = "must be a host, or a host and its port, as in news.example:8443"
    try:
        parts = urlsplit(f"//{written}")
        host, port = (parts.hostname or "").encode("idna").decode("ascii"), parts.port
    except ValueError:
        raise ValueError(wrong) from None
    if not host or "@" in written or parts.netloc != written:
        raise ValueError(wrong)
    return host.lower(), port


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


def _own_command(value: object) -> tuple[str, ...]:
    command = _command(value)
    if not command or not command[0]:
        raise ValueError('must name a program, as in ["pass", "show", "news"]')
    return command


def _user(value: object) -> str:
    user = _text(value)
    if not user or ":" in user:
        # HTTP's basic authentication ends the name there (RFC 7617 2).
        raise ValueError("must be a name without a colon")
    return user


def _path(value: object) -> Path:
    return Path(_text(value)).expanduser().absolute()


def _tables(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise ValueError('must be tables, as in [credentials."news.example"]')  # noqa: TRY004 - one kind of error a line
    return value


def _command_table(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise ValueError('must be a table: [commands], then name = ["program", "{url}"]')  # noqa: TRY004 - one kind of error a line
    return value


_READERS: Readers = {
    "theme": _choice(ThemeName),
    "glyphs": _choice(Glyphs),
    "mark_read": _choice(MarkRead),
    "rows": _choice(Rows),
    "pictures": _choice(Pictures),
    "browser": _command,
    "auto_refresh": _switch,
    "bookmarks_folder": _path,
    "credentials": _tables,
    "commands": _command_table,
}
_CREDENTIAL_READERS: Readers = {
    "user": _user,
    "password_command": _own_command,
    "password_file": lambda value: str(_path(value)),
}
