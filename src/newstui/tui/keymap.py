"""From key presses to actions: counts, sequences, and which pane they are for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from newstui.tui.actions import ACTIONS, PANES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.events import Key

    from newstui.tui.actions import Action

_COUNT_DIGITS: Final = 6
_BRACED: Final = re.compile(r"\{(\w+)\}")
"""An action in a text for people."""
_SHOWN_KEYS: Final = {
    "enter": "Enter",
    "space": "Space",
    "escape": "Esc",
    "tab": "Tab",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "backspace": "Backspace",
    "up": "Up",
    "down": "Down",
    "left": "Left",
    "right": "Right",
}


@dataclass(frozen=True, slots=True)
class Command:
    """An action with the count typed before it."""

    action: Action
    count: int | None = None


def key_name(event: Key) -> str:
    """Name a key the way the table of actions does: the character it types, else its name."""
    character = event.character
    if character and character.isprintable() and character != " ":
        return character
    return event.key


def shown_key(key: str) -> str:
    """Name a key for people."""
    if key in _SHOWN_KEYS:
        return _SHOWN_KEYS[key]
    modifier, plus, rest = key.partition("+")
    if plus and rest:
        return f"{modifier.capitalize()}+{_SHOWN_KEYS.get(rest, rest.upper())}"
    return key


class Keymap:
    """Reads key presses one by one and says when they make a command."""

    def __init__(self, actions: Iterable[Action] = ACTIONS) -> None:
        self._commands: dict[str, dict[str, Action]] = {pane: {} for pane in PANES}
        for action in actions:
            for pane in action.panes:
                self._commands[pane].update(dict.fromkeys(action.keys, action))
        self._prefixes = {
            key[:length]
            for commands in self._commands.values()
            for key in commands
            if not _is_named(key)
            for length in range(1, len(key))
        }
        self._count = ""
        self._sequence = ""

    def key(self, name: str, pane: str = "") -> str:
        """Name the first key of an action, in a pane rather than in others; empty for none."""
        panes = sorted(self._commands, key=lambda other: other != pane)
        keys = (
            key for one in panes for key, act in self._commands[one].items() if act.name == name
        )
        return shown_key(next(keys, ""))

    def fill(self, template: str, pane: str = "") -> str:
        """Put keys into a text that names actions in braces, as in "{undo} undoes"."""
        return _BRACED.sub(lambda found: self.key(found[1], pane), template)

    @property
    def pending(self) -> str:
        """What has been typed of a command so far."""
        return self._count + self._sequence

    def clear(self) -> None:
        """Forget what was typed."""
        self._count = self._sequence = ""

    def press(self, key: str, pane: str) -> Command | None:
        """Take one key; `None` while the command is incomplete, or when there is none."""
        if self._takes_digit(key):
            self._count = (self._count + key)[:_COUNT_DIGITS]
            return None
        if key == "escape" and self.pending:
            self.clear()
            return None
        typed = self._sequence + key
        action = self._commands[pane].get(typed)
        if action is None and typed in self._prefixes:
            self._sequence = typed
            return None
        count = int(self._count) if self._count else None
        self.clear()
        return Command(action, count) if action else None

    def _takes_digit(self, key: str) -> bool:
        return (
            not self._sequence and len(key) == 1 and key in "0123456789"[0 if self._count else 1 :]
        )


def _is_named(key: str) -> bool:
    """Whether a key is one press with a name, rather than characters typed one by one."""
    return "+" in key or key in _SHOWN_KEYS
