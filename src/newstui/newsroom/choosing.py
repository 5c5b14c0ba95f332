"""What the arguments of a command mean: story numbers, places, queries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newstui.errors import UsageError
from newstui.newsroom.headlines import select_stories
from newstui.store import stories

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newstui.store.archive import Archive


_DIGITS: Final = 18


def is_story_number(argument: str) -> bool:
    """Whether an argument is written like a story's number, as in "#12"."""
    return argument.startswith("#")


def find_story_number(archive: Archive, argument: str) -> int:
    """Read a story's number and make sure there is such a story, or a mark of one.

    Raises:
        UsageError: If there is none.
    """
    digits = argument.removeprefix("#")
    is_number = digits.isascii() and digits.isdigit() and len(digits) <= _DIGITS
    number = int(digits) if is_number else 0
    if number == 0:
        raise UsageError(f"{argument}: a story's number is written like #12")
    if stories.find_story(archive, number) is None:
        raise UsageError(f"{argument}: no such story; `newstui list` shows the numbers")
    return number


def choose_stories(archive: Archive, arguments: Sequence[str]) -> list[int]:
    """List the stories meant by numbers and by the query the other words make.

    Raises:
        UsageError: If a number is unknown or the query cannot be understood.
    """
    numbers = [
        find_story_number(archive, argument) for argument in arguments if is_story_number(argument)
    ]
    words = [argument for argument in arguments if not is_story_number(argument)]
    if words:
        numbers.extend(select_stories(archive, " ".join(words)))
    return list(dict.fromkeys(numbers))
