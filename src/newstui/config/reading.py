"""Reading the settings file: what is written, checked by the table of settings."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any, Final

from newstui.config.commands import read_commands
from newstui.config.credentials import read_credentials
from newstui.config.keys import read_keys
from newstui.config.lines import LineIndex, written
from newstui.config.model import Settings
from newstui.config.table import COLOURED, SETTINGS, TABLES
from newstui.config.values import colour, known
from newstui.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable

    from newstui.config.model import Keys
    from newstui.model.command import UserCommand
    from newstui.model.credentials import Credentials

    Complain = Callable[[tuple[str, ...], str], None]
    """Takes the way to a key below the table, and what is wrong with it."""

_AT: Final = re.compile(r" \(at line (\d+), column (\d+)\)\Z")
"""Where tomllib says it stopped; at the end of the file it does not."""


def read_settings(raw: bytes, origin: str) -> tuple[Settings, tuple[ConfigError, ...]]:
    """Read what a settings file holds; what cannot be used is returned as errors."""
    try:
        text = raw.decode("utf-8-sig")
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        place, reason = _place_of(origin, str(error))
        return Settings(), (ConfigError(place, f"{reason}; the defaults are used"),)
    reading = _Reading(origin, LineIndex(text))
    for key, value in table.items():
        reading.take(key, value)
    return Settings(**reading.values), tuple(reading.errors)


def _place_of(origin: str, told: str) -> tuple[str, str]:
    """Name the line of a file that is no TOML as those of its keys are named."""
    found = _AT.search(told)
    if found is None:
        return origin, told
    return f"{origin}, line {found[1]}", f"{told[: found.start()]} in column {found[2]}"


class _Reading:
    """What was read so far, and what was wrong."""

    def __init__(self, origin: str, lines: LineIndex) -> None:
        self._origin = origin
        self._lines = lines
        tables = {name: getattr(self, f"_read_{name}") for name in TABLES}
        self._readers = {name: setting.read for name, setting in SETTINGS.items()} | tables
        self.values: dict[str, Any] = {}
        self.errors: list[ConfigError] = []

    def take(self, key: str, value: object) -> None:
        """Read one setting; one that cannot be used keeps its default."""
        try:
            self.values[key] = known(key, self._readers)(value)
        except ValueError as error:
            self._complain((key,), str(error))

    def _place(self, keys: tuple[str, ...]) -> tuple[str, int]:
        line = self._lines.find(keys)
        return f"{self._origin}, line {line}, {written(keys)}", line

    def _complain(self, keys: tuple[str, ...], reason: str) -> None:
        self.errors.append(ConfigError(self._place(keys)[0], reason))

    def _complain_in(self, table: str) -> Complain:
        return lambda keys, reason: self._complain((table, *keys), reason)

    def _read_keys(self, value: object) -> Keys:
        return read_keys(value, self._complain_in("keys"), self._place)

    def _read_credentials(self, value: object) -> tuple[Credentials, ...]:
        return tuple(read_credentials(value, self._complain_in("credentials")))

    def _read_commands(self, value: object) -> tuple[UserCommand, ...]:
        return tuple(read_commands(value, self._complain_in("commands")))

    def _read_colours(self, value: object) -> tuple[tuple[str, str], ...]:
        if not isinstance(value, dict):
            raise ValueError('must be a table, as in [colours] accent = "#7fb4e6"')  # noqa: TRY004 - one kind of error a line
        found = []
        for name, shade in value.items():
            try:
                known(name, dict.fromkeys(COLOURED), "is nothing that has a colour")
                found.append((name, colour(shade)))
            except ValueError as error:
                self._complain(("colours", name), str(error))
        return tuple(found)
