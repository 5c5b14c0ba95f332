"""Reading the table `[commands]`: what the reader may run on a story."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newstui.config import values
from newstui.model.command import PLACEHOLDERS, UserCommand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Complain = Callable[[tuple[str, ...], str], None]

_IN_BRACES: Final = re.compile(r"\{\w+\}")
"""What looks like a placeholder; what is near to none, as in a program for awk, is passed on."""


def read_commands(value: object, complain: Complain) -> Iterator[UserCommand]:
    """Read the reader's commands; what is wrong with one costs that one.

    Raises:
        ValueError: If these are no table at all.
    """
    if not isinstance(value, dict):
        raise ValueError('must be a table: [commands], then name = ["program", "{url}"]')  # noqa: TRY004 - one kind of error a line
    for name, words in value.items():
        try:
            yield UserCommand(name=name, words=_story_command(words))
        except ValueError as error:
            complain((name,), str(error))


def _story_command(value: object) -> tuple[str, ...]:
    words = values.own_command(value)
    if any("\0" in word for word in words):
        raise ValueError("must be words without null characters")
    if any(part in words[0] for part in PLACEHOLDERS):
        raise ValueError("must name its program itself: a story may not choose it")
    for word in words:
        for name in _IN_BRACES.findall(word):
            if name not in PLACEHOLDERS and (nearest := values.meant(name, PLACEHOLDERS)):
                raise ValueError(f"{name} stands for nothing{nearest}")
    return words
