"""Which line of a TOML file a key stands on; tomllib does not tell."""

from __future__ import annotations

import re
from typing import Final

_PART: Final = r"(?:[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*')"
_DOTTED: Final = rf"{_PART}(?:\s*\.\s*{_PART})*"
_HEADER: Final = re.compile(rf"\s*\[{{1,2}}\s*({_DOTTED})\s*\]")
_ENTRY: Final = re.compile(rf"\s*({_DOTTED})\s*=")
_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")


class LineIndex:
    """The keys of a file and their lines, from 1."""

    def __init__(self, text: str) -> None:
        self._lines: dict[tuple[str, ...], int] = {}
        table: tuple[str, ...] = ()
        for number, line in enumerate(text.splitlines(), 1):
            if header := _HEADER.match(line):
                table = _parts(header[1])
                self._note(table, number)
            elif entry := _ENTRY.match(line):
                self._note((*table, *_parts(entry[1])), number)

    def _note(self, keys: tuple[str, ...], number: int) -> None:
        for length in range(1, len(keys) + 1):
            self._lines.setdefault(keys[:length], number)

    def find(self, keys: tuple[str, ...]) -> int:
        """Find a key's line, else that of the table it is in."""
        ways = (keys[:length] for length in range(len(keys), 0, -1))
        return next((self._lines[way] for way in ways if way in self._lines), 1)


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in re.findall(_PART, dotted))


def written(keys: tuple[str, ...]) -> str:
    """Write the way to a key as TOML does: in quotes where it needs them."""
    return ".".join(key if _BARE.fullmatch(key) else f'"{key}"' for key in keys)
