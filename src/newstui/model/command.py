"""A command of the reader's own, which is run on a story."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

PLACEHOLDERS: Final = ("{url}", "{title}", "{file}")
"""What stands in an argument for something of the story."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UserCommand:
    """One line of the table `[commands]`."""

    name: str
    words: tuple[str, ...]
    """The program and its arguments, in which the placeholders are replaced."""
