"""What the arguments of a command mean: story numbers, places, queries."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from newstui.errors import UsageError
from newstui.store import stories
from newstui.store.asking import read_query
from newstui.store.selecting import select_ids
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from array import array
    from collections.abc import Sequence

    from newstui.model.text import SafeText
    from newstui.store.archive import Archive

_DIGITS: Final = 18
"""As many as surely fit the archive's 64-bit numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The stories a command is about."""

    story_ids: list[int] = field(default_factory=list)
    """Each once, in the order asked for."""
    failures: list[SafeText] = field(default_factory=list)
    """Sentences about numbers that no story has."""


def is_story_number(argument: str) -> bool:
    """Whether an argument is written like a story's number, as in "#12"."""
    return argument.startswith("#")


def choose_stories(archive: Archive, arguments: Sequence[str]) -> Choice:
    """List the stories meant by numbers and by the query the other words make.

    Raises:
        UsageError: If a number or the query cannot be understood.
    """
    choice = Choice()
    for argument in arguments:
        if is_story_number(argument):
            number = _read_number(argument)
            if stories.find_story(archive, number) is None:
                reason = f"{argument}: no such story; `newstui list` shows the numbers"
                choice.failures.append(clean_line(reason))
            else:
                choice.story_ids.append(number)
    words = [argument for argument in arguments if not is_story_number(argument)]
    if words:
        choice.story_ids.extend(_find(archive, " ".join(words)))
    choice.story_ids[:] = dict.fromkeys(choice.story_ids)
    return choice


def _find(archive: Archive, text: str) -> array[int]:
    query = read_query(archive, text)
    if query.root is None:
        raise UsageError("an empty query would mean every story; leave it out, or say is:unread")
    return select_ids(archive, query)


def _read_number(argument: str) -> int:
    digits = argument.removeprefix("#")
    is_number = digits.isascii() and digits.isdigit() and len(digits) <= _DIGITS
    if not is_number or int(digits) == 0:
        raise UsageError(f"{argument}: a story's number is written like #12")
    return int(digits)
